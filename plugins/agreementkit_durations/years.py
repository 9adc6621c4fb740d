"""Terms that the text gives as whole years: «gilt für das Schuljahr 2019/20», «ab dem Schuljahr»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Statement
from agreementkit_durations.readings import ACT_BY_RE, Reading, iso_or_none, proof, segment, trust

_YEARS_RE = re.compile(
    r"(?P<lead>(?<!\w)(?:(?P<until>"
    r"(?:(?<=endet )|(?<=enden ))[Mm]it(?: (?:dem|Ablauf|Ende|des)){1,3}"
    r"|[Bb]is(?: (?:zum|einschließlich|mit|zu|Ende|Ablauf|des|dem|und)){0,5})"
    r"|(?:[Aa]b|[Mm]it(?: Beginn)?|[Ss]eit|[Zz]u Beginn"
    r"|[Zz]um(?: Beginn)?)(?: de[mrs])?(?: Beginn des)?)(?: laufenden)? )?<P(?P<years>\d+)>"
)
_CUE_RE = re.compile(
    r"(?<!\w)(?:gilt|gelten|gültig|geschlossen|abgeschlossen|vereinbart|vereinbaren|schließen|getroffen|treffen"
    r"|Laufzeit|Geltungsdauer|Dauer|läuft"
    r"|festgelegt|besteht|erstreckt|befristet|in Kraft|Gültigkeit|Vertragsdauer|Zeitraum|eingegangen|beginnt"
    r"|beginnen|startet|wirksam)(?!\w)"
)


def read_years(statement: Statement) -> Iterator[tuple[Reading | None, Reading | None]]:
    """Yield start and end that whole years mean; either may be None."""
    text, template = statement.text, statement.template
    for match in _YEARS_RE.finditer(text):
        first, last = segment(text, match.start())
        # «Geltungsdauer: Schuljahre 2023/24 bis 2025/26»
        first = 0 if text[first - 1 : first] == ":" else first
        if ACT_BY_RE.search(text[first:last]) or not _CUE_RE.search(text[first:last]):
            continue
        confidence = trust(statement, match.start())
        if confidence is None:
            continue
        years = template.years(match["years"])
        raw = f"{match['lead'] or ''}{template.mark(match['years']).raw}"
        span = proof(statement, match.start(), match.end())
        start = Reading(
            value=iso_or_none(years.first_day),
            raw=raw,
            span=span,
            confidence=confidence - 0.05,
            rule="start_of_years",
            years=True,
        )
        end = Reading(
            value=iso_or_none(years.last_day),
            raw=raw,
            span=span,
            confidence=confidence,
            rule="end_of_years",
            provisional=re.search(r"(?:zunächst|vorerst|vorläufig)", text[max(0, match.start() - 60) : match.start()])
            is not None,
            years=True,
        )
        if match["until"]:
            yield None, end
        elif match["lead"]:
            yield start, None
        else:
            yield start, end
