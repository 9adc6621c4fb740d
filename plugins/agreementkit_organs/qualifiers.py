"""What tells one of several like bodies from the others: «Arbeitsgruppe „Sprache“», «Arbeitskreis Frühe Bildung (AFB)».

Words in quotation marks behind a body always belong to its name. Bare nouns do where the text uses them once as part of
a subject («Der Arbeitskreis Frühe Bildung tagt») or where a sentence sets the body up; then they do everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from agreementkit_organs.naming import Body, Gender
from agreementkit_organs.signs import sets_up

__all__ = ["Qualifiers"]

_QUOTED_RE = re.compile(
    r"\s{1,9}(?P<rest>(?P<open>[„»\"])(?P<words>[A-ZÄÖÜ][^„“”»«\"\n]{1,30}(?:\n?[^„“”»«\"\n]{1,40})?)[“”«\"])"
)
_NOUN = r"[A-ZÄÖÜ][\w-]{2,40}"
_GAP = r"(?:[ \t]{1,4}\n?|\n)[ \t]{0,8}"
_PLAIN_RE = re.compile(
    rf"{_GAP}(?P<rest>{_NOUN}(?:{_GAP}{_NOUN})?(?:,{_GAP}{_NOUN})?"
    rf"(?:{_GAP}(?:und|(?:für|gegen|zur|zum|der|des)(?:{_GAP}[a-zäöü]{{2,12}}){{0,2}}){_GAP}{_NOUN}){{0,2}})"
    r"(?=[.,;:)(]|\s|\Z)"
)
_NUMBER_RE = re.compile(r"[\s\d.)(§*#a-zIVX]{0,14}")
_ACTS_RE = re.compile(
    r"(?:,\skurz:?\s[^,\n]{2,30},)?\s{1,9}(?:\([A-ZÄÖÜ][\w-]{1,9}\)\s{1,9})?(?:tagt|trifft|tritt|kommt|besteht|setzt|wird|berät|bereitet|erarbeitet|begleitet|koordiniert|ist|hat)(?!\w)"
)
_ENDS_RE = re.compile(
    r"(?:\s{0,9}\([A-ZÄÖÜ][\w-]{1,9}\))?(?:[.,;)]|\s{1,9}(?:ein|gebildet|eingesetzt|eingerichtet|gegründet|und|sowie|aus)(?!\w))"
)
_SUBJECT_RE = re.compile(r"(?<!\w)(?:[Dd]er|[Dd]ie|[Dd]as|[Ee]in|[Ee]ine)\s{1,9}\Z")
_NO_QUALIFIER_RE = re.compile(
    r"(?:Vertret|Mitglied|Ende|Anfang|Mitte|Januar|Februar|März|April|Mai|Juni|Juli|August|Septem|Oktober|Novem|Dezem|Arbeitsgr|Beschl|Empfehl|Vorschl|Bericht|Aufgab|Themen|Sitzung|Fragen)"
)
_SHORT_RE = re.compile(
    r"\s{1,9}\((?:kurz:?\s|im\s[Ff]olgenden:?\s)?[„»\"]?(?P<short>[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,6}[A-ZÄÖÜ][A-Za-zÄÖÜ]{0,4})[“”«\"]?\)"
)
_PLURALS = {"Arbeitsgruppen": "Arbeitsgruppe", "Arbeitskreise": "Arbeitskreis", "Arbeitskreisen": "Arbeitskreis"}
_PLURALS |= {"Projektgruppen": "Projektgruppe", "Fachgruppen": "Fachgruppe", "Themengruppen": "Themengruppe"}
_PLURALS |= {"Unterarbeitsgruppen": "Unterarbeitsgruppe", "Fachkreise": "Fachkreis", "Fachkreisen": "Fachkreis"}
_ONE = r"[„»\"][A-ZÄÖÜ][^„“”»«\"\n]{1,60}[“”«\"]"
_SEVERAL_RE = re.compile(
    rf"(?<!\w)(?P<plural>{'|'.join(_PLURALS)})\s{{1,9}}"
    rf"(?P<list>{_ONE}(?:,\s{{1,9}}{_ONE}){{0,6}}\s{{1,9}}(?:und|sowie)\s{{1,9}}{_ONE})"
)
# «AG Sprache» in an item or behind an article; «Muster AG» is a company
_AG_RE = re.compile(
    rf"(?:(?:\A|\n)[ \t]{{0,12}}(?:[-–•*·▪]|\(?[a-z\d][.)]"
    rf"|(?:[A-Z]\.?)?\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}[.)]?)[ \t]{{1,4}}|\A"
    rf"|(?<!\w)(?:[Dd]ie|[Dd]er|[Ee]ine|[Ee]iner|[Dd]en|[Dd]em)\s)"
    rf"(?P<name>(?P<head>AG|AK)\s(?:[„»\"])?{_NOUN}(?:\s(?:und|für|im|zur|zum)\s{_NOUN})?[“”«\"]?)(?!\w)"
)
_ONE_RE = re.compile(_ONE)
_ADJECTIVE_RE = re.compile(
    r"(?<!\w)(?P<stem>[Oo]perativ|[Ss]trategisch|[Ee]rweitert|[Kk]lein|[Gg]roß|[Rr]egional|[Ll]okal|[Öö]rtlich|[Üü]berörtlich"
    r"|[Kk]ommunal|[Ff]achlich|[Pp]olitisch)e[nrsm]?\s{1,9}\Z"
)
_ENDINGS = {"m": "er", "f": "e", "n": "es"}
_AROUND = 260


class Qualifiers:
    """Widens the mentions of bodies in one document by what qualifies them.

    Args:
        text: The document's text.
        bodies: The bodies named in it.
    """

    def __init__(self, text: str, bodies: Iterable[Body]) -> None:
        self._plain: set[tuple[str, str]] = set()
        self._short: dict[str, Body] = {}
        found = [body for body in bodies if not body.bare]
        self._plain |= _repeated(text, found)
        self._adjectives = _contrasted(text, found)
        for body in found:
            if (said := _plain(text, body)) is not None:
                self._plain.add((body.name, said))
        for body in self.widened(text, found):
            short = _SHORT_RE.match(text, body.end)
            if short is not None and body.name[0] in short["short"] and _fits(text, body, short["short"]):
                self._short.setdefault(short["short"], body)
        self._short_re = (
            re.compile(rf"(?<![\w(-])(?:{'|'.join(map(re.escape, self._short))})(?![\w-])") if self._short else None
        )

    def widened(self, text: str, bodies: Iterable[Body]) -> Iterator[Body]:
        """Yield bodies with the qualifiers that stand behind them in a text."""
        for body in bodies:
            adjective = _ADJECTIVE_RE.search(text, max(0, body.start - 30), body.start)
            if adjective is not None and (body.name, adjective["stem"].lower()) in self._adjectives:
                name = f"{adjective['stem'].capitalize()}{_ENDINGS[body.gender]} {body.name}"
                yield replace(body, start=adjective.start(), name=name, family=body.name)
                continue
            match = None if body.bare else _QUOTED_RE.match(text, body.end) or _PLAIN_RE.match(text, body.end)
            if match is None:
                yield body
                continue
            rest = printed = _words(match["rest"])
            while rest and "words" not in match.groupdict() and (body.name, rest) not in self._plain:
                rest = rest.rpartition(" ")[0].removesuffix(",")
            if rest:
                end = match.end("rest") if rest == printed else _end_of(text, body.end, rest)
                yield replace(body, end=end, name=f"{body.name} {rest}", family=body.name)
            else:
                yield body

    def others(self, text: str) -> Iterator[Body]:
        """Yield what ``find_bodies`` cannot know: several bodies of one plural, and short names given in brackets."""
        several = "gruppen" in text or "kreise" in text
        for match in _SEVERAL_RE.finditer(text) if several else ():
            family = _PLURALS[match["plural"]]
            gender: Gender = "f" if family.endswith("gruppe") else "m"
            stem = "gruppe" if gender == "f" else "kreis"
            for one in _ONE_RE.finditer(text, *match.span("list")):
                name = f"{family} {_words(one.group())}"
                yield Body(*one.span(), name, stem, gender, bare=False, family=family)
        for match in _AG_RE.finditer(text) if "AG " in text or "AK " in text else ():
            gender = "f" if match["head"] == "AG" else "m"
            stem = "gruppe" if gender == "f" else "kreis"
            yield Body(*match.span("name"), _words(match["name"]), stem, gender, bare=False, weak=True)
        if self._short_re is not None:
            for match in self._short_re.finditer(text):
                yield replace(self._short[match.group()], start=match.start(), end=match.end())


def _fits(text: str, body: Body, short: str) -> bool:
    """Whether a short name begins as the body does, or as the adjective before it: «lokaler Arbeitskreis (LAK)»."""
    if short[0] == body.name[0]:
        return True
    before = text[max(0, body.start - 40) : body.start].split()
    return bool(before) and before[-1][:1].upper() == short[0] and before[-1].endswith(("er", "e", "es", "en"))


def _plain(text: str, body: Body) -> str | None:
    """The bare nouns behind a body where this place shows that they belong to its name."""
    match = _PLAIN_RE.match(text, body.end)
    if match is None or _NO_QUALIFIER_RE.match(match["rest"]):
        return None
    end = match.end()
    line = text.rfind("\n", 0, body.start) + 1
    if text[end : end + 1] in {"\n", ""} and _NUMBER_RE.fullmatch(text, line, body.start):
        return _words(match["rest"])  # a heading of its own
    if _ACTS_RE.match(text, end) and _SUBJECT_RE.search(text, max(0, body.start - 12), body.start):
        return _words(match["rest"])
    if _ENDS_RE.match(text, end) is None:
        return None
    low = max(0, body.start - _AROUND)
    window = " ".join(text[low : body.start].split()) + " "
    after = " ".join(text[body.start : end + _AROUND].split())
    return _words(match["rest"]) if sets_up(window + after, len(window), len(window) + body.end - body.start) else None


def _repeated(text: str, bodies: Iterable[Body]) -> set[tuple[str, str]]:
    """Bodies with the same bare nouns behind them in two places or more."""
    counts: Counter[tuple[str, str]] = Counter()
    for body in bodies:
        match = _PLAIN_RE.match(text, body.end)
        if match is not None and not _NO_QUALIFIER_RE.match(match["rest"]):
            counts[body.name, _words(match["rest"])] += 1
    return {pair for pair, count in counts.items() if count > 1}


def _contrasted(text: str, bodies: Iterable[Body]) -> set[tuple[str, str]]:
    """Bodies of one word that the text tells apart by adjectives: «die operative», «die strategische Arbeitsgruppe»."""
    found: dict[str, set[str]] = {}
    for body in bodies:
        adjective = _ADJECTIVE_RE.search(text, max(0, body.start - 30), body.start)
        if adjective is not None:
            found.setdefault(body.name, set()).add(adjective["stem"].lower())
    return {(name, stem) for name, stems in found.items() if len(stems) > 1 for stem in stems}


def _words(text: str) -> str:
    return " ".join(text.split())


def _end_of(text: str, start: int, words: str) -> int:
    """Where some words, with any blanks between them, end in a text."""
    match = re.compile(r"\s{1,9}" + r"\s{1,9}".join(map(re.escape, words.split()))).match(text, start)
    return match.end() if match else start
