"""One call about several incidents: all are named, one key takes them all, another goes through them one by one."""

from nightdesk.channel.twiml import Gather, Hangup, Say, Verb
from nightdesk.desk.calls.page_call import act_once, callee, page_for
from nightdesk.desk.calls.turn import Turn, url_of
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders import verbs
from nightdesk.incident.incident import Incident
from nightdesk.persona.owner import speech
from nightdesk.persona.responder import many_speech as words

MOST = 12
"""Taken by one key: each is saved by itself, while the caller waits. What is more is in the next call."""


def read_all(kit: Kit, turn: Turn, person_id: str) -> tuple[Verb, ...]:
    """Everything this person was woken for and nobody has, the worst first."""
    person, found = callee(kit, turn, person_id), _nobodys(kit, turn)
    if person is None:
        return (Say(speech.LOST), Hangup())
    if not found:
        return (Say(words.ALL_HAVE_SOMEBODY), Hangup())
    if len(found) == 1:
        return page_for(kit, found[0], person)
    said = words.named(found, person, most=MOST)
    return (
        Gather(
            action=url_of(kit, f"pages/{person.id}/key"),
            prompts=(Say(said),),
            digits=1,
            hears_speech=False,
            patience_seconds=10,
        ),
        Say(said),
        Hangup(),
    )


def key_for_all(kit: Kit, turn: Turn, person_id: str) -> tuple[Verb, ...]:
    """4 takes all of them, 7 goes to the worst and from there to the others; silence is no answer."""
    person = callee(kit, turn, person_id)
    if person is None:
        return (Say(speech.LOST), Hangup())
    if not turn.digits:
        return (Hangup(),)
    if turn.digits == "7":
        found = _nobodys(kit, turn)
        return page_for(kit, found[0], person, has_next=len(found) > 1) if found else (Say(words.ALL_HAVE_SOMEBODY),)
    if turn.digits != "4":
        return read_all(kit, turn, person_id)
    # Whose key arrives twice finds them taken, by this very key, and is told the same.
    taken = []
    for one in _nobodys(kit, turn)[:MOST]:
        _, after = act_once(kit, turn, one.id, lambda draft: verbs.acknowledge(draft, kit, person, channel="call"))
        taken.append(after)
    mine = sum(one.ack is not None and one.ack.person == person.id for one in taken)
    left = len(_nobodys(kit, turn))
    return (Say(words.taken(mine, left=left)), Hangup())


def _nobodys(kit: Kit, turn: Turn) -> list[Incident]:
    rows = [row for row in kit.store.standing(turn.phone).paged if not row.is_over]
    found = kit.store.several(list(dict.fromkeys(row.incident for row in rows))[:100]) if rows else ()
    return sorted((one for one in found if one.is_open and one.ack is None), key=lambda one: (one.severity, one.id))
