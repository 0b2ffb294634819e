"""Replies that carry words of their own: note, say, and how something was mended."""

import re

from nightdesk.channel.replies.closing import resolved_with_words
from nightdesk.channel.replies.command import Command, unread, which
from nightdesk.channel.replies.numerals import in_digits
from nightdesk.channel.replies.quantities import Kind, kind_of
from nightdesk.channel.replies.targets import Context
from nightdesk.channel.replies.vocabulary import Verb
from nightdesk.incident.ask import CODE_ALPHABET, CODE_LENGTH
from nightdesk.incident.desk import IncidentId

LONGEST_WORDS = 1000
"""Characters of a note or of words to pass on."""
LONGEST_SHOWN = 24
"""Characters of their words in a question back."""

_MARK = r"(?:#?inc(?:ident)?[\s#:-]*|#)"
_NAME = re.compile(r"#?inc(?!ident)", re.IGNORECASE)
_SPANISH_SAY = (
    r"(?:d[i\u00ed](?:ga)?n?les?|av[i\u00ed]s[ae]n?les?)"
    r" (?:(?:al?|a la|a los|a las) (?:due[n\u00f1][oa]s?|clientes?|se[n\u00f1]or(?:as?|es)?)(?: que)?|que)"
)
"""dile al dueño que ..., dígale que ...: said about somebody by name it is for somebody else."""
_NOTE = (
    r"note(?! to (?:self|myself))|nota|(?:please |pls )?(?:add|make|put|leave|write|take|log)(?: a| this"
    r"| another)? note"
    r"(?: (?:that|saying|of))?|log this|note down(?: that)?|write (?:this )?down(?: that)?|for the record"
    r"|(?:anot[ae]|anotar|apunt[ae])(?: (?:que|esto))?|(?:agreg[ae]|deja|pon) (?:una )?nota(?: (?:que|de que))?"
)
_ASK_THEM = r"ask (?:the )?(?:owner|caller|them|her|him)(?= (?:how|what|when|where|which|whether|if|for)\b)"
_FREE = re.compile(
    rf"(?:(?P<before>{_MARK}?\d{{1,9}})[\s:,-]+)?"
    rf"(?P<verb>{_NOTE}|say|decir|{_SPANISH_SAY}|{_ASK_THEM}|tell (?:the )?(?:owner|caller|them|her|him)"
    rf"|tell (?={_MARK}?\d))"
    r"\b[\s:,-]*(?P<rest>.*)",
    re.IGNORECASE,
)
_CODE_FIRST = re.compile(
    rf"(?P<mark>{_MARK})?0*(?P<code>[1-9]\d{{0,6}})\b(?![.,]\d)(?P<gap>[\s:,-]*)(?P<rest>.*)", re.IGNORECASE
)
_REQUEST = re.compile(rf"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")


def with_words(line: str, context: Context) -> Command | None:
    """The command when the line is one that carries words; None when it is some other reply."""
    codes = frozenset(ref.code for ref in context.waiting)
    holds_code = any(ask.code in line.upper() for ask in context.asks)
    if not holds_code and (closed := resolved_with_words(in_digits(line, codes), codes)):
        return _resolved(*closed, context)
    free = _FREE.fullmatch(line)
    return _passed_on(free, context) if free else None


def is_note(typed: str) -> bool:
    """Whether the words are for the record, and not for somebody."""
    return re.fullmatch(_NOTE, typed, re.IGNORECASE) is not None


def _resolved(order: re.Match[str], how: str, context: Context) -> Command:
    """Resolved, and how; the question which one, where it names none of several."""
    is_named = order["code"] is not None
    target = _meant(order, context) if is_named else context.unnamed(is_heavy=True)
    if target is None:
        return which("resolve", context)
    told = how[:LONGEST_WORDS] or None
    return Command(verb="resolve", target=target, argument=told, reason="resolved, and how", is_named=is_named)


def _passed_on(match: re.Match[str], context: Context) -> Command:
    """note and say: an incident's number if one is given, then words that are taken as they are."""
    verb: Verb = "note" if is_note(match["verb"]) else "say"
    given, words = match["before"], match["rest"].strip()
    if verb == "say" and not given and (answer := _to_a_request(words, context)):
        return answer
    number = _CODE_FIRST.fullmatch(given or words)
    # Of several the last page is not sure enough for an owner: words that went to the wrong one are not taken back.
    target: IncidentId | None = context.unnamed(is_heavy=verb == "say")
    is_named = False
    kind = "code" if given else _kind(verb, match["verb"], number, context)
    if kind == "code" and number:
        target, is_named = _meant(number, context), True
        words = words if given else number["rest"].strip()
    elif kind == "unclear":
        first = words.split()[0].rstrip(":,-")
        tail = f": {_shown(words.removeprefix(first).strip())}" if first.isdigit() else f": {_shown(words)}"
        return unread(context, f"is {first} a case or part of your words?", verb, tail=tail)
    if target is None:
        return unread(context, "which one are these words for?", verb, tail=": your words")
    if not words:
        return unread(context, f"nothing to {verb}", verb, tail=": your words")
    why = f"{verb} and the words after it"
    return Command(verb=verb, target=target, argument=words[:LONGEST_WORDS], reason=why, is_named=is_named)


def _kind(verb: Verb, typed: str, number: re.Match[str] | None, context: Context) -> Kind:
    """
    What the number the words begin with is; "amount" when they begin with none.

    Where it may be either and the one it would name is the one that is meant anyway, the words are kept whole.
    """
    if number is None:
        return "amount"
    is_open = context.is_open(number["code"])
    if number["mark"] or (typed.lower().strip() == "tell" and is_open):
        return "code"
    kind = kind_of(verb, number["code"], number["gap"], number["rest"])
    if kind == "amount":
        return kind
    if not is_open:
        return "unclear"
    is_same = context.named(number["code"]) == context.unnamed()
    return "amount" if kind == "unclear" and is_same and len(context.open) == 1 else kind


def _shown(words: str) -> str:
    """The beginning of their words, in the form that would be understood."""
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN].rsplit(' ', 1)[0]} ..."


def _meant(number: re.Match[str], context: Context) -> IncidentId:
    """The incident of a number as it was written."""
    return context.named(number["code"], is_name=_NAME.match(number["mark"] or "") is not None)


def _to_a_request(words: str, context: Context) -> Command | None:
    """say K7PQ2X and words: an answer to a request in words of one's own. A word in small letters is just a word."""
    first, _, rest = words.partition(" ")
    typed = first.strip(",:-")
    code = typed.upper()
    is_open = any(ask.code == code for ask in context.asks)
    looks_so = _REQUEST.fullmatch(code) and (typed == code or any(char.isdigit() for char in typed))
    if not is_open and not (looks_so and not typed.isdigit()):
        return None
    if not rest.strip(" ,:-"):
        return unread(context, "nothing to say", "say", tail=f" {code} ...")
    answer = rest.strip(" ,:-")[:LONGEST_WORDS]
    return Command(verb="say", target=code, argument=answer, reason="words of one's own in answer to a request")
