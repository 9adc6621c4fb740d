"""Cases in ftfy's scheme: label, comment, original, fixed, expect. A cured failure must be moved to the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agreementkit.repair import repair_reading

from .made import reading

CASES = Path(__file__).parents[1] / "cases" / "repair"


def cases() -> list[object]:
    found = []
    for file in sorted(CASES.glob("*.json")):
        for case in json.loads(file.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case["expect"] == "fail" else []
            found.append(pytest.param(case["original"], case["fixed"], id=f"{file.stem}: {case['label']}", marks=marks))
    return found


@pytest.mark.parametrize(("original", "fixed"), cases())
def test_case(original: str, fixed: str) -> None:
    assert repair_reading(reading(original)).text == fixed
