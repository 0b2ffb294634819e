"""From the bytes of a delivery to its text: compressed, in base64, marked, or not quite UTF-8."""

import base64
import binascii
import codecs
import re
import zlib
from dataclasses import dataclass

from nightdesk.errors import Malformed

LARGEST = 1024 * 1024
"""Bytes, packed and unpacked: what a queue carries, and about a thousand alerts, as many as one delivery can raise."""

_GZIP = b"\x1f\x8b"
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The text of a delivery. notes: what was odd about its bytes. broken_at: the first byte that is not UTF-8."""

    text: str
    notes: tuple[str, ...] = ()
    broken_at: int | None = None


def unpack(payload: bytes | str) -> Unpacked:
    """Raises Malformed when it is empty, above LARGEST, or compressed in a way that cannot be undone."""
    body = payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload
    if not body.strip():
        raise Malformed("body: it is empty")
    _refuse_size(len(body))
    notes: list[str] = []
    if (decoded := _from_base64(body)) is not None:
        body = decoded
        notes.append("the body came in base64")
    if body.startswith(_GZIP):
        body = _gunzip(body)
        notes.append("the body came compressed")
    return _decode(body, notes)


def _refuse_size(size: int) -> None:
    if size > LARGEST:
        raise Malformed(f"body: {size} bytes is more than the {LARGEST} allowed")


def _from_base64(body: bytes) -> bytes | None:
    """What base64 holds, when that is JSON or compressed; anything else is left as it is."""
    bare = b"".join(body.split()) if body[:1] not in b"{[" else b""
    if not _BASE64.fullmatch(bare):
        return None
    try:
        decoded = base64.b64decode(bare.translate(bytes.maketrans(b"-_", b"+/")) + b"=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return None
    return decoded if decoded.startswith(_GZIP) or decoded.lstrip()[:1] in {b"{", b"["} else None


def _gunzip(body: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(body, LARGEST + 1)
    except zlib.error as error:
        raise Malformed("body: compressed, and it cannot be unpacked") from error
    _refuse_size(len(found))
    if not unpacker.eof:
        raise Malformed("body: compressed, and its end is missing")
    return found


def _decode(body: bytes, notes: list[str]) -> Unpacked:
    try:
        return Unpacked(body.decode("utf-8-sig"), tuple(notes))
    except UnicodeDecodeError as error:
        if body.startswith(_UTF16) and (told := _from_utf16(body)) is not None:
            return Unpacked(told, (*notes, "the body came in UTF-16"))
        said = "characters that are not UTF-8 are shown as \ufffd"
        return Unpacked(body.decode("utf-8-sig", "replace"), (*notes, said), error.start)


def _from_utf16(body: bytes) -> str | None:
    try:
        return body.decode("utf-16")
    except UnicodeDecodeError:
        return None
