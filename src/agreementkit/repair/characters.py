"""Characters that a printed page does not have: control characters, ligatures, soft hyphens, odd spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from agreementkit.records import Edit

HYPHEN_MARKS = "\N{SOFT HYPHEN}\x02\ufffe"
"""What stands for a hyphen at a line end: the soft hyphen, and the two marks that pdfium writes."""

_LINE_SIGNS = "\r\v\x1c\x1d\x1e\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
NEWLINE_RE = re.compile(r"(?:\r\n?|[\v\x1c-\x1e\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}])+")
_LINE_END_RE = re.compile(r"\r\n|[^\n]")

# Everything this module replaces one by one; a hyphen mark before a line end is left to the hyphenation.
ODD_RE = re.compile(
    r"[\x00\x01\x03-\x08\x0e-\x1b\x1f\x7f-\x9f]+"  # control characters; C1 hides cp1252
    r"|[\N{NO-BREAK SPACE}\u1680\u2000-\u200a\N{NARROW NO-BREAK SPACE}\u205f\u3000]+"  # spaces of other widths
    r"|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+"  # no width at all
    r"|[\N{SOFT HYPHEN}\x02\ufffe](?![ \t]*[\n\f])"
    r"|[\ufb00-\ufb06]"  # ff, fi, fl, ffi, ffl, long st, st
    r"|[\uf0b7\uf0a7\uf0d8\uf0fc\uf02d]"  # bullets of Symbol and Wingdings in the private use area
)

# The same characters in one class, which `re` runs through ten times as fast.
_ANY_ODD_RE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2069"
    r"\u3000\ufb00-\ufb06\uf000-\uf0ff\ufeff\ufff9-\ufffb\ufffe]"
)

_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"} | {
    "\ufb05": "st",
    "\ufb06": "st",
}

# A diaeresis that stands beside its vowel, as TeX's PDFs give it: the mark comes before or after the letter.
LOOSE_DIAERESIS_RE = re.compile(r"(?P<left>[aouAOU])?\N{DIAERESIS}(?P<right>[aouAOU])?")
_UMLAUTS = dict(zip("aouAOU", "äöüÄÖÜ", strict=True))

TRAILING_SPACE_RE = re.compile(r"(?<![ \t])[ \t]++(?=[\n\f]|\Z)")


def line_ends(text: str) -> Iterator[Edit]:
    r"""Write every line end as a line feed.

    >>> [(edit.before, edit.after) for edit in line_ends("a\r\nb")]
    [('\r\n', '\n')]
    """
    if not any(sign in text for sign in _LINE_SIGNS):
        return
    for match in NEWLINE_RE.finditer(text):
        before = match[0]
        yield Edit(
            rule="line_end",
            start=match.start(),
            end=match.end(),
            before=before,
            after="\n" * len(_LINE_END_RE.findall(before)),
            reason="Line ends are written as line feeds.",
        )


def odd_characters(text: str) -> Iterator[Edit]:
    """Replace what no printed page shows; keeps letters as they are.

    >>> [(edit.rule, edit.after) for edit in odd_characters("P\N{LATIN SMALL LIGATURE FL}ege")]
    [('ligature', 'fl')]
    >>> list(odd_characters("Pflege"))
    []
    """
    if _ANY_ODD_RE.search(text) is None:
        return
    for match in ODD_RE.finditer(text):
        before = match[0]
        rule, after, reason = _replacement(before, text[match.end() : match.end() + 5])
        yield Edit(rule=rule, start=match.start(), end=match.end(), before=before, after=after, reason=reason)


def _replacement(before: str, following: str) -> tuple[str, str, str]:
    first = before[0]
    if first in _LIGATURES:
        return "ligature", _LIGATURES[first], "A ligature is written as its letters."
    if first == "\N{SOFT HYPHEN}":
        return "soft_hyphen", "", "A soft hyphen inside a line is not printed."
    if first in HYPHEN_MARKS:
        keeps = not following[:1].islower() or following.startswith(("und ", "oder "))
        return "hyphenation", "-" if keeps else "", "The PDF marks a hyphen at the end of a printed line here."
    if "\x80" <= first <= "\x9f" or first < " " or first == "\x7f":
        decoded = before.encode("latin-1").decode("cp1252", errors="ignore")
        printed = "".join(character for character in decoded if character >= " " and not "\x7f" <= character <= "\x9f")
        return "control_character", printed, "Control characters are not printed; those of C1 are read as cp1252."
    if first >= "\uf000" and first <= "\uf0ff":
        return "bullet_symbol", "\N{BULLET}", "A bullet of a symbol font."
    if unicodedata.category(first) == "Zs":
        return "space", " " * len(before), "A space of another width."
    return "invisible", "", "The character has no width."


def loose_diaereses(text: str) -> Iterator[Edit]:
    """Put a diaeresis on the vowel it stands beside; between two vowels it is left alone.

    >>> [edit.after for edit in loose_diaereses("f\N{DIAERESIS}ur")]
    ['ü']
    """
    if "\N{DIAERESIS}" not in text:
        return
    for match in LOOSE_DIAERESIS_RE.finditer(text):
        left, right = match["left"], match["right"]
        if bool(left) == bool(right):
            continue
        yield Edit(
            rule="loose_diaeresis",
            start=match.start(),
            end=match.end(),
            before=match[0],
            after=_UMLAUTS[left or right],
            reason="The diaeresis stands beside its vowel.",
            score=0.95,
        )


def composed(text: str) -> Iterator[Edit]:
    """Compose letters and marks (Unicode NFC), cluster by cluster so that offsets stay close.

    >>> [edit.after for edit in composed("Tra" + chr(0x308) + "ger")]
    ['ä']
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    for match in _CLUSTER_RE.finditer(text):
        before = match[0]
        after = unicodedata.normalize("NFC", before)
        if after != before:
            yield from _smallest(match.start(), before, after)


# A run of other than ASCII with the letter before it: no ASCII character ever composes with what stands before it.
_CLUSTER_RE = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_REASON = "Letters and marks are composed (Unicode NFC)."


def _smallest(start: int, before: str, after: str) -> Iterator[Edit]:
    """One edit for each letter with its marks; one for the whole run where the pieces do not add up."""
    pieces = []
    begin = 0
    for index in range(1, len(before) + 1):
        if index == len(before) or not unicodedata.combining(before[index]):
            pieces.append((begin, before[begin:index]))
            begin = index
    composed_pieces = [unicodedata.normalize("NFC", piece) for _, piece in pieces]
    if "".join(composed_pieces) != after:
        yield Edit(rule="nfc", start=start, end=start + len(before), before=before, after=after, reason=_REASON)
        return
    for (offset, piece), new in zip(pieces, composed_pieces, strict=True):
        if new != piece:
            at = start + offset
            yield Edit(rule="nfc", start=at, end=at + len(piece), before=piece, after=new, reason=_REASON)


def trailing_spaces(text: str) -> Iterator[Edit]:
    """Remove spaces and tabs before a line end or page end."""
    if not (text[-1:] in {" ", "\t"} or any(ending in text for ending in (" \n", "\t\n", " \f", "\t\f"))):
        return
    for match in TRAILING_SPACE_RE.finditer(text):
        yield Edit(
            rule="trailing_space",
            start=match.start(),
            end=match.end(),
            before=match[0],
            after="",
            reason="Spaces at the end of a line are not printed.",
        )
