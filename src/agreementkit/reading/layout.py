"""A page's words into its text: lines in reading order, paragraphs, tables.

Works on geometry alone, so that a text layer and recognised text are arranged by the same rules. Running heads, feet
and page numbers stay where they stand: the repair removes them and needs to see them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from statistics import median, quantiles
from typing import NamedTuple

from agreementkit.reading.columns import LABEL_RE, flows_of
from agreementkit.reading.lines import Item, PlacedWord, Row, rows_of
from agreementkit.records import Word


class Arranged(NamedTuple):
    """A page's text and its words in the order of the text."""

    text: str
    words: tuple[Word, ...]


def arrange(words: Sequence[PlacedWord]) -> Arranged:
    """Arrange the words of one page.

    Args:
        words: In the order of the source, which is used only to measure the skew.

    Returns:
        Lines parted by line feeds, paragraphs by an empty line. Two columns of prose, and two signatures beside each
        other, follow one after the other; the cells of a table's row stand on one line, parted by tabs.
    """
    words = [word for word in words if word.text]
    if not words:
        return Arranged("", ())
    rows = rows_of(words)
    height = max(1.0, median(row.bottom - row.top for row in rows))
    flows = flows_of(rows, height)
    pitch = _usual_pitch(flows, height)
    writer = _Writer()
    for flow in flows:
        writer.write_row(flow[0], height, "\n\n" if writer.parts else "")
        for above, row in pairwise(flow):
            writer.write_row(row, height, "\n\n" if row.base - above.base > 1.25 * pitch else "\n")
    return Arranged("".join(writer.parts), tuple(writer.words))


class _Writer:
    """Collects a text and the offsets of its words."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.words: list[Word] = []
        self.position = 0
        self.line = -1

    def write_row(self, row: Row, height: float, lead: str) -> None:
        """Write one line, after what parts it from the line before."""
        self._write(lead)
        self.line += 1
        least = height if row.table else _cell_gap(row, height)
        previous: Item | None = None
        for item in row.items:
            if previous is not None:
                self._write("\t" if item.x0 - previous.x1 >= least else " ")
            start = self.position
            self._write(item.word.text)
            word = item.word
            self.words.append(
                Word(
                    start=start,
                    end=self.position,
                    box=(round(word.x0, 2), round(word.top, 2), round(word.x1, 2), round(word.bottom, 2)),
                    line=self.line,
                    confidence=word.confidence,
                )
            )
            previous = item

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.position += len(text)


def _cell_gap(row: Row, height: float) -> float:
    """How wide a gap of a lone row must be to part cells: names beside each other, no justified or labelled line."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(row.items)]
    if gaps and LABEL_RE.fullmatch(row.items[0].word.text):
        del gaps[0]
    if not gaps or max(gaps) < 2 * height:
        return inf
    # two words alone show no usual gap
    return max(2 * height, 3 * median(gaps)) if len(gaps) > 1 else 4 * height


def _usual_pitch(flows: Sequence[Sequence[Row]], height: float) -> float:
    """The distance from line to line within a paragraph.

    A quarter of the distances is smaller than this: on a page of headings and list items most distances are between
    paragraphs. Text set with an empty line after every line has at most 2.2 of its height.
    """
    steps = [row.base - above.base for flow in flows for above, row in pairwise(flow)]
    steps = [step for step in steps if step > 0.5 * height]
    if not steps:
        return 1.3 * height
    quarter = quantiles(steps, n=4, method="inclusive")[0] if len(steps) > 1 else steps[0]
    return min(quarter, 2.2 * height)
