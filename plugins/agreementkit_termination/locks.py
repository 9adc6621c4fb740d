"""From when on an agreement can be left at all: «erstmals zum 31. Dezember 2030», «in den ersten fünf Jahren nicht».

A deadline that ignored it would be a wrong one that looks certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit import Statement
from agreementkit_termination.exits import declares_exit, is_own_exit
from agreementkit_termination.scope import exit_trust
from agreementkit_termination.words import EXIT_ROLES, LEAVE_RE, NOTICE_RE, parts_of

_FIRST_END_RE = re.compile(
    r"(?<!\w)(?:[Ee]rstmals|[Ee]rstmalig|[Ff]rühestens|nicht(?: \w{3,10})? vor)(?: \w{3,8})?"
    r" (?:zum|am|auf den|mit Ablauf des|zum Ablauf des|mit Wirkung zum|dem) <D(?P<day>\d+)>"
)
_LOCKED_LENGTH_RE = re.compile(
    r"(?<!\w)(?:(?:[Ii]n|[Ww]ährend|[Vv]or Ablauf|[Ff]ür) (?:der|den|die) ersten <L(?P<first>\d+)>"
    r"|(?:[Ee]rstmals|[Ff]rühestens|erst) nach(?: Ablauf von)? <L(?P<later>\d+)>|[Nn]ach Ablauf von <L(?P<after>\d+)>"
    r"|[Vv]or Ablauf von <L(?P<before>\d+)>|[Nn]ach (?:Ablauf )?der ersten <L(?P<ended>\d+)>)"
)
_LOCKED_DAY_RE = re.compile(r"(?<!\w)(?:bis(?: einschließlich)?(?: zum)?|vor dem) <D(?P<day>\d+)>")
_EXCLUDED_RE = re.compile(
    r"(?i:ausgeschlossen|unzulässig|nicht (?:zulässig|möglich|statthaft|gekündigt)|verzichte\w"
    r"|kündigungsrecht[^;]{0,60}ruht"
    r"|unkündbar|nur aus wichtigem|weder[^;]{0,120}kündigen)"
)


def read_locks(statements: Sequence[Statement]) -> dict[str, str | None]:
    """Return the first day an ordinary notice can end the agreement, and until when it is excluded.

    Args:
        statements: All sentences that were read.

    Returns:
        ``first_end``, an ISO date or None; ``locked_until``, an ISO date, an ISO duration from the beginning, or None.
        Where the text names several, the last one counts.
    """
    first_end: str | None = None
    locked: str | None = None
    for statement in statements:
        for start, end in parts_of(statement.text):
            leaves = (
                NOTICE_RE.search(statement.text, start, end)
                or (statement.role in EXIT_ROLES and LEAVE_RE.search(statement.text, start, end))
                or is_own_exit(statement, start, end)
                or declares_exit(statement)
            )
            if not leaves or exit_trust(statement, start, end) is None:
                continue
            first_end = _first_end(statement, start, end) or first_end
            locked = _locked(statement, start, end) or locked
    return {"first_end": first_end, "locked_until": locked}


def _first_end(statement: Statement, start: int, end: int) -> str | None:
    match = _FIRST_END_RE.search(statement.text, start, end)
    day = statement.template.date(match["day"]).last_day if match else None
    return day.isoformat() if day else None


def _locked(statement: Statement, start: int, end: int) -> str | None:
    text = statement.text
    excluded = _EXCLUDED_RE.search(text, start, end) is not None
    match = _LOCKED_LENGTH_RE.search(text, start, end)
    if match is not None:
        number = next(group for group in match.groups() if group)
        if excluded or match["later"] or match["after"] or match["ended"]:
            return statement.template.length(number)
    dated = _LOCKED_DAY_RE.search(text, start, end) if excluded else None
    day = statement.template.date(dated["day"]).last_day if dated else None
    return day.isoformat() if day else None
