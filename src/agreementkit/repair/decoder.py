"""From a word as read to the words that may have been printed: a search through the lexicon along the error model."""

from __future__ import annotations

import math
from typing import NamedTuple

from agreementkit.repair.channel import LONGEST_READ, UMLAUTS, Channel
from agreementkit.repair.lexicon import MIN_HEAD, Lexicon

MAX_COST = 16.0
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


class _State(NamedTuple):
    place: int
    word: str
    part: int
    cost: float
    parts: tuple[int, ...]
    dropped: bool


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
    upper = read.isupper()
    stack = [_State(0, "", 0, 0.0, (), False)]
    steps = 0
    while stack and steps < MAX_STEPS:
        steps += 1
        state = stack.pop()
        if state.place == length:
            _keep(found, state, lexicon)
            continue
        for letters, taken, cost in _options(read, state, channel, upper):
            total = state.cost + cost
            if total > max_cost:
                continue
            word = state.word + letters
            if lexicon.starts_word(word[state.part :]):
                stack.append(_State(state.place + taken, word, state.part, total, state.parts, taken == 0))
        part = state.word[state.part :]
        if (
            len(state.parts) < 2
            and length - state.place >= MIN_HEAD
            and part in lexicon.modifiers
            and state.part < len(state.word)
        ):
            stack.append(
                _State(state.place, state.word, len(state.word), state.cost, (*state.parts, len(state.word)), True)
            )
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


def _options(read: str, state: _State, channel: Channel, upper: bool) -> list[tuple[str, int, float]]:
    """What may have been printed next: letters, how many read characters that takes, and its cost."""
    place = state.place
    sign = read[place]
    options: list[tuple[str, int, float]] = []
    for taken in range(1, LONGEST_READ + 1):
        segment = read[place : place + taken]
        if len(segment) < taken:
            break
        options += [(letters, taken, cost) for letters, cost in channel.readings.get(segment, ())]
        if upper and segment.lower() != segment:
            # In capitals an umlaut is read as the capital without its dots.
            options += [(letters, taken, cost) for letters, cost in channel.readings.get(segment.lower(), ())]
    if not state.dropped:
        # A ß vanishes behind a vowel, an ü at the start of a word.
        if "ß" in channel.dropped and state.word and state.word[-1] in _VOWELS:
            options.append(("ß", 0, channel.dropped["ß"]))
        if "ü" in channel.dropped and not place and sign.islower():
            options.append(("ü", 0, channel.dropped["ü"]))
    if sign.isalpha():
        lowered = sign.lower()
        cost = channel.kept if lowered in UMLAUTS else 0.0
        if place and not upper and lowered != sign:
            cost += _CASE_COST
        options.append((lowered, 1, cost))
    return options


def _keep(found: dict[str, Candidate], state: _State, lexicon: Lexicon) -> None:
    word = state.word
    if state.parts:
        if lexicon.head_log_share(word[state.part :]) == -math.inf:
            return
    elif word not in lexicon.index:
        return
    known = found.get(word)
    better = known is None or (bool(state.parts), state.cost) < (bool(known.parts), known.cost)
    if better:
        found[word] = Candidate(word, state.cost, state.parts)
