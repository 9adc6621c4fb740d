"""Dates in German text: found, read, and judged.

An impossible or garbled date keeps its wording, has no value, and carries ranked suggestions for a person to choose
from.
Days without a year are the matter of :mod:`agreementkit.german.recurring`, spans of time of
:mod:`agreementkit.german.date_ranges`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from agreementkit.german.date_repair import GARBLED_DIGITS, plain_digits, suggest_days, suggest_years
from agreementkit.german.numerals import ORDINAL_WORD, parse_number_word, parse_ordinal_word
from agreementkit.german.word_starts import at_word_start

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BLANK", "GAP", "MONTH_NAME", "DateMention", "expand_year", "find_dates", "month_number", "parse_date"]

Precision = Literal["day", "month", "year"]

_NBSP = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_INDENT = rf"[ \t{_NBSP}]{{0,24}}"
GAP = rf"[ \t{_NBSP}]{{0,12}}(?:\r?\n{_INDENT})?"
"""Regex fragment: no blank, some blanks, or one line break between two parts of one expression."""
BLANK = rf"(?:[ \t{_NBSP}]{{1,12}}(?:\r?\n{_INDENT})?|\r?\n{_INDENT})"
"""Regex fragment: some blanks or one line break, at least one of them."""

_MONTHS = {
    1: ("Januars", "Januar", "Jänner", "Jan"),
    2: ("Februars", "Februar", "Febr", "Feb"),
    3: ("März", "Maerz", "Mrz", "Ma\N{COMBINING DIAERESIS}rz"),
    4: ("Aprils", "April", "Apr"),
    5: ("Mai",),
    6: ("Junis", "Juni", "Jun"),
    7: ("Julis", "Juli", "Jul"),
    8: ("Augusts", "August", "Aug"),
    9: ("Septembers", "September", "Sept", "Sep"),
    10: ("Oktobers", "Oktober", "Okt"),
    11: ("Novembers", "November", "Nov"),
    12: ("Dezembers", "Dezember", "Dez"),
}
_MONTH_NUMBERS = {form: number for number, names in _MONTHS.items() for name in names for form in (name, name.upper())}
MONTH_NAME = (
    at_word_start("|".join(sorted(_MONTH_NUMBERS, key=lambda form: (-len(form), form))), not_after=r"^\W\d_")
    + r"(?![^\W\d_])\.?"
)
"""Regex fragment for a month's name or abbreviation, in title case or capitals, with its full stop."""

_NUMERIC_RE = re.compile(
    rf"""
    (?P<day>[0-9](?<![0-9]{{2}})(?<![0-9][.,][0-9])[0-9]?)  # not inside 1.30.09 or 1.200,00
    [ ]?\.{GAP}                        # 15. or, from a scan, 15 .
    (?P<month>[0-9]{{1,2}})[ ]?\.{GAP}
    (?P<year>[0-9]{{2,4}})(?![0-9])(?!\.[0-9])
    """,
    re.VERBOSE,
)
_ISO_RE = re.compile(r"(?P<year>[12](?<![0-9\-][12])[0-9]{3})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9\-])")
_SLASH_RE = re.compile(
    r"(?P<month>[0-9](?<![0-9/.\-][0-9])(?:(?<=0)[1-9]|(?<=1)[0-2]|(?<=[1-9]))) ?/ ?"
    r"(?P<year>(?:19|20)[0-9]{2})(?![0-9/\-])"
)
_SPELLED_YEAR = r"(?:neunzehnhundert|zweitausend|zwanzighundert)[a-zäöüß]{0,40}"
# Every date has a year; what has none of these has no date, and most sentences are such.
_YEAR_GATE_RE = re.compile(r"[0-9nz](?:(?<=[0-9])|(?<=n)eunzehnhundert|(?<=z)weitausend|(?<=z)wanzighundert)")
_FULL_YEAR_RE = re.compile(r"[12](?:(?<=1)9|(?<=2)0)[0-9]{2}")
_NAMED_RE = re.compile(
    rf"(?P<month>{MONTH_NAME}),?(?:{BLANK}des{BLANK}Jahres)?{GAP}"
    rf"(?P<year>[0-9]{{4}}|['\N{{RIGHT SINGLE QUOTATION MARK}}]?[0-9]{{2}}|{_SPELLED_YEAR})(?![0-9\w])(?!\.[0-9])"
)
_DAY_BEFORE_RE = re.compile(
    rf"(?:(?<![0-9])(?<![0-9][.,])(?P<digits>[0-9]{{1,2}}) ?\.?{GAP}|(?<!\w)(?P<word>(?i:{ORDINAL_WORD})){BLANK})\Z"
)
_PART_BEFORE_RE = re.compile(rf"(?<!\w)(?P<part>Ende|Anfang|Mitte){BLANK}(?:des{BLANK}Monats{BLANK})?\Z")
_YEAR_RE = re.compile(
    rf"{at_word_start('Kalender[Jj]ahr|Haushalts[Jj]ahr|[Jj]ahr')}(?:e?s|e)?{BLANK}(?P<year>(?:19|20)[0-9]{{2}})(?![0-9/\w])(?!\.[0-9])"
)
_EDGE_RE = re.compile(
    rf"""
    (?<!\w)(?:
        (?P<edge>Ende|Ablauf|Schlu(?:ss|ß)|Beginn|Anfang){BLANK}(?:(?:des|vom){BLANK})?
        (?:(?P<half>1\.|2\.|ersten|zweiten){BLANK})?
        (?:(?P<unit>(?:Kalender|Haushalts|Schul|Schulhalb)?[Jj]ahre?s){BLANK})?
      | (?P<compound>Schuljahr|Jahr)e?s(?P<edge2>ende|schlu(?:ss|ß)|beginn|anfang)s?{BLANK}
        (?:des{BLANK}Jahres{BLANK})?
    )
    (?P<year>(?:19|20)[0-9]{{2}})(?:[ ]?/[ ]?(?P<second>(?:20)?[0-9]{{2}}))?(?![0-9/\w])(?!\.[0-9])
    """,
    re.VERBOSE,
)
_DIGIT_RE = re.compile("[0-9]")
_GARBLED_RE = re.compile(
    rf"""
    (?<![\w.,])(?P<day>[0-9{GARBLED_DIGITS}]{{1,2}})[ ]?[.,][ ]?
    (?P<month>[0-9{GARBLED_DIGITS}]{{1,2}})[ ]?(?:[.,][ ]?|[ ])
    (?P<year>[0-9{GARBLED_DIGITS}]{{4}}|[12][0-9][ ][0-9]{{2}})(?![\w])
    """,
    re.VERBOSE,
)
# What stands before a number that looks like a date with a short year but counts sections, versions or calls.
_COUNTER_BEFORE_RE = re.compile(
    r"(?:\b(?:Nr|Nummer|Ziff|Ziffer|Punkt|Abschnitt|Abs|Absatz|Kapitel|Kap|Version|Vers|Anlage|Anhang|Tz|Rn|Teil|Tabelle"
    r"|Abbildung|Abb|Tab|Pkt|TOP|Gliederungspunkt|Buchst|Unterpunkt)\.?|§)\s{0,3}\Z"
    r"|\b(?:Tel|Telefon|Fon|Fax|Telefax|Mobil|Durchwahl|Ruf)\b[^\n]{0,25}\Z"
)
_FILE_NUMBER_BEFORE_RE = re.compile(
    r"(?:\b(?:Nr|Nummer|Drucksachen?|Drs|Vorlagen?|Vorlagennummer|Az|Aktenzeichen|TOP|Antrag|Beschluss|Ausgabe|Heft|Band"
    r"|Jahrgang|Seite|Anfrage|Entwurf|Sitzung)[.:]{0,2}|[A-Z\-]\s?/?)\s{0,2}\Z"
)
_MONTH_CUE_BEFORE_RE = re.compile(r"\b(?:Stand|seit|ab|bis|vom|von|im|Datum|zum)[:,]?\s{1,2}\Z", re.IGNORECASE)
_LEAD_IN_RE = re.compile(r"\s*(?:(?:den|dem|am|vom|von|zum|bis|ab|im|Stand:?|der)\s+){0,3}", re.IGNORECASE)
_WORD_AFTER_RE = re.compile(rf"[ \t{_NBSP}]+[A-ZÄÖÜ]")
_PLAUSIBLE_YEARS = range(1800, 2100)
_CENTURY_TURN = 70
_FEW_DIGITS = 2
_FULL_YEAR = 4


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as the text writes it.

    Attributes:
        start: offset of its first character in the searched text (Unicode code points).
        end: offset after its last character.
        raw: ``text[start:end]``.
        value: ISO 8601: «2014-05-07» for a day, the reduced «2014-05» for a month and «2014» for a year; None where the
            text names no possible date.
        precision: how exactly the text names it. «Ende April 2014» names a day: the month's last (§ 192 BGB).
        problem: None, or «impossible_date» (no calendar has it), «implausible_year» (before 1800 or after 2099),
            «garbled_date» (letters for digits, broken punctuation).
        suggestions: ISO days it may have meant, the likeliest first; empty where there is a value.
    """

    start: int
    end: int
    raw: str
    value: str | None
    precision: Precision = "day"
    problem: str | None = None
    suggestions: tuple[str, ...] = ()

    @property
    def first_day(self) -> date | None:
        """The first day it covers, or None where it has no value."""
        if self.value is None:
            return None
        year, month, day = ([int(part) for part in self.value.split("-")] + [1, 1])[:3]
        return date(year, month, day)

    @property
    def last_day(self) -> date | None:
        """The last day it covers, or None where it has no value."""
        first = self.first_day
        if first is None or self.precision == "day":
            return first
        month = first.month if self.precision == "month" else 12
        return date(first.year, month, monthrange(first.year, month)[1])


def month_number(name: str) -> int | None:
    """Return 1 to 12 for a German month's name or abbreviation, or None.

    >>> month_number("Sept."), month_number("MÄRZ"), month_number("Montag")
    (9, 3, None)
    """
    return _MONTH_NUMBERS.get(name.strip().removesuffix("."))


def expand_year(digits: str) -> int:
    """Return the year that two or four digits mean: 00 to 69 are of this century, 70 to 99 of the last.

    >>> expand_year("14"), expand_year("97"), expand_year("2014")
    (2014, 1997, 2014)
    """
    year = int(digits)
    if len(digits) != _FEW_DIGITS:
        return year
    return 2000 + year if year < _CENTURY_TURN else 1900 + year


def _day_mention(text: str, start: int, end: int, day: int, month: int, year: int) -> DateMention:
    """Return the mention of a day: with its value, or with the problem and suggestions."""
    raw = text[start:end]
    if year not in _PLAUSIBLE_YEARS:
        return DateMention(start, end, raw, None, "day", "implausible_year", suggest_years(day, month, year))
    try:
        return DateMention(start, end, raw, date(year, month, day).isoformat())
    except ValueError:
        return DateMention(start, end, raw, None, "day", "impossible_date", suggest_days(day, month, year))


def _is_counter(text: str, match: re.Match[str]) -> bool:
    """Tell whether digits like 1.1.12 number a section, a version or a telephone rather than a day."""
    start, end = match.span()
    if text[end : end + 5].lstrip(f" {_NBSP}").startswith("Uhr") or int(match["month"]) > 12:
        return True
    if _COUNTER_BEFORE_RE.search(text, max(0, start - 45), start):
        return True
    padded = match["day"].startswith("0") or match["month"].startswith("0")
    line_start = not text[max(0, start - 8) : start].rpartition("\n")[2].strip(" \t*#_") and (
        start < 8 or "\n" in text[start - 8 : start]
    )
    return line_start and not padded and _WORD_AFTER_RE.match(text, end) is not None


def _numeric_dates(text: str, start: int, end: int) -> Iterator[DateMention]:
    for match in _NUMERIC_RE.finditer(text, start, end):
        day, month, digits = int(match["day"]), int(match["month"]), match["year"]
        span = match.span()
        if len(digits) == _FULL_YEAR:
            yield _day_mention(text, *span, day, month, int(digits))
        elif digits[:2] in {"19", "20"} and len(digits) > _FEW_DIGITS:
            yield DateMention(*span, match[0], None, "day", "garbled_date")  # 30.09.201: a digit is lost
        elif len(digits) == _FEW_DIGITS and not _is_counter(text, match):
            if digits in {"19", "20"} and re.match(r" [0-9]{2}(?![0-9.,])", text[match.end() : match.end() + 4]):
                continue  # 30.09.20 15: a year torn apart, left to the garbled forms
            yield _day_mention(text, *span, day, month, expand_year(digits))


def _iso_dates(text: str, start: int, end: int) -> Iterator[DateMention]:
    for match in _ISO_RE.finditer(text, start, end):
        yield _day_mention(text, *match.span(), int(match["day"]), int(match["month"]), int(match["year"]))


def _slash_months(text: str, start: int, end: int) -> Iterator[DateMention]:
    for match in _SLASH_RE.finditer(text, start, end):
        before = max(0, match.start() - 20), match.start()
        if _FILE_NUMBER_BEFORE_RE.search(text, *before):
            continue
        if len(match["month"]) == 1 and not _MONTH_CUE_BEFORE_RE.search(text, *before):
            continue
        yield DateMention(*match.span(), match[0], f"{match['year']}-{int(match['month']):02d}", "month")


def _spelled_year(digits: str) -> int | None:
    """Return the year of a named date: digits, an apostrophe and two digits, or words."""
    plain = digits.lstrip("'\N{RIGHT SINGLE QUOTATION MARK}")
    return expand_year(plain) if plain.isdigit() else parse_number_word(plain)


def _named_dates(text: str, start: int, end: int) -> Iterator[DateMention]:
    for match in _NAMED_RE.finditer(text, start, end):
        month, year = month_number(match["month"]), _spelled_year(match["year"])
        if month is None or year is None:
            continue
        window = max(start, match.start() - 45), match.start()
        before = _DAY_BEFORE_RE.search(text, *window)
        day = None if before is None else _named_day(before)
        short = len(match["year"]) < _FULL_YEAR
        if before is not None and day is not None:
            if not (short and text[match.end() : match.end() + 5].lstrip().startswith("Uhr")):
                yield _day_mention(text, before.start(), match.end(), day, month, year)
        elif not short and year in _PLAUSIBLE_YEARS:
            yield _part_of_month(text, match, window, year, month)


def _named_day(before: re.Match[str]) -> int | None:
    return int(before["digits"]) if before["digits"] else parse_ordinal_word(before["word"])


def _part_of_month(text: str, match: re.Match[str], window: tuple[int, int], year: int, month: int) -> DateMention:
    """Return a month, or the day that its beginning, middle or end means (§ 192 BGB)."""
    part = _PART_BEFORE_RE.search(text, *window)
    if part is None:
        return DateMention(*match.span(), match[0], f"{year}-{month:02d}", "month")
    day = {"Anfang": 1, "Mitte": 15, "Ende": monthrange(year, month)[1]}[part["part"]]
    return _day_mention(text, part.start(), match.end(), day, month, year)


def _years_and_edges(text: str, start: int, end: int) -> Iterator[DateMention]:
    """Yield «im Jahr 2014» as a year, «Ende 2014» and «Beginn des Schuljahres 2019/20» as days."""
    if _FULL_YEAR_RE.search(text, start, end) is None:
        return
    for match in _EDGE_RE.finditer(text, start, end):
        value = _edge_value(match)
        if value is not None:
            yield DateMention(*match.span(), match[0], value)
    for match in _YEAR_RE.finditer(text, start, end):
        yield DateMention(*match.span(), match[0], match["year"], "year")


def _edge_value(match: re.Match[str]) -> str | None:
    """Return the ISO day of the beginning or end of a year; a school year runs from 1 August to 31 July."""
    edge = (match["edge"] or match["edge2"]).lower()
    unit = (match["unit"] or match["compound"] or "jahr").lower()
    first, second = int(match["year"]), match["second"]
    is_start = edge in {"beginn", "anfang"}
    if "schul" not in unit:
        vague = edge == "anfang" and match["unit"] is None
        return None if second or match["half"] or vague else f"{first}-01-01" if is_start else f"{first}-12-31"
    if second is None or int(second) % 100 != (first + 1) % 100:
        return None
    if "halb" not in unit:
        return None if match["half"] else f"{first}-08-01" if is_start else f"{first + 1}-07-31"
    if match["half"] in {"1.", "ersten"}:
        return f"{first}-08-01" if is_start else f"{first + 1}-01-31"
    if match["half"] in {"2.", "zweiten"}:
        return f"{first + 1}-02-01" if is_start else f"{first + 1}-07-31"
    return None


def _garbled_dates(text: str, start: int, end: int) -> Iterator[DateMention]:
    if len(_DIGIT_RE.findall(text, start, end)) < _FULL_YEAR:
        return
    for match in _GARBLED_RE.finditer(text, start, end):
        parts = [plain_digits(match[name]) for name in ("day", "month", "year")]
        if sum(character.isdigit() for character in match[0]) < _FULL_YEAR or _NUMERIC_RE.fullmatch(match[0]):
            continue
        if match[0].count(".") + match[0].count(",") < 2 and len(match["month"]) < 2:
            continue
        try:
            meant = date(int(parts[2]), int(parts[1]), int(parts[0]))
        except ValueError:
            continue
        if meant.year in _PLAUSIBLE_YEARS:
            yield DateMention(*match.span(), match[0], None, "day", "garbled_date", (meant.isoformat(),))


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateMention]:
    """Return the dates in a text, in order and without overlaps.

    Args:
        text: any text; line breaks inside a date are fine.
        start: offset at which to begin.
        end: offset at which to stop, or None for the end of the text.

    Returns:
        Mentions with offsets in ``text``. Days and months without a year, times, section and file numbers, telephone
        numbers and amounts are none.

    >>> [m.value for m in find_dates("Solingen, den 7.5.14, gültig ab 1. August 2017; siehe 1.1.2 und V/0064/2015")]
    ['2014-05-07', '2017-08-01']
    >>> find_dates("ab dem 0.01.2013")[0].suggestions
    ('2013-01-01', '2013-01-10', '2013-01-20', '2013-01-30')
    """
    stop = len(text) if end is None else end
    if not _YEAR_GATE_RE.search(text, start, stop):
        return []
    found = [
        mention
        for finder in (_numeric_dates, _iso_dates, _named_dates, _years_and_edges, _slash_months, _garbled_dates)
        for mention in finder(text, start, stop)
    ]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def parse_date(span: str) -> DateMention | None:
    """Return the one date that a span consists of, or None; a leading «den», «vom» or «Stand:» does no harm.

    >>> parse_date("den 15. 5. 1997").value, parse_date("im Jahr 2014").value
    ('1997-05-15', '2014')
    >>> parse_date("15. 5. 1997 und 16. 5. 1997") is None
    True
    """
    found = find_dates(span)
    if len(found) != 1:
        return None
    lead = _LEAD_IN_RE.match(span)
    starts_well = found[0].start == 0 or (lead is not None and lead.end() >= found[0].start)
    return found[0] if starts_well and not span[found[0].end :].strip(" \t\r\n.,;:)") else None
