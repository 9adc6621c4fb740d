"""Text to a born-digital PDF, set with the fonts every PDF reader has: no font file, the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from rendering.blocks import Cell, Line, Run, hyphenation_points, lines_of, side_by_side

_FONTS = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Courier": ("Courier", "Courier-Bold"),
}
_PAGE = (595.28, 841.89)
_FOOT_PT = 42.0
_HEAD_PT = 36.0
# What WinAnsi lacks, by what a typist would have taken.
_WIN_ANSI = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "–",
    "➢": "•",
    "▪": "•",
    "→": "->",
    "☐": "o",
    "ı": "i",
    "\u202f": "\u00a0",
    "\u2009": " ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a document is set; lengths in points.

    Attributes:
        font: ``Helvetica``, ``Times`` or ``Courier``; or the name of any font that was registered with reportlab, where
            a second one with ``-Bold`` behind that name is its bold.
        size: Of the body text.
        leading: Distance of lines, as a multiple of the size.
        margin: At all four sides.
        page_numbers: Print ``Seite 1 von 3`` in the middle of each foot.
        running_head: Printed above every page but the first; empty for none.
        hyphenate: Part words at line ends where a line is wrapped.
        justify: Stretch wrapped lines to the margin.
        side_by_side: Set the short paragraphs at the end, the signatures, in pairs beside each other.
    """

    font: str = "Helvetica"
    size: float = 11.0
    leading: float = 1.25
    margin: float = 68.0
    page_numbers: bool = False
    running_head: str = ""
    hyphenate: bool = False
    justify: bool = False
    side_by_side: bool = False


@dataclass(frozen=True, slots=True)
class _SetCell:
    x: float
    runs: tuple[Run, ...]
    stretch: float = 0.0


@dataclass(frozen=True, slots=True)
class _SetLine:
    """A line ready to print: cells at their place, and its height; no cells for a gap."""

    cells: tuple[_SetCell, ...]
    size: float
    height: float


def typeset(text: str, style: Style | None = None) -> bytes:
    """Set a text on A4 pages.

    Args:
        text: The corpus text: plain, with Markdown headings and bold at most.
        style: How; None for the default.

    Returns:
        A PDF. The same text and style give the same bytes.
    """
    from reportlab.pdfgen.canvas import Canvas

    style = style or Style()
    lines = lines_of(_printable(text))
    if style.side_by_side:
        lines = side_by_side(lines)
    pages = _paginate([line for source in lines for line in _set_line(source, style)], style)
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=_PAGE, invariant=1, pageCompression=1)
    for number, page in enumerate(pages, start=1):
        _print_page(canvas, page, style, number, len(pages))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def printed_text(text: str) -> str:
    """The words as they are printed, without Markdown's marks: what a perfect reader reads, up to white space."""
    return "\n".join(" ".join(cell.text for cell in line.cells) for line in lines_of(_printable(text)))


def _printable(text: str) -> str:
    return "".join(_WIN_ANSI.get(char, char) for char in text)


def _faces(font: str) -> tuple[str, str]:
    """The names of a font and its bold, as reportlab knows them."""
    return _FONTS.get(font, (font, f"{font}-Bold"))


def _width(runs: tuple[Run, ...], style: Style, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(sum(stringWidth(run.text, _faces(style.font)[run.bold], size) for run in runs))


def _set_line(line: Line, style: Style) -> Iterator[_SetLine]:
    """Set one line of the source: as it stands where it fits, wrapped where it does not."""
    if not line.cells:
        yield _SetLine((), style.size, style.size * 0.7)
        return
    size = style.size * (1.0 + max(0, 4 - line.heading) * 0.12 if line.heading else 1.0)
    height = size * style.leading
    usable = _PAGE[0] - 2 * style.margin
    if len(line.cells) == 1:
        indent = min(_column_x(line.cells[0], style, usable), usable / 2)
        if indent + _width(line.cells[0].runs, style, size) > usable:
            for runs, stretch in _wrapped(line.cells[0].runs, style, size, usable - indent):
                yield _SetLine((_SetCell(indent, runs, stretch),), size, height)
            return
    cells: list[_SetCell] = []
    right = -2 * style.size
    for cell in line.cells:
        width = _width(cell.runs, style, size)
        x = max(min(_column_x(cell, style, usable), usable - width), right + 2 * style.size)
        cells.append(_SetCell(x, cell.runs))
        right = x + width
    yield _SetLine(tuple(cells), size, height)


def _column_x(cell: Cell, style: Style, usable: float) -> float:
    """Where a column of the source stands: the corpus texts are at most 92 characters wide."""
    return cell.column * (0.6 * style.size if style.font == "Courier" else usable / 92)


def _wrapped(runs: tuple[Run, ...], style: Style, size: float, width: float) -> Iterator[tuple[tuple[Run, ...], float]]:
    """Lines of words that fit, each with the extra space a blank gets."""
    line: tuple[Run, ...] = ()
    for word in _words(runs):
        lead = (*line, Run(" ", word[0].bold)) if line else ()
        if not line or _width((*lead, *word), style, size) <= width:
            line = (*lead, *word)
            continue
        head, tail = _parted(word, lead, style, size, width)
        full = (*lead, *head) if head else line
        blanks = sum(run.text == " " for run in full)
        yield full, (width - _width(full, style, size)) / blanks if style.justify and blanks else 0.0
        line = tail
    if line:
        yield line, 0.0


def _words(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """The words of a line; a word may change its weight."""
    word: tuple[Run, ...] = ()
    for run in runs:
        for index, part in enumerate(run.text.split(" ")):
            if index and word:
                yield word
                word = ()
            if part:
                word = (*word, Run(part, run.bold))
    if word:
        yield word


def _parted(
    word: tuple[Run, ...], lead: tuple[Run, ...], style: Style, size: float, width: float
) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The part of a word that still fits behind a line, with its hyphen, and the rest."""
    if style.hyphenate and len(word) == 1:
        text, bold = word[0].text, word[0].bold
        for point in reversed(hyphenation_points(text)):
            head = Run(text[:point] + "-", bold)
            if _width((*lead, head), style, size) <= width:
                return (head,), (Run(text[point:], bold),)
    return (), word


def _paginate(lines: list[_SetLine], style: Style) -> list[list[_SetLine]]:
    """Fill pages from the top; a page may end within a sentence, and never begins with a gap."""
    room = _PAGE[1] - 2 * style.margin
    pages: list[list[_SetLine]] = [[]]
    used = 0.0
    for line in lines:
        if used + line.height > room:
            pages.append([])
            used = 0.0
        if not line.cells and not pages[-1]:
            continue
        pages[-1].append(line)
        used += line.height
    return pages if len(pages) == 1 or pages[-1] else pages[:-1]


def _print_page(canvas: Any, page: list[_SetLine], style: Style, number: int, count: int) -> None:
    y = _PAGE[1] - style.margin
    for line in page:
        y -= line.height
        for cell in line.cells:
            text = canvas.beginText(style.margin + cell.x, y + line.height - line.size)
            text.setWordSpace(cell.stretch)
            for run in cell.runs:
                text.setFont(_faces(style.font)[run.bold], line.size)
                text.textOut(run.text)
            canvas.drawText(text)
    canvas.setFont(_faces(style.font)[0], 9)
    if style.running_head and number > 1:
        canvas.drawString(style.margin, _PAGE[1] - _HEAD_PT, _printable(style.running_head))
    if style.page_numbers:
        canvas.drawCentredString(_PAGE[0] / 2, _FOOT_PT, f"Seite {number} von {count}")
