"""From a word as read to the words that may have been printed: a search through the lexicon along the error model."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from agreementkit.repair.channel import LONGEST_READ, UMLAUTS, Channel
from agreementkit.repair.lexicon import MIN_HEAD, Lexicon

MAX_COST = 14.0
"""Readings that are less likely than this are not followed."""

MAX_STEPS = 4000
"""The search gives up on a word after so many steps; a German word takes a few hundred."""

MIN_TAIL = 6
TAIL_COUNT = 100
"""The last part of a compound whose first part is unknown is long and well known."""

_CASE_COST = 3.0
"""A capital letter inside a word, taken for the letter it is."""

_VOWELS = frozenset("aeiouäöüy")


class Candidate(NamedTuple):
    """A word that may have been printed.

    Attributes:
        word: In lower case.
        cost: Of the misreadings, as a negative logarithm.
        parts: Where a compound was divided; empty for a word of the lexicon.
    """

    word: str
    cost: float
    parts: tuple[int, ...]


def candidates(read: str, channel: Channel, lexicon: Lexicon, max_cost: float = MAX_COST) -> list[Candidate]:
    """All words that may have been printed where ``read`` was read, itself included where it is a word.

    Args:
        read: One word as it was read, signs inside it included.
        channel: The error model.
        lexicon: The words there are.
        max_cost: What the misreadings may cost together.

    Returns:
        Candidates without order; each word once, at its lowest cost.
    """
    found: dict[str, Candidate] = {}
    length = len(read)
    options = _options(read, channel, upper=read.isupper())
    starts_word, modifiers = lexicon.starts_word, lexicon.modifiers
    # Where the search stands in what was read, the word so far, where its last part begins, the cost, the parts, and
    # whether the last step took a letter that left no trace.
    stack: list[tuple[int, str, int, float, tuple[int, ...], bool]] = [(0, "", 0, 0.0, (), False)]
    for _ in range(MAX_STEPS):
        if not stack:
            break
        place, word, begin, cost, parts, dropped = stack.pop()
        if place == length:
            _keep(found, word, cost, parts, lexicon)
            if not dropped and word[-1:] in _VOWELS and "ß" in channel.dropped:
                _keep(found, word + "ß", cost + channel.dropped["ß"], parts, lexicon)
            continue
        part = word[begin:]
        for letters, taken, price in options[place]:
            if cost + price <= max_cost and starts_word(part + letters):
                stack.append((place + taken, word + letters, begin, cost + price, parts, False))
        if not dropped:
            for letter, price in _traceless(word[-1:], read[place], channel):
                if cost + price <= max_cost and starts_word(part + letter):
                    stack.append((place, word + letter, begin, cost + price, parts, True))
        if part in modifiers and part and len(parts) < 2 and length - place >= MIN_HEAD:
            stack.append((place, word, len(word), cost, (*parts, len(word)), True))
    return list(found.values())


def tail_candidates(read: str, channel: Channel, lexicon: Lexicon, max_cost: float = MAX_COST) -> list[Candidate]:
    """Compounds whose last part alone is known: the first part is taken as it was read.

    Returns:
        Candidates with one cut, before the known part; the first part in lower case.
    """
    found = []
    for cut in range(MIN_HEAD, len(read) - MIN_TAIL + 1):
        first = read[:cut]
        if not first.isalpha() or not (first.islower() or first[1:].islower()):
            break
        found += [
            Candidate(first.lower() + candidate.word, candidate.cost, (cut,))
            for candidate in candidates(read[cut:], channel, lexicon, max_cost)
            if not candidate.parts and len(candidate.word) >= MIN_TAIL and lexicon.count(candidate.word) >= TAIL_COUNT
        ]
    return found


def _options(read: str, channel: Channel, *, upper: bool) -> list[list[tuple[str, int, float]]]:
    """For each place, what may have been printed there: letters, how many read characters that takes, and its cost."""
    every: list[list[tuple[str, int, float]]] = []
    for place, sign in enumerate(read):
        options: list[tuple[str, int, float]] = []
        for taken in range(1, min(LONGEST_READ, len(read) - place) + 1):
            segment = read[place : place + taken]
            options += [(letters, taken, cost) for letters, cost in channel.readings.get(segment, ())]
            if upper and segment.lower() != segment:
                # In capitals an umlaut is read as the capital without its dots.
                options += [(letters, taken, cost) for letters, cost in channel.readings.get(segment.lower(), ())]
        if sign.isalpha():
            lowered = sign.lower()
            cost = channel.kept if lowered in UMLAUTS else 0.0
            if place and not upper and lowered != sign:
                cost += _CASE_COST
            options.append((lowered, 1, cost))
        every.append(options)
    return every


def _traceless(last: str, sign: str, channel: Channel) -> Iterator[tuple[str, float]]:
    """Letters that may have left no trace here: a ß behind a vowel, an umlaut between consonants or at the start."""
    if last in _VOWELS:
        if last and "ß" in channel.dropped:
            yield "ß", channel.dropped["ß"]
    elif sign.isalpha() and sign.lower() not in _VOWELS and (last or sign.islower()):
        for letter in "äöü":
            if letter in channel.dropped:
                yield letter, channel.dropped[letter]


def _keep(found: dict[str, Candidate], word: str, cost: float, parts: tuple[int, ...], lexicon: Lexicon) -> None:
    if parts:
        if lexicon.head_log_share(word[parts[-1] :]) == -math.inf:
            return
    elif lexicon.place(word) is None:
        return
    known = found.get(word)
    if known is None or (bool(parts), cost) < (bool(known.parts), known.cost):
        found[word] = Candidate(word, cost, parts)
