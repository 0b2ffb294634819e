"""
Photos from Twilio, over urllib3.

A media URL asks for the account's login and answers with a redirect to a signed address on another host, which must
never see that login. The URL came in a signed webhook, but hosts are allow-listed all the same: this function holds
keys.
"""

import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from nightdesk.contact.picture import Picture, media_type_of
from nightdesk.errors import PictureUnreadable

LARGEST = 5 * 1024 * 1024
"""Bytes. What the model takes; Twilio lets ten times as much through."""
MOST_REDIRECTS = 3
PATIENCE_SECONDS = 5.0
_CHUNK = 64 * 1024
_STORES = (".twiliocdn.com", ".twilio.com")
_STORE_HOSTS = ("s3-external-1.amazonaws.com", "s3.amazonaws.com")
"""Where Twilio redirects to. Of the shared S3 hosts only paths of Twilio's own buckets are followed."""
_BUCKET = "/media.twiliocdn.com/"


class TwilioPictures:
    """The Pictures that Twilio kept. base_url: whose host is given the login; it also sets whether http will do."""

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        base_url: str,
        http: urllib3.PoolManager,
        patience_seconds: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._home = urlsplit(base_url)
        self._login = urllib3.make_headers(basic_auth=f"{account_sid}:{auth_token}")
        self._http = http
        self._patience = patience_seconds
        self._clock = clock

    def fetch(self, url: str) -> Picture:
        """Download one photo within our patience, redirects included. Raises PictureUnreadable."""
        ends = self._clock() + self._patience
        for _ in range(MOST_REDIRECTS + 1):
            self._check(url)
            try:
                response = self._get(url, ends)
                try:
                    if response.status in {301, 302, 303, 307, 308}:
                        url = urljoin(url, response.headers.get("location", ""))
                        continue
                    return self._picture(response, ends)
                finally:
                    response.close()
            except (HTTPError, OSError) as error:
                raise PictureUnreadable(f"the photo could not be fetched: {type(error).__name__}") from error
        raise PictureUnreadable("the photo was redirected too often")

    def _get(self, url: str, ends: float) -> urllib3.BaseHTTPResponse:
        left = max(0.1, ends - self._clock())
        return self._http.request(
            "GET",
            url,
            headers=self._login if self._is_home(url) else {},
            timeout=urllib3.Timeout(total=left),
            retries=False,
            redirect=False,
            preload_content=False,
        )

    def _picture(self, response: urllib3.BaseHTTPResponse, ends: float) -> Picture:
        if response.status != 200:
            raise PictureUnreadable(f"the photo's host answered {response.status}")
        told = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not told.startswith("image/"):
            raise PictureUnreadable("what was sent is not an image")
        length = response.headers.get("content-length", "")
        if length.isdigit() and int(length) > LARGEST:
            raise PictureUnreadable("the photo is too large")
        data = bytearray()
        # Each read keeps its own timeout, so that a host that drips bytes is left by the clock.
        for chunk in response.stream(_CHUNK):
            data += chunk
            if len(data) > LARGEST:
                raise PictureUnreadable("the photo is too large")
            if self._clock() > ends:
                raise PictureUnreadable("the photo took too long")
        found = media_type_of(bytes(data[:16]))
        if found is None:
            raise PictureUnreadable("what was sent is not an image we can read")
        return Picture(found, bytes(data))

    def _is_home(self, url: str) -> bool:
        there = urlsplit(url)
        return (there.scheme, there.hostname, there.port) == (self._home.scheme, self._home.hostname, self._home.port)

    def _check(self, url: str) -> None:
        """Raises PictureUnreadable for a host that is not Twilio's, or for one that would be asked in the clear."""
        there = urlsplit(url)
        host = there.hostname or ""
        is_store = host.endswith(_STORES) or (host in _STORE_HOSTS and there.path.startswith(_BUCKET))
        if not self._is_home(url) and not (there.scheme == "https" and is_store and there.port in {None, 443}):
            raise PictureUnreadable("the photo is not kept by the carrier")
