"""Typed views: one a field of the record, with plain columns, over the latest versions.

A view leaves out what a person has rejected. ``municipality`` and ``file`` come first in each, so that a spreadsheet
made of one view alone can be read.
"""

from __future__ import annotations

_CONTEXT = "d.municipality AS municipality, d.file_name AS file, d.id AS document_id"
_EVIDENCE = "f.place AS place, f.page AS page, f.quote AS quote, f.confidence AS confidence, f.review AS review"
_SHOWN = "d.latest = 1 AND f.current = 1 AND f.review <> 'rejected'"

_CONTEXT_COLUMNS = {
    "municipality": "city, Gemeinde or Kreis",
    "file": "file name",
    "document_id": "the document: documents.id",
}
_EVIDENCE_COLUMNS = {
    "place": "citable place of the main evidence",
    "page": "counts from 1",
    "quote": "the words that prove it",
    "confidence": "0 to 1",
    "review": "unreviewed, accepted or corrected",
}

_LISTED: dict[str, tuple[str, dict[str, str]]] = {
    "parties": (
        "Who is bound by the agreement.",
        {
            "name": "as printed",
            "kind": "municipality, jobcenter, ministry, employment_agency, company, association, school, other",
            "alias": "short name the text gives",
            "represented_by": "office or person",
        },
    ),
    "signatures": (
        "Who signed.",
        {"person": "name", "office": "as printed", "party": "for whom", "place": "where", "date": "ISO date"},
    ),
    "goals": (
        "What the parties want to reach.",
        {
            "label": "as printed, e.g. (1)",
            "text": "verbatim",
            "themes": "JSON list",
            "target.indicator": "what is measured",
            "target.direction": "increase, decrease or hold",
            "target.change": "positive number",
            "target.unit": "e.g. %",
            "target.baseline": "against what",
            "target.year": "for which year",
        },
    ),
    "organs": (
        "Bodies that the agreement sets up.",
        {
            "name": "as printed",
            "members": "JSON list",
            "tasks": "JSON list",
            "cadence": "as printed",
            "interval": "ISO duration",
            "meetings_per_year": "number",
        },
    ),
    "legal_references": ("Cited statutes.", {"normalised": "ACT and section", "raw": "as printed"}),
    "council_papers": ("Cited council papers.", {"number": "as printed"}),
    "flags": (
        "What a person should look at.",
        {
            "code": "e.g. impossible_date",
            "severity": "info, warning or error",
            "message": "one sentence",
            "suggestions": "JSON list, best first",
        },
    ),
}

_TERMINATION = {
    "notice_period": "ISO duration",
    "effective": "recurring day --MM-DD, end_of_term, end_of_month, end_of_quarter or any_time",
    "notice_deadline_day": "last day of the notice, --MM-DD, where the text names it",
    "first_end": "ISO date, first day to which it can be ended",
    "locked_until": "ISO date, or ISO duration from the beginning, until which notice is excluded",
    "form": "written where the notice must be written",
    "for_cause": "1 where extraordinary termination is mentioned",
    "mutual_rescission.allowed": "1 where ending it together is allowed",
    "mutual_rescission.form": "written where that must be written",
}
_AMENDMENT = {"form": "written where changes must be written", "mutual": "1 where all must agree"}

_ONCE = {
    "terminations": ("termination", "How one party can leave; one row a document.", _TERMINATION),
    "amendments": ("amendment", "How the agreement can be changed; one row a document.", _AMENDMENT),
}

_TERM_COLUMNS = {
    "effective_date": "ISO date of its beginning",
    "effective_raw": "as printed",
    "effective_event": "signature, ratification or publication",
    "effective_place": "citable place",
    "expiration_date": "ISO date, end of the initial term",
    "expiration_raw": "as printed",
    "expiration_place": "citable place",
    "perpetual": "1 where it is of unlimited duration",
    "computed": "1 where the end was computed from start and length",
    "initial_term": "ISO duration",
    "renewal_automatic": "1 where it renews by itself",
    "renewal_period": "ISO duration",
    "renewal_limited": "1 where the text says how often or until when it renews at most",
    "renewal_place": "citable place",
    "confidence": "0 to 1, the lowest of its parts",
}
_DEADLINE_COLUMNS = {
    "as_of": "the day that counted as today",
    "status": "in_force, expired, not_yet or unknown",
    "next_end": "ISO date",
    "notice_by": "ISO date",
    "rule": "how it was computed",
    "missing": "JSON list of missing facts",
}


def _column(key: str) -> str:
    """A key of the value as the name of a column: ``target.year`` becomes ``target_year``."""
    return key.replace(".", "_")


def _finding_view(name: str, kind: str, keys: dict[str, str]) -> str:
    # a signature's own place is a town: the citable place of its evidence keeps the plain name
    columns = ", ".join(
        f"json_extract(f.value, '$.{key}') AS {'town' if key == 'place' else _column(key)}" for key in keys
    )
    return (
        f"CREATE VIEW {name} AS SELECT {_CONTEXT}, {columns}, {_EVIDENCE} "  # noqa: S608 - all parts are our own
        f"FROM findings f JOIN documents d ON d.id = f.document_id WHERE f.kind = '{kind}' AND {_SHOWN}"
    )


def _joined(alias: str, kind: str) -> str:
    return (
        f"LEFT JOIN findings {alias} ON {alias}.document_id = d.id AND {alias}.kind = '{kind}' "
        f"AND {alias}.current = 1 AND {alias}.review <> 'rejected'"
    )


_TERMS = f"""CREATE VIEW terms AS SELECT {_CONTEXT},
    json_extract(b.value, '$.value') AS effective_date, json_extract(b.value, '$.raw') AS effective_raw,
    json_extract(b.value, '$.event') AS effective_event, b.place AS effective_place,
    json_extract(e.value, '$.value') AS expiration_date, json_extract(e.value, '$.raw') AS expiration_raw,
    e.place AS expiration_place, json_extract(e.value, '$.perpetual') AS perpetual,
    json_extract(e.value, '$.computed') AS computed, json_extract(i.value, '$.value') AS initial_term,
    json_extract(r.value, '$.automatic') AS renewal_automatic, json_extract(r.value, '$.period') AS renewal_period,
    json_extract(r.value, '$.limited') AS renewal_limited, r.place AS renewal_place,
    min(ifnull(b.confidence, 1), ifnull(e.confidence, 1), ifnull(i.confidence, 1), ifnull(r.confidence, 1))
    AS confidence
    FROM documents d {_joined("b", "term.effective_date")} {_joined("e", "term.expiration_date")}
    {_joined("i", "term.initial_term")} {_joined("r", "term.renewal")}
    WHERE d.latest = 1 AND coalesce(b.id, e.id, i.id, r.id) IS NOT NULL"""  # noqa: S608 - all parts are our own

_DEADLINES = f"""CREATE VIEW deadlines AS SELECT {_CONTEXT}, c.as_of AS as_of, c.status AS status,
    c.next_end AS next_end, c.notice_by AS notice_by, c.rule AS rule, c.missing AS missing
    FROM computed_deadlines c JOIN documents d ON d.id = c.document_id
    WHERE d.latest = 1 AND d.is_agreement = 1"""  # noqa: S608 - all parts are our own

VIEWS: tuple[str, ...] = (
    *(_finding_view(name, name, keys) for name, (_, keys) in _LISTED.items()),
    *(_finding_view(name, kind, keys) for name, (kind, _, keys) in _ONCE.items()),
    _TERMS,
    _DEADLINES,
)


def _documented(description: str, keys: dict[str, str]) -> tuple[str, dict[str, str]]:
    columns = {"town" if key == "place" else _column(key): text for key, text in keys.items()}
    return description, {**_CONTEXT_COLUMNS, **columns, **_EVIDENCE_COLUMNS}


VIEW_DOCUMENTATION: dict[str, tuple[str, dict[str, str]]] = {
    **{name: _documented(description, keys) for name, (description, keys) in _LISTED.items()},
    **{name: _documented(description, keys) for name, (_, description, keys) in _ONCE.items()},
    "terms": ("Beginning, end and renewal; one row a document.", {**_CONTEXT_COLUMNS, **_TERM_COLUMNS}),
    "deadlines": ("Deadlines of agreements as stored.", {**_CONTEXT_COLUMNS, **_DEADLINE_COLUMNS}),
}
"""What each view and each of its columns holds."""
