"""Lists of the parties: below a line that says who takes part, or below the title.

«Vertragspartner sind», «Im Netzwerk haben sich zusammengeschlossen:», «Diese Erklärung geben gemeinsam ab:», «Wer macht
mit?»: what counts is that the lead speaks of taking part and of no committee, and that the items are bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from agreementkit import Document
from agreementkit.german import LineStart, at_word_start, in_any_case
from agreementkit_parties.introductions import HEAD, LONGEST, Introduction, kind_of_mark
from agreementkit_parties.names import Case

_MARK = r"(?:[-–—•*·▪○>➢►→]|\[[xX✓]\]|\(?\d{1,2}[.)]|\(?[a-p]\)|[IVX]{1,4}\.)[ \t]{1,8}"
_ARTICLE = r"(?:(?:und|sowie)\s{1,3})?(?:für\s)?(?:(?:die|der|das|dem|den|Die|Der|Das)\s{1,3})?"
ITEM_RE = re.compile(rf"(?m)^[ \t]{{0,12}}{_MARK}{_ARTICLE}[*_„\"»]{{0,3}}[A-ZÄÖÜ]")
_MARK_RE = re.compile(rf"[ \t]{{0,12}}{_MARK}")
_BARE_RE = re.compile(
    rf"[ \t]{{0,40}}{_ARTICLE}[*_„\"»]{{0,3}}(?!Der\s|Die\s|Das\s|Diese|Es\s|Wir\s|Sie\s|Im\s|In\s|Auf\s|Mit\s)[A-ZÄÖÜ]"
)
_TAKE_PART_RE = re.compile(
    at_word_start(
        r"[Bb]eteilig|[Pp]artner|PARTNER|[Pp]arteien|nterzeichn|nterschreib|schließen|geschlossen|[Vv]ertragschließ"
        r"|g(?<!\wg)ehören\b|g(?<!\wg)ehört\b|[Mm]itglieder|[Vv]ereinbar(?:en|t)\b|erklären|[Ee]rklärende|verabreden"
        r"|g(?<!\wg)eben\b.{1,80}\bab\b|t(?<!\wt)reten\b.{0,80}\bbei\b|getragen\b|t(?<!\wt)ragen\b"
        r"|n(?<!\wn)ehmen\b.{0,80}\bteil\b|w(?<!\ww)irken\b.{0,80}\bmit\b|a(?<!\wa)rbeiten\b|m(?<!\wm)ach(?:en|t)\b"
        r"|[Mm]itwirkende|[Tt]räger\b.{0,60}\bsind\b|[Zz](?<!\w[Zz])wischen\b|getroffen\b|beigetreten\b"
        r"|b(?<!\wb)e(?:kunden|kennen|kräftigen)\b|zusammen(?:getan|gefunden)\b",
        not_after=None,
    )
)
_OTHERS_RE = re.compile(
    in_any_case(
        r"ausschuss|ausschuß|gremium|gremien|beirat|lenkung|steuerung|gruppe|arbeitskreis|koordinierungskreis|sitzung"
        r"|anwesend|teilnehm|verteiler|ziele\b|aufgabe|leistung(?!s[\w-]{0,20}(?:vereinbarung|vertrag|träger|erbringer))|maßnahme|anlage|unterlage|kosten|daten|kuratorium"
        r"|versammlung|kontakt|ansprech|nachrichtlich|abschrift|ausfertigung|verpflichten|folgendes\b|jury|runde\b"
        r"|team|einzuladen|eingeladen|beteiligt\swerden|gefördert"
    )
)
_DATIVE_LEAD_RE = re.compile(r"(?<!\w)(?:von|zwischen|durch|mit)(?:\s(?:den\s)?folgenden\s\w{3,30})?[ \t]{0,3}:?\Z")
# «… haben wir uns zusammengetan: Stadt A, Klinikum B, Verein C»
_INLINE = LineStart(r"[ \t]{0,8}(?P<said>[^\n:.;]{8,160}):[ ]{1,3}(?=(?!(?:Die|Der|Das)\s)[A-ZÄÖÜ][^\n:;]{4,90},\s)")
_INLINE_END_RE = re.compile(r"\n[ \t]*\n|(?<=[a-zäöüß]{4})\.(?=\s|\Z)|(?<=mbH|GbR)\.")
_DRAWN_RE = re.compile(r"[-=_*~ ]{3,200}\Z")
_FULL_LINE = 60
"""Code points of a line from which on its item may go on in the next line; paper holds 70 to 100."""
_LONGEST_LEAD, _LEAD_LINES, _MOST_ITEMS = 320, 3, 24
_FEWEST = 2
MAX_TRIED = 8


class _Line(NamedTuple):
    start: int
    end: int
    printed: str


class _List(NamedTuple):
    """A list in the text.

    Attributes:
        start: Where its first item begins.
        end: Where its last one ends.
        items: Their number.
        marked: Whether each begins with a dash, a number or a letter.
    """

    start: int
    end: int
    items: int
    marked: bool


def lists(document: Document) -> Iterator[Introduction]:
    """The lists that may name the parties; those below the head and those without a lead need proof."""
    yield from islice(_lists(document), MAX_TRIED)
    text = document.text
    for match in _INLINE.finditer(text, 0, min(len(text), HEAD)):
        if _says_so(match["said"]) and in_front(document, match.start("said")):
            stop = _INLINE_END_RE.search(text, match.end(), min(len(text), match.end() + LONGEST))
            end = stop.start() if stop else min(len(text), match.end() + LONGEST)
            yield Introduction(match.end(), end, "nominative", "list_below_lead", bare=True)


def in_front(document: Document, position: int) -> bool:
    """Whether no clause begins before a position but one whose heading speaks of the partners."""
    return not any(
        clause.label and not _TAKE_PART_RE.search(clause.heading or "")
        for clause in document.clauses
        if clause.start < position
    )


def _lists(document: Document) -> Iterator[Introduction]:
    text = document.text
    # below are the signatures, where many names stand one under the other
    block = document.signature_block
    end = block.start if block is not None and block.start > len(text) // 3 else len(text)
    lines = list(_lines(text, min(end, HEAD)))
    number = 0
    while number < len(lines):
        lead, above = _lead(lines, number)
        found = _list_at(lines, number, marked=True)
        if found is None and lead and (_is_blank(lines[number - 1]) or lead.rstrip(" *").endswith((":", "?"))):
            bare = _list_at(lines, number, marked=False)
            found = bare if bare is not None and _says_so(lead) else None
        if found is None:
            number += 1
            continue
        way = _way(document, lead, above)
        if way and found.items >= _FEWEST:
            case = _case(text, found, lead)
            start = max(0, found.start - 1)  # a boundary begins with the line end before it
            yield Introduction(start, found.end, case, way, items=found.items, each_line=not found.marked)
        number = next((index for index in range(number, len(lines)) if lines[index].start >= found.end), len(lines))


def _lines(text: str, limit: int) -> Iterator[_Line]:
    position = 0
    while position < limit:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        yield _Line(position, end, text[position : min(end, position + 2 * LONGEST)])
        position = end + 1


def _lead(lines: list[_Line], number: int) -> tuple[str, int]:
    """What stands above a line, at most a blank line between, and where it begins; empty at the very head."""
    index = number - 1
    if index >= 0 and _is_blank(lines[index]):
        index -= 1
    kept: list[_Line] = []
    while index >= 0 and len(kept) < _LEAD_LINES and lines[index].printed.strip():
        kept.insert(0, lines[index])
        index -= 1
    lead = " ".join(line.printed.strip() for line in kept)
    if lead.lower() in {"die", "der", "dem", "und"} and kept and index >= 0:
        return _lead(lines, index + 1)
    return (lead if len(lead) <= _LONGEST_LEAD else ""), (kept[0].start if kept else 0)


def _is_blank(line: _Line) -> bool:
    """Whether a line is empty or a drawn rule."""
    return not line.printed.strip() or _DRAWN_RE.match(line.printed) is not None


def _says_so(lead: str) -> bool:
    return _TAKE_PART_RE.search(lead) is not None and _OTHERS_RE.search(lead) is None


def _way(document: Document, lead: str, above: int) -> str | None:
    """By which way a list below this lead names the parties, or None where it names something else."""
    title = document.title
    if title is not None and title.start <= above < title.end and not (lead.endswith(":") and _OTHERS_RE.search(lead)):
        return "list_below_lead" if lead.endswith(":") and _says_so(lead) else "list_below_title"
    if not _says_so(lead):
        return None
    return "list_below_lead" if in_front(document, above) else "list_in_text"


def _list_at(lines: list[_Line], number: int, *, marked: bool) -> _List | None:
    """The list whose first item begins on a line; None where it is no item."""
    pattern = ITEM_RE if marked else _BARE_RE
    if not pattern.match(lines[number].printed):
        return None
    kind = kind_of_mark(lines[number].printed)
    items, stop, wrapped, blank = 0, lines[number].end, False, False
    for line in lines[number:]:
        if not line.printed.strip():
            if blank or (not marked and items < _FEWEST and stop != lines[number].end):
                break
            blank = True
            continue
        is_item = pattern.match(line.printed) is not None
        if is_item and marked and kind_of_mark(line.printed) != kind:
            break
        if not marked and (_MARK_RE.match(line.printed) or (blank and not is_item)):
            break
        if is_item and not (wrapped and not marked):
            items += 1
        elif line.printed[:1] not in " \t" and (blank or not wrapped):
            break
        blank = False
        stop = line.end
        wrapped = len(line.printed.rstrip()) >= _FULL_LINE or (line.printed.rstrip().endswith(",") and not is_item)
        if items > _MOST_ITEMS:
            break
    return _List(lines[number].start, stop, items, marked)


def _case(text: str, found: _List, lead: str) -> Case:
    articles = set(
        re.findall(
            r"(?m)^[ \t]{0,12}(?:\S{1,4}[ \t]{1,8})?(?:und\s)?(der|die|das|dem|den)\s", text[found.start : found.end]
        )
    )
    if articles & {"dem"} or (articles and articles <= {"der", "dem", "den"} and _DATIVE_LEAD_RE.search(lead)):
        return "dative"
    return "nominative"
