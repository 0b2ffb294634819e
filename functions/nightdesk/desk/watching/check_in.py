"""
How is the pet now? Asked after a while, by how bad it was; the asking ends with an answer.

A worse answer escalates. An emergency that goes silent is called, and then told to the vet.
"""

from datetime import timedelta

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.incident import changes
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import checking, pets
from nightdesk.triage.pets.hearing.progress import Progress, read

MOST = 4
"""Times an owner is asked who does not answer. Then a sleeping household is left in peace."""


def ask(draft: Draft, kit: Kit) -> None:
    """Ask, and ask again at twice the distance each time until somebody answers, a few times."""
    incident = draft.incident
    times = incident.check_ins + 1
    if incident.owner and incident.is_opted_out and incident.severity <= Severity.SEV1:
        draft.ring(incident.owner, f"check/{incident.id}", "check-in")
        draft.note(Kind.SAID, "watch", "called the owner to ask how the pet is")
    elif incident.owner and not incident.is_opted_out:
        draft.text(incident.owner, pets.check_in(incident, language=incident.language), "check-in")
        draft.note(Kind.SAID, "watch", "asked the owner how the pet is")
    with_incident(
        draft,
        check_ins=times,
        check_in_at=draft.now + _patience(incident, kit) * 2**times if times < MOST else None,
        asked_owner_at=incident.asked_owner_at or draft.now,
    )


def go_after(draft: Draft, kit: Kit) -> None:
    """An emergency that went silent: the owner is called; when that is not answered either, the vet is told."""
    incident = draft.incident
    since = incident.asked_owner_at
    if since is None or incident.owner is None:
        return
    with_incident(draft, silences=incident.silences + 1)
    if incident.silences == 0:
        draft.ring(incident.owner, f"check/{incident.id}", "check-in")
        draft.note(Kind.NOTE, "watch", "no answer to the check-in; called the owner")
        return
    draft.note(Kind.NOTE, "watch", "the owner answers neither a text nor a call")
    holder = next((p for p in kit.roster.people if incident.ack and p.id == incident.ack.person), None)
    if holder:
        draft.text(
            holder.phone, checking.silent(incident, reader=holder.phone, since=since), "update", unless="resolved"
        )
    else:
        draft.incident = changes.urged(draft.incident, why="the owner went silent in an emergency")


def heard(draft: Draft, kit: Kit, words: str, *, is_raised: bool) -> bool:
    """
    The owner has said something. True when a calm case is over by it: asked, and answered that it is no worse.

    Words that come before the question put it off; after it they end it, unless it is worse.
    """
    incident, step = draft.incident, read(words)
    was_asked = incident.asked_owner_at is not None
    again_at = draft.now + _patience(incident, kit)
    if is_raised or (was_asked and step is Progress.WORSE):
        with_incident(draft, check_ins=0, check_in_at=again_at, asked_owner_at=None, silences=0)
        if not is_raised:
            draft.incident = changes.urged(draft.incident, why="the owner says it is getting worse")
        return False
    if was_asked:
        with_incident(draft, check_in_at=None, asked_owner_at=None, silences=0)
        draft.note(Kind.NOTE, "owner", f"answered the check-in: {step.value}")
        return incident.severity >= Severity.SEV3 and step in {Progress.BETTER, Progress.SAME}
    if step is Progress.WORSE and incident.ack is None and incident.tier == 0:
        draft.incident = changes.urged(draft.incident, why="the owner says it is getting worse")
    if incident.check_in_at and not incident.check_ins:
        with_incident(draft, check_in_at=again_at)
    return False


def _patience(incident: Incident, kit: Kit) -> timedelta:
    return kit.pace(incident.policy.check_in_minutes.get(incident.severity.name, 60))
