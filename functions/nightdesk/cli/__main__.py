"""The command line's grammar. Every command is a module beside this one."""

import argparse
import sys
from collections.abc import Sequence

from nightdesk.cli import alarm, audit, doctor, oncall, protocol, reply, rota, runbooks, triage
from nightdesk.errors import NightdeskError

COMMANDS = (triage, alarm, reply, oncall, rota, runbooks, protocol, audit, doctor)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 when all went well, 1 when something is wrong with what was read, 2 on a wrong call."""
    parser = argparse.ArgumentParser(prog="nightdesk", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add_to(commands)
    chosen = parser.parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except NightdeskError as error:
        print(f"nightdesk: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())
