"""Runs jobs in worker processes: a watchdog a worker, a second attempt without the step that hung, order kept."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from agreementkit.batch.jobs import Extracted, Job, Message, Normal, Outcome, Work
from agreementkit.errors import AgreementkitError, UnreadableError
from agreementkit.records import Step

START_LIMIT_S = 60.0
MAX_ATTEMPTS = 4

OnStep = Callable[[int, Job, Step], None]
"""Called with the job's 0-based number, the job and the step that it begins."""


class WorkerFaultError(AgreementkitError):
    """The program itself failed over a document: a fault of ours, not of the file."""


class _Worker:
    """A child process, what it is working on, and by when it must say something."""

    def __init__(self, work: Work, said: queue.SimpleQueue[tuple[_Worker, Message]], *, quiet: bool) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "agreementkit.batch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None,
            # A group of its own (first on POSIX, then on Windows): Ctrl-C is the program's to handle, and a worker that
            # has only begun would answer it with a trace; and a killed worker takes its Tesseract with it.
            process_group=0,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._said = said
        self.index = -1
        self.job = Job(data=b"", file_name="")
        self.avoid: frozenset[str] = frozenset()
        self.attempts = 0
        self.step = Step("load", 0, 0, START_LIMIT_S)
        self.deadline = 0.0
        self._tell((work, quiet))
        threading.Thread(target=self._listen, args=(self.process.stdout,), daemon=True).start()

    def give(self, index: int, job: Job, avoid: frozenset[str], attempts: int) -> None:
        self.index, self.job, self.avoid, self.attempts = index, job, avoid, attempts
        self.enter(Step("load", 0, 0, START_LIMIT_S))
        self._tell((job, avoid))

    def enter(self, step: Step) -> None:
        self.step = step
        self.deadline = time.monotonic() + step.limit_s

    def kill(self) -> None:
        # its process group too, so that no Tesseract stays behind
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        if self.process.stdin:
            with contextlib.suppress(OSError):
                self.process.stdin.close()

    def _tell(self, order: object) -> None:
        if self.process.stdin is None:
            raise RuntimeError("a worker was started without a pipe")
        # a worker that has died meanwhile is noticed by its listener
        with contextlib.suppress(OSError):
            pickle.dump(order, self.process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self.process.stdin.flush()

    def _listen(self, answers: BinaryIO) -> None:
        with answers, contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                self._said.put((self, pickle.load(answers)))  # noqa: S301 - our own child wrote it
        self._said.put((self, Message("lost", None)))


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
        self._said: queue.SimpleQueue[tuple[_Worker, Message]] = queue.SimpleQueue()
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
        worker = self._idle.pop() if self._idle else _Worker(self._work, self._said, quiet=self._quiet)
        worker.give(index, job, avoid, attempts)
        self._busy.append(worker)

    def _await(self) -> Iterator[tuple[int, Outcome]]:
        """Wait until a worker says something or hangs, and yield the jobs that ended by it."""
        patience = max(0.0, min(worker.deadline for worker in self._busy) - time.monotonic())
        with contextlib.suppress(queue.Empty):
            worker, message = self._said.get(timeout=patience)
            if worker in self._busy:  # else it was killed, and these are its last words
                yield from self._heard(worker, message)
        now = time.monotonic()
        for late in [worker for worker in self._busy if worker.deadline <= now]:
            yield from self._lost(late, f"took longer than {late.step.limit_s:.0f} s")

    def _heard(self, worker: _Worker, message: Message) -> Iterator[tuple[int, Outcome]]:
        if message.kind == "lost":
            yield from self._lost(worker, f"crashed (exit code {worker.process.wait()})")
        elif isinstance(message.content, Step):
            worker.enter(message.content)
            self._on_step(worker.index, worker.job, message.content)
        else:
            yield self._ended(worker, message)

    def _ended(self, worker: _Worker, message: Message) -> tuple[int, Outcome]:
        self._busy.remove(worker)
        self._idle.append(worker)
        job, (kind, content) = worker.job, message
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
        job, step = worker.job, worker.step
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
