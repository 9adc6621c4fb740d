"""Never comes back."""

from __future__ import annotations

import time
from collections.abc import Iterable

from agreementkit import Document, Finding, hookimpl


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    while True:
        time.sleep(1)
