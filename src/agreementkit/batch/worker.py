"""The child process: reads jobs from its standard input, says each step before it starts, sends back what came out.

It is disposable. pdfium ends a process with SIGABRT when memory runs out and can hang for ever, and a plugin is a
stranger's code: only a process of its own with limits holds them. Started as ``python -m agreementkit.batch.worker``.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from agreementkit.batch.jobs import Extracted, Job, Message, Normal, Work
from agreementkit.errors import AgreementkitError, UnreadableError
from agreementkit.ocr_engine import DEFAULT_ENGINE
from agreementkit.records import Step

if TYPE_CHECKING:
    from agreementkit.ocr_engine import OcrEngine
    from agreementkit.pipeline import Options
    from agreementkit.plugins import Plugins

MEMORY_LIMIT = 3 << 30
"""Bytes of address space of one worker; far above what an agreement needs, below what a bomb would take."""


def main() -> None:
    """Work on jobs until standard input closes; the body of the child process.

    Reads pickles: first ``(Work, quiet)``, then ``(Job, avoid)`` each. Writes a pickled ``Message`` each.
    """
    answers = os.fdopen(os.dup(1), "wb")
    orders = sys.stdin.buffer
    try:
        work, quiet = pickle.load(orders)  # noqa: S301 - our own parent wrote it
    except (EOFError, pickle.UnpicklingError):
        return  # the parent was interrupted before it gave the first order
    _isolate(quiet=quiet)
    jobs: queue.SimpleQueue[tuple[Job, frozenset[str]]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, jobs), daemon=True).start()
    _serve(jobs, answers, work)


def _listen(orders: BinaryIO, jobs: queue.SimpleQueue[tuple[Job, frozenset[str]]]) -> None:
    """Take orders, and end with the parent, however it ended, even while a job is running."""
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            jobs.put(pickle.load(orders))  # noqa: S301 - our own parent wrote it
    if sys.platform != "win32":
        os.killpg(os.getpgid(0), signal.SIGKILL)
    os._exit(0)


def _serve(jobs: queue.SimpleQueue[tuple[Job, frozenset[str]]], answers: BinaryIO, work: Work) -> None:
    def send(kind: str, content: object) -> None:
        pickle.dump(Message(kind, content), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()

    plugins: Plugins | None = None
    engine: OcrEngine | None = None
    while True:
        job, avoid = jobs.get()
        try:
            if plugins is None:
                plugins, engine = _load(work)
            send("done", _work(job, _options(work, avoid, engine), work, plugins, lambda step: send("step", step)))
        except AgreementkitError as error:
            send("error", error)
        except MemoryError:
            what = f"{job.file_name} needs more memory than one document may take."
            send("error", UnreadableError(what, "Split the document, or reduce its images."))
        except Exception:  # noqa: BLE001 - the last line of defence: the parent reports it and goes on
            send("fault", traceback.format_exc())


def _load(work: Work) -> tuple[Plugins, OcrEngine | None]:
    """The plugins, and an engine that is not the built-in one; it keeps for all documents what it loads for the first.

    Whether the built-in engine is installed matters to pictures only.
    """
    from agreementkit.engines import find_ocr_engine
    from agreementkit.plugins import load_plugins

    plugins = load_plugins(without=work.without_plugins)
    return plugins, None if work.ocr_engine == DEFAULT_ENGINE else find_ocr_engine(plugins, work.ocr_engine)


def _work(
    job: Job, options: Options, work: Work, plugins: Plugins, progress: Callable[[Step], None]
) -> Extracted | Normal:
    from agreementkit import pipeline
    from agreementkit.catalog.passages import passages_of

    if work.task == "normalize":
        reading, normalised = pipeline.normalize(job.data, job.file_name, options=options, progress=progress)
        return Normal(reading=reading, normalised=normalised)
    made = pipeline.extract(job.data, job.file_name, plugins=plugins, options=options, progress=progress)
    passages = passages_of(made.document)
    return Extracted(
        record_json=made.record.to_json(),
        text=made.document.text,
        passages=passages,
        warnings=made.warnings,
        makeshift=made.makeshift,
    )


def _options(work: Work, avoid: frozenset[str], engine: OcrEngine | None) -> Options:
    from agreementkit.pipeline import Options

    options = Options(as_of=date.fromisoformat(work.as_of), avoid=avoid)
    reading = replace(options.reading, ocr=work.ocr, engine=engine)
    return replace(options, reading=reading, repair=replace(options.repair, level=work.level))


def _isolate(*, quiet: bool) -> None:
    """Limit memory, and silence what strangers print: standard output belongs to the answers."""
    # one document, one process, one thread: the pool runs several processes instead
    for name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere if quiet else 2, 1)
    if quiet:
        os.dup2(nowhere, 2)
    os.close(nowhere)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY_LIMIT if soft == resource.RLIM_INFINITY else min(soft, MEMORY_LIMIT)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


if __name__ == "__main__":
    main()
