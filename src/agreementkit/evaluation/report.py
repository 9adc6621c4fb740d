"""One evaluation summed up: figures a field, by groups of documents, the worth of confidence, what was missed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from agreementkit.evaluation.figures import (
    RESAMPLES,
    SEED,
    FieldScore,
    Figures,
    Interval,
    Intervals,
    Scores,
    figures,
    score,
)
from agreementkit.evaluation.judgements import Counts, Group, Judgement, Tally
from agreementkit.evaluation.reliability import Reliability, precision_at_recall, reliability, weighed

RECALLS = (0.8, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """Documents of one kind together."""

    name: str
    documents: int
    counts: Counts
    figures: Figures
    macro_f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All of one evaluation.

    Attributes:
        groups: By name of the document: its type and the origin of its text.
        scores: Figures a field and over all.
        by_type: By type of document.
        by_origin: By where the text came from.
        reliability: How far confidence can be trusted.
        precision_at: By field: the best precision at each of ``RECALLS``, None where it is not reached.
        by_document: Counts over all fields, the worst documents first.
        misses: What is not right; wrong values that look surest first, then what was not found.
        judgements: All of them, in the order of the documents.
    """

    groups: dict[str, Group]
    scores: Scores
    by_type: tuple[GroupScore, ...]
    by_origin: tuple[GroupScore, ...]
    reliability: Reliability
    precision_at: dict[str, tuple[float | None, ...]]
    by_document: tuple[GroupScore, ...]
    misses: tuple[Judgement, ...]
    judgements: tuple[Judgement, ...]

    @property
    def documents(self) -> int:
        """How many were scored."""
        return len(self.groups)

    @property
    def fields(self) -> tuple[FieldScore, ...]:
        """One score a field, sorted by name; evidence among them."""
        return self.scores.fields

    @property
    def worst_fields(self) -> tuple[FieldScore, ...]:
        """The fields with misses, those that miss most first."""
        missed = [each for each in self.fields if each.fp + each.fn]
        return tuple(sorted(missed, key=lambda each: (-each.fp - each.fn, each.f1, each.field)))

    @property
    def micro_f1(self) -> float:
        """F1 over all values."""
        return self.scores.micro.f1

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the fields."""
        return self.scores.macro.f1

    def as_text(self, *, misses: bool = True) -> str:
        """The report as tables; with every miss above it where asked for."""
        from agreementkit.evaluation.tables import as_text

        return as_text(self, misses=misses)

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values, figures rounded to four digits."""
        held = self.reliability
        counts: dict[str, dict[str, list[int]]] = {name: {} for name in self.groups}
        for each in self.judgements:
            held_by = counts[each.document].setdefault(each.field, [0, 0, 0])
            held_by[("tp", "fp", "fn").index(each.verdict)] += 1
        return {
            "documents": self.documents,
            "bootstrap": {"resamples": RESAMPLES, "seed": SEED, "by": "document", "level": 0.95},
            "fields": {each.field: self._field(each) for each in self.fields},
            "micro_f1": round(self.micro_f1, 4),
            "macro_f1": round(self.macro_f1, 4),
            "micro": _figures(self.scores.micro, self.scores.micro_intervals),
            "macro": _figures(self.scores.macro, self.scores.macro_intervals),
            "by_type": {each.name: _group(each) for each in self.by_type},
            "by_origin": {each.name: _group(each) for each in self.by_origin},
            "confidence": {
                "n": held.n,
                "expected_calibration_error": _rounded(held.error),
                "bins": [
                    {
                        "low": round(each.low, 4),
                        "high": round(each.high, 4),
                        "n": each.n,
                        "confidence": round(each.confidence, 4),
                        "right": round(each.right, 4),
                    }
                    for each in held.bins
                ],
                "sure": {
                    "from": 0.9,
                    "n": held.sure,
                    "wrong": held.sure_wrong,
                    "share": _rounded(held.sure_wrong_share),
                },
            },
            "worst_documents": {
                each.name: _group(each) for each in self.by_document if each.counts.fp + each.counts.fn
            },
            "worst_fields": [each.field for each in self.worst_fields],
            "misses": [_miss(each) for each in self.misses],
            "counts": counts,
        }

    def _field(self, each: FieldScore) -> dict[str, Any]:
        found = Figures(each.precision, each.recall, each.f1)
        at = dict(zip(("p_at_80r", "p_at_90r"), self.precision_at.get(each.field, (None, None)), strict=True))
        counts = {"tp": each.tp, "fp": each.fp, "fn": each.fn, "n": each.n, "documents": each.documents}
        return counts | _figures(found, each.intervals) | {key: _rounded(figure) for key, figure in at.items()}


def make_report(tally: Tally) -> Report:
    """Sum a tally up.

    Args:
        tally: What ``score_document`` and ``score_evidence`` counted.
    """
    judgements = tally.judgements
    scores = score(tally.counts, tuple(tally.documents))
    valued = {each.field: weighed(one for one in judgements if one.field == each.field) for each in scores.fields}
    by_document = _groups(tally, judgements, lambda name: name)
    return Report(
        groups=dict(tally.documents),
        scores=scores,
        by_type=_groups(tally, judgements, lambda name: tally.documents[name].type),
        by_origin=_groups(tally, judgements, lambda name: tally.documents[name].origin),
        reliability=reliability(weighed(judgements)),
        precision_at={
            each.field: tuple(precision_at_recall(valued[each.field], each.n, recall) for recall in RECALLS)
            for each in scores.fields
            if valued[each.field]
        },
        by_document=tuple(sorted(by_document, key=lambda group: (group.figures.f1, group.name))),
        misses=tuple(sorted(tally.misses, key=_gravity)),
        judgements=tuple(judgements),
    )


def _gravity(miss: Judgement) -> tuple[float, str, str]:
    """A wrong value weighs the more the surer it looks; what was not found comes last."""
    sure = miss.proof.confidence if miss.proof and miss.proof.confidence is not None else 0.0
    return (-1.0 - sure if miss.verdict == "fp" else 0.0, miss.field, miss.document)


def _groups(tally: Tally, judgements: Iterable[Judgement], of: Callable[[str], str]) -> tuple[GroupScore, ...]:
    sums: dict[str, dict[str, list[int]]] = {of(name): {} for name in tally.documents}
    for each in judgements:
        if not each.field.startswith("evidence"):
            held = sums[of(each.document)].setdefault(each.field, [0, 0, 0])
            held[("tp", "fp", "fn").index(each.verdict)] += 1
    made = []
    for name, fields in sorted(sums.items()):
        counts = Counts(*(sum(found[i] for found in fields.values()) for i in range(3)))
        macro = [figures(*found).f1 for found in fields.values()]
        documents = sum(of(document) == name for document in tally.documents)
        mean = sum(macro) / len(macro) if macro else 0.0
        made.append(GroupScore(name=name, documents=documents, counts=counts, figures=figures(*counts), macro_f1=mean))
    return tuple(made)


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)


def _interval(interval: Interval) -> list[float]:
    return [round(interval.low, 4), round(interval.high, 4)]


def _figures(found: Figures, intervals: Intervals | None) -> dict[str, Any]:
    shown: dict[str, Any] = {key: round(figure, 4) for key, figure in found._asdict().items()}
    if intervals:
        shown |= {f"{key}_95": _interval(interval) for key, interval in intervals._asdict().items()}
    return shown


def _group(group: GroupScore) -> dict[str, Any]:
    head = {"documents": group.documents, **group.counts._asdict()}
    return head | _figures(group.figures, None) | {"macro_f1": round(group.macro_f1, 4)}


def _miss(miss: Judgement) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "document": miss.document,
        "field": miss.field,
        "verdict": miss.verdict,
        "note": miss.note,
    }
    if miss.proof:
        proof = miss.proof
        shown |= {"confidence": proof.confidence, "rule": proof.rule, "place": proof.place, "quote": proof.quote}
    return shown
