"""From a document to the sentences that a field is about: announced by a literal, told by a cue, in a right clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from agreementkit.document import Document
from agreementkit.fields.patterns import (
    PatternError,
    compile_cues,
    compile_pattern,
    cue_literals,
    pattern_literals,
)
from agreementkit.fields.schema import FieldSpec, SchemaError
from agreementkit.fields.tokens import TokenMatcher, token_literals
from agreementkit.quotations import is_quoted
from agreementkit.records import Span
from agreementkit.statements import tells_of_others

MOST_HITS = 2000
"""Sentences that are looked at; a document with more of them is none that a person wrote."""
LONGEST_SENTENCE = 1500
"""Code points of a sentence that are read; a bound for patterns, far above what a person writes."""
_ELSEWHERE = 0.9
"""What a hit outside of the named clauses leaves of the confidence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a field is about.

    Attributes:
        sentence: Where it stands.
        match: The cue or pattern in it; the sentence itself where any will do.
        confidence: How sure it is.
    """

    sentence: Span
    match: Span
    confidence: float


class FieldReader:
    """The compiled form of what a field finds and where; made once, used for every document."""

    def __init__(self, spec: FieldSpec) -> None:
        """Compile the cues and patterns.

        Raises:
            SchemaError: One of them cannot be used.
        """
        find, where = spec.find, spec.where
        self._spec = spec
        self._cues = _cues(find.cues, ("find", "cues"))
        self._unless = _cues(find.unless, ("find", "unless"))
        self._headings = _cues(where.headings, ("where", "headings"))
        self._elsewhere = _cues(where.elsewhere, ("where", "elsewhere"))
        self._patterns = tuple(_pattern(pattern) for pattern in find.patterns)
        self._literals = _literals(spec)
        self._tokens: TokenMatcher | None = None
        if find.tokens:
            try:
                self._tokens = TokenMatcher(find.tokens)
            except PatternError as error:
                raise SchemaError(("find", "tokens"), str(error)) from error

    def hits(self, document: Document) -> Iterator[Hit]:
        """The sentences of a document that the field is about, in order.

        Headings, the title, signatures and quotations state nothing; a council's paper tells of other documents.
        """
        if not self._announced(document.text) or tells_of_others(document):
            return
        regions = self._regions(document)
        candidates = self._of_regions(document, regions) if self._spec.find.anything else self._of_words(document)
        for index in sorted(dict.fromkeys(candidates))[:MOST_HITS]:
            sentence = document.sentences[index]
            sentence = Span(sentence.start, min(sentence.end, sentence.start + LONGEST_SENTENCE))
            hit = self._hit(document, sentence, inside=_within(regions, sentence.start))
            if hit is not None:
                yield hit

    def _announced(self, text: str) -> bool:
        return self._spec.find.anything or any(literal in text for literal in self._literals)

    def _hit(self, document: Document, sentence: Span, *, inside: bool) -> Hit | None:
        spec, text = self._spec, document.text
        if not (inside or spec.where.everywhere or self._elsewhere):
            return None
        if not states(document, sentence) or is_quoted(text, sentence.start):
            return None
        if not inside and self._elsewhere and not self._elsewhere.search(text, *sentence):
            return None
        match = self._match(text, sentence)
        if match is None or (self._unless is not None and self._unless.search(text, *sentence)):
            return None
        sure = inside or spec.where.everywhere
        return Hit(sentence, match, spec.confidence if sure else round(spec.confidence * _ELSEWHERE, 2))

    def _match(self, text: str, sentence: Span) -> Span | None:
        if self._spec.find.anything:
            return sentence
        line, offsets = _one_line(text, sentence)
        for pattern in (*((self._cues,) if self._cues else ()), *self._patterns):
            found = pattern.search(line)
            if found is not None:
                # a group called value is what a text field takes
                start, end = found.span("value" if "value" in pattern.groupindex and found["value"] else 0)
                return Span(offsets[start], offsets[end - 1] + 1)
        return next(self._tokens.search(text, *sentence), None) if self._tokens else None

    def _regions(self, document: Document) -> list[Span]:
        """The clauses of the named roles and headings, in order and without overlap."""
        where = self._spec.where
        found: list[Span] = []
        for clause in document.clauses:
            if found and clause.start < found[-1].end:
                continue
            named = clause.heading is not None and self._headings is not None and self._headings.search(clause.heading)
            if clause.role in where.roles or named:
                found.append(Span(clause.start, clause.end))
        return found

    def _of_regions(self, document: Document, regions: list[Span]) -> Iterator[int]:
        starts = [sentence.start for sentence in document.sentences]
        for region in regions:
            first = max(0, bisect_right(starts, region.start) - 1)
            for index in range(first, bisect_right(starts, region.end - 1)):
                if document.sentences[index].start >= region.start:
                    yield index

    def _of_words(self, document: Document) -> Iterator[int]:
        """The sentences that hold one of the literals, in no order and perhaps twice."""
        text, starts = document.text, [sentence.start for sentence in document.sentences]
        for literal in self._literals:
            position = text.find(literal)
            while position >= 0:
                index = bisect_right(starts, position) - 1
                if index >= 0 and position < document.sentences[index].end:
                    yield index
                    position = document.sentences[index].end - 1
                position = text.find(literal, position + 1)


def states(document: Document, sentence: Span) -> bool:
    """Whether a sentence can state anything: headings, the title and signatures do not."""
    for block in (document.title, document.signature_block):
        if block is not None and block.start <= sentence.start < block.end:
            return False
    clause = document.clause_at(sentence.start)
    return clause is None or sentence.start >= clause.body_start or clause.heading is None


def _one_line(text: str, sentence: Span) -> tuple[str, list[int]]:
    """A sentence with each run of blanks and line breaks as one blank, and the offset of each of its characters."""
    line = " ".join(text[slice(*sentence)].split())
    if len(line) == sentence.end - sentence.start:
        return line, list(range(*sentence))
    offsets = [
        position
        for position in range(sentence.start, sentence.end)
        if not (text[position].isspace() and position > sentence.start and text[position - 1].isspace())
    ]
    return "".join(" " if text[position].isspace() else text[position] for position in offsets), offsets


def _within(regions: list[Span], position: int) -> bool:
    index = bisect_right(regions, position, key=lambda region: region.start) - 1
    return index >= 0 and position < regions[index].end


def _cues(cues: tuple[str, ...], path: tuple[str, str]) -> re.Pattern[str] | None:
    try:
        return compile_cues(cues)
    except PatternError as error:
        raise SchemaError(path, str(error)) from error


def _pattern(pattern: str) -> re.Pattern[str]:
    try:
        return compile_pattern(pattern)
    except PatternError as error:
        raise SchemaError(("find", "patterns"), f"{error} (in {pattern[:80]!r})") from error


def _literals(spec: FieldSpec) -> tuple[str, ...]:
    """What a plain search looks for before anything else is done.

    Raises:
        SchemaError: A pattern holds no fixed word, so that every sentence of a text would have to be tried.
    """
    found = dict.fromkeys(cue_literals(spec.find.cues))
    for pattern in spec.find.patterns:
        literals = pattern_literals(pattern)
        if not literals:
            raise SchemaError(("find", "patterns"), f"the pattern {pattern[:80]!r} holds no fixed part of 3 letters")
        found.update(dict.fromkeys(literals))
    for tokens in spec.find.tokens:
        literals = token_literals(tokens)
        if not literals:
            raise SchemaError(("find", "tokens"), "a token pattern holds no fixed word (LOWER, ORTH or TEXT)")
        found.update(dict.fromkeys(literals))
    return tuple(found)
