"""First-aid protocols load strictly, and those we carry say what may be said."""

import re
from pathlib import Path

import pytest

from nightdesk.channel.fitting import fold, segments
from nightdesk.errors import Misconfigured
from nightdesk.runbook.protocol import Protocol, Told
from nightdesk.runbook.protocol_shape import unknown_flags
from nightdesk.runbook.protocols import load, load_all
from nightdesk.settings import library
from nightdesk.shelf import protocols
from nightdesk.triage.pets.knowledge.at_hand import rules

GOOD = """---
id: splint
title: {en: A splint, es: Una ferula}
rank: 5
flags: [fracture]
bodies:
  small: {species: [cat]}
jumps:
  - said: {en: [it fell off], es: [se cayo]}
    step: lay
numbers:
  '3': 'a book (p. 1)'
reviewer: null
---

Prose for the vet who reviews it.

## lay
- en: Lay {pet} down.
- es: Acuesta a {pet}.
- en small: Lay the cat down.
- es small: Acuesta al gato.

## wrap (beats, then: vet)
> a note for the reviewer
- en: Wrap it 3 times. Reply NEXT.
- es: Envuelve 3 veces. Responde SIGUIENTE.
- en aloud: Wrap it 3 times. Say next.
- es aloud: Envuelve 3 veces. Di siguiente.

## vet
- en: Go to the vet.
- es: Ve al veterinario.
"""
PROTOCOLS = protocols(library() / "runbooks")


def one_text(text: str) -> bool:
    return segments(fold(text)).count == 1


def written(folder: Path, text: str, name: str = "splint") -> Path:
    path = folder / "runbooks" / "pets" / "protocols" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(Misconfigured) as caught:
        load(written(folder, text), is_one_text=one_text)
    return str(caught.value)


def told(protocol: Protocol) -> list[Told]:
    return [one for step in protocol.steps for one in (step.told, *step.bodies.values())]


def test_a_good_file_loads_with_steps_builds_beats_and_ways(tmp_path: Path) -> None:
    protocol = load(written(tmp_path, GOOD), is_one_text=one_text)

    assert [step.name for step in protocol.steps] == ["lay", "wrap", "vet"]
    assert protocol.steps[0].for_body("small").en == "Lay the cat down."
    assert protocol.steps[0].for_body("").es == "Acuesta a {pet}."
    assert (protocol.steps[1].beats, protocol.steps[1].then) == (True, "vet")
    assert protocol.steps[1].told.aloud("es") == "Envuelve 3 veces. Di siguiente."
    assert protocol.steps[2].told.aloud("en") == "Go to the vet."
    assert protocol.reviewer is None
    assert protocol.numbers == {"3": "a book (p. 1)"}


@pytest.mark.parametrize(
    ("was", "becomes", "line", "why"),
    [
        ("rank: 5", "rank: five", 4, "rank: Input should be a valid integer"),
        ("rank: 5", "rank: 5\nurgent: yes", 5, "urgent: Extra inputs are not permitted"),
        ("reviewer: null\n", "", 2, "reviewer: Field required"),
        ("id: splint", "id: cast", 2, "id: is 'cast', and the file is named 'splint'"),
        ("flags: [fracture]", "flags: []", 5, "flags: List should have at least 1 item"),
        ("'3': 'a book (p. 1)'", "'3': a book\n  '9': a book", 13, "numbers.9: no step says this number"),
        ("    step: lay", "    step: lie", 10, "jumps.0.step: 'lie' is no step"),
        ("  small: {species: [cat]}", "  small: {species: [cat]}\n  big: {}", 8, "bodies.big: no step tells"),
        ("- es: Acuesta a {pet}.\n", "", 18, "lay: nothing is said in es"),
        ("- en: Go to the vet.", "- en: Go to the vet, " + "go there again " * 10, 32, "do not fit one text of 160"),
        ("- en: Go to the vet.", "- en: Go to the {vet}.", 32, "only {pet} may stand in braces"),
        ("- en: Go to the vet.", "Go to the vet.", 32, "is neither `- en: ...` nor a note"),
        ("- en small: Lay", "- en tiny: Lay", 21, "'tiny' is not among the head's bodies"),
        ("Wrap it 3 times. Reply", "Wrap it 4 times. Reply", 24, "the number 4 is not in the head's numbers"),
        ("- en aloud: Wrap it 3 times. Say next.\n", "", 24, "needs `- en aloud:` for a call"),
        ("Wrap it 3 times. Say", "Wrap it 3 times. Reply", 28, "nobody types on a call"),
        ("then: vet", "then: clinic", 24, "leads to 'clinic', which is no step"),
        ("then: vet", "then: lay", 31, "no way leads here from the first step"),
        ("then: vet", "loudly", 24, "'loudly' is not a mark"),
        ("## vet", "## vet (then: lay)", 31, "the last step leads on"),
        ("## vet", "## lay", 31, "a second step of this name"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_file_line_and_field(tmp_path: Path, was: str, becomes: str, line: int, why: str) -> None:
    assert GOOD.count(was) >= 1

    said = refusal(tmp_path, GOOD.replace(was, becomes))

    named = [fault for fault in said.splitlines() if why in fault]
    assert named, said
    assert named[0].startswith(f"runbooks/pets/protocols/splint.md: line {line}: "), said


def test_every_fault_of_every_file_is_shown_at_once(tmp_path: Path) -> None:
    written(tmp_path, GOOD.replace("## vet", "## vet (loudly)"))
    folder = written(tmp_path, "no head", name="other").parent

    with pytest.raises(Misconfigured) as caught:
        load_all(folder, is_one_text=one_text)

    assert "splint.md: line 31: vet: 'loudly'" in str(caught.value)
    assert "other.md: line 1: head" in str(caught.value)


def test_a_jump_into_a_protocol_that_is_in_no_file_does_not_load(tmp_path: Path) -> None:
    folder = written(tmp_path, GOOD.replace("    step: lay", "    protocol: cpr")).parent

    with pytest.raises(Misconfigured, match=r"jumps\.0\.protocol: 'cpr' is no protocol"):
        load_all(folder, is_one_text=one_text)


def test_a_flag_that_no_rule_raises_is_named() -> None:
    assert unknown_flags(PROTOCOLS, {"poison", *(flag.id for flag in rules().flags)}) == []
    place = "runbooks/pets/protocols/cpr.md"
    assert f"{place}: flags: 'not_breathing' is not in red_flags.yaml" in unknown_flags(PROTOCOLS, {"poison"})


def test_the_issues_protocols_are_all_there() -> None:
    wanted = {"cpr", "choking", "bleeding", "heat", "cold", "seizure", "poisoning", "bloat", "wounds", "burns", "birth"}

    assert {*wanted, "newborn", "eye", "electric", "drowning", "transport"} <= {p.id for p in PROTOCOLS}


def test_what_first_aid_can_help_has_a_protocol() -> None:
    covered = {flag for protocol in PROTOCOLS for flag in protocol.flags}

    wanted = (
        "not_breathing unresponsive choking breathing_trouble cat_open_mouth bleeding_heavy heatstroke seizure_going "
        "seizure_cluster poison bloat dry_retch pup_stuck burn eye_out electric drowning hit_by_car fall_high "
        "paralysis collapse cold_body wound_deep impaled fading"
    )
    assert set(wanted.split()) <= covered


MEDICINE = re.compile(
    r"aspirin|ibuprofen|paracetamol|acetaminophen|tylenol|benadryl|diazepam|valium|antihistam|antibiotic|steroid|charcoal"
    r"|carbon activado|\b\d+ ?(?:mg|ml|tablets?|drops|gotas|pastillas)\b"
)
VOMITING = re.compile(r"(?:make|haga[sn]?)\b[^.!?]{0,20}\bvomit")
PROMISE = re.compile(
    r"will (?:be (?:ok|fine)|live|survive)|don't worry|va a (?:vivir|estar bien)|se salva|no te preocupes"
)
BLAME = re.compile(r"you should have|your fault|why did you|debiste|tu culpa|por que no")


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.id)
def test_no_step_doses_promises_or_blames(protocol: Protocol) -> None:
    for one in told(protocol):
        for text in (one.en, one.es, one.aloud_en, one.aloud_es):
            plain = fold(text).lower()
            assert not MEDICINE.search(plain), text
            assert not PROMISE.search(plain), text
            assert not BLAME.search(plain), text
            for found in VOMITING.finditer(plain):
                assert re.search(r"(?:do not|no(?: la)?) $", plain[: found.start()]), text


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.id)
def test_the_last_step_sends_to_the_vet_and_says_what_to_tell(protocol: Protocol) -> None:
    last = protocol.steps[-1]

    assert last.name == "vet"
    assert "vet" in last.told.en
    assert re.search(r"[Tt]ell (?:them|the vet)", last.told.en)
    assert re.search(r"\b[Dd]i(?:les|le)?\b", last.told.es)


def test_cpr_is_as_recover_says() -> None:
    cpr = next(protocol for protocol in PROTOCOLS if protocol.id == "cpr")
    said = " ".join(step.told.en for step in cpr.steps)

    assert "100-120 a minute" in said
    assert "30 pushes, 2 breaths" in said
    assert "2 minutes" in said
    assert set(cpr.bodies) == {"small", "deep", "barrel"}
    assert all("RECOVER 2024" in source for source in cpr.numbers.values())
    assert [step.name for step in cpr.steps if step.beats] == ["push", "breaths", "cycle", "go"]


def test_poisoning_never_makes_a_pet_vomit() -> None:
    poisoning = next(protocol for protocol in PROTOCOLS if protocol.id == "poisoning")

    assert any("Do not make {pet} vomit" in step.told.en for step in poisoning.steps)
    assert any("No hagas vomitar" in step.told.es for step in poisoning.steps)
