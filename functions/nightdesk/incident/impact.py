"""Who is hurt, in numbers, and how each number was arrived at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """
    Customer impact. None means "not known", never zero.

    summary: one line for a page or a report.
    failed_share: 0-1, the share of requests that failed.
    revenue_per_minute: currency units a minute while it lasts.
    how: how the numbers were estimated, in words.
    """

    summary: str = ""
    users_affected: int | None = None
    requests_failed: int | None = None
    failed_share: float | None = None
    revenue_per_minute: float | None = None
    regions: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
