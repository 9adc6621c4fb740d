"""What authors of plugins need in their tests: a document from a string, and a check that findings are verbatim."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from agreementkit.document import Document
from agreementkit.reading import ReadingOptions, read_document
from agreementkit.records import Finding, PageSpan, Source, no_progress
from agreementkit.repair import RepairOptions, repair_reading
from agreementkit.structure import build_document

__all__ = ["assert_verbatim", "document_from_text"]


def document_from_text(text: str, *, file_name: str = "test.txt", as_is: bool = False) -> Document:
    r"""Build a document from a string, as if it had been read from a plain text file.

    Args:
        text: What the file contains.
        file_name: How the file is called.
        as_is: Leave out reading and repair, so that offsets count in ``text`` itself.

    Returns:
        The document. A blank text gives an empty one, although no blank file can be read.

    >>> document_from_text("§ 1 Dauer\n\nDie Vereinbarung gilt ein Jahr.").clauses[0].heading
    'Dauer'
    """
    data = text.encode("utf-8", errors="surrogatepass")
    if as_is or not text.strip():
        digest = hashlib.sha256(data).hexdigest()
        source = Source(file_name=file_name, sha256=digest, media_type="text/plain", size=len(data))
        page = PageSpan(number=1, start=0, end=len(text), origin="plain", quality=1.0)
        return build_document(source=source, text=text, pages=(page,))
    reading = read_document(data, file_name, options=ReadingOptions(), progress=no_progress)
    normalised = repair_reading(reading, options=RepairOptions())
    return build_document(
        source=reading.source,
        text=normalised.text,
        pages=normalised.pages,
        repaired=normalised.repaired,
        headings=normalised.headings,
    )


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
