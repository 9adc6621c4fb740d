"""Sentences that state a goal («Ziel ist es», «wollen», «soll … werden»), and those that only speak of goals."""

from __future__ import annotations

import re
from typing import Literal

__all__ = [
    "Strength",
    "announces_measures",
    "continues_a_list",
    "cue_of",
    "is_about_goals",
    "is_own_aim",
    "leads_in",
    "strength_of",
]

Strength = Literal["strong", "weak"]

_LEAD = r"(?:[-–•*\s(„]|\d{1,2}[.)]|[a-z]\)|\(\d{1,2}\)){0,8}"
_AIM = r"(?:[\w-]{0,20}[Zz]iel(?:e|en|setzung|setzungen|stellung)?|[Zz]weck|[Aa]bsicht|[Aa]nliegen|[Aa]nspruch)"
_BE = r"(?:ist|sind|besteht|bestehen|liegt|liegen|lautet|bleibt|muss es sein)"
_OWN = (
    r"(?:[\w-]*[Vv]ereinbarung(?:en)?|[\w-]*[Ee]rklärung|[\w-]*[Kk]ooperation|[\w-]*[Zz]usammenarbeit|[\w-]*[Vv]ertrag(?:e?s)?|[\w-]*[Nn]etzwerk(?:e?s)?"
    r"|[\w-]*[Pp]artnerschaft|[\w-]*[Bb]ündnis(?:ses)?|[Kk]onzept(?:e?s)?|[Ff]achkonzept(?:e?s)?|[\w-]*[Pp]artner(?:innen|/innen|n)?|[\w-]*[Pp]arteien|[Bb]eteiligten"
    r"|[Uu]nterzeichnenden|[Ee]rklärenden|[Vv]ertragsschließenden|[Zz]usammenschluss(?:es)?|[Pp]akt(?:e?s)?|[Cc]harta)"
)
_AIM_SIGNS = ("iel", "weck", "bsicht", "nliegen", "nspruch")
_AIM_RES = (
    # «Ziel der Vereinbarung ist», «Das übergeordnete Ziel besteht in», «ist es gemeinsames Ziel»
    re.compile(rf"(?<![\w-]){_AIM}(?![\w-])[^.:;]{{0,140}}?(?<!\w){_BE}(?!\w)"),
    re.compile(rf"(?<!\w){_BE}(?!\w)[^.:;,]{{0,60}}?(?<![\w-]){_AIM}(?![\w-])"),
)
_STRONG_RES = (
    re.compile(
        r"(?<!\w)(?:verfolg\w{1,3}|verfolgen|setz(?:t|en)|gesetzt|vorgenommen)(?!\w)[^.:;]{0,110}(?<![\w-])[Zz]iel"
    ),
    re.compile(r"(?<![\w-])[Zz]iele?\s(?:verfolgt|gesetzt)(?!\w)"),
    re.compile(
        r"(?<![\w-])[Zz]ielen?\s(?:auf|darauf)(?!\w)|(?<!\w)zielt\s(?:auf|darauf)(?!\w)|(?<!\w)zielt\s[^.;]{0,60}\sab(?!\w)"
    ),
    re.compile(r"(?<!\w)(?:zum|als)\s(?:\w+\s)?Ziel\s(?:gesetzt|gemacht|gestellt)(?!\w)|(?<!\w)zum\sZiel(?!\w)"),
    re.compile(r"(?<!\w)(?:[Aa]ngestrebt|anzustreben|anstreben|beabsichtig(?:en|t)|bezweck(?:en|t)|bestrebt)(?!\w)"),
    re.compile(r"(?<!\w)streb(?:en|t)\s(?=[^.;]{0,200}?(?<!\w)an(?!\w))"),
    re.compile(
        r"(?<!\w)setz(?:en|t)\s(?:sich|uns)\s[^.;]{0,60}?(?:dafür|für)(?!\w)|(?<!\w)wirk(?:en|t)\s[^.;]{0,60}?darauf\shin(?!\w)"
    ),
    re.compile(r"(?<!\w)(?:[Gg]eht\ses|[Ee]s\sgeht)\s(?:[\w-]+\s){0,4}?(?:darum|um)(?!\w)"),
    re.compile(
        r"(?<!\w)(?:trägt|tragen)\s[^.;]{0,40}?dazu\sbei(?!\w)|(?<!\w)[Mm]it\sdem\s(?:gemeinsamen\s)?Ziel(?!\w)"
    ),
    re.compile(
        rf"{_LEAD}(?:[Dd]ies\w*|[Dd]ie|[Dd]er|[Dd]as|Sie|Er|Es)\s(?:\w+\s){{0,4}}?(?:dient|dienen)\s(?:dem|der|dazu|damit|vor)(?!\w)"
    ),
)
# A verb of wish in the second place; at the end of a clause it belongs to «…, die wieder einsteigen wollen,».
_WISH_RE = re.compile(r"(?<!\w)(?:[Ss]oll|[Ss]ollen|wollen|will|möchten?|[Ss]ollte[n]?)(?=\s+[^\s.,;:])")
_RELATIVE_RE = re.compile(
    r",\s(?:die|der|das|den|dem|deren|dessen|denen|welche\w?|wenn|weil|sofern|soweit|falls|ob|wer|was|wie|wo)\s[^,]{0,140}\Z"
)
_WEAK_RES = (
    re.compile(r"(?<!\w)um\s[^.;]{0,200}?(?:\szu\s\w{3,}|\w{2,}zu\w{4,}en)(?!\w)"),
    re.compile(
        r"(?<!\w)(?:ist|sind)\s[^.;]{0,140}?\szu\s(?:verfolgen|fördern|stärken|verbessern|unterstützen|sichern|erreichen|vermeiden|gewährleisten)"
    ),
    re.compile(
        r"(?<!\w)(?:fördert|fördern|stärkt|stärken|verbessert|verbessern|sichert|sichern|erleichtert|erleichtern|gewährleiste[nt]|ermöglich(?:t|en))(?!\w)"
    ),
)
_ABOUT_START_RES = (
    re.compile(
        rf"{_LEAD}(?:Die|Diese|Dieses|Das|Alle|Ein|Jedes|Dieser)\s(?:\w+\s){{0,3}}?(?:Ziel(?:e|en|s|es)?|Zielerreichung|Zielwerte?|Zielvereinbarung(?:en)?|Zielsetzung(?:en)?"
        r"|Erreichung|Umsetzung|Verwirklichung|Zielvorgaben?)(?!\w)[^.]{0,160}?"
        r"(?:erreicht|überprüf|überprüft|fortgeschrieben|fortschreib|konkretisier|evaluier|gemessen|ergeben\ssich|ergibt\ssich|festgelegt|vereinbart|definiert|angepasst"
        r"|beobachtet|bewertet|umgesetzt|verbindlich|orientier|zeigt\sauf|erörtert|abgestimmt|dokumentiert|gelten|gilt|beschrieben|erfolgt|nachgehalten|aktualisiert)"
    ),
    re.compile(
        rf"{_LEAD}(?:Zur|Zum|Um|Für\sdie)\s[^.]{{0,60}}?(?:Erreichung|Umsetzung|Verwirklichung|Erreichen|erreichen|Realisierung)[^.]{{0,80}}?(?:[Zz]iel|Zweck)"
    ),
    re.compile(rf"{_LEAD}(?:Zur|Zum|Um)\s(?:diese[nrs]?|die\sgenannten|die)\s(?:\w+\s)?(?:Ziele?|Zweck)"),
    re.compile(rf"{_LEAD}(?:Näheres|Das\sNähere|Einzelheiten|Hierzu|Hierfür|Dazu|Dafür|Dabei|Hierbei)(?!\w)"),
    re.compile(rf"{_LEAD}(?:Nicht|Kein)\s(?:\w+\s)?(?:Ziel|Zweck)(?!\w)"),
    re.compile(rf"{_LEAD}(?:Mit\sdiesem\sZiel|Dieses\sZiel|Unter\sdiesem\sZiel)(?!\w)"),
)
_ABOUT_ANYWHERE_RE = re.compile(
    r"(?<!\w)(?:(?:nachfolgend|nachstehend|folgend|genannt|vereinbart|vorstehend|obig)en\s(?:\w+\s)?Ziele[n]?|bleib(?:t|en)\s(?:hiervon\s|davon\s)?unberührt|unberührt\sbleib\w*|erreicht,\swenn)(?!\w)"
)
_LEADS_IN_RE = re.compile(r"(?::|\bdass,?|\bdurch|\bfür|\bum|\bdie|\bder|\bdas|\bzu|,)\s*\Z")
_LIST_LEAD_RE = re.compile(
    rf"(?<![\w-])(?:{_AIM}|erreichen|anstreben|streben\san|geht\ses|es\sgeht|wollen|möchten|bezweckt|beabsichtigen|soll(?:en)?|beinhaltet|umfasst|insbesondere|gehören)(?![\w-])"
)
_MEASURES_LEAD_RE = re.compile(
    r"(?<!\w)(?:[Ff]olgende[nr]?|[Nn]achstehende[nr]?|[Ff]olgenden)\s(?:\w+e[nr]?\s){0,2}"
    r"(?:[\w-]*[Mm]aßnahmen?|[\w-]*[Aa]ufgaben|[Ss]chritten?|[\w-]*[Ll]eistungen|[Bb]eiträge[n]?|[Pp]flichten|[Ii]nstrumenten?|[Aa]ngeboten?|[Kk]ennzahlen|[Ii]ndikatoren)\s?[^.;:]{0,60}:"
)
_OTHERS_RE = re.compile(
    rf"{_LEAD}(?:Das|Der|Die)\s(?:\w*(?:[Bb]undes|[Ll]andes|[Ff]örder)\w*programm|Bund|Gesetzgeber|Bundesregierung|Landesregierung|\w*[Gg]esetz|Europäische\sUnion|EU)(?!\w)[^.]{{0,80}}"
    r"(?:Ziel|Zweck|Absicht|will|soll)(?!\w)"
)
_OWN_AIM_RES = (
    re.compile(
        rf"{_LEAD}(?:(?:[Dd]as|[Ee]in|[Uu]nser|[Dd]ie|[Dd]er)\s)?(?:(?:\w+(?:e|es|er|en)\s)|und\s){{0,3}}?{_AIM}\s(?:(?:der|dieser|des|dieses|unserer|ihrer|aller|ist\sdieser)\s)"
        rf"(?:\w+(?:en|er)\s){{0,2}}?{_OWN}(?!\w)[^.:;]{{0,80}}?(?<!\w){_BE}(?!\w)"
    ),
    re.compile(
        rf"{_LEAD}(?:[Dd]as|[Ee]in|[Uu]nser)\s(?:übergeordnete|gemeinsame|oberste|zentrale|vorrangige|wesentliche|erklärte)[sn]?\s{_AIM}[^.:;]{{0,80}}?(?<!\w){_BE}(?!\w)"
    ),
    re.compile(
        rf"{_LEAD}(?:[Ee]s\sist\s)(?:(?:das|ein|unser|erklärtes|gemeinsames|das\sgemeinsame)\s){{0,2}}{_AIM}\s(?:der|dieser|des|aller)\s(?:\w+\s)?{_OWN}"
    ),
)
_JOINT_ACT = (
    r"(?:der|dieser|des|dieses)\s(?:\w+(?:en|er)\s){0,2}(?:\w*[Üü]bertragung|Zusammenlegung|Zusammenführung|Bündelung|Einrichtung|Beauftragung|Regelung|Gründung|Übernahme|Delegation|Vernetzung"
    r"|Errichtung|Trägerschaft|Arbeitsteilung|Mitgliedschaft|Projekts?|Vorhabens?|Modells?|Programms?|Maßnahme)"
)
_FALLBACK_RES = (
    re.compile(rf"{_LEAD}(?:Durch|Mit)\s[^.,;:]{{3,90}}?\s(?:soll|sollen)\s[^.;]{{3,300}}?\swerden(?!\w)"),
    re.compile(
        rf"{_LEAD}(?:(?:[Dd]as|[Uu]nser|[Ii]hr)\s)?(?:(?:\w+(?:e|es)\s)){{0,2}}?(?:Ziel|Zielsetzung|Ziele|Zweck)\s(?:(?:hierbei|dabei|{_JOINT_ACT})\s){{0,1}}(?:ist|sind|besteht)(?!\w)"
    ),
    re.compile(
        rf"{_LEAD}(?:[Dd]iese|[Dd]ie|[Dd]ieser|[Dd]er|[Dd]as|[Dd]ieses)\s(?:\w+e\s)?{_OWN}\s(?:\w+\s){{0,6}}?(?:dient|dienen|bezweckt|bezwecken|zielt|verfolgt|verfolgen|soll|sollen|wollen|will|möchten"
        r"|streben|beabsichtigen|setzen\ssich)(?!\w)"
    ),
    re.compile(
        rf"{_LEAD}[Mm]it\s(?:dieser|der|diesem|dem)\s(?:\w+\s)?{_OWN}\s(?:\w+\s){{0,4}}?(?:soll|sollen|wollen|möchten|verfolgen|streben|beabsichtigen)(?!\w)"
    ),
    re.compile(
        rf"{_LEAD}(?:Wir|Beide\s(?:Seiten|Partner|Parteien))\s(?:wollen|möchten|verfolgen|streben|setzen)(?!\w)"
    ),
    re.compile(
        rf"{_LEAD}(?:Sie|Alle)\s(?:verfolgen|teilen|eint)\s(?:\w+\s){{0,4}}?(?:das|ein)\s(?:gemeinsame[sn]?\s)?(?:Ziel|Anliegen)(?!\w)"
    ),
)
_SET_RE = re.compile(
    r"(?<!\w)(?:haben|setzen)\s(?:sich|wir\suns)\s(?:deshalb\s|daher\s|gemeinsam\s|damit\s)?(?:die\s[\w-]*(?:[Pp]artner\w*|[Pp]arteien|Beteiligten|Unterzeichnenden|Vertragschließenden)\s)?"
    r"(?:gemeinsam\s)?(?:das\s(?:gemeinsame\s)?Ziel|zum\s(?:gemeinsamen\s)?Ziel)(?!\w)"
)
_REPORTED_RE = re.compile(r"(?<!\w)(?:hat|haben|hatte|hatten|wurde|wurden|war|waren|konnte|konnten)(?!\w)")
_UNFULFILLED_RE = re.compile(
    r"(?<!\w)(?:kündig\w*|unwirksam|nichtig|Frist|Haftung|gekündigt|in\sKraft|verlänger\w*|Vergütung|Zuschuss|Kosten\sträg)(?!\w)"
)


def strength_of(sentence: str) -> Strength | None:
    """Tell how clearly a sentence of a goals clause states a goal.

    Args:
        sentence: The sentence with its blanks collapsed.

    Returns:
        «strong» for a cue of wish or aim in the main clause, «weak» for a purpose or an effect, None for neither.

    >>> strength_of("Die Partner wollen Wartezeiten verkürzen."), strength_of("Derzeit sind 68 % ohne Abschluss.")
    ('strong', None)
    >>> strength_of("Beraten werden Frauen, die wieder einsteigen wollen.") is None
    True
    """
    strength = cue_of(sentence)
    return None if strength is None or is_about_goals(sentence) else strength


def cue_of(sentence: str) -> Strength | None:
    """How clear the cue of a sentence is, whether or not it only speaks of goals.

    >>> cue_of("Die Ziele sollen überprüft werden.")
    'strong'
    """
    if _wishes(sentence):
        return "strong"
    aims = any(sign in sentence for sign in _AIM_SIGNS)
    if (aims and any(pattern.search(sentence) for pattern in _AIM_RES)) or any(
        pattern.search(sentence) for pattern in _STRONG_RES
    ):
        return "strong"
    return "weak" if any(pattern.search(sentence) for pattern in _WEAK_RES) else None


def _wishes(sentence: str) -> bool:
    for match in _WISH_RE.finditer(sentence):
        if not _RELATIVE_RE.search(sentence[max(0, match.start() - 150) : match.start()]):
            return True
    return False


def is_about_goals(sentence: str) -> bool:
    """Tell whether a sentence speaks of goals without stating one: of reaching or checking them, or of others' goals.

    >>> is_about_goals("Die Ziele werden jährlich überprüft."), is_about_goals("Das Ziel ist erreicht, wenn es ruht.")
    (True, True)
    >>> is_about_goals("Ziel ist die Überprüfung der Abläufe.")
    False
    """
    if _OTHERS_RE.match(sentence):
        return True
    return _ABOUT_ANYWHERE_RE.search(sentence) is not None or any(
        pattern.match(sentence) for pattern in _ABOUT_START_RES
    )


def leads_in(sentence: str) -> bool:
    """Tell whether a sentence is unfinished and leads into a list: «Die Partner streben an,».

    >>> leads_in("Sie verfolgen folgende Ziele:"), leads_in("Ziel ist die Teilhabe aller.")
    (True, False)
    """
    stripped = sentence.rstrip(" *_")
    return bool(_LEADS_IN_RE.search(stripped)) or stripped[-1:].isalnum()


def continues_a_list(sentence: str) -> bool:
    """Tell whether a lead-in announces goals rather than measures or duties.

    >>> continues_a_list("Die Partner streben an,"), continues_a_list("Die Stadt übernimmt folgende Aufgaben:")
    (True, False)
    """
    return _LIST_LEAD_RE.search(sentence) is not None


def announces_measures(sentence: str) -> bool:
    """Tell whether a lead-in announces what is done for the goals rather than the goals themselves.

    >>> announces_measures("Zur Umsetzung der Ziele vereinbaren sie folgende Maßnahmen:")
    True
    >>> announces_measures("Sie verfolgen folgende Ziele und Maßnahmen:")
    False
    """
    return _MEASURES_LEAD_RE.search(sentence) is not None


def is_own_aim(sentence: str, *, alone: bool) -> bool:
    """Tell whether a sentence outside of a goals clause states the aim of this very agreement.

    Args:
        sentence: The sentence with its blanks collapsed.
        alone: Whether the document has no goals clause; then «Ziel ist es», «Diese Vereinbarung dient», «Die Partner
            wollen» count, else only an aim that names the agreement or calls itself the common one.

    >>> is_own_aim("Das übergeordnete Ziel der Kooperation besteht in der Teilhabe.", alone=False)
    True
    >>> is_own_aim("Ziel ist die Integration.", alone=False), is_own_aim("Ziel ist die Integration.", alone=True)
    (False, True)
    """
    if is_about_goals(sentence) or leads_in(sentence):
        return False
    if any(pattern.match(sentence) for pattern in _OWN_AIM_RES):
        return True
    if alone and _SET_RE.search(sentence):
        return True
    if not alone or _REPORTED_RE.search(sentence[:120]) or _UNFULFILLED_RE.search(sentence):
        return False
    return any(pattern.match(sentence) for pattern in _FALLBACK_RES)
