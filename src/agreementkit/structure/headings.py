"""What looks like a heading: the lines after a label, and short lines without any.

A German heading is a noun phrase: it has no finite verb, no full stop and no comma at its end. That, the room around
the line and what follows below it decide; a list of known headings only helps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from agreementkit.language import OPEN_WORDS
from agreementkit.structure.lines import Line, last_word
from agreementkit.structure.numbering import Mark

MAX_HEADING = 200
_LISTED = frozenset({"abs", "lit", "dlit", "lrom", "item"})
MAX_HEADING_LINES = 4

_VERBS = """
    ist sind war waren wird werden wurde wurden hat haben hatte hatten soll sollen sollte kann können darf
    dürfen muss  müssen will wollen gilt gelten tritt treten endet beginnt bedarf bedürfen besteht bestehen
    erfolgt erfolgen bildet  bilden umfasst umfassen beinhaltet beinhalten verfolgt verfolgen vereinbaren
    vereinbart schließen schließt gehört  gehören stellt stellen trägt tragen leistet leisten verpflichtet
    verpflichten läuft liegt liegen findet finden  erhält erhalten nimmt nehmen bleibt bleiben verlängert wirkt
    wirken strebt streben dient dienen regelt regeln  führt führen tagt trifft ergibt ergeben sieht sehen setzt
    setzen zahlt zahlen erreicht benennt benennen  unterstützt lautet lauten heißt fördert fördern sichert
    sichern koordiniert berät steht stehen kommt kommen  geht gehen gibt geben übernimmt übernehmen entscheidet
    sorgt sorgen informiert richtet sei seien wäre möchte
"""
_FINITE = frozenset(_VERBS.split())
# Verbs that a heading may also contain as a participle or an infinitive («Was erreicht werden soll»).
_QUESTION_RE = re.compile(r"(?:Was|Wer|Wie|Wo|Wann|Warum|Wozu|Wofür|Worum|Woran|Worauf|Womit|Wobei|Welche[nmrs]?)\s")
_SENTENCE_OPENERS = frozenset(
    [
        "Dies",
        "Diese",
        "Dieser",
        "Dieses",
        "Sie",
        "Es",
        "Er",
        "Wir",
        "Hierzu",
        "Hierbei",
        "Hierfür",
        "Dazu",
        "Dabei",
        "Dafür",
        "Damit",
        "Darüber",
        "Folgende",
        "Folgendes",
        "Seite",
        "Die",
        "Der",
        "Das",
        "Den",
        "Dem",
        "Des",
        "Ein",
        "Eine",
        "Mitglieder",
        "Zwischen",
        "Sofern",
        "Soweit",
        "Falls",
        "Wenn",
        "Nachdem",
        "Gez",
        "gez",
    ]
)
_WORD_RE = re.compile(r"[A-Za-zÄÖÜäöüß]+")
_SENTENCE_INSIDE_RE = re.compile(r"[a-zäöüß]{3}[.!?]\s+[A-ZÄÖÜ]")

KNOWN_RE = re.compile(
    r"(?:Präambel|Vorbemerkung(?:en)?|Vorwort|Einleitung|Einführung|Ausgangslage|Ausgangssituation|Anlass|Hintergrund"
    r"|Allgemeines|Grundsätze|Grundlagen?|Gegenstand|Geltungsbereich|Ziele?|Zielsetzung(?:en)?|Zielgruppen?|Zweck"
    r"|Aufgaben|Leistungen|Organe|Gremien|Organisation|Zusammenarbeit|Kooperation|Kommunikation|Finanzierung|Kosten"
    r"|Datenschutz|Verschwiegenheit|Schweigepflicht|Laufzeit|Dauer|Geltungsdauer|Gültigkeit|Inkrafttreten|Kündigung"
    r"|Beendigung|Änderungen|Schriftform|Schlussbestimmung(?:en)?|Sonstiges|Salvatorische|Schlussformel|Evaluation"
    r"|Qualitätssicherung|Haftung|Beschlussvorschlag|Begründung|Sachverhalt|Sachdarstellung|Bericht|Resümee|Fazit"
    r"|Ausblick|Beratungsfolge|Finanzielle|Vertragspartner|Kooperationspartner|Vereinbarungspartner|Beteiligte|Stellenanteile|Personal)"
    r"(?![a-zäöüß])"
)


def is_phrase(heading: str, longest: int = MAX_HEADING) -> bool:
    """Whether a string reads as a heading rather than as a sentence.

    >>> is_phrase("Dauer und Kündigung"), is_phrase("Die Vereinbarung endet am 1. Mai"), is_phrase("Dauer,")
    (True, False, False)
    """
    heading = heading.strip()
    if not 2 <= len(heading) <= longest or not (heading[0].isupper() or heading[0] in '„"»(0123456789'):
        return False
    if heading[-1] in ".,;–-" and not heading.endswith(("e. V.", "e.V.", "u. a.", "etc.", "usw.")):
        return False
    words = _WORD_RE.findall(heading)
    if not words or _SENTENCE_INSIDE_RE.search(heading):
        return False
    if words[-1].lower() in OPEN_WORDS and not _QUESTION_RE.match(heading):
        return False
    if _QUESTION_RE.match(heading):
        return len(words) <= 10
    return not any(word in _FINITE for word in words)


def is_title_line(heading: str) -> bool:
    """Whether a line that stands by itself can be a heading although it has a verb («Das wollen wir erreichen»)."""
    heading = heading.strip()
    return 2 <= len(heading) <= 80 and heading[0].isupper() and heading[-1] not in ".,;–-" and ". " not in heading


def is_bare_phrase(heading: str) -> bool:
    """Whether a line without number reads as a heading; stricter than ``is_phrase``.

    >>> is_bare_phrase("Stadt Musterau"), is_bare_phrase("Die Partner verfolgen folgende Ziele:")
    (True, False)
    """
    words = _WORD_RE.findall(heading)
    if not words or words[0] in _SENTENCE_OPENERS or not heading[:1].isupper():
        return False
    if heading.endswith(":") and len(words) > 6:
        return False
    return len(words) <= 16 and sum(len(word) for word in words) * 2 > len(heading) and is_phrase(heading, 160)


def heading_after(
    text: str, lines: Sequence[Line], marks: Mapping[int, Mark], mark: Mark, width: int
) -> tuple[int, int, int] | None:
    """The heading that stands behind or below a label.

    Returns:
        Start and end offset of the heading and the index of its last line; None where the label has none.
    """
    line = lines[mark.line]
    if mark.rest >= line.end:
        return _heading_below(text, lines, marks, mark, width)
    last = mark.line
    while (
        last + 1 < len(lines)
        and last - mark.line < MAX_HEADING_LINES
        and not lines[last + 1].gap
        and last + 1 not in marks
        and lines[last + 1].end - mark.rest <= MAX_HEADING
    ):
        last += 1
    paragraph_ends = last + 1 >= len(lines) or lines[last + 1].gap or last + 1 in marks
    if paragraph_ends and (last == mark.line or lines[last].end - lines[last].start < 0.8 * width):
        whole = _clean(text, mark.rest, lines[last].end)
        if whole and is_phrase(text[whole[0] : whole[1]]) and _belongs_together(text, lines, mark.line, last, width):
            return (*whole, last)
        if whole and last == mark.line and mark.style not in _LISTED and is_title_line(text[whole[0] : whole[1]]):
            return (*whole, last)
    return _first_lines(text, lines, mark.rest, mark.line, last, width, bold=mark.bold)


def _belongs_together(text: str, lines: Sequence[Line], first: int, last: int, width: int) -> bool:
    """Whether each line but the last is wrapped: it is open, or the next goes on in lower case, or it is full."""
    for index in range(first, last):
        line, following = lines[index], lines[index + 1]
        full = line.end - line.start + line.indent > 0.7 * width
        if not (
            full
            or last_word(text, line) in OPEN_WORDS
            or text[line.end - 1] in ",-–/"
            or text[following.start].islower()
        ):
            return False
    return True


def _heading_below(
    text: str, lines: Sequence[Line], marks: Mapping[int, Mark], mark: Mark, width: int
) -> tuple[int, int, int] | None:
    first = mark.line + 1
    if first >= len(lines) or first in marks or mark.style in ("abs", "lit", "dlit", "lrom", "item"):
        return None
    last = first
    while (
        last + 1 < len(lines) and last - first < MAX_HEADING_LINES and not lines[last + 1].gap and last + 1 not in marks
    ):
        last += 1
    return _first_lines(text, lines, lines[first].start, first, last, width, bold=False)


def _first_lines(
    text: str, lines: Sequence[Line], start: int, first: int, last: int, width: int, *, bold: bool
) -> tuple[int, int, int] | None:
    """The longest run of whole lines that reads as a heading and stops visibly before the margin."""
    for index in range(first, min(last, first + MAX_HEADING_LINES - 1) + 1):
        line = lines[index]
        if line.end - start > MAX_HEADING:
            return None
        last_line = index + 1 >= len(lines) or lines[index + 1].gap or index == last
        if not last_line:
            following = lines[index + 1]
            if last_word(text, line) in OPEN_WORDS or text[line.end - 1] in ",-–" or text[following.start].islower():
                continue
            if not bold and line.end - line.start + line.indent > 0.75 * width:
                return None
        span = _clean(text, start, line.end)
        if span is None:
            return None
        alone = index == first and last_line
        fits = is_phrase(text[span[0] : span[1]]) or (alone and is_title_line(text[span[0] : span[1]]))
        return (*span, index) if fits else None
    return None


def _clean(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut blanks and Markdown signs off a heading; None where nothing is left."""
    while start < end and text[start] in " \t\u00a0*#_:":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0*#_":
        end -= 1
    return (start, end) if start < end else None


def bare_heading(
    text: str, lines: Sequence[Line], marks: Mapping[int, Mark], index: int, width: int, *, bold: bool, free: bool
) -> tuple[int, int, int] | None:
    """A heading without number that begins at a line.

    Args:
        text: The normalised text.
        lines: Its lines.
        marks: The settled marks by line.
        index: The line.
        width: Where lines were wrapped.
        bold: The source printed the line as a heading.
        free: What stands before it is no prose.

    Returns:
        Start and end offset and the index of its last line; None where the line is none.
    """
    line = lines[index]
    length = line.end - line.start
    if length > 160 or index + 1 >= len(lines) or text[line.end - 1] in ".,;" or text[line.start].islower():
        return None
    if not (bold or free or (line.gap and index - 1 in marks)) and not _stands_free(text, lines, index):
        return None
    if not (line.gap or bold) and (
        length > 60 or lines[index + 1].gap or lines[index + 1].end - lines[index + 1].start < 2 * length
    ):
        return None
    span = _first_lines(text, lines, line.start, index, _block_end(lines, marks, index), width, bold=bold)
    if span is None or not (
        is_bare_phrase(text[span[0] : span[1]]) or (bold and is_title_line(text[span[0] : span[1]]))
    ):
        return None
    following = span[2] + 1
    if following >= len(lines):
        return None
    if KNOWN_RE.match(text, span[0]) or bold or following in marks:
        return span
    head, body = lines[span[2]], lines[following]
    # a short line over a full one, or over a paragraph of more than one line
    runs_on = following + 1 < len(lines) and not lines[following + 1].gap
    long_body = body.end - body.start > max(60, head.end - head.start) or (runs_on and body.end - body.start > 40)
    if runs_on and not body.gap and is_bare_phrase(text[body.start : body.end]):
        # a heading over a heading: the second stands over the text
        below = lines[following + 1]
        long_body = long_body or below.end - below.start > 2 * (body.end - body.start)
    return span if long_body and not text[body.start].islower() and length <= 0.9 * width else None


def _length(line: Line) -> int:
    return line.end - line.start


def _stands_free(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether what stands before a line has come to its end."""
    if index == 0:
        return True
    previous = lines[index - 1]
    if text[previous.end - 1] in '.:!?;“"*)':
        return True
    if last_word(text, previous) in OPEN_WORDS or text[previous.end - 1] == ",":
        return False
    # list items and headings end without a sign, wrapped prose does not
    line = lines[index]
    return previous.gap or (line.gap and (text[line.end - 1] == ":" or KNOWN_RE.match(text, line.start) is not None))


def _block_end(lines: Sequence[Line], marks: Mapping[int, Mark], index: int) -> int:
    last = index
    while (
        last + 1 < len(lines) and last - index < MAX_HEADING_LINES and not lines[last + 1].gap and last + 1 not in marks
    ):
        last += 1
    return last
