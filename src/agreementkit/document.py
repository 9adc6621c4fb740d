"""What a plugin sees of a document: the normalised text and its structure, with what looks things up in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from agreementkit.german import Template, read_template
from agreementkit.language import make_doc
from agreementkit.records import Clause, DoubtfulWord, PageSpan, Role, Source, Span, Table

if TYPE_CHECKING:
    from spacy.tokens import Doc

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a plugin sees: the normalised text and its structure.

    Attributes:
        text: The normalised text; every offset here counts in it.
        pages: In order; together they cover the text.
        clauses: In order of ``start``, parents before children.
        sentences: In order, without overlap; headings and list items are sentences of their own.
        title: The document's title, or None.
        party_block: From the title to the first clause, where the parties are named; or None.
        signature_block: Places, dates, names and offices at the end; or None.
        tables: Tables that were recognised.
        repaired: Spans that a repair with less than full certainty has changed.
        doubtful: Words that were recognised with little confidence, in order of ``start``; none in a text layer.
    """

    source: Source
    text: str
    pages: tuple[PageSpan, ...]
    clauses: tuple[Clause, ...]
    sentences: tuple[Span, ...]
    title: Span | None
    party_block: Span | None
    signature_block: Span | None
    tables: tuple[Table, ...] = ()
    repaired: tuple[Span, ...] = ()
    doubtful: tuple[DoubtfulWord, ...] = ()

    @cached_property
    def doc(self) -> Doc:
        """The text as a spaCy ``Doc`` (blank German tokeniser, our sentence starts); built on first use."""
        return make_doc(self.text, self.sentences)

    def template(self, span: Span) -> Template:
        """The sentence at a span as a template; read once, however many plugins ask for it."""
        known = self._templates.get(span)
        if known is None:
            known = self._templates[span] = read_template(self.text, span.start, span.end)
        return known

    def once(self, make: Callable[[Document], T]) -> T:
        """What a function makes of this document; made once, however many plugins ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])

    @cached_property
    def _made(self) -> dict[object, object]:
        return {}

    @cached_property
    def _templates(self) -> dict[Span, Template]:
        return {}

    @cached_property
    def _by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def clauses_of(self, *roles: Role) -> tuple[Clause, ...]:
        """The outermost clauses of these roles, in order: a child is left out where its parent is already there."""
        found: list[Clause] = []
        for clause in self.clauses:
            if clause.role in roles and not (found and clause.start < found[-1].end):
                found.append(clause)
        return tuple(found)

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [clause.start for clause in self.clauses]

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]

    @cached_property
    def _children(self) -> dict[str | None, list[Clause]]:
        children: dict[str | None, list[Clause]] = {}
        for clause in self.clauses:
            children.setdefault(clause.parent, []).append(clause)
        return children

    def children(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses directly below one, in order."""
        return tuple(self._children.get(clause.id, ()))

    def parent(self, clause: Clause) -> Clause | None:
        """The clause around one, or None."""
        return self._by_id.get(clause.parent) if clause.parent else None

    def clause_at(self, position: int) -> Clause | None:
        """The innermost clause around a position, or None."""
        index = bisect_right(self._clause_starts, position) - 1
        clause = self.clauses[index] if index >= 0 else None
        # clauses are nested: what holds a position holds the last clause that began before it
        while clause is not None and position >= clause.end:
            clause = self.parent(clause)
        return clause

    def sentences_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The sentences that begin in a range, cut at its end."""
        first = max(0, bisect_right(self._sentence_starts, start) - 1)
        found = []
        for index in range(first, len(self.sentences)):
            sentence = self.sentences[index]
            if sentence.start >= end:
                break
            if sentence.end > start:
                found.append(Span(max(sentence.start, start), min(sentence.end, end)))
        return tuple(found)

    def sentence_at(self, position: int) -> Span:
        """The sentence around a position; an empty span where there is none."""
        index = bisect_right(self._sentence_starts, position) - 1
        if index >= 0 and position < self.sentences[index].end:
            return self.sentences[index]
        return Span(position, position)

    @cached_property
    def _doubtful_starts(self) -> list[int]:
        return [word.start for word in self.doubtful]

    def doubtful_in(self, span: Span) -> tuple[DoubtfulWord, ...]:
        """The doubtful words that stand in a span, or reach into it."""
        first = bisect_right(self._doubtful_starts, span.start)
        last = bisect_left(self._doubtful_starts, span.end)
        if first and self.doubtful[first - 1].end > span.start:
            first -= 1
        return self.doubtful[first:last]

    def page_at(self, position: int) -> int:
        """The 1-based number of the page a position lies on."""
        index = bisect_right(self._page_starts, position) - 1
        return self.pages[max(index, 0)].number

    def place(self, position: int) -> str:
        """A citable place, as lawyers write it: ``§ 6 (1), S. 4``; bullets are not cited, 1.1 stands for 1. too."""
        labels: list[str] = []
        clause = self.clause_at(position)
        while clause is not None:
            label = clause.label or clause.heading or ""
            inside = labels and labels[-1].startswith(f"{label.rstrip('.')}.")
            if any(letter.isalnum() for letter in label) and not inside:
                labels.append(label)
            clause = self.parent(clause)
        path = " ".join(reversed(labels))
        page = f"S. {self.page_at(position)}"
        return f"{path}, {page}" if path else page
