"""Several bodies in one sentence: how far what it says reaches for each.

«Die Lenkungsgruppe tagt halbjährlich, die Fachrunde monatlich»: each has its own rhythm, the verb stands once.
«Lenkungsgruppe und Fachrunde tagen halbjährlich»: both have one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit.german import find_cadences
from agreementkit_organs.cadence import Rhythm, read_rhythm
from agreementkit_organs.naming import Body
from agreementkit_organs.signs import is_governed

__all__ = ["own_rhythm", "reaches", "shared_rhythm"]

_JOINT_RE = re.compile(
    r"[“”«\"]?(?:,|\s(?:und|sowie|bzw\.))\s(?:(?:der|die|das|dem|den|ein|eine|einen|einer|einem)\s)?(?:\w+e[nrs]?\s)?[„»\"]?"
)
_ARTICLE_RE = re.compile(r"\s{0,3}(?:der|die|das)\s(?:\w+e[rs]?\s)?\Z")
_BRACKET_RE = re.compile(r"\s\((?P<said>[^()]{3,90})\)")
_ASIDE_RE = re.compile(r"[\s,]{0,3}(?:hingegen|dagegen|jeweils|dann|aber|wiederum)?\s?(?:im|in)?\s?")


def reaches(text: str, bodies: Sequence[Body]) -> list[int | None]:
    """For each body where the next one begins that is not named in one breath with it; None for the last."""
    ends: list[int | None] = [None] * len(bodies)
    for index in range(len(bodies) - 2, -1, -1):
        body, following = bodies[index], bodies[index + 1]
        if is_governed(text, following.start):
            ends[index] = ends[index + 1]
            continue
        joined = _JOINT_RE.fullmatch(text, body.end, following.start) is not None
        ends[index] = ends[index + 1] if joined else following.start
    return ends


def own_rhythm(text: str, body: Body, until: int | None) -> Rhythm | None:
    """The rhythm of a body that meets in a sentence; what stands behind the next body is that one's."""
    bracket = _BRACKET_RE.match(text, body.end)
    often = find_cadences(text, *bracket.span("said")) if bracket is not None else []
    if often and often[0].meetings_per_year is not None:
        return Rhythm(often[0].raw, often[0].interval, often[0].meetings_per_year)
    if text.startswith(": ", body.end) and (last := _last_said(text)) is not None:
        return last
    if until is None:
        return read_rhythm(text[body.start :]) or read_rhythm(text)
    return read_rhythm(text[body.start : until]) or read_rhythm(text[:until])


def _last_said(text: str) -> Rhythm | None:
    """The rhythm that ends a line: «Fachrunde: alle Fachkräfte; monatlich»."""
    found = find_cadences(text)
    if not found or text[found[-1].end :].strip(" .") or found[-1].meetings_per_year is None:
        return None
    if text[: found[-1].start].rstrip()[-1:] not in {";", ",", "–"}:
        return None
    return Rhythm(found[-1].raw, found[-1].interval, found[-1].meetings_per_year)


def shared_rhythm(text: str, body: Body, until: int | None, low: int) -> Rhythm | None:
    """The rhythm beside a body for which the verb of meeting is left out, since it stands with another; or None.

    Args:
        text: The sentence.
        body: The body.
        until: Where the next one begins, or None.
        low: Where the body before it ends.

    >>> said = "Der Beirat tagt jährlich, die Fachrunde alle sechs Wochen."
    >>> start = said.index("Fachrunde")
    >>> shared_rhythm(said, Body(start, start + 9, "Fachrunde", "runde", "f", False), None, 10).interval
    'P6W'
    """
    end = len(text) if until is None else until
    after = find_cadences(text, body.end, end)
    if after and _ASIDE_RE.fullmatch(text, body.end, after[0].start) and after[0].meetings_per_year is not None:
        return Rhythm(after[0].raw, after[0].interval, after[0].meetings_per_year)
    before = find_cadences(text, low, body.start)
    if before and _ARTICLE_RE.fullmatch(text, before[-1].end, body.start) and before[-1].meetings_per_year is not None:
        return Rhythm(before[-1].raw, before[-1].interval, before[-1].meetings_per_year)
    return None
