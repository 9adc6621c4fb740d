"""A progress bar on stderr: documents done, and what is being read right now."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from agreementkit.batch import Job
from agreementkit.cli.settings import Settings
from agreementkit.records import Step

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

WHAT = {
    "load": "loading",
    "open": "opening",
    "text_layer": "text layer",
    "layout": "layout",
    "ocr": "reading (OCR)",
    "repair": "repairing",
    "structure": "outline",
    "assemble": "record",
}


class Bar:
    """Shows progress where stderr is a terminal; else it is silent. A context manager."""

    def __init__(self, settings: Settings, *, total: int) -> None:
        self._shown = settings.progress and total > 0 and sys.stderr.isatty()
        self._total = total
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            self._progress = Progress(
                BarColumn(bar_width=24),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.description}", markup=False),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._progress.add_task("", total=self._total)
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def on_step(self, _index: int, job: Job, step: Step) -> None:
        """Say what a worker is doing."""
        if self._progress is None or self._task is None:
            return
        what = WHAT.get(step.what, step.what.removeprefix("plugin:"))
        where = f" {step.page}/{step.pages}" if step.page and step.pages else ""
        self._progress.update(self._task, description=f"{job.file_name}: {what}{where}")

    def finished(self, file_name: str) -> None:
        """Count one document."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=1, description=file_name)

    def say(self, message: str) -> None:
        """Write a line above the bar."""
        if self._progress is not None:
            self._progress.console.print(message, markup=False, highlight=False)
        else:
            print(message, file=sys.stderr)  # noqa: T201 - stderr is for messages
