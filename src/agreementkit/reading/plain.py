"""Plain text and Markdown: which encoding, which pages.

Unicode is recognised by its form. Of the 8-bit encodings none can be recognised by form, so the one is taken whose
letters stand where German puts them: ``ß`` after a vowel, ``§`` before a number, no capital inside a word.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from agreementkit.errors import UnreadableError
from agreementkit.reading.detect import printable
from agreementkit.reading.options import ReadingOptions
from agreementkit.reading.quality import german_quality
from agreementkit.records import Page, Progress, Reading, Source, Step

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# ISO 8859-1 is left out: what it has beyond cp1252 are control characters, which no text means.
_EIGHT_BIT = ("cp1252", "cp850", "mac_roman")
_MIXED = "utf-8 and another encoding"

_FOREIGN_RE = re.compile(r"(.?)([^\x00-\x7f])(?=(.?))", re.DOTALL)
_ESCAPED_RE = re.compile("[\udc80-\udcff]+")
_UTF7_RE = re.compile(r"\+A[A-Za-z0-9+/]{2,40}-")
_CONTROL_RE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A decoded text.

    Attributes:
        text: Without a byte order mark; line ends as they were.
        encoding: What it was decoded as, in words.
        warning: Why the encoding is not certain, or an empty string.
    """

    text: str
    encoding: str
    warning: str = ""


def read_text(data: bytes, source: Source, *, options: ReadingOptions, progress: Progress) -> Reading:
    """Read a plain text; form feeds part its pages.

    Raises:
        UnreadableError: It is empty, too large, or no text at all.
    """
    progress(Step("open", 0, 0, 8.0))
    name = printable(source.file_name)
    if len(data) > options.limits.max_text_bytes:
        raise UnreadableError(
            f"{name} is a text of {len(data) / 1e6:.0f} MB; the limit is {options.limits.max_text_bytes / 1e6:.0f} MB.",
            "Split it: one file should hold one agreement.",
        )
    decoded = decode(data, name)
    if not decoded.text.strip():
        raise UnreadableError(
            f"{name} is empty: it holds nothing but blanks and line ends.", "Check which file was meant."
        )
    warnings = (f"{name}: {decoded.warning}",) if decoded.warning else ()
    pages = []
    for number, text in enumerate(decoded.text.split("\f"), start=1):
        blank = not text.strip()
        pages.append(
            Page(
                number=number,
                text=text,
                origin="none" if blank else "plain",
                quality=0.0 if blank else german_quality(text),
                reason="the page is blank" if blank else f"plain text, decoded as {decoded.encoding}",
            )
        )
    # A form feed after the last page ends it and begins none.
    if len(pages) > 1 and not pages[-1].text.strip():
        pages.pop()
    if len(pages) > options.limits.max_pages:
        raise UnreadableError(
            f"{name} has {len(pages)} pages; the limit is {options.limits.max_pages}.",
            "Split it: one file should hold one agreement.",
        )
    return Reading(source=source, pages=tuple(pages), warnings=warnings)


def decode(data: bytes, name: str) -> Decoded:
    """Decode the bytes of a text.

    Args:
        data: The bytes.
        name: The file's name, for messages.

    Returns:
        The text; text that was encoded as UTF-8 twice is left as it is: the repair can undo that and says so.

    Raises:
        UnreadableError: The bytes hold NUL or are mostly control characters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(Decoded(text=data[len(mark) :].decode(encoding, "replace"), encoding=encoding), name)
    if b"\0" in data[:_SAMPLE]:
        return _checked(_wide(data, name), name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _checked(_eight_bit(data), name)
    if text.isascii() and _UTF7_RE.search(text):
        return _checked(_utf7(data, text), name)
    return _checked(Decoded(text=text, encoding="utf-8"), name)


def german_score(text: str) -> float:
    """Rate how well the non-ASCII letters of a text stand where German puts them; 0 for pure ASCII.

    >>> german_score("Köln") > 0 > german_score("K”ln")
    True
    """
    return sum(_letter_score(*match.groups()) for match in _FOREIGN_RE.finditer(text[:_SAMPLE]))


def _letter_score(before: str, char: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if char in "äöü":
        return 2.0 if before.isalpha() or after.islower() else -0.5
    if char == "ß":
        return 2.0 if before.isalpha() else -2.0
    if char in "ÄÖÜ":
        # A capital begins a word or stands among capitals.
        return 2.0 if (after.isalpha() and not before.isalpha()) or (before.isupper() and not after.islower()) else -2.0
    if char in "§•–—…€„“”‚‘»«°²³½\u00a0\u00ad":
        return -2.0 if inside and char not in "–—\u00ad" else 0.6
    if char in "’´`":
        return 0.3
    if char in "éèêáàâçñëïôóúíÉæøåšž":
        return 0.2 if inside else -0.5
    return -2.0


def _eight_bit(data: bytes) -> Decoded:
    """Choose among the 8-bit encodings, and UTF-8 in which only some bytes are of another encoding."""
    tries = {encoding: data.decode(encoding, "replace") for encoding in _EIGHT_BIT}
    if (mended := _mend(data)) is not None:
        tries[_MIXED] = mended
    ranked = sorted(((german_score(text), encoding) for encoding, text in tries.items()), reverse=True)
    (best, encoding), (second, runner_up) = ranked[0], ranked[1]
    text = tries[encoding]
    if encoding == _MIXED:
        return Decoded(text=text, encoding=encoding, warning="holds bytes of more than one encoding; check its umlauts")
    if best <= 0 or (best - second < 1.0 and text != tries[runner_up]):
        fallback = "cp1252" if best <= 0 else encoding
        return Decoded(
            text=tries[fallback],
            encoding=fallback,
            warning=f"the encoding cannot be told from the text; {fallback} is assumed, check its umlauts",
        )
    return Decoded(text=text, encoding=encoding)


def _mend(data: bytes) -> str | None:
    """Decode as UTF-8 and each run of other bytes in the 8-bit encoding that suits its surroundings.

    Returns:
        None where nothing beyond ASCII is UTF-8.
    """
    text = data.decode("utf-8", "surrogateescape")
    if _ESCAPED_RE.sub("", text).isascii():
        return None

    def choose(match: re.Match[str]) -> str:
        raw = match.group().encode("utf-8", "surrogateescape")
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        return max(
            (raw.decode(encoding, "replace") for encoding in _EIGHT_BIT),
            key=lambda run: german_score(before + run + after),
        )

    return _ESCAPED_RE.sub(choose, text)


def _wide(data: bytes, name: str) -> Decoded:
    """UTF-16 or UTF-32 without a mark: the NUL bytes lie in a comb."""
    sample = data[: _SAMPLE // 4 * 4]
    quarters = [sample[offset::4].count(0) / max(1, len(sample) / 4) for offset in range(4)]
    if min(quarters[1:]) > 0.5 and quarters[0] < 0.1:
        encoding = "utf-32-le"
    elif min(quarters[:3]) > 0.5 and quarters[3] < 0.1:
        encoding = "utf-32-be"
    elif quarters[1] + quarters[3] > 0.8 and quarters[0] + quarters[2] < 0.1:
        encoding = "utf-16-le"
    elif quarters[0] + quarters[2] > 0.8 and quarters[1] + quarters[3] < 0.1:
        encoding = "utf-16-be"
    else:
        raise _no_text(name, "holds NUL bytes")
    return Decoded(text=data.decode(encoding, "replace"), encoding=f"{encoding} without a byte order mark")


def _utf7(data: bytes, text: str) -> Decoded:
    """UTF-7 is pure ASCII: it is taken only where it turns into German letters and nothing else."""
    try:
        decoded = data.decode("utf-7")
    except UnicodeDecodeError:
        return Decoded(text=text, encoding="utf-8")
    if german_score(decoded) <= 0:
        return Decoded(text=text, encoding="utf-8")
    return Decoded(text=decoded, encoding="utf-7", warning="UTF-7 is assumed from its marks; check its umlauts")


def _checked(decoded: Decoded, name: str) -> Decoded:
    """Refuse what decodes but is no text."""
    sample = decoded.text[:_SAMPLE]
    if "\0" in decoded.text:
        raise _no_text(name, "holds NUL bytes")
    if len(_CONTROL_RE.findall(sample)) > 0.1 * len(sample):
        raise _no_text(name, "holds mostly control characters")
    return decoded


def _no_text(name: str, why: str) -> UnreadableError:
    return UnreadableError(
        f"{name} is no document that can be read: it is neither PDF, PNG, JPEG nor TIFF, and {why}.",
        "Save the document as PDF or as UTF-8 text, and read that file.",
    )
