"""What was typed, without what phones put around it."""

import re
import unicodedata

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Me"})
_PICTURES = frozenset({"So", "Sk"})


def plain(text: str) -> str:
    """
    NFKC, invisible and control characters dropped, quotes straightened, blanks collapsed, one pair of quotes around
    the whole and trailing periods removed. Case, emoji and everything else stay.
    """
    seen = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES)
    kept = "".join(char for char in seen if char.isspace() or unicodedata.category(char) not in _INVISIBLE)
    line = " ".join(re.sub("[\ufe00-\ufe0f]", "", kept).split())
    line = line.rstrip(". ")
    for quote in "'\"":
        if len(line) > 1 and line[0] == line[-1] == quote:
            line = line[1:-1].strip()
    return line.rstrip(". ")


def is_in_disguise(text: str) -> bool:
    """
    Whether a letter or digit only looks like one: circled, raised, mathematical. Full-width ones are what some phones
    type.
    """
    return any(
        not char.isascii()
        and not "\uff01" <= char <= "\uff5e"
        and re.search(r"[0-9A-Za-z]", unicodedata.normalize("NFKC", char))
        for char in text
    )


_ASKING = "\u2753\u2754\u2049\U0001f914\U0001f937\U0001f9d0"
_DENYING = "\u274c\u274e\u26d4\U0001f6ab\U0001f6d1\U0001f44e\U0001f645\u2716\U0001f595"
_LAUGHING = "\U0001f602\U0001f923\U0001f643\U0001f644\U0001f60f\U0001f605\U0001f606\U0001f61c\U0001f92a\U0001f921"
_SAYS = str.maketrans(
    {**dict.fromkeys(_ASKING, " ? "), **dict.fromkeys(_DENYING, " not "), **dict.fromkeys(_LAUGHING, " lol ")}
)


def with_pictures_read(line: str) -> str:
    """Beside words, the pictures that ask, deny or laugh about them as words; alone they stay pictures."""
    return line.translate(_SAYS) if re.search(r"\w", line) else line


def without_pictures(line: str) -> str:
    """The line without emoji and accents: `ack 42` and a thumb is still `ack 42`."""
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", line) if unicodedata.category(char) not in _PICTURES | {"Mn"}
    )
    return " ".join(bare.split())


def bare(text: str) -> str:
    """All of that: what was typed in plain small letters, without pictures and accents."""
    return without_pictures(plain(text)).lower()
