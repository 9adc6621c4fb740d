"""The listing of documents with only what is sure enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from agreementkit.catalog.queries import Filter, Today, get_record, list_documents
from agreementkit.catalog.store import Catalog
from agreementkit.output.shapes import Listing
from agreementkit.threshold import only_sure


def list_sure_documents(catalog: Catalog, which: Filter, *, today: Today, minimum: float) -> tuple[Listing, int]:
    """The documents as ``list_documents`` gives them, without values below a confidence.

    Args:
        catalog: An open catalog.
        which: Which documents; chosen by all values, the doubtful ones too.
        today: The day that counts as today.
        minimum: 0 to 1.

    Returns:
        The listing, and how many findings the records of its documents have below it.
    """
    listing = list_documents(catalog, which, today=today)
    rows, left_out = [], 0
    for row in listing.rows:
        record, many = only_sure(get_record(catalog, row["id"], today=today), minimum)
        rows.append(_row(row, record) if many else row)
        left_out += many
    return replace(listing, rows=tuple(rows)), left_out


def _row(row: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    document, deadlines = record["document"], record["deadlines"]
    municipality = document["municipality"] or {}
    named = {"municipality": municipality.get("name"), "ags": municipality.get("ags")}
    of_document = {key: document[key] for key in ("title", "agreement_date", "number")}
    computed = {key: deadlines[key] for key in ("next_end", "notice_by")} | {"term_status": deadlines["status"]}
    return {key: (named | of_document | computed).get(key, value) for key, value in row.items()}
