"""Citations of statutes as findings, one for each place."""

from __future__ import annotations

from collections.abc import Iterator

from agreementkit import Document, Finding, Span
from agreementkit.german import find_citations

SURE, ARTICLE = 0.96, 0.9
"""An article («Art. 6») can also be one of a treaty or of the agreement itself."""


def legal_references(document: Document) -> Iterator[Finding]:
    """Every citation of a statute, in the record's form ``ACT § N[ Abs. n][ S. n][ Nr. n]``.

    The letter below a number («Buchst. a») is part of what is quoted, not of the normalised form.
    """
    for citation in find_citations(document.text):
        yield Finding(
            kind="legal_reference",
            value={
                "normalised": citation.normalised.partition(" Buchst. ")[0],
                "raw": " ".join(citation.raw.split()),
            },
            spans=(Span(citation.start, citation.end),),
            rule="article_citation" if " Art. " in citation.normalised else "section_citation",
            confidence=ARTICLE if " Art. " in citation.normalised else SURE,
        )
