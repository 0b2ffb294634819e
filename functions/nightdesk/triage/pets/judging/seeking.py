"""
What an owner asks leave to do that only a vet may allow: vomiting, a medicine, food in an illness, not going.

Read from the one text at hand, by code. A question, a plan ("I'm going to give him ...") and a "how" count; what was
done already ("I gave him ...") is a fact for triage and none of these.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from nightdesk.channel.replies.slips import is_one_slip

Kind = Literal["vomiting", "medicine", "food", "staying"]
LONGEST = 1500
_SHORTEST_MISTYPED = 6
"""A shorter word is one slip away from too many others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """kind: what it is about. thing: the medicine or food as the owner named it, "" when none was named."""

    kind: Kind
    thing: str = ""


_ASKS = re.compile(
    r"\?|\b(?:should|shall|can|could|may|do|would|ought|must) (?:i|we|he|she|it|they|my|the|dogs?|cats?)\b"
    r"|\bhow (?:do|can|to|much|many)\b|\b(?:is|are|would) (?:it|that|this) (?:ok|okay|safe|fine|alright|all right)\b"
    r"|\b(?:going to|gonna|about to|trying to|want to|wanna|plan to|thinking of|i'?ll|let me|what if i)\b"
    r"|\b(?:puedo|podemos|podria|debo|deberia|tengo que|como|cuant[oa]s?|voy a|quiero|esta bien|hace falta|conviene)\b"
    r"|\b(?:le|lo|la|les) (?:doy|damos|hago|hacemos|pongo)\b"
)
_VOMITING = re.compile(
    r"\b(?:mak\w+|get(?:ting)?|forc\w+|help\w*|caus\w+)(?: (?!himself|herself|itself|themselves)[\w'-]+){0,3}"
    r" (?:to )?(?:vomit\w*|throw(?:ing)?(?: it)? (?:\w+ )?up|puk\w+|barf\w*|be sick|bring it (?:back )?up)\b"
    r"|\binduc\w+ (?:\w+ )?(?:vomit\w*|emesis|throwing up)\b|\b(?:hydrogen )?peroxide\b|\bipecac\b"
    r"|\b(?:hac\w+|hag[ao]\w*|haz\w*|provoc\w+|induc\w+)(?: \w+){0,3} (?:vomit\w*|el vomito)\b|\bagua oxigenada\b"
)
_WHAT_MAKES = re.compile(r"\bwhat(?! (?:can|do|should|could) (?:i|we)\b| to\b)[^?.!]{0,25}\bmak")
_GIVE = re.compile(
    r"\b(?:giv(?:e|ing)|us(?:e|ing)|tak(?:e|ing)|dos(?:e|ing|age)|appl(?:y|ying)|put|rub|try|have|stop|skip|doubl\w+"
    r"|safe|ok|okay|alright|how (?:much|many)"
    r"|doy|damos|dar(?:le|lo|la|les)?|dale|dosis|pongo|poner(?:le)?|cuant[oa]s?|tomar|usar)\b"
)
_EXPOSED = re.compile(
    r"\b(?:ate|eaten|swallowed|licked|chewed|got into|toxic|poison\w*|danger\w*|lethal|fatal|deadly|too much|comio"
    r"|trago|lamio|toxic[oa]|veneno\w*|peligros[oa])\b"
)
_GIVER = re.compile(
    r"\b(?:(?:i|we)(?:'ll| will)? (?:\w+ ){0,3}(?:giv|us|put|appl|try|rub)\w*|doy|damos|dar(?:le|lo|la|les)?|darle)\b"
)
_MEDICINE = re.compile(
    r"\b(?:medicin\w*|medication\w*|meds?|pain ?killers?|pain (?:relief|reliever|meds?|pills?)|antihistamines?"
    r"|antibiotics?|antacids?|sedatives?|charcoal|salt ?water|mustard|pills?|tablets?|eye ?drops"
    r"|(?:something|anything) (?:for|to) (?:the |his |her |its |calm |stop )*"
    r"(?:pain|fever|itch\w*|vomit\w*|diarrh?o?ea|nausea|swelling|allerg\w+|him|her|it)"
    r"|medicament\w*|pastillas?|calmantes?|analgesic\w*|antibiotic\w*|antialergic\w*|carbon activado|gotas"
    r"|algo para (?:el |la )?(?:dolor|fiebre|picazon|vomito|diarrea|alergia))\b"
)
_FOOD = re.compile(
    r"\b(?:feed|food|fast(?:ing)?|withhold|starve|rice|chicken|milk|bread|oil|honey|pumpkin|yogurt|sugar|broth|treats?"
    r"|eat|drink|water|dinner|breakfast|kibble|comida|comer|ayun\w+|leche|arroz|pollo|pan|aceite|miel|azucar|agua|beber"
    r"|caldo)\b"
)
_FEEDS = re.compile(
    r"\b(?:(?:should|shall|can|could|may|do) (?:i|we) (?:\w+ ){0,2}(?:feed|give|withhold|fast|let|offer|starve|take)"
    r"|(?:can|should|may|could) (?:he|she|it|they|the \w+|my \w+) (?:\w+ )?(?:eat|drink|have|fast)"
    r"|(?:puedo|debo|podria)(?:\w| ){0,6}\b(?:dar\w*|dejar\w*|aliment\w+)|(?:le|lo|la) (?:doy|dejo)"
    r"|puede (?:comer|beber|tomar))\b"
)
_STAYING = re.compile(
    r"\b(?:do|does) (?:i|we|he|she|it|they)(?: \w+){0,2} (?:have|need) (?:to (?:go|come|see|take|be)|a vet|the vet)"
    r"|\b(?:can|could|may) (?:it|this|that|he|she|we|i)(?: \w+){0,2} wait\b|\bwait (?:un)?till? (?:the )?"
    r"(?:morning|tomorrow|monday|\w+day|later)\b|\b(?:ok|okay|safe|fine|alright|want|rather|can|could)\b[^.?!]{0,12}"
    r"\b(?:stay|treat \w+|watch \w+|monitor \w+|keep \w+) (?:at )?home\b|\bskip (?:the )?(?:vet|clinic|er|hospital)\b"
    r"|\binstead of (?:going|the vet|the er|the clinic)\b"
    r"|\b(?:tengo|tenemos|hay) que (?:ir|llevar\w*)\b|\bhace falta (?:ir|llevar\w*)|\bpuede esperar\b"
    r"|\besper\w+ (?:a|hasta) manana\b|\bnecesita ir\b"
)


def sought(heard: str, *, drugs: Collection[str], is_case: bool) -> Sought | None:
    """
    What leave is asked for, or None. drugs: names of medicines, in lower case without accents.

    is_case: a pet is ill right now. Food and staying home are only then a vet's matter; otherwise they are care.
    """
    said = plain(heard)
    if not _ASKS.search(said):
        return None
    if _VOMITING.search(said) and not _WHAT_MAKES.search(said):
        return Sought(kind="vomiting")
    named = _named(said, drugs)
    if (named or _MEDICINE.search(said)) and _is_to_give(said):
        return Sought(kind="medicine", thing=named)
    if is_case and _STAYING.search(said):
        return Sought(kind="staying")
    if is_case and _FEEDS.search(said) and (food := _FOOD.search(said)):
        return Sought(kind="food", thing=food.group() if food.group() not in _ACTS else "")
    return None


_ACTS = frozenset({"feed", "eat", "drink", "fast", "fasting", "withhold", "starve", "comer", "beber"})


def as_told(heard: str, *, drugs: Collection[str]) -> str:
    """
    The text as facts: what it only asks about making the animal vomit is no sign of vomiting, and a medicine it only
    asks to give was not taken. "More" and "another" say that some was. Untouched when nothing is asked.
    """
    said = plain(heard)
    if not _ASKS.search(said):
        return heard
    parts = re.split(r"(?<=[.!?;\n,])\s+", said)
    told = [_without_asked(part, drugs) for part in parts]
    return " ".join(told) if told != parts else heard


def _without_asked(part: str, drugs: Collection[str]) -> str:
    found = sought(part, drugs=drugs, is_case=False)
    if found is None:
        return part
    if found.kind == "vomiting":
        return _VOMITING.sub(" ", part)
    if _EXPOSED.search(part) or _SOME_BEFORE.search(part):
        return part
    named = _typed(part, found.thing) if found.thing else ""
    return part.replace(named, "that") if named else _MEDICINE.sub("that", part)


def _typed(part: str, drug: str) -> str:
    """How the medicine was typed."""
    words = re.findall(r"[a-z]{3,}", part)
    return next((word for word in words if word == drug or is_one_slip(word, drug)), "")


_SOME_BEFORE = re.compile(r"\b(?:more|another|again|second|extra|rest of|other half|otra|otro|mas|segunda)\b")


def plain(text: str) -> str:
    """Lower case, straight quotes, no accents, single blanks."""
    bare = unicodedata.normalize("NFKD", text[:LONGEST].lower().replace("\u2019", "'"))
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


def _is_to_give(said: str) -> bool:
    """To be given by the owner, not something that was eaten and is asked about."""
    return bool(_GIVER.search(said)) or bool(_GIVE.search(said) and not _EXPOSED.search(said))


def _named(said: str, drugs: Collection[str]) -> str:
    """The first medicine in the text, also with one slip of the thumb."""
    words = re.findall(r"[a-z]{3,}", said)
    exact = next((word for word in words if word in drugs), "")
    if exact:
        return exact
    long = [word for word in words if len(word) >= _SHORTEST_MISTYPED]
    return next((drug for word in long for drug in sorted(drugs) if is_one_slip(word, drug)), "")
