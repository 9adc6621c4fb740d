"""The clause book: clauses as a dozen hands write them, with the values that a careful lawyer reads.

Each case holds its ``text``, the values wanted, and the names of those still ``missed``: silence about them is allowed,
another value never is. A value that is not named is one that the text does not give.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agreementkit import Options, extract, load_plugins
from agreementkit.german import same_length
from agreementkit.plugins import Plugins

BOOK = Path(__file__).parents[1] / "cases" / "clauses"
AS_OF = date(2026, 11, 21)
FRAME = """Kooperationsvereinbarung über die Lesehilfe

zwischen der Stadt Musterhagen, vertreten durch die Bürgermeisterin,
und dem Verein Lesestern e. V.

§ 1 Ziele
Die Partner wollen die Lesefreude der Kinder stärken.

§ 5 Laufzeit und Kündigung
{text}

§ 6 Schlussbestimmungen
Sollte eine Bestimmung unwirksam sein, bleibt der Rest bestehen.

Musterhagen, den 12. Februar 2018
"""
LENGTHS = {"length", "period", "notice"}


def _cases() -> Iterator[Any]:
    for path in sorted(BOOK.glob("*.json")):
        for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            yield pytest.param(case, id=f"{path.stem}-{number}")


@pytest.fixture(scope="module")
def plugins() -> Plugins:
    return load_plugins()


def _read(text: str, plugins: Plugins) -> dict[str, Any]:
    """The record's values on term, termination and amendment, by the short names of the book."""
    made = extract(FRAME.format(text=text).encode(), "clause.txt", plugins=plugins, options=Options(as_of=AS_OF))
    record = json.loads(made.record.to_json())
    assert record["errors"] == []
    term, termination = record["term"] or {}, record["termination"] or {}
    start, end = term.get("effective_date") or {}, term.get("expiration_date") or {}
    renewal, rescission = term.get("renewal") or {}, termination.get("mutual_rescission")
    return {
        "start": start.get("value"),
        "event": start.get("event"),
        "end": end.get("value"),
        "perpetual": end.get("perpetual") or None,
        "length": term.get("initial_term"),
        "automatic": renewal.get("automatic"),
        "period": renewal.get("period"),
        "notice": termination.get("notice_period"),
        "to": termination.get("effective"),
        "by": termination.get("notice_deadline_day"),
        "form": termination.get("form"),
        "cause": termination.get("for_cause") or None,
        "rescission": (rescission["form"] or "any") if rescission else None,
        "amendment": (record["amendment"]["form"] or "any") if record["amendment"] else None,
        "next_end": record["deadlines"]["next_end"],
        "notice_by": record["deadlines"]["notice_by"],
    }


def _agree(name: str, value: Any, wanted: Any) -> bool:
    if name in LENGTHS and value and wanted:
        return same_length(value, wanted)
    return bool(value == wanted)


@pytest.mark.parametrize("case", list(_cases()))
def test_a_clause_of_the_book_gives_its_values_and_no_other(case: dict[str, Any], plugins: Plugins) -> None:
    wanted, missed = case["want"], set(case.get("missed", ()))
    read = _read(case["text"], plugins)
    compared = {name for name in read if name in wanted or name not in {"next_end", "notice_by"}}
    wrong = {
        name: (read[name], wanted.get(name))
        for name in sorted(compared)
        if not _agree(name, read[name], wanted.get(name)) and not (name in missed and read[name] is None)
    }
    assert wrong == {}
    assert {name for name in missed if read[name] is not None} == set(), "it is read now: take it off the missed"
