"""The command line through its public door: the installed program, real files, a real catalog."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

CORPUS = Path(__file__).parents[1] / "corpus" / "agreements"
TEXT = CORPUS / "kv-birkenfurt-alleinerziehende.txt"
Write = Callable[[str, str | bytes], Path]


def run(
    *arguments: str | Path, db: Path | None = None, stdin: bytes | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "agreementkit", *(["-d", str(db)] if db else []), *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "160", **env}
    return subprocess.run(command, capture_output=True, env=environment, input=stdin, check=False, timeout=120)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("catalog") / "catalog.db"
    files = sorted(CORPUS.glob("kv-*.txt"))[:4]
    done = run("ingest", *files, "--as-of", "2026-11-21", db=db)
    assert done.returncode == 0, done.stderr
    return db


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in (
        *("ingest", "extract", "normalize", "show", "list", "search", "compare", "deadlines", "export", "verify"),
        *("query", "plugins", "schema", "evaluate", "doctor", "demo"),
    ):
        assert f"\n  {command} " in done.stdout.decode()
        assert run(command, "--help").returncode == 0
    loaded = "import sys, agreementkit.cli as c; c.run(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    modules = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stderr.split()
    heavy = {"pydantic", "spacy", "pdfplumber", "pypdfium2", "numpy", "PIL", "sqlite_utils", "rich", "pluggy"}
    assert not heavy & set(modules)


def test_version_and_completion() -> None:
    assert run("--version").stdout.decode().startswith("agreementkit 0.")
    for shell in ("bash", "zsh", "fish", "powershell"):
        done = run(_AGREEMENTKIT_COMPLETE=f"{shell}_source")
        if shell == "bash" and b"couldn't detect bash" in done.stderr.lower():
            continue
        assert b"AGREEMENTKIT" in done.stdout.upper()


def test_extract_gives_a_record_that_fits_its_schema_and_verifies(tmp_path: Path) -> None:
    done = run("extract", "--json", TEXT)
    assert (done.returncode, done.stderr) == (0, b"")
    record = json.loads(done.stdout)
    schema = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(record, schema)
    assert run("extract", "--json", TEXT).stdout == done.stdout
    path = tmp_path / "record.json"
    path.write_bytes(done.stdout)
    assert run("verify", path, TEXT).returncode == 0
    path.write_bytes(done.stdout.replace(b'"quote": "', b'"quote": "x', 1))
    broken = run("verify", path, TEXT)
    assert (broken.returncode, b"is not" in broken.stderr) == (20, True)


def test_normalize_prints_the_text_that_offsets_count_in() -> None:
    text = run("normalize", TEXT).stdout.decode()
    record = json.loads(run("extract", "--json", TEXT).stdout)
    for party in record["parties"]:
        for evidence in party["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_standard_input_and_several_files(write: Write) -> None:
    assert json.loads(run("extract", "--json", "-", stdin=TEXT.read_bytes()).stdout)["source"]["file_name"] == "stdin"
    second = write(
        "zwei.txt", "Kooperationsvereinbarung\n\nzwischen der Stadt Birkenfurt und dem Verein Brücke e. V.\n"
    )
    lines = run("extract", "--nl", TEXT, second).stdout.decode().splitlines()
    assert [json.loads(line)["source"]["file_name"] for line in lines] == [TEXT.name, "zwei.txt"]
    assert len(json.loads(run("extract", TEXT, second).stdout)) == 2


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("leer.txt", b"", 8, "empty"),
        ("leer.pdf", b"", 8, "empty"),
        ("archiv.pdf", b"PK\x03\x04" + bytes(500), 8, "archiv.pdf"),
        ("seite.pdf", b"<html><body>login</body></html>", 8, "seite.pdf"),
        ("kaputt.pdf", b"%PDF-1.7\n", 8, "kaputt.pdf"),
        ("rauschen.bin", bytes(range(256)) * 40, 8, "rauschen.bin"),
    ],
)
def test_bad_input_ends_with_a_clear_error(name: str, content: bytes, code: int, said: str, write: Write) -> None:
    done = run("extract", "--json", write(name, content))
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()
    assert 1 <= len(lines) <= 3
    assert "Traceback" not in done.stderr.decode()


def test_text_named_pdf_is_read_by_its_content(write: Write) -> None:
    record = json.loads(run("extract", "--json", write("text.pdf", TEXT.read_bytes())).stdout)
    assert record["source"]["media_type"] == "text/plain"


def test_missing_path_and_wrong_usage() -> None:
    gone = run("extract", "gibt-es-nicht.txt")
    assert (gone.returncode, b"gibt-es-nicht.txt" in gone.stderr) == (4, True)
    assert run("extract").returncode == 2
    assert run("nonsense").returncode == 2
    assert run("deadlines", "--as-of", "31.12.2026").returncode == 2
    assert run("extract", TEXT, "--as-of", "9999-12-31").returncode == 2
    assert run("--without-plugin", "nobody", "plugins").returncode == 9


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows read everything")
def test_unreadable_file(write: Write) -> None:
    path = write("geheim.txt", "x")
    path.chmod(0)
    assert run("extract", path).returncode == 5


def test_a_folder_is_ingested_but_for_what_fails(write: Write, tmp_path: Path) -> None:
    write("gut.txt", TEXT.read_bytes())
    write("leer.pdf", b"")
    db = tmp_path / "c.db"
    done = run("ingest", tmp_path, db=db)
    assert done.returncode == 20
    assert b"leer.pdf" in done.stderr
    assert b"1 new, 1 failed" in done.stderr
    again = run("ingest", tmp_path, db=db)
    assert b"1 unchanged, 1 failed" in again.stderr
    write("gut.txt", TEXT.read_bytes() + b"\nStand: 01.02.2026\n")
    assert b"1 new version" in run("ingest", tmp_path, db=db).stderr
    write("gut.txt", TEXT.read_bytes())
    assert b"1 new version" in run("ingest", tmp_path, db=db).stderr, "it is again what it was"
    assert b"1 unchanged" in run("ingest", tmp_path, db=db).stderr
    assert run("ingest", tmp_path / "leer.pdf", db=db).returncode == 8
    assert len(json.loads(run("list", db=db).stdout)) == 1


def test_a_folder_names_what_it_holds_besides_documents(write: Write, tmp_path: Path) -> None:
    write("gut.txt", TEXT.read_bytes())
    write("Scan ohne Endung", b"%PDF-1.7\n")
    for number in range(4):
        write(f"brief{number}.docx", b"PK\x03\x04")
    write(".versteckt.docx", b"PK\x03\x04")
    said = run("ingest", tmp_path, db=tmp_path / "c.db").stderr.decode()
    assert "Not read, as they are no PDF, picture or text: brief0.docx, brief1.docx, brief2.docx and 1 more." in said
    assert "Scan ohne Endung" in said
    assert "1 new, 1 failed" in said


def test_a_locked_catalog_is_said_and_left_as_it_was(catalog: Path, write: Write) -> None:
    before = catalog.read_bytes()
    holder = sqlite3.connect(catalog, isolation_level=None)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        done = run("ingest", "--wait", "0.2", write("neu.txt", TEXT.read_bytes() + b"x"), db=catalog)
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert done.returncode == 5
    assert catalog.name in done.stderr.decode()
    assert len(done.stderr.splitlines()) <= 3
    assert catalog.read_bytes() == before


def test_the_catalog_answers(catalog: Path) -> None:
    rows = json.loads(run("list", db=catalog).stdout)
    assert len(rows) == 4
    assert {row["type"] for row in rows} == {"Kooperationsvereinbarung"}
    shown = json.loads(run("show", rows[0]["id"], db=catalog).stdout)
    assert shown["id"] == rows[0]["id"]
    assert run("show", "Nirgendwo", db=catalog).returncode == 4
    assert json.loads(run("search", "kündigen", db=catalog).stdout)
    matrix = run("compare", "--fmt", "markdown", db=catalog).stdout.decode()
    assert "Kündigungsfrist" in matrix
    assert "–" in matrix
    assert b"<table" in run("compare", "--fmt", "html", db=catalog).stdout
    deadlines = json.loads(run("deadlines", "--as-of", "2026-11-21", db=catalog).stdout)
    assert all(row["notice_by"] is None or row["notice_by"] >= "2026-11-21" for row in deadlines)
    counted = json.loads(run("query", "select count(*) as n from parties", db=catalog).stdout)
    assert counted[0]["n"] >= 8
    assert run("query", "delete from documents", db=catalog).returncode == 2
    assert len(json.loads(run("export", db=catalog).stdout)) == 4
    assert run("export", "--csv", "--excel", db=catalog).stdout.startswith("\N{BOM}".encode())


def test_reading_commands_need_a_catalog(tmp_path: Path) -> None:
    done = run("list", db=tmp_path / "none.db")
    assert (done.returncode, b"none.db" in done.stderr) == (4, True)


def test_without_tesseract_texts_are_read_and_scans_say_what_to_install(tmp_path: Path) -> None:
    scan = Path(__file__).parents[1] / "src" / "agreementkit" / "demo" / "kv-birkenfurt-alleinerziehende.pdf"
    assert run("extract", "--json", TEXT, PATH=str(tmp_path)).returncode == 0
    done = run("extract", "--json", scan, PATH=str(tmp_path))
    assert done.returncode == 3
    assert b"install" in done.stderr.lower()
    assert len(done.stderr.splitlines()) <= 3
    assert run("doctor", PATH=str(tmp_path)).returncode == 3


def test_what_reading_lacked_is_said_once(write: Write, tmp_path: Path, tesseract: str) -> None:
    without = 'if [ "$1" = --list-langs ]; then {0} "$@" | grep -v "^deu$\\|Latin$"; else exec {0} "$@"; fi'
    program = write("tesseract", f"#!/bin/sh\n{without.format(tesseract)}\n")
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    demo = Path(__file__).parents[1] / "src" / "agreementkit" / "demo"
    scans = (demo / "kv-birkenfurt-alleinerziehende.pdf", demo / "kv-wolkenrode-schulsozialarbeit.pdf")
    done = run("ingest", *scans, db=tmp_path / "c.db", PATH=path)
    assert done.returncode == 3
    said = done.stderr.decode()
    assert said.count("has no German model") == 1
    assert "Install it" in said
    assert "--again" in said
    stored = run("query", "SELECT DISTINCT status FROM documents", "--csv", db=tmp_path / "c.db")
    assert b"partial" in stored.stdout
    assert b"complete" not in stored.stdout
    mixed = write("gemischt.txt", TEXT.read_bytes() + "\nBürgermeisterin Töpfer".encode("latin-1"))
    assert b"Warning: gemischt.txt" in run("extract", "--json", mixed).stderr
    assert run("-q", "extract", "--json", mixed).stderr == b""


def test_a_reader_that_stops_early_is_no_fault() -> None:
    command = f"{sys.executable} -m agreementkit extract --json {TEXT} | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""


def test_the_demonstration_compares_four_cities(tesseract: str) -> None:
    done = run("demo")
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    for city in ("Birkenfurt", "Kaltenweiher", "Sandhövel", "Wolkenrode"):
        assert city in shown
    assert "Kündigungsfrist" in shown
    assert "$ agreementkit deadlines" in shown
    commands = [line for line in shown.splitlines() if line.startswith("$")]
    assert all("--as-of 2026-11-21" in command for command in commands), "it would show other days on another day"


def test_normalize_explains_and_shows_the_difference(write: Write) -> None:
    path = write("titel.txt", "V E R E I N B A R U N G\n\nDie Geschäfts-\nführung berät die Schul- und\nJugendhilfe.\n")
    text = run("normalize", path).stdout.decode()
    assert "VEREINBARUNG" in text
    assert "Geschäftsführung" in text
    assert "Schul- und" in text
    explained = run("normalize", "--explain", path).stdout.decode()
    assert "hyphenation" in explained
    edits = json.loads(run("normalize", "--explain", "--json", path).stdout)
    assert all(edit["reason"] and edit["rule"] for edit in edits)
    difference = run("normalize", "--diff", path).stdout.decode()
    assert "+VEREINBARUNG" in difference.replace("+Vereinbarung", "+VEREINBARUNG")
    assert run("normalize", "--diff", "--explain", path).returncode == 2
