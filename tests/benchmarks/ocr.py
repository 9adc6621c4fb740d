"""OCR: ``python tests/benchmarks/ocr.py [--quick] [--split dev|test] [--engine NAME] [--show]``.

For each condition of the corpus renderer: character errors after normalising, section signs included; recall of words
with ä, ö, ü, ß or §; section signs and books of social law that are right; CPU a page, everything included, against
bare ``tesseract -l deu`` on the same pictures with ``OMP_THREAD_LIMIT=1``, in the same run. Then pages a second with
two workers against one, and against OCRmyPDF where it is installed.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from agreementkit import load_plugins
from agreementkit.engines import find_ocr_engine
from agreementkit.ocr_engine import DEFAULT_ENGINE, OcrEngine
from agreementkit.reading import ReadingOptions, read_document
from agreementkit.reading.layout import arrange
from agreementkit.reading.ocr import placed
from agreementkit.reading.tesseract import parse_table
from agreementkit.records import Reading
from agreementkit.repair import RepairOptions, repair_reading

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "corpus"))

CONDITIONS = {
    "clean 300": ("none", 300),
    "degraded 300": ("light", 300),
    "degraded 150": ("light", 150),
    "hard 150": ("hard", 150),
}
FONTS = ("Times", "Helvetica")
BOOK_RE = re.compile(r"SGB [IVX]+\b")
LINE_RULE_RE = re.compile(r"^[-=_|: ]{5,}$", re.MULTILINE)
RULE_RE = re.compile(r"[_=]{3,}|-{3,}|(?<!\S)\|(?!\S)")
GERMAN_RE = re.compile("[äöüÄÖÜß§]")


@dataclass
class Sums:
    """What was counted under one condition."""

    pages: int = 0
    letters: int = 0
    errors: int = 0
    ours_s: float = 0.0
    bare_s: float = 0.0
    bare_errors: int = 0
    printed: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)


def cpu() -> float:
    """CPU seconds of this process and of its children so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def distance(one: str, other: str) -> int:
    """Levenshtein's distance, one row of the table at a time."""
    left, right = (np.frombuffer(text.encode("utf-32-le"), np.uint32) for text in (one, other))
    places = np.arange(len(right) + 1)
    row = places.copy()
    for number, letter in enumerate(left, start=1):
        better = np.empty_like(row)
        better[0] = number
        better[1:] = np.minimum(row[1:] + 1, row[:-1] + (right != letter))
        row = np.minimum.accumulate(better - places) + places
    return int(row[-1])


def normalised(reading: Reading) -> str:
    """The repaired text with white space evened out, without what separates cells and lines to sign on."""
    return " ".join(RULE_RE.sub(" ", repair_reading(reading, options=RepairOptions()).text).split())


def differences(printed: str, text: str) -> Iterator[tuple[str, str]]:
    """Words that differ, as printed and as read."""
    words, others = printed.split(), text.split()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield " ".join(words[start:end]), " ".join(others[other_start:other_end])


def documents(split: str, count: int, letters: int) -> list[tuple[str, str]]:
    """Names and beginnings of corpus texts, cut at a paragraph's end; lines of rules alone are left out."""
    names = tomllib.loads((ROOT / "corpus" / "splits.toml").read_text("utf-8"))[split][:count]
    texts = [(ROOT / "corpus" / "agreements" / f"{name}.txt").read_text("utf-8") for name in names]
    texts = [LINE_RULE_RE.sub("", text[: text.rfind("\n\n", 0, letters)]) for text in texts]
    return list(zip(names, texts, strict=True))


def bare(images: Sequence[Any], dpi: int) -> tuple[float, str]:
    """CPU seconds that Tesseract takes for the pictures by itself, and what it reads."""
    with TemporaryDirectory() as folder:
        paths = []
        for number, image in enumerate(images):
            paths.append(Path(folder, f"{number}.pgm"))
            paths[-1].write_bytes(b"P5\n%d %d\n255\n" % image.size + image.tobytes())
        before, tables = cpu(), []
        for path in paths:
            command = ["tesseract", str(path), "stdout", "-l", "deu", "--dpi", str(dpi), "tsv"]
            environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
            done = subprocess.run(command, capture_output=True, check=True, env=environment)
            tables.append(done.stdout.decode("utf-8"))
        used = cpu() - before
    return used, "\n\n".join(arrange(list(placed(parse_table(table), 72 / dpi))).text for table in tables)


def measured(condition: str, texts: Sequence[tuple[str, str]], engine: OcrEngine, *, show: bool) -> Sums:
    """Read all texts as scans of one condition; the truth is what the same reader reads in the born-digital PDF."""
    from rendering import Style, page_images, scan_pdf, typeset

    degradation, dpi = CONDITIONS[condition]
    sums = Sums()
    for number, (name, text) in enumerate(texts):
        pdf = typeset(text, Style(font=FONTS[number % len(FONTS)]))
        printed = normalised(read_document(pdf, name, options=ReadingOptions()))
        images = page_images(pdf, dpi=dpi, degradation=degradation, seed=number)
        scan = scan_pdf(images, dpi=dpi, degradation=degradation)
        before = cpu()
        reading = read_document(scan, name, options=ReadingOptions(engine=engine))
        sums.ours_s += cpu() - before
        used, bare_text = bare(images, dpi)
        sums.bare_s += used
        sums.bare_errors += distance(printed, " ".join(RULE_RE.sub(" ", bare_text).split()))
        found = normalised(reading)
        errors = distance(printed, found)
        sums.pages += len(images)
        sums.letters += len(printed)
        sums.errors += errors
        for counts, whole in ((sums.printed, printed), (sums.read, found)):
            counts["§"] += whole.count("§")
            counts["SGB"] += len(BOOK_RE.findall(whole))
        words, read_words = Counter(printed.split()), Counter(found.split())
        german = {word: times for word, times in words.items() if GERMAN_RE.search(word)}
        sums.printed["german"] += sum(german.values())
        sums.read["german"] += sum(min(times, read_words[word]) for word, times in german.items())
        books = Counter(BOOK_RE.findall(printed)), Counter(BOOK_RE.findall(found))
        sums.read["books"] += (books[0] & books[1]).total()
        if show:
            print(f"  {name} {FONTS[number % len(FONTS)]}: {errors} of {len(printed)}; {reading.pages[0].reason}")
            for printed_words, found_words in differences(printed, found):
                print(f"      {printed_words[:70]!r} -> {found_words[:70]!r}")
    return sums


def accuracy(texts: Sequence[tuple[str, str]], conditions: Sequence[str], engine: OcrEngine, *, show: bool) -> None:
    """The rows on errors and CPU."""
    heads = ("pages", "CER %", "äöüß§ %", "§", "SGB", "CPU s", "bare", "ratio", "its CER")
    print(f"{'condition':14} {' '.join(f'{head:>8}' for head in heads)}")
    for condition in conditions:
        sums = measured(condition, texts, engine, show=show)
        german = 100 * sums.read["german"] / max(1, sums.printed["german"])
        cells = (
            f"{sums.pages}",
            f"{100 * sums.errors / sums.letters:.3f}",
            f"{german:.2f}",
            f"{sums.read['§']}/{sums.printed['§']}",
            f"{sums.read['books']}/{sums.printed['SGB']}",
            f"{sums.ours_s / sums.pages:.2f}",
            f"{sums.bare_s / sums.pages:.2f}",
            f"{sums.ours_s / sums.bare_s:.2f}",
            f"{100 * sums.bare_errors / sums.letters:.3f}",
        )
        print(f"{condition:14} {' '.join(f'{cell:>8}' for cell in cells)}", flush=True)


def read_one(scan: bytes) -> int:
    """Read a scan in a worker; how many pages it has."""
    return len(read_document(scan, "scan.pdf", options=ReadingOptions()).pages)


def throughput(texts: Sequence[tuple[str, str]]) -> None:
    """Pages a second: one worker, two, and OCRmyPDF with two jobs, on the same scans."""
    from rendering import page_images, scan_pdf, typeset

    scans = [
        scan_pdf(page_images(typeset(text), degradation="light", seed=number), degradation="light")
        for number, (_, text) in enumerate(texts)
    ]
    rates: dict[int, float] = {}
    for workers in (1, 2):
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(read_one, scans[:workers]))
            start = time.perf_counter()
            pages = sum(pool.map(read_one, scans))
            rates[workers] = pages / (time.perf_counter() - start)
    print(f"one worker {rates[1]:.2f} pages/s, two {rates[2]:.2f}: {rates[2] / rates[1]:.2f} times   (limit 1.8)")
    program = shutil.which("ocrmypdf")
    if program is None:
        print("OCRmyPDF is not installed: no comparison")
        return
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        start = time.perf_counter()
        for scan in scans:
            source.write_bytes(scan)
            options = ["-q", "-l", "deu", "--jobs", "2", "--output-type", "pdf"]
            subprocess.run([program, *options, str(source), str(target)], check=True)
        rate = pages / (time.perf_counter() - start)
    print(f"OCRmyPDF --jobs 2: {rate:.2f} pages/s; ours {rates[2] / rate:.2f} times   (limit 2)")


def main() -> None:
    """Measure what the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="Three short documents: about two minutes.")
    parser.add_argument("--split", default="dev", choices=("train", "dev", "test"), help="Which part of the corpus.")
    parser.add_argument("--only", choices=tuple(CONDITIONS), help="One condition alone.")
    parser.add_argument(
        "--engine", default=DEFAULT_ENGINE, help="Which OCR engine reads; throughput needs the default."
    )
    parser.add_argument("--show", action="store_true", help="List the words that were read wrong.")
    options = parser.parse_args()
    texts = documents(options.split, 3 if options.quick else 12, 4_000 if options.quick else 7_000)
    engine = find_ocr_engine(load_plugins(), options.engine)
    accuracy(texts, [options.only] if options.only else list(CONDITIONS), engine, show=options.show)
    if not options.only and options.engine == DEFAULT_ENGINE:
        throughput(texts)


if __name__ == "__main__":
    main()
