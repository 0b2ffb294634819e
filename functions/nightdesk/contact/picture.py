"""A photo that came with a text."""

from dataclasses import dataclass
from typing import Literal

MediaType = Literal["image/jpeg", "image/png", "image/gif", "image/webp"]


@dataclass(frozen=True, slots=True)
class Picture:
    """One photo, of a kind that its first bytes confirm."""

    media_type: MediaType
    data: bytes


def media_type_of(data: bytes) -> MediaType | None:
    """What the first bytes say it is, whatever anybody called it; None for anything but the four kinds."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None
