"""True and false positives and false negatives of one record against its gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agreementkit.evaluation.groups import origin_of, type_of
from agreementkit.evaluation.judgements import Group, Proof, Tally, proof_of
from agreementkit.evaluation.matching import Json, alike, begins, claim, close, entries, get, pair, words

SCALARS = {
    "document.type": ("document.type", "document.meta.type"),
    "document.is_agreement": ("document.is_agreement", "document.meta.type"),
    "document.municipality": ("document.municipality.name", "document.meta.municipality"),
    "document.agreement_date": ("document.agreement_date", "document.meta.agreement_date"),
    "term.effective_date": ("term.effective_date.value", "term.effective_date"),
    "term.effective_event": ("term.effective_date.event", "term.effective_date"),
    "term.expiration_date": ("term.expiration_date.value", "term.expiration_date"),
    "term.perpetual": ("term.expiration_date.perpetual", "term.expiration_date"),
    "term.initial_term": ("term.initial_term", "term.initial_term_meta"),
    "term.renewal.automatic": ("term.renewal.automatic", "term.renewal"),
    "term.renewal.period": ("term.renewal.period", "term.renewal"),
    "termination.notice_period": ("termination.notice_period", "termination.meta.notice"),
    "termination.effective": ("termination.effective", "termination.meta.notice"),
    "termination.notice_deadline_day": ("termination.notice_deadline_day", "termination.meta.notice"),
    "termination.form": ("termination.form", "termination.meta.notice"),
    "termination.for_cause": ("termination.for_cause", "termination.meta.for_cause"),
    "termination.mutual_rescission": ("termination.mutual_rescission.allowed", "termination.meta.mutual_rescission"),
    "amendment.form": ("amendment.form", "amendment"),
}
"""Fields that hold one value, with its place in the record and that of its proof."""

FALSE_IS_SILENCE = {
    "term.perpetual",
    "termination.for_cause",
    "termination.mutual_rescission",
    "term.renewal.automatic",
}
LISTS = ("parties", "signatures", "goals", "organs", "legal_references", "council_papers")
PARTS = {"term": ("effective_date", "expiration_date", "renewal"), "termination": ("",), "amendment": ("",)}
SETS = (("legal_references", "normalised"), ("council_papers", "number"))


def score_document(document: str, gold: Json, record: Json, tally: Tally) -> None:
    """Score one record.

    Args:
        document: Its name, for the list of misses.
        gold: The gold record; ``unknown`` stands for what the text was cut off before, ``*_accept`` for alternatives.
        record: The record as parsed from JSON; may be broken.
        tally: Counts what is found.
    """
    tally.documents[document] = Group(type_of(gold), origin_of(record))
    for field, (path, _) in SCALARS.items():
        if not _unknown(gold, path):
            _score_scalar(document, field, gold, record, tally)
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


def _score_scalar(document: str, field: str, gold: Json, record: Json, tally: Tally) -> None:
    path, proof = SCALARS[field]
    want, have, accept = get(gold, path), get(record, path), _alternatives(gold, path)
    if field in FALSE_IS_SILENCE:
        want, have = want or None, have or None
        accept = accept and [value or None for value in accept]
    # records of other programs keep no proof for each part
    proven = get(record, proof) or get(record, proof.partition(".")[0])
    tally.value(field, want, have, document, accept, proof=proof_of(proven))


def _score_parties(document: str, gold: Json, record: Json, tally: Tally) -> None:
    pairs, lost, extra = pair(gold.get("parties") or [], entries(record, "parties"), "name")
    for want, have in pairs:
        proof = proof_of(have)
        tally.add("parties", "tp", document, proof=proof)
        accept = _alternatives(want, "kind")
        tally.value("parties.kind", want.get("kind"), have.get("kind"), document, accept, proof=proof)
        alias = have.get("alias")
        if alias is None or alias != want.get("joint_alias"):
            _prose(document, "parties.alias", want, alias, tally, proof)
        person = have.get("represented_by")
        if person and set(words(want.get("represented_by"))) & set(words(person)):
            tally.add("parties.represented_by", "tp", document, proof=proof)
        else:
            _prose(document, "parties.represented_by", want, person, tally, proof)
    _leftovers(document, "parties", "name", lost, extra, tally)


def _prose(document: str, field: str, want: Json, value: object, tally: Tally, proof: Proof | None) -> None:
    key = field.rpartition(".")[2]
    if value and close(want, key, value):
        tally.add(field, "tp", document, proof=proof)
    else:
        tally.value(field, want.get(key), value, document, _alternatives(want, key), proof=proof)


def _leftovers(document: str, field: str, key: str, lost: list[Json], extra: list[Json], tally: Tally) -> None:
    for want in lost:
        tally.add(field, "fn", document, want[key])
    for have in extra:
        tally.add(field, "fp", document, have.get(key), proof=proof_of(have))


def _score_signatures(document: str, gold: Json, record: Json, tally: Tally) -> None:
    named = [want for want in gold.get("signatures") or [] if want.get("person")]
    pairs, lost, extra = pair(named, [have for have in entries(record, "signatures") if have.get("person")], "person")
    for want, have in pairs:
        proof = proof_of(have)
        tally.add("signatures", "tp", document, proof=proof)
        accept = _alternatives(want, "date")
        tally.value("signatures.date", want.get("date"), have.get("date"), document, accept, proof=proof)
        _prose(document, "signatures.party", want, have.get("party"), tally, proof)
    _leftovers(document, "signatures", "person", lost, extra, tally)


def _score_goals(document: str, gold: Json, record: Json, tally: Tally) -> None:
    optional = gold.get("optional_goals") or []
    wanted = gold.get("goals") or []
    hits, free = claim(wanted, entries(record, "goals"), optional)
    for want, hit in zip(wanted, hits, strict=True):
        if hit is None and want.get("optional"):
            continue
        tally.add("goals", "fn" if hit is None else "tp", document, want["starts_with"], proof=proof_of(hit))
        _score_target(document, want, hit, tally)
    for goal in free:
        if not any(begins(goal.get("text"), other["starts_with"], exact=False) for other in optional):
            tally.add("goals", "fp", document, str(goal.get("text"))[:70], proof=proof_of(goal))
            if goal.get("target"):
                tally.add("goals.target", "fp", document, goal["target"], proof=proof_of(goal))


def _score_target(document: str, want: Json, hit: Json | None, tally: Tally) -> None:
    target, have = want.get("target"), (hit or {}).get("target")
    if not target and not have:
        return
    if any(_same_target(one, have) for one in want.get("targets") or [target] if one):
        tally.add("goals.target", "tp", document, proof=proof_of(hit))
        return
    if have:
        tally.add("goals.target", "fp", document, have, proof=proof_of(hit))
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
        proof = proof_of(have)
        tally.add("organs", "tp", document, proof=proof)
        accept = _alternatives(want, "interval")
        tally.value("organs.interval", want.get("interval"), have.get("interval"), document, accept, proof=proof)
        listed = have["members"] if isinstance(have.get("members"), list) else []
        for member in want.get("members") or []:
            wordings = [member, *((want.get("members_accept") or {}).get(member) or [])]
            found = any(words(name) and alike(wording, name) for wording in wordings for name in listed)
            tally.add("organs.members", "tp" if found else "fn", document, member)
    real = [have for have in extra if not any(close(one, "name", have.get("name")) for one in optional)]
    _leftovers(document, "organs", "name", lost, real, tally)


def _score_set(document: str, field: str, key: str, gold: Json, record: Json, tally: Tally) -> None:
    if gold.get(field) in (None, "unknown"):
        return
    want = {entry[key] for entry in gold[field]}
    have = {str(entry.get(key)): proof_of(entry) for entry in entries(record, field)}
    listed = [*(gold.get(f"optional_{field}") or []), *(gold.get(f"{field}_accept") or [])]
    optional = {entry[key] if isinstance(entry, Mapping) else entry for entry in listed}
    for value in sorted(want & have.keys()):
        tally.add(field, "tp", document, proof=have[value])
    for value in sorted(want - have.keys()):
        tally.add(field, "fn", document, value)
    for value in sorted(have.keys() - want - optional):
        tally.add(field, "fp", document, value, proof=have[value])
