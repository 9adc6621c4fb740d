"""Learn to find goals and parties with a spaCy span categoriser, and try it in the place of the two plugins.

    python models/train/goal_party_spans.py [--split dev|test] [--out FOLDER]

Goals are looked for among sentences and list items, parties among runs of up to twelve tokens in the first part of a
text. It learns from composed agreements and from the gold records of the train split. Two minutes on one core.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.training import Example
from spacy.util import registry
from thinc.api import fix_random_seed, get_current_ops
from thinc.types import Ragged
from trials import Json, Outcome, Written, counted, only, read, report, written

from agreementkit.evaluation.matching import begins
from agreementkit.language import make_doc
from agreementkit.testing import document_from_text
from generator import compose

COMPOSED = range(50_000, 50_060)
EPOCHS = 20
FRONT = 450
"""Tokens in which parties are looked for."""
LONGEST_NAME = 12
SURE = 0.3
"""From this score on a span is believed; chosen on dev."""
KEY = "found"
_LABEL_RE = re.compile(r"\s*(?:[-–•*]|\(?\w{1,3}[.)]|\d+(?:\.\d+)+)\s+")
_NAME_END = frozenset({"V.", "e.V.", "mbH"})
WIDTH = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 48,
    "depth": 3,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": True,
}


def candidates(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges that may be a goal or a party."""
    found = {(sentence.start, sentence.end) for sentence in doc.sents if 4 <= len(sentence) <= 120}
    for first in range(min(len(doc), FRONT)):
        if not doc[first].text[:1].isupper() or doc[first].is_space:
            continue
        for last in range(first + 1, min(len(doc), first + LONGEST_NAME)):
            token = doc[last]
            if token.text in {",", ";", "("} or "\n\n" in token.text:
                break
            if token.text[:1].isupper() or token.text in _NAME_END:
                found.add((first, last + 1))
    return sorted(found)


@registry.misc("agreementkit.goal_party_candidates.v1")  # type: ignore[untyped-decorator]
def build_suggester() -> Callable[..., Ragged]:
    """The candidates in the shape that spaCy's span categoriser wants."""

    def suggest(docs: Iterable[Doc], *, ops: Any = None) -> Ragged:
        ops = ops or get_current_ops()
        ranges = [candidates(doc) for doc in docs]
        rows = [row for of in ranges for row in of]
        data = ops.asarray2i(np.array(rows, dtype="i").reshape(-1, 2))
        return Ragged(data, ops.asarray1i(np.array([len(of) for of in ranges], dtype="i")))

    return suggest


def marked(doc: Doc, spans: Iterable[tuple[int, int, str]]) -> Doc:
    """Set the gold spans: those candidates that a marked stretch names or begins."""
    groups: dict[tuple[int, int], str] = {}
    sentences = {(sentence.start, sentence.end): sentence for sentence in doc.sents}
    for start, end, kind in spans:
        for first, last in candidates(doc):
            if kind == "goal":
                sentence = sentences.get((first, last))
                if (
                    sentence is not None
                    and sentence.start_char <= start < sentence.end_char
                    and start - sentence.start_char < 12
                ):
                    groups[first, last] = kind
            elif (doc[first].idx, doc[last - 1].idx + len(doc[last - 1])) == (start, end):
                groups[first, last] = kind
    doc.spans[KEY] = [Tokens(doc, first, last, label=kind) for (first, last), kind in sorted(groups.items())]
    return doc


def from_composed(seed: int) -> Doc:
    """A composed agreement with its marks."""
    made = compose(seed)
    document = document_from_text(made.text, as_is=True)
    kinds = [(mark.start, mark.end, mark.kind) for mark in made.marks if mark.kind in {"goal", "party"}]
    return marked(make_doc(document.text, document.sentences), kinds)


def from_written(outcome: Outcome, gold: Json) -> Doc:
    """A written agreement with the places that its gold record names."""
    document, spans = outcome.document, []
    for goal in gold.get("goals") or []:
        for start, end in document.sentences:
            lead = _LABEL_RE.match(document.text, start, end)
            begin = lead.end() if lead else start
            if begins(document.text[begin:end], goal["starts_with"], exact=True):
                spans.append((begin, end, "goal"))
                break
    for party in gold.get("parties") or []:
        for name in (party["name"], *(party.get("name_accept") or [])):
            words = [re.escape(word) for word in name.split()]
            place = re.search(r"\w{0,2}\s+".join(words), document.text[: FRONT * 9])
            if place:
                spans.append((*place.span(), "party"))
                break
    return marked(make_doc(document.text, document.sentences), spans)


def learn(docs: Sequence[Doc]) -> Language:
    """Train a span categoriser; seeded, so that the same machine gives the same model."""
    fix_random_seed(0)
    random.seed(0)
    language = spacy.blank("de")
    language.add_pipe(
        "spancat",
        config={
            "spans_key": KEY,
            "threshold": SURE,
            "suggester": {"@misc": "agreementkit.goal_party_candidates.v1"},
            "model": {
                "@architectures": "spacy.SpanCategorizer.v1",
                "tok2vec": WIDTH,
                "reducer": {"@layers": "spacy.mean_max_reducer.v1", "hidden_size": 48},
                "scorer": {"@layers": "spacy.LinearLogistic.v1", "nO": None, "nI": None},
            },
        },
    )
    examples = [Example(bare(language, doc), doc) for doc in docs]
    optimizer = language.initialize(lambda: examples[:40])
    for epoch in range(EPOCHS):
        random.shuffle(examples)
        losses: dict[str, float] = {}
        for first in range(0, len(examples), 4):
            language.update(examples[first : first + 4], sgd=optimizer, losses=losses, drop=0.1)
        print(f"  epoch {epoch + 1}: loss {losses['spancat']:.0f}")
    return language


def bare(language: Language, doc: Doc) -> Doc:
    """The same tokens and sentences without any span, in the language's own vocabulary."""
    return Doc(
        language.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        sent_starts=[bool(token.is_sent_start) for token in doc],
    )


def found_by(language: Language, outcome: Outcome) -> Json:
    """The record with the model's goals and parties; of spans that overlap the surest is kept."""
    document = outcome.document
    doc = language.get_pipe("spancat")(bare(language, make_doc(document.text, document.sentences)))
    group = doc.spans[KEY]
    taken: set[int] = set()
    goals: list[Tokens] = []
    parties: list[Tokens] = []
    for score, span in sorted(zip(group.attrs["scores"], group, strict=True), key=lambda pair: -pair[0]):
        if score < SURE or taken & set(range(span.start, span.end)):
            continue
        taken.update(range(span.start, span.end))
        (goals if span.label_ == "goal" else parties).append(span)
    texts = [" ".join(span.text.split()) for span in sorted(goals, key=lambda span: span.start)]
    names = [" ".join(span.text.split()) for span in sorted(parties, key=lambda span: span.start)]
    goals_found = [{"text": _LABEL_RE.sub("", text, count=1)} for text in texts]
    return {**outcome.record, "goals": goals_found, "parties": [{"name": name} for name in dict.fromkeys(names)]}


def joined(record: Json, model: Json) -> Json:
    """The plugins' goals and parties; the model's where an agreement has none by the plugins."""
    if not record["document"]["is_agreement"]:
        return record
    return {**record, **{key: record[key] or model[key] for key in ("goals", "parties")}}


def main() -> None:
    """Learn, score on a split, and say how large and how fast the model is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    started = time.process_time()
    train = written("train")
    outcomes = read(train)
    docs = [from_composed(seed) for seed in COMPOSED]
    # the written ones are fewer and of more hands
    docs += [from_written(outcomes[one.name], one.gold) for one in train] * 4
    language = learn(docs)
    print(f"{len(docs)} texts learned in {time.process_time() - started:.0f} CPU-s")
    if args.out is not None:
        language.to_disk(args.out)
        print(f"{args.out}: {sum(path.stat().st_size for path in args.out.rglob('*') if path.is_file()) / 1e6:.2f} MB")
    agreements: list[Written] = written(args.split)
    read_by_rules = read(agreements)
    rules = {name: outcome.record for name, outcome in read_by_rules.items()}
    started = time.process_time()
    model = {name: found_by(language, outcome) for name, outcome in read_by_rules.items()}
    print(f"model: {time.process_time() - started:.2f} CPU-s")
    both = {name: joined(rules[name], model[name]) for name in rules}
    ways = {
        way: only(counted(agreements, records), "goals", "parties")
        for way, records in (("rules", rules), ("model", model), ("both", both))
    }
    report(f"goals and parties on {args.split}", ways, [one.name for one in agreements])


if __name__ == "__main__":
    main()
