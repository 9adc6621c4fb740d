"""Deadlines: computed per BGB §§ 187, 188, rolled forward, and never guessed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.agreement import Deadlines, EffectiveDate, ExpirationDate, Renewal, Term, Termination
from agreementkit.deadlines import compute_deadlines
from agreementkit.german import add_period, notice_by

META: dict[str, Any] = {"evidence": (), "confidence": 0.9, "rule": "test", "plugin": "test"}
TODAY = date(2026, 11, 20)


def term(
    start: str | None = None,
    end: str | None = None,
    *,
    event: str | None = None,
    perpetual: bool = False,
    renewal: str | None = None,
    length: str | None = None,
) -> Term:
    begins = EffectiveDate(value=start, raw=start or "x", event=event, **META) if start or event else None  # type: ignore[arg-type]
    ends = (
        ExpirationDate(value=end, raw=end or "unbefristet", perpetual=perpetual, **META) if end or perpetual else None
    )
    again = Renewal(automatic=True, period=renewal or None, **META) if renewal is not None else None
    return Term(effective_date=begins, expiration_date=ends, renewal=again, initial_term=length)


def notice(period: str | None = None, effective: str | None = None, day: str | None = None) -> Termination:
    return Termination(notice_period=period, effective=effective, notice_deadline_day=day, **META)


def found(
    what: Term | None, how: Termination | None = None, as_of: date = TODAY, *, unsigned: bool = False
) -> Deadlines:
    return compute_deadlines(term=what, termination=how, as_of=as_of, unsigned=unsigned)


def test_a_renewed_term_rolls_to_the_first_end_whose_notice_is_still_possible() -> None:
    computed = found(term(None, "2015-09-30", renewal="P1Y"), notice("P6W", "--09-30"))
    assert (computed.status, computed.next_end, computed.notice_by) == ("in_force", "2027-09-30", "2027-08-19")
    assert "effective date" in computed.missing


@pytest.mark.parametrize(
    ("as_of", "end"),
    [(date(2027, 8, 19), "2027-09-30"), (date(2027, 8, 20), "2028-09-30"), (date(2015, 1, 1), "2015-09-30")],
)
def test_the_last_day_of_the_notice_still_counts(as_of: date, end: str) -> None:
    assert found(term("2013-01-01", "2015-09-30", renewal="P1Y"), notice("P6W", "--09-30"), as_of).next_end == end


@pytest.mark.parametrize(
    ("period", "effective", "end", "by"),
    [
        ("P6M", "--12-31", "2027-12-31", "2027-06-30"),
        ("P1M", "--12-31", "2026-12-31", "2026-11-30"),
        ("P3M", "end_of_quarter", "2027-03-31", "2026-12-31"),
        ("P1M", "end_of_month", "2026-12-31", "2026-11-30"),
        ("P4W", "end_of_month", "2026-12-31", "2026-12-03"),
        ("P6M", "--07-31", "2027-07-31", "2027-01-31"),
    ],
)
def test_an_unlimited_agreement_ends_on_the_next_day_that_its_notice_can_reach(
    period: str, effective: str, end: str, by: str
) -> None:
    computed = found(term("2020-01-01", perpetual=True), notice(period, effective))
    assert (computed.status, computed.next_end, computed.notice_by, computed.missing) == ("in_force", end, by, ())


def test_a_named_day_for_the_notice_needs_no_period() -> None:
    computed = found(term("2018-08-01", perpetual=True), notice(None, "--07-31", "--03-31"))
    assert (computed.next_end, computed.notice_by) == ("2027-07-31", "2027-03-31")


def test_at_any_time_there_is_no_day_to_miss() -> None:
    computed = found(term("2018-08-01", perpetual=True), notice("P3M", "any_time"))
    assert (computed.next_end, computed.notice_by, computed.status) == (None, None, "in_force")
    assert "P3M" in computed.rule


def test_a_fixed_term_without_renewal_expires() -> None:
    what = term("2016-05-30", "2017-12-31")
    assert found(what).status == "expired"
    assert found(what).next_end is None
    running = found(what, as_of=date(2017, 1, 1))
    assert (running.status, running.next_end, running.notice_by) == ("in_force", "2017-12-31", None)
    assert found(what, as_of=date(2016, 1, 1)).status == "not_yet"


def test_notice_to_a_year_end_within_a_fixed_term() -> None:
    what, how = term("2025-01-01", "2028-06-30"), notice("P3M", "--12-31")
    assert found(what, how).next_end == "2027-12-31"
    assert found(what, how, date(2027, 11, 1)).next_end == "2028-06-30"
    assert found(what, how, date(2027, 11, 1)).notice_by is None


def test_nothing_is_guessed_where_a_fact_is_missing() -> None:
    unsigned = found(term(event="signature", renewal="P1Y"), notice("P6M", "end_of_term"), unsigned=True)
    assert (unsigned.status, unsigned.next_end, unsigned.notice_by) == ("unknown", None, None)
    assert unsigned.missing == ("signature date", "initial term")
    yearly = found(term(event="signature", length="P2Y"), notice("P3M", "--12-31"), unsigned=True)
    assert (yearly.next_end, yearly.notice_by, yearly.missing) == (None, None, ("signature date", "expiration date"))
    no_period = found(term("2020-01-01", "2022-12-31", renewal="P1Y"))
    assert (no_period.next_end, no_period.notice_by, no_period.missing) == ("2026-12-31", None, ("notice period",))
    no_renewal_period = found(term("2020-01-01", "2022-12-31", renewal=""), notice("P3M", "end_of_term"))
    assert (no_renewal_period.next_end, no_renewal_period.missing) == (None, ("renewal period",))
    impossible = Term(expiration_date=ExpirationDate(value=None, raw="31.06.2025", **META))
    assert found(impossible).missing == ("effective date", "expiration date")
    assert found(None).missing == ("term",)
    endless = found(term("2020-01-01", perpetual=True))
    assert (endless.status, endless.next_end) == ("in_force", None)
    assert endless.missing == ("notice period", "termination day")


@given(
    end=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    renewal=st.sampled_from(["P1Y", "P2Y", "P6M", "P18M"]),
    period=st.sampled_from(["P2W", "P6W", "P1M", "P3M", "P6M", "P1Y"]),
    as_of=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
)
def test_the_deadline_is_the_first_that_can_be_kept(end: date, renewal: str, period: str, as_of: date) -> None:
    computed = found(term("1989-01-01", end.isoformat(), renewal=renewal), notice(period, "end_of_term"), as_of)
    assert computed.next_end
    assert computed.notice_by
    next_end, by = date.fromisoformat(computed.next_end), date.fromisoformat(computed.notice_by)
    assert by == notice_by(next_end, period)
    assert by >= as_of
    assert next_end >= end
    if next_end > end:
        rounds = 1
        after = add_period(end + timedelta(days=1), renewal)
        before = end
        while after - timedelta(days=1) < next_end:
            before = after - timedelta(days=1)
            after = add_period(after, renewal)
            rounds += 1
        assert after - timedelta(days=1) == next_end
        assert notice_by(before, period) < as_of


def test_a_first_end_in_the_future_goes_before_earlier_days() -> None:
    how = notice("P6M", "--12-31").model_copy(update={"first_end": "2030-12-31"})
    computed = found(term("2020-01-01", perpetual=True), how)
    assert (computed.next_end, computed.notice_by) == ("2030-12-31", "2030-06-30")


@pytest.mark.parametrize(
    ("locked", "start", "notice_by_day"),
    [
        ("P5Y", "2026-07-01", None),
        ("P5Y", None, None),
        ("2027-06-30", "2020-01-01", None),
        ("P5Y", "2015-01-01", "2026-12-31"),
        ("2019-12-31", "2015-01-01", "2026-12-31"),
    ],
)
def test_no_deadline_is_computed_while_notice_is_excluded(
    locked: str, start: str | None, notice_by_day: str | None
) -> None:
    how = notice("P3M", "end_of_quarter").model_copy(update={"locked_until": locked})
    computed = found(term(start, perpetual=True), how)
    assert computed.notice_by == notice_by_day
    assert ("first termination day" in computed.missing) is (notice_by_day is None)


def test_a_limited_renewal_is_not_rolled_on_for_ever() -> None:
    what = term("2017-07-01", "2019-06-30", renewal="P1Y")
    assert what.renewal is not None
    limited = what.model_copy(update={"renewal": what.renewal.model_copy(update={"limited": True})})
    computed = found(limited, notice("P10W", "end_of_term"))
    assert (computed.status, computed.next_end, computed.notice_by) == ("unknown", None, None)


@pytest.mark.parametrize(
    ("as_of", "status", "next_end", "by"),
    [
        (date(2027, 1, 1), "in_force", "2027-12-31", "2027-09-30"),
        (date(2027, 9, 30), "in_force", "2027-12-31", "2027-09-30"),
        (date(2027, 10, 1), "in_force", None, None),
        (date(2028, 6, 1), "in_force", None, None),
        (date(2029, 1, 1), "unknown", None, None),
    ],
)
def test_a_renewal_that_the_text_does_not_repeat_is_computed_once_only(
    as_of: date, status: str, next_end: str | None, by: str | None
) -> None:
    what = term("2025-01-01", "2027-12-31", renewal="P1Y")
    assert what.renewal is not None
    once = what.model_copy(update={"renewal": what.renewal.model_copy(update={"repeats": False})})
    for how in (notice("P3M", "end_of_term"), notice("P3M", "--12-31"), notice(None, None, "--09-30")):
        computed = found(once, how, as_of)
        assert (computed.status, computed.next_end, computed.notice_by) == (status, next_end, by)
        assert ("further renewals" in computed.missing) is (next_end is None)


@pytest.mark.parametrize(
    "what",
    [
        term("2019-01-01", perpetual=True),
        term("2019-01-01", "2030-12-31", renewal="P1Y"),
        term("2019-01-01", "2030-12-31"),
    ],
)
def test_a_day_that_the_text_names_but_no_calendar_fixes_gives_no_deadline(what: Term) -> None:
    how = notice("P6W").model_copy(update={"effective_raw": "zum Ende eines Schulhalbjahres"})
    computed = found(what, how)
    assert (computed.next_end, computed.notice_by) == (None, None)
    assert "termination day" in computed.missing


def test_a_named_last_day_for_the_notice_holds_though_the_day_it_takes_effect_is_open() -> None:
    how = notice(None, None, "--03-31").model_copy(update={"effective_raw": "zum Ende des Kindergartenjahres"})
    computed = found(term("2019-01-01", "2030-07-31", renewal="P1Y"), how)
    assert (computed.next_end, computed.notice_by) == (None, "2027-03-31")
    assert "termination day" in computed.missing


def test_an_amendment_that_is_silent_about_renewal_has_neither_ended_nor_a_day_to_leave_by() -> None:
    how = notice("P3M", "--12-31")
    for as_of, status in ((date(2026, 1, 1), "in_force"), (date(2029, 1, 1), "unknown")):
        computed = compute_deadlines(
            term=term("2025-01-01", "2028-12-31"), termination=how, as_of=as_of, unsigned=False, amends=True
        )
        assert (computed.status, computed.next_end, computed.notice_by) == (status, None, None)
        assert "amended agreement" in computed.missing
    renewed = compute_deadlines(
        term=term("2025-01-01", "2028-12-31", renewal="P1Y"), termination=how, as_of=date(2026, 1, 1), amends=True
    )
    assert (renewed.next_end, renewed.notice_by) == ("2028-12-31", "2028-09-30")
