"""
The few shapes a sentence may have while a vet is wanted: an order, a question, company, what to do if, why to hurry.

Words alone cannot tell "hold his head" from "hold him by the legs and shake", nor "hearts race" from "his heart is
failing". So an urgent answer may not state things about the animal, advise in other verbs, or argue; what has no shape
that is known is not sent. Tried on flat text.
"""

import re
from collections.abc import Iterator

from nightdesk.persona.wording.words import Language

_HEAD = (
    r"(?:(?:please|now|then|and|so|also|first|next|meanwhile|just|even|por favor|ahora|luego|y|asi que|tambien"
    r"|primero|mientras)"
    r",? )*"
)
_ORDERS: dict[Language, str] = {
    "en": r"(?:go|head|drive|rush|hurry|leave|set off|get (?!over|used)|take|bring|carry|keep|call|ring|phone"
    r"|tell|say|hold (?!off)"
    r"|wrap|lay|lift|slide|tuck|watch|look|check|count|note|text|write|wipe|cover|press|cool|pour|wet|warm|dim"
    r"|speak|talk"
    r"|let (?!it|this)|mind|rinse|put|place|stay (?:on|with me|calm|by|(?:well )?away)|rub (?:gently|him dry|her"
    r" dry)|dry|carry|move|film|bring|have|ask|guide|loosen|drape|park"
    r"|turn (?:the|on|up)|breathe|aim|cushion|support|see (?:a|your|the) vet|book|use a|open|close|shut|remember"
    r"|send|read|give (?:no"
    r"|them|the clinic)|continue|try to keep|don't|do not|never|no|nothing|not|avoid|stop (?:wetting|if|licking"
    r"|rubbing|him from|her from"
    r"|it from))\b",
    "es": r"(?:ve|vete|sal|corre|sigue (?!dur)|lleva\w*|trae\w*|carga\w*|manten\w*|llama\w*|di(?:lo|le|les|me"
    r"|selo|melo)?\b|dile\w*|cuenta\w*|pon\w*|cubre\w*"
    r"|envuelve\w*|deja que|mira\w*|observa\w*|anota\w*|guarda\w*|presiona\w*|enfria\w*|moja\w*|abriga\w*|habla\w*"
    r"|evita\w*|pide\w*"
    r"|escribe\w*|quita\w*|respira|recuerda|directo|que|no|nada|nunca|sin|ni|avisa\w*|acuesta\w*|toma|usa|abre"
    r"|cierra)\b",
}
_BAN = r"(?:don't|do not|never|no|nothing|not|nunca|ni|sin)\b"
_PROVISO = re.compile(r"\b(?:unless|only if it's safe|only if that is safe|until a vet|solo si es seguro)\b.*")
_COMPANY = (
    r"(?:i'm (?:here|with|right|so|sorry|glad|staying|trying|software|connecting|not|still)|i am (?:here|with|so"
    r"|sorry|right)"
    r"|i (?:know|can hear|hear you|understand|hope|see|have that|have it|did not|can't know|can't diagnose|can't"
    r" tell|keep trying|will (?:tell|write|let you))|nobody (?:has answered|can tell|picked up)|i'll (?:be here|stay"
    r"|keep)"
    r"|you(?:'re| are) (?:doing|not alone|already|acting|right|so|with|a good|being|helping|on)|you (?:did|do not"
    r"|don't|can|acted|noticed|caught"
    r"|know|were|have done|came|got|are)|you've got|we(?:'ll| will) |we go|poor \w+|thank\w*|sorry|good|well done"
    r"|brave|one (?:step|thing)"
    r"|every (?:minute|second|bit|tablet|pill|one)|breathe|hang in|that (?:helps|is right|must|sounds)|this (?:is"
    r" (?:scary|hard|frightening|a lot))"
    r"|it(?:'s| is) (?:scary|late|hard|frightening|good|a lot|not your|okay to)|estoy|aqui (?:estoy|sigo|me)|lo"
    r" estas|lo siento|siento|se que"
    r"|gracias|actuaste|hiciste|hici|paso a paso|tranquil|respira|bien hecho|pobrecit|directo|luz|ventanas|caja"
    r"|poca|sorbitos|nada de)"
)
_CONDITION = r"(?:if|when|once|even if|even though|should|si|cuando|aunque|as soon as|by|with|at about|on the way)\b"
_HURRY = re.compile(
    r"\b(?:needs?|must|should|serious|emergenc\w+|urgent\w*|quick\w*|fast\w*|now|right away|at once|today|worse"
    r"|hurt inside|inside"
    r"|matters?|counts?|ill|sick|dangerous|deadly|harm|hides?|lose heat|can act|(?:don't|do not|never) wait"
    r"|spreads?|necesit\w*|conviene|debe\w*|urgente|hoy|ya|ahora"
    r"|rapido|enseguida|grave|importa|peor|cuenta|no esperes)\b"
)
_HELPS = re.compile(
    r"(?:a|an|the|your|any|it|that|this|newborns|small|low|dry|someone(?: else)?|somebody(?: else)?|una?|el|la|tu)"
    r" (?:[\w',-]+ ){0,7}?"
    r"(?:helps?|keeps? (?:him|her|it|them) (?:calm|warm|quiet|safe|still)|is (?:the )?(?:safest|kindest|best"
    r"|calmer|easiest|gentlest)"
    r"|rides?|can (?:drive|read|call|film|hold|sit)|ayuda\w*|puede (?:conducir|llamar|leer))\b"
)
"""What makes the ride easier, said as a fact."""
_COMFORT = frozenset(
    """
    a an the and or of in on with no low dry warm gentle soft quiet calm dark cool clean fresh small little tiny
    plenty light voice voices light lights blanket blankets towel towels box boxes carrier car heater heating
    air water sips sip food for some hours under him her it them two people to lift fan hands breath breaths luz
    baja calma silencio manta mantas toalla caja tapada calor calorcito y de su agua sorbitos sin comida unas
    horas en el la con poca siempre heno hay
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
_SLOW = re.compile(
    r"\b(?:than (?:it|to|the|a)|rather|better (?:to|at|off|here)|only|just|rarely|enough|instead|more harm|no"
    r" (?:need|use)|would|until"
    r"|can(?:no|')t (?:hurt|harm)|itself|themselves|bored|attention|dramatic|at your|(?:rest|sit|wait) here|lie"
    r" down|carry on with|hold on|as (?:tight|hard) as|hard on|times|around the|evening|solo|rato|a ver|basta)\b"
)
_PASTIME = re.compile(
    r"\b(?:watch\w*|see|read\w*|play\w*|enjoy\w*|put on|have|make|grab|take|go (?:for|to))\b[^.;!?]{0,20}?"
    r"\b(?:film|movie|tv|telly|television|show|series|netflix|book|game|tea|coffee|cocoa|beer|wine|drink|dinner|breakfast"
    r"|lunch|snack|nap|bath|shower|break|walk|stroll|work|sofa|couch)\b"
    r"|\b(?:mira|ve|ver|vean?|pon\w*|lee\w*|juega\w*|toma\w*|prepara\w*|haz\w*|da(?:te)?)\b[^.;!?]{0,20}?"
    r"\b(?:pelicula|peli|serie|tele|television|libro|partido|juego|cafe|te|infusion|siesta|bano|ducha|paseo|sofa)\b"
)
"""What one does with an evening."""
_HANDS = re.compile(
    r"\b(?:shake (?:him|her|it|the)|and shake|pull\w*|cut (?:it|the|him|her|open|out|off|a)|cutting|tie|tying"
    r"|squeez\w+|pierc\w+|suck\w*|blow\w*|slap\w*|hit|pinch\w*|forc\w+|stab\w*|prick\w*"
    r"|swing\w*|dunk\w*|burn\w*|ice (?:packs?|cubes?|straight|on)|freez\w+|shav\w+|stitch\w*|tourniquet|needle"
    r"|scissors|knife|sacud\w+|tira\w*|corta\w*|amarra\w*|aprieta\w*"
    r"|exprim\w+|pincha\w*|chupa\w*|sopla\w*|golpe\w*)\b"
)
_DENIED = re.compile(r"(?:\b(?:not|never|no|nothing|without|nor|stop|avoid|ni|nunca|sin)\b|n't\b)[^.;!?]*$")
_ORGANS = re.compile(
    r"\b(?:heart|stomach|gut|intestines?|liver|kidneys?|lungs?|brain|spine|womb|bladder|blood clot|corazon"
    r"|estomago|higado|rinon\w*|pulmon\w*"
    r"|cerebro|utero|vejiga)\b[^.;!?]{0,15}\b(?:is|are|has|have|was|esta|estan|tiene|se)\b"
)
_NOBODY = re.compile(
    r"\b(?:someone|somebody|they|a friend|a doctor|police|a man|a woman|my name|alguien|un doctor|una"
    r" doctora)\b[^.;!?]{0,20}"
    r"\b(?:will|is|are|do|does|don't|lives?|waits?|comes?|stands?|knocks?|rings?|en tu|a tu|viene|espera)\b"
)
_INSULT = re.compile(
    r"\byou(?:'re| are) (?:a |an |so |such )?(?:\w+ )?(?:terrible|bad|awful|horrible|lazy|cruel|mean|silly|worrying"
    r"|wrong)\b"
)


def unshaped(sentences: Iterator[str], *, language: Language) -> Iterator[str]:
    """The sentences that have none of the shapes, or that lay hands on the animal in a way nobody has reviewed."""
    for sentence in sentences:
        for clause in re.split(r";\s+|\s+-+\s+|:\s+(?=[a-z])", sentence):
            said = clause.strip(" \"'")
            is_question = sentence.rstrip().endswith("?")
            if said.strip(" .!?") and not _is_shaped(f"{said}?" if is_question else said, language):
                yield said


def _is_shaped(clause: str, language: Language) -> bool:
    for hands in _HANDS.finditer(clause):
        if not _DENIED.search(clause[: hands.start()]):
            return False
    if (idle := _PASTIME.search(clause)) and not _DENIED.search(clause[: idle.start()]):
        return False
    if _ORGANS.search(clause) or _NOBODY.search(clause) or _INSULT.search(clause):
        return False
    if clause.endswith("?"):
        return True
    if re.match(rf"{_HEAD}{_COMPANY}", clause):
        return not _SLOW.search(clause)
    if re.match(rf"{_HEAD}{_ORDERS[language]}", clause):
        return bool(re.match(rf"{_HEAD}{_BAN}", clause)) or not _SLOW.search(_PROVISO.sub("", clause))
    if set(re.findall(r"[a-z]+", clause)) <= _COMFORT:
        return True
    if re.match(_HELPS, clause) and not re.search(r"\b(?:more|than it|wait|stay|rest|home|casa|espera)\b", clause):
        return True
    if re.search(rf", so (?:please )?{_ORDERS[language]}", clause) and not _SLOW.search(clause):
        return True
    if re.match(_CONDITION, clause):
        has_order = re.search(
            rf"(?:, (?:then )?{_ORDERS[language]}|\b(?:tell|text|write|call) (?:me|you|them)\b)", clause
        )
        has_order = has_order or _HURRY.search(clause)
        return bool(has_order) and not _SLOW.search(clause)
    return bool(_HURRY.search(clause)) and not _SLOW.search(clause)
