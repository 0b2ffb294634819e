"""What no veterinarian has signed yet. Only people who run the command line pay for reading this."""

from pathlib import Path

from nightdesk.runbook.strictly import DataFile
from nightdesk.triage.pets.knowledge.schema import FlagsFile
from nightdesk.triage.pets.knowledge.schema_places import RoutesFile
from nightdesk.triage.pets.knowledge.schema_poisons import ToxinRow


def _file(folder: Path, name: str) -> DataFile:
    return DataFile(folder / name, name=f"runbooks/pets/{name}")


def unsigned(folder: Path) -> dict[str, tuple[int, int]]:
    """Of each kind of rule in runbooks/pets: how many have no reviewer, of how many. Raises Misconfigured."""
    flags = _file(folder, "red_flags.yaml").model(FlagsFile)
    routes = _file(folder, "human_routes.yaml").model(RoutesFile)
    rows = _file(folder, "toxins.csv").rows(ToxinRow)
    reviewers: dict[str, list[str | None]] = {
        "red flags": [f.reviewer for f in flags.red_flags],
        "look-alikes": [f.reviewer for f in flags.look_alikes],
        "dangers to people": [r.reviewer for r in routes.routes],
        "toxins": [row.reviewer for _, row in rows],
    }
    return {kind: (sum(not who for who in signed), len(signed)) for kind, signed in reviewers.items()}


def told(folder: Path) -> str:
    """The same as one line, for example `not signed by a vet yet: 240 of 250 red flags`; empty when all is signed."""
    open_ = [f"{left} of {total} {kind}" for kind, (left, total) in unsigned(folder).items() if left]
    return f"not signed by a vet yet: {', '.join(open_)}" if open_ else ""
