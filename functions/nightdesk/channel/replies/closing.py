"""
An order to resolve beside words on how it ended: "resolve 42 - bad deploy", "false alarm, close it".

The words are kept with the incident. Where they put it off, doubt it, ask, laugh, or order something else as well, it
is no order yet.
"""

import re

from nightdesk.channel.replies.plain import bare, with_pictures_read
from nightdesk.channel.replies.vocabulary import FILLERS, MAY_FOLLOW, STOPS, SURFACES

_MARK = r"(?:#?inc(?:ident)?[\s#:-]*|#|number )"
_RESOLVE = (
    r"(?:resolved?|resuelt[oa]|resuelv[oe]|resu[e\u00e9]lvel[oa]|resolvel[oa]|closed?|cerrar|cierr[oa]"
    r"|ci[e\u00e9]rr[ae]l[oa]"
    r"|cerr[a\u00e1]l[oa])"
)
_IT = r"(?:it|this|that|this one|that one|it out|this out|out|la|lo|el|incidente?)"
_CODE = rf"(?P<mark>{_MARK})?0*(?P<code>[1-9]\d{{0,6}})\b"
_OVER = r"(?:resolved|closed|fixed|done|resuelt[oa]|cerrad[oa])"
_BEFORE = r"(?:(?:please|pls|ok|okay|hey|dale|listo|vale|bueno|venga|porfa|por favor|go ahead and|just)[ ,]+)*"
_AFTER = r"(?: (?:please|pls|now|thanks|thx|porfa|por favor|nom[a\u00e1]s|ya))*"
_ORDERS = (
    rf"{_BEFORE}(?:{_RESOLVE}(?: {_IT})*(?:\s+{_CODE})?|mark (?:it|this|that)(?: as)? {_OVER}){_AFTER}",
    rf"{_BEFORE}mark {_CODE}(?: as)? {_OVER}{_AFTER}",
    rf"{_CODE} (?:(?:is|are|was|has been|esta) )?(?:now )?{_OVER}{_AFTER}",
)
_BEGINS_A_REASON = (
    r"(?:because|cos|coz|cuz|bc|since|due to|thanks to|as it|caused by|root cause|cause|reason|why|was|were|it was"
    r"|they were"
    r"|false|known|dup(?:e|licate)?\b|flapping|transient|blip|noise|by \w+ing|fixed|rolled|restarted|rebooted"
    r"|reverted|killed"
    r"|cleared|scaled|renewed|replaced|upgraded|patched|cleaned|and note|and (?:it|that) was|porque|ya que|fue|era|eran"
    r"|causa|motivo|por (?:un|una|el|la)\b|falso|falsa|se reinici)"
)
_BETWEEN = rf"(?:\s*[:;,(.\u2013\u2014-]+\s*|\s+(?={_BEGINS_A_REASON}))"
_TOLD = r"(?:\w+ed|\w+ad[oa]s?|\w+id[oa]s?)"
_HOW = r"(?P<how>[^\s:;,(.-].*\w.*)"
_MAY_CLOSE = r"(?:(?:so |and |y )?(?:you can|u can|can|ya )?(?:pueden?s? |puedes )?)?"
_FORMS = (
    *(rf"{order}{_BETWEEN}{_HOW}" for order in _ORDERS),
    rf"{_BEFORE}{_RESOLVE} {_CODE} (?P<how>(?:\w+ ){{1,4}}{_TOLD}(?: \w+){{0,2}})",
)
_REASON_LAST = [re.compile(form, re.IGNORECASE) for form in _FORMS]
_REASON_FIRST = re.compile(rf"(?P<how>\S.*\w)\s*[,;.!:-]+\s+{_MAY_CLOSE}\s*{_ORDERS[0]}", re.IGNORECASE)
_ENDED = (
    r"(?:fixed|esta|all (?:good|ok|clear|green)|good|recovered|back (?:up|to normal|online)|up again|false (?:alarm"
    r"|positive)|over|done"
    r"|gone|green|healthy|stable|resolved|restored|rolled back|reverted|restarted|blip|noise|dup(?:licate|e)?"
    r"|known issue|listo"
    r"|quedo|arregl\w+|fals[oa] (?:alarma|positivo)|paso|bien|normal|solucionad[oa]|planned|maintenance|expected"
    r"|working"
    r"|works|funciona\w*|jala|anda|corre|mantenimiento)"
)
_IS_OVER = re.compile(
    r"(?:(?:ok|okay|yes|yep|yeah|so|well|and|phew|dale|listo|vale|bueno|venga|si|y)[ ,]+)*"
    r"(?:(?:it|its|it's|this|that|that's|everything|all|we|i|i've|they|things|looks|(?:the|la|el|lo|los|las) \w+|\w+)"
    r"(?: (?:is|was|were|are|has|have|had|been|looks?|'s|esta|estaba|fue|era|ya|se))* )?"
    r"(?:(?:just|only|now|all|been|a|an|the|another|un|una|solo|ya|back|fully|definitely|short|brief|se) )*"
    rf"{_ENDED}\b.*"
)
"""A sentence that begins with how it ended, and not with what somebody wants, asks or was told."""
_PUTS_OFF = re.compile(
    r"(?:^|[,;.:(-]\s*|\b(?:but|and|only|pero|y) )(?:if|when|once|until|till|unless|after|before|later|tomorrow|soon"
    r"|not(?! (?:an?|our|ours|real|related|us|customer)\b)"
    r"|no|never|or|wait|maybe|perhaps|please|in|at|by|si|cuando|hasta|luego|despues|quizas?|manana|en|a las|as soon|o"
    r"|right|sure|yeah right|oh|who|how|where|donde|quien|como|que|should|would|could|can|will|does|did|is|are|am|nah"
    r"|nope|almost|nearly"
    r"|casi"
    r"|as if|whatever|test)\b(?! (?:customer|user|impact|\w+ing\b))"
    r"|\b(?:not|no|nope|first|later|soon|tomorrow|(?:when|once|after|if|in|cuando) (?:\w+ )?\w+|/s)$| /s\b"
)
_DOUBTS = re.compile(
    r"\?|\b(?:jk|kidding|lol|lmao|ha(?:ha)+|ja(?:ja)+|said|says|say|told|tells?|ask|remind|dice|dijo|wait|dont|don't"
    r"|maybe"
    r"|perhaps|not sure|unsure|i think|i guess|probably|hopefully|i hope|want to|need to|going to|trying to|about to"
    r"|ready to|i'll|ill|safe to|ok to|why|what if|creo|quizas?|tal vez|espera|later|tomorrow|manana|luego|should|would"
    r"|could|might|never mind|nvm|undo|still (?:failing|broken|down|red|happening)|sigue|isnt|isn't|wasnt|wasn't|havent"
    r"|haven't|hasnt|hasn't|cant|can't|wont|won't|yet|todavia|aun|ignore|pretend|approved?|go"
    r"|all (?:of|the|other|open|incidents)|everything|todas|almost|nearly|half|casi|puedo|hay que|voy a)\b"
)
_PICTURES_AFTER = re.compile(r"[^\w\s\"'?]+$")
_NO_ORDERS = frozenset(
    {"fixed", "done", "resolved", "closed", "close", "call", "connect", "a", "e", "c", "t", "un", "una"}
)
_TAKES_BACK = STOPS - {"error", "no", "para"} | {"sorry"}
_LEAD_OF_A_NOTE = re.compile(
    r"^(?:and |y )?(?:(?:add )?(?:a )?note(?: that)?|because|why"
    r"|(?:the )?(?:root )?(?:cause|reason)(?: was| is)?)[\s:,-]+",
    re.IGNORECASE,
)


def resolved_with_words(line: str, codes: frozenset[str]) -> tuple[re.Match[str], str] | None:
    """
    The order, whose groups mark and code are the incident's, and how it ended; None when it is not surely one.

    How is empty where the words say no more than that it is over.

    codes: of the open incidents: a second one among the words makes it two orders.
    """
    if with_pictures_read(line) != line:
        return None
    line = _PICTURES_AFTER.sub("", line).rstrip()
    if found := next(filter(None, (form.fullmatch(line) for form in _REASON_LAST)), None):
        how = _LEAD_OF_A_NOTE.sub("", found["how"]).strip()
    else:
        found = _REASON_FIRST.fullmatch(line)
        how = found["how"] if found and _IS_OVER.fullmatch(bare(found["how"])) else ""
    if not found or not how:
        return None
    said = bare(how)
    if _PUTS_OFF.search(said) or _DOUBTS.search(said) or _orders_more(said, found["code"], codes):
        return None
    return found, "" if _says_only_that(how) else how


def _says_only_that(how: str) -> bool:
    """Whether it says no more than that it is over."""
    known = FILLERS | MAY_FOLLOW["resolve"]
    return all(word in known or SURFACES.get(word) == "resolve" for word in re.findall(r"\w[\w'-]*", how.lower()))


def _orders_more(how: str, code: str | None, codes: frozenset[str]) -> bool:
    """Whether another order or another incident's number stands in the words."""
    words = re.findall(r"\w[\w'-]*", how)
    begins = [word for word in words if word not in {"and", "y", "then", "also"}][:1]
    is_order = any(word in SURFACES and word not in _NO_ORDERS for word in begins)
    return is_order or any(word in _TAKES_BACK or (word in codes and word != code) for word in words)
