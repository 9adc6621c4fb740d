"""The document's own number: what stands behind a label at its head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document, Finding, Span

HEAD = 2_500
_LABEL_RE = re.compile(
    r"""(?:^|\n[ \t*#|]{0,100}|[ ]{3})
    (?: (?P<paper>VORLAGE|(?:(?:Öffentliche|Nichtöffentliche)[ ])?
            (?:\w{3,20}[Vv]orlage|Vorlagen?|Drucksachen?|DS|Vorl\.)[ ]?-?[ ]?(?:Nr\.?|Nummer)?)
      | (?P<file>Aktenzeichen|Az\.?|AZ|Geschäftszeichen|Gz\.
            |(?:Vertrags|Vereinbarungs|Register|Registrier)-?(?:[Nn]r\.?|[Nn]ummer)) )
    [ \t]{0,4}(?P<colon>:)?[*]{0,2}[ \t|]{0,30}\n?\s{0,6}
    (?P<number>[A-ZÄÖÜ]{0,5}[A-ZÄÖÜ0-9][A-ZÄÖÜa-z0-9./ -]{1,28}[0-9][A-Za-z]?)(?=[ \t*|]{0,8}(?:\n|\Z|[ ]{2,}|\t))""",
    re.VERBOSE,
)
_DATE_RE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\Z")
# One of these a label holds.
_SIGNS = (
    "orlage",
    "VORLAGE",
    "rucksache",
    "DS",
    "Vorl.",
    "Aktenz",
    "Az",
    "AZ",
    "Geschäftsz",
    "Gz.",
    "nr",
    "Nr",
    "ummer",
)


def own_number(document: Document) -> Iterator[Finding]:
    """The number of a council paper, else a file reference that is labelled as such; the first of the head."""
    head = document.text[:HEAD]
    if not any(sign in head for sign in _SIGNS):
        return
    found = [
        match
        for match in _LABEL_RE.finditer(document.text, 0, min(len(document.text), HEAD))
        if not _DATE_RE.match(match["number"]) and (match["colon"] or "r." in match[0] or "/" in match["number"])
    ]
    papers = [match for match in found if match["paper"]]
    for match in (papers or found)[:1]:
        number = match["number"].strip()
        yield Finding(
            kind="document.number",
            value={"number": " ".join(number.split())},
            spans=(Span(match.start("number"), match.start("number") + len(number)),),
            rule="number_of_paper" if match["paper"] else "file_reference",
            confidence=0.93 if match["paper"] else 0.75,
        )
