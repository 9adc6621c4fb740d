"""The number, letter or sign at the head of a line, read one line at a time.

Whether a mark opens a clause is decided later, by the sequence it stands in (``sequences``). Here fall only those that
are none by their own look: dates, telephone numbers, and statutes that a line wrap has put at the head of a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agreementkit.language import LIST_JOINERS, OPEN_WORDS
from agreementkit.structure.lines import MAX_LABEL, Line, last_word

MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"

# What may stand before a label: Markdown heading signs, one bullet, bold signs.
_BEFORE_RE = re.compile(
    r"(?P<hashes>\#{1,6}[ \t]{0,4})?"
    r"(?P<bullet>[-–—•·▪●○◦‣►■□✓*+o][ \t]{1,8})?"
    r"(?P<bold>\*{2,3}|__)?[ \t]{0,4}"
)
_MARK_RE = re.compile(
    r"""
      §[ \t\u00a0\u202f]{0,3}(?P<par>\d{1,3})(?:[ \t]?(?P<par_letter>[a-z])(?![\w.]))?[.:]?(?!\w)    # § 5, §5a
    | (?:Artikel|ARTIKEL|Art\.)[ \t\u00a0]{0,3}(?P<art>\d{1,3}|[IVX]{1,6})(?!\w)[.:]?            # Artikel 3
    | (?P<word>Teil|TEIL|Kapitel|KAPITEL|Abschnitt|ABSCHNITT|Anlage|ANLAGE|Anhang|ANHANG)
        [ \t]{1,3}(?P<word_key>\d{1,2}|[IVX]{1,6}|[A-Z])(?!\w)[.:]?                              # Abschnitt II
    | (?P<topic>Ziel|ZIEL|Baustein|Modul|Handlungsfeld|Maßnahme|Phase)
        [ \t]{1,3}(?P<topic_key>\d{1,2})(?!\w)(?:[ \t]{0,2}[:–-](?=[ \t])|[ \t]{0,4}\Z)          # Ziel 1
    | (?P<mixed>[IVX]{1,5}\.\d{1,2})\.?(?=\s|\Z|\*)                                             # II.1
    | (?P<rom>[IVXL]{1,6})(?:[.)](?=\s|\Z|\*)|(?=[ \t]{1,12}[A-ZÄÖÜ]))                          # VII.
    | (?P<let>[A-Z])[.)](?=\s|\Z|\*)                                                             # A.
    | (?P<dec>\d{1,2}(?:[.:]\d{1,2}){0,4})(?P<dot>[.)]?)(?=\s|\Z|\*|(?<=\.)[A-ZÄÖÜ])               # 1.  1.1  1.1.2
    | \((?P<abs>\d{1,2})(?P<abs_letter>[a-z]?)\)                                                 # (1)
    | \(?(?P<lrom>ii|iii|iv|vi|vii|viii|ix)\)                                                    # ii)
    | \(?(?P<dlit>(?P<double>[a-z])(?P=double))\)                                                # aa)
    | \(?(?P<lit>[a-z])\)                                                                        # a)
    """,
    re.VERBOSE,
)
_KINDS = ("par", "art", "word", "topic", "mixed", "rom", "let", "dec", "abs", "lrom", "dlit", "lit")
_REST_RE = re.compile(r"[ \t\u00a0]{0,12}(?:[-–—:][ \t]{1,4})?(?:\*{2,3}|__)?[ \t]{0,4}")

# A section sign at the head of a line belongs to the sentence before it where a statute goes on after the number.
_STATUTE_RE = re.compile(
    r"[a-zäöüß,;)/]|\d|§"
    r"|(?:Abs|Absatz|Absätze|Satz|Sätze|S|Nr|Nrn|Nummer|Ziff|Ziffer|Buchst|Buchstabe|Halbs|Unterabs)\b"
    r"|(?:SGB|BGB|GG|GO|HGB|StGB|VwVfG|ZPO|UStG|AO|KAG|OWiG|AGG|BDSG|DSGVO|DS-GVO|Sozialgesetzbuch|Grundgesetz)\b"
    r"|[A-ZÄÖÜ][A-Za-zäöüß]{0,12}[a-zäöüß][A-Za-zäöüß]{0,3}[A-Z]{1,3}\b"
    r"|[A-ZÄÖÜ][a-zäöüß]{0,24}(?:gesetz|gesetzbuch|ordnung|verordnung)(?:es|s)?\b"
    r"|i\.[ ]?V\."
)
# A line of a table of contents: dots that lead to a page number.
_LEADER_RE = re.compile(r"(?:[.…_][ ]?){4,120}[ \t]{0,20}\d{1,3}\Z")
_SHORT_CAPS_RE = re.compile(r"[A-ZÄÖÜ]{2,5}\b(?![ \t]*\Z)")
_DATE_REST_RE = re.compile(rf"(?:{MONTHS}|Jan\.|Feb\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Okt\.|Nov\.|Dez\.)(?!\w)|\d")
# «1. Vorsitzende» below a signature is an office, no list.
RANKED_OFFICE = (
    r"(?:[Ss]tellv\w{0,12}\.?[ ])?(?:Vorsitzend|Vorstand|(?:Kreis)?[Bb]eigeordnet|(?:Ober)?[Bb]ürgermeister)"
)
_ORDINAL_REST_RE = re.compile(
    r"(?:Uhr\b|Lebensjahr|Kalenderjahr|Schuljahr|Quartal|Halbjahr|Klasse|Jahrgang|Buch|Senat"
    rf"|{RANKED_OFFICE}\w{{0,8}}(?:,|[ ]*(?:\n|\Z)|[ ](?:der|des|von)\b))"
)

_LINES_OF_ITEM = 6
"""A list item is rarely longer."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_WORD_STYLES = {"teil": "teil", "kapitel": "kap", "abschnitt": "absch", "anlage": "anl", "anhang": "anh"}

RANK = {
    "anl": 0, "anh": 0, "teil": 1, "kap": 2, "absch": 2, "par": 3, "art": 3, "rom": 4, "let": 4, "mixed": 5, "dec": 5,
    "topic": 6,
    "abs": 7, "lit": 8, "dlit": 9, "lrom": 10, "item": 11,
}  # fmt: skip
"""How far inside a style usually stands: the larger, the deeper."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the head of a line.

    Attributes:
        line: Index of its line.
        style: ``par``, ``art``, ``rom``, ``let``, ``mixed`` (II.1), ``dec``, ``topic`` (Ziel 1), ``abs``, ``lit``,
            ``dlit``, ``lrom``, ``item``, ``teil``, ``kap``, ``absch``, ``anl`` or ``anh``.
        key: Its place in the sequence; more than one number for 1.1.2 only.
        slug: The same for an id: ``6``, ``1_1``, ``vii``, ``a``.
        label: As printed.
        rest: Offset of the first code point after the label and the blanks behind it.
        bold: The source printed the line as a heading.
        weak: A bare number without a dot, a numeral without one: it needs better support.
    """

    line: int
    style: str
    key: tuple[int, ...]
    slug: str
    label: str
    rest: int
    bold: bool = False
    weak: bool = False


def roman(numeral: str) -> int:
    """The value of a Roman numeral up to LXXXIX, or 0 where it is none.

    >>> roman("XIV"), roman("IIX")
    (14, 0)
    """
    total = 0
    previous = 0
    for letter in reversed(numeral.upper()):
        value = _ROMAN.get(letter, 0)
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total if total > 0 and _to_roman(total) == numeral.upper() else 0


def _to_roman(number: int) -> str:
    digits = []
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, number = divmod(number, value)
        digits.append(letters * count)
    return "".join(digits)


def read_mark(text: str, lines: Sequence[Line], index: int, *, bold: bool = False, width: int = 140) -> Mark | None:
    """Read the mark at the head of a line.

    Args:
        text: The normalised text.
        lines: Its lines.
        index: Which of them.
        bold: The source printed the line as a heading.
        width: Where lines were wrapped, in code points.

    Returns:
        The mark, or None where the line has none or where it can only be a date or the end of a sentence.
    """
    line = lines[index]
    stop = min(line.end, line.start + MAX_LABEL)
    before = _BEFORE_RE.match(text, line.start, stop)
    assert before is not None  # every part is optional
    bullet = before.group("bullet")
    bold = bold or bool(before.group("hashes") or before.group("bold"))
    match = _MARK_RE.match(text, before.end(), stop)
    if match is None:
        if bullet is None or (bullet[0] in "o*" and before.group("bold")):
            return None
        return Mark(index, "item", (0,), "", bullet[0], before.end("bullet"))
    rest_match = _REST_RE.match(text, match.end(), stop)
    rest = min(rest_match.end(), line.end) if rest_match else match.end()
    mark = _mark(match, index, rest, bold=bold)
    if mark is None or _is_no_mark(text, lines, mark, match, width):
        return Mark(index, "item", (0,), "", bullet[0], before.end("bullet")) if bullet else None
    return mark


def _mark(match: re.Match[str], index: int, rest: int, *, bold: bool) -> Mark | None:
    """Turn a match into a mark; None where the number cannot be one."""
    label = match.group().strip()
    style = next(name for name in _KINDS if match.group(name))
    value = match.group(style)
    key: tuple[int, ...]
    slug = value.lower()
    weak = False
    if style == "word":
        style = _WORD_STYLES[value.lower()]
        slug = match.group("word_key").lower()
        key = (_ordinal(match.group("word_key")),)
    elif style == "topic":
        slug = f"{value.lower()}_{match.group('topic_key')}"
        key = (int(match.group("topic_key")),)
    elif style == "mixed":
        chapter, section = value.split(".")
        key = (roman(chapter), int(section))
        slug = value.lower().replace(".", "_")
    elif style == "art":
        key = (int(value) if value.isdigit() else roman(value),)
    elif style == "rom":
        if roman(value) == 0:
            return None
        key = (roman(value),)
        weak = label == value
    elif style == "dec":
        # OCR reads a colon for the point of «3.1»
        parts = value.replace(":", ".").split(".")
        label = label.replace(":", ".")
        if any(part.startswith("0") for part in parts):
            return None  # 30.09. is a day
        key = tuple(int(part) for part in parts)
        slug = "_".join(parts)
        weak = len(parts) == 1 and not match.group("dot")
    elif style in ("par", "abs"):
        letter = match.group(f"{style}_letter") or ""
        slug += letter
        # § 5a stands between § 5 and § 6
        key = (int(value),) if not letter else (int(value), ord(letter) - 96)
    elif style == "lrom":
        key = (roman(value),)
    else:
        key = (ord(value[0].lower()) - 96,)
    if key[0] == 0:
        return None
    return Mark(index, style, key, slug, label, rest, bold, weak)


def _ordinal(value: str) -> int:
    if value.isdigit():
        return int(value)
    return roman(value) or ord(value[0].lower()) - 96


def _is_no_mark(text: str, lines: Sequence[Line], mark: Mark, match: re.Match[str], width: int) -> bool:
    """Whether a mark is a date, a statute or the end of a wrapped sentence."""
    line = lines[mark.line]
    rest = text[mark.rest : min(line.end, mark.rest + 80)]
    if _LEADER_RE.search(text, mark.rest, min(line.end, mark.rest + MAX_LABEL)):
        return True
    if mark.style == "par" and rest and not mark.bold:
        if not match.group().endswith((".", ":")) and text[match.end() : mark.rest].strip() == "":
            if _STATUTE_RE.match(rest) or (_SHORT_CAPS_RE.match(rest) and not rest[:6].isupper()):
                return True
        elif rest[0].islower():
            return True
    if mark.style in ("art", "word") and rest[:1].islower():
        return True
    if mark.style == "dec" and (_DATE_REST_RE.match(rest) or _ORDINAL_REST_RE.match(rest)):
        return True
    if mark.weak and not _begins_list(text, lines, mark) and (not rest[:1].isupper() or line.end - line.start > 100):
        return True
    if mark.bold or (mark.style == "dec" and rest[:1].isupper() and _counts_on(text, lines, mark)):
        return False
    return goes_on(text, lines, mark.line, mark.style, width)


def _begins_list(text: str, lines: Sequence[Line], mark: Mark) -> bool:
    """Whether «1» without its point stands below a line that a list follows."""
    return mark.key == (1,) and mark.line > 0 and lines[mark.line].gap and text[lines[mark.line - 1].end - 1] in ":,"


def _counts_on(text: str, lines: Sequence[Line], mark: Mark) -> bool:
    """Whether the number before this one stands at the head of a line shortly above, printed alike.

    A full line above a mark looks like a sentence that goes on; a list that counts is stronger.
    """
    if mark.weak or len(mark.key) > 1 or mark.key[0] < 2:
        return False
    before = f"{mark.key[0] - 1}{mark.label[-1]}"
    indent = lines[mark.line].indent
    return any(
        abs(line.indent - indent) <= 1
        and text.startswith(before, line.start)
        and text[line.start + len(before)] in " \t"
        for line in lines[max(0, mark.line - _LINES_OF_ITEM) : mark.line]
        if line.start + len(before) < line.end
    )


def goes_on(text: str, lines: Sequence[Line], index: int, style: str, width: int) -> bool:
    """Whether a line only goes on with the sentence of the line before it.

    A list item may follow an open line («…, sowie» before «- …»); a section or a chapter may not.
    """
    if index == 0:
        return False
    line, previous = lines[index], lines[index - 1]
    word = last_word(text, previous)
    listed = style in ("item", "abs", "lit", "dlit", "lrom")
    leads_in = listed and (word in LIST_JOINERS or (line.gap and style in ("item", "lit")))  # «soll», over «a) …»
    if word in OPEN_WORDS and not leads_in:
        return previous.end - previous.start > 3
    if line.gap or listed:
        return False
    # a page number or a centred line is no prose
    ended = text[previous.end - 1] in '.:;!?,)“"*' or previous.indent > 30
    return not ended and previous.end - previous.start + previous.indent > 0.8 * width
