"""``agreementkit normalize``: the repaired text that evidence counts in."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from agreementkit.batch import Normal, Work, run_jobs
from agreementkit.batch.jobs import OcrMode, RepairLevel
from agreementkit.cli.inputs import read_job
from agreementkit.cli.options import ANY_PATH, reading_options, to_file_option
from agreementkit.cli.progress import Bar
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_text


@click.command("normalize")
@click.argument("file", type=ANY_PATH)
@click.option("--explain", is_flag=True, help="List every edit: line, rule, before, after, reason, score.")
@click.option("--diff", is_flag=True, help="Show the difference between the text as read and as repaired.")
@click.option("--json", "as_json", is_flag=True, help="With --explain: the edits as JSON.")
@reading_options
@to_file_option
@pass_settings
def normalize_command(
    settings: Settings,
    file: Path,
    explain: bool,
    diff: bool,
    as_json: bool,
    ocr: OcrMode,
    ocr_engine: str,
    level: RepairLevel,
    output: Path | None,
) -> None:
    """Print the repaired text of FILE (or - for standard input), character for character.

    The offsets of all evidence count in this text. --explain and --diff show what was changed and why.
    """
    if explain and diff:
        raise click.UsageError("--explain and --diff exclude each other")
    if as_json and not explain:
        raise click.UsageError("--json goes with --explain")
    # the day does not matter here, it only has to be one
    work = Work(
        task="normalize",
        as_of=date.min.isoformat(),
        ocr=ocr,
        ocr_engine=ocr_engine,
        level=level,
        without_plugins=settings.without_plugins,
    )
    with Bar(settings, total=1) as bar:
        (outcome,) = run_jobs([read_job(file)], work, on_step=bar.on_step, quiet=not settings.debug)
    if outcome.error is not None:
        raise outcome.error
    if not isinstance(outcome.result, Normal):
        raise TypeError("a worker answered with something else than a text")
    import agreementkit.repair.explain as explaining

    normal = outcome.result.normalised
    for warning in outcome.result.reading.warnings:
        settings.note(f"Warning: {warning}")
    if explain and as_json:
        text = explaining.edits_as_json(normal)
    elif explain:
        text = "".join(f"{line}\n" for line in explaining.explain(normal)) or "Nothing was changed.\n"
    elif diff:
        text = "".join(f"{line}\n" for line in explaining.diff_lines(normal))
        if output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
            write_text(_coloured(text), styled=True)
            return
    else:
        text = normal.text
    write_text(text, output)


def _coloured(diff: str) -> str:
    colours = {"-": "red", "+": "green", "@": "cyan"}
    lines = (click.style(line, fg=colours[line[0]]) if line[:1] in colours else line for line in diff.split("\n"))
    return "\n".join(lines)
