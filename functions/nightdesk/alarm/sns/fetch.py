"""Fetching what an SNS message points at, over urllib3."""

import urllib3
from urllib3.exceptions import HTTPError

from nightdesk.alarm.sns.trust import Fetch
from nightdesk.errors import Unavailable

PATIENCE_SECONDS = 3.0


def fetcher(http: urllib3.PoolManager) -> Fetch:
    """GET that follows no redirect and retries nothing. Raises Unavailable for anything but a 200."""

    def fetch(url: str) -> bytes:
        try:
            response = http.request(
                "GET", url, timeout=urllib3.Timeout(total=PATIENCE_SECONDS), retries=False, redirect=False
            )
        except HTTPError as error:
            raise Unavailable("SNS did not answer in time") from error
        if response.status != 200:
            raise Unavailable(f"SNS answered {response.status}")
        return response.data

    return fetch
