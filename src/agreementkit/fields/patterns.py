"""Cue words and patterns as compiled expressions that no text can make slow, with the literals that announce them.

A pattern is refused unless its cost is bounded: every repetition has an upper bound, none holds another one or
alternatives, and the choices of one pattern multiply to no more than ``MOST_CHOICES``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any

from agreementkit.german.word_starts import in_any_case

MOST_REPETITIONS = 200
MOST_CHOICES = 2500
LONGEST_PATTERN = 1000
_SHORTEST_STEM = 3
_ANY_ENDING = r"[\w-]{0,40}"
_SMALL_RE = re.compile("[a-zäöü]")
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


class PatternError(ValueError):
    """A pattern or a cue that cannot be used; the message is the reason."""


def compile_cues(cues: Iterable[str]) -> re.Pattern[str] | None:
    r"""One expression for words and phrases; ``*`` at either end of a word stands for any letters, blanks for any.

    Capital and small letters are alike. None where there are no cues.

    Raises:
        PatternError: A cue is empty or too short to be told from other words.

    >>> compile_cues(["personenbezogene* Daten"]).search("die personenbezogenen\n  Daten")[0]
    'personenbezogenen\n  Daten'
    >>> compile_cues(["Haftung"]).search("Verhaftung") is None
    True
    """
    parts = [_cue_expression(cue) for cue in cues]
    if parts and all(_SMALL_RE.match(part[0].lower()) for part in parts):
        return re.compile(
            in_any_case("|".join(part[0].lower() + part[1:] for part in parts), not_after=r"\w") + r"(?!\w)"
        )
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE) if parts else None


def _cue_expression(cue: str) -> str:
    words = cue.split()
    if not words:
        raise PatternError("a cue is empty")
    if len(cue) > LONGEST_PATTERN:
        raise PatternError("a cue is too long")
    for word in words:
        if "*" in word.strip("*") or "**" in word:
            raise PatternError(f"the cue {cue!r} has a star inside of a word; put it at an end of a word")
    if not cue_literals([cue]):
        raise PatternError(f"the cue {cue!r} is too short to be told from other words")
    return r"\s{1,40}".join(_word_expression(word) for word in words)


def _word_expression(word: str) -> str:
    head = _ANY_ENDING if word.startswith("*") else ""
    tail = _ANY_ENDING if word.endswith("*") and len(word) > 1 else ""
    return f"{head}{re.escape(word.strip('*'))}{tail}"


def cue_literals(cues: Iterable[str]) -> tuple[str, ...]:
    """For each cue its longest fixed part, in the spellings that a text may have: what a plain search looks for."""
    found: dict[str, None] = {}
    for cue in cues:
        longest = max((word.strip("*") for word in cue.split()), key=len, default="")
        starred = any("*" in word for word in cue.split())
        if len(longest) >= (_SHORTEST_STEM if starred else 2) or longest == "€":
            found.update(dict.fromkeys(spellings(longest)))
    return tuple(found)


def spellings(literal: str) -> tuple[str, ...]:
    """A literal as it may be printed: as written, small, with a capital first, in capitals."""
    return tuple(
        dict.fromkeys((literal, literal.lower(), literal[:1].upper() + literal[1:], literal[:1].lower() + literal[1:]))
    )


def compile_pattern(pattern: str) -> re.Pattern[str]:
    r"""Compile an expression whose cost is bounded.

    Raises:
        PatternError: It is no expression, or its cost is not bounded; the message says what to write instead.

    >>> compile_pattern(r"Frist von (\w{1,20}) Jahren").search("mit einer Frist von zwei Jahren")[1]
    'zwei'
    >>> compile_pattern(r"(a+)+b")
    Traceback (most recent call last):
    ...
    agreementkit.fields.patterns.PatternError: a repetition without an upper bound; write {1,40} instead of +
    """
    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(f"a pattern of more than {LONGEST_PATTERN} characters")
    try:
        cost = _cost(_parsed(pattern))
        compiled = re.compile(pattern)
    except re.error as error:
        raise PatternError(f"no regular expression: {error}") from error
    except (OverflowError, RecursionError) as error:
        raise PatternError("no regular expression: too large") from error
    if cost > MOST_CHOICES:
        raise PatternError(
            f"the repetitions of the pattern multiply to {cost} choices, more than {MOST_CHOICES}; narrow their bounds"
        )
    if compiled.match(""):
        raise PatternError("the pattern fits an empty text")
    return compiled


def pattern_literals(pattern: str) -> tuple[str, ...]:
    r"""Literals of which a text must hold one for the pattern to fit; empty where the pattern has none.

    A literal holds no blank: where the pattern has one, the text may have a line break.

    >>> pattern_literals(r"(?:Haftung|Ersatz) ist \w{1,9}")
    ('Haftung', 'Ersatz')
    >>> pattern_literals(r"[0-9]{1,3} %")
    ()
    """
    parsed = _parsed(pattern)
    literals = _required(parsed)
    if parsed.state.flags & re.IGNORECASE:
        return tuple(dict.fromkeys(s for literal in literals for s in (*spellings(literal), literal.upper())))
    return literals


def _parsed(pattern: str) -> Any:
    # private, yet the only parser that agrees with ``re`` by construction
    return import_module("re._parser").parse(pattern)


def _cost(sequence: Iterable[tuple[Any, Any]]) -> int:
    """How many ways a sequence can fit at one place, at most."""
    total = 1
    for operator, argument in sequence:
        total *= _cost_of(str(operator), argument)
    return total


def _cost_of(operator: str, argument: Any) -> int:
    if operator in _REPEATS:
        low, high, body = argument
        inner = _cost(body)
        if int(high) > MOST_REPETITIONS:
            many = "without an upper bound; write {1,40} instead of +" if int(high) > 10**6 else "of more than 200"
            raise PatternError(f"a repetition {many}")
        if int(high) > 1 and inner > 1:
            raise PatternError("a nested quantifier: a repetition that holds another one, or alternatives")
        return int(inner + 1 if int(high) == 1 and not int(low) else inner * (int(high) - int(low) + 1))
    if operator == "SUBPATTERN":
        return _cost(argument[-1])
    if operator == "ATOMIC_GROUP":
        return _cost(argument)
    if operator == "BRANCH":
        return 1 if _exclusive(argument[1]) else sum(_cost(branch) for branch in argument[1])
    if operator in {"ASSERT", "ASSERT_NOT"}:
        return _cost(argument[1])
    if operator in {"GROUPREF", "GROUPREF_EXISTS", "GROUPREF_IGNORE"}:
        raise PatternError("a reference to an earlier group")
    return 1


def _exclusive(branches: Sequence[Sequence[tuple[Any, Any]]]) -> bool:
    """Whether alternatives are fixed texts of which only one can stand at a place."""
    texts = sorted("".join(chr(code) for _, code in branch) for branch in branches if _is_fixed(branch))
    return len(texts) == len(branches) and not any(b.startswith(a) for a, b in pairwise(texts))


def _is_fixed(branch: Sequence[tuple[Any, Any]]) -> bool:
    return len(branch) > 0 and all(str(operator) == "LITERAL" for operator, _ in branch)


def _required(sequence: Sequence[tuple[Any, Any]]) -> tuple[str, ...]:
    """The best choice of literals that a sequence cannot do without."""
    choices: list[tuple[str, ...]] = []
    run = ""
    for operator, argument in sequence:
        name = str(operator)
        if name == "LITERAL" and not chr(argument).isspace():
            run += chr(argument)
            continue
        choices.append((run,))
        run = ""
        if name == "SUBPATTERN":
            choices.append(_required(argument[-1]))
        elif name in _REPEATS and int(argument[0]) > 0:
            choices.append(_required(argument[2]))
        elif name == "BRANCH":
            branches = [_required(branch) for branch in argument[1]]
            choices.append(tuple(literal for branch in branches for literal in branch) if all(branches) else ())
    choices.append((run,))
    usable = [choice for choice in choices if choice and min(map(len, choice)) >= _SHORTEST_STEM]
    return max(usable, key=lambda choice: min(map(len, choice)), default=())
