"""Asks for more memory than there is."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import Document, Finding, Span, hookimpl


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    return [Finding(kind="x", value={"v": str(len(bytes(1 << 40)))}, spans=(Span(0, 1),), rule="r", confidence=1.0)]
