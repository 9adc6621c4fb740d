"""Speed of the whole pipeline: ``python tests/benchmarks/pipeline.py``.

Texts: MB of UTF-8 a CPU second through reading, repair, structure, all plugins and assembly, with each stage's share,
beside blank spaCy tokenising the same text in the same run. Born-digital PDF: CPU of one of six pages after import.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from agreementkit import Options, extract, load_plugins
from agreementkit.records import Step

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "corpus"))
OPTIONS = Options(as_of=date(2026, 11, 21))
TEXTS = sorted((ROOT / "corpus" / "agreements").glob("*.txt"))


def cpu(run: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    run()
    return time.process_time() - start


def texts() -> None:
    """Throughput over the corpus, several rounds, and the share of each stage."""
    plugins = load_plugins()
    data = [path.read_bytes() for path in TEXTS]
    extract(data[0], "warm.txt", plugins=plugins, options=OPTIONS)
    shares: dict[str, float] = {}
    running: tuple[str, float] = ("open", time.process_time())

    def progress(step: Step) -> None:
        nonlocal running
        now = time.process_time()
        shares[running[0]] = shares.get(running[0], 0.0) + now - running[1]
        running = (step.what, now)

    size = 3 * sum(len(one) for one in data) / 1e6

    def run() -> None:
        nonlocal running
        for _ in range(3):
            for path, one in zip(TEXTS, data, strict=True):
                running = ("open", time.process_time())
                extract(one, path.name, plugins=plugins, options=OPTIONS, progress=progress)
                progress(Step("between", 0, 0, 0.0))

    took = cpu(run)
    import spacy

    blank = spacy.blank("de")
    decoded = [one.decode() for one in data]
    peer = 3 * cpu(lambda: [blank.make_doc(text) for text in decoded])
    print(f"texts: {len(data)} documents, {size:.2f} MB")
    print(f"whole pipeline          {size / took:6.2f} MB/s   (limit 0.3, aim 0.5)")
    print(f"blank spaCy tokenising  {size / peer:6.2f} MB/s   ratio {peer / took:.2f}")
    for name, seconds in sorted(shares.items(), key=lambda item: -item[1]):
        print(f"  {name:24} {100 * seconds / took:5.1f} %")


def born_digital() -> None:
    """CPU of a six-page PDF after import."""
    from rendering import Style, typeset

    plugins = load_plugins()
    text = "\n\n".join(path.read_text("utf-8") for path in TEXTS[:4])
    pdf = typeset(text, Style(page_numbers=True))
    warm = typeset(TEXTS[0].read_text("utf-8")[:500], Style())
    extract(warm, "warm.pdf", plugins=plugins, options=OPTIONS)
    pages = len(extract(pdf, "six.pdf", plugins=plugins, options=OPTIONS).record.source.pages)
    took = cpu(lambda: extract(pdf, "six.pdf", plugins=plugins, options=OPTIONS))
    print(f"born-digital PDF: {pages} pages, {took:.2f} CPU s, {6 * took / pages:.2f} for six pages   (limit 1.5)")


def linear() -> None:
    """Cost grows with length, not faster."""
    plugins = load_plugins()
    # an agreement first: behind the head of a council paper much is left unread
    ordered = sorted(TEXTS, key=lambda path: "kv-" not in path.name)
    one = "\n\n".join(path.read_text("utf-8") for path in ordered).encode()
    small = (one * 10)[:500_000]
    large = (one * 100)[:5_000_000]
    short = cpu(lambda: extract(small, "small.txt", plugins=plugins, options=OPTIONS))
    long = cpu(lambda: extract(large, "large.txt", plugins=plugins, options=OPTIONS))
    print(f"one text: {0.5 / short:.2f} MB/s at 0.5 MB, {5 / long:.2f} MB/s at 5 MB   (aim 0.5)")
    print(f"0.5 MB {short:.2f} s, 5 MB {long:.2f} s: ratio {long / short:.1f}   (limit 12)")


if __name__ == "__main__":
    texts()
    born_digital()
    linear()
