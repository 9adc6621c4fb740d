"""One record on one screen: what it is, what it says field by field with places, its goals, what to look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agreementkit.output.cells import DOUBT, visible
from agreementkit.output.fields import FIELDS
from agreementkit.output.shapes import Cell, Lang

_ELSEWHERE = frozenset({"goals", "flags"})
_LABEL_WIDTH = 26


def summarise(record: Mapping[str, Any], *, lang: Lang = "de") -> str:
    """A record as plain text, safe for a terminal; every value with the place it was read from.

    Args:
        record: A record as parsed JSON.
        lang: Language of labels and values.
    """
    document = record["document"]
    municipality = document.get("municipality") or {}
    title = visible(document.get("title") or record["source"]["file_name"])
    where = [municipality.get("name"), municipality.get("ags"), record["source"]["file_name"], record["id"]]
    lines = [title, "=" * min(len(title), 100), visible(" · ".join(part for part in where if part)), ""]
    for field in FIELDS:
        cell = field.read(record, lang)
        if field.key not in _ELSEWHERE and not cell.silent:
            lines += _entry(field.label_de if lang == "de" else field.label_en, cell)
    lines += _goals(record, lang) + _flags(record, lang)
    return "".join(f"{line}\n" for line in lines)


def _entry(label: str, cell: Cell) -> list[str]:
    text = visible(cell.text) + (f" {DOUBT}" if cell.doubtful else "")
    place = f"  [{visible(cell.place)}]" if cell.place else ""
    return [f"{label:<{_LABEL_WIDTH}} {text}{place}"]


def _goals(record: Mapping[str, Any], lang: Lang) -> list[str]:
    goals = [goal for goal in record.get("goals") or () if goal.get("review") != "rejected"]
    if not goals:
        return []
    lines = ["", "Ziele" if lang == "de" else "Goals"]
    for goal in goals:
        label = f"{goal['label']} " if goal.get("label") else ""
        place = goal["evidence"][0].get("place") if goal.get("evidence") else ""
        lines.append(visible(f"- {label}{goal['text']}") + (f"  [{visible(place)}]" if place else ""))
    return lines


def _flags(record: Mapping[str, Any], lang: Lang) -> list[str]:
    flags = record.get("flags") or ()
    if not flags:
        return []
    lines = ["", "Hinweise" if lang == "de" else "Flags"]
    return lines + [visible(f"- {flag['message']} ({flag['code']})") for flag in flags]
