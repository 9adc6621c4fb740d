r"""Patterns at the start of a line, searched as fast as a line break is found.

`re` tries ``(?:^|\n)…`` at every position of a text, ten times as slowly as it skips to a line break. Here the first
line is tried once, and every other one from the line break before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["LineStart"]


class LineStart:
    r"""What ``re.compile(r"(?:^|\n)" + rest)`` finds: at the start of the text or with the line break before it.

    >>> [match[0] for match in LineStart(r"\w").finditer("eins zwei\ndrei")]
    ['e', '\nd']
    """

    def __init__(self, rest: str, flags: int = 0) -> None:
        self._first = re.compile(rest, flags)
        self._later = re.compile(rf"\n(?:{rest})", flags)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches between two offsets, in order; the text begins at 0, whatever ``start`` is."""
        stop = len(text) if end is None else end
        first = self._first.match(text, 0, stop) if start == 0 else None
        if first is not None:
            yield first
            start = first.end()
        yield from self._later.finditer(text, start, stop)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first of them, or None."""
        return next(self.finditer(text, start, end), None)
