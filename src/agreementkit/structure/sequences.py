"""Which marks stand in a sequence: a lone «3.» at the head of a line numbers nothing.

A number is believed where its neighbours are there too; a section, an article or a paragraph sign is believed alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from agreementkit.structure.headings import is_title_line
from agreementkit.structure.lines import Line
from agreementkit.structure.numbering import Mark, roman

MAX_MARKS = 20_000
"""More marks than this are not told apart: what follows belongs to the last clause."""

_LOST = 1
"""So many labels of a sequence may be lost."""

_NEAR = 20
"""Neighbours are looked for among so many marks of the style before and behind."""


def settle_marks(text: str, lines: Sequence[Line], found: Mapping[int, Mark], stop: Collection[int]) -> dict[int, Mark]:
    """Keep the marks that stand in a sequence; lines in ``stop`` are looked at no more."""
    marks = _reread([found[index] for index in sorted(found) if index not in stop])
    by_style: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_style[mark.style].append(mark)
    kept: dict[int, Mark] = {}
    for style, same in by_style.items():
        for index, mark in enumerate(same):
            if _is_supported(text, lines, style, same, index):
                kept[mark.line] = mark
    return dict(sorted(kept.items()))


def _reread(marks: Sequence[Mark]) -> list[Mark]:
    """Decide what one letter is: i) is a letter after h) and a numeral before ii); I. is a letter after H."""
    settled: list[Mark] = []
    for index, mark in enumerate(marks):
        new = mark
        near = [other.style for other in marks[index + 1 : index + 12]]
        if mark.style == "lit" and mark.slug in ("i", "v", "x"):
            last = next((other for other in reversed(settled[-12:]) if other.style in ("lit", "lrom")), None)
            numeral = roman(mark.slug)
            if (last and last.style == "lrom" and last.key[0] == numeral - 1) or (
                mark.slug == "i" and "lrom" in near and not (last and last.slug == "h")
            ):
                new = replace(mark, style="lrom", key=(numeral,))
        elif mark.style == "rom" and len(mark.slug) == 1:
            last = next((other for other in reversed(settled[-40:]) if other.style in ("let", "rom")), None)
            letter = ord(mark.slug) - 96
            if last and last.style == "let" and last.key[0] == letter - 1:
                new = replace(mark, style="let", key=(letter,))
        elif mark.style == "dec" and len(mark.key) == 1 and mark.key[0] > 10:
            new = _parted(mark, settled)
        settled.append(new)
    return settled


def _parted(mark: Mark, settled: Sequence[Mark]) -> Mark:
    """The mark as 3.3 where OCR has lost the point of «33» and 3.2, or 3.1 where that is lost, stands before it."""
    chapter, section = divmod(mark.key[0], 10)
    last = next((other for other in reversed(settled[-12:]) if other.style == "dec"), None)
    if last is None or last.key[0] != chapter or len(last.key) > 2:
        return mark
    if not 0 < section - (last.key[1] if len(last.key) > 1 else 0) <= _LOST + 1:
        return mark
    return replace(mark, key=(chapter, section), slug=f"{chapter}_{section}", label=f"{chapter}.{section}", weak=False)


def _is_supported(text: str, lines: Sequence[Line], style: str, same: Sequence[Mark], index: int) -> bool:
    """Whether another mark of the style confirms this one, or it needs no confirmation."""
    mark = same[index]
    if mark.bold and not mark.weak:
        return True
    if style in ("item", "abs", "anl", "anh", "teil", "kap", "absch", "art"):
        return True
    near = [*same[max(0, index - _NEAR) : index], *same[index + 1 : index + 1 + _NEAR]]
    if style == "par":
        headed = lines[mark.line].gap and is_title_line(text[mark.rest : lines[mark.line].end])
        return headed or mark.key[0] == 1 or any(abs(other.key[0] - mark.key[0]) <= 1 for other in near)
    if style == "dec":
        return _decimal_supported(mark, near)
    if style == "mixed":
        return any(other.key[0] == mark.key[0] or other.key[0] == mark.key[0] - 1 for other in near)
    if style == "rom" and mark.weak and not _heads(text, lines, mark):
        return False
    neighbours = {mark.key[0] - 1, mark.key[0] + 1}
    if any(other.key[0] in neighbours for other in near):
        return True
    return style == "rom" and mark.key[0] == 1 and lines[mark.line].gap and len(text) > mark.rest


def _heads(text: str, lines: Sequence[Line], mark: Mark) -> bool:
    """Whether a mark without a point stands over a paragraph of its own, before what can be its heading."""
    line = lines[mark.line]
    return line.gap and is_title_line(text[mark.rest : line.end])


def _decimal_supported(mark: Mark, near: Sequence[Mark]) -> bool:
    *above, last = mark.key
    for other in near:
        if other.key[:-1] == tuple(above) and abs(other.key[-1] - last) == 1 and not (mark.weak and other.weak):
            return True
        if other.key == tuple(above) or other.key == (*mark.key, 1):
            return True
    weak = sum(1 for other in near if other.weak and len(other.key) == 1)
    return mark.weak and weak >= 2 and any(abs(other.key[0] - last) == 1 for other in near if other.weak)
