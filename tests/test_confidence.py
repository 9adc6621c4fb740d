"""Confidence: what the calibration makes of cues, how it is fitted, and what is said of good and poor text."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit import Agreement, Options, extract, load_plugins
from agreementkit.confidence import (
    UNMEASURED,
    Calibration,
    Cues,
    Observed,
    Tried,
    calibration_from_json,
    interpolate,
    isotonic,
    shipped_calibration,
)

ROOT = Path(__file__).parents[1]
OPTIONS = Options(as_of=date(2026, 11, 21))
PLUGINS = load_plugins()
PARTY = Cues(kind="party", rule="between", raw=0.95)

Observations = st.lists(
    st.builds(Observed, st.floats(-5, 5), st.booleans(), st.floats(0.1, 3)), min_size=1, max_size=60
)


@given(Observations, st.floats(0, 10))
def test_the_fitted_function_never_falls_and_stays_within_zero_and_one(seen: list[Observed], least: float) -> None:
    steps = isotonic(seen, least=least)
    assert all(one.score < other.score and one.confidence < other.confidence for one, other in pairwise(steps))
    scores = [-9.0, *sorted(observed.score for observed in seen), 9.0]
    made = [interpolate(steps, score) for score in scores]
    assert all(0 <= confidence <= 1 for confidence in made)
    assert all(one <= other + 1e-12 for one, other in pairwise(made))


@given(Observations)
def test_the_order_of_observations_means_nothing(seen: list[Observed]) -> None:
    made, again = isotonic(seen), isotonic(seen[::-1])
    assert [step.score for step in made] == pytest.approx([step.score for step in again])
    assert [step.confidence for step in made] == pytest.approx([step.confidence for step in again])


def test_few_observations_are_drawn_to_their_kind() -> None:
    calibration = replace(
        shipped_calibration(),
        kinds={"party": Tried(180, 200)},
        rules={("party", "often"): Tried(100, 100), ("party", "once"): Tried(1, 1)},
    )
    often, once, never = (calibration.precision("party", rule) for rule in ("often", "once", "never"))
    assert often > once > never
    assert never == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize(
    "worse",
    [
        {"raw": 0.5},
        {"repaired": 0.8},
        {"quality": 0.3},
        {"ocr": 0.4},
    ],
)
def test_every_doubt_lowers_the_confidence(worse: dict[str, float]) -> None:
    calibration = shipped_calibration()
    assert calibration.confidence(replace(PARTY, **worse)) < calibration.confidence(PARTY)  # type: ignore[arg-type]


def test_a_cue_that_agrees_raises_it() -> None:
    calibration = shipped_calibration()
    doubtful = replace(PARTY, quality=0.5, raw=0.8)
    assert calibration.confidence(replace(doubtful, confirmed=True)) > calibration.confidence(doubtful)


def test_what_was_never_measured_does_not_look_certain() -> None:
    calibration = shipped_calibration()
    strange = Cues(kind="liability", rule="anything", raw=0.99)
    assert calibration.confidence(strange) <= UNMEASURED
    assert calibration.confidence(replace(strange, raw=0.6)) == pytest.approx(0.6)
    assert calibration.confidence(replace(PARTY, rule="a_strangers", raw=0.4)) <= 0.4


@given(st.floats(0, 1), st.booleans(), st.floats(0, 1), st.floats(0, 1), st.one_of(st.none(), st.floats(0, 1)))
def test_any_cues_give_a_confidence(
    raw: float, confirmed: bool, repaired: float, quality: float, ocr: float | None
) -> None:
    for kind in ("party", "unheard_of"):
        cues = Cues(kind=kind, rule="r", raw=raw, confirmed=confirmed, repaired=repaired, quality=quality, ocr=ocr)
        assert 0 < shipped_calibration().confidence(cues) < 1


def test_a_calibration_is_written_and_read_the_same() -> None:
    shipped = shipped_calibration()
    assert calibration_from_json(shipped.to_json()) == shipped
    for strange in ("[]", "{}", '{"overall": 3}', "no json"):
        with pytest.raises(ValueError, match=r"no calibration|Expecting"):
            calibration_from_json(strange)


def test_the_shipped_file_is_what_its_own_writer_writes() -> None:
    stored = (ROOT / "models" / "agreementkit_models" / "calibration.json").read_text("utf-8")
    assert calibration_from_json(stored).to_json() == stored


def made(change: dict[str, str] | None = None) -> Agreement:
    text = (ROOT / "corpus" / "agreements" / "kv-kaltenweiher-sprachmittlung.txt").read_text("utf-8")
    for letter, read in (change or {}).items():
        text = text.replace(letter, read)
    return extract(text.encode(), "v.txt", plugins=PLUGINS, options=OPTIONS).record


def test_garbled_text_gives_less_confidence_than_clean_text() -> None:
    clean, garbled = made(), made({"ä": "a", "ö": "é", "ü": "ii", "ß": "B"})
    assert clean.document.municipality
    assert clean.document.meta["municipality"].confidence > 0.9
    assert sum(page.repaired for page in garbled.source.pages) > 10 > sum(page.repaired for page in clean.source.pages)
    assert mean(garbled) < mean(clean) - 0.02


def mean(record: Agreement) -> float:
    found = [*record.parties, *record.signatures, *record.goals, *record.document.meta.values()]
    return sum(finding.confidence for finding in found) / len(found)


def test_the_parts_of_a_termination_have_proofs_of_their_own() -> None:
    text = (
        "Kooperationsvereinbarung\n\nzwischen\n\nder Stadt Birkenfurt\n\nund\n\ndem Jobcenter Birkenfurt\n\n"
        "§ 1 Kündigung\n\n(1) Die Vereinbarung kann mit einer Frist von drei Monaten zum Jahresende gekündigt werden.\n"
        "(2) Sie kann aus wichtigem Grund fristlos gekündigt werden.\n"
    )
    termination = extract(text.encode(), "v.txt", plugins=PLUGINS, options=OPTIONS).record.termination
    assert termination
    assert set(termination.meta) == {"notice", "for_cause"}
    assert termination.meta["for_cause"].evidence[0].place == "§ 1 (2), S. 1"
    assert termination.confidence == min(part.confidence for part in termination.meta.values())


def test_the_recipes_tickets_lead_back_to_the_cues() -> None:
    """The recipe puts numbers in place of confidences; they must survive the record unrounded."""
    sys.path.insert(0, str(ROOT / "models" / "train"))
    from observations import observe

    seen = list(observe(["kv-birkenfurt-alleinerziehende"]))
    assert {one.kind for one in seen} >= {"party", "signature", "document.type", "goal"}
    assert sum(one.right for one in seen) / len(seen) > 0.9


def test_the_calibration_knows_the_rules_that_find_most() -> None:
    """Rules that were renamed or added since it was fitted make their findings look unmeasured: run make calibrate."""
    known = shipped_calibration().rules
    found = [
        (kind, finding.rule)
        for record in (made(),)
        for kind, findings in (("party", record.parties), ("signature", record.signatures), ("goal", record.goals))
        for finding in findings
    ]
    assert sum(key in known for key in found) / len(found) > 0.8
    assert isinstance(shipped_calibration(), Calibration)
