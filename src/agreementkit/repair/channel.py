"""The error model: what an OCR makes of printed letters, learned from pages that were set, read back and aligned."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

import agreementkit_models

UMLAUTS = frozenset("äöüßÄÖÜ")
_NEVER = 4.0
_SELDOM = 1.5
"""What a small umlaut costs that was read as a capital: in some fonts it happens often, for ä it was never seen."""
LONGEST_READ = 3
_OWN_PAGES = 8.0
"""How many losses of a letter in the document itself weigh as much as all that was learned elsewhere."""


@dataclass(frozen=True, slots=True)
class Damage:
    """How a document was damaged.

    Attributes:
        umlauts_lost: Share of its umlauts (ä ö ü ß) that were read as something else, 0 to 1.
        letters: Whether other letters were misread too.
    """

    umlauts_lost: float
    letters: bool


@dataclass(frozen=True, slots=True)
class Channel:
    """The error model of one damage.

    Attributes:
        readings: For what was read, the letters (lower case) that may have been printed, each with its cost: the
            negative logarithm of the probability.
        kept: Cost of an umlaut that was read as itself.
        dropped: Letters that leave no trace at times, with the cost of that.
        signs: Marks that were read for a letter.
        general: The readings before a document's own were counted.
        small: For ä, ö and ü, what it costs on top when a capital was read and the small letter was printed.
    """

    readings: dict[str, tuple[tuple[str, float], ...]]
    kept: float
    dropped: dict[str, float]
    small: dict[str, float]
    signs: frozenset[str] = field(default=frozenset())
    general: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)


@cache
def error_table() -> tuple[tuple[str, str, float], ...]:
    """Printed, read, and the share of it: of the losses for an umlaut, of all appearances for anything else."""
    rows = []
    for line in agreementkit_models.read("channel.tsv").decode().splitlines():
        if not line.startswith("#"):
            printed, read, share = line.split("\t")
            rows.append((printed, read, float(share)))
    return tuple(rows)


@cache
def channel_for(damage: Damage) -> Channel:
    """The error model for a document's damage; the lost share is best rounded, so that few models are built."""
    return _channel(damage, error_table())


def channel_fitted(damage: Damage, seen: Counter[tuple[str, str]]) -> Channel:
    """The error model of one document: the general one, drawn towards what was seen in the document itself.

    Args:
        damage: How the document is damaged.
        seen: Umlauts that were printed, each with what was read for it, and how often.
    """
    losses: Counter[str] = Counter()
    for (printed, _), number in seen.items():
        losses[printed] += number
    rows = [
        (printed, read, (seen[printed, read] + _OWN_PAGES * share) / (losses[printed] + _OWN_PAGES))
        if printed in UMLAUTS
        else (printed, read, share)
        for printed, read, share in error_table()
    ]
    return replace(_channel(damage, rows), general=channel_for(damage).readings)


def _channel(damage: Damage, rows: Iterable[tuple[str, str, float]]) -> Channel:
    lost = min(max(damage.umlauts_lost, 0.02), 0.98)
    readings: dict[str, dict[str, float]] = {}
    dropped: dict[str, float] = {}
    small = dict.fromkeys("äöü", _NEVER)
    for printed, read, share in rows:
        umlaut = printed in UMLAUTS
        if printed in small and read in {"O", "U"}:
            small[printed] = min(-math.log(share), _SELDOM)
        if not umlaut and not damage.letters:
            continue
        cost = -math.log(share * lost if umlaut else share)
        if not read:
            dropped[printed] = cost
            continue
        options = readings.setdefault(read, {})
        letter = printed.lower()
        options[letter] = min(cost, options.get(letter, math.inf))
    table = {read: tuple(sorted(options.items(), key=lambda item: item[1])) for read, options in readings.items()}
    signs = frozenset(sign for read in table for sign in read if not sign.isalpha())
    return Channel(table, -math.log(1.0 - lost), dropped, small, signs, table)
