"""Numbers of council papers: «V/0123/2019», «Drucksache 12/345», «Ratsantrag A-R0015/2018».

Every council numbers its papers in its own way; what they share is a word before the number (Vorlage, Drucksache,
Beschluss, Antrag) or the shape ``LETTERS/NUMBER/YEAR``, which nothing else in German agreements has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document, Finding, Span

_LETTERS = r"[A-ZÄÖÜ]{1,5}(?:-[A-ZÄÖÜ]{1,4})?"
_NUMBER = rf"""
    (?:
        {_LETTERS}[/-]\d{{1,5}}/\d{{2,5}}(?:[-/][A-Z0-9]{{1,4}})?   # V/0123/2019, KT-0312/18, SR/2018/441
      | {_LETTERS}-?\d{{2,5}}/\d{{2,4}}                             # A-R0015/2018, DS0123/15
      | {_LETTERS}[ ]\d{{1,4}}/\d{{2,5}}(?:-\d{{1,2}})?             # BV-KT 14/0233, A 44/2017
      | [IVXL]{{1,6}}/\d{{2,5}}(?:/\d{{2,4}})?                        # XI/0392
      | {_LETTERS}-\d{{3,6}}                                        # VI-DS-01234
      | \d{{1,3}}-\d{{1,3}}/\d{{2,4}}                                 # 12-02/06
      | \d\d-\d\d[ ]?/[ ]?[A-Z][ ]?\d{{3,6}}                        # 20-26 / V 01234
      | (?:19|20)\d\d/[A-ZÄÖÜ]{{1,4}}/\d{{2,5}}                       # 2022/BV/0319
      | \d{{1,5}}/\d{{2,5}}(?:[-/][A-Z0-9]{{1,4}}){{0,2}}           # 2016/0203, 12/345, 2018/0417-1
    )(?![\w/]|-\d|[.,]\d)
"""
NUMBER_RE = re.compile(_NUMBER, re.VERBOSE)
# «16-231» is a number only directly behind the word; two years («2016-2018») are none.
DASHED_NUMBER_RE = re.compile(r"\d{2,4}-\d{3,5}(?![\w/-]|[.,]\d)")
PLAIN_NUMBER_RE = re.compile(r"0?\d{3,5}(?![\w/.-]|,\d)")
# Letters, number and year with two slashes need no word before them.
BARE_RE = re.compile(r"[A-ZÄÖÜ](?<![\w/.@-].)[A-ZÄÖÜ]{0,3}/\d{2,5}/(?:19|20)\d\d(?:-\d{1,2})?(?![\w/])")
CUE_RE = re.compile(
    r"""
    (?<![\w-])
    (?: (?P<paper> (?:[A-ZÄÖÜ][a-zäöüß]{2,20})? (?:[Vv]orlagen? | [Dd]rucksachen?) | Vorl\. | Drs\. | DS )
      | (?P<act> (?:[A-ZÄÖÜ][a-zäöüß]{2,20})? (?:[Aa]ntrag(?:e?s)? | [Bb]eschluss(?:es)? | [Bb]eschlüsse[ns]?)
            | Anfrage )
    )
    (?:-?(?:Nrn?\.?|Nummern?))?
    (?![a-zäöüß])
    """,
    re.VERBOSE,
)
# What each of these words holds, and what of the word may stand before it.
_CUE_HEADS = tuple(
    "Vorlage vorlage Drucksache drucksache Vorl. Drs. DS Antrag antrag Anfrage Beschl beschl".split()  # noqa: SIM905
)
_CUE_LEAD_RE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,20}\Z")
# Papers of a parliament, and an application for benefits, are no council papers.
_OTHER_PAPER_RE = re.compile(
    r"(?:Bundestags|Landtags|Bundesrats|Reichstags|Parlaments|Förder|Weiterbewilligungs|Haupt|Leistungs)"
)
_DIRECT_GAP_RE = re.compile(r"\s{0,2}(?:\(|Nrn?\.|Nummern?|-Nr\.|der\s(?:Stadt|Verwaltung))?\s{0,2}:?\s{0,3}")
_NUMBERED_RE = re.compile(r"(?:Nr\.?|Nummer)\s{0,2}:?\s{0,3}\Z")
# «Beschluss vom 27.03.2019 (…», «Antrag der Fraktionen (…»: what stands between must not end the sentence.
_FAR_GAP_RE = re.compile(r"(?:[^.;:§(\n]|(?<=\d)\.|\n(?!\n)){0,70}(?:\(|\bNr\.)\s{0,2}")
# «Beschlüsse des Stadtrates vom 26. Januar 2006 (Nr. 211/06)»
_IN_BRACKETS_RE = re.compile(r"\(\s?(?:Beschl(?:uss|\.)?[ -]?)?Nr\.\s{0,2}")
_COUNCIL_RE = re.compile(
    r"(?:[Rr]at(?:es|s)?|[Tt]ag(?:es|s)?|[Vv]ersammlung|[Aa]usschuss(?:es)?|Magistrats?"
    r"|Bürgerschaft)(?!\w)[^.;()]{0,90}\svom\s"
)
_JOINT_RE = re.compile(r"\s{0,2}(?:,|und|sowie|bzw\.)\s{1,2}")
_YEARS_RE = re.compile(r"((?:19|20)\d\d)[/-]((?:19|20)?\d\d)\Z")
_MAX_JOINED = 8

DIRECT, BARE, FAR = 0.95, 0.95, 0.85


def council_papers(document: Document) -> Iterator[Finding]:
    """Every place that names a council paper by its number; assembly leaves out the document's own number."""
    text = document.text
    found: dict[int, tuple[Span, str, float]] = {}
    for cue in _cues(text):
        if _OTHER_PAPER_RE.match(cue[0]) or text[max(0, cue.start() - 3) : cue.start()] in {"BT-", "LT-", "BR-"}:
            continue
        for number in _numbers_after(text, cue):
            found.setdefault(number[0].start, number)
    for bracket in _IN_BRACKETS_RE.finditer(text):
        span = _number_at(text, bracket.end(), plain=False)
        if span is not None and _COUNCIL_RE.search(text, max(0, bracket.start() - 150), bracket.start()):
            found.setdefault(span.start, (span, "number_of_council", FAR))
    for match in BARE_RE.finditer(text):
        found.setdefault(match.start(), (Span(*match.span()), "bare_number", BARE))
    for start in sorted(found):
        place, rule, confidence = found[start]
        printed = " ".join(text[place.start : place.end].split())
        yield Finding(kind="council_paper", value={"number": printed}, spans=(place,), rule=rule, confidence=confidence)


def _cues(text: str) -> Iterator[re.Match[str]]:
    """The words that stand before a number, found by what they have in common."""
    done = 0
    for head in sorted(place for word in _CUE_HEADS for place in _places(text, word)):
        lead = _CUE_LEAD_RE.search(text, max(done, head - 21), head)
        cue = CUE_RE.match(text, lead.start() if lead else head)
        if cue is not None and cue.start() >= done:
            yield cue
            done = cue.end()


def _places(text: str, word: str) -> Iterator[int]:
    position = text.find(word)
    while position >= 0:
        yield position
        position = text.find(word, position + len(word))


def _numbers_after(text: str, cue: re.Match[str]) -> Iterator[tuple[Span, str, float]]:
    gap = _DIRECT_GAP_RE.match(text, cue.end())
    position = gap.end() if gap else cue.end()
    rule, confidence = "number_after_word", DIRECT
    numbered = bool(_NUMBERED_RE.search(text, cue.start(), position))
    number = _number_at(text, position, plain=numbered, dashed=numbered or cue["paper"] is not None)
    if number is None and cue["act"]:
        far = _FAR_GAP_RE.match(text, cue.end())
        number = _number_at(text, far.end(), plain=False) if far else None
        rule, confidence = "number_in_sentence", FAR
    for _ in range(_MAX_JOINED):
        if number is None:
            return
        yield number, rule, confidence
        joint = _JOINT_RE.match(text, number.end)
        number = _number_at(text, joint.end(), plain=False) if joint else None


def _number_at(text: str, position: int, *, plain: bool, dashed: bool = False) -> Span | None:
    """The number that stands at a position; two consecutive years («2015/2016») are a school year, no number."""
    match = NUMBER_RE.match(text, position) or (PLAIN_NUMBER_RE.match(text, position) if plain else None)
    if match is None and dashed:
        match = DASHED_NUMBER_RE.match(text, position)
    if match is None:
        return None
    years = _YEARS_RE.match(match[0])
    if years and ("-" in match[0] or int(years[2][-2:]) == (int(years[1]) + 1) % 100):
        return None
    return Span(*match.span())
