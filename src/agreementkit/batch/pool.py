"""Runs jobs in worker processes: a watchdog a worker, a second attempt without the step that hung, order kept."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from agreementkit.batch.jobs import Extracted, Job, Normal, Outcome, Work
from agreementkit.batch.worker import serve
from agreementkit.errors import AgreementkitError, UnreadableError
from agreementkit.records import Step

START_LIMIT_S = 60.0
MAX_ATTEMPTS = 4

OnStep = Callable[[int, Job, Step], None]
"""Called with the job's 0-based number, the job and the step that it begins."""


class WorkerFaultError(AgreementkitError):
    """The program itself failed over a document: a fault of ours, not of the file."""


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    index: int = -1
    job: Job | None = None
    avoid: frozenset[str] = frozenset()
    attempts: int = 0
    step: Step = field(default=Step("load", 0, 0, START_LIMIT_S))
    deadline: float = 0.0

    def give(self, index: int, job: Job, avoid: frozenset[str], attempts: int) -> None:
        self.index, self.job, self.avoid, self.attempts = index, job, avoid, attempts
        self.enter(Step("load", 0, 0, START_LIMIT_S))
        self.connection.send((job, avoid))

    def enter(self, step: Step) -> None:
        self.step = step
        self.deadline = time.monotonic() + step.limit_s

    def kill(self) -> None:
        # its process group too, so that no Tesseract stays behind
        if sys.platform != "win32" and self.process.pid:
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()


def run_jobs(
    jobs: Iterable[Job],
    work: Work,
    *,
    workers: int = 1,
    on_step: OnStep = lambda _index, _job, _step: None,
    quiet: bool = True,
) -> Iterator[Outcome]:
    """Run jobs and yield their outcomes in the order of the jobs.

    A job whose worker hangs or dies is tried again without the step that it was in; what was left out stands in the
    record. Jobs are drawn from the iterable only as workers become free, so that a large folder is never all in memory.

    Args:
        jobs: The documents.
        work: What to do with each.
        workers: How many processes.
        on_step: Told of every step, for progress bars.
        quiet: Whether what workers print is thrown away.
    """
    pool = _Pool(work, workers, on_step, quiet=quiet)
    try:
        yield from pool.run(iter(jobs))
    finally:
        pool.close()


class _Pool:
    def __init__(self, work: Work, workers: int, on_step: OnStep, *, quiet: bool) -> None:
        self._work = work
        self._size = max(1, workers)
        self._on_step = on_step
        self._quiet = quiet
        self._context = get_context("spawn")
        self._busy: list[_Worker] = []
        self._idle: list[_Worker] = []

    def run(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        waiting: dict[int, Outcome] = {}
        order: deque[int] = deque()
        drawn = 0
        exhausted = False
        while True:
            # a slow first job must not let finished ones pile up without bound
            while not exhausted and len(self._busy) < self._size and len(waiting) < 4 * self._size:
                job = next(jobs, None)
                if job is None:
                    exhausted = True
                    break
                order.append(drawn)
                self._start(drawn, job, frozenset(), 1)
                drawn += 1
            if not self._busy:
                return
            waiting.update(self._await())
            while order and order[0] in waiting:
                yield waiting.pop(order.popleft())

    def close(self) -> None:
        for worker in (*self._busy, *self._idle):
            worker.kill()

    def _start(self, index: int, job: Job, avoid: frozenset[str], attempts: int) -> None:
        worker = self._idle.pop() if self._idle else self._spawn()
        worker.give(index, job, avoid, attempts)
        self._busy.append(worker)

    def _spawn(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve, args=(theirs, self._work), kwargs={"quiet": self._quiet}, daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _await(self) -> Iterator[tuple[int, Outcome]]:
        """Wait until a worker says something or hangs, and yield the jobs that ended by it."""
        patience = max(0.0, min(worker.deadline for worker in self._busy) - time.monotonic())
        by_connection = {worker.connection: worker for worker in self._busy}
        for ready in wait(list(by_connection), timeout=patience):
            worker = by_connection[ready]  # type: ignore[index]  # wait returns what it was given
            try:
                kind, content = worker.connection.recv()
            except (EOFError, OSError):
                yield from self._lost(worker, f"crashed (exit code {_exit_code(worker)})")
                continue
            if kind == "step":
                worker.enter(content)
                self._on_step(worker.index, _job(worker), content)
            else:
                yield self._ended(worker, kind, content)
        now = time.monotonic()
        for worker in [worker for worker in self._busy if worker.deadline <= now and not worker.connection.poll()]:
            yield from self._lost(worker, f"took longer than {worker.step.limit_s:.0f} s")

    def _ended(self, worker: _Worker, kind: str, content: object) -> tuple[int, Outcome]:
        self._busy.remove(worker)
        self._idle.append(worker)
        job = _job(worker)
        if isinstance(content, Extracted | Normal):
            return worker.index, Outcome(job=job, result=content, error=None)
        if isinstance(content, AgreementkitError):
            return worker.index, Outcome(job=job, result=None, error=content)
        last = str(content).strip().splitlines()[-1] if kind == "fault" else kind
        what = f"agreementkit failed over {job.file_name}: {last}"
        error = WorkerFaultError(what, "Please report this; --debug shows the whole trace.")
        error.add_note(str(content))
        return worker.index, Outcome(job=job, result=None, error=error)

    def _lost(self, worker: _Worker, how: str) -> Iterator[tuple[int, Outcome]]:
        """A worker hung or died: try again without its last step, or give the document up."""
        self._busy.remove(worker)
        worker.kill()
        job, step = _job(worker), worker.step
        avoid = _detour(step)
        if avoid is not None and avoid not in worker.avoid and worker.attempts < MAX_ATTEMPTS:
            self._start(worker.index, job, worker.avoid | {avoid}, worker.attempts + 1)
            return
        where = f" of page {step.page}" if step.page else ""
        what = f"{job.file_name} cannot be read: the step '{step.what}'{where} {how}."
        error = UnreadableError(what, "The file is probably damaged; print it to a new PDF and try again.")
        yield worker.index, Outcome(job=job, result=None, error=error)


def _detour(step: Step) -> str | None:
    """What the next attempt leaves out; None where nothing can be left out."""
    if step.what == "layout":
        return "layout"
    if step.what in {"text_layer", "ocr"}:
        return f"{step.what}:{step.page}"
    return step.what if step.what.startswith("plugin:") else None


def _job(worker: _Worker) -> Job:
    if worker.job is None:
        raise RuntimeError("a worker without a job spoke")
    return worker.job


def _exit_code(worker: _Worker) -> int | None:
    worker.process.join(1.0)
    return worker.process.exitcode
