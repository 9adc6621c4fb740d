"""Specks: dust on a scanned page that is read as a full stop, a comma, a quote or an apostrophe.

Only where no German sentence has such a mark: at the head of a line, behind its number, behind an article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from agreementkit.records import Edit

LINE_START_RE = re.compile(
    r"^[ \t]{0,40}(?P<mark>(?P<sign>[.,_'`´‘’‚~^|“”\"„])[ _]{0,2})(?=[A-Za-zÄÖÜäöüß(§]|\d{1,2}[.)])", re.MULTILINE
)
LONE_RE = re.compile(r"(?<=\n)(?P<mark>[\\|_.,'‘’`´~^]{1,2}\n)")
# «(3).Das», «3..die», «8 _ Zeitlicher»
LABEL_RE = re.compile(
    r"^[ \t]{0,40}(?:(?:\(\d{1,2}\)|\d{1,2}[.)])(?P<glued>[.,'‘’_·][ ]?)"
    r"|(?:\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?)(?P<loose>[ ][_.,'·‘’~][ ]))(?=[A-Za-zÄÖÜäöüß])",
    re.MULTILINE,
)
# No sentence ends behind these, whatever follows; behind the verbs none goes on in small letters.
STOP_RE = re.compile(
    r"(?<![\w.-])(?:"
    r"(?:der|die|den|dem|des|im|zum|zur|vom|und|oder|sowie|eines|einem)"
    r"(?:(?P<article>[.][ ]?)(?=[A-Za-zÄÖÜäöüß]{2})|(?P<broken>[.])(?=\n[A-Za-zÄÖÜäöüß]{2}))"
    r"|(?:das|durch|für|mit|von|eine|einer|einen)(?P<glued>[.])(?=[A-ZÄÖÜ][a-zäöüß])"
    r"|(?:will|wollen|soll|sollen|wird|werden|kann|können|hat|haben|ist|sind)(?P<verb>[.][ ])(?=[a-zäöüß]{2}))"
)
LOST_POINT_RE = re.compile(
    r"(?<![\w.,:/§-])(?<!Nr\. )(?<!§ )(?:0?[1-9]|[12]\d|3[01])(?P<mark>)"
    r"(?= (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b)"
)
# A dash that parts a short name from its party: German print has the shorter one.
DASH_RE = re.compile(r"(?<!\S)(?P<mark>—[-–]?|[-–]—)(?=\s|\Z)")
# A quote that opens nothing: a bullet.
BULLET_RE = re.compile(r"^[ \t]{0,40}(?P<mark>[«»©¢])(?=[ ][A-ZÄÖÜ][a-zäöüß])", re.MULTILINE)
INSIDE_RE = re.compile(r"(?<=[A-Za-zäöüß][a-zäöüß])(?P<mark>[’‘'´`])(?=[a-zäöüß]{4})")

_QUOTES = frozenset("“”\"„'`´‘’‚")
_CLOSING = "“”\"»’‘'"
_LONGEST_QUOTE = 600
_LIST = 3
"""So many lines that begin with the same mark and a blank are a list."""


def specks(text: str) -> Iterator[Edit]:
    r"""Remove specks from a text that was read by OCR.

    >>> [(edit.before, edit.after) for edit in specks("vertreten durch die.Leiterin\n\n'Artikel 3")]
    [('.', ' '), ("'", '')]
    >>> list(specks("„Ja“, sagte die Leiterin."))
    []
    """
    edits = {edit.start: edit for edit in (*_inside(text), *_behind_labels(text), *_at_line_starts(text))}
    done = -1
    for start in sorted(edits):
        if start >= done:
            yield edits[start]
            done = edits[start].end


def _at_line_starts(text: str) -> Iterator[Edit]:
    found = list(LINE_START_RE.finditer(text))
    listed = Counter(match["sign"] for match in found if match["mark"].endswith(" "))
    for match in found:
        if match["mark"].endswith(" ") and listed[match["sign"]] >= _LIST:
            continue
        if match["sign"] in _QUOTES and _is_quoted(text, match.end()):
            continue
        yield _edit(match, "mark", "")


def _is_quoted(text: str, start: int) -> bool:
    """Whether a quotation that begins here ends in the same paragraph."""
    paragraph = text.find("\n\n", start, start + _LONGEST_QUOTE)
    end = paragraph if paragraph >= 0 else start + _LONGEST_QUOTE
    return any(text.find(mark, start, end) >= 0 for mark in _CLOSING)


def _behind_labels(text: str) -> Iterator[Edit]:
    for match in LONE_RE.finditer(text):
        yield _edit(match, "mark", "")
    for match in LABEL_RE.finditer(text):
        yield _edit(match, "glued" if match["glued"] else "loose", " ")


def _inside(text: str) -> Iterator[Edit]:
    for match in STOP_RE.finditer(text):
        group = match.lastgroup or "article"
        yield _edit(match, group, "" if group == "broken" else " ")
    for match in LOST_POINT_RE.finditer(text):
        yield _misread(match, "lost_point", ".", "A day before the name of its month has a point.")
    for match in INSIDE_RE.finditer(text):
        yield _edit(match, "mark", " ")
    for match in BULLET_RE.finditer(text):
        yield _misread(match, "misread_bullet", "•", "A quote with a blank behind it opens nothing: it is a bullet.")
    for match in DASH_RE.finditer(text):
        yield _misread(match, "misread_dash", "–", "German text is set with the shorter dash.")


def _misread(match: re.Match[str], rule: str, after: str, reason: str) -> Edit:
    start, end = match.span("mark")
    return Edit(rule=rule, start=start, end=end, before=match["mark"], after=after, reason=reason, score=0.95)


def _edit(match: re.Match[str], group: str, after: str) -> Edit:
    start, end = match.span(group)
    reason = "Dust on the scan: no German text has this mark here."
    return Edit(rule="speck", start=start, end=end, before=match[group], after=after, reason=reason, score=0.95)
