"""The figures of an evaluation: precision, recall and F1 a field, micro and macro over all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agreementkit.evaluation.scoring import Miss, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """One field's counts and figures."""

    field: str
    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        """Right of what was found; 0 where nothing was."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Found of what there is; 1 where there is nothing and nothing was found."""
        if self.tp + self.fn:
            return self.tp / (self.tp + self.fn)
        return 0.0 if self.fp else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of one evaluation; evidence counts apart from the fields."""

    documents: int
    fields: tuple[FieldScore, ...]
    micro_f1: float
    macro_f1: float
    misses: tuple[Miss, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values, figures rounded to four digits."""
        fields = {
            score.field: {
                "tp": score.tp,
                "fp": score.fp,
                "fn": score.fn,
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "f1": round(score.f1, 4),
            }
            for score in self.fields
        }
        figures = {"micro_f1": round(self.micro_f1, 4), "macro_f1": round(self.macro_f1, 4)}
        return {"documents": self.documents, "fields": fields, **figures}

    def as_text(self, *, misses: bool) -> str:
        """A table of the fields; with every miss above it where asked for."""
        lines = [f"{m.document}: {m.field}: {m.verdict}: {m.note}" for m in self.misses] if misses else []
        lines += [
            f"{s.field:30} tp {s.tp:4} fp {s.fp:4} fn {s.fn:4}  P {s.precision:.3f}  R {s.recall:.3f}  F1 {s.f1:.3f}"
            for s in self.fields
        ]
        lines.append(f"{self.documents} documents  micro-F1 {self.micro_f1:.4f}  macro-F1 {self.macro_f1:.4f}")
        return "\n".join(lines) + "\n"


def make_report(tally: Tally, documents: int) -> Report:
    """Sum a tally up.

    Args:
        tally: What was counted.
        documents: How many documents were scored.
    """
    scores = []
    for field, by_document in sorted(tally.counts.items()):
        sums = {verdict: sum(counts[verdict] for counts in by_document.values()) for verdict in ("tp", "fp", "fn")}
        scores.append(FieldScore(field=field, **sums))
    fields = [score for score in scores if not score.field.startswith("evidence")]
    tp, fp, fn = (sum(getattr(score, name) for score in fields) for name in ("tp", "fp", "fn"))
    return Report(
        documents=documents,
        fields=tuple(scores),
        micro_f1=2 * tp / (2 * tp + fp + fn) if tp else 0.0,
        macro_f1=sum(score.f1 for score in fields) / len(fields) if fields else 0.0,
        misses=tuple(tally.misses),
    )
