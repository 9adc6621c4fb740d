"""An introduction cut into its parties: where each one's name stands and what is said of it before the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from agreementkit import Document, Span
from agreementkit.german import body_kind, find_offices, looks_like_person
from agreementkit_parties.introductions import Introduction, kind_of_mark
from agreementkit_parties.names import Case, Name, read_name, straighten
from agreementkit_parties.signing import signs_as

_ARTICLES: dict[Case, str] = {
    "dative": "der|dem|den|DER|DEM|DEN",
    "nominative": "der|die|das|Die|Der|Das|DIE|DER|DAS",
    "genitive": "der|des",
}
_BULLET = (
    r"(?:[-–—•*·▪○>➢►→]|\[[xX✓]\]|\(?\d{1,2}[.)]|\(?[a-p]\)|[IVX]{1,4}\.)[ \t]{1,8}"
    r"(?:(?:und|sowie)\s{1,3})?(?:für\s(?:den\s{1,3})?)?"
)
# What may stand between the article and the name: «dem freien Träger», «der kreisangehörigen Stadt».
_LOWER_ADJECTIVES = (
    r"(?:(?:freien?|gemeinnützigen?|anerkannten?|örtlichen?|öffentlichen?|kreisangehörigen?"
    r"|kreisfreien?|kommunalen?|eingetragenen?|gemeinsamen?)\s{1,3}){0,2}"
)
_APPOSITION_RE = re.compile(
    r"[*]{0,2}(?:(?:Träger|Verein|Verband|Firma|Einrichtungsträger|Leistungserbringer|Anbieter"
    r"|Maßnahmeträger)(?:[ ](?:der|von|des|für"
    r"|freier)[ ][^\n,(]{3,60})?)[ \t*]{0,4}\n\s{0,8}(?=[*„\"]{0,3}[A-ZÄÖÜ])"
)
_PLURAL_RE = re.compile(
    r"(?P<noun>Städten?|Gemeinden|Landkreisen?|Kreisen?|Märkten?|Samtgemeinden|Verbandsgemeinden"
    r"|Jobcentern|Ortsgemeinden)\s{1,3}"
    r"(?P<names>[A-ZÄÖÜ][\w-]{2,40}(?:\s(?:am|an\sder|im|bei"
    r"|in\sder)\s[A-ZÄÖÜ]\w{2,30})?(?:(?:,\s{1,3}|\s{1,3}und\s{1,3}"
    r"|\s{1,3}sowie\s{1,3})[A-ZÄÖÜ][\w-]{2,40}(?:\s(?:am|an\sder|im|bei"
    r"|in\sder)\s[A-ZÄÖÜ]\w{2,30})?){1,12})"
)
_SINGULAR = {
    "Städte": "Stadt",
    "Gemeinden": "Gemeinde",
    "Landkreise": "Landkreis",
    "Kreise": "Kreis",
    "Märkte": "Markt",
}
_SINGULAR |= {
    "Samtgemeinden": "Samtgemeinde",
    "Verbandsgemeinden": "Verbandsgemeinde",
    "Ortsgemeinden": "Ortsgemeinde",
    "Jobcenter": "Jobcenter",
}
_AND_RE = re.compile(r"\s(?:und|sowie)\s")
_SPLIT_RE = re.compile(r",\s{1,3}|\s{1,3}(?:und|sowie)\s{1,3}")
_MARKS = r"[*_„\"»]{0,3}"


def _boundary_re(articles: str, joints: str = "") -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?: (?P<joint>(?<![\w-])(?:{joints}und|sowie|[Zz]wischen|ZWISCHEN|UND)
              [ \t]{{0,3}}(?P<alone>\n\s{{0,8}})?[ \t]{{0,8}}[*_]{{0,3}})
          | (?P<comma>[,;)][ ]{{0,3}}\n?[ \t]{{0,8}})
          | (?P<dot>(?:·|(?<=[ ])/)[ ]{{1,3}}[*]{{0,2}})
          | (?P<gap>(?<=\S)[ \t]{{3,80}}(?=\S))
          | (?P<line>(?:\A|\n)[ \t]{{0,40}}(?P<bullet>{_BULLET})?[ \t*_#]{{0,8}}) )
        (?:auf\sder\s(?:einen|anderen)\sSeite\s{{1,3}})?
        (?P<article>(?:{articles})\s{{1,8}})?
        {_LOWER_ADJECTIVES}
        (?={_MARKS}(?:[A-ZÄÖÜ]|pro\ familia|donum\ vitae))
        """,
        re.VERBOSE,
    )


_BOUNDARY_RES: dict[Case, re.Pattern[str]] = {case: _boundary_re(articles) for case, articles in _ARTICLES.items()}
_WITH_BOUNDARY_RE = _boundary_re(_ARTICLES["dative"], joints="mit|")
_AS_BOUNDARY_RE = _boundary_re(_ARTICLES["nominative"] + "|als")
_LISTS = frozenset(["list_of_partners", "list_below_lead", "list_below_title", "list_in_text"])
# What goes on with the name before a comma: «Rotes Kreuz, Kreisverband A»
_SAME_BODY_RE = re.compile(
    r"(?:Kreis|Orts|Landes|Bezirks|Stadt|Regional)(?:verband|verein|gruppe|geschäftsstelle)\b|Fach|Abteilung|Amt\b|Dezernat"
    r"|Geschäfts|Körperschaft|Anstalt|Stiftung\sdes|Niederlassung|Zweigstelle|Eigenbetrieb|Bereich"
)
_ARTICLE_RE = re.compile(
    r"(?:Der|Die|Das|Dem|Den|Des|Ein|Eine|Wir|Beide|Alle|Diese|Dieser|Im|In|Am|Auf|Mit|Nach|Zur|Zum)\s"
)
_FIRST_RE = re.compile(
    rf"\s{{0,40}}(?:{_BULLET})?(?:auf\sder\seinen\sSeite\s{{1,3}})?[*_#]{{0,4}}"
    r"(?P<article>(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en|[Dd]es|DIE|DER|DAS|DEM)\s{1,8})?"
    + _LOWER_ADJECTIVES
    + r"(?=[*_„\"»]{0,3}[A-ZÄÖÜ])"
)
_BY_RE = re.compile(r"(?:vertreten|vertr\.)(?:\s{1,3}wird)?\s{1,3}durch|durch\s{1,2}\Z")
# Bodies that are known by no legal form and no word of the public service.
_OTHER_BODY_RE = re.compile(
    r"\b(?:\w*[Ss]tiftung|\w*[Gg]emeinschaft|[A-ZÄÖÜ][a-zäöüß]{2,20}gemeinde|\w*[Pp]farrei"
    r"|\w*[Pp]farrgemeinde|\w*[Kk]irchenkreis|\w*anstalt|Gericht|\w*[Tt]ag|\w*[Kk]irche\w*|Diözese"
    r"|Erzdiözese|Bistum|\w*[Kk]ammer|Polizei\w*|Universität|\w*[Hh]ochschule|\w*[Kk]linik\w*"
    r"|Freistaat|Land|Bund|AOK|BARMER|Barmer|DAK|IKK|BKK|Knappschaft"
    r"|Bundesrepublik|\w*[Ss]chulamt|\w*[Nn]etzwerk|\w*[Bb]ündnis|\w*[Kk]asse|\w*[Bb]ehörde"
    r"|\w*[Bb]eirat|\w*[Zz]entrum|\w*[Ww]erk|\w*[Vv]ersicherung|Bundesamt|Landesamt|Bezirksregierung"
    r"|Regierungspräsidium|\w*[Ii]nstitut|\w*[Aa]kademie|Werkhof|\w*[Ii]nitiative|\w*[Gg]esellschaft"
    r"|\w*[Gg]enossenschaft|\w*[Aa]nstalt|\w*[Gg]ericht|\w*[Ss]taatsanwaltschaft|\w*[Bb]ibliothek"
    r"|\w*[Mm]useum|\w*[Tt]heater|[A-ZÄÖÜ]\w{3,}amt|\w*[Kk]liniken|\w*einrichtungen|\w*[Kk]indertagesstätten|[Kk]indertagespflege|\w*prax(?:en|is))"
)
_GENERIC_RE = re.compile(
    r"(?:(?:Die|Der|Das)\s)?(?:\w*[Pp]artner(?:n|innen)?|\w*[Pp]arteien|Beteiligten?|Unterzeichne\w+"
    r"|Erklärende\w*|Stadt|Gemeinde|Kommunen?|(?:Land)?[Kk]reise?s?|Vereine?|Träger[ns]?|Jobcenter"
    r"|Schulen?"
    r"|Agentur|Ministerium|Land|Bund|Eltern|Kindern?|Jugendlichen?|Familien|Menschen|Verwaltung"
    r"|Politik|Wirtschaft|Kirchen?|Verbände[n]?|Städten?|Gemeinden|Betrieben?|Unternehmen"
    r"|Jugendamt|Sozialamt|Gesundheitsamt|Schulamt|Ämtern?|Behörden?|Einrichtungen?|Stiftung|Polizei"
    r"|Agentur für Arbeit|Bundesagentur|Jugendhilfe|Schule|Beruf|Anlage|Folgenden|Herren|Herrn?|Frau"
    r"|Damen|Institutionen|Organisationen|Stellen|Körperschaften)\Z"
)
_PERSON_RE = re.compile(r"(?:Herrn?|Herren|Frau|Dr\.|Prof\.)\s")
_OF_BODY_RE = re.compile(r"[^\n,;(]{0,80}?\s(?:der|des)\s{1,3}(?=[A-ZÄÖÜ])")
_VERBS_RE = re.compile(
    r"(?<!\w)(?:ist|sind|war|wurde|wurden|haben|hat|soll|sollen|können|beteiligt|angestrebt|bezeichnet)(?!\w)"
)
_BRACKETS_RE = re.compile(r"\([^()\n]{1,80}\)")
_SENTENCE_RE = re.compile(r"[a-zäöüß]{4}(?<!str)(?<!latz)(?<!phil)(?<!abil)(?<!heol)\.\s{1,4}[A-ZÄÖÜ]")
_ALONE_RE = re.compile(r"\n[ \t]*\n[ \t]*(?:und|sowie)?\s{0,4}den\s{1,8}\Z")
_PARAGRAPH_RE = re.compile(r"\n[ \t]*\n\s{0,120}")
_SAID_RE = re.compile(
    r"[(–—*_\\-]|vertr|nachf|nachst|im\s|als\s|gesetzlich|fortan|kurz|dieser?\s|[A-ZÄÖÜ][^\n]{2,60}\d|Herrn?\s|Frau\s"
)
MAX_PARTIES, MAX_BOUNDARIES = 20, 80


class Segment(NamedTuple):
    """One party in an introduction.

    Attributes:
        name: Its name.
        tail: Where the text between its name and the next party begins and ends.
        end: See ``tail``.
        office: The office through which the body was named («der Geschäftsführerin des Jobcenters X»), or None.
        plural: It was named together with others («die Gemeinden A, B und C»), so no short name is its own.
    """

    name: Name
    tail: int
    end: int
    office: str | None = None
    plural: bool = False


def read_segments(document: Document, introduction: Introduction) -> list[Segment]:
    """Cut an introduction into its parties; empty where it names none."""
    text = document.text
    heads: list[tuple[int, Name, str | None]] = []
    for position, article, weak in islice(_boundaries(text, introduction), MAX_BOUNDARIES):
        if heads and position < heads[-1][1].span.end:
            continue
        after_by = bool(heads) and _BY_RE.search(text, heads[-1][1].span.end, position) is not None
        several = _several(text, position, introduction.end)
        if several and not (heads and not _block_like(text, heads[-1][1].span.end, position)):
            heads += [(position, name, None) for name in several]
            continue
        head = _head(document, position, article, introduction, weak=weak, after_by=after_by)
        if head is None:
            continue
        if heads and not _block_like(text, heads[-1][1].span.end, head[1].span.start):
            break
        heads.append(head)
        if len(heads) >= MAX_PARTIES:
            break
    if not heads:
        return []
    last = heads[-1][1].span.end
    ends = [*(head[0] for head in heads[1:]), _last_end(text, last, introduction.end)]
    shared = Counter(head[0] for head in heads)
    return [
        Segment(name, name.span.end, max(end, name.span.end), office, shared[position] > 1)
        for (position, name, office), end in zip(heads, ends, strict=True)
    ]


def _boundaries(text: str, introduction: Introduction) -> Iterator[tuple[int, str, bool]]:
    """Offsets at which a party's name may begin, with its article, and whether little speaks for it."""
    start, end, case, way = introduction[:4]
    first = _FIRST_RE.match(text, start, end)
    if first:
        alone = "\n" in text[start : first.end()]
        yield first.end(), (first["article"] or "").strip().lower(), not (first["article"] or alone)
    special = {"one_with_another": _WITH_BOUNDARY_RE, "we_as": _AS_BOUNDARY_RE}
    boundary = special.get(way, _BOUNDARY_RES[case])
    kind = None
    for match in boundary.finditer(text, start, end):
        article = (match["article"] or "").strip().lower()
        joint = (match["joint"] or "").lower()
        if match["bullet"]:
            kind = kind or kind_of_mark(match["bullet"])
            if kind_of_mark(match["bullet"]) != kind and not article:
                continue  # what an item lists in its turn
        if article or match["bullet"] or match["alone"] or match["dot"] or joint.startswith("zw"):
            yield match.end(), article, bool(match["comma"]) or (bool(match["line"]) and not match["bullet"])
        elif match["gap"]:
            if introduction.each_line:
                yield match.end(), "", True
        elif way in _LISTS and match["comma"] and (match["comma"][0] == ";" or match["comma"][:2] == ")\n"):
            # «A; B; C» behind «zwischen folgenden Partnern:», or lines that each end in brackets
            yield match.end(), "", match["comma"][0] != ";"
        elif _begins_bare(text, match, introduction):
            yield match.end(), "", True


def _begins_bare(text: str, match: re.Match[str], introduction: Introduction) -> bool:
    """Whether a party may begin behind a joint, a comma or a line end though it has neither article nor bullet."""
    if match["joint"]:
        return introduction.case == "dative" or introduction.bare
    if match["comma"]:
        return introduction.bare and _SAME_BODY_RE.match(text, match.end()) is None
    if introduction.each_line:
        return bool(match["line"])
    # a paragraph that begins with a body's name
    above = text[max(introduction.start, text.rfind("\n", 0, match.start())) : match.start()]
    return bool(match["line"]) and not _ARTICLE_RE.match(text, match.end()) and not above.strip()


def _several(text: str, position: int, end: int) -> list[Name]:
    """The bodies that a plural names: «Gemeinden A, B und C» are three."""
    match = _PLURAL_RE.match(text, position, end)
    if match is None or not _AND_RE.search(match["names"]):
        return []
    noun = match["noun"]
    singular = _SINGULAR.get(noun) or _SINGULAR[noun.removesuffix("n")]
    names, start = [], match.start("names")
    for stop in [
        *(joint.span() for joint in _SPLIT_RE.finditer(text, start, match.end("names"))),
        (match.end("names"),) * 2,
    ]:
        names.append(Name(Span(start, stop[0]), f"{singular} {' '.join(text[start : stop[0]].split())}"))
        start = stop[1]
    return names


def _head(
    document: Document, position: int, article: str, introduction: Introduction, *, weak: bool, after_by: bool
) -> tuple[int, Name, str | None] | None:
    text, end = document.text, introduction.end
    if _PERSON_RE.match(text, position):
        return None
    offices = find_offices(text, position, min(end, position + 90))
    if offices and offices[0].start == position:
        of_body = _OF_BODY_RE.match(text, offices[0].end, end)
        # «durch den …» is the accusative: a dative after it begins the next party
        if not of_body or introduction.case != "dative" or article not in {"der", "dem"}:
            return None
        name = read_name(text, of_body.end(), end, "genitive")
        if name is None or (body_kind(name.text) == "other" and not _OTHER_BODY_RE.search(name.text)):
            return None
        return position, name, offices[0].raw
    apposition = _APPOSITION_RE.match(text, position, end)
    if apposition is not None:
        position, article = apposition.end(), ""
    name = read_name(text, position, end, "genitive" if article == "des" else introduction.case)
    if name is None or _GENERIC_RE.match(name.text):
        return None
    known = body_kind(name.text) != "other"
    plausible = known or _OTHER_BODY_RE.search(name.text) is not None
    if not plausible and (not after_by or article == "dem"):
        # a body that no word tells, but which signs by this name; persons follow «durch» without «dem»
        signing = _name_that_signs(document, name.text, article)
        plausible = signing is not None
        name = name if signing is None else Name(name.span, signing)
    if (
        after_by
        and introduction.case == "dative"
        and article == "den"
        and not _ALONE_RE.search(text, max(0, position - 40), position)
    ):
        return None
    if not plausible and (weak or after_by or (introduction.case == "nominative" and introduction.way not in _LISTS)):
        return None
    if all(_GENERIC_RE.match(word) for word in name.text.split() if word[0].isupper()):
        return None
    if not plausible and len(name.text.split()) < 2 and not name.text.isupper():
        return None
    return position, Name(name.span, straighten(name.text, article)), None


def _name_that_signs(document: Document, name: str, article: str) -> str | None:
    """The name as it stands among the signatures, there without article; None where it does not stand there."""
    first, _, rest = name.partition(" ")
    ending = {"das": "s", "der": "r"}.get(article, "") if first.endswith("e") and rest else ""
    for form in dict.fromkeys((straighten(name, article), f"{first}{ending} {rest}".strip())):
        # what has an article is no person: «der Kulturkessel Nord»
        if (article or not looks_like_person(form)) and signs_as(document, form):
            return form
    return None


def _last_end(text: str, start: int, end: int) -> int:
    """Where what is said of the last party ends: before the first paragraph that says something new."""
    for gap in _PARAGRAPH_RE.finditer(text, start, end):
        if gap.end() < end and not _SAID_RE.match(text, gap.end()):
            return gap.start()
    return end


def _block_like(text: str, start: int, end: int) -> bool:
    """Whether what stands between two names is address, role and representative, and no prose."""
    between = _BRACKETS_RE.sub("", text[start:end])
    return _VERBS_RE.search(between) is None and _SENTENCE_RE.search(between) is None
