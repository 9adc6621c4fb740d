"""Prints on standard output, then finds something."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from agreementkit import Document, Finding, Span, hookimpl


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    sys.stdout.write("this must not reach the data" * 1000)
    yield Finding(kind="printed", value={"v": 1}, spans=(Span(0, 1),), rule="r", confidence=1.0)
