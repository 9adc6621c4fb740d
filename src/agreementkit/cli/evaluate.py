"""``agreementkit evaluate``: extraction scored against gold records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from agreementkit.batch import Extracted, Job, Work, run_jobs
from agreementkit.batch.jobs import OcrMode, RepairLevel
from agreementkit.cli.inputs import read_job
from agreementkit.cli.options import as_of_option, reading_options, to_file_option
from agreementkit.cli.progress import Bar
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_text
from agreementkit.errors import NotFoundError, UnreadableError


@click.command("evaluate")
@click.option(
    "--gold", required=True, type=click.Path(path_type=Path), help="Folder of gold records, one JSON a document."
)
@click.option("--sources", type=click.Path(path_type=Path), help="Folder of the documents, named like their golds.")
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
    show: bool,
    as_json: bool,
    jobs: int,
    as_of: date,
    ocr: OcrMode,
    level: RepairLevel,
    output: Path | None,
) -> None:
    """Extract the documents of a gold folder and print precision, recall and F1 for each field.

    A gold names its document in "text"; with --sources the document is the file there that is named like the gold.
    """
    from agreementkit.evaluation import Tally, make_report, score_document, score_evidence

    golds = _golds(gold)
    work = Work(task="extract", as_of=as_of.isoformat(), ocr=ocr, level=level, without_plugins=settings.without_plugins)
    tally = Tally()
    with Bar(settings, total=len(golds)) as bar:
        outcomes = run_jobs(
            _jobs(gold, golds, sources), work, workers=jobs, on_step=bar.on_step, quiet=not settings.debug
        )
        for (name, content), outcome in zip(golds.items(), outcomes, strict=True):
            bar.finished(name)
            record: dict[str, Any] = {}
            text = None
            if isinstance(outcome.result, Extracted):
                record, text = json.loads(outcome.result.record_json), outcome.result.text
            else:
                settings.note(f"{name}: {outcome.error}")
            score_document(name, content, record, tally)
            score_evidence(name, record, text, tally)
    report = make_report(tally, len(golds))
    shown = json.dumps(report.as_json(), indent=1) + "\n" if as_json else report.as_text(misses=show)
    write_text(shown, output)


def _golds(folder: Path) -> dict[str, dict[str, Any]]:
    golds = {}
    for path in sorted(folder.glob("*.json")):
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
