"""Precision, recall and F1 from counts, with intervals from resampled documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agreementkit.evaluation.judgements import Counts

RESAMPLES = 1000
SEED = 20261121
LEVEL = 0.95


Numbers = NDArray[Any]


class Interval(NamedTuple):
    """Bounds within which the figure lies in 95 of 100 resamples of the documents."""

    low: float
    high: float


class Figures(NamedTuple):
    """Precision, recall and F1, 0 to 1."""

    precision: float
    recall: float
    f1: float


class Intervals(NamedTuple):
    """The intervals of ``Figures``."""

    precision: Interval
    recall: Interval
    f1: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """One field's counts and figures.

    Attributes:
        field: Its name.
        tp: Values that are right.
        fp: Values that are wrong.
        fn: Values of the gold that the records lack or have wrong.
        documents: Documents with any of these.
        intervals: How far the figures would differ with other documents of the same kind.
    """

    field: str
    tp: int
    fp: int
    fn: int
    documents: int = 0
    intervals: Intervals | None = None

    @property
    def n(self) -> int:
        """How many values the gold has."""
        return self.tp + self.fn

    @property
    def precision(self) -> float:
        """Right of what was found; 0 where nothing was."""
        return figures(self.tp, self.fp, self.fn).precision

    @property
    def recall(self) -> float:
        """Found of what there is; 1 where there is nothing and nothing was found."""
        return figures(self.tp, self.fp, self.fn).recall

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return figures(self.tp, self.fp, self.fn).f1


def figures(tp: int, fp: int, fn: int) -> Figures:
    """Precision, recall and F1 of counts.

    >>> figures(3, 1, 0)
    Figures(precision=0.75, recall=1.0, f1=0.8571428571428571)
    >>> figures(0, 0, 0).recall
    1.0
    """
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else float(not fp)
    total = precision + recall
    return Figures(precision, recall, 2 * precision * recall / total if total else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All fields, and what they come to together; evidence is a field of its own and counts for nothing here.

    Attributes:
        fields: By field, sorted by name.
        micro: Over all values.
        macro: Mean over the fields.
        micro_intervals: Of the former.
        macro_intervals: Of the latter.
    """

    fields: tuple[FieldScore, ...]
    micro: Figures
    macro: Figures
    micro_intervals: Intervals
    macro_intervals: Intervals


def score(
    counts: Mapping[str, Mapping[str, Counts]],
    documents: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Scores:
    """Sum counts up, and resample the documents for intervals (percentile bootstrap, Efron 1979).

    Documents are drawn, not values: the values of one document are right or wrong together.

    Args:
        counts: By field and document.
        documents: All that were scored; also those without any count.
        resamples: How often the documents are drawn anew; 0 gives intervals without width.
        seed: Of the draw; the same gives the same intervals.
    """
    names = sorted(counts)
    table = np.zeros((len(documents), len(names), 3), dtype=np.int64)
    rows = {document: row for row, document in enumerate(documents)}
    for column, name in enumerate(names):
        for document, found in counts[name].items():
            table[rows[document], column] = found
    total = table.sum(axis=0)
    drawn = _drawn(table, resamples, seed)
    counted = np.array([not name.startswith("evidence") for name in names], dtype=bool)
    scores = tuple(
        FieldScore(
            field=name,
            **Counts(*(int(number) for number in total[column]))._asdict(),
            documents=len(counts[name]),
            intervals=_intervals(_each(drawn[:, column])),
        )
        for column, name in enumerate(names)
    )
    fields = [each for each in scores if not each.field.startswith("evidence")]
    return Scores(
        fields=scores,
        micro=_micro(total[counted].sum(axis=0)),
        macro=_mean(fields),
        micro_intervals=_intervals(_each(drawn[:, counted].sum(axis=1))),
        macro_intervals=_intervals(_macro_of(drawn[:, counted])),
    )


def _drawn(table: Numbers, resamples: int, seed: int) -> Numbers:
    """The counts of each resample: resample × field × 3."""
    size = len(table)
    if not resamples or not size:
        once: Numbers = table.sum(axis=0, keepdims=True)
        return once
    weights = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=resamples)
    drawn: Numbers = np.tensordot(weights, table, axes=1)
    return drawn


def _each(counts: Numbers) -> Numbers:
    """Precision, recall and F1 of rows of counts; NaN where a row holds nothing at all."""
    tp, fp, fn = counts[..., 0], counts[..., 1], counts[..., 2]
    nothing = (tp + fp + fn) == 0
    precision = np.where(tp > 0, tp / np.maximum(tp + fp, 1), 0.0)
    recall = np.where(tp > 0, tp / np.maximum(tp + fn, 1), 0.0)
    f1 = np.where(tp > 0, 2 * tp / np.maximum(2 * tp + fp + fn, 1), 0.0)
    return np.where(nothing[..., None], np.nan, np.stack([precision, recall, f1], axis=-1))


def _macro_of(counts: Numbers) -> Numbers:
    """The mean over the fields that a resample holds."""
    each = _each(counts)
    held = ~np.isnan(each)
    mean: Numbers = np.where(held, each, 0.0).sum(axis=1) / np.maximum(held.sum(axis=1), 1)
    return mean


def _intervals(samples: Numbers) -> Intervals:
    kept = samples[~np.isnan(samples).any(axis=-1)]
    if not len(kept):
        return Intervals(*(Interval(0.0, 0.0),) * 3)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(kept, [tail, 1 - tail], axis=0)
    return Intervals(*(Interval(float(a), float(b)) for a, b in zip(low, high, strict=True)))


def _micro(total: Numbers) -> Figures:
    tp, fp, fn = (int(number) for number in total)
    return figures(tp, fp, fn)


def _mean(scores: Iterable[FieldScore]) -> Figures:
    each = [figures(score.tp, score.fp, score.fn) for score in scores]
    if not each:
        return Figures(0.0, 0.0, 0.0)
    return Figures(*(sum(one[i] for one in each) / len(each) for i in range(3)))
