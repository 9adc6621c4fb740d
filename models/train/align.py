"""Aligns what was printed with what was read, and counts which segment was read as which; shared by the recipes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

UMLAUTS = frozenset("äöüÄÖÜß")


def operations(printed: str, read: str) -> list[tuple[str, str]]:
    """Letter by letter, the cheapest way from ``printed`` to ``read``; either side of a pair may be empty.

    >>> operations("für", "fiir")
    [('f', 'f'), ('ü', 'i'), ('', 'i'), ('r', 'r')]
    """
    rows, columns = len(printed) + 1, len(read) + 1
    cost = [[0] * columns for _ in range(rows)]
    for i in range(rows):
        cost[i][0] = i
    for j in range(columns):
        cost[0][j] = j
    for i in range(1, rows):
        above, here, letter = cost[i - 1], cost[i], printed[i - 1]
        for j in range(1, columns):
            here[j] = min(above[j - 1] + (letter != read[j - 1]), above[j] + 1, here[j - 1] + 1)
    pairs: list[tuple[str, str]] = []
    i, j = rows - 1, columns - 1
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + (printed[i - 1] != read[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((printed[i], read[j]))
        elif j and cost[i][j] == cost[i][j - 1] + 1:
            j -= 1
            pairs.append(("", read[j]))
        else:
            i -= 1
            pairs.append((printed[i], ""))
    return pairs[::-1]


def segments(printed: str, read: str) -> Iterator[tuple[str, str]]:
    """The aligned pairs, neighbouring faults merged so that «ü» read as «ii» is one pair; equal letters as they are."""
    pending_printed = pending_read = ""
    for true, seen in operations(printed, read):
        if true == seen:
            if pending_printed or pending_read:
                yield pending_printed, pending_read
                pending_printed = pending_read = ""
            yield true, seen
        else:
            pending_printed += true
            pending_read += seen
    if pending_printed or pending_read:
        yield pending_printed, pending_read


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
