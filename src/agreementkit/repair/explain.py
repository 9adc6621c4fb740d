"""Shows a repair: one line an edit, or the difference between the text as read and as repaired. Plain strings."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from difflib import unified_diff

from agreementkit.records import Edit
from agreementkit.repair.normalised import Normalised

_SHOWN = 60
"""Longer texts are cut in the middle."""


def explain(normalised: Normalised, *, hidden: frozenset[str] = frozenset()) -> Iterator[str]:
    """One line for each edit, in the order of the source.

    Each line gives the line number in the source (1-based), the rule, what stood there and what stands now, the
    reason, and the score where it is below 1.

    Args:
        normalised: The repaired text.
        hidden: Rules whose edits are left out, e.g. ``trailing_space``.
    """
    starts = line_starts(normalised.source)
    placed = sorted(normalised.all_edits(), key=lambda item: item.source)
    for edit, source in placed:
        if edit.rule not in hidden:
            yield f"{bisect_right(starts, source.start)}: {describe(edit)}"


def describe(edit: Edit) -> str:
    """One edit in one line, without its place.

    >>> describe(Edit(rule="ligature", start=0, end=1, before="ﬂ", after="fl", reason="Two letters.", score=0.9))
    'ligature: «ﬂ» → «fl» (Two letters.) [0.90]'
    """
    score = "" if edit.score >= 1.0 else f" [{edit.score:.2f}]"
    return f"{edit.rule}: «{shown(edit.before)}» → «{shown(edit.after)}» ({edit.reason}){score}"


def shown(text: str) -> str:
    r"""A text on one line: control characters as escapes, long texts cut in the middle.

    >>> print(shown("a\nb"))
    a\nb
    """
    if len(text) > _SHOWN:
        text = f"{text[: _SHOWN // 2]}…{text[-_SHOWN // 2 :]}"
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )


def edits_as_json(normalised: Normalised) -> str:
    """The edits as a JSON array in the order of the source, with their places there (half-open code points)."""
    starts = line_starts(normalised.source)
    rows = [
        {
            "line": bisect_right(starts, source.start),
            "source_start": source.start,
            "source_end": source.end,
            "rule": edit.rule,
            "before": edit.before,
            "after": edit.after,
            "score": round(edit.score, 3),
            "reason": edit.reason,
        }
        for edit, source in sorted(normalised.all_edits(), key=lambda item: item.source)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def diff_lines(normalised: Normalised, *, context: int = 1) -> Iterator[str]:
    """The difference line by line, as ``diff -u`` writes it, without line ends.

    Args:
        normalised: The repaired text.
        context: Unchanged lines around each change.
    """
    before = normalised.source.replace("\f", "\n").split("\n")
    yield from unified_diff(before, normalised.text.split("\n"), "source", "normalised", n=context, lineterm="")


def diff_words(normalised: Normalised) -> Iterator[str]:
    """The changed words only, one line each: ``page boundary`` and line ends aside.

    Yields:
        ``<line in the source>: [-before-]{+after+}`` with the rest of the word around it.
    """
    starts = line_starts(normalised.source)
    source = normalised.source
    for edit, span in sorted(normalised.all_edits(), key=lambda item: item.source):
        if not edit.before.strip() and not edit.after.strip():
            continue
        begin, end = span
        while begin > 0 and not source[begin - 1].isspace() and span.start - begin < _SHOWN:
            begin -= 1
        while end < len(source) and not source[end].isspace() and end - span.end < _SHOWN:
            end += 1
        changed = f"[-{shown(edit.before)}-]" * bool(edit.before) + f"{{+{shown(edit.after)}+}}" * bool(edit.after)
        line = bisect_right(starts, span.start)
        yield f"{line}: {shown(source[begin : span.start])}{changed}{shown(source[span.end : end])}"


def line_starts(text: str) -> list[int]:
    """Offsets of the lines' first characters; a form feed ends a line as a line feed does."""
    starts = [0]
    starts += [place + 1 for place, character in enumerate(text) if character in "\n\f"]
    return starts
