"""Lists of members: split where a new member begins, not at every comma and «und».

«Ressortleitung Kinder, Jugend und Familie – Jugendamt» is one member: the words behind the comma name a field. German
lists have their «und» or «sowie» before the last member, so an «und» inside an earlier one belongs to a name.
"""

from __future__ import annotations

import re

__all__ = ["read_item", "split_members"]

MOST_MEMBERS = 40
LONGEST_MEMBER = 170

_DETERMINER = (
    r"(?:der|die|das|dem|den|ein|eine|einer|einem|einen|je|jeweils|alle|allen|beide|beiden|sämtliche|mindestens|bis\szu|maximal|höchstens|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn"
    r"|weitere|beratend|jemand|mehrere|jede[rs]?|\d{1,2}|[Ii]hre?)"
)
_BODY_WORD = (
    r"[\w/-]*(?:leitung(?:en)?|leiter(?:in|innen|n|s)?|vertret\w{2,12}|referent\w*|referat\w*|beauftragte\w*|koordinat\w+|geschäftsführ\w+|dezernent\w*|dezernat\w*|vorsitz\w*|vorstand\w*|fachkr\w+"
    r"|fachberatung|sprecher\w*|mitglied\w*|rektor\w*|direktor\w*|bürgermeister\w*|landrat|landrätin|landrats|kämmerer\w*|kämmerin|[a-zäöüß]amt(?:e?s)?|jobcenter\w*|agentur\w*|verwaltung|polizei\w*"
    r"|schule|schulen|verein\w*|verb[aä]nd\w*|kammer\w*|träger\w*|stelle|stellen|person(?:en)?|eltern|lehrkr\w+|lehrer\w*|ärzt\w+|hebamme\w*|einrichtung(?:en)?|kirche\w*|gemeinde\w*|betrieb\w*"
    r"|unternehm\w+|gericht\w*|staatsanwaltschaft|krankenhaus|kliniken?|stiftung\w*|zentrum|zentren|zentrale|bund|liga|gewerkschaft\w*|dienst\w*|werk\w*|haus|hauses|hof|amt|stadt|kreis\w*|ministerium\w*"
    r"|kindertagesst\w+|kita\w*|bibliothek\w*|jugendring\w*|inspekt\w+|beamt\w+|controll\w+|beschäftigte\w*|fraktion\w*|rät\w+|rat|führungskr\w+|pfarr\w+|dekan\w*|superintendent\w*|wehrführ\w*"
    r"|feuerwehr\w*|bca|gmbh|ifk|asd)"
)
_NEW_MEMBER_RE = re.compile(
    rf"(?:bei\sBedarf\s)?(?:{_DETERMINER}(?!\w)|(?:[a-zäöü]+(?:e[rsn]?)\s){{0,2}}(?i:{_BODY_WORD})(?!\w))"
)
_FIELD_RE = re.compile(
    r"(?:Jugend|Jugendliche|Kinder|Familien?|Soziales|Bildung|Kultur|kulturelle|Sport|Gesundheit|Integration|Arbeit|Arbeitsmarkt|Markt|Wirtschaft|Umwelt|Bauen|Wohnen|Senioren|Frauen|Gleichstellung"
    r"|Inklusion|Migration|Teilhabe|Stadtentwicklung|Ordnung|Sicherheit|Verkehr|Weiterbildung|Finanzen|Personal|Recht|Verbraucherschutz|Schule(?=\s(?:und|\Z))|Freizeit|Handels|Pflege|Stiftungen|Steuern"
    r"|Digitales|Organisation|Planung|Beratung|Betreuung|Leistung|Asyl|Ehrenamt|Tourismus|Klimaschutz|Bürgerdienste|Abwehr|Bekämpfung|Förderung)(?!\w)"
)
_COMMA_RE = re.compile(r",\s{0,3}|;\s{0,3}|\ssowie\s|\sals\sauch\s|\snebst\s")
_AND_RE = re.compile(r"\s(?:und|u\.)\s")
_PAIR_RE = re.compile(r"\w+(?:innen|frauen|in)\Z")
_ARTICLE_RE = re.compile(r"(?:der|die|das|dem|den)\s(?=\S)", re.IGNORECASE)
_HOLDER_RE = re.compile(
    r"(?P<article>[Dd]er|[Dd]em)\s(?P<holder>[A-ZÄÖÜ][\w-]{0,40}?(?:beauftragte|vorsitzende|beigeordnete|Vorsitzende|Beauftragte|Beigeordnete))n(?!\w)"
)
_OPENING_RE = re.compile(
    r"(?:sowie|und|auch|bei\sBedarf|mit\sberatender\sStimme|jeweils|insbesondere|beratend(?:e|es)?|ferner|außerdem|folgende(?:n)?\s\w+|als\s\w+e\sMitglieder(?:\san)?)[\s:]+",
    re.IGNORECASE,
)
_DATIVE_RES = (
    (re.compile(r"\beiner\s(?=[A-ZÄÖÜa-zäöü])"), "eine "),
    (re.compile(r"\beinem\s"), "ein "),
    (re.compile(r"\beinen\s"), "ein "),
)
_GENITIVE_TAIL_RE = re.compile(r"(?P<head>.{3,80}?)\s(?P<first>(?:des|der)\s[^,]{2,80})\Z")
_GENITIVE_PAIR_RE = re.compile(r"(?P<first>der\s[^,\s]{2,60})\s(?:und|sowie)\s(?P<second>des\s[^,]{2,60})\Z")
_SEATS_RE = re.compile(
    r"\s{1,20}((?:\d{1,2}|eine?n?|zwei|drei|vier|je\s\w+)\s(?:Mitglied(?:er)?|Vertret\w+|Sitze?|Personen?))\Z"
)
_MARK_RE = re.compile(r"[\s\-–—•*·▪]{0,6}(?:\(?\d{1,2}[.)]\s|[a-z]\)\s|\(\d{1,2}\)\s)?")


def split_members(listed: str) -> tuple[str, ...]:
    """Return the members that a list names, without leading articles.

    Args:
        listed: The list on one line, without what leads into it.

    >>> split_members("Leitung Kinder, Jugend und Familie, Leiterin der Schule und die Teamleitung")
    ('Leitung Kinder, Jugend und Familie', 'Leiterin der Schule', 'Teamleitung')
    >>> split_members("je zwei Vertreterinnen des Jobcenters und des Kreises")
    ('je zwei Vertreterinnen des Jobcenters', 'je zwei Vertreterinnen des Kreises')
    """
    parts = _at_commas(listed.strip(" .:;,"))
    parts = [*parts[:-1], *_at_last_and(parts[-1], len(parts))] if parts else []
    members: list[str] = []
    for part in parts:
        members += [member for piece in _distributed(part, members) if (member := _tidy(piece))]
    return tuple(dict.fromkeys(members))[:MOST_MEMBERS]


def read_item(item: str) -> tuple[str, ...]:
    """Return the member that an item of a list names; more than one only where «sowie» joins them.

    >>> read_item("die Beigeordnete für Schule und Jugend (Vorsitz),")
    ('Beigeordnete für Schule und Jugend (Vorsitz)',)
    """
    pieces = re.split(r"\ssowie\s", re.sub(r"\s(?:und|sowie)\s*\Z", "", item.strip(" .;,")))
    return tuple(member for piece in pieces if (member := _tidy(piece)))


def _at_commas(listed: str) -> list[str]:
    """Split at commas and «sowie» where a new member begins."""
    parts: list[str] = []
    begin = 0
    for match in _COMMA_RE.finditer(listed):
        following = listed[match.end() :]
        joint = "owie" in match.group() or "auch" in match.group() or ";" in match.group()
        if _inside_brackets(listed, begin, match.start()):
            continue
        if joint or _begins_member(following, listed[begin : match.start()]):
            parts.append(listed[begin : match.start()])
            begin = match.end()
    parts.append(listed[begin:])
    return [part for part in parts if part.strip()]


def _inside_brackets(text: str, begin: int, position: int) -> bool:
    piece = text[begin:position]
    return piece.count("(") > piece.count(")")


def _begins_member(following: str, before: str) -> bool:
    """Whether what follows a comma is a new member rather than another word of the name before it."""
    if _FIELD_RE.match(following):
        return False
    if _NEW_MEMBER_RE.match(following) or following.startswith("des "):
        return True
    # a list of bare nouns: «Vereine, Schulen, Ärztinnen»; a name of several fields has shown one before the comma
    last = before.rsplit(None, 1)[-1] if before.split() else ""
    return following[:1].isupper() and not _FIELD_RE.match(last)


def _at_last_and(part: str, count: int) -> list[str]:
    """Split the last part at its «und» where a new member begins behind it."""
    places = list(_AND_RE.finditer(part))
    for match in reversed(places):
        before, following = part[: match.start()], part[match.end() :]
        if _inside_brackets(part, 0, match.start()) or before.endswith("-") or _FIELD_RE.match(following):
            continue
        word = before.rsplit(None, 1)[-1] if before.split() else ""
        if _PAIR_RE.match(word) and following[:3].casefold() == word[:3].casefold():
            continue
        if following.startswith("des ") or (following.startswith("der ") and _is_genitive_pair(before, following)):
            continue
        if _NEW_MEMBER_RE.match(following) or (count > 1 and following[:1].isupper()) or _both_plain(before, following):
            return [before, following]
    return [part]


def _is_genitive_pair(before: str, following: str) -> bool:
    """«die Vertretung des Jobcenters und der Agentur»: «der» goes on with the genitive, no leader begins."""
    if re.search(r"\sdes\s\S+(?:\s\S+)?\Z", before) is None:
        return False
    return (
        re.match(
            r"der\s(?i:[\w-]*(?:leit|vertret|koordinat|beauftragt|geschäftsf|vorsitz|sprecher|fachkr|bürgermeister|rektor|vorstand\b|präsident|direktor|dezernent|referent|dekan\b|pfarrer))",
            following,
        )
        is None
    )


def _both_plain(before: str, following: str) -> bool:
    """«Stadt und Verein»: two words and nothing else."""
    return len(before.split()) <= 3 and following[:1].isupper() and len(following.split()) <= 4


def _distributed(part: str, earlier: list[str]) -> list[str]:
    """«Vertreter des Jugendamtes und des Werkhofs» as two; a bare «des Werkhofs» takes up the member before it."""
    if earlier and (pair := _GENITIVE_PAIR_RE.match(part)):
        # «eine Vertretung der Kammer, der Schule und des Vereins»: a comma parted the pair from its head
        return [pair["first"], pair["second"]]
    if part.startswith("des ") and earlier:
        head = _GENITIVE_TAIL_RE.match(earlier[-1])
        return [f"{head['head']} {part}"] if head else [part]
    match = re.match(
        r"(?P<head>.{3,90}?)\s(?P<first>(?:des|der)\s(?:(?!\sund\s)[^,]){2,60}?)\s(?:und|sowie)\s(?P<second>des\s[^,]{2,60})\Z",
        part,
    )
    if match is None:
        return [part]
    return [f"{match['head']} {match['first']}", f"{match['head']} {match['second']}"]


def _tidy(piece: str) -> str:
    mark = _MARK_RE.match(piece)
    text = piece[mark.end() :] if mark else piece
    for _ in range(2):
        opening = _OPENING_RE.match(text)
        text = text[opening.end() :] if opening else text
    inflected = _HOLDER_RE.match(text)
    if inflected:
        # «dem Vorsitzenden» is «Vorsitzender», «der Beauftragten» is «Beauftragte»
        ending = "" if inflected["article"].lower() == "der" else "r"
        text = f"{inflected['holder']}{ending}{text[inflected.end() :]}"
    article = _ARTICLE_RE.match(text)
    text = text[article.end() :] if article else text
    for pattern, nominative in _DATIVE_RES:
        text = pattern.sub(nominative, text, count=1) if pattern.match(text) or text.startswith("je ") else text
    text = _SEATS_RE.sub(r" (\1)", text.strip(" ,;:.*_–-"))
    if not 2 <= len(text) <= LONGEST_MEMBER or not any(sign.isupper() for sign in text):
        return ""
    return text
