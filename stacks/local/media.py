"""Pictures that phones text: kept by the network, named by addresses like Twilio's, fetched with the account's key."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

from stacks.local.phones import new_sid
from stacks.local.wiring import LocalWiring

DATA = re.compile(r"data:(?P<kind>[\w.+-]+/[\w.+-]+);base64,(?P<data>.*)", re.DOTALL)
LARGEST = 16 * 1024 * 1024
"""Bytes. More than any carrier takes, so that a picture too large for the desk can be texted."""
_SID = re.compile(r"ME[0-9a-f]{32}")


class NoPicture(ValueError):
    """What was to be texted is neither an address nor a picture; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file as a phone sent it; kind: what the phone called it, true or not."""

    sid: str
    kind: str
    data: bytes


class Media:
    """
    The files of texted pictures, one a picture, so that a restart keeps them.

    An address that a phone texts is passed on as it is; `data:image/jpeg;base64,...` is kept here and gets an address.
    """

    def __init__(self, local: LocalWiring) -> None:
        self.local = local
        self.folder = local.state_dir / "media"

    def addresses(self, texted: Sequence[str], *, message: str) -> list[str]:
        """What the desk is told to fetch, in order. Raises NoPicture, before anything is kept."""
        read = [_read(one) for one in texted]
        return [self._keep(one, message) if isinstance(one, Kept) else one for one in read]

    def find(self, sid: str) -> Kept | None:
        """A file by its sid; None when there is none, or not any more."""
        file = self.folder / sid
        if not _SID.fullmatch(sid) or not file.exists():
            return None
        return Kept(sid, file.with_suffix(".type").read_text(), file.read_bytes())

    def delete(self, sid: str) -> bool:
        """Forget a file; whether there was one."""
        if self.find(sid) is None:
            return False
        for file in (self.folder / sid, (self.folder / sid).with_suffix(".type")):
            file.unlink(missing_ok=True)
        return True

    def _keep(self, one: Kept, message: str) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / one.sid).with_suffix(".type").write_text(one.kind)
        (self.folder / one.sid).write_bytes(one.data)
        return (
            f"{self.local.public_url}/2010-04-01/Accounts/{self.local.account_sid}/Messages/{message}/Media/{one.sid}"
        )


def sid_in(address: str) -> str:
    """The sid that an address of ours ends in; empty for others."""
    last = address.rpartition("/Media/")[2]
    return last if _SID.fullmatch(last) else ""


def _read(texted: str) -> Kept | str:
    if texted.startswith(("http://", "https://")):
        return texted
    found = DATA.fullmatch(texted)
    if found is None:
        raise NoPicture("a picture is an http address or data:<type>;base64,<bytes>")
    try:
        data = base64.b64decode(found["data"], validate=True)
    except (binascii.Error, ValueError):
        raise NoPicture("the picture's bytes are not base64") from None
    if len(data) > LARGEST:
        raise NoPicture(f"no carrier takes a picture of {len(data)} bytes; {LARGEST} are the most")
    return Kept(new_sid("ME"), found["kind"], data)
