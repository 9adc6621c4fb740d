"""Leaving for a cause: «aus wichtigem Grund», «fristlos», «außerordentlich», when the funding ends."""

from __future__ import annotations

import re

from agreementkit import Finding, Statement
from agreementkit.german import OWN_NOUN, in_any_case
from agreementkit_termination.scope import OTHER_CONTRACT_RE, exit_trust
from agreementkit_termination.words import EXIT_ROLES, LEAVE_RE, NOTICE_RE, parts_of, proof

_CAUSE_RE = re.compile(
    in_any_case(
        r"wichtige[mnrs] (?:\w{1,20} )?gr[uü]nd|außerordentlich\w{0,3}(?= (?:[\w<>]{1,20},? ){0,24}(?:künd|gekünd))"
        r"|ausserordentlich\w{0,3}(?= (?:\w{1,20} ){0,4}(?:künd|gekünd))"
        r"|fristlos|sonderkündigung|§ 314|§ 313|§ 59 (?:abs\. ?1 )?(?:satz \d )?sgb x(?!\w)"
        r"|§ 60 (?:abs\. ?1 )?(?:\w{1,6})?vwvfg"
        r"|wesentliche[rn]? (?:\w{1,20} )?änderung(?:en)? der (?:\w{1,20} )?verhältnisse"
        r"|künd\w{0,8} (?:\w{1,20} ){0,4}mit sofortiger wirkung|gekündigt (?:\w{1,20} ){0,4}mit sofortiger wirkung"
        r"|mit sofortiger wirkung (?:\w{1,20} ){0,4}(?:künd|gekünd)"
    )
)
_FUNDING_RE = re.compile(
    in_any_case(
        r"wegfall|wegfäll|weggefallen|entfäll|entfallen|nicht mehr\s?zumutbar|un\s?zumutbar|nicht (?:mehr )?zuzumuten"
        r"|nicht (?:mehr )?zugemutet|verst[oö]ß\w{0,3}|verstoßen|pflichtverletzung|pflichten (?:\w{1,20} ){0,3}verletzt"
        r"|verletzt (?:\w{1,20} ){0,5}pflicht|änderung(?:en)? der (?:\w{1,20} )?(?:gesetz|rechts|förder)"
        r"|einstellung der (?:förderung|finanzierung)|mittel\b[^;]{0,40}?(?:nicht|fehlen"
        r"|wegfallen)|fällt\b[^;,]{0,60} weg\b|fallen\b[^;,]{0,60} weg\b"
    )
)
_EXCLUDED_RE = re.compile(
    r"(?i:außerordentliche\w? kündigung (?:ist |wird |bleibt )?(?:ebenfalls )?ausgeschlossen"
    r"|auch außerordentlich\w{0,2} (?:\w{1,20} ){0,3}ausgeschlossen)"
)
_ENDS_IT_RE = re.compile(
    r", (?:so )?(?:kann|können|darf|dürfen|ist|sind)(?!\w)[^;]{0,160}? (?:die|den|das|diese[sn]?|ihre|seine) "
    rf"(?:{OWN_NOUN}|Mitwirkung|Beteiligung|Mitarbeit|Teilnahme)[^;,]{{0,120}}? (?:zu )?"
    r"(?:beenden|auflösen|aufzulösen|aufgeben|aufsagen|lösen|kündigen)(?!\w)"
)


def read_cause(statement: Statement) -> Finding | None:
    """Return the finding where a sentence lets somebody leave for a cause, or None."""
    text = statement.text
    for start, end in parts_of(text):
        part = text[start:end]
        strong = _CAUSE_RE.search(part)
        if _EXCLUDED_RE.search(part) or not (strong or _FUNDING_RE.search(part)):
            continue
        leaving = NOTICE_RE.search(text) or (statement.role in EXIT_ROLES and LEAVE_RE.search(text))
        defines = statement.role == "termination" and strong and NOTICE_RE.search(statement.before)
        if not leaving and not defines:
            continue
        confidence = _trust(statement, start, end)
        if confidence is None or (statement.role not in EXIT_ROLES and not NOTICE_RE.search(part)):
            continue
        return Finding(
            kind="termination.for_cause",
            value={"for_cause": True},
            spans=(proof(statement, start, end),),
            rule="for_cause" if strong else "for_lost_ground",
            confidence=round(confidence if strong else confidence - 0.2, 2),
        )
    return None


def _trust(statement: Statement, start: int, end: int) -> float | None:
    """As for a notice; but «entfällt die Förderung» may come first without the sentence being about the funding."""
    if statement.role in EXIT_ROLES and NOTICE_RE.search(statement.text, start, end):
        return None if OTHER_CONTRACT_RE.search(statement.text, start, end) else 0.95
    trust = exit_trust(statement, start, end)
    if trust is None and statement.role in EXIT_ROLES and _ENDS_IT_RE.search(statement.text, start, end):
        # «Entfällt die Förderung, kann jeder Partner die Zusammenarbeit beenden»: the main clause tells what is ended
        return None if OTHER_CONTRACT_RE.search(statement.text, start, end) else 0.9
    return trust
