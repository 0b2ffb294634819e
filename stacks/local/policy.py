"""How often a webhook is tried, as its URL's fragment says (`#rc=2&rp=5xx,ct,rt&rt=4500`)."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag

KINDS = frozenset({"4xx", "5xx", "ct", "rt"})


@dataclass(frozen=True, kw_only=True)
class Policy:
    """
    Twilio's connection overrides, in seconds where they are times.

    retries: after the first try. on: which failures are tried again (4xx, 5xx, ct: connecting, rt: reading).
    By default a failed connection is tried once more and nothing else; all tries share total_s.
    https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
    """

    retries: int = 1
    on: frozenset[str] = frozenset({"ct"})
    connect_s: float = 5.0
    read_s: float = 15.0
    total_s: float = 15.0


def policy_of(url: str) -> Policy:
    """The policy in a URL's fragment. What is absent, unknown or out of Twilio's range is the default."""
    said = dict(parse_qsl(urldefrag(url).fragment))
    asked = frozenset(said.get("rp", "ct").split(","))
    return Policy(
        retries=int(_within(said.get("rc"), 0, 5, 1)),
        on=KINDS if "all" in asked else asked & KINDS,
        connect_s=_within(said.get("ct"), 100, 10_000, 5_000) / 1000,
        read_s=_within(said.get("rt"), 100, 15_000, 15_000) / 1000,
        total_s=_within(said.get("tt"), 100, 15_000, 15_000) / 1000,
    )


def _within(raw: str | None, least: float, most: float, default: float) -> float:
    value = float(raw) if raw is not None and raw.isdecimal() else default
    return value if least <= value <= most else default
