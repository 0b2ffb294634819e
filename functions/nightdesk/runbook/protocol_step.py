"""
The steps in the body of a first-aid protocol: a heading, what is said in each language, and notes for reviewers.

    ## push (beats, then: check)
    - en: Push hard and fast ...
    - es: Comprime ...
    - en aloud: how the phone says it, where that differs
    - en small: how it is told for a build that the head knows
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from nightdesk.runbook.markdown import Section
from nightdesk.runbook.protocol import Step, Told

OneText = Callable[[str], bool]
LANGUAGES = ("en", "es")
LONGEST_NAME = "your chinchilla"
"""What {pet} is measured with: longer than nearly every name."""

_LINE = re.compile(r"^- (?P<language>en|es)(?: (?P<body>(?!aloud\b)[a-z]+))?(?P<aloud> aloud)?: (?P<text>\S.*)$")
_HEADING = re.compile(r"^(?P<name>[a-z][a-z_]*)(?: \((?P<marks>[^()]*)\))?$")
_FOR_THUMBS = re.compile(r"\b(?:reply|text|type|responde|escribe)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line. field: the step, and the language where one is meant."""

    line: int
    field: str
    why: str


def read_step(section: Section, *, bodies: Collection[str], is_one_text: OneText) -> tuple[Step, list[Fault]]:
    """The step of one section, and everything that is wrong with it. bodies: the builds that the head knows."""
    faults: list[Fault] = []
    read = _HEADING.match(section.heading)
    if read is None:
        faults.append(Fault(section.line, section.heading, "a step is headed `name` or `name (beats, then: other)`"))
    name = read["name"] if read else section.heading
    beats, then = False, ""
    for mark in filter(None, ((read["marks"] or "") if read else "").split(", ")):
        if mark == "beats":
            beats = True
        elif mark.startswith("then: "):
            then = mark.removeprefix("then: ")
        else:
            faults.append(Fault(section.line, name, f"{mark!r} is not a mark; known are beats and then: STEP"))
    texts: dict[str, dict[str, str]] = {}
    for number, line in section.lines:
        found = _LINE.match(line)
        if found is None:
            faults.append(Fault(number, name, f"{line[:40]!r} is neither `- en: ...` nor a note (`> ...`)"))
            continue
        key = found["language"] + (" aloud" if found["aloud"] else "")
        body, field = found["body"] or "", f"{name}.{' '.join(filter(None, (key, found['body'])))}"
        if body and body not in bodies:
            faults.append(Fault(number, field, f"{body!r} is not among the head's bodies"))
        if key in texts.setdefault(body, {}):
            faults.append(Fault(number, field, "said twice"))
        texts[body][key] = found["text"].strip()
        faults += [Fault(number, field, why) for why in _unfit(found["text"], bool(found["aloud"]), is_one_text)]
    told = {body: Told(**_told(said)) for body, said in texts.items()}
    for body, said in {"": {}, **texts}.items():
        faults += [Fault(section.line, f"{name}{body and ' ' + body}", why) for why in _missing(said)]
    general = told.pop("", Told(en="", es=""))
    return Step(name=name, told=general, bodies=told, beats=beats, then=then), faults


def _told(said: Mapping[str, str]) -> dict[str, str]:
    return {
        "en": said.get("en", ""),
        "es": said.get("es", ""),
        "aloud_en": said.get("en aloud", ""),
        "aloud_es": said.get("es aloud", ""),
    }


def _unfit(text: str, is_aloud: bool, is_one_text: OneText) -> Iterator[str]:
    try:
        whole = text.format(pet=LONGEST_NAME)
    except (KeyError, IndexError, ValueError):
        yield "only {pet} may stand in braces"
        return
    if not is_aloud and not is_one_text(whole):
        yield f"{len(whole)} characters do not fit one text of 160"
    if is_aloud and _FOR_THUMBS.search(text):
        yield "nobody types on a call: say it, or press a key"


def _missing(said: Mapping[str, str]) -> Iterator[str]:
    for language in LANGUAGES:
        if not said.get(language):
            yield f"nothing is said in {language}"
        elif _FOR_THUMBS.search(said[language]) and not said.get(f"{language} aloud"):
            yield f"asks for a reply in {language}, so it needs `- {language} aloud:` for a call"
