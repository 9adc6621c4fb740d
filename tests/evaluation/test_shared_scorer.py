"""The scorer that judges us and ours agree field by field, on good records and on broken ones."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agreementkit import Options, extract, load_plugins
from agreementkit.evaluation import Tally, make_report, score_document, score_evidence

from .broken import broken

pytestmark = pytest.mark.shared
GOLD = Path(__file__).parents[2] / "corpus" / "gold"


def theirs(shared: Path, gold: Path, records: Path) -> dict[str, Any]:
    command = [sys.executable, shared / "eval" / "score_fields.py", gold, records, "--json"]
    done = subprocess.run(command, capture_output=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def ours(gold: Path, records: Path) -> dict[str, Any]:
    tally = Tally()
    for path in sorted(gold.glob("*.json")):
        record = json.loads((records / path.name).read_text("utf-8"))
        record = record if isinstance(record, dict) else {}
        score_document(path.stem, json.loads(path.read_text("utf-8")), record, tally)
        text = records / f"{path.stem}.normalised.txt"
        score_evidence(path.stem, record, text.read_bytes().decode() if text.exists() else None, tally)
    report = make_report(tally).as_json()
    kept = ("tp", "fp", "fn", "precision", "recall", "f1")
    fields = {name: {key: field[key] for key in kept} for name, field in report["fields"].items()}
    return {key: report[key] for key in ("documents", "micro_f1", "macro_f1")} | {"fields": fields}


def put(records: Path, made: Mapping[str, Any], texts: Mapping[str, str]) -> None:
    for name, record in made.items():
        (records / f"{name}.json").write_text(json.dumps(record), "utf-8")
    for name, text in texts.items():
        (records / f"{name}.normalised.txt").write_bytes(text.encode())


@pytest.fixture(scope="module", params=["the real texts", "our corpus"])
def extracted(request: pytest.FixtureRequest, shared: Path) -> tuple[Path, dict[str, Any], dict[str, str]]:
    """A folder of golds, and the records and texts of its documents."""
    real = request.param == "the real texts"
    gold = shared / "gold" if real else GOLD
    plugins, options = load_plugins(), Options(as_of=date(2026, 11, 21))
    records, texts = {}, {}
    for path in sorted(gold.glob("*.json")):
        source = (gold / json.loads(path.read_text("utf-8"))["text"]).resolve()
        made = extract(source.read_bytes(), source.name, plugins=plugins, options=options)
        records[path.stem], texts[path.stem] = json.loads(made.record.to_json()), made.document.text
    return gold, records, texts


Extracted = tuple[Path, dict[str, Any], dict[str, str]]


def test_both_agree_on_what_we_extract(extracted: Extracted, shared: Path, tmp_path: Path) -> None:
    gold, records, texts = extracted
    put(tmp_path, records, texts)
    assert ours(gold, tmp_path) == theirs(shared, gold, tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_both_agree_on_broken_records(extracted: Extracted, shared: Path, tmp_path: Path, seed: int) -> None:
    gold, records, texts = extracted
    put(tmp_path, {name: broken(record, seed) for name, record in records.items()}, texts if seed % 2 else {})
    assert ours(gold, tmp_path) == theirs(shared, gold, tmp_path)


@pytest.mark.parametrize("seed", range(2))
def test_both_agree_where_the_gold_is_the_record(extracted: Extracted, shared: Path, tmp_path: Path, seed: int) -> None:
    """Golds with parts exchanged between documents: alternatives, optional entries and «unknown» are met crosswise."""
    gold, _, _ = extracted
    names = sorted(path.stem for path in gold.glob("*.json"))
    golds = {name: json.loads((gold / f"{name}.json").read_text("utf-8")) for name in names}
    shifted = dict(zip(names, [golds[name] for name in names[seed:] + names[:seed]], strict=True))
    for record in shifted.values():
        record["goals"] = [{**goal, "text": goal.get("starts_with")} for goal in known(record.get("goals"))]
    put(tmp_path, shifted, {})
    assert ours(gold, tmp_path) == theirs(shared, gold, tmp_path)


def known(entries: Any) -> list[dict[str, Any]]:
    return entries if isinstance(entries, list) else []
