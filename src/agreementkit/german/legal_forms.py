"""The kind of a body, told by its name: «Kreis X – Jugendamt –» is a municipality, «Stadtwerke X GmbH» a company.

The legal form decides first (GmbH, e. V.), then the first word of the name that says what the body is. Decisions where
common speech and law part: a Zweckverband and a Landschaftsverband are associations (of municipalities); a
Volkshochschule or Musikschule calls itself a school and is one, a Hochschule is «other»; a Land is «other», its
ministry a «ministry»; a body without a telling word is «other», never guessed from a place name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

__all__ = ["BodyKind", "body_kind", "names_body"]

BodyKind = Literal[
    "municipality", "jobcenter", "ministry", "employment_agency", "company", "association", "school", "other"
]

_LONGEST_NAME = 400
_COMPANY_RE = re.compile(
    r"(?<![\w])(?:g?GmbH|gemeinn\.\s?GmbH|m\.?b\.?H|gAG|g?UG(?:\s?\(haftungsbeschränkt\))?|eG|KGaA|OHG|GbR|PartG(?:mbB)?)(?![\w])"
    r"|(?<=[\w.&] )(?:AG|KG|SE)(?=\s*(?:[,;)\n–-]|$))"
)
_ASSOCIATION_FORM_RE = re.compile(r"(?<!\w)(?:e\.?\s?V\.?|eingetragener Verein|r\.?\s?V\.)(?!\w)")
_KINDS: tuple[tuple[BodyKind, str], ...] = (
    (
        "jobcenter",
        r"\w*[Jj]ob-?\s?[Cc]ent(?:er|re)s?|ARGE|Arbeitsgemeinschaft\s(?:SGB\sII|für\sGrundsicherung)|MainArbeit|Jobagentur",
    ),
    ("jobcenter", r"[Gg]emeinsame\sEinrichtung|[Zz]ugelassener?\s[Kk]ommunaler?\sTräger"),
    (
        "employment_agency",
        r"(?:Bundes)?[Aa]gentur(?:en)?\sfür\sArbeit|Arbeitsagentur(?:en)?|Arbeitsamt|Regionaldirektion",
    ),
    (
        "ministry",
        r"\w*[Mm]inisteriums?|Senatsverwaltung|Staatskanzlei|Senatskanzlei|Senator(?:in)?\sfür|Behörde\sfür|Staatsministerium",
    ),
    ("other", r"(?:Länder|Land|Landes|Freistaat|Bundesrepublik)(?=\s)|Bund(?!\w)"),
    (
        "other",
        r"\w*[Ss]tiftung|\w*[Kk]irchen?\w*|Bistum|Erzbistum|Pfarrei|Pfarrgemeinde|\w*[Dd]ekanat|\w*[Kk]ammer|\w*handwerkerschaft",
    ),
    (
        "other",
        r"\w*[Nn]etzwerk|\w*[Bb]ündnis|Universität(?!s)|(?!\w*[Vv]olkshoch)\w*[Hh]ochschule|Polizei\w*",
    ),
    (
        "other",
        r"\w*[Ss]chulamt|\w*[Kk]indergarten|Kitas?|\w*[Kk]indertagesstätten?|\w*[Kk]indertageseinrichtung(?:en)?|\w*[Tt]anzschule|\w*[Ff]ahrschule|\w*[Ss]chulaufsicht",
    ),
    (
        "other",
        r"(?:Arbeits|Freundes|Lenkungs|Förder|Gesprächs|Kirchen|Koordinierungs|Qualitäts|Personen|Steuerungs|Initiativ)kreis",
    ),
    (
        "other",
        r"\w*[Aa]rbeitsgruppe|\w*[Bb]eirat|\w*[Kk]rankenkasse|\w*[Rr]entenversicherung|\w*[Kk]linik\w*|\w*[Kk]rankenhaus",
    ),
    (
        "association",
        r"(?!\w*[Vv]erbands(?:gemeinde|versammlung))[\w-]*[Vv]erband(?:e?s)?|[\w-]*[Vv]erein(?:e?s)?|\w{3,}bund(?:e?s)?|\w*[Jj]ugendring",
    ),
    (
        "association",
        r"AWO|Arbeiterwohlfahrt|Caritas|Diakonie|Diakonisches\sWerk|DRK|Deutsche[sn]?\sRote[sn]?\sKreuz(?:es)?|Paritätische[rn]?",
    ),
    (
        "association",
        r"Lebenshilfe|pro\s?familia|Malteser\w*|Johanniter\w*|SkF|SKF|SKM|IN\sVIA|VdK|DGB|ver\.di|Kolping\w*|Gewerkschaft\w*",
    ),
    (
        "school",
        r"\w*[Ss]chulen?|VHS|\w*[Gg]ymnasi(?:um|en)|\w*[Bb]erufskolleg|\w*[Kk]olleg|\w*[Ss]chulzentrum|Oberstufenzentrum|Lyzeum",
    ),
    (
        "municipality",
        r"(?:[A-ZÄÖÜ][\w]*-?)?[Ss]tadt(?=\s+(?:[A-ZÄÖÜ(]|am\s|an\s|im\s))|Stadt|Stadtverwaltung|Stadtgemeinde|\w*[Hh]ansestadt",
    ),
    (
        "municipality",
        r"Kommunen?|Verwaltungsgemeinschaft|(?:Samt|Verbands|Orts|Einheits|Land|Gesamt|Stadt|Flächen|Insel)?[Gg]emeinde(?:verwaltung)?|Flecken|Markt(?=\s+[A-ZÄÖÜ])",
    ),
    (
        "municipality",
        r"(?:[A-ZÄÖÜ][\w-]*)?[Kk]reis(?:es|verwaltung)?|Städteregion|StädteRegion|Region(?=\s+[A-ZÄÖÜ])|Regionalverband",
    ),
    (
        "municipality",
        r"Bezirk(?:samt|e?s)?|Magistrat(?:e?s)?|\w*[Jj]ugendamt(?:e?s)?|\w*[Ss]ozialamt(?:e?s)?|Landratsamt|Rathaus",
    ),
    (
        "municipality",
        r"(?:Gesundheits|Ordnungs|Stadt|Kreisjugend|Bürger|Wohnungs|Ausländer)amt(?:e?s)?|Amt(?=\s+[A-ZÄÖÜ])",
    ),
)
# «Regionalverband Saarbrücken» is a Kreis by law, not an association.
_KREIS_BY_LAW_RE = re.compile(r"(?:Der\s|der\s|den\s)?Regionalverband\sSaarbrücken")
_TOWN_ADJECTIVE_RE = re.compile(r"(?<!\w)[Ss]tädtische[rsn]?(?!\w)")
_NAMED_AFTER_RE = re.compile(r"(?:[A-ZÄÖÜ][\w.'’]{0,30}-){1,6}(?=[A-ZÄÖÜ])")
_SCHOOL_RES = tuple(re.compile(rf"(?:{pattern})(?![\w])") for kind, pattern in _KINDS if kind == "school")
_KIND_RES = tuple((kind, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])")) for kind, pattern in _KINDS)


def body_kind(name: str) -> BodyKind:
    """Return the kind of a body by its name; «other» where no word tells it.

    Args:
        name: the body's name as the text gives it; of a very long one only the first 400 characters are read.

    >>> body_kind("Kreis Musterstein – Jugendamt –"), body_kind("Stadtwerke Musterstadt GmbH")
    ('municipality', 'company')
    >>> body_kind("Caritasverband für die Stadt Musterstadt e. V."), body_kind("Hochschule Musterstadt")
    ('association', 'other')
    >>> body_kind("Musterstadt")
    'other'
    """
    return _telling_kind(name) or "other"


def names_body(name: str) -> bool:
    """Tell whether a name holds a word that says what kind of body it is.

    >>> names_body("Lokales Bündnis für Familie"), names_body("Erika Beispiel")
    (True, False)
    """
    return _telling_kind(name) is not None


@lru_cache(maxsize=8192)
def _telling_kind(name: str) -> BodyKind | None:
    """Return the kind that a legal form or the first telling word gives, or None where no word tells."""
    span = re.sub(r"\s+", " ", name[:_LONGEST_NAME]).strip()
    if _COMPANY_RE.search(span):
        return "company"
    if _ASSOCIATION_FORM_RE.search(span):
        return "association"
    if _KREIS_BY_LAW_RE.match(span):
        return "municipality"
    best: tuple[int, int] | None = None
    kind: BodyKind | None = None
    for candidate, pattern in _KIND_RES:
        match = pattern.search(span)
        if match is not None and (best is None or (match.start(), -match.end()) < best):
            best, kind = (match.start(), -match.end()), candidate
    if kind is None and _named_school(span):
        return "school"
    # «Städtisches Gymnasium» is a school, «Städtische Beratungsstelle» the town itself.
    return "municipality" if kind is None and _TOWN_ADJECTIVE_RE.search(span) else kind


def _named_school(name: str) -> bool:
    """Whether a school bears a person's name, joined by hyphens: «Erich-Muster-Grundschule»."""
    head = _NAMED_AFTER_RE.match(name)
    if head is None:
        return False
    return any(pattern.match(name, head.end()) for pattern in _SCHOOL_RES)
