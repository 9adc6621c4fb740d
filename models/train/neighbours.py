"""Counts what stands beside the words that a lost umlaut makes of one another; ``build_lexicon.py`` calls it.

A neighbour is one of the common words, or how it is written and how it ends, so that «der zahlt» and «wer zahlt» are
told from «der zählt» also where no statute has the pair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from packing import compress, quantised

COMMON_WORDS = 500
LEAST_ENDING = 3000
"""An ending that stands less often beside any word is no class of its own."""

LEAST_FORM = 5
SENTENCE_END = frozenset({".", "!", "?", ":", "\n\n"})


def write_neighbours(
    target: Path, texts: Iterable[tuple[list[str], int]], columns: dict[str, list[int]], wanted: set[str]
) -> None:
    """Count and write ``neighbours.txt.xz`` (classes, forms) and ``neighbours.bin.xz`` (their counts).

    Args:
        target: The folder of the artefacts.
        texts: The tokens of each text, with what it counts for.
        columns: The words' counts by how they are written.
        wanted: The words in lower case whose neighbours are counted.
    """
    common = sorted(sorted(columns, key=lambda word: (-sum(columns[word]), word))[:COMMON_WORDS])
    endings: Counter[str] = Counter()
    for word, (low, title, _) in columns.items():
        endings["l:" + word[-2:]] += low
        endings["T:" + word[-2:]] += title
    kept = sorted(ending for ending, number in endings.items() if number >= LEAST_ENDING)
    names = ["", "0", "l:", "T:", *common, *kept]
    number = {name: place for place, name in enumerate(names)}
    forms = sorted(
        form
        for word in wanted
        for form, seen in zip((word, word[0].upper() + word[1:]), columns[word], strict=False)
        if seen >= LEAST_FORM
    )
    rows = {form: [0] * (2 * len(names)) for form in forms}
    totals = [0] * (2 * len(names))
    classes: dict[str, int] = {}
    for tokens, weight in texts:
        count(tokens, weight, rows, totals, classes, number)
    (target / "neighbours.txt.xz").write_bytes(compress(("\n".join(names) + "\n\n" + "\n".join(forms)).encode()))
    lines = [totals, *(rows[form] for form in forms)]
    (target / "neighbours.bin.xz").write_bytes(compress(bytes(quantised(seen) for line in lines for seen in line)))


def count(
    tokens: list[str],
    weight: int,
    rows: dict[str, list[int]],
    totals: list[int],
    classes: dict[str, int],
    number: dict[str, int],
) -> None:
    """Add the neighbours in one text; before a word that begins a sentence stands none."""
    half = len(number)
    before = 0
    starts = True
    for place, token in enumerate(tokens):
        known = classes.get(token)
        if known is None:
            known = classes[token] = number[class_of(token, number)]
        totals[before] += weight
        totals[half + known] += weight
        row = rows.get(token)
        if row is not None and not starts:
            row[before] += weight
            following = tokens[place + 1] if place + 1 < len(tokens) else ""
            after = classes.get(following)
            row[half + (number[class_of(following, number)] if after is None else after)] += weight
        before = known
        starts = token in SENTENCE_END


def class_of(token: str, number: dict[str, int]) -> str:
    """The class of a neighbour: nothing for a mark, «0» for a number, a common word itself, or case and ending."""
    if not token[:1].isalpha():
        return "0" if token[:1].isdigit() else ""
    lowered = token.lower()
    if lowered in number:
        return lowered
    case = "T:" if token[0].isupper() else "l:"
    return case + lowered[-2:] if case + lowered[-2:] in number else case
