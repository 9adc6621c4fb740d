"""The annexes that an agreement names, each with its title and whether the text holds it.

The plugin ``references`` flags those that are missing; this one lists all, so that cities can be compared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from agreementkit import Document, Finding, Span, tells_of_others

_LABEL = r"(?:\d{1,2}[a-z]?|[A-H]|[IVX]{1,4})"
_MENTION_RE = re.compile(
    rf"(?<![\w-])(?P<word>Anlagen?|Anhang|Anhänge[n]?)[ \n]{{1,2}}(?:Nr\.[ ])?(?P<labels>{_LABEL}(?![\w-])(?!\.[\d])"
    rf"(?:(?:[ ]?\([^()\n]{{3,80}}\))?(?:,[ \n]|[ \n](?:und|bis|sowie)[ \n]){_LABEL}(?![\w-])){{0,8}})"
    r"(?:[ \n]?\((?P<title>[^()]{3,120})\)|[ ]?[„\"»](?P<quoted>[^“”\"«\n]{3,120})[“”\"«])?"
)
_ONE_RE = re.compile(rf"(?<![\w-]){_LABEL}(?![\w-])(?:[ ]?\((?P<title>[^()]{{3,120}})\))?")
_HEADING_RE = re.compile(
    rf"(?:\A|\n[ \t]*\n|\f)[ \t*#]{{0,60}}(?:Anlage|Anhang|ANLAGE|ANHANG)[ ](?:Nr\.[ ])?(?P<label>{_LABEL})(?![\w-])"
    r"[ \t]{0,4}[:–-]?[ \t]{0,4}(?P<title>[^\n]{0,120})"
)
# The annex of something else: of another paper, of minutes, of a statute.
_OF_OTHERS_RE = re.compile(
    r"[ \n](?:zur|zum|zu|der|des|vom)[ \n](?:(?:[\w.-]{1,20}[ \n])?(?:\w{0,20}[Vv]orlage|Protokoll|Niederschrift"
    r"|Beschluss|Drucksache|Sitzung|Richtlinie|Verordnung|Satzung|\w{0,30}[Gg]esetz(?:es)?|Bescheid)|§|SGB|TV|dem[ \n])"
    r"|[ \n](?:TVöD|TV-L|SGB|BBesG|AufenthG)"
)
_BEFORE_RE = re.compile(r"(?<!\w)(?P<title>[A-ZÄÖÜ][\w-]{3,40})[ \n]\((?:siehe |vgl\. |s\. )?\Z")
# An entry of a list at the end: «Anlage: Muster des Berichts».
_LISTED_RE = re.compile(r"^[ \t]{0,8}Anlagen?[ \t]{0,3}:[ \t]{0,8}(?P<title>[^\s-][^\n]{3,120})$", re.MULTILINE)
_NONE = ("keine", "Keine", "entfällt", "Anlage ", "Anhang ")
_SHORTEST_ANNEX = 80
"""Code points below a heading that make it more than an entry of a list of annexes."""
_MOST = 60


@dataclass
class _Annex:
    word: str
    label: str
    title: str | None = None
    spans: list[Span] = field(default_factory=list)


def annexes(document: Document) -> Iterator[Finding]:
    """One finding for each annex: ``label`` (``Anlage`` where it has none), ``title`` or None, ``present``."""
    text = document.text
    if not any(word in text for word in ("nlage", "nhang ", "nhänge")):
        return
    if tells_of_others(document):
        return
    headings = list(_HEADING_RE.finditer(text))
    # what stands below the signatures is no part of an annex that is listed above them
    signed = [document.signature_block.start] if document.signature_block else []
    stops = sorted([*(heading.start() for heading in headings), len(text), *signed])
    ends = [stops[bisect_right(stops, heading.start())] for heading in headings]
    present = {
        heading["label"]: heading
        for heading, end in zip(headings, ends, strict=True)
        if end - heading.end("label") >= _SHORTEST_ANNEX and not heading["title"].rstrip().endswith((".", ";"))
    }
    named: dict[tuple[str, str], _Annex] = {}
    for mention in _MENTION_RE.finditer(text):
        if len(named) >= _MOST:
            break
        if not _OF_OTHERS_RE.match(text, mention.end("labels")):
            _add(text, mention, named)
    for (word, label), annex in named.items():
        heading = present.get(label)
        title = annex.title or (_title(heading["title"]) if heading else None)
        spans = [*annex.spans[:5], *([Span(*heading.span("label"))] if heading and not annex.spans else [])]
        yield Finding(
            kind="annex",
            value={"label": f"{word} {label}", "title": title, "present": heading is not None},
            spans=tuple(spans),
            rule="annex_named",
            confidence=0.9 if heading else 0.85,
        )
    for listed in list(_LISTED_RE.finditer(text))[:_MOST]:
        if not listed["title"].startswith(_NONE):
            yield Finding(
                kind="annex",
                value={"label": "Anlage", "title": _title(listed["title"]), "present": False},
                spans=(Span(*listed.span("title")),),
                rule="annex_listed",
                confidence=0.7,
            )


def _add(text: str, mention: re.Match[str], named: dict[tuple[str, str], _Annex]) -> None:
    """Note the annexes of one mention, each with its title where one stands with it."""
    word = "Anhang" if mention["word"].startswith("Anh") else "Anlage"
    parts = list(_ONE_RE.finditer(text, mention.start("labels"), mention.end("labels")))
    labels = [(part[0].split()[0].split("(")[0], part["title"]) for part in parts]
    if len(labels) == 2 and " bis " in mention["labels"] and all(label.isdigit() for label, _ in labels):
        first, last = int(labels[0][0]), int(labels[1][0])
        labels = [(str(number), None) for number in range(first, min(last, first + 20) + 1)]
    before = _BEFORE_RE.search(text, max(0, mention.start() - 60), mention.start())
    alone = before["title"] if before and len(labels) == 1 else None
    for index, (label, inner) in enumerate(labels):
        annex = named.setdefault((word, label), _Annex(word, label))
        last_title = (mention["title"] or mention["quoted"]) if index == len(labels) - 1 else None
        annex.title = annex.title or _title(inner or last_title or alone or "")
        annex.spans.append(Span(mention.start(), mention.end("labels")))


def _title(printed: str) -> str | None:
    title = " ".join(printed.split()).strip(" :–-*#")
    return title if any(letter.isalpha() for letter in title) else None
