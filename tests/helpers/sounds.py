"""Sound files: one with a tone, and whether that tone is in another one."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 8_000
LOUD = 12_000


def write_tone(path: Path, hertz: int, seconds: float) -> Path:
    """A WAV file of one channel with 16 bits and :data:`RATE` samples a second."""
    count = int(RATE * seconds)
    turns = 2 * math.pi * hertz / RATE
    samples = [round(LOUD * math.sin(turns * place)) for place in range(count)]
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, count, "NONE", ""))
        file.writeframes(struct.pack(f"<{count}h", *samples))
    return path


def share_of(path: Path, hertz: int) -> float:
    """The share of a tone in the energy of what is heard in a file, 0 to 1 (Goertzel)."""
    with wave.open(str(path), "rb") as file:
        rate, channels, count = file.getframerate(), file.getnchannels(), file.getnframes()
        frames = struct.unpack(f"<{count * channels}h", file.readframes(count))
    samples = [each for each in frames[::channels] if each]
    if not samples:
        return 0.0
    step = rate // 10
    shares = [_share(samples[at : at + step], hertz, rate) for at in range(0, len(samples), step)]
    return sorted(shares)[len(shares) // 2]


def _share(samples: list[int], hertz: int, rate: int) -> float:
    turns = 2 * math.pi * hertz / rate
    real = sum(each * math.cos(turns * place) for place, each in enumerate(samples))
    imaginary = sum(each * math.sin(turns * place) for place, each in enumerate(samples))
    energy = sum(each * each for each in samples) * len(samples) / 2
    return (real * real + imaginary * imaginary) / energy if energy else 0.0
