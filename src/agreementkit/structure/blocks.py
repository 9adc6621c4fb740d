"""Title and party block: what stands before the first clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit.records import Span
from agreementkit.structure.lines import Line, is_open, line_at

FRONT = 12_000
"""Code points from the start in which title and parties are looked for."""

_KIND = (
    r"[Vv]ereinbarung(?:en)?|VEREINBARUNG|[Vv]ertrag(?:es|s)?|VERTRAG|[Ee]rklärung|ERKLÄRUNG|[Kk]onzept(?:ion)?|KONZEPT"
    r"|[Nn]achtrag|NACHTRAG|Absprache|ABSPRACHE|[Ss]atzung|SATZUNG|Memorandum|Letter\ of\ Intent|Charta|Eckpunktepapier"
    r"|[Vv]orlage|VORLAGE|Geschäftsordnung|Leitlinien?|Richtlinien?|Pakt|Bündnis|Abkommen|[Pp]rotokoll"
)
_TITLE_RE = re.compile(rf"(?<![A-Za-zÄÖÜäöüß])(?:[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]*-?)?(?:{_KIND})(?![A-Za-zÄÖÜäöüß])")
_BETWEEN_RE = re.compile(r"[Zz]wischen\b|ZWISCHEN\b")
_PARTY_LINE_RE = re.compile(
    r"(?:Die|Der|Das|DIE|DER|DAS|Zwischen|zwischen|ZWISCHEN|vertreten|nachfolgend|im Folgenden|\(im|\(nach|Gemäß|Auf Grund)\b"
)
_SUBJECT_RE = re.compile(
    r"(?:Betrifft|Betreff|Betr\.|Gegenstand der Vorlage|Titel der Vorlage|Thema)[ \t]{0,4}:?[ \t]{0,4}"
)
_AFTER_SUBJECT_RE = re.compile(r"(?:Beratungsfolge|Bezug|Anlagen?|Beschluss|Bericht|Sachverhalt|Gremium|Datum)\b")
_SELF_RE = re.compile(
    r"(?:Das|Dieses|Die|Diese|Der|Dieser)[ \n](?P<name>(?:Fachkonzept|Rahmenkonzept|Konzept|Handlungskonzept|Kooperationsvereinbarung"
    r"|Rahmenvereinbarung|Zielvereinbarung|Leitlinie|Richtlinie)(?:[ \n][A-ZÄÖÜ][A-Za-zÄÖÜäöüß-]{3,40}){1,3})"
    r"[ \n](?:tritt|gilt|ist|wird|regelt|beschreibt|endet)\b"
)
_CUE_RE = re.compile(
    r"[Zz]wischen\b|ZWISCHEN\b|vertreten durch|schlie(?:ß|ss)en|[Nn]achfolgend|[Ii]m Folgenden|– ?kurz|Erklärende|[Pp]artner(?:innen)? (?:sind|dieser)|fortan"
)
_FORMULA_RE = re.compile(
    r"(?:schlie(?:ß|ss)en|geschlossen|vereinbaren|vereinbart|verabreden|verabredet|treffen|getroffen|erklären|abgeschlossen|ergeht|gefasst)"
    r"[^\n.:;]{0,120}(?P<end>[.:;]|\n[ \t]*\n|\Z)"
)
_LETTERHEAD_RE = re.compile(r"\d{5}[ ]|[Tt]el|Fax|@|www\.|Az\.?:|Datum|Vorlagen-Nr|Drucksache")


def find_formula(text: str, limit: int) -> int:
    """Where the closing formula of the parties ends («… schließen folgende Vereinbarung:»), or 0.

    Args:
        text: The normalised text.
        limit: Offset of the first clause that certainly is one.
    """
    limit = min(limit, FRONT, len(text))
    first = _CUE_RE.search(text, 0, limit)
    if first is None:
        return 0
    # «Die Stadt A schließt mit B»: the formula itself may be the first cue
    match = _FORMULA_RE.search(text, first.start(), limit)
    return match.end() if match else 0


def find_title(text: str, lines: Sequence[Line], first_clause: int) -> Span | None:
    """The title of a document.

    Args:
        text: The normalised text.
        lines: Its lines.
        first_clause: Offset of the first clause, or the text's length.

    Returns:
        One or more whole lines; for a council paper its subject; where the head of the text is lost, the name by which
        the text calls itself; None where there is none of these.
    """
    limit = min(first_clause, FRONT)
    front = [line for line in lines[:80] if line.start < limit]
    subject = _subject(text, front)
    if subject is not None:
        return subject
    for index, line in enumerate(front):
        if _BETWEEN_RE.match(text, line.start) and index:
            break
        if line.end - line.start <= 180 and _is_title(text, line):
            return _with_following(text, front, index)
    named = _SELF_RE.search(text, 0, 200_000)
    return Span(named.start("name"), named.end("name")) if named else None


def _is_title(text: str, line: Line) -> bool:
    printed = text[line.start : line.end].strip("*# ")
    match = _TITLE_RE.search(printed)
    if match is None or _LETTERHEAD_RE.search(printed) or not printed[:1].isupper() and not printed[:1].isdigit():
        return False
    return not printed.endswith((".", ",", ";", ":")) and match.start() < 90 and not _PARTY_LINE_RE.match(printed)


def _with_following(text: str, front: Sequence[Line], index: int) -> Span:
    """A title with the lines that go on with it, and those above in the same block that are its adjectives."""
    last = index
    while last + 1 < len(front) and last - index < 6:
        line = front[last + 1]
        printed = text[line.start : min(line.end, line.start + 120)].lstrip("*# ")
        if _PARTY_LINE_RE.match(printed) or _BETWEEN_RE.match(printed) or line.end - line.start > 150:
            break
        if line.gap and not (printed[:1].islower() or is_open(text, front[last])):
            break
        if text[line.end - 1] in ".;:":
            break
        last += 1
    start, end = front[index].start, front[last].end
    while start < end and text[start] in "*# _":
        start += 1
    while end > start and text[end - 1] in "*# _":
        end -= 1
    return Span(start, end)


def _subject(text: str, front: Sequence[Line]) -> Span | None:
    """The subject of a council paper: what stands behind or below «Betrifft»."""
    for index, line in enumerate(front[:60]):
        match = _SUBJECT_RE.match(text, line.start, line.end)
        if match is None:
            continue
        start = match.end() if match.end() < line.end else None
        last = index
        for following in range(index + 1, min(len(front), index + 7)):
            other = front[following]
            if _AFTER_SUBJECT_RE.match(text, other.start) or (other.gap and start is not None):
                break
            start = other.start if start is None else start
            last = following
        return Span(start, front[last].end) if start is not None else None
    return None


def find_party_block(
    text: str, lines: Sequence[Line], title: Span | None, first_clause: int, formula: int
) -> Span | None:
    """The part between title and first clause in which the parties are named.

    Returns:
        The block without surrounding whitespace; None where that part names nobody («zwischen», «vertreten durch», …).
    """
    start = title.end if title is not None and title.end <= first_clause else 0
    end = first_clause
    if formula > start and (end - formula > 400 or first_clause >= len(text)):
        end = formula
    end = min(end, start + FRONT)
    if not _CUE_RE.search(text, start, end):
        return None
    while end > start and text[end - 1].isspace():
        end -= 1
    first = line_at(lines, start)
    while start < end and (text[start].isspace() or text[start] in "*#"):
        start += 1
    return Span(start, end) if start < end and first < len(lines) else None
