"""Letter-spaced words («V E R T R A G»), as titles are often set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from agreementkit.records import Edit

# Single letters with single spaces between them; two spaces part words, so a title of two words gives two matches.
SPACED_RE = re.compile(
    r"(?<!\S)[A-Za-zÄÖÜäöüß](?: (?:[A-Za-zÄÖÜäöüß]|[-–](?= [A-Za-zÄÖÜäöüß](?!\S)))){3,}+(?=[.,:;!?)]{0,3}(?:\s|\Z))"
)
_ANY_SPACED_RE = re.compile(r" (?:[A-Za-zÄÖÜäöüß–-] ){2}[A-Za-zÄÖÜäöüß]")
_NEW_WORD_RE = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_VOWEL_RE = re.compile(r"[aeiouyäöü]", re.IGNORECASE)


def letter_spacing(text: str) -> Iterator[Edit]:
    """Close up letter-spaced words; the letters of an enumeration stay apart.

    >>> [edit.after for edit in letter_spacing("V E R T R A G")]
    ['VERTRAG']
    >>> list(letter_spacing("Klassen A B C D"))
    []
    """
    if _ANY_SPACED_RE.search(text) is None:
        return
    for match in SPACED_RE.finditer(text):
        before = match[0]
        letters = before[::2]
        if _is_enumeration(letters):
            continue
        yield Edit(
            rule="letter_spacing",
            start=match.start(),
            end=match.end(),
            before=before,
            after=_NEW_WORD_RE.sub(" ", letters),
            reason="The word was set with spaces between its letters.",
        )


def _is_enumeration(letters: str) -> bool:
    """Letters in the order of the alphabet, one letter over and over, or none that could be a syllable."""
    codes = [ord(letter) for letter in letters.lower()]
    steps = {second - first for first, second in pairwise(codes)}
    return len(steps) == 1 or _VOWEL_RE.search(letters) is None
