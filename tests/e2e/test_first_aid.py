"""An owner is led through first aid, by text and on the phone, and hears the beat that a real carrier would play."""

import io
import wave
from array import array
from itertools import pairwise

import httpx

from stacks.local.night import Night

VETS = ("Maya", "Omar", "Dana", "Iris", "Paul", "Gus")
CHOKING = "my dog is choking on a ball"


def test_next_gives_a_step_and_no_breath_leads_to_cpr(night: Night) -> None:
    owner = night.owner()
    for vet in VETS:
        night.phone(vet).sleeps()

    owner.texts(CHOKING).expects("Look in the mouth", "Reply NEXT")
    owner.texts("next").expects("Open the mouth and look", "Reply NEXT")
    owner.texts("done").expects("Is it coughing?")
    owner.texts("he stopped breathing").expects("Touch your dog", "watch the chest")
    owner.texts("no").expects("Lay it on its side")

    night.tells(night.incident("pets")["id"], "note", "CPR, step 2 of 10")


def test_a_caller_pushes_to_a_real_beat_of_110(night: Night, stack: str) -> None:
    owner = night.owner()
    for vet in VETS:
        night.phone(vet).sleeps()

    call = owner.calls_desk().says("my dog collapsed and is not breathing").hears("press 2")
    for step in ("watch the chest", "on the floor", "behind the elbows"):
        call.presses("2").hears(step)
    call.presses("2").hears("Push hard with every beat", "[plays", "Two breaths")
    call.says("one two three four five six").hears("[plays")
    played = next(line["text"] for line in call.now["lines"] if line["text"].startswith("[plays "))
    call.says("she is breathing again").hears("Stop pushing")
    call.hangs_up()

    url = played.removeprefix("[plays ").rstrip("]")
    assert url.startswith(stack)
    answer = httpx.get(url, timeout=20, trust_env=False)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert 109.5 < _beats_a_minute(answer.content) < 110.5
    assert httpx.get(f"{stack}/sounds/other.wav", timeout=20, trust_env=False).status_code == 404


def _beats_a_minute(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound), "rb") as file:
        rate, samples = file.getframerate(), array("h", file.readframes(file.getnframes()))
    loud = [at for at, sample in enumerate(samples) if abs(sample) > 4000]
    begins = [loud[0], *(late for early, late in pairwise(loud) if late - early > rate // 20)]
    return 60 * rate * (len(begins) - 1) / (begins[-1] - begins[0])
