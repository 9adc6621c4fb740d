"""The child process: reads jobs from a pipe, says each step before it starts, sends back what came out.

It is disposable. pdfium ends a process with SIGABRT when memory runs out and can hang for ever, and a plugin is a
stranger's code: only a process of its own with limits holds them.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import traceback
from dataclasses import replace
from datetime import date
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from agreementkit.batch.jobs import Extracted, Job, Normal, Work
from agreementkit.errors import AgreementkitError, UnreadableError
from agreementkit.records import Step

if TYPE_CHECKING:
    from agreementkit.pipeline import Options
    from agreementkit.plugins import Plugins

MEMORY_LIMIT = 3 << 30
"""Bytes of address space of one worker; far above what an agreement needs, below what a bomb would take."""


def serve(connection: Connection, work: Work, *, quiet: bool) -> None:
    """Work on jobs until the pipe closes; the body of the child process.

    Args:
        connection: Receives ``(job, avoid)``, sends ``("step", Step)``, ``("done", result)``, ``("error", error)`` or
            ``("fault", traceback)``.
        work: What to do with every job.
        quiet: Send what libraries and plugins print to nowhere; stdout belongs to the parent's data.
    """
    _isolate(quiet=quiet)
    plugins: Plugins | None = None
    while True:
        try:
            job, avoid = connection.recv()
        except (EOFError, OSError):
            return
        try:
            if plugins is None:
                connection.send(("step", Step("load", 0, 0, 60.0)))
                plugins = _load(work)
            result = _work(job, work, avoid, plugins, connection)
            connection.send(("done", result))
        except AgreementkitError as error:
            connection.send(("error", error))
        except MemoryError:
            what = f"{job.file_name} needs more memory than one document may take."
            connection.send(("error", UnreadableError(what, "Split the document, or reduce its images.")))
        except Exception:  # noqa: BLE001 - the last line of defence: the parent reports it and goes on
            connection.send(("fault", traceback.format_exc()))


def _load(work: Work) -> Plugins:
    from agreementkit.plugins import load_plugins

    return load_plugins(without=work.without_plugins)


def _work(job: Job, work: Work, avoid: frozenset[str], plugins: Plugins, connection: Connection) -> Extracted | Normal:
    from agreementkit import pipeline
    from agreementkit.catalog.passages import passages_of

    options = _options(work, avoid)

    def progress(step: Step) -> None:
        connection.send(("step", step))

    if work.task == "normalize":
        reading, normalised = pipeline.normalize(job.data, job.file_name, options=options, progress=progress)
        return Normal(reading=reading, normalised=normalised)
    made = pipeline.extract(job.data, job.file_name, plugins=plugins, options=options, progress=progress)
    passages = passages_of(made.document)
    return Extracted(record_json=made.record.to_json(), text=made.document.text, passages=passages)


def _options(work: Work, avoid: frozenset[str]) -> Options:
    from agreementkit.pipeline import Options

    options = Options(as_of=date.fromisoformat(work.as_of), avoid=avoid)
    return replace(
        options, reading=replace(options.reading, ocr=work.ocr), repair=replace(options.repair, level=work.level)
    )


def _isolate(*, quiet: bool) -> None:
    """Limit memory, silence strangers' prints, and die with the parent."""
    # one document, one process, one thread: the pool runs several processes instead
    for name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    if quiet:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError):
            os.setpgid(0, 0)  # so that a killed worker takes its Tesseract with it
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY_LIMIT if soft == resource.RLIM_INFINITY else min(soft, MEMORY_LIMIT)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is None:
        return
    parent.join()
    if sys.platform != "win32":
        os.killpg(os.getpgid(0), signal.SIGKILL)
    os._exit(1)
