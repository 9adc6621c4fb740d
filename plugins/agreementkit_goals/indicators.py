"""The indicator of a target: the noun phrase that is to rise, fall or stay, in the nominative where its form tells."""

from __future__ import annotations

import re

__all__ = ["find_indicator"]

LONGEST_INDICATOR = 130
_KEY_FIGURES = {
    "K1": "Summe der Leistungen zum Lebensunterhalt",
    "K2": "Integrationsquote",
    "K3": "Bestand an Langzeitleistungsbeziehenden",
}
"""§ 48a SGB II and its Verordnung: the three Kennzahlen of the Grundsicherung."""

_NOUN_OF_CHANGE_RE = re.compile(
    r"(?<!\w)(?:Erhöhung|Steigerung|Anhebung|Senkung|Absenkung|Verringerung|Reduzierung|Reduktion|Minderung|Verminderung|Verbesserung|Ausweitung|Ausbau|Rückgang|Zunahme|Anstieg|Halten)"
    r"\s(?P<article>der|des|von)\s(?P<phrase>[^.;]{3,200})"
)
_REACHED_RE = re.compile(r"erreicht,?\s(?:wenn|sobald|falls)\s(?P<phrase>[^.;]{3,400})")
_VERB_RE = re.compile(
    r"(?<!\w)(?:soll|sollen|wird|werden|ist|sind|steigt|steigen|sinkt|sinken|bleibt|bleiben|verringert|verringern|erhöht|erhöhen|verbessert|verbessern|reduziert|reduzieren|vermindert|verkürzt|verkürzen|verdoppelt|halbiert|nimmt|wächst|wachsen|schrumpft|schrumpfen"
    r"|geht|muss|darf|beträgt|kann)(?!\w)"
)
_RELATIVE_RE = re.compile(r",\s(?:die|der|das|den|dem|deren|dessen|welche\w?)\s[^,]{0,160},")
_OBJECT_RE = re.compile(
    r"(?<!\w)(?P<article>[Dd]en|[Dd]ie|[Dd]as|[Dd]er|[Ii]hren|[Ii]hre|[Uu]nsere|[Uu]nseren)\s(?P<phrase>[^,.;:]{3,160})\Z"
)
# Where the noun phrase ends and the measure begins.
_END_RE = re.compile(
    r"\s(?:im\sVergleich|gegenüber|verglichen|im\sVerhältnis|im\sJahr|im\sKalenderjahr|im\sZeitraum|bis\s|ab\s|jährlich|pro\sJahr|um\s|von\s(?:derzeit|zuletzt|aktuell|rund|etwa|bisher|\d)"
    r"|auf\s(?:dem|\d|mindestens|höchstens|rund|etwa|gleich|diesem)|trotz|am\s\d|zum\s(?:\d|Ende|Jahresende|Stichtag|Schuljahr)|(?:19|20)\d\d|innerhalb|während|seit|bezogen|jeweils|mindestens|nicht|sich\s|wenigstens|höchstens"
    r"|weiter(?:hin)?\s|insgesamt|dauerhaft|spätestens|soll\s|sollen\s|wird\s|werden\s|zu\s\w+en|erhöht|gesenkt|gesteigert|verringert|in\sdiesem\sJahr|in\s(?:19|20)|binnen|\()"
)
_HOLDER_RE = re.compile(
    r"\s(?:des|der|im|in\sder|in|vom|beim|bei|für\sdas|für\sden|für\sdie)\s(?:(?:kommunalen|örtlichen|zugelassenen|gemeinsamen|Kommunalen)\s)?"
    r"(?:Jobcenters?|Landkreis\w*|Kreise?s?|Stadt|Gemeinde|Agentur|Bezirks?|Region|Landes?|Optionskommune|Einrichtung|JC|gE|zkT|Trägers?|Hansestadt|Samtgemeinde|Kommune)(?!\w)"
)
_LOOSE_END_RE = re.compile(r"(?:\s(?:um|auf|von|bis|zu|gegenüber|mindestens|jährlich|weiter))+\Z")
_ARTICLE_RE = re.compile(
    r"\s{0,3}(?:(?P<article>[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]es|[Ee]in|[Ee]ine|[Uu]nsere|[Uu]nser|[Ii]hre[n]?)\s)?"
)
_LABEL_RE = re.compile(
    r"\s{0,4}(?:[-–•*]\s|\(?\d{1,2}[.)]\s|\(\d{1,2}\)\s|[a-z]\)\s|\d{1,2}(?:\.\d{1,2}){1,3}\s|Ziel(?:wert)?:?\s)?"
)
_ADJECTIVE_RE = re.compile(r"(?P<stem>[a-zäöüß]{3,40})e[nr]?(?=\s)")
_KNOWN_RE = re.compile(
    r"(?<!\w)(?:(?:durchschnittliche[rn]?|jahresdurchschnittliche[rn]?)\s)?(?:[A-ZÄÖÜ][\w-]{2,40}quote|Bestand(?:e?s)?\san\s[\w-]{5,40}|Summe\sder\s(?:passiven\s)?Leistungen(?:\szum\sLebensunterhalt)?|(?:Anteil|Zahl|Anzahl)\s(?:der|von|an)\s[A-ZÄÖÜ][\w-]{3,40})"
)
_KEY_RE = re.compile(r"(?<!\w)(?P<key>K[1-3])(?!\w)")
_GENITIVE_RE = re.compile(r"(?P<noun>[A-ZÄÖÜ][\w-]{2,50}?)(?P<ending>es|s)(?=\s|\Z)")


def find_indicator(sentence: str, place: int, heading: str = "") -> str | None:
    """Return what a measure in a sentence measures, or None where the sentence does not say.

    Args:
        sentence: The sentence, blanks only between its words.
        place: Offset of the measure in it.
        heading: The goal the sentence stands under, for a last look.

    >>> find_indicator("Der durchschnittliche Bestand an Betten soll um 5 % sinken.", 50)
    'durchschnittlicher Bestand an Betten'
    >>> find_indicator("Senkung des Stromverbrauchs um 15 %", 28)
    'Stromverbrauch'
    """
    for reader in (_of_change, _when_reached, _as_subject, _as_object):
        phrase = reader(sentence, place)
        if phrase is not None:
            return phrase
    for text in (sentence, heading):
        key = _KEY_RE.search(text)
        known = _KNOWN_RE.search(text)
        if known is not None:
            return known.group()
        if key is not None:
            return _KEY_FIGURES[key["key"]]
    return None


def _of_change(sentence: str, place: int) -> str | None:
    match = _NOUN_OF_CHANGE_RE.search(sentence)
    if match is None or match.start() > place:
        return None
    phrase = match["phrase"][: max(0, place - match.start("phrase"))]
    if match["article"] == "des":
        phrase = _nominative_of_genitive(phrase)
    return _noun_phrase(phrase, None)


def _when_reached(sentence: str, place: int) -> str | None:
    match = _REACHED_RE.search(sentence)
    if match is None:
        return None
    return _with_article(match["phrase"][: max(0, place - match.start("phrase"))])


def _as_subject(sentence: str, place: int) -> str | None:
    label = _LABEL_RE.match(sentence)
    start = label.end() if label else 0
    masked = _RELATIVE_RE.sub(lambda m: "," + "_" * (len(m.group()) - 2) + ",", sentence)
    verb = _VERB_RE.search(masked, start)
    if verb is None or verb.start() > place or verb.start() - start < 3:
        return None
    if _ARTICLE_RE.match(sentence, start) is None or sentence[start : start + 3].lower() in ("wir", "sie", "es "):
        return None
    return _with_article(sentence[start : verb.start()])


def _as_object(sentence: str, place: int) -> str | None:
    head = sentence[:place]
    cue = re.search(r"\s(?:um|auf|von)(?:\s\w+){0,2}\s?\Z", head)
    head = head[: cue.start()] if cue else head
    head = _END_RE.split(head + " ", maxsplit=0)[0] if _OBJECT_RE.search(head) is None else head
    match = None
    for article in re.finditer(r"(?<!\w)(?:[Dd]en|[Dd]ie|[Dd]as|[Ii]hre[n]?|[Uu]nsere[n]?)\s", head):
        match = article
        break
    if match is None:
        return None
    return _with_article(head[match.start() :])


def _with_article(phrase: str) -> str | None:
    article = _ARTICLE_RE.match(phrase)
    named = article["article"].lower() if article and article["article"] else None
    return _noun_phrase(phrase[article.end() if article else 0 :], named)


def _noun_phrase(phrase: str, article: str | None) -> str | None:
    """Cut a phrase to its noun phrase and put its adjective into the nominative without article."""
    text = " ".join(phrase.split())
    relative = _RELATIVE_RE.search(text + ",")
    end = (
        _END_RE.search(text, relative.end() - 1 if relative and relative.end() - 1 < len(text) else 0)
        if relative
        else _END_RE.search(text)
    )
    if end is not None:
        text = text[: end.start()]
    holder = _HOLDER_RE.search(text)
    if holder is not None and relative is None:
        text = text[: holder.start()]
    text = _LOOSE_END_RE.sub("", text.strip(" ,:–-"))
    if not text or len(text) > LONGEST_INDICATOR or not any(sign.isupper() for sign in text):
        return None
    if text in _KEY_FIGURES:
        return _KEY_FIGURES[text]
    if text.split()[0] in (
        "Ziel",
        "Ziele",
        "Zielwert",
        "Das",
        "Dies",
        "Dabei",
        "Partner",
        "Stadt",
        "Jobcenter",
        "Landkreis",
        "Kreis",
    ):
        return None
    adjective = _ADJECTIVE_RE.match(text)
    if adjective is not None:
        ending = {"der": "er", "den": "er", "das": "es", "die": "e"}.get(article or "")
        if ending is not None:
            text = adjective["stem"] + ending + text[adjective.end() :]
    return text


def _nominative_of_genitive(phrase: str) -> str:
    """«Stromverbrauchs der Gebäude» as «Stromverbrauch der Gebäude»; only the first noun is touched.

    >>> _nominative_of_genitive("Anteils der Fachkräfte"), _nominative_of_genitive("Bestandes an Betten")
    ('Anteil der Fachkräfte', 'Bestand an Betten')
    """
    noun = _GENITIVE_RE.search(phrase)
    if noun is None:
        return phrase
    return phrase[: noun.start()] + noun["noun"] + phrase[noun.end() :]
