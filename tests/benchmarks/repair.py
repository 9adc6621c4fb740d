"""What the repair reaches: ``python tests/benchmarks/repair.py [FONT ...]``.

Garbled text comes from our own corpus: its test documents are set in each font under four scan conditions and read by
Tesseract with the wrong language (``eng``). The five real documents are measured too, where they are at hand.
"""

from __future__ import annotations

import difflib
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "models" / "train")]

from ocr_pages import Condition, degrade, read_back, set_pages  # noqa: E402

from agreementkit.records import Page, Reading, Source, Span  # noqa: E402
from agreementkit.repair import Normalised, RepairOptions, repair_reading  # noqa: E402

SHARED = Path(os.environ.get("AGREEMENTKIT_SHARED", ROOT.parent / "shared"))
FONTS = [Path("/usr/share/fonts/truetype/dejavu") / name for name in ("DejaVuSans.ttf", "DejaVuSerif-Italic.ttf")]
SCANS = ((300, False), (300, True), (200, True), (150, False))
LAYOUT = RepairOptions(level="off")


class Score(NamedTuple):
    """Words that were read wrong, and what became of them; words that were read right, and were changed."""

    wrong: int = 0
    fixed: int = 0
    other: int = 0
    right: int = 0
    broken: int = 0

    def plus(self, more: Score) -> Score:
        """Both together."""
        return Score(*(mine + theirs for mine, theirs in zip(self, more, strict=True)))

    def line(self, name: str) -> str:
        """One row of the table."""
        return (
            f"{name:44} {self.fixed:5} of {self.wrong:5} fixed ({100 * self.fixed / max(self.wrong, 1):5.1f} %)"
            f"  {self.other:3} other  {self.broken:3} of {self.right:6} right words changed"
            f" ({100 * self.broken / max(self.right, 1):.3f} %)"
        )


def reading(pages: list[str]) -> Reading:
    """A document with these pages."""
    source = Source(file_name="bench.txt", sha256="", media_type="text/plain", size=0)
    made = (
        Page(number=number, text=text, origin="plain", quality=1.0, reason="benchmark")
        for number, text in enumerate(pages, 1)
    )
    return Reading(source=source, pages=tuple(made))


def paired(printed: list[list[str]], read: list[list[str]]) -> Iterator[tuple[Span, str, str]]:
    """Words with letters: place in the source, as read, as printed; line by line where the lines agree."""
    start = 0
    for true_page, page in zip(printed, read, strict=True):
        lines = difflib.SequenceMatcher(None, true_page, page, autojunk=False)
        same = len(true_page) == len(page) or lines.ratio() > 1
        for number, line in enumerate(page):
            words = [
                (Span(start + match.start(), start + match.end()), match[0]) for match in re.finditer(r"\S+", line)
            ]
            start += len(line) + 1
            true = true_page[number].split() if same else nearest(line, true_page)
            if len(true) == len(words):
                pairs = zip(words, true, strict=True)
                yield from (
                    (span, word, word_true) for (span, word), word_true in pairs if re.search(r"[^\W\d_]", word_true)
                )


def nearest(line: str, lines: list[str]) -> list[str]:
    """The printed line that a read one stands for."""
    found = difflib.get_close_matches(line, lines, 1, 0.6)
    return found[0].split() if found else []


def judge(printed: list[list[str]], read: list[list[str]]) -> Score:
    """Repair what was read and count."""
    repaired = repair_reading(reading(["\n".join(page) for page in read]))
    score = Score()
    for span, word, true in paired(printed, read):
        place = repaired.to_text(span)
        now = repaired.text[slice(*place)].strip()
        if not now or word.endswith("-") or now.startswith("-"):
            continue  # a layout rule took the word away or joined it
        wrong = word != true
        fixed = wrong and now == true
        score = score.plus(
            Score(wrong, fixed, wrong and not fixed and now != word, not wrong, not wrong and now != word)
        )
    return score


def renderings(fonts: list[Path]) -> None:
    """Our test documents, read with the wrong language."""
    texts = sorted((ROOT / "corpus" / "agreements").glob("t-*.txt"))
    total = Score()
    for place, font in enumerate(fonts):
        for turn, (dpi, poor) in enumerate(SCANS):
            score = Score()
            for text in texts[(place + turn) % 4 :: 4]:
                plain = re.sub(r"\*\*|^#+ ", "", text.read_text(encoding="utf-8"), flags=re.MULTILINE)
                plain = re.sub(r"(?<=[^\W\d_])-\n\s*(?=[a-zäöüß])", "", plain)
                paragraphs = [line for line in plain.split("\n") if line.strip() and "|" not in line]
                pages = set_pages(paragraphs, Condition(font, 11, dpi, poor))
                images = [degrade(image, number) if poor else image for number, (_, image) in enumerate(pages)]
                score = score.plus(
                    judge([lines for lines, _ in pages], [read_back(image, "eng", dpi) for image in images])
                )
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
    rows = list(zip(words(printed, LAYOUT), words(read, LAYOUT), words(read, RepairOptions()), strict=True))
    wrong = [row for row in rows if row[0] != row[1]]
    fixed = sum(true == now for true, _, now in wrong)
    broken = sum(true == seen != now for true, seen, now in rows)
    print(f"garbled real document: {fixed} of {len(wrong)} wrong words fixed, {broken} right words broken")
    texts = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "seeds").glob("00[0-3]*.txt"))]
    changed = sum(
        before != after
        for text in texts
        for before, after in zip(words(text, LAYOUT), words(text, RepairOptions()), strict=True)
    )
    print(f"clean real documents: {changed} of {sum(len(text.split()) for text in texts)} words changed")
    speed("garbled real text", read)


def words(text: str, options: RepairOptions) -> list[str]:
    """The words after a repair."""
    return repair_reading(reading([text]), options=options).text.split()


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
        "from agreementkit.repair.context import german_contexts as c\n"
        "l(); c(); print(f'models: {time.process_time() - t:.2f} s CPU to load, '"
        "f'{(r.getrusage(r.RUSAGE_SELF).ru_maxrss - b) / 1024:.0f} MB')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def main() -> None:
    """Print the table."""
    cost_of_the_models()
    clean = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus" / "agreements").glob("*.txt"))
    )
    speed("clean corpus text", clean)
    real_documents()
    renderings([Path(argument) for argument in sys.argv[1:]] or FONTS)
    print(f"peak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
