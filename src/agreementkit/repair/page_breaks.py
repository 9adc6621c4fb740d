"""Page boundaries: a sentence that runs over one becomes whole, a paragraph that ends there stays a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit.records import Edit
from agreementkit.repair.characters import HYPHEN_MARKS

FORM_FEED_RE = re.compile(r"[ \t\n]*+\f[ \t\n\f]*+")
GAP_RE = re.compile(r"\n[ \t]*\n[ \t\n]*")

SENTENCE_END = frozenset(".!?:;")
_CLOSERS = "\"'”“«»’)]*_"

# After these words a German sentence goes on, whatever comes next.
_OPEN_WORDS = """
    der die das den dem des ein eine einen einem einer eines und oder sowie im in am an auf aus bei beim bis durch
    für gegen mit nach ohne über um unter vom von vor während wegen zu zum zur zwischen als dass ob wenn weil wie
    ihre ihrer ihren ihrem seine seiner seinen seinem diese dieser dieses diesen diesem jede jeder jedes jeden
    werden wird sind ist kann können soll sollen gemäß bzw. sich nicht auch
"""
OPEN_WORDS = frozenset(_OPEN_WORDS.split())
# A line that opens something of its own: list mark, outline label, heading mark.
OPENING_RE = re.compile(
    r"[-•–*o]\s|[#§|]|\(?(?:\d{1,2}|[a-z])\)|\d{1,2}\.(?:\d{1,2}\.?)?\s|[IVX]{1,5}\.\s|(?:Artikel|Art\.|Anlage)\s"
)


# No paragraph begins with the lower levels of a statute's section.
STATUTE_RE = re.compile(r"(?:Abs|Nr|Buchst|Halbs|Unterabs|Satz|SGB|BGB)\b(?!-)")


COLUMNS_RE = re.compile(r"\S[ ]{3}|\t")
PARTY_RE = re.compile(r"(?:vertreten|zwischen|nachfolgend|nachstehend|genannt|gez\.)\b")
ARTICLE_RE = re.compile(r"(?:der|die|das|dem|den)\s")


def page_boundaries(text: str) -> Iterator[Edit]:
    r"""Replace each form feed by a line feed where the sentence runs on, by a blank line where it does not.

    >>> [edit.after for edit in page_boundaries("der Stadt und\n\fdes Kreises")]
    ['\n']
    >>> [edit.after for edit in page_boundaries("Das gilt.\n\fDie Stadt")]
    ['\n\n']
    """
    if "\f" not in text:
        return
    for match in FORM_FEED_RE.finditer(text):
        start, end = match.span()
        if start == 0 or end == len(text):
            after, reason = "", "An empty page end is not part of the text."
        elif runs_on(text, start, end):
            after, reason = "\n", "The sentence runs over the page boundary."
        else:
            after, reason = "\n\n", "A page boundary between paragraphs."
        yield Edit(rule="page_boundary", start=start, end=end, before=match[0], after=after, reason=reason)


def gaps_in_sentences(text: str) -> Iterator[Edit]:
    """Close a blank line in the middle of a sentence: the trace of a page break in a text without pages.

    Both sides must show it: a long line that ends without a sentence end, and a paragraph that takes it up.
    """
    for match in GAP_RE.finditer(text):
        start, end = match.span()
        if start == 0 or end == len(text):
            continue
        line = text[text.rfind("\n", max(0, start - 4000), start) + 1 : start].strip()[-4000:]
        if len(line) < 50 or not runs_on(text, start, end):
            continue
        line_end = text.find("\n", end, end + 4000)
        following = text[end : line_end if line_end >= 0 else end + 4000].rstrip()
        if len(following) < 40 and following.rstrip(_CLOSERS)[-1:] not in SENTENCE_END:
            continue
        # Columns are a signature block or a table; a party block goes on with the next party.
        if COLUMNS_RE.search(line) or COLUMNS_RE.search(following) or PARTY_RE.match(following):
            continue
        if line.endswith(",") and ARTICLE_RE.match(following):
            continue
        yield Edit(
            rule="page_break",
            start=start,
            end=end,
            before=match[0],
            after="\n",
            reason="The blank line stands inside a sentence, as a page break leaves it.",
        )


def runs_on(text: str, start: int, end: int) -> bool:
    """Whether a sentence goes on from ``text[:start]`` to ``text[end:]``."""
    before = text[max(0, start - 40) : start].rstrip(_CLOSERS)
    if not before or before[-1] in SENTENCE_END:
        return False
    following = text[end : end + 24]
    if OPENING_RE.match(following):
        return False
    last = before[-1]
    first = following.lstrip("„\"»«'“(")[:1]
    if last in HYPHEN_MARKS or (last == "-" and before[-2:-1].isalpha()):
        return first.isalpha()
    if last == ",":
        return first.isalnum()
    if first.islower() or STATUTE_RE.match(following):
        return last.isalnum()
    words = before.split()
    return (first.isalnum()) and bool(words) and words[-1] in OPEN_WORDS
