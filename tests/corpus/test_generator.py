"""Composed agreements: what they state is read as stated or not at all, whatever the wording and the layout."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreementkit import Options, extract, load_plugins
from agreementkit.plugins import Plugins
from generator import Composed, compose, way_out

CORPUS = Path(__file__).parents[2] / "corpus"
AS_OF = date(2026, 11, 21)
SEEDS = st.integers(min_value=0, max_value=999_999)
TERM = ("effective_date.value", "effective_date.event", "expiration_date.value", "initial_term", "renewal.period")
TERMINATION = ("notice_period", "effective", "notice_deadline_day", "form")


@pytest.fixture(scope="module")
def plugins() -> Plugins:
    return load_plugins()


def read(made: Composed, plugins: Plugins) -> dict[str, Any]:
    record = extract(made.text.encode(), "composed.txt", plugins=plugins, options=Options(as_of=AS_OF)).record
    return json.loads(record.to_json())


def at(node: Any, path: str) -> Any:
    for part in path.split("."):
        node = node.get(part) if node else None
    return node


def wrong_values(made: Composed, record: dict[str, Any]) -> list[str]:
    """What the record states otherwise than the facts; what it leaves empty is not wrong."""
    wrong = []
    for topic, paths in (("term", TERM), ("termination", TERMINATION)):
        for path in paths:
            got, gold = at(record[topic], path), at(made.gold[topic], path)
            if got not in (None, gold, *(at(made.gold[topic], f"{path}_accept") or ())):
                wrong.append(f"{topic}.{path}: {got!r} for {gold!r}")
    for topic, path in (
        ("term", "expiration_date.perpetual"),
        ("term", "renewal.automatic"),
        ("termination", "for_cause"),
        ("termination", "mutual_rescission.allowed"),
    ):
        if at(record[topic], path) and not at(made.gold[topic], path):
            wrong.append(f"{topic}.{path}")
    golds = {party["name"]: party for party in made.gold["parties"]}
    for party in record["parties"]:
        gold = golds.get(party["name"])
        if gold is None:
            wrong.append(f"party {party['name']!r}")
            continue
        wrong += [
            f"{key} of {party['name']!r}: {party[key]!r}"
            for key in ("kind", "alias", "represented_by")
            if party[key] not in (None, gold[key])
        ]
    end, by = way_out(made.facts.term, made.facts.leaving, AS_OF)
    for key, day in (("next_end", end), ("notice_by", by)):
        if record["deadlines"][key] not in (None, day and day.isoformat()):
            wrong.append(f"{key}: {record['deadlines'][key]} for {day}")
    return wrong


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seed=SEEDS)
def test_no_stated_fact_is_read_as_another(plugins: Plugins, seed: int) -> None:
    made = compose(seed)
    assert wrong_values(made, read(made, plugins)) == [], made.text


def test_most_stated_facts_are_read(plugins: Plugins) -> None:
    """Else the test above would be passed by reading nothing."""
    found = stated = 0
    for seed in range(40):
        made = compose(seed)
        record = read(made, plugins)
        end, by = way_out(made.facts.term, made.facts.leaving, AS_OF)
        pairs = [(at(made.gold["term"], path), at(record["term"], path)) for path in TERM]
        pairs += [(at(made.gold["termination"], path), at(record["termination"], path)) for path in TERMINATION]
        pairs += [(end and end.isoformat(), record["deadlines"]["next_end"])]
        pairs += [(by and by.isoformat(), record["deadlines"]["notice_by"])]
        pairs += [(len(made.gold["parties"]), len(record["parties"]))]
        stated += sum(gold is not None for gold, _ in pairs)
        found += sum(gold is not None and gold == got for gold, got in pairs)
    # what is left empty stands in texts without any heading
    assert found >= 0.9 * stated


@given(seed=SEEDS)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_marks_lie_in_the_text_and_say_what_stands_there(seed: int) -> None:
    made = compose(seed)
    assert compose(seed) == made
    covered = 0
    for mark in made.marks:
        piece = made.text[mark.start : mark.end]
        assert piece.strip()
        if mark.kind == "sentence":
            assert mark.start >= covered
            covered = mark.end
        if mark.kind == "party":
            assert " ".join(piece.split()) in {party.name for party in made.facts.parties}
        if mark.kind == "goal":
            assert " ".join(piece.split()) in {goal.text for goal in made.facts.goals}


def test_the_deadlines_are_reckoned_by_hand() -> None:
    """BGB §§ 187, 188: three months to the end of a year end on 30 September."""
    made = next(
        made
        for made in map(compose, range(500))
        if made.facts.leaving.notice == "P3M" and made.facts.leaving.effective == "--12-31"
    )
    assert way_out(made.facts.term, made.facts.leaving, date(2026, 11, 21)) == (date(2027, 12, 31), date(2027, 9, 30))


def test_no_sentence_is_borrowed_from_the_written_corpus() -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.split()
        return set(zip(*(words[shift:] for shift in range(12)), strict=False))

    splits = tomllib.loads((CORPUS / "splits.toml").read_text(encoding="utf-8"))
    written = set().union(
        *(
            runs((CORPUS / "agreements" / f"{name}.txt").read_text(encoding="utf-8"))
            for name in (*splits["train"], *splits["dev"])
        )
    )
    composed = set().union(*(runs(compose(seed).text) for seed in range(200)))
    assert composed & written == set()


def test_the_command_writes_texts_and_golds(tmp_path: Path) -> None:
    command = [sys.executable, str(CORPUS / "generate.py"), "--seed", "7", "--count", "2", "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    gold = json.loads((tmp_path / "gold" / "g-000008.json").read_text(encoding="utf-8"))
    text = (tmp_path / "gold" / gold["text"]).read_text(encoding="utf-8")
    assert text == compose(8).text
