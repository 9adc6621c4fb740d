"""Parties that speak of themselves or are named as those who carry the agreement.

«Wir, die Stadt … und der Verein …, wollen …» has the parties between the «Wir» and its verb, which is a verb of the
first person and stands behind a comma, a dash or a name. «… wird getragen von der Stadt …, dem …» and «Gemeinsame
Erklärung von Stadt …, Verein … und …» name them in the dative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document
from agreementkit.german import LineStart, at_word_start
from agreementkit_parties.introductions import HEAD, LONGEST, Introduction
from agreementkit_parties.lists import ITEM_RE, in_front

_WE = LineStart(
    r"[ \t*#>„\"]{0,40}(?:Wir|wir)"
    r"(?=\s{0,6}[,:(–—-]|\s{1,8}(?:die|der|das|als)\s|\s{1,8}[*„\"]{0,3}[A-ZÄÖÜ]|\ssind\s)"
)
_WE_ARE_RE = re.compile(
    r"(?:Wir|wir)\ssind(?:\s(?:\d{1,2}|zwei|drei|vier|fünf|sechs|sieben|acht)\s[\w-]{3,30}:)?\s(?=(?:die|der|das)\s)"
)
_LEADING_RE = re.compile(
    r"[\s,:(–—-]{0,12}(?:(?P<as>als)\s{1,3})?"
    r"(?:(?:die\s)?(?:unten\s|nachstehend\s)?(?:[Uu]nterzeichne\w{2,8}|unterfertigte\w{0,3})"
    r"(?:\s[A-ZÄÖÜ]\w{3,30}(?=[ \t]{0,4}[\n,:–—(-]))?[\s,:(–—-]{1,8}"
    r"|(?:die\s)?(?:gemeinsamen\s)?(?:\w{0,20}[Pp]artner(?:innen)?(?:\sund\s\w{0,20}[Pp]artner)?|Mitglieder|Träger"
    r"|Beteiligten|Kommunen|Unterzeichner\w{0,10})(?:\s[^,:;.()–—\n]{3,60})?[ \t]{0,2}[,:(–—][\s–—-]{0,6})?"
)
_WORD_RE = re.compile(r"\S+")
_VERB_RE = re.compile(r"(?:[a-zäöüß]{2,30}(?:en|ern|eln)|sind|tun)\Z")
_NO_VERBS = frozenset(
    [
        "vertreten", "den", "denen", "deren", "zwischen", "gegen", "neben", "wegen", "von", "einen", "seinen", "ihren",
        "unseren", "allen", "beiden", "genannten", "bezeichneten", "namen", "hinsichtlich", "eigen", "mitten", "unten",
        "oben", "daneben", "zusammen", "folgenden", "weiteren", "freien", "handelnden", "geborenen",
    ]
)  # fmt: skip
_ENDS_NAME_RE = re.compile(r"(?:[,)–—“”»:;-]|V\.|[\wäöüß]\.?)\Z")
_CARRIED_RE = re.compile(
    r"(?<!\w)(?:[Vv]ereinbarung|[Ee]rklärung|[Vv]ertrag|[Bb]ündnis\w{0,20}|[Nn]etzwerk\w{0,20}|Pakt|Charta|Kooperation"
    r"|Allianz|Partnerschaft|Absprache|Abkommen)[^.;:\n]{0,80}?\s"
    r"(?:getragen|mitgetragen|unterzeichnet|abgegeben|geschlossen|abgeschlossen|getroffen|gebildet|verabredet)\s"
    r"(?:[\w-]{2,20}\s){0,3}?(?:von|durch):?\s{1,3}(?=(?:[-–•]\s{1,4})?(?:der|dem|den)\s)"
    r"|(?:^|\n)[ \t]{0,8}(?:Geschlossen|Abgeschlossen|Vereinbart|Unterzeichnet|Getroffen)\s[^.;:\n]{0,80}?"
    r"(?:von|durch)\s{1,3}(?=(?:der|dem)\s)"
)
_ANY_CARRIED_RE = re.compile(
    at_word_start(
        "|".join(
            rf"{word}\s(?:[\w-]{{2,20}}\s){{0,3}}?(?:von|durch)[:\s]"
            for word in (
                "getragen", "mitgetragen", "unterzeichnet", "abgegeben", "geschlossen", "abgeschlossen", "getroffen",
                "gebildet", "verabredet",
            )
        )
        + "|Geschlossen|Abgeschlossen|Vereinbart|Unterzeichnet|Getroffen"
    )
)  # fmt: skip
# «Zwischen uns, der Stadt A, und uns, dem Verein B»
_US_RE = re.compile(r"(?:(?<!\w)(?:[Vv]on|[Zz]wischen)\suns,?\s{1,3}|(?:^|\n)[ \t*]{0,8}Von\s{1,3})(?=(?:der|dem)\s)")
_ANY_US_RE = re.compile(at_word_start(r"[Vv]on\suns|[Zz]wischen\suns|Von\s"))
_US_END_RE = re.compile(
    r"(?<!\w)(?:wird|werden|ist|sind)(?!\w)(?=[^.;]{0,120}(?:vereinbart|geschlossen|getroffen|erklärt|verabredet))"
)
# «Gemeinsam wollen wir, die Stadt A, der Verein B und die Schule C, ein Haus bauen»
_INVERTED_RE = re.compile(
    at_word_start("wollen|werden|möchten|erklären|vereinbaren|verpflichten|verabreden|bekennen|beabsichtigen")
    + r"\swir,\s{1,3}(?=(?:die|der|das)\s)"
)
_LAST_OF_THEM_RE = re.compile(r"(?<!\w)(?:und|sowie)\s{1,3}(?:die|der|das)\s[^,;:]{3,120},")
_HEADS_OF_RE = re.compile(
    r"[\s,]{0,4}die\s(?:(?:Ober)?[Bb]ürgermeister\w{0,5}|Landräte|Landrätinnen|Verwaltungs\w{4,10}|Leitungen|Vorstände|Vorsitzenden)"
    r"(?:\sund\s(?:(?:Ober)?[Bb]ürgermeister\w{0,5}|Landräte|Landrätinnen))?\s(?=(?:der|des)\s)"
)
_BELONG_RE = re.compile(
    r"(?:Zu[rm]?\s(?:[\w-]{2,30}\s){0,3}?[\w-]{0,20}(?:[Rr]egion|[Nn]etzwerk|[Bb]ündnis|[Vv]erbund|[Aa]llianz"
    r"|[Pp]artnerschaft|[Kk]ooperation|[Pp]akt)(?:\s[\w-]{2,30}){0,2}?\sgehören"
    r"|(?:Beteiligt|Mitglieder|Mitwirkende|Partner|Träger)\ssind)\s{1,3}(?=(?:die|der|das)\s)"
)
_TITLE_RE = re.compile(r"(?:[Ee]rklärung|[Vv]ereinbarung|[Vv]ertrag|Charta|Bündnis|Pakt)\s{1,3}(?:von|zwischen)\s{1,3}")
_SENTENCE_END_RE = re.compile(
    r"(?<=[a-zäöüß0-9)]{2})(?<!rof)(?<!str)(?<!vertr)(?<!bzw)\.(?=\s|\Z)|(?<=\sV)\.(?=\s{1,4}[A-ZÄÖÜ]|\s{0,4}\Z)"
)
_PARAGRAPH_RE = re.compile(r"\n[ \t]*\n")
_LONGEST_TITLE = 600


def named_in_prose(document: Document) -> Iterator[Introduction]:
    """«Zur Region gehören die Stadt A, der Kreis B …», said before the first clause."""
    text = document.text
    for match in _BELONG_RE.finditer(text, 0, min(len(text), HEAD)):
        if in_front(document, match.start()):
            yield Introduction(match.end(), _sentence_end(text, match.end()), "nominative", "named_in_prose")


def speakers(document: Document) -> Iterator[Introduction]:
    """The stretches in which the parties speak as «Wir», or in which the agreement is said to be theirs."""
    text = document.text
    limit = min(len(text), HEAD)
    for match in _WE.finditer(text, 0, limit):
        if (introduction := _we(text, match.end() - 3)) is not None:
            yield introduction
    for match in _CARRIED_RE.finditer(text, 0, limit) if _ANY_CARRIED_RE.search(text, 0, limit) else ():
        if in_front(document, match.start()):
            yield Introduction(match.end(), _sentence_end(text, match.end()), "dative", "carried_by")
    for match in _US_RE.finditer(text, 0, limit) if _ANY_US_RE.search(text, 0, limit) else ():
        stop = _US_END_RE.search(text, match.end(), min(len(text), match.end() + LONGEST))
        if stop is not None:
            yield Introduction(match.end(), stop.start(), "dative", "we")
    for match in _INVERTED_RE.finditer(text, 0, limit):
        if last := _LAST_OF_THEM_RE.search(text, match.end(), min(_sentence_end(text, match.end()), len(text))):
            yield Introduction(match.end(), last.end(), "nominative", "we")
    if document.title is not None:
        start, end = document.title.start, min(document.title.end + _LONGEST_TITLE, len(text))
        for match in _TITLE_RE.finditer(text, start, min(end, document.title.end)):
            stop = _PARAGRAPH_RE.search(text, match.end(), end)
            yield Introduction(match.end(), stop.start() if stop else end, "dative", "title_names_them", bare=True)


def _we(text: str, start: int) -> Introduction | None:
    """What stands between a «Wir» and its verb."""
    are = _WE_ARE_RE.match(text, start)
    if are is not None:
        return Introduction(are.end(), _sentence_end(text, are.end()), "nominative", "we", bare=True)
    leading = _LEADING_RE.match(text, start + 3)
    heads = _HEADS_OF_RE.match(text, start + 3)
    if heads is not None:
        verb = _verb(text, heads.end(), _sentence_end(text, heads.end()))
        return Introduction(heads.end(), verb, "genitive", "we") if verb else None
    begin = leading.end() if leading else start + 3
    verb = _verb(text, begin, _sentence_end(text, begin))
    if verb is None:
        return None
    way = "we_as" if leading and leading["as"] else "we"
    return Introduction(begin, verb, "nominative", way, bare=not ITEM_RE.search(text, begin, verb))


def _verb(text: str, start: int, limit: int) -> int | None:
    """Where the verb of the first person stands: a word in «-en» behind a comma, a dash or a name."""
    before, at = "", start
    for word in _WORD_RE.finditer(text, start, limit):
        printed = word[0].rstrip(",.:;")
        named = before[:1].isupper() or before in {"V.", "–", "—", "-"} or before.endswith((",", ")", "“", "”", "«"))
        if (
            before
            and named
            and _VERB_RE.match(printed)
            and printed not in _NO_VERBS
            and not re.compile(r"\sRechts\b").match(text, word.end())
        ):
            return at + len(before.rstrip(")")) if before not in {"–", "—", "-"} else at
        before, at = word[0], word.start()
    return None


def _sentence_end(text: str, start: int) -> int:
    end = min(len(text), start + LONGEST)
    found = _SENTENCE_END_RE.search(text, start, end)
    return found.end() if found else end
