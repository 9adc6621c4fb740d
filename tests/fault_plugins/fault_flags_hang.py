"""Never comes back from checking the record."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import Agreement, Flag, hookimpl


@hookimpl
def agreementkit_flags(record: Agreement) -> Iterable[Flag]:
    while True:
        pass
