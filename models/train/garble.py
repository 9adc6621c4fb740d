"""Text as a bad reading of a scan leaves it: umlauts lost, look-alike letters and digits; seeded by the text's name."""

from __future__ import annotations

import random

# What was counted in text layers that were made with an English model, and between engines on worn pages.
LOST = {
    "ä": ("a", "a", "a", "é", "éa", "i"),
    "ö": ("o", "o", "é", "d", "6"),
    "ü": ("i", "ii", "u", "u", "U", "l"),
    "ß": ("B", "B", "lR", "R", "f", "f3"),
    "Ä": ("A",),
    "Ö": ("O", "0"),
    "Ü": ("U",),
    "•": ("e", "o"),
}
WORN = {"m": "rn", "I": "l", "l": "I", "e": "c", "c": "e", "n": "u", "h": "b", "f": "t", "§": "8"}
DIGITS = {"1": "7", "3": "8", "5": "6", "6": "5", "8": "3", "0": "O"}


def garble(name: str, text: str, *, share: float) -> str:
    """Spoil a text; the same name and text give the same result.

    Args:
        name: Seeds the draw.
        text: As printed.
        share: Of the look-alike letters and of the digits that are read wrongly; umlauts are always lost.
    """
    draw = random.Random(f"{name} {share}")
    out = []
    for letter in text:
        if letter in LOST:
            out.append(draw.choice(LOST[letter]))
        elif letter in WORN and draw.random() < share:
            out.append(WORN[letter])
        elif letter in DIGITS and draw.random() < share / 2:
            out.append(DIGITS[letter])
        else:
            out.append(letter)
    return "".join(out)
