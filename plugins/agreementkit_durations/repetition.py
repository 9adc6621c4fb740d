"""Whether a prolongation comes again and again: «jeweils um ein Jahr» does, «um ein Jahr» alone comes once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agreementkit import Statement
from agreementkit_durations.readings import TERM_ROLES

_YEAR = r"(?:Kalender|Schul|Haushalts|Kindergarten|Vertrags)?[Jj]ahr"
# What makes one prolongation many; «um ein weiteres Jahr» does not.
_AGAIN_AND_AGAIN_RE = re.compile(
    r"(?<!\w)(?:jeweil\w{1,4}|je(?= (?:ein|zw|dr|vier|fünf|sechs|weitere|[0-9]))|jährlich\w{0,2}|von Jahr zu Jahr"
    r"|immer|stets|fortlaufend|laufend|wiederholt|erneut|und so (?:fort|weiter)|usw\."
    rf"|jede[sn]? {_YEAR}\w{{0,2}}|eine[sn] (?:jeden )?{_YEAR}e?s"
    r"|(?:weitere|folgende|künftige|nachfolgende|spätere|jede|alle)[nr]? (?:\w{3,20} )?Verlängerung\w{0,12})(?!\w)",
    re.IGNORECASE,
)
# «Dies gilt auch für weitere Verlängerungen», «zum Ende der jeweiligen Laufzeit»: said beside the renewal.
_SAID_BESIDE_RE = re.compile(
    r"(?:weitere|folgende|künftige|spätere|jede|alle)[nr]? (?:\w{3,20} )?(?:Verlängerung|Vertragszeit|Laufzeit)"
    r"|jeweilige[nrs]? (?:\w{3,20} )?(?:Laufzeit|Vertrags|Verlängerung|Geltung|Zeitraum|Frist|Ende)"
)


def is_repeated(statement: Statement) -> bool:
    """Whether a sentence on a prolongation means more than one; its lengths and days are read as they are written."""
    written = re.sub(r"<[A-Z](\d+)>", lambda mark: statement.template.mark(mark[1]).raw, statement.text)
    return _AGAIN_AND_AGAIN_RE.search(written) is not None


def is_repeated_elsewhere(statements: Iterable[Statement]) -> bool:
    """Whether another sentence of the clauses on term and end says so."""
    return any(_SAID_BESIDE_RE.search(s.text) for s in statements if s.role in TERM_ROLES)
