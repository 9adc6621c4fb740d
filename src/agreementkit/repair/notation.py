"""Legal notation that OCR cannot read: the section sign (no model of Tesseract's ``deu`` has it) and Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agreementkit.german.word_starts import at_word_start
from agreementkit.records import Edit

_ACTS = (
    r"(?:SGB|BGB|GG|GO|GemO|KrO|LKrO|KomZG|GkG|GKZ|GkZ|KGG|VwVfG|LVwVfG|AO|HGB|StGB|BauGB|DSGVO|BDSG|AGG|BBiG|BAföG|BafoG"
    r"|SchulG|SchG|KiBiz|KitaG|KKG|TzBfG|UWG|GWB|VgV|VOB|AufenthG|AsylbLG|WoGG|BEEG|IfSG|OZG|LHO|BHO|GemHVO|StVO"
    r"|Sozialgesetzbuch(?:es|s)?|Grundgesetz(?:es)?|Gemeindeordnung|[A-ZÄÖÜ][A-Za-zäöüÄÖÜ]{1,14}GB?(?![a-zäöü]))"
)
# A citation may run over the end of a line.
_B = r"[ \n]"
_LEVEL = rf"(?:Abs(?:atz|\.)|Satz|S\.|Nr\.|Nummer|Halbs\.|Buchst\.|ff?\.|i\.{_B}?V\.{_B}?m\.)"
_DETAIL = rf"(?:{_B}?{_LEVEL}{_B}?\d{{0,3}}[a-z]?){{0,4}}"
_NOT_AFTER = r"(?<![\w§.,/–-])(?<!§ )(?<!Art\. )(?<!Abs\. )(?<!Nr\. )(?<!Satz )"

# One misread sign before a number and an act, or before a number with a paragraph: «8 10 SGB II», «$ 5 Abs. 2».
# A digit is a sign only where a space parts it from the number.
SECTION_RE = re.compile(
    _NOT_AFTER + r"(?P<sign>(?:8§|§8|8)(?=[ \n])|5(?= \d{1,3} ?[a-z]? [A-Z])|[$&])(?P<space>[ ]{0,2}\n?)"
    rf"(?=\d{{1,3}} ?[a-z]?(?:{_DETAIL},?{_B}(?:[IVX]{{1,4}}{_B})?{_ACTS}\b|{_B}(?:Abs\.|Absatz){_B}?\d))"
)
# The sign glued to its number: no book of social law has 800 sections.
GLUED_RE = re.compile(_NOT_AFTER + rf"(?P<sign>8[$&]|8(?=\d{{2}}))(?P<space>)(?=\d{{1,3}}[a-z]?{_DETAIL}{_B}SGB\b)")
# The same behind the sign itself: «§ 816a SGB II».
STUTTER_RE = re.compile(rf"(?<=§ )(?P<sign>8)(?P<space>)(?=\d{{2,3}}[a-z]?{_DETAIL}{_B}SGB\b)")
# Two before a range or a list: «88 14-16 SGB II», «$$ 53 ff. SGB X».
SECTIONS_RE = re.compile(
    _NOT_AFTER + r"(?P<sign>(?:88|55|58|85|8\$|\$8|§8|8§)(?=[ \n])|\$\$|&&|§\$|\$§)(?P<space>[ ]{0,2}\n?)"
    rf"(?=\d{{1,3}} ?[a-z]?(?:(?: ?[-–] ?|,{_B}?|{_B}und{_B}|{_B}bis{_B})\d{{1,3}} ?[a-z]?|{_B}ff?\.){{1,4}}"
    rf"{_DETAIL},?{_B}(?:des{_B})?{_ACTS}\b)"
)
DOUBLED_RE = re.compile(
    _NOT_AFTER + r"(?P<sign>88(?=[ \n])|\$\$|&&)(?P<space>[ ]{0,2}\n?)"
    rf"(?=\d{{1,3}} ?[a-z]?{_DETAIL},?{_B}{_ACTS}\b)"
)
# «I. V.» and «i. A.» before a signature, with a digit or a bar for the letter.
PROXY_RE = re.compile(r"^[ \t]{0,60}(?P<mark>[1l|!])(?=\. ?[VA]\.(?:[ \t]{1,3}[A-ZÄÖÜ][a-zäöü]|[ \t]*$))", re.MULTILINE)
# «9G5mbH», «g6mbH»; no word ends so.
COMPANY_RE = re.compile(r"(?<![\w-])(?P<common>[9gq]{0,2})(?:[6G]5?mbH|Gm[bB6][H4])(?!\w)")
_ANY_COMPANY_RE = re.compile(r"m[bB6][H4]")
# A number or its letter glued to the act: «16 aSGB II».
UNPARTED_RE = re.compile(
    r"(?<=\d)(?P<letter> ?[a-z]?)(?=(?:SGB|BGB|StGB|VwVfG)(?:\b|[IVX]{1,4}\b))"
    r"|(?<=\d)(?P<level>)(?=(?:Abs|Nr|Buchst|S)\. ?\d|und (?:Nr\b|Abs\b|\d))|(?<=SGB)(?P<book>)(?=[IVX]{1,4}\b)"
)
_ANY_GLUED_RE = re.compile(
    r"[\dS](?:(?<=\d)(?: ?[a-z])?(?:SGB|BGB|StGB|VwVfG)|(?<=\d)(?:(?:Abs|Nr|Buchst|S)\.|und )|(?<=S)GB[IVX])"
)
# No German agreement is paid in dollars: this sign before a number is a section sign, also at a line's end.
DOLLAR_RE = re.compile(
    _NOT_AFTER + r"(?P<sign>\$)(?P<space>[ ]{0,2}\n?)"
    r"(?=\d{1,3} ?(?:[a-z](?!\w))?(?![\w]|[.,]\d| ?(?:Mio|Mrd|Million|Milliard|US|Dollar)))"
)
# A sign that stands alone before a heading's number: the whole line is «8 5» or «$ 12 Kündigung».
HEADING_RE = re.compile(r"^[ \t]{0,60}(?P<sign>[$&])(?P<space> {0,2})(?=\d{1,2}(?:[ \t]*$|[ ][A-ZÄÖÜ]))", re.MULTILINE)
# Where any of these but the last may begin; they are tried nowhere else.
_ANY_SIGN_RE = re.compile(r"[58§$&](?=[58§$&]?[ \n]{0,3}\d)")

# Roman numerals after the code of social law or a book's name, with l, 1, | and ! for I.
_ROMAN_RE = re.compile(
    rf"{at_word_start('SGB|Sozialgesetzbuch|Buch|Teil|Abschnitt|Kapitel|Dezernat|Referat|Sekundarstufe|Stufe|Phase')}"
    r":?[ \n]{1,2}(?P<numeral>[IVXl1i|!\]]{1,5})(?![\w|!\]])"
)
# A book of social law, in whose number other capitals stand for I and II: «SGB IL», «SGB VHI», «(§ 7 SGB ID». No VII:
# «VIL» may be VIII as well.
_BOOK_RE = re.compile(r"SGB[ \n]{1,2}(?P<numeral>(?=[IVXl1i|!]{0,4}[LTDHU])[IVXl1i|!LTHU]{1,5}D?)(?![\w|!\]])")
_BOOKS = frozenset({"I", "II", "III", "IV", "V", "VI", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"})
# The same as an outline label at the start of a line: «Il. Ziele», «lV. Dauer».
_LABEL_RE = re.compile(r"^[ \t]{0,60}(?P<numeral>[IVXilL|!\]]{2,5})(?=\.(?:[ \t]|\d))", re.MULTILINE)
# «l. Ziele» where «II.» stands over a later heading.
_FIRST_LABEL_RE = re.compile(r"(?:(?<=\n\n)|\A)(?P<numeral>[l|!])(?=\.[ \t]{1,4}[A-ZÄÖÜ])")
_SECOND_LABEL_RE = re.compile(r"^(?:II|ll|Il|lI|\|\|)\.[ \t]{1,4}[A-ZÄÖÜ]", re.MULTILINE)
# A Roman numeral in a council paper's number: «2024/1V/0033», «VIIl/1450»; one letter at least is no digit.
_PAPER_RE = re.compile(r"(?<![\w/])(?:\d{4}/)?(?P<numeral>(?=[1l|]{0,4}[IVX])[IVX1l|]{2,6})\Z")
# The rare sign of each, for which `re` runs through a text ten times as fast.
_ANY_LABEL_RE = re.compile(r"\.(?<=[IVXilL|!\]]\.)[ \t\d]")
_PAPER_SLASH_RE = re.compile(r"/(?<=[IVX1l|]/)(?=\d{2,5}(?!\w))")
_LONGEST_PAPER = 13
_VALID_ROMAN_RE = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_TO_I = str.maketrans("l1iL|!]", "IIIIIII")
_BOOK_TO_I = str.maketrans({**dict.fromkeys("l1i|!LT", "I"), "H": "II", "U": "II", "D": "I)"})


def section_signs(text: str) -> Iterator[Edit]:
    """Write the section sign where 8, $, & or another sign stands for it before a number of a statute.

    >>> [edit.after for edit in section_signs("nach 8 16a SGB II")]
    ['§']
    >>> list(section_signs("am 8. 10. die 8 Kinder"))
    []
    """
    found: dict[int, Edit] = {}
    places = [match.start() for match in _ANY_SIGN_RE.finditer(text)]
    for pattern, after in (
        (SECTIONS_RE, "§§"),
        (DOUBLED_RE, "§§"),
        (STUTTER_RE, ""),
        (SECTION_RE, "§"),
        (GLUED_RE, "§"),
        (DOLLAR_RE, "§"),
        (HEADING_RE, "§"),
    ):
        for match in _matches(pattern, text, places):
            start, end = match.span("sign")
            if start in found or any(place in found for place in range(start - 2, start)):
                continue
            written = after if match["space"] or not after else after + " "
            found[start] = Edit(
                rule="section_sign",
                start=start,
                end=end,
                before=match["sign"],
                after=written,
                reason="A section sign before the number of a statute's section is misread as this sign.",
                score=0.97,
            )
    yield from (found[start] for start in sorted(found))


def _matches(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    if pattern is HEADING_RE:
        if "$" in text or "&" in text:
            yield from pattern.finditer(text)
        return
    for place in places:
        if match := pattern.match(text, place):
            yield match


def glued_acts(text: str) -> Iterator[Edit]:
    """Part an act from the number of its section.

    >>> [(edit.before, edit.after) for edit in glued_acts("§ 16 aSGB II")]
    [(' a', 'a ')]
    """
    if _ANY_GLUED_RE.search(text) is None:
        return
    for match in UNPARTED_RE.finditer(text):
        start, end = match.span()
        letter = match[0]
        if letter == " ":
            continue
        yield Edit(
            rule="glued_act",
            start=start,
            end=end,
            before=letter,
            after=f"{letter.strip()} ",
            reason="A blank parts the number of a section from its act and from the next level.",
            score=0.97,
        )


def legal_forms(text: str) -> Iterator[Edit]:
    """Write GmbH and gGmbH where digits stand for their letters.

    >>> [edit.after for edit in legal_forms("Kinderland 9g6mbH und Bau 6mbH")]
    ['gGmbH', 'GmbH']
    """
    for letters in _ANY_COMPANY_RE.finditer(text):
        match = COMPANY_RE.search(text, max(0, letters.start() - 4), letters.end() + 1)
        if match is None:
            continue
        start, end = match.span()
        after = "gGmbH" if match["common"] else "GmbH"
        if match[0] != after:
            reason = "The legal form of a company, in which digits stand for letters."
            yield Edit(rule="legal_form", start=start, end=end, before=match[0], after=after, reason=reason, score=0.95)


def proxies(text: str) -> Iterator[Edit]:
    """Write «i. V.» and «i. A.» at the head of a signature's line with its letter.

    >>> [edit.after for edit in proxies("1. V. Ida Holm")]
    ['i']
    """
    for match in PROXY_RE.finditer(text):
        start, end = match.span("mark")
        reason = "The sign of a proxy before a name."
        yield Edit(rule="proxy", start=start, end=end, before=match["mark"], after="i", reason=reason, score=0.95)


def roman_numerals(text: str) -> Iterator[Edit]:
    """Write Roman numerals with I where l, 1 or a bar stands for it.

    >>> [edit.after for edit in roman_numerals("nach dem SGB Il und SGB VIll")]
    ['II', 'VIII']
    >>> list(roman_numerals("SGB II, Teil 1"))
    []
    """
    edits: list[Edit] = []
    found = [*_ROMAN_RE.finditer(text), *_papers(text)]
    if _ANY_LABEL_RE.search(text):
        found += _LABEL_RE.finditer(text)
        if _SECOND_LABEL_RE.search(text):
            reason = "The first label of an outline in Roman numerals."
            edits += (_numeral(match, "I", reason) for match in _FIRST_LABEL_RE.finditer(text))
    for match in found:
        numeral = match["numeral"]
        fixed = numeral.translate(_TO_I)
        lone = numeral in {"l", "|"} and match[0].startswith(("SGB", "Sek"))
        if fixed == numeral or not (lone or _is_misread(numeral, fixed)):
            continue
        edits.append(_numeral(match, fixed, "A Roman numeral, in which l, 1 or a bar stands for I."))
    reason = "The number of a book of social law, in which other capitals stand for I."
    for match in _BOOK_RE.finditer(text):
        fixed = match["numeral"].translate(_BOOK_TO_I)
        closes = fixed.endswith(")")
        if fixed.rstrip(")") in _BOOKS and (not closes or _is_open(text, match.start())):
            edits.append(
                _numeral(match, fixed, "The number of a book of social law, in which other capitals stand for I.")
            )
    yield from sorted(edits, key=lambda edit: edit.start)


def _papers(text: str) -> Iterator[re.Match[str]]:
    """The numerals in front of the slash of a paper's number."""
    for slash in _PAPER_SLASH_RE.finditer(text):
        if match := _PAPER_RE.search(text, max(0, slash.start() - _LONGEST_PAPER), slash.start()):
            yield match


def _is_open(text: str, end: int) -> bool:
    """Whether a bracket was opened shortly before an offset, and not closed."""
    before = text[max(0, end - 80) : end]
    return before.rfind("(") > before.rfind(")")


def _numeral(match: re.Match[str], after: str, reason: str) -> Edit:
    start, end = match.span("numeral")
    return Edit(
        rule="roman_numeral",
        start=start,
        end=end,
        before=match["numeral"],
        after=after,
        reason=reason,
        score=0.98,
    )


def _is_misread(numeral: str, fixed: str) -> bool:
    """A numeral of digits only is a number; one l alone says nothing."""
    if numeral.isdigit() or numeral in {"l", "!", "|", "I"}:
        return False
    return _VALID_ROMAN_RE.fullmatch(fixed) is not None
