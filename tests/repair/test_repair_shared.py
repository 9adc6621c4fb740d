"""The five real documents, where they are at hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from agreementkit.repair import RepairOptions, repair_reading

from .made import reading

pytestmark = pytest.mark.shared


def words(text: str, level: str) -> list[str]:
    return repair_reading(reading(text), options=RepairOptions(level=level)).text.split()  # type: ignore[arg-type]


def test_no_word_of_a_clean_document_changes(shared: Path) -> None:
    for file in sorted((shared / "seeds").glob("00[0-3]*.txt")):
        text = file.read_text(encoding="utf-8")
        assert words(text, "full") == words(text, "off"), file.name


def test_the_garbled_document(shared: Path) -> None:
    read = (shared / "seeds/004_7d81a0fcefdb2173.txt").read_text(encoding="utf-8")
    printed = (shared / "seeds/004_7d81a0fcefdb2173.corrected.txt").read_text(encoding="utf-8")
    with (shared / "seeds/004_7d81a0fcefdb2173.pairs.tsv").open(encoding="utf-8", newline="") as file:
        wrong = len(list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)))

    rows = list(zip(words(printed, "off"), words(read, "off"), words(read, "full"), strict=True))
    assert sum(true != seen for true, seen, _ in rows) == wrong
    assert sum(true != seen and true == fixed for true, seen, fixed in rows) >= 152
    assert [fixed for true, seen, fixed in rows if true == seen != fixed] == []
