"""The words of one value in a listing, the same for every format that people read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from agreementkit.output import wording
from agreementkit.output.shapes import Cell, Column, Lang

SILENT = "–"
"""What stands where a document says nothing."""

DOUBT = "(?)"
"""What stands behind a value that a person should look at."""

LEGEND = {
    "de": "(?) unsicher: bitte an der Fundstelle prüfen · – keine Aussage im Dokument",
    "en": "(?) doubtful: please check at the place cited · – the document says nothing",
}

_SHORT_ID = 10


def words_of(row: Mapping[str, Any], column: Column, lang: Lang) -> str:
    """A value of a listing in words; empty where there is none."""
    value = row.get(column.key)
    if value is None or value in ("", [], ()):
        return ""
    if column.shown == "code":
        codes = value if isinstance(value, list | tuple) else [value]
        return ", ".join(wording.word(str(code), lang) for code in codes)
    if column.shown == "date":
        return wording.date_in_words(str(value), lang)
    if column.shown == "lock":
        return wording.lock_in_words(str(value), lang)
    if column.shown == "id":
        return str(value)[:_SHORT_ID]
    return value if isinstance(value, str) else wording.plain_value(value, lang)


def marked(cell: Cell) -> str:
    """A cell's words with the mark of doubt, or the sign of silence."""
    if cell.silent:
        return SILENT
    return f"{cell.text} {DOUBT}" if cell.doubtful else cell.text


def visible(text: str) -> str:
    r"""Text of a document made safe for a terminal and for one line.

    White space becomes a space; control characters and those that turn the direction of writing, with which a document
    could repaint or forge what stands around it, become visible escapes.

    >>> visible("a\x1b[2Jb\nc")
    'a\\x1b[2Jb c'
    """
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\t\n\r\f\v":
        return " "
    # Cc control, Cf format (bidirectional marks among them), Cs surrogates, Zl and Zp separators
    category = unicodedata.category(character)
    if character == "\N{SOFT HYPHEN}" or category not in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return character
    return character.encode("unicode_escape").decode("ascii")
