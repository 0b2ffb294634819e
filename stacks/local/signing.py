"""Twilio's webhook signature, computed here on its own so that a mistake shared with the desk's verifier would show."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import urldefrag

Form = list[tuple[str, str]]


def signature(url: str, form: Iterable[tuple[str, str]], token: str) -> str:
    """
    What Twilio puts in X-Twilio-Signature: base64 HMAC-SHA1 of the URL and the form's pairs, sorted by name.

    The `#rc=..` override fragment is Twilio's own and is not part of what it signs. A key sent twice contributes
    each distinct value once, in sorted order.
    """
    signed = urldefrag(url).url + "".join(name + value for name, value in sorted(set(form)))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()
