"""The beat for chest pushes, measured in the sound itself."""

import io
import wave
from array import array
from itertools import pairwise

from nightdesk.channel.metronome import PUSHES, metronome


def beats() -> list[float]:
    """Seconds at which a beat begins: where loud follows fifty milliseconds or more of silence."""
    with wave.open(io.BytesIO(metronome()), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 8000)
        rate = sound.getframerate()
        samples = array("h", sound.readframes(sound.getnframes()))
    found, last_loud = [], -rate
    for at, sample in enumerate(samples):
        if abs(sample) > 4000:
            if at - last_loud > rate // 20:
                found.append(at / rate)
            last_loud = at
    return found


def length_seconds() -> float:
    with wave.open(io.BytesIO(metronome()), "rb") as sound:
        return sound.getnframes() / sound.getframerate()


def test_it_beats_a_hundred_and_ten_a_minute() -> None:
    found = beats()

    per_minute = 60 * (len(found) - 1) / (found[-1] - found[0])
    assert abs(per_minute - 110) < 0.1
    assert all(abs(later - earlier - 60 / 110) < 0.003 for earlier, later in pairwise(found))


def test_one_round_is_thirty_pushes_and_runs_on_evenly_into_the_next() -> None:
    assert len(beats()) == PUSHES == 30
    assert abs(length_seconds() - 30 * 60 / 110) < 0.001


def test_it_is_small_enough_to_be_served_and_played_at_once() -> None:
    assert len(metronome()) < 300_000
