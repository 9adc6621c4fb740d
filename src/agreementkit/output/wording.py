"""The record's values in words, German or English: dates, lengths, days, enumerations.

Pure functions of a value; what is not known as a value of the record is given back as it is, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from agreementkit.output.shapes import Lang

_DATE_RE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH_DAY_RE = re.compile(r"--(\d\d)-(\d\d)")
_DURATION_RE = re.compile(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_UNITS = {
    "de": (("Jahr", "Jahre"), ("Monat", "Monate"), ("Woche", "Wochen"), ("Tag", "Tage")),
    "en": (("year", "years"), ("month", "months"), ("week", "weeks"), ("day", "days")),
}

WORDS: dict[str, tuple[str, str]] = {
    # state of an agreement
    "in_force": ("in Kraft", "in force"),
    "expired": ("abgelaufen", "expired"),
    "not_yet": ("noch nicht in Kraft", "not yet in force"),
    "unknown": ("unbekannt", "unknown"),
    # event that begins it
    "signature": ("mit Unterzeichnung", "on signature"),
    "ratification": ("mit Zustimmung der Gremien", "on ratification"),
    "publication": ("mit Bekanntmachung", "on publication"),
    # day to which it can be ended
    "end_of_term": ("zum Ende der Laufzeit", "to the end of the term"),
    "end_of_month": ("zum Monatsende", "to the end of a month"),
    "end_of_quarter": ("zum Quartalsende", "to the end of a quarter"),
    "any_time": ("jederzeit", "at any time"),
    # form
    "written": ("schriftlich", "in writing"),
    # kinds of parties
    "municipality": ("Kommune", "municipality"),
    "jobcenter": ("Jobcenter", "jobcenter"),
    "ministry": ("Ministerium", "ministry"),
    "employment_agency": ("Agentur für Arbeit", "employment agency"),
    "company": ("Unternehmen", "company"),
    "association": ("Verband oder Verein", "association"),
    "school": ("Schule", "school"),
    "other": ("Sonstige", "other"),
    # direction of a target
    "increase": ("erhöhen", "increase"),
    "decrease": ("senken", "decrease"),
    "hold": ("halten", "hold"),
    # facts that a deadline would need
    "term": ("Laufzeit", "term"),
    "effective date": ("Beginn", "effective date"),
    "signature date": ("Datum der Unterschrift", "signature date"),
    "expiration date": ("Ende der Erstlaufzeit", "expiration date"),
    "initial term": ("Länge der Erstlaufzeit", "initial term"),
    "renewal period": ("Länge der Verlängerung", "renewal period"),
    "notice period": ("Kündigungsfrist", "notice period"),
    "termination day": ("Tag der Kündigung", "termination day"),
    "first termination day": ("erster möglicher Tag der Kündigung", "first termination day"),
    "amended agreement": ("geänderte Vereinbarung", "amended agreement"),
    "further renewals": ("weitere Verlängerungen", "further renewals"),
    # what an agreement does to another
    "amends": ("ändert", "amends"),
    "replaces": ("ersetzt", "replaces"),
    "supplements": ("ergänzt", "supplements"),
    "extends": ("verlängert", "extends"),
    "continues": ("führt fort", "continues"),
    # severities, origins, states of a reading, reviews
    "info": ("Hinweis", "info"),
    "warning": ("Warnung", "warning"),
    "error": ("Fehler", "error"),
    "text_layer": ("Textebene", "text layer"),
    "ocr": ("Texterkennung", "OCR"),
    "plain": ("Textdatei", "plain text"),
    "mixed": ("gemischt", "mixed"),
    "none": ("ohne Text", "no text"),
    "complete": ("vollständig", "complete"),
    "partial": ("teilweise", "partial"),
    "failed": ("gescheitert", "failed"),
    "unreviewed": ("ungeprüft", "unreviewed"),
    "accepted": ("bestätigt", "accepted"),
    "corrected": ("berichtigt", "corrected"),
    "rejected": ("verworfen", "rejected"),
}
"""Codes of the record in German and in English."""


def word(code: str, lang: Lang) -> str:
    """An enumeration's value in words.

    >>> word("end_of_term", "de")
    'zum Ende der Laufzeit'
    >>> word("some plugin's own", "de")
    "some plugin's own"
    """
    known = WORDS.get(code)
    return known[0 if lang == "de" else 1] if known else code


def date_in_words(value: str, lang: Lang) -> str:
    """An ISO date.

    >>> date_in_words("2015-09-30", "de"), date_in_words("2015-09-30", "en")
    ('30.09.2015', '30 September 2015')
    >>> date_in_words("0.01.2013", "de")
    '0.01.2013'
    """
    match = _DATE_RE.fullmatch(value)
    if not match or not 1 <= int(match[2]) <= 12:
        return value
    year, month, day = match.groups()
    return f"{day}.{month}.{year}" if lang == "de" else f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def month_day_in_words(value: str, lang: Lang) -> str:
    """A recurring day.

    >>> month_day_in_words("--09-30", "de"), month_day_in_words("--09-30", "en")
    ('30.09.', '30 September')
    """
    match = _MONTH_DAY_RE.fullmatch(value)
    if not match or not 1 <= int(match[1]) <= 12:
        return value
    month, day = match.groups()
    return f"{day}.{month}." if lang == "de" else f"{int(day)} {_MONTHS[int(month) - 1]}"


def duration_in_words(value: str, lang: Lang) -> str:
    """An ISO duration in whole years, months, weeks or days.

    >>> duration_in_words("P6W", "de"), duration_in_words("P1Y6M", "de"), duration_in_words("P1Y", "en")
    ('6 Wochen', '1 Jahr 6 Monate', '1 year')
    >>> duration_in_words("PT2H", "de")
    'PT2H'
    """
    match = _DURATION_RE.fullmatch(value)
    if not match or not any(match.groups()):
        return value
    parts = [
        f"{int(count)} {singular if int(count) == 1 else plural}"
        for count, (singular, plural) in zip(match.groups(), _UNITS[lang], strict=True)
        if count is not None
    ]
    return " ".join(parts)


def number_in_words(value: float, lang: Lang) -> str:
    """A number as it is printed: no trailing zeros, a comma in German.

    >>> number_in_words(0.5, "de"), number_in_words(2.0, "de"), number_in_words(1250, "en")
    ('0,5', '2', '1250')
    """
    text = f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return text.replace(".", ",") if lang == "de" else text


def effective_in_words(value: str, lang: Lang) -> str:
    """The day to which an agreement can be ended.

    >>> effective_in_words("--09-30", "de"), effective_in_words("any_time", "de")
    ('zum 30.09.', 'jederzeit')
    """
    if value.startswith("--"):
        return f"{'zum' if lang == 'de' else 'to'} {month_day_in_words(value, lang)}"
    return word(value, lang)


def lock_in_words(value: str, lang: Lang) -> str:
    """``termination.locked_until``: until when no ordinary notice is possible; a day, or a length from the beginning.

    >>> lock_in_words("2027-12-31", "de"), lock_in_words("P2Y", "de"), lock_in_words("P2Y", "en")
    ('bis 31.12.2027', '2 Jahre ab Beginn', '2 years from the beginning')
    """
    if value.startswith("P"):
        return f"{duration_in_words(value, lang)} {'ab Beginn' if lang == 'de' else 'from the beginning'}"
    return f"{'bis' if lang == 'de' else 'until'} {date_in_words(value, lang)}"


def start_in_words(start: Mapping[str, Any], lang: Lang) -> str:
    """``term.effective_date``: a date, an event, or what is printed where that is no possible date."""
    event = word(start["event"], lang) if start.get("event") else ""
    if start.get("value"):
        date = date_in_words(start["value"], lang)
        return f"{date} ({event})" if event else date
    return event or str(start.get("raw") or "")


def end_in_words(end: Mapping[str, Any], lang: Lang) -> str:
    """``term.expiration_date``: a date, unlimited, or what is printed."""
    if end.get("value"):
        date = date_in_words(end["value"], lang)
        computed = "berechnet" if lang == "de" else "computed"
        return f"{date} ({computed})" if end.get("computed") else date
    if end.get("perpetual"):
        return "unbefristet" if lang == "de" else "unlimited"
    return str(end.get("raw") or "")


def renewal_in_words(renewal: Mapping[str, Any], lang: Lang) -> str:
    """``term.renewal``.

    >>> renewal_in_words({"automatic": True, "period": "P1Y"}, "de")
    'verlängert sich um je 1 Jahr'
    >>> renewal_in_words({"automatic": False, "period": None}, "de")
    'nur durch ausdrückliche Verlängerung'
    >>> renewal_in_words({"automatic": True, "period": "P1Y", "limited": True}, "de")
    'verlängert sich um je 1 Jahr, begrenzt'
    """
    period = duration_in_words(renewal["period"], lang) if renewal.get("period") else ""
    if renewal.get("automatic"):
        limited = (", begrenzt" if lang == "de" else ", limited") if renewal.get("limited") else ""
        if lang == "de":
            return f"verlängert sich {f'um je {period}' if period else 'von selbst'}{limited}"
        return f"renews by {period} each time{limited}" if period else f"renews by itself{limited}"
    if lang == "de":
        return f"nur durch ausdrückliche Verlängerung{f' (um {period})' if period else ''}"
    return f"only by express extension{f' (by {period})' if period else ''}"


def target_in_words(target: Mapping[str, Any], lang: Lang) -> str:
    """``goals[].target``.

    >>> target_in_words({"indicator": "Integrationsquote", "direction": "increase", "change": 0.5, "unit": "%",
    ...                  "baseline": "Vorjahr", "year": 2014}, "de")
    'Integrationsquote um 0,5 % erhöhen (gegenüber Vorjahr, 2014)'
    """
    by = ""
    if target.get("change") is not None and target["direction"] != "hold":
        unit = f" {target['unit']}" if target.get("unit") else ""
        by = f" {'um' if lang == 'de' else 'by'} {number_in_words(target['change'], lang)}{unit}"
    direction = word(target["direction"], lang)
    head = f"{target['indicator']}{by} {direction}" if lang == "de" else f"{direction} {target['indicator']}{by}"
    against = "gegenüber" if lang == "de" else "against"
    details = [f"{against} {target['baseline']}"] if target.get("baseline") else []
    details += [str(target["year"])] if target.get("year") else []
    return f"{head} ({', '.join(details)})" if details else head


def organ_in_words(organ: Mapping[str, Any], lang: Lang) -> str:
    """``organs[]``: its name and how often it meets, as printed where the text says so."""
    cadence = organ.get("cadence")
    if not cadence and organ.get("interval"):
        every = "alle" if lang == "de" else "every"
        cadence = f"{every} {duration_in_words(organ['interval'], lang)}"
    return f"{organ['name']} ({cadence})" if cadence else str(organ["name"])


def own_value_in_words(value: Mapping[str, Any], lang: Lang) -> str:
    """The value of a plugin's own finding: what stands under ``value``, else its text or title with what it belongs to.

    >>> own_value_in_words({"label": "a)", "party": "Stadt", "text": "Sie stellt Räume bereit."}, "de")
    'Stadt: Sie stellt Räume bereit.'
    >>> own_value_in_words({"label": "Anlage 2", "title": "Berichtsmuster", "present": False}, "de")
    'Anlage 2: Berichtsmuster (liegt nicht bei)'
    >>> own_value_in_words({"relation": "amends", "date": "2019-03-14", "title": "Vertrag", "clause": "§ 5"}, "de")
    'ändert: Vertrag (14.03.2019, § 5)'

    >>> own_value_in_words({"value": 3.95, "currency": "EUR", "per": "je Einwohner", "raw": "3,95 Euro"}, "de")
    '3,95 Euro je Einwohner'
    >>> own_value_in_words({"value": True}, "de"), own_value_in_words({"role": "x", "note": None}, "en")
    ('ja', 'role: x')
    """
    if "value" not in value:
        return _described(value, lang)
    if value.get("currency") or value["value"] is None:
        # a sum is said as it is printed, with what it is paid for
        return " ".join(str(value[key]) for key in ("raw", "per") if value.get(key))
    return plain_value(value["value"], lang)


def _described(value: Mapping[str, Any], lang: Lang) -> str:
    said = value.get("text") or value.get("title") or ""
    head = value.get("party") or value.get("relation") or value.get("label")
    if not head or not isinstance(head, str) or not isinstance(said, str):
        return plain_value(value, lang)
    details = [date_in_words(value["date"], lang)] if value.get("date") else []
    details += [str(value["clause"])] if value.get("clause") else []
    if value.get("present") is False:
        details.append("liegt nicht bei" if lang == "de" else "not attached")
    text = f"{word(head, lang)}: {said}" if said else head
    return f"{text} ({', '.join(details)})" if details else text


def place(evidence: Mapping[str, Any]) -> str:
    """The citable place of one evidence: ``§ 6 (1), S. 4``, else ``S. 4``, else nothing."""
    if evidence.get("place"):
        return str(evidence["place"])
    return f"S. {evidence['page']}" if evidence.get("page") else ""


def plain_value(value: Any, lang: Lang) -> str:
    """Any JSON value on one line: dates, lengths and codes in words, lists with semicolons, objects as «key: value»."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("ja" if value else "nein") if lang == "de" else ("yes" if value else "no")
    if isinstance(value, int | float):
        return number_in_words(value, lang)
    if isinstance(value, Mapping):
        shown = ((key, plain_value(content, lang)) for key, content in value.items())
        return "; ".join(f"{key}: {content}" for key, content in shown if content)
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, (plain_value(content, lang) for content in value)))
    text = str(value)
    return duration_in_words(month_day_in_words(date_in_words(text, lang), lang), lang)
