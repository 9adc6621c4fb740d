"""The short name that a text gives to a party: «nachfolgend „Stadt“ genannt», «(WRG)», «– kurz: AWO –»."""

from __future__ import annotations

import re

_CUE = (
    r"(?<!\w)(?:nachfolgend|nachstehend|[Ii]m\s{1,3}[Ff]olgenden|[Ii]m\s{1,3}(?:[Ww]eiteren|Text|Vertragstext)|fortan"
    r"|künftig|kurz|hiernach|abgekürzt)"
)
_ADJECTIVE = (
    r"(?:(?:kommunal|öffentlich|frei|örtlich|zugelassen|staatlich|katholisch|evangelisch|privat|gemeinnützig|beauftragt"
    r"|ausführend|aufnehmend|abgebend|übertragend|kirchlich|städtisch)e[rs]?\s)?"
)
_QUOTED = r"[„\"»‚'](?P<quoted>[^“”\"«'\n]{1,60})[“”\"«'’]"
_CUED_RE = re.compile(
    rf"{_CUE}(?:\s{{1,3}}(?:auch|nur|kurz|als|jeweils|Text))?\s{{0,2}}[:,]?\s{{0,3}}(?:(?:der|die|das|als)\s{{1,2}})?"
    rf"(?:{_QUOTED}|(?P<plain>{_ADJECTIVE}[A-ZÄÖÜ][\w./-]{{1,40}}(?:[ \n][A-ZÄÖÜ][\w./-]{{1,40}}){{0,3}}"
    r"(?:[ ]\d{1,3}(?!\w))?))"
)
_BRACKETED_RE = re.compile(
    rf"\(\s{{0,2}}(?:{_QUOTED}|(?P<plain>[A-ZÄÖÜ][\w.-]{{1,30}}(?:[ ](?:[A-ZÄÖÜ][\w-]{{1,20}})){{0,2}}))\s{{0,2}}\)"
)
_DASHED_RE = re.compile(rf"[–-]\s{{0,2}}{_QUOTED}(?:\s{{1,2}}genannt)?\s{{0,2}}[–-]")
_COLUMNS_RE = re.compile(rf"(?<=\n)[ \t]{{0,60}}[(–-]?\s?{_CUE}[^\n]{{2,60}}?[ ]{{3,60}}[(–-]?\s?{_CUE}[^\n]{{2,120}}")
_QUOTED_RE = re.compile(_QUOTED)
_ONE = "[„\"»‚'][^“”\"«'\n]{1,60}[“”\"«'’]"
_LIST_RE = re.compile(
    rf"{_CUE}\s{{0,2}}:?\s{{0,3}}(?P<list>{_ONE}(?:(?:,\s{{1,3}}|\s{{1,3}}(?:und|bzw\.)\s{{1,3}}"
    rf"|,\s(?:und|beziehungsweise)\s){_ONE}){{1,9}})"
)
# «– Auftraggeber –» on a line of its own; «– Jugendamt –» is a department.
_DASHED_LINE_RE = re.compile(
    r"\n[ \t]{0,40}[–—-]\s?(?P<plain>(?!\w*(?:amt|dezernat|bereich|abteilung|verwaltung|betrieb"
    r"|referat|dienst|büro|stelle)\b)"
    r"[A-ZÄÖÜ][a-zäöüß]{2,30})\s?[–—-](?=[ \t,]{0,4}(?:\n|\Z))"
)
_JOINT_RE = re.compile(r"gemeinsam|beide|zusammen|\balle\b|jeweils|einzeln|gemeinschaftlich", re.IGNORECASE)
# A name for all of them is nobody's own.
_ALL_OF_THEM_RE = re.compile(
    r"(?:die\s)?(?:\w*[Pp]artner(?:innen)?|\w*[Pp]arteien|Beteiligten?|\w*[Ss]chließenden?"
    r"|Unterzeichnenden?|Erklärenden?|Kommunen|Träger der Grundsicherung)\Z"
)
_ARTICLE_RE = re.compile(r"(?:der|die|das|dem|den)\s{1,3}")
_NO_ALIAS = frozenset(
    [
        "Siegel",
        "Stempel",
        "Unterschrift",
        "Ort",
        "Datum",
        "Name",
        "Anlage",
        "Hauptverwaltung",
        "Verwaltung",
        "Jugendamt",
        "Sozialamt",
    ]
)
# «Im Vertrag heißt sie: die Schule.», «Wir nennen sie: die Firma.»
_PLAIN_RE = re.compile(
    r"(?:heißt(?:\s(?:sie|er|es|im\sVertrag|in\sdiesem\sVertrag)){0,2}|nennen\swir\s(?:sie|ihn|es)|[Ww]ir\snennen\s(?:sie|ihn|es))"
    rf"[ \t]{{0,2}}:?\s{{1,3}}(?:(?:der|die|das)\s)?(?:{_QUOTED}|(?P<plain>[A-ZÄÖÜ][\w-]{{1,40}}))(?=[.\n]|\Z)"
)
_TRAILING_RE = re.compile(r"[\s.,;:–-]{1,4}\Z|\s(?:genannt|bezeichnet)\Z")
_LEGAL_FORM_RE = re.compile(r"(?:SGB\b.*|e\.\s?V\.|g?GmbH|AG|eG|KG)\Z")


_PATTERNS = ((_CUED_RE, True), (_BRACKETED_RE, False), (_DASHED_RE, True), (_DASHED_LINE_RE, True), (_PLAIN_RE, True))


def find_alias(tail: str) -> str | None:
    """Find the short name in what stands between a party's name and the next party.

    Args:
        tail: That text, which may also hold an address and a representative.
    """
    for pattern, cued in _PATTERNS:
        for match in pattern.finditer(tail):
            around = (
                tail[max(0, match.start() - 30) : match.start()]
                + match[0].partition(match.groupdict().get("quoted") or "\0")[0]
            )
            if _JOINT_RE.search(around):
                continue
            alias = _clean(match.groupdict().get("quoted") or match.groupdict().get("plain") or "")
            if alias is not None and (cued or alias not in _NO_ALIAS):
                return alias
    return None


def alias_list(tail: str) -> list[str]:
    """The short names of several parties in one list: «im Folgenden „Stadt“, „VG“ und „Verein“»; else empty.

    A line of columns is such a list: «(im Folgenden: Stadt)     (im Folgenden: Verein)».
    """
    columns = _COLUMNS_RE.search(tail)
    if columns is not None:
        cells = [cell for cell in re.split(r"[ \t]{3,60}", columns[0].strip()) if cell]
        return [find_alias(f"\n{cell}\n") or "" for cell in cells]
    match = _LIST_RE.search(tail)
    if match is None:
        return []
    return [_clean(quoted["quoted"]) or "" for quoted in _QUOTED_RE.finditer(match["list"])]


def bracketed_after(text: str, position: int) -> str | None:
    """The short name in brackets directly after a later mention of a party's name: «… des Landes X (MSG)»."""
    match = _BRACKETED_RE.match(text, position + 1 if text[position : position + 1].isspace() else position)
    return _clean(match["quoted"] or match["plain"]) if match else None


def _clean(alias: str) -> str | None:
    alias = " ".join(alias.split())
    alias = _TRAILING_RE.sub("", alias)
    article = _ARTICLE_RE.match(alias)
    if article:
        alias = alias[article.end() :]
    if not alias or _ALL_OF_THEM_RE.match(alias) or _LEGAL_FORM_RE.match(alias):
        return None
    return alias
