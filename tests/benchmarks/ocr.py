"""OCR: ``python tests/benchmarks/ocr.py [--texts dev|test|FOLDER] [--quick] [--without-latin] [--show]``.

Texts of the corpus and composed ones, set in several fonts, are read back as scans of each of the renderer's
conditions: character errors after normalising, section signs included; recall of words with ä, ö, ü, ß or §; section
signs with their numbers and books of social law that are right. Then CPU a clean page, everything included, against
bare ``tesseract -l deu`` on the same pictures with ``OMP_THREAD_LIMIT=1``, in the same run; pages a second with two
workers against one, and against OCRmyPDF where it is installed. Every row stands beside its limit.
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
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from agreementkit import load_plugins
from agreementkit.engines import find_ocr_engine
from agreementkit.ocr_engine import DEFAULT_ENGINE
from agreementkit.reading import ReadingOptions, read_document
from agreementkit.records import Reading
from agreementkit.repair import RepairOptions, repair_reading

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "corpus"))

# Degradation, resolution, most character errors in per cent.
CONDITIONS = {
    "clean 300": ("none", 300, 0.06),
    "degraded 300": ("light", 300, 0.10),
    "degraded 150": ("light", 150, 0.15),
    "hard 150": ("hard", 150, 1.0),
}
READABLE = tuple(CONDITIONS)[:3]
# Set where they are found, beside the fonts that every PDF reader has.
FONTS = {
    "LiberationSerif": ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    "DejaVuSans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    "Carlito": ("Carlito-Regular.ttf", "Carlito-Bold.ttf"),
    "FreeSerif": ("FreeSerif.ttf", "FreeSerifBold.ttf"),
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
SIZES = (11.0, 10.0, 12.0, 9.5, 10.5)
BOOK_RE = re.compile(r"SGB [IVX]+\b")
SIGN_RE = re.compile(r"§§? ?\d+[a-z]?")
LINE_RULE_RE = re.compile(r"^[-=_|: ]{5,}$", re.MULTILINE)
RULE_RE = re.compile(r"[_=]{3,}|-{3,}|(?<!\S)\|(?!\S)")
GERMAN_RE = re.compile("[äöüÄÖÜß§]")


@dataclass(frozen=True)
class Job:
    """One document under one condition.

    Attributes:
        condition: Of ``CONDITIONS``.
        name: Of the text, with its font.
        scan: The PDF of pictures.
        printed: What is read in the born-digital PDF, normalised.
    """

    condition: str
    name: str
    scan: bytes
    printed: str


@dataclass(frozen=True)
class Outcome:
    """What came of a job.

    Attributes:
        job: The job.
        found: What was read in the scan, normalised.
        pages: Their number.
        reason: Of the first page.
    """

    job: Job
    found: str
    pages: int
    reason: str


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


def documents(source: str, count: int, letters: int) -> list[tuple[str, str]]:
    """Names and beginnings of texts, cut at a paragraph's end: of a split with composed ones, or those of a folder."""
    from generator import compose

    if Path(source).is_dir():
        texts = [(path.stem, path.read_text("utf-8")) for path in sorted(Path(source).glob("*.txt"))[:count]]
    else:
        names = tomllib.loads((ROOT / "corpus" / "splits.toml").read_text("utf-8"))[source][: count * 2 // 3]
        texts = [(name, (ROOT / "corpus" / "agreements" / f"{name}.txt").read_text("utf-8")) for name in names]
        first = {"train": 10, "dev": 91_000, "test": 52_000}[source]
        seeds = range(first, first + count - len(names))
        texts += [(f"composed {seed}", compose(seed).text) for seed in seeds]
    cuts = [(name, text[: text.rfind("\n\n", 0, letters)] if len(text) > letters else text) for name, text in texts]
    return [(name, LINE_RULE_RE.sub("", text)) for name, text in cuts]


def usable_fonts() -> list[str]:
    """Names of fonts to set in; those of the system are registered where they are found."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    files = {path.name: path for folder in FONT_FOLDERS for path in Path(folder).rglob("*.ttf")}
    found = []
    for font, (regular, bold) in FONTS.items():
        if regular in files and bold in files:
            pdfmetrics.registerFont(TTFont(font, str(files[regular])))
            pdfmetrics.registerFont(TTFont(f"{font}-Bold", str(files[bold])))
            found.append(font)
    return ["Times", *found[:2], "Helvetica", *found[2:]]


def printed_and_scanned(texts: Sequence[tuple[str, str]], conditions: Sequence[str]) -> Iterator[Job]:
    """All texts set and scanned; the truth is what the same reader reads in the born-digital PDF."""
    from rendering import Style, page_images, scan_pdf, typeset

    fonts = usable_fonts()
    print(f"{len(texts)} texts, set in {', '.join(fonts)}")
    for number, ((name, text), font, size) in enumerate(zip(texts, cycle(fonts), cycle(SIZES), strict=False)):
        odd = number % 2 == 1
        style = Style(font=font, size=size, justify=odd, hyphenate=odd, page_numbers=number % 3 == 0)
        pdf = typeset(text, style)
        printed = normalised(read_document(pdf, name, options=ReadingOptions()))
        for condition in conditions:
            degradation, dpi, _ = CONDITIONS[condition]
            images = page_images(pdf, dpi=dpi, degradation=degradation, seed=number)
            scan = scan_pdf(images, dpi=dpi, degradation=degradation)
            yield Job(condition, f"{name}, {font} {size:g}", scan, printed)


def carried_out(job: Job, engine: str) -> Outcome:
    """Read one scan."""
    reading = read_document(job.scan, job.name, options=_options(engine))
    return Outcome(job, normalised(reading), len(reading.pages), reading.pages[0].reason)


def _options(engine: str) -> ReadingOptions:
    if engine == DEFAULT_ENGINE:
        return ReadingOptions()
    return ReadingOptions(engine=find_ocr_engine(load_plugins(), engine))


def counted(outcomes: Sequence[Outcome], *, show: bool) -> Counter[str]:
    """What was printed and what was read right, under one condition."""
    sums: Counter[str] = Counter()
    for outcome in outcomes:
        printed, found = outcome.job.printed, outcome.found
        errors = distance(printed, found)
        sums.update(errors=errors, letters=len(printed), pages=outcome.pages)
        for name, pattern in (("§", SIGN_RE), ("SGB", BOOK_RE)):
            one, other = Counter(pattern.findall(printed)), Counter(pattern.findall(found))
            sums.update({name: one.total(), f"{name} right": (one & other).total()})
        words = Counter(word for word in printed.split() if GERMAN_RE.search(word))
        sums.update({"words": words.total(), "words right": (words & Counter(found.split())).total()})
        if show:
            print(f"  {outcome.job.name}: {errors} of {len(printed)}; {outcome.reason}")
            for pair in differences(printed, found):
                print(f"      {pair[0][:70]!r} -> {pair[1][:70]!r}")
    return sums


def row(name: str, value: float, limit: float, *, most: bool, unit: str = "", note: str = "") -> None:
    """Print one row of the table beside its limit."""
    met = value <= limit if most else value >= limit
    sign = "<=" if most else ">="
    print(
        f"{name:44} {value:8.3f}{unit:2} {sign} {limit:<6g} {'met' if met else 'NOT MET':8} {note}".rstrip(), flush=True
    )


def accuracy(jobs: Sequence[Job], engine: str, *, show: bool) -> None:
    """The rows on errors, words and signs."""
    with ProcessPoolExecutor(2) as pool:
        outcomes = list(pool.map(partial(carried_out, engine=engine), jobs))
    readable: Counter[str] = Counter()
    for condition, (_, _, limit) in CONDITIONS.items():
        chosen = [outcome for outcome in outcomes if outcome.job.condition == condition]
        if not chosen:
            continue
        sums = counted(chosen, show=show)
        readable.update(sums if condition in READABLE else {})
        note = f"{sums['errors']} of {sums['letters']} on {sums['pages']} pages; " + ", ".join(
            f"{what} {sums[f'{what} right']}/{sums[what]}" for what in ("words", "§", "SGB")
        )
        row(f"CER {condition}", 100 * sums["errors"] / sums["letters"], limit, most=True, unit=" %", note=note)
    names = {
        "words": ("recall of words with ä ö ü ß §", 99.5),
        "§": ("§ right", 98),
        "SGB": ("SGB II, SGB VIII … right", 98),
    }
    for what, (name, least) in names.items():
        if readable[what]:
            share = 100 * readable[f"{what} right"] / readable[what]
            row(name, share, least, most=False, unit=" %", note="without the hard scans")


def cpu_ratio(jobs: Sequence[Job], engine: str) -> None:
    """CPU of clean pages, ours and bare Tesseract in turns."""
    import pypdfium2

    ours = bare = 0.0
    pages = 0
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    read_document(jobs[0].scan, "first.pdf", options=_options(engine))  # imports, the question which models there are
    for job in jobs:
        before = cpu()
        pages += len(read_document(job.scan, job.name, options=_options(engine)).pages)
        ours += cpu() - before
        with TemporaryDirectory() as folder:
            paths = []
            for number, page in enumerate(pypdfium2.PdfDocument(job.scan)):
                picture = next(iter(page.get_objects())).get_bitmap().to_pil().convert("L")
                paths.append(Path(folder, f"{number}.pgm"))
                paths[-1].write_bytes(b"P5\n%d %d\n255\n" % picture.size + picture.tobytes())
            before = cpu()
            for path in paths:
                command = ["tesseract", str(path), "stdout", "-l", "deu", "--dpi", "300", "tsv"]
                subprocess.run(command, capture_output=True, check=True, env=environment)
            bare += cpu() - before
    note = f"{ours / pages:.2f} s against {bare / pages:.2f} s on {pages} pages"
    row(
        "CPU a clean page against bare tesseract",
        ours / bare,
        1.25,
        most=True,
        note=f"{note}; first version's limit 1.15",
    )


def read_one(scan: bytes) -> int:
    """Read a scan in a worker; how many pages it has."""
    return len(read_document(scan, "scan.pdf", options=ReadingOptions()).pages)


def throughput(scans: Sequence[bytes]) -> None:
    """Pages a second: one worker, two, and OCRmyPDF with two jobs, on the same scans."""
    rates: dict[int, float] = {}
    for workers in (1, 2):
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(read_one, scans[:workers]))
            start = time.perf_counter()
            pages = sum(pool.map(read_one, scans))
            rates[workers] = pages / (time.perf_counter() - start)
    note = f"{rates[2]:.2f} against {rates[1]:.2f} pages/s"
    row("pages/s of two workers against one", rates[2] / rates[1], 1.8, most=False, note=note)
    program = shutil.which("ocrmypdf")
    if program is None:
        print("pages/s against OCRmyPDF: it is not installed, so nothing is compared")
        return
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        start = time.perf_counter()
        for scan in scans:
            source.write_bytes(scan)
            options = ["-q", "-l", "deu", "--jobs", "2", "--output-type", "pdf"]
            subprocess.run([program, *options, str(source), str(target)], check=True)
        rate = pages / (time.perf_counter() - start)
    note = f"{rates[2]:.2f} against {rate:.2f} pages/s"
    row("pages/s against OCRmyPDF --jobs 2", rates[2] / rate, 2.0, most=False, note=note)


def hide_latin(folder: str) -> None:
    """Let Tesseract find the models deu, eng and osd alone, in a folder of their own."""
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True)
    source = Path(re.findall(r'"([^"]+)"', done.stdout + done.stderr)[0])
    for name in ("deu", "eng", "osd"):
        shutil.copy(source / f"{name}.traineddata", folder)
    shutil.copytree(source / "configs", Path(folder, "configs"))
    os.environ["TESSDATA_PREFIX"] = folder


def main() -> None:
    """Measure what the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="Four short texts: about two minutes.")
    parser.add_argument("--texts", default="dev", metavar="SPLIT|FOLDER", help="train, dev, test; or a folder of .txt.")
    parser.add_argument("--only", choices=tuple(CONDITIONS), help="One condition alone.")
    parser.add_argument("--without-latin", action="store_true", help="As if only deu, eng and osd were installed.")
    parser.add_argument(
        "--engine", default=DEFAULT_ENGINE, help="Which OCR engine reads; throughput needs the default."
    )
    parser.add_argument("--show", action="store_true", help="List the words that were read wrong.")
    options = parser.parse_args()
    texts = documents(options.texts, 4 if options.quick else 20, 4_000)
    jobs = list(printed_and_scanned(texts, [options.only] if options.only else list(CONDITIONS)))
    with TemporaryDirectory() as folder:
        if options.without_latin:
            hide_latin(folder)
        accuracy(jobs, options.engine, show=options.show)
        if not options.only:
            cpu_ratio([job for job in jobs if job.condition == "clean 300"][:6], options.engine)
        if not options.only and options.engine == DEFAULT_ENGINE:
            throughput([job.scan for job in jobs if job.condition == "degraded 300"][:10])


if __name__ == "__main__":
    main()
