"""Words of leaving an agreement, and of the form that something must have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreementkit import Role, Span, Statement
from agreementkit.german import in_any_case

EXIT_ROLES: tuple[Role, ...] = ("term", "termination")
"""Clauses in which a sentence without a subject of its own speaks of leaving this agreement."""

NOTICE_RE = re.compile(
    r"[Kk](?<![Aa]n[Kk])(?<![Aa]nge[Kk])(?<![Aa]nzu[Kk])"
    r"(?:ündig(?!(?:t|en)(?!\w)[^;.]{0,200}? an(?:[.,;]|$))|ündbar)"
)
"""The words of giving notice: «Kündigung», «gekündigt», «aufkündigen», «kündbar»; not «ankündigen»."""

LEAVE_RE = re.compile(
    r"(?<!\w)(?:lösen|löst|aussteigen|aussteigt|[Aa]usstieg\w{0,2}|ausscheiden|ausscheidet|[Aa]usscheiden"
    r"|aufgesagt|aufsagen|aufzusagen|[Aa]ufsage|[Ss]agt(?=[^;]{0,200} auf(?!\w))|austreten|austritt|[Aa]ustritt\w{0,2}"
    r"|zurücktreten|zurücktritt|Rücktritt\w{0,2}|zurückziehen|widersprochen|widerspricht|widersprechen"
    r"|Widerspruch\w{0,2}|auflösen|aufzulösen|aufgelöst|Auflösung|beenden|beendet|beendigen"
    r"|Beendigung|widerrufen|verlassen|Rückzug|Widerruf(?! de[rs] (?:Einwilligung|Zustimmung|Erlaubnis|Bescheide?s))"
    r"|aufgeben|nicht fortsetzen|nicht fortgesetzt|nicht verlängern)(?!\w)"
)
"""Other words of leaving; they count only in clauses on the term or its end."""

SPECIAL_RE = re.compile(
    in_any_case(
        r"wichtige[mnrs] (?:\w{1,20} )?gr[uü]nd|außerordentlich|ausserordentlich|fristlos|sonderkündig|wegfall"
        r"|wegfäll|weggefallen|entfäll|entfallen"
        r"|zumutbar|zuzumuten|zugemutet|insolvenz|verstoß|verstöß|verstößt|pflichtverletzung|verletzung|verletzt"
        r"|mittelkürzung|gekürzt|kürzung|haushaltssperre"
        r"|gesetzesänderung|höhere[rn]? gewalt|nicht mehr (?:bewilligt|gewährt|zur verfügung|gefördert"
        r"|sichergestellt|gesichert)|sofortige[rn]? wirkung|einstellung der (?:förderung|finanzierung)"
        r"|auslaufen der (?:förderung|finanzierung)"
        r"|änderung der (?:rechtslage|gesetz|förder)|geschäftsgrundlage|mittel\b[^;]{0,40}?(?:nicht|fehlen"
        r"|wegfallen)|fällt\b[^;,]{0,60} weg\b|fallen\b[^;,]{0,60} weg\b|endet die \w{0,20}(?:förderung|finanzierung"
        r"|mittel)|enden die \w{0,20}(?:förderung|finanzierung|mittel)|verkürzt sich|verringert sich|ermäßigt sich"
    )
)
"""Words of leaving for a cause: what stands with them is not the ordinary notice."""

WRITTEN_RE = re.compile(
    r"(?<!\w)(?:\w{0,12}[Ss]chriftform|[Ss]chriftlich\w{0,2}|Einschreiben|Einschreibebrief|Einschreibbrief"
    r"|[Ee]ingeschriebene\w{0,2}|eingeschrieben)(?!\w)"
)
"""Words of the written form (§ 126 BGB); a registered letter is one."""

_UNWRITTEN_RE = re.compile(
    in_any_case(
        r"textform|e-?mail|formlos|keiner (?:besonderen |bestimmten )?form|schriftform ist nicht"
        r"|nicht der schriftform|auch mündlich|mündlich oder|oder mündlich|elektronischem weg"
    )
)
_NOT_THE_FORM_RE = re.compile(
    r"[Ss]chriftlich\w{0,2} (?:\w{1,20} )?(?:Abmahnung|Mahnung|Begründung|Begründete|Aufforderung|Fristsetzung"
    r"|Anhörung|Zustimmung|Einwilligung|zu begründen|begründet|dokumentier\w*|vereinbarten|festgelegt"
    r"|festgehalten)"
)


_WRITTEN_APPROVAL_RE = re.compile(r"[Ss]chriftlich\w{0,2} (?:\w{1,20} )?(?:Zustimmung|Einwilligung)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReading:
    """A written form that a sentence asks for.

    Attributes:
        span: The part of the sentence, in the document's text.
        confidence: 0 to 1.
        special: It is asked only for leaving for a cause.
    """

    span: Span
    confidence: float
    special: bool = False


def is_written(part: str, *, approval: bool = False) -> bool:
    """Whether a part of a sentence asks for the written form, and leaves no other.

    Args:
        part: The part.
        approval: A written approval («schriftlicher Zustimmung») counts, too, as it does for amendments.

    >>> is_written("Die Kündigung bedarf der Schriftform"), is_written("schriftlich oder per E-Mail")
    (True, False)
    >>> is_written("nach schriftlicher Abmahnung")
    False
    """
    if _UNWRITTEN_RE.search(part):
        return False
    if approval and _WRITTEN_APPROVAL_RE.search(part):
        return True
    return WRITTEN_RE.search(_NOT_THE_FORM_RE.sub("", part)) is not None


_PART_RE = re.compile(r";")


def parts_of(text: str) -> list[tuple[int, int]]:
    """The parts of a template between semicolons, as places in it."""
    parts, at = [], 0
    for match in _PART_RE.finditer(text):
        parts.append((at, match.start()))
        at = match.end()
    parts.append((at, len(text.rstrip())))
    return [(start, end) for start, end in parts if text[start:end].strip()]


_ITEM_LABEL_RE = re.compile(r"[^\w<„]{0,12}(?:\(?(?:[0-9.]{1,6}|[a-z])\)|[0-9.]{1,6}(?= ))?[^\w<„]{0,6}")


def proof(statement: Statement, start: int, end: int) -> Span:
    """A part of a sentence without its item label and blanks, as a place in the document."""
    label = _ITEM_LABEL_RE.match(statement.text, start, end)
    begin = label.end() if label and label.end() < end else start
    return statement.place(begin, end)
