"""Dies of a segmentation fault."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable

from agreementkit import Document, Finding, hookimpl


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    os.kill(os.getpid(), signal.SIGSEGV)
    return ()
