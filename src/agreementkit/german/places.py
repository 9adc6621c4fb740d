"""The register of German municipalities: from «Stadt Solingen» or «Kreis Mettmann» to name and official key (AGS).

Source: Gemeindeverzeichnis GV-ISys of the Statistisches Bundesamt, as of 30 November 2023
(agreementkit_models/SOURCES.md).
A name that several municipalities bear is not decided by size or fame; the only exception is written down in
:func:`lookup`.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Municipality", "PlaceResult", "is_place_name", "lookup", "lookup_municipality"]

_URBAN = frozenset({"Stadt", "Große Kreisstadt", "Kreisfreie Stadt", "Stadtkreis"})
_DISTRICT_FREE = frozenset({"Kreisfreie Stadt", "Stadtkreis"})
_DISTRICTS = frozenset({"Kreis", "Landkreis", "Regionalverband"})
_LONGEST_NAME = 120
_ARTICLE_RE = re.compile(r"(?:die|der|den|dem|des|das)\s+(?=\S)", re.IGNORECASE)
_QUALIFIER_RE = re.compile(
    r"""
    (?P<district>(?:land)?kreis(?:es|verwaltung)?)
  | (?P<association>(?:samt|verbands|gesamt)gemeinde|verwaltungsgemeinschaft|verwaltungsverband|amt|zweckverband
      |bezirk(?:samt)?)
  | (?P<districtfree>kreisfreien?\s+stadt|stadtkreis)
  | (?P<city>(?:freien?\s+(?:und\s+)?)?(?:große[nr]?\s+)?(?:[a-zäöüß]{3,20}-?(?:und\s+)?)?stadt(?:verwaltung|gemeinde)?)
  | (?P<rural>(?:markt|orts|einheits|land)?gemeinde(?:verwaltung)?|markt|flecken)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LAND_RE = re.compile(r"(?:das\s+)?(?:bundes)?land(?:es)?\s+(?P<name>berlin|hamburg)", re.IGNORECASE)
_BREMEN_LAND_RE = re.compile(r"(?:freien?\s+hansestadt|land)\s+bremens?", re.IGNORECASE)
_ABBREVIATIONS = (
    (re.compile(r"\ba\.\s?m\.(?=\s|$)"), "am main"),
    (re.compile(r"\ba\.\s?rh\.(?=\s|$)"), "am rhein"),
    (re.compile(r"\bi\.\s?d\.\s?opf\."), "in der oberpfalz"),
    (re.compile(r"\bi\.\s?br\.(?=\s|$)"), "im breisgau"),
    (re.compile(r"\ba\.\s?d\.\s?"), "an der "),
    (re.compile(r"\bi\.\s?d\.\s?"), "in der "),
    (re.compile(r"\bo\.\s?d\.\s?"), "ob der "),
    (re.compile(r"\bv\.\s?d\.\s?"), "vor der "),
    (re.compile(r"\ba\.\s?(?=\w)"), "am "),
    (re.compile(r"\bb\.\s?(?=\w)"), "bei "),
    (re.compile(r"\bi\.\s?(?=\w)"), "im "),
    (re.compile(r"\bst\.\s?(?=\w)"), "sankt "),
)
# A name that holds nothing to write out; most of the register's are such.
_PLAIN_RE = re.compile(r"\w+(?:[ -]\w+)*+")
_BRACKET_RE = re.compile(r"\s*\([^()]*\)|\s*/.*")
_TAIL_RE = re.compile(r"\s(?:am|an der|an den|im|in der|in|bei|ob der|vor der|auf der|auf|unter|zu|unterm)\s.*")
_CUT_RE = re.compile(r"\s*(?:,|\s[\-\N{EN DASH}\N{EM DASH}]\s|;)")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A Gemeinde, a Kreis or a city of the register.

    Attributes:
        name: the plain name without «Stadt» and the like («Solingen», «Halle (Saale)», «Kreis Mettmann»).
        ags: the official key (Amtlicher Gemeindeschlüssel): eight digits for a Gemeinde, five for a Kreis.
        kind: the register's word: «Kreisfreie Stadt», «Stadtkreis», «Große Kreisstadt», «Stadt», «Markt», «Gemeinde»,
            «Kreis», «Landkreis», «Regionalverband».
    """

    name: str
    ags: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """What the register says to a name.

    Attributes:
        municipality: the one municipality meant, or None.
        reason: why, in one sentence.
    """

    municipality: Municipality | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A municipality that a name may mean; rank 0: its name, 1: without a bracket, 2: without «am Main»."""

    rank: int
    municipality: Municipality


def _fold(name: str) -> str:
    """Return a name in lower case with its abbreviations written out and blanks made one."""
    folded = unicodedata.normalize("NFC", name).casefold()
    if _PLAIN_RE.fullmatch(folded):
        return folded
    for pattern, full in _ABBREVIATIONS:
        folded = pattern.sub(full, folded)
    return re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", folded)).strip(" \t\n.,;:»«\"'“”„*_#")


def _plain_name(name: str, kind: str) -> str:
    """Return the register's name without its addition after the comma; «Kreis» before a Kreis that does not say so."""
    plain = name.split(",", maxsplit=1)[0].strip()
    if kind in _DISTRICTS and not re.search(r"[Kk]reis|[Rr]egion", plain):
        return f"{kind} {plain}"
    return plain


@cache
def _register() -> dict[str, tuple[_Candidate, ...]]:
    """Return the register by folded name; read once a process, on the first question."""
    packed = files("agreementkit_models").joinpath("gemeinden.tsv.xz").read_bytes()
    index: dict[str, list[_Candidate]] = {}
    for line in lzma.decompress(packed).decode("utf-8").splitlines():
        ags, name, kind = line.split("\t")
        municipality = Municipality(_plain_name(name, kind), ags, kind)
        base = _fold(name.split(",")[0])
        short = base if _PLAIN_RE.fullmatch(base) else _BRACKET_RE.sub("", base)
        for rank, key in enumerate((base, short, _TAIL_RE.sub("", short) if " " in short else short)):
            known = index.setdefault(key, [])
            if all(candidate.municipality.ags != ags for candidate in known):
                known.append(_Candidate(rank, municipality))
    return {key: tuple(candidates) for key, candidates in index.items()}


def _candidates(folded: str) -> tuple[_Candidate, ...]:
    """Return what a folded name may mean; a genitive («Münsters», «Märkischen Kreises») counts as its name."""
    register = _register()
    if folded in register:
        return register[folded]
    for ending, instead in (("kreises", "kreis"), ("s", ""), ("en kreises", "er kreis"), ("en kreis", "er kreis")):
        if folded.endswith(ending) and folded.removesuffix(ending) + instead in register:
            return register[folded.removesuffix(ending) + instead]
    return ()


def _decide(candidates: tuple[_Candidate, ...], shown: str) -> PlaceResult:
    """Return the one municipality that candidates leave, or the reason why none is chosen."""
    if not candidates:
        return PlaceResult(None, f"«{shown}» is not in the register")
    if len(candidates) == 1:
        return PlaceResult(candidates[0].municipality, "the only one of this name in the register")
    cities = [candidate for candidate in candidates if candidate.municipality.kind in _DISTRICT_FREE]
    if len(cities) == 1 and cities[0].rank < 2:
        return PlaceResult(
            cities[0].municipality, f"the only kreisfreie Stadt among {len(candidates)} municipalities of this name"
        )
    exact = [candidate for candidate in candidates if candidate.rank == 0]
    others_are_rural = all(c.rank == 2 and c.municipality.kind not in _URBAN for c in candidates if c.rank)
    if len(exact) == 1 and others_are_rural:
        return PlaceResult(exact[0].municipality, "the only one that bears just this name")
    return PlaceResult(None, f"{len(candidates)} municipalities are called «{shown}»")


def _filtered(qualifier: re.Match[str] | None, candidates: tuple[_Candidate, ...]) -> tuple[_Candidate, ...]:
    """Return the candidates that the word before the name admits."""
    if qualifier is None:
        local = tuple(c for c in candidates if c.municipality.kind not in _DISTRICTS)
        return local or candidates
    kinds = {"district": _DISTRICTS, "districtfree": _DISTRICT_FREE, "city": _URBAN}
    name = str(qualifier.lastgroup)
    if name in kinds:
        return tuple(c for c in candidates if c.municipality.kind in kinds[name])
    return tuple(c for c in candidates if c.municipality.kind not in _DISTRICTS)


def _lookup_span(span: str) -> PlaceResult:
    """Return what the register says to a name that has no tail."""
    if _BREMEN_LAND_RE.fullmatch(span):
        return PlaceResult(None, "a Land of two municipalities, Bremen and Bremerhaven")
    land = _LAND_RE.fullmatch(span)
    if land is not None:
        return _decide(_filtered(None, _candidates(_fold(land["name"]))), span)
    whole = _candidates(_fold(span))
    qualifier = _QUALIFIER_RE.match(span)
    if qualifier is None or not span[qualifier.end() : qualifier.end() + 1].isspace():
        return _decide(_filtered(None, whole), span)
    if whole:
        return _decide(whole, span)  # «Landkreis Rostock», «Markt Indersdorf» are names themselves
    if qualifier.lastgroup == "association":
        return PlaceResult(None, f"«{qualifier[0]}» is an association or office the register does not list")
    rest = span[qualifier.end() :].strip()
    return _decide(_filtered(qualifier, _candidates(_fold(rest))), span)


def lookup(name: str) -> PlaceResult:
    """Return the municipality or Kreis that a name means, with the reason.

    «Stadt», «Gemeinde», «Kreis» before the name narrow the choice. Without them a Gemeinde goes before a Kreis of the
    same name. Of several municipalities of one name the only kreisfreie Stadt among them is meant, if its register
    name is just this name (a bracket aside); every other doubt gives None.

    Args:
        name: a name as agreements write it; «, vertreten durch …» or « – Jugendamt –» after it does no harm.

    >>> lookup("Stadt Solingen").municipality
    Municipality(name='Solingen', ags='05122000', kind='Kreisfreie Stadt')
    >>> lookup("Kreis Mettmann").municipality.ags, lookup("Mettmann").municipality.ags
    ('05158', '05158024')
    >>> lookup("Frankfurt").municipality is None, lookup("Samtgemeinde Musterhausen").municipality is None
    (True, True)
    """
    span = re.sub(r"\s+", " ", name[:_LONGEST_NAME]).strip(" \t\n,;:»«\"'“”„*_#")
    article = _ARTICLE_RE.match(span)
    if article is not None:
        span = span[article.end() :]
    found = _lookup_span(span)
    if found.municipality is not None:
        return found
    cut = _CUT_RE.search(span)
    if cut is None or cut.start() == 0:
        return found
    tail = span[cut.end() :].strip()
    if _decide(_filtered(None, _candidates(_fold(tail))), tail).municipality is not None:
        return PlaceResult(None, f"«{span}» names two places")
    return _lookup_span(span[: cut.start()])


def is_place_name(word: str) -> bool:
    """Whether a municipality is called so, whichever of that name is meant.

    >>> is_place_name("chemnitz"), is_place_name("Vereinbarung")
    (True, False)
    """
    return _fold(word) in _register()


def lookup_municipality(name: str) -> Municipality | None:
    """Return the municipality or Kreis that a name means, or None where it means none or several.

    >>> lookup_municipality("Frankfurt a. M.").name, lookup_municipality("der Stadt Münsters").ags
    ('Frankfurt am Main', '05515000')
    >>> lookup_municipality("Neustadt") is None
    True
    """
    return lookup(name).municipality
