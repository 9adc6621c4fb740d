"""When two wordings count as the same, and which of a record's entries answers which of the gold's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]


def words(text: object) -> list[str]:
    """The words of a text, casefolded; none of what is no text."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text if isinstance(text, str) else "").casefold())


def alike(one: object, other: object) -> bool:
    """Whether two wordings share half of their words, or one is a short form of the other (a third or more of it).

    >>> alike("Jobcenter Birkenfurt", "das Jobcenter Birkenfurt"), alike("Stadt", "Jobcenter")
    (True, False)
    """
    x, y = set(words(one)), set(words(other))
    if not x or not y:
        return x == y
    short_form = (x <= y or y <= x) and max(len(x), len(y)) <= 3 * min(len(x), len(y))
    return len(x & y) / len(x | y) >= 0.5 or short_form


def begins(text: object, start: str, *, exact: bool) -> bool:
    """Whether a text begins with the words of ``start``.

    ``exact`` wants all of them in order, with at most four others between; else five of the first six are enough.
    """
    want = words(start)
    if exact:
        return bool(want) and _in_order(want, words(text)[: len(want) + 4])
    want, have = want[:6], words(text)[:10]
    fewer = [want[:i] + want[i + 1 :] for i in range(len(want))] if len(want) > 3 else []
    return bool(want) and any(_in_order(some, have) for some in [want, *fewer])


def _in_order(want: Sequence[str], have: Sequence[str]) -> bool:
    rest = iter(have)
    return all(word in rest for word in want)


def entries(record: object, key: str) -> list[Json]:
    """The entries of a list of findings, whatever a broken record holds there."""
    found = record.get(key) if isinstance(record, Mapping) else None
    return [entry if isinstance(entry, Mapping) else {} for entry in found] if isinstance(found, list) else []


def get(record: object, path: str) -> Any:
    """The value at a dotted path, or None."""
    for part in path.split("."):
        if not isinstance(record, Mapping):
            return None
        record = record.get(part)
    return record


def close(gold: Json, key: str, value: object) -> bool:
    """Whether a prose value is like the gold's or one of its alternatives."""
    wanted = [gold.get(key), *(gold.get(f"{key}_accept") or [])]
    return any(alike(one, value) if one and value else one == value for one in wanted)


def pair(
    gold: Sequence[Json], found: Sequence[Json], key: str
) -> tuple[list[tuple[Json, Json]], list[Json], list[Json]]:
    """Match entries one to one by a name, equal names first; also the gold's without answer, and the extra ones."""
    free, pairs = list(found), list[tuple[Json, Json]]()

    def same(one: Json, other: Json) -> bool:
        names = [one.get(key), *(one.get(f"{key}_accept") or [])]
        return any(words(name) == words(other.get(key)) for name in names)

    tests: tuple[Callable[[Json, Json], bool], ...] = (same, lambda one, other: close(one, key, other.get(key)))
    for test in tests:
        for one in [one for one in gold if not any(one is done[0] for done in pairs)]:
            hit = next((other for other in free if test(one, other)), None)
            if hit is not None:
                free = [other for other in free if other is not hit]
                pairs.append((one, hit))
    lost = [one for one in gold if not any(one is done[0] for done in pairs)]
    return pairs, lost, free


def claim(
    gold: Sequence[Json], found: Sequence[Json], optional: Sequence[Json]
) -> tuple[list[Json | None], list[Json]]:
    """For each gold goal the record's goal that begins like it, and the goals left over.

    Exact beginnings first, then tolerant ones, so that the order of the record's goals does not matter.
    """
    hits: list[Json | None] = [None] * len(gold)
    free = list(found)

    def fits(goal: Json, starts: Sequence[str], *, exact: bool) -> bool:
        text = goal.get("text")
        if not any(begins(text, start, exact=exact) for start in starts):
            return False
        return exact or not any(begins(text, other["starts_with"], exact=True) for other in optional)

    for exact in (True, False):
        for key in ("starts_with", "starts_with_accept"):
            for index, one in enumerate(gold):
                starts = [one[key]] if key == "starts_with" else one.get(key) or []
                if hits[index] is None:
                    hit = next((goal for goal in free if fits(goal, starts, exact=exact)), None)
                    hits[index] = hit
                    free = [goal for goal in free if goal is not hit]
    return hits, free
