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
    assert document.source.sha256 == document_from_text(document.text).source.sha256


def test_assert_verbatim() -> None:
    document = document_from_text("Ein Satz.  ")
    assert_verbatim(document, [finding(0, 9)])
    with pytest.raises(AssertionError, match="outside"):
        assert_verbatim(document, [finding(5, 40)])
    with pytest.raises(AssertionError, match="blank"):
        assert_verbatim(document, [finding(9, 11)])
