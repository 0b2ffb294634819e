"""A computed dose in words a frightened person understands; the sum itself was done by triage."""

import re

from nightdesk.persona.wording.urgency import kind_words
from nightdesk.persona.wording.words import Words
from nightdesk.triage.verdict import Dose, Verdict


def dose_line(verdict: Verdict, words: Words) -> str:
    """ "About 38 mg/kg of the stuff in chocolate: enough to make a dog ill." Empty when there is nothing to say."""
    dose = verdict.dose
    if dose is None or dose.band not in words.bands:
        return ""
    kind = kind_words(verdict.species, words)
    stuff = _stuff(dose, words)
    if dose.dose is None or dose.band == "any":
        return words.no_safe_amount.format(stuff=stuff, kind=kind)
    template = words.at_worst if dose.assumed else words.dose
    return template.format(dose=amount(dose), stuff=stuff, band=words.bands[dose.band].format(kind=kind))


def amount(dose: Dose) -> str:
    """The dose as it is said: "38 mg/kg", "2.1 mg/kg", "0.5 mg/kg". Empty when none was computed."""
    if dose.dose is None:
        return ""
    unit, _, per = dose.unit.partition("/")
    size = f"{dose.dose:.0f}" if dose.dose >= 10 else f"{dose.dose:.1f}" if dose.dose >= 0.1 else f"{dose.dose:.2g}"
    plain = f"{unit.split()[0]}/{per}" if per else unit
    return f"{size} {plain}"


def _stuff(dose: Dose, words: Words) -> str:
    """What the number counts: the harmful part when the unit names it, else the thing itself."""
    counted = re.findall(r"[a-z]{4,}", dose.unit.partition("/")[0].lower())
    named = next((words.stuff[word] for word in counted if word in words.stuff), "")
    return named or (dose.label or dose.toxin).replace("_", " ").strip()
