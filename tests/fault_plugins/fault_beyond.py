"""Returns a span beyond the text."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import Document, Finding, Span, hookimpl


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    end = len(document.text) + 1
    yield Finding(kind="x", value={"v": 1}, spans=(Span(0, end),), rule="r", confidence=1.0)
