"""Annexes that the text names as attached and does not contain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from agreementkit import Document, Finding, Span
from agreementkit.german import at_word_start

_LABEL = r"(?:\d{1,2}[a-z]?|[A-H]|[IVX]{1,4})"
MENTION_RE = re.compile(
    rf"(?<![\w-])(?:Anlagen?|Anhang|Anhänge[n]?)(?:[ \n](?:Nr\.[ ])?(?P<first>{_LABEL})(?![\w.]\w)"
    rf"(?:(?P<joint>,[ \n]|[ \n](?:und|bis|sowie)[ \n])(?P<second>{_LABEL})(?!\w))?)?(?!\w)"
)
ATTACHED_RE = re.compile(
    r"beigefügt|beiliegend|beigeheftet|angefügt|angehängt|anliegend|Bestandteil|\blieg(?:t"
    r"|en)[^.;]{0,40}\bbei\b|als[ \n](?:Anlage|Anhang)"
)
# The annex of something else: of another paper, of minutes, of a statute.
_OF_OTHERS_RE = re.compile(
    r"[ \n](?:zur|zum|zu|der|des|vom)[ \n](?:(?:[\w.-]{1,20}[ \n])?(?:Vorlage|Protokoll|Niederschrift"
    r"|Beschluss|Drucksache|Sitzung|Richtlinie|Verordnung|Satzung|Gesetz|Bescheid)|§|SGB|dem[ \n])"
)
_QUOTED_RE = re.compile('[„"»](?P<name>[^“”"«\n]{4,160}(?:\n(?!\n)[^“”"«\n]{1,160})?)[“”"«]')
_SENTENCE_END_RE = re.compile(r"(?<=[a-zäöüß)“\"])\.(?=\s)|\n[ \t]*\n")
_WINDOW = 260
# A heading of an annex: at the beginning of a line, after a blank line.
HEADING_RE = re.compile(
    rf"(?:\A|\n[ \t]*\n|\f)[ \t*#]{{0,8}}(?:Anlage|Anhang|ANLAGE"
    rf"|ANHANG)(?:[ ](?:Nr\.[ ])?(?P<label>{_LABEL})(?!\w))?(?P<rest>[^\n]{{0,120}})"
)
_LISTED_RE = re.compile(r"^[ \t]{0,8}Anlagen?[ \t]{0,3}:[ \t]{0,8}(?P<name>\S[^\n]{3,160})$", re.MULTILINE)
_ENCLOSED_RE = re.compile(
    at_word_start("beiliegende|beigefügte|anliegende|angefügte") + r"[nrms]?[ \n](?P<name>(?!Anlage|Anhang"
    r"|Anhänge)[A-ZÄÖÜ][a-zäöüß-]{3,40})"
)
_SHORTEST_ANNEX = 80
"""Code points below a heading that make it more than an entry of a list of annexes."""

ATTACHED, LABELLED, LISTED, ENCLOSED = 0.9, 0.7, 0.6, 0.7


def missing_annexes(document: Document) -> Iterator[Finding]:
    """One flag for each annex that is named and not there; ``suggestions`` holds its name."""
    text = document.text
    if not any(word in text for word in ("Anlage", "Anhang", "Anhänge", "beiliegend", "beigefügt", "anliegend")):
        return
    present = _present(document)
    named: dict[str, tuple[Span, float]] = {}
    for name, span, confidence in _named(text):
        if name.partition(" ")[2] in present or (not name.startswith(("Anlage ", "Anhang ")) and "" in present):
            continue
        if name not in named or confidence > named[name][1]:
            named[name] = (span, confidence)
    for name, (span, confidence) in named.items():
        yield Finding(
            kind="flag",
            value={
                "code": "missing_annex",
                "severity": "warning",
                "message": f"Genannt, aber nicht im Text enthalten: {name}",
                "suggestions": [name],
            },
            spans=(span,),
            rule="annex_named",
            confidence=confidence,
        )


def _present(document: Document) -> set[str]:
    """The labels of the annexes that the text holds; an empty string for one without a label.

    What stands below the signatures is no part of an annex that is listed above them.
    """
    text = document.text
    headings = list(HEADING_RE.finditer(text))
    stops = sorted([*(heading.start() for heading in headings), len(text), *_signed(document)])
    ends = [stops[bisect_right(stops, heading.start())] for heading in headings]
    return {
        heading["label"] or ""
        for heading, end in zip(headings, ends, strict=True)
        if end - heading.end() >= _SHORTEST_ANNEX and not heading["rest"].rstrip().endswith((".", ";"))
    }


def _signed(document: Document) -> tuple[int, ...]:
    return (document.signature_block.start,) if document.signature_block else ()


def _named(text: str) -> Iterator[tuple[str, Span, float]]:
    for mention in MENTION_RE.finditer(text):
        if _OF_OTHERS_RE.match(text, mention.end()):
            continue
        before, after = _sentence(text, mention)
        attached = ATTACHED_RE.search(text, before, after) is not None
        if mention["first"]:
            word = "Anhang" if mention[0].startswith("Anh") else "Anlage"
            for label in _labels(mention):
                yield f"{word} {label}", Span(*mention.span()), ATTACHED if attached else LABELLED
        elif attached and re.search(r"beigefügt|angefügt|beigeheftet|angehängt|lieg(?:t|en)\b", text[before:after]):
            quoted = next(iter(_QUOTED_RE.finditer(text, before, after)), None)
            name = " ".join(quoted["name"].split()) if quoted else "Anlage"
            yield name, Span(before, after), ATTACHED
    for enclosed in _ENCLOSED_RE.finditer(text):
        yield enclosed["name"], Span(*enclosed.span()), ENCLOSED
    for listed in _LISTED_RE.finditer(text):
        if not listed["name"].startswith(("keine", "Keine", "-/-", "entfällt")):
            yield " ".join(listed["name"].split()), Span(*listed.span("name")), LISTED


def _labels(mention: re.Match[str]) -> list[str]:
    first, second = mention["first"], mention["second"]
    if second is None:
        return [first]
    if "bis" in mention["joint"] and first.isdigit() and second.isdigit() and int(first) < int(second):
        return [str(number) for number in range(int(first), int(second) + 1)]
    return [first, second]


def _sentence(text: str, mention: re.Match[str]) -> tuple[int, int]:
    """The sentence around a mention, at most the window on each side."""
    low = max(0, mention.start() - _WINDOW)
    ends = [end.end() for end in _SENTENCE_END_RE.finditer(text, low, mention.start())]
    before = ends[-1] if ends else low
    while before < mention.start() and text[before].isspace():
        before += 1
    following = _SENTENCE_END_RE.search(text, mention.end(), mention.end() + _WINDOW)
    after = (
        following.start() + 1 if following and text[following.start()] == "." else following.start() if following else 0
    )
    return before, after or min(len(text), mention.end() + _WINDOW)
