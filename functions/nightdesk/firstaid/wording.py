"""An owner's words made comparable: lower case, no accents, no punctuation, and whether a phrase is said as a fact."""

import re
import unicodedata
from collections.abc import Iterable

SHORT_YES = 3
_NOT = frozenset(
    """
    not no never nor isnt arent aint wasnt cant cannot dont doesnt didnt wont without hardly barely stopped nunca ni sin
    apenas dejo tampoco
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
_UNSURE = frozenset(
    """
    if think thinks maybe perhaps might may seems seem looks like unsure tell know sure guess hope hopefully creo quiza
    quizas tal parece si
    """.split()  # noqa: SIM905 -- words, not a list to edit
)


def plain(text: str) -> str:
    """One line of lower-case words with single blanks: "He's NOT breathing!!" -> "hes not breathing"."""
    bare = unicodedata.normalize("NFKD", text[:400].casefold().replace("\u2019", "'").replace("'", ""))
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(re.findall(r"[a-z0-9\u00f1]+", letters))


def has(said: str, phrases: Iterable[str]) -> str:
    """The longest of the phrases that stands in plain words as whole words; "" for none."""
    found = (phrase for phrase in phrases if f" {plain(phrase)} " in f" {said} ")
    return max(found, key=len, default="")


def is_told(said: str, phrase: str) -> bool:
    """
    Whether a phrase found in plain words is told as a fact: nothing around it denies it or doubts it.

    "is breathing" is told, "not breathing", "barely breathing" and "i think he is breathing" are not. The Spanish "si"
    is a yes in front of so few words, else an if.
    """
    around = f" {said} ".replace(f" {plain(phrase)} ", " ", 1).split()
    if around[:1] == ["si"] and len(said.split()) <= SHORT_YES:
        del around[0]
    return not (set(around) & (_NOT | _UNSURE))


def is_question(text: str) -> bool:
    """Whether something is asked: a question mark, or a word that begins one."""
    first = plain(text).split(" ", 1)[0]
    return "?" in text or first in {
        "how",
        "where",
        "which",
        "why",
        "should",
        "can",
        "do",
        "is",
        "donde",
        "cuanto",
        "debo",
    }
