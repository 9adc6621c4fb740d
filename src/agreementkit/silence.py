"""Why a field of a record is empty: what a reader may conclude from it, and what not.

One table says for each field where it would stand and by which words one would know that something is said of it. The
search is for those words only: no value is read here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from agreementkit.agreement import Agreement, Reason
from agreementkit.document import Document
from agreementkit.german import at_word_start
from agreementkit.reading.quality import german_quality
from agreementkit.records import Role, Span

POOR = 0.5
"""Quality under which a page counts as illegible."""

Where = Literal["clause", "sentence", "head", "signatures", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One field, and how one would know that the document speaks of it.

    Attributes:
        field: Its name in ``silence``.
        kind: The kind of finding that fills it.
        settled: Where its value stands in the record; it is empty where none of them holds anything.
        roles: Clauses in which it would stand.
        cue: Words that show that something is said of it; None where the clause itself shows it.
        where: In which part of these clauses the words count: anywhere in the clause, or in a sentence that speaks of
            notice; or, without clauses, at the document's head, in its signature block, anywhere.
        elsewhere: Words that show it outside of these clauses, too.
    """

    field: str
    kind: str
    settled: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    cue: re.Pattern[str] | None = None
    where: Where = "clause"
    elsewhere: re.Pattern[str] | None = None


_TERM: tuple[Role, ...] = ("term", "termination")
_NOTICE_RE = re.compile(r"[Kk]ünd(?:ig|bar)|[Rr]ücktritt|[Aa]ustritt")
_HEAD = 3000
_MOST = 50

TOPICS = (
    Topic(field="document.title", kind="document.title", settled=("document.title",)),
    Topic(
        field="document.municipality",
        kind="document.municipality",
        settled=("document.municipality",),
        cue=re.compile(r"\b(?:Stadt|Gemeinde|Landkreis|Kreis|Markt|Samtgemeinde)\s[A-ZÄÖÜ][a-zäöüß]"),
        where="head",
    ),
    Topic(
        field="document.agreement_date",
        kind="document.agreement_date",
        settled=("document.agreement_date",),
        cue=re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ][a-zäö]{2,8})\s?\d{2,4}"),
        where="signatures",
    ),
    Topic(
        field="document.number",
        kind="document.number",
        settled=("document.number",),
        cue=re.compile(r"^\W{0,3}(?:Vorlagen?-?\s?N(?:r|ummer)|Drucksache|Aktenzeichen|Az\.)", re.MULTILINE),
        where="head",
    ),
    Topic(field="parties", kind="party", settled=("parties",), cue=re.compile(r"\bzwischen\b"), where="head"),
    Topic(
        field="signatures",
        kind="signature",
        settled=("signatures",),
        cue=re.compile(r"\bgez\.|[A-ZÄÖÜ][a-zäöüß]+ [A-ZÄÖÜ][a-zäöüß]+"),
        where="signatures",
    ),
    Topic(field="goals", kind="goal", settled=("goals",), roles=("goals",)),
    Topic(field="organs", kind="organ", settled=("organs",), roles=("organs",)),
    Topic(
        field="term.effective_date",
        kind="term.effective_date",
        settled=("term.effective_date.value", "term.effective_date.event"),
        roles=_TERM,
        cue=re.compile(r"\bin Kraft\b|\bInkrafttreten|\bbeginn|\bgilt (?:ab|vom|seit)\b|\b[Ww]irkung (?:vom|zum)\b"),
    ),
    Topic(
        field="term.expiration_date",
        kind="term.expiration_date",
        settled=("term.expiration_date.value", "term.expiration_date.perpetual"),
        roles=_TERM,
        cue=re.compile(r"\bende[tn]?\b|\bläuft\b[^.;]{0,60}\baus\b|\bgilt\b[^.;]{0,60}\bbis\b|\b(?:un)?befristet"),
    ),
    Topic(
        field="term.initial_term",
        kind="term.initial_term",
        settled=("term.initial_term",),
        roles=_TERM,
        cue=re.compile(r"\b(?:Dauer|Laufzeit) (?:von|beträgt)\b"),
    ),
    Topic(
        field="term.renewal",
        kind="term.renewal",
        settled=("term.renewal",),
        roles=_TERM,
        cue=re.compile(r"[Vv]erlänger"),
    ),
    Topic(
        field="termination.notice_period",
        kind="termination.notice",
        settled=("termination.notice_period",),
        roles=_TERM,
        cue=re.compile(r"[Ff]rist\b|\b(?:Monat|Woche|Tage|Quartal|Vierteljahr|Halbjahr)\w{0,3} (?:vor|zu)"),
        where="sentence",
    ),
    Topic(
        field="termination.effective",
        kind="termination.notice",
        settled=("termination.effective",),
        roles=_TERM,
        cue=re.compile(
            r"\bzu[mr] (?:\d|Ende|Schluss|Ablauf|(?:Jahres|Quartals|Monats|Schuljahres)(?:ende|schluss))"
            r"|\b(?:(?:halb|viertel)?jährlich|monatlich|quartalsweise|(?:mal|Mal) (?:im|pro) (?:Jahr|Quartal))\b"
        ),
        where="sentence",
    ),
    Topic(
        field="termination.notice_deadline_day",
        kind="termination.notice",
        settled=("termination.notice_deadline_day",),
        roles=_TERM,
        cue=re.compile(r"\bspätestens\b[^.;]{0,40}\b(?:bis|am|zum) \d"),
        where="sentence",
    ),
    Topic(
        field="termination.form",
        kind="termination.notice",
        settled=("termination.form",),
        roles=_TERM,
        cue=re.compile(r"\b[Ss]chriftlich|\bSchriftform"),
        where="sentence",
    ),
    Topic(
        field="termination.for_cause",
        kind="termination.for_cause",
        settled=("termination.for_cause",),
        roles=_TERM,
        cue=re.compile(r"wichtige[mnr]? Gr[uü]nd|außerordentlich|fristlos"),
    ),
    Topic(
        field="termination.mutual_rescission",
        kind="termination.mutual_rescission",
        settled=("termination.mutual_rescission",),
        roles=_TERM,
        cue=re.compile(r"\bAufhebung|\baufgehoben|\baufzuheben"),
        elsewhere=re.compile(
            r"\b(?:(?:einvernehm|übereinstimm)\w{0,12}|[Ee]invernehmen|[Ee]inverständnis)\s[^.;]{0,80}"
            r"\b(?:Aufhebung|aufheben|aufgehoben|aufzuheben)\b"
            r"|\b(?:[Ii]hre[rn]?|deren|dessen)\sAufhebung\b"
            r"|\bAufhebung\s(?:(?:diese[rs]|de[rs])\s(?:[A-ZÄÖÜ]\w{0,30}vereinbarung|Vereinbarung|Vertrag)|im\s[A-Za-zäöü]{0,20}\s?[Ee]in)"
        ),
    ),
    Topic(field="amendment", kind="amendment", settled=("amendment",), roles=("amendment",)),
    Topic(
        field="legal_references",
        kind="legal_reference",
        settled=("legal_references",),
        cue=re.compile(
            r"§\s?\d{1,4}[a-z]?(?: (?:Abs\.|Absatz|Satz|Nr\.) ?\d{1,3})? [A-ZÄÖÜ][A-Za-zäöü]{0,20}G(?:B|O)?\b"
        ),
        where="text",
    ),
    Topic(
        field="council_papers",
        kind="council_paper",
        settled=("council_papers",),
        cue=re.compile(at_word_start("Vorlagen?|Drucksachen?|Beschluss") + r"-?\s?(?:Nr\.|Nummer)"),
        where="text",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What decides over silence beside the text.

    Attributes:
        readable: The kinds of finding that some plugin would have found; of others nothing can be concluded.
        absent: The kinds that a document of this type has not.
        unread: Numbers of the pages that gave no text though something is on them.
    """

    readable: Collection[str]
    absent: Collection[str] = ()
    unread: Collection[int] = ()


def explain_silence(record: Agreement, document: Document, conditions: Conditions) -> dict[str, Reason]:
    """Say of each empty field why it is empty.

    Args:
        record: The record with its flags.
        document: The text and structure it was made from.
        conditions: What plugins ran, what the type of document has, which pages are missing.

    Returns:
        By field: ``not_applicable`` (such a document has no such field), ``conflicting`` (it says different things),
        ``illegible`` (a page failed or is poor where it might stand), ``not_found`` (a heading or a cue is there, but
        nothing could be read), ``not_stated``. Fields that no plugin would have filled are left out.
    """
    places = _Places(document, conditions.unread)
    return {
        topic.field: _reason(topic, record, places, conditions.absent)
        for topic in TOPICS
        if topic.kind in conditions.readable and not any(_held(record, path) for path in topic.settled)
    }


def _reason(topic: Topic, record: Agreement, places: _Places, absent: Collection[str]) -> Reason:
    if topic.kind in absent:
        return "not_applicable"
    # a date that is printed but is none, or that stands against another, is there without a value
    printed = _held(record, topic.settled[0].removesuffix(".value")) if topic.settled[0].endswith(".value") else None
    if printed is not None:
        contested = (flag.evidence for flag in record.flags if flag.code == "conflicting_dates")
        return "conflicting" if printed.evidence in contested else "not_found"
    if places.may_be_illegible(topic.roles):
        return "illegible"
    return "not_found" if places.speaks_of(topic) else "not_stated"


def _held(record: object, path: str) -> Any:
    """What stands at a path of the record; None for nothing, an empty list or False."""
    for part in path.split("."):
        record = getattr(record, part, None)
    return record or None


class _Places:
    """The parts of one document in which a topic may stand."""

    def __init__(self, document: Document, unread: Collection[int]) -> None:
        self._document = document
        self._poor = _poor_pages(document, unread)

    def may_be_illegible(self, roles: tuple[Role, ...]) -> bool:
        """Whether a clause of these roles stands on a poor page, or may stand there as it stands nowhere else."""
        spans = self._clauses(roles)
        return bool(self._poor) and (not spans or any(self._poor.intersection(self._pages(span)) for span in spans))

    def speaks_of(self, topic: Topic) -> bool:
        """Whether the words are there by which one would know that something is said."""
        spans = self._where(topic)
        if topic.cue is None:
            return bool(spans)
        text = self._document.text
        return any(topic.cue.search(text, *span) for span in spans) or (
            topic.elsewhere is not None and topic.elsewhere.search(text) is not None
        )

    def _where(self, topic: Topic) -> Sequence[Span]:
        document = self._document
        if topic.where == "head":
            return [Span(0, min(_HEAD, len(document.text)))]
        if topic.where == "signatures":
            return [document.signature_block] if document.signature_block else []
        if topic.where == "text":
            return [Span(0, len(document.text))]
        return self._notices if topic.where == "sentence" else self._clauses(topic.roles)

    def _clauses(self, roles: tuple[Role, ...]) -> list[Span]:
        return [Span(clause.start, clause.end) for clause in self._document.clauses_of(*roles)] if roles else []

    @cached_property
    def _notices(self) -> list[Span]:
        """The sentences on notice in clauses that are about it."""
        text = self._document.text
        inside = (s for span in self._clauses(_TERM)[:_MOST] for s in self._document.sentences_in(*span))
        return [sentence for sentence in inside if _NOTICE_RE.search(text, *sentence)]

    def _pages(self, span: Span) -> range:
        return range(self._document.page_at(span.start), self._document.page_at(max(span.start, span.end - 1)) + 1)


def _poor_pages(document: Document, unread: Collection[int]) -> set[int]:
    """Pages that gave no text, or whose text does not look like German even after it was repaired."""
    poor = set(unread)
    for page in document.pages:
        if page.origin == "none" or page.quality >= POOR:
            continue
        # a recognised page is poor by the engine's own word too; a text layer only by its wording, which may be mended
        if page.origin == "ocr" or german_quality(document.text[page.start : page.end]) < POOR:
            poor.add(page.number)
    return poor
