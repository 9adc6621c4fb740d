from __future__ import annotations

import csv
import doctest
import json
import re
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.agreement import EffectiveDate, ExpirationDate, Renewal, Term, Termination
from agreementkit.deadlines import compute_deadlines
from agreementkit.errors import ConfigurationError
from agreementkit.output import cells, hyphens, render, wording
from agreementkit.output import csv as our_csv
from agreementkit.output.hyphens import divide_words
from agreementkit.output.shapes import SILENCE, Cell, Column, Comparison, Heading, Listing, MatrixRow

META: dict[str, Any] = {"evidence": (), "confidence": 0.9, "rule": "made", "plugin": "made"}
FORMATS = ("table", "json", "nl", "csv", "tsv", "markdown", "html")

COLUMNS = (
    Column("city", "Kommune", "Municipality"),
    Column("day", "Tag", "Day", "date"),
    Column("state", "Stand", "State", "code"),
    Column("count", "Zahl", "Count", "number"),
)
LISTING = Listing(
    COLUMNS,
    (
        {"city": "Öhrdorf", "day": "2027-08-19", "state": "in_force", "count": 2.5, "more": [1]},
        {"city": None, "day": None, "state": None, "count": None, "more": None},
    ),
    "Fristen",
    "Deadlines",
)


def matrix(*names: str, text: str = "6 Wochen", lang: Any = "de") -> Comparison:
    headings = tuple(Heading(name, "Vertrag", f"id-{name}", f"{name}.txt") for name in names)
    notice = tuple(Cell(text=text, place="§ 6 (1), S. 4", confidence=0.9, value="P6W") for _ in names)
    start = tuple(
        Cell(text="0.01.2013", place="§ 2, S. 1", confidence=0.3, doubtful=True) if index else SILENCE
        for index, _ in enumerate(names)
    )
    rows = (MatrixRow("notice_period", "Kündigungsfrist", notice), MatrixRow("effective_date", "Beginn", start))
    return Comparison(headings, rows, lang, "Vergleich")


HOSTILE = [
    "\x1b[2J\x1b]0;x\x07",
    "a\nb\r\nc\td",
    "\u202eabc\u2066",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; \"'",
    "a | b || c",
    "[x](http://example.org) ![y](z) `c` *d* __e__",
    "[bold]x[/bold] :smile:",
    "\x00",
    "=HYPERLINK(1)",
]


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_shows_every_city_and_its_place(fmt: str) -> None:
    text = render(matrix("Altdorf", "Neudorf"), fmt)
    assert text.endswith("\n")
    assert "Altdorf" in text
    assert "Neudorf" in text
    assert "6 Wochen" in text
    assert "§ 6 (1), S. 4" in text
    if fmt not in {"json", "nl"}:
        assert "–" in text
        assert "(?)" in text


def test_a_table_of_many_cities_keeps_to_its_width() -> None:
    text = render(matrix(*(f"Neudorf{number}" for number in range(9))), "table", width=80)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert all(f"Neudorf{number}" in text for number in range(9))


@pytest.mark.parametrize(
    ("word", "width", "lines"),
    [
        ("Kooperationsvereinbarung,", 21, ["Kooperations-", "vereinbarung,"]),
        ("Rechtsschutzversicherungsgesellschaft", 21, ["Rechtsschutz-", "versicherungs-", "gesellschaft"]),
        ("Sozialpädagoginnen", 14, ["Sozialpädago-", "ginnen"]),
        ("„Vereinbarungsentwürfe“", 15, ["„Vereinbarungs-", "entwürfe“"]),
        ("ZWECKVEREINBARUNGSENTWURF", 20, ["ZWECKVEREINBARUNGS-", "ENTWURF"]),
        ("Schulsozialarbeit-Koordinierungsstelle", 21, ["Schulsozialarbeit-", "Koordinierungsstelle"]),
        # what is copied must stay what it is
        ("kooperationsvereinbarung_2020.pdf", 21, ["kooperationsvereinbar", "ung_2020.pdf"]),
        ("0123456789abcdef0123456789", 21, ["0123456789abcdef01234", "56789"]),
        ("Kündigungsfrist", 15, ["Kündigungsfrist"]),
    ],
)
def test_long_words_are_divided_where_a_german_reader_would(word: str, width: int, lines: list[str]) -> None:
    assert divide_words(f"die {word} der", width) == f"die {chr(10).join(lines)} der"


@given(st.text(st.sampled_from("abeioungsvrtäöü-–/ 1._§\n"), max_size=120), st.integers(1, 40))
def test_divided_words_fit_and_lose_no_letter(text: str, width: int) -> None:
    divided = divide_words(text, width)
    assert re.sub(r"[-\n]", "", divided) == re.sub(r"[-\n]", "", text)
    if width >= 8:
        assert all(len(word) <= width for word in divided.split())


def test_the_head_of_a_comparison_breaks_no_word_in_the_middle() -> None:
    headings = tuple(Heading(name, "Kooperationsvereinbarung", name, name) for name in ("A", "B", "C", "D"))
    rows = (MatrixRow("goals", "Ziele", (Cell(text="Wirtschaftsförderungsgesellschaft"),) * 4),)
    table = render(Comparison(headings, rows), "table", width=120)
    assert table.count("Kooperations- ") + table.count("Kooperations-\n") == 4
    assert table.count("vereinbarung") == 4
    assert table.count("gesellschaft") == 4
    for fmt in ("markdown", "html", "csv"):
        assert "Kooperationsvereinbarung" in render(Comparison(headings, rows), fmt)
        assert "Wirtschaftsförderungsgesellschaft" in render(Comparison(headings, rows), fmt)
    wide = render(Comparison(headings[:2], rows[:0]), "table", width=120)
    assert "Kooperationsvereinbarung" in wide


@pytest.mark.parametrize("width", [20, 33, 40, 79, 80, 100, 120, 121])
def test_a_comparison_uses_the_width_and_no_more(width: int) -> None:
    lines = render(matrix(*(f"Neudorf{n}" for n in range(5)), text="x" * 300), "table", width=width).splitlines()
    assert max(len(line) for line in lines[:-1]) <= max(width, 24 + 3 + 8)


def test_a_listing_in_words_for_people_and_as_data_for_programs() -> None:
    assert "19.08.2027   in Kraft    2,5" in render(LISTING, "table")
    assert "19 August 2027" in render(LISTING, "table", lang="en")
    assert render(LISTING, "csv") == "city,day,state,count\nÖhrdorf,2027-08-19,in_force,2.5\n,,,\n"
    assert render(LISTING, "tsv").splitlines()[1] == "Öhrdorf\t2027-08-19\tin_force\t2.5"
    assert json.loads(render(LISTING, "json")) == [dict(row) for row in LISTING.rows]
    assert [json.loads(line) for line in render(LISTING, "nl").splitlines()] == [dict(row) for row in LISTING.rows]
    assert "| Öhrdorf | 19.08.2027 | in Kraft | 2,5 |\n| – | – | – | – |" in render(LISTING, "markdown")


def test_minor_columns_make_room() -> None:
    listing = Listing(
        (
            Column("id", "Kennung", "Id", "id"),
            Column("title", "Titel", "Title", "title"),
            Column("file", "Datei", "File", minor=2),
            Column("flags", "Hinweise", "Flags", "number", minor=1),
        ),
        ({"id": "0123456789abcdef", "title": "Vereinbarung " * 20, "file": "vertrag.txt", "flags": 3},),
    )
    assert "vertrag.txt" in render(listing, "table", width=100)
    narrow = render(listing, "table", width=50)
    assert "vertrag.txt" not in narrow
    assert "Hinweise" in narrow
    assert "Hinweise" not in render(listing, "table", width=30)
    assert "0123456789" in render(listing, "table", width=30)
    assert "…" in narrow


@pytest.mark.parametrize("width", [80, 99, 100, 110, 120, 121, 130, 140, 200])
def test_a_table_cuts_no_column_off(width: int) -> None:
    columns = (
        Column("notice_by", "Kündigung bis", "Notice by", "date"),
        Column("next_end", "Ende", "End", "date"),
        Column("municipality", "Kommune", "Municipality"),
        Column("title", "Titel", "Title", "title"),
        Column("status", "Stand", "State", "code"),
        Column("place", "Fundstelle", "Place"),
        Column("missing", "Es fehlt", "Missing", "code"),
    )
    values = (
        *("2026-12-31", "2027-03-31", "Bergwinkel", "Vereinbarung über die gemeinsame Beratung von Familien in Not"),
        *("unknown", "Ausscheiden einzelner Stellen, S. 4", ["signature date", "initial term"]),
    )
    row = dict(zip((column.key for column in columns), values, strict=True))
    lines = render(Listing(columns, (row, row)), "table", width=width).splitlines()
    assert max(map(len, lines)) <= width
    said = [cells.words_of(row, column, "de") for column in columns]
    heads = [column.label_de for column in columns]
    letters = sorted(character for text in (*said, *said, *heads) for character in text if character.isalnum())
    assert sorted(character for line in lines for character in line if character.isalnum()) == letters


def test_an_empty_listing_says_so() -> None:
    assert render(Listing(COLUMNS, ()), "table") == "Keine Treffer.\n"
    assert render(Listing(COLUMNS, ()), "table", lang="en") == "Nothing found.\n"
    assert render(Listing(COLUMNS, ()), "json") == "[]\n"


def test_excel_gets_what_a_german_excel_opens() -> None:
    text = render(LISTING, "csv", excel=True)
    assert text == "\ufeffKommune;Tag;Stand;Zahl\r\nÖhrdorf;19.08.2027;in Kraft;2,5\r\n;;;\r\n"
    assert render(matrix("Altdorf"), "csv", excel=True).startswith(
        "\ufeffFeld;Altdorf (Vertrag);Altdorf: Fundstelle\r\n"
    )


def fields(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_text_becomes_a_formula(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    kept = text.replace("\r", "\n")
    listing = Listing(COLUMNS[:1], ({"city": text},))
    for shown in (fields(render(listing, "csv"))[1][0], fields(render(matrix(text, text=text), "csv"))[1][1]):
        assert shown == f"'{kept}"
    assert fields(render(listing, "csv", raw=True))[1][0] == kept
    assert json.loads(render(listing, "json"))[0]["city"] == text


def test_numbers_stay_numbers_in_csv() -> None:
    listing = Listing((Column("a", "a", "a", "number"),), ({"a": -3}, {"a": -2.5}, {"a": "-3"}))
    assert render(listing, "csv") == "a\n-3\n-2.5\n'-3\n"


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_csv_keeps_every_text_and_starts_none_like_a_formula(texts: list[str]) -> None:
    texts = [text.replace("\x00", "").replace("\r", "") for text in texts]
    listing = Listing(COLUMNS[:1], tuple({"city": f"x{text}"} for text in texts))
    assert [row[0] for row in fields(render(listing, "csv"))[1:]] == [f"x{text}" for text in texts]
    plain = Listing((*COLUMNS[:1], COLUMNS[3]), tuple({"city": text, "count": 1} for text in texts))
    for row in fields(render(plain, "csv"))[1:]:
        assert not row[0].startswith(tuple("=+-@\t\r\n＝＋－＠"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_terminal_shows_control_characters_and_does_not_obey_them(hostile: str) -> None:
    for data in (matrix(hostile, text=hostile), Listing(COLUMNS[:1], ({"city": hostile},))):
        for fmt in ("table", "markdown"):
            text = render(data, fmt)
            assert not [character for character in text if not character.isprintable() and character != "\n"]


def test_colours_are_the_only_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = render(matrix("Altdorf\x1b[31m", "Neudorf"), "table", terminal=True, width=100)
    assert "\x1b[1m" in coloured
    assert "\\x1b[31m" in coloured
    assert "\x1b[31m" not in coloured


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_page_shows_text_and_runs_none(hostile: str) -> None:
    for data in (
        matrix(hostile, text=hostile),
        Listing(COLUMNS[:1], ({"city": hostile},), hostile, hostile),
        Listing((Column("s", hostile, "s", "snippet"),), ({"s": hostile, "highlights": [[0, 3]]},)),
    ):
        page = Page(render(data, "html"))
        assert not {"script", "img", "link", "iframe", "b", "a"} & set(page.tags)
        assert not [name for name in page.attributes if name.startswith("on") or name in {"src", "href"}]


def test_a_page_needs_nothing_from_elsewhere() -> None:
    text = render(matrix("Altdorf", "Neudorf"), "html")
    assert "http" not in text.replace("http-equiv", "")
    assert "url(" not in text
    assert "default-src 'none'" in text
    assert '<html lang="de">' in text
    assert "position: sticky" in text
    assert 'class="differs"' in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markdown_keeps_its_columns(hostile: str) -> None:
    lines = render(matrix(hostile, "Neudorf", text=hostile), "markdown").splitlines()
    for line in lines[:4]:
        assert line.replace("\\|", "").count("|") == 4
    assert "<script" not in "".join(lines)
    assert not re.search(r"(?<!\\)\]\(", "".join(lines))


def test_found_words_are_marked() -> None:
    listing = Listing((Column("s", "Text", "Text", "snippet"),), ({"s": "eine Frist von", "highlights": [[5, 10]]},))
    assert "eine <mark>Frist</mark> von" in render(listing, "html")
    assert "eine **Frist** von" in render(listing, "markdown")
    assert "eine Frist von" in render(listing, "table")


def test_json_of_a_matrix_holds_values_and_null_for_silence() -> None:
    data = json.loads(render(matrix("Altdorf", "Neudorf"), "json"))
    assert [document["id"] for document in data["documents"]] == ["id-Altdorf", "id-Neudorf"]
    notice, start = data["fields"]
    assert notice["cells"][0] == {
        "text": "6 Wochen",
        "value": "P6W",
        "place": "§ 6 (1), S. 4",
        "confidence": 0.9,
        "doubtful": False,
    }
    assert start["cells"][0]["text"] is None
    assert len(render(matrix("Altdorf", "Neudorf"), "nl").splitlines()) == 4


def test_every_fact_that_a_deadline_can_lack_has_words() -> None:
    begins = EffectiveDate(value="2020-01-01", raw="1.1.2020", **META)
    signed = EffectiveDate(raw="mit Unterzeichnung", event="signature", **META)
    ends = [
        ExpirationDate(raw=raw, value=day, perpetual=not day, **META) for raw, day in (("", ""), ("x", "2025-12-31"))
    ]
    renewals = [None, *(Renewal(automatic=True, period=p, limited=bool(p), **META) for p in (None, "P1Y"))]
    notices = [
        Termination(notice_period=period, effective=effective, first_end=first, locked_until=lock, **META)
        for period, effective, first, lock in product(
            (None, "P3M"), (None, "--12-31", "end_of_term", "any_time"), (None, "2099-12-31"), (None, "P90Y")
        )
    ]
    lacking: set[str] = set()
    for start, end, renewal, notice in product((None, begins, signed), (None, *ends), renewals, (None, *notices)):
        for length in (None, "P2Y"):
            term = Term(effective_date=start, expiration_date=end, renewal=renewal, initial_term=length)
            computed = compute_deadlines(term=term, termination=notice, as_of=date(2026, 11, 21), unsigned=True)
            lacking |= set(computed.missing)
    assert {"first termination day", "signature date", "renewal period"} <= lacking
    assert lacking <= set(wording.WORDS)


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ConfigurationError, match="'xml'"):
        render(LISTING, "xml")


@pytest.mark.parametrize("module", [wording, cells, our_csv, hyphens])
def test_the_examples_of_the_docstrings_hold(module: Any) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


@given(st.text(max_size=30))
def test_unknown_values_are_given_back(text: str) -> None:
    for say in (
        wording.date_in_words,
        wording.month_day_in_words,
        wording.duration_in_words,
        wording.effective_in_words,
    ):
        assert isinstance(say(text, "de"), str)
        if text and text[0] not in "P-0123456789":
            assert say(text, "en") in {text, wording.word(text, "en")}
