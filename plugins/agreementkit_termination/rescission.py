"""Ending an agreement by consent: «kann einvernehmlich aufgehoben werden», and the form that this needs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit import Finding, Role, Statement
from agreementkit_termination.words import EXIT_ROLES, is_written, parts_of, proof

_END_RE = re.compile(
    r"(?<!\w)(?:aufhören|aufgehoben|aufheben|aufzuheben|Aufhebung|aufgelöst|auflösen|aufzulösen|Auflösung|beendet|beenden"
    r"|beendigt|Beendigung|zu beenden)(?!\w)"
)
_CONTRACT_RE = re.compile(
    r"(?<!\w)(?:Aufhebungsv(?:ertrag\w{0,3}|ereinbarung)|Auflösungsv(?:ertrag\w{0,3}|ereinbarung))(?!\w)"
)
_CONSENT_RE = re.compile(
    r"(?<!\w)(?:[Ee]invernehmlich\w{0,2}|(?:[Ii]m|[Ii]n|[Bb]ei|[Dd]urch"
    r"|[Mm]it)(?: \w{1,20}){0,2} (?:Einvernehmens?|Einverständnis(?:ses)?|Übereinkunft|Übereinstimmung)"
    r"|(?:[Dd]urch|[Mm]it)(?: \w{1,20}){0,2} (?:Beschluss|Erklärung|Vertrag|Vereinbarung|Zustimmung"
    r"|Abrede)(?: (?:aller|der|beider|zwischen|sämtlicher))"
    r"|gemeinschaftlich\w{0,2}|gemeinsam\w{0,2}|übereinstimmend\w{0,2}|mit Zustimmung aller)(?!\w)"
)
_ALLOWS_RE = re.compile(
    r"(?<!\w)(?:kann|können|darf|dürfen|möglich|zulässig|statthaft|jederzeit|bleibt|beenden|aufheben|steht|bedarf"
    r"|berechtigt|soll|reicht|genügt)(?!\w)"
)
_NEGATED_RE = re.compile(
    r"(?i:nicht (?:einvernehmlich )?(?:aufgehoben|möglich|zulässig)|ausgeschlossen"
    r"|zusammenarbeit einvernehmlich weiter)"
)
_FOLLOW_UP_RE = re.compile(
    r"[\W\d_]{0,8}(?:Hierzu|Dazu|Hierfür|Dafür|Dies|Diese|Sie|Die Aufhebung|Die einvernehmliche|Eine Aufhebung"
    r"|Die Erklärung|Der Aufhebungsvertrag|Die Vereinbarung hierüber|In diesem Fall|Es)(?!\w)"
)
# «Eine einvernehmliche Aufhebung ist möglich» among the final provisions: nothing else is named that could be ended.
_BY_ITSELF_RE = re.compile(
    r"[\W\d_]{0,12}(?:Eine|Die) (?:einvernehmliche|gemeinsame|einverständliche) (?:Aufhebung|Auflösung|Beendigung)"
    r"(?! (?:de[rsm]|eine[rs]|von|aller) )(?!\w)"
)
_FINAL_ROLES: tuple[Role, ...] = ("amendment", "severability", "other")


def read_rescission(statements: Sequence[Statement], index: int) -> Finding | None:
    """Return the finding where a sentence lets the partners end the agreement together, or None.

    Args:
        statements: All sentences that were read, in order.
        index: Which one to read; the next is looked at for the form.
    """
    statement = statements[index]
    text = statement.text
    for start, end in parts_of(text):
        part = text[start:end]
        consents = (
            _END_RE.search(part) and _CONSENT_RE.search(part) and _ALLOWS_RE.search(part)
        ) or _CONTRACT_RE.search(part)
        if not consents or _NEGATED_RE.search(part):
            continue
        confidence = _trust(statement, start)
        if confidence is None:
            continue
        span = proof(statement, start, end)
        form = "written" if is_written(part) else None
        spans = [span]
        rest = text[end:].lstrip("; ")
        if (
            form is None
            and _FOLLOW_UP_RE.match(rest[:1].upper() + rest[1:])
            and is_written(rest)
            and "künd" not in rest.lower()
        ):
            form, spans = "written", [proof(statement, start, len(text.rstrip()))]
        if form is None:
            follow = _form_after(statements, index)
            if follow is not None:
                form = "written"
                spans.append(proof(follow, 0, len(follow.text.rstrip())))
        return Finding(
            kind="termination.mutual_rescission",
            value={"allowed": True, "form": form},
            spans=tuple(spans),
            rule="rescission_by_consent",
            confidence=round(confidence, 2),
        )
    return None


def _trust(statement: Statement, start: int) -> float | None:
    about = statement.about_at(start)
    if about == "other":
        return None
    if statement.role in EXIT_ROLES:
        return 0.95
    if about is None:
        final = statement.role in _FINAL_ROLES and _BY_ITSELF_RE.match(statement.text, start)
        return 0.7 if final else None
    return 0.85 if about == "this" else 0.75


def _form_after(statements: Sequence[Statement], index: int) -> Statement | None:
    """The next sentence, where it says in what form the consent is given."""
    if index + 1 >= len(statements):
        return None
    here, follow = statements[index], statements[index + 1]
    near = follow.span.start - here.span.end < 8 and follow.clause == here.clause
    return (
        follow
        if near and _FOLLOW_UP_RE.match(follow.text) and is_written(follow.text) and "künd" not in follow.text.lower()
        else None
    )
