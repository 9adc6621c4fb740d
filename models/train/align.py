"""Pairs the words of two readings of one line; shared by the recipes and the benchmark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache


def word_pairs(printed: list[str], read: list[str]) -> Iterator[tuple[str, str]]:
    """Pair the words of two readings of one line; what has no partner is left out."""
    rows, columns = len(printed) + 1, len(read) + 1
    cost = [[0.0] * columns for _ in range(rows)]
    for i in range(1, rows):
        cost[i][0] = float(i)
    for j in range(1, columns):
        cost[0][j] = float(j)
    for i in range(1, rows):
        for j in range(1, columns):
            swap = _distance(printed[i - 1], read[j - 1])
            cost[i][j] = min(cost[i - 1][j - 1] + swap, cost[i - 1][j] + 1.0, cost[i][j - 1] + 1.0)
    pairs = []
    i, j = rows - 1, columns - 1
    while i and j:
        if cost[i][j] == cost[i - 1][j - 1] + _distance(printed[i - 1], read[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((printed[i], read[j]))
        elif cost[i][j] == cost[i - 1][j] + 1.0:
            i -= 1
        else:
            j -= 1
    yield from reversed(pairs)


@lru_cache(maxsize=1_000_000)
def _distance(first: str, second: str) -> float:
    """0 for equal words, up to 2 for words that share no letter."""
    if first == second:
        return 0.0
    shared = sum((Counter(first) & Counter(second)).values())
    return 2.0 * (1.0 - shared / max(len(first), len(second)))


def common_words(printed: Sequence[str], read: Sequence[str]) -> list[tuple[int, int]]:
    """The places of a common sequence of words, the longest there is between the stretches that are equal at once."""
    pairs: list[tuple[int, int]] = []
    for tag, first, first_end, second, second_end in SequenceMatcher(None, printed, read, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(first, first_end), range(second, second_end), strict=True)
        elif tag == "replace":
            found = _longest(printed[first:first_end], read[second:second_end])
            pairs += [(first + i, second + j) for i, j in found]
    return pairs


def _longest(printed: Sequence[str], read: Sequence[str]) -> list[tuple[int, int]]:
    lengths = [[0] * (len(read) + 1) for _ in range(len(printed) + 1)]
    for i in range(len(printed) - 1, -1, -1):
        for j in range(len(read) - 1, -1, -1):
            same = printed[i] == read[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(printed) and j < len(read):
        if printed[i] == read[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
