"""How many words of a text are German: the learned lexicon asked, without what the repair knows of compounds."""

from __future__ import annotations

import re
from functools import cache

import agreementkit_models

_WORD_RE = re.compile(r"[^\W\d_]{4,40}")
_SAMPLE = 600
_ENOUGH = 25


def known_share(text: str) -> float | None:
    """The share of words of four letters and more that the lexicon holds.

    Args:
        text: Of a page; its first 600 such words are looked at, hyphenated words in parts.

    Returns:
        0 to 1, or None where the text has too few words to say. German agreements have 0.85 and more; compounds and
        names make the rest. Loads the lexicon on first use (0.12 s).
    """
    words = [match.group().lower() for _, match in zip(range(_SAMPLE), _WORD_RE.finditer(text), strict=False)]
    if len(words) < _ENOUGH:
        return None
    known = _lexicon()
    return sum(word in known for word in words) / len(words)


@cache
def _lexicon() -> frozenset[str]:
    return frozenset(agreementkit_models.read("lexicon_words.txt.xz").decode().split("\n"))
