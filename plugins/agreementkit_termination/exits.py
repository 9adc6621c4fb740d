"""A partner's own exit: «kann seine Mitwirkung … beenden», «aus dem Netzwerk ausscheiden», «Austritt eines Partners».

Such a sentence gives notice of the agreement wherever it stands, though it names neither «Kündigung» nor the agreement.
"""

from __future__ import annotations

import re

from agreementkit import Role, Statement
from agreementkit.german import OWN_NOUN, in_any_case
from agreementkit_termination.words import EXIT_ROLES, LEAVE_RE

_PARTNER = (
    r"(?:\w{0,20}[Pp]artner(?:in(?:nen)?|n|s)?|\w{0,12}[Pp]artei(?:en)?|Beteiligte[rn]?|Mitglied(?:er|ern|s|es)?"
    r"|Mitgliedskommunen?|Seiten?|Unterzeichne\w{0,8}|Vertragsteile?|Vertragschließende[rn]?|Träger|Organisation(?:en)?|Institution(?:en)?|Körperschaft(?:en)?"
    r"|Einrichtung(?:en)?|Kommunen?|Gemeinden?|Stadt|Kreis|Landkreis|Schulen?|Verein|Kooperierende[rn]?|[Ww]er)"
)
_SHARE = (
    r"(?:Mitwirkung|Mitarbeit|Engagement|Teilnahme|Beteiligung|Mitgliedschaft|Zugehörigkeit|Unterstützung|Zusammenarbeit|Partnerschaft"
    r"|Kooperation)"
)
_UNION = (
    rf"(?:{OWN_NOUN}|\w{{0,30}}(?:[Nn]etzwerk|[Vv]erbund|[Bb]ündnis|[Gg]emeinschaft|[Aa]llianz|[Ii]nitiative"
    r"|[Zz]usammenschluss|[Aa]rbeitsgemeinschaft|[Pp]akt)\w{0,3})"
)
_LEAVES = (
    r"(?:beenden|beendet|beendigen|aufgeben|aufkündigen|kündigen|gekündigt|zurückziehen|zurücknehmen|widerrufen|einstellen"
    r"|niederlegen|aufsagen)"
)
_GOES = (
    r"(?:ausscheiden|ausscheidet|austreten|austritt|zurücktreten|zurücktritt|aussteigen|aussteigt|zurückziehen|lösen|löst"
    r"|verabschieden|ausziehen)"
)
_OWN_EXIT_RES = (
    re.compile(
        rf"(?<!\w){_PARTNER}(?!\w)[^;.]{{0,120}}?(?<!\w)(?:ihre|seine|deren)n?(?: \w{{1,24}}\.?){{0,3}}? {_SHARE}(?!\w)"
        rf"[^;]{{0,260}}?(?<!\w){_LEAVES}(?!\w)"
    ),
    re.compile(
        rf"(?<!\w){_PARTNER}(?!\w)[^;.]{{0,160}}?(?<!\w)(?:aus|von|an) (?:de[rm]|diese[rm]|ihrem|seinem)"
        rf"(?: \w{{3,24}}){{0,2}}? {_UNION}(?!\w)[^;]{{0,200}}?(?<!\w){_GOES}(?!\w)"
    ),
    re.compile(
        r"(?<!\w)(?:Austritt|Ausscheiden|Ausstieg|Rücktritt|Rückzug)s? (?:eine[sr]|jede[sr]|de[sr]|einzelner|von|aus)"
        rf"(?: \w{{3,24}}){{0,2}}? (?:{_PARTNER}|{_UNION})(?!\w)"
    ),
    re.compile(
        rf"(?<!\w)von (?:jede[mr]|eine[mr]|beiden|allen)(?: \w{{3,24}}){{0,2}}? {_PARTNER}(?!\w)"
        r"[^;.]{0,200}?(?<!\w)(?:beendet|gekündigt|aufgekündigt|aufgelöst) werden(?!\w)"
    ),
    re.compile(
        r"(?<!\w)(?:[Dd]ie|[Ee]ine) (?:Rücknahme|Beendigung|Aufgabe|Kündigung) (?:der|einer|seiner|ihrer)"
        rf" (?:\w{{3,24}} )?{_SHARE}(?!\w)"
    ),
    re.compile(
        rf"(?<!\w)(?:[Bb]eendet|[Kk]ündigt|[Ww]iderruft|[Gg]ibt) (?:eine?[rs]?|jemand|die|der)(?: \w{{3,24}})?"
        rf" (?:{_PARTNER} )?(?:ihre|seine)n? (?:\w{{3,24}} )?{_SHARE}(?!\w)"
    ),
    re.compile(rf"(?<!\w){_SHARE} (?:im|am|in der|an der|in diese[mr]|an diese[mr]) (?:\w{{3,24}} )?{_UNION}(?!\w)"),
    re.compile(
        rf"(?<!\w)(?:[Jj]ede[rs]?|[Ee]ine?|[Aa]lle|[Dd]ie) (?:\w{{3,24}} )?{_PARTNER} (?:kann|können|darf|dürfen)(?!\w)"
        r"[^;.,]{0,160}?(?<!\w)(?:ausscheiden|austreten|aussteigen|Abstand nehmen|zurücktreten)(?!\w)"
    ),
    re.compile(rf"(?<!\w)[Ww]er (?:[^;.]{{0,60}} )?(?:{_GOES}|verlassen) (?:will|möchte|wollen)(?!\w)"),
)
_STEM_RE = re.compile(
    in_any_case(
        "mitwirk|mitarbeit|engagement|teilnahm|beteilig|mitglied|zugehör|unterstütz|zusammenarbeit|partnerschaft|kooperation"
        "|ausscheid|abstand|austr[ei]t|ausst[ie]|rücktritt|rückzug|zurück|lösen|löst|beendet|gekündigt|verlassen"
    )
)
_INNER_BODY_RE = re.compile(
    in_any_case(
        r"steuerungs(?:gruppe|kreis|gremi|runde|team)|beirat|beirates|gremi(?:um|en)|ausschuss|ausschusses|arbeitsgruppe"
        r"|arbeitskreis|lenkungs|vorstand|kuratori|fachgruppe|projektgruppe|a(?<!\wa)mt(?:e?s)?(?!\w)|famili|eltern|kind(?:er)?s?\b"
        r"|jugendliche|teilnehm|schüler|beschäftig|mitarbeiter|fachkraft|fachkräfte|personal|patient|klient"
    )
)
# «Er hat dies … anzuzeigen», «Dazu genügt eine schriftliche Nachricht»: the exit of the sentence before is declared so.
_DECLARES_RE = re.compile(
    r"[\W\d_]{0,12}(?:(?:Er|Sie|Es|Der Partner|Die Partei|Die Partnerin|Der Beteiligte|Die Seite)"
    r" (?:hat|haben|muss|müssen|teilt|teilen|zeigt|zeigen|erklärt|erklären)"
    r" (?:dies|das|ihn|sie|es|seine Absicht|ihre Absicht|den Austritt)(?!\w)|(?:Dies|Das) (?:ist|muss|hat|wird)(?!\w)"
    r"|(?:Dazu|Dafür|Hierzu|Hierfür) (?:genügt|reicht|bedarf|ist|muss|gilt)(?!\w)"
    r"|(?:Der|Die) (?:Austritt|Ausstieg|Rückzug|Rücktritt|Beendigung|Aufsage|Absicht)(?!\w)"
    r"|(?:Erforderlich|Notwendig|Nötig|Ausreichend) (?:ist|sind)(?!\w)|[Ee]s (?:genügt|reicht)(?!\w))"
)
_DECLARATION_RE = re.compile(
    r"(?i:anzuzeigen|anzeig|zeigt[^;]{0,120} an(?!\w)|mitzuteilen|mitteil|mitgeteilt|teilt[^;]{0,120} mit(?!\w)|erklär"
    r"|kundzutun|bekannt ?zugeben|nachricht|schreiben|brief|schriftform|angezeigt)"
)
_OF_A_BODY_RE = re.compile(
    r"(?<!\w)(?:Mitglied\w{0,4}|Vertreter\w{0,5}|[Vv]orsitzende\w{0,2}|Vorsitz|Sprecher\w{0,5})"
    r" (?:de[srmn]|eine[srm]|im|in|am)(?: [\w-]{2,30}){0,2}? (?=[A-ZÄÖÜ])"
)
_NEVER_ROLES: tuple[Role, ...] = ("organs", "financing", "data_protection", "confidentiality", "tasks", "signatures")


def is_own_exit(statement: Statement, start: int, end: int) -> bool:
    """Whether a part of a sentence lets a partner leave the agreement, rather than a member leave a body.

    Args:
        statement: The sentence.
        start: Where the part begins in its template.
        end: Where it ends.
    """
    if statement.role in _NEVER_ROLES:
        return False
    part = statement.text[start:end]
    if not _STEM_RE.search(part):
        return False
    if _INNER_BODY_RE.search(part):
        return False
    return any(pattern.search(part) for pattern in _OWN_EXIT_RES)


def declares_exit(statement: Statement) -> bool:
    """Whether a sentence says how the exit that the sentence before it grants is declared."""
    if not _DECLARES_RE.match(statement.text) or not _DECLARATION_RE.search(statement.text):
        return False
    granted = statement.before
    if statement.role in _NEVER_ROLES or _INNER_BODY_RE.search(granted) or not _STEM_RE.search(granted):
        return False
    leaves = statement.role in EXIT_ROLES and LEAVE_RE.search(granted) is not None
    return leaves or any(pattern.search(granted) for pattern in _OWN_EXIT_RES)


def leaves_a_body(text: str) -> bool:
    """Whether a sentence lets a member leave a body of the agreement: «Mitglieder der Steuerungsgruppe können …»."""
    member = _OF_A_BODY_RE.search(text)
    return member is not None and _INNER_BODY_RE.search(text, member.end(), member.end() + 30) is not None
