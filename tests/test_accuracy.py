"""What the whole program reads, scored: our corpus on any machine, the five real documents where they are."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agreementkit import Options, extract, load_plugins
from agreementkit.batch import Extracted, Job, Work, run_jobs
from agreementkit.evaluation import Report, Tally, make_report, score_document, score_evidence

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
OPTIONS = Options(as_of=date(2026, 11, 21))


def golds(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


def scored(gold: dict[str, dict[str, Any]], records: Iterable[tuple[str, dict[str, Any], str]]) -> Report:
    tally = Tally()
    for name, record, text in records:
        score_document(name, gold[name], record, tally)
        score_evidence(name, record, text, tally)
    return make_report(tally)


def from_texts(gold: dict[str, dict[str, Any]], folder: Path) -> Report:
    plugins = load_plugins()

    def read() -> Iterable[tuple[str, dict[str, Any], str]]:
        for name, content in gold.items():
            path = (folder / str(content["text"])).resolve()
            made = extract(path.read_bytes(), path.name, plugins=plugins, options=OPTIONS)
            yield name, json.loads(made.record.to_json()), made.document.text

    return scored(gold, read())


def evidence(report: Report) -> float:
    return next(score.precision for score in report.fields if score.field == "evidence.verbatim")


def test_our_corpus() -> None:
    report = from_texts(golds(CORPUS / "gold"), CORPUS / "gold")
    assert report.documents >= 16
    assert evidence(report) == 1.0, report.as_text(misses=True)
    assert report.micro_f1 >= 0.95, report.as_text(misses=True)


def test_agreements_of_other_hands() -> None:
    report = from_texts(golds(CORPUS / "hands" / "gold"), CORPUS / "hands" / "gold")
    assert report.documents >= 50
    assert evidence(report) == 1.0, report.as_text(misses=True)
    assert report.micro_f1 >= 0.95, report.as_text(misses=True)


@pytest.mark.shared
def test_the_real_texts(shared: Path) -> None:
    report = from_texts(golds(shared / "gold"), shared / "gold")
    assert evidence(report) == 1.0, report.as_text(misses=True)
    assert report.micro_f1 >= 0.95, report.as_text(misses=True)
    assert report.macro_f1 >= 0.93, report.as_text(misses=True)


@pytest.mark.shared
def test_a_council_paper_binds_nobody(shared: Path) -> None:
    paper = next((shared / "seeds").glob("003*.txt"))
    record = extract(paper.read_bytes(), paper.name, plugins=load_plugins(), options=OPTIONS).record
    assert (record.document.type, record.document.is_agreement) == ("Berichtsvorlage", False)
    assert (record.parties, record.term, record.termination) == ((), None, None)


def scan_job(path: Path) -> Job:
    sys.path.insert(0, str(CORPUS))
    from rendering import page_images, scan_pdf, typeset

    images = page_images(typeset(path.read_text("utf-8")), dpi=300)
    return Job(data=scan_pdf(images, dpi=300), file_name=f"{path.stem}.pdf")


def from_scans(gold: dict[str, dict[str, Any]], folder: Path) -> Report:
    jobs = (scan_job((folder / str(content["text"])).resolve()) for content in gold.values())
    outcomes = run_jobs(jobs, Work(as_of="2026-11-21"), workers=2)

    def read() -> Iterable[tuple[str, dict[str, Any], str]]:
        for name, outcome in zip(gold, outcomes, strict=True):
            assert isinstance(outcome.result, Extracted), outcome.error
            yield name, json.loads(outcome.result.record_json), outcome.result.text

    return scored(gold, read())


@pytest.mark.ocr
def test_scans_of_our_corpus(tesseract: str) -> None:
    """A few, spread over the corpus; `agreementkit evaluate --sources` scores all of them."""
    chosen = dict(sorted(golds(CORPUS / "gold").items())[::8])
    report = from_scans(chosen, CORPUS / "gold")
    assert evidence(report) == 1.0, report.as_text(misses=True)
    assert report.micro_f1 >= 0.90, report.as_text(misses=True)


@pytest.mark.ocr
@pytest.mark.shared
def test_scans_of_the_real_texts(shared: Path, tesseract: str) -> None:
    report = from_scans(golds(shared / "gold"), shared / "gold")
    assert evidence(report) == 1.0, report.as_text(misses=True)
    assert report.micro_f1 >= 0.90, report.as_text(misses=True)
