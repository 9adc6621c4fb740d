"""What one cell of a signature block says: date and place, a party, a person, an office, or a line left empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from agreementkit import Span
from agreementkit.german import body_kind, find_dates, find_offices, names_body, parse_office, parse_person

ItemKind = Literal["date", "party", "person", "office", "blank", "mark", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a signature block says.

    Attributes:
        kind: ``mark`` is «gez.» or «i. V.», ``blank`` a line for a name that is not there, ``word`` a single word that
            may be a surname or go on with the line above.
        text: As printed, without «Für die», «gez.» and the like; for a date its place.
        span: Where it stands.
        cell: Number of the cell; items of one cell belong together.
        line: Number of the printed line, blank ones counted.
        date: ISO day of a date item, or None where the day is impossible or left out.
        unfinished: A comma follows at the end of the line.
    """

    kind: ItemKind
    text: str
    span: Span
    cell: int
    line: int
    date: str | None = None
    unfinished: bool = False


class Cell(NamedTuple):
    """A stretch of a printed line between wide gaps: its offsets, its first column, the number of its line."""

    start: int
    end: int
    column: int
    line: int


_MARK_RE = re.compile(
    r"(?:gez\.?(?=[\s:]|\Z)|Gez\.|i\.\s?[VA]\.|I\.\s?[VA]\.|In\sVertretung"
    r"|Im\sAuftrag(?:\sde[rs]\s\w{3,40})?|p\.\s?p\.?a?\.?(?=\s)|Unterzeichnet:"
    r"|unterzeichnet\svon)[\s:]{0,4}"
)
_IGNORED_RE = re.compile(
    r"\(?(?:Ort(?:\s?[,/]\s?|\s+und\s+)(?:den\s)?Datum|Datum(?:\s?[,/]\s?Ort)?"
    r"|(?:Ort,\s?)?Datum,?\s?Unterschrift(?:en)?|Unterschrift(?:en)?|Siegel|Dienstsiegel|Stempel"
    r"|L\.\s?S\.|Ort|rechtsverbindliche Unterschrift|Unterschrift,?\s?(?:und\s)?Stempel|Name"
    r"|Name und Funktion)\)?:?\Z"
    r"|(?:Verfasser|Bearbeit|Ansprechpartner|Kontakt|Redaktion|Erstellt|erstellt|Protokoll|Autor"
    r"|Auskunft|Verantwortlich|Herausgeber|Genehmigt|Vorlage)"
    r"|(?:Dieses|Das)\s(?:Dokument|Schreiben)\s|[Ee]lektronisch\s|[Dd]igital\s"
    r"|Seite\s\d{1,3}.{0,12}\Z|[-–]\s?\d{1,3}\s?[-–]\Z|Stand:"
)
_ELECTRONIC_RE = re.compile(
    r"(?:[Ee]lektronisch|[Dd]igital)\s(?:unterzeichnet|unterschrieben|signiert)\s"
    r"(?P<date>am\s[\w. ]{6,22}?\s)?(?:durch|von)\s(?:Frau\s|Herrn?\s)?"
)
_BLANK_RE = re.compile(r"[_.…\s]{4,300}\Z|(?:_{2,}|\.{3,}|…)[^A-Za-zÄÖÜäöü]*\Z")
_RULES_RE = re.compile(r"_{3,}|\.{4,}|…+")
_TOWN = (
    r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß.-]{1,40}(?:[ /](?:[A-ZÄÖÜ(][A-Za-zÄÖÜäöüß.)-]{0,30}|am|an|der|im|in|bei"
    r"|ob|a\.|d\.|i\.)){0,4}"
)
_PLACE_RE = re.compile(
    rf"""\s*(?:Ort,\s?Datum:?\s*)?
    (?: (?P<place>{_TOWN})(?:\s?,\s*(?:den|am|im|d\.)?|\s+den)\s*          # Musterau, den
      | (?P<place2>{_TOWN}),\s[^,\d.]{{3,50}},\s(?:(?:den|dem)\s+)?  # Musterau, am Tag der Einheit, dem
      | (?P<place3>(?!(?:Stand|Datum|Vom|Ab|Bis|Seit|Zum|Am|Im)\b)[A-ZÄÖÜ][a-zäöüß-]{{2,40}})\s+
      | (?:den|am|Datum:?)\s+ )?\Z""",
    re.VERBOSE,
)
FOR_RE = re.compile(r"(?:[Ff]ür|FÜR)\s+(?:(?:die|den|das|der)\s+)?(?=[A-ZÄÖÜ„\"])")
_FOR_COLON_RE = re.compile(FOR_RE.pattern + r"(?P<party>[^:\n]{3,90}):\s+")
_ARTICLE_RE = re.compile(r"(?:[Dd]ie|[Dd]er|[Dd]as)\s+(?=[A-ZÄÖÜ])")
_SPLIT_RE = re.compile(
    r"\s(?=(?:gez|i\.\s?[VA])\.\s{1,3}[A-ZÄÖÜ])|\s[·|/]\s|,\s+|:\s+|\s[–—-]\s|\s(?:und|u\.)\s(?=[A-ZÄÖÜ])|\s?\(|\)"
)
SURNAME_RE = re.compile(r"[A-ZÄÖÜ][a-zäöüßéıçğšć]{1,30}(?:-[A-ZÄÖÜ][a-zäöüß]{1,30})?\Z")
_ROLE_RE = re.compile(
    r"(?:[A-ZÄÖÜ][a-zäöüß]{0,40}(?:wart|meister|pfarrer|anwält|intendant|komplementär|hauptmann|kommissar)(?:in)?"
    r"|[A-ZÄÖÜ][a-zäöüß]{0,40}(?:ständin|anwalt|obmann|obfrau)|Pfarrer(?:in)?|Propst|Obmann|Obfrau|Komplementär(?:in)?)\Z"
)
_NUMBER_RE = re.compile(r"(?:\(?\d{1,2}[.)]|[-–•*·])\s{1,4}")
_BRACKETED_RE = re.compile(r"\(\s{0,2}(?P<name>[^()\n]{2,60}?)\s{0,2}\)\Z")
# «(Träger)» below a line says who is to sign there, and is nobody's name.
_ROLE_OF_PARTY_RE = re.compile(
    r"(?:(?:der|die|das)\s)?(?:\w{0,30}[Tt]räger(?:in)?|(?:Auftrag|Arbeit|Leistungs|Zuwendungs)geber(?:in)?"
    r"|(?:Auftrag|Arbeit|Zuwendungs)nehmer(?:in)?|\w{0,20}[Pp]artner(?:in)?|(?:Ver)?[Mm]ieter(?:in)?|Leistungserbringer"
    r"|Anbieter(?:in)?|Betreiber(?:in)?|Zeug(?:e|in)|Unterzeichner(?:in)?|Verein|Verband|Verwaltung|Behörde|Schule|Klinik"
    r"|Stiftung|Amt|Entwurf|Original|Kopie|Abschrift|parteilos)\Z"
)
_SHORT_NAME_RE = re.compile(r"(?:(?:der|die|das)\s)?[A-ZÄÖÜ][\w.-]{1,30}\Z")
_HEAD = 8_000
"""Code points from the start in which short names are given to the parties."""
_POLITE_RE = re.compile(r"(?<!\w)(?:Herrn?|Frau|Dr\.)(?:\s[A-ZÄÖÜ][\w.-]{0,30}){0,4}\Z")
_AFTER_OFFICE_RE = re.compile(r"(?:\s[a-zäöüß]{2,20}){0,2}(?P<rest>\s+)(?:Herrn?\s|Frau\s)?(?=[A-ZÄÖÜ])")
_SIEGEL_RE = re.compile(r"\s*\((?:Dienst)?[Ss]iegel\)|\s*\bL\.\s?S\.")
LEGAL_FORM_RE = re.compile(r"(?:[eE]\.\s?V\.|g?G(?:mb|MB)H|eG|AG|KG)\Z")


def read_cell(text: str, cell: Cell) -> Iterator[Item]:
    """Tell what one cell says."""
    start, end = trim(text, cell.start, cell.end)
    printed = text[start:end]
    signed = _ELECTRONIC_RE.match(text, start, end)
    if signed is not None:
        yield from dated(text, *signed.span("date"), cell) if signed["date"] else ()
        yield from _said(text, signed.end(), end, cell, marked=True)
        return
    if not printed or _IGNORED_RE.match(printed):
        return
    if _BLANK_RE.match(printed):
        yield _item("blank", text, start, end, cell)
        return
    bound = _FOR_COLON_RE.match(text, start, end)
    if bound is not None and (dates := dated(text, bound.end(), end, cell)):
        yield _item("party", text, *bound.span("party"), cell)
        yield from dates
        return
    dates = dated(text, start, end, cell)
    if dates:
        yield from dates
        return
    number = _NUMBER_RE.match(text, start, end)
    if number is not None:
        # «1. Stadt A, Anna Muster, Bürgermeisterin»; a «1. Vorsitzende» is an office
        said = list(_said(text, number.end(), end, cell, marked=False))
        kinds = {item.kind for item in said}
        if {"person", "party"} <= kinds or ({"person", "office"} <= kinds and not number[0][:1].isdigit()):
            yield from said
            return
    bracketed = _BRACKETED_RE.match(text, start, end)
    named = False
    if bracketed and _ROLE_OF_PARTY_RE.match(bracketed["name"]):
        return
    if bracketed and not is_short_name(text, bracketed["name"], start):
        # «(Berg)» below the line that Berg has signed on
        start, end = bracketed.span("name")
        named = is_named_before(text, bracketed["name"], start)
    mark = _MARK_RE.match(text, start, end)
    if mark:
        yield _item("mark", text, start, mark.end(), cell)
        start = mark.end()
        if start >= end:
            return
    seal = _SIEGEL_RE.search(text, start, end)
    end = seal.start() if seal else end
    yield from _said(text, start, end, cell, marked=bool(mark) or named)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut blanks and marks of emphasis and tables off a stretch of text."""
    while start < end and text[start] in " \t*#|":
        start += 1
    while end > start and text[end - 1] in " \t*#|":
        end -= 1
    return start, end


def dated(text: str, start: int, end: int, cell: Cell) -> list[Item]:
    """«Ort, den 1.2.2014», once or several times; a cell that says anything else holds no date of signing."""
    found, position = [], start
    for mention in find_dates(text, start, end):
        place = _PLACE_RE.match(text[position : mention.start])
        if place is None or (mention.value is None and mention.problem is None):
            return []
        date = mention.value if mention.value and len(mention.value) == 10 else None
        name = (place["place"] or place["place2"] or place["place3"] or "").strip()
        while position < mention.start and text[position].isspace():
            position += 1
        found.append(
            Item(kind="date", text=name, span=Span(position, mention.end), cell=cell.start, line=cell.line, date=date)
        )
        position = mention.end
    return [] if text[position:end].strip(" .,;") else found


def _said(text: str, start: int, end: int, cell: Cell, *, marked: bool) -> Iterator[Item]:
    """The party, persons and offices of a cell that holds no date."""
    whole = _told(text, start, end, cell, marked=marked)
    pieces = _pieces(text, start, end)
    parts: list[Item] = []
    for number, (begin, high) in enumerate(pieces):
        mark = _MARK_RE.match(text, begin, high)
        low = mark.end() if mark else begin
        if mark:
            parts.append(_item("mark", text, begin, low, cell))
        if low < high:
            told = _told(text, low, high, cell, marked=bool(mark) or (marked and number == 0))
            in_brackets = number > 0 and text[low - 1] == "("
            if in_brackets and is_short_name(text, text[low:high], start):
                parts.append(_item("party", text, low, high, cell))
            elif in_brackets and told is not None and told.kind == "word":
                continue
            elif told is not None:
                parts.append(told)
    kinds = {part.kind for part in parts} - {"mark", "word"}
    if len(pieces) > 1 and parts[0].kind == "person":
        # «Name, Pfarrer»: a word beside a person says what the person is
        parts = [_as_office(part) if part.kind == "word" else part for part in parts]
    one_person = whole is not None and whole.kind == "person" and parts[0].kind != "person"
    if (len(parts) > 1 and "person" in kinds and not one_person) or (len(pieces) > 1 and kinds == {"office", "party"}):
        yield from (part for part in parts if part.kind != "word")
    elif whole is not None:
        yield from _with_person(text, whole, cell)


def is_short_name(text: str, name: str, position: int) -> bool:
    """Whether the head of the document gives a party this short name: «(KSB)», «nachfolgend „Träger“»."""
    if _SHORT_NAME_RE.match(name) is None:
        return False
    head = text[: min(_HEAD, position)]
    word = name.rpartition(" ")[2]
    return any(f"{sign}{word}" in head for sign in ("(", "„", '"', "»", "‚", "genannt ", "Folgenden ", "nachfolgend "))


def is_named_before(text: str, surname: str, position: int) -> bool:
    """Whether the head of the document names a person of this surname: «Herrn Bürgermeister Tom Berg»."""
    if SURNAME_RE.match(surname) is None:
        return False
    head = min(_HEAD, position)
    place = text.find(f" {surname}", 0, head)
    return place >= 0 and _POLITE_RE.search(text, max(0, place - 80), place) is not None


def _with_person(text: str, item: Item, cell: Cell) -> Iterator[Item]:
    """«Oberbürgermeister Max Muster» on one line is an office and a person; anything else stays as it is."""
    if item.kind == "office":
        offices = find_offices(text, item.span.start, item.span.end)
        name = _AFTER_OFFICE_RE.match(text, offices[-1].end, item.span.end) if offices else None
        if name is not None and parse_person(text[name.end() : item.span.end]) is not None:
            yield _item("office", text, item.span.start, name.start("rest"), cell)
            yield _item("person", text, name.end(), item.span.end, cell)
            return
    yield item


def _as_office(item: Item) -> Item:
    return replace(item, kind="office")


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, position = [], start
    for match in _SPLIT_RE.finditer(text, start, end):
        pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, end))
    return [(low, high) for low, high in (trim(text, *piece) for piece in pieces) if low < high]


def _told(text: str, start: int, end: int, cell: Cell, *, marked: bool) -> Item | None:
    """What a stretch of a line is as a whole, or None."""
    start, end = trim(text, start, end)
    printed = text[start:end].rstrip(" :,_")
    rules = _RULES_RE.search(printed)
    if rules:
        return _item("blank", text, start, end, cell)
    end = start + len(printed)
    bound = FOR_RE.match(text, start, end)
    if bound:
        return _item("party", text, bound.end(), end, cell)
    if printed.isupper() and names_body(printed.title()):
        return _item("party", text, start, end, cell)
    if parse_person(printed) is not None and not find_offices(printed):
        return _item("person", text, start, end, cell)
    office = parse_office(printed)
    if office is not None:
        return _item("office", text, start + office.start, start + office.end, cell)
    if _ROLE_RE.match(printed) or (find_offices(printed) and body_kind(printed) == "other"):
        return _item("office", text, start, end, cell)
    if names_body(printed) or LEGAL_FORM_RE.search(printed):
        article = _ARTICLE_RE.match(text, start, end)
        return _item("party", text, article.end() if article else start, end, cell)
    if not marked and is_short_name(text, printed, start):
        return _item("party", text, start, end, cell)
    if SURNAME_RE.match(printed):
        return _item("person" if marked else "word", text, start, end, cell)
    return _item("word", text, start, end, cell) if len(printed) < 80 else None


def _item(kind: ItemKind, text: str, start: int, end: int, cell: Cell) -> Item:
    return Item(
        kind=kind,
        text=" ".join(text[start:end].split()),
        span=Span(start, end),
        cell=cell.start,
        line=cell.line,
        unfinished=text[end : end + 1] == ",",
    )
