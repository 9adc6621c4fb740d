"""A writer that dies at any moment, two that write at once, and files with wrong bytes in them."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made import add, dump

from agreementkit.catalog import open_catalog
from agreementkit.catalog.queries import get_records, list_documents
from agreementkit.catalog.search import search
from agreementkit.errors import AgreementkitError

CITIES = [f"Neudorf{number}" for number in range(12)]

# argv: catalog, comma-separated cities, virtual machine steps (in tens) after which the process dies, or 0
WRITER = """
import os, sys
sys.path.insert(0, sys.argv[4])
from made import add
from agreementkit.catalog import open_catalog
left = int(sys.argv[3])
def step():
    global left
    left -= 1
    if left == 0:
        os._exit(137)
    return 0
with open_catalog(sys.argv[1]) as catalog:
    print("open", flush=True)
    if left:
        catalog.connection.set_progress_handler(step, 10)
    for city in sys.argv[2].split(","):
        add(catalog, city)
"""


def writer(path: Path, cities: list[str], steps: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), ",".join(cities), str(steps), str(Path(__file__).parent)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check_whole(path: Path) -> int:
    """Everything that is there is there completely; returns the number of documents."""
    with open_catalog(path) as catalog:
        assert catalog.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert catalog.rows("PRAGMA foreign_key_check") == []
        documents = catalog.rows(
            "SELECT id, original, (SELECT count(*) FROM records r WHERE r.document_id = d.id) AS records, "
            "(SELECT count(*) FROM findings f WHERE f.document_id = d.id) AS findings, "
            "(SELECT count(*) FROM passages p JOIN passage_words w ON w.rowid = p.id "
            "WHERE p.document_id = d.id) AS words FROM documents d"
        )
        for document in documents:
            assert (document["records"], document["findings"], document["words"]) == (1, 11, 4)
            assert (catalog.originals / document["original"]).is_file()
        assert not list(catalog.originals.glob("*/*.tmp"))
    return len(documents)


def test_a_killed_writer_leaves_whole_documents_and_can_be_resumed(tmp_path: Path) -> None:
    unbroken = tmp_path / "unbroken.db"
    with open_catalog(unbroken) as catalog:
        for city in CITIES:
            add(catalog, city)
    broken = tmp_path / "broken.db"
    rng = random.Random(20261121)
    counts = []
    for _ in range(6):
        process = writer(broken, CITIES, steps=rng.randrange(200, 1200))
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 137, errors
        counts.append(check_whole(broken))
    assert counts == sorted(counts)
    assert 0 < counts[-1] < len(CITIES), "the kills must fall into the filling"
    for _ in range(2):
        process = writer(broken, CITIES)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(rng.random() * 0.05)
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.communicate(timeout=60)
        check_whole(broken)
    process = writer(broken, CITIES)
    assert process.communicate(timeout=60) == ("open\n", "")
    assert check_whole(broken) == len(CITIES)
    assert dump(broken) == dump(unbroken)


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "catalog.db"
    processes = [writer(path, CITIES[:8]), writer(path, CITIES[4:])]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    assert check_whole(path) == len(CITIES)


def complaint(path: Path, *, readonly: bool) -> str | None:
    """The clear error with which a catalog is refused, or None; any other exception is a fault."""
    try:
        with open_catalog(path, readonly=readonly) as catalog:
            list_documents(catalog)
            get_records(catalog)
            search(catalog, "Kündigung")
            if not readonly:
                add(catalog, "Altbeuren")
    except AgreementkitError as error:
        return str(error)
    return None


def test_wrong_bytes_never_end_in_anything_but_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "catalog.db"
    with open_catalog(path) as catalog:
        for city in CITIES[:3]:
            add(catalog, city)
    sound = path.read_bytes()
    rng = random.Random(7)
    complaints = []
    for attempt in range(40):
        content = bytearray(sound)
        if attempt % 4 == 3:
            del content[rng.randrange(100, len(content)) :]
        else:
            for _ in range(10):
                content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content)
        complaints += [complaint(path, readonly=readonly) for readonly in (True, False)]
    refused = [text for text in complaints if text]
    assert len(refused) > 10
    assert max(len(text.splitlines()) for text in refused) <= 3


@pytest.mark.parametrize("length", [1, 15, 16, 100, 4096])
def test_a_cut_catalog_is_refused_untouched(tmp_path: Path, length: int) -> None:
    path = tmp_path / "catalog.db"
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
    content = path.read_bytes()[:length]
    path.write_bytes(content)
    with pytest.raises(AgreementkitError):
        open_catalog(path)
    assert path.read_bytes() == content
