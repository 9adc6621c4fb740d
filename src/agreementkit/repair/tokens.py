"""Cuts a text into the words that may be German words, each with what begins there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

CHUNK_RE = re.compile(r"\S+")
PART_RE = re.compile(r"[^-/–—]+")
ADDRESS_RE = re.compile(r"@[^@]*\.|://|www\.")
LABEL_RE = re.compile(r"[-•–*·]|\(?(?:\d{1,2}|[a-z])[.)]|[IVX]{1,5}\.")
_SHORT_LINE = 45
_OPENERS = ",„\"'“”‚‘«»([{<*_"
_CLOSERS = ".,;:!?)]}>\"'“”‘’»«*_"
DIGIT_RE = re.compile(r"\d")


class StartOf(Enum):
    """What begins with a word: nothing, a sentence, or a line or list item, where either case is right."""

    NOTHING = 0
    SENTENCE = 1
    LINE = 2


class Token(NamedTuple):
    """A word of the text: its place, itself, and how it stands there."""

    start: int
    word: str
    start_of: StartOf
    abbreviated: bool


def tokens_of(text: str) -> Iterator[Token]:
    """The words of a text that could be German words: no addresses, numbers or file numbers."""
    start_of = StartOf.SENTENCE
    done = 0
    for chunk in CHUNK_RE.finditer(text):
        begin, end = chunk.span()
        gap = text[done:begin]
        if "\n" in gap:
            if gap.count("\n") > 1:
                start_of = StartOf.SENTENCE
            elif start_of is StartOf.NOTHING and begin - text.rfind("\n", 0, done) < _SHORT_LINE:
                # The line before is short: a heading or an item rather than a full line.
                start_of = StartOf.LINE
        done = end
        whole = chunk[0]
        if end - begin > 80 or ADDRESS_RE.search(whole):
            start_of = StartOf.NOTHING
            continue
        if whole.isalpha():
            yield Token(begin, whole, start_of, abbreviated=False)
            start_of = StartOf.NOTHING
            continue
        if LABEL_RE.fullmatch(whole):
            start_of = StartOf.LINE if start_of is StartOf.NOTHING else start_of
            continue
        numbered = (
            ("/" in whole or "-" in whole)
            and DIGIT_RE.search(whole) is not None
            and len(whole.strip(_OPENERS + _CLOSERS)) > 1
        )
        for part in PART_RE.finditer(whole):
            inner = part[0].lstrip(_OPENERS)
            start = begin + part.end() - len(inner)
            word = inner.rstrip(_CLOSERS)
            # In a file number or the like only a long word is a word.
            if word and (len(word) > 5 or not numbered):
                yield Token(start, word, start_of, inner[len(word) :].startswith("."))
                start_of = StartOf.NOTHING
        if whole.rstrip("\"'“”‘’»«)*_")[-1:] in {".", "!", "?", ":"}:
            start_of = StartOf.SENTENCE
