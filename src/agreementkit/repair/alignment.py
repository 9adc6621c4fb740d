"""Aligns a printed word with what was read for it."""

from __future__ import annotations

from collections.abc import Iterator


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
