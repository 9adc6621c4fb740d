"""Words that were recognised with little confidence: which they are, and what they mean for a finding.

A misread numeral is the worst of faults: «SGB VI» for «SGB VIII» looks as certain. Tesseract is less sure of such words
than of others: of all words at 0.9 and more three in a thousand are misread, of figures below a quarter.

Measured on 1,600 values read from the corpus's train and dev texts, printed, badly degraded, and recognised: where the
value rests on a figure or a Roman numeral below 0.7, 5 of 64 were wrong, between 0.7 and 0.9 none of 102; on another
word below 0.6, 3 of 70, above 2 of 245; on no such word 11 of 1,126. The shares below are lower still: real scans are
worse than ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agreementkit.document import Document
from agreementkit.german import parse_number_word, parse_roman
from agreementkit.records import DoubtfulWord, Finding, JsonValue, Reading, Span
from agreementkit.repair import Normalised

DOUBTFUL_BELOW = 0.9


class _Knot(NamedTuple):
    """Of values that rest on a word of this confidence, the share that is right."""

    confidence: float
    right: float


_FIGURES = (_Knot(0.0, 0.65), _Knot(0.6, 0.84), _Knot(0.75, 0.95), _Knot(DOUBTFUL_BELOW, 0.99))
_WORDS = (_Knot(0.0, 0.85), _Knot(0.6, 0.95), _Knot(DOUBTFUL_BELOW, 0.995))

# Prose that a wrong letter does not turn into something else, and a label that is no part of the value.
_PROSE = frozenset({"text", "tasks", "members", "themes", "label"})
_LONGEST_VALUE = 80
# Beyond this much evidence the value stands nowhere in particular; the cost stays linear.
_MOST_SPANS = 8
_LONGEST_SPAN = 3_000
_DEEPEST = 4
_TOKEN_RE = re.compile(r"\d+|[^\W\d_]+")
_NUMBER_RE = re.compile(r"\d{1,9}")


def doubtful_words(reading: Reading, normalised: Normalised) -> tuple[DoubtfulWord, ...]:
    """The words of a document that were recognised with little confidence, where they stand in its repaired text.

    Args:
        reading: The pages as they were read.
        normalised: Their text as it was repaired; a word that the repair has removed is left out.
    """
    found = []
    position = 0
    for page in reading.pages:
        for word in page.words:
            if word.confidence is not None and word.confidence < DOUBTFUL_BELOW:
                start, end = normalised.to_text(Span(position + word.start, position + word.end))
                # a division that was mended brings its line feed along
                end -= len(normalised.text[start:end]) - len(normalised.text[start:end].rstrip())
                if start < end:
                    found.append(DoubtfulWord(start, end, word.confidence))
        position += len(page.text) + 1  # the form feed between pages
    return tuple(sorted(found))


def chance_misread(document: Document, finding: Finding) -> float:
    """How likely it is that a word which bears the value of a finding was misread, 0 to 1.

    A word bears the value where it stands in it, or is one of its numbers: «drei» and «3» bear ``P3M``.
    """
    if not document.doubtful:
        return 0.0
    bearing = _Bearing(finding.value)
    right = 1.0
    places = (Span(start, min(end, start + _LONGEST_SPAN)) for start, end in finding.spans[:_MOST_SPANS])
    for word in dict.fromkeys(word for place in places for word in document.doubtful_in(place)):
        tokens = _TOKEN_RE.findall(document.text[word.start : word.end])
        borne = [token for token in tokens if bearing.holds(token)]
        if borne:
            right *= _share_right(_FIGURES if any(map(_is_figure, borne)) else _WORDS, word.confidence)
    return 1.0 - right


class _Bearing:
    """The words and numbers of a value."""

    def __init__(self, value: Mapping[str, JsonValue]) -> None:
        self._words: set[str] = set()
        self._numbers: set[int] = set()
        self._take(value, _DEEPEST)

    def holds(self, token: str) -> bool:
        """Whether a word of the text is one of them."""
        if token.casefold() in self._words:
            return True
        number = int(token) if _NUMBER_RE.fullmatch(token) else parse_number_word(token)
        return number is not None and number in self._numbers

    def _take(self, value: JsonValue, depth: int) -> None:
        if isinstance(value, Mapping) and depth:
            for key, content in value.items():
                if key not in _PROSE:
                    self._take(content, depth - 1)
        elif isinstance(value, list | tuple) and depth:
            for content in value:
                self._take(content, depth - 1)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            said = str(value)
            if len(said) <= _LONGEST_VALUE:
                self._words |= {token.casefold() for token in _TOKEN_RE.findall(said)}
                numbers = {int(number) for number in _NUMBER_RE.findall(said)}
                # of a year two figures may be printed
                self._numbers |= numbers | {number % 100 for number in numbers if 1900 <= number < 2100}


def _is_figure(token: str) -> bool:
    return token.isdigit() or (token.isupper() and parse_roman(token) is not None)


def _share_right(knots: Sequence[_Knot], confidence: float) -> float:
    """The share that is right, linear between the knots."""
    low = knots[0]
    for high in knots[1:]:
        if confidence <= high.confidence:
            return low.right + (high.right - low.right) * (confidence - low.confidence) / (
                high.confidence - low.confidence
            )
        low = high
    return low.right
