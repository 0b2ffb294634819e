"""One request of the carrier about a call, how far the call is, and the addresses of the next request."""

from dataclasses import dataclass, field

from nightdesk.desk.kit import Kit
from nightdesk.incident.desk import Phone
from nightdesk.persona.wording.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """
    One request of the carrier about a call. path: what follows /twilio/voice, split at slashes.

    said: what was heard, "" for silence or noise; confidence: how sure the recogniser is of it, None when it does not
    tell. digits: keys pressed, "" for none. status: how a <Dial> ended; is_bridged: whether the two were ever joined,
    None when the carrier does not tell. is_over: the line itself has ended. parent: the call that dialled this one.
    hints: where the carrier says the number is from, "FromZip" and the like.
    """

    path: tuple[str, ...]
    call: str
    phone: Phone
    other: Phone
    said: str = ""
    confidence: float | None = None
    digits: str = ""
    status: str = ""
    is_bridged: bool | None = None
    is_over: bool = False
    parent: str = ""
    hints: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """
    How far a call with an owner is. It travels in the path, so that nothing has to be read to know it.

    count: turns so far; it makes each turn's message its own. silences, doubts: in a row. dials: people rung for this
    caller in a row, from those of `tier` upwards (0 while nobody was). told: when the vet's words that were read out
    last were written, in seconds; 0 for none. is_case: steps and a vet belong to it; is_calm: nothing urgent is known,
    after something was understood.
    """

    count: int = 0
    silences: int = 0
    language: Language = "en"
    doubts: int = 0
    dials: int = 0
    tier: int = 0
    told: int = 0
    is_case: bool = False
    is_calm: bool = False

    @property
    def path(self) -> str:
        """For example 3/0/es-0-1-1-0-c."""
        mood = "c" if self.is_case else "k" if self.is_calm else "n"
        return f"{self.count}/{self.silences}/{self.language}-{self.doubts}-{self.dials}-{self.tier}-{self.told}-{mood}"


def thread_of(parts: tuple[str, ...]) -> Thread | None:
    """What `Thread.path` wrote; what it left out is as at the beginning. None when it is no thread."""
    count, silences, more = (*parts, "", "", "")[:3]
    if not (count.isdigit() and silences.isdigit() and len(parts) <= 3):
        return None
    language, *numbers = (more or "en-0-0-0-0-n").split("-")
    if len(numbers) != 5 or language not in {"en", "es"} or not all(number.isdigit() for number in numbers[:4]):
        return None
    doubts, dials, tier, told = map(int, numbers[:4])
    return Thread(
        count=int(count),
        silences=int(silences),
        language="es" if language == "es" else "en",
        doubts=doubts,
        dials=dials,
        tier=tier,
        told=told,
        is_case=numbers[4] == "c",
        is_calm=numbers[4] == "k",
    )


def url_of(kit: Kit, path: str) -> str:
    """Where the carrier goes on: whole, because the public URL may have a path of its own."""
    return f"{kit.settings.public_url}/twilio/voice/{path}"
