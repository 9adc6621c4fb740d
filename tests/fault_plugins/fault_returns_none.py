"""Returns nothing at all."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import Document, Finding, hookimpl


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    return None  # type: ignore[return-value]
