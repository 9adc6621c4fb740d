"""Citations of statutes, each cited norm by itself: «§§ 16a und 16b SGB II» are two.

The normalised form is ``ACT § N[ Abs. n][ S. n][ Nr. n]``; a range of sections is kept as
``SGB II §§ 14-16``, «§ 78 ff.» as its first section. A bare «§ 6», «§ 6 dieser Vereinbarung» or «§ 3 der Satzung» cites
no statute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from agreementkit.german.acts import match_act, match_act_before
from agreementkit.german.dates import GAP

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Citation", "find_citations"]

_SIGN_RE = re.compile(
    r"§§?\s{0,2}§?|A(?<![\w.]A)(?:rt\.|rtt\.|rtikels?n?(?!\w))|P(?<![\w.]P)aragra(?:f|ph)(?:en)?(?!\w)"
)
_DASH = r"[\-\N{EN DASH}\N{EM DASH}]"
_SECTION = r"(?P<number>[0-9]{1,4})(?:(?P<letter>[a-z])(?!\w)|[ ](?P<spaced>[a-eg-z]|f(?!\.))(?=[ ,;\n](?![ ]?\))))?"
_SECTION_RE = re.compile(GAP + _SECTION)
_NEXT_SECTION_RE = re.compile(
    rf"(?P<joint>{GAP}(?:,|/|und|sowie|oder|bzw\.|bis|{_DASH}|,?{GAP}i\.?{GAP}V\.?{GAP}m\.?|,?{GAP}in{GAP}Verbindung{GAP}mit)){GAP}"
    rf"(?:(?:de[nmr]|nach|gemäß){GAP}(?=§))?(?P<sign>§§?|Art\.|Artikel)?{GAP}{_SECTION}"
)
_LETTER = "Buchst."
_LEVELS = ("Abs.", "S.", "Nr.", _LETTER)
_DETAIL_RE = re.compile(
    rf"""
    ,?{GAP}(?:
        (?P<abs>Abs(?:\.|ätzen?|atze?s?)?|Absatz)  # Abs. 1, Absatz 1, Abs.1
      | (?P<s>S\.|Satze?s?|Sätzen?)
      | (?P<nr>Nr(?:n)?\.?|Nummern?|Ziff(?:er|ern)?\.?)
      | (?P<buchst>Buchst(?:\.|abe[ns]?)?|[Ll]it\.)
    ){GAP}(?P<value>[0-9]{{1,3}}[a-z]?|[a-z]{{1,2}})(?!\w)\)?
    """,
    re.VERBOSE,
)
_PAREN_ABS_RE = re.compile(r" ?\((?P<value>[0-9]{1,2}[a-z]?)\)")
_MORE_DETAIL_RE = re.compile(
    rf"(?P<joint>{GAP}(?:,|und|sowie|oder|bzw\.|bis|{_DASH})){GAP}"
    rf"(?P<value>[0-9]{{1,3}}[a-z]?|(?<=[ \n])[a-z])(?![\w.]|{GAP}Abs)\)?"
)
_SKIPPED_RE = re.compile(
    rf"(?:,?{GAP}(?:ff?\.|(?:[0-9]\.{GAP})?(?:Alt\.|Alternative|HS|Hs\.|Halbs(?:\.|atz)){GAP}[0-9]{{0,2}}))|{GAP}(?:[0-9]\.{GAP}(?:HS|Hs\.|Halbsatz|Alt\.))"
)
_JOINT_RE = re.compile(rf"{GAP}(?:,|und|sowie|oder|bzw\.){GAP}")
_COMMA_RE = re.compile(rf",?{GAP}")
_ASIDE_RE = re.compile(r"[ \t]{0,2}\n?\((?!SGB)[^()§]{3,90}\)")
_OWN_TEXT_RE = re.compile(rf"{GAP}(?:diese[rs]|dieser|unsere[rs]|de[rs]){GAP}[A-ZÄÖÜa-z]")


@dataclass(frozen=True, slots=True)
class Citation:
    """One norm of a statute that the text cites.

    Attributes:
        start: offset of its first character in the searched text (Unicode code points).
        end: offset after its last character; the last of several norms that share an act takes the act in.
        raw: ``text[start:end]``.
        normalised: ``SGB II § 48b Abs. 1 S. 1 Nr. 4``; articles as ``GG Art. 28 Abs. 2``; ranges as
            ``SGB II §§ 14-16``.
        act: the statute's abbreviation, with the Land where the text names it.
        letters: the letters cited («Buchst. a und e»), which the normalised form leaves out.
    """

    start: int
    end: int
    raw: str
    normalised: str
    act: str
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Norm:
    """A section with its details, its act still unknown."""

    start: int
    end: int
    section: str
    details: tuple[tuple[str, str], ...] = ()
    last: str | None = None

    def text(self, sign: str) -> str:
        """Return what follows the act in the normalised form."""
        number = f"{self.section}-{self.last}" if self.last else self.section
        if sign == "§" and self.last:
            sign = "§§"
        details = (f"{level} {value}" for level, value in self.details if level != _LETTER)
        return " ".join([f"{sign} {number}", *details])

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters among the details."""
        return tuple(value for level, value in self.details if level == _LETTER)


def _section(match: re.Match[str]) -> str:
    return match["number"] + (match["letter"] or match["spaced"] or "")


def _skip(text: str, position: int, end: int) -> int:
    """Return the offset after «ff.», «2. Halbsatz» and the like, which the normalised form leaves out."""
    for _ in range(2):
        match = _SKIPPED_RE.match(text, position, end)
        if match is None:
            break
        position = match.end()
    return position


def _details(text: str, norm: _Norm, end: int) -> list[_Norm]:
    """Return a norm with the paragraphs, sentences and numbers after it; a list of numbers gives several norms."""
    norms, position = [norm], norm.end
    for _ in range(12):
        position = _skip(text, position, end)
        detail = _DETAIL_RE.match(text, position, end)
        level = "Abs." if detail is None else _level(detail)
        if detail is None and not norms[-1].details:
            detail = _PAREN_ABS_RE.match(text, position, end)
        if detail is not None:
            position = detail.end()
            norms[-1] = replace(norms[-1], end=position, details=(*norms[-1].details, (level, detail["value"])))
            continue
        more = _more_details(text, norms[-1], position, end)
        if more is None:
            break
        norms = [*norms[:-1], *more]
        position = norms[-1].end
    norms[-1] = replace(norms[-1], end=max(norms[-1].end, position))
    return norms


def _level(detail: re.Match[str]) -> str:
    names = ("abs", "s", "nr", "buchst")
    return next(level for level, name in zip(_LEVELS, names, strict=True) if detail[name])


def _more_details(text: str, norm: _Norm, position: int, end: int) -> list[_Norm] | None:
    """Return the norms that «und 4», «bis 3» or «und Nr. 4» makes of the last one, or None where the list ends."""
    if not norm.details:
        return None
    level, value = norm.details[-1]
    more = _MORE_DETAIL_RE.match(text, position, end)
    if more is not None:
        if more["value"].isalpha() != (level == _LETTER):
            return None
        joint = more["joint"].strip()
        head = norm.details[:-1]
        if joint in {"bis", "-", "\N{EN DASH}", "\N{EM DASH}"}:
            return [replace(norm, end=more.end(), details=(*head, (level, f"{value}-{more['value']}")))]
        start = more.start("value")
        return [norm, replace(norm, start=start, end=more.end(), details=(*head, (level, more["value"])))]
    joint_match = _JOINT_RE.match(text, position, end)
    if joint_match is None:
        return None
    again = _DETAIL_RE.match(text, joint_match.end(), end)
    if again is None:
        return None
    again_level = _level(again)
    # «Abs. 1 Nr. 3 und Abs. 2» goes back up to the paragraph; «Nr. 3 und Nr. 4» stays.
    kept = [known for known, _ in norm.details]
    if again_level not in kept:
        return None
    head = norm.details[: kept.index(again_level)]
    start = joint_match.end()
    return [norm, replace(norm, start=start, end=again.end(), details=(*head, (again_level, again["value"])))]


def _norms(text: str, sign: re.Match[str], end: int) -> list[_Norm]:
    """Return the norms that follow a section sign up to their act."""
    first = _SECTION_RE.match(text, sign.end(), end)
    if first is None:
        return []
    norms = _details(text, _Norm(sign.start(), first.end(), _section(first)), end)
    for _ in range(30):
        position = norms[-1].end
        following = _NEXT_SECTION_RE.match(text, position, end)
        if following is None or match_act(text, _after_blank(text, position), end) is not None:
            break
        joint = following["joint"].strip()
        if joint in {"bis", "-", "\N{EN DASH}", "\N{EM DASH}"}:
            if norms[-1].details or norms[-1].last:
                break
            norms[-1] = replace(norms[-1], end=_skip(text, following.end(), end), last=_section(following))
            continue
        if following["sign"] is None and len(sign[0].strip()) == 1:
            break  # «§ 5 und 6 Wochen»: a single sign takes a single section
        start = following.start("sign") if following["sign"] else following.start("number")
        norms += _details(text, _Norm(start, following.end(), _section(following)), end)
    return _as_sections(text, norms) if "§§" in sign[0] else norms


def _as_sections(text: str, norms: list[_Norm]) -> list[_Norm]:
    """Read the last bare number of «§§ 1 Abs. 2 und 23» as a section: a double sign has a second one."""
    last = norms[-1]
    if len(norms) < 2 or len({norm.section for norm in norms}) > 1 or norms[0].last or not text[last.start].isdigit():
        return norms
    return [*norms[:-1], _Norm(last.start, last.end, last.details[-1][1])]


def _after_blank(text: str, position: int) -> int:
    match = _COMMA_RE.match(text, position)
    return position if match is None else match.end()


def _act_around(text: str, norms: list[_Norm], start: int, end: int) -> tuple[str, int] | None:
    """Return the act that the norms belong to and the offset after it, or None."""
    position = norms[-1].end
    found = match_act(text, _after_blank(text, position), end)
    if found is None:
        aside = _ASIDE_RE.match(text, position, end)
        if aside is not None:
            found = match_act(text, _after_blank(text, aside.end()), end)
    if found is not None:
        return found.act, found.end
    if _OWN_TEXT_RE.match(text, position, end):
        return None
    before = match_act_before(text, norms[0].start, start)
    return None if before is None else (before.act, position)


def _cited(text: str, start: int, end: int) -> Iterator[Citation]:
    done = start
    for sign in _SIGN_RE.finditer(text, start, end):
        if sign.start() < done:
            continue
        norms = _norms(text, sign, min(end, sign.end() + 700))
        found = _act_around(text, norms, start, end) if norms else None
        if found is None:
            # What the run could not find, its parts will not find either.
            done = norms[-1].end if norms else sign.end()
            continue
        act, done = found
        kind = "Art." if sign[0].startswith("Art") else "§"
        groups = _by_norm(norms)
        for number, group in enumerate(groups, 1):
            begin, stop = group[0].start, done if number == len(groups) else group[-1].end
            letters = tuple(letter for norm in group for letter in norm.letters)
            yield Citation(begin, stop, text[begin:stop], f"{act} {group[0].text(kind)}", act, letters)


def _by_norm(norms: list[_Norm]) -> list[list[_Norm]]:
    """Return neighbours together that differ only in their letters («Buchst. a und e»)."""
    return [list(group) for _, group in groupby(norms, key=lambda norm: norm.text("§"))]


def find_citations(text: str, start: int = 0, end: int | None = None) -> list[Citation]:
    """Return the statutory norms that a text cites, one each, in order.

    Args:
        text: any text; line breaks inside a citation are fine.
        start: offset at which to begin.
        end: offset at which to stop, or None for the end of the text.

    Returns:
        Citations with offsets in ``text``.

    >>> [c.normalised for c in find_citations("nach § 16 a SGB II, §§ 14-16 SGB II und Art. 28 Abs. 2 GG")]
    ['SGB II § 16a', 'SGB II §§ 14-16', 'GG Art. 28 Abs. 2']
    >>> [c.normalised for c in find_citations("§ 5 i. V. m. § 6 Abs. 2 SGB VIII")]
    ['SGB VIII § 5', 'SGB VIII § 6 Abs. 2']
    >>> find_citations("die in § 6 dieser Vereinbarung und in § 3 Abs. 2 der Satzung genannten Fristen")
    []
    """
    return list(_cited(text, start, len(text) if end is None else end))
