"""A corpus text into lines to be set: headings, runs of bold, cells that stand at a column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CELL_RE = re.compile(r"\t| {3,}")
_HEADING_RE = re.compile(r"(#{1,6})[ \t]+(.+)")
_BOLD_RE = re.compile(r"\*\*")
_VOWELS = "aeiouäöüyAEIOUÄÖÜ"
# Letters that stand for one sound are not parted.
_UNPARTED = ("sch", "ch", "ck", "ph", "th", "st", "qu")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one column of a line; columns count characters from the line's start."""

    column: int
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The cell's characters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: its cells; none for an empty line.

    Attributes:
        cells: From left to right.
        heading: 0 for body text, else 1 to 6.
    """

    cells: tuple[Cell, ...]
    heading: int = 0


def lines_of(text: str) -> list[Line]:
    """Parse a text; Markdown's ``#`` and ``**`` become weight and size, everything else is printed as it is."""
    return [_line(source.rstrip()) for source in text.expandtabs(4).replace("\f", "\n").split("\n")]


def _line(source: str) -> Line:
    if not source:
        return Line(())
    if heading := _HEADING_RE.fullmatch(source):
        return Line((Cell(0, (Run(_BOLD_RE.sub("", heading.group(2)), bold=True),)),), len(heading.group(1)))
    return Line(tuple(_cells(source)))


def _cells(source: str) -> Iterator[Cell]:
    position = 0
    bold = False
    for piece in re.split(r"( {3,})", source):
        if piece.strip():
            indent = len(piece) - len(piece.lstrip())
            runs: list[Run] = []
            for index, part in enumerate(_BOLD_RE.split(piece.strip())):
                bold ^= index > 0
                if part:
                    runs.append(Run(part, bold))
            if runs:
                yield Cell(position + indent, tuple(runs))
        position += len(piece)


def side_by_side(lines: list[Line], width: int = 44) -> list[Line]:
    """Set the short paragraphs at the end in pairs beside each other, as signatures are.

    Args:
        lines: The document.
        width: Column at which the right one begins; a paragraph with a longer line is left where it is.

    Returns:
        The lines; unchanged where fewer than two short paragraphs of one cell a line stand at the end.
    """
    paragraphs: list[list[Line]] = [[]]
    for line in lines:
        if line.cells:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    short = 0
    while short < min(4, len(paragraphs)) and all(
        len(line.cells) == 1 and len(line.cells[0].text) < width - 4 and not line.heading
        for line in paragraphs[-1 - short]
    ):
        short += 1
    short -= short % 2
    if not short:
        return lines
    kept = lines[: _start_of(lines, len(paragraphs) - short)]
    for left, right in zip(paragraphs[-short::2], paragraphs[-short + 1 :: 2], strict=True):
        for index in range(max(len(left), len(right))):
            cells = [Cell(0, left[index].cells[0].runs)] if index < len(left) else []
            cells += [Cell(width, right[index].cells[0].runs)] if index < len(right) else []
            kept.append(Line(tuple(cells)))
        kept += [Line(()), Line(())]
    return kept


def _start_of(lines: list[Line], paragraph: int) -> int:
    """Index of the line that begins a paragraph (0-based)."""
    seen = -1
    for index, line in enumerate(lines):
        if line.cells and (index == 0 or not lines[index - 1].cells):
            seen += 1
            if seen == paragraph:
                return index
    return len(lines)


def hyphenation_points(word: str) -> list[int]:
    """Where a German word may be parted, roughly: before the last consonant that stands between two vowels.

    >>> [ "Vereinbarung"[:point] for point in hyphenation_points("Vereinbarung")]
    ['Verein', 'Vereinba']
    """
    points = []
    for index in range(4, len(word) - 2):
        if not word[index - 1].isalpha() or not word[index:].isalpha():
            continue
        starts_syllable = word[index] not in _VOWELS and word[index + 1] in _VOWELS
        cluster = next((joined for joined in _UNPARTED if word.startswith(joined, index)), "")
        starts_cluster = bool(cluster) and word[index + len(cluster) : index + len(cluster) + 1] in tuple(_VOWELS)
        inside = any(
            word.startswith(joined, index - back) for joined in _UNPARTED for back in (1, 2) if back < len(joined)
        )
        if (starts_syllable or starts_cluster) and not inside:
            points.append(index)
    return points
