"""The salvatory clause: what is void leaves the rest in force (§ 139 BGB presumes the contrary)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document, Finding, Role, Statement, read_statements

_ROLES: tuple[Role, ...] = ("severability",)
_WORDS = ("unwirksam", "Unwirksam", "nichtig", "Nichtig", "undurchführbar", "ungültig", "Ungültig", "Teilnichtigkeit")
_VOID = r"(?:rechts)?(?:unwirksam|undurchführbar|ungültig|nichtig|Unwirksamkeit|Nichtigkeit|Ungültigkeit)\w{0,6}"
_PART = (
    r"(?:[\w-]{0,30}(?:[Bb]estimmung|[Rr]egelung|[Vv]ereinbarung|[Kk]lausel|[Vv]orschrift|[Aa]brede|[Aa]bsprache|[Pp]assage)"
    r"\w{0,3}|[Tt]eile?[ns]?|[Pp]unkte?[ns]?|[Vv]ertrag(?:e?s)?|Vertragsteile?)"
)
_NAMES_RE = re.compile(
    rf"(?<!\w)(?:{_PART}(?!\w)[^.;]{{0,160}}?(?<!\w){_VOID}(?!\w)|{_VOID}(?!\w)[^.;]{{0,80}}?(?<!\w){_PART}(?!\w))"
)
_KEEPS_RE = re.compile(
    r"(?<!\w)(?:(?:nicht|un)\s?berührt|berühr(?:t|en)(?!\w)|bleib(?:t|en)|wirksam(?!\w)|Bestand|fortgelten|gilt|gelten"
    r"|nicht die Unwirksamkeit|beeinträchtig\w{1,4}|lässt|lassen)(?!\w)"
)
_REPLACES_RE = re.compile(
    r"(?<!\w)(?:ersetz\w{1,5}|ersetzende\w?|an (?:die|ihre|deren|dessen) Stelle|treten|tritt|redlicherweise"
    r"|(?:wirksame|gültige|zulässige)\w? (?:Bestimmung|Regelung|Vereinbarung)\w{0,2}|wirtschaftlich\w{0,2}"
    r"|am nächsten|nahe ?komm\w{1,4}|Vertragslücke\w?|Lücken?|auszulegen|umzudeuten)(?!\w)"
)
_OTHER_RE = re.compile(
    r"(?<!\w)(?:Kündigung|Verwaltungsakt|Beschl[uü]ss\w{0,3}|Wahl|Bescheid\w{0,2}|Ehe)\b[^.;]{0,40}(?:unwirksam|nichtig)"
)


def severability(document: Document) -> Iterator[Finding]:
    """One finding where a sentence says what becomes of the rest, or of the gap.

    Its value holds ``value`` True and ``replacement``: whether the gap is to be filled.
    """
    told: list[Statement] = []
    fills = False
    for statement in read_statements(document, roles=_ROLES, words=_WORDS):
        if statement.is_heading or _OTHER_RE.search(statement.text):
            continue
        void = _NAMES_RE.search(statement.text) is not None
        filling = _REPLACES_RE.search(statement.text) is not None
        follows = bool(told) and statement.clause is not None and statement.clause == told[0].clause
        if void and (filling or _KEEPS_RE.search(statement.text)):
            told.append(statement)
            fills = fills or filling
        elif follows and filling and statement.role == "severability":
            told.append(statement)
            fills = True
    if told:
        yield Finding(
            kind="severability",
            value={"value": True, "replacement": fills},
            spans=tuple(statement.span for statement in told[:5]),
            rule="void_part",
            confidence=0.95 if told[0].role == "severability" else 0.88,
        )
