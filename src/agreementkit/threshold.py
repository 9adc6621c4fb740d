"""Records with only what is sure enough: for output; what is stored keeps everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from agreementkit.deadlines import recompute

Record = Mapping[str, Any]
"""A record as parsed JSON."""

LISTS = ("parties", "signatures", "goals", "organs", "legal_references", "council_papers")
DOCUMENT = ("title", "municipality", "agreement_date", "number")
"""What may be unknown of a document; its type may not."""

TERM_PARTS = ("effective_date", "expiration_date", "renewal")
NOTICE: dict[str, dict[str, Any]] = {
    "notice": dict.fromkeys(("notice_period", "effective", "notice_deadline_day", "first_end", "locked_until", "form")),
    "for_cause": {"for_cause": False},
    "mutual_rescission": {"mutual_rescission": None},
}
"""The parts of a termination that have proofs of their own, and what each leaves where it is not sure enough."""

A_PERSONS_WORD = frozenset({"accepted", "corrected"})


def only_sure(record: Record, minimum: float) -> tuple[dict[str, Any], int]:
    """Leave findings below a confidence out of a record.

    What a person has accepted or corrected stays. Deadlines are computed anew from what is left.

    Args:
        record: A record as parsed JSON; it is not changed.
        minimum: 0 to 1.

    Returns:
        The record without them, and how many were left out.
    """
    kept, left_out = dict(record), 0

    def sure(finding: Any) -> bool:
        nonlocal left_out
        stands = not isinstance(finding, Mapping) or _stands(finding, minimum)
        left_out += not stands
        return stands

    for key in LISTS:
        kept[key] = [finding for finding in record.get(key) or () if sure(finding)]
    own = {
        name: [finding for finding in found if sure(finding)] for name, found in (record.get("fields") or {}).items()
    }
    kept["fields"] = {name: found for name, found in own.items() if found}
    kept["document"] = _document(record["document"], sure)
    kept["term"] = _term(record.get("term"), sure)
    kept["termination"] = _termination(record.get("termination"), sure)
    kept["amendment"] = record.get("amendment") if sure(record.get("amendment")) else None
    if left_out:
        kept["deadlines"] = recompute(kept, date.fromisoformat(record["deadlines"]["as_of"]))
    return kept, left_out


def _stands(finding: Mapping[str, Any], minimum: float) -> bool:
    confidence = finding.get("confidence")
    return confidence is None or confidence >= minimum or finding.get("review") in A_PERSONS_WORD


def _document(document: Mapping[str, Any], sure: Callable[[Any], bool]) -> dict[str, Any]:
    kept = dict(document)
    meta = document.get("meta") or {}
    doubtful = {key for key in DOCUMENT if key in meta and not sure(meta[key])}
    kept["meta"] = {key: proof for key, proof in meta.items() if key not in doubtful}
    return kept | dict.fromkeys(doubtful)


def _term(term: Mapping[str, Any] | None, sure: Callable[[Any], bool]) -> dict[str, Any] | None:
    if not term:
        return None
    kept = dict(term) | {part: None for part in TERM_PARTS if not sure(term.get(part))}
    if not sure(term.get("initial_term_meta")):
        kept |= {"initial_term": None, "initial_term_meta": None}
    return kept if any(kept.get(part) for part in (*TERM_PARTS, "initial_term")) else None


def _termination(termination: Mapping[str, Any] | None, sure: Callable[[Any], bool]) -> dict[str, Any] | None:
    """Part by part, where the parts have proofs of their own; a person's word is on the whole."""
    if not termination:
        return None
    parts: Mapping[str, Any] = termination.get("meta") or {}
    if not parts or termination.get("review") in A_PERSONS_WORD:
        return dict(termination) if sure(termination) else None
    left = {part: proof for part, proof in parts.items() if sure(proof)}
    if not left:
        return None
    kept: dict[str, Any] = dict(termination)
    for part in parts.keys() - left.keys():
        kept |= NOTICE.get(part, {})
    evidence = {(item["start"], item["end"]): item for proof in left.values() for item in proof["evidence"]}
    confidence = min(proof["confidence"] for proof in left.values())
    return kept | {"meta": left, "evidence": list(evidence.values()), "confidence": confidence}
