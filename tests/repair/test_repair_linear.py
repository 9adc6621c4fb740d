"""Hostile texts take time in proportion to their size; the bound is generous, for slow machines."""

from __future__ import annotations

import time

import pytest

from agreementkit.repair import repair_reading

from .made import reading

HOSTILE = {
    "spaces": " " * 200_000,
    "newlines": "\n" * 200_000,
    "tabs": "\t\n" * 100_000,
    "hyphens": "Ge-\n" * 50_000,
    "spaced letters": "V e r t r a g " * 15_000,
    "mojibake": "Ã¼" * 100_000,
    "combining marks": "\u0308" * 200_000,
    "stars": "**" * 100_000,
    "images": "![](" * 50_000,
    "one word": "a" * 200_000,
    "garbled word": "ii" * 100_000,
    "quotes": ',,a"' * 50_000,
    "digits": "8 " * 100_000,
    "sections": "88 14-16 " * 20_000,
    "blank lines": ("wort " * 12 + "\n\n") * 3_000,
    "garbled German": "die Trager und der fur mit " * 7_500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_linear(name: str) -> None:
    text = HOSTILE[name]
    repair_reading(reading("die Trager und der fur mit den fir " * 5))  # the models are loaded
    started = time.process_time()
    repair_reading(reading(text))
    seconds = time.process_time() - started

    assert seconds < 4.0 + len(text) * 4e-6
