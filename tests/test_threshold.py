"""What is left of a record where only sure findings are wanted."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agreementkit import Agreement, Options, extract, load_plugins
from agreementkit.threshold import only_sure

TEXT = Path(__file__).parents[1] / "corpus" / "agreements" / "kv-kaltenweiher-sprachmittlung.txt"


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    made = extract(TEXT.read_bytes(), TEXT.name, plugins=load_plugins(), options=Options(as_of=date(2026, 11, 21)))
    return json.loads(made.record.to_json())  # type: ignore[no-any-return]


def test_nothing_is_left_out_below_zero(record: dict[str, Any]) -> None:
    kept, left_out = only_sure(record, 0.0)
    assert left_out == 0
    assert json.dumps(kept, sort_keys=True) == json.dumps(record, sort_keys=True)


def test_everything_but_the_type_goes_above_one(record: dict[str, Any]) -> None:
    before = copy.deepcopy(record)
    kept, left_out = only_sure(record, 1.0)
    assert record == before
    assert left_out > 10
    assert (kept["parties"], kept["goals"], kept["term"], kept["termination"]) == ([], [], None, None)
    assert kept["document"]["type"] == record["document"]["type"]
    assert (kept["document"]["municipality"], set(kept["document"]["meta"])) == (None, {"type"})
    assert (kept["deadlines"]["status"], kept["deadlines"]["next_end"]) == ("unknown", None)
    assert Agreement.model_validate(kept)


@pytest.mark.parametrize("minimum", [0.2, 0.9, 0.95, 0.97, 0.98, 0.985])
def test_no_finding_below_is_left_and_the_record_stays_one(record: dict[str, Any], minimum: float) -> None:
    kept, left_out = only_sure(record, minimum)
    assert Agreement.model_validate(kept)
    assert len(list(confidences(kept))) + left_out <= len(list(confidences(record)))
    assert all(confidence >= minimum for path, confidence in confidences(kept) if path != ("document", "meta", "type"))


def test_a_persons_word_stays(record: dict[str, Any]) -> None:
    changed = copy.deepcopy(record)
    changed["parties"][0] |= {"confidence": 0.1, "review": "corrected"}
    changed["parties"][1] |= {"confidence": 0.1}
    kept, left_out = only_sure(changed, 0.5)
    assert left_out == 1
    assert changed["parties"][0] in kept["parties"]
    assert changed["parties"][1] not in kept["parties"]


def test_parts_of_a_termination_go_one_by_one() -> None:
    text = (
        "Kooperationsvereinbarung\n\nzwischen\n\nder Stadt Birkenfurt\n\nund\n\ndem Jobcenter Birkenfurt\n\n"
        "§ 1 Laufzeit\n\nDie Vereinbarung gilt bis zum 31.12.2030. "
        "Sie verlängert sich um jeweils ein Jahr, wenn sie nicht gekündigt wird.\n\n"
        "§ 2 Kündigung\n\n(1) Die Vereinbarung kann mit einer Frist von drei Monaten zum Jahresende gekündigt werden.\n"
        "(2) Sie kann aus wichtigem Grund fristlos gekündigt werden.\n"
    )
    made = extract(text.encode(), "v.txt", plugins=load_plugins(), options=Options(as_of=date(2026, 11, 21)))
    record = json.loads(made.record.to_json())
    record["termination"]["meta"]["notice"]["confidence"] = 0.3
    kept, left_out = only_sure(record, 0.5)
    assert left_out == 1
    assert (kept["termination"]["notice_period"], kept["termination"]["for_cause"]) == (None, True)
    assert [item["place"] for item in kept["termination"]["evidence"]] == ["§ 2 (2), S. 1"]
    assert record["deadlines"]["notice_by"] is not None
    assert kept["deadlines"]["notice_by"] is None


def confidences(node: Any, path: tuple[Any, ...] = ()) -> Any:
    if isinstance(node, dict):
        if "confidence" in node and "evidence" in node:
            yield path, node["confidence"]
        for key, value in node.items():
            yield from confidences(value, (*path, key))
    elif isinstance(node, list):
        for position, value in enumerate(node):
            yield from confidences(value, (*path, position))
