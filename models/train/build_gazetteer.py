"""Build ``agreementkit_models/gemeinden.tsv.xz`` from the register of municipalities (GV-ISys of Destatis).

Usage:
    python models/train/build_gazetteer.py gemeinden_2023-11-30.csv models/agreementkit_models/gemeinden.tsv.xz

The source is a CSV file with the columns level, ags, name, type and land; Länder are left out. The result is a table of
tab-separated lines «ags, name, type», sorted by key, without a heading. The same source gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import re
from pathlib import Path


def table(source: Path) -> str:
    """Return the register as tab-separated lines, sorted by official key."""
    with source.open(encoding="utf-8", newline="") as stream:
        rows = {
            (row["ags"], re.sub(r"\s+", " ", row["name"]).strip(), row["type"])
            for row in csv.DictReader(stream)
            if row["level"] in {"kreis", "gemeinde"}
        }
    return "".join("\t".join(row) + "\n" for row in sorted(rows))


def main() -> None:
    """Read the register and write the compressed table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="the register as CSV")
    parser.add_argument("target", type=Path, help="the .tsv.xz file to write")
    arguments = parser.parse_args()
    data = table(arguments.source).encode("utf-8")
    # Single-threaded and without a time stamp: reproducible byte for byte.
    arguments.target.write_bytes(lzma.compress(data, format=lzma.FORMAT_XZ, preset=9 | lzma.PRESET_EXTREME))
    lines = len(data.splitlines())
    print(f"{lines:,} lines, {arguments.target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
