"""Peak memory of whole processes: ``python tests/benchmarks/memory.py`` (Linux and macOS).

``extract`` of a born-digital PDF of 100 pages and of a scan of 30, and how far ``ingest`` of 200 documents grows after
the first 20. The peak counts the largest process of the run, Tesseract among them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "corpus"))
TEXTS = sorted((ROOT / "corpus" / "agreements").glob("*.txt"))


def peak_mb(*arguments: str) -> float:
    """Peak resident size of the largest process under a command, in MB (10^6 bytes)."""
    script = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    command = [sys.executable, "-c", script, sys.executable, "-m", "agreementkit", *arguments]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(out) * (1024 if sys.platform != "darwin" else 1) / 1e6


def resident_mb(pid: int) -> dict[int, float]:
    """Resident size of a process and its children, in MB, by process."""
    found = {}
    listing = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listing.splitlines()]
    family = {pid}
    for _ in range(3):
        family |= {child for child, parent, _ in rows if parent in family}
    for child, _, size in rows:
        if child in family:
            found[child] = size * 1024 / 1e6
    return found


def main() -> None:
    """Print the table."""
    from rendering import Style, page_images, scan_pdf, typeset

    text = "\n\n".join(path.read_text("utf-8") for path in TEXTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        born = folder / "hundred.pdf"
        pdf = typeset((text * 4)[:330_000], Style(page_numbers=True, size=12, leading=1.5))
        born.write_bytes(pdf)
        scan = folder / "thirty.pdf"
        images = page_images(typeset(text, Style(size=12)), dpi=300)[:30]
        scan.write_bytes(scan_pdf(images, dpi=300))
        pages = len(images)
        del images
        print(f"extract born-digital PDF    {peak_mb('extract', '--json', str(born)):6.0f} MB   (limit 500)")
        print(f"extract scan of {pages} pages     {peak_mb('extract', '--json', str(scan)):6.0f} MB   (limit 600)")
        grow(folder)


def grow(folder: Path) -> None:
    """How far the processes of an ingest grow between the 20th document and the last."""
    many = folder / "many"
    many.mkdir()
    for index in range(200):
        source = TEXTS[index % len(TEXTS)].read_text("utf-8")
        (many / f"{index:03}.txt").write_text(f"{source}\nStand: {1 + index % 28:02}.03.2020 Nr. {index}\n", "utf-8")
    command = [sys.executable, "-m", "agreementkit", "-v", "-d", str(folder / "c.db"), "ingest", str(many)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    done, sizes = 0, {}
    for line in process.stderr:
        done += line.count(": new")
        if done == 20 and 20 not in sizes:
            sizes[20] = sum(resident_mb(process.pid).values())
        if done == 199:
            sizes[199] = sum(resident_mb(process.pid).values())
    process.wait()
    print(
        f"ingest of 200 documents     {sizes[20]:6.0f} MB after 20, {sizes[199]:.0f} after 199: "
        f"grown {sizes[199] - sizes[20]:+.0f} MB   (limit 30)"
    )


if __name__ == "__main__":
    main()
