"""The goal book: goals and targets as a dozen hands write them, with what a careful reader takes from them.

A case is a ``text``, put below a heading «Ziele», or a ``body`` with headings of its own, and either ``goals`` (all of
them: label as printed and the words each begins with) or ``targets`` (of those goals that have one: indicator with its
other wordings after bars, direction, change, unit, and a year where it matters). What is ``missed``, by number, is not
read yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agreementkit.testing import assert_verbatim, document_from_text
from agreementkit_goals import agreementkit_extract

BOOK = Path(__file__).parents[1] / "cases" / "goals"
FRAME = """Kooperationsvereinbarung

zwischen der Stadt Musterau und dem Verein Lichtblick e. V.

{body}

§ 9 Schlussbestimmungen

Diese Vereinbarung tritt am 1. Mai 2020 in Kraft.
"""


def _cases(kind: str) -> Iterator[Any]:
    for path in sorted(BOOK.glob("*.json")):
        for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            if kind in case:
                yield pytest.param(case, id=f"{path.stem}-{number}")


def _read(case: dict[str, Any]) -> list[dict[str, Any]]:
    body = case["body"] if "body" in case else f"§ 2 Ziele\n\n{case['text']}"
    document = document_from_text(FRAME.format(body=body))
    findings = list(agreementkit_extract(document=document))
    assert_verbatim(document, findings)
    return [dict(finding.value) for finding in findings]


def _is_target(found: dict[str, Any], wanted: list[Any]) -> bool:
    names, direction, change, unit, *year = wanted
    return (
        found["indicator"] in names.split("|")
        and (found["direction"], found["change"], found["unit"]) == (direction, change, unit)
        and (not year or found["year"] == year[0])
    )


@pytest.mark.parametrize("case", list(_cases("targets")))
def test_targets_of_the_book_and_no_other(case: dict[str, Any]) -> None:
    found = [goal["target"] for goal in _read(case) if goal["target"]]
    wanted = [target for number, target in enumerate(case["targets"]) if number not in case.get("missed", ())]
    assert len(found) == len(wanted), found
    assert all(_is_target(*pair) for pair in zip(found, wanted, strict=True)), found


@pytest.mark.parametrize("case", list(_cases("goals")))
def test_goals_of_the_book_and_no_other(case: dict[str, Any]) -> None:
    found = [(goal["label"], goal["text"]) for goal in _read(case)]
    wanted = [goal for number, goal in enumerate(case["goals"]) if number not in case.get("missed", ())]
    assert [label for label, _ in found] == [label for label, _ in wanted], found
    assert all(text.startswith(start) for (_, text), (_, start) in zip(found, wanted, strict=True)), found
