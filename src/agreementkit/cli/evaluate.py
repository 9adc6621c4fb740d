"""``agreementkit evaluate``: extraction scored against gold records."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from agreementkit.batch import Extracted, Job, Work, run_jobs
from agreementkit.batch.jobs import OcrMode, RepairLevel
from agreementkit.cli.inputs import read_job
from agreementkit.cli.options import ANY_PATH, as_of_option, reading_options, to_file_option
from agreementkit.cli.progress import Bar
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_text
from agreementkit.errors import NotFoundError, UnreadableError


@click.command("evaluate")
@click.option("--gold", required=True, type=ANY_PATH, help="Folder of gold records, one JSON a document.")
@click.option("--sources", type=ANY_PATH, help="Folder of the documents, named like their golds.")
@click.option("--records", type=ANY_PATH, help="Folder of records to score (NAME.json) instead of extracting.")
@click.option(
    "--split", type=click.Choice(["train", "dev", "test"]), help="Only these documents of splits.toml beside the golds."
)
@click.option("--compare", type=ANY_PATH, help="An earlier report (--json) to set beside this one.")
@click.option("--show", is_flag=True, help="Print every miss.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Documents at the same time.")
@as_of_option
@reading_options
@to_file_option
@pass_settings
def evaluate_command(
    settings: Settings,
    gold: Path,
    sources: Path | None,
    records: Path | None,
    split: str | None,
    compare: Path | None,
    show: bool,
    as_json: bool,
    jobs: int,
    as_of: date,
    ocr: OcrMode,
    ocr_engine: str,
    level: RepairLevel,
    output: Path | None,
) -> None:
    """Score extraction: precision, recall and F1 a field with intervals, by groups, and what confidence is worth.

    A gold names its document in "text"; with --sources the document is the file there that is named like the gold, and
    with --records nothing is extracted: NAME.json is scored, and NAME.normalised.txt beside it proves its quotes.
    """
    from agreementkit.evaluation import (
        Tally,
        compare_reports,
        comparison_as_text,
        make_report,
        score_document,
        score_evidence,
    )

    if records and sources:
        raise click.UsageError("Give --records or --sources, not both.")
    before: Any = _json(compare) if compare else None
    golds = _golds(gold, _split(gold, split) if split else None)
    work = Work(
        task="extract",
        as_of=as_of.isoformat(),
        ocr=ocr,
        ocr_engine=ocr_engine,
        level=level,
        without_plugins=settings.without_plugins,
    )
    tally = Tally()
    made = _stored(records, golds, settings) if records else _extracted(gold, golds, sources, work, jobs, settings)
    for name, record, text in made:
        score_document(name, golds[name], record, tally)
        score_evidence(name, record, text, tally)
    report = make_report(tally)
    shown = report.as_json()
    try:
        changed = compare_reports(shown, before) if compare else None
    except ValueError as error:
        raise UnreadableError(
            f"{compare} is no report of evaluate --json: {error}", "Write one with --json."
        ) from error
    if as_json:
        shown |= {"compared": changed.as_json()} if changed else {}
        write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", output)
    else:
        write_text(report.as_text(misses=show) + (comparison_as_text(changed) if changed else ""), output)


Scored = tuple[str, dict[str, Any], str | None]
"""A document's name, its record, and its normalised text where that is known."""


def _extracted(
    gold: Path, golds: dict[str, dict[str, Any]], sources: Path | None, work: Work, workers: int, settings: Settings
) -> Iterator[Scored]:
    with Bar(settings, total=len(golds)) as bar:
        jobs = _jobs(gold, golds, sources)
        outcomes = run_jobs(jobs, work, workers=workers, on_step=bar.on_step, quiet=not settings.debug)
        for name, outcome in zip(golds, outcomes, strict=True):
            bar.finished(name)
            if isinstance(outcome.result, Extracted):
                yield name, json.loads(outcome.result.record_json), outcome.result.text
            else:
                settings.note(f"{name}: {outcome.error}")
                yield name, {}, None


def _stored(folder: Path, golds: dict[str, dict[str, Any]], settings: Settings) -> Iterator[Scored]:
    """Records that lie in a folder; one that is missing or broken counts as empty, and is named."""
    if not folder.is_dir():
        raise NotFoundError(f"There is no folder {folder}.", "Give a folder of records, NAME.json each.")
    for name in golds:
        record: object = {}
        try:
            record = json.loads((folder / f"{name}.json").read_text("utf-8"))
            if not isinstance(record, dict):
                settings.note(f"{name}: the record is no JSON object")
        except (OSError, ValueError, RecursionError) as error:
            settings.note(f"{name}: no record: {error}")
        text = folder / f"{name}.normalised.txt"
        # as bytes: reading as text would turn a carriage return into a line feed and move every offset
        known = text.read_bytes().decode("utf-8", "replace") if text.is_file() else None
        yield name, record if isinstance(record, dict) else {}, known


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise NotFoundError(f"There is no report {path}: {error.strerror}.", "Write one with --json -o.") from error
    except ValueError as error:
        raise UnreadableError(f"{path} is no JSON: {error}", "Write one with --json.") from error


def _split(gold: Path, split: str) -> set[str]:
    path = gold.resolve().parent / "splits.toml"
    try:
        names = tomllib.loads(path.read_text("utf-8")).get(split)
    except OSError as error:
        raise NotFoundError(f"There is no {path}.", "Name train, dev and test documents there.") from error
    except ValueError as error:
        raise UnreadableError(f"{path} is no TOML: {error}", "Mend it.") from error
    if not isinstance(names, list):
        raise UnreadableError(f"{path} names no {split} documents.", f"Add: {split} = [...]")
    return {str(name) for name in names}


def _golds(folder: Path, only: set[str] | None) -> dict[str, dict[str, Any]]:
    golds: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.json")):
        if only is not None and path.stem not in only:
            continue
        try:
            golds[path.stem] = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise UnreadableError(f"{path.name} is no JSON: {error}", "Mend the gold record.") from error
    if not golds:
        raise NotFoundError(f"There is no gold record in {folder}.", "Give a folder with *.json, e.g. corpus/gold.")
    return golds


def _jobs(folder: Path, golds: dict[str, dict[str, Any]], sources: Path | None) -> Iterator[Job]:
    for name, content in golds.items():
        if sources is None:
            yield read_job((folder / str(content.get("text", f"{name}.txt"))).resolve())
            continue
        found = sorted(path for path in sources.iterdir() if path.stem == name and path.is_file())
        if not found:
            raise NotFoundError(f"There is no document named {name} in {sources}.", "Name it like its gold.")
        yield read_job(found[0])
