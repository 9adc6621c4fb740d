"""The figures of an evaluation on small cases that can be counted by hand."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.evaluation import (
    Report,
    Tally,
    compare_reports,
    comparison_as_text,
    make_report,
    score_document,
    score_evidence,
)
from agreementkit.evaluation.reliability import precision_at_recall, reliability

from .broken import broken


def meta(confidence: float, quote: str = "wie gedruckt") -> dict[str, Any]:
    evidence = [{"quote": quote, "page": 1, "start": 0, "end": len(quote), "place": "§ 2, S. 1"}]
    return {"evidence": evidence, "confidence": confidence, "rule": "by_hand", "plugin": "test", "review": "unreviewed"}


def record(**changed: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "source": {"pages": [{"page": 1, "origin": "plain", "quality": 1.0, "reason": "", "repaired": 0}]},
        "document": {
            "type": "Kooperationsvereinbarung",
            "is_agreement": True,
            "municipality": {"name": "Birkenfurt"},
            "agreement_date": "2019-12-12",
            "meta": {"type": meta(0.97), "municipality": meta(0.95), "agreement_date": meta(0.9)},
        },
        "parties": [
            {"name": "Stadt Birkenfurt", "kind": "municipality", "alias": "Stadt", **meta(0.96)},
            {"name": "Jobcenter Birkenfurt", "kind": "jobcenter", "alias": None, **meta(0.92)},
        ],
        "term": {"effective_date": {"value": "2020-01-01", "raw": "1. Januar 2020", **meta(0.93)}},
        "termination": {
            "notice_period": "P3M",
            "for_cause": True,
            **meta(0.6),
            "meta": {"notice": meta(0.94), "for_cause": meta(0.6)},
        },
    }
    return made | changed


GOLD = {key: value for key, value in record().items() if key != "source"}


def report(*records: dict[str, Any], gold: dict[str, Any] = GOLD) -> Report:
    tally = Tally()
    for number, each in enumerate(records):
        score_document(f"document {number}", gold, each, tally)
        score_evidence(f"document {number}", each, None, tally)
    return make_report(tally)


def test_a_record_that_says_what_its_gold_says_is_all_right() -> None:
    made = report(record())
    assert (made.micro_f1, made.macro_f1, made.misses) == (1.0, 1.0, ())
    assert made.scores.micro_intervals.f1 == (1.0, 1.0)


def test_a_wrong_value_counts_twice_and_the_surest_comes_first() -> None:
    wrong = record(
        term={"effective_date": {"value": "2021-01-01", **meta(0.99)}},
        parties=[{"name": "Stadt Birkenfurt", "kind": "school", "alias": "Stadt", **meta(0.7)}],
    )
    made = report(wrong)
    counted = {field.field: (field.tp, field.fp, field.fn) for field in made.fields}
    assert counted["term.effective_date"] == (0, 1, 1)
    assert counted["parties"] == (1, 0, 1)
    assert counted["parties.kind"] == (0, 1, 1)
    first, second = made.misses[:2]
    assert (first.field, first.proof.confidence if first.proof else None) == ("term.effective_date", 0.99)
    assert second.field == "parties.kind"
    assert made.misses[-1].verdict == "fn"
    text = made.as_text(misses=False)
    assert "at 0.99 by by_hand from «wie gedruckt» (§ 2, S. 1)" in text
    assert "worst fields (misses): parties.kind 2, term.effective_date 2, parties 1" in text


def test_each_part_of_a_termination_has_its_own_proof() -> None:
    made = report(record(), gold={**GOLD, "termination": {"notice_period": "P3M"}})
    (miss,) = made.misses
    assert (miss.field, miss.proof and miss.proof.confidence) == ("termination.for_cause", 0.6)


def test_groups_tell_type_and_origin() -> None:
    scanned = record(source={"pages": [{"page": 1, "origin": "ocr"}, {"page": 2, "origin": "text_layer"}]})
    mended = record(source={"pages": [{"page": 1, "origin": "plain", "repaired": 40}]})
    made = report(record(), scanned, mended, record(source={"pages": [{"origin": "text_layer"}]}), {})
    assert [(group.name, group.documents) for group in made.by_origin] == [
        ("born-digital", 1),
        ("repaired", 1),
        ("scan", 1),
        ("text", 1),
        ("unread", 1),
    ]
    assert [(group.name, group.documents) for group in made.by_type] == [("Kooperationsvereinbarung", 5)]
    assert made.by_document[0].name == "document 4"


def test_intervals_hold_the_figure_and_narrow_with_more_documents() -> None:
    def interval(times: int) -> tuple[float, float]:
        poor = record(parties=[], term=None)
        made = report(*([record(), record(), poor] * times))
        low, high = made.scores.micro_intervals.f1
        assert low <= made.micro_f1 <= high
        return low, high

    few, many = interval(2), interval(20)
    assert many[1] - many[0] < few[1] - few[0]
    assert interval(2) == few


def test_the_report_is_json_and_the_same_every_time() -> None:
    once, again = (json.dumps(report(record(), record(parties=[])).as_json(), allow_nan=False) for _ in range(2))
    assert once == again
    held = json.loads(once)
    assert held["fields"]["parties"]["n"] == 4
    assert held["fields"]["parties"]["recall_95"] == [0.0, 1.0]
    assert held["fields"]["parties"]["p_at_80r"] is None
    assert held["fields"]["document.type"]["p_at_90r"] == 1.0
    assert held["confidence"]["sure"] == {"from": 0.9, "n": 17, "wrong": 0, "share": 0.0}


def test_comparison_tells_what_got_better_and_worse() -> None:
    before = report(record(parties=[]), record()).as_json()
    now = report(record(), record(term=None)).as_json()
    made = compare_reports(now, json.loads(json.dumps(before)))
    changed = {change.name: change.difference for change in made.fields}
    assert changed["parties"] > 0 > changed["term.effective_date"]
    assert [change.name for change in made.documents] == ["document 1", "document 0"]
    assert [miss[1] for miss in made.new_misses] == ["term.effective_date"]
    assert {miss[1] for miss in made.mended} == {"parties"}
    assert "document 1" in comparison_as_text(made)
    assert compare_reports(now, now).fields == ()


def test_a_document_that_only_one_report_has_is_told_to_be_new_or_gone() -> None:
    one, both = report(record()).as_json(), report(record(), record()).as_json()
    assert "new  → 1.000" in comparison_as_text(compare_reports(both, one))
    assert "1.000 → gone" in comparison_as_text(compare_reports(one, both))


@pytest.mark.parametrize("strange", [None, [], {}, {"fields": {}, "counts": []}, {"fields": {}, "counts": {"a": 3}}])
def test_a_comparison_with_something_else_is_refused(strange: Any) -> None:
    now = report(record()).as_json()
    now["counts"]["a"] = {}
    with pytest.raises(ValueError, match=r"it has no|is none of a report"):
        compare_reports(now, strange)


def test_broken_records_are_scored_and_reported() -> None:
    made = report(*(broken(record(), seed, share=0.3) for seed in range(40)))
    assert made.documents == 40
    assert json.dumps(made.as_json(), allow_nan=False)
    assert made.as_text(misses=True)


Values = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


@given(Values)
def test_bins_hold_every_value_once_and_keep_equals_together(values: list[tuple[float, bool]]) -> None:
    held = reliability(values)
    assert sum(each.n for each in held.bins) == len(values)
    assert len(held.bins) <= 10
    assert all(one.high < other.low for one, other in zip(held.bins, held.bins[1:], strict=False))
    assert held.error is None or 0 <= held.error <= 1
    shuffled = random.Random(1).sample(values, len(values))
    assert [(each.low, each.high, each.n) for each in reliability(shuffled).bins] == [
        (each.low, each.high, each.n) for each in held.bins
    ]


@given(Values, st.integers(0, 5))
def test_more_recall_never_gives_more_precision(values: list[tuple[float, bool]], missed: int) -> None:
    wanted = sum(right for _, right in values) + missed
    at80, at90 = (precision_at_recall(values, wanted, recall) for recall in (0.8, 0.9))
    if at90 is not None:
        assert at80 is not None
        assert at80 >= at90


def test_calibration_error_by_hand() -> None:
    values = [(0.5, True)] * 5 + [(0.5, False)] * 5 + [(0.9, True)] * 8 + [(0.9, False)] * 2
    held = reliability(values)
    assert held.error == pytest.approx(0.05)
    assert (held.sure, held.sure_wrong, held.sure_wrong_share) == (10, 2, 0.2)
