"""Documents by what they are and by where their text came from."""

from __future__ import annotations

from collections.abc import Mapping

from agreementkit.evaluation.matching import Json, entries, get

ORIGINS = ("text", "born-digital", "scan", "repaired", "unread")
MANY_REPAIRS = 10
"""Words: clean texts have one or none that was repaired with less than full certainty, a garbled one a hundred."""


def type_of(gold: Json) -> str:
    """The type of document, as the gold says it."""
    return str(get(gold, "document.type") or "unknown")


def origin_of(record: Json) -> str:
    """One of ``ORIGINS``: how the text of a record's document was had.

    Recognised text is a scan's, whatever was repaired in it; text that came as such and needed many repairs is
    ``repaired``.
    """
    pages = entries(record.get("source") if isinstance(record, Mapping) else None, "pages")
    origins = {page.get("origin") for page in pages}
    repairs = sum(n for page in pages if isinstance(n := page.get("repaired"), int))
    if "ocr" in origins:
        return "scan"
    if repairs >= MANY_REPAIRS:
        return "repaired"
    if "text_layer" in origins:
        return "born-digital"
    return "text" if "plain" in origins else "unread"
