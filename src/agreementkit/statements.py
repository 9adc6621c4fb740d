"""Sentences as rules read them: as templates, with their clause, its role, and what they are about.

For plugins that read what a sentence states. Only sentences that can matter are built: those in clauses of the wanted
roles and those that hold one of the wanted words; a long document without them costs a few plain searches.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from agreementkit.document import Document
from agreementkit.german.contract_words import OWN_NOUN, Subject, subject_of
from agreementkit.german.templates import Template
from agreementkit.records import Clause, Role, Span

__all__ = ["MOST_STATEMENTS", "Statement", "is_quoted", "read_statements", "tells_of_others"]

MOST_STATEMENTS = 1500
"""A document with more sentences that can matter is none that a person wrote; the rest is left unread."""

_TERM_STATED_RE = re.compile(
    r"(?<!\w)(?:in Kraft|unbefristet|unbestimmte (?:Zeit|Dauer)|bis auf [Ww]eiteres|(?:gilt|endet|läuft"
    r"|geschlossen|befristet|Laufzeit)(?!\w)[^;]{0,80}<[DPL]\d|gekündigt werden|kündigen)(?!\w)"
)
_QUOTE_WINDOW = 600
_OPENING, _CLOSING = "„‚", "“”"
_HEAD = 2500
# On a line of its own in the head; «Anlage 1 zur Beschlussvorlage» above an agreement is none.
_REPORTS_RE = re.compile(
    r"^[\W_]{0,20}(?:(?:Öffentliche|Nichtöffentliche|Nicht öffentliche)[\W_]{1,8})?"
    r"(?:(?i:(?:Berichts|Beschluss|Sitzungs|Mitteilungs|Informations|Rats|Verwaltungs)vorlage)(?!\w)(?! ?[0-9])"
    r"|Vorlagen?-?(?:Nr|Nummer)\b|Beratungsfolge\b"
    r"|Beschlussvorschlag\b|Beschlussempfehlung\b|Niederschrift (?:über|der|zur)\b|Sitzungsprotokoll\b"
    r"|Protokoll (?:über|der|zur)\b|Pressemitteilung\b"
    r"|B ?E ?R ?I ?C ?H ?T ?S ?V ?O ?R ?L ?A ?G ?E)",
    re.MULTILINE,
)
_PRONOUN_RE = re.compile(r"[\W\d_]{0,12}(?:Sie|Er|Es|Diese|Dieser|Dieses|Dies)(?= [a-zäöü])")
_DEMONSTRATIVE_RE = re.compile(r"[\W\d_]{0,12}Diese[rs]?(?= [a-zäöü])")
# «…, wird durch diese Vereinbarung ersetzt. Diese gilt …»: a demonstrative takes up what was named last.
_ENDS_WITH_THIS_RE = re.compile(rf"(?:diese[rsmn]?|vorliegende[rsmn]?|neue[rsn]?) {OWN_NOUN}[^;,<]{{0,60}}\Z")
_NAMING_HEAD = 6000
_THESE_RE = re.compile(r"(?<!\w)[Dd]iese[rsmn]? (?:[a-zäöü-]{3,30} )?([A-ZÄÖÜ][\w-]{2,60})")
_OWN_NOUN_RE = re.compile(OWN_NOUN)
# Names that any agreement may give itself, whatever its title calls it.
_COMMON_NAME_RE = re.compile(
    r"(?:(?:Kooperations|Zusammenarbeits|Partnerschafts|Aufhebungs|Auflösungs|Folge|Anschluss|Neu|Vertrags|Gesamt|Änderungs|Zusatz|Absichts|Ziel)?"
    r"(?:vereinbarung|vertrag(?:e?s)?|erklärung|abkommens?|verhältnis(?:ses)?|werk(?:e?s)?|partnerschaft))"
    r"|(?:Vereinbarung|Vertrag(?:e?s|e)?|Abkommens?|Übereinkunft|Übereinkommens?|Erklärung|Kooperation|Zusammenarbeit"
    r"|Konzept(?:e?s)?|Partnerschaft|Absprache|Abrede|Nachtrag(?:e?s)?|Bündnis(?:ses)?|Kontrakt(?:e?s)?|Pakt(?:e?s)?"
    r"|Charta|Memorandums?|Regelwerk(?:e?s)?)"
)
_PART_END_RE = re.compile(r";")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One sentence, ready for rules.

    Attributes:
        span: Where it stands in the document's text.
        template: Its wording with dates and lengths as marks.
        role: The role of its clause, None outside all clauses.
        clause: Its clause, or None.
        about: What it speaks of, by its first telling noun; for a sentence that begins with a pronoun, what the
            sentence before it speaks of.
        named: Whether it names its subject itself, rather than by a pronoun or not at all.
        before: The text of the sentence before it in the same clause, headings left out, or an empty string.
        headings: The headings of its clause and of those around it, the innermost first.
    """

    span: Span
    template: Template
    role: Role | None
    clause: Clause | None
    about: Subject | None
    named: bool
    before: str = ""
    headings: tuple[str, ...] = ()

    @cached_property
    def is_heading(self) -> bool:
        """Whether it is a heading itself, which states nothing."""
        clause = self.clause
        return clause is not None and clause.heading is not None and self.span.end <= clause.body_start

    @cached_property
    def text(self) -> str:
        """The template's text."""
        return self.template.text

    def place(self, start: int, end: int) -> Span:
        """The place in the document of a part of the template."""
        return Span(*self.template.span(start, end))

    def about_at(self, position: int) -> Subject | None:
        """What the part of the sentence around a place of the template speaks of: the part between two semicolons."""
        if is_quoted(self.text, position):
            return "other"
        first, last = 0, len(self.text)
        for match in _PART_END_RE.finditer(self.text):
            if match.end() <= position:
                first = match.end()
            else:
                last = match.start()
                break
        if first == 0 and last == len(self.text):
            return self.about
        return subject_of(self.text[first:last]) or self.about


def read_statements(document: Document, *, roles: Collection[Role], words: Collection[str]) -> Iterator[Statement]:
    """Yield the sentences of a document that can matter to a rule, in order.

    Args:
        document: The document.
        roles: Clauses of these roles are read whole.
        words: Other sentences are read where they hold one of these, letter by letter.

    A clause whose heading tells nothing is read whole, as one on the term, where a sentence in it states the
    agreement's own term; that needs «term» among the roles.

    Sentences that stand in quotation marks are left out: what is quoted is not agreed here. A council's paper, minutes
    or a press release yields nothing: whatever agreement it tells of is another document.
    """
    if tells_of_others(document):
        return
    clauses = _ClauseIndex(document)
    names = _OwnNames(document)
    first = dict.fromkeys([*_in_roles(document, roles), *_with_words(document, words)])
    read = [s for index in sorted(list(first)[:MOST_STATEMENTS]) if (s := _read(document, index, clauses, None, names))]
    adopted = {s.clause.id: s.clause for s in read if s.clause and s.role == "other" and _states_a_term(s)}
    if "term" not in roles or not adopted:
        yield from read
        return
    spans = {s.span for s in read if s.clause is None or s.clause.id not in adopted}
    more = [index for clause in adopted.values() for index in _between(document, clause.start, clause.end)]
    wanted = dict.fromkeys(more[:MOST_STATEMENTS])
    again = [s for index in wanted if (s := _read(document, index, clauses, "term", names))]
    kept = [s for s in read if s.span in spans]
    yield from sorted([*kept, *(s for s in again if s.span not in spans)], key=lambda s: s.span)


def _states_a_term(statement: Statement) -> bool:
    """Whether a sentence of a clause without a telling heading states the agreement's own term or notice."""
    return statement.about in {"this", "own"} and statement.named and _TERM_STATED_RE.search(statement.text) is not None


def _read(
    document: Document, index: int, clauses: _ClauseIndex, role: Role | None, names: _OwnNames
) -> Statement | None:
    span = document.sentences[index]
    if is_quoted(document.text, span.start):
        return None
    template = document.template(span)
    clause = clauses.at(span.start)
    about = _subject(template.text, names)
    named = about is not None
    if about is None and _PRONOUN_RE.match(template.text):
        about = _inherited(document, index, clause, names)
    own_role = clause.role if clause else None
    return Statement(
        span=span,
        template=template,
        role=role if role and own_role == "other" else own_role,
        clause=clause,
        about=about,
        named=named,
        before=_sentence_before(document, index, clause),
        headings=tuple(_headings(document, clause)),
    )


def _subject(sentence: str, names: _OwnNames) -> Subject | None:
    """What a sentence is about; a contract of another name than the document gives itself is another one.

    «Der Erbbaurechtsvertrag läuft 99 Jahre» in a Kooperationsvereinbarung: no agreement at hand is called so.
    """
    about = subject_of(sentence)
    if about != "own":
        return about
    named = _OWN_NOUN_RE.search(sentence)
    if named is None or _COMMON_NAME_RE.fullmatch(named[0]):
        return about
    return about if names.include(_folded(named[0])) else "other"


def _folded(text: str) -> str:
    """A text in small letters without hyphens and blanks, and names of agreements without their genitive."""
    return re.sub(r"[\W_]+", "", text).lower().removesuffix("es").removesuffix("s")


def _in_roles(document: Document, roles: Collection[Role]) -> Iterator[int]:
    for clause in document.clauses_of(*roles):
        yield from _between(document, clause.start, clause.end)


def _between(document: Document, start: int, end: int) -> Iterator[int]:
    """The numbers of the sentences that reach into a range."""
    sentences = document.sentences
    for index in range(bisect_right(sentences, start, key=lambda span: span.end), len(sentences)):
        if sentences[index].start >= end:
            break
        yield index


def _with_words(document: Document, words: Collection[str]) -> Iterator[int]:
    starts = [sentence.start for sentence in document.sentences]
    for word in words:
        position = document.text.find(word)
        while position >= 0:
            index = bisect_right(starts, position) - 1
            if index >= 0 and position < document.sentences[index].end:
                yield index
                position = document.sentences[index].end - 1
            position = document.text.find(word, position + 1)


def tells_of_others(document: Document) -> bool:
    """Whether it is a council's paper, minutes or a press release: whatever agreement it tells of is another document.

    Judged by its head, so that a paper which an agreement cites counts for nothing.
    """
    return _REPORTS_RE.search(document.text, 0, _HEAD) is not None


def is_quoted(text: str, position: int) -> bool:
    """Whether a quotation that has begun before a place is still open there; what is quoted is not agreed here."""
    head = text[max(0, position - _QUOTE_WINDOW) : position + 1]
    opened = max(head.rfind(mark) for mark in _OPENING)
    return opened >= 0 and not any(mark in head[opened + 1 :] for mark in f'{_CLOSING}"')


def _sentence_before(document: Document, index: int, clause: Clause | None) -> str:
    if index == 0:
        return ""
    span = document.sentences[index - 1]
    if clause is not None and span.end <= clause.body_start:
        return ""
    return document.text[span.start : min(span.end, span.start + 600)]


def _headings(document: Document, clause: Clause | None) -> Iterator[str]:
    while clause is not None:
        if clause.heading:
            yield clause.heading
        clause = document.parent(clause)


def _inherited(document: Document, index: int, clause: Clause | None, names: _OwnNames) -> Subject | None:
    """What the nearest of the three sentences before is about, within the clause and its parent."""
    span = document.sentences[index]
    demonstrative = _DEMONSTRATIVE_RE.match(document.text, span.start, span.end) is not None
    floor = 0
    if clause is not None:
        parent = document.parent(clause)
        floor = parent.start if parent else clause.start
    for earlier in range(index - 1, max(-1, index - 4), -1):
        span = document.sentences[earlier]
        if span.start < floor:
            break
        if clause is not None and span.end <= clause.body_start:
            continue  # a heading
        template = document.template(span).text
        found = "this" if demonstrative and _ENDS_WITH_THIS_RE.search(template) else _subject(template, names)
        if found is not None:
            return found
    return None


class _OwnNames:
    """What a document calls itself: in its head, and wherever it says «diese …»."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def include(self, name: str) -> bool:
        """Whether a folded name is one of them; any name is where the document has no head to judge by."""
        return not self._head or name in self._head or name in self._these

    @cached_property
    def _head(self) -> str:
        clauses, title = self._document.clauses, self._document.title
        end = min(clauses[0].start if clauses else 0, _NAMING_HEAD)
        named = self._document.text[title.start : title.end] if title else ""
        return _folded(named + self._document.text[:end])

    @cached_property
    def _these(self) -> frozenset[str]:
        return frozenset(_folded(match[1]) for match in _THESE_RE.finditer(self._document.text))


class _ClauseIndex:
    """The innermost clause around a place, without a walk over all clauses."""

    def __init__(self, document: Document) -> None:
        self._clauses = document.clauses
        self._starts = [clause.start for clause in document.clauses]
        self._parent = document.parent

    def at(self, position: int) -> Clause | None:
        index = bisect_right(self._starts, position) - 1
        clause = self._clauses[index] if index >= 0 else None
        while clause is not None and position >= clause.end:
            clause = self._parent(clause)
        return clause
