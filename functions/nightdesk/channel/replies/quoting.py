"""
What a reply says itself, apart from what it quotes: mail-like quotes, phones' replies and reactions, signatures.

Words somebody else wrote order nothing. They only tell which text is meant.
"""

import re
from dataclasses import dataclass, replace

from nightdesk.channel.replies.plain import plain
from nightdesk.channel.replies.targets import Context


@dataclass(frozen=True, slots=True)
class Said:
    """own: the sender's words, tidied. quoted: somebody else's, empty when there are none."""

    own: str
    quoted: str


_QUOTED_LINE = re.compile(r"^[ \t\u200b]*>.*$", re.MULTILINE)
_HEADERS = (
    # What mail programs put above a quote, and everything after it when the quote is below.
    r"^-{2,} ?(?:original message|mensaje original|forwarded message)[\s\S]*",
    r"^_{5,}[ \t]*\n[\s\S]*",
    r"^(?:from|de|von) ?: ?[^\n]+\n(?:sent|date|to|enviado|fecha|para|gesendet|an) ?:[\s\S]*",
    r"^(?:on|el|am|le) [^\n]{3,80}\b(?:wrote|escribi[o\u00f3]|schrieb(?: [^\n:]{1,60})?|a [e\u00e9]crit) ?:"
    r"[ \t]*(?:\n|$)",
)
_HEADER = re.compile("|".join(_HEADERS), re.IGNORECASE | re.MULTILINE)
_SIGNED = re.compile(r"\n--[ \t]*\n[\s\S]*\Z")
"""RFC 3676: what follows a line of two dashes is a signature."""
_SENT_FROM = re.compile(
    r"[\s\"'(\[-]*\b(?:(?:sent|enviado|gesendet) (?:from|via|desde|von)(?: mi| my)? \w+(?: \w+)?"
    r"|get outlook for \w+)[)\]]?$",
    re.IGNORECASE,
)
_NAMED_BELOW = re.compile(r" [-~] ?[A-Z][a-z]+(?: [A-Z][a-z]+)?$")
_BEFORE = re.compile(r"^(?:(?:re|fwd?|aw|rv|wg|sms|msg) ?: ?|\(?1/\d\)? |\.{2,} ?|[-,;:]+ ?)+", re.IGNORECASE)
_ANSWERING = re.compile(r"^(?:replying to|re|respondiendo a|antwort auf) ?(?=\")", re.IGNORECASE)
_REACTION = re.compile(r"[^\w\s\"']+ ?(?:to|a|zu|an|\u00e0|on|su)? ?[\"'].*", re.DOTALL)
_PASSAGE = re.compile(r"\"([^\"]*)(?:\"|$)")
_INCIDENT = re.compile(r"\b(?P<verb>ack |take )?(?P<name>INC-)?0*(?P<code>[1-9]\d{0,6})\b", re.IGNORECASE)


def unquoted(text: str) -> Said:
    """The two apart, as far as whole lines go: a passage in quotation marks may be part of a note."""
    below = _SIGNED.sub("", text.replace("\r\n", "\n"))
    heads = " ".join(_HEADER.findall(below))
    rest = _HEADER.sub("", below)
    quoted = " ".join(_QUOTED_LINE.findall(rest))
    return Said(own=trimmed(plain(_QUOTED_LINE.sub("", rest))), quoted=plain(f"{heads} {quoted}"))


def is_reaction(own: str) -> bool:
    """A picture put on what follows in quotation marks: a thumb on a text, in any language."""
    return _REACTION.fullmatch(own) is not None


def without_passages(said: Said) -> Said:
    """Also without passages of two words or more in quotation marks, as phones quote what is answered or liked."""
    passages = [one for one in _PASSAGE.findall(said.own) if len(one.split()) > 1]
    own = _ANSWERING.sub("", said.own)
    for passage in passages:
        own = re.sub(rf"\"{re.escape(passage)}(?:\"|$)[ :,.-]*", " ", own)
    return Said(own=trimmed(plain(own)), quoted=" ".join(filter(None, [said.quoted, *passages])))


def trimmed(line: str) -> str:
    """Without what programs put before and after a reply: Re:, part numbers, Sent from my phone, - Ana."""
    before = _BEFORE.sub("", line)
    return plain(_NAMED_BELOW.sub("", _SENT_FROM.sub("", before)).strip(" -,;"))


def about(context: Context, quoted: str) -> Context:
    """A command without a number is about the open incident that is quoted, about none when several are."""
    told = [found for found in _INCIDENT.finditer(quoted) if found["verb"] or found["name"]]
    named = {context.named(one["code"], is_name=bool(one["name"])) for one in told} & {
        ref.incident for ref in context.open
    }
    if not named:
        return context
    one = named.pop() if len(named) == 1 else None
    return replace(context, last_paged=one, chosen=one)
