"""Papers that only report of agreements: of a council, minutes, statutes, concepts, letters."""

from __future__ import annotations

import re

from agreementkit import Document
from agreementkit.german import LineStart, in_any_case

_PAPER = LineStart(
    r"[ \t*#]{0,40}(?:(?:Öffentliche|Nichtöffentliche"
    r"|öffentliche)\s)?(?:B\ ?E\ ?R\ ?I\ ?C\ ?H\ ?T\ ?S\ ?V|[*]{0,2}(?:Beschluss|Berichts|Mitteilungs"
    r"|Informations|Sitzungs|Verwaltungs|Rats|Kreistags|Magistrats)[Vv]orlage"
    r"|Antwort\s(?:der|auf|zu)|Anfrage\b|Einladung|Rundschreiben|(?:Akten)?[Vv]ermerk\b|\w{0,20}[Bb]escheid\b|Beratungsfolge|Niederschrift|Sitzungsniederschrift|Protokoll\b|Pressemitteilung|Satzung\b"
    r"|(?:Fach|Rahmen|Handlungs|Gesamt|Sozial)?[Kk]onzept(?:ion)?\b|FACHKONZEPT|(?:Allgemeine\s)?Verwaltungsvorschrift|Richtlinien?\b)"
)
_AGREEMENT_RE = re.compile(
    in_any_case("vereinbarung|vertrag|erklärung") + r"|(?:[Bb]ündnis|Pakt|Charta|Memorandum|Letter of Intent)\b"
)
_HEAD, _FULL_LINE = 2_500, 50


def reports_on_others(document: Document) -> bool:
    """Whether the head shows that the document is no agreement: a council paper, minutes, a statute, a concept."""
    head = document.text[:_HEAD]
    said = next((match.start() for match in _PAPER.finditer(head) if _is_heading(head, match)), None)
    if said is None:
        return False
    title = document.title
    if title is not None and said >= title.end - 1 and _AGREEMENT_RE.search(document.text, title.start, title.end):
        return "Beratungsfolge" in head
    return True


def _is_heading(head: str, match: re.Match[str]) -> bool:
    """Whether what was found begins a line of its own, and not the rest of a sentence."""
    end = head.find("\n", match.end())
    line = head[match.start() : end if end >= 0 else len(head)].strip()
    above = head[head.rfind("\n", 0, match.start()) + 1 : match.start()] if head[match.start()] == "\n" else ""
    return not line.endswith(".") and len(above.rstrip()) < _FULL_LINE
