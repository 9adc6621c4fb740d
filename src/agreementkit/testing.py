"""What authors of plugins need in their tests: a document from a string, and a check that findings are verbatim."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from agreementkit.records import Document, Finding, PageSpan, Source
from agreementkit.structure import build_document

__all__ = ["assert_verbatim", "document_from_text"]


def document_from_text(text: str, *, file_name: str = "test.txt") -> Document:
    r"""Build a document from a string, as if it had been read from a plain text file.

    Args:
        text: What the file contains.
        file_name: How the file is called.

    Returns:
        The document with one page.

    >>> document_from_text("§ 1 Dauer\n\nDie Vereinbarung gilt ein Jahr.").clauses[0].heading
    'Dauer'
    """
    data = text.encode("utf-8", errors="surrogatepass")
    source = Source(
        file_name=file_name, sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain", size=len(data)
    )
    page = PageSpan(number=1, start=0, end=len(text), origin="plain", quality=1.0)
    return build_document(source=source, text=text, pages=(page,))


def assert_verbatim(document: Document, findings: Iterable[Finding]) -> None:
    """Check that every finding lies in the document and that none of its spans is blank.

    Args:
        document: What the plugin was given.
        findings: What it returned.

    Raises:
        AssertionError: A span lies outside of the text, or covers nothing but whitespace.
    """
    for finding in findings:
        for start, end in finding.spans:
            if not 0 <= start < end <= len(document.text):
                raise AssertionError(f"{finding.kind} ({finding.rule}): {start}:{end} is outside of the text")
            if not document.text[start:end].strip():
                raise AssertionError(f"{finding.kind} ({finding.rule}): {start}:{end} is blank")
