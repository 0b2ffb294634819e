"""nightdesk runbooks check [FOLDER]: does every data file load?"""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nightdesk.errors import Misconfigured
from nightdesk.roster.defects import defects
from nightdesk.roster.roster import Roster
from nightdesk.settings import library
from nightdesk.shelf import compile_to, files


def add_to(commands: Any) -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("runbooks", help="check the data files")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="each file: ok, or field and why")
    check.add_argument("folder", nargs="?", type=Path, help="the runbooks folder; the one in use when left out")
    check.set_defaults(run=_check)
    compiling = verbs.add_parser("compile", help="check, and write the compiled files that a deployment carries")
    compiling.add_argument("source", type=Path)
    compiling.add_argument("target", type=Path)
    compiling.set_defaults(run=_compile)


def _check(chosen: argparse.Namespace) -> int:
    folder, wrong = chosen.folder or library() / "runbooks", 0
    told: set[str] = set()
    for name, load in files(folder):
        try:
            loaded = load()
            print(f"{name}: {_fine(name, folder)}")
            for defect in defects(loaded, datetime.now(UTC)) if isinstance(loaded, Roster) else ():
                print(f"{name}: {defect}")
        except Misconfigured as error:
            wrong = 1
            # A file that rests on another is wrong with it: what was said of that one is not said again.
            lines = [line for line in str(error).splitlines() if line not in told]
            told.update(lines)
            for line in lines or ["cannot be checked before the above is mended"]:
                print(f"{name}: {line}")
    return wrong


def _fine(name: str, folder: Path) -> str:
    """`ok`, and for the pets' rules how many no veterinarian has signed, for services which lean on each other."""
    if name == "services.yaml":
        from nightdesk.runbook.catalogue import load

        circles = [", ".join(ring) for ring in load(folder / name).circles()]
        return f"ok (in a circle: {'; '.join(circles)})" if circles else "ok"
    from nightdesk.triage.pets.knowledge import review  # pydantic and YAML, which other commands do without

    unsigned = review.told(folder / "pets") if name == "pets/" else ""
    return f"ok ({unsigned})" if unsigned else "ok"


def _compile(chosen: argparse.Namespace) -> int:
    compile_to(chosen.source, chosen.target)
    print(f"compiled {chosen.source} into {chosen.target}")
    return 0
