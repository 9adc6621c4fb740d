"""What a kind of document can say for itself, and what it can only report of others."""

from __future__ import annotations

from collections.abc import Collection

from agreementkit.agreement import DocumentInfo

__all__ = ["CONTRACTUAL", "absent_kinds"]

TERM_KINDS = (
    "term.effective_date",
    "term.expiration_date",
    "term.initial_term",
    "term.renewal",
    "termination.notice",
    "termination.for_cause",
    "termination.mutual_rescission",
)
REPORTED_ONLY = {"Berichtsvorlage", "Sonstige"}
"""What such a document says of parties, terms and notices is about others, unless it is an agreement itself."""

CONTRACTUAL = {"party", "goal", "organ", "amendment", *TERM_KINDS}
UNILATERAL_HAS_NOT = {
    "party",
    "amendment",
    "termination.notice",
    "termination.for_cause",
    "termination.mutual_rescission",
}


def absent_kinds(info: DocumentInfo) -> Collection[str]:
    """The kinds of finding that a document of this type can only report of others."""
    if info.is_agreement:
        return ()
    return CONTRACTUAL if info.type in REPORTED_ONLY else UNILATERAL_HAS_NOT
