"""
The second way out. It takes what the carrier does not take for reasons of its own, and never what may be out already.

The carrier refuses *us*: its word on the account, whatever is said and to whom (carrier.OF_THE_ACCOUNT). Or it is
*away*: no connection is made, through all the quick tries of a round; or a call meets an error of its servers, or
silence, for the second round. Everything else stays with the first: one phone that cannot be reached, a queue that is
full, a pace that is too fast. A text that may have been taken is looked up in the carrier's books first, as ever, and
goes this way only when they know nothing of it after the second round.
"""

from collections.abc import Iterable
from datetime import timedelta

from msgspec.structs import replace

from nightdesk.channel.carrier import OF_THE_ACCOUNT
from nightdesk.channel.second_way import SecondWay
from nightdesk.contact.contact import Consent
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.errand import Outbox, OutboxState, Ring, Text
from nightdesk.errors import ChannelUnavailable, Repeated
from nightdesk.incident.incident import Incident, Page, PageState
from nightdesk.incident.masked import is_masked
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import second_way as to_owner
from nightdesk.persona.responder import second_way as to_responder
from nightdesk.roster.person import Person

ROUNDS = 2
"""Rounds of tries, a minute apart, after which a carrier that errs is away."""
LATELY = timedelta(minutes=10)
"""So long after the last page that went this way the desk counts as cut off."""


def may_go(kit: Kit, row: Outbox) -> bool:
    """Whether an errand could go this way at all: words for one phone, and the way is set up."""
    if not kit.settings.second_way or row.way or not isinstance(row.errand, Text | Ring):
        return False
    return row.errand.purpose != "news" and not is_masked(row.errand.to)


def is_called_for(row: Outbox, error: ChannelUnavailable) -> bool:
    """Whether the carrier refuses us or is away, after what it said to this errand just now."""
    if is_of_the_account(error.code):
        return not error.may_have_sent
    if error.may_have_sent:
        # A call whose first try may have rung is tried again in any case; the second time the words go instead.
        return isinstance(row.errand, Ring) and row.attempts >= ROUNDS
    return not error.code and not error.is_final


def is_of_the_account(code: int) -> bool:
    """Whether the carrier refuses us, and not this message."""
    return code in OF_THE_ACCOUNT


def is_away(row: Outbox) -> bool:
    """Whether a text that the carrier's books do not know has been refused by its servers often enough."""
    return row.state is OutboxState.UNCERTAIN and row.attempts >= ROUNDS


def turn(kit: Kit, row: Outbox, *, state: OutboxState, error: int = 0) -> Outbox | None:
    """Save that it goes the second way, before anything does; None when somebody else was first."""
    turned = replace(row, way="second", state=state, sid="", error=error or row.error)
    return turned if kit.store.amend(row, turned) else None


def by_neither(kit: Kit, row: Outbox) -> Outbox:
    """Save that the second way did not take it either: nothing is out, so the next round begins with the carrier."""
    left = replace(row, way="neither")
    return left if kit.store.amend(row, left) else row


def begin_again(kit: Kit, row: Outbox) -> bool:
    """Queue what neither took; False when somebody else did."""
    return kit.store.amend(row, replace(row, way="", state=OutboxState.QUEUED))


def turned_by_receipt(kit: Kit, outbox: str, error: int) -> bool:
    """
    A text the carrier had taken failed because it refuses us by now: it goes out again, the second way.

    True also when it was turned before: the same receipt comes more than once.
    """
    if not is_of_the_account(error) or not kit.settings.second_way:
        return False
    for _ in range(3):  # another receipt may be writing to it
        row = kit.store.errand(outbox)
        if row is None or row.way:
            return row is not None
        is_late = bool(row.until and kit.now() > row.until)
        if not may_go(kit, row) or is_late or row.state not in {OutboxState.ACCEPTED, OutboxState.CLAIMED}:
            return False
        if turn(kit, row, state=OutboxState.QUEUED, error=error):
            return True
    return False


def send(kit: Kit, way: SecondWay, row: Outbox) -> str:
    """
    By text, and by e-mail where the roster has an address: "text:<id> e-mail:<id>", whichever took it; empty when
    nothing may be said. Raises ChannelUnavailable.

    One of the two is enough: that the other failed keeps nobody from being told.
    """
    assert isinstance(row.errand, Text | Ring)  # what else may go
    person = kit.roster.by_phone(row.errand.to)
    incident = kit.store.incident(row.incident) if row.incident else None
    body = _words(kit, row, person, incident)
    gone: list[str] = []
    failed: ChannelUnavailable | None = None
    if way.carrier and _may_text(kit, row, incident):
        try:
            gone.append(f"text:{way.carrier.text(to=row.errand.to, body=body)}")
        except ChannelUnavailable as error:
            failed = error
    if way.mail and person and person.email:
        try:
            sent = way.mail.send(to=person.email, subject=to_responder.subject(body), body=body)
            gone.append(f"e-mail:{sent}")
        except ChannelUnavailable as error:
            failed = failed or error
    if not gone and failed:
        raise failed
    return " ".join(gone)


def note(kit: Kit, row: Outbox) -> None:
    """On the timeline, once, that somebody was told by another carrier than ours, and why."""
    incident_id, errand = row.incident, row.errand
    if row.state is not OutboxState.DIVERTED or incident_id is None or not isinstance(errand, Text | Ring):
        return

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None:
            return
        person = kit.roster.by_phone(errand.to)
        who = person.name if person else "the owner"
        how = ", ".join(part.partition(":")[0] for part in row.sid.split())
        why = OF_THE_ACCOUNT.get(row.error, "it cannot be reached")
        kind = "call" if isinstance(errand, Ring) else errand.purpose
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        said = f"the {kind} to {who} went out by the second carrier ({how}), the first takes nothing: {why}"
        draft.note(Kind.NOTE, "carrier", said, error=str(row.error))
        kit.store.commit(draft.change(once=f"second:{row.id}"))

    try:
        decide_again_if_stale(once)
    except Repeated:
        return


def diverted(kit: Kit, incidents: Iterable[Incident]) -> list[Page]:
    """Pages of the last minutes that only the second way took."""
    pages = [page for one in incidents for page in one.pages if page.state is PageState.DIVERTED]
    return [page for page in pages if kit.now() - page.at <= LATELY]


def _may_text(kit: Kit, row: Outbox, incident: Incident | None) -> bool:
    """STOP holds for whichever number we write from."""
    assert isinstance(row.errand, Text | Ring)
    if incident and incident.owner == row.errand.to and incident.is_opted_out:
        return False
    return kit.store.standing(row.errand.to).contact.consent is not Consent.STOPPED


def _words(kit: Kit, row: Outbox, person: Person | None, incident: Incident | None) -> str:
    errand = row.errand
    assert isinstance(errand, Text | Ring)
    said = errand.body if isinstance(errand, Text) else ""
    if person is None:
        return to_owner.text(incident, said, is_reflex=errand.purpose == "reflex")
    console = f"{kit.settings.public_url}/console"
    has_pagerduty = "pagerduty" in kit.settings.notices
    if incident and errand.purpose == "ask":
        return to_responder.decision(incident, console=console, has_pagerduty=has_pagerduty)
    if incident and (errand.purpose == "page" or not said) and not row.bundle:
        is_call = isinstance(errand, Ring)
        return to_responder.page(incident, console=console, has_pagerduty=has_pagerduty, is_call=is_call)
    return to_responder.update(said, console=console, has_pagerduty=has_pagerduty)
