"""What stands in quotation marks: wording that is only cited, and wording that an amendment puts in force.

«§ 6 Abs. 2 erhält folgende Fassung: „…“» in an addendum agrees on what is quoted there; any other quotation tells what
stands elsewhere. The formulas are those of the handbook of legal drafting (Handbuch der Rechtsförmlichkeit, part D).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agreementkit.records import Span

if TYPE_CHECKING:
    from agreementkit.document import Document

__all__ = ["amends_another", "is_amendment", "is_quoted", "new_wordings"]

LONGEST_WORDING = 12000
"""A quotation that is not closed within this many characters is taken for one whose closing mark is lost."""

MOST_WORDINGS = 500
"""A text with more quotations behind such a formula is no addendum that a person wrote; the rest is left unread."""

_QUOTE_WINDOW = 600
_OPENING, _CLOSING = "„‚", "“”"
_HEAD = 400
_AMENDMENT_RE = re.compile(
    r"(?<!\w)(?:Nachtrag(?:e?s)?|(?:Änderungs|Ergänzungs|Verlängerungs|Anpassungs|Zusatz)(?:vereinbarung|vertrag)"
    r"|Änderung(?:en)?\s{1,4}(?:de[rs]|zu[rm]?)|Ergänzung\s{1,4}(?:de[rs]|zu[rm]?)"
    r"|Verlängerung\s{1,4}(?:de[rs]|zu[rm]))(?!\w)",
    re.IGNORECASE,
)
_SAID = r"(?:nun|nunmehr|künftig|zukünftig|fortan|jetzt|neu)"
_UNIT = (
    r"(?:Absatz|Absätze|Satz|Sätze|Halbsatz|§{1,2}|Paragra(?:ph|f)|Artikel|Nummern?|Ziffern?|Punkt|Buchstaben?"
    r"|Abs\.|Nr\.)"
)
_FORMULA_RE = re.compile(
    r"(?:(?:erhält|erhalten|bekommt)(?: \w{1,14}){0,3}? (?:folgende|nachstehende|nachfolgende)\w? "
    r"(?:neue\w? )?(?:Neufassung|Fassung|Wortlaut|Formulierung)"
    rf"|(?:wird|werden)(?: \w{{1,14}}){{0,3}}? wie folgt (?:{_SAID} )?"
    r"(?:gefasst|neugefasst|formuliert|geändert|ergänzt|ersetzt)"
    rf"|(?:wird|werden)(?: \w{{1,14}}){{0,2}}? neu gefasst|laute[tn](?: [\w§]{{1,14}}){{0,6}}"
    rf"|(?:folgende[nrsm]?|nachstehende[nrsm]?)(?: neue[nrsm]?)? {_UNIT}[^.„\"]{{0,40}} "
    r"(?:angefügt|eingefügt|ergänzt|hinzugefügt|vorangestellt|aufgenommen|ersetzt))"
    r" ?(?:\([^()]{1,40}\) ?)?[:;,]? ?\Z"
)
_SAYS_SO_RE = re.compile(r"(?:erh[aä]lt|bekommt|gefasst|wie folgt|laute[tn]|folgende|nachstehende)")
# The old wording, an annex, another contract: what is quoted of them is not the agreement as amended.
_NOT_THE_AGREEMENT_RE = re.compile(
    r"(?<!\w)(?:bisher|derzeit|bislang|ursprünglich|[Aa]nlagen?|Anhangs?|[Ss]atzung|Geschäftsordnung|Richtlinien?"
    r"|(?:Miet|Arbeits|Dienst|Pacht|Nutzungs|Kauf|Darlehens)\w{0,6}vertrag\w{0,3})(?!\w)"
)
_CLOSED_BY = {"„": '“”"', "»": "«", "«": "»", "“": "”", '"': '"'}
_OPENS_RE = re.compile(r"[„»«“\"]")
_LEAD = 260


def amends_another(document: Document) -> bool:
    """Whether a document calls itself a change of another agreement above its first clause.

    Where nothing stands above it («2. Nachtrag» read as a numbered heading), the heading counts, too.
    """
    if not document.clauses:
        return is_amendment(document.text, document.title, 0)
    first = document.clauses[0]
    head = first.start if document.text[: first.start].strip() else first.body_start
    return is_amendment(document.text, document.title, head)


def is_amendment(text: str, title: Span | None, head: int) -> bool:
    """Whether a document calls itself a change of another agreement, in its title or in its first words.

    Args:
        text: The normalised text.
        title: Where its title stands, or None.
        head: Where its first clause begins; its own clauses may speak of the addenda to come.
    """
    if title is not None and _AMENDMENT_RE.search(text, title.start, min(title.end, title.start + _HEAD)):
        return True
    return _AMENDMENT_RE.search(text, 0, min(head, _HEAD)) is not None


def new_wordings(text: str) -> tuple[Span, ...]:
    """Return the quoted wordings that a formula of amendment puts in force, without their quotation marks.

    Args:
        text: The normalised text of an amendment.

    Returns:
        Half-open spans in Unicode code points, in order, none within another.

    >>> text = "§ 5 erhält folgende Fassung: „Sie gilt ein Jahr.“ Bisher lautete er: „Sie gilt zwei Jahre.“"
    >>> [text[span.start : span.end] for span in new_wordings(text)]
    ['Sie gilt ein Jahr.']
    """
    found: list[Span] = []
    at = looked_at = 0
    while looked_at < MOST_WORDINGS and (mark := _OPENS_RE.search(text, at)) is not None:
        at = mark.end()
        if not _SAYS_SO_RE.search(text, max(0, at - _LEAD), at):
            continue
        looked_at += 1
        lead = " ".join(text[max(0, mark.start() - _LEAD) : mark.start()].split()) + " "
        if not _FORMULA_RE.search(lead[-160:]) or _NOT_THE_AGREEMENT_RE.search(_last_sentence(lead)):
            continue
        end = _closing(text, mark.end(), mark[0])
        if end is not None:
            found.append(Span(mark.end(), end))
            at = end + 1
    return tuple(found)


def _last_sentence(lead: str) -> str:
    """The words of a formula itself: from the end of the quotation or the item before it on."""
    return re.split(r"[“”«»\"]|\. (?=[A-ZÄÖÜ§])", lead)[-1]


def _closing(text: str, start: int, opening: str) -> int | None:
    """Where a quotation ends, quotations within it passed over, or None."""
    depth = 1
    closing = _CLOSED_BY[opening]
    for match in re.finditer(r"[„“”\"»«]", text[start : start + LONGEST_WORDING]):
        if match[0] in closing:
            depth -= 1
            if depth == 0:
                return start + match.start()
        elif match[0] == opening:
            depth += 1
    return None


def is_quoted(text: str, position: int) -> bool:
    """Whether a quotation that has begun before a place is still open there; what is quoted is not agreed here."""
    head = text[max(0, position - _QUOTE_WINDOW) : position + 1]
    opened = max(head.rfind(mark) for mark in _OPENING)
    return opened >= 0 and not any(mark in head[opened + 1 :] for mark in f'{_CLOSING}"')
