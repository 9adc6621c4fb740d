"""What ``--min-confidence`` leaves of records, said on stderr."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from agreementkit.cli.settings import Settings


def sure_records(records: Iterable[dict[str, Any]], minimum: float | None, settings: Settings) -> list[dict[str, Any]]:
    """The records without findings below a confidence; as they are where it is None."""
    if minimum is None:
        return list(records)
    from agreementkit.threshold import only_sure

    kept = [only_sure(record, minimum) for record in records]
    note_left_out(sum(left_out for _, left_out in kept), minimum, settings)
    return [record for record, _ in kept]


def note_left_out(left_out: int, minimum: float, settings: Settings) -> None:
    """Say how many findings are missing from the output."""
    if left_out:
        settings.note(f"{left_out} findings below a confidence of {minimum:g} are left out.")
