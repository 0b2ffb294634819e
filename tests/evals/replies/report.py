"""How often a reply is read as it was meant: python -m tests.evals.replies.report [-v] (misses of part 1 alone)."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from tests.evals.ops.severity_report import wilson
from tests.evals.replies.corpus import PARTS, Read, judged


def told(name: str, lines: Sequence[Read]) -> str:
    """One part in a line: right verb and target, orders nobody gave, answers to requests nobody gave."""
    right = sum(one.is_right for one in lines)
    low, high = wilson(right, len(lines))
    wrong, forged = sum(one.is_wrong_order for one in lines), sum(one.is_forged for one in lines)
    return (
        f"{name:<6} {len(lines):>4} replies  right {right / len(lines):.1%} ({low:.1%}-{high:.1%})"
        f"  wrong orders {wrong}  answers without the exact code {forged}"
    )


def by_kind(parts: Mapping[str, Sequence[Read]]) -> str:
    """Right of all, for each kind in each part."""
    kinds = sorted({one.reply.kind for lines in parts.values() for one in lines})
    rows = [f"{'kind':<10} " + " ".join(f"{name:>9}" for name in parts)]
    for kind in kinds:
        cells = []
        for lines in parts.values():
            some = [one.is_right for one in lines if one.reply.kind == kind]
            cells.append(f"{f'{sum(some)}/{len(some)}' if some else '-':>9}")
        rows.append(f"{kind:<10} {' '.join(cells)}")
    return "\n".join(rows)


def confusion(lines: Sequence[Read]) -> str:
    """What was meant and what was read instead, most often first."""
    pairs = Counter((one.reply.verb, one.command.verb) for one in lines if not one.is_right)
    told = ", ".join(f"{meant} as {got}: {n}" for (meant, got), n in pairs.most_common())
    return f"confusion  {told or 'none'}"


def main() -> None:
    """Print every part, the kinds and the confusion; with -v, the misses of the part it is developed on."""
    parts = {name: judged(name) for name in PARTS}
    everything = [one for lines in parts.values() for one in lines]
    for name, lines in [*parts.items(), ("all", everything)]:
        print(told(name, lines))
    print(f"\n{by_kind(parts)}\n\n{confusion(everything)}")
    if "-v" in sys.argv:
        for one in parts["part1"]:
            if not one.is_right:
                got = one.command
                print(
                    f"{one.reply.line:>4} {one.reply.text!r}: {one.reply.verb} {one.reply.target or ''}"
                    f" read as {got.verb} {got.target or ''} {got.argument or ''} ({got.reason})"
                )


if __name__ == "__main__":
    main()
