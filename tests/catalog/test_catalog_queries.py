from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made import add, record_of, text_of

from agreementkit.catalog import Catalog, open_catalog
from agreementkit.catalog.queries import (
    Filter,
    Today,
    deadlines,
    find_document,
    get_record,
    get_records,
    list_documents,
)
from agreementkit.errors import NotFoundError


def report(city: str) -> dict[str, Any]:
    record = record_of(city)
    record["document"] |= {"type": "Berichtsvorlage", "is_agreement": False, "title": "Bericht über Hilfen"}
    return record | {"term": None, "termination": None, "flags": []}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with open_catalog(tmp_path_factory.mktemp("queries") / "catalog.db") as catalog:
        for city in ("Zell", "Öhrdorf", "Altbeuren", "Altbeuren am See"):
            add(catalog, city)
        second = text_of("Zell") + "\nZweite Vereinbarung."
        add(catalog, "Zell", second, file_name="zweite.txt")
        add(catalog, "Ulmtal", record=report("Ulmtal"))
        record = record_of("Namenlos")
        record["document"]["municipality"] = None
        record["deadlines"] |= {"status": "unknown", "next_end": None, "notice_by": None, "missing": ["term"]}
        add(catalog, "Namenlos", record=record)
        yield catalog


def test_documents_are_listed_as_a_register_sorts(catalog: Catalog) -> None:
    names = [row["municipality"] for row in list_documents(catalog).rows]
    assert names == ["Altbeuren", "Altbeuren am See", "Öhrdorf", "Ulmtal", "Zell", "Zell", None]


@pytest.mark.parametrize(
    ("which", "count"),
    [
        (Filter(municipality="zell"), 2),
        (Filter(municipality="Oehrdorf"), 1),
        (Filter(municipality="Altbeuren"), 2),
        (Filter(municipality="Alt"), 0),
        (Filter(type="bericht"), 1),
        (Filter(agreements=True), 6),
        (Filter(agreements=False), 1),
        (Filter(flag="no_signature_date"), 6),
        (Filter(flag="expired"), 0),
        (Filter(status="failed"), 0),
        (Filter(term_status="unknown"), 1),
    ],
)
def test_filters(catalog: Catalog, which: Filter, count: int) -> None:
    assert len(list_documents(catalog, which).rows) == count
    assert len(get_records(catalog, which)) == count


def test_a_reference_may_be_id_hash_prefix_name_or_city(catalog: Catalog) -> None:
    wanted = record_of("Öhrdorf")
    sha256 = wanted["source"]["sha256"]
    for reference in (wanted["id"], sha256, sha256[:6], sha256[:6].upper(), "Öhrdorf.txt", "Öhrdorf", "oehrdorf"):
        assert get_record(catalog, reference) == wanted
    assert get_record(catalog, "bericht über hilfen")["document"]["type"] == "Berichtsvorlage"


def test_an_ambiguous_reference_lists_the_candidates(catalog: Catalog) -> None:
    with pytest.raises(NotFoundError, match="means 2 documents") as error:
        find_document(catalog, "Zell")
    assert "Zell.txt" in error.value.what
    assert "zweite.txt" in error.value.what


@pytest.mark.parametrize("reference", ["Nirgendheim", "", "   ", "%", "*", "' OR 1=1 --", "\x00", "Zell*"])
def test_an_unknown_reference_is_not_found(catalog: Catalog, reference: str) -> None:
    with pytest.raises(NotFoundError, match="has no document"):
        find_document(catalog, reference)


def no_recompute(record: object, day: date) -> dict[str, Any]:
    raise AssertionError("the stored deadlines are of this day")


def test_deadlines_come_next_first_and_name_what_is_missing(catalog: Catalog) -> None:
    found = deadlines(catalog, today=Today(date(2026, 11, 21), no_recompute))
    assert [row["notice_by"] for row in found.rows] == ["2027-08-19"] * 5 + [None]
    assert found.rows[0]["place"] == "§ 3 (2), S. 1"
    assert found.rows[-1]["missing"] == ["term"]
    assert "Ulmtal" not in {row["municipality"] for row in found.rows}
    early = deadlines(catalog, today=Today(date(2026, 11, 21), no_recompute), until=date(2027, 8, 18))
    assert early.rows == ()


def test_another_day_computes_anew(catalog: Catalog) -> None:
    from agreementkit.deadlines import recompute

    today = Today(date(2027, 8, 20), recompute)
    which = Filter(municipality="Öhrdorf")
    (row,) = deadlines(catalog, today=today, which=which).rows
    assert (row["next_end"], row["notice_by"]) == ("2028-09-30", "2028-08-19")
    (listed,) = list_documents(catalog, which, today=today).rows
    assert (listed["as_of"], listed["notice_by"]) == ("2027-08-20", "2028-08-19")
    (record,) = get_records(catalog, which, today=today)
    assert record["deadlines"]["notice_by"] == "2028-08-19"
    # what is stored stays as it was
    assert get_record(catalog, "Öhrdorf")["deadlines"]["notice_by"] == "2027-08-19"


def test_expired_agreements_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    record = record_of("Altbeuren")
    record["deadlines"] |= {"status": "expired", "next_end": None, "notice_by": None}
    today = Today(date(2026, 11, 21), no_recompute)
    with open_catalog(tmp_path / "catalog.db") as catalog:
        add(catalog, "Altbeuren", record=record)
        assert deadlines(catalog, today=today).rows == ()
        assert len(deadlines(catalog, today=today, expired=True).rows) == 1
