"""Which municipality a document belongs to: the first party or letterhead that is one, else the one named most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from agreementkit import Document, Finding, Span
from agreementkit.german import at_word_start, lookup
from agreementkit_document.document_type import is_council_paper
from agreementkit_document.title import title_text

_NAME = (
    r"(?:(?:Bad|Sankt|St\.|Markt)\s)?[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{2,40}(?:-[A-ZÄÖÜa-zäöü][A-Za-zäöüß]{1,30}){0,3}"
    r"(?:\s(?:am|an\sder|im|in\sder|bei|ob\sder|vor\sder"
    r"|auf\sder)\s[A-ZÄÖÜ][a-zäöüß]{2,30})?(?:\s\((?:Oder|Saale|Westf\.|Sieg|Main)\))?"
)
_CITIES = "Landeshaupt Hanse Universitäts Kreis Klingen Bundes Residenz Kur Luther Messe Dom Wissenschafts"
_VILLAGES = "Samt Verbands Orts Einheits Insel Markt Land Gesamt Nationalpark"
_FORMS = (
    "|".join([*(f"{word}[Ss]tadt" for word in _CITIES.split()), *(f"{word}[Gg]emeinde" for word in _VILLAGES.split())])
    + r"|[Ss]tadt|STADT|[Gg]emeinde|GEMEINDE|Flecken|Landkreis(?:es)?|LANDKREIS|Kreis(?:es)?|KREIS|Städteregion"
    r"|[Jj]ob-?[Cc]enters?(?:\s(?:der\s|des\s|im\s|in\s(?:der\s)?)?(?:Stadt|Landkreise?s?|Kreise?s?))?"
)
_MENTION_RE = re.compile(
    "(?P<form>" + at_word_start(_FORMS, not_after=r"\w-") + ")"
    rf"(?:[ \t]|\n(?!\n))(?P<name>{_NAME})"
)
# «Markt» is also the labour market's and «Amt» any office: only where it is named as a party or in a letterhead.
_MARKET_RE = re.compile(
    (
        rf"(?:(?:dem|der|Der|des|das|Das)\s|^[ \t|*\d.)]{{0,20}})(?P<form>Markt(?:es)?"
        rf"|Amt(?:es)?)\s(?P<name>{_NAME})(?=,|\s\(|\s[·|–]|\s*\n)"
    ),
    re.MULTILINE,
)
_ANY_MARKET_RE = re.compile(at_word_start(r"Markt(?:es)?\s|Amt(?:es)?\s"))
_DISTRICT_RE = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÄÖÜ][a-zäöüß]{2,20}(?:-[A-ZÄÖÜ][a-zäöüß]{2,20}){0,2}-[Kk]reis"
    r"|[A-ZÄÖÜ][a-zäöüß]{4,25}kreis)(?:e?s)?(?!\w)"
)
_MAIL_RE = re.compile(r"@(?:stadt-|kreis-|landkreis-|gemeinde-|jobcenter-)?(?P<name>[a-z-]{3,40})\.de\b")
_COUNCIL_RE = re.compile(r"(?:Rat(?:es)?|Stadtrat|Gemeinderat|Kreistag(?:es)?|Magistrat)\s(?:der|des)\s\Z")
_NO_NAMES = frozenset(
    [
        "Der",
        "Die",
        "Das",
        "Den",
        "Dem",
        "Des",
        "Und",
        "Oder",
        "Für",
        "Im",
        "In",
        "Am",
        "An",
        "Auf",
        "Bei",
        "Mit",
        "Von",
        "Zur",
        "Zum",
        "Amt",
        "Fachbereich",
        "Dezernat",
        "Geschäftsbereich",
        "Jugendamt",
        "Sozialamt",
        "Rat",
        "Verwaltung",
        "Oberbürgermeister",
        "Oberbürgermeisterin",
        "Bürgermeister",
        "Bürgermeisterin",
        "Landrat",
        "Landrätin",
        "Ziel",
        "Ziele",
        "Aufgaben",
        "Seite",
        "Stand",
        "Diese",
        "Dieser",
        "Dieses",
        "Sie",
        "Es",
        "Er",
        "Wir",
        "Zwischen",
        "Vereinbarung",
        "Präambel",
        "Team",
        "Soziales",
        "Jugend",
        "Bildung",
        "Gemeinsame",
        "Arbeit",
        "Nr",
    ]
)
_SUFFIX_S_RE = re.compile(r"(?P<stem>.{3,60}[^s])s\Z")
_HEAD, _LETTERHEAD = 1_500, 300
_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(slots=True)
class _Candidate:
    """A municipality with what speaks for it."""

    form: str
    name: str
    score: float = 0.0
    spans: list[Span] = field(default_factory=list)
    headed: bool = False


def municipality(document: Document) -> Iterator[Finding]:
    """The municipality, with its official key where the register settles the name; nothing where none is named."""
    candidates = _candidates(document)
    if not candidates:
        return
    ranked = sorted(candidates.values(), key=lambda item: (-item.score, item.spans[0].start))
    best = ranked[0]
    clear = len(ranked) == 1 or best.score >= 2 * ranked[1].score
    name = f"{best.form} {best.name}" if best.form in {"Kreis", "Landkreis"} else best.name
    found = lookup(f"{best.form} {best.name}" if best.form else best.name)
    yield Finding(
        kind="document.municipality",
        value={"name": name, "ags": found.municipality.ags if found.municipality else None},
        spans=tuple(best.spans[:3]),
        rule="named_at_head" if best.headed else "named_in_text",
        confidence=0.93 if best.headed and clear else 0.85 if best.headed or clear else 0.6,
    )


def _candidates(document: Document) -> dict[str, _Candidate]:
    text = document.text
    front = document.party_block.end if document.party_block else min(_HEAD, len(text))
    front = max(front, document.title.end if document.title and document.title.end < 5_000 else 0)
    title_end = document.title.end if document.title else 0
    paper = is_council_paper(document)
    found: dict[str, _Candidate] = {}
    first_party = True
    for start, form, name, span in _mentions(text, front):
        key = ("kreis " if form in {"Kreis", "Landkreis"} else "") + name.casefold()
        jobcenter = form.lower().startswith("job")
        candidate = found.setdefault(key, _Candidate("" if jobcenter else form, name))
        if candidate.form == "" and not jobcenter:
            candidate.form = form
        if candidate.name.isupper() and not name.isupper():
            candidate.name = name
        score = 1.0 if candidate.score < 30 else 0.0
        if start < _LETTERHEAD and not text[text.rfind("\n", 0, start) + 1 : start].strip(" *#|"):
            score += 12.0 if paper else 4.0
            candidate.headed = True
        if start < front and not paper:
            score += 5.0 if jobcenter or start < title_end else 8.0
            if first_party and not jobcenter and start >= title_end:
                score += 8.0
                first_party = False
            candidate.headed = True
        if _COUNCIL_RE.search(text, max(0, start - 30), start):
            score += 3.0
        candidate.score += score
        candidate.spans.append(span)
    _add_context(document, found)
    for candidate in found.values():
        if candidate.name.isupper():
            candidate.name = candidate.name.title()
    return found


def _mentions(text: str, front: int) -> Iterator[tuple[int, str, str, Span]]:
    """All namings of a municipality in order: offset, form, name without a genitive's -s, span."""
    matches = [
        *_MENTION_RE.finditer(text),
        *(_MARKET_RE.finditer(text, 0, front) if _ANY_MARKET_RE.search(text, 0, front) else ()),
    ]
    names = {match["name"] for match in matches}
    for match in sorted(matches, key=lambda found: found.start()):
        name = " ".join(match["name"].split())
        if name.split()[0] in _NO_NAMES or name.casefold().endswith(("ministerium", "verband")):
            continue
        stem = _SUFFIX_S_RE.fullmatch(name)
        if stem and (
            stem["stem"] in names
            or (
                match["form"].endswith("enters")
                and lookup(name).municipality is None
                and lookup(stem["stem"]).municipality
            )
        ):
            name = stem["stem"]
        yield match.start(), _form(match["form"]), name, Span(*match.span())
    for match in _DISTRICT_RE.finditer(text) if "kreis" in text or "-Kreis" in text else ():
        known = lookup(match["name"]).municipality
        if known is not None and len(known.ags) == 5:
            yield match.start(), "", match["name"], Span(*match.span())


def _form(printed: str) -> str:
    lower = " ".join(printed.split()).lower()
    if "landkreis" in lower:
        return "Landkreis"
    if "kreis" in lower and "kreisstadt" not in lower:
        return "Kreis"
    if lower.startswith("job"):
        return "Stadt" if lower.endswith("stadt") else "Jobcenter"
    if lower.endswith("gemeinde"):
        return lower.capitalize()
    return (
        "Markt"
        if lower.startswith("markt")
        else "Amt"
        if lower.startswith("amt")
        else "Flecken"
        if lower == "flecken"
        else "Städteregion"
        if lower.startswith("städte")
        else "Stadt"
    )


def _add_context(document: Document, found: dict[str, _Candidate]) -> None:
    """What speaks for a candidate beside its namings: its name in the title, in mail addresses, as place of signing."""
    text = document.text
    printed, paper = title_text(document), is_council_paper(document)
    signed = text[document.signature_block.start : document.signature_block.end] if document.signature_block else ""
    mails = {match["name"].replace("-", "") for match in _MAIL_RE.finditer(text, 0, min(len(text), 5_000))}
    for candidate in found.values():
        if candidate.name in printed and not paper:
            candidate.score += 4.0
        if candidate.name.casefold().translate(_FOLD).replace("-", "").replace(" ", "") in mails:
            candidate.score += 5.0
        if re.search(rf"(?:^|\n|\s{{3}}){re.escape(candidate.name)}, ", signed):
            candidate.score += 2.0
