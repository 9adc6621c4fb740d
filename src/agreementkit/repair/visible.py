"""Misreadings that show without a lexicon: no German word or name is written so."""

from __future__ import annotations

import re

from agreementkit.repair.lexicon import Lexicon

# What an OCR makes of ü and ß and no German word or name has: ii between consonants, a capital inside after a vowel.
_DOUBLE_I_RE = re.compile(r"(?<=[bcdfghklmnprstvwzBDFGHKLMNPRSTVWZ])ii(?=[bcdfghklmnprstvwz])")
_SHARP_RE = re.compile(r"(?<=[a-zäöü])(?P<vowel>[aeiouäöü])(?P<sign>[BR])(?=[a-zäöü])")
GARBLE_RE = re.compile(f"{_DOUBLE_I_RE.pattern}|{_SHARP_RE.pattern}")


def without_garble(word: str, lexicon: Lexicon) -> str:
    """A word that no lexicon holds, without misreadings that no German name has: «ii», «B» after a vowel."""

    def sharp(match: re.Match[str]) -> str:
        # «BioBauer» is two words.
        rest = word[match.start("sign") :]
        return match[0] if lexicon.knows(rest) or not rest[1:].isalpha() else match["vowel"] + "ß"

    return _SHARP_RE.sub(sharp, _DOUBLE_I_RE.sub("ü", word))
