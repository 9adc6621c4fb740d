"""Title and party block: what stands before the first clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit.german.word_starts import in_any_case
from agreementkit.records import Span
from agreementkit.structure.headings import is_bare_phrase
from agreementkit.structure.lines import Line, is_open, line_at

FRONT = 12_000
"""Code points from the start in which title and parties are looked for."""
_FRONT_LINES = 120

_KIND = (
    r"[Vv]ereinbarung(?:en)?|VEREINBARUNG|[Vv]ertrag(?:es|s)?|VERTRAG|[Ee]rklärung|ERKLÄRUNG|[Kk]onzept(?:ion)?|KONZEPT"
    r"|[Nn]achtrag|NACHTRAG|Absprache|ABSPRACHE|[Ss]atzung|SATZUNG|Memorandum|Letter of Intent|Charta|Eckpunktepapier"
    r"|[Vv]orlage|VORLAGE|Geschäftsordnung|Leitlinien?|Richtlinien?|Pakt|Bündnis|Abkommen|[Pp]rotokoll"
)
_TITLE_RE = re.compile(rf"(?<![A-Za-zÄÖÜäöüß])(?:[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{{0,60}}-?)?(?:{_KIND})(?![A-Za-zÄÖÜäöüß])")
_BETWEEN_RE = re.compile(r"[Zz]wischen\b|ZWISCHEN\b")
_PARTY_LINE_RE = re.compile(
    r"(?:Die|Der|Das|DIE|DER|DAS|Zwischen|zwischen|ZWISCHEN|vertreten|nachfolgend|im Folgenden|Gemäß|Auf Grund|Aufgrund"
    r"|Stand|Erarbeitet|Inhalt)\b|\((?:im|nach)"
)
_SUBJECT_RE = re.compile(
    r"(?:Betrifft|Betreff|Betr\.|Gegenstand der Vorlage|Gegenstand(?=:)|Titel der Vorlage|Thema(?=:))"
    r"[ \t]{0,4}:?[ \t*]{0,6}"
)
_COUNCIL_RE = re.compile(in_any_case("vorlage|v o r l a g e|drucksache|beratungsfolge|beschluss"))
_AFTER_SUBJECT_RE = re.compile(r"(?:Beratungsfolge|Bezug|Anlagen?|Beschluss|Bericht:|Sachverhalt|Gremium|Datum)\b")
_SELF_RE = re.compile(
    r"(?:Das|Dieses|Die|Diese|Der|Dieser)[ \n]"
    r"(?P<name>(?:Fachkonzept|Rahmenkonzept|Konzept|Handlungskonzept|Kooperationsvereinbarung|Rahmenvereinbarung"
    r"|Zielvereinbarung|Leitlinie|Richtlinie)(?:[ \n][A-ZÄÖÜ][A-Za-zÄÖÜäöüß-]{3,40}){1,3})"
    r"[ \n](?:tritt|gilt|ist|wird|regelt|beschreibt|endet)\b"
)
_CUE_RE = re.compile(
    r"[Zz]wischen\b|ZWISCHEN\b|vertreten durch|schlie(?:ß|ss)en|[Nn]achfolgend|[Ii]m Folgenden|[–(] ?kurz|[Ee]rklärende"
    r"|[Pp]artner(?:innen)? (?:sind|dieser)|[Bb]eteiligte sind|fortan"
)
PARTY_CUE_RE = re.compile(r"vertreten|nachfolgend|nachstehend|Folgenden|genannt|kurz:|fortan|\d{5}[ ][A-ZÄÖÜ]")
"""What stands beside the name of a party, and not below a heading."""
_FORMULA_RE = re.compile(
    r"schlie(?:ß|ss)en|geschlossen|vereinbaren|vereinbart|verabreden|verabredet|treffen|getroffen|erklären\b|ergeht|gefasst"
    r"|festgelegt|legen\b[^.:;]{0,200}\bfest\b|kommen überein"
)
_FORMULA_END_RE = re.compile(r":(?=[ \t*]{0,8}(?:\n|\Z))|[ \t]{0,8}\n[ \t]{0,200}\n|\f|\Z")
_GENITIVE_LINE_RE = re.compile(r"[*# ]{0,8}(?:und[ ])?(?:der|des|dem)[ ][*„\"]{0,3}[A-ZÄÖÜ]")
_NEXT_CUE = 1500
"""Two cues of the same party block stand no further apart."""
_LETTERHEAD_RE = re.compile(r"\d{5}[ ]|[Tt]el|Fax|@|www\.|Az\.?:|Datum|Vorlagen-Nr|Drucksache")
_LIST_CUE_RE = re.compile(
    r"(?:Erklärende|Partner(?:innen)?|Beteiligte|[Pp]artner) (?:sind|dieser [^\n]{3,60} sind):?\s*\Z"
)
_BASIS_RE = re.compile(r"(?:nach|gemäß|aufgrund|auf Grund(?:lage)?)[ ](?:der |des |von )?(?:§|Art)")
_PARTY_NAME_RE = re.compile(
    r"[*# ]{0,8}(?:Stadt|Hansestadt|Landeshauptstadt|Gemeinde|Markt|Kreis|Landkreis|Samtgemeinde|Amt|Agentur"
    r"|Bundesagentur|Jobcenter|Ministerium|Land|Verein|Stiftung|Schule|Stand|Entwurf|Seite)\b"
)
_BREAK_RE = re.compile(r"\n[ \t]*\n")


def find_front(text: str, lines: Sequence[Line], limit: int, subject: Span | None) -> int:
    """Where title and parties end: no clause begins before.

    Args:
        text: The normalised text.
        lines: Its lines.
        limit: Offset of the first clause that certainly is one.
        subject: The subject of a council paper, or None.

    Returns:
        The end of the closing formula («… schließen folgende Vereinbarung:»), else of the paragraph with the last
        party, else of the subject; 0 where there is none of these.
    """
    limit = min(limit, FRONT, len(text))
    end = subject.end if subject is not None else 0
    cue = _CUE_RE.search(text, end, limit)
    if cue is None or subject is not None:
        return end
    formula = _FORMULA_RE.search(text, cue.start(), limit)
    if formula is not None:
        ending = _FORMULA_END_RE.search(text, formula.end(), min(limit, formula.end() + 1000))
        if ending is None:
            return formula.end()
        return ending.end() if ending.group() == ":" else ending.start()
    listed = _end_of_list(text, lines, limit)
    if listed:
        return listed
    last = cue.start()
    for following in PARTY_CUE_RE.finditer(text, last, limit):
        if following.start() - last > _NEXT_CUE:
            break
        last = following.start()
    paragraph = _BREAK_RE.search(text, last, limit)
    return paragraph.start() if paragraph else end


def _end_of_list(text: str, lines: Sequence[Line], limit: int) -> int:
    """The end of the list below «Erklärende sind:», or 0."""
    for index, line in enumerate(lines[:_FRONT_LINES]):
        if line.start >= limit or not _LIST_CUE_RE.match(text[line.start : min(line.end, line.start + 120)]):
            continue
        last = index
        while (
            last + 1 < len(lines)
            and lines[last + 1].start < limit
            and (text[lines[last + 1].start] in "-–•*" or (not lines[last + 1].gap and last > index))
        ):
            last += 1
        return lines[last].end if last > index else 0
    return 0


def find_title(text: str, lines: Sequence[Line], first_clause: int) -> Span | None:
    """The title of a document that is no council paper.

    Args:
        text: The normalised text.
        lines: Its lines.
        first_clause: Offset of the first clause, or the text's length.

    Returns:
        One or more whole lines; where the head of the text is lost, the name by which the text calls itself; None where
        there is neither.
    """
    limit = min(first_clause, FRONT)
    front = [line for line in lines[:_FRONT_LINES] if line.start < limit]
    for index, line in enumerate(front):
        if index and _BETWEEN_RE.match(text, line.start):
            break
        if line.end - line.start <= 180 and _is_title(text, line):
            return _with_following(text, front, index)
    named = _SELF_RE.search(text, 0, 200_000)
    return Span(named.start("name"), named.end("name")) if named else None


def _is_title(text: str, line: Line) -> bool:
    printed = text[line.start : line.end].strip("*# ")
    match = _TITLE_RE.search(printed)
    if match is None or _LETTERHEAD_RE.search(printed) or not (printed[:1].isupper() or printed[:1].isdigit()):
        return False
    prose = printed.endswith((".", ",", ";", ":")) and not printed.endswith(("e. V.", "e.V."))
    return not prose and match.start() < 90 and not _PARTY_LINE_RE.match(printed)


def _with_following(text: str, front: Sequence[Line], index: int) -> Span:
    """A title with the lines and paragraphs that go on with it."""
    last = index
    while last + 1 < len(front) and last - index < 8:
        block = _block(front, last + 1)
        first = front[last + 1]
        printed = text[first.start : min(first.end, first.start + 120)].lstrip("*# ")
        goes_on = printed[:1].islower() or is_open(text, front[last])
        if (first.gap and not (goes_on or _is_subtitle(text, front, last + 1, block))) or _BASIS_RE.match(printed):
            break
        if first.gap and any(_names_party(text, line) for line in front[last + 1 : block + 1]):
            break
        if first.gap and _lists_parties(text, front[last + 1 : block + 1]):
            break
        if _names_party(text, first) or _PARTY_LINE_RE.match(printed) or first.end - first.start > 150:
            break
        last += 1
    start, end = front[index].start, front[last].end
    while start < end and text[start] in "*# _":
        start += 1
    while end > start and text[end - 1] in "*# _":
        end -= 1
    return Span(start, end)


def _lists_parties(text: str, block: Sequence[Line]) -> bool:
    """Whether a paragraph below a title names its parties in the genitive, one a line."""
    if not block or not _GENITIVE_LINE_RE.match(text, block[0].start):
        return False
    return sum(1 for line in block if _GENITIVE_LINE_RE.match(text, line.start)) > 1


def _is_subtitle(text: str, front: Sequence[Line], first: int, last: int) -> bool:
    """Whether a paragraph below a title is a second title: a short phrase above the parties, and no party."""
    if last + 1 >= len(front) or last - first > 2 or _PARTY_NAME_RE.match(text, front[first].start):
        return False
    start = front[last + 1].start
    below = text[start : start + 40].lstrip("*# ")
    named = _BETWEEN_RE.match(below) or (_PARTY_LINE_RE.match(below) and PARTY_CUE_RE.search(text, start, start + 400))
    return bool(named) and is_bare_phrase(" ".join(text[front[first].start : front[last].end].split()))


def _block(front: Sequence[Line], index: int) -> int:
    """The last line of the paragraph that a line begins."""
    last = index
    while last + 1 < len(front) and not front[last + 1].gap:
        last += 1
    return last


def _names_party(text: str, line: Line) -> bool:
    """Whether a line below a title already belongs to the parties, or is a sentence."""
    return (
        text[line.end - 1] in ",.;:"
        or PARTY_CUE_RE.search(text, line.start, min(line.end, line.start + 300)) is not None
    )


def find_subject(text: str, lines: Sequence[Line]) -> Span | None:
    """The subject of a council paper: what stands behind or below «Betrifft»; None where the text is no such paper."""
    if not _COUNCIL_RE.search(text, 0, 3000):
        return None
    front = [line for line in lines[:_FRONT_LINES] if line.start < FRONT]
    for index, line in enumerate(front):
        printed = line.start
        while printed < line.end and text[printed] in "*# ":
            printed += 1
        match = _SUBJECT_RE.match(text, printed, line.end)
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
        if start is not None:
            return Span(start, front[last].end)
    return None


def find_party_block(
    text: str, lines: Sequence[Line], title: Span | None, first_clause: int, front: int
) -> Span | None:
    """The part between title and first clause in which the parties are named.

    Returns:
        The block without surrounding whitespace; None where that part names nobody («zwischen», «vertreten durch», …).
    """
    start = title.end if title is not None and title.end <= first_clause else 0
    end = first_clause
    if front > start and end - front > 40:
        end = front
    end = min(end, start + FRONT)
    if not _CUE_RE.search(text, start, end):
        return None
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*#_" or text.endswith("---", start, end)):
        # a rule of hyphens below the parties is none of theirs
        end -= 3 if text[end - 1] == "-" else 1
    while start < end and (text[start].isspace() or text[start] in "*#"):
        start += 1
    return Span(start, end) if start < end and line_at(lines, start) < len(lines) else None
