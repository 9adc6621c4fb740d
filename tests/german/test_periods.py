from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.german import (
    add_period,
    end_of_period,
    find_cadences,
    find_durations,
    iso_duration,
    next_occurrence,
    notice_by,
    parse_cadence,
    parse_duration,
    parse_period,
    same_length,
    subtract_period,
)

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))
PERIODS = st.builds(lambda count, unit: f"P{count}{unit}", st.integers(1, 60), st.sampled_from("YMWD"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ein halbes Jahr", "P6M"),
        ("einem halben Jahr", "P6M"),
        ("halbjährige Frist", "P6M"),
        ("ein Vierteljahr", "P3M"),
        ("dreiviertel Jahr", "P9M"),
        ("anderthalb Jahre", "P18M"),
        ("zweieinhalb Jahre", "P30M"),
        ("1,5 Jahre", "P18M"),
        ("1 1/2 Jahre", "P18M"),
        ("sechs (6) Monate", "P6M"),
        ("6 (sechs) Monaten", "P6M"),
        ("6-monatig", "P6M"),
        ("dreimonatigen Frist", "P3M"),
        ("Dreimonatsfrist", "P3M"),
        ("binnen Jahresfrist", "P1Y"),
        ("zwei weitere Jahre", "P2Y"),
        ("ein weiteres Schuljahr", "P1Y"),
        ("24 Monate", "P24M"),
        ("jeweils ein Jahr", "P1Y"),
        ("einem Monat", "P1M"),
        ("drei\nKalendermonaten", "P3M"),
        ("vierzehn Tage", "P14D"),
        ("innerhalb eines Monats", "P1M"),
        ("ein Jahr und sechs Monate", "P1Y6M"),
        ("14-tägige Frist", "P14D"),
        ("zwei Quartale", "P6M"),
    ],
)
def test_lengths_of_time(text: str, value: str) -> None:
    mention = parse_duration(f"mit {text}, so")
    assert mention is not None
    assert (mention.value, mention.note) == (value, None)


@pytest.mark.parametrize(
    "text",
    [
        "zum 30.09. eines Jahres",
        "zum Ende eines Monats",
        "im Jahr 2014",
        "im zweiten Jahr",
        "im 1. Jahr",
        "einmal im Jahr",
        "alle sechs Wochen",
        "junge Menschen unter 25 Jahren",
        "Kinder im Alter von 3 Jahren",
        "dreijährige Kinder",
        "14-tägig",
    ],
)
def test_years_ages_and_rhythms_are_no_lengths(text: str) -> None:
    assert find_durations(text) == []


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("zwei bis drei Jahre", None, "range"),
        ("sechs (5) Monate", None, "contradiction"),
        ("10 Werktage", "P10D", "Werktage"),
        ("fünf Arbeitstagen", "P5D", "Arbeitstage"),
    ],
)
def test_what_a_length_leaves_open_is_said(text: str, value: str | None, note: str) -> None:
    (mention,) = find_durations(text)
    assert (mention.value, mention.note, mention.raw) == (value, note, text)


@pytest.mark.parametrize(
    ("text", "interval", "meetings"),
    [
        ("mindestens einmal jährlich", "P1Y", 1),
        ("zweimal im Jahr", "P6M", 2),
        ("zweimal jährlich", "P6M", 2),
        ("halbjährlich", "P6M", 2),
        ("vierteljährlich", "P3M", 4),
        ("¼-jährlich", "P3M", 4),
        ("1/4-jährlich", "P3M", 4),
        ("halb-jährlich", "P6M", 2),
        ("Zweimonatsrhythmus", "P2M", 6),
        ("Sechs-Wochen-Turnus", "P6W", 8.67),
        ("quartalsweise", "P3M", 4),
        ("einmal im Quartal", "P3M", 4),
        ("monatlich", "P1M", 12),
        ("alle sechs Wochen", "P6W", 8.67),
        ("zweiwöchentlich", "P2W", 26),
        ("14-tägig", "P2W", 26),
        ("alle zwei Wochen", "P2W", 26),
        ("wöchentlich", "P1W", 52),
        ("zweimonatlich", "P2M", 6),
        ("alle zwei Monate", "P2M", 6),
        ("zweimal monatlich", None, 24),
        ("dreimal im Jahr", "P4M", 3),
        ("fünfmal jährlich", None, 5),
        ("einmal im Schulhalbjahr", "P6M", 2),
        ("zwei Sitzungen pro Jahr", "P6M", 2),
        ("pro Jahr mindestens zweimal", "P6M", 2),
        ("jeden ersten Dienstag im Monat", "P1M", 12),
        ("jeden zweiten Monat", "P2M", 6),
        ("ein- bis zweimal jährlich", None, None),
        ("bei Bedarf", None, None),
        ("anlassbezogen", None, None),
        ("regelmäßig", None, None),
    ],
)
def test_rhythms(text: str, interval: str | None, meetings: float | None) -> None:
    (cadence,) = find_cadences(f"Der Beirat tagt {text}.")
    assert (cadence.raw, cadence.interval, cadence.meetings_per_year) == (text, interval, meetings)


@pytest.mark.parametrize(
    "text", ["halbjährige Frist", "im Jahr 2014", "14-tägige Frist", "unregelmäßig", "alle Tage", "3/4-jährlich"]
)
def test_lengths_and_years_are_no_rhythms(text: str) -> None:
    assert find_cadences(text) == []


def test_as_needed_beside_a_fixed_rhythm_belongs_to_it() -> None:
    (cadence,) = find_cadences("tagt mindestens einmal jährlich und bei Bedarf.")
    assert (cadence.raw, cadence.interval) == ("mindestens einmal jährlich und bei Bedarf", "P1Y")
    fixed = parse_cadence("bei Bedarf, mindestens vierteljährlich")
    assert fixed is not None
    assert fixed.interval == "P3M"


@pytest.mark.parametrize(
    ("end", "period", "deadline"),
    [
        ("2027-09-30", "P6W", "2027-08-19"),
        ("2025-12-31", "P6M", "2025-06-30"),
        ("2023-02-28", "P1M", "2023-01-31"),
        ("2024-02-29", "P1M", "2024-01-31"),
        ("2025-12-31", "P3M", "2025-09-30"),
        ("2025-07-31", "P1Y", "2024-07-31"),
    ],
)
def test_the_last_day_for_a_notice(end: str, period: str, deadline: str) -> None:
    assert notice_by(date.fromisoformat(end), period) == date.fromisoformat(deadline)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2022-03-01", "P2Y", "2024-02-29"),
        ("2023-01-31", "P1M", "2023-02-28"),
        ("2023-01-30", "P1M", "2023-02-28"),
        ("2023-01-29", "P1M", "2023-02-28"),
        ("2023-01-15", "P1M", "2023-02-14"),
        ("2023-01-01", "P6W", "2023-02-11"),
        ("2019-08-01", "P1Y", "2020-07-31"),
    ],
)
def test_the_last_day_of_a_period(start: str, period: str, end: str) -> None:
    assert end_of_period(date.fromisoformat(start), period) == date.fromisoformat(end)


@given(DAYS, PERIODS)
def test_a_notice_on_the_last_day_is_in_time(end: date, period: str) -> None:
    assert add_period(notice_by(end, period), period) <= end


@given(DAYS, PERIODS)
def test_a_notice_well_after_the_last_day_is_late(end: date, period: str) -> None:
    # Month ends may make the backward count up to three days stricter than the forward one, never looser.
    assert add_period(notice_by(end, period) + timedelta(days=4), period) > end


@given(DAYS, PERIODS)
def test_a_period_ends_before_the_next_begins(start: date, period: str) -> None:
    end = end_of_period(start, period)
    assert start <= end
    assert abs((add_period(start, period) - timedelta(days=1) - end).days) <= 1
    assert subtract_period(add_period(start, period), period) <= start


@given(DAYS, PERIODS)
def test_whole_months_from_the_first_of_a_month_divide_time_without_gaps(start: date, period: str) -> None:
    first = start.replace(day=1)
    assert end_of_period(first, period) + timedelta(days=1) == add_period(first, period)


@given(st.dates(max_value=date(2900, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_the_next_occurrence_is_the_first_one(day: date, month: int, number: int) -> None:
    found = next_occurrence(f"--{month:02d}-{number:02d}", day)
    assert (found.month, found.day) == (month, number)
    assert timedelta(0) <= found - day <= timedelta(days=365)


@pytest.mark.parametrize("recurring", ["any_time", "end_of_term", "--02-30", "--13-01", "", "--00-10"])
def test_what_is_no_day_of_the_calendar_is_refused(recurring: str) -> None:
    with pytest.raises(ValueError, match=r"recurring|no year"):
        next_occurrence(recurring, date(2026, 1, 1))


def test_results_outside_the_calendar_are_refused() -> None:
    with pytest.raises(OverflowError):
        add_period(date(9999, 12, 31), "P1M")
    with pytest.raises(OverflowError):
        subtract_period(date(1, 1, 1), "P1Y")


@pytest.mark.parametrize("iso", ["", "P", "P1", "1Y", "PT1H", "P1.5Y", "P-1M", "P1M1Y"])
def test_odd_durations_are_refused(iso: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        parse_period(iso)


def test_lengths_compare_across_units_but_never_months_with_days() -> None:
    assert same_length("P24M", "P2Y")
    assert same_length("P2W", "P14D")
    assert not same_length("P1M", "P4W")
    assert iso_duration(3, "quartal") == "P9M"


@given(st.text(alphabet="0123456789 einszwdrJahMontWcgälbkf-(),.\n", max_size=80))
def test_any_text_gives_ordered_mentions_that_stand_in_it(text: str) -> None:
    for find in (find_durations, find_cadences):
        end = 0
        for mention in find(text):
            assert mention.start >= end
            assert mention.raw == text[mention.start : mention.end]
            end = mention.end


@pytest.mark.parametrize(
    "unit", ["ein ", "ein Jahr ", "ein Jahr und ", "(6) Monate", "zehnund", "zweimal ", "alle ", "im Jahr "]
)
def test_hostile_input_takes_linear_time(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    begin = time.process_time()
    find_durations(text)
    find_cadences(text)
    assert time.process_time() - begin < 10
