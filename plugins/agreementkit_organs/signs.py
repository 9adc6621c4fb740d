"""Signs that a sentence sets a body up, has it meet, or gives it a task."""

from __future__ import annotations

import re

from agreementkit_organs.cadence import MEETS_RE

__all__ = ["gives_task", "is_conditional", "is_governed", "meets", "sets_up", "sets_up_several"]

_MADE = (
    r"(?:gebildet|eingerichtet|eingesetzt|gegründet|berufen|konstituiert|geschaffen|installiert|etabliert|gestellt"
    r"|ins\sLeben\sgerufen|eingeführt|bestellt|vereinbart|fortgeführt|unterhalten)"
)
_MADE_AFTER_RE = re.compile(rf"\s?(?:[^.;:]{{0,160}}?(?<!\w)){_MADE}(?!\w)")
_SEVERAL_RE = re.compile(
    rf"(?<!\w)(?:werden|sind)\s[^.;]{{0,120}}?(?<!\w){_MADE}(?!\w)|(?<!\w)(?:bilden|richten|setzen|gründen|schaffen|sind|bestehen)(?!\w)"
)
_PASSIVE_RE = re.compile(r"(?<!\w)(?:wird|werden|ist|sind)(?!\w)")
_MAKE_BEFORE_RE = re.compile(
    r"(?<!\w)(?:bilden|bildet|gründen|gründet|errichten|errichtet|schaffen|schafft|etablieren|etabliert|installieren|installiert|berufen|beruft|vereinbaren|unterhalten|einigen\ssich\sauf|bestellen|entsende[nt])\s"
    r"[^.;:]{0,160}\Z"
)
_SPLIT_VERB_BEFORE_RE = re.compile(
    r"(?<!\w)(?:richte[nt]|setz(?:en|t)|ruf(?:en|t)|lädt|laden|beruf(?:en|t))\s[^.;:]{0,260}\Z"
)
_SPLIT_VERB_AFTER_RE = re.compile(r"[^.;:]{0,160}?(?<!\w)(?:ein|ins\sLeben)(?!\w)")
_TO_INVITE_RE = re.compile(r"(?<!\w)(?:zu|zum|zur)\s(?:\w+\s){0,3}\Z")
_NEW_SUBJECT_RE = re.compile(r"(?:[^\w]|\d){0,8}(?:Ein|Eine)\s(?:\w+e[rs]?\s){0,2}\Z")
_ACTS_RE = re.compile(
    r"\s(?:begleitet|steuert|koordiniert|hält|unterstützt|berät|überwacht|entscheidet|sorgt|stimmt|bündelt|regelt|übernimmt|tagt|tritt|trifft|kommt|leitet|lenkt|bereitet)(?!\w)"
)
_THERE_IS_RE = re.compile(
    r"(?<!\w)(?:[Ee]s\sgibt|gibt\ses)\s(?:\w+\s){0,3}?(?:einen|eine|ein|den|die|das)\s(?:\w+e[nrs]?\s)?\Z"
)
_BY_ONE_RE = re.compile(r"(?<!\w)von\s(?:einem|einer)\s(?:\w+e[nr]\s)?\Z")
_LED_RE = re.compile(
    r"\s(?:[^.;:,]{0,80}?\s)?(?:geleitet|gesteuert|begleitet|koordiniert|unterstützt|beraten|überwacht|gelenkt)(?!\w)"
)
_HIGHEST_RE = re.compile(
    r"(?:Organ|Gremium|Entscheidungsgremium|Leitungsgremium|Steuerungsgremium|Beratungsgremium)\s(?:[^.;:]{0,80}?\s)?(?:ist|sind|bildet|wird)\s(?:der|die|das|ein|eine)\s(?:\w+e[rs]?\s)?\Z"
)
_NAMED_AS_RE = re.compile(
    r"(?<!\w)(?:als|regelt|übernimmt|obliegt|erledigt|besorgt)\s(?:(?:einem|einer|ein|eine|dem|der)\s)?(?:\w+e[nrs]?\s)?\Z"
)
_CONDITIONAL_RE = re.compile(
    r"(?<!\w)(?:kann|können|könnte|könnten|angestrebt|geplant|beabsichtigt|erwägen|erwogen|geprüft|vorgesehen|bei\sBedarf|nach\sBedarf)(?!\w)"
)
_MEET_AFTER_RE = re.compile(
    r"[^.;:]{0,300}?(?<!\w)(?:tagt|tagen|trifft\s(?:\w+\s){0,2}?sich|sich\s[^.;:,]{0,80}?(?<!\w)trifft|sich\s[^.;:,]{0,40},\s[^.;:,]{0,60},\strifft|treffen\ssich|zusammentritt|zusammenkommt|zusammenkommen|zusammentreten|zusammenzutreten|stattfindet|stattfinden"
    r"|findet\s[^.;]{0,200}?(?<!\w)statt|(?:tritt|kommt|treten|kommen|findet\ssich|finden\ssich)\s[^.;]{0,220}?(?<!\w)zusammen|(?:wird|ist)\s[^.;]{0,160}?(?<!\w)(?:einberufen|einzuberufen|eingeladen|einzuladen)|(?:einberufen|einzuberufen|eingeladen)\s(?:wird|werden|ist))(?!\w)"
)
_MEET_BEFORE_RE = re.compile(
    r"(?<!\w)(?:tagende[nrs]?[\s,][^.;:]{0,60}|(?:lädt|laden)\s[^.;:]{0,300}?(?:zu|zum|zur|in)\s(?:\w+\s){0,3}|(?:Sitzungen|Treffen|Beratungen|Zusammenkünfte)\s(?:des|der)\s(?:\w+\s)?|treffen\ssich\s[^.;:,]{0,80}"
    r"|[Ii]m\s|[Ii]n\sder\s)\Z"
)
# «Er wird von der Versammlung gewählt und trifft sich monatlich»: somebody else meets
_NOT_SUBJECT_RE = re.compile(
    r"(?<!\w)(?:von|vom|durch|mit|über|für|neben|gegenüber|aus|gegen|ohne|wie|nach|vor)\s(?:(?:der|dem|den|die|das|einer|einem|einen|eine|ein)\s)?(?:\w+e[nrs]?\s)?\Z"
)
# «Es bereitet die Sitzungen des Beirats vor und trifft sich wöchentlich»: the pronoun's body meets
_PRONOUN_RE = re.compile(r"[\W\d]{0,10}(?:Er|Sie|Es|Dieser|Diese|Dieses)\s[a-zäöüß]")
_AND_MEETS_RE = re.compile(r"[^.;:]{0,200}?\sund\s(?:tagt|trifft|tritt|kommt|berät)(?!\w)")
_THEN_MEETS_RE = re.compile(
    r"[^.:]{0,200}?;\s(?:er|sie|es|diese[rs]?)\s(?=[^.;:]{0,200}?(?<!\w)(?:tagt|trifft\ssich|setzt\ssich\salle|(?:tritt|kommt)\s[^.;:]{0,160}?(?<!\w)zusammen)(?!\w))"
)
_OFTEN = (
    r"(?:(?:ein|zwei|drei|vier|sechs)\s?mal|(?:halb|viertel)?jährlich|monatlich|quartalsweise|wöchentlich"
    r"|alle\s\w+\s(?:Wochen|Monate))"
)
_TALKS_RE = re.compile(rf"\s(?:berät|beraten)\s(?:sich\s)?(?:in\sder\sRegel\s|mindestens\s)?{_OFTEN}")
_AND_TALKS_RE = re.compile(rf"[^.;]{{0,240}}?\sund\s(?:berät|beraten)\s(?:in\sder\sRegel\s|mindestens\s)?{_OFTEN}")
_LAST_OFTEN_RE = re.compile(
    rf"[;,–]\s(?:(?:mindestens|in\sder\sRegel)\s)?{_OFTEN}(?:\s(?:jährlich|im\sJahr|pro\sJahr|monatlich))?[\s.]{{0,3}}\Z"
)
# «Zweimal im Jahr findet eine Leitungsrunde statt»
_HELD_BEFORE_RE = re.compile(r"(?<!\w)findet\s[^.;:]{0,140}?(?:ein|eine|der|die|das)\s(?:\w+e[rs]?\s)?\Z")
_HELD_AFTER_RE = re.compile(r"[^.;:]{0,200}?(?<!\w)statt(?!\w)")
_TURNUS_RE = re.compile(r"(?<!\w)\w{0,10}(?:[Tt]urnus|[Rr]hythmus|Sitzungen|Treffen)\s(?:der|des)\s[„»\"]?\Z")
# «der Beirat (tagt jährlich)», «das Planungsteam (monatliche Treffen)»
_BRACKETED_RE = re.compile(
    rf"\s\([^()]{{0,60}}?(?:(?<!\w)(?:tagt|trifft\ssich)\s[^()]{{3,60}}|{_OFTEN}\w{{0,3}}\s?(?:Sitzung|Treffen|Termin)?\w{{0,3}})\)"
)
# «Halbjährlich tagt der Beirat», «Zur Elternrunde lädt die Schule ein»
_INVERTED_BEFORE_RE = re.compile(
    r"(?<!\w)(?P<verb>tagt|berät|trifft\ssich|tritt|kommt)\s(?:\w+\s){0,3}?(?:die|der|das|ein|eine)\s(?:\w+e[rs]?\s)?\Z"
)
_OTHER_SUBJECT_RE = re.compile(
    r"[\W\d]{0,10}(?:(?:Der|Die|Das|Ein|Eine|Dieser|Diese|Dieses|Unser|Unsere)\s\w|(?:Er|Sie|Es)\s)"
)
_TOGETHER_AFTER_RE = re.compile(r"[^.;:]{0,200}?(?<!\w)zusammen(?!\w)")
_INVITED_RE = re.compile(r"\s(?:lädt|laden|beruft|berufen)\s[^.;:]{0,240}?(?<!\w)ein(?!\w)")
_GATHER_BEFORE_RE = re.compile(
    r"(?<!\w)(?:(?:verständigen|beraten|besprechen|stimmen|finden|tauschen|treffen|setzen)\s(?:sich\s)?[^.;:]{0,140}?(?:in|im|als|zu|zum|zur)"
    r"|(?:sitzen|sitzt)\s[^.;:]{0,80}?(?:am|im|in\s(?:der|einer|einem))(?=[^.;]{0,120}\Z)"
    r"|(?:kommen|treten|treffen\ssich)\s[^.;:]{0,140}?im\sRahmen\s(?:der|des|einer|eines)(?=[^.;]{0,200}\Z)"
    r"|(?:kommen|treten)\s[^.;:]{0,140}?(?:zum|zur|zu\s(?:einem|einer)|in\s(?:einem|einer))(?=[^.;]{0,200}\Z))\s(?:\w+\s){0,2}[„»\"]?\Z"
)
_CONFERS_RE = re.compile(r"\s(?:beraten|treffen\ssich)(?!\w)")
_TAKES_PLACE_RE = re.compile(r"\s[^.;:]{0,160}?(?<!\w)(?:statt|stattfinden|zusammen|ein)(?!\w)")
_TASK_RE = re.compile(
    r"(?<!\w)(?:berät|beraten|beschließt|entscheidet|steuert|koordiniert|begleitet|überwacht|bereitet|legt|wertet|prüft|schlägt|vergibt|stimmt|gibt|nimmt|bewertet|plant|verantwortlich|zuständig|dient|sorgt|trägt"
    r"|regelt|hält|fördert|entwickelt|informiert|berichtet|erarbeitet|lenkt|leitet|unterstützt|sammelt|Aufgabe|Aufgaben|Verantwortung|obliegt|befasst|tauscht|erörtert|sichert|kontrolliert|empfiehlt|organisiert"
    r"|auszuwerten|vorzubereiten|genehmigt|verabschiedet|vertritt|analysiert|initiiert)(?!\w)"
)
_FURTHER_RE = re.compile(r"(?:,\s(?:welche[rs]?|der|die|das|um)|\sund)\s")
_NO_TASK_RE = re.compile(
    r"(?<!\w)(?:Vorsitz|Protokoll|Geschäftsordnung|beschlussfähig|Stimme|Stimmen|Einladung|Tagesordnung|einstimmig|Mehrheit)(?!\w)"
)


def sets_up(sentence: str, start: int, end: int) -> bool:
    """Tell whether a sentence sets up the body whose name stands at a place in it, or names it as one at work.

    >>> sentence = "Zur Abstimmung wird ein Beirat gebildet."
    >>> sets_up(sentence, sentence.index("Beirat"), sentence.index(" gebildet"))
    True
    >>> sets_up("Der Beirat wird informiert.", 4, 10)
    False
    """
    before, after = sentence[max(0, start - 320) : start], sentence[end : end + 260]
    if _MADE_AFTER_RE.match(after) and (_PASSIVE_RE.search(before[-160:]) or _PASSIVE_RE.search(after)):
        return not re.search(
            r"(?<!\w)(?:vom|von\s(?:der|dem|einem|einer)|durch\s(?:den|die|das)|des|dem)\s(?:\w+\s)?\Z", before
        )
    if _MAKE_BEFORE_RE.search(before) and not re.search(r"(?<!\w)(?:des|dem|vom|im)\s(?:\w+\s)?\Z", before):
        return True
    if _SPLIT_VERB_BEFORE_RE.search(before) and _SPLIT_VERB_AFTER_RE.match(after):
        return (
            bool(_TO_INVITE_RE.search(before))
            or re.search(r"(?<!\w)(?:einen?|eine|den|die|das)\s(?:\w+\s){0,2}\Z", before) is not None
        )
    if _THERE_IS_RE.search(before):
        return True
    if _BY_ONE_RE.search(before) and _LED_RE.match(after):
        return True
    if (_NEW_SUBJECT_RE.match(before) and _ACTS_RE.match(after)) or _HIGHEST_RE.search(before):
        return True
    return _NAMED_AS_RE.search(before) is not None and re.match(r"\s?(?:,|aus\s|\.|\Z)", after) is not None


def is_governed(sentence: str, start: int) -> bool:
    """Tell whether what begins at a place of a sentence stands behind a preposition, so that somebody else acts.

    >>> is_governed("Er wird vom Beirat gewählt.", 12), is_governed("Der Beirat wählt ihn.", 4)
    (True, False)
    """
    return _NOT_SUBJECT_RE.search(sentence, max(0, start - 60), start) is not None


def sets_up_several(sentence: str) -> bool:
    """Tell whether a sentence sets up bodies in the plural, which the items below it name.

    >>> sets_up_several("Folgende Arbeitsgruppen werden gebildet:"), sets_up_several("Die Gremien beraten über:")
    (True, False)
    """
    return _SEVERAL_RE.search(sentence) is not None and not is_conditional(sentence)


def is_conditional(sentence: str) -> bool:
    """Tell whether a sentence only allows or plans: «kann ein Beirat gebildet werden».

    >>> is_conditional("Bei Bedarf kann ein Beirat gebildet werden."), is_conditional("Ein Beirat wird gebildet.")
    (True, False)
    """
    return _CONDITIONAL_RE.search(sentence) is not None


def meets(sentence: str, start: int, end: int, until: int | None = None) -> bool:
    """Tell whether the body whose name stands at a place in a sentence meets in it.

    Args:
        sentence: The sentence on one line.
        start: Where the name begins.
        end: Where it ends.
        until: Where the next body's name begins; the verb must stand before it.

    >>> meets("Der Beirat tagt einmal im Jahr.", 4, 10), meets("Der Beirat wird informiert.", 4, 10)
    (True, False)
    """
    after = sentence[end : min(len(sentence), end + 420, until if until is not None else len(sentence))]
    head = sentence[max(0, start - 340) : start]
    subject = _NOT_SUBJECT_RE.search(head) is None
    if _PRONOUN_RE.match(sentence, 0, start) and _AND_MEETS_RE.match(after):
        return False
    colon = after.startswith(": ") and (MEETS_RE.search(after) or _LAST_OFTEN_RE.search(after))
    if (subject and _MEET_AFTER_RE.match(after)) or colon:
        return True
    if after.startswith((":", "“:")) and _TURNUS_RE.search(head):
        return True
    if (
        _THEN_MEETS_RE.match(after)
        or (subject and (_TALKS_RE.match(after) or _AND_TALKS_RE.match(after)))
        or _BRACKETED_RE.match(after)
    ):
        return True
    inverted = _INVERTED_BEFORE_RE.search(head)
    if inverted is not None and inverted["verb"] == "berät" and _OTHER_SUBJECT_RE.match(head):
        inverted = None  # «Der Beirat berät die Lenkungsgruppe»: she is advised
    if inverted is not None and (
        inverted["verb"] not in ("tritt", "kommt") or _TOGETHER_AFTER_RE.match(sentence[end : end + 240])
    ):
        return True
    if re.search(r"(?<!\w)Zu[mr]\s\Z", head) and _INVITED_RE.match(sentence[end : end + 280]):
        return True
    if _GATHER_BEFORE_RE.search(head) or (
        _HELD_BEFORE_RE.search(head) and _HELD_AFTER_RE.match(sentence[end : end + 240])
    ):
        return True
    if re.search(r"(?<!\w)(?:[Ii]m|[Ii]n\sder)\s\Z", head) and _CONFERS_RE.match(sentence[end : end + 20]):
        return True
    before = _MEET_BEFORE_RE.search(head)
    if before is None:
        return False
    return (
        before.group().startswith(("tagend", "treffen")) or _TAKES_PLACE_RE.match(sentence[end : end + 240]) is not None
    )


def gives_task(sentence: str, *, lists_members: bool = False) -> bool:
    """Tell whether a sentence about a body says what it does, beyond how it sits and votes.

    Args:
        sentence: The sentence on one line.
        lists_members: Whether it says who sits there; then a further part of it must name the task.

    >>> gives_task("Er entscheidet über die Mittel."), gives_task("Den Vorsitz führt die Stadt.")
    (True, False)
    """
    verbs = [match.start() for match in _TASK_RE.finditer(sentence)]
    if lists_members:
        further = _FURTHER_RE.search(sentence)
        verbs = [place for place in verbs if further is not None and place > further.start()]
    return bool(verbs) and _NO_TASK_RE.search(sentence[:30]) is None
