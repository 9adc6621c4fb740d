from __future__ import annotations

import pytest

from agreementkit.records import Finding, Span
from agreementkit.testing import assert_verbatim, document_from_text


def finding(start: int, end: int) -> Finding:
    return Finding(kind="goal", value={}, spans=(Span(start, end),), rule="test", confidence=0.5)


def test_document_from_text() -> None:
    document = document_from_text("Vereinbarung\n\n§ 1 Dauer\n\nEin Jahr.", file_name="a.txt")
    assert document.source.file_name == "a.txt"
    assert document.pages[0].end == len(document.text)
    assert document_from_text("").clauses == ()
    assert document.source.sha256 == document_from_text(document.text).source.sha256


def test_assert_verbatim() -> None:
    document = document_from_text("Ein Satz.  ", as_is=True)
    assert_verbatim(document, [finding(0, 9)])
    with pytest.raises(AssertionError, match="outside"):
        assert_verbatim(document, [finding(5, 40)])
    with pytest.raises(AssertionError, match="blank"):
        assert_verbatim(document, [finding(9, 11)])


def test_text_is_repaired_unless_it_is_taken_as_it_is() -> None:
    text = "# Vereinbarung\n\n**Unsere Ziele**\n\nDie Stadt pflegt ihre Wege gemein-\nsam mit dem Verein.\n"
    assert document_from_text(text, as_is=True).text == text
    repaired = document_from_text(text)
    assert "gemeinsam" in repaired.text
    assert [clause.heading for clause in repaired.clauses] == ["Unsere Ziele"]
