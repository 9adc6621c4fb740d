"""``agreementkit extract``: files to records on standard output; nothing is stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from agreementkit.batch import Extracted, Job, Work, run_jobs
from agreementkit.batch.jobs import OcrMode, RepairLevel
from agreementkit.cli.inputs import find_files, note_passed_over, read_job
from agreementkit.cli.options import (
    ANY_PATH,
    as_of_option,
    min_confidence_option,
    reading_options,
    to_file_option,
)
from agreementkit.cli.progress import Bar
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.sure import sure_records
from agreementkit.cli.writing import write_text
from agreementkit.errors import AgreementkitError, ExitCode


@click.command("extract")
@click.argument("files", nargs=-1, required=True, type=ANY_PATH)
@click.option("--json", "as_json", is_flag=True, help="Print JSON (the default unless on a terminal).")
@click.option("--nl", is_flag=True, help="Print one record a line (JSON Lines).")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Documents at the same time.")
@min_confidence_option
@as_of_option
@reading_options
@to_file_option
@pass_settings
def extract_command(
    settings: Settings,
    files: tuple[Path, ...],
    as_json: bool,
    nl: bool,
    jobs: int,
    min_confidence: float | None,
    as_of: date,
    ocr: OcrMode,
    ocr_engine: str,
    level: RepairLevel,
    output: Path | None,
) -> int:
    """Read FILES (or - for standard input) and print their records; stores nothing.

    One file gives one JSON object, several give an array, --nl one object a line. On a terminal a summary is printed
    unless --json asks for the record.
    """
    work = Work(
        task="extract",
        as_of=as_of.isoformat(),
        ocr=ocr,
        ocr_engine=ocr_engine,
        level=level,
        without_plugins=settings.without_plugins,
    )
    passed_over: list[Path] = []
    paths = list(find_files(files, passed_over))
    failures: list[AgreementkitError] = []
    found: list[str] = []
    warned: set[str] = set()
    makeshift = False
    with Bar(settings, total=len(paths)) as bar:
        for outcome in run_jobs(
            _jobs(paths, failures, bar), work, workers=jobs, on_step=bar.on_step, quiet=not settings.debug
        ):
            bar.finished(outcome.job.file_name)
            if isinstance(outcome.result, Extracted):
                found.append(outcome.result.record_json)
                settings.warn_once(outcome.result.warnings, warned)
                makeshift |= outcome.result.makeshift
            elif outcome.error is not None:
                failures.append(outcome.error)
    if len(paths) == 1 and failures:
        raise failures[0]
    if found:
        found = _sure(found, min_confidence, settings)
        summary = sys.stdout.isatty() and not (as_json or nl or output)
        write_text(_shown(found, single=len(paths) == 1, nl=nl, summary=summary, settings=settings), output)
    for failure in failures:
        click.echo(f"Error: {failure}", err=True)
    note_passed_over(passed_over, settings)
    if not paths:
        settings.note("There is no document in these folders.")
    if failures:
        return ExitCode.PARTLY_FAILED
    return ExitCode.MISSING_DEPENDENCY if makeshift else ExitCode.DONE


def _jobs(paths: list[Path], failures: list[AgreementkitError], bar: Bar) -> Iterator[Job]:
    for path in paths:
        try:
            yield read_job(path)
        except AgreementkitError as error:
            failures.append(error)
            bar.finished(path.name)


def _sure(found: list[str], minimum: float | None, settings: Settings) -> list[str]:
    """The records without what is not sure enough."""
    if minimum is None:
        return found
    import json

    kept = sure_records((json.loads(text) for text in found), minimum, settings)
    return [json.dumps(record, ensure_ascii=False, indent=2) for record in kept]


def _shown(found: list[str], *, single: bool, nl: bool, summary: bool, settings: Settings) -> str:
    import json

    if summary:
        from agreementkit.output.record import summarise

        return "\n".join(summarise(json.loads(text), lang=settings.lang) for text in found)
    if nl:
        return "".join(json.dumps(json.loads(text), ensure_ascii=False) + "\n" for text in found)
    if single:
        return found[0] + "\n"
    return "[\n" + ",\n".join(found) + "\n]\n"
