"""What confidence is worth: calibration error, precision at a recall, and what is wrong though it looks sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agreementkit.evaluation.judgements import Judgement

BINS = 10
SURE = 0.9
"""From here on a value looks certain."""

UNJUDGED = frozenset({"organs.members", "flags"})
"""Fields of which only what is missing is judged; their values would all count as right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Values of about the same confidence.

    Attributes:
        low: Lowest confidence in it.
        high: Highest.
        n: How many values.
        confidence: Their mean confidence.
        right: The share of them that is right.
    """

    low: float
    high: float
    n: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How far confidence can be trusted.

    Attributes:
        n: Values with a confidence.
        error: Expected calibration error: the mean distance of confidence and share of right values over the bins,
            weighted by their values (Naeini et al. 2015); None without values.
        bins: Of about equal numbers of values; equal confidences stay together.
        sure: Values at ``SURE`` and more.
        sure_wrong: Those of them that are wrong.
    """

    n: int
    error: float | None
    bins: tuple[Bin, ...]
    sure: int
    sure_wrong: int

    @property
    def sure_wrong_share(self) -> float:
        """The share of wrong values among those that look certain; 0 where there are none."""
        return self.sure_wrong / self.sure if self.sure else 0.0


Weighed = tuple[float, bool]
"""A confidence, and whether the value is right."""


def weighed(judgements: Iterable[Judgement]) -> list[Weighed]:
    """The found values that have a confidence, of fields in which a value can be wrong."""
    return [
        (judgement.proof.confidence, judgement.verdict == "tp")
        for judgement in judgements
        if judgement.verdict != "fn"
        and judgement.field not in UNJUDGED
        and judgement.proof is not None
        and judgement.proof.confidence is not None
    ]


def reliability(values: Sequence[Weighed], bins: int = BINS) -> Reliability:
    """Bin values by confidence and compare each bin's confidence with what is right in it.

    >>> found = reliability([(0.5, True), (0.5, False), (1.0, True)])
    >>> (found.error, found.sure, found.sure_wrong)
    (0.0, 1, 0)
    """
    made = tuple(_bin(group) for group in _equal_mass(sorted(values), bins))
    n = len(values)
    error = sum(each.n * abs(each.confidence - each.right) for each in made) / n if n else None
    sure = [right for confidence, right in values if confidence >= SURE]
    return Reliability(n=n, error=error, bins=made, sure=len(sure), sure_wrong=len(sure) - sum(sure))


def _equal_mass(values: Sequence[Weighed], bins: int) -> list[Sequence[Weighed]]:
    groups, start = [], 0
    for number in range(1, bins + 1):
        end = max(start, round(number * len(values) / bins))
        # the order of equal confidences means nothing: a cut between them would make the result depend on it
        while 0 < end < len(values) and values[end][0] == values[end - 1][0]:
            end += 1
        if end > start:
            groups.append(values[start:end])
        start = end
    return groups


def _bin(values: Sequence[Weighed]) -> Bin:
    n = len(values)
    return Bin(
        low=values[0][0],
        high=values[-1][0],
        n=n,
        confidence=sum(confidence for confidence, _ in values) / n,
        right=sum(right for _, right in values) / n,
    )


def precision_at_recall(values: Sequence[Weighed], wanted: int, recall: float) -> float | None:
    """The best precision that a threshold on confidence gives while this much is still found, as CUAD reports it.

    Args:
        values: What was found.
        wanted: How many values the gold has.
        recall: 0 to 1.

    Returns:
        The precision, or None where even all values together do not reach the recall.

    >>> found = [(0.9, True), (0.8, True), (0.3, False)]
    >>> precision_at_recall(found, 2, 0.9), precision_at_recall(found, 3, 0.9)
    (1.0, None)
    """
    best: float | None = None
    tp = taken = 0
    ordered = sorted(values, key=lambda value: -value[0])
    for position, (confidence, right) in enumerate(ordered):
        taken, tp = taken + 1, tp + right
        last_of_equals = position + 1 == len(ordered) or ordered[position + 1][0] != confidence
        if last_of_equals and wanted and tp / wanted >= recall:
            best = max(best or 0.0, tp / taken)
    return best
