"""Edits as a plan: replay it, invert it, and carry offsets through it both ways.

A pass is a tuple of edits over one text, sorted and without overlap; a plan is the passes in the order they were
applied. All offsets are half-open and count code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from agreementkit.records import Edit, Span

Pass = tuple[Edit, ...]
"""Edits of one pass: sorted by ``start``, without overlap, over the text that the pass has read."""


def apply_pass(text: str, edits: Sequence[Edit]) -> str:
    """Apply the edits of one pass.

    Args:
        text: The text that the pass has read.
        edits: Sorted and without overlap.

    Returns:
        The text after the pass.

    Raises:
        ValueError: An edit overlaps the one before it, or its ``before`` is not what stands in the text.
    """
    if not edits:
        return text
    pieces: list[str] = []
    done = 0
    for edit in edits:
        start, end = edit.start, edit.end
        if start < done or end < start:
            raise ValueError(f"edit {edit.rule} at {start} overlaps the one before it")
        if text[start:end] != edit.before:
            raise ValueError(f"edit {edit.rule} at {start} does not fit the text")
        pieces.append(text[done:start])
        pieces.append(edit.after)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def apply_plan(source: str, passes: Sequence[Pass]) -> str:
    """Replay a plan on the source.

    Raises:
        ValueError: The plan does not belong to this source.
    """
    for edits in passes:
        source = apply_pass(source, edits)
    return source


def invert_plan(text: str, passes: Sequence[Pass]) -> str:
    """Undo a plan: from the final text back to the source.

    Raises:
        ValueError: The plan does not belong to this text.
    """
    for edits in reversed(passes):
        text = _undo_pass(text, edits)
    return text


def _undo_pass(text: str, edits: Pass) -> str:
    pieces: list[str] = []
    done = shift = 0
    for edit in edits:
        start = edit.start + shift
        end = start + len(edit.after)
        if text[start:end] != edit.after:
            raise ValueError(f"edit {edit.rule} at {edit.start} does not fit the text")
        pieces.append(text[done:start])
        pieces.append(edit.before)
        done = end
        shift += len(edit.after) - len(edit.before)
    pieces.append(text[done:])
    return "".join(pieces)


class PassMap:
    """Offsets of one pass, in both directions, each in O(log edits).

    A span is carried tightly: text that was inserted or deleted right beside it stays outside, a span that touches the
    inside of an edit takes the whole of it.
    """

    __slots__ = ("_ends", "_new_ends", "_new_starts", "_starts")

    def __init__(self, edits: Pass) -> None:
        self._starts = [edit.start for edit in edits]
        self._ends = [edit.end for edit in edits]
        self._new_starts: list[int] = []
        self._new_ends: list[int] = []
        shift = 0
        for edit in edits:
            start = edit.start + shift
            self._new_starts.append(start)
            self._new_ends.append(start + len(edit.after))
            shift += len(edit.after) - (edit.end - edit.start)

    def forward(self, span: Span) -> Span:
        """From the text before the pass to the text after it."""
        return _carry(span, self._starts, self._ends, self._new_starts, self._new_ends)

    def backward(self, span: Span) -> Span:
        """From the text after the pass to the text before it."""
        return _carry(span, self._new_starts, self._new_ends, self._starts, self._ends)


def _carry(span: Span, starts: list[int], ends: list[int], to_starts: list[int], to_ends: list[int]) -> Span:
    start, end = span
    index = bisect_right(starts, start) - 1
    if index >= 0:
        start = to_starts[index] if start < ends[index] else to_ends[index] + start - ends[index]
    index = bisect_left(starts, end) - 1
    if index >= 0:
        end = to_ends[index] if end <= ends[index] else to_ends[index] + end - ends[index]
    return Span(start, max(start, end))
