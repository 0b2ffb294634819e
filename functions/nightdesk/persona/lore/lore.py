"""
What is known about food, behavior and care: reviewed answers to what owners ask, and which of them a question is about.

Written by people in runbooks/pets/knowledge, compiled beside the rules when a deployment is bundled.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from nightdesk.persona.guarding.vocabulary import plain
from nightdesk.persona.model.photo import Album
from nightdesk.persona.wording.words import Language

COMPILED = "lore.compiled.json"

LIKE_ENOUGH = 0.5
"""The cosine to one of a topic's example questions from which on it is the topic even without its key words."""
_LONGEST = 400
_FIRST = 10
_STEM = 5
_SMALL = frozenset(
    """
    a an the is are am was be been it its i my me we our you your he him his she her they them their this that
    to of in on at for with and or but if so do does did can could should would will what when where which who
    how why there have has had get got not no any some just really please hi hello thanks about from into out up
    too very also than then as by el la los las un una unos unas mi mis tu tus su sus me te se lo le les de del
    al a en con por para que como cuando donde cual cuanto cuanta es son esta estan ser muy mas y o si no hay
    puede puedo debo debe hacer hago
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
_KINDS: dict[str, str] = {
    "dog": r"dogs?|pup\w*|pooch|perr\w+|cachorr\w+|labs?|labrador\w*|retrievers?|poodles?|chihuahuas?|doggo\w*",
    "cat": r"cats?|kitt\w+|gat\w+|tabby|kitties|tomcat",
    "rabbit": r"rabbits?|bunn\w+|conej\w+",
    "bird": r"birds?|parrots?|budgies?|cockatiels?|parakeets?|canar\w+|finch\w*|loros?|perico\w*|aves?|pajar\w+",
    "ferret": r"ferrets?|huron\w*",
    "hamster": r"hamsters?|gerbils?|mice|mouse|rats?|jerbos?",
    "guinea pig": r"guinea pigs?|cav(?:y|ies)|cuyos?|cobayas?",
    "reptile": r"reptiles?|lizards?|geckos?|dragons?|snakes?|iguanas?|tortoises?|turtles?|tortugas?|serpiente\w*",
    "fish": r"fish\w*|goldfish|bettas?|guppy|guppies|pez|peces",
    "chicken": r"hens?|backyard chickens?|gallinas?",
}
_KIND = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _KINDS.items()}
KINDS = frozenset(_KINDS)


_ASKS = re.compile(
    r"\?|^(?:how|what|which|when|where|why|who|can|could|should|is it|are|do|does|would|any (?:tips|advice|idea)"
    r"|help me|tips"
    r"|como|que|cual|cuando|cuant[oa]s?|donde|por que|puedo|puede|pueden|debo|es (?:bueno|malo|seguro|normal))\b"
    r"|\b(?:how (?:do|can|should|often|much|many|long)|what (?:do|can|should|is|are)|should i|can i|is it (?:ok"
    r"|safe|normal)|(?:need"
    r"|want|like) (?:tips|advice|to know)|any (?:tips|advice|ideas)|how to|que hago|que puedo|como (?:hago|puedo"
    r"|evito|le)|cada cuanto"
    r"|put (?:him|her|it) down|say goodbye|passed away|died|murio|fallecio|missing|ran away|se perdio|afford|no"
    r" (?:money|dinero))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """
    One thing owners ask. needs: groups of key words, all of which have to be in the question, any one of each group.

    asks: questions as owners put them, in both languages. says, worry: the answer, and when to worry, by language;
    {pet} as in Words. species: empty for every animal. reviewer: None until a vet has read it. is_first: wins over
    every topic that is not: what may poison is said before anything else. is_told: answered also when nothing is asked.
    """

    id: str
    needs: tuple[str, ...]
    asks: tuple[str, ...]
    says: Mapping[Language, str]
    worry: Mapping[Language, str]
    source: str
    species: tuple[str, ...] = ()
    reviewer: str | None = None
    is_first: bool = False
    is_told: bool = False


@dataclass(frozen=True, kw_only=True)
class Lore:
    """All topics, in the order of the files; and the signs that may be reported of a photo."""

    topics: tuple[Topic, ...]
    album: Album

    def about(self, heard: str, *, species: str | None = None, is_question: bool = True) -> Topic | None:
        """
        What a question is about, or None when it is none of these.

        A topic all of whose key words are there wins over one that only sounds like it; of several, the one with the
        most groups, then the likest. species: of the pet when the question does not say. is_question: without one, only
        what is told as a question by its nature, and by all of its key words.
        """
        said = plain(heard)[:_LONGEST]
        kinds = {kind for kind, words in _KIND.items() if words.search(said)} or ({species} if species else set())
        vector = self._weighed(_stems(said))
        best, best_score = None, 0.0
        for topic in self.topics:
            if topic.species and kinds and not kinds & set(topic.species):
                continue
            like = max((_cosine(vector, asked) for asked in self._asked[topic.id]), default=0.0)
            if not (is_question or topic.is_told):
                continue
            is_named = all(needed.search(said) for needed in self._needed[topic.id])
            named = 1 + len(topic.needs) / 2 + _FIRST * topic.is_first
            score = named + like if is_named else like if like >= LIKE_ENOUGH and is_question else 0.0
            if score > best_score:
                best, best_score = topic, score
        return best

    @cached_property
    def _needed(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        return {topic.id: tuple(_group(group) for group in topic.needs) for topic in self.topics}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """How telling a stem is: the fewer topics ask with it, the more."""
        used = Counter(stem for t in self.topics for stem in {s for ask in t.asks for s in _stems(plain(ask))})
        return {stem: log(1 + len(self.topics) / count) for stem, count in used.items()}

    @cached_property
    def _asked(self) -> dict[str, tuple[dict[str, float], ...]]:
        return {t.id: tuple(self._weighed(_stems(plain(ask))) for ask in t.asks) for t in self.topics}

    def _weighed(self, stems: list[str]) -> dict[str, float]:
        """A unit vector; a stem nobody asks with counts as the rarest, so that a strange question is like nothing."""
        rarest = log(1 + len(self.topics))
        weights = {stem: self._rarity.get(stem, rarest) for stem in stems}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {stem: weight / length for stem, weight in weights.items()}


def asks(heard: str) -> bool:
    """Whether it is put as a question, or says that something is wanted to be known."""
    return _ASKS.search(plain(heard)) is not None


def _group(written: str) -> re.Pattern[str]:
    """ "bit* chew_up" as a pattern of whole words."""
    words = (re.escape(word).replace(r"\*", r"\w*").replace("_", " ") for word in plain(written).split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


def _stems(said: str) -> list[str]:
    return [word[:_STEM] for word in re.findall(r"[a-z']{2,}", said) if word not in _SMALL]


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)
