"""What one sentence states of a term, before the sentences of a document are weighed against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from agreementkit import Role, Span, Statement
from agreementkit.german import OWN_NOUN, at_word_start, tells_the_past

TERM_ROLES: tuple[Role, ...] = ("term", "termination")
"""Clauses in which a sentence without a subject of its own speaks of this agreement."""

NEVER_ROLES: tuple[Role, ...] = (
    "goals",
    "tasks",
    "organs",
    "data_protection",
    "financing",
    "confidentiality",
    "signatures",
)
"""Clauses in which only «diese Vereinbarung» itself can be meant."""

_TERM_CUES = (
    r"gilt|gelten|galt|gelte|[Gg]ültig|Gültigkeit\w{0,8}|geschlossen|abgeschlossen|eingegangen|getroffen"
    r"|vereinbart"
    r"|vereinbaren|schließen|läuft|laufen|dauert|dauern|währt|Dauer"
    r"|befristet|Befristung|besteht|bestehen|[Ii]n Kraft|in Wirksamkeit"
    r"|Inkrafttretens?|[Ww]irksam|[Rr]echtswirksam|[Rr]echtskräftig"
    r"|erlangt(?=[^;]{0,160} (?:Wirksamkeit|Rechtskraft)(?!\w))|Geltung|Vertragszeitraum"
    r"|Vereinbarungszeitraum"
    r"|Kooperationszeitraum|angelegt|erstreckt|erstrecken|beginnt|beginnen|endet|enden|Wirkung|Bestand"
    r"|festgelegt|begrenzt|beschränkt|[Ll]os geht|[Ss]tartet|Vertragsbeginn|Vertragsende|Laufzeitbeginn"
    r"|Laufzeitende|Beginn(?= ?:)|Ende(?= ?:)"
)
"""Words with which German agreements speak of how long they last."""
_TERM_CUE_RE = re.compile(at_word_start(_TERM_CUES) + r"(?!\w)")
_COMPOUND_CUE_RE = re.compile(
    rf"(?<!\w)(?:\w{{0,20}}[Ll]aufzeit|\w{{0,20}}[Gg]eltungsdauer|\w{{0,20}}[Vv]ertragsdauer|{_TERM_CUES})(?!\w)"
)

ACT_BY_RE = re.compile(
    r"(?i:künd|widerspr|mitgeteilt|mitzuteilen|vorzulegen|vorgelegt|legt\b|anzuzeigen|beantrag|antrag|bericht"
    r"|evaluier|überprüf|auswert"
    r"|verhandel|entscheid|beschlie|verlänger|fortsetz|abzurechnen|einzureichen|gezahlt|zahlbar|überw[ie]{2}s"
    r"|übergangs|erstmals)"
)
"""What makes a date with «bis», in the same part of a sentence, a day to act by rather than the end."""

_SOMETHING_ELSE_RE = re.compile(
    r"^.{0,90}?(?<!\w)(?:Änderung|Ergänzung|Kündigung|Beitritt|Aufhebung|Zusätz|Nebenabrede|Abweichung"
    r"|Verlängerung|Austritt"
    r"|Rücktritt|Evaluation|Auswertung|Überprüfung|Bericht|Bewertung|Sachbericht)\w{0,12}(?!\w)"
)
_SEGMENT_RE = re.compile(
    r"[;:]|,(?= )"
    r"| (?:und|sowie|oder|aber)(?= (?:sie |er )?(?:kann|können|ist|sind|wird|werden|verlängert|gilt|endet|läuft"
    r"|tritt|hat|bleibt"
    r"|ersetzt|löst|soll|darf|bedarf|beginnt|besteht)(?!\w))"
)
_SUBJECT_RE = re.compile(
    r"[\W\d_]{0,12}(?:[a-z]\) )?(?:(?:[Dd]ie|[Dd]er|[Dd]as|[Ee]ine?|[Jj]ede[rs]?|[Aa]lle|[Ii]hre?"
    r"|[Ss]eine?) )?(?:[a-zäöüß]{3,24} ){0,2}(?P<noun>(?!(?:Sie|Er|Es|Dies\w{0,2}|Danach|Dann|Anschließend"
    r"|Sodann|Wird|Zunächst|Ab|Am|Mit|Nach|Vor|Bis|Im|Zum|Zur|Für|Auf|Wenn|Sofern|Bei|Damit"
    r"|Sonst)(?!\w))[A-ZÄÖÜ][\w-]{2,50})"
    r"(?: (?:der|des|von|für|zur|zum|aus|im|in|an|nach) [^<;,]{2,60}?)?(?: vom? <X\d+>)? (?:ist|sind|wird|werden"
    r"|gilt|gelten|bleibt|bleiben|erlischt|verlängert|verlängern"
    r"|endet|enden|beginnt|beginnen|läuft|laufen|besteht|bestehen|dauert|kann|können|tritt|treten|haben"
    r"|hat|setzt|setzen)(?!\w)"
)
TERM_NOUN_RE = re.compile(
    r"(?i:laufzeit|dauer|gültig|geltung|beginn|^ende$|^end(?:termin|datum|zeitpunkt)$|höchstdauer|ablaufdatum|vertragsende|laufzeitende|kraft|zeitraum|befristung|verlängerung|fortsetzung"
    r"|fortführung|regelung|abmachung|bestimmung|verabredung"
    r"|partner|partei|beteiligt|unterzeichn|vertragschließ|seite|papier|dokument|rahmen|netzwerk|verbund|ziel"
    r"|verhältnis|zusammenschluss|arbeitsgemeinschaft|jugendberufsagentur|verbindung)"
)
"""What a sentence on the term may speak of without naming the agreement."""

_LABEL_RE = re.compile(
    r"[\W\d_]{0,12}(?:(?:Vertrags|Kooperations|Vereinbarungs)?(?:[Ll]aufzeit|[Zz]eitraum)|Geltungsdauer"
    r"|Geltungszeitraum"
    r"|Gültigkeit(?:sdauer)?|Gültig|Dauer|Beginn|Ende|Vertragsbeginn|Vertragsende|Inkrafttreten)"
    r"(?: (?:der|des|dieser|dieses) \w{3,40})? ?:"
)


_ITEM_LABEL_RE = re.compile(r"[^\w<„]{0,12}(?:\(?(?:[0-9.]{1,6}|[a-z])\)|[0-9.]{1,6}(?= ))?[^\w<„]{0,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of a sentence.

    Attributes:
        value: ISO date or duration, or None where the text names no possible one.
        raw: The wording of the value.
        span: The smallest part of the sentence that proves it, in the document's text.
        confidence: 0 to 1.
        rule: Name of the rule.
        event: What it begins with, for a start: «signature», «ratification», «publication».
        perpetual: For an end: there is none.
        provisional: The text calls it a first one («zunächst»).
        suggestions: ISO days that an impossible date may have meant, the likeliest first.
        problem: Why there is no value, as the date's parser says.
        computed: The value was computed rather than read.
        school_years: For a length: it counts school years.
        years: It is what «für das Jahr 2014» says of the whole agreement.
        start_elsewhere: For a length: it counts from the beginning of an agreement that the document only amends.
    """

    value: str | None
    raw: str
    span: Span
    confidence: float
    rule: str
    event: str | None = None
    perpetual: bool = False
    provisional: bool = False
    suggestions: tuple[str, ...] = ()
    problem: str | None = None
    computed: bool = False
    school_years: bool = False
    years: bool = False
    start_elsewhere: bool = False


def trust(statement: Statement, position: int = 0) -> float | None:
    """How far a sentence may be read as speaking of this agreement's own term.

    Args:
        statement: The sentence.
        position: Where in its template the value stands.

    Returns:
        A confidence, or None where it speaks of something else or where nothing tells.
    """
    about = "this" if _is_the_change_itself(statement) else statement.about_at(position)
    if about == "other" or tells_the_past(statement.text, *_part(statement.text, position)):
        return None
    if _is_of_what_it_replaces(statement.text, position) or _in_relative_clause(statement, position):
        return None
    if statement.role in TERM_ROLES:
        return 0.95 if about or not _speaks_of_something(statement.text) else None
    if statement.role in NEVER_ROLES:
        return 0.75 if about == "this" and statement.named else None
    if about == "this":
        return 0.87 if statement.named else 0.8
    if about == "own":
        return 0.8 if statement.named else 0.7
    return 0.7 if _LABEL_RE.match(statement.text) else None


_THE_CHANGE_RE = re.compile(
    r"[\W\d_]{0,12}(?:Die(?:se)?|Vorstehende|Die vorstehenden?) (?:Änderung|Ergänzung|Anpassung|Verlängerung"
    r"|Neufassung)(?:en)? (?:tritt|treten|gilt|gelten|wird|werden|ist|sind)(?!\w)"
)
_REPLACED_RE = re.compile(r"(?<!\w)(?:ersetzt|ersetzen|löst|anstelle|Stelle)(?!\w)[^,;]{0,100}<X\d+>")
_RELATIVE_RE = re.compile(
    r"(?P<noun>[A-ZÄÖÜ][\w-]{2,50})(?: [\w.-]{1,20}| <X\d+>){0,3}, (?:der|die|das|welche[rs]?)(?!\w)[^,;]{0,140}\Z"
)


def _is_of_what_it_replaces(text: str, position: int) -> bool:
    """Whether a value stands behind the name of an earlier agreement: «ersetzt die Vereinbarung vom … bis zum …»."""
    first, _ = segment(text, position)
    return _REPLACED_RE.search(text, first, position) is not None


def _part(text: str, position: int) -> tuple[int, int]:
    """The part of a template between two semicolons around a place."""
    end = text.find(";", position)
    return text.rfind(";", 0, position) + 1, len(text) if end < 0 else end


def _in_relative_clause(statement: Statement, position: int) -> bool:
    """Whether a place stands in a relative clause on something else than the agreement at hand.

    «teilt das Schicksal des Rahmenvertrages, der am … endet»: the nearest noun is meant, not the sentence's subject.
    """
    match = _RELATIVE_RE.search(statement.text, max(0, position - 240), position)
    if match is None:
        return False
    noun, before = match["noun"], statement.text[: match.start()]
    if re.search(r"außer Kraft", statement.text):
        return True
    if re.search(r"(?:[Dd]iese[rsmn]?|[Vv]orliegende[rsmn]?) (?:\w{3,20} )?\Z", before):
        return False
    if TERM_NOUN_RE.search(noun):
        return False
    # the sentence's own subject may be explained: «Die Vereinbarung, die am … beginnt, endet …»
    return re.search(OWN_NOUN, before) is not None


def _speaks_of_something(text: str) -> bool:
    """Whether a sentence begins with a noun that names neither the term nor the agreement: «Die Haftung endet»."""
    subject = _SUBJECT_RE.match(text)
    return subject is not None and TERM_NOUN_RE.search(subject["noun"]) is None


def is_about_a_change(statement: Statement) -> bool:
    """Whether a sentence begins with a change, a notice, a report: what starts or ends there is not the agreement."""
    if _is_the_change_itself(statement):
        return False
    head = statement.text.partition("<")[0]
    verb = term_cue(head)
    return _SOMETHING_ELSE_RE.match(head[: verb.start()] if verb else head) is not None


def _is_the_change_itself(statement: Statement) -> bool:
    """«Die Änderung tritt am … in Kraft» in an amendment."""
    return statement.amends and _THE_CHANGE_RE.match(statement.text) is not None


def term_cue(text: str) -> re.Match[str] | None:
    """The first word that speaks of how long the agreement lasts, or None."""
    compound = "aufzeit" in text or "eltungsdauer" in text or "ertragsdauer" in text
    return (_COMPOUND_CUE_RE if compound else _TERM_CUE_RE).search(text)


def segment(text: str, position: int) -> tuple[int, int]:
    """The part of a template between two commas, semicolons or joined main clauses, around a place."""
    first, last = 0, len(text)
    for match in _SEGMENT_RE.finditer(text):
        if match.end() <= position:
            first = match.end()
        elif match.start() > position:
            last = match.start()
            break
    return first, last


def proof(statement: Statement, start: int, end: int) -> Span:
    """The part of a sentence that proves a value: from the semicolon before it to the one after, without item label.

    Args:
        statement: The sentence.
        start: Where in its template the value's wording begins.
        end: Where it ends.
    """
    text = statement.text
    begin = text.rfind("; ", 0, start) + 2 if "; " in text[:start] else 0
    label = _ITEM_LABEL_RE.match(text, begin)
    begin = min(label.end() if label else begin, start)
    semicolon = text.find(";", end)
    return statement.place(begin, len(text.rstrip()) if semicolon < 0 else semicolon)


def iso_or_none(day: date | None) -> str | None:
    """A date as ISO 8601, or None."""
    return day.isoformat() if day else None
