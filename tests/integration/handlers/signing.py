"""Twilio's signature by the test's own hand, from Twilio's description of it."""

import base64
import hashlib
import hmac
from collections.abc import Iterable


def signature(url: str, pairs: Iterable[tuple[str, str]], token: str) -> str:
    """HMAC-SHA1 over the URL and every distinct name+value in order of name, base64."""
    text = url + "".join(name + value for name, value in sorted(set(pairs)))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()
