"""
A beat to push to, as a sound file: thirty pushes at 110 a minute, between the 100 and 120 that RECOVER 2024 asks for.

Made of the standard library alone. One file holds all thirty, because a short one that a carrier plays in a loop would
pause between its rounds and fall out of time.
"""

import io
import math
import wave
from array import array
from functools import cache

BEATS_A_MINUTE = 110
PUSHES = 30
NAME = "metronome-110.wav"
RATE = 8000
"""Samples a second: what a telephone line carries."""
_CLICK_SECONDS = 0.06
_PITCH, _LAST_PITCH = 880.0, 1320.0
"""The last five sound higher, so that whoever pushes hears the breaths coming."""
_WARNING = 5
_LOUDNESS = 22_000


@cache
def metronome() -> bytes:
    """The WAV file: mono, 16 bits, 8 kHz, about sixteen seconds."""
    period = RATE * 60 / BEATS_A_MINUTE
    samples = array("h", bytes(2 * round(period * PUSHES)))
    for beat in range(PUSHES):
        start = round(beat * period)  # from the first beat, not the one before: rounding must not add up
        click = _click(_LAST_PITCH if beat >= PUSHES - _WARNING else _PITCH)
        samples[start : start + len(click)] = click
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
    return file.getvalue()


@cache
def _click(pitch: float) -> "array[int]":
    """A short tone that dies away, so that it neither crackles nor blurs into the next."""
    length = round(RATE * _CLICK_SECONDS)
    tones = (
        math.sin(2 * math.pi * pitch * i / RATE) * math.exp(-5 * i / length) * min(1.0, i / 16) for i in range(length)
    )
    return array("h", (round(_LOUDNESS * tone) for tone in tones))
