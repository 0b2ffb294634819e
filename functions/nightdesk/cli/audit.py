"""nightdesk audit verify FILE: is an exported timeline intact?"""

import argparse
from typing import Any

import msgspec

from nightdesk.audit.chain import Entry, first_break
from nightdesk.cli.lines import read_text
from nightdesk.errors import Malformed
from nightdesk.incident.timeline import Seal


def add_to(commands: Any) -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("audit", help="verify an exported audit chain")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verify = verbs.add_parser("verify", help="intact, or the first broken link")
    verify.add_argument("file", nargs="?", help="JSON lines: entries, and the head as {count, hash}; - for stdin")
    verify.set_defaults(run=_verify)


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
    tail = "" if head else " (without its head, a cut-off tail cannot be seen)"
    print(f"intact: {len(entries)} entries of {entries[0].scope}{tail}")
    return 0
