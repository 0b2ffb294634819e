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
    "accept accepted acepto aceptado aceptada aceptar reconozco reconocido reconocida reconocer ackeo ackeado ackear",
    "take": "take t taking takes handle handling tomo tomar agarro agarrar",
    "escalate": "escalate e esc escalating escalated hand handover hand-over pass passing assign reassign escalar "
    "escalo escala escale escalalo escalala escalenlo escalenla paso pasa pase pasalo pasala pasenlo pasenla pasar "
    "pasarlo pasarla pasaselo pasasela paselo pasela asignalo asignala asignaselo",
    "status": "status stat stats st update updates sitrep estado",
    "who": "who whos who's whois quien",
    "more": "more details detail mas detalles",
    "join": "join joining call talk connect bridge conference conf warroom war-room dial llamar llamame "
    "llamenme hablar unirme",
    "sev": "sev severity severidad",
    "merge": "merge combine unir une juntar junta fusionar fusiona",
    "split": "split separar",
    "snooze": "snooze mute silence posponer pospon posponlo posponla silenciar silencia silencialo silenciala",
    "resolve": "resolve resolved close closed closing c fixed done cerrar cierro cierra cierre cierralo cierrala "
    "cerrado cerrada resuelto resuelta resuelvo resolver resuelve resuelvelo resuelvela "
    "resolvelo resolvela cerralo cerrala",
    "help": "commands cmds cmd menu options ayuda",
}
SURFACES: dict[str, Verb] = {word: verb for verb, words in _WORDS.items() for word in words.split()}
"""Exact words. Whatever is not here is not a command. (note and say carry free text; see wording.py.)"""

NEEDS_CODE = _of("t e c st done fixed accept accepted paso pase closed cerrado cerrada cierre une junta")
"""Too short or too ordinary to stand alone: only with an incident's number are they a command."""

FILLERS = _of(
    "ok okay okey k roger copy yep yeah yup yes hey hi hello pls please plz thanks thx ty now reply text just and over "
    "it the i im i'm am ill i'll ive i've on got can will gracias por favor lo el la yo ya si hola incident inc case "
    "number num nr code ticket alert incidente numero "
    "ugh uh um umm uhh hmm mm mmm zz zzz argh damn dang sorry sry oh ah omg guys folks alright brb asap "
    "dale vale venga bueno che oye oiga orale bro bruh man dude mate boss porfa porfis pues lol lmao haha hahaha jaja "
    "jajaja"
)
"""Small words that change nothing around a command. No negation is among them, nor anything unknown."""

MAY_FOLLOW: dict[Verb, frozenset[str]] = {
    "ack": _of("this that looking at into investigating checking omw my way up awake here"),
    "take": _of("this that looking at into investigating checking omw my way up awake here"),
    "escalate": _of("this that please one"),
    "status": _of(
        "what whats what's is how hows how's of for with current latest quick a an any some es del de give send me "
        "dame cual"
    ),
    "who": _of(
        "has have is on-call oncall call for of owns owner acked ack took take taking works this that else was are "
        "paged tiene esta"
    ),
    "more": _of("info details detail about of for on give me send tell show dame"),
    "join": _of(
        "me to a with un unete entrar owner vet human someone somebody war room us in into by phone for get put lets "
        "let's con quiero llamada sala conferencia"
    ),
    "sev": _of(
        "set make change raise lower upgrade downgrade bump drop mark call to as is for of level this that a an its "
        "it's should be sube subelo subela subele subirlo subirla subir subi bajalo bajale bajarlo ponlo ponla ponle "
        "up "
        "bajar baja bajalo bajala poner pon cambia en nivel es un una"
    ),
    "merge": _of("into with to in con en"),
    "snooze": _of("this that esto eso for por about like around unos unas"),
    "split": _of("from off out of"),
    "resolve": _of("is was its it's issue this that all been has out esta quedo"),
}
"""What else may stand beside one verb without changing what it orders."""

LAUGHS = _of("lol lmao haha hahaha jaja jajaja")
"""Whoever takes it with a laugh has it; what changes more may be the joke."""
MAY_NOT_FOLLOW: dict[Verb, frozenset[str]] = {
    "snooze": _of("over") | LAUGHS, "merge": _of("over") | LAUGHS, "split": _of("over the") | LAUGHS, "sev": LAUGHS,
    "resolve": LAUGHS, "escalate": LAUGHS, "join": _of("bro bruh man dude mate boss") | LAUGHS,
}  # fmt: skip
"""Of the small words, those that do change something here: "bro call me" was meant for a friend."""

MISTYPED = (
    "acknowledge",
    "acknowledged",
    "ack",
    "take",
    "escalate",
    "status",
    "join",
    "snooze",
    "estado",
    "acepto",
    "pass",
)
"""Words whose typos, one slip away, are understood, because at worst they tell, wake or take over."""

NOT_TYPOS = _of(
    "back pack hack lack rack sack tack jack wack nack nak act ask ace ark arc yack mack auk ach "
    "make lake fake cake wake sake bake rake tale tape tame tike tako tae tate jake stake "
    "past mass bass lass pas pasa paso pase pause piss puss pals pans pads para passe passed asses parts pass' sass "
    "state states statue statues coin loin joint joints john jon joan join's"
)
"""Real words one slip away from a command. `nack 42` must never become an ack."""

NO_TYPO_OF = ("resolve", "resolved", "close", "merge", "split", "approve", "approved", "deny", "severity")
"""Orders that change too much to be understood when mistyped: the answer says what to type instead."""

DOUBTS = _of(
    "not no nor never don't dont doesn't doesnt didn't didnt can't cant cannot couldn't couldnt won't wont wouldn't "
    "shouldn't isn't isnt wasn't wasnt nobody none neither without nothing if unless until till before after when "
    "while why how what who which should would could did does do has someone somebody anyone anybody everyone "
    "everything maybe perhaps later instead said says say told tell ask asked ni nunca nadie nada sin si cuando hasta "
    "quien quizas tampoco dile kidding jk joking joke psych sike broma bromeo undo cancel cancelled "
    "nevermind nvm scratch"
)
"""Beside one of these even a clear command may mean its opposite, another time or another person."""

LIGHT: frozenset[Verb] = frozenset({"ack", "take", "escalate"})
"""What is understood as a sentence of its own beside small talk: it comes at three in the morning with a sigh."""

COURTESY = (
    r"thank you(?: so much| very much| all)?", r"many thanks", r"(?:muchas|mil) gracias", r"por favor",
    r"(?:hi|hey|hello) there", r"good (?:morning|evening|night)", r"buen[oa]s (?:dias|tardes|noches)",
    r"(?:don'?t|no need to) worry(?: about (?:it|this))?", r"(?:you can )?go back to (?:sleep|bed)", r"relax\b",
    r"nobody else (?:get up|needed|has to get up)", r"(?:sigan|siga|vuelvan a|pueden) d(?:urmiendo|ormir)",
    r"no se preocupen?", r"tranqui(?:l[oa]s?)?\b",
    r"(?:for me|from me)(?: (?:please|pls))?\b", r"right (?:now|away)",
)  # fmt: skip
"""Phrases that change nothing around a command."""

SAID_FOR = (
    (r"^(?:you|u) can (?:now |just |go ahead and )?(?=(?:close|resolve)\b)", ""),
    (r"\b(call|ring|phone) (me|us) back\b", r"\1 \2"),
    (r"\b(take|taking) care of\b", r"\1"),
    (
        r"\b(?:mark|set|flag)(?: (it|this|that|#?\d+|inc\S*)(?: (?:as|to))?| as) (?:resolved|closed|done|fixed)\b",
        r"resolve \1",
    ),
    (r"\b(?:a |an )?(?:couple|par)(?: (?:of|de))? (?=(?:hour|min|hora))", "2 "),
    (r"\bhoritas?\b", "hora"),
    (r"\bminutitos?\b", "minutos"),
    (r"\bgive (?=(?:it|this|that|#?\d+|inc\S*) to \w)", "pass "),
)
"""Phrases for a command's word, and that word."""

PASSED_TO_WHOEVER = (
    r"(?:on )?to (?:someone|somebody|anyone|anybody) else", r"(?:on )?to the next (?:one|person|tier|level|in line)?",
    r"(?:on )?to (?:the )?(?:tier|level|line) ?(?:\d|two|three|four)\b",
    r"(?:on )?to (?:all|every(?:one|body)|the team)(?! lead)\b", r"al? (?:siguiente )?nivel(?: ?\d)?\b", r"a todos\b",
    r"(?:on )?to (?:the )?(?:next|others?)", r"a (?:otro|otra|alguien mas|el siguiente|la siguiente)", r"al siguiente",
)  # fmt: skip
"""Whoever is next, in words: passing it on already means that."""

STOPS = _of(
    "no noo nooo nope nah stop stopp wait waiit hold cancel cancelled abort aborting don't dont undo nevermind never "
    "halt scratch revert oops whoops woops mistake wrong error nein nicht warte espera espere esperen esperate para "
    "paren parale parar alto cancela cancele cancelalo cancelar aborta detente deten detenlo detengan equivoque"
)
"""What begins a text that stops what was approved; see stopping.py."""

HARMLESS_AFTER_NO = _of("problem problems prob worries worry rush idea clue thanks")
"""After a "no" that is none: "no problem"."""
