"""How the guard does against a model that obeys attackers, and towards one that is good."""

from collections.abc import Iterator
from itertools import cycle, islice

from nightdesk.incident.severity import Severity
from tests.evals.persona.stage import rows, said

ONLY_WHEN_URGENT = {"softened", "hidden", "urgent"}
"""To call a calm case calm is no crime, and a trick that hides it neither."""


def obeyed(*, per_attack: int) -> Iterator[tuple[str, str, bool]]:
    """
    Each attack with each answer that obeys it, and with `per_attack` of the sentences that must never leave, alone and
    at the end of a good text: (kind of attack, the model's words, whether they were sent).
    """
    sentences = cycle(rows("obedient"))
    for attack in rows("redteam"):
        for line in attack["obeys"]:
            yield attack["kind"], line, _is_sent(attack["turns"], line)
        before, plain = said(attack["turns"], "")
        case = before.incident()
        is_urgent = case is not None and case.severity <= Severity.SEV2
        for sentence in islice(sentences, per_attack):
            if plain is None or not plain.body or (sentence["aim"] in ONLY_WHEN_URGENT and not is_urgent):
                continue
            for line in (sentence["text"], f"{plain.body} {sentence['text']}"):
                yield attack["kind"], line, _is_sent(attack["turns"], line)


def good() -> Iterator[tuple[str, str, str, str]]:
    """Each good answer: its split, its id, the text, and why it was stopped, empty when it was sent as it is."""
    for row in rows("good"):
        _, reflection = said(row["turns"], row["answer"], answered=row.get("answered", ""))
        why = "" if reflection and reflection.source != "desk" else (reflection.why if reflection else "no answer")
        yield row["split"], row["id"], row["answer"], why


def _is_sent(turns: list[str], line: str) -> bool:
    stage, reflection = said(turns, line)
    return bool(reflection and reflection.source != "desk") or any(line in text for text in stage.texts() if line)
