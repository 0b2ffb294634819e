"""What came from outside reaches the model as quoted material it cannot break out of."""

import unicodedata

LONGEST = 1500
"""Characters of one value; the rest is cut, because a very long text is either an accident or an attack."""

_KEPT_CONTROLS = "\n\t"
_DROPPED = {"Cc", "Cf", "Co", "Cs", "Cn"}
"""Unicode classes: controls, formats (bidi, zero-width, tag characters), private use, surrogates, unassigned."""


def fence(name: str, value: str, *, nonce: str, longest: int = LONGEST) -> str:
    """
    One value inside a tag named for it and for a random nonce that its writer could not know.

    The value loses the nonce itself, angle brackets (so that no tag can be opened or closed), control and invisible
    characters; beyond `longest` characters it is cut and says so.
    """
    clean = "".join(c for c in value if c in _KEPT_CONTROLS or unicodedata.category(c) not in _DROPPED)
    clean = clean.replace(nonce, "").replace("<", "(").replace(">", ")").strip()
    if len(clean) > longest:
        clean = clean[:longest] + " [cut]"
    return f"<{name}-{nonce}>\n{clean}\n</{name}-{nonce}>"
