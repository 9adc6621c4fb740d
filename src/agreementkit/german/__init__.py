"""What German expressions mean: dates, periods, numbers, bodies, offices, places, statutes, quantities.

Pure parsers for stages and plugins alike: text in, value or a reason out. Every ``find_*`` takes a text (and optionally
where to start and stop) and returns mentions in order, with half-open offsets in that text, in Unicode code points.
"""

from __future__ import annotations

from agreementkit.german.amounts import AmountMention, find_amounts
from agreementkit.german.cadences import (
    Cadence,
    find_cadences,
    parse_cadence,
)
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
from agreementkit.german.contract_words import OWN_NOUN, subject_of
from agreementkit.german.date_ranges import (
    DateRange,
    find_date_ranges,
    school_year,
)
from agreementkit.german.date_repair import suggest_days, suggest_years
from agreementkit.german.dates import (
    DateMention,
    expand_year,
    find_dates,
    month_number,
    parse_date,
)
from agreementkit.german.durations import (
    DurationMention,
    find_durations,
    iso_duration,
    parse_duration,
)
from agreementkit.german.legal_forms import (
    BodyKind,
    body_kind,
    names_body,
)
from agreementkit.german.line_starts import LineStart
from agreementkit.german.numerals import (
    parse_count,
    parse_decimal,
    parse_number_word,
    parse_ordinal_word,
    parse_roman,
)
from agreementkit.german.offices import (
    OfficeMention,
    find_offices,
    parse_office,
)
from agreementkit.german.past_tense import tells_the_past
from agreementkit.german.persons import (
    Person,
    looks_like_person,
    looks_like_surname,
    parse_person,
    strip_title,
)
from agreementkit.german.places import (
    Municipality,
    PlaceResult,
    lookup,
    lookup_municipality,
)
from agreementkit.german.quantities import Quantity, find_quantities
from agreementkit.german.recurring import RecurringDay, find_recurring_days
from agreementkit.german.statutes import Citation, find_citations
from agreementkit.german.templates import (
    LONGEST_TEMPLATE,
    Mark,
    Template,
    read_template,
)
from agreementkit.german.word_starts import at_word_start, in_any_case

__all__ = [
    "LONGEST_TEMPLATE",
    "OWN_NOUN",
    "AmountMention",
    "BodyKind",
    "Cadence",
    "Citation",
    "DateMention",
    "DateRange",
    "DurationMention",
    "LineStart",
    "Mark",
    "Municipality",
    "OfficeMention",
    "Period",
    "Person",
    "PlaceResult",
    "Quantity",
    "RecurringDay",
    "Template",
    "add_period",
    "at_word_start",
    "body_kind",
    "end_of_period",
    "expand_year",
    "find_amounts",
    "find_cadences",
    "find_citations",
    "find_date_ranges",
    "find_dates",
    "find_durations",
    "find_offices",
    "find_quantities",
    "find_recurring_days",
    "in_any_case",
    "iso_duration",
    "looks_like_person",
    "looks_like_surname",
    "lookup",
    "lookup_municipality",
    "month_number",
    "names_body",
    "next_occurrence",
    "notice_by",
    "parse_cadence",
    "parse_count",
    "parse_date",
    "parse_decimal",
    "parse_duration",
    "parse_number_word",
    "parse_office",
    "parse_ordinal_word",
    "parse_period",
    "parse_person",
    "parse_roman",
    "read_template",
    "same_length",
    "school_year",
    "strip_title",
    "subject_of",
    "subtract_period",
    "suggest_days",
    "suggest_years",
    "tells_the_past",
]
