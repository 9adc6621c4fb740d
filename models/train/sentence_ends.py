"""Learn where sentences begin with a spaCy ``senter``, and try it in the place of ``agreementkit.language``'s rules.

    python models/train/sentence_ends.py [--split dev|test] [--out FOLDER]

It learns from composed agreements, whose sentences are known, and from the train split as the rules part it. The
written corpus has no gold sentences: what counts is what the whole program reads with the model's. Half a minute on one
core.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed
from trials import Written, counted, read, replaced, report, written

from agreementkit.language import make_doc, pipeline, sentence_spans
from agreementkit.records import Span
from generator import compose

COMPOSED = range(30_000, 30_150)
HELD_OUT = range(40_000, 40_060)
EPOCHS = 8
CHUNK = 400
"""Tokens of one example."""
SENTER = {
    "model": {
        "@architectures": "spacy.Tagger.v2",
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 24,
            "depth": 2,
            "embed_size": 2000,
            "window_size": 2,
            "maxout_pieces": 2,
            "subword_features": True,
        },
    }
}


def composed(seed: int) -> Doc:
    """A composed agreement with the sentence starts it was written with; between the marks the rules' own."""
    made = compose(seed)
    marked = [Span(mark.start, mark.end) for mark in made.marks if mark.kind == "sentence"]
    between, position = [], 0
    for span in [*marked, Span(len(made.text), len(made.text))]:
        between += sentence_spans(made.text, position, span.start)
        position = span.end
    return make_doc(made.text, sorted([*marked, *between]))


def chunks(doc: Doc) -> list[Doc]:
    """Parts of a text that begin with a sentence, so that a step of learning stays small."""
    parts, start = [], 0
    for token in doc:
        if token.is_sent_start and token.i - start >= CHUNK:
            parts.append(doc[start : token.i].as_doc())
            start = token.i
    return [*parts, doc[start:].as_doc()]


def learn(docs: Sequence[Doc]) -> Language:
    """Train a senter; seeded, so that the same machine gives the same model."""
    fix_random_seed(0)
    random.seed(0)
    language = spacy.blank("de")
    language.add_pipe("senter", config=SENTER)
    examples = [
        Example(
            Doc(language.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc]),
            doc,
        )
        for doc in docs
    ]
    optimizer = language.initialize(lambda: examples[:50])
    for epoch in range(EPOCHS):
        random.shuffle(examples)
        losses: dict[str, float] = {}
        for first in range(0, len(examples), 8):
            language.update(examples[first : first + 8], sgd=optimizer, losses=losses, drop=0.1)
        print(f"  epoch {epoch + 1}: loss {losses['senter']:.0f}")
    return language


def starts(language: Language, text: str) -> list[int]:
    """Offsets at which the model lets a sentence begin."""
    doc = pipeline().make_doc(text)
    doc = language.get_pipe("senter")(
        Doc(language.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    )
    return [token.idx for token in doc if token.is_sent_start]


def parted_by(language: Language, *, both: bool) -> Callable[[str, int, int], list[Span]]:
    """A function in the shape of ``sentence_spans``; ``both`` ends a sentence only where model and rules do."""
    known: dict[str, list[int]] = {}

    def part(text: str, start: int, end: int) -> list[Span]:
        if text not in known:
            known.clear()
            known[text] = starts(language, text)
        cuts = known[text]
        if both:
            own = {span.start for span in sentence_spans(text, start, end)}
            cuts = [cut for cut in cuts if cut in own]
        edges = [start, *cuts[int(np.searchsorted(cuts, start, "right")) : int(np.searchsorted(cuts, end))], end]
        spans = []
        for first, last in pairwise(edges):
            piece = text[first:last]
            if piece.strip():
                begin = first + len(piece) - len(piece.lstrip())
                spans.append(Span(begin, begin + len(piece.strip())))
        return spans

    return part


def held_out(part: Callable[[str, int, int], list[Span]]) -> tuple[float, float]:
    """Precision and recall of sentence starts on composed agreements that were not learned: the same hand."""
    right = found = wanted = 0
    for seed in HELD_OUT:
        made = compose(seed)
        gold = {mark.start for mark in made.marks if mark.kind == "sentence"}
        first, last = min(gold), max(mark.end for mark in made.marks if mark.kind == "sentence")
        got = {span.start for span in part(made.text, first, last)}
        front = max(mark.end for mark in made.marks if mark.kind == "party")
        gold, got = {at for at in gold if at > front}, {at for at in got if at > front}
        right, found, wanted = right + len(gold & got), found + len(got), wanted + len(gold)
    return right / found, right / wanted


def main() -> None:
    """Learn, score on a split, and say how large and how fast the model is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    started = time.process_time()
    docs = [composed(seed) for seed in COMPOSED]
    docs += [outcome.document.doc for outcome in read(written("train")).values()]
    language = learn([part for doc in docs for part in chunks(doc)])
    print(f"{len(docs)} texts learned in {time.process_time() - started:.0f} CPU-s")
    if args.out is not None:
        language.to_disk(args.out)
        print(f"{args.out}: {sum(path.stat().st_size for path in args.out.rglob('*') if path.is_file()) / 1e6:.2f} MB")
    agreements: list[Written] = written(args.split)
    ways: dict[str, Any] = {}
    for way, by in (
        ("rules", None),
        ("model", parted_by(language, both=False)),
        ("both", parted_by(language, both=True)),
    ):
        precision, recall = held_out(by or sentence_spans)
        print(f"{way}: composed and not learned: precision {precision:.3f}, recall {recall:.3f}")
        with replaced("sentence_spans", by):
            started = time.process_time()
            outcomes = read(agreements)
        print(f"{way}: {time.process_time() - started:.2f} CPU-s")
        ways[way] = counted(agreements, {name: outcome.record for name, outcome in outcomes.items()})
    report(f"sentences on {args.split}", ways, [one.name for one in agreements])


if __name__ == "__main__":
    main()
