"""Marks that are no letters, misread in a garbled text: bullets, footnote marks, quotes, a section sign alone.

Each needs proof from elsewhere in the same text: more bullets, the footnote itself, the same section with its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit.records import Edit

BULLET_RE = re.compile(r"^[ \t]{0,40}(?P<mark>[eo°¢©*«»])(?= [A-ZÄÖÜ][a-zäöüß])", re.MULTILINE)
FOOTNOTE_RE = re.compile(r"^[ \t]{0,40}(?P<mark>[!l|])(?= [A-ZÄÖÜ][a-zäöüß]{2})", re.MULTILINE)
REFERENCE_RE = re.compile(r"(?<=[a-zäöüß]{3}[.,;:])(?P<mark>[!l|])(?=\s)")
SECTION_NUMBER_RE = re.compile(r"§{1,2}[ -]{0,2}(?P<number>\d{1,3}[a-z]?)\b")
LONE_SIGN_RE = re.compile(r"(?<=[a-zäöü] )(?P<mark>[8$&])(?= (?P<number>\d{1,3}[a-z]?) [A-Za-zÄÖÜäöü])")

# German quotes as an English model reads them: commas below, a curly mark, an asterisk or a straight one above.
QUOTED_RE = re.compile(
    r"(?<![^\s(])(?P<open>,{1,2}|[„»‚])(?=[^\W\d_])[^„“”\"*‘’«»,®™]{1,120}(?P<close>[“”\"*‘’®™]{1,2})(?=[\s.,;:)!?-]|\Z)"
)
OPENING_RE = re.compile(r"(?<![^\s(])(?P<open>,,)(?=[^\W\d_])")
# The short name that a party gets, whose lower quote was not read at all.
UNOPENED_RE = re.compile(
    r"(?:nachfolgend|nachstehend|folgenden|Folgenden|fortan)[:,]? "
    r"(?P<open>)[^\W\d_][\w-]{2,40}(?P<close>[“”\"*‘’®™]{1,2})(?=[\s.,;:)!?-]|\Z)"
)
DASH_RE = re.compile(r"(?<![^\s])(?P<mark>—)(?=[ \n])")
GLUED_DASH_RE = re.compile(r"(?<![^\s])(?P<mark>—)(?=[^\W\d_])|(?<=[^\W\d_])(?P<after>—)(?=\s)")
_SINGLE = frozenset("‚,‘’")


def garbled_marks(text: str) -> Iterator[Edit]:
    r"""Repair the marks of a garbled text.

    >>> [(edit.before, edit.after) for edit in garbled_marks("e Eine Liste\ne Noch ein Punkt")]
    [('e', '•'), ('e', '•')]
    >>> list(garbled_marks("o Nur eine Zeile"))
    []
    """
    edits: list[Edit] = []
    bullets = list(BULLET_RE.finditer(text))
    if len(bullets) >= 2 and any(match["mark"] != "*" for match in bullets):
        edits += [
            _edit("misread_bullet", match, "•", "Lines that begin with this letter are a list.") for match in bullets
        ]
    footnotes = list(FOOTNOTE_RE.finditer(text))
    references = list(REFERENCE_RE.finditer(text))
    if len(footnotes) == 1 and len(references) == 1:
        reason = "The mark of the text's only footnote, above and below."
        edits += [_edit("footnote_mark", match, "¹", reason) for match in (references[0], footnotes[0])]
    numbers = {match["number"] for match in SECTION_NUMBER_RE.finditer(text)}
    if numbers:
        reason = "The same section stands elsewhere in the text with its sign."
        edits += [
            _edit("section_sign", match, "§", reason)
            for match in LONE_SIGN_RE.finditer(text)
            if match["number"] in numbers
        ]
    edits += _quotes(text)
    reason = "German text is set with the shorter dash."
    edits += [_edit("misread_dash", match, "–", reason) for match in DASH_RE.finditer(text)]
    edits += [
        _edit("misread_dash", match, "– " if match["mark"] else " –", reason, "mark" if match["mark"] else "after")
        for match in GLUED_DASH_RE.finditer(text)
    ]
    done = -1
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start > done:
            yield edit
            done = edit.end


def _quotes(text: str) -> Iterator[Edit]:
    reason = "German quotes are misread as commas below and other marks above."
    for match in QUOTED_RE.finditer(text):
        single = {match["open"], match["close"]} <= _SINGLE
        if match["open"] != ("‚" if single else "„"):
            yield _edit("misread_quote", match, "‚" if single else "„", reason, "open")
        if match["close"] != ("‘" if single else "“"):
            yield _edit("misread_quote", match, "‘" if single else "“", reason, "close")
    for match in OPENING_RE.finditer(text):
        yield _edit("misread_quote", match, "„", reason, "open")
    for match in UNOPENED_RE.finditer(text):
        yield _edit(
            "misread_quote", match, "„", "The name that a party gets is quoted; the lower mark was lost.", "open"
        )
        if match["close"] != "“":
            yield _edit("misread_quote", match, "“", reason, "close")


def _edit(rule: str, match: re.Match[str], after: str, reason: str, group: str = "mark") -> Edit:
    start, end = match.span(group)
    return Edit(rule=rule, start=start, end=end, before=match[group], after=after, reason=reason, score=0.9)
