"""Many documents: each is one job, run in a worker process that may be killed without harm to the others."""

from __future__ import annotations

from agreementkit.batch.jobs import Extracted, Job, Normal, Outcome, Work
from agreementkit.batch.pool import run_jobs

__all__ = ["Extracted", "Job", "Normal", "Outcome", "Work", "run_jobs"]
