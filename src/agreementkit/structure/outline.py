"""The outline: the clauses of a text with label, heading, body and end; who stands in whom is told in ``nesting``."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from agreementkit.structure.headings import bare_heading, heading_after
from agreementkit.structure.lines import Line, is_open, line_at
from agreementkit.structure.numbering import Mark

MAX_CLAUSES = 20_000
"""More clauses than this are not told apart: what follows belongs to the last one."""
_TORN_LINES = 2


@dataclass(slots=True)
class Node:
    """A clause while the outline is being built.

    ``key`` is that of its mark; a heading without number has an empty one and the style ``head``. ``parent`` is the
    index of the clause around it, or -1.
    """

    style: str
    key: tuple[int, ...]
    slug: str
    label: str | None
    start: int
    body_start: int
    line: int
    last_line: int
    heading: tuple[int, int] | None
    bold: bool = False
    gap: bool = True
    parent: int = -1
    level: int = 0
    end: int = 0


def read_nodes(
    text: str,
    lines: Sequence[Line],
    marks: Mapping[int, Mark],
    *,
    width: int,
    bold: Collection[int],
    stop: Collection[int],
    front_end: int,
) -> list[Node]:
    """Read labels and headings in the order of the text; no nesting yet.

    Args:
        text: The normalised text.
        lines: Its lines.
        marks: The settled marks by line.
        width: Where lines were wrapped.
        bold: Lines that the source printed as headings.
        stop: Lines of signatures and tables: no heading begins there.
        front_end: Before this offset stand title and parties; no unnumbered heading begins there.
    """
    nodes: list[Node] = []
    index = 0
    while index < len(lines) and len(nodes) < MAX_CLAUSES:
        mark = marks.get(index)
        if mark is not None:
            node = _numbered(text, lines, marks, mark, width)
        elif index in stop or lines[index].start < front_end:
            index += 1
            continue
        else:
            span = bare_heading(text, lines, marks, index, width, bold=index in bold, free=index - 1 in stop)
            if span is None or any(line in stop for line in range(index, span[2] + 1)):
                index += 1
                continue
            node = _unnumbered(text, lines, index, span, bold=index in bold)
        nodes.append(node)
        index = max(node.last_line, index) + 1
    return nodes


def _numbered(text: str, lines: Sequence[Line], marks: Mapping[int, Mark], mark: Mark, width: int) -> Node:
    line = lines[mark.line]
    span = None if mark.style == "item" else heading_after(text, lines, marks, mark, width)
    body = min(mark.rest, line.end) if span is None else lines[span[2]].end
    return Node(
        style=mark.style,
        key=mark.key,
        slug=mark.slug,
        label=mark.label,
        start=line.start,
        body_start=body,
        line=mark.line,
        last_line=mark.line if span is None else span[2],
        heading=None if span is None else (span[0], span[1]),
        bold=mark.bold,
        gap=line.gap,
    )


def _unnumbered(text: str, lines: Sequence[Line], index: int, span: tuple[int, int, int], *, bold: bool) -> Node:
    heading = (span[0], span[1])
    return Node(
        style="head",
        key=(),
        slug=slug_of(text[span[0] : span[1]]),
        label=None,
        start=lines[index].start,
        body_start=lines[span[2]].end,
        line=index,
        last_line=span[2],
        heading=heading,
        bold=bold,
        gap=lines[index].gap,
    )


def slug_of(heading: str) -> str:
    """A short ASCII word for an id, from the first words of a heading.

    >>> slug_of("Zielsetzung & Übersicht der Arbeit")
    'zielsetzung_uebersicht_der'
    """
    folded = heading.lower()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        folded = folded.replace(letter, plain)
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode("ascii")
    return "_".join(re.findall(r"[a-z0-9]+", ascii_only)[:3])[:40]


def drop_contents(text: str, nodes: Sequence[Node]) -> tuple[list[Node], int | None]:
    """Take out a table of contents: clauses without body whose label and heading come again further below.

    Returns:
        The other nodes, and where the table of contents begins, or None where there is none.
    """
    names = [_name(text, node) for node in nodes]
    last: dict[tuple[str, str], int] = {name: index for index, name in enumerate(names) if name is not None}
    run: list[int] = []
    for index, node in enumerate(nodes):
        name = names[index]
        empty = index + 1 < len(nodes) and nodes[index + 1].line == node.last_line + 1
        again = name is not None and last[name] > index
        if again and (empty or run):
            run.append(index)
        elif len(run) >= 3:
            break
        else:
            run = []
    if len(run) < 3:
        return list(nodes), None
    first = run[0]
    if first and nodes[first - 1].last_line == nodes[first].line - 1 and nodes[first - 1].style == "head":
        first -= 1
    start = nodes[first].start
    return [*nodes[:first], *nodes[_end_of_contents(nodes, run[-1]) + 1 :]], start


def _end_of_contents(nodes: Sequence[Node], last: int) -> int:
    """The last entry: behind one that OCR has torn, so that it comes again nowhere, the list counts on."""
    while last + 1 < len(nodes):
        node, following = nodes[last], nodes[last + 1]
        counts_on = following.style == node.style and len(following.key) == len(node.key) and following.key > node.key
        if not counts_on or following.line - node.last_line > _TORN_LINES:
            break
        last += 1
    return last


def _name(text: str, node: Node) -> tuple[str, str] | None:
    if node.heading is None:
        return None
    heading = text[node.heading[0] : node.heading[1]]
    return (node.label or "").rstrip(".)"), " ".join(heading.lower().split())


def settle_headings(text: str, lines: Sequence[Line], nodes: Sequence[Node]) -> None:
    """Take the heading from list items: a short item is no heading of what follows the list.

    An item keeps its heading where most of its brothers have one over a text of their own, or where it ends in a colon.
    """
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        if node.style in ("abs", "lit", "dlit", "lrom", "dec"):
            groups[node.parent, node.style].append(index)
    for members in groups.values():
        headed = {index for index in members if _heads_text(lines, nodes, index)}
        mostly = len(headed) * 2 > len(members)
        for index in members:
            node = nodes[index]
            if node.heading is None or node.bold:
                continue
            if index in headed and (mostly or text[lines[node.last_line].end - 1] == ":"):
                continue
            node.body_start = node.heading[0]
            node.heading = None


def _heads_text(lines: Sequence[Line], nodes: Sequence[Node], index: int) -> bool:
    """Whether a heading has text or deeper clauses below it before the next clause begins."""
    node = nodes[index]
    following = node.last_line + 1
    if node.heading is None or following >= len(lines):
        return False
    if index + 1 < len(nodes) and nodes[index + 1].line == following:
        return nodes[index + 1].parent == index
    return True


def close(text: str, lines: Sequence[Line], nodes: Sequence[Node], limits: Sequence[int]) -> None:
    """Give every node its end: before the next one that is not inside it, or before a limit.

    Args:
        text: The normalised text.
        lines: Its lines.
        nodes: With parents.
        limits: Offsets that no clause crosses (where the signatures begin), ascending; the last is the text's end.
    """
    open_nodes: list[int] = []
    for index, node in enumerate(nodes):
        while open_nodes and open_nodes[-1] != node.parent:
            nodes[open_nodes.pop()].end = node.start
        open_nodes.append(index)
    for index in open_nodes:
        nodes[index].end = limits[-1]
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        limit = next(limit for limit in limits if limit > node.start)
        last = line_at(lines, min(node.end, limit) - 1)
        if last >= len(lines) or lines[last].start >= min(node.end, limit):
            last -= 1
        node.end = max(min(lines[last].end, limit), node.body_start)
        has_child = index + 1 < len(nodes) and nodes[index + 1].parent == index
        if node.style in ("lit", "dlit", "lrom", "item") and node.heading is None and not has_child:
            following = nodes[index + 1] if index + 1 < len(nodes) else None
            in_list = following is not None and following.parent == node.parent and following.style == node.style
            if node.style == "item" or not in_list:
                node.end = _end_of_item(text, lines, node, last)
    for index in range(len(nodes) - 1, -1, -1):
        parent = nodes[index].parent
        if parent >= 0:
            nodes[parent].end = max(nodes[parent].end, nodes[index].end)


def _end_of_item(text: str, lines: Sequence[Line], node: Node, last: int) -> int:
    """Where the last item of a list ends: a new paragraph belongs to what the list stands in.

    A paragraph is not new where the item's last line is open: a page break has put the blank line there.
    """
    for index in range(node.line + 1, last + 1):
        if lines[index].gap and not is_open(text, lines[index - 1]):
            return max(lines[index - 1].end, node.body_start)
    return node.end
