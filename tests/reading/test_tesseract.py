"""Tesseracts that misbehave: a script of that name stands first on the path and passes on what it does not spoil."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from agreementkit.errors import MissingDependencyError
from agreementkit.reading import Limits, tesseract_state
from rendering import scan_tiff

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script"),
]


@pytest.fixture
def put_before(tmp_path: Path, tesseract: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a shell script before Tesseract; in it ``$REAL`` is the real one."""

    def put(script: str) -> None:
        program = tmp_path / "tesseract"
        program.write_text(f"#!/bin/sh\nREAL={tesseract}\n{script}\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return put


def without_models(*names: str) -> str:
    pattern = "|".join(f"^{name}$" for name in names)
    return f'if [ "$1" = --list-langs ]; then $REAL "$@" | grep -vE "{pattern}"; else exec $REAL "$@"; fi'


def test_the_state_names_version_and_models(tesseract):
    state = tesseract_state()
    assert state.version is not None
    assert state.version[0] in "3456789"
    assert {"deu", "eng"} <= set(state.languages)
    assert "tesseract" in state.fix.lower()


def test_the_state_of_a_machine_without_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    state = tesseract_state()
    assert (state.version, state.languages) == (None, ())
    assert state.fix.startswith("Install it")


def test_a_program_of_that_name_that_does_not_answer_counts_as_none(put_before):
    put_before("echo something else")
    assert tesseract_state().version is None


def test_where_only_english_is_there_a_warning_says_so(put_before, read, scan):
    put_before(without_models("deu", "Latin", "script/Latin"))
    reading = read(scan)
    assert reading.pages[0].origin == "ocr"
    assert len(reading.warnings) == 1
    assert "no German model" in reading.warnings[0]
    assert "Install it" in reading.warnings[0]


def test_the_error_of_a_missing_program_names_the_file(monkeypatch, tmp_path, read, scan):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingDependencyError, match=r"vertrag\.pdf"):
        read(scan, "vertrag.pdf")


def test_a_bad_layer_kept_for_want_of_tesseract_is_told(monkeypatch, tmp_path, read, sandwich):
    monkeypatch.setenv("PATH", str(tmp_path))
    reading = read(sandwich)
    assert reading.pages[0].origin == "text_layer"
    assert len(reading.warnings) == 1
    assert "kept" in reading.warnings[0]


def test_one_thread_is_asked_for(put_before, read, scan, tmp_path):
    put_before(f'echo "$OMP_THREAD_LIMIT" >> {tmp_path}/threads; exec $REAL "$@"')
    assert read(scan).pages[0].text
    assert "1" in (tmp_path / "threads").read_text("utf-8").split()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        ("kill -SEGV $$", "ended with code"),
        ("echo out of luck >&2; exit 3", r"code 3 \(out of luck\)"),
        ("exit 0", "no answer"),
    ],
    ids=["crash", "error", "silence"],
)
def test_a_page_on_which_tesseract_fails_is_marked_and_the_rest_is_kept(put_before, read, tiff, tmp_path, spoil, says):
    put_before(
        f'case "$1" in *.pgm) if [ ! -e {tmp_path}/once ]; then touch {tmp_path}/once; {spoil}; fi;; esac\n'
        'exec $REAL "$@"'
    )
    failed, kept = read(tiff).pages
    assert failed.failed
    assert not failed.text
    assert kept.text
    assert not kept.failed
    assert re.search(says, failed.reason)


def test_a_turned_page_is_failed_where_tesseract_ends_over_the_reading_that_turns_it(
    put_before, read, pictures, tmp_path
):
    """The first reading gives nothing; that the page is empty is not known, then."""
    blank = Image.new("L", pictures[0].size, 255)
    upside_down = scan_tiff([pictures[0].rotate(180), blank])
    count = tmp_path / "count"
    put_before(
        f'case "$1" in *.pgm) n=$(cat {count} 2>/dev/null || echo 0); echo $((n+1)) > {count}; '
        'if [ "$n" -ge 1 ]; then kill -SEGV $$; fi;; esac\nexec $REAL "$@"'
    )
    failed = read(upside_down).pages[0]
    assert not failed.text
    assert failed.failed
    assert "ended with code" in failed.reason


def test_a_page_on_which_tesseract_hangs_is_marked_and_the_rest_is_kept(put_before, read, tiff, tmp_path):
    put_before(
        f'case "$1" in *.pgm) if [ ! -e {tmp_path}/once ]; then touch {tmp_path}/once; exec sleep 60; fi;; esac\n'
        'exec $REAL "$@"'
    )
    failed, kept = read(tiff, limits=Limits(ocr_seconds=5)).pages
    assert failed.failed
    assert re.search(r"took longer than [45] seconds", failed.reason)
    assert kept.text
