"""How a case is passed on, by how it is said: "wake ben up", "give it to ana", "que lo vea otro", "next"."""


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


IT = r"(?:it|this|that|these|them|the (?:page|alert|incident|case)|this one|that one|esto|eso|la|lo|\d{1,7})"
NOBODY = _of(
    "me us you him her them it this that myself mom mum mama mami dad papa honey home back up on off the a an my your "
    "our "
    "his in at for to now then again later when if out help owner client customer support al el la everyone everybody "
    "nobody anybody anyone somebody someone who whoever all todos nadie alguien quien mi tu su down over away and or "
    "but "
    "not no never another dibs coffee cafe bs god jesus police ambulance it's tomorrow sleep bed rest go eat"
)
"""What stands where a name would, and is none of anybody on call."""
_NAME = r"(?P<name>[^\W\d_][\w'-]*|(?:(?:the|my|our) )?(?:team lead|manager|boss|director|lead))"
_OTHER = (
    r"(?:(?:some|any)(?:one|body) else|(?:the )?next(?: (?:person|one|tier|guy|level|in line))?"
    r"|(?:(?:the|my) )?(?:backup|secondary|second(?: tier| on-?call)?)|another (?:person|engineer)"
    r"|otr[oa](?: persona)?|alguien mas|(?:el|la|al) siguiente(?: nivel)?)"
)
_WHOM = rf"(?:{_OTHER}|{_NAME})"
_TAKE = r"(?:take|handle|do|get|have|grab|pick up|look at|look into|own)"
PASSES = (
    rf"(?:wake(?: up)?|page|ring|call(?: up)?|phone|escalate to) {_WHOM}(?: up)?"
    rf"(?: (?:on|for|about|in on|onto|con|para|por|to {_TAKE}) (?P<it>{IT}))?",
    rf"(?:send|forward|assign|pass|hand|reassign|transfer)(?: over)? to {_WHOM}",
    rf"get {_NAME} (?:up|out of bed|in here|here|online)",
    r"(?:manda|pasa|da|asigna|deja)(?:le|sela)? (?P<it>esto|eso) a " + _WHOM,
    r"(?:manda|pasa|dasela?|asigna|deriva|turna|reasigna)(?:se|me)?(?P<it>la|lo)(?: a)? " + _WHOM,
    rf"(?:get|need|want|bring|pull|put|loop(?: in)?|send|ping|add) {_WHOM} (?:(?:in )?on|onto|for"
    rf"|to {_TAKE}) (?P<it>{IT})",
    r"(?:give|hand|send|pass|assign|reassign|forward|transfer|toss|throw|delegate|move|punt|kick|leave)"
    rf" (?P<it>{IT}) (?:(?:over |on |up )?to {_WHOM}|upstairs|up the (?:chain|ladder)|along)",
    r"(?:despierta|despierten|desperta|llama|llamen|llamale|avisa|avisen|avisale|marcale|marca|pagea|busca|despertar"
    rf"|llamar|avisar(?:le)?|que (?:la|lo) (?:vea|tome|agarre|coja|atienda|mire|maneje))(?: a)? {_WHOM}",
    rf"(?P<it>\d{{1,7}}) (?:is |goes |es )?(?:for|to|para|a) {_WHOM}",
    rf"(?:(?:have|let|get|can|could|would|will) )?{_OTHER} (?:please )?(?:to )?(?:should )?{_TAKE} (?P<it>{IT})",
    r"(?:sube|subi|subelo|subela|mandalo|mandala|manda|pasa)(?: (?P<it>esto|eso|la|lo))? al siguiente(?: nivel)?",
    rf"{_OTHER}|siguiente",
)
ASKED = (rf"(?:get|reach) {_WHOM}",)
"""Only where the desk is asked to: "can you get ben"."""
