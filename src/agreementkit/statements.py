"""Sentences as rules read them: as templates, with their clause, its role, and what they are about.

For plugins that read what a sentence states. Only sentences that can matter are built: those in clauses of the wanted
roles and those that hold one of the wanted words; a long document without them costs a few plain searches.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from agreementkit.document import Document
from agreementkit.german.contract_words import OWN_NOUN, Subject, subject_of
from agreementkit.german.templates import Template
from agreementkit.own_names import OwnNames, own_subject
from agreementkit.quotations import amends_another, is_quoted, new_wordings
from agreementkit.records import Clause, Role, Span
from agreementkit.sentence_parts import as_labelled, labelled_rows, part_sentences

__all__ = ["MOST_STATEMENTS", "Statement", "read_statements", "tells_of_others"]

MOST_STATEMENTS = 1500
"""A document with more sentences that can matter is none that a person wrote; the rest is left unread."""

_TERM_STATED_RE = re.compile(
    r"(?<!\w)(?:in Kraft|unbefristet|unbestimmte (?:Zeit|Dauer)|bis auf [Ww]eiteres|(?:gilt|endet|läuft"
    r"|geschlossen|befristet|Laufzeit)(?!\w)[^;]{0,80}<[DPL]\d|gekündigt werden|kündigen"
    r"|wird(?!\w)[^;]{0,160} wirksam)(?!\w)"
)
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
# «„§ 8 Laufzeit Diese Vereinbarung …“»: the number of the section that is worded anew
_WORDED_SECTION_RE = re.compile(r"\A\W{0,4}(?:§|Art\.|Artikel|Ziffer|Nr\.) ?\d{1,3}[a-z]?(?= \(?[A-ZÄÖÜ])")
_ON_THE_TERM_RE = re.compile(
    r"(?i:künd|laufzeit|(?:geltungs|vertrags)dauer|in kraft|inkrafttreten|verlänger|befrist|unbestimmte"
    r"|(?:gilt|endet|läuft) (?:bis|vom|ab|am|mit|zum|für)(?!\w)|(?:austritt"
    r"|ausscheiden)(?!\w))"
)


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
        amends: Whether the document changes another agreement, which «die Vereinbarung» then means.
        new_wording: Whether it stands in a wording that such a document gives to the other one, in quotation marks.
    """

    span: Span
    template: Template
    role: Role | None
    clause: Clause | None
    about: Subject | None
    named: bool
    before: str = ""
    headings: tuple[str, ...] = ()
    amends: bool = False
    new_wording: bool = False

    @cached_property
    def is_heading(self) -> bool:
        """Whether it is a heading itself, which states nothing; «Laufzeit: unbefristet» is none."""
        clause = self.clause
        if clause is None or clause.heading is None or self.span.end > clause.body_start:
            return False
        return ": " not in self.text or not (self.template.marks or "unbefristet" in self.text)

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
        if ";" not in self.text:
            return self.about
        last = self.text.find(";", position)
        part = self.text[self.text.rfind(";", 0, position) + 1 : last if last >= 0 else None]
        about = subject_of(part)
        if self.about == "other" and ";" not in self.text[:position]:
            # The name that makes it another agreement is known only to the whole sentence; what a later part names
            # («…; bei Wegfall der Förderung …») is nothing to the first.
            return None if about is None and self.named else self.about
        return about or self.about


def read_statements(document: Document, *, roles: Collection[Role], words: Collection[str]) -> Iterator[Statement]:
    """Yield the sentences of a document that can matter to a rule, in order.

    Args:
        document: The document.
        roles: Clauses of these roles are read whole.
        words: Other sentences are read where they hold one of these, letter by letter.

    A clause whose heading tells nothing is read whole, as one on the term, where a sentence in it states the
    agreement's own term; that needs «term» among the roles.

    Sentences that stand in quotation marks are left out: what is quoted is not agreed here, unless the document is an
    amendment that gives another agreement this wording. A council's paper, minutes or a press release yields nothing:
    whatever agreement it tells of is another document.
    """
    if tells_of_others(document):
        return
    reader = document.once(_Reader)
    first = dict.fromkeys([*reader.in_roles(roles), *reader.with_words(words)])
    read = [s for index in sorted(list(first)[:MOST_STATEMENTS]) if (s := reader.read(index))]
    adopted = {s.clause.id: s.clause for s in read if s.clause and s.role == "other" and _states_a_term(s)}
    if "term" not in roles or not adopted:
        yield from read
        return
    spans = {s.span for s in read if s.clause is None or s.clause.id not in adopted}
    more = [index for clause in adopted.values() for index in reader.between(clause.start, clause.end)]
    wanted = dict.fromkeys(more[:MOST_STATEMENTS])
    again = [s for index in wanted if (s := reader.read(index, "term"))]
    kept = [s for s in read if s.span in spans]
    yield from sorted([*kept, *(s for s in again if s.span not in spans)], key=lambda s: s.span)


def _states_a_term(statement: Statement) -> bool:
    """Whether a sentence of a clause without a telling heading states the agreement's own term or notice."""
    return statement.about in {"this", "own"} and statement.named and _TERM_STATED_RE.search(statement.text) is not None


def tells_of_others(document: Document) -> bool:
    """Whether it is a council's paper, minutes or a press release: whatever agreement it tells of is another document.

    Judged by its head, so that a paper which an agreement cites counts for nothing.
    """
    return _reports(document.text[:_HEAD])


@lru_cache(maxsize=8)
def _reports(head: str) -> bool:
    """Whether a head is that of a report; asked by every plugin, many times a document."""
    return _REPORTS_RE.search(head) is not None


class _Reader:
    """The sentences of one document as its rules read them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._amends = amends_another(document)
        self._names = OwnNames(document, amends=self._amends)
        self._wordings = new_wordings(document.text) if self._amends else ()
        self._rows = {row[0].start: row for row in labelled_rows(document)}
        self._sentences = part_sentences(document, self._wordings, tuple(self._rows.values()))
        self._starts = [sentence.start for sentence in self._sentences]
        self._known: dict[int, Statement | None] = {}

    def read(self, index: int, role: Role | None = None) -> Statement | None:
        """The sentence of a number as a statement, None where it is only cited; ``role`` replaces «other»."""
        if index not in self._known:
            self._known[index] = self._read(index)
        known = self._known[index]
        return replace(known, role=role) if known is not None and role and known.role == "other" else known

    def _read(self, index: int) -> Statement | None:
        document, span = self._document, self._sentences[index]
        wording = self._wording_at(span.start)
        if wording is None and is_quoted(document.text, span.start):
            return None
        template = document.template(span)
        if (row := self._rows.get(span.start)) and span.end == row[1].end:
            template = as_labelled(template, row)
        clause = document.clause_at(span.start)
        about = self._subject(span, clause)
        named = about is not None
        if about is None and _PRONOUN_RE.match(template.text):
            about = self._inherited(index, clause)
        own_role = clause.role if clause else None
        if wording is not None and _gives_the_term(document.text, wording, clause):
            own_role = "term"
        return Statement(
            span=span,
            template=template,
            role=own_role,
            clause=clause,
            about=about,
            named=named,
            before=self._sentence_before(index, clause),
            headings=tuple(_headings(document, clause)),
            amends=self._amends,
            new_wording=wording is not None,
        )

    def in_roles(self, roles: Collection[Role]) -> Iterator[int]:
        """The numbers of the sentences in clauses of these roles, and of those in new wordings."""
        for clause in self._document.clauses_of(*roles):
            yield from self.between(clause.start, clause.end)
        for wording in self._wordings:
            yield from self.between(wording.start, wording.end)

    def between(self, start: int, end: int) -> Iterator[int]:
        """The numbers of the sentences that reach into a range."""
        sentences = self._sentences
        for index in range(bisect_right(sentences, start, key=lambda span: span.end), len(sentences)):
            if sentences[index].start >= end:
                break
            yield index

    def with_words(self, words: Collection[str]) -> Iterator[int]:
        """The numbers of the sentences that hold one of these words, letter by letter."""
        sentences, text = self._sentences, self._document.text
        for word in words:
            position = text.find(word)
            while position >= 0:
                index = bisect_right(self._starts, position) - 1
                if index >= 0 and position < sentences[index].end:
                    yield index
                    position = sentences[index].end - 1
                position = text.find(word, position + 1)

    def _subject(self, span: Span, clause: Clause | None) -> Subject | None:
        """What a sentence is about by its own words; the number of the clause that it opens is none of them."""
        text = self._document.template(span).text
        label = clause.label if clause is not None and clause.start == span.start else None
        text = text.removeprefix(label or "")
        if self._wording_at(span.start) is not None:
            text = _WORDED_SECTION_RE.sub("", text)
        return own_subject(text, self._names)

    def _wording_at(self, position: int) -> Span | None:
        index = bisect_right(self._wordings, position, key=lambda span: span.start) - 1
        return self._wordings[index] if index >= 0 and position < self._wordings[index].end else None

    def _sentence_before(self, index: int, clause: Clause | None) -> str:
        span = self._sentences[index - 1] if index else Span(0, 0)
        a_heading = clause is not None and span.end <= clause.body_start
        return "" if a_heading else self._document.text[span.start : min(span.end, span.start + 600)]

    def _inherited(self, index: int, clause: Clause | None) -> Subject | None:
        """What the nearest of the three sentences before is about, within the clause and its parent."""
        document, span = self._document, self._sentences[index]
        demonstrative = _DEMONSTRATIVE_RE.match(document.text, span.start, span.end) is not None
        around = (document.parent(clause) or clause) if clause else None
        floor = around.start if around else 0
        wording = self._wording_at(span.start)
        floor = max(floor, wording.start) if wording else floor
        for earlier in range(index - 1, max(-1, index - 4), -1):
            span = self._sentences[earlier]
            if span.start < floor:
                break
            if clause is not None and span.end <= clause.body_start:
                continue  # a heading
            template = document.template(span).text
            found = (
                "this" if demonstrative and _ENDS_WITH_THIS_RE.search(template) else own_subject(template, self._names)
            )
            if found is not None:
                return found
        return None


def _gives_the_term(text: str, wording: Span, clause: Clause | None) -> bool:
    """Whether a new wording speaks of term and end, where no heading within it tells what a part of it is about."""
    if clause is not None and clause.start >= wording.start and clause.heading is not None:
        return False
    return _ON_THE_TERM_RE.search(text, wording.start, wording.end) is not None


def _headings(document: Document, clause: Clause | None) -> Iterator[str]:
    while clause is not None:
        if clause.heading:
            yield clause.heading
        clause = document.parent(clause)
