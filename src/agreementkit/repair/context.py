"""Pairs of neighbouring words: which of two real words stands here."""

from __future__ import annotations

import math
import sys
from array import array
from bisect import bisect_left
from functools import cache
from itertools import accumulate

import agreementkit_models
from agreementkit.repair.lexicon import COUNTS, LOWER, OTHER, TITLE, Lexicon, german_lexicon

_PAIR_WEIGHT = 0.6
_FEW_PAIRS = 100.0
_FEW_NEIGHBOURS = 30.0
_ANY_NEIGHBOUR = 0.1
"""How far the counted pairs are trusted at most, and how many of a word give half of that.

The rest is a word's share by itself, for pairs that no statute has.
"""


class Contexts:
    """Counts of pairs of neighbouring words."""

    __slots__ = ("_counts", "_keys", "_lexicon", "_totals")

    def __init__(self, lexicon: Lexicon, keys: array[int], counts: bytes) -> None:
        self._lexicon = lexicon
        self._keys = keys
        self._counts = counts
        self._totals: dict[int, float] = {}

    def count(self, first: str, second: str) -> float:
        """How often two words in lower case were counted side by side; 0 for rare pairs, which were left out."""
        left, right = self._lexicon.place(first), self._lexicon.place(second)
        if left is None or right is None:
            return 0.0
        key = left << 20 | right
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return 0.0
        return COUNTS[self._counts[place]]

    def _pairs_with(self, first: str) -> float:
        """How many of the counted pairs begin with a word."""
        place = self._lexicon.place(first)
        if place is None:
            return 0.0
        known = self._totals.get(place)
        if known is None:
            begin = bisect_left(self._keys, place << 20)
            end = bisect_left(self._keys, (place + 1) << 20)
            known = self._totals[place] = sum(map(COUNTS.__getitem__, self._counts[begin:end]))
        return known

    def log_fit(self, before: str, written: str, after: str, log_share: float) -> float:
        """Logarithm of how likely a word is between its neighbours; its own share where nothing is known of them.

        Args:
            before: The word before as it is written, or an empty string where none touches.
            written: The word as it would be written.
            after: The word after, likewise.
            log_share: The word's share by itself, as a logarithm.
        """
        word = written.lower()
        kinds = neighbour_kinds()
        fit = log_share + kinds.log_before(written, before)
        if before and (pairs := self._pairs_with(before.lower())):
            trust = _trust(pairs)
            seen = self.count(before.lower(), word) * self._written_so(written, before) / pairs
            fit = math.log(trust * seen + (1.0 - trust) * math.exp(fit))
        beside = kinds.log_after(written, after)
        if after and (pairs := self._pairs_with(word)):
            after_share = self._lexicon.log_share(after.lower(), OTHER, sentence_start=False)
            if after_share > -math.inf:
                trust = _trust(pairs)
                likelier = self.count(word, after.lower()) / pairs / math.exp(after_share)
                beside = math.log(trust * likelier + (1.0 - trust) * math.exp(beside))
        return fit + beside

    def _written_so(self, written: str, before: str) -> float:
        """The pairs were counted in lower case: of them, as many are meant as the word is written so there."""
        word = written.lower()
        own = 0.0
        total = 0.0
        for form, shape in ((word, LOWER), (word[:1].upper() + word[1:], TITLE)):
            share = self._lexicon.log_share(word, shape, sentence_start=False)
            weight = math.exp(share + neighbour_kinds().log_before(form, before))
            total += weight
            own += weight * (form == written)
        return own / total if own else 1.0


def _trust(pairs: float) -> float:
    return _PAIR_WEIGHT * pairs / (pairs + _FEW_PAIRS)


class NeighbourKinds:
    """What kinds of words stand beside the words that a lost umlaut makes of one another.

    Other words have nothing counted: for them every neighbour is as good as any.
    """

    __slots__ = ("_counts", "_kinds", "_rows", "_totals", "_width")

    def __init__(self, kinds: list[str], forms: list[str], counts: bytes) -> None:
        self._kinds = {name: place for place, name in enumerate(kinds)}
        self._width = 2 * len(kinds)
        self._rows = {form: place for place, form in enumerate(forms, 1)}
        self._counts = counts
        self._totals: dict[tuple[int, bool], float] = {}

    def log_before(self, written: str, before: str) -> float:
        """Logarithm of how much oftener such a word stands before this one than before any; 0 where none touches."""
        return self._log_ratio(written, before, behind=False) if before else 0.0

    def log_after(self, written: str, after: str) -> float:
        """The same for the word after; an empty string is a mark or the end."""
        return self._log_ratio(written, after, behind=True)

    def _log_ratio(self, written: str, neighbour: str, *, behind: bool) -> float:
        row = self._rows.get(written)
        if row is None:
            return 0.0
        kind = self._kind(neighbour)
        share = self._count(0, kind, behind) / self._total(0, behind)
        seen, total = self._count(row, kind, behind), self._total(row, behind)
        if not share:
            return 0.0
        ratio = (seen / share + _FEW_NEIGHBOURS) / (total + _FEW_NEIGHBOURS)
        return math.log(_ANY_NEIGHBOUR + (1.0 - _ANY_NEIGHBOUR) * ratio)

    def _count(self, row: int, kind: int, behind: bool) -> float:
        return COUNTS[self._counts[row * self._width + behind * (self._width // 2) + kind]]

    def _total(self, row: int, behind: bool) -> float:
        known = self._totals.get((row, behind))
        if known is None:
            begin = row * self._width + behind * (self._width // 2)
            known = sum(map(COUNTS.__getitem__, self._counts[begin : begin + self._width // 2]))
            self._totals[row, behind] = known
        return known

    def _kind(self, neighbour: str) -> int:
        if not neighbour[:1].isalpha():
            return self._kinds["0" if neighbour[:1].isdigit() else ""]
        lowered = neighbour.lower()
        if lowered in self._kinds:
            return self._kinds[lowered]
        case = "T:" if neighbour[0].isupper() else "l:"
        return self._kinds.get(case + lowered[-2:], self._kinds[case])


@cache
def neighbour_kinds() -> NeighbourKinds:
    """The kinds of neighbours, loaded on first use."""
    kinds, forms = agreementkit_models.read("neighbours.txt.xz").decode().split("\n\n")
    return NeighbourKinds(kinds.split("\n"), forms.split("\n"), agreementkit_models.read("neighbours.bin.xz"))


@cache
def german_contexts() -> Contexts:
    """The word pairs of the statutes, loaded on first use."""
    data = agreementkit_models.read("contexts.bin.xz")
    size = len(data) // 9
    interleaved = bytearray(size * 8)
    for byte in range(8):
        interleaved[byte::8] = data[byte * size : (byte + 1) * size]
    steps = array("Q")
    steps.frombytes(bytes(interleaved))
    if sys.byteorder == "big":
        steps.byteswap()
    return Contexts(german_lexicon(), array("Q", accumulate(steps)), data[8 * size :])


@cache
def confusable_words() -> dict[str, tuple[str, ...]]:
    """Known words in lower case that a lost umlaut can make of another, with those others."""
    rows = agreementkit_models.read("confusable.tsv").decode().splitlines()
    return {read: tuple(printed.split(" ")) for read, printed in (row.split("\t") for row in rows)}
