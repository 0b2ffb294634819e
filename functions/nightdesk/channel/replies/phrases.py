"""What people say instead of a command's word: that they have it, and what they want to know."""

import re

from nightdesk.channel.replies.tokens import Level, Number, Token, Word
from nightdesk.channel.replies.vocabulary import FILLERS, MAY_FOLLOW, Verb


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


CLAIMS = (
    _of("on it"), _of("looking"), _of("investigating"), _of("checking"), _of("working on"), _of("digging"),
    _of("got this"), _of("i've got"), _of("i have it"), _of("mine"), _of("fixing"), _of("resolving"), _of("mitigating"),
    _of("debugging"), _of("troubleshooting"),
    _of("en eso"), _of("en ello"), _of("la tengo"), _of("lo tengo"), _of("me encargo"), _of("voy yo"),
    _of("estoy mirando"), _of("estoy viendo"), _of("estoy revisando"), _of("ando en eso"), _of("me ocupo"),
    _of("lo reviso"), _of("la reviso"), _of("lo checo"), _of("la checo"), _of("yo lo veo"), _of("yo la veo"),
)  # fmt: skip
"""Phrases that say somebody works on it. "Got it", "ok" or a thumb only say that a text has arrived."""
WEAK_CLAIMS = (_of("got it"), _of("im on"))
"""These say so only beside an incident's number."""
_MAY_STAND_BESIDE = _of(
    "still working sigo todavia aun have it its it's one up awake here online right away already him her them estoy yo"
    " me"
)

_WHOSE = r"(?:(?:any|some)(?:one|body)(?: else)?)"
_HAS = (
    r"(?:on|handling|dealing with|owning|running|looking|working|take|taken|took|taking|got|have|has|ack(?:ed)?"
    r"|acknowledged)"
)
_IT = (
    r"(?:(?:it|this|that|these|things?|everything|la|lo|el|eso|esto|(?:the |this |that |el |la |este |esta )?"
    r"(?:incident|alert|alarm|issue|case|one|thing|problem|number|inc|incidente|alerta|caso))\b)"
)
_OVER = (
    r"(?:resolved?|fixed|fix|closed?|done|over|finished|sorted|gone|mended|solved|handled|ok|okay|good|green|recovered)"
)
_YET = r"(?: (?:again|now|yet|already|all|really|completely|fully|still|or no|or not|right|then))*"
_LEADS = _of("che oiga oye tio vale bueno hey so and wait ok okay but um uh hmm y pero hi hello please sorry")
_RESUELTO = r"(?:resuelt[oa]|cerrad[oa]|arreglad[oa]|solucionad[oa]|list[oa])"
_QUESTIONS: tuple[tuple[Verb, tuple[str, ...]], ...] = (
    (
        "who",
        (
            rf"(?:(?:is|has|did) )?{_WHOSE} (?:is |already )?{_HAS}\b(?: \w+){{0,3}}",
            rf"(?:is )?{_WHOSE}(?: (?:here|there|up|awake|home))?",
            rf"(?:is|was|has|did) (?:{_IT} )?(?:already )?(?:been )?"
            rf"(?:ack(?:ed)?|acknowledged|taken|owned|claimed){_YET}",
            rf"(?:is {_IT} (?:mine|ours|yours)|am i (?:on|still on|assigned|the one on)\b(?: {_IT})?"
            rf"|do i (?:have|own) {_IT}){_YET}",
            rf"(?:did|has) {_WHOSE} (?:pick(?:ed)?|take|taken|grab(?:bed)?|claim(?:ed)?)(?: {_IT})?(?: up)?(?: yet"
            rf"| already)?",
            rf"who(?:'s| is|s)? {_HAS}\b(?: {_IT})?(?: \w+){{0,2}}",
            r"(?:alguien|quien)(?: mas)?(?: lo| la)? (?:esta|tiene|mira|tomo)\b(?: \w+){0,3}",
        ),
    ),
    (
        "status",
        (
            r"(?:is there |do we have |got )?any (?:news|updates?|progress|change)(?: on \w+| yet)?",
            rf"how(?:'s| is| are|s) {_IT}(?: (?:going|looking|doing))?(?: now)?",
            r"(?:what(?:'s| is|s) )(?:going on|happening|the latest|up)(?: with \w+| on \w+| now)?",
            r"(?:(?:can|could|may) (?:i|we|you) )?(?:please )?(?:get|have|give me|send me|i need|need)(?: an?"
            r"| the)?(?: quick| latest)*"
            rf" (?:update|status)(?: (?:on|about|for) (?:{_IT}|\w+))?(?: please)?",
            r"what(?:'?s| is) (?:our|the|your"
            r"|its)(?: current)? (?:status|state)",
            r"(?:sigue|siguen|esta|sigue todo) (?:caid[oa]|fallando|rot[oa]|mal|asi|igual|abiert[oa])",
            r"como (?:va|van|vamos|viene|sigue|anda)(?: (?:la cosa|todo|el (?:asunto|tema)|eso|esto))?",
            rf"(?:(?:is|are) {_IT} )?still (?:down|broken|failing|on fire|open|ongoing|happening|bad)",
            rf"(?:is|are|was|were|isn't|wasn't) (?:{_IT} )?(?:all )?"
            rf"(?:down|up|broken|back|back up|working|{_OVER}){_YET}",
            rf"(?:is|are|was) {_IT} (?:really |still |already )(?:down|up|broken|open|going(?: on)?|{_OVER}){_YET}",
            rf"(?:has|have|had|hasn't) (?:{_IT} )?(?:already )?(?:been )?{_OVER}{_YET}",
            rf"(?:did|does|didn't) (?:(?:{_IT}|we|you|he|she|they|somebody|someone|anybody|anyone) )?(?:get |got )?"
            rf"(?:{_OVER}|clear|recover|come back)(?: {_IT})?{_YET}",
            rf"(?:is|was) (?:{_IT} )?(?:a |an |still |really |at |on )*sev(?:erity)?(?: ?[0-4])?{_YET}",
            rf"(?:is|was) (?:{_IT} )?(?:on |still )*(?:snooze|snoozed|muted|merged|split){_YET}",
            r"(?:como (?:va|van|vamos|sigue|siguen)|que (?:pasa|hay)|(?:alguna )?novedad(?:es)?|sigue caido)(?: con)?"
            r"(?: la| el| eso)?",
            rf"(?:ya )?(?:esta|estaba|fue|ha sido) (?:ya )?{_RESUELTO}(?: ya| todo)*(?: (?:el|la|lo|eso|esto))?",
            r"(?:ya )?se (?:resolvio|cerro|arreglo|soluciono|compuso|recupero)(?: ya| todo)*"
            r"(?: (?:el|la|lo|eso|esto))?",
        ),
    ),
    (
        "more",
        (
            r"what(?:'s| is|s)? (?:happened|broke|failed|wrong|broken|this|this about|it about|that about)"
            r"(?: exactly| again| here| now)?",
            r"(?:que paso|de que se trata|que fallo|que se rompio)(?: exactamente| aqui| ahora)?",
        ),
    ),
    (
        "help",
        (
            r"what (?:can|do|should) (?:i|we) (?:type|say|text|send|reply|write|answer)(?: here| back| now| to you)?",
            r"what are (?:the|my|your) (?:commands|options|keywords)|how (?:does this"
            r"|do i use this)(?: thing)?(?: work)?",
            r"(?:que|como) (?:puedo|debo|tengo que|hay que|se puede) (?:escribir|poner|responder|contestar|mandar)",
            r"(?:que|cuales) (?:son los )?(?:comandos|opciones)(?: (?:hay|tengo|existen|puedo usar))?",
            r"como (?:funciona|se usa|uso) (?:esto|este numero)",
        ),
    ),
)
_ASKS = tuple((verb, re.compile("|".join(patterns))) for verb, patterns in _QUESTIONS)
_BEFORE_A_NUMBER = _of(
    "with on of about de con el la los las for number num nr no incident incidente case caso alert alarm ticket inc"
)


_BEFORE_IT = _of("is are was were isn't wasn't has have had hasn't did does didn't who's what's how's whos whats hows")
_SEVERITY = _of("sev severity severidad")


def claims(found: tuple[Token, ...]) -> bool:
    """Is it nothing but a claim, with whatever changes nothing beside it?"""
    words = {token.text for token in found if isinstance(token, Word)}
    has_number = any(isinstance(token, Number) for token in found)
    beside = FILLERS | MAY_FOLLOW["ack"] | _MAY_STAND_BESIDE
    known = (*CLAIMS, *WEAK_CLAIMS) if has_number else CLAIMS
    return any(claim <= words <= claim | beside for claim in known)


def asked(found: tuple[Token, ...]) -> tuple[Verb, tuple[Number, ...]] | None:
    """
    What a question asks that a command would tell, and about which numbers.

    None when it asks something else, or is no question.
    """
    line, numbers = _without_numbers(found)
    wanted = next((verb for verb, pattern in _ASKS if pattern.fullmatch(line)), None)
    return (wanted, numbers) if wanted else None


def _without_numbers(found: tuple[Token, ...]) -> tuple[str, tuple[Number, ...]]:
    """A line in small letters with "it" for an incident's number, or nothing after "on" or "about"; and the numbers."""
    said: list[str] = []
    numbers: list[Number] = []
    for token in found:
        if isinstance(token, Number) and said and said[-1] in _SEVERITY:
            said[-1] = f"sev{token.text}"
        elif isinstance(token, Number):
            numbers.append(token)
            while said and said[-1] in _BEFORE_A_NUMBER:
                said.pop()
            if not said or said[-1] in _BEFORE_IT:
                said.append("it")
        else:
            said.append(
                token.text if isinstance(token, Word) else f"sev{token.text}" if isinstance(token, Level) else ""
            )
    start = next((at for at, word in enumerate(said) if word not in _LEADS), 0)
    return " ".join(filter(None, said[start:])), tuple(numbers)
