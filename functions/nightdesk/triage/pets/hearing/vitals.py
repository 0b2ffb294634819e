"""What was measured: body temperature and breaths a minute."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.triage.pets.words.text import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """Measured values. is_odd: a temperature was told that no living animal has; was_asked: not in the last turn."""

    temperature_c: float | None = None
    breaths: float | None = None
    is_odd: bool = False
    was_asked: bool = False


def vitals(row: Sequence[Token]) -> Vitals:
    """A body temperature in Celsius and breaths a minute, where they were measured."""
    temperature = breaths = None
    is_odd = was_asked = False
    for at, token in enumerate(row):
        if token.stem in {"degre", "grado"} and (fever := _of_the_animal(row, at)):
            temperature = temperature or fever
        if "<temp>" in token.classes:
            told = _temperature(row[at + 1 : at + 7]) or _temperature(row[max(0, at - 4) : at])
            is_odd_here = not told and _is_odd(row[at + 1 : at + 5])
            temperature, is_odd = (told, False) if told else (temperature, is_odd or is_odd_here)
            was_asked = was_asked or (is_odd_here and token.turn < row[-1].turn)
        if token.stem in {"breath", "respir", "respiracion", "respiration"} and token.value is None:
            breaths = _breaths(row, at) or breaths
    return Vitals(
        temperature_c=temperature, breaths=breaths, is_odd=is_odd and temperature is None, was_asked=was_asked
    )


def _temperature(near: Sequence[Token]) -> float | None:
    for token in near:
        if token.value and 85 <= token.value <= 115:
            return (token.value - 32) / 1.8
        if token.value and 28 <= token.value <= 44.5:
            return token.value
    return None


def _of_the_animal(row: Sequence[Token], at: int) -> float | None:
    """The temperature in "he is 106 degrees": said of an animal, and none that a summer day has."""
    before = row[max(0, at - 4) : at]
    is_its = any(t.raw in {"he", "she", "his", "her", "him", "dog", "cat", "puppy", "kitten"} for t in before)
    told = _temperature(before[-2:])
    return told if is_its and told and not any(t.raw in {"it", "out", "outside"} for t in before) else None


def _is_odd(near: Sequence[Token]) -> bool:
    return any(t.value and (t.value > 115 or 50 < t.value < 85) and "<temp>" not in t.classes for t in near)


def _breaths(row: Sequence[Token], at: int) -> float | None:
    before = row[at - 1].value if at else None
    near = {t.stem for t in row[at : at + 9]}
    value = before or next((t.value for t in row[at + 1 : at + 7] if t.value and t.value >= 15), None)
    if not value or value < 4:
        return None
    if any(
        t.value == 30 and row[i + 1 : i + 2] and row[i + 1].stem in {"second", "sec"} for i, t in enumerate(row)
    ) and (value != 30 or before):
        return value * 2
    if value >= 15 and (before or near & {"minut", "min", "per", "minuto"}):
        return value
    return None
