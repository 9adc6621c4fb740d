"""The flag for an extension that is foreseen without any rule how: «zunächst gültig bis», «wird angestrebt»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from agreementkit import Finding, Span, Statement
from agreementkit_durations.readings import TERM_ROLES, Reading
from agreementkit_durations.renewal import RenewalReading

_RULED_RE = re.compile(
    r"(?i:(?:verlänger|fortsetz|fortgesetz|fortführ|fortgeführ|weiterführ|anschlussvereinbarung"
    r"|folgevereinbarung|neue vereinbarung|danach|anschließend)"
    r"(?:[^;]){0,160}?(?:einvernehm|schriftlich|ausdrücklich|beschl[ou]ss|beschließ|entscheid|zustimm|vereinbar"
    r"|verhandel|verständig|stillschweig|automatisch|vorschlag|unbestimmte|unbefristet|<[LD]\d)"
    r"|(?:entscheid|beschließ|verhandel|verständig|berät|beraten|vorschlag)(?:[^;]){0,120}?(?:verlänger|fortsetz"
    r"|fortführ|weiterführ))"
)


def extension_flag(
    statements: Iterable[Statement], firsts: Iterable[Reading], renewals: Sequence[RenewalReading]
) -> Iterator[Finding]:
    """Yield the flag, or nothing.

    Args:
        statements: The sentences that were read.
        firsts: Ends and lengths of the first term.
        renewals: What was said of a prolongation.
    """
    if any(r.has_rule for r in renewals):
        return
    foreseen: list[Span] = [Span(*r.span) for r in renewals]
    provisional = [Span(*r.span) for r in firsts if r.provisional and not r.perpetual]
    spans = tuple(dict.fromkeys([*provisional, *foreseen]))
    if not spans:
        return
    if any(_RULED_RE.search(s.text) for s in statements if s.role in TERM_ROLES):
        return
    yield Finding(
        kind="flag",
        value={
            "code": "extension_without_rule",
            "severity": "warning",
            "message": "Eine Verlängerung ist vorgesehen, aber nicht, wie sie zustande kommt",
            "suggestions": [],
        },
        spans=spans,
        rule="extension_without_rule",
        confidence=0.8,
    )
