"""Pairs of neighbouring words: which of two real words stands here."""

from __future__ import annotations

import math
import sys
from array import array
from bisect import bisect_left
from functools import cache
from itertools import accumulate

import agreementkit_models
from agreementkit.repair.lexicon import COUNTS, OTHER, Lexicon, german_lexicon

_PAIR_WEIGHT = 0.6
_FEW_PAIRS = 100.0
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
        index = self._lexicon.index
        if first not in index or second not in index:
            return 0.0
        key = index[first] << 20 | index[second]
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return 0.0
        return COUNTS[self._counts[place]]

    def _pairs_with(self, first: str) -> float:
        """How many of the counted pairs begin with a word."""
        place = self._lexicon.index.get(first)
        if place is None:
            return 0.0
        known = self._totals.get(place)
        if known is None:
            begin = bisect_left(self._keys, place << 20)
            end = bisect_left(self._keys, (place + 1) << 20)
            known = self._totals[place] = sum(map(COUNTS.__getitem__, self._counts[begin:end]))
        return known

    def log_fit(self, before: str, word: str, after: str, log_share: float) -> float:
        """Logarithm of how likely a word is between its neighbours; its own share where nothing is known of them.

        Args:
            before: The word before in lower case, or an empty string at a sentence start.
            word: The word in lower case.
            after: The word after, likewise.
            log_share: The word's share by itself, as a logarithm.
        """
        fit = log_share
        if before and (pairs := self._pairs_with(before)):
            share = math.exp(log_share)
            trust = _trust(pairs)
            # The pairs were counted in lower case: of them, as many are meant as the word is written so.
            written_so = math.exp(log_share - self._lexicon.log_share(word, OTHER, sentence_start=False))
            fit = math.log(trust * self.count(before, word) * min(written_so, 1.0) / pairs + (1.0 - trust) * share)
        if after and (pairs := self._pairs_with(word)):
            after_share = self._lexicon.log_share(after, OTHER, sentence_start=False)
            if after_share > -math.inf:
                trust = _trust(pairs)
                likelier = self.count(word, after) / pairs / math.exp(after_share)
                fit += math.log(trust * likelier + 1.0 - trust)
        return fit


def _trust(pairs: float) -> float:
    return _PAIR_WEIGHT * pairs / (pairs + _FEW_PAIRS)


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
