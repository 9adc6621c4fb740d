"""The sheet an agreement is written on: text, and where its sentences, clauses, goals and parties stand."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import NamedTuple

_STYLES = ("paragraph", "article", "roman", "decimal", "markdown", "plain", "section", "none")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")


class Mark(NamedTuple):
    """A stretch of the text that is known to be something.

    Attributes:
        kind: ``sentence``, ``clause``, ``goal`` or ``party``.
        start: Offset of its first code point.
        end: Offset after its last one.
        role: The role of a clause, else empty.
    """

    kind: str
    start: int
    end: int
    role: str = ""


class Sheet:
    """Collects the text of one agreement; offsets never move once written."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._fixed: list[tuple[int, int]] = []
        self._number = 0
        self._open: tuple[int, str] | None = None
        self.style = rng.choice(_STYLES)
        self.counted = rng.random() < 0.5
        self.width = rng.choice((0, 0, 72, 78, 84, 96))

    def write(self, text: str, *, kind: str = "", fixed: bool = False) -> None:
        """Append a text; ``kind`` marks it, ``fixed`` keeps it on its own line when the rest is wrapped."""
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        if kind:
            self._marks.append(Mark(kind, start, self._length))
        if fixed:
            self._fixed.append((start, self._length))

    def line(self, text: str, *, blank: bool = True) -> None:
        """A line of its own that counts as a sentence: a title, a heading, a name."""
        self.write(text, kind="sentence", fixed=True)
        self.write("\n\n" if blank else "\n")

    def clause(self, heading: str, role: str) -> None:
        """Open a clause of a role with a heading in the sheet's style; the style ``none`` prints no headings."""
        self.close()
        self._number += 1
        self._open = (self._length, role)
        if self.style == "none":
            return
        number = self._number
        label = {
            "paragraph": f"§ {number} ",
            "article": f"Artikel {number}\n",
            "roman": f"{_ROMAN[number - 1]}. ",
            "decimal": f"{number}. ",
            "markdown": "## ",
            "plain": "",
            "section": f"Abschnitt {number}: ",
        }[self.style]
        self.line(label + heading)

    def close(self) -> None:
        """End the open clause."""
        if self._open is not None:
            start, role = self._open
            self._marks.append(Mark("clause", start, self._length, role))
            self._open = None

    def paragraphs(self, groups: Iterable[Iterable[str]]) -> None:
        """Paragraphs of sentences, counted (1), (2) where the sheet counts them."""
        listed = [list(group) for group in groups if group]
        for index, group in enumerate(listed, 1):
            start = self._length
            if self.counted and len(listed) > 1:
                self.write(f"({index}) " if self.style != "decimal" else f"{self._number}.{index} ")
            for position, sentence in enumerate(group):
                if position:
                    self.write(" ")
                    start = self._length
                self.write(sentence)
                self._marks.append(Mark("sentence", start, self._length))
            self.write("\n\n")

    def items(self, texts: Iterable[str], *, kind: str) -> tuple[str | None, ...]:
        """A list, with bullets, letters or numbers; each item is a sentence and is marked as ``kind``.

        Returns:
            The labels as printed, None for a bullet.
        """
        form = self._rng.choice(("- ", "• ", "a) ", "1. " if self.style != "decimal" else "– "))
        labels = []
        for index, text in enumerate(texts):
            label = form.replace("a", "abcdefgh"[index]) if form == "a) " else form.replace("1", str(index + 1))
            labels.append(label.strip() if label[0].isalnum() else None)
            start = self._length
            self.write(label)
            self.write(text, kind=kind)
            self._marks.append(Mark("sentence", start, self._length))
            self.write("\n")
        self.write("\n")
        return tuple(labels)

    def text(self) -> str:
        """The text, wrapped at the sheet's width: blanks become line breaks, so that no offset moves."""
        whole = "".join(self._pieces)
        if not self.width:
            return whole
        letters = list(whole)
        fixed = {index for start, end in self._fixed for index in range(start, end)}
        begin = blank = 0
        for index, letter in enumerate(letters):
            if letter == "\n":
                begin = index + 1
            elif letter == " " and index not in fixed:
                if index - begin > self.width and blank > begin:
                    letters[blank] = "\n"
                    begin = blank + 1
                blank = index
        return "".join(letters)

    def marks(self) -> tuple[Mark, ...]:
        """All marks in order of their start."""
        return tuple(sorted(self._marks, key=lambda mark: (mark.start, -mark.end, mark.kind)))
