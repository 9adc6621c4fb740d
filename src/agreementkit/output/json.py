"""JSON and JSON Lines: the data themselves, for programs."""

from __future__ import annotations

import json
from typing import Any

from agreementkit.output.shapes import Comparison, Listing


def json_of_listing(listing: Listing) -> str:
    """All rows with all their keys, as one array."""
    return json.dumps([dict(row) for row in listing.rows], ensure_ascii=False, indent=2) + "\n"


def jsonl_of_listing(listing: Listing) -> str:
    """One object a line."""
    return "".join(json.dumps(dict(row), ensure_ascii=False) + "\n" for row in listing.rows)


def json_of_comparison(comparison: Comparison) -> str:
    """``documents`` (id, name, detail, file_name) and ``fields`` (key, label, cells in the order of the documents)."""
    documents = [
        {"id": heading.document_id, "name": heading.name, "detail": heading.detail, "file_name": heading.file_name}
        for heading in comparison.headings
    ]
    return json.dumps({"documents": documents, "fields": _fields(comparison)}, ensure_ascii=False, indent=2) + "\n"


def jsonl_of_comparison(comparison: Comparison) -> str:
    """One cell a line: field, label, document_id, name, and the cell; silence has a null text."""
    lines = []
    for row in comparison.rows:
        for heading, cell in zip(comparison.headings, _cells(row.cells), strict=True):
            entry = {"field": row.key, "label": row.label, "document_id": heading.document_id, "name": heading.name}
            lines.append(json.dumps({**entry, **cell}, ensure_ascii=False) + "\n")
    return "".join(lines)


def _fields(comparison: Comparison) -> list[dict[str, Any]]:
    return [{"key": row.key, "label": row.label, "cells": _cells(row.cells)} for row in comparison.rows]


def _cells(cells: Any) -> list[dict[str, Any]]:
    return [
        {
            "text": cell.text or None,
            "value": cell.value,
            "place": cell.place or None,
            "confidence": cell.confidence,
            "doubtful": cell.doubtful,
        }
        for cell in cells
    ]
