"""What holds of every text, sensible or not."""

from __future__ import annotations

import time
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreementkit.document import Document
from agreementkit.structure.outline import MAX_CLAUSES
from agreementkit.testing import document_from_text

structured = partial(document_from_text, as_is=True)

PIECES = (
    "§ 1 ",
    "§ 2 Dauer",
    "§§ 3",
    "Artikel 1",
    "Art. 2 Abs. 1",
    "I. ",
    "II. Ziele",
    "III  LEITZIELE",
    "II.1 ",
    "A. ",
    "B. Was",
    "1. ",
    "2. Aufgaben",
    "1.1 ",
    "1.2.3 ",
    "1 Rahmen",
    "(1) ",
    "(2) ",
    "a) ",
    "aa) ",
    "ii) ",
    "- ",
    "• ",
    "– kurz –",
    "**Ziele**",
    "# Titel",
    "Ziel 1",
    "Ziel 2:",
    "Abschnitt 1",
    "Anlage 1",
    "Präambel",
    "Laufzeit und Kündigung",
    "Kooperationsvereinbarung",
    "zwischen",
    "vertreten durch",
    "schließen folgende Vereinbarung:",
    "Betrifft",
    "Beratungsfolge",
    "Vorlage",
    "03.05.2031\tRat\tBericht",
    "| a | b |",
    "x   y   z",
    "Moorau, den 3. Mai 2031",
    "gez. Muster",
    "In Vertretung",
    "______",
    "Stand: 2031",
    "Die Stadt kann sie mit einer Frist von drei Monaten kündigen.",
    "sie tritt in Kraft und",
    "nach",
    "z. B. ",
    "Inhalt",
    "„Haus",
    "ß",
    "İ",
    "\u2028",
    "\r",
    "\t",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\f",
    ". ",
    "!",
    "\U0001f600",
)


def check(document: Document) -> None:
    text = document.text
    seen: set[str] = set()
    open_clauses: list[tuple[str, int]] = []
    last = -1
    for clause in document.clauses:
        assert clause.id not in seen
        assert 0 <= clause.start <= clause.body_start <= clause.end <= len(text)
        assert clause.start < clause.end
        assert clause.start > last
        last = clause.start
        while open_clauses and open_clauses[-1][0] != clause.parent:
            assert open_clauses.pop()[1] <= clause.start
        assert clause.parent is None or clause.parent in seen
        assert clause.level == len(open_clauses)
        assert not open_clauses or clause.end <= open_clauses[-1][1]
        assert clause.heading is None or clause.heading.strip()
        open_clauses.append((clause.id, clause.end))
        seen.add(clause.id)
        assert document.clause_at(clause.start) == clause
    before = 0
    for start, end in document.sentences:
        assert before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        before = end
    covered = sum(len("".join(text[start:end].split())) for start, end in document.sentences)
    assert covered == len("".join(text.split()))
    for span in (document.title, document.party_block, document.signature_block):
        assert span is None or text[span.start : span.end].strip()
    for table in document.tables:
        assert table.rows
        for row in table.rows:
            for cell in row:
                assert table.start <= cell.start < cell.end <= table.end


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_invariants_of_texts_that_look_like_agreements(text: str) -> None:
    check(structured(text))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join))
def test_invariants_of_lines_that_look_like_agreements(text: str) -> None:
    check(structured(text))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_invariants_of_any_text(text: str) -> None:
    check(structured(text))


@pytest.mark.parametrize(
    "token",
    [
        "1.",
        "§ 1 ",
        "§ 1\n",
        "(1)\n",
        "a)\n",
        "- x\n",
        "I.\n",
        "A.\n\n",
        "1 A\n",
        " ",
        "\n",
        "\x0c",
        "x",
        ". ",
        "Abs. ",
        "|a|b|\n",
        "x   y\n",
        "gez.\n",
        "zwischen ",
        "Ziele\n\n",
        "Kündigung ",
        "„",
        "*",
        "#",
        "_",
        "schließen ",
        "Stand: 1\n",
        "1.1 A\n\nb\n\n",
    ],
)
def test_repeated_tokens_cost_linear_time(token: str) -> None:
    text = token * (200_000 // len(token))
    started = time.perf_counter()
    document = structured(text)
    assert time.perf_counter() - started < 4.0
    assert len(document.clauses) <= MAX_CLAUSES
