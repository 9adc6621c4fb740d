"""``agreementkit ingest``: files and folders into the catalog."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agreementkit import __version__
from agreementkit.batch import Extracted, Job, Outcome, Work, run_jobs
from agreementkit.batch.jobs import OcrMode, RepairLevel
from agreementkit.cli.inputs import find_files, note_passed_over, read_job, shown_name
from agreementkit.cli.options import ANY_PATH, Within, as_of_option, reading_options
from agreementkit.cli.progress import Bar
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.errors import AgreementkitError, ExitCode

if TYPE_CHECKING:
    from agreementkit.catalog import Catalog

SAID = {"new": "new", "new_version": "new version", "updated": "read anew", "unchanged": "unchanged"}


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=ANY_PATH)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Documents at the same time.")
@click.option("--again", is_flag=True, help="Read documents anew that are already stored.")
@click.option(
    "--wait",
    type=Within(0, 3600),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait while another program writes into the catalog.",
)
@as_of_option
@reading_options
@pass_settings
def ingest_command(
    settings: Settings,
    paths: tuple[Path, ...],
    jobs: int,
    again: bool,
    wait: float,
    as_of: date,
    ocr: OcrMode,
    ocr_engine: str,
    level: RepairLevel,
) -> int:
    """Read PATHS (files, or folders with all documents below them) into the catalog.

    Text, Markdown, PDF, PNG, JPEG and TIFF are told by content. What is stored already costs no work; a changed file
    of the same name becomes a new version. A document that fails is named, and the others go on.
    """
    from agreementkit.catalog import open_catalog

    work = Work(
        task="extract",
        as_of=as_of.isoformat(),
        ocr=ocr,
        ocr_engine=ocr_engine,
        level=level,
        without_plugins=settings.without_plugins,
    )
    passed_over: list[Path] = []
    files = list(find_files(paths, passed_over))
    catalog_path = settings.catalog_path()
    with open_catalog(catalog_path, busy_timeout_s=wait) as catalog, Bar(settings, total=len(files)) as bar:
        shift = _Shift(settings, catalog, bar, again=again)
        for outcome in run_jobs(shift.jobs(files), work, workers=jobs, on_step=bar.on_step, quiet=not settings.debug):
            shift.store(outcome)
    # a catalog may lie among its documents, with SQLite's own files beside it
    note_passed_over([path for path in passed_over if not path.name.startswith(catalog_path.name)], settings)
    shift.say_sum(catalog_path)
    if shift.failures and len(files) == 1:
        return shift.failures[0].exit_code
    if shift.failures:
        return ExitCode.PARTLY_FAILED
    return ExitCode.MISSING_DEPENDENCY if shift.makeshift else ExitCode.DONE


class _Shift:
    """One run: what is read, what is stored, what failed."""

    def __init__(self, settings: Settings, catalog: Catalog, bar: Bar, *, again: bool) -> None:
        self._settings = settings
        self._catalog = catalog
        self._bar = bar
        self._again = again
        self._producer = _producer(settings)
        self._counts: Counter[str] = Counter()
        self._warned: set[str] = set()
        self.failures: list[AgreementkitError] = []
        self.makeshift = False

    def jobs(self, files: list[Path]) -> Iterator[Job]:
        """The documents that need work; what is stored already is only noted."""
        for path in files:
            try:
                job = read_job(path)
            except AgreementkitError as error:
                self._fail(error, shown_name(path))
                continue
            sha256 = hashlib.sha256(job.data).hexdigest()
            if not self._again and self._catalog.has(sha256, self._producer):
                version = self._catalog.add_name(sha256, file_name=job.file_name, path=job.path)
                # the file may be again what it was before its last change
                self._count("new_version" if version > 1 else "unchanged", job.file_name)
                continue
            yield job

    def store(self, outcome: Outcome) -> None:
        """Store one result in its own transaction, or note the failure."""
        job = outcome.job
        if not isinstance(outcome.result, Extracted):
            self._fail(outcome.error or AgreementkitError(f"{job.file_name} gave no record."), job.file_name)
            return
        self._settings.warn_once(outcome.result.warnings, self._warned)
        self.makeshift |= outcome.result.makeshift
        record = json.loads(outcome.result.record_json)
        added = self._catalog.add(
            record,
            text=outcome.result.text,
            original=job.data,
            file_name=job.file_name,
            path=job.path,
            passages=outcome.result.passages,
            again=self._again,
        )
        for error in record["errors"]:
            self._settings.note(f"Warning: {job.file_name}: plugin {error['plugin']}: {error['message']}")
        self._count(added.outcome, job.file_name)

    def _count(self, outcome: str, name: str) -> None:
        self._counts[outcome] += 1
        self._bar.finished(name)
        if self._settings.verbose:
            self._bar.say(f"{name}: {SAID[outcome]}")

    def _fail(self, error: AgreementkitError, name: str) -> None:
        self.failures.append(error)
        self._bar.finished(name)
        self._bar.say(f"Error: {error}")

    def say_sum(self, catalog_path: Path) -> None:
        """One line of what was done."""
        said = [f"{self._counts[key]} {text}" for key, text in SAID.items() if self._counts[key]]
        if self.failures:
            said.append(f"{len(self.failures)} failed")
        self._settings.note(f"{', '.join(said) or 'There was no document to read'}. Catalog: {catalog_path}")


def _producer(settings: Settings) -> str:
    from agreementkit.catalog import producer_key
    from agreementkit.plugins import load_plugins

    described = load_plugins(without=settings.without_plugins).descriptions()
    plugins = [{"name": plugin.name, "version": plugin.version} for plugin in described]
    return producer_key({"name": "agreementkit", "version": __version__, "plugins": plugins})
