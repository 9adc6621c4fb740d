"""The signature block: places, dates, names and offices, usually the last thing before the annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit.records import Span
from agreementkit.structure.lines import Line
from agreementkit.structure.numbering import MONTHS, RANKED_OFFICE

_DATE = rf"\d{{1,2}}\.[ \t]?(?:\d{{1,2}}\.|(?:{MONTHS}))[ \t]{{0,3}}(?:\d{{4}}|\d{{2}})?"
# A line that only signatures have.
_ANCHOR_RE = re.compile(
    rf"""
      [A-ZÄÖÜ][\wäöüßÄÖÜ./() -]{{1,40}},[ \t]{{0,4}}(?:den|d\.|am)?[ \t]{{0,4}}(?:{_DATE}|[_.…]{{3,60}})
    | [A-ZÄÖÜ][\wäöüß/() -]{{1,40}},[ \t]{{1,4}}(?:den|im)(?:[ \t]|\Z)
    | (?:Ort|Datum)[ \t]{{0,3}}[,/][ \t]{{0,3}}(?:Ort|Datum|Unterschrift)
    | [_]{{5,200}} | [.…]{{10,200}}
    | (?:[Ee]lektronisch|[Dd]igital)\ (?:unterzeichnet|unterschrieben|signiert)\ (?:am|durch|von)\ [^\n]{{3,80}}
    | [Gg]ez\.?(?:[ \t]|\Z) | \(?[Uu]nterschrift(?:en)?\)?:?[ \t]{{0,4}}\Z
    | (?:In\ Vertretung|Im\ Auftrag|i\.[ ]?V\.|i\.[ ]?A\.|I\.[ ]?V\.|I\.[ ]?A\.)(?:[ \t:]|\Z)
    | [Ff]ür\ (?:die|den|das|der)\ [A-ZÄÖÜ][^.;:]{{2,80}}:?\Z
    | (?:[A-ZÄÖÜ][\wäöüß-]{{1,40}},[ ])?Stand:[ \t]{{0,4}}\S | Siegel\b | L\.\ ?S\.\Z | \((?:Dienst)?[Ss]iegel\)
    """,
    re.VERBOSE,
)
_PROSE_END_RE = re.compile(r"(?<!e\. V)(?<!e\.V)(?<! [iI]\. [VA])(?<!^[iI]\. [VA])[.;:]\Z")
_ANNEX_RE = re.compile(r"(?:Anlagen?|Anhang|Anhänge|Verteiler|Fußnoten?|Protokollnotiz)\b|¹|\d[)\]] ")
_LISTED_RE = re.compile(rf"(?:[-•·▪*]|\(?\d{{1,2}}[.)](?![ \t]?{RANKED_OFFICE})|\(?[a-z]\)|§)[ \t]")
# A party's name runs over lines («Für das Ministerium für Wald / des Landes»).
_GOES_ON = ("für ", "vertreten ", "des ", "der ", "und ", "als ", "im ", "gGmbH", "mbH", "e. V", "e.V", "eG")
# What somebody has signed or is to sign with a place, a name or a party; a seal alone says nothing of the partners.
_SIGNED_RE = re.compile(
    rf"""[*#_ ]{{0,4}}(?:[^\n]{{0,60}}(?:{_DATE}|[_.…]{{5,}}|[Gg]ez\.)|(?:[Ff]ür|FÜR)\ (?:die|den|das|der)[ ]
    |(?:Ort|Datum)[ \t]?[,/]|[Uu]nterschrift|In\ Vertretung|Im\ Auftrag|i\.[ ]?[VA]\.|I\.[ ]?[VA]\.
    |[A-ZÄÖÜ][^\n,]{{1,40}},[ ]{{0,3}}(?:den|im)\b
    |[^\n]{{0,40}}Stand:)""",
    re.VERBOSE,
)
# Over what an authority adds below the signatures of the partners.
_APPROVAL_RE = re.compile(
    r"[*#_ \t]{0,6}(?:(?:[Aa]ufsichtsbehördliche|[Kk]ommunalaufsichtliche|Öffentliche|Amtliche)[ ])?"
    r"(?:Genehmigung(?:svermerk|sverfügung)?|Bekanntmachung(?:svermerk|sanordnung)?|Beglaubigung(?:svermerk)?"
    r"|Verfügung|Bestätigungsvermerk|Genehmigt:|Für[ ]die[ ](?:sachliche[ ])?Richtigkeit[^\n]{0,40}"
    r"|F\.[ ]?d\.[ ]?R\.[^\n]{0,40}|Beglaubigt[^\n]{0,40})[*_ \t:]{0,6}\Z"
)
_SIGNED_BY_RE = re.compile(
    r"(?:(?:Dieses|Das)[ ](?:Dokument|Schreiben)|Diese[ ]Vereinbarung)[ ]"
    r"[^\n]{0,80}(?:elektronisch|digital)[^\n]{0,40}\.\Z"
    r"|(?:[Ee]lektronisch|[Dd]igital)[ ](?:unterzeichnet|unterschrieben|signiert)"
)
# «berufsm. Stadträtin», «stellvertretende Vorsitzende»
_LOWER_OFFICE_RE = re.compile(r"(?:[a-zäöüß]{4,20}\.?[ ]){1,2}[A-ZÄÖÜ][A-Za-zäöüß-]{3,40}\Z")
_MAX_BLOCKS = 4
_LINES_OF_APPROVAL = 14
_FARTHEST = 6_000
"""Code points between the end of a text and a block that is preferred to a later one."""
_MAX_LINE = 110
_MAX_LINES = 80


def find_signature_block(text: str, lines: Sequence[Line]) -> Span | None:
    """Find the block of signatures.

    Args:
        text: The normalised text.
        lines: Its lines.

    Returns:
        From the first line of places, dates, offices or names to the last, or None where nothing is signed or dated
        («Stand: …» counts as a date).
    """
    last = len(lines) - 1
    floor = max(0, len(lines) // 3) if len(lines) > 12 else 0
    found: Span | None = None
    below = last + 1
    for _ in range(_MAX_BLOCKS):
        block = _block_above(text, lines, max(floor, last - 600), below)
        if block is None:
            break
        first, end = block
        signed = any(_SIGNED_RE.match(text, lines[index].start, lines[index].end) for index in range(first, end + 1))
        if signed and not _approves(text, lines, first):
            return Span(lines[first].start, lines[end].end)
        # a seal alone, or what an authority signs below the agreement, is the block only where no other stands above
        found = found or Span(lines[first].start, lines[end].end)
        below = first
        if lines[last].start - lines[first].start > _FARTHEST:
            break
    return found


def _block_above(text: str, lines: Sequence[Line], floor: int, below: int) -> tuple[int, int] | None:
    """The first and the last line of the last block of signatures above a line, or None."""
    anchor = next((index for index in range(below - 1, floor - 1, -1) if _is_anchor(text, lines[index])), None)
    if anchor is None:
        return None
    end = anchor
    while end < below - 1 and end - anchor < _MAX_LINES and _may_sign(text, lines, end + 1):
        if _APPROVAL_RE.match(text, lines[end + 1].start, lines[end + 1].end):
            break
        end += 1
    first = anchor
    while (
        first > 0
        and anchor - first < _MAX_LINES
        and not _APPROVAL_RE.match(text, lines[first - 1].start, lines[first - 1].end)
        and (_is_anchor(text, lines[first - 1]) or _may_sign(text, lines, first - 1))
    ):
        first -= 1
    return _first_anchor(text, lines, first, anchor), end


def _approves(text: str, lines: Sequence[Line], first: int) -> bool:
    """Whether a block signs an approval or a notice: its heading stands shortly above, without a number."""
    return any(
        _APPROVAL_RE.match(text, line.start, line.end) for line in lines[max(0, first - _LINES_OF_APPROVAL) : first]
    )


def _is_anchor(text: str, line: Line) -> bool:
    if line.end - line.start > 3 * _MAX_LINE:
        return False
    printed = text[line.start : line.end].lstrip("*# _") or "_____"
    match = _ANCHOR_RE.match(printed.rstrip("* "))
    if match is None or _APPROVAL_RE.match(printed):
        return False
    return not _PROSE_END_RE.search(printed) or len(printed) < 60


def _may_sign(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a line can be a name, an office or a party among signatures: short, no sentence, no annex, no list."""
    line = lines[index]
    printed = text[line.start : min(line.end, line.start + 3 * _MAX_LINE)]
    if _is_anchor(text, line) or _SIGNED_BY_RE.match(printed):
        return True
    columns = re.split(r"[ \t]{3,}", printed)
    if max(len(column) for column in columns) > _MAX_LINE or _PROSE_END_RE.search(printed):
        return False
    if (
        _ANNEX_RE.match(printed)
        or _LISTED_RE.match(printed)
        or (printed[0].islower() and not printed.startswith(_GOES_ON) and not _LOWER_OFFICE_RE.match(printed))
    ):
        return False
    return not printed.endswith(",") or len(printed) < 60


def _first_anchor(text: str, lines: Sequence[Line], first: int, anchor: int) -> int:
    """Move past headings and lines of prose that the way back has also taken: begin at an anchor, or one line above."""
    for index in range(first, anchor + 1):
        if _is_anchor(text, lines[index]):
            above = index
            while above > first and not lines[above].gap and above > index - 3:
                above -= 1
            return above
    return anchor
