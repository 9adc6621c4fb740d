"""From hits to findings: what a field's type reads from the sentences it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from agreementkit.document import Document
from agreementkit.fields.patterns import PatternError, compile_cues
from agreementkit.fields.reading import Hit
from agreementkit.fields.schema import FieldSpec, SchemaError
from agreementkit.german import find_amounts, find_dates, find_durations
from agreementkit.records import Finding, JsonValue, Span

MOST_SPANS = 20
LONGEST_CLAUSE = 4000
_PER_AFTER_RE = re.compile(
    r"\s{0,3}(?P<per>(?:je|pro)\s[\w-]{2,40}(?:\s(?:und|im|pro|je)\s[A-ZÄÖÜ][\w-]{2,40}){0,2}"
    r"|jährlich|monatlich|vierteljährlich|halbjährlich|im\s(?:(?:Schul|Haushalts|Kalender)?[Jj]ahr|Monat)(?:\s[12][0-9]{3})?)"
    r"(?!\w)"
)
_PER_BEFORE_RE = re.compile(
    r"(?<!\w)(?P<per>(?:[Jj]e|[Pp]ro)\s[A-ZÄÖÜ][\w-]{2,40}(?:\s(?:und|im|pro|je)\s[A-ZÄÖÜ][\w-]{2,40}){0,2}"
    r"|(?:jährlich|monatlich|vierteljährlich|halbjährlich)(?:e[nrsm]?)?)"
    r"(?:\s[\w,-]{1,30}){0,6}?\s{1,3}\Z"
)


class Mention(Protocol):
    """What dates, durations and amounts have in common."""

    @property
    def start(self) -> int:
        """Offset of the first character."""

    @property
    def end(self) -> int:
        """Offset after the last character."""

    @property
    def raw(self) -> str:
        """As printed."""


Values = Callable[[Document, Sequence[Hit]], Iterator[Finding]]


def values_of(spec: FieldSpec) -> Values:
    """Make the function that turns a field's hits into its findings.

    Raises:
        SchemaError: A cue of the value cannot be used.
    """
    if spec.value.type == "yes_no":
        return _yes_no(spec)
    if spec.value.type == "list":
        return _labels(spec) if spec.value.items else _list_items(spec)
    if spec.value.type == "text":
        return _texts(spec)
    return _mentions(spec)


def _finding(spec: FieldSpec, value: Mapping[str, JsonValue], spans: Sequence[Span], confidence: float) -> Finding:
    kept = tuple(dict.fromkeys(spans))[:MOST_SPANS]
    return Finding(kind=spec.name, value=value, spans=kept, rule=f"{spec.name}.toml", confidence=confidence)


def _cues(cues: tuple[str, ...], path: tuple[str, ...]) -> re.Pattern[str] | None:
    try:
        return compile_cues(cues)
    except PatternError as error:
        raise SchemaError(path, str(error)) from error


def _yes_no(spec: FieldSpec) -> Values:
    no = _cues(spec.value.no, ("value", "no"))

    def read(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        said: dict[bool, list[Hit]] = {}
        for hit in hits:
            said.setdefault(not (no and no.search(document.text, *hit.sentence)), []).append(hit)
        for answer, of in said.items():
            yield _finding(spec, {"value": answer}, [hit.sentence for hit in of], max(hit.confidence for hit in of))

    return read


def _labels(spec: FieldSpec) -> Values:
    known = [(label, _cues(cues, ("value", "items", label))) for label, cues in spec.value.items]

    def read(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        places: dict[str, None] = {}
        told: list[Hit] = []
        for hit in hits:
            labels = [label for label, cues in known if cues and cues.search(document.text, *hit.sentence)]
            places.update(dict.fromkeys(labels))
            told += [hit] * bool(labels)
        if told:
            confidence = max(hit.confidence for hit in told)
            yield _finding(spec, {"value": tuple(places)}, [hit.sentence for hit in told], confidence)

    return read


def _list_items(spec: FieldSpec) -> Values:
    def read(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        for hit in hits:
            clause = document.clause_at(hit.sentence.start)
            if clause is None:
                continue
            below = [child for child in document.children(clause) if child.start >= hit.sentence.end]
            if below:
                texts = tuple(_line(document.text[child.body_start : child.end], LONGEST_CLAUSE) for child in below)
                spans = [hit.sentence, *(Span(child.start, child.end) for child in below)]
                yield _finding(spec, {"value": texts}, spans, hit.confidence)

    return read


def _texts(spec: FieldSpec) -> Values:
    def read(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        seen: set[Span] = set()
        for hit in hits:
            span = hit.match if spec.value.take == "match" else hit.sentence
            clause = document.clause_at(span.start) if spec.value.take == "clause" else None
            if clause is not None:
                span = Span(clause.body_start, min(clause.end, clause.body_start + LONGEST_CLAUSE))
            text = _line(document.text[span.start : span.end], LONGEST_CLAUSE)
            if span not in seen and text:
                seen.add(span)
                yield _finding(spec, {"value": text}, [span], hit.confidence)

    return read


def _line(text: str, longest: int) -> str:
    return " ".join(text[:longest].split())


def _mentions(spec: FieldSpec) -> Values:
    """Dates, durations or amounts: all of a sentence, or the one nearest to what made it a hit, rather behind it."""

    def read(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        for hit in hits:
            found = list(_read_mentions(spec.value.type, document.text, hit.sentence))
            if spec.value.take == "nearest" and found:
                found = [min(found, key=lambda item: _distance(item[0], hit.match))]
            for mention, value in found:
                spans = [Span(mention.start, mention.end), hit.sentence]
                yield _finding(spec, value, spans, hit.confidence)

    return read


def _distance(mention: Mention, match: Span) -> tuple[int, int]:
    if mention.start >= match.end:
        return 0, mention.start - match.end
    overlaps = mention.end > match.start
    return (0, 0) if overlaps else (1, match.start - mention.end)


def _read_mentions(kind: str, text: str, sentence: Span) -> Iterator[tuple[Mention, Mapping[str, JsonValue]]]:
    if kind == "amount":
        for amount in find_amounts(text, *sentence):
            yield (
                amount,
                {
                    "value": None if amount.value is None else _number(amount.value),
                    "currency": amount.currency,
                    "per": _per(text, sentence, amount),
                    "note": amount.note,
                    "raw": _line(amount.raw, 200),
                },
            )
        return
    for mention in (find_dates if kind == "date" else find_durations)(text, *sentence):
        yield mention, {"value": mention.value, "raw": _line(mention.raw, 200)}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _per(text: str, sentence: Span, mention: Mention) -> str | None:
    """What an amount is paid for, as printed: «je Kind», «jährlich», «im Jahr»."""
    after = _PER_AFTER_RE.match(text, mention.end, sentence.end)
    before = _PER_BEFORE_RE.search(text, max(sentence.start, mention.start - 120), mention.start)
    said = [" ".join(match["per"].split()) for match in (before, after) if match is not None]
    return ", ".join(said) or None
