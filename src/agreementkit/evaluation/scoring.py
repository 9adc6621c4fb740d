"""True and false positives and false negatives of one record against its gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from agreementkit.evaluation.matching import Json, alike, begins, claim, close, entries, get, pair, words

Verdict = Literal["tp", "fp", "fn"]

SCALARS = {
    "document.type": "document.type",
    "document.is_agreement": "document.is_agreement",
    "document.municipality": "document.municipality.name",
    "document.agreement_date": "document.agreement_date",
    "term.effective_date": "term.effective_date.value",
    "term.effective_event": "term.effective_date.event",
    "term.expiration_date": "term.expiration_date.value",
    "term.perpetual": "term.expiration_date.perpetual",
    "term.initial_term": "term.initial_term",
    "term.renewal.automatic": "term.renewal.automatic",
    "term.renewal.period": "term.renewal.period",
    "termination.notice_period": "termination.notice_period",
    "termination.effective": "termination.effective",
    "termination.notice_deadline_day": "termination.notice_deadline_day",
    "termination.form": "termination.form",
    "termination.for_cause": "termination.for_cause",
    "termination.mutual_rescission": "termination.mutual_rescission.allowed",
    "amendment.form": "amendment.form",
}
"""Fields that hold one value, with their place in the record."""

FALSE_IS_SILENCE = {
    "term.perpetual",
    "termination.for_cause",
    "termination.mutual_rescission",
    "term.renewal.automatic",
}
LISTS = ("parties", "signatures", "goals", "organs", "legal_references", "council_papers")
PARTS = {"term": ("effective_date", "expiration_date", "renewal"), "termination": ("",), "amendment": ("",)}
SETS = (("legal_references", "normalised"), ("council_papers", "number"))


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference between a record and its gold."""

    document: str
    field: str
    verdict: Verdict
    note: str


class Tally:
    """Counts verdicts by field over documents, and keeps what was missed."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[str, dict[Verdict, int]]] = defaultdict(
            lambda: defaultdict(lambda: {"tp": 0, "fp": 0, "fn": 0})
        )
        self.misses: list[Miss] = []

    def add(self, field: str, verdict: Verdict, document: str, note: object = "") -> None:
        """Count one verdict."""
        self.counts[field][document][verdict] += 1
        if verdict != "tp":
            self.misses.append(Miss(document, field, verdict, str(note)))

    def value(self, field: str, gold: object, found: object, document: str, accept: list[Any] | None = None) -> None:
        """Count a single value: a wrong one is a false positive and, where the gold has one, a false negative too."""
        if (accept is not None and found in accept) or gold == found:
            if found is not None:
                self.add(field, "tp", document)
            return
        if found is not None:
            self.add(field, "fp", document, f"got {found!r}, gold {gold!r}")
        if gold is not None:
            self.add(field, "fn", document, f"gold {gold!r}, got {found!r}")


def score_document(document: str, gold: Json, record: Json, tally: Tally) -> None:
    """Score one record.

    Args:
        document: Its name, for the list of misses.
        gold: The gold record; ``unknown`` stands for what the text was cut off before, ``*_accept`` for alternatives.
        record: The record as parsed from JSON; may be broken.
        tally: Counts what is found.
    """
    for field, path in SCALARS.items():
        if not _unknown(gold, path):
            _score_scalar(document, field, path, gold, record, tally)
    if gold.get("parties") != "unknown":
        _score_parties(document, gold, record, tally)
    if gold.get("signatures") != "unknown":
        _score_signatures(document, gold, record, tally)
    if gold.get("goals") != "unknown":
        _score_goals(document, gold, record, tally)
    if gold.get("organs") != "unknown":
        _score_organs(document, gold, record, tally)
    for field, key in SETS:
        _score_set(document, field, key, gold, record, tally)
    codes = {str(flag.get("code")) for flag in entries(record, "flags")}
    for code in gold["flags"] if isinstance(gold.get("flags"), list) else []:
        tally.add("flags", "tp" if code in codes else "fn", document, code)


def score_evidence(document: str, record: Json, text: str | None, tally: Tally) -> None:
    """Check that every finding has evidence, and that every quote stands verbatim at its offsets.

    Args:
        document: Its name.
        record: The record.
        text: The normalised text; None where it is not known: quotes are then only counted.
        tally: Counts under ``evidence.verbatim``.
    """
    for item in _evidence(record):
        quote, start, end = item.get("quote"), item.get("start"), item.get("end")
        right = isinstance(quote, str) and bool(quote)
        if right and text is not None:
            placed = isinstance(start, int) and isinstance(end, int) and 0 <= start < end
            right = placed and text[start:end] == quote
        tally.add("evidence.verbatim", "tp" if right else "fp", document, str(quote)[:60])
    found: list[Any] = [entry for key in LISTS for entry in entries(record, key)]
    for key, parts in PARTS.items():
        found += [get(record, f"{key}.{part}" if part else key) for part in parts]
    for finding in found:
        stated = isinstance(finding, Mapping) and any(value not in (None, False, [], "") for value in finding.values())
        if stated and not finding.get("evidence"):
            tally.add("evidence.verbatim", "fp", document, f"no evidence for {str(finding)[:60]}")


def _evidence(node: object) -> Iterator[Json]:
    if isinstance(node, Mapping):
        listed = node.get("evidence")
        for item in listed if isinstance(listed, list) else []:
            yield item if isinstance(item, Mapping) else {}
        for value in node.values():
            yield from _evidence(value)
    elif isinstance(node, list):
        for value in node:
            yield from _evidence(value)


def _unknown(gold: Json, path: str) -> bool:
    node: object = gold
    for part in path.split("."):
        if not isinstance(node, Mapping):
            break
        node = node.get(part)
        if node == "unknown":
            return True
    return False


def _alternatives(gold: Json, path: str) -> list[Any] | None:
    """The values that count as right at a path, or None where there is but the gold's own."""
    parent, _, key = path.rpartition(".")
    node = get(gold, parent) if parent else gold
    listed = None
    if isinstance(node, Mapping):
        listed = node.get(f"{key}_accept") or (node.get("accept") if key == "name" else None)
    if not listed and isinstance(gold.get("accept"), Mapping):
        listed = gold["accept"].get(path)
    return None if listed is None else [*listed, get(gold, path)]


def _score_scalar(document: str, field: str, path: str, gold: Json, record: Json, tally: Tally) -> None:
    want, have, accept = get(gold, path), get(record, path), _alternatives(gold, path)
    if field in FALSE_IS_SILENCE:
        want, have = want or None, have or None
        accept = accept and [value or None for value in accept]
    tally.value(field, want, have, document, accept)


def _score_parties(document: str, gold: Json, record: Json, tally: Tally) -> None:
    pairs, lost, extra = pair(gold.get("parties") or [], entries(record, "parties"), "name")
    for want, have in pairs:
        tally.add("parties", "tp", document)
        tally.value("parties.kind", want.get("kind"), have.get("kind"), document, _alternatives(want, "kind"))
        alias = have.get("alias")
        if alias is None or alias != want.get("joint_alias"):
            _prose(document, "parties.alias", want, "alias", alias, tally)
        person = have.get("represented_by")
        if person and set(words(want.get("represented_by"))) & set(words(person)):
            tally.add("parties.represented_by", "tp", document)
        else:
            _prose(document, "parties.represented_by", want, "represented_by", person, tally)
    _leftovers(document, "parties", [w["name"] for w in lost], [h.get("name") for h in extra], tally)


def _prose(document: str, field: str, want: Json, key: str, value: object, tally: Tally) -> None:
    if value and close(want, key, value):
        tally.add(field, "tp", document)
    else:
        tally.value(field, want.get(key), value, document, _alternatives(want, key))


def _leftovers(document: str, field: str, lost: list[Any], extra: list[Any], tally: Tally) -> None:
    for name in lost:
        tally.add(field, "fn", document, name)
    for name in extra:
        tally.add(field, "fp", document, name)


def _score_signatures(document: str, gold: Json, record: Json, tally: Tally) -> None:
    named = [want for want in gold.get("signatures") or [] if want.get("person")]
    pairs, lost, extra = pair(named, [have for have in entries(record, "signatures") if have.get("person")], "person")
    for want, have in pairs:
        tally.add("signatures", "tp", document)
        tally.value("signatures.date", want.get("date"), have.get("date"), document, _alternatives(want, "date"))
        _prose(document, "signatures.party", want, "party", have.get("party"), tally)
    _leftovers(document, "signatures", [w["person"] for w in lost], [h.get("person") for h in extra], tally)


def _score_goals(document: str, gold: Json, record: Json, tally: Tally) -> None:
    optional = gold.get("optional_goals") or []
    wanted = gold.get("goals") or []
    hits, free = claim(wanted, entries(record, "goals"), optional)
    for want, hit in zip(wanted, hits, strict=True):
        if hit is None and want.get("optional"):
            continue
        tally.add("goals", "fn" if hit is None else "tp", document, want["starts_with"])
        _score_target(document, want, (hit or {}).get("target"), tally)
    for goal in free:
        if not any(begins(goal.get("text"), other["starts_with"], exact=False) for other in optional):
            tally.add("goals", "fp", document, str(goal.get("text"))[:70])
            if goal.get("target"):
                tally.add("goals.target", "fp", document, goal["target"])


def _score_target(document: str, want: Json, have: object, tally: Tally) -> None:
    target = want.get("target")
    if not target and not have:
        return
    if any(_same_target(one, have) for one in want.get("targets") or [target] if one):
        tally.add("goals.target", "tp", document)
        return
    if have:
        tally.add("goals.target", "fp", document, have)
    if target:
        tally.add("goals.target", "fn", document, target)


def _same_target(want: Json, have: object) -> bool:
    return (
        isinstance(have, Mapping)
        and have.get("change") in (want.get("change"), *want.get("change_accept", []))
        and have.get("unit") in (want.get("unit"), *want.get("unit_accept", []))
        and have.get("direction") == want.get("direction")
        and close(want, "indicator", have.get("indicator"))
    )


def _score_organs(document: str, gold: Json, record: Json, tally: Tally) -> None:
    optional = gold.get("optional_organs") or []
    pairs, lost, extra = pair(gold.get("organs") or [], entries(record, "organs"), "name")
    for want, have in pairs:
        tally.add("organs", "tp", document)
        accept = _alternatives(want, "interval")
        tally.value("organs.interval", want.get("interval"), have.get("interval"), document, accept)
        listed = have["members"] if isinstance(have.get("members"), list) else []
        for member in want.get("members") or []:
            wordings = [member, *((want.get("members_accept") or {}).get(member) or [])]
            found = any(words(name) and alike(wording, name) for wording in wordings for name in listed)
            tally.add("organs.members", "tp" if found else "fn", document, member)
    real = [have.get("name") for have in extra if not any(close(one, "name", have.get("name")) for one in optional)]
    _leftovers(document, "organs", [want["name"] for want in lost], real, tally)


def _score_set(document: str, field: str, key: str, gold: Json, record: Json, tally: Tally) -> None:
    if gold.get(field) in (None, "unknown"):
        return
    want = {entry[key] for entry in gold[field]}
    have = {str(entry.get(key)) for entry in entries(record, field)}
    listed = [*(gold.get(f"optional_{field}") or []), *(gold.get(f"{field}_accept") or [])]
    optional = {entry[key] if isinstance(entry, Mapping) else entry for entry in listed}
    for _ in want & have:
        tally.add(field, "tp", document)
    _leftovers(document, field, sorted(want - have), sorted(have - want - optional), tally)
