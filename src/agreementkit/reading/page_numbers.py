"""Page numbers in words, «Seite 2 von 4»: so small and short that Tesseract loses blanks and figures of them.

What is read of one must be exact: the repair knows page furniture by it, and what it does not know tears sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit.reading.lines import PlacedWord

_NAMES = frozenset({"Seite", "Blatt"})
_RIGHT_RE = re.compile(r"\d{1,3}(?: (?:von|/) \d{1,3}|/\d{1,3})?")
_COMPACT_RE = re.compile(r"(?P<name>Seite|Blatt)(?P<number>\d{1,3})(?:(?P<of>von|/)(?P<total>\d{1,3}))?")
_MOST_WORDS = 5
_MOST_LETTERS = 10


def misread_number(words: Sequence[PlacedWord], place: int) -> list[PlacedWord]:
    """The words of a page number that is read wrong.

    Args:
        words: Of one page, in the engine's order.
        place: Of the word that may begin it.

    Returns:
        From that word to the end of its line; none where no page number begins there, or a right one.
    """
    if words[place].text not in _NAMES or (place and _level(words[place - 1], words[place])):
        return []
    end = place + 1
    while end < len(words) and end - place < _MOST_WORDS and _level(words[end - 1], words[end]):
        end += 1
    row = list(words[place:end])
    texts = [word.text for word in row[1:]]
    if not texts or len("".join(texts)) > _MOST_LETTERS or _RIGHT_RE.fullmatch(" ".join(texts)):
        return []
    return row


def page_number(row: Sequence[PlacedWord], seen: str) -> list[PlacedWord]:
    """A page number as it is printed.

    Args:
        row: Its words as they were read.
        seen: What a second look saw of it.

    Returns:
        Words with the blanks where they belong, each in its share of the row; ``row`` where neither reading is
        a number.
    """
    for text in (seen, " ".join(word.text for word in row)):
        if match := _COMPACT_RE.fullmatch("".join(text.split())):
            return _spread([part for part in match.groups() if part], row)
    return list(row)


def _level(before: PlacedWord, word: PlacedWord) -> bool:
    """Whether a word stands on the line of the one before, right of it."""
    shared = min(before.bottom, word.bottom) - max(before.top, word.top)
    return word.x0 > before.x0 and shared > 0.5 * min(before.bottom - before.top, word.bottom - word.top)


def _spread(texts: Sequence[str], row: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Texts side by side in the box of a row."""
    left, right = row[0].x0, max(word.x1 for word in row)
    top, bottom = min(word.top for word in row), max(word.bottom for word in row)
    letter = (right - left) / (sum(map(len, texts)) + len(texts) - 1)
    words, x0 = [], left
    for text in texts:
        words.append(PlacedWord(text, x0, top, x0 + letter * len(text), bottom, row[0].confidence))
        x0 += letter * (len(text) + 1)
    return words
