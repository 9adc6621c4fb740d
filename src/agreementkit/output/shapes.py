"""What can be shown: a listing (rows with named columns) and a comparison (a matrix of cells). Values, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Lang = Literal["de", "en"]
Shown = Literal["text", "date", "lock", "number", "id", "code", "title", "snippet"]
"""How a column is written: ``code`` is an enumeration that ``wording`` has words for, a ``lock`` the day or the length
until which something is excluded, an ``id`` and a ``title`` may be cut for a table, and a ``snippet`` has its row's
``highlights`` made visible: half-open offsets of the found words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listing.

    Attributes:
        key: Its name in JSON and in the rows.
        label_de: German heading.
        label_en: English heading.
        shown: How its values are written.
        minor: The highest are the first to be left out of a table that would not fit its width; 0 never is.
    """

    key: str
    label_de: str
    label_en: str
    shown: Shown = "text"
    minor: int = 0

    def label(self, lang: Lang) -> str:
        """The heading in a language."""
        return self.label_de if lang == "de" else self.label_en


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows with named columns.

    Attributes:
        columns: In the order in which they are shown.
        rows: Each may hold further keys, which only JSON shows.
        title_de: German heading of the whole.
        title_en: English heading.
    """

    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    title_de: str = ""
    title_en: str = ""

    def title(self, lang: Lang) -> str:
        """The heading in a language."""
        return self.title_de if lang == "de" else self.title_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One field of one document.

    Attributes:
        text: In words of the chosen language; empty where the document is silent.
        place: Citable places, e.g. ``§ 6 (1), S. 4``.
        confidence: 0 to 1, the lowest of what the cell shows; None where the document is silent.
        doubtful: A person should look at it: low confidence, an impossible value, or a missing fact.
        value: The value as data, for JSON.
    """

    text: str = ""
    place: str = ""
    confidence: float | None = None
    doubtful: bool = False
    value: Any = None

    @property
    def silent(self) -> bool:
        """Whether the document says nothing."""
        return not self.text


SILENCE = Cell()


@dataclass(frozen=True, slots=True)
class Heading:
    """One document at the head of a comparison.

    Attributes:
        name: The municipality; the title or the file's name where none is known.
        detail: What tells it from others: type, date, file.
        document_id: The record's id.
        file_name: The file's name.
    """

    name: str
    detail: str
    document_id: str
    file_name: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One field over all documents, in the order of the headings."""

    key: str
    label: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether the documents say different things."""
        return len({cell.text for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """A matrix: documents as columns, fields as rows, already in words of ``lang``."""

    headings: tuple[Heading, ...]
    rows: tuple[MatrixRow, ...]
    lang: Lang = "de"
    title: str = ""
