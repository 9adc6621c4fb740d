"""How an agreement is amended: the form that amendments need, and that they need consent."""

from __future__ import annotations

import re

from agreementkit import Finding, Statement
from agreementkit.german import OWN_NOUN, subject_of
from agreementkit_termination.words import is_written, parts_of, proof

_AMEND_RE = re.compile(
    r"(?<![\w-])(?:Änderung(?:en)?|Ver[äa]nderung(?:en)?|Vertragsänderung(?:en)?|Abänderung(?:en)?"
    r"|Ergänzung(?:en)?|Zusätze|Zusatz|Nebenabreden?|Abweichung(?:en)?|Erweiterung(?:en)?"
    r"|Anpassung(?:en)?|Modifikation(?:en)?|Nachträge|Nachtrag|Zusatzvereinbarung(?:en)?|[Gg]eändert|[Ee]rgänzt"
    r"|[Aa]ngepasst|[Aa]bgeändert|ändern|ergänzen|Fortschreibung(?:en)?|Streichung(?:en)?)(?![\w-])"
)
_DEMAND_RE = re.compile(
    r"(?<!\w)(?:bedarf|bedürfen|bedarfs|wirksam|Wirksamkeit|Gültigkeit|gültig|rechtswirksam|müssen|muss|sind|ist"
    r"|nur|erfolgen|erfolgt|vereinbaren|vereinbart|können|kann|werden|wird|gelten|gilt|Schriftform|genügt"
    r"|genügen|soll|sollen|halten|hält|festgehalten)(?!\w)"
)
_TELLING_RE = re.compile(
    r"(?i:mitzuteilen|mitgeteilt|teilt\b|teilen\b|anzuzeigen|angezeigt|anzeige|informier|gemeldet|zu melden"
    r"|melden\b|unterrichte|benachrichtig|bekannt ?gegeben|bekanntgabe|protokoll|dokumentier)"
)
_OF_RE = re.compile(
    r"(?<![\w-])(?:Änderung(?:en)?|Veränderung(?:en)?|Ergänzung(?:en)?|Anpassung(?:en)?|Abweichung(?:en)?"
    r"|Erweiterung(?:en)?|Zusätze|Fortschreibung(?:en)?)"
    r" (?:(?:an|in|bei|von|zu|zur|zum|der|des|dieser|dieses|im|am|beim|ihrer|seiner|eines"
    r"|einer) )+(?P<adjective>\w{3,24} )??(?P<noun>[A-ZÄÖÜ][\w-]{2,50})"
)
_OWN_RE = re.compile(
    rf"{OWN_NOUN}|Vereinbarungen|Ziele|Zielvereinbarung|Bestimmungen|Regelungen|Vertragstext\w{{0,2}}|Anlagen?"
    rf"|Schriftform\w{{0,10}}"
)
_CONSENT_RE = re.compile(
    r"(?i:einvernehm|einverständnis|zustimmung|vereinbar|unterzeichn|beider|gemeinsam|übereinstimm|aller )"
)
_SIGNED_ADDENDUM_RE = re.compile(
    r"(?:Nachtrag|Nachträge|Zusatzvereinbarung\w{0,2})(?!\w)[^;<]{0,100}?(?:unterzeichn|unterschr|unterschrieben)"
)
_ONE_SIDED_RE = re.compile(r"(?i:einseitig\w{0,2} (?:\w{1,20} ){0,3}(?:geändert|ändern|anpassen|angepasst))")
_TAKES_UP_RE = re.compile(
    r"[\W\d_]{0,12}(?:[Ss]ie|[Dd]iese|[Dd]ies|[Dd]as|[Hh]ierzu|[Hh]ierfür|[Dd]azu|[Dd]afür)(?!\w)"
)
_ENDS_RE = re.compile(r"(?i:künd|aufgehoben|aufhebung|beend|austritt|ausscheid|verlänger)")
_GRANTED_RE = re.compile(r"(?<!\w)(?:kann|können|darf|dürfen|möglich|zulässig|erfolgt|erfolgen|vorgenommen)(?!\w)")
_ROLES = ("amendment", "term", "termination", "severability", "other", "preamble", None)


def read_amendment(statement: Statement) -> Finding | None:
    """Return the finding where a sentence says how the agreement is amended, or None.

    ``mutual`` is True unless the sentence lets one side amend: amending needs the consent of both (§ 311 Abs. 1 BGB).
    """
    text = statement.text
    for start, end in parts_of(text):
        part = text[start:end]
        if (taken_up := _form_of_what_was_granted(statement, start, end)) is not None:
            return taken_up
        if not _DEMAND_RE.search(part) or _TELLING_RE.search(part):
            continue
        # «kann bei einer Veränderung der Lage angepasst werden»: the first such word may be of something else
        trusts = ((match, _trust(statement, part, match.start())) for match in _AMEND_RE.finditer(part))
        match, confidence = next(((m, trust) for m, trust in trusts if trust is not None), (None, None))
        if match is None or confidence is None:
            continue
        form = "written" if is_written(part, approval=True) else None
        if form is None and _SIGNED_ADDENDUM_RE.search(part):
            form, confidence = "written", min(confidence, 0.7)
        if form is None and not _CONSENT_RE.search(part[match.start() :]) and not _says_other_form(part):
            continue
        return Finding(
            kind="amendment",
            value={"form": form, "mutual": not _ONE_SIDED_RE.search(part)},
            spans=(proof(statement, start, end),),
            rule="amendment_written" if form else "amendment_by_consent",
            confidence=round(confidence if form else confidence - 0.15, 2),
        )
    return None


def _form_of_what_was_granted(statement: Statement, start: int, end: int) -> Finding | None:
    """«Eine Anpassung ist einvernehmlich möglich; sie bedarf der Schriftform»: what was granted, in this form."""
    part = statement.text[start:end]
    if not _TAKES_UP_RE.match(part) or not is_written(part, approval=True) or _AMEND_RE.search(part):
        return None
    granted = (statement.text[:start] or statement.before).strip()
    match = _AMEND_RE.search(granted)
    if match is None or (match[0].islower() and not _OWN_RE.search(granted)):
        return None  # «Räume können angepasst werden»
    if not _GRANTED_RE.search(granted) or _ENDS_RE.search(granted):
        return None
    confidence = _trust(statement, f"{granted} {part}", match.start())
    if confidence is None or statement.role not in _ROLES:
        return None
    return Finding(
        kind="amendment",
        value={"form": "written", "mutual": not _ONE_SIDED_RE.search(granted)},
        spans=(proof(statement, start, end),),
        rule="amendment_written",
        confidence=min(confidence, 0.9),
    )


def _says_other_form(part: str) -> bool:
    return re.search(r"(?i:textform|e-?mail|beschluss|genügt)", part) is not None


def _trust(statement: Statement, part: str, position: int) -> float | None:
    """How far an amendment of this agreement is meant, rather than a change of something in it."""
    if subject_of(part[:position]) == "other":
        return None
    if statement.role not in _ROLES and not re.search(rf"(?:[Dd]ieser|[Dd]ieses) {OWN_NOUN}", part):
        return None
    of = _OF_RE.search(part, position)
    if of and (subject_of(of[0]) == "other" or not _OWN_RE.search(of[0])):
        return None
    if statement.role == "amendment":
        return 0.95
    owned = _OWN_RE.search(part) is not None
    if statement.role in {"term", "termination", "severability", "other"}:
        return 0.9 if owned or is_written(part) else None
    return 0.75 if owned else None
