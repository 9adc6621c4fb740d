"""A report as plain text: tables a person reads from top to bottom, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agreementkit.evaluation.comparison import Change, Comparison
from agreementkit.evaluation.figures import FieldScore, Interval
from agreementkit.evaluation.judgements import Judgement

if TYPE_CHECKING:
    from agreementkit.evaluation.report import GroupScore, Report

SHOWN_WORST = 8
SHOWN_QUOTE = 90


def as_text(report: Report, *, misses: bool) -> str:
    """The report as tables.

    Args:
        report: What was scored.
        misses: Also every single miss, above the tables; else the worst few below them.
    """
    lines = [*_misses(report.misses)] if misses else []
    lines += _fields(report)
    lines += _total(report)
    for title, groups in (("by type", report.by_type), ("by origin of the text", report.by_origin)):
        lines += ["", title, *_groups(groups)]
    lines += ["", *_confidence(report)]
    if not misses and report.misses:
        worst = [group for group in report.by_document if group.counts.fp + group.counts.fn]
        named = ", ".join(f"{field.field} {field.fp + field.fn}" for field in report.worst_fields[:SHOWN_WORST])
        lines += ["", "worst documents", *_groups(worst[:SHOWN_WORST])]
        lines += ["", f"worst fields (misses): {named}", *_misses(report.misses[:SHOWN_WORST])]
    return "\n".join(lines) + "\n"


def comparison_as_text(comparison: Comparison) -> str:
    """What got better and worse, the worst first."""
    lines = ["", "compared with before", _change(comparison.micro)]
    for title, changes in (("fields", comparison.fields), ("documents", comparison.documents)):
        lines += [title, *(_change(change) for change in changes)] if changes else [f"{title}: none changed"]
    for title, found in (("new misses", comparison.new_misses), ("mended", comparison.mended)):
        lines += [f"{title}: {len(found)}", *(f"  {': '.join(miss)}" for miss in found)]
    return "\n".join(lines) + "\n"


def _fields(report: Report) -> Iterator[str]:
    yield (
        f"{'field':32} {'n':>4} {'tp':>4} {'fp':>4} {'fn':>4}  {'P':<20} {'R':<20} {'F1':<20} {'P@80R':>5} {'P@90R':>5}"
    )
    for field in report.fields:
        at = report.precision_at.get(field.field, (None, None))
        yield f"{_counts(field)}  {_with_intervals(field)} {_short(at[0])} {_short(at[1])}".rstrip()


def _counts(field: FieldScore) -> str:
    return f"{field.field:32} {field.n:4} {field.tp:4} {field.fp:4} {field.fn:4}"


def _with_intervals(field: FieldScore) -> str:
    figures = (field.precision, field.recall, field.f1)
    if field.intervals is None:
        return " ".join(f"{figure:.3f}" + " " * 15 for figure in figures)
    return " ".join(_figure(figure, interval) for figure, interval in zip(figures, field.intervals, strict=True))


def _figure(figure: float, interval: Interval) -> str:
    return f"{figure:.3f} [{interval.low:.3f} {interval.high:.3f}]"


def _short(figure: float | None) -> str:
    return f"{'–' if figure is None else format(figure, '.3f'):>5}"


def _total(report: Report) -> Iterator[str]:
    scores = report.scores
    rows = (("micro", scores.micro, scores.micro_intervals), ("macro", scores.macro, scores.macro_intervals))
    for name, figures, intervals in rows:
        shown = " ".join(_figure(figure, interval) for figure, interval in zip(figures, intervals, strict=True))
        yield f"{name:52}  {shown}"
    yield f"{report.documents} documents  micro-F1 {scores.micro.f1:.4f}  macro-F1 {scores.macro.f1:.4f}"


def _groups(groups: Sequence[GroupScore]) -> Iterator[str]:
    for group in groups:
        figures, counts = group.figures, group.counts
        yield (
            f"{group.name:44} {group.documents:3} doc  tp {counts.tp:4} fp {counts.fp:4} fn {counts.fn:4}  "
            f"P {figures.precision:.3f}  R {figures.recall:.3f}  F1 {figures.f1:.3f}  macro-F1 {group.macro_f1:.3f}"
        )


def _confidence(report: Report) -> Iterator[str]:
    held = report.reliability
    if held.error is None:
        yield "confidence: no value has one"
        return
    yield f"confidence: {held.n} values, expected calibration error {held.error:.3f}"
    yield f"  {'from':>5} {'to':>5} {'n':>5} {'said':>6} {'right':>6}"
    for each in held.bins:
        yield f"  {each.low:5.3f} {each.high:5.3f} {each.n:5} {each.confidence:6.3f} {each.right:6.3f}"
    yield f"  wrong at 0.9 and more: {held.sure_wrong} of {held.sure} ({held.sure_wrong_share:.1%})"


def _misses(misses: Sequence[Judgement]) -> Iterator[str]:
    for miss in misses:
        yield f"{miss.document}: {miss.field}: {miss.verdict}: {miss.note}{_proof(miss)}"


def _proof(miss: Judgement) -> str:
    proof = miss.proof
    if proof is None:
        return ""
    quote = " ".join(proof.quote.split())
    quote = quote if len(quote) <= SHOWN_QUOTE else quote[: SHOWN_QUOTE - 1] + "…"
    sure = "" if proof.confidence is None else f" at {proof.confidence:.2f}"
    return f"{sure} by {proof.rule or 'no rule'} from «{quote}»" + (f" ({proof.place})" if proof.place else "")


def _change(change: Change) -> str:
    before = " new " if change.before is None else f"{change.before:.3f}"
    now = "gone " if change.now is None else f"{change.now:.3f}"
    return f"  {change.name:44} {before} → {now}  {change.difference:+.3f}"
