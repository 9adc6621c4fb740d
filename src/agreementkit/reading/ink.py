"""The ink of single words in a page's picture: what Tesseract's boxes do not tell of strokes, gaps and dots."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.picture import View

_LEAST_CONTRAST = 60
_LEAST_PX = 3


class Gap(NamedTuple):
    """Paper between two strokes, from top to bottom of a word.

    Attributes:
        start: Where it begins, in points from the page's left edge.
        end: Where it ends.
    """

    start: float
    end: float

    @property
    def width(self) -> float:
        """In points."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """In points from the page's left edge."""
        return (self.start + self.end) / 2


class Stroke(NamedTuple):
    """Ink with paper left and right of it, a letter or several that touch; points from the page's left upper corner."""

    start: float
    end: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """In points."""
        return self.end - self.start

    @property
    def height(self) -> float:
        """In points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Between its left and right edge."""
        return (self.start + self.end) / 2


class Ink:
    """Looks words up in the picture that they were read from.

    Attributes:
        scale: Pixels a point.
    """

    def __init__(self, view: View) -> None:
        self.scale = view.dpi / 72
        self._view = view

    @cached_property
    def _levels(self) -> Any:
        import numpy as np

        return np.asarray(self._view.image)

    def of(self, word: PlacedWord, *, pad: tuple[int, int] = (0, 0)) -> Any:
        """The pixels of a word that are dark, as a mask; None where there is little contrast or hardly a pixel.

        Args:
            word: Where it stands is all that counts.
            pad: Pixels left and right of its box that are looked at too.
        """
        import numpy as np

        left, right = int(word.x0 * self.scale) - pad[0], round(word.x1 * self.scale) + pad[1]
        top, bottom = int(word.top * self.scale), round(word.bottom * self.scale)
        crop = self._levels[max(0, top) : bottom, max(0, left) : right].astype(np.int16)
        if min(crop.shape) < _LEAST_PX:
            return None
        paper, ink = int(np.percentile(crop, 95)), int(crop.min())
        # The thin strokes of print are paler than half-way: the 0 of Times falls apart there.
        return crop < paper - 0.4 * (paper - ink) if paper - ink >= _LEAST_CONTRAST else None

    def strokes(self, word: PlacedWord) -> list[Stroke]:
        """What stands apart within a word, from left to right."""
        import numpy as np

        dark = self.of(word)
        if dark is None:
            return []
        left, top = int(word.x0 * self.scale), int(word.top * self.scale)
        columns = np.flatnonzero(dark.any(axis=0))
        strokes = []
        for piece in np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1):
            first, last = int(piece[0]), int(piece[-1]) + 1
            rows = np.flatnonzero(dark[:, first:last].any(axis=1))
            edges = (left + first, left + last, top + int(rows[0]), top + int(rows[-1]) + 1)
            strokes.append(Stroke(*(edge / self.scale for edge in edges)))
        return strokes

    def gaps(self, word: PlacedWord, least: float) -> list[Gap]:
        """The gaps within a word that are at least so many points wide, from left to right."""
        gaps = (Gap(stroke.end, after.start) for stroke, after in pairwise(self.strokes(word)))
        return [gap for gap in gaps if gap.width >= least]
