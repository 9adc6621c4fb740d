"""What the repair reaches: ``python tests/benchmarks/repair.py [--texts FOLDER] [--extraction] [FONT ...]``.

Garbled text is made from texts the repair has not learned from (the corpus's test documents, or those of a folder):
they are set in fonts the error model has not learned from, under four scan conditions, and read by Tesseract with the
wrong language (``eng``). The five real documents are measured too, where they are at hand.

How it is counted. The words of a document are what stands between blanks, with the marks that touch them. A printed
word is right where it stands in a longest common sequence of printed and read words, or elsewhere in the same document
because columns were read in another order; else it is wrong: misread, torn, merged with its neighbour or not read at
all. Fixed is a wrong word that is right after the repair, changed a right word that no longer is. All wrong words with
a letter count, those that no repair can know among them: their number stands beside (not read at all; with digits or of
an address; names and other words that neither the lexicon nor its compounds hold).
"""

from __future__ import annotations

import argparse
import difflib
import io
import json
import os
import re
import resource
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "models" / "train"), str(ROOT / "corpus")]

from align import common_words  # noqa: E402
from garble import garble  # noqa: E402
from ocr_pages import Condition, degrade, read_back, set_pages  # noqa: E402

from agreementkit import Options, extract, load_plugins  # noqa: E402
from agreementkit.evaluation import Tally, score_document  # noqa: E402
from agreementkit.records import Page, Reading, Source  # noqa: E402
from agreementkit.repair import Normalised, RepairOptions, repair_reading  # noqa: E402
from agreementkit.repair.lexicon import german_lexicon  # noqa: E402

SHARED = Path(os.environ.get("AGREEMENTKIT_SHARED", ROOT.parent / "shared"))
CORPUS = ROOT / "corpus"
FONTS = [
    Path("/usr/share/fonts/truetype") / name
    for name in (
        "dejavu/DejaVuSans.ttf",
        "dejavu/DejaVuSerif-Italic.ttf",
        "liberation/LiberationSansNarrow-Regular.ttf",
    )
]
SCANS = ((300, False), (300, True), (200, True), (150, False))
LAYOUT = RepairOptions(level="off")
LETTER_RE = re.compile(r"[^\W\d_]")
CODE_RE = re.compile(r"[\d@/]|www\.")


class Score(NamedTuple):
    """Words that were read wrong and became right; words that were right and were changed; what cannot be known."""

    wrong: int = 0
    fixed: int = 0
    right: int = 0
    changed: int = 0
    unread: int = 0
    codes: int = 0
    unknown: int = 0

    def plus(self, more: Score) -> Score:
        """Both together."""
        return Score(*(mine + theirs for mine, theirs in zip(self, more, strict=True)))

    def line(self, name: str) -> str:
        """One row of the table."""
        return (
            f"{name:46} {self.fixed:5} of {self.wrong:5} fixed ({100 * self.fixed / max(self.wrong, 1):5.1f} %)"
            f"  {self.changed:2} of {self.right:6} right changed ({100 * self.changed / max(self.right, 1):.3f} %)"
            f"  left: {self.unread:3} not read, {self.codes:2} codes, {self.unknown:3} unknown,"
            f" {self.wrong - self.fixed - self.unread - self.codes - self.unknown:3} others"
        )


def reading(pages: Iterable[str]) -> Reading:
    """A document with these pages."""
    source = Source(file_name="bench.txt", sha256="", media_type="text/plain", size=0)
    made = (
        Page(number=number, text=text, origin="plain", quality=1.0, reason="benchmark")
        for number, text in enumerate(pages, 1)
    )
    return Reading(source=source, pages=tuple(made))


def words(pages: Iterable[str], options: RepairOptions) -> list[str]:
    """The words after a repair."""
    return repair_reading(reading(pages), options=options).text.split()


def right_places(printed: Sequence[str], read: Sequence[str]) -> set[int]:
    """The printed words that were read right."""
    pairs = common_words(printed, read)
    right = {place for place, _ in pairs}
    seen = {place for _, place in pairs}
    elsewhere = Counter(word for place, word in enumerate(read) if place not in seen)
    for place, word in enumerate(printed):
        if place not in right and elsewhere[word]:
            elsewhere[word] -= 1
            right.add(place)
    return right


def judge(printed_pages: Sequence[str], read_pages: Sequence[str]) -> Score:
    """Repair what was read and count."""
    printed, read = words(printed_pages, LAYOUT), words(read_pages, LAYOUT)
    now = words(read_pages, RepairOptions())
    before, after = right_places(printed, read), right_places(printed, now)
    letters = {place for place, word in enumerate(printed) if LETTER_RE.search(word)}
    left = letters - before - after
    kinds = Counter(kind_of(printed[place], printed, place, now) for place in left)
    return Score(
        wrong=len(letters - before),
        fixed=len(letters & after - before),
        right=len(letters & before),
        changed=len(letters & before - after),
        unread=kinds["unread"],
        codes=kinds["code"],
        unknown=kinds["unknown"],
    )


def kind_of(word: str, printed: Sequence[str], place: int, read: Sequence[str]) -> str:
    """What kind of word a wrong word is that was not fixed."""
    lexicon = german_lexicon()
    if not difflib.get_close_matches(word, read, 1, 0.5):
        return "unread"
    if CODE_RE.search(word):
        return "code"
    parts = re.findall(r"[^\W\d_]+", word)
    if not word.isupper() and not all(lexicon.knows(part) or lexicon.is_compound(part.lower()) for part in parts):
        return "unknown"
    return "other"


def renderings(folder: Path, pattern: str, fonts: Sequence[Path]) -> None:
    """Texts, read with the wrong language."""
    texts = sorted(folder.glob(pattern))
    total = Score()
    for turn, font in enumerate(fonts):
        for scan, (dpi, poor) in enumerate(SCANS):
            score = Score()
            for text in texts[(turn + scan) % 4 :: 4]:
                plain = re.sub(r"\*\*|^#+ ", "", text.read_text(encoding="utf-8"), flags=re.MULTILINE)
                plain = re.sub(r"(?<=[^\W\d_])-\n\s*(?=[a-zäöüß])", "", plain)
                paragraphs = [line for line in plain.split("\n") if line.strip() and "|" not in line]
                pages = set_pages(paragraphs, Condition(font, 11, dpi, poor))
                images = [degrade(image, number) if poor else image for number, (_, image) in enumerate(pages)]
                read = ["\n".join(read_back(image, "eng", dpi)) for image in images]
                score = score.plus(judge(["\n".join(lines) for lines, _ in pages], read))
            print(score.line(f"eng, {font.stem}, {dpi} dpi{' degraded' if poor else ''}"))
            total = total.plus(score)
    print(total.line("eng-OCRed renderings, words with letters"))


def real_documents() -> None:
    """The garbled real document and the clean ones."""
    if not (SHARED / "seeds").is_dir():
        print(f"no real documents at {SHARED}")
        return
    read = (SHARED / "seeds/004_7d81a0fcefdb2173.txt").read_text(encoding="utf-8")
    printed = (SHARED / "seeds/004_7d81a0fcefdb2173.corrected.txt").read_text(encoding="utf-8")
    rows = list(zip(words([printed], LAYOUT), words([read], LAYOUT), words([read], RepairOptions()), strict=True))
    wrong = [row for row in rows if row[0] != row[1]]
    fixed = sum(true == now for true, _, now in wrong)
    broken = sum(true == seen != now for true, seen, now in rows)
    print(f"garbled real document: {fixed} of {len(wrong)} wrong words fixed, {broken} right words changed")
    texts = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "seeds").glob("00[0-3]*.txt"))]
    changed = sum(
        before != after
        for text in texts
        for before, after in zip(words([text], LAYOUT), words([text], RepairOptions()), strict=True)
    )
    print(f"clean real documents: {changed} of {sum(len(text.split()) for text in texts)} words changed")
    speed("garbled real text", read)


def speed(name: str, text: str) -> None:
    """Words a CPU second, models loaded."""
    once: Normalised = repair_reading(reading([text]))
    rounds = max(1, 400_000 // len(text))
    started = time.process_time()
    for number in range(rounds):
        repair_reading(reading([f"{text}\n{number}"]))
    took = (time.process_time() - started) / rounds
    count = len(text.split())
    print(f"{name}: {count / took:,.0f} words/s, {len(text.encode()) / 1e6 / took:.1f} MB/s, {len(once.passes)} passes")


def cost_of_the_models() -> None:
    """Load time and memory, in a process of its own."""
    code = (
        "import time, resource as r; b = r.getrusage(r.RUSAGE_SELF).ru_maxrss; t = time.process_time()\n"
        "from agreementkit.repair.lexicon import german_lexicon as l\n"
        "from agreementkit.repair.context import german_contexts as c, neighbour_kinds as n\n"
        "l(); c(); n(); print(f'models: {time.process_time() - t:.2f} s CPU to load, '"
        "f'{(r.getrusage(r.RUSAGE_SELF).ru_maxrss - b) / 1024:.0f} MB')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def extraction() -> None:
    """What extraction loses: train and dev agreements with umlauts lost, and read with the wrong language.

    What the same scans lose when they are read with the right language is not the repair's: their layout is lost.
    """
    splits = tomllib.loads((CORPUS / "splits.toml").read_text(encoding="utf-8"))
    ways: dict[str, Callable[[str, str], str]] = {
        "as they are": lambda _, text: text,
        "umlauts lost": lambda name, text: garble(name, text, share=0.0),
        "printed, scanned, read with eng": lambda name, text: read_again(name, text, "eng"),
        "the same scans read with deu": lambda name, text: read_again(name, text, "deu"),
    }
    for split in ("train", "dev"):
        whole = micro_f1(splits[split], ways["as they are"])
        print(f"{split}: micro-F1 {whole:.4f} as text")
        for way in list(ways)[1:]:
            score = micro_f1(splits[split], ways[way])
            print(f"  {way:34} {score:.4f} ({score - whole:+.4f})")


def micro_f1(names: Iterable[str], change: Callable[[str, str], str]) -> float:
    """Of all fields, with the agreements changed first."""
    tally, plugins = Tally(), load_plugins()
    for name in names:
        gold = json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        text = change(name, (CORPUS / "agreements" / f"{name}.txt").read_text(encoding="utf-8"))
        made = extract(text.encode(), f"{name}.txt", plugins=plugins, options=Options(as_of=date(2026, 11, 21)))
        score_document(name, gold, json.loads(made.record.to_json()), tally)
    counts = [sum(column) for column in zip(*(one for of in tally.counts.values() for one in of.values()), strict=True)]
    return 2 * counts[0] / (2 * counts[0] + counts[1] + counts[2])


def read_again(name: str, text: str, language: str) -> str:
    """Print a text on pages, scan them (300 dpi, lightly degraded) and read them, layout and all."""
    from rendering import Style, page_images, typeset

    pages = []
    for image in page_images(typeset(text, Style(font="Times")), dpi=300, degradation="light", seed=len(name)):
        buffer = io.BytesIO()
        image.save(buffer, "PNG", compress_level=1)
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", language, "--dpi", "300"],
            input=buffer.getvalue(),
            capture_output=True,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
        pages.append(done.stdout.decode("utf-8").replace("\f", ""))
    return "\f".join(pages)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("fonts", nargs="*", type=Path, metavar="FONT")
    parser.add_argument(
        "--texts", type=Path, help="a folder of texts (*.txt) in the place of the corpus's test documents"
    )
    parser.add_argument("--extraction", action="store_true", help="what extraction loses, instead of words")
    args = parser.parse_args()
    if args.extraction:
        extraction()
        return
    cost_of_the_models()
    clean = "\n".join(path.read_text(encoding="utf-8") for path in sorted((CORPUS / "agreements").glob("*.txt")))
    speed("clean corpus text", clean)
    real_documents()
    renderings(args.texts or CORPUS / "agreements", "*.txt" if args.texts else "t-*.txt", args.fonts or FONTS)
    print(f"peak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
