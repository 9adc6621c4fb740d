"""Trials of a model in a rule's place: the corpus read with both, scored by the project's own scorer, compared.

The recipes ``clause_roles.py``, ``sentence_ends.py`` and ``goal_party_spans.py`` share it, and import it before
``generator``, whose folder it names. They learn from the corpus's train split and from composed agreements, choose on
dev and score the test split once; what they found stands in README.md.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

import agreementkit.structure
from agreementkit import Document, Options, extract, load_plugins
from agreementkit.evaluation import Tally, score_document

CORPUS = Path(__file__).parents[2] / "corpus"
sys.path.insert(0, str(CORPUS))
OPTIONS = Options(as_of=date(2026, 11, 21))
RESAMPLES = 4000

Json = dict[str, Any]
Counts = Mapping[str, Mapping[str, tuple[int, int, int]]]
"""True positives, false positives and false negatives, by field and document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An agreement of the written corpus.

    Attributes:
        name: As in splits.toml.
        data: The bytes of its text.
        gold: Its gold record.
    """

    name: str
    data: bytes
    gold: Json


class Outcome(NamedTuple):
    """What the program made of one agreement."""

    document: Document
    record: Json


def written(split: str) -> list[Written]:
    """The agreements of a split."""
    names = tomllib.loads((CORPUS / "splits.toml").read_text(encoding="utf-8"))[split]
    return [
        Written(
            name=name,
            data=(CORPUS / "agreements" / f"{name}.txt").read_bytes(),
            gold=json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8")),
        )
        for name in names
    ]


@contextmanager
def replaced(part: str, by: Callable[..., Any] | None) -> Iterator[None]:
    """Let the structure stage use something else for ``judge_roles`` or ``sentence_spans``; None leaves it."""
    own = getattr(agreementkit.structure, part)
    if by is not None:
        setattr(agreementkit.structure, part, by)
    try:
        yield
    finally:
        setattr(agreementkit.structure, part, own)


def read(agreements: Sequence[Written]) -> dict[str, Outcome]:
    """Read agreements with the whole program."""
    plugins = load_plugins()
    outcomes = {}
    for one in agreements:
        made = extract(one.data, f"{one.name}.txt", plugins=plugins, options=OPTIONS)
        outcomes[one.name] = Outcome(made.document, json.loads(made.record.to_json()))
    return outcomes


def counted(agreements: Sequence[Written], records: Mapping[str, Json]) -> Counts:
    """Score records against their golds."""
    tally = Tally()
    for one in agreements:
        score_document(one.name, one.gold, records[one.name], tally)
    return tally.counts


def only(counts: Counts, *fields: str) -> Counts:
    """The counts of some fields."""
    return {field: counts[field] for field in fields if field in counts}


def compare(rules: Counts, other: Counts, names: Sequence[str]) -> tuple[float, float, float, float, float]:
    """Micro-F1 of the rules and of the other way, their difference, and its 95 % bootstrap interval over documents."""
    ours, theirs = _sums(rules, names), _sums(other, names)
    rng = np.random.default_rng(0)
    drawn = rng.integers(0, len(names), size=(RESAMPLES, len(names)))
    differences = _f1(theirs[drawn].sum(axis=1)) - _f1(ours[drawn].sum(axis=1))
    low, high = np.percentile(differences, [2.5, 97.5])
    before, after = float(_f1(ours.sum(axis=0))), float(_f1(theirs.sum(axis=0)))
    return before, after, after - before, float(low), float(high)


def _sums(counts: Counts, names: Sequence[str]) -> NDArray[np.float64]:
    return np.array(
        [np.sum([of.get(name, (0, 0, 0)) for of in counts.values()], axis=0) for name in names], dtype=np.float64
    )


def _f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    twice = 2 * sums[..., 0]
    return twice / np.maximum(twice + sums[..., 1] + sums[..., 2], 1)


def report(title: str, ways: Mapping[str, Counts], names: Sequence[str]) -> None:
    """Print a table: each field whose counts differ between the ways, and all fields together.

    Args:
        title: What was tried.
        ways: Counts by way; the first is the rules'.
        names: The documents.
    """
    rules = next(iter(ways.values()))
    print(f"\n{title}: {len(names)} documents")
    fields = [
        field for field in sorted(rules) if any(_total(way, field) != _total(rules, field) for way in ways.values())
    ]
    for field in fields:
        cells = [f"{way} {'/'.join(map(str, _total(counts, field)))}" for way, counts in ways.items()]
        print(f"  {field:28} tp/fp/fn  " + "   ".join(cells))
    for way, counts in ways.items():
        before, after, gain, low, high = compare(rules, counts, names)
        print(
            f"  all fields  {way:8} micro-F1 {after:.4f} ({gain:+.4f} [{low:+.4f}, {high:+.4f}] against {before:.4f})"
        )


def _total(counts: Counts, field: str) -> tuple[int, int, int]:
    found = counts.get(field, {}).values()
    return (sum(one[0] for one in found), sum(one[1] for one in found), sum(one[2] for one in found))
