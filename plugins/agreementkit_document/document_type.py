"""What kind of document it is: by its head, by its title, else by how the text calls itself. Words are never counted.

A council paper speaks of «Kooperation» on every page and is none; so the head of a council paper goes before the title,
which is its subject only, and in a title the first word that names a kind of document decides: German puts it first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from agreementkit import Document, Finding, Span
from agreementkit_document.title import title_text

COOPERATION, DECLARATION, TARGETS = "Kooperationsvereinbarung", "Kooperationserklärung", "Zielvereinbarung"
PUBLIC_LAW, CONCEPT, PAPER, OTHER = "öffentlich-rechtliche Vereinbarung", "Fachkonzept", "Berichtsvorlage", "Sonstige"

HEAD, FIRST_LINES, _LONGEST_HEAD_LINE = 3_000, 12, 120


class Kind(NamedTuple):
    """A type with what it means, and how sure its word is."""

    type: str
    is_agreement: bool
    confidence: float


# In the order of precedence at one and the same place; «w» stands for the rest of a compound before the word.
_W = r"(?<![\w-])(?:[\wäöüß]{1,40}-?(?:\sund\s)?)??"
_WORDS: tuple[tuple[str, Kind], ...] = (
    (rf"{_W}[Zz]iel-?(?:\s?und\s\w{{3,20}}-?)?[Vv]ereinbarung(?:en)?", Kind(TARGETS, True, 0.95)),
    (r"Vereinbarung\s+zur\s+Erreichung\s+(?:der|von)\s+Zielen?", Kind(TARGETS, True, 0.95)),
    (
        r"[Öö]ffentlich-?\s?[Rr]echtliche[rnms]?\s+(?:\w{3,30}\s)?(?:[Vv]ereinbarung|[Vv]ertrag)",
        Kind(PUBLIC_LAW, True, 0.95),
    ),
    (r"(?:Zweck|Delegations|Mandats|Verwaltungs|Mandatierungs)vereinbarung", Kind(PUBLIC_LAW, True, 0.93)),
    (
        (
            rf"{_W}Kooperationserklärung(?:en)?|Absichtserklärung|Letter\s+of\s+Intent|Memorandum"
            rf"|Gemeinsame\s+Erklärung|Bündniserklärung|Netzwerkerklärung|Grundsatzerklärung"
        ),
        Kind(DECLARATION, True, 0.95),
    ),
    (
        (
            r"(?:Rahmen-?)?[Kk]ooperations-?(?:rahmen)?(?:vereinbarung(?:en)?|vertrag(?:es|s)?|abkommen"
            r"|absprache)|Rahmen(?:kooperations)?(?:vereinbarung|vertrag)|Partnerschaftsvereinbarung"
            r"|Netzwerkvereinbarung"
        ),
        Kind(COOPERATION, True, 0.95),
    ),
    (
        (
            r"(?:Miet|Kauf|Arbeits|Werk|Leasing|Pacht|Gesellschafts|Darlehens|Versicherungs|Erbbaurechts"
            r"|Betreiber)vertrag|(?:Betriebs|Dienst)vereinbarung"
        ),
        Kind(OTHER, True, 0.8),
    ),
    (
        (
            r"(?:Fach|Rahmen|Handlungs|Gesamt|Umsetzungs|Betreuungs|Arbeits|Präventions|Integrations|Förder"
            r"|Netzwerk|Sozial|Jugend|Teilhabe|Grob|Fein)?-?[Kk]onzept(?:ion)?(?=\W|\Z)"
        ),
        Kind(CONCEPT, False, 0.9),
    ),
    (
        (
            r"Niederschrift|(?:Ergebnis|Sitzungs|Kurz)?-?[Pp]rotokoll(?=\W|\Z)|[Ss]itzungsniederschrift"
            r"|(?:\w{2,30}s)?[Ss]atzung(?=\W|\Z)|(?:Förder)?[Rr]ichtlinien?|Verwaltungsvorschrift|Gesetz(?=\W"
            r"|\Z)|Verordnung|Erlass"
            r"|Presse(?:mitteilung|information)|Geschäftsordnung|Leitfaden|Merkblatt|Rundschreiben|Einladung"
            r"|Tagesordnung|Dienstanweisung|Kündigung|Stellungnahme|\w{0,30}[Bb]ericht(?=\W|\Z)"
        ),
        Kind(OTHER, False, 0.85),
    ),
    (rf"{_W}[Vv]ereinbarung(?:en)?|{_W}[Vv]ertrag(?=\W|\Z)|Abkommen|Kontrakt", Kind(COOPERATION, True, 0.75)),
    (rf"{_W}[Ee]rklärung", Kind(DECLARATION, True, 0.75)),
)
_WORD_RE = re.compile(
    "|".join(f"(?P<k{number}>{pattern})" for number, (pattern, _) in enumerate(_WORDS)), re.IGNORECASE
)
_WEAK = 0.75
_LINE_RE = re.compile(
    r"(?:^|\n)[ \t*#]{0,80}(?:(?:Die|Der|Das|Öffentliche|Gemeinsame|\d{1,3}\.)[ ]){0,2}(?P<said>[^\n]{3,400})"
)
_AMENDING_RE = re.compile(
    r"(?<!\w)(?:Nachtrag|(?:Änderungs|Ergänzungs|Verlängerungs)vereinbarung|Änderung\s+de[rs]|Ergänzung\s+zu[rm])",
    re.IGNORECASE,
)
# A headline tells what happened; a title names a thing.
_HEADLINE_RE = re.compile(
    r"(?<!\w)(?:unterzeichnet|unterzeichnen|unterschreiben|unterschrieben|besiegeln|besiegelt"
    r"|schließen|verlängern|verlängert|gekündigt|kündigt|starten|startet|beschließt|stellt|vorgestellt"
    r"|stärken|setzen|setzt)(?!\w)"
)
PAPER_RE = re.compile(
    r"(?:^|\n)[ \t*#]{0,60}(?:(?:Öffentliche|Nichtöffentliche|Nicht öffentliche)\s)?[*]{0,2}"
    r"(?P<word>(?:Beschluss|Berichts|Mitteilungs|Informations|Sitzungs|Verwaltungs|Rats|Kreistags"
    r"|Magistrats|Ausschuss|Beratungs|Gemeinderats|Stadtrats)vorlage)(?![a-zäöüß])",
    re.IGNORECASE,
)
_PAPER_SIGNS_RE = re.compile(
    r"(?:^|\n)[ \t*|#]{0,20}(?:Beratungsfolge|Beschlussvorschlag|Vorlagen?-?\s?Nr|Drucksachen?-?\s?Nr"
    r"|Betreff|Betrifft|Gremium|Sachverhalt|Finanzielle Auswirkungen)"
)
_THIS_RE = re.compile(
    r"(?<!\w)(?:[Dd]iese[rsnm]?|[Vv]orliegende[rsnm]?|[Ff]olgende[rsn]?|[Nn]achstehende[rsn]?)\s{1,4}(?=[A-ZÄÖÜö])"
)
_IN_FORCE_RE = re.compile(
    r"(?<!\w)Das\s+(?:vorliegende\s+)?(?P<name>\w{0,30}[Kk]onzept)(?:\s\w{3,40}){0,4}\s(?:tritt|gilt"
    r"|beschreibt|ist\s+gültig)"
)


def document_type(document: Document) -> Iterator[Finding]:
    """The type and whether the document is an agreement; nothing where no place tells it."""
    for read in (_by_head, _by_first_lines, _by_title, _by_itself):
        found = read(document)
        if found is not None:
            kind, span, rule = found
            yield Finding(
                kind="document.type",
                value={"type": kind.type, "is_agreement": kind.is_agreement},
                spans=(span,),
                rule=rule,
                confidence=kind.confidence,
            )
            return


def is_council_paper(document: Document) -> bool:
    """Whether the head is that of a council paper."""
    return _by_head(document) is not None


def _by_head(document: Document) -> tuple[Kind, Span, str] | None:
    """A council paper: it says so on a line of its own at the head, or it has two of a paper's labels there."""
    return _paper(document.text[:HEAD], document.clauses[0].start if document.clauses else HEAD)


@lru_cache(maxsize=8)
def _paper(head: str, first_clause: int) -> tuple[Kind, Span, str] | None:
    """The same of a head; asked for by several extractors."""
    word = PAPER_RE.search(head) if "vorlage" in head.lower() else None
    signs = list(_PAPER_SIGNS_RE.finditer(head))
    if word and (word.start() < max(first_clause, 400) or signs):
        return Kind(PAPER, False, 0.97 if signs else 0.9), Span(*word.span("word")), "head_of_council_paper"
    if len({sign[0].strip(" \n\t*|#")[:6] for sign in signs}) >= 2:
        sign = signs[0]
        return Kind(PAPER, False, 0.85), Span(sign.end() - len(sign[0].lstrip()), sign.end()), "labels_of_council_paper"
    return None


def _by_first_lines(document: Document) -> tuple[Kind, Span, str] | None:
    """What a line above the title says it is (minutes may quote a title), or without a title the first that says it."""
    limit = document.title.start if document.title else HEAD
    limit = min(limit, document.clauses[0].start if document.clauses else HEAD, HEAD)
    for line in islice(_LINE_RE.finditer(document.text, 0, limit), FIRST_LINES):
        word = _WORD_RE.match(document.text, line.start("said"), line.end())
        if word is None or len(line["said"]) > _LONGEST_HEAD_LINE or line["said"].rstrip().endswith((".", ",")):
            continue
        kind = _kind(word)
        if document.title is None:
            kind = _bracketed(document.text[word.end() : line.end() + 120], kind)
        if document.title is None or (kind.type == OTHER and not kind.is_agreement):
            return kind._replace(confidence=kind.confidence - 0.05), Span(*word.span()), "first_lines"
    return None


def _by_title(document: Document) -> tuple[Kind, Span, str] | None:
    if document.title is None:
        return None
    words = title_text(document)
    match = _WORD_RE.search(words)
    if match is None:
        return None
    if _HEADLINE_RE.search(words):
        return Kind(OTHER, False, 0.7), document.title, "headline"
    kind = _kind(match)
    below = document.text[document.title.end : document.title.end + 120].lstrip()
    kind = _bracketed(words[match.end() :] + (f" {below}" if below.startswith("(") else ""), kind)
    amending = _AMENDING_RE.search(words)
    if amending and amending.start() <= match.start():
        changed = next((m for m in _WORD_RE.finditer(words, amending.end()) if _kind(m).confidence > _WEAK), None)
        if changed is not None:
            kind = _kind(changed)
        if kind.type in {OTHER, CONCEPT}:
            return kind, document.title, "title"
        return kind._replace(is_agreement=True), document.title, "title_of_amendment"
    if kind.confidence <= _WEAK:
        own = _self_reference(document)
        # «Vereinbarung» may be any kind; «diese Zielvereinbarung» says which, if it is one at all.
        if own is not None and own[0].is_agreement and own[0].confidence > _WEAK:
            return own[0]._replace(confidence=0.88), document.title, "title_and_self_reference"
    return kind, document.title, "title"


def _bracketed(rest: str, kind: Kind) -> Kind:
    """«Kontrakt 2012 (Zielvereinbarung)»: brackets say what it is, other later words only what it is about."""
    bracket = rest.find("(")
    word = _WORD_RE.match(rest, bracket + 1) if bracket >= 0 and kind.confidence <= _WEAK else None
    return _kind(word) if word else kind


def _by_itself(document: Document) -> tuple[Kind, Span, str] | None:
    own = _self_reference(document)
    if own is not None:
        return own[0]._replace(confidence=0.8), own[1], "self_reference"
    concept = _IN_FORCE_RE.search(document.text)
    if concept:
        return Kind(CONCEPT, False, 0.85), Span(*concept.span("name")), "self_reference"
    return None


def _self_reference(document: Document) -> tuple[Kind, Span] | None:
    """What «diese …» names most often, a telling word before «Vereinbarung»; None where it names no kind."""
    counts: Counter[Kind] = Counter()
    places: dict[Kind, Span] = {}
    for match in _THIS_RE.finditer(document.text):
        word = _WORD_RE.match(document.text, match.end(), match.end() + 120)
        if word is not None:
            kind = _kind(word)
            counts[kind] += 1
            places.setdefault(kind, Span(*word.span()))
    if not counts:
        return None
    telling = {kind: count for kind, count in counts.items() if kind.confidence > _WEAK and kind.type != OTHER}
    best = max(telling or counts, key=lambda kind: (counts[kind], -places[kind].start))
    return (best, places[best]) if best.type != OTHER else None


def _kind(match: re.Match[str]) -> Kind:
    return _WORDS[int(str(match.lastgroup)[1:])][1]
