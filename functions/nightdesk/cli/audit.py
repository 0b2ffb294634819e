"""nightdesk audit export INC: a timeline as it is kept; audit verify FILE: is an exported one intact?"""

import argparse
import re
from typing import Any

import msgspec

from nightdesk.audit.chain import Entry, first_break
from nightdesk.cli.lines import read_text
from nightdesk.errors import Malformed, Refused
from nightdesk.incident.desk import incident_id
from nightdesk.incident.timeline import Seal

_INCIDENT = re.compile(r"(?:INC-)?0*(\d{1,6})", re.IGNORECASE)


def add_to(commands: Any) -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("audit", help="export an audit chain, or verify an exported one")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verify = verbs.add_parser("verify", help="intact, or the first broken link")
    verify.add_argument("file", nargs="?", help="JSON lines: entries, and the head as {count, hash}; - for stdin")
    verify.set_defaults(run=_verify)
    export = verbs.add_parser("export", help="print an incident's chain, unredacted, with its head")
    export.add_argument("incident", help="INC-000042, or 42; the table is the one of NIGHTDESK_TABLE")
    export.set_defaults(run=_export)


def _export(chosen: argparse.Namespace) -> int:
    """
    JSON lines: {count, hash} of the head that is kept beside the incident, then its entries in order.

    Word for word what was sealed: it holds what people said, so whoever exports it must keep it as well.
    """
    from nightdesk import wiring  # opens AWS clients, which verifying offline must not need

    named = _INCIDENT.fullmatch(chosen.incident.strip())
    if named is None:
        raise Malformed(f"{chosen.incident!r} is not an incident's number, such as INC-000042")
    store, incident_ = wiring.kit().store, incident_id(int(named[1]))
    # The incident first: what is sealed in between only makes the chain longer than this head says.
    incident = store.incident(incident_)
    if incident is None:
        raise Refused(f"no incident {incident_}")
    head = incident.seal
    for one in (head, *store.entries(incident_)[: head.count]):
        print(msgspec.json.encode(one).decode())
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    entries: list[Entry] = []
    head: Seal | None = None
    for number, line in enumerate(read_text(chosen.file).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            if '"prev"' in line:
                entries.append(msgspec.json.decode(line, type=Entry))
            else:
                head = msgspec.json.decode(line, type=Seal)
        except msgspec.MsgspecError as error:
            raise Malformed(f"line {number}: is not an audit entry: {error}") from error
    if not entries:
        raise Malformed("no audit entries in it")
    broken = first_break(entries, head=head)
    if broken:
        print(f"broken at entry {broken.seq} of {broken.scope}: {broken.why}")
        return 1
    gone = sum(entry.is_erased for entry in entries)
    erased = f", the words of {gone} erased at their owner's request" if gone else ""
    tail = "" if head else " (without its head, a cut-off tail cannot be seen)"
    print(f"intact: {len(entries)} entries of {entries[0].scope}{erased}{tail}")
    return 0
