"""The title, on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document, Finding

# «Vereinbarung, geschlossen zwischen» goes on to the parties.
_BETWEEN_RE = re.compile(r",?\s(?:(?:getroffen|geschlossen|abgeschlossen)\s)?zwischen\Z")
PRINTED, NAMED = 0.9, 0.7
"""A title at the head, and the name by which a text whose head is lost calls itself."""


def title_text(document: Document) -> str:
    """The title with its line breaks as blanks; an empty string where there is none."""
    if document.title is None:
        return ""
    printed = " ".join(document.text[document.title.start : document.title.end].replace("*", " ").split())
    return _BETWEEN_RE.sub("", printed)


def title(document: Document) -> Iterator[Finding]:
    """The title as the structure has found it."""
    printed = title_text(document)
    if document.title is None or not printed:
        return
    first_clause = document.clauses[0].start if document.clauses else len(document.text)
    at_head = document.title.start <= first_clause
    yield Finding(
        kind="document.title",
        value={"title": printed},
        spans=(document.title,),
        rule="title_at_head" if at_head else "title_named_in_text",
        confidence=PRINTED if at_head else NAMED,
    )
