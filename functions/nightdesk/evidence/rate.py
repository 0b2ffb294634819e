"""Failures as a share of requests, which is what people feel, whatever the traffic does."""

from dataclasses import replace

from nightdesk.evidence.baseline import clean
from nightdesk.evidence.evidence import Series

REQUESTS = ("requests", "invocations")


def with_error_rates(series: tuple[Series, ...]) -> tuple[Series, ...]:
    """
    The same series, with every count of `errors` whose service also counts its requests turned into a percentage.

    A moment with requests and no error point had no errors: many systems emit the metric only when something fails.
    Moments without requests are left out, since no share can be computed. Series already in percent are kept.
    """
    requests = {one.service: one for one in series if one.metric in REQUESTS}
    return tuple(
        _as_rate(one, requests[one.service])
        if one.metric == "errors" and one.unit != "%" and one.service in requests
        else one
        for one in series
    )


def _as_rate(errors: Series, requests: Series) -> Series:
    failed = dict(clean(errors.points))
    points = tuple(
        (at, min(100.0, 100.0 * failed.get(at, 0.0) / asked)) for at, asked in clean(requests.points) if asked > 0
    )
    return replace(errors, unit="%", points=points)
