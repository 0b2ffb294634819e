"""
From whatever arrived on a phone to a row of plain tokens.

No lexicon knowledge beyond the tables handed in: unicode is folded, contractions and texting slang are opened, numbers
become numbers, and every token remembers where its sentence and its turn begin.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

LONGEST = 4000
"""Characters judged of one turn. Longer ones keep their head and their tail, where people say what is wrong."""

_PIECE = re.compile(r"[a-z]+(?:'[a-z]+)*|(?<![\w.])\.\d+|\d+(?:[.,/:]\d+)*|[#%+-]|[.!?;:\n]+|,")
_FRACTION = re.compile("[\u00bc-\u00be\u2150-\u215e]")
"""One character that is a fraction, which folding would glue to the digit before it."""
_RATE = re.compile(r"(?<=[0-9]m[gl])\s*/\s*(?=\d*\s*m?l\b)|(?<=\bm[gl])\s*/\s*(?=\d*\s*m?l\b)")
"""The slash of "36 mg/ml"."""
_STEM_ENDINGS = ("ing", "ed")
_VOWELS = frozenset("aeiouy")
_WHOLE = {
    "here": "here",
    "care": "care",
    "cares": "care",
    "butt": "butt",
    "butts": "butt",
    "hiss": "hiss",
    "hisses": "hiss",
    "hissing": "hiss",
    "does": "do",
}
"""Words whose stem would be another common word: `here` is not `her`."""
_ENDINGS = {"'s": "", "'ll": " will", "'d": " would", "'re": " are", "'ve": " have", "'m": " am", "n't": "nt"}


@dataclass(slots=True, kw_only=True, eq=False)
class Token:
    """
    One word, number or mark. raw: folded spelling; stem: what patterns compare; value: set for numbers.

    gap: what stands before it: 0 nothing, 1 a comma, 2 a sentence end, 3 a new turn. flows: it goes on where a short
    turn before it left off ("he's been hit", "by a car"). parts: stems of a merged phrase.
    keys: everything a pattern may call it, set when the lexicon marks the row.
    """

    raw: str
    stem: str
    turn: int
    gap: int = 0
    flows: bool = False
    value: float | None = None
    classes: frozenset[str] = field(default_factory=frozenset)
    parts: tuple[str, ...] = ()
    keys: frozenset[str] = field(default_factory=frozenset)


def fold(text: str, emoji: Mapping[str, str]) -> str:
    """Lower-case plain ASCII: compatibility forms, zero-width marks, smart quotes, accents and emoji folded away."""
    if len(text) > LONGEST:
        half = LONGEST // 2
        text = f"{text[:half]}\n{text[-half:]}"
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _FRACTION.sub(" \\g<0>", text))
        text = "".join(emoji.get(c, _plain(c)) for c in text)
    return _RATE.sub(" per ", text.lower()) if "/" in text else text.lower()


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if char in "\u2018\u2019\u02bc\u00b4\u0060":
        return "'"
    if char in "\u2013\u2014\u2212":
        return "-"
    if char == "\u2044":
        return "/"
    category = unicodedata.category(char)
    return "" if category in {"Mn", "Cf", "Cc"} else " "


def stem(word: str) -> str:
    """A word without its English endings; crude on purpose, the same crudeness is applied to the data."""
    if len(word) <= 3 or word in _WHOLE:
        return _WHOLE.get(word, word)
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in _STEM_ENDINGS:
        cut = word[: -len(ending)]
        if word.endswith(ending) and len(cut) >= 3 and cut[-1:] != "e" and not _VOWELS.isdisjoint(cut):
            word = cut
            break
    if word.endswith("eeing"):
        word = word[:-3]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in _VOWELS:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") and not word.endswith("ee") else word


def number(piece: str) -> float | None:
    """`2`, `2.5`, `2,5`, `1,000`, `1/2` as a number; None when it is none (a clock time, a date)."""
    try:
        if "/" in piece:
            above, _, below = piece.partition("/")
            return float(above) / float(below)
        if "," in piece and len(piece.rpartition(",")[2]) != 3:
            piece = piece.replace(",", ".")
        return float(piece.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        return None


def tokens(
    turns: Sequence[str],
    *,
    emoji: Mapping[str, str],
    rewrites: Mapping[str, Sequence[str]],
    forms: Mapping[str, str],
    numbers: Mapping[str, float],
) -> list[Token]:
    """All turns as one row, oldest first. rewrites: one spelling to several words; forms: spelling to stem."""
    row: list[Token] = []
    for turn, text in enumerate(turns):
        begin, gap = len(row), 3 if row else 0
        for piece in _pieces(fold(text, emoji), rewrites):
            if piece == ",":
                gap = max(gap, 1)
            elif piece[0] in ".!?;:\n" and not piece[-1].isdigit():
                gap = max(gap, 2)
            elif not (len(row) > 1 and row[-1].raw == row[-2].raw == piece):
                # "no no no no" says no more than "no no"
                value = number(piece) if piece[-1].isdigit() else numbers.get(piece)
                form = forms.get(piece) or stem(piece)
                row.append(Token(raw=piece, stem=form, turn=turn, gap=gap, value=value))
                gap = 0
        if begin and len(row) > begin:
            row[begin].flows = _is_fragment(row, turns, turn - 1)
    return row


FRAGMENT = 4
"""Words at the end of a turn that may be half a sentence."""


def _is_fragment(row: Sequence[Token], turns: Sequence[str], turn: int) -> bool:
    """Does the turn end in few words, neither ended by its writer nor an answer, so that the next may go on?"""
    last: list[str] = []
    for token in reversed([t for t in row if t.turn == turn]):
        if token.raw in _BREAKS:
            break
        last.append(token.raw)
        if token.gap:
            break
    is_ended = turns[turn].rstrip().endswith((".", "!", "?"))
    return 0 < len(last) <= FRAGMENT and not is_ended and _ANSWERS.isdisjoint(last)


_BREAKS = frozenset({"but", "so", "because", "and", "pero", "y"})
_ANSWERS = frozenset({"yes", "no", "yeah", "yep", "nope", "not", "none", "si", "ok", "okay", "sorry", "thanks"})


_AFTER_NUMBERS = frozenset({"yo"})
"""Short for something only behind a number: "2 yo" is an age, "yo" by itself is Spanish or a greeting."""


def _pieces(text: str, rewrites: Mapping[str, Sequence[str]]) -> Iterable[str]:
    before = ""
    for piece in _PIECE.findall(text):
        if "'" in piece:
            for ending, opened in _ENDINGS.items():
                if piece.endswith(ending):
                    piece = piece[: -len(ending)] + (" is" if ending == "'s" and piece in _IS else opened)
                    break
            piece = piece.replace("'", "")
        for word in piece.split():
            is_other = word in _AFTER_NUMBERS and not before[-1:].isdigit()
            yield from (word,) if is_other else rewrites.get(word, (word,))
            before = word


_IS = frozenset(f"{who}'s" for who in ("he", "she", "it", "that", "there", "what", "who", "where", "here"))
