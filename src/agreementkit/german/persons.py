"""Names of persons in lines of text, told without lists of names.

A list of given names would miss every name it lacks; so a name is known by its shape (two to four capitalised words,
particles, titles) and by what it is not: no office, no body, no place, no heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from agreementkit.german.legal_forms import names_body
from agreementkit.german.name_words import COMMON_WORDS, MONTHS, NAMES_LIKE_NOUNS, NOBILITY, NOUN_ENDINGS, PARTICLES
from agreementkit.german.offices import parse_office
from agreementkit.german.places import lookup_municipality

__all__ = ["Person", "looks_like_person", "looks_like_surname", "parse_person", "strip_title"]

_TITLE_RE = re.compile(
    r"""
    # Dr. or Dipl.-Ing.(FH)
    (?:(?:Prof|Dr|Dres|Dipl|Mag|Ass|Lic|Ing)\.(?:-[A-Z][A-Za-z]{1,12}\.?(?:\([A-Z]{1,4}\))?){0,3}
      |(?:h\.\s?c|habil|jur|med|phil|rer|nat|pol|oec|theol|iur|paed|soc|agr|vet|univ|Soz|Päd|Verw|Kfm|Psych|Volksw|Betriebsw)\.
      |Professor(?:in)?|Doktor)(?:[ \t]+|$)
    """,
    re.VERBOSE,
)
_SUFFIX_RE = re.compile(r",?\s+(?:M\.\s?A\.|B\.\s?A\.|LL\.\s?M\.|MBA|MPA|M\.\s?Sc\.|B\.\s?Sc\.|MdL|MdB|jun\.|sen\.)$")
_ADDRESS_RE = re.compile(r"(?:[Hh]errn?|[Ff]rau|gez\.|Gez\.|i\.\s?[VA]\.|I\.\s?[VA]\.)\s+")
_PREFIX_RE = re.compile(r"(?:Mc|Mac|[OD]['\N{RIGHT SINGLE QUOTATION MARK}]|De|Le|La)(?=[A-Z])")
_LONGEST_WORD = 30
_UPPER_RE = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜß\-]{2,24}")
_INITIAL_RE = re.compile(r"(?:[A-ZÄÖÜ]\.(?:-?[A-ZÄÖÜ]\.)?)")
_MARKUP = ' \t\r\n*_#|()[]{}"„“»«'
_LONGEST_LINE = 80
_ADJECTIVE_RE = re.compile(r"\w{2,}(?:isch|lich|ig|iv|sam|bar|los|end|haft|tägig)(?:e|er|es|en|em)")


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name.

    Attributes:
        name: given and family name with particles and «Graf», without academic titles.
        titles: academic titles as written, in order: ("Prof.", "Dr.-Ing.").
    """

    name: str
    titles: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """The name with its titles, as one signs."""
        return " ".join([*self.titles, self.name])


def strip_title(text: str) -> tuple[tuple[str, ...], str]:
    """Return the academic titles at the beginning of a name, and the rest.

    >>> strip_title("Prof. Dr.-Ing. Anna-Lena von der Heide")
    (('Prof.', 'Dr.-Ing.'), 'Anna-Lena von der Heide')
    >>> strip_title("Drees")
    ((), 'Drees')
    """
    titles: list[str] = []
    rest = text.strip()
    for _ in range(8):
        match = _TITLE_RE.match(rest)
        if match is None:
            break
        titles.append(match[0].strip())
        rest = rest[match.end() :].lstrip()
    return tuple(titles), rest


def _has_name_shape(word: str) -> bool:
    """Tell whether each part of a word begins with a capital and goes on in small letters, in any alphabet."""
    if not 2 <= len(word) <= _LONGEST_WORD:
        return False
    parts = [
        _PREFIX_RE.sub("", part).replace("\N{RIGHT SINGLE QUOTATION MARK}", "").replace("'", "")
        for part in word.split("-")
    ]
    return (
        all(
            part[:1].isupper() and part.isalpha() and (part[1:].islower() or len(part) == 1)
            for part in (p.rstrip(".") for p in parts)
        )
        and len(parts[0]) > 1
    )


def _is_name_word(word: str) -> bool:
    if _INITIAL_RE.fullmatch(word):
        return True
    if word in COMMON_WORDS or word in MONTHS or _ADJECTIVE_RE.fullmatch(word):
        return False
    if not _has_name_shape(word) and not _UPPER_RE.fullmatch(word):
        return False
    if word in NAMES_LIKE_NOUNS or (not word.rpartition("-")[2][0].islower() and "-" in word):
        return True
    return not any(word.lower().endswith(ending) and len(word) > len(ending) + 2 for ending in NOUN_ENDINGS)


def _name_words(name: str, *, titled: bool) -> list[str] | None:
    """Return the words of a name in natural order, or None where its shape is none."""
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        name = f"{given} {family}"
    words = name.split()
    capitalised = [word for word in words if word not in PARTICLES and word not in NOBILITY]
    if not words or len(words) > 7 or words[-1] in PARTICLES or words[0] == "und":
        return None
    if any(word in NOBILITY for word in words) and capitalised and all(map(_is_name_word, capitalised)):
        return words
    full_words = [word for word in capitalised if not _INITIAL_RE.fullmatch(word)]
    if not (1 if titled else 2) <= len(capitalised) <= 4 or not full_words or "und" in words:
        return None
    if all(_UPPER_RE.fullmatch(word) for word in capitalised) and len(capitalised) > 2:
        return None
    return words if all(map(_is_name_word, capitalised)) else None


@lru_cache(maxsize=4096)
def parse_person(line: str) -> Person | None:
    """Return the person that a line consists of, or None where it may be anything else.

    «Herr», «Frau» and «gez.» before the name are dropped, and they, like a title, let a family name stand alone.

    >>> parse_person("Prof. Dr.-Ing. Anna-Lena von der Heide").name, parse_person("Graf von X") is None
    ('Anna-Lena von der Heide', True)
    >>> parse_person("Stadt Musterstadt") is None, parse_person("Soziale Dienste") is None
    (True, True)
    """
    rest = " ".join(line.strip(_MARKUP).split())
    if not rest or len(rest) > _LONGEST_LINE:
        return None
    polite = False
    for _ in range(3):
        address = _ADDRESS_RE.match(rest)
        if address is None:
            break
        rest, polite = rest[address.end() :], True
    titles, name = strip_title(rest)
    name = _SUFFIX_RE.sub("", name).strip(_MARKUP)
    words = _name_words(name, titled=bool(titles) or polite)
    if words is None:
        return None
    plain = " ".join(words)
    if "," in name and all(lookup_municipality(part) for part in name.split(",")):
        return None  # «Solingen, Wuppertal» are two places
    if not titles and (parse_office(plain) or names_body(plain) or lookup_municipality(plain)):
        return None
    return Person(plain, titles)


def looks_like_person(line: str) -> bool:
    """Tell whether a line consists of one person's name.

    >>> looks_like_person("Dr. Erika Beispiel"), looks_like_person("Oberbürgermeister")
    (True, False)
    """
    return parse_person(line) is not None


def looks_like_surname(line: str) -> bool:
    """Tell whether a line is one word that may be a family name; weak evidence, for a line above an office only.

    >>> looks_like_surname("Quandt-Reich"), looks_like_surname("Vereinbarung"), looks_like_surname("Solingen")
    (True, False, False)
    """
    word = line.strip(_MARKUP)
    if len(word) < 3 or not _has_name_shape(word) or not _is_name_word(word):
        return False
    return not (parse_office(word) or names_body(word) or lookup_municipality(word))
