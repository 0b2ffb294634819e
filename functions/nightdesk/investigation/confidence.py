"""How sure code lets anybody sound: a logistic over a few features, capped when nothing is decisive."""

from dataclasses import dataclass
from math import exp

FLOOR = 0.35
"""Below this the answer is "undetermined" and the list of what was checked."""
CEILING = 0.95
CEILING_NOT_DECISIVE = 0.6
CEILING_ONE_WITNESS = 0.75

BIAS, STRENGTH, MARGIN, LOGS, CHANGE, WITNESS, GAPS = -2.2, 1.6, 1.2, 1.0, 1.8, 0.4, -1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """
    All 0-1 but witnesses, which counts the kinds of evidence that agree (metrics, logs, changes).

    margin: lead over the next suspect, as a share of the score. missing: share of what was to be read and was not.
    """

    strength: float
    margin: float
    logs: float
    change: float
    witnesses: int
    missing: float
    is_decisive: bool


def confidence(features: Features) -> float:
    """0-0.95, two decimals. No evidence that explains why (only where): at most 0.6. One witness: at most 0.75."""
    if features.witnesses == 0:
        return 0.0
    logit = (
        BIAS
        + STRENGTH * features.strength
        + MARGIN * features.margin
        + LOGS * features.logs
        + CHANGE * features.change
        + WITNESS * (features.witnesses - 1)
        + GAPS * features.missing
    )
    ceiling = CEILING if features.is_decisive else CEILING_NOT_DECISIVE
    if features.witnesses == 1:
        ceiling = min(ceiling, CEILING_ONE_WITNESS)
    return round(min(ceiling, 1 / (1 + exp(-logit))), 2)
