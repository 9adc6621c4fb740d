"""The German lexicon: which words there are, how often each is written, and how compounds are put together."""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain

import agreementkit_models

LOWER, TITLE, OTHER = range(3)
"""How a word is written: lower case, capital first letter, anything else."""

KNOWN = 3
"""A word that was counted less often may be a misprint of the statutes."""

MIN_HEAD = 4
"""The last part of a compound is a word of at least four letters."""

HEAD_COUNT = 20
LONG_HEAD = 7
LONG_HEAD_COUNT = 8
"""It is well known by itself; a long one, which hardly comes about by chance, may be rarer."""

MIN_OTHER_HEAD = 6
"""A last part that is no noun is longer: «ging» ends too much by chance."""

NO_HEADS = frozenset({"innen", "außen", "lichen", "lich", "keit", "heit"})
"""Words that are endings rather than last parts of compounds."""

_PREFIXES = 100_000
"""Beginnings of words that are remembered: a garbled text asks for few different ones, again and again."""

_WORDS = 30_000
"""Words whose numbers are remembered."""

_COMPOUND_SHARE = 0.03
"""Of a hundred words of running text about three are compounds that no list holds."""

_OTHER_CASE = {TITLE: 0.05, LOWER: 0.003, OTHER: 1.0}
"""Of a word's appearances, how many may come in a case in which it was never counted: any may stand in a heading, but
hardly a noun is written small."""


def shape_of(word: str) -> int:
    """How a word is written.

    >>> shape_of("Stadt") == TITLE, shape_of("und") == LOWER, shape_of("GmbH") == OTHER
    (True, True, True)
    """
    if word.islower():
        return LOWER
    return TITLE if word[:1].isupper() and (len(word) == 1 or word[1:].islower()) else OTHER


class Lexicon:
    """Words in lower case with their counts; immutable.

    The words lie in one block of bytes and are looked up by bisection: a dict of 300,000 strings takes eight times the
    memory, for as long as the program runs.

    Attributes:
        modifiers: First parts of compounds, linking letters included, with the logarithm of their share.
    """

    __slots__ = ("_block", "_columns", "_heads", "_starts", "_total", "modifiers", "place", "starts_word")

    starts_word: Callable[[str], bool]
    """Whether any word begins so."""

    place: Callable[[str], int | None]
    """The number of a word in lower case, in the order of code points; None where it is unknown."""

    def __init__(self, block: bytes, counts: bytes, modifiers: dict[str, int]) -> None:
        self._block = block
        self._heads: dict[bytes, tuple[int, int]] = {}
        self._starts = array("I", chain((0,), (end.end() for end in re.finditer(b"\n", block)), (len(block) + 1,)))
        size = len(self._starts) - 1
        self._columns = tuple(counts[size * column : size * (column + 1)] for column in range(3))
        self._total = sum(sum(COUNTS[byte] for byte in column) for column in self._columns)
        total = sum(modifiers.values())
        self.modifiers = {part: math.log(number / total) for part, number in modifiers.items()}
        self.starts_word = lru_cache(_PREFIXES)(self._starts_word)
        self.place = lru_cache(_WORDS)(self._place)

    def _word(self, place: int) -> bytes:
        return self._block[self._starts[place] : self._starts[place + 1] - 1]

    def _first_from(self, key: bytes) -> int:
        """The number of the first word that is not before a key; UTF-8 sorts as the code points do."""
        low, high = self._bounds(key[:2])
        return bisect_left(range(low, high), key, key=self._word) + low

    def _bounds(self, head: bytes) -> tuple[int, int]:
        """Between which numbers a word with these first two bytes stands, and what comes before the next one."""
        known = self._heads.get(head)
        if known is None:
            places = range(len(self._starts) - 1)
            low = bisect_left(places, head, key=self._word)
            high = bisect_left(places, head + b"\xff", low, key=self._word)
            known = self._heads[head] = (low, high)
        return known

    def _place(self, word: str) -> int | None:
        key = word.encode("utf-8", "surrogatepass")
        place = self._first_from(key)
        return place if place < len(self._starts) - 1 and self._word(place) == key else None

    def _starts_word(self, prefix: str) -> bool:
        key = prefix.encode("utf-8", "surrogatepass")
        place = self._first_from(key)
        return place < len(self._starts) - 1 and self._word(place).startswith(key)

    def count(self, word: str, shape: int | None = None) -> float:
        """How often a word was counted, in lower case here; in one shape, or in all."""
        place = self.place(word)
        if place is None:
            return 0.0
        if shape is not None:
            return COUNTS[self._columns[shape][place]]
        return sum(COUNTS[column[place]] for column in self._columns)

    def knows(self, word: str) -> bool:
        """Whether a word, as it is written, was counted so, or in lower case at the start of a sentence."""
        place = self.place(word.lower())
        if place is None:
            return False
        shape = shape_of(word)
        if shape == TITLE:
            return bool(self._columns[TITLE][place] or self._columns[LOWER][place])
        return shape == OTHER or bool(self._columns[LOWER][place])

    def log_share(self, word: str, shape: int, *, sentence_start: bool) -> float:
        """Logarithm of a word's share of all words, as it is written; minus infinity for an unknown one."""
        place = self.place(word)
        if place is None:
            return -math.inf
        low, title, other = (COUNTS[column[place]] for column in self._columns)
        everything = low + title + other
        if shape == OTHER:
            count = everything
        elif shape == TITLE:
            count = title + low if sentence_start else title
        else:
            count = low
        return math.log(max(count, _OTHER_CASE[shape] * everything) / self._total)

    def head_log_share(self, word: str) -> float:
        """Logarithm of the share of a word as the last part of compounds; minus infinity where it is no such part."""
        if len(word) < MIN_HEAD or word in NO_HEADS:
            return -math.inf
        if len(word) < MIN_OTHER_HEAD and not self.is_noun(word):
            return -math.inf
        count = self.count(word)
        wanted = LONG_HEAD_COUNT if len(word) >= LONG_HEAD else HEAD_COUNT
        return math.log(_COMPOUND_SHARE * count / self._total) if count >= wanted else -math.inf

    def is_noun(self, word: str) -> bool:
        """Whether a word is mostly written with a capital letter."""
        place = self.place(word)
        return place is not None and self._columns[TITLE][place] > self._columns[LOWER][place]

    def is_compound(self, word: str) -> bool:
        """Whether a word in lower case is put together from known parts, at most three.

        >>> german_lexicon().is_compound("jugendhilfekonferenzen")
        True
        >>> german_lexicon().is_compound("gmndsichemng")
        False
        """
        return self._divides(word, 2)

    def _divides(self, word: str, cuts: int) -> bool:
        for cut in range(4, len(word) - MIN_HEAD + 1):
            if word[:cut] in self.modifiers:
                rest = word[cut:]
                if self.head_log_share(rest) > -math.inf or (cuts > 1 and self._divides(rest, cuts - 1)):
                    return True
        return False


COUNTS = tuple(float(2 ** (byte / 8) - 1) for byte in range(256))
"""The counts behind the bytes of the table: eight steps to a factor of two."""


@cache
def german_lexicon() -> Lexicon:
    """The lexicon of the statutes and the trade, loaded on first use (about 0.3 s)."""
    words = agreementkit_models.read("lexicon_words.txt.xz")
    counts = agreementkit_models.read("lexicon_counts.bin.xz")
    rows = agreementkit_models.read("modifiers.tsv.xz").decode().splitlines()
    return Lexicon(words, counts, {part: int(number) for part, number in (row.split("\t") for row in rows)})
