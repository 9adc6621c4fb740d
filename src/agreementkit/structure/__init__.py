"""From a text to a document: outline with roles, title, party and signature block, tables, sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from agreementkit.document import Document
from agreementkit.language import sentence_spans
from agreementkit.records import Clause, DoubtfulWord, PageSpan, Source, Span, Table
from agreementkit.structure.blocks import PARTY_CUE_RE, find_front, find_party_block, find_subject, find_title
from agreementkit.structure.headings import KNOWN_RE, is_title_line
from agreementkit.structure.lines import Line, line_at, split_lines, wrap_width
from agreementkit.structure.nesting import nest
from agreementkit.structure.numbering import Mark, read_mark
from agreementkit.structure.outline import Node, close, drop_contents, read_nodes, settle_headings
from agreementkit.structure.roles import judge_roles
from agreementkit.structure.sequences import MAX_MARKS, settle_marks
from agreementkit.structure.signatures import find_signature_block
from agreementkit.structure.tables import find_tables

__all__ = ["build_document"]

_SURE = frozenset({"par", "art", "rom", "let", "mixed", "teil", "kap", "absch"})
_COLUMN_RE = re.compile(r"[ \t]{3,}")
_MARK_SIGNS = frozenset("§([#-–—•·▪●○◦‣►■□✓*+_")


def build_document(
    *,
    source: Source,
    text: str,
    pages: tuple[PageSpan, ...],
    repaired: tuple[Span, ...] = (),
    headings: tuple[Span, ...] = (),
    doubtful: tuple[DoubtfulWord, ...] = (),
) -> Document:
    """Build the document that plugins see.

    Args:
        source: What identifies the bytes that were read.
        text: The normalised text; every offset counts in it.
        pages: Where its pages lie.
        repaired: Spans that a repair with less than full certainty has changed.
        headings: Lines that the source itself printed as headings (Markdown ``#``, a line in bold); may be empty.
        doubtful: Words that were recognised with little confidence.

    Returns:
        The document. No text is refused: one without any structure has no clauses, and sentences only.
    """
    lines = split_lines(text)
    width = wrap_width(lines)
    tables = find_tables(text, lines)
    signature = find_signature_block(text, lines)
    if signature is not None:
        tables = tuple(table for table in tables if table.end <= signature.start or table.start >= signature.end)
    stop = _lines_in(lines, [*([signature] if signature else []), *(Span(table.start, table.end) for table in tables)])
    bold = _lines_in(lines, headings) - stop
    found = _find_marks(text, lines, bold, stop, width)
    marks = settle_marks(text, lines, found, stop)
    first_sure = _first_sure(text, lines, marks, stop)
    subject = find_subject(text, lines)
    front = find_front(text, lines, first_sure, subject)
    marks = {index: mark for index, mark in marks.items() if lines[index].start >= front}
    first_mark = min([first_sure, *(lines[index].start for index in marks)])
    title = subject or find_title(text, lines, first_mark)
    if not front:
        front = title.end if title is not None and title.end <= first_mark else first_mark % max(len(text), 1)
    nodes = read_nodes(text, lines, marks, width=width, bold=bold, stop=stop, front_end=front)
    nodes, contents = drop_contents(text, nodes)
    nodes = _without_first_items(nodes)
    nest(text, nodes)
    settle_headings(text, lines, nodes)
    # an item that has lost its heading holds no unnumbered headings
    nest(text, nodes)
    close(text, lines, nodes, [*([signature.start] if signature else []), len(text)])
    first_clause = nodes[0].start if nodes else (signature.start if signature else len(text))
    if contents is not None:
        first_clause = min(first_clause, contents)
    party_block = find_party_block(text, lines, title, first_clause, front) if subject is None else None
    after_parties = party_block.end if party_block is not None else first_clause
    clauses = _clauses(text, [*_unheaded_preamble(text, lines, nodes, after_parties), *nodes])
    return Document(
        source=source,
        text=text,
        pages=pages,
        clauses=clauses,
        sentences=_sentences(text, lines, clauses, title, signature, tables),
        title=title,
        party_block=party_block,
        signature_block=signature,
        tables=tables,
        repaired=repaired,
        doubtful=doubtful,
    )


def _without_first_items(nodes: list[Node]) -> list[Node]:
    """Drop bullets before the first numbered clause or heading: they list parties, or are dashes around an alias."""
    first = next((index for index, node in enumerate(nodes) if node.style != "item"), 0)
    return nodes[first:]


def _unheaded_preamble(text: str, lines: Sequence[Line], nodes: list[Node], start: int) -> list[Node]:
    """The prose between the parties and the first clause, as a clause of its own where it is a paragraph at least.

    The parents of ``nodes`` are moved by one where it is put before them.
    """
    if not nodes or nodes[0].start - start < 80:
        return []
    first, last = line_at(lines, start), line_at(lines, nodes[0].start) - 1
    if last < first or text[lines[last].end - 1] not in ".!?:":
        return []
    begin = lines[first].start if lines[first].start >= start else lines[min(first + 1, last)].start
    for node in nodes:
        node.parent += node.parent >= 0
    return [Node("preamble", (), "", None, begin, begin, first, last, None, end=lines[last].end)]


def _lines_in(lines: Sequence[Line], spans: Iterable[Span]) -> set[int]:
    """The indices of the lines that begin in one of the spans."""
    inside: set[int] = set()
    for span in spans:
        index = line_at(lines, span[0])
        while index < len(lines) and lines[index].start < span[1]:
            inside.add(index)
            index += 1
    return inside


def _find_marks(text: str, lines: Sequence[Line], bold: set[int], stop: set[int], width: int) -> dict[int, Mark]:
    """Read the mark of every line that can have one."""
    found: dict[int, Mark] = {}
    for index, line in enumerate(lines):
        if len(found) >= MAX_MARKS:
            break
        first = text[line.start]
        if index in stop or not (first in _MARK_SIGNS or first.isalnum()):
            continue
        mark = read_mark(text, lines, index, bold=index in bold, width=width)
        if mark is not None:
            found[index] = mark
    return found


def _first_sure(text: str, lines: Sequence[Line], marks: dict[int, Mark], stop: set[int]) -> int:
    """Where the first clause begins that cannot be a party: a section, an article, a chapter or a known heading."""
    for index, line in enumerate(lines):
        if index in stop:
            continue
        mark = marks.get(index)
        if mark is None:
            length = line.end - line.start
            # the first line is a title rather than a heading, unless it is one word or two
            if line.gap and length < (60 if index else 24) and KNOWN_RE.match(text, line.start):
                return line.start
        elif mark.style in _SURE or mark.key == (1, 1) or (mark.style == "dec" and _is_chapter(text, lines, mark)):
            return line.start
    return len(text)


def _is_chapter(text: str, lines: Sequence[Line], mark: Mark) -> bool:
    """Whether a number in the front of a text heads a chapter; «1. Stadt A, vertreten durch …» names a party."""
    line = lines[mark.line]
    if not is_title_line(text[mark.rest : line.end]) or mark.line + 1 >= len(lines):
        return False
    following = lines[mark.line + 1]
    return not PARTY_CUE_RE.search(text, mark.rest, min(following.end, mark.rest + 400))


def _clauses(text: str, nodes: Sequence[Node]) -> tuple[Clause, ...]:
    """Turn nodes into clauses with ids and roles."""
    roles = judge_roles(
        text,
        [(node.start, node.body_start) for node in nodes],
        [node.parent for node in nodes],
    )
    ids: list[str] = []
    used: Counter[str] = Counter()
    items: Counter[int] = Counter()
    clauses: list[Clause] = []
    for node, role in zip(nodes, roles, strict=True):
        slug = node.slug
        if node.style == "item":
            items[node.parent] += 1
            slug = str(items[node.parent])
        parent = node.parent
        name = f"{node.style}_{slug}" if slug else node.style
        if node.style == "dec" and len(node.key) > 1:
            while parent >= 0 and nodes[parent].style == "dec":
                parent = nodes[parent].parent
        identifier = f"{ids[parent]}/{name}" if parent >= 0 else name
        used[identifier] += 1
        if used[identifier] > 1:
            identifier = f"{identifier}_{used[identifier]}"
            used[identifier] += 1
        ids.append(identifier)
        heading = " ".join(text[node.heading[0] : node.heading[1]].split()).rstrip(" :") if node.heading else None
        clauses.append(
            Clause(
                id=identifier,
                label=node.label,
                heading=heading,
                role="preamble" if node.style == "preamble" else role,
                level=node.level,
                start=node.start,
                body_start=node.body_start,
                end=node.end,
                parent=ids[node.parent] if node.parent >= 0 else None,
            )
        )
    return tuple(clauses)


def _sentences(
    text: str,
    lines: Sequence[Line],
    clauses: Sequence[Clause],
    title: Span | None,
    signature: Span | None,
    tables: Sequence[Table],
) -> tuple[Span, ...]:
    """Split the text into sentences that cross no heading, no clause, no table row and no line of a signature."""
    cuts = {0, len(text)}
    for clause in clauses:
        cuts.update((clause.start, clause.end))
        if clause.heading is not None:
            cuts.add(clause.body_start)
    if title is not None:
        cuts.update(title)
    for table in tables:
        cuts.update(edge for row in table.rows for cell in row for edge in cell)
    if signature is not None:
        for index in _lines_in(lines, [signature]):
            cuts.add(lines[index].start)
            # two signatures side by side are two
            cuts.update(gap.end() for gap in _COLUMN_RE.finditer(text, lines[index].start, lines[index].end))
        cuts.add(signature.end)
    ordered = sorted(cuts)
    found: list[Span] = []
    for start, end in pairwise(ordered):
        found.extend(sentence_spans(text, start, end))
    return tuple(found)
