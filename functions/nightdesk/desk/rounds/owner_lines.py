"""
Whether owners who are thought to be on the line still are, asked of the carrier: the word for a hang-up may be lost.

Else nobody would ring back, and a vet's words would wait for a pause that never comes.
"""

from collections.abc import Callable
from datetime import timedelta

from nightdesk.channel.ledger import Ledger
from nightdesk.desk.kit import Kit
from nightdesk.desk.rounds.receipt import IS_OVER
from nightdesk.desk.rounds.taking_turns import turn_of
from nightdesk.desk.watching.call_back import hung_up
from nightdesk.errors import ChannelUnavailable, NightdeskError
from nightdesk.incident.incident import Incident

MOST_LINES = 10
PATIENCE = timedelta(seconds=10)
"""The minute has other duties, and a carrier may be slow."""


def check_lines(kit: Kit, ledger: Callable[[], Ledger]) -> tuple[str, ...]:
    """One round; returns what could not be asked. A carrier that is away changes nothing."""
    failed: list[str] = []
    begun = kit.now()
    try:
        calling = [one for one in kit.store.open_incidents() if _is_on_a_call(one)]
        for incident in turn_of(calling, begun, most=MOST_LINES):
            if kit.now() - begun > PATIENCE:
                break
            try:
                _check(kit, ledger(), incident)
            except ChannelUnavailable as error:
                failed.append(f"{incident.id}: {error}")
                if not error.is_final:
                    break  # a carrier that is away is away for all of them
    except NightdeskError as error:
        failed.append(f"asking who is on the line: {error}")
    return tuple(failed)


def _is_on_a_call(incident: Incident) -> bool:
    call = incident.owner_call
    return call is not None and bool(call.call) and not call.is_over


def _check(kit: Kit, ledger: Ledger, incident: Incident) -> None:
    if incident.owner is None or incident.owner_call is None:
        return
    call = incident.owner_call.call
    became = ledger.became(call)
    if became and became.status in IS_OVER:
        hung_up(kit, call=call, phone=incident.owner)
