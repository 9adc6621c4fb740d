from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.german import (
    find_date_ranges,
    find_dates,
    find_recurring_days,
    next_occurrence,
    parse_date,
    school_year,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15. 5. 1997", "1997-05-15"),
        ("30.09.2015", "2015-09-30"),
        ("7.5.14", "2014-05-07"),
        ("1.8.17", "2017-08-01"),
        ("15.5.97", "1997-05-15"),
        ("1. August 2017", "2017-08-01"),
        ("5. September  1998", "1998-09-05"),
        ("5.\N{NO-BREAK SPACE}September\N{NO-BREAK SPACE}1998", "1998-09-05"),
        ("5.\nSeptember\n1998", "1998-09-05"),
        ("1. Jan. 2020", "2020-01-01"),
        ("5. MÄRZ 2014", "2014-03-05"),
        ("ersten Januar zweitausendneunzehn", "2019-01-01"),
        ("einunddreißigsten Dezember 2020", "2020-12-31"),
        ("2014-05-07", "2014-05-07"),
        ("06/2014", "2014-06"),
        ("April 2014", "2014-04"),
        ("Ende April 2014", "2014-04-30"),
        ("Mitte April 2014", "2014-04-15"),
        ("Jahr 2014", "2014"),
        ("Ende des Jahres 2015", "2015-12-31"),
        ("Ende des Schuljahres 2019/2020", "2020-07-31"),
        ("Beginn des Schuljahres 2019/20", "2019-08-01"),
    ],
)
def test_a_date_is_read_in_every_form_it_is_written(text: str, value: str) -> None:
    around = f"Es gilt «{text}», so der Rat."
    (mention,) = find_dates(around)
    assert (mention.raw, mention.value, mention.problem) == (text, value, None)
    assert around[mention.start : mention.end] == mention.raw


@pytest.mark.parametrize(
    "text",
    [
        "siehe Abschnitt 1.1.2 und Raum 204.3",
        "um 12.30 Uhr",
        "um 12.30.14 Uhr",
        "Tel. 0202 56.36.21 oder Tel. 12.05.14",
        "1.200,00 Euro",
        "Vorlage V/0064/2015, Drucksache 06/2014, Nr. 12/2015",
        "1.1.12 Datenschutz\n1.1.13 Haftung",
        "unter Ziffer 3.2.11",
        "10.10.10.10",
        "im Schuljahr 2019/2020",
        "zum 30.09. eines Jahres",
        "Maximal 14 Tage im August",
    ],
)
def test_numbers_that_only_look_like_dates_are_none(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "problem", "suggestions"),
    [
        ("0.01.2013", "impossible_date", ("2013-01-01", "2013-01-10", "2013-01-20", "2013-01-30")),
        ("31.06.2017", "impossible_date", ("2017-06-30", "2017-07-01")),
        ("29.02.2015", "impossible_date", ("2015-02-28", "2015-03-01")),
        ("31. Juni 2017", "impossible_date", ("2017-06-30", "2017-07-01")),
        ("05.13.2014", "impossible_date", ("2014-05-13", "2014-12-05")),
        ("32.13.2015", "impossible_date", ()),
        ("30.09.2105", "implausible_year", ("2015-09-30",)),
        ("0l.01.2013", "garbled_date", ("2013-01-01",)),
        ("30,09.2015", "garbled_date", ("2015-09-30",)),
        ("30.09.20 15", "garbled_date", ("2015-09-30",)),
        ("30.09.201", "garbled_date", ()),
    ],
)
def test_an_impossible_day_keeps_its_wording_and_offers_suggestions(
    text: str, problem: str, suggestions: tuple[str, ...]
) -> None:
    (mention,) = find_dates(f"vom {text} an")
    assert (mention.raw, mention.value, mention.problem) == (text, None, problem)
    assert mention.suggestions == suggestions


def test_a_month_and_a_year_cover_all_their_days() -> None:
    month, year = find_dates("Stand 06/2014 im Jahr 2015")
    assert (str(month.first_day), str(month.last_day)) == ("2014-06-01", "2014-06-30")
    assert (str(year.first_day), str(year.last_day)) == ("2015-01-01", "2015-12-31")


def test_start_and_end_bound_the_search_and_offsets_stay_absolute() -> None:
    text = "1.1.2014, 2.2.2015, 3.3.2016"
    (mention,) = find_dates(text, 9, 19)
    assert text[mention.start : mention.end] == "2.2.2015"


def test_parse_date_wants_one_date_and_nothing_else() -> None:
    mention = parse_date("den 7.5.14")
    assert mention is not None
    assert mention.value == "2014-05-07"
    assert parse_date("Solingen, den 7.5.14") is None
    assert parse_date("") is None


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("30.09. eines Jahres", "--09-30", "day_of_year"),
        ("zum 31. März", "--03-31", "day_of_year"),
        ("zum 31.12.", "--12-31", "day_of_year"),
        ("zum Jahresende", "--12-31", "end_of_year"),
        ("zum Schluß eines Kalenderjahres", "--12-31", "end_of_year"),
        ("zum Ende des Haushaltsjahres", "--12-31", "end_of_budget_year"),
        ("Schuljahresende", "--07-31", "end_of_school_year"),
        ("zum Ende des laufenden Schuljahres", "--07-31", "end_of_school_year"),
        ("zum Ende eines Kalendervierteljahres", "end_of_quarter", "end_of_quarter"),
        ("zum Quartalsende", "end_of_quarter", "end_of_quarter"),
        ("zum Ende eines Kalendermonats", "end_of_month", "end_of_month"),
        ("jederzeit", "any_time", "any_time"),
        ("zum Ablauf der jeweiligen Laufzeit", "end_of_term", "end_of_term"),
        ("drei Monate vor Ablauf", "end_of_term", "end_of_term"),
        ("zum Ende eines Geschäftsjahres", None, "end_of_business_year"),
        ("zum Ende des Kindergartenjahres", None, "end_of_kindergarten_year"),
    ],
)
def test_days_that_come_back(text: str, value: str | None, kind: str) -> None:
    (day,) = find_recurring_days(f"kann {text} gekündigt werden")
    assert (day.value, day.kind) == (value, kind)


def test_a_choice_of_days_is_left_open() -> None:
    (day,) = find_recurring_days("zum Ende eines Schulhalbjahres")
    assert (day.value, day.alternatives) == (None, ("--01-31", "--07-31"))
    assert [d.value for d in find_recurring_days("zum 31.01. oder zum 31.07.")] == ["--01-31", "--07-31"]
    assert [d.value for d in find_recurring_days("30.06. und 31.12. eines Jahres")] == ["--06-30", "--12-31"]


def test_a_recurring_day_that_no_year_has_is_named_as_such() -> None:
    (day,) = find_recurring_days("zum 31.06. eines Jahres")
    assert (day.value, day.problem) == (None, "impossible_date")


@pytest.mark.parametrize(
    "text",
    [
        "zum 30.09.2015",
        "zum Ende des Jahres 2014",
        "nach Ablauf eines Jahres",
        "vor Ablauf der Frist",
        "am 15. Mai tagt der Rat",
        "vom 01.08. bis 31.07.2020",
        "am Ende der Sitzung",
    ],
)
def test_dates_lengths_and_other_ends_do_not_recur(text: str) -> None:
    assert find_recurring_days(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("vom 1.1.2013 – 30.09.2015", "2013-01-01", "2015-09-30"),
        ("vom 01.08. bis 31.07.2020", "2019-08-01", "2020-07-31"),
        ("01.02.-31.07.2020", "2020-02-01", "2020-07-31"),
        ("ab dem 1. Januar 2019 bis zum 31. Dezember 2020", "2019-01-01", "2020-12-31"),
        ("vom 1. bis 15. März 2014", "2014-03-01", "2014-03-15"),
        ("von April bis Juni 2014", "2014-04-01", "2014-06-30"),
        ("für das Jahr 2014", "2014-01-01", "2014-12-31"),
        ("Haushaltsjahre 2019 und 2020", "2019-01-01", "2020-12-31"),
        ("in den Jahren 2019 bis 2021", "2019-01-01", "2021-12-31"),
        ("Schuljahr 2019/2020", "2019-08-01", "2020-07-31"),
        ("Schuljahre 2019/20 bis 2021/22", "2019-08-01", "2022-07-31"),
        ("vom 0.01.2013 – 30.09.2015", "None", "2015-09-30"),
        ("für die Zeit vom 1.8.2017 bis zum 31.06.2018", "2017-08-01", "None"),
        ("28. bis 3. März 2014", "None", "2014-03-03"),
    ],
)
def test_spans_of_time_have_two_ends(text: str, first: str, last: str) -> None:
    around = f"Sie gilt {text}."
    (span,) = find_date_ranges(around)
    assert (str(span.first_day), str(span.last_day)) == (first, last)
    assert span.raw == around[span.start : span.end] == text


@pytest.mark.parametrize("text", ["am 1.1.2013 und am 1.1.2014", "im Jahr 2014", "für die Jahre 2019 und 2022"])
def test_two_dates_side_by_side_are_no_span(text: str) -> None:
    assert find_date_ranges(text) == []


def test_school_years_run_from_august_to_july() -> None:
    years = school_year("Schuljahr 2019/20")
    assert years is not None
    assert [str(day) for day in years] == ["2019-08-01", "2020-07-31"]
    assert school_year("2019/2021") is None


@given(st.text(alphabet="0123456789. /-JanurMäzbisvom\n§l", max_size=80))
def test_any_text_gives_ordered_mentions_that_stand_in_it(text: str) -> None:
    for find in (find_dates, find_recurring_days, find_date_ranges):
        end = 0
        for mention in find(text):
            assert mention.start >= end
            assert mention.raw == text[mention.start : mention.end]
            end = mention.end


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_every_day_is_read_back_from_its_common_forms(day: date) -> None:
    for form in (
        "{0.day}.{0.month}.{0.year}",
        "{0.day:02d}.{0.month:02d}.{0:%y}",
        "{0.day}. {0.month}. {0.year}",
        "{0}",
    ):
        mention = parse_date("den " + form.format(day))
        assert mention is not None
        assert mention.value == str(day)


@pytest.mark.parametrize("unit", ["1.", "1. ", "1.1.2014 bis ", "Ende des ", "1. Januar ", "31.", "zum ", "l0.", "\n"])
def test_hostile_input_takes_linear_time(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    begin = time.process_time()
    for find in (find_dates, find_recurring_days, find_date_ranges):
        find(text)
    assert time.process_time() - begin < 10


def test_the_next_occurrence_of_a_found_day_can_be_computed() -> None:
    (day,) = find_recurring_days("zum 30.09. eines Jahres")
    assert day.value is not None
    assert next_occurrence(day.value, date(2026, 11, 21)) == date(2027, 9, 30)
