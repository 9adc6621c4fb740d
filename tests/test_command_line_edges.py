"""The command line where systems differ: permissions, closed pipes, consoles, signals, odd names."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

TEXT = Path(__file__).parents[1] / "corpus" / "agreements" / "kv-birkenfurt-alleinerziehende.txt"
PROGRAM = [sys.executable, "-m", "agreementkit"]
Write = Callable[[str, str | bytes], Path]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions, terminals and signals")


def run(*arguments: str | Path | bytes, before: tuple[str, ...] = (), **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, *PROGRAM, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def mortal() -> tuple[str, ...]:
    """What to put before a command so that file permissions bind it, even where the tests are run by root."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root reads everything, and setpriv is not installed")
    powers = "-dac_override,-dac_read_search"
    return ("setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}")


@pytest.fixture
def locked(tmp_path: Path, write: Write) -> Iterator[Path]:
    """A folder with a good file, a file and a folder that nobody may read."""
    folder = tmp_path / "Verträge"
    (folder / "zu").mkdir(parents=True)
    for name in ("gut.txt", "geheim.txt", "zu/tief.txt"):
        (folder / name).write_bytes(TEXT.read_bytes() + name.encode())
    (folder / "geheim.txt").chmod(0)
    (folder / "zu").chmod(0)
    yield folder
    (folder / "zu").chmod(0o700)


@pytest.mark.parametrize("inside", ["geheim.txt", "zu", "zu/tief.txt"])
@pytest.mark.parametrize("command", ["extract", "normalize", "ingest"])
def test_what_may_not_be_read_is_named_with_its_own_code(
    command: str, inside: str, locked: Path, mortal: tuple[str, ...], tmp_path: Path
) -> None:
    done = run("-d", tmp_path / "c.db", command, locked / inside, before=mortal)
    assert (done.returncode, done.stdout) == (5, "")
    assert Path(inside).name in done.stderr
    assert "permission" in done.stderr.lower()
    assert len(done.stderr.splitlines()) <= 3


def test_a_folder_that_may_not_be_read_is_no_empty_folder(
    locked: Path, mortal: tuple[str, ...], tmp_path: Path
) -> None:
    done = run("-d", tmp_path / "c.db", "ingest", locked, before=mortal)
    assert done.returncode == 20
    assert "zu cannot be read" in done.stderr
    assert "geheim.txt cannot be read" in done.stderr
    assert "1 new, 2 failed" in done.stderr


def test_a_catalog_that_may_not_be_made_is_named(locked: Path, mortal: tuple[str, ...], tmp_path: Path) -> None:
    for db in (locked / "zu" / "c.db", locked / "zu" / "neu" / "c.db"):
        done = run("-d", db, "ingest", locked / "gut.txt", before=mortal)
        assert done.returncode == 5
        assert len(done.stderr.splitlines()) == 2, "what happened, and what to do"


def test_a_name_that_is_too_long_is_refused() -> None:
    done = run("extract", "x" * 300 + ".txt")
    assert done.returncode == 5
    assert len(done.stderr.splitlines()) <= 3


@pytest.mark.parametrize("arguments", [["schema"], ["--help"], ["doctor"], ["extract", "--json", str(TEXT)]])
def test_a_reader_that_is_gone_is_no_fault(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run([*PROGRAM, *arguments], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_program_without_console_still_works(tmp_path: Path) -> None:
    command = '"$0" -m agreementkit "$@" <&- >&- 2>&-'
    for arguments, code in ((["schema", "-o", str(tmp_path / "s.json")], 0), (["schema"], 0), (["extract", "-"], 8)):
        assert subprocess.run(["sh", "-c", command, sys.executable, *arguments], check=False).returncode == code
    assert (tmp_path / "s.json").stat().st_size > 1000


def test_output_does_not_depend_on_the_consoles_encoding() -> None:
    plain = run("normalize", TEXT).stdout
    for env in ({"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        assert run("normalize", TEXT, **env).stdout == plain


def test_a_name_in_another_encoding_is_found_and_never_a_fault(tmp_path: Path) -> None:
    name = b"Vertr\xe4ge.txt"
    try:
        (Path(os.fsdecode(bytes(tmp_path))) / os.fsdecode(name)).write_bytes(TEXT.read_bytes())
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    db = tmp_path / "c.db"
    assert run("-d", db, "ingest", bytes(tmp_path) + b"/" + name).returncode == 0
    assert json.loads(run("-d", db, "show", name).stdout)["source"]["file_name"] == r"Vertr\xe4ge.txt"
    assert run("-d", db, "show", b"gibt\xe4s nicht").returncode == 4
    assert run("-d", db, "list", "--municipality", b"K\xf6ln").returncode == 0
    assert run("-d", db, "search", b"K\xfcndigung").returncode == 0
    assert run("-d", db, "query", b"select 'K\xfcndigung'").returncode == 2
    assert run("-d", db, "query", "select ? as a", "-p", b"K\xfcndigung").returncode == 0


def test_no_color_leaves_colours_out_of_a_difference(write: Write) -> None:
    path = write("titel.txt", "V E R E I N B A R U N G\n\nDie Geschäfts-\nführung berät.\n")
    assert "\x1b[3" in on_a_terminal("--no-progress", "normalize", "--diff", path)
    assert "\x1b[3" not in on_a_terminal("--no-progress", "normalize", "--diff", path, NO_COLOR="1")


def test_deadlines_that_people_read_are_of_today(tmp_path: Path) -> None:
    db = tmp_path / "c.db"
    assert run("-d", db, "ingest", TEXT, "--as-of", "2019-05-01").returncode == 0
    stored = json.loads(run("-d", db, "show", TEXT.name).stdout)["deadlines"]
    assert (stored["as_of"], stored["next_end"]) == ("2019-05-01", "2021-03-31")
    assert json.loads(run("-d", db, "export").stdout)[0]["deadlines"] == stored
    assert "31.03.2021" not in deadline_lines(on_a_terminal("-d", db, "show", TEXT.name))
    of_2023 = ("--as-of", "2023-01-01")
    assert "31.03.2024" in deadline_lines(on_a_terminal("-d", db, "show", TEXT.name, *of_2023))
    assert json.loads(run("-d", db, "show", TEXT.name, *of_2023).stdout)["deadlines"]["next_end"] == "2024-03-31"
    assert json.loads(run("-d", db, "export", *of_2023).stdout)[0]["deadlines"]["as_of"] == "2023-01-01"
    assert ",31.03.2024," in run("-d", db, "export", "--csv", *of_2023).stdout


def deadline_lines(summary: str) -> str:
    return "\n".join(line for line in summary.splitlines() if line.startswith("Nächste"))


def on_a_terminal(*arguments: str | Path, **env: str) -> str:
    import pty

    master, slave = pty.openpty()
    environment = {**{key: value for key, value in os.environ.items() if key != "NO_COLOR"}, **env}
    done = subprocess.Popen([*PROGRAM, *arguments], stdout=slave, stderr=subprocess.PIPE, env=environment)
    os.close(slave)
    shown = b""
    try:
        while part := os.read(master, 65536):
            shown += part
    except OSError:  # Linux says so that the other side is closed
        pass
    os.close(master)
    done.communicate(timeout=60)
    return shown.decode()


def wait_for_child(pid: int) -> None:
    """Wait until a process has a child that has only just begun."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if not children.exists():  # not Linux
            time.sleep(1)
            return
        if children.read_text():
            return
        time.sleep(0.005)


@pytest.mark.parametrize("order", [b"", b"\x80\x05\x95"])
def test_a_worker_whose_parent_is_gone_before_its_first_order_says_nothing(order: bytes) -> None:
    command = [sys.executable, "-m", "agreementkit.batch.worker"]
    done = subprocess.run(command, input=order, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_control_c_says_one_line_and_keeps_what_is_stored(tmp_path: Path) -> None:
    db = tmp_path / "c.db"
    assert run("-d", db, "ingest", TEXT).returncode == 0
    for number in range(8):
        (tmp_path / f"{number}.txt").write_bytes(TEXT.read_bytes() + str(number).encode())
    # a terminal tells the whole foreground group, the program and its workers
    work = subprocess.Popen(
        [*PROGRAM, "-d", str(db), "ingest", str(tmp_path)], start_new_session=True, stderr=subprocess.PIPE, text=True
    )
    wait_for_child(work.pid)
    os.killpg(work.pid, signal.SIGINT)
    _, said = work.communicate(timeout=60)
    assert work.returncode == 130
    assert said.split("\n") == ["", "Interrupted; what was finished stays stored.", ""]
    with sqlite3.connect(db) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone()[0] >= 1
    connection.close()
