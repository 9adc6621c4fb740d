"""Two reports of the same documents side by side: what got better and what got worse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agreementkit.evaluation.figures import figures

Json = Mapping[str, Any]

Miss = tuple[str, str, str, str]
"""Document, field, verdict and note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field's or document's F1, before and now; None where it was not scored."""

    name: str
    before: float | None
    now: float | None

    @property
    def difference(self) -> float:
        """How much it rose; what was not scored counts as nothing changed."""
        return self.now - self.before if self.now is not None and self.before is not None else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed between two reports; the worst losses first."""

    micro: Change
    fields: tuple[Change, ...]
    documents: tuple[Change, ...]
    new_misses: tuple[Miss, ...]
    mended: tuple[Miss, ...]

    def as_json(self) -> dict[str, Any]:
        """JSON values, figures rounded to four digits."""
        return {
            "micro_f1": _change(self.micro),
            "fields": {change.name: _change(change) for change in self.fields},
            "documents": {change.name: _change(change) for change in self.documents},
            "new_misses": [_miss(miss) for miss in self.new_misses],
            "mended": [_miss(miss) for miss in self.mended],
        }


def compare_reports(now: Json, before: Json) -> Comparison:
    """Compare two reports as ``Report.as_json`` gives them.

    Only what both scored can get better or worse: the documents that one report lacks are named with None.

    Raises:
        ValueError: ``before`` is no such report.
    """
    if not isinstance(before, Mapping) or not all(isinstance(before.get(key), Mapping) for key in ("fields", "counts")):
        raise ValueError("it has no fields and counts")
    try:
        shared = sorted(set(now["counts"]) & set(before["counts"]))
        old, new = [_misses(report, shared) for report in (before, now)]
        return Comparison(
            micro=Change(name="micro", before=_f1(before, shared), now=_f1(now, shared)),
            fields=_changes(_fields(now, shared), _fields(before, shared)),
            documents=_changes(
                {name: _f1(now, [name]) for name in now["counts"]},
                {name: _f1(before, [name]) for name in before["counts"]},
            ),
            new_misses=tuple(miss for miss in new if miss not in set(old)),
            mended=tuple(miss for miss in old if miss not in set(new)),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"a part of it is none of a report: {error}") from error


def _changes(now: Mapping[str, float], before: Mapping[str, float]) -> tuple[Change, ...]:
    both = (Change(name=name, before=before.get(name), now=now.get(name)) for name in {*now, *before})
    return tuple(sorted((c for c in both if c.now != c.before), key=lambda change: (change.difference, change.name)))


def _sums(report: Json, documents: Sequence[str]) -> dict[str, list[int]]:
    sums: dict[str, list[int]] = {}
    for name in documents:
        for field, counts in report["counts"][name].items():
            if not field.startswith("evidence"):
                held = sums.setdefault(field, [0, 0, 0])
                sums[field] = [a + int(b) for a, b in zip(held, counts, strict=True)]
    return sums


def _fields(report: Json, documents: Sequence[str]) -> dict[str, float]:
    return {field: figures(*counts).f1 for field, counts in _sums(report, documents).items()}


def _f1(report: Json, documents: Sequence[str]) -> float:
    sums = list(_sums(report, documents).values())
    return figures(*(sum(counts[i] for counts in sums) for i in range(3))).f1


def _misses(report: Json, documents: Sequence[str]) -> list[Miss]:
    kept = (miss for miss in report.get("misses") or () if miss["document"] in documents)
    return [(miss["document"], miss["field"], miss["verdict"], miss["note"]) for miss in kept]


def _change(change: Change) -> dict[str, float | None]:
    rounded = [None if figure is None else round(figure, 4) for figure in (change.before, change.now)]
    return {"before": rounded[0], "now": rounded[1], "difference": round(change.difference, 4)}


def _miss(miss: Miss) -> dict[str, str]:
    return dict(zip(("document", "field", "verdict", "note"), miss, strict=True))
