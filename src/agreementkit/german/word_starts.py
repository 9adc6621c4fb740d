"""Alternatives that `re` can skip to: a pattern that begins with a letter is searched as fast as the letter is.

A look-behind at the head of a pattern makes `re` try every position of a text; the same look-behind behind the first
letter lets it skip to that letter first. (CPython: the charset that `re` makes of a pattern's first item.)
"""

from __future__ import annotations

import re

__all__ = ["at_word_start", "in_any_case"]

# What `re` takes for the same letter beside its capital.
_ALSO = {"i": "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}\N{LATIN SMALL LETTER DOTLESS I}", "k": "\N{KELVIN SIGN}"}
_ALSO["s"] = "\N{LATIN SMALL LETTER LONG S}"
_FIRST_RE = re.compile(r"\[(?P<several>\w+)\]|\\?(?P<one>[\w§])")


def at_word_start(alternatives: str, *, not_after: str | None = r"\w") -> str:
    r"""Return a regex fragment for one of several alternatives at the start of a word.

    Args:
        alternatives: Parted by bars, as they would stand in a group. Each begins
            with a letter, or a class of letters such as ``[Vv]``, without a quantifier. The first that fits is taken.
        not_after: The inside of a character class; none of it stands before the alternative. None for anything.

    Raises:
        ValueError: an alternative begins with something else.

    >>> at_word_start("gilt|[Ee]nde|gelten")
    '(?:g(?<![\\w]g)(?:ilt|elten)|E(?<![\\w]E)(?:nde)|e(?<![\\w]e)(?:nde))'
    """
    by_letter: dict[str, list[str]] = {}
    for alternative in _parted(alternatives):
        first = _FIRST_RE.match(alternative)
        rest = alternative[first.end() :] if first else ""
        if first is None or rest[:1] in {"?", "*", "+", "{"}:
            raise ValueError(f"{alternative!r} does not begin with a letter")
        for letter in first["several"] or first["one"]:
            by_letter.setdefault(letter, []).append(rest)
    parts = []
    for letter, rests in by_letter.items():
        before = f"(?<![{not_after}]{letter})" if not_after else ""
        parts.append(f"{letter}{before}(?:{'|'.join(rests)})")
    return f"(?:{'|'.join(parts)})"


def in_any_case(alternatives: str, *, not_after: str | None = None) -> str:
    r"""Return a regex fragment for what ``(?i:a|b|c)`` fits, which `re` can skip to.

    Args:
        alternatives: Parted by bars; each begins with a small letter or «§», without a quantifier.
        not_after: As in ``at_word_start``.

    Raises:
        ValueError: an alternative begins with something else.

    >>> in_any_case("frist|form")
    '(?:f(?:(?i:rist)|(?i:orm))|F(?:(?i:rist)|(?i:orm)))'
    """
    wider = []
    for alternative in _parted(alternatives):
        first, rest = alternative[:1], alternative[1:]
        if not first.isalpha() and first != "§":
            raise ValueError(f"{alternative!r} does not begin with a letter")
        letters = "".join(dict.fromkeys((first, first.upper(), *_ALSO.get(first, ""))))
        wider.append(f"[{letters}](?i:{rest})" if len(letters) > 1 else f"{letters}(?i:{rest})")
    return at_word_start("|".join(wider), not_after=not_after)


def _parted(alternatives: str) -> list[str]:
    """The alternatives, cut at the bars that stand in no group and no class."""
    parts, depth, in_class, start, index = [], 0, False, 0, 0
    while index < len(alternatives):
        sign = alternatives[index]
        if sign == "\\":
            index += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and depth == 0:
            parts.append(alternatives[start:index])
            start = index + 1
        index += 1
    return [*parts, alternatives[start:]]
