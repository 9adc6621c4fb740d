"""Section signs of headings: «82» over «Ziele» is «§ 2» where «81» and «83» stand over the headings around it.

No single line proves anything: «8.2» may be a decimal number, «85» a page. What proves it is the sequence from 1 on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from agreementkit.records import Edit

# What is read for a section sign (measured on scans of 150 to 300 dpi): 8 mostly, then $, &, S, 5, 9, B; or nothing.
HEADING_RE = re.compile(
    r"(?P<mark>[„\"“'‘.]?(?P<sign>§|8[&$§]|[&$§]8|[8$&S59B]?)(?P<gap>[ .:]{0,2})(?P<number>\d{1,2})[.:]?)"
    r"(?P<title>(?=\n[A-ZÄÖÜ\n])|(?=[ ]{1,3}[A-ZÄÖÜ][^\n.;]{2,80}\n))"
)
_PARAGRAPH_RE = re.compile(r"\n(?<=\n\n)|\f")
_SURE_SIGNS = frozenset("§$&8")
_MOST = 1_000
"""Lines that are looked at; no agreement has so many headings."""
_SHORTEST = 3
_ORDER_GAP = 2


class _Heading(NamedTuple):
    """A line that may be a section's heading, as read."""

    start: int
    end: int
    before: str
    sign: str
    dotted: bool
    alone: bool
    number: int


def section_headings(text: str) -> Iterator[Edit]:
    r"""Write the section sign before the numbers of headings that count up from 1.

    >>> [edit.after for edit in section_headings("81\nZiele\n\n8 2\nDauer\n\n83\nForm\n")]
    ['§ 1', '§ 2', '§ 3']
    >>> list(section_headings("8.1\nZiele\n\n8.2\nDauer\n\n8.3\nForm\n"))
    []
    """
    found = [
        _Heading(
            match.start("mark"),
            match.end("mark"),
            match["mark"],
            match["sign"],
            "." in match["gap"] and match["sign"] != "§",
            match["title"] == "" and text[match.end("mark") : match.end("mark") + 1] == "\n",
            int(match["number"]),
        )
        for match in islice(_first_lines(text), _MOST)
    ]
    for heading in _proven(_longest([heading for heading in found if heading.sign or heading.alone])):
        after = f"§ {heading.number}"
        if heading.before != after and heading.sign != "§":
            yield Edit(
                rule="section_sign",
                start=heading.start,
                end=heading.end,
                before=heading.before,
                after=after,
                reason="The number of a heading in a sequence of sections; its section sign is misread.",
                score=0.95,
            )


def _first_lines(text: str) -> Iterator[re.Match[str]]:
    """What may be a heading at the start of a paragraph or page."""
    for start in (0, *(match.end() for match in _PARAGRAPH_RE.finditer(text))):
        if match := HEADING_RE.match(text, start):
            yield match


def _longest(headings: Sequence[_Heading]) -> list[_Heading]:
    """The longest sequence that counts up from 1 (or from a printed section sign), at most one number left out."""
    chains: dict[int, list[int]] = {}
    best: list[int] = []
    for index, heading in enumerate(headings):
        before = max((chains.get(heading.number - step, []) for step in range(1, _ORDER_GAP + 1)), key=len)
        if not before and heading.number != 1 and heading.sign != "§":
            continue
        chain = [*before, index]
        if len(chain) > len(chains.get(heading.number, [])):
            chains[heading.number] = chain
        best = max(best, chain, key=len)
    return [headings[index] for index in best]


def _proven(chain: list[_Heading]) -> list[_Heading]:
    """The sequence where it is one of sections, and no decimal numbering or list of departments; else nothing."""
    while chain and not chain[-1].sign:
        chain = chain[:-1]
    signed = [heading for heading in chain if heading.sign]
    sure = sum(heading.sign[0] in _SURE_SIGNS for heading in signed)
    dotted = sum(heading.dotted for heading in signed)
    if len(signed) < _SHORTEST or 2 * sure < len(chain) or 2 * dotted >= len(signed):
        return []
    return chain
