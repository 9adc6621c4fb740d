"""Checks a record against its source from outside: bytes, quotes, offsets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was checked, and what is wrong, one sentence each."""

    checked: int
    faults: tuple[str, ...]


def verify_record(record: Mapping[str, object], data: bytes, text: str) -> Verification:
    """Check that a record speaks of these bytes and that each quote stands at its place.

    Args:
        record: A record as parsed from JSON.
        data: The bytes of the source file.
        text: Its normalised text, made with the same version.

    Returns:
        The number of quotes that were checked, and the faults.
    """
    faults: list[str] = []
    source = record.get("source")
    claimed = source.get("sha256") if isinstance(source, Mapping) else None
    actual = hashlib.sha256(data).hexdigest()
    if claimed != actual:
        faults.append(f"The record was made from other bytes: sha256 {claimed}, the file has {actual}.")
    checked = 0
    for path, evidence in _evidence(record, ""):
        checked += 1
        quote, start, end = evidence.get("quote"), evidence.get("start"), evidence.get("end")
        if not (isinstance(quote, str) and isinstance(start, int) and isinstance(end, int)):
            faults.append(f"{path}: the evidence has no quote or no offsets.")
        elif not (0 <= start < end <= len(text)) or text[start:end] != quote:
            faults.append(f"{path}: the text at {start}-{end} is not «{quote[:60]}».")
    return Verification(checked=checked, faults=tuple(faults))


def _evidence(node: object, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            where = f"{path}.{key}" if path else str(key)
            if key == "evidence" and isinstance(value, list):
                yield from ((path, item) for item in value if isinstance(item, Mapping))
            else:
                yield from _evidence(value, where)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _evidence(value, f"{path}[{index}]")
