"""Words divided at line and page ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit.records import Edit
from agreementkit.repair.lexicon import german_lexicon

# A hyphen (or what stands for one) at a line end between letters; the rest of the word and the spaces after it.
DIVIDED_RE = re.compile(
    r"(?P<hyphen>[-\N{SOFT HYPHEN}\x02\ufffe\N{HYPHEN}\N{NON-BREAKING HYPHEN}])(?<=[^\W\d_].)"
    r"[ \t]{0,3}\n[ \t]{0,80}(?:\n[ \t]{0,80}){0,2}"
    r"(?P<rest>(?P<first>[^\W\d_])\S{0,60})(?P<space>[ \t]{0,80}\n?)"
)
MARK_RE = re.compile(r"[\N{SOFT HYPHEN}\x02\ufffe]")

SPACED_RE = re.compile(r"-(?<=[a-zäöüß]-) {1,2}(?P<right>[a-zäöüß]{2,40})(?![\w-])")
_LEFT_RE = re.compile(r"(?<![\w-])[A-ZÄÖÜa-zäöüß][a-zäöüß]{1,40}\Z")

LETTERS_RE = re.compile(r"[^\W\d_]*")
LONGEST_WORD = 60
"""Nothing longer is a word of an agreement; the bound ends a chain of lines that all end with a hyphen."""

# After these the hyphen stands for a shared part («Schul- und Jugendamt»).
JOINING_WORDS = frozenset({"und", "oder", "bzw", "beziehungsweise", "sowie", "noch", "als", "wie", "bis", "u", "o"})


def line_end_hyphens(text: str) -> Iterator[Edit]:
    r"""Join words divided at a line end; the line ends after the joined word.

    >>> [edit.after for edit in line_end_hyphens("Geschäfts-\nführung der Stadt")]
    ['führung\n']
    >>> [edit.after for edit in line_end_hyphens("SGB II-\nBezug")]
    ['-Bezug']
    >>> list(line_end_hyphens("Schul-\nund Jugendamt"))
    []
    """
    for match in DIVIDED_RE.finditer(text):
        word = match["rest"].rstrip(".,;:!?)\"'“”«»")
        if word in JOINING_WORDS or _letters_before(text, match.start()) + len(word) > LONGEST_WORD:
            continue
        paragraph = "\n\n" in match[0].replace(" ", "").replace("\t", "")[: -len(match["space"]) or None]
        if match["first"].isupper():
            if paragraph or match["hyphen"] == "\N{SOFT HYPHEN}":
                continue
            hyphen, reason = "-", "The hyphen belongs to the compound; only the line end inside it goes."
        else:
            hyphen, reason = "", "The word was divided at the line end."
        after = hyphen + match["rest"]
        if match["space"] or match.end() < len(text):
            after += "\n" if "\n" not in match["space"] else match["space"].lstrip(" \t")
        yield Edit(
            rule="hyphenation",
            start=match.start(),
            end=match.end(),
            before=match[0],
            after=after,
            reason=reason,
        )


def _letters_before(text: str, end: int) -> int:
    """How many letters stand before an offset, counted up to the longest word."""
    match = LETTERS_RE.match(text[max(0, end - LONGEST_WORD) : end][::-1])
    return match.end() if match else 0


def spaced_hyphens(text: str) -> Iterator[Edit]:
    """Join a word whose line-end hyphen was kept with a space when its lines were joined; only a known word is.

    >>> [edit.after for edit in spaced_hyphens("die Grund- sicherung")]
    ['Grundsicherung']
    >>> list(spaced_hyphens("die Schul- und Jugendämter, Vor- oder Nachteile"))
    []
    """
    for match in SPACED_RE.finditer(text):
        left = _LEFT_RE.search(text, max(0, match.start() - 41), match.start())
        if left is None or match["right"] in JOINING_WORDS or not _is_word(left[0] + match["right"]):
            continue
        joined = left[0] + match["right"]
        yield Edit(
            rule="hyphenation",
            start=left.start(),
            end=match.end(),
            before=text[left.start() : match.end()],
            after=joined,
            reason="The hyphen of a former line end stands inside a known word.",
            score=0.95,
        )


def _is_word(joined: str) -> bool:
    lexicon = german_lexicon()
    return lexicon.knows(joined) or lexicon.is_compound(joined.lower())


def leftover_marks(text: str) -> Iterator[Edit]:
    """Write a hyphen mark that joined nothing as the hyphen it was on paper."""
    for match in MARK_RE.finditer(text):
        yield Edit(
            rule="hyphenation",
            start=match.start(),
            end=match.end(),
            before=match[0],
            after="-",
            reason="The mark stands for a printed hyphen.",
        )
