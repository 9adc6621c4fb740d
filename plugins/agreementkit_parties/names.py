"""The name of a body: where it ends in the text, and how it reads in the nominative.

A name ends where something else begins: an address, a department, a role, a short name, a representative, the next
party. Commas inside it occur only in «für A, B und C».
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from agreementkit import Span
from agreementkit.german import body_kind

Case = Literal["nominative", "genitive", "dative"]

MAX_NAME, _LONGEST_PHRASE, _LONGEST_ACRONYM = 260, 9, 4
_WIDE_GAP = "   "
"""Between columns, never inside a name."""
_LOWER_FORMS = ("e.", "eG", "gGmbH", "gAG", "gUG", "gem.", "gemeinn", "i.")
_WORD_RE = re.compile(r"\S+")
_MARKUP = "*_#"
_STOP_WORDS = frozenset(
    [
        "vertreten", "vertr.", "vertretend", "als", "nachfolgend", "nachstehend", "fortan", "künftig", "kurz",
        "kurz:", "hier", "schließen", "schließt", "vereinbaren", "wird", "werden", "über", "gemäß", "folgende",
        "folgender", "handelnd", "gesetzlich", "dieser", "diese", "dieses", "dies", "sind", "ist", "hiernach",
        "beide", "jeweils", "gemeinsam", "soweit", "wegen", "c/o", "nebst", "bestehend", "letztvertreten",
        "eingetragen", "ansässig", "sowie", "einerseits", "andererseits", "andrerseits",
    ]
)  # fmt: skip
_STOP_PAIRS_RE = re.compile(
    r"im\s+(?:[Ff]olgenden|[Ww]eiteren|Nachfolgenden)\b|mit\s+Sitz\b"
    r"|mit\s+(?:der|dem|den)\s|(?:in|unter)\s+Trägerschaft\b|in\s+Vertretung\b|auf\s+(?:der|Grund)\b"
    r"|nach\s+§"
)
_LINK_WORDS = frozenset(
    [
        "für", "der", "die", "das", "des", "den", "dem", "und", "in", "im", "am", "an", "a.", "d.", "ob", "bei",
        "von", "vom", "zu", "zur", "zum", "auf", "vor", "unter", "&", "mit", "e.", "b.", "i.", "v.", "u.", "gem.",
        "freie", "plus", "gegen", "pro", "ohne",
    ]
)  # fmt: skip
_PURPOSE_NOUN_RE = re.compile(
    r"(?:Verein|Gesellschaft|Stiftung|Initiative|Bündnis|Netzwerk|Verband|Förderverein|Zweckverband"
    r"|Arbeitsgemeinschaft)\b"
)
# «SV Musterau 1920 e. V.»
_CLUB_YEAR_RE = re.compile(r"\d{2,4}(?:/\d{2})?\s(?:[A-ZÄÖÜ][\w-]{2,30}\s)?e\.\s?V\.")
_HOLY_RE = re.compile(r"zu[mr]\s(?:Heilig|Gut|Barmherzig|Schmerzhaft)")
_DEPARTMENT_RE = re.compile(
    r"(?:Körperschaft|Anstalt\b|rechtsfähig|[Gg]emeinsame\sEinrichtung|Fachbereich|Fachdienst|Fachamt|Dezernat|Geschäftsbereich|Referat|Abteilung|Sachgebiet"
    r"|Stabsstelle|Bereich|Ressort|Niederlassung"
    r"|Geschäftsstelle|Amt|Der|Die|Das|Postfach|Telefon|Tel\.|Register|Amtsgericht|Vereinsregister|Eigenbetrieb|Rathaus"
    r"|[A-ZÄÖÜ][a-zäöüß]{2,30}amt)(?![a-zäöüß])"
)
_ADDRESS_RE = re.compile(
    r"(?:[A-ZÄÖÜ][\w.-]*(?:straße|str\.|weg|allee|gasse)|Straße|Str\.|Postfach)\b[ \d]"
    # «Werkhof» and «Förderring» are names of bodies as well: only a house number makes them addresses
    r"|[A-ZÄÖÜ][\w.-]*(?:platz|ring|ufer|damm|markt|hof) {0,3}\d"
)
_RIVER_RE = re.compile(
    r"\((?:Oder|Saale|Main|Rhein|Sieg|Ruhr|Westf\.?|Westfalen|Weser|Spree|Havel|Harz|Eifel|Elbe"
    r"|haftungsbeschränkt|Bergstraße|Taunus|Hessen|Bayern)\)"
)
_LEGAL_FORM_RE = re.compile(r"(?:g?GmbH|gAG|AG|eG|KG|UG|e\.V\.?|V\.|mbH|SE|GbR)\Z")
_ALIAS_DASH_RE = re.compile(
    r"[-–—]\s{0,3}(?:nachfolgend|nachstehend|im\s|kurz|fortan|gemeinsam|künftig|als\s|vertr|[„\"»(])"
)
_UNFINISHED_RE = re.compile(
    r"(?:(?:Bundes)?Agentur\s+für\s+Arbeit|Stadt|(?:Samt|Verbands|Orts)?[Gg]emeinde|(?:Land)?[Kk]reis"
    r"|Jobcenter|Land|Freistaat|Hansestadt|Landeshauptstadt)\Z"
)
_LIST_RE = re.compile(
    r",\s{1,3}[A-ZÄÖÜ][\w-]{2,40}(?:,\s{1,3}[A-ZÄÖÜ][\w-]{2,40}){0,4}\s{1,3}(?:und|sowie)\s{1,3}[A-ZÄÖÜ]"
)
_BODY_NOUN_RE = re.compile(
    r"(?:Stadt|Hansestadt|Landeshauptstadt|Gemeinde|Samtgemeinde|Verbandsgemeinde|Landkreis|Kreis"
    r"|Markt|Jobcenter|Agentur für|Bundesagentur"
    r"|Ministerium|Verein|Stiftung|Land|Zweckverband|Caritasverband|Diakonie|AWO)\b\s"
)
_TOWN_RE = re.compile(
    r"(?:Stadt|Hansestadt|Landeshauptstadt|(?:Samt|Verbands|Orts)?[Gg]emeinde|(?:Land)?[Kk]reis(?:es)?|Markt(?:es)?)\s[A-ZÄÖÜ]"
)
"""A town needs no further line: «der Stadt A», and below it «des Landkreises B», are two."""
_FULL_LINE = 55

# Nouns of the neuter gender among bodies; the others that stand after «dem» are masculine.
_NEUTER_RE = re.compile(
    (
        r"(?:amt|werk|kreuz|zentrum|center|gymnasium|kolleg|ministerium|institut|netzwerk|bündnis|land"
        r"|haus|heim|büro|forum|präsidium|dekanat|bistum|dorf|team|kuratorium)(?:es|s)?\Z"
    ),
    re.IGNORECASE,
)
_ADJECTIVE_RE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,40}(?:-[A-ZÄÖÜa-zäöüß]{2,30})?en\Z")
_NO_ADJECTIVES = frozenset(
    [
        "Bremen", "Essen", "Aachen", "München", "Hessen", "Sachsen", "Thüringen", "Norden", "Verden", "Baden",
        "Frauen", "Familien", "Kirchen", "Malteser",
    ]
)  # fmt: skip
_GENITIVE_NOUN_RE = re.compile(
    r"(?P<stem>[\w-]{3,60}?(?:verband|verbund|bund|amt|land|werk|kreis|rat|ring))es\Z|(?P<stem2>[\w-]{2,60}[^s\W])s\Z"
)
_PLURAL_RE = re.compile(r"(?P<stem>[\w-]{0,40}(?:werke|betriebe|dienste|verbände))n\Z")
_APPOSITION_RE = re.compile(
    r"(?:(?:gemeinnützigen?|eingetragenen?|freien?)\s+)?(?:Verein|Firma|Fa\.|Träger|Unternehmen)\s+(?=[„\"A-ZÄÖÜ])"
)


class Name(NamedTuple):
    """A body's name where it stands, and as the record writes it."""

    span: Span
    text: str


def read_name(text: str, start: int, end: int, case: Case) -> Name | None:
    """Read the name of a body that begins at an offset.

    Args:
        text: The document's text.
        start: Offset after the article.
        end: Where the name must have ended.
        case: In which case the text inflects it.

    Returns:
        The name, or None where what stands there is none.
    """
    while start < end and text[start] in _MARKUP:
        start += 1
    stop = _name_end(text, start, min(end, start + MAX_NAME))
    printed = text[start:stop].rstrip(" \t\n,;:*_#–—-")
    printed = printed if printed.endswith((" V.", "\nV.", ".V.")) else printed.rstrip(".")
    words = [word for word in (word.strip(_MARKUP) for word in printed.split()) if word]
    if not words or words[0] == "Für" or (not words[0][0].isupper() and words[0][0] not in '„"»'):
        return None
    # an association may be called by any words; «Werkhaus - die brücke»: and so may what follows a dash
    free = '"' in printed or "„" in printed or (_LEGAL_FORM_RE.search(printed) and len(words) <= _LONGEST_PHRASE)
    dash = next((index for index, word in enumerate(words) if word in "-–"), len(words))
    if not free and any(_is_ordinary(word) for word in words[:dash]):
        return None
    return Name(Span(start, start + len(printed)), _nominative(words, case))


def _is_ordinary(word: str) -> bool:
    """Whether a word in lower case is one that no body's name contains."""
    return word[0].islower() and word not in _LINK_WORDS and not word.startswith(_LOWER_FORMS)


def _name_end(text: str, start: int, end: int) -> int:
    last = start
    purpose = _PURPOSE_NOUN_RE.match(text, start) is not None
    for match in _WORD_RE.finditer(text, start, end):
        word = match[0].strip(_MARKUP)
        gap = text[last : match.start()]
        if last > start and (
            gap.startswith(_WIDE_GAP)
            or gap.count("\n") > 1
            or ("\n" in gap and not _line_goes_on(text, start, last, match.start()))
        ):
            break
        if last > start and _ends_before(text, start, match.start(), word, purpose=purpose):
            break
        last = match.end()
        if word.endswith((",", ";", ":")) and not (word.endswith(",") and _is_list(text, start, match.end() - 1)):
            break
        if (_LEGAL_FORM_RE.match(word.rstrip('“"')) and word != "V.") or (
            word.startswith("V.") and text[start : match.start()].rstrip().endswith("e.")
        ):
            following = text[last : last + 3].strip()
            if not following.startswith("&"):
                break
        if word.endswith(".") and len(word) > 4 and not word.endswith(("tr.", "gem.", "kath.", "evang.", "Westf.")):
            break
    return last


def _ends_before(text: str, start: int, position: int, word: str, *, purpose: bool) -> bool:
    """Whether a word begins something that is no longer the name."""
    plain = word.rstrip(",;:")
    if word[0].isdigit():
        return _CLUB_YEAR_RE.match(text, position) is None
    if plain in _STOP_WORDS or word[0] in "·|/" or _STOP_PAIRS_RE.match(text, position):
        return True
    if word[0] == "(":
        return _RIVER_RE.match(text, position) is None
    if word in {"-", "–", "—"}:
        municipal = body_kind(text[start:position]) == "municipality"
        return (
            municipal
            or _ALIAS_DASH_RE.match(text, position) is not None
            or _DEPARTMENT_RE.match(text, position + 2) is not None
        )
    if word[0] in "–—":
        return True
    if plain in {"zur", "zum"}:
        return not purpose and _HOLY_RE.match(text, position) is None
    if plain == "und":
        following = text[position + 3 : position + 40].lstrip()
        article = re.match(r"(?:der|die|das|dem|den|des|dessen|deren)\s", following)
        return article is not None or not following[:1].isupper() or _BODY_NOUN_RE.match(following) is not None
    if _ADDRESS_RE.match(text, position):
        return True
    return (
        bool(_DEPARTMENT_RE.match(text, position))
        and " " in text[start:position].strip()
        and "für" not in text[start:position].split()[-1:]
    )


def _is_list(text: str, start: int, comma: int) -> bool:
    """Whether a comma stands inside «für A, B und C»."""
    return " für " in text[start:comma].replace("\n", " ") and _LIST_RE.match(text, comma) is not None


def _line_goes_on(text: str, start: int, last: int, position: int) -> bool:
    """Whether a name goes on after a line end: the line was full, the name unfinished, or the next line says so."""
    following = text[position : position + 40]
    first = following.split()[0].rstrip(",") if following.split() else ""
    if first in {"des", "der"} and _TOWN_RE.match(" ".join(text[start:last].split())):
        return False
    if first in {"des", "der", "für", "e.", "e.V.", "gGmbH", "GmbH", "von", "zu", "in", "im", "am", "an"}:
        return True
    if first == "und":
        return True
    if (
        text[last - 1] in ",-"
        or text[start:last].rsplit(maxsplit=1)[-1] in _LINK_WORDS
        or _UNFINISHED_RE.search(text, start, last)
    ):
        return True
    line_start = text.rfind("\n", 0, last) + 1
    return last - line_start >= _FULL_LINE and (following[:1].isupper() or following[:1].islower())


def _nominative(words: list[str], case: Case) -> str:
    name = " ".join(words)
    apposition = _APPOSITION_RE.match(name)
    if apposition and _LEGAL_FORM_RE.search(words[-1]):
        words = name[apposition.end() :].split()
    if case == "genitive":
        words = _without_genitive(words)
    elif case == "dative":
        plural = _PLURAL_RE.match(words[0])
        if plural:
            words = [plural["stem"], *words[1:]]
    if (
        all(word.isupper() for word in words if len(word) > _LONGEST_ACRONYM)
        and len(" ".join(words)) > 2 * _LONGEST_ACRONYM
    ):
        words = [_spelled(word) for word in words]
        return " ".join(words).replace("e. v.", "e. V.")
    return " ".join(words)


def _spelled(word: str) -> str:
    """A word of a name in capitals as it is spelled: «LANDKREIS» is «Landkreis», «AWO» stays."""
    if word.lower() in _LINK_WORDS:
        return word.lower()
    return "-".join(part.capitalize() if len(part) > _LONGEST_ACRONYM else part for part in word.split("-"))


def straighten(name: str, article: str) -> str:
    """Give the adjectives before a name's noun the ending of the nominative, as its article tells the gender.

    Args:
        name: As printed, without its article.
        article: ``der``, ``dem``, ``des``, ``das`` or an empty string; of the inflected name.
    """
    words = name.split(" ")
    count = 0
    while count < len(words) - 1 and _is_adjective(words[count], article):
        count += 1
    if not count:
        return name
    noun = words[count]
    if article in {"dem", "des"}:
        ending = "es" if _NEUTER_RE.search(noun) else "er"
    elif article == "der":
        ending = "e"
    else:
        ending = "es"
    return " ".join([*(word.rstrip("n")[:-1] + ending for word in words[:count]), *words[count:]])


def _is_adjective(word: str, article: str) -> bool:
    if article == "das":
        return word.endswith(("iche", "ische", "ale")) and word[:1].isupper()
    if article not in {"der", "dem", "des"} or word in _NO_ADJECTIVES:
        return False
    return bool(_ADJECTIVE_RE.fullmatch(word)) and word.endswith(
        (
            "ischen",
            "lichen",
            "igen",
            "alen",
            "ären",
            "ellen",
            "samen",
            "tischen",
            "baren",
            "schen",
            "roten",
            "Roten",
            "Freien",
            "iven",
            "nalen",
            "Neuen",
        )
    )


def _without_genitive(words: list[str]) -> list[str]:
    """Take the genitive's -s off the first noun: «Berufskollegs Musterau» reads «Berufskolleg Musterau»."""
    for index, word in enumerate(words[:3]):
        if _ADJECTIVE_RE.fullmatch(word) and index + 1 < len(words):
            continue
        match = _GENITIVE_NOUN_RE.fullmatch(word)
        if match:
            return [*words[:index], match["stem"] or match["stem2"], *words[index + 1 :]]
        break
    return words
