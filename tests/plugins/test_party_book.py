"""The party book: heads of agreements as many hands write them, with the parties that a careful reader takes from them.

A case holds the lines of its ``text``, perhaps those of its ``end`` with the signatures, and the ``parties``: name,
kind, short name and representative. The keys that a case calls ``loose`` are not asked for; parties that are
``missed``, by number, are not read yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import agreementkit_parties as plugin
from agreementkit.testing import assert_verbatim, document_from_text

BOOK = Path(__file__).parents[1] / "cases" / "parties"
KEYS = ("name", "kind", "alias", "represented_by")
REST = "\n\n§ 1 Ziele\n\nDie Beteiligten wollen den Familien im Ort besser helfen als bisher.\n\n"


def _cases() -> Iterator[Any]:
    for path in sorted(BOOK.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize("case", list(_cases()))
def test_parties_of_the_book_and_no_other(case: dict[str, Any]) -> None:
    document = document_from_text("\n".join(case["text"]) + REST + "\n".join(case.get("end", ())))
    findings = list(plugin.agreementkit_extract(document=document))
    assert_verbatim(document, findings)
    asked = [key for key in KEYS if key not in case.get("loose", ())]
    wanted = [party for number, party in enumerate(case["parties"]) if number not in case.get("missed", ())]
    found = [{key: finding.value[key] for key in asked} for finding in findings]
    assert found == [{key: value for key, value in zip(KEYS, party, strict=True) if key in asked} for party in wanted]


@pytest.mark.parametrize(
    "unit",
    [
        "Wir, die Stadt A, ",
        "| Partner | A ",
        "\n| Partner | A |",
        "Partner   vertreten durch\n",
        "\n1. Stadt A\n",
        "\nWer macht mit?\n",
        "Die Vereinbarung wird geschlossen von der ",
        "schließt mit dem ",
        "\n\nStadt A\n",
        "A / B ",
        "heißt: die Stadt. ",
    ],
)
def test_hostile_repetition_of_the_newer_ways_is_linear(unit: str) -> None:
    document = document_from_text("Kooperationsvereinbarung\n\n" + unit * (100_000 // len(unit)))
    list(plugin.agreementkit_extract(document=document))
