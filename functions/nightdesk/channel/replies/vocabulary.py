"""The words people use for each command, as data. Approve and deny are not here: they have exactly one form."""

from typing import Literal


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


Verb = Literal[
    "ack", "take", "escalate", "status", "who", "more", "join", "sev", "merge", "split",
    "note", "snooze", "resolve", "approve", "deny", "say", "help", "carrier", "none",
]  # fmt: skip

CARRIER = frozenset(
    {"stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out", "arret"}
    | {"start", "yes", "unstop", "help", "info"}
)
"""Whole messages that Twilio and the carriers act on themselves, so none of them can be a command of ours."""

_WORDS: dict[Verb, str] = {
    "ack": "ack a acks acked ack'd acking acknowledge acknowledged acknowledging acknowledgement "
    "accept accepted acepto",
    "take": "take t taking takes tomo",
    "escalate": "escalate e esc escalating escalated pass escalar escalo escala paso",
    "status": "status stat stats st update updates sitrep estado",
    "who": "who whos who's whois quien",
    "more": "more details detail mas detalles",
    "join": "join joining call talk bridge conference llamar llamame hablar",
    "sev": "sev severity severidad",
    "merge": "merge unir",
    "split": "split separar",
    "snooze": "snooze posponer",
    "resolve": "resolve resolved resolving close closed closing c fixed done cerrar cierro cierra resuelto",
    "help": "commands cmds cmd menu options ayuda",
}
SURFACES: dict[str, Verb] = {word: verb for verb, words in _WORDS.items() for word in words.split()}
"""Exact words. Whatever is not here is not a command. (note and say carry free text; see wording.py.)"""

NEEDS_CODE = _of("t e c st done fixed accept accepted paso closed")
"""Too short or too ordinary to stand alone: only with an incident's number are they a command."""

FILLERS = _of(
    "ok okay k roger copy yep yeah yup hey hi pls please plz thanks thx ty now reply text just and over it the "
    "i im i'm ill i'll ive i've on got gracias por favor lo el la incident inc case number num code ticket alert "
    "incidente numero"
)
"""Small words that change nothing around a command. No negation is among them, nor anything unknown."""

MAY_FOLLOW: dict[Verb, frozenset[str]] = {
    "ack": _of("this that looking at into investigating checking omw my way"),
    "take": _of("this that looking at into investigating checking omw my way"),
    "status": _of("what whats what's is how hows how's of for with current a any es del de"),
    "who": _of(
        "has have is on-call oncall call for of owns owner acked ack took take taking works this that else was are "
        "paged tiene esta"
    ),
    "more": _of("info details detail about of for on give me send tell show dame"),
    "join": _of("me to a with owner vet human someone somebody room us in lets let's con"),
    "sev": _of("set make change raise lower upgrade downgrade bump to as is for of level"),
    "merge": _of("into with to in con en"),
    "snooze": _of("for por"),
    "split": _of("from off out of"),
    "resolve": _of("is was its it's issue ya esta"),
}
"""What else may stand beside one verb without changing what it orders."""

MISTYPED = ("acknowledge", "acknowledged", "ack", "take", "escalate", "status", "join", "snooze", "estado", "acepto")
"""Words whose typos, one slip away, are understood, because at worst they tell, wake or take over."""

NOT_TYPOS = _of(
    "back pack hack lack rack sack tack jack wack nack nak act ask ace ark arc yack mack auk ach "
    "make lake fake cake wake sake bake rake tale tape tame tike tako tae tate jake stake "
    "state states statue statues coin loin joint joints john jon joan join's"
)
"""Real words one slip away from a command. `nack 42` must never become an ack."""

CLAIMS = (_of("on it"), _of("got it"), _of("mine"))
"""Phrases that acknowledge, but only with an incident's number: without one they are just talk."""

NO_TYPO_OF = ("resolve", "resolved", "close", "merge", "split", "approve", "approved", "deny", "severity")
"""Orders that change too much to be understood when mistyped: the answer says what to type instead."""
