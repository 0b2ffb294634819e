"""On which line of an iCalendar file an event and its fields stand, and its text without the folds."""

import re
from dataclasses import dataclass, field

_FOLD = re.compile(rb"\r?\n[ \t]")
_ZONE = re.compile(r";TZID=\"?([^\";:]*)", re.IGNORECASE)
_UTC = {"UTC", "GMT", "ETC/UTC", "ETC/GMT", "Z"}


@dataclass
class Block:
    """
    One event. starts_on: its BEGIN. fields: on which line the first of each name stands.

    two_clocks: the first field that names a zone and is in UTC besides; those who read it would not agree which counts.
    lasts: its DURATION as it is written.
    """

    starts_on: int
    uid: str = ""
    fields: dict[str, int] = field(default_factory=dict)
    two_clocks: str = ""
    lasts: str = ""

    def line(self, name: str) -> int:
        """Of this field; of the UID, or else of the event, when it is not there."""
        return self.fields.get(name) or self.fields.get("UID") or self.starts_on


def unfolded(raw: bytes) -> str:
    """
    The text with long lines whole again.

    Before the bytes are read as letters, because some folds cut a letter in two. Raises UnicodeDecodeError.
    """
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")  # saved on an old Mac, or by what still does as they did
    return _FOLD.sub(b"", raw).decode("utf-8-sig")


def blocks(raw: bytes) -> list[Block]:
    """Every event in the order of the file; fields of an alarm within it are none of its own."""
    found: list[Block] = []
    inside: list[str] = []
    for number, line in _whole_lines(raw.decode("utf-8-sig", "replace")):
        name = line.partition(":")[0].partition(";")[0].strip().upper()
        value = line.partition(":")[2].strip()
        if name == "BEGIN":
            inside.append(value.upper())
            if value.upper() == "VEVENT":
                found.append(Block(starts_on=number))
        elif name == "END":
            del inside[-1:]
        elif found and inside[-1:] == ["VEVENT"]:
            found[-1].fields.setdefault(name, number)
            if _has_two_clocks(line):
                found[-1].two_clocks = found[-1].two_clocks or name
            if name == "UID":
                found[-1].uid = found[-1].uid or value
            if name == "DURATION":
                found[-1].lasts = found[-1].lasts or value
    return found


def _has_two_clocks(line: str) -> bool:
    field, _, value = line.partition(":")
    zone = _ZONE.search(field)
    return bool(zone and zone[1].upper() not in _UTC and re.fullmatch(r"[\dT,]*Z[\dTZ,]*", value.strip()))


def _whole_lines(text: str) -> list[tuple[int, str]]:
    """Unfolded lines with the number of their first."""
    whole: list[tuple[int, str]] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line[:1] in {" ", "\t"} and whole:
            whole[-1] = (whole[-1][0], whole[-1][1] + line[1:])
        else:
            whole.append((number, line))
    return whole


def on_one_line(said: str) -> str:
    """Whatever of the file it quotes: whoever reads defects counts their lines."""
    return " ".join(said.split())
