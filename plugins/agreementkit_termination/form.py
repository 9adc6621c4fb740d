"""Whether the notice must be written: asked of the notice itself, never of rescission or amendment."""

from __future__ import annotations

import re

from agreementkit import Statement
from agreementkit_termination.exits import declares_exit, is_own_exit, leaves_a_body
from agreementkit_termination.scope import exit_trust
from agreementkit_termination.words import (
    EXIT_ROLES,
    LEAVE_RE,
    NOTICE_RE,
    SPECIAL_RE,
    FormReading,
    is_written,
    parts_of,
    proof,
)

_DECLARATION_RE = re.compile(r"(?<!\w)(?:Erklärung(?:en)?|Mitteilung(?:en)?|Anzeige)(?!\w)")
_PRONOUN_RE = re.compile(r"[\W\d_]{0,8}(?:[Ss]ie|[Dd]iese|[Dd]ies|[Ee]r|[Ee]s) ")
# In a list or table: «Kündigungsfrist: drei Monate», below it «Form: schriftlich».
_LABEL_RE = re.compile(r"[\W\d_]{0,12}(?:Schriftform|Form(?: der Kündigung)?): (?!nein|nicht|entfällt|keine)")
_OTHERS_RE = re.compile(r"(?i:änderung|ergänzung|aufhebung|nebenabrede|zusätze|einvernehm|gemeinsam|übereinstimm)")
_ONLY_SPECIAL_RE = re.compile(
    r"(?i:(?:fristlose|außerordentliche|ausserordentliche)\w? kündigung|kündigung aus wichtigem grund)"
)


def read_form(statement: Statement) -> FormReading | None:
    """Return where a sentence asks the written form of the notice, or None."""
    text = statement.text
    for start, end in parts_of(text):
        part = text[start:end]
        if not is_written(part):
            continue
        confidence = exit_trust(statement, start, end)
        if confidence is None and NOTICE_RE.search(part) and statement.role in {"amendment", "other"}:
            # «Kündigung und Änderungen bedürfen der Schriftform», in a clause of their own
            confidence = 0.85 if statement.about != "other" else None
        if confidence is None:
            continue
        if NOTICE_RE.search(part) or (
            (statement.role in EXIT_ROLES and LEAVE_RE.search(part) and not _OTHERS_RE.search(part))
            or is_own_exit(statement, start, end)
        ):
            special = SPECIAL_RE.search(part) is not None and _ONLY_SPECIAL_RE.search(part) is not None
            return FormReading(span=proof(statement, start, end), confidence=confidence, special=special)
        if (
            statement.role in EXIT_ROLES
            and _follows_notice(statement, part, text[:start])
            and not _OTHERS_RE.search(part)
        ):
            return FormReading(span=proof(statement, start, end), confidence=min(confidence, 0.9))
    return None


def _follows_notice(statement: Statement, part: str, earlier: str) -> bool:
    """Whether a declaration or a pronoun stands for the notice that was spoken of before."""
    before = earlier or statement.before
    if leaves_a_body(before):
        return False
    if declares_exit(statement):
        return True
    spoken = NOTICE_RE.search(before) or (
        LEAVE_RE.search(before) and not re.search(r"(?i:aufhebung|aufgehoben|einvernehm)", before)
    )
    if _DECLARATION_RE.search(part):
        return (
            bool(spoken)
            or re.search(r"(?:[Aa]lle|[Ss]ämtliche) (?:\w{1,20} )?(?:Erklärungen|Mitteilungen)", part) is not None
        )
    return bool(spoken) and (_PRONOUN_RE.match(part) or _LABEL_RE.match(part)) is not None
