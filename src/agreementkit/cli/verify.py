"""``agreementkit verify``: a record's evidence checked against its source."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from agreementkit.batch import Normal, Work, run_jobs
from agreementkit.batch.jobs import OcrMode, RepairLevel
from agreementkit.cli.inputs import read_job
from agreementkit.cli.options import ANY_PATH, reading_options
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.errors import ExitCode, UnreadableError
from agreementkit.verification import verify_record


@click.command("verify")
@click.argument("record", type=ANY_PATH)
@click.argument("source", type=ANY_PATH)
@reading_options
@pass_settings
def verify_command(
    settings: Settings, record: Path, source: Path, ocr: OcrMode, ocr_engine: str, level: RepairLevel
) -> int:
    """Check that every quote of RECORD (JSON) stands verbatim in SOURCE, at the place it names.

    Ends with 0 when all are right, and with 20 when one is not.
    """
    job = read_job(record)
    try:
        content = json.loads(job.data)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{job.file_name} is no JSON: {error}", "Give the output of: extract --json") from error
    if not isinstance(content, dict):
        raise UnreadableError(f"{job.file_name} holds no record.", "Give the output of: extract --json FILE")
    work = Work(
        task="normalize",
        as_of=date.min.isoformat(),
        ocr=ocr,
        ocr_engine=ocr_engine,
        level=level,
        without_plugins=settings.without_plugins,
    )
    document = read_job(source)
    (outcome,) = run_jobs([document], work, quiet=not settings.debug)
    if outcome.error is not None:
        raise outcome.error
    if not isinstance(outcome.result, Normal):
        raise TypeError("a worker answered with something else than a text")
    result = verify_record(content, document.data, outcome.result.normalised.text)
    for fault in result.faults[:20]:
        click.echo(fault, err=True)
    if result.faults:
        settings.note(f"{len(result.faults)} faults; {result.checked} quotes were checked.")
        return ExitCode.PARTLY_FAILED
    click.echo(f"{result.checked} quotes stand verbatim at their places.")
    return ExitCode.DONE
