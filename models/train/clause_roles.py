"""Learn what a clause is about, and try it in the place of the cue table ``agreementkit.structure.roles``.

    python models/train/clause_roles.py [--split dev|test] [--out MODEL.npz]

A softmax regression in numpy over hashed words of heading and body. It learns roles that composed agreements state and
that the gold records of the train split imply (a clause with a gold goal is on goals); where a gold implies nothing it
learns the rules' own. Ten seconds on one core.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from trials import Written, counted, read, replaced, report, written

from agreementkit import Clause, Document
from agreementkit.evaluation.matching import begins
from agreementkit.records import Role
from agreementkit.structure.roles import judge_roles
from agreementkit.testing import document_from_text
from generator import compose

ROLES: tuple[Role, ...] = get_args(Role)
SIZE = 1 << 15
COMPOSED = range(20_000, 20_060)
BODY = 600
SURE = 0.8
"""From this probability on «both» believes the model where the rules say «other»; chosen on dev."""
_WORD_RE = re.compile(r"[a-zäöüß]{2,40}|§|%|\d+")

Weights = NDArray[np.float32]


def features(heading: str, body: str) -> list[int]:
    """The hashed words, word pairs and word beginnings of a clause; those of its heading by themselves."""
    found: set[str] = set()
    for place, text in (("h", heading), ("b", body[:BODY])):
        words = _WORD_RE.findall(text.lower())
        found.update(f"{place}{word}" for word in words)
        found.update(f"{place}{word[:6]}-" for word in words if len(word) > 6)
        found.update(f"{place}{one} {other}" for one, other in pairwise(words))
    return sorted({crc32(feature.encode()) % SIZE for feature in found})


def fit(rows: Sequence[list[int]], roles: Sequence[Role], *, epochs: int = 30, decay: float = 1e-5) -> Weights:
    """Softmax regression by stochastic gradient steps (Adagrad), seeded; the last row of the weights is the bias."""
    rng = np.random.default_rng(0)
    weights = np.zeros((SIZE + 1, len(ROLES)), dtype=np.float32)
    squares = np.full_like(weights, 1e-6)
    targets = [ROLES.index(role) for role in roles]
    for _ in range(epochs):
        for index in rng.permutation(len(rows)):
            active = [*rows[index], SIZE]
            error = probabilities(weights, rows[index])
            error[targets[index]] -= 1
            step = error[None, :] + decay * weights[active]
            squares[active] += step**2
            weights[active] -= 0.1 * step / np.sqrt(squares[active])
    return weights


def probabilities(weights: Weights, row: list[int]) -> NDArray[np.float32]:
    """The probability of each role."""
    scores = weights[row].sum(axis=0) + weights[SIZE]
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)


def implied(clause: Clause, document: Document, gold: dict[str, Any]) -> Role | None:
    """The role that a gold record implies for a clause without children, or None."""
    text = document.text[clause.start : clause.end]
    flat = " ".join(text.split())
    if document.children(clause) and clause.level == 0:
        return None
    goals = [goal for goal in gold.get("goals") or [] if isinstance(goal, dict)]
    sentences = document.sentences_in(clause.start, clause.end)
    for goal in goals:
        if any(begins(document.text[slice(*span)], goal["starts_with"], exact=True) for span in sentences):
            return "goals"
    proof = (gold.get("termination") or {}).get("evidence_contains")
    if proof and " ".join(proof.split())[:60] in flat:
        return "termination"
    term = gold.get("term") or {}
    for key in ("effective_date", "expiration_date"):
        raw = (term.get(key) or {}).get("raw") if isinstance(term, dict) else None
        if raw and " ".join(raw.split()) in flat and re.search(r"Kraft|gilt|gelt|läuft|end|begin|Dauer|Zeit", flat):
            return "term"
    for organ in gold.get("organs") or []:
        if organ["name"] in flat and organ.get("cadence") and organ["cadence"] in flat:
            return "organs"
    return None


def examples(agreements: Sequence[Written]) -> tuple[list[list[int]], list[Role]]:
    """What is learned: clauses of composed agreements and of written ones."""
    rows: list[list[int]] = []
    roles: list[Role] = []

    def add(document: Document, clause: Clause, role: Role) -> None:
        rows.append(features(clause.heading or "", document.text[clause.body_start : clause.end]))
        roles.append(role)

    for seed in COMPOSED:
        made = compose(seed)
        document = document_from_text(made.text, as_is=True)
        marks = [mark for mark in made.marks if mark.kind == "clause"]
        for clause in document.clauses:
            mark = next((mark for mark in marks if mark.start <= clause.start < mark.end), None)
            if mark is not None:
                add(document, clause, mark.role)  # type: ignore[arg-type]
    for name, (document, _) in read(agreements).items():
        gold = next(one.gold for one in agreements if one.name == name)
        for clause in document.clauses:
            add(document, clause, implied(clause, document, gold) or clause.role)
    return rows, roles


def judged_by(weights: Weights, *, both: bool) -> Any:
    """A function in the shape of ``judge_roles`` that uses the model alone or where the rules say «other»."""

    def judge(text: str, parts: Sequence[tuple[int, int]], parents: Sequence[int]) -> list[Role]:
        own = judge_roles(text, parts, parents)
        ends = [start for start, _ in parts[1:]] + [len(text)]
        roles: list[Role] = []
        for index, ((start, body), end) in enumerate(zip(parts, ends, strict=True)):
            found = probabilities(weights, features(text[start:body], text[body:end]))
            best = int(found.argmax())
            if both and not (own[index] == "other" and found[best] >= SURE):
                roles.append(own[index])
            elif not both and found[best] < 0.5 and parents[index] >= 0:
                roles.append(roles[parents[index]])
            else:
                roles.append(ROLES[best])
        return roles

    return judge


def main() -> None:
    """Learn, score on a split, and say how large and how fast the model is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    started = time.process_time()
    rows, roles = examples(written("train"))
    weights = fit(rows, roles).astype(np.float16).astype(np.float32)
    print(f"{len(rows)} clauses learned in {time.process_time() - started:.0f} CPU-s: {dict(Counter(roles))}")
    if args.out is not None:
        np.savez_compressed(args.out, weights=weights.astype(np.float16), roles=np.array(ROLES))
        print(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB")
    agreements = written(args.split)
    ways, clauses = {}, {}
    for way, by in (
        ("rules", None),
        ("model", judged_by(weights, both=False)),
        ("both", judged_by(weights, both=True)),
    ):
        with replaced("judge_roles", by):
            started = time.process_time()
            outcomes = read(agreements)
        print(f"{way}: {time.process_time() - started:.2f} CPU-s")
        ways[way] = counted(agreements, {name: outcome.record for name, outcome in outcomes.items()})
        clauses[way] = Counter(
            (implied(clause, outcome.document, one.gold), clause.role)
            for one in agreements
            for outcome in (outcomes[one.name],)
            for clause in outcome.document.clauses
        )
    for role in ("goals", "organs", "term", "termination"):
        cells = []
        for way, found in clauses.items():
            of = sum(count for (gold, _), count in found.items() if gold == role)
            cells.append(f"{way} {found[role, role]}/{of}")
        print(f"  clauses implied to be on {role:12} " + "   ".join(cells))
    report(f"clause roles on {args.split}", ways, [one.name for one in agreements])


if __name__ == "__main__":
    main()
