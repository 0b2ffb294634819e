"""What a further text of an owner does: thanks, sets off, says it is better or worse, asks what nobody can know."""

import re

from nightdesk.persona.wording.words import Turn

_LONGEST = 9
"""Words. In anything longer a thank-you is politeness around news."""
_FACT = re.compile(r"^\W*(?:about |around |maybe |like |unos |como )?\d[\d.,]*\s?[a-z%]{0,10}(?: \w+){0,2}\W*$")
_NOT = re.compile(r"\b(?:not|no|never|isn't|ain't|won't|can't|doesn't|nunca|ni)\b|n't\b")
_NODS = frozenset(
    """
    ok okay k kk yes yep yeah sure done will do doing it now got this that understood right alright si vale listo hecho
    entendido bien de acuerdo
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
_THANKS = re.compile(r"\b(?:thanks|thank|thx|ty|tysm|bless you|gracias)\b")
_OUTCOME = re.compile(
    r"\b(?:will|is|are|going|gonna) (?:\w+ ){0,3}(?:die|dying|live|survive|make it|ok|okay|alright|be fine)\b"
    r"|\btoo late\b|\bva a (?:morir|vivir|estar bien|salvar)"
)
_WORSE = re.compile(r"\b(?:worse|worsening|peor|empeora\w*)\b|\b(?:not|no)(?: any| getting)? (?:better|mejor)\b")
_BETTER = re.compile(
    r"\b(?:better|improving|improved|calmed down|mejor|mejorando|ya esta bien)\b"
    r"|\b(?:he|she|it|they)(?:'s| is| seems| looks) (?:ok|okay|fine|good|normal)\b"
)
_GOING = re.compile(
    r"\b(?:on (?:our|my|the) way|in the (?:car|taxi|uber)|driving|leaving|heading|almost there|arrived|at the vet"
    r"|we(?:'re| are) (?:going|here|off)|en camino|en el (?:coche|carro|taxi)|vamos|ya voy|llegamos)\b"
)


def turn_of(heard: str) -> Turn:
    """The kind of a further text. A long one, or one that nothing here knows, is news."""
    said = " ".join(heard.lower().replace("\u2019", "'").split())
    words = re.findall(r"[^\W\d_]+", said)
    if _FACT.match(said):
        return "fact"
    if len(words) > _LONGEST:
        return "news"
    if "?" in said:
        return "outcome" if _OUTCOME.search(said) else "news"
    if _WORSE.search(said):
        return "worse"
    if _NOT.search(said):
        return "news"
    if _BETTER.search(said):
        return "better"
    if _GOING.search(said):
        return "going"
    if _THANKS.search(said) and len(words) <= 6:
        return "thanks"
    return "going" if words and set(words) <= _NODS else "news"
