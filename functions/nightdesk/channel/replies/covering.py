"""
Texts about who is on call: "cover ana until 6am", "uncover", "swap mon 20:00 with ben", "who is on call tomorrow".

They are no orders about an incident, so the reply grammar does not know them. What is not surely one of them is none.
"""

import re
from dataclasses import dataclass
from typing import Literal

from nightdesk.channel.replies.moments import MONTH, WEEKDAY
from nightdesk.channel.replies.plain import bare
from nightdesk.incident.ask import CODE_ALPHABET

LONGEST = 160
SWAP_CODE_LENGTH = 4
"""Shorter than the code of a permission, so that neither is ever taken for the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RotaWords:
    """
    What a text about the rota wants. whom: "me" or a name as typed.

    when: the words for a time ("6am") or a length ("for 2h"), empty when there were none. theirs: of a swap, when the
    other's turn is. role: of which schedule. code: of the offer that is answered, in capitals.
    """

    verb: Literal["cover", "uncover", "who", "mine", "ready", "swap", "agree", "refuse", "withdraw"]
    whom: str = ""
    when: str = ""
    theirs: str = ""
    role: str = ""
    code: str = ""


_WHOSE = r"(?P<whom>[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*){0,2}?)(?:'s(?: (?:shift|turn|on-?call))?)?"
_UNTIL = r"(?: (?:until|till|til|to|through|hasta|(?P<lasts>for)) (?P<when>[\w:.]+(?: [\w:.]+){0,2}))?"
_COVER = re.compile(rf"(?:(?:i|i'll|i will|i'm|i am|i can) )?(?:cover|covering)(?: for)? {_WHOSE}{_UNTIL}")
_WANTED = re.compile(
    rf"(?:(?:please )?(?:can|could|would|will) (?:somebody|someone|anybody|anyone)(?: please)? )cover (?:for )?"
    rf"(?P<whom>me){_UNTIL}(?: please)?"
)
_SOON = r"now|next|tonight|today|tomorrow|hoy|ahora"
_WHO = re.compile(
    r"(?:(?:who|who's|whos|who is|who are|whois|quien esta) (?:is )?(?:now |next )?(?:on[- ]?call|de guardia)"
    rf"(?: (?P<when>(?:(?:on|at|this|next) )?(?:{_SOON}|weekend|\d|{WEEKDAY}|{MONTH})[\w :.-]{{0,24}}))?"
    r"|(?:who's|whos|who is) on (?P<soon>tonight|tomorrow)"
    r"|on[- ]?call|rota|roster)"
)
_MINE = re.compile(
    r"(?:when )?(?:am|i'm|are) (?:i|we)?(?: next)? ?on[- ]?call(?: next)?|my (?:shifts?|turns?|on[- ]?call|schedule)"
    r"|(?:when|what)(?:'?s| is) my (?:next )?(?:shift|turn|on[- ]?call(?: shift)?|schedule)"
    r"|(?:cuando )?(?:me toca|estoy de guardia)|mis? (?:turnos?|guardias?)"
)
# "swap mon 20:00 with ben", "trade my friday shift for ben's tue 8pm", "can we swap tomorrow with ben as team lead"
_TURN = r"(?: (?:shift|turn|on-?call|slot))?"
_WHEN = rf"(?:on )?(?:\d|(?:today|tonight|tomorrow)\b|{WEEKDAY}|{MONTH})[\w :.-]*?"
_NAME = r"[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*){0,2}?"
_OFFER = re.compile(
    rf"(?:(?:please|(?:can|could|may) (?:i|we)(?: please)?|i(?:'d like| would like| want|'ll)(?: to)?) )?"
    rf"(?:swap|trade)(?: (?:my )?(?P<mine>{_WHEN}){_TURN}| my{_TURN})? (?:with|for) (?P<whom>{_NAME})(?:'s)?"
    rf"(?:(?: (?:for|against))?(?: (?:her|his|their))? (?P<theirs>{_WHEN}))?{_TURN}(?: as (?P<role>[\w -]{{1,60}}))?"
)
_CODE = rf"[{CODE_ALPHABET.lower()}]{{{SWAP_CODE_LENGTH}}}"
_YES, _NO = r"(?:yes|ok|okay|sure|deal|agreed|si)", r"(?:no|nope|not)"
_AGREE = re.compile(rf"(?:{_YES},? )?swap (?P<code>{_CODE})(?:,? {_YES})?")
_REFUSE = re.compile(rf"{_NO},? swap ({_CODE})|swap (?:{_NO},? ({_CODE})|({_CODE}),? {_NO})")
_WITHDRAW = re.compile(
    rf"(?:unswap|(?:cancel|withdraw|drop|stop|forget|take back) (?:the |my )?(?:swap|offer))(?: (?P<code>{_CODE}))?"
)


def _swap(line: str) -> RotaWords | None:
    """A swap offered, answered or taken back."""
    if found := _AGREE.fullmatch(line):
        return RotaWords(verb="agree", code=found["code"].upper())
    if found := _REFUSE.fullmatch(line):
        return RotaWords(verb="refuse", code=next(filter(None, found.groups())).upper())
    if found := _WITHDRAW.fullmatch(line):
        return RotaWords(verb="withdraw", code=(found["code"] or "").upper())
    if found := _OFFER.fullmatch(line):
        told = {name: (found[name] or "").strip() for name in ("mine", "whom", "theirs", "role")}
        return RotaWords(verb="swap", whom=told["whom"], when=told["mine"], theirs=told["theirs"], role=told["role"])
    return None


def read_rota_words(text: str) -> RotaWords | None:
    """What it wants; None when it is about something else."""
    line = bare(text[: 2 * LONGEST]).rstrip("!? ")
    if len(line) > LONGEST:
        return None
    if line in {"uncover", "uncover me", "take back my shift", "i'm back on call", "im back on call"}:
        return RotaWords(verb="uncover")
    if line in {"ready", "i'm ready", "im ready", "listo", "lista"}:
        return RotaWords(verb="ready")
    if swap := _swap(line):
        return swap
    if found := _COVER.fullmatch(line) or _WANTED.fullmatch(line):
        when = f"for {found['when']}" if found["lasts"] else found["when"] or ""
        return RotaWords(verb="cover", whom=found["whom"].strip(), when=when)
    if found := _WHO.fullmatch(line):
        when = re.sub(r"^(?:on|at|this|next) ", "", (found["when"] or found["soon"] or "").strip())
        return RotaWords(verb="who", when="" if when in {"now", "next", "today", "hoy", "ahora"} else when)
    return RotaWords(verb="mine") if _MINE.fullmatch(line) else None
