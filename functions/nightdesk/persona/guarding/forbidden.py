"""
Words that must not leave the desk, by what they would do to the person who reads them.

Each pattern is tried on the folded, lower-case text without accents. A forbidden thing that the text itself forbids
("do not make him vomit", "no esperes") passes: `asserted` looks at the words in front of it.
"""

import re
from collections.abc import Iterator


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})")


_NEGATION = re.compile(
    r"(?:\b(?:not|never|no|nor|nothing|without|instead of|rather than|cannot|nunca|ni|sin|jamas)\b|n't\b)"
    r"(?:\W+\w+){0,4}\W*$"
)
_SUBSTANCES = (
    r"milk|bread|toast|oils?|honey|sugar|syrup|salt|salty water|vinegar|baking soda|egg whites?|charcoal|vodka"
    r"|alcohol"
    r"|medicines?|medication|meds?|painkillers?|antacids?|antibiotics?|antihistamines?|steroids?|sedatives?"
    r"|laxatives?"
    r"|ointments?|creams?|pills?|tablets?|capsules?|gummies|(?:eye |ear )?drops|turmeric|iodine|alcohol wipes|mg"
    r"|ml|mcg"
)
_SUSTANCIAS = (
    r"leche|pan|aceite|miel|azucar|(?:con|la|de) sal|vinagre|bicarbonato|claras?|alcohol|medicinas?|medicamentos?"
    r"|antibiotico\w*|pomadas?"
    r"|cremas?|colirio|pastillas?|tabletas?|jarabe|analgesic\w+|gotas|mg|ml|agua con sal"
)
TREATMENT = _any(
    r"induc\w* (?:vomit\w*|emesis)|mak(?:e|ing) (?:\w+ ){1,3}(?:vomit|throw up|puke|sick|gag)\b",
    r"(?:hydrogen )?peroxide|activated charcoal|ipecac|salt ?water|mustard|agua oxigenada|carbon activado",
    r"(?:give|feed|offer|dose|administer|apply|rub|inject|syringe|put|try|mix|pour|squirt|dab|smear|slip|sneak"
    r"|sprinkle|use"
    r"|mete|add|crush|hide|swallow|drink|take)\b(?! (?:no|nothing)\b)[^.!?]{0,40}"
    rf"\b(?:{_SUBSTANCES})\b",
    rf"(?:sip|spoon\w*|pinch|splash|dash|bit|some|little|touch|drop) (?:of )?(?:\w+ )?(?:{_SUBSTANCES})\b",
    r"(?:double|triple|half|twice|quarter) (?:of |the |a |what |as |your |his |her )",
    r"(?:fingers?|spoon|hand)\b[^.!?]{0,30}\b(?:down|throat)\b|bring\w* (?:it|them|that) (?:back )?up\b",
    r"get (?:it|that|them) (?:back )?out of (?:his|her|its|the) (?:stomach|belly|tummy)|until (?:it|he|she)"
    r" (?:comes?|brings?)\b",
    r"(?:human|people|adult|child|children's|baby)(?:'s)? (?:dose|medicine|tablets?|pills?|drops)|divided by",
    r"your (?:own|husband's|wife's|mom's) (?:\w+ )?(?:pills?|tablets?|drops|painkillers?|medicines?|meds)",
    r"(?:hacer(?:lo|la)?|haz que|hazl[oa]|provoc\w+|para que)\b[^.!?]{0,15}\b(?:vomit\w*|devuelva|lo saque|la saque)",
    r"(?:da|dale|dele|dar|darle|administra\w*|pon|ponle|unta\w*|echa\w*|mezcla\w*|usa|un poco de|una cucharad\w+"
    r" de|dos|una?)\b"
    rf"[^.!?]{{0,30}}\b(?:{_SUSTANCIAS})\b",
    r"dedos?\b[^.!?]{0,20}\bgarganta|(?:pon|ponle|aplica\w*) (?:un poco de )?hielo",
)
"""Anything to be given, or vomiting: that is written by a vet, never by us."""

_DISEASES = "|".join(
    (
        r"bloat|gdv|torsion|pancreatitis|gastritis|colitis|parvo\w*|distemper|rabies(?! (?:papers?|shots?|vacc\w+"
        r"|certificate|tag))|diabetes|cancer|tumou?rs?|asthma|mange",
        r"leptospirosis|kennel cough|pneumonia|bronchitis|heart ?(?:failure|disease|attack)|kidney ?(?:failure"
        r"|disease)",
        r"liver ?(?:failure|disease)|renal failure|sepsis|epilepsy|heat ?stroke|pyometra|arthritis|anaphylaxis"
        r"|hypoglycemia",
        r"(?:bladder|urinary|ear|eye|skin|kidney|urine) (?:blockage|obstruction|infection|stones?)|urinary"
        r" infection|hot ?spots?",
        r"(?:a |an |the |torn |slipped )(?:uti|infection|ulcer|blockage|obstruction|fracture|stroke|hernia"
        r"|concussion|allergy"
        r"|ligament|disc|disk|tumou?r|seizure disorder)",
        r"torsion(?: gastrica| de estomago)?|parvovirus|moquillo|golpe de calor|insuficiencia renal|epilepsia"
        r"|gastritis|asma"
        r"|infarto|neumonia|una? (?:infeccion|obstruccion|ulcera|fractura|alergia|tumor)",
    )
)
DIAGNOSIS = _any(
    r"(?:has|have|had|got|gets|is having|is suffering from|sounds? like|looks? like|must be|it's|it is|this is"
    r"|that is|that's"
    r"|what you describe is|describes?|\w+'s|probably|definitely|certainly|clearly|classic|sure|just|only|simply"
    r"|most likely"
    rf"|tiene|sufre|parece|seguro que es|es|esto es|padece)\W+(?:\w+\W+){{0,3}}?(?:{_DISEASES})\b",
    r"(?:my |the )?diagnos(?:is|ed|e)\b|diagnostico\b",
    r"sounds? like (?:an? |he has |she has |he's got |she's got )|classic (?:signs?|case)",
)

PROMISE = _any(
    r"(?:will|won't|going to|gonna|not|shall|'ll) (?:\w+ )?(?:die|live|survive|make it|recover|pull through|be"
    r" (?:gone|dead"
    r"|saved))\b",
    r"(?:is|are|be) dying|too late (?:for|to)|guarantee\w*|i (?:can )?promise|i swear|no chance|hopeless"
    r"|best to put \w+ (?:down|to sleep)",
    r"(?:se )?va a (?:morir|vivir|salvar\w*|sobrevivir)|vivira|morira|sobrevivira|te (?:prometo|garantizo|juro)"
    r"|demasiado tarde",
)
"""What nobody can know."""

HOPELESS = _any(
    r"as good as|(?:is|are|be|already|nearly) gone\b|lost cause|no hope|(?:past|beyond) (?:help|saving)"
    r"|nobody (?:can|could) (?:save|help)|nothing (?:can|could|left|more) (?:be|to)\b|(?:put|putting) (?:him|her"
    r"|it|them|\w+) (?:down|to sleep)|euthan\w*|sacrificar\w*|eutanasia|too late"
)
"""What nobody may suggest while a vet is wanted."""

IMPOSTOR = _any(
    r"(?:i'm|i am|as|speaking as)(?: indeed| actually| really| also| just)? (?:a |an |your |the |one )?"
    r"(?:(?:licensed|real|trained|certified|registered|qualified|human|emergency|on-call|senior|retired|new|live"
    r"|actual) )"
    r"{0,2}(?:vet|veterinarian|doctor|nurse|dr|human|person|technician|surgeon|dan|pirate)\b",
    r"(?:soy|como) (?:un |una |el |la |tu )?(?:veterinari[oa]|doctora?|medic[oa]|persona|enfermer[oa]|human[oa])\b",
    r"no (?:rules|limits|restrictions)|developer mode|jailbreak\w*|dan mode",
)
"""Being somebody else than the software that it is."""

RUDE = _any(
    r"idiot\w*|stupid\w*|moron\w*|dumb\w*|shut up|fuck\w*|shit\w*|damn\w*|bitch\w*|hell\b|lol\b|lmao\b|haha\w*"
    r"|matey|arr+\b|ahoy",
    r"tont[oa]\b|estupid\w+|imbecil\w*|idiota\w*|callate|mierda|jaja\w*",
)

MONEY = _any(
    r"gift cards?|(?:credit|debit|bank) (?:card|account)|card number|venmo|zelle|paypal|cash ?app|bitcoin"
    r"|crypto\w*|deposit"
    r"|passwords?|social security|ssn\b|birthday|full name|home address|bank\b|invoice|prepay|send (?:me )?(?:your"
    r"|the) "
    r"(?:card|payment|money)|(?:is|it's) free\b|free (?:for you|of charge)|no (?:cost|charge|fee)|pay (?:first|now"
    r"|us|me|up ?front)",
    r"transferencia|envi\w+ (?:el |tu )?(?:pago|dinero)|gratis|tarjeta|contrasena|cuenta bancaria|nombre completo"
    r"|paga (?:ya|primero)",
)
"""Money and secrets: the desk asks for neither."""

ORDER = _any(
    r"(?:ack|resolve|escalate|approve|deny|snooze|merge|split|sev)\s+(?:inc-)?\d+\b",
    r"(?:reply|text|send|type|answer)\s+(?:with )?['\"]?(?:go|no|stop|ack|start|unstop|approve|yes|cancel|end"
    r"|quit)\b",
    r"(?:approval|your|secret|access|the) code\b|(?:codigo|clave)\b|approved:",
)
"""Words that act when they are sent back to us."""

BLAME = _any(
    r"your fault|should(?:n't| not)? have\b|shouldn't leave|careless|irresponsible|why did(?:n't)? you|how could you",
    r"you let (?:him|her|it)\b|bad owner|negligen\w+|you(?:'ve| have)? (?:caused|forgot|killed|hurt|failed|ruined"
    r"|should have)"
    r"|you did (?:this|that|it)\b",
    r"tu culpa|no debiste|deberias haber|por que dejaste|descuid\w+",
)

DISCLAIMER = _any(r"not a (?:vet|veterinarian|doctor)\b", r"no soy (?:un |una )?veterinari[oa]\b")

CANARY = "moth-lantern"
"""Stands in the system text of both personas; an answer that repeats it has been talked out of its rules."""

LEAK = _any(CANARY, "system prompt", "my (?:rules|instructions)", r"as an ai\b", "language model", "must_say")

COMMAND = re.compile(
    r"\b(?:sudo|kubectl|aws (?:lambda|ecs|rds|s3|ec2|cloudformation)|rm -rf|drop table|systemctl|docker|curl"
    r"|terraform"
    r"|psql|select \w+ from|import os|console\.log|print\()\b|`|\$\("
)

SILENCING = _any(
    r"(?:silence|mute|disable|ignore|suppress|snooze|turn off)\b[^.!?]{0,30}\b"
    r"(?:alarms?|alerts?|pages?|paging|monitor\w*)\b"
)


_ALWAYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("blame", BLAME),
    ("impostor", IMPOSTOR),
    ("rude", RUDE),
    ("money", MONEY),
    ("order", ORDER),
)
_UNLESS_DENIED: tuple[tuple[str, re.Pattern[str]], ...] = (("treatment", TREATMENT), ("diagnosis", DIAGNOSIS))


def broken(text: str, *, is_urgent: bool) -> Iterator[tuple[str, str]]:
    """Each rule for texts to owners that a text breaks, with the words that break it."""
    for rule, pattern in _ALWAYS:
        yield from ((rule, match.group()) for match in pattern.finditer(text))
    for rule, pattern in _UNLESS_DENIED:
        yield from ((rule, words) for words in asserted(pattern, text))
    for pattern in (PROMISE, HOPELESS) if is_urgent else (PROMISE,):
        yield from (("promise", match.group()) for match in pattern.finditer(text))


def asserted(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """What of the text matches and is not itself forbidden by the words in front of it."""
    return (match.group() for match in pattern.finditer(text) if not _NEGATION.search(_sentence_before(text, match)))


def _sentence_before(text: str, match: re.Match[str]) -> str:
    return re.split(r"[.!?;]\s", text[: match.start()])[-1]
