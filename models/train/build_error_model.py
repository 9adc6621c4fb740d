"""Learns what Tesseract reads for German letters: sets statute text, reads it with the wrong language, aligns, counts.

    python models/train/build_error_model.py gesetze_md.tar.xz FONTS models/agreementkit_models/channel.tsv

FONTS is a folder with the fonts named below. Pages read with ``eng`` show how umlauts are lost, pages of low resolution
read with ``deu`` show how other letters are. About six minutes on two cores.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from typing import NamedTuple

from align import word_pairs
from ocr_pages import Condition, degrade, read_back, set_pages
from statutes import SOCIAL_RE, read_laws

from agreementkit.repair.alignment import segments
from agreementkit.repair.channel import UMLAUTS

FONTS = (
    "LiberationSans-Regular.ttf",
    "LiberationSerif-Regular.ttf",
    "Caladea-Regular.ttf",
    "OpenSans-Regular.ttf",
    "texgyrepagella-regular.otf",
    "Roboto-Regular.ttf",
    "DejaVuSansCondensed.ttf",
    "LinLibertine_R.otf",
    "texgyreschola-regular.otf",
    "texgyreheros-regular.otf",
    "LiberationSans-Bold.ttf",
    "LiberationMono-Regular.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSans-Italic.ttf",
    "Carlito-Regular.ttf",
    "Carlito-Italic.ttf",
    "OpenSans-Italic.ttf",
    "RobotoCondensed-Regular.ttf",
    "texgyrebonum-regular.otf",
    "texgyretermes-regular.otf",
)
SCANS = ((300, False), (300, True), (200, False), (200, True), (150, False), (150, True))
POOR_SCANS = (("deu", 100, False), ("deu", 100, True), ("deu", 120, True), ("eng", 110, True))

# What other engines and versions were seen to read, as further draws beside the counted ones: the measurements of the
# project (ä, ö, ü, ß read by several engines) and faults every OCR makes with worn type.
OTHER_ENGINES = {
    "ä": "a a a a é éa éa aé i",
    "ö": "o o o d é dé od oé éo",
    "ü": "u u u i ii ii U iu l t fi ui",
    "ß": "B B R R lR IR li f3 RR RB f fB fs l3 Rh f& fd &nR",
    "Ä": "A",
    "Ö": "O 0",
    "Ü": "U U U U U U U U Ui Ul Ut Uu",
}
WORN_TYPE = """
rn m, m rn, nn m, in m, ni m, ru m, un im, rm nn, ri n, e c, c e, i l, i I, i t, i 1, i |, i !,
l i, l I, l t, l 1, l |, l !, I l, I 1, I |, h b, h n, b h, u n, n u, n h, cl d, d cl, f t, f i,
t f, ü ö, ö ü, tt ti, ti tt, li h, o 0, B 8, S 5, g q, q gq
"""
SMALLEST_SHARE = 1e-6

# The strokes that an umlaut falls into: any one, two or three of them may be read for it.
STROKES = {
    "ä": ("aiéd4GA€u", "aid"),
    "ö": ("o6éd0aGbO®@9", "o6é"),
    "ü": ("iltuUrnhfdjyW", "iltu"),
    "ß": ("fBRSs&$8GkgiIl3®@b6t", "fBSs&$g8"),
}
STROKE_SHARES = (0.03, 0.02, 0.005)
"""How often one, two and three strokes are read that were never counted, all of a number together."""

LOST_WHOLE = 0.003
"""And how often nothing at all."""

WAVERING = 0.05
"""How often two readings of an umlaut stand side by side, beside the pairs that were counted."""


class Job(NamedTuple):
    """One page to set and read back."""

    number: int
    condition: Condition
    paragraphs: list[str]
    language: str


def main(statutes: Path, fonts: Path, target: Path) -> None:
    """Render, read, count and write the table."""
    seen, printed = count(statutes, fonts)
    target.write_text("".join(table(seen, printed)), encoding="utf-8", newline="\n")


def count(statutes: Path, fonts: Path) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Which letters were read as what, and how often each was printed."""
    files = {path.name: path for folder in (fonts, Path("/usr/share/fonts")) for path in sorted(folder.rglob("*.?tf"))}
    with ProcessPoolExecutor(2) as pool:
        readings = list(pool.map(read_page, jobs(statutes, files)))
    seen: Counter[tuple[str, str]] = Counter()
    printed: Counter[str] = Counter()
    for lines, read in readings:
        for true_word, read_word in word_pairs(" ".join(lines).split(), " ".join(read).split()):
            for true, letters in segments(true_word, read_word):
                for piece, piece_read in single(true, letters):
                    seen[piece, piece_read] += 1
                    printed[piece] += 1
    return seen, printed


def jobs(statutes: Path, files: dict[str, Path]) -> Iterator[Job]:
    """The pages: each font under each condition, half of the text social law."""
    chance = random.Random(1)
    social: list[str] = []
    other: list[str] = []
    for law in read_laws(statutes):
        pieces = (re.sub(r"\s+", " ", re.sub(r"[*#_\\]+", "", piece)).strip() for piece in law.text.split("\n\n"))
        kept = [piece for piece in pieces if 150 < len(piece) < 1500 and "|" not in piece]
        (social if SOCIAL_RE.match(law.name) else other).extend(kept)
    scans = [("eng", dpi, poor) for dpi, poor in SCANS] + list(POOR_SCANS)
    number = 0
    for font in FONTS:
        for language, dpi, poor in scans:
            number += 1
            size = chance.choice((9.5, 10.0, 11.0, 12.0)) if dpi >= 150 else 10.5
            paragraphs: list[str] = []
            while sum(map(len, paragraphs)) < 5000:
                paragraphs.append(chance.choice(social if chance.random() < 0.5 else other))
            yield Job(number, Condition(files[font], size, dpi, poor), paragraphs, language)


def read_page(job: Job) -> tuple[list[str], list[str]]:
    """Set the first page of a job's text and read it back."""
    lines, image = set_pages(job.paragraphs, job.condition)[0]
    if job.condition.degraded:
        image = degrade(image, job.number)
    return lines, read_back(image, job.language, job.condition.dpi)


def single(true: str, letters: str) -> Iterator[tuple[str, str]]:
    """Divide a segment with an umlaut in it letter by letter, the last taking what is left."""
    if len(true) > 1 and UMLAUTS & set(true) and len(letters) >= len(true):
        for place, letter in enumerate(true[:-1]):
            yield letter, letters[place]
        yield true[-1], letters[len(true) - 1 :]
    else:
        yield true, letters


def table(seen: Counter[tuple[str, str]], printed: Counter[str]) -> Iterator[str]:
    """The lines of the table: what was printed, what was read, and its share.

    For an umlaut the share is of its losses (how many are lost differs from document to document), for anything else
    of its appearances.
    """
    rows: dict[tuple[str, str], float] = {}
    for letter, readings in OTHER_ENGINES.items():
        lost = sum(number for (true, read), number in seen.items() if true == letter != read)
        draws = Counter(readings.split())
        shares = {
            read: 0.75 * (seen[letter, read] / lost if lost else 0.0) + 0.25 * draws[read] / draws.total()
            for read in sorted({read for true, read in seen if true == letter != read} | set(draws))
        }
        # An engine that wavers between two readings prints both, in either order.
        singles = [(read, share) for read, share in shares.items() if len(read) == 1 and share > 0.01]
        for (first, first_share), (second, second_share) in product(singles, repeat=2):
            shares[first + second] = shares.get(first + second, 0.0) + WAVERING * first_share * second_share
        for read, share in strokes(letter):
            shares[read] = shares.get(read, 0.0) + share
        rows |= {(letter, read): share for read, share in shares.items()}
    for (true, read), number in seen.items():
        if true == read or true in OTHER_ENGINES or not usable(true, read):
            continue
        rows[true, read] = number / max(printed[true], 400 if len(true) == 1 else 200)
    for pair in WORN_TYPE.split(","):
        true, read = pair.split()
        rows[true, read] = max(rows.get((true, read), 0.0), 5e-4)
    yield "# printed, read, share of losses (umlauts) or of appearances (anything else)\n"
    for (true, read), share in sorted(rows.items()):
        short = len(true) <= 2 and 1 <= len(read) <= 3
        if share >= SMALLEST_SHARE and (short or (true in STROKES and not read)):
            yield f"{true}\t{read}\t{share:.6f}\n"


def strokes(letter: str) -> Iterator[tuple[str, float]]:
    """Readings of an umlaut that are put together from its strokes, each with its share."""
    if letter not in STROKES:
        return
    yield "", LOST_WHOLE
    one, several = STROKES[letter]
    for count, share in enumerate(STROKE_SHARES, 1):
        pieces = one if count < 3 else several
        for read in product(pieces, repeat=count):
            yield "".join(read), share / len(pieces) ** count


def usable(true: str, read: str) -> bool:
    """Letters read as something short; anything else says more about the page than about the letter."""
    return true.isalpha() and len(true) <= 2 and 1 <= len(read) <= 2 and not read.isspace()


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
