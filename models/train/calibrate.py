"""Fits how sure findings are: rules' precision, the worth of cues, and the monotone function over them.

    python models/train/calibrate.py [models/agreementkit_models/calibration.json]

Reads the train and dev agreements of ``corpus`` as they are and garbled, and ``first_sight.tsv``: what rules found in
agreements that were written after them. Rules are made to fit train and dev, where nearly all is right by now; a value
there says little of an unseen document, so it counts a quarter of one found at first sight. A minute on one core; the
same corpus and plugins give the same bytes.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from garble import garble
from observations import CORPUS, Observation, observe, read

from agreementkit.confidence import FACTORS, Calibration, Observed, Step, Tried, isotonic
from agreementkit.evaluation.reliability import reliability

HERE = Path(__file__).parent
OUT = HERE.parent / "agreementkit_models" / "calibration.json"

TUNED = 0.25
"""How much of a value found at first sight one is worth that the rules were made to find."""

EXPECTED = dict(zip(FACTORS, (2.0, 0.4, 4.0, 2.0, 2.0, 6.0), strict=True))
"""What the factors are taken to be worth, in log-odds, before anything is seen."""

FIRMNESS = 2.0
"""How firmly: the precision of that expectation, as of a normal distribution."""

GARBLED = (0.003, 0.02, 0.05)
"""Shares of letters that the garbled copies of a text have wrong, beside the umlauts: a fair, a poor, a bad scan."""

LEAST_BLOCK = 20.0
"""What a knot of the monotone function must rest on, in values found at first sight."""

LEAST = 5
"""A kind that was observed less often is left to what holds for all kinds."""


class Row(NamedTuple):
    """An observation, what it weighs, and whether its text was as printed."""

    seen: Observation
    weight: float
    printed: bool


def main() -> None:
    """Observe, fit, say how well it holds, write."""
    splits = tomllib.loads((CORPUS / "splits.toml").read_text("utf-8"))
    names = sorted(n for part in ("train", "dev") for n in splits[part] if (CORPUS / "gold" / f"{n}.json").exists())
    rows = [Row(seen, 1.0, printed=True) for seen in read(HERE / "first_sight.tsv")]
    rows += [Row(seen, TUNED, printed=True) for seen in observe(names)]
    for share in GARBLED:
        rows += [Row(seen, TUNED, printed=False) for seen in observe(names, partial(garble, share=share))]
    weights = fit_weights(rows)
    scored = held_out_scores(rows, weights)
    towards = sum(s.weight for s in scored if s.right) / sum(s.weight for s in scored)
    final = counted(rows, weights, isotonic(scored, least=LEAST_BLOCK, towards=towards))
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    path.write_text(final.to_json(), "utf-8", newline="\n")
    for title, of in (("first sight", rows_where(rows, first=True)), ("now, printed and garbled", rows)):
        held = reliability([(final.confidence(row.seen.cues()), row.seen.right) for row in of])
        print(f"{title}: {held.n} values, error {held.error:.3f}, wrong at 0.9: {held.sure_wrong} of {held.sure}")
    print("weights", {name: round(weight, 2) for name, weight in weights.items()})


def rows_where(rows: Iterable[Row], *, first: bool) -> list[Row]:
    """The rows found at first sight, or the others."""
    return [row for row in rows if (row.weight == 1.0) == first]


def counted(rows: Sequence[Row], weights: Mapping[str, float], steps: tuple[Step, ...]) -> Calibration:
    """Sum observations up to a calibration; garbled texts tell of texts, not of rules."""
    kinds: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    rules: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    usual: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    seen: dict[str, int] = defaultdict(int)
    for row in rows:
        if not row.printed:
            continue
        one = row.seen
        seen[one.kind] += 1
        for sums in (kinds[one.kind], rules[one.kind, one.rule]):
            sums[0] += row.weight * one.right
            sums[1] += row.weight
        usual[one.kind][0] += row.weight * one.raw
        usual[one.kind][1] += row.weight * one.confirmed
    measured = {kind for kind, many in seen.items() if many >= LEAST}
    return Calibration(
        overall=Tried(sum(right for right, _ in kinds.values()), sum(tried for _, tried in kinds.values())),
        kinds={kind: Tried(*sums) for kind, sums in kinds.items()},
        rules={key: Tried(*sums) for key, sums in rules.items() if key[0] in measured},
        usual={kind: (raw / kinds[kind][1], same / kinds[kind][1]) for kind, (raw, same) in usual.items()},
        weights=weights,
        steps=steps,
    )


def held_out_scores(rows: Sequence[Row], weights: Mapping[str, float]) -> list[Observed]:
    """Each row's score by what the other documents tell of its rule."""
    scored = []
    for document in sorted({row.seen.document for row in rows}):
        others = counted([row for row in rows if row.seen.document != document], weights, ())
        own = [row for row in rows if row.seen.document == document]
        scored += [Observed(round(others.score(row.seen.cues()), 4), row.seen.right, row.weight) for row in own]
    return scored


def fit_weights(rows: Sequence[Row]) -> dict[str, float]:
    """The worth of the factors, by a logistic regression drawn to what is expected; never below zero.

    No observation here was recognised by Tesseract, so the worth of its own confidence stays as expected.
    """
    expected = np.array([EXPECTED[name] for name in FACTORS])
    without = held_out_scores(rows, dict.fromkeys(FACTORS, 0.0))
    by_document = sorted(rows, key=lambda row: row.seen.document)
    usual = counted(rows, EXPECTED, ()).usual
    table = np.array([_centred(row.seen, usual) for row in by_document])
    base = np.array([observed.score for observed in without])
    right = np.array([row.seen.right for row in by_document], dtype=float)
    many = np.array([row.weight for row in by_document])
    weights = expected.copy()
    for _ in range(25):
        share = 1 / (1 + np.exp(-(base + table @ weights)))
        slope = table.T @ (many * (right - share)) - FIRMNESS * (weights - expected)
        bend = (table.T * (many * share * (1 - share))) @ table + FIRMNESS * np.eye(len(FACTORS))
        weights = np.maximum(weights + np.linalg.solve(bend, slope), 0.0)
    return {name: round(float(weight), 4) for name, weight in zip(FACTORS, weights, strict=True)}


def _centred(seen: Observation, usual: Mapping[str, tuple[float, float]]) -> list[float]:
    raw, confirmed = usual.get(seen.kind, (seen.raw, 0.0))
    factors = seen.cues().factors()
    return [factors[0] - raw, factors[1] - confirmed, *factors[2:]]


if __name__ == "__main__":
    main()
