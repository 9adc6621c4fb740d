"""What German expressions mean: dates, periods, numbers, bodies, offices, places, statutes, quantities."""

from __future__ import annotations

from agreementkit.german.calendar import (
    Period,
    add_period,
    end_of_period,
    next_occurrence,
    notice_by,
    parse_period,
    same_length,
    subtract_period,
)
from agreementkit.german.dates import DateMention, expand_year, find_dates, month_number, parse_date

__all__ = [
    "DateMention",
    "Period",
    "add_period",
    "end_of_period",
    "expand_year",
    "find_dates",
    "month_number",
    "next_occurrence",
    "notice_by",
    "parse_date",
    "parse_period",
    "same_length",
    "subtract_period",
]
