"""Doubtful words are looked at again: cut out, set below each other and read as one picture with another model.

Tesseract's ``deu`` has no section sign among its letters and reads 8, $ or & for it; ``eng`` has one. What ``eng`` says
of a word is believed where it cannot lack a letter: of the sign before a number, of digits, and of marks at a word's
ends, which are often dust. It costs a twentieth of the page, and nothing where no word is doubtful.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.marks import letter_height, print_heights
from agreementkit.reading.numerals import is_numeral
from agreementkit.reading.page_numbers import misread_number, page_number
from agreementkit.reading.picture import View

if TYPE_CHECKING:
    from PIL.Image import Image

Reader = Callable[["Image", float, str], list[PlacedWord]]
"""Reads a picture in grey: the picture, its resolution, Tesseract's options."""

_MAX_LOOKS = 60
_PAD_PX = 4
_GAP_PX = 26
_DOUBTFUL = 0.85
_UNLIKELY = 0.65
_GUESSED = 0.5
_FEW = 4

# One or two section signs by themselves, as they are misread, and with the number behind them.
_SIGN_RE = re.compile(r"(?P<lead>[(\[„,]{0,2})(?P<sign>[$&§%85Ss]{1,2})(?P<rest>)")
_GLUED_RE = re.compile(
    r"(?P<lead>[(\[„,]{0,2})(?P<sign>[$&§%]{1,2}|[8Ss]{1,2}?)(?P<rest>(?:\d{1,3}|[lIı|])[a-z]?[.,;:)]{0,3})"
)
_STROKES = str.maketrans("lIı|", "1111")
_SIGN_LIKE = frozenset("85sS$&§%")
_NO_FIGURE_RE = re.compile(r"[$&§%]")
# A digit beside a letter or a capital behind a small letter: «9g6mbH».
_ODD_RE = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|[a-zäöüß][A-ZÄÖÜ]")
_NUMBER_START_RE = re.compile(r"\d|[lI|]{1,2}[a-z]?[.,;:)]{0,3}$")
# A section sign reaches below the line: it is an eighth to a third higher than figures. By the upper limit its height
# alone tells it, by the lower one it is worth a look.
_TALLER = 1.17
_HIGHER = 1.09
# Before a number no German text has a dollar sign: what looks like one to both models is a section sign.
_SEEN_SIGN_RE = re.compile(r"[(\[„,]{0,2} ?(?P<sign>[§$] ?[§$]|[§$])")
_PLAIN = str.maketrans("éèêàâçñÉ", "eeeaacnE")
_NUMBER_RE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}\.?")
_SENTENCE_MARKS = frozenset('.,;:“”„"')
_EDGE_MARKS = ".,;:'’‘‚\"“”„`´*-_~|^°!·"


class _Look(NamedTuple):
    """A piece of the page that is read again.

    Attributes:
        place: Of the word in the page's words.
        kind: ``sign``, ``word``, ``column``, or ``page`` for the whole line of a page number.
        box: Left, top, right, bottom in pixels of the view.
    """

    place: int
    kind: str
    box: tuple[int, int, int, int]


def look_again(words: Sequence[PlacedWord], view: View, read: Reader) -> list[PlacedWord]:
    """Read the doubtful words of a page once more.

    Args:
        words: Of one page, in Tesseract's order.
        view: The picture that they were read from.
        read: Reads a picture with a model that knows the section sign.

    Returns:
        The words, some of them replaced; a column of figures that was read as one word becomes several.

    Raises:
        OcrFailedError: As ``read`` does.
    """
    looks = _looks(words, view)
    if not looks:
        return list(words)
    sheet, tops = _sheet(view.image, looks)
    seen = read(sheet, view.dpi, "--psm 6")
    scale = 72 / view.dpi
    figure_height = _figure_height(words)
    result: list[list[PlacedWord]] = [[word] for word in words]
    for look, top in zip(looks, tops, strict=True):
        left, upper, _, lower = look.box
        bottom = top + lower - upper
        found = [word for word in seen if top - 8 < (word.top + word.bottom) / 2 / scale < bottom + 8]
        if not found and look.kind != "sign":
            continue
        shift = ((left - _GAP_PX) * scale, (upper - top) * scale)
        moved = [
            word._replace(
                x0=word.x0 + shift[0], x1=word.x1 + shift[0], top=word.top + shift[1], bottom=word.bottom + shift[1]
            )
            for word in found
        ]
        if look.kind == "page":
            row = misread_number(words, look.place)
            result[look.place : look.place + len(row)] = [[] for _ in row]
            result[look.place] = page_number(row, " ".join(word.text for word in moved))
            continue
        result[look.place] = _judged(words[look.place], _after(words, look.place), look.kind, moved, figure_height)
    return [word for group in result for word in group]


def _looks(words: Sequence[PlacedWord], view: View) -> list[_Look]:
    """What is doubtful of a page, the signs first."""
    height, figure_height = letter_height(words), _figure_height(words)
    signs, others = [], []
    whole_lines: set[int] = set()
    for place, word in enumerate(words):
        after = _after(words, place)
        if place in whole_lines:
            continue
        if sign := _sign_of(word, after, figure_height):
            whole = word if sign["rest"] or after is None else _spanning([word, after])
            signs.append(_Look(place, "sign", _box(whole, view)))
            continue
        if row := misread_number(words, place):
            signs.append(_Look(place, "page", _box(_spanning(row), view)))
            whole_lines.update(range(place, place + len(row)))
        elif height and word.bottom - word.top > 2.5 * max(height, word.x1 - word.x0):
            others.append(_Look(place, "column", _box(word, view)))
        elif (word.confidence or 0.0) < _DOUBTFUL and _is_legible(word.text) and not is_numeral(word.text):
            others.append(_Look(place, "word", _box(word, view)))
    # A page with more doubtful words than this is a bad one throughout; more looks would not save it.
    return sorted([*signs[:_MAX_LOOKS], *others[: max(0, _MAX_LOOKS - len(signs))]])


def _figure_height(words: Sequence[PlacedWord]) -> float:
    """How high figures are on this page, in points; 0.0 where nothing tells it."""
    heights = sorted(word.bottom - word.top for word in words if word.text.isdigit() and word.text[0] != "8")
    if len(heights) >= _FEW:
        return heights[len(heights) // 2]
    # Figures are as high as capitals.
    return 0.76 * median(print_heights(words)) if words else 0.0


def _after(words: Sequence[PlacedWord], place: int) -> PlacedWord | None:
    return words[place + 1] if place + 1 < len(words) else None


def _sign_of(word: PlacedWord, after: PlacedWord | None, figure_height: float) -> re.Match[str] | None:
    """Where a word may be a section sign, or begin with one, its parts; a number follows it."""
    tall = word.bottom - word.top > _HIGHER * figure_height
    glued = _GLUED_RE.fullmatch(word.text)
    if glued is not None and not _NO_FIGURE_RE.search(glued["sign"]) and not (tall and glued["rest"][0].isdigit()):
        glued = None
    sign = _SIGN_RE.fullmatch(word.text)
    if sign is not None and sign["sign"] in {"S", "s"} and not tall:
        # «Abs. 1 S 2»
        return glued
    if sign is None or after is None or not _NUMBER_START_RE.match(after.text):
        return glued
    level = min(word.bottom, after.bottom) - max(word.top, after.top)
    return sign if level > 0 and 0 <= after.x0 - word.x1 < 2 * (word.bottom - word.top) else glued


def _judged(
    word: PlacedWord, after: PlacedWord | None, kind: str, seen: list[PlacedWord], figure_height: float
) -> list[PlacedWord]:
    """What a word is after the second look."""
    if kind == "column":
        sure = sum(len(other.text) * (other.confidence or 0.0) for other in seen)
        letters = sum(len(other.text) for other in seen)
        return seen if sure > letters * max(0.5, word.confidence or 0.0) else [word]
    if kind == "sign":
        return _signed(word, after, seen, figure_height)
    if len(seen) != 1:
        return [word]
    return [_better(word, seen[0])]


def _signed(
    word: PlacedWord, after: PlacedWord | None, seen: list[PlacedWord], figure_height: float
) -> list[PlacedWord]:
    """A word with its section sign: where the second look saw one, or where its height leaves nothing else."""
    sign = _sign_of(word, after, figure_height)
    if sign is None:
        return [word]
    text = " ".join(other.text for other in seen)
    tall = word.bottom - word.top > _TALLER * figure_height > 0.0
    if found := _SEEN_SIGN_RE.match(text):
        signs = "§" * len(found["sign"].replace(" ", ""))
    elif tall and not text.startswith(sign["sign"][0]):
        signs = "§" * len(sign["sign"])
    else:
        return [word]
    if max(len(signs), len(sign["sign"])) == 2 and not sign["lead"] and not sign["rest"]:
        # One is half as wide as high, two are as wide as high.
        signs = "§§" if word.x1 - word.x0 > 0.8 * (word.bottom - word.top) else "§"
    rest = sign["rest"].translate(_STROKES)
    if rest and len(signs) > len(sign["sign"]):
        # There are as many characters as the first reading saw: its first figure was the second sign, or there is one.
        rest, signs = (rest[1:], signs) if rest[0] in _SIGN_LIKE and len(rest) > 1 else (rest, sign["sign"])
        signs = "§" * len(signs)
    return [word._replace(text=sign["lead"] + signs + rest)]


def _better(word: PlacedWord, other: PlacedWord) -> PlacedWord:
    """The better of two readings of one word, where the second cannot lack a letter."""
    if _is_accented(word.text, other.text) and (other.confidence or 0.0) > _UNLIKELY:
        return word._replace(text=other.text)
    if (other.confidence or 0.0) <= (word.confidence or 0.0):
        return word
    if word.text.strip(_EDGE_MARKS) == other.text.strip(_EDGE_MARKS):
        # Marks that dust looks like go; only those of a sentence come.
        gained = Counter(other.text) - Counter(word.text)
        return word._replace(text=other.text, confidence=other.confidence) if set(gained) <= _SENTENCE_MARKS else word
    stroke = len(word.text) == 1 and (word.confidence or 0.0) < _UNLIKELY and other.text.isdigit()
    unlikely = (word.confidence or 0.0) < _UNLIKELY and bool(_ODD_RE.search(word.text)) and word.text.isascii()
    numeric = _is_number(word, other) or (_is_numeric(word.text) and _is_numeric(other.text))
    if (stroke and len(other.text) == 1) or unlikely or numeric:
        return word._replace(text=other.text, confidence=other.confidence)
    return word


def _is_number(word: PlacedWord, other: PlacedWord) -> bool:
    """Whether a word that was guessed is a number of as few figures as it has room for: «1» read as «mr»."""
    fits = word.x1 - word.x0 < 0.8 * len(other.text) * (word.bottom - word.top)
    sure = (word.confidence or 0.0) < _GUESSED and (other.confidence or 0.0) > _DOUBTFUL
    return sure and fits and _NUMBER_RE.fullmatch(other.text) is not None


def _is_accented(text: str, other: str) -> bool:
    """Whether the other reading has an accent that no German letter has, and otherwise the same letters: «Café»."""
    return text != other and len(text) == len(other) and text == other.translate(_PLAIN)


def _is_legible(text: str) -> bool:
    """Whether a second look may tell more: there is a letter, a figure, or a stroke that may be one."""
    return any(map(str.isalnum, text)) or text in {"|", "!", "]", "["}


def _is_numeric(text: str) -> bool:
    core = text.strip("()[]")
    return any(map(str.isdigit, core)) and all(char.isdigit() or char in ".,:/–-" for char in core)


def _spanning(row: Sequence[PlacedWord]) -> PlacedWord:
    """Neighbours on a line as one word."""
    return PlacedWord(
        " ".join(word.text for word in row),
        min(word.x0 for word in row),
        min(word.top for word in row),
        max(word.x1 for word in row),
        max(word.bottom for word in row),
    )


def _box(word: PlacedWord, view: View) -> tuple[int, int, int, int]:
    """A word's box in pixels, with a little paper around it."""
    scale = view.dpi / 72
    return (
        max(0, int(word.x0 * scale) - _PAD_PX),
        max(0, int(word.top * scale) - _PAD_PX),
        min(view.image.width, int(word.x1 * scale) + 1 + _PAD_PX),
        min(view.image.height, int(word.bottom * scale) + 1 + _PAD_PX),
    )


def _sheet(image: Image, looks: Sequence[_Look]) -> tuple[Image, list[int]]:
    """The pieces below each other on paper, and where each begins, in pixels from the top."""
    from PIL import Image as Images

    paper = image.getextrema()[1]
    width = max(look.box[2] - look.box[0] for look in looks) + 2 * _GAP_PX
    height = sum(look.box[3] - look.box[1] + _GAP_PX for look in looks) + _GAP_PX
    sheet = Images.new("L", (width, height), paper)
    tops, top = [], _GAP_PX
    for look in looks:
        sheet.paste(image.crop(look.box), (_GAP_PX, top))
        tops.append(top)
        top += look.box[3] - look.box[1] + _GAP_PX
    return sheet, tops
