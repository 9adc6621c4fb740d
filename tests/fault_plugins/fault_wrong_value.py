"""A goal whose text is a number."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import Document, Finding, Span, hookimpl


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    assert document.text
    value = {"label": "a)", "text": 12, "parent": None, "target": None}
    return [Finding(kind="goal", value=value, spans=(Span(0, 5),), rule="fault", confidence=0.9)]  # type: ignore[arg-type]
