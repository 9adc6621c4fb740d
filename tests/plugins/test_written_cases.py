"""Heads, signature blocks, goals and bodies as administrations write them, read through the whole pipeline.

The cases lie in ``tests/cases/agreements``: a text below ``===`` and its name, and below ``--- expect`` one line for
each finding. ``-`` stands for what the text does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from agreementkit import Agreement, Options, extract, load_plugins
from agreementkit.plugins import Plugins

CASES = Path(__file__).parent.parent / "cases" / "agreements"
CLAUSES = (
    "\n\n§ 1 Ziele\n\nDie Partner wollen den Familien im Ort besser helfen als bisher.\n\n"
    "§ 2 Laufzeit\n\nDie Vereinbarung gilt ein Jahr ab dem 1. Mai 2020.\n\n"
)
SIGNERS = (
    "Kooperationsvereinbarung\n\nzwischen\n\n"
    "der Stadt Ahrenfeld, vertreten durch die Bürgermeisterin, – nachfolgend „Stadt“ –\n\n"
    "dem Jobcenter Ahrenfeld, vertreten durch den Geschäftsführer, – nachfolgend „Jobcenter“ –\n\nund\n\n"
    "der Lernwerk gGmbH – nachfolgend „Lernwerk“ –"
)
PARTNERS = (
    "Kooperationsvereinbarung\n\nzwischen\n\nder Stadt Ahrenfeld\n\nund\n\ndem Verein Lichtblick Ahrenfeld e. V.\n\n"
    "§ 1 Gegenstand\n\nDie Partner arbeiten in der Jugendhilfe zusammen.\n\n"
)
END = "\n\n§ 9 Inkrafttreten\n\nDiese Vereinbarung tritt am 1. Mai 2020 in Kraft.\n"


def cases(kind: str) -> Iterator[tuple[str, str, list[str]]]:
    """The name, the text and the expected lines of each case of a kind."""
    for chunk in (CASES / f"{kind}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        name, _, rest = chunk.partition("\n")
        text, _, expected = rest.partition("--- expect\n")
        yield name, text, [line for line in expected.splitlines() if line]


def named(kind: str) -> list[object]:
    return [pytest.param(text, expected, id=name) for name, text, expected in cases(kind)]


@cache
def plugins() -> Plugins:
    return load_plugins()


def record(text: str) -> Agreement:
    return extract(text.encode(), "case.txt", plugins=plugins(), options=Options(as_of=date(2026, 11, 21))).record


def line(*values: object) -> str:
    return " | ".join("-" if value is None else str(value) for value in values)


@pytest.mark.parametrize(("text", "expected"), named("signatures"))
def test_signatures(text: str, expected: list[str]) -> None:
    read = record(SIGNERS + CLAUSES + text).signatures
    assert sorted(line(s.person, s.office, s.party, s.place, s.date) for s in read) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), named("parties"))
def test_parties(text: str, expected: list[str]) -> None:
    read = record(text + CLAUSES).parties
    assert [line(p.name, p.kind, p.alias, p.represented_by) for p in read] == expected


@pytest.mark.parametrize(("text", "expected"), named("goals"))
def test_goals(text: str, expected: list[str]) -> None:
    read = []
    for goal in record(PARTNERS + text + END).goals:
        shown = line(goal.label, goal.text)
        if goal.target is not None:
            size = f"{line(goal.target.change)} {line(goal.target.unit)}"
            parts = (goal.target.indicator, goal.target.direction, size, goal.target.baseline, goal.target.year)
            shown += " | " + ", ".join(line(part) for part in parts)
        read.append(shown)
    assert read == expected


@pytest.mark.parametrize(("text", "expected"), named("organs"))
def test_organs(text: str, expected: list[str]) -> None:
    read = record(PARTNERS + text + END).organs
    assert [line(o.name, "; ".join(o.members) or None, o.interval, o.cadence) for o in read] == expected
