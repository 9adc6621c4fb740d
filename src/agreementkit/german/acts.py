"""Names and abbreviations of statutes: from «des Zweiten Buches Sozialgesetzbuch (SGB II)» to «SGB II»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreementkit.german.dates import GAP
from agreementkit.german.numerals import parse_ordinal_word, parse_roman

__all__ = ["ActName", "match_act", "match_act_before"]

_BOOKS = range(1, 15)
_ROMAN_BOOKS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
# Arabic numbers that cannot be a misread Roman one: 1 and 11 may have been I and II.
_ARABIC_BOOKS = {"2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI", "7": "VII", "8": "VIII", "9": "IX", "12": "XII"}
_LAND = (
    r"(?:NRW|NW|Nordrhein-Westfalen|Bbg|Brandenburg|M-V|MV|SH|S-H|LSA|Sachsen-Anhalt|RLP|RP|Rheinland-Pfalz|BW|Baden-Württemberg"
    r"|Bayern|Hessen|Nds|Niedersachsen|Sachsen|Thüringen|Saarland|Bln|Berlin|Bremen|HH|Hamburg|Schleswig-Holstein)"
)
_LAND_SHORT = {"NW": "NRW", "Nordrhein-Westfalen": "NRW", "MV": "M-V", "S-H": "SH", "Brandenburg": "Bbg", "RP": "RLP"}
_LAND_SHORT |= {"Sachsen-Anhalt": "LSA", "Rheinland-Pfalz": "RLP", "Baden-Württemberg": "BW", "Niedersachsen": "Nds"}
_LAND_SHORT |= {"Berlin": "Bln", "Hamburg": "HH", "Schleswig-Holstein": "SH"}
# «des Niedersächsischen Schulgesetzes»
_ADJECTIVES = {
    "Niedersächsisch": "Nds",
    "Sächsisch": "Sachsen",
    "Bayerisch": "Bayern",
    "Thüringisch": "Thüringen",
    "Hessisch": "Hessen",
    "Brandenburgisch": "Bbg",
    "Saarländisch": "Saarland",
    "Schleswig-Holsteinisch": "SH",
    "Nordrhein-Westfälisch": "NRW",
    "Rheinland-Pfälzisch": "RLP",
    "Baden-Württembergisch": "BW",
    "Hamburgisch": "HH",
    "Bremisch": "Bremen",
    "Thüringer": "Thüringen",
    "Berliner": "Bln",
}
_ADJECTIVE = "|".join(_ADJECTIVES)
_NAMES = {
    "Grundgesetz": "GG",
    "Bürgerliches Gesetzbuch": "BGB",
    "Strafgesetzbuch": "StGB",
    "Handelsgesetzbuch": "HGB",
    "Zivilprozessordnung": "ZPO",
    "Verwaltungsgerichtsordnung": "VwGO",
    "Abgabenordnung": "AO",
    "Insolvenzordnung": "InsO",
    "Datenschutzgrundverordnung": "DSGVO",
    "Bundesdatenschutzgesetz": "BDSG",
    "Bundeshaushaltsordnung": "BHO",
    "Landeshaushaltsordnung": "LHO",
    "Verwaltungsverfahrensgesetz": "VwVfG",
    "Umsatzsteuergesetz": "UStG",
    "Kinderbildungsgesetz": "KiBiz",
    "Schulgesetz": "SchulG",
    "Gemeindeordnung": "GO",
    "Kreisordnung": "KrO",
    "Asylbewerberleistungsgesetz": "AsylbLG",
    "Aufenthaltsgesetz": "AufenthG",
    "Berufsbildungsgesetz": "BBiG",
    "Bundeskindergeldgesetz": "BKGG",
    "Wohngeldgesetz": "WoGG",
    "Unterhaltsvorschussgesetz": "UVG",
    "Bundeszentralregistergesetz": "BZRG",
    "Infektionsschutzgesetz": "IfSG",
    "Bundesmeldegesetz": "BMG",
}
_LONGEST_ACT = 150
_SPECIAL = (
    r"(?:BGB|GG|AO|GO|GWB|HKO|ThürKO|GkZ|GKZ|HGB|StGB|ZPO|StPO|BHO|LHO|KiBiz|KGG|KVG|LV|DS-?GVO|EU-DSGVO|EUV|AEUV|GemO"
    r"|[A-Z][a-z]{1,4}KVerf|KV(?=[ ]M-?V))"
)
_SHAPE = r"(?:[A-ZÄÖÜ][a-zäöüß]{0,9}){1,5}(?:G|GB|[a-z]O|GO|VO|[a-z]V)"
_BOOK_WORD = r"[A-ZÄÖÜ][a-zäöüß]{1,12}te[ns]"
_DASH = r"[\-\N{EN DASH}]"
_ACT_RE = re.compile(
    rf"""
    (?:(?:des|der|dem|den|vom|im|aus{GAP}dem|nach{GAP}dem){GAP})?["„»]?
    (?:
        (?P<execution>AG[ \-]?)?SGB[ \-]{{0,2}}\n?(?P<book>[IVXl1|]{{1,5}}|[2-9]|12)(?![\w|])
      | (?P<ordinal>{_BOOK_WORD}){GAP}Buche?s?{GAP}(?:\(?{GAP}SGB{GAP}[IVXl]{{1,5}}\)?{GAP})?
        (?:des{GAP})?[Ss]ozial-?\n?-?[Gg]e-?\n?setz-?\n?buche?s?
      | [Ss]ozialgesetzbuche?s?{GAP}(?:\(SGB\){GAP})?(?:,|{_DASH}|\()?{GAP}
        (?:(?P<ordinal2>{_BOOK_WORD}){GAP}Buche?s?{GAP}[)\-\N{{EN DASH}}]?|(?P<book2>[IVXl]{{1,5}})(?!\w))
      | (?P<execution2>(?:Th[üu]r)?AG[ \-]?(?:KJHG|BTHG|BSHG|TierGesG|PStG))(?!\w)
      | (?P<short>{_SPECIAL}|{_SHAPE})(?![\wäöüß]|-[a-z])
      | (?:[A-ZÄÖÜ][a-zäöüß]{{2,20}}{GAP})?Gesetz(?:es)?{GAP}(?:über|zur|zum|für)\s[^()§]{{3,100}}
        \((?P<long>{_SPECIAL}|(?:AG-)?{_SHAPE}|AG-KJHG)(?:{GAP}(?P<land3>{_LAND}))?\)
      | (?:(?P<adjective>{_ADJECTIVE})(?:e[nrs]?)?{GAP})?
        (?P<name>(?:Bürgerliche[ns]{GAP}Gesetzbuch|Datenschutz-?{GAP}?[Gg]rundverordnung
          |Abgabenordnung|Zivilprozessordnung
          |Verwaltungsgerichtsordnung|Insolvenzordnung|Gemeindeordnung|Kreisordnung|Landeshaushaltsordnung|Bundeshaushaltsordnung
          |[A-ZÄÖÜ][a-zäöüß]{{1,40}}gesetz(?:buch)?|Grundgesetz))(?:es|s)?(?!\w)
    )["“«]?
    (?:,?{GAP}(?:\(|für{GAP}das{GAP}Land{GAP}|des{GAP}Landes{GAP})?(?P<land>{_LAND})(?![\w\-])\)?)?
    (?:{GAP}\((?P<abbreviation>SGB{GAP}[IVXl]{{1,5}}|{_SPECIAL}|{_SHAPE})(?:{GAP}(?P<land2>{_LAND}))?\))?
    """,
    re.VERBOSE,
)
_BOOK_RE = re.compile(r"SGB\s{1,12}(?P<book>[IVXl]{1,5})")
# Capitals of these shapes are companies, working groups or words, not statutes.
_NO_ACTS = frozenset(
    re.findall(
        r"\w+",
        "AG KG OHG UG EG OG MAG TAG VG LG OLG BAG BSG BVerwG BVerfG ARGE EKO VO FO IGO WO SO KO DO EO NGO BUG VHG PO"
        " GEO CEO LO FG",
    )
)


@dataclass(frozen=True, slots=True)
class ActName:
    """A statute's name in a text.

    Attributes:
        start: offset of its first character, an article such as «des» included.
        end: offset after its last character.
        act: its usual abbreviation, with the Land where the text names one («SchulG NRW»).
    """

    start: int
    end: int
    act: str


def _roman_book(letters: str) -> str | None:
    """Return «II» for «II» and for «Il», the commonest misreading; None for what is no book of the SGB.

    A numeral without a single true capital may be anything.
    """
    if letters in _ARABIC_BOOKS:
        return _ARABIC_BOOKS[letters]
    if not set(letters) & set("IVX"):
        return None
    roman = letters.translate(str.maketrans("l1|", "III"))
    return roman if parse_roman(roman) in _BOOKS else None


def _ordinal_book(word: str) -> str | None:
    number = parse_ordinal_word(word)
    return _ROMAN_BOOKS[number - 1] if number is not None and number in _BOOKS else None


def _with_land(act: str, match: re.Match[str]) -> str:
    land = match["land3"] or match["land2"] or match["land"]
    if land is None and match["adjective"] and not match["abbreviation"]:
        land = _ADJECTIVES[match["adjective"]]
    return act if land is None else f"{act} {_LAND_SHORT.get(land, land)}"


def _act_of(match: re.Match[str]) -> str | None:
    """Return the normalised act of a match, or None where the shape deceives."""
    if match["book"] or match["book2"]:
        book = _roman_book(match["book"] or match["book2"])
        if book is None:
            return None
        return _with_land(f"AG-SGB {book}", match) if match["execution"] else f"SGB {book}"
    if match["ordinal"] or match["ordinal2"]:
        book = _ordinal_book(match["ordinal"] or match["ordinal2"])
        return None if book is None else f"SGB {book}"
    given = match["abbreviation"]
    book_given = _BOOK_RE.fullmatch(given) if given else None
    if book_given is not None:
        book = _roman_book(book_given["book"])
        return None if book is None else f"SGB {book}"
    short = match["short"] or match["long"] or (match["execution2"] or "").replace(" ", "-") or None
    if short is None:
        name = re.sub(r"\s+", " ", match["name"].replace("-", "")).replace("Bürgerlichen", "Bürgerliches")
        name = name.replace("Grundverordnung", "grundverordnung").replace("Datenschutz grund", "Datenschutzgrund")
        short = given or _NAMES.get(name, name)
    if short in _NO_ACTS or (sum(letter.isupper() for letter in short) < 2 and not match["name"]):
        return None
    return _with_land("DSGVO" if "DS" in short and short.endswith("GVO") else short, match)


def match_act(text: str, position: int, end: int | None = None) -> ActName | None:
    """Return the statute named exactly at a position (an article before it is taken in), or None.

    >>> match_act("des Zweiten Buches Sozialgesetzbuch (SGB II)", 0).act, match_act("SchulG NW", 0).act
    ('SGB II', 'SchulG NRW')
    >>> match_act("des Niedersächsischen Schulgesetzes (NSchG)", 0).act
    'NSchG'
    >>> match_act("des Hessischen Schulgesetzes", 0).act
    'SchulG Hessen'
    >>> match_act("der Satzung", 0) is None, match_act("AG Jugend", 0) is None
    (True, True)
    """
    stop = min(len(text) if end is None else end, position + _LONGEST_ACT)
    match = _ACT_RE.match(text, position, stop)
    act = None if match is None else _act_of(match)
    return None if match is None or act is None else ActName(*match.span(), act)


def match_act_before(text: str, position: int, start: int = 0) -> ActName | None:
    """Return the statute named just before a position («SGB II, § 16a»), or None.

    >>> match_act_before("nach SGB VIII § 78", 14).act
    'SGB VIII'
    >>> match_act_before("nach der Satzung § 78", 17) is None
    True
    """
    low = max(start, position - 60)
    for match in re.finditer(r"(?<![\w\-])[A-ZÄÖÜ]", text[low:position]):
        found = match_act(text, low + match.start(), position)
        if found is not None and re.fullmatch(r"\s{0,2}[,(:]?\s{0,2}", text[found.end : position]):
            return found
    return None
