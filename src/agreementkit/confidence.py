"""How sure a finding is: what is known of its rule, of its text and of other cues, brought to a share of right values.

A plugin says how sure its rule is on clean text. That is an opinion; what counts is how often the rule was right. The
score of a finding is, in log-odds, the rule's measured precision (few observations are drawn towards those of its
kind, and these towards all), moved by what the plugin says, by independent cues that say the same, and by the state of
the text under its evidence. A monotone step function, fitted by isotonic regression, brings scores to confidences. What
is left is multiplied by the chance that the words which bear the value were read as they are printed.

All figures come from a small file that ``models/train/calibrate.py`` writes; this module is pure.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

KIND_WEIGHT, RULE_WEIGHT = 20.0, 10.0
"""How many values the wider group counts for: a kind is drawn towards all values, a rule towards its kind."""

UNMEASURED = 0.89
"""The most that a finding of a kind that was never measured can be: it must not look certain."""

DRAWN = 1.0
SMALLEST, LARGEST = 0.02, 0.99
GOOD_QUALITY = 0.9
FACTORS = ("raw", "confirmed", "repaired", "quality", "spelling", "ocr")
SPELLED = frozenset(
    {
        "document.municipality",
        "document.number",
        "document.title",
        "party",
        "signature",
        "organ",
        "council_paper",
        "legal_reference",
    }
)
"""Kinds whose value is letters of the text, where a date or a form of words is either read or not: no lexicon mends a
name."""


class Tried(NamedTuple):
    """How often something was tried and how often it was right; weighted, so no whole numbers."""

    right: float = 0.0
    tried: float = 0.0

    def drawn_to(self, wider: float, weight: float) -> float:
        """The share that is right, with ``weight`` values of a wider group added.

        >>> Tried(3, 3).drawn_to(0.9, 3)
        0.95
        """
        return (self.right + weight * wider) / (self.tried + weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What is known of one finding.

    Attributes:
        kind: The finding's kind.
        rule: The rule that found it.
        raw: What its plugin says, 0 to 1.
        confirmed: Whether another place or another kind of finding says the same.
        repaired: Share of its main evidence, by code points, that a repair with less than full certainty has changed.
        quality: Of the page, 0 to 1.
        ocr: Mean confidence of the recognised words under its main evidence; None where nothing was recognised.
        misread: Chance that it is wrong because a word that bears its value was recognised with little confidence.
    """

    kind: str
    rule: str
    raw: float
    confirmed: bool = False
    repaired: float = 0.0
    quality: float = 1.0
    ocr: float | None = None
    misread: float = 0.0

    def factors(self) -> tuple[float, ...]:
        """The cues as numbers, in the order of ``FACTORS``; more is better, nothing wrong is 0 but for the first."""
        lacking = max(0.0, GOOD_QUALITY - self.quality)
        return (
            self.raw,
            float(self.confirmed),
            -self.repaired,
            -lacking,
            -lacking if self.kind in SPELLED else 0.0,
            -(1.0 - self.ocr) if self.ocr is not None else 0.0,
        )


class Step(NamedTuple):
    """A knot of the monotone function: a score in log-odds, and the confidence there."""

    score: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What was measured.

    Attributes:
        overall: Over all kinds.
        kinds: By kind.
        rules: By kind and rule.
        usual: By kind, the mean of ``raw`` and of ``confirmed``: only what differs from the usual tells anything.
        weights: By factor, how many log-odds one unit is worth.
        steps: The knots of the monotone function, by rising score; see ``interpolate``.
    """

    overall: Tried
    kinds: Mapping[str, Tried]
    rules: Mapping[tuple[str, str], Tried]
    usual: Mapping[str, tuple[float, float]]
    weights: Mapping[str, float]
    steps: tuple[Step, ...]

    def confidence(self, cues: Cues) -> float:
        """How likely the finding is right, 0 to 1, rounded to three digits."""
        read = 1.0 - cues.misread
        if cues.kind not in self.kinds:
            return _bounded(
                read * _share(_log_odds(min(cues.raw, UNMEASURED)) + self._text(cues.factors())), UNMEASURED
            )
        sure = interpolate(self.steps, self.score(cues))
        # a rule that nobody has measured may say that it is unsure, but not that it is surer than others
        measured = (cues.kind, cues.rule) in self.rules
        return _bounded(read * (sure if measured else min(sure, cues.raw)), LARGEST)

    def score(self, cues: Cues) -> float:
        """The score in log-odds, before the monotone function; for kinds that were measured."""
        raw, confirmed = self.usual.get(cues.kind, (cues.raw, 0.0))
        factors = cues.factors()
        own = self.weights["raw"] * (factors[0] - raw) + self.weights["confirmed"] * (factors[1] - confirmed)
        return _log_odds(self.precision(cues.kind, cues.rule)) + own + self._text(factors)

    def precision(self, kind: str, rule: str) -> float:
        """The share of a rule's values that is right, as far as few observations can tell."""
        overall = self.overall.drawn_to(0.5, 1.0)
        of_kind = self.kinds.get(kind, Tried()).drawn_to(overall, KIND_WEIGHT)
        return self.rules.get((kind, rule), Tried()).drawn_to(of_kind, RULE_WEIGHT)

    def _text(self, factors: tuple[float, ...]) -> float:
        return sum(self.weights[name] * factor for name, factor in zip(FACTORS[2:], factors[2:], strict=True))

    def to_json(self) -> str:
        """The calibration as the recipe stores it; the same figures give the same bytes."""
        content = {
            "overall": _numbers(self.overall),
            "kinds": {kind: _numbers(tried) for kind, tried in sorted(self.kinds.items())},
            "rules": {f"{kind} {rule}": _numbers(tried) for (kind, rule), tried in sorted(self.rules.items())},
            "usual": {kind: _numbers(usual) for kind, usual in sorted(self.usual.items())},
            "weights": {name: round(self.weights[name], 4) for name in FACTORS},
            "steps": [_numbers(step) for step in self.steps],
        }
        lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in content.items()]
        return "{\n" + ",\n".join(lines) + "\n}\n"


def calibration_from_json(data: bytes | str) -> Calibration:
    """Read a calibration.

    Raises:
        ValueError: It is none.
    """
    try:
        content: Any = json.loads(data)
        return Calibration(
            overall=Tried(*content["overall"]),
            kinds={kind: Tried(*tried) for kind, tried in content["kinds"].items()},
            rules={(key.split(" ", 1)[0], key.split(" ", 1)[1]): Tried(*t) for key, t in content["rules"].items()},
            usual={kind: (float(raw), float(confirmed)) for kind, (raw, confirmed) in content["usual"].items()},
            weights={name: float(content["weights"][name]) for name in FACTORS},
            steps=tuple(Step(*step) for step in content["steps"]),
        )
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError(f"this is no calibration: {error}") from error


@cache
def shipped_calibration() -> Calibration:
    """The calibration in ``agreementkit_models``, read on first use."""
    from agreementkit_models import read

    return calibration_from_json(read("calibration.json"))


class Observed(NamedTuple):
    """One value whose truth is known; ``weight`` is how many such values it stands for."""

    score: float
    right: bool
    weight: float = 1.0


def isotonic(values: Iterable[Observed], *, least: float = 0.0, towards: float = 0.5) -> tuple[Step, ...]:
    """Fit a function that never falls, by pooling adjacent violators (Ayer et al. 1955; Barlow et al. 1972).

    Args:
        values: What was observed; equal scores are pooled first, so that their order means nothing.
        least: What a block must weigh at least, so that no knot rests on a handful of values.
        towards: A share that each block is drawn to as by ``DRAWN`` further values; ten right of ten are not certainty.

    Returns:
        One knot a block, at the block's mean score; none where nothing was observed.

    >>> fit = isotonic([Observed(0.0, False), Observed(1.0, True), Observed(2.0, True)])
    >>> [(step.score, round(step.confidence, 3)) for step in fit]
    [(0.0, 0.25), (1.5, 0.833)]
    """
    blocks: list[_Block] = []
    for score, right, many in sorted(values):
        new = _Block(many, many * score, many * right, score)
        blocks.append(blocks.pop().with_(new) if blocks and blocks[-1].takes(score, least) else new)
    if len(blocks) > 1 and blocks[-1].weight < least:
        last = blocks.pop()
        blocks.append(blocks.pop().with_(last))
    kept: list[_Block] = []
    for block in blocks:
        merged = block
        while kept and kept[-1].share(towards) >= merged.share(towards):
            merged = kept.pop().with_(merged)
        kept.append(merged)
    return tuple(Step(block.score, block.share(towards)) for block in kept)


class _Block(NamedTuple):
    """Observations with neighbouring scores."""

    weight: float
    scores: float
    right: float
    last: float

    @property
    def score(self) -> float:
        return self.scores / self.weight

    def share(self, towards: float) -> float:
        return (self.right + DRAWN * towards) / (self.weight + DRAWN)

    def takes(self, score: float, least: float) -> bool:
        """Whether an observation belongs here: the block is too light yet, or ends with that very score."""
        return self.weight < least or self.last == score

    def with_(self, other: _Block) -> _Block:
        return _Block(self.weight + other.weight, self.scores + other.scores, self.right + other.right, other.last)


def interpolate(steps: Sequence[Step], score: float) -> float:
    """The function's value at a score: linear between its knots, and constant above them.

    Below the lowest knot, where nothing was observed, the confidence falls as the score does.

    >>> interpolate([Step(0.0, 0.2), Step(2.0, 0.8)], 1.0)
    0.5
    """
    after = bisect_right(steps, score, key=lambda step: step.score)
    if after == 0:
        return _share(_log_odds(steps[0].confidence) + score - steps[0].score)
    if after == len(steps):
        return steps[-1].confidence
    low, high = steps[after - 1], steps[after]
    return low.confidence + (high.confidence - low.confidence) * (score - low.score) / (high.score - low.score)


def _log_odds(share: float) -> float:
    kept = min(max(share, 0.001), 0.999)
    return math.log(kept / (1.0 - kept))


def _share(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))


def _bounded(share: float, largest: float) -> float:
    return round(min(max(share, SMALLEST), largest), 3)


def _numbers(numbers: Iterable[float]) -> list[float]:
    return [round(number, 4) for number in numbers]
