"""Returns flags without end."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import Agreement, Flag, hookimpl


@hookimpl
def agreementkit_flags(record: Agreement) -> Iterable[Flag]:
    while True:
        yield Flag(code="x", severity="info", message="x")
