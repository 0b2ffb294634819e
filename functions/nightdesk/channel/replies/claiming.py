"""
Sentences that say somebody works on it, by how they are built: who, what they do, and to what.

"Looking into it", "im on the disk one", "ya la reviso". "Got it", "ok" or "I'm awake" only say that a text has arrived.
What is done later, by others, or not at all is no claim.
"""

import re
from collections.abc import Sequence

from nightdesk.channel.replies.slips import is_one_slip
from nightdesk.channel.replies.tokens import Number, Token, Word
from nightdesk.channel.replies.vocabulary import DOUBTS


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_IT = "inc"
"""Stands for an incident's number."""
_LEAD = (
    r"(?:(?:ok|okay|okey|k|kk|yes|yep|yeah|yup|ya|sure|right|fine|alright|roger|copy|copy that|hey|hi|hello|ugh|sorry"
    r"|um|uh"
    r"|well|damn|argh|so|and|thanks|night ?desk|dale|vale|venga|listo|orale|bueno|va|pues|joder|che|enterad[oa]|copiado"
    r"|recibido|uf|ay|perdon|gracias|hola|i'?m (?:up|awake|here|aware|at my desk|online)|i am aware(?: and)?"
    r"|(?:i )?see(?:ing)? it(?: too)?|up|awake|here|despiert[oa]|otra vez|si) )*"
)
_TAIL = (
    r"(?: (?:now|right now|rn|atm|already|right away|asap|currently|as we speak|myself|thanks|thx|mate|guys|all"
    r"|everyone"
    r"|yo|ya|ahora|ahorita|enseguida|en seguida|ahora mismo|mismo|gracias|che|btw|too|over here|for you|please|pls))*"
)
_THING = (
    r"(?:it|this|that|these|those|them|inc|this one|that one|(?:the|this|that|these|our|those) (?:\w+ ){0,2}?\w+"
    r"|an? (?:fix|solution|patch|workaround|rollback)|logs?|graphs?|grafana|dashboards?|metrics|traces|errors|kibana"
    r"|datadog|cloudwatch|splunk|sentry|prod|stuff|things)"
)
_IS = r"(?:(?:i|we)(?:'?m|'?re| am| are| was)? )?(?:(?:just|already|still|currently|actively) )*"
_AT = r"(?:at|into|on|onto|through|over|in|to|with|up|around)"
_DOING = (
    rf"(?:looking|digging|diving)(?: {_AT}){{1,2}} {_THING}|(?:looking|digging|diving)(?: (?:in|into|around|deeper))?"
    rf"|(?:checking|investigating|debugging|troubleshooting|handling|triaging|reviewing|inspecting|examining|fixing"
    rf"|tailing"
    rf"|mitigating|resolving|restarting|reading|watching|reproducing)(?: (?:on|in|into|up on))? {_THING}"
    r"|(?:checking|investigating|debugging|troubleshooting|triaging|fixing|mitigating)"
    rf"|(?:working|jumping|hopping|getting|going|acting)(?: {_AT}) {_THING}|working (?:it|this|that|inc|this one)"
    rf"|responding|(?:jumping|hopping)(?: right)? (?:on|in)"
    rf"|(?:logging|signing|ssh'?ing|vpn'?ing|connecting)(?: (?:in|on|into))?(?: (?:to )?{_THING})?"
    rf"|(?:opening|booting|starting|grabbing|firing)(?: up)? (?:my |the )(?:laptop|computer|pc|machine|mac)"
    rf"|picking (?:it|this|that|inc|this one) up|(?:pulling|picking) up {_THING}|(?:taking|having)(?: a"
    rf"| another)?(?: quick)? (?:look|peek|gander)(?: (?:at|into) {_THING})?"
    r"|headed to my (?:laptop|desk|computer)|heading to my (?:laptop|desk|computer)"
)
_ENGLISH = (
    rf"{_IS}(?:{_DOING})",
    r"(?:i'?ll|i will|let me|lemme|i can|i got|we'?ll) (?:just )?(?:do|get|cover|own|deal with|sort|fix) (?:it|this"
    r"|that|inc|this one)",
    r"let me (?:see|look|check|have a look|take a look)",
    r"(?:i'?ll|i will|let me|lemme|gonna|i'?m gonna|going to|i'?m going to) (?:just )?(?:(?:take"
    r"|have) a (?:quick )?look"
    rf"|look|check|investigate|dig)(?: {_AT})?(?: (?:it|this|that|this one|inc))?(?: (?:out|up|in))?",
    r"(?:(?:i|we)(?:'?m|'?re| am| are) )?(?:all over|on|onto) (?:it|this|that|inc|this one|that one|the (?:\w+ ){0,2}"
    r"(?:one|thing|issue|incident|alert|page|problem|case))",
    r"(?:(?:i|we)(?:'?ve)? (?:got |have )?|got )?(?:my )?eyes on(?: (?:it|this|that|inc|this one))?",
    r"(?:i|we)(?:'?ve| have)? (?:got|have|own) (?:this|that|inc|this one|that one)(?: (?:one|covered|handled))?",
    r"(?:i'?ve|i have) got (?:it|this|that)(?: (?:covered|handled|under control))?|got (?:inc|this|this one|that one)",
    r"(?:this|that|it|inc|this one|that one|(?:the )?(?:latest|last|newest|new)(?: (?:one|page|alert))?)(?:'?s| is)?"
    r" mine|mine|(?:im |i'm |i am )?onit",
    r"on (?:the|my) way|omw",
)
_VIENDO = (
    r"(?:mirando|revisando|viendo|checando|chequeando|investigando|atendiendo|analizando|arreglando|entrando|conectando"
    r"|leyendo|debuggeando|trabajando)(?:me|la|lo|las|los)?"
)
_VEO = r"(?:veo|reviso|checo|chequeo|miro|atiendo|tengo|manejo|investigo|voy (?:viendo|revisando|mirando|checando))"
_EL = r"(?:el|la|los|las|esta|este|ese|esa)"
_COSA = rf"(?:eso|esto|ello|ella|inc|{_EL} (?:\w+ )?\w+(?: (?:del?|en) (?:(?:el|la) )?\w+)?)"
_TEMA = (
    rf"(?:eso|esto|ello|ella|inc|{_EL} (?:tema|incidente|incidencia|alerta|caso|problema"
    r"|asunto"
    r"|logs?|error(?:es)?|caida)(?: del? (?:(?:el|la) )?\w+)?)"
)
_YA = r"(?:(?:ya|yo|ahi|aca|aqui|ahorita|ahora|pues) )*"
_SPANISH = (
    rf"{_YA}(?:estoy|ando|sigo|seguimos|estamos|toy)(?: ya)? (?:en|con|sobre|encima de) {_TEMA}",
    rf"{_YA}(?:(?:estoy|ando|sigo|voy|seguimos|estamos|toy|me estoy) (?:ya )?)?(?:la |lo )?{_VIENDO}(?: (?:(?:en|a"
    rf"|al) )?{_COSA})?",
    rf"{_YA}me (?:pongo|encargo|ocupo|meto|conecto|hago cargo)(?: (?:yo|ya))?(?: (?:a|con|en|de) {_TEMA})?",
    rf"{_YA}(?:la|lo|las|los|te la|te lo)(?: ya)? (?:estoy )?(?:{_VEO}|{_VIENDO})",
    rf"{_YA}{_VEO} {_COSA}",
    rf"{_YA}voy(?: (?:a ello|a por ello|con {_COSA}|para alla|en camino|a (?:ver|revisar|checar|chequear|mirar|entrar"
    r"|investigar|atender)(?:la|lo|le)?))?",
    r"(?:ya )?(?:la|lo) (?:agarre|tome|cogi)|a (?:por )?ello",
    rf"{_YA}estoy (?:conectad[oa]|dentro|adentro)",
)
_SLIPPED = ("looking", "checking", "investigating", "working", "debugging", "revisando", "mirando")
_NO_SLIPS = _of("booking cooking hooking locking looting wording forking worming chucking checkin mirandola")
SHORTEST_SLIP = 6
"""Letters of a word that is hardly another one when a letter is wrong."""
_CLAIM = re.compile("|".join((*_ENGLISH, *_SPANISH)))
_AROUND = re.compile(rf"{_LEAD}(?P<said>.*?){_TAIL}")
_ELSEWHERE = _of(
    "bright forward good fine great better worse happening ok okay bed couch sofa kitchen bathroom toilet doctor "
    "airport hospital wheel phone gym beach bus train plane flight kids baby wife husband dinner lunch beer movie tv "
    "fence edge road car party wedding bar restaurant meeting call cine boda fiesta playa coche carro auto bano cama "
    "avion tomorrow tonight morning later soon eventually someday weekend monday afternoon evening then same other "
    "side manana luego despues rato tarde lunes complicado mal bien raro feo"
)
"""What people look at or are on who are elsewhere, how it looks, and when it is not now."""
_NO_CLAIM = (DOUBTS | _ELSEWHERE) - {"do"}


def claims_work(found: Sequence[Token]) -> bool:
    """Whether the tokens of a whole sentence say so; numbers stand for incidents."""
    words = [_IT if isinstance(token, Number) else token.text for token in found if isinstance(token, Word | Number)]
    if len(words) < len(found):
        return False
    line = re.sub(rf"{_IT}(?: (?:(?:and|y) )?{_IT})+", _IT, " ".join(map(_tidy, words)))
    around = _AROUND.fullmatch(line)
    said = around["said"] if around else line
    return not _NO_CLAIM & set(said.split()) and all(map(_CLAIM.fullmatch, re.split(r" (?:and|y) ", said, maxsplit=1)))


def _tidy(word: str) -> str:
    """A word of a claim whose typing slipped, as it was meant."""
    if len(word) < SHORTEST_SLIP or word in _NO_SLIPS:
        return word
    return next((meant for meant in _SLIPPED if is_one_slip(word, meant)), word)
