"""Offices in German text: «Oberbürgermeisterin», «Beigeordneter für Soziales», «Vorsitzender des Vorstandes»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreementkit.german.dates import GAP
from agreementkit.german.word_starts import at_word_start

__all__ = ["OfficeMention", "find_offices", "parse_office"]

# Feminine endings in all the ways they are printed: -in, /in, /-in, (in), :in, *in, _in, In.
_FEMALE = r"(?:(?:[/:*_]-?)?innen|in|/-?in|-in|\(in\)|[:*_]in|In)?"
_ADJECTIVAL = r"(?:e[rnsm]?)(?:/-?[rn]|\([rn]\)|[:*]r)?"
_WORDS = (
    # (capitalised word, ending, may carry a compound before it)
    ("bürgermeister", _FEMALE),
    ("burgermeister", _FEMALE),
    ("landrat", "(?:s|es)?"),
    ("landrät", "(?:in|e|/-?in)"),
    ("stadtrat", "(?:s|es)?"),
    ("stadträt", "in"),
    ("senator", _FEMALE),
    ("beigeordnet", _ADJECTIVAL),
    ("dezernent", rf"(?:en)?{_FEMALE}"),
    ("kämmerer", _FEMALE),
    ("kämmerin", ""),
    ("geschäftsführer", _FEMALE),
    ("geschäftsführung", ""),
    ("vorsitzend", _ADJECTIVAL),
    ("vorstand", "(?:s|es)?"),
    ("vorständ", "in"),
    ("staatssekretär", _FEMALE),
    ("minister", _FEMALE),
    ("präsident", rf"(?:en)?{_FEMALE}"),
    ("direktor", rf"(?:en)?{_FEMALE}"),
    ("rektor", _FEMALE),
    ("leiter", _FEMALE),
    ("leitung", ""),
    ("schulrat", ""),
    ("schulrät", "in"),
    ("superintendent", rf"(?:en)?{_FEMALE}"),
    ("prokurist", rf"(?:en)?{_FEMALE}"),
    ("sprecher", _FEMALE),
    ("beauftragt", _ADJECTIVAL),
    ("bevollmächtigt", _ADJECTIVAL),
    ("koordinator", _FEMALE),
    ("vertreter", _FEMALE),
    ("dekan", _FEMALE),
    ("vorstandsmitglied", "(?:er|s)?"),
    ("schatzmeister", _FEMALE),
    ("amtfrau", ""),
    ("amtmann", ""),
)
_TITLE_CASE = "|".join(rf"[{word[0].upper()}{word[0]}]{word[1:]}{ending}" for word, ending in _WORDS)
_STEMS = {form for word, _ in _WORDS for form in (word, word.capitalize(), word.upper())}
_STEM = "|".join(sorted(_STEMS, key=lambda word: (-len(word), word)))
_ADJECTIVE = (
    r"(?:[12]\.|[Ss]tellvertretende|[Ss]tellv\.|[Ee]rste|[Zz]weite|[Ee]hrenamtliche|[Hh]auptamtliche|[Kk]ommissarische|[Tt]echnische"
    r"|[Kk]aufmännische|[Aa]llgemeine|[Gg]eschäftsführende|[Pp]ädagogische|[Oo]perative|[Ss]tändige|[Pp]arlamentarische|[Ll]eitende)"
)
_OFFICE_RE = re.compile(
    rf"(?<![\w])(?:{_ADJECTIVE}[rnsm]?(?:/-?[rn])?{GAP}){{0,2}}(?P<head>(?:[A-ZÄÖÜ][a-zäöüß]{{1,40}}-?){{0,4}}(?:{_TITLE_CASE}))(?![\wäöüß])"
)
_UPPER_STEM = "|".join(sorted({word.upper() for word, _ in _WORDS}, key=lambda word: (-len(word), word)))
_UPPER_RE = re.compile(rf"(?<!\w)(?P<head>[A-ZÄÖÜ\-]{{0,40}}?(?:{_UPPER_STEM})[A-ZÄÖÜ]{{0,4}})(?!\w)")
_UPPER_START_RE = re.compile(r"(?<!\w)[A-ZÄÖÜ\-]{1,41}\Z")
_ANCHOR_RE = re.compile(at_word_start(_STEM, not_after=None))
_HEAD_START_RE = re.compile(rf"(?:{_ADJECTIVE}[rnsm]?(?:/-?[rn])?{GAP}){{0,2}}[A-ZÄÖÜ][\w\-]{{0,60}}\Z")
_LINE_LEAD_RE = re.compile(r"[ \t\-–•*_#(]{0,6}(?:(?:[Dd]er|[Dd]ie|[Aa]ls|gez\.|[Ii]\. ?[VA]\.)\s{1,2}){0,2}")
# Words that end like an office and are none.
_NO_OFFICE = (
    "vertretung",
    "verleitung",
    "anleitung",
    "zuleitung",
    "ableitung",
    "begleitung",
    "weiterleitung",
    "überleitung",
    "bearbeitung",
    "einleitung",
    "rohrleitung",
    "wasserleitung",
    "umleitung",
    "herleitung",
    "ministerium",
)


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """An office named in a text.

    Attributes:
        start: offset of its first character in the searched text (Unicode code points), an adjective such as
            «Stellvertretende» included.
        end: offset after its last character.
        raw: ``text[start:end]``.
        head: the noun that names the office, without adjectives or complement.
    """

    start: int
    end: int
    raw: str
    head: str


def find_offices(text: str, start: int = 0, end: int | None = None) -> list[OfficeMention]:
    """Return the offices and functions named in a text, in order.

    Compounds count by their last part («Fachbereichsleitung», «Jugendamtsleiterin»); what follows («für Soziales») is
    left out.

    Args:
        text: any text.
        start: offset at which to begin.
        end: offset at which to stop, or None for the end of the text.

    Returns:
        Mentions with offsets in ``text``.

    >>> [o.raw for o in find_offices("vertreten durch den Oberbürgermeister und die Stellvertretende Vorsitzende")]
    ['Oberbürgermeister', 'Stellvertretende Vorsitzende']
    >>> find_offices("das Ministerium und die Begleitung der Familien")
    []
    """
    stop = len(text) if end is None else end
    found: list[OfficeMention] = []
    for anchor in _ANCHOR_RE.finditer(text, start, stop):
        if found and anchor.start() < found[-1].end:
            continue
        low = max(start, anchor.start() - 80, found[-1].end if found else 0)
        # The word that the anchor lies in begins at the last capital after a blank; adjectives before it come along.
        upper = anchor[0].isupper()
        head = (_UPPER_START_RE if upper else _HEAD_START_RE).search(text, low, anchor.start() + 1)
        begin = anchor.start() if head is None else head.start()
        match = (_UPPER_RE if upper else _OFFICE_RE).match(text, begin, stop)
        if match is not None and match.end() > anchor.start() and not match["head"].lower().endswith(_NO_OFFICE):
            found.append(OfficeMention(*match.span(), match[0], match["head"]))
    return found


def parse_office(line: str) -> OfficeMention | None:
    """Return the office that a line of a signature block consists of, its complement included, or None.

    >>> parse_office("Beigeordneter für Kultur, Bildung & Sport").raw
    'Beigeordneter für Kultur, Bildung & Sport'
    >>> parse_office("Der Oberbürgermeister").head, parse_office("vertreten durch den Landrat") is None
    ('Oberbürgermeister', True)
    """
    lead = _LINE_LEAD_RE.match(line)
    begin = 0 if lead is None else lead.end()
    match = _OFFICE_RE.match(line, begin) or _UPPER_RE.match(line, begin)
    if match is None or match["head"].lower().endswith(_NO_OFFICE):
        return None
    stop = len(line.rstrip(" \t\r\n)*_"))
    return OfficeMention(begin, stop, line[begin:stop], match["head"])
