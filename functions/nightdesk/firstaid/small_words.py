"""The small words of somebody whose hands are full: next, done, again, back, wait, enough."""

from nightdesk.firstaid.turn import Back, Next, Repeat, Stop, Turn, Wait
from nightdesk.firstaid.wording import has, plain

LONGEST = 14
"""Words. Anything longer is a story."""
_ASKED = frozenset(
    {"next", "siguiente", "continue", "continua", "continuar", "sigue", "proximo", "proxima", "nxt", "nex"}
)
_DONE = frozenset(
    """
    done got ok okay k kk okey oki yes yep yeah yup si sip ya listo lista hecho hecha vale ready did finished bien check
    right alright entendido dale
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
_FILL = frozenset(
    """
    i we it that this is its ive im have now please pls and the step what whats then go going on got all am lo esta
    ahora y el la paso que por favor thanks thank you thx gracias so lets e viene sigo hago
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
_NUMBERS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty and uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
    veinte treinta y breath breaths push pushes
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
_AND_NOW = (
    "what now",
    "now what",
    "then what",
    "what next",
    "what do i do now",
    "y ahora",
    "que sigue",
    "que hago ahora",
)
_REPEAT = (
    "repeat", "again", "say again", "say that again", "come again", "huh", "what", "pardon", "resend", "repite",
    "repetir", "otra vez", "de nuevo", "como", "que", "no entendi", "didnt get that", "i dont understand",
)  # fmt: skip
_BACK = ("back", "go back", "previous", "step back", "last step", "atras", "anterior", "paso anterior", "volver")
_WAIT = (
    "wait", "hold on", "one sec", "one second", "one moment", "one minute", "not yet", "give me a minute", "espera",
    "espere", "un momento", "un segundo", "todavia no", "aun no",
)  # fmt: skip
_STOP = (
    "enough", "no more steps", "no more", "stop the steps", "stop steps", "stop", "exit", "skip it", "i know how",
    "no thanks", "basta", "no mas", "salir", "para", "parar", "no gracias",
)  # fmt: skip


def small_word(text: str) -> Turn | None:
    """What a text does by its small words alone; None when it says more or something else."""
    said = plain(text)
    if said in _AND_NOW:
        return Next()
    for phrases, turn in ((_REPEAT, Repeat()), (_BACK, Back()), (_WAIT, Wait()), (_STOP, Stop())):
        if said in phrases:
            return turn
    words = said.split()
    if not words or len(words) > LONGEST or "?" in text or has(said, (*_WAIT, "but", "pero", "how", "no")):
        return None
    is_asked = bool(set(words) & _ASKED)
    if (is_asked or set(words) & _DONE) and set(words) <= _ASKED | _DONE | _FILL:
        return Next(is_asked=is_asked)
    if words[0] in {"done", "next", "listo", "hecho", "siguiente"} or words[:2] in (["did", "it"], ["did", "that"]):
        return Next(is_bare=False)
    return None


def asks_for_steps(text: str) -> bool:
    """Whether a text asks for the next step in so many words, when none is being followed."""
    said = plain(text)
    is_called = said in {"first aid", "primeros auxilios", "help me do it", "steps", "pasos"}
    small = small_word(text)
    return is_called or (isinstance(small, Next) and small.is_asked and small.is_bare)


def is_counting(text: str) -> bool:
    """Whether somebody on the phone only counts pushes aloud: the beat must not stop for that."""
    words = plain(text).split()
    return len(words) > 1 and all(word.isdigit() or word in _NUMBERS for word in words)
