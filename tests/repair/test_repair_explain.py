from __future__ import annotations

from agreementkit.repair import repair_reading
from agreementkit.repair.explain import diff_lines, diff_words, explain

from .made import reading


def test_explain_gives_one_line_an_edit_with_its_line_in_the_source() -> None:
    result = repair_reading(reading("Erste Zeile.\nDie P\ufb02ege ", "nach $ 5 SGB II"))
    lines = list(explain(result, hidden=frozenset({"trailing_space"})))

    assert lines[0].startswith("2: ligature: «\ufb02» → «fl» (")
    assert any(line.startswith("3: section_sign: «$» → «§»") and line.endswith("[0.97]") for line in lines)
    assert all("\n" not in line for line in lines)
    assert not any("trailing_space" in line for line in lines)


def test_diffs_show_what_changed() -> None:
    result = repair_reading(reading("Unverändert.\nDie P\ufb02ege.\nEnde."))

    assert "-Die P\ufb02ege." in list(diff_lines(result))
    assert "+Die Pflege." in list(diff_lines(result))
    assert list(diff_words(result)) == ["2: P[-\ufb02-]{+fl+}ege."]


def test_nothing_changed_nothing_shown() -> None:
    result = repair_reading(reading("Unverändert."))

    assert list(explain(result)) == list(diff_lines(result)) == list(diff_words(result)) == []
