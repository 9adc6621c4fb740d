"""Who answers for damage: liability assigned, limited, excluded, taken over, or insured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document, Finding, read_statements

_WORDS = (
    "haftet",
    "haften",
    "haftbar",
    "Haftung",
    "aftpflicht",
    "Schadensersatz",
    "Schadenersatz",
    "schadlos",
    "Freistellung",
    "von Ansprüchen",
    "von allen Ansprüchen",
)
# «mit beschränkter Haftung» is a legal form, «Haftungsbeschränkt» too.
_LEGAL_FORM_RE = re.compile(r"(?<!\w)(?:beschränkter\s{1,3}Haftung|\(?haftungsbeschränkt\)?)(?!\w)")
_LIABLE_RE = re.compile(
    r"(?<![\w-])(?:haftet|haften|haftbar|(?:[A-Z][a-zäöü]{2,14})?[Hh]aftung(?!s)|Haftungs(?:ausschluss|beschränkung|fragen|recht\w{0,2})"
    r"|Amtshaftung|Schaden(?:s)?ersatz\w{0,10})(?![\w-])"
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "insured",
        re.compile(r"(?<!\w)(?:[A-Z]\w{1,20})?[Hh]aftpflicht(?:versicherung\w{0,2}|schutz|versichert)?(?!\w)"),
    ),
    (
        "indemnity",
        re.compile(
            r"(?<!\w)(?:stell(?:t|en)\s[^.;]{1,120}\sfrei(?!\w)|schadlos|Freistellung\sv|freizustellen|freigestellt\svon)"
        ),
    ),
    (
        "excluded",
        re.compile(
            r"(?<!\w)(?:haf(?:tet|ten)\s(?:[\w-]{1,20}\s){0,3}?nicht(?!\w)|(?:keine|keinerlei|jede|jegliche)\s"
            r"(?:\w{1,20}\s)?Haftung[^.;]{0,80}?(?:übernommen|übernimmt|ausgeschlossen|besteht)"
            r"|Haftung[^.;]{0,120}?ausgeschlossen|Haftungsausschluss|keine\sHaftung)(?!\w)"
        ),
    ),
    (
        "limited",
        re.compile(
            r"(?<!\w)(?:haf(?:tet|ten)\s(?:[\w-]{1,20}\s){0,4}?(?:nur|ausschließlich|lediglich)(?!\w)"
            r"|Haftung[^.;]{0,120}?beschränkt|(?:haf(?:tet|ten)|Haftung)[^.;]{0,120}?(?:Vorsatz|Fahrlässigkeit)"
            r"|Haftungsbeschränkung)"
        ),
    ),
    ("assigned", re.compile(r"(?<!\w)(?:haftet|haften|haftbar)(?!\w)")),
    (
        "statutory",
        re.compile(
            r"(?<!\w)(?:Amtsh|H)aftung[^.;]{0,120}?(?:richtet\ssich|bestimmt\ssich|gesetzlich|unberührt|Vorschriften)"
        ),
    ),
)
"""The first that fits is the kind: an exclusion is told before what it excludes."""


def liability(document: Document) -> Iterator[Finding]:
    """One finding for each sentence on liability.

    Its value holds ``value``, the sentence, and ``type``: ``insured``, ``indemnity``, ``excluded``, ``limited``,
    ``assigned`` or ``statutory``.
    """
    for statement in read_statements(document, roles=(), words=_WORDS):
        text = _LEGAL_FORM_RE.sub(lambda match: "_" * len(match[0]), statement.text)
        if statement.is_heading or statement.role == "parties":
            continue
        kind = next((name for name, pattern in _KINDS if pattern.search(text)), None)
        if kind is None:
            continue
        headed = any(_LIABLE_RE.search(heading) or "ersicherung" in heading for heading in statement.headings)
        yield Finding(
            kind="liability",
            value={"value": " ".join(document.text[slice(*statement.span)].split())[:1000], "type": kind},
            spans=(statement.span,),
            rule=f"liability_{kind}",
            confidence=0.93 if headed else 0.85,
        )
