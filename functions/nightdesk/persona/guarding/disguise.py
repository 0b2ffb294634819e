"""Writing that hides what it says: from a reader of words, though not from the person who reads the text."""

import re
import unicodedata
from collections.abc import Iterator

_TOKEN = re.compile(r"[^\s\"(),!?:;]+")
_AMOUNT = re.compile(
    r"\+?[\d.,:/+-]*\d(?:st|nd|rd|th|mg|mcg|kg|g|ml|lbs?|oz|h|hrs?|am|pm|x|s|min|cm|f|c|%|mg/kg|g/kg|ml/kg)?",
    re.IGNORECASE,
)
_SPELLED = re.compile(r"(?<![^\W_])(?:[^\W_][\s._-]+){3,}[^\W_](?![^\W_])")
_DOTTED = re.compile(r"(?<!\w)[^\W\d_](?:\.[^\W\d_]){3,}")
_MARKS = re.compile(r"[{}\[\]<>\\|^~=_#*@$\u20ac\u00a3\u00a5\u00a4`]|\w;\w|\w\([^)\s]*\)?")
_SPOKEN_LINK = re.compile(
    r"\b(?:dot|punto|d0t) ?(?:com|net|org|io|es|co|vet|app|mx)\b|hxxp|\[\.\]|\bat sign\b|\barroba\b", re.IGNORECASE
)
_LONGEST_WORD = 18
_TRICK_LETTERS = ("FULLWIDTH", "MATHEMATICAL", "CIRCLED", "SQUARED", "PARENTHESIZED", "REGIONAL")


def disguises(text: str, visible: str) -> Iterator[str]:
    """Each trick found. text: as the model wrote it; visible: after compatibility forms and invisible characters."""
    if any(unicodedata.category(char) in {"Cf", "Co", "Cs", "Cn"} for char in text):
        yield "hidden: characters that cannot be seen"
    if any(unicodedata.name(char, "").startswith(_TRICK_LETTERS) for char in text):
        yield "hidden: letters in another shape"
    if any(char.isalpha() and "LATIN" not in unicodedata.name(char, "LATIN") for char in visible if ord(char) > 0x7F):
        yield "script: letters of another alphabet"
    for found in _MARKS.findall(visible):
        yield f"mark: {found}"
    if _SPELLED.search(visible) or _DOTTED.search(visible):
        yield "hidden: spelled letter by letter"
    if _SPOKEN_LINK.search(visible):
        yield "link: spelled out"
    yield from (f"hidden: {token[:20]}" for token in _TOKEN.findall(visible) if _is_scrambled(token))


def _is_scrambled(token: str) -> bool:
    """Digits among letters, capitals in the middle of small letters, or longer than any word we use."""
    bare = token.strip("".join(char for char in token if not char.isalnum()))
    if _AMOUNT.fullmatch(bare) or "/" in bare or bare.startswith("http"):
        return False
    letters = [char for char in bare if char.isalpha()]
    if not letters:
        return False
    has_digits = any(char.isdigit() for char in bare)
    parts = bare.split("-")
    is_mixed = any(part[1:] != part[1:].lower() and part != part.upper() and not _is_name(part) for part in parts)
    return has_digits or is_mixed or max(map(len, parts)) > _LONGEST_WORD


def _is_name(part: str) -> bool:
    """McKay, O'Neil."""
    return re.fullmatch(r"(?:Mc|Mac|O'|De|Di|Le|La)[A-Z][a-z]+", part) is not None
