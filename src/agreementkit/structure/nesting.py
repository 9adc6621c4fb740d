"""Which clause stands inside which.

German agreements mix up to five numberings, and one numbering may start anew inside itself (chapters 1., 2. with I. to
V. below, and 1. to 3. again below II.). No style therefore has a fixed depth: a mark goes on with the innermost
sequence that waits for its number, and a first number opens a sequence below the last clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit.structure.numbering import RANK
from agreementkit.structure.outline import Node

_GAPS = {"par": 3, "art": 3, "rom": 2, "let": 2, "teil": 3, "kap": 3, "absch": 3, "anl": 9, "anh": 9}
_STRONG = frozenset({"par", "art", "teil", "kap", "absch", "anl", "anh"})
_LISTED = frozenset({"abs", "lit", "dlit", "lrom", "item"})
# Headings that stand beside the chapters, never inside one.
_OUTER_RE = re.compile(
    r"(?:Präambel|Vorbemerkung|Vorwort|Anlagen?\b|Anhang|Anhänge|Protokollnotiz|Unterschrift|Schlussbestimmung|Bericht\b)",
    re.IGNORECASE,
)


def nest(text: str, nodes: Sequence[Node]) -> None:
    """Give every node its parent and level."""
    stack: list[int] = []
    for index, node in enumerate(nodes):
        depth = _depth_of_heading(text, nodes, stack, node) if node.style == "head" else _depth(nodes, stack, node)
        del stack[depth:]
        node.parent = stack[-1] if stack else -1
        node.level = len(stack)
        stack.append(index)


def _depth_of_heading(text: str, nodes: Sequence[Node], stack: Sequence[int], node: Node) -> int:
    """How much of the stack stays above an unnumbered heading."""
    assert node.heading is not None
    if _OUTER_RE.match(text, node.heading[0]):
        return 0
    strength = _strength(text, node)
    for depth, index in enumerate(stack):
        # a heading printed more weakly than the open one stands below it
        if nodes[index].style == "head" and _strength(text, nodes[index]) <= strength:
            return depth
    depth = len(stack)
    while depth and (nodes[stack[depth - 1]].heading is None or nodes[stack[depth - 1]].style == "topic"):
        depth -= 1
    return depth


def _strength(text: str, node: Node) -> int:
    """How much a heading stands out: bold, room above it, capitals."""
    assert node.heading is not None
    capitals = text[node.heading[0] : node.heading[1]].isupper() and node.heading[1] - node.heading[0] > 4
    return 4 * node.bold + 2 * node.gap + capitals


def _depth(nodes: Sequence[Node], stack: Sequence[int], node: Node) -> int:
    """How much of the stack stays above a numbered clause."""
    if node.style == "item":
        for depth, index in enumerate(stack):
            if nodes[index].style == "item":
                return depth
        return len(stack)
    if len(node.key) > 1 and node.style in ("dec", "mixed"):
        return _depth_of_decimal(nodes, stack, node)
    same = [depth for depth, index in enumerate(stack) if _same_sequence(nodes[index], node)]
    # the innermost sequence that waits for this number, then the innermost that can skip to it
    next_of = [depth for depth in reversed(same) if _follows(nodes[stack[depth]].key, node.key, 1)]
    if next_of:
        # where two sequences wait for the same number, the one that is printed alike goes on
        return next((depth for depth in next_of if _printed_alike(nodes[stack[depth]], node)), next_of[0])
    for depth in reversed(same):
        if _follows(nodes[stack[depth]].key, node.key, _GAPS.get(node.style, 2)):
            return depth
    return _depth_of_first(nodes, stack, node, same)


def _depth_of_first(nodes: Sequence[Node], stack: Sequence[int], node: Node, same: Sequence[int]) -> int:
    """Where a sequence begins: below the last clause, or anew where one of its style has just stood."""
    rank = RANK[node.style]
    if node.style in _STRONG:
        depth = 0
        while depth < len(stack) and nodes[stack[depth]].style != "head" and RANK[nodes[stack[depth]].style] < rank:
            depth += 1
        return depth
    depth = len(stack)
    while depth and nodes[stack[depth - 1]].style in ("item", "lit", "dlit", "lrom") and rank < RANK["lit"]:
        depth -= 1
    if node.style in _LISTED:
        while depth and nodes[stack[depth - 1]].style != "head" and RANK[nodes[stack[depth - 1]].style] >= rank:
            depth -= 1
        return depth
    if node.style == "topic":
        # a heading over prose is a chapter beside the topics, one over nothing holds them
        while depth and nodes[stack[depth - 1]].style == "head" and nodes[stack[depth - 1]].last_line + 1 != node.line:
            depth -= 1
        return depth
    if same and same[-1] == depth - 1:
        if _lists_below(nodes[stack[depth - 1]], node):
            return depth
        depth = same[-1]
        # a heading that holds one sequence from 1 does not hold the next as well
        if depth and nodes[stack[depth - 1]].style == "head" and nodes[stack[depth]].heading is not None:
            depth -= 1
    return depth


def _printed_alike(other: Node, node: Node) -> bool:
    """Whether both have a heading, in the same weight, or both have none."""
    return (other.heading is None) == (node.heading is None) and other.bold == node.bold


def _lists_below(chapter: Node, node: Node) -> bool:
    """Whether an item counted from 1 stands in the numbered chapter before it: «2. Ziele» over «1. die …, 2. den …»."""
    return node.key == (1,) and node.heading is None and chapter.heading is not None


def _depth_of_decimal(nodes: Sequence[Node], stack: Sequence[int], node: Node) -> int:
    """1.1.2 stands below the longest prefix of its own number."""
    for depth in range(len(stack) - 1, -1, -1):
        other = nodes[stack[depth]]
        if other.style == "dec" and len(other.key) < len(node.key) and node.key[: len(other.key)] == other.key:
            return depth + 1
        if other.style in ("par", "art", "rom") and other.key == node.key[:1]:
            return depth + 1
    for depth, index in enumerate(stack):
        if nodes[index].style == node.style:
            return depth
    depth = len(stack)
    while depth and nodes[stack[depth - 1]].style in _LISTED:
        depth -= 1
    return depth


def _same_sequence(other: Node, node: Node) -> bool:
    return other.style == node.style and (node.style != "dec" or len(other.key) == len(node.key))


def _follows(before: tuple[int, ...], key: tuple[int, ...], gap: int) -> bool:
    """Whether a key comes next: (5,) after (4,), (5, 1) after (5,), (6,) after (5, 2)."""
    if key[0] == before[0]:
        return len(key) > 1 and key > before
    return 0 < key[0] - before[0] <= gap
