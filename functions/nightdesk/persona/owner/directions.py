"""The way to the clinic as a text: name, address, map, how far, and what is not known of it."""

from dataclasses import dataclass
from typing import Literal

from nightdesk.persona.wording.composing import Part, compose
from nightdesk.persona.wording.words import Language

MOST_SEGMENTS = 3
NEAR_MILES = 1.5
"""Nearer than this a distance says nothing: it is measured from the middle of a ZIP code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """
    A clinic as it is told. miles: None when not known. treats: whether it is known to see this species.

    basis: how the owner's place is known, see `Whereabouts.source` of triage.
    """

    name: str
    phone: str
    address: str
    map_url: str
    miles: float | None = None
    treats: bool = True
    basis: Literal["told", "carrier", "abroad", "unknown"] = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    where: str
    far: str
    close: str
    phone: str
    ask_first: str
    kinds: dict[str, str]
    kind: str
    by_number: str
    by_default: str
    none_near: str
    none_ask: str
    abroad: str


_EN = _Words(
    where="{name}: {address}. Map:",
    far="About {miles} miles from you.",
    close="Very near you.",
    phone="Phone {phone}.",
    ask_first="I don't know if they see {kind}: call first and ask.",
    kinds={
        "rabbit": "rabbits",
        "bird": "birds",
        "ferret": "ferrets",
        "hamster": "hamsters",
        "guinea pig": "guinea pigs",
        "reptile": "reptiles",
        "fish": "fish",
        "rat": "rats",
        "chinchilla": "chinchillas",
        "horse": "farm animals",
        "dog": "dogs",
        "cat": "cats",
    },
    kind="animals like yours",
    by_number="I went by your phone number's area. Somewhere else? Text me your ZIP or city.",
    by_default="Not near there? Text me your ZIP or city and I'll look for a nearer one.",
    none_near='I know no open emergency clinic near {place}. Search "emergency vet near me", call the first that is '
    "open, and go.",
    none_ask='I know no open clinic near you yet. Search "emergency vet near me" and call the first that is open. Or '
    "text me your ZIP or city and I'll look.",
    abroad='I know no clinics in your country. Search "emergency vet near me" and call the first that is open.',
)
_ES = _Words(
    where="{name}: {address}. Mapa:",
    far="A unas {miles} millas de ti.",
    close="Muy cerca de ti.",
    phone="Teléfono {phone}.",
    ask_first="No sé si atienden {kind}: llama antes y pregunta.",
    kinds={
        "rabbit": "conejos",
        "bird": "aves",
        "ferret": "hurones",
        "hamster": "hámsters",
        "guinea pig": "cobayas",
        "reptile": "reptiles",
        "fish": "peces",
        "rat": "ratas",
        "chinchilla": "chinchillas",
        "horse": "animales de granja",
        "dog": "perros",
        "cat": "gatos",
    },
    kind="animales como el tuyo",
    by_number="Me guié por tu número. ¿Estás en otro sitio? Escríbeme tu ZIP o ciudad.",
    by_default="¿No estás cerca? Escríbeme tu ZIP o tu ciudad y busco una más próxima.",
    none_near='No conozco una clínica de urgencias abierta cerca de {place}. Busca "veterinario de urgencias cerca '
    'de mí", llama a la primera abierta y ve.',
    none_ask='Aún no conozco una clínica abierta cerca de ti. Busca "veterinario de urgencias cerca de '
    'mí" y llama a la primera abierta. O escríbeme tu ZIP o ciudad y busco yo.',
    abroad='No conozco clínicas en tu país. Busca "veterinario de urgencias cerca de mí" y llama a la primera abierta.',
)
_WORDS: dict[Language, _Words] = {"en": _EN, "es": _ES}


def to_the_clinic(way: Way, *, species: str | None, language: Language, may_ask: bool) -> str:
    """Where to go. may_ask: add the question where they are, because the clinic was chosen by a guess."""
    words = _WORDS[language]
    parts: list[Part] = [
        (0, words.where.format(name=way.name, address=way.address)),
        (0, way.map_url),
        (1, _far(way.miles, words)),
        (0, words.phone.format(phone=way.phone)),
        (0, "" if way.treats else words.ask_first.format(kind=words.kinds.get(species or "", words.kind))),
    ]
    if may_ask and way.basis != "told":
        parts.append((1, words.by_number if way.basis == "carrier" else words.by_default))
    return compose(parts, at_most=MOST_SEGMENTS)


def no_clinic(place: str, *, basis: str, language: Language) -> str:
    """None is known: the plain truth, how to find one, and the one question that may help."""
    words = _WORDS[language]
    if basis == "abroad":
        return compose([(0, words.abroad)], at_most=MOST_SEGMENTS)
    if basis == "told" and place:
        return compose([(0, words.none_near.format(place=_shown(place)))], at_most=MOST_SEGMENTS)
    return compose([(0, words.none_ask)], at_most=MOST_SEGMENTS)


def _far(miles: float | None, words: _Words) -> str:
    if miles is None:
        return ""
    return words.far.format(miles=round(miles)) if miles >= NEAR_MILES else words.close


def _shown(place: str) -> str:
    """ "boston, ma" as people write it."""
    town, _, state = place[:60].partition(", ")
    return f"{town.title()}, {state.upper()}" if state else town.title()
