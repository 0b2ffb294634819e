"""Who is told how an incident stands, besides those who are woken for it."""

from typing import Literal

Place = Literal["status page", "subscribers", "pagerduty", "slack"]
