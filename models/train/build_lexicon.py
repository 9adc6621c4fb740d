"""Counts the words of the statutes into the lexicon, the compound parts, the confusable words and their contexts.

    python models/train/build_lexicon.py gesetze_md.tar.xz gemeinden_2023-11-30.csv models/agreementkit_models

The result depends on nothing but its inputs: the same archives give the same bytes.
"""

from __future__ import annotations

import csv
import re
import sys
import tomllib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from pathlib import Path

from neighbours import write_neighbours
from packing import compress, quantised
from statutes import SOCIAL_RE, read_laws

CORPUS = Path(__file__).parents[2] / "corpus"
TOKEN_RE = re.compile(r"[^\W\d_]+|[.,;:!?()\d]|\n\n")
SOCIAL_WEIGHT = 10
"""A word of social law counts as often again: agreements are written in its language, not in that of tax law."""

AGREEMENT_WEIGHT = 30
"""And a word of our own agreements (the train split) more often still."""

PLACE_COUNT = 3
PEOPLE = 3000
"""What a place name counts: enough to be known, and once more for every so many people who live there."""

PAIR_COUNT = 3
"""Rarer pairs of words are left out."""

ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
GENITIVES = ("s", "es")
BOTH_CASES = 5
KNOWN_STEM = 10
"""A stem with an umlaut that was counted so often is given the endings that were not."""

# What an umlaut is read as most often; used to find the words that a garbled word could be taken for.
GARBLED = {
    "ä": ("a",),
    "ö": ("o", "d", "é"),
    "ü": ("u", "i", "ii", "t", "l", "li", "ti", "il"),
    "ß": ("b", "f", "s", "r"),
}


def main(statutes: Path, places: Path, target: Path) -> None:
    """Count and write the artefacts into the folder ``target``."""
    columns, contexts = count(texts_of(statutes))
    add_words(columns, Path(__file__).with_name("domain_words.txt"), places)
    add_endings(columns)
    words = sorted(columns)
    write_lexicon(target, words, columns)
    write_modifiers(target, columns)
    confusable = confusable_words(words, columns)
    lines = [f"{read}\t{' '.join(sorted(printed))}\n" for read, printed in sorted(confusable.items())]
    (target / "confusable.tsv").write_text("".join(lines), encoding="utf-8", newline="\n")
    write_contexts(target, words, contexts)
    wanted = set(confusable).union(*confusable.values())
    # A capital that has lost its dots leaves open how the word was written.
    wanted |= {word for word in words if word[0] in "äöü" and min(columns[word][:2]) >= BOTH_CASES}
    write_neighbours(target, texts_of(statutes), columns, wanted)


def texts_of(statutes: Path) -> Iterator[tuple[list[str], int]]:
    """The tokens of each law and of each agreement to learn from, with what they count for."""
    for law in read_laws(statutes):
        yield TOKEN_RE.findall(law.text), SOCIAL_WEIGHT if SOCIAL_RE.match(law.name) else 1
    for name in tomllib.loads((CORPUS / "splits.toml").read_text(encoding="utf-8"))["train"]:
        text = (CORPUS / "agreements" / f"{name}.txt").read_text(encoding="utf-8")
        yield TOKEN_RE.findall(re.sub(r"(?<=[^\W\d_])-\n\s*(?=[a-zäöüß])", "", text)), AGREEMENT_WEIGHT


def count(texts: Iterable[tuple[list[str], int]]) -> tuple[dict[str, list[int]], Counter[tuple[str, str]]]:
    """Count words by how they are written (lower case, capital first, other), and pairs of words in lower case."""
    columns: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    forms: Counter[str] = Counter()
    contexts: Counter[tuple[str, str]] = Counter()
    for tokens, weight in texts:
        words = [token for token in tokens if token[0].isalpha()]
        lowered = [token.lower() if token[0].isalpha() else "" for token in tokens]
        pairs = [pair for pair in pairwise(lowered) if all(pair)]
        if weight == AGREEMENT_WEIGHT:
            # An agreement's own names are no words of the language.
            words = [word for word in words if word.islower() or word in forms]
        for _ in range(weight):
            forms.update(words)
            contexts.update(pairs)
    for form, number in forms.items():
        columns[form.lower()][column_of(form)] += number
    return columns, contexts


def column_of(form: str) -> int:
    """0 for lower case, 1 for a capital first letter, 2 for anything else."""
    if form.islower():
        return 0
    return 1 if form[0].isupper() and (len(form) == 1 or form[1:].islower()) else 2


def add_words(columns: dict[str, list[int]], domain: Path, places: Path) -> None:
    """Add the vocabulary of the trade, which statutes lack, and the names of places."""
    for line in domain.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, *forms = line.split()
            for form in forms:
                cell = columns[form.lower()]
                cell[column_of(form)] = max(cell[column_of(form)], int(number))
    with places.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number = PLACE_COUNT + int(row["population"] or 0) // PEOPLE
            for form in re.findall(r"[^\W\d_]{4,}", row["name"]):
                if form[0].isupper():
                    cell = columns[form.lower()]
                    cell[column_of(form)] = max(cell[column_of(form)], number)


def add_endings(columns: dict[str, list[int]]) -> None:
    """Give words the endings that the statutes happen not to have: «bloßer», «Räumungen», «Übungsleiterinnen»."""
    added: list[tuple[str, int]] = []
    stems: dict[str, set[str]] = defaultdict(set)
    for word, (low, title, _) in columns.items():
        if len(word) < 5:
            continue
        if low > title and low >= KNOWN_STEM:
            for ending in ADJECTIVE_ENDINGS:
                if word.endswith(ending):
                    stems[word.removesuffix(ending)].add(ending)
        elif title > low and title >= KNOWN_STEM:
            added += [(word + ending, 1) for ending in noun_endings(word)]
    for stem, endings in stems.items():
        if len(endings & {"", "e", "en"}) >= 2 and len(stem) >= 4:
            added += [(stem + ending, 0) for ending in ADJECTIVE_ENDINGS]
    for word, column in added:
        columns[word][column] += not any(columns.get(word, ()))


def noun_endings(word: str) -> tuple[str, ...]:
    """What may follow a noun that the statutes have; its plural and genitive where it has an umlaut or a suffix."""
    if word.endswith(("ung", "heit", "keit", "ität", "schaft")):
        return ("en",)
    if word.endswith("er"):
        return ("in", "innen", *(() if word.isascii() else ("n", "s")))
    if word.endswith("in"):
        return ("nen",)
    if word.isascii() or word[-1] in "isnxzß":
        return ()
    return ("n",) if word[-1] == "e" else GENITIVES


def write_lexicon(target: Path, words: list[str], columns: dict[str, list[int]]) -> None:
    """The sorted words, and a byte of count for each in three columns one after the other."""
    (target / "lexicon_words.txt.xz").write_bytes(compress("\n".join(words).encode()))
    counts = b"".join(bytes(quantised(columns[word][column]) for word in words) for column in range(3))
    (target / "lexicon_counts.bin.xz").write_bytes(compress(counts))


def write_modifiers(target: Path, columns: dict[str, list[int]]) -> None:
    """The first parts of compounds, linking letters included, with the number of heads they were seen before."""
    nouns = {word for word, (low, title, _) in columns.items() if title >= 10 and title > low and len(word) >= 4}
    others = {word for word, (low, title, _) in columns.items() if low >= 20 and low > title and len(word) >= 5}
    heads_of: dict[str, set[str]] = defaultdict(set)
    for word, (low, title, _) in columns.items():
        heads = nouns if title > low else others
        # The longest head is the right one: «qualitätsbe-auftragter» is no way to divide.
        split = next((cut for cut in range(4, len(word) - 3) if word[cut:] in heads), None)
        if split is not None:
            heads_of[word[:split]].add(word[split:])
    kept = sorted((part, len(heads)) for part, heads in heads_of.items() if len(heads) >= 4)
    text = "".join(f"{part}\t{number}\n" for part, number in kept)
    (target / "modifiers.tsv.xz").write_bytes(compress(text.encode()))


def garbled_forms(word: str) -> Iterator[str]:
    """What a word may be read as, one to four of its umlauts garbled, in lower case."""
    places = [index for index, letter in enumerate(word) if letter in GARBLED]
    if not 1 <= len(places) <= 4:
        return
    choices: Iterable[tuple[str, ...]] = product(*(("", *GARBLED[word[index]]) for index in places))
    for choice in choices:
        if any(choice):
            letters = list(word)
            for index, seen in zip(places, choice, strict=True):
                letters[index] = seen or letters[index]
            yield "".join(letters)


def confusable_words(words: list[str], columns: dict[str, list[int]]) -> dict[str, set[str]]:
    """Known words that may stand for another word whose umlauts were lost, with those words."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in words:
        if sum(columns[word]) >= 2:
            for form in garbled_forms(word):
                # A word that is a thousand times as common as the other is never taken for it.
                if form in columns and sum(columns[word]) * 1000 >= sum(columns[form]):
                    found[form].add(word)
    return found


def write_contexts(target: Path, words: list[str], contexts: Counter[tuple[str, str]]) -> None:
    """The pairs of neighbouring words: the words' numbers as one key, and a byte of count."""
    number = {word: index for index, word in enumerate(words)}
    rows = sorted(
        (number[first] << 20 | number[second], seen)
        for (first, second), seen in contexts.items()
        if seen >= PAIR_COUNT and first in number and second in number
    )
    steps = array("Q", (key - before for before, key in pairwise([0, *(key for key, _ in rows)])))
    if sys.byteorder == "big":
        steps.byteswap()
    planes = steps.tobytes()
    data = b"".join(planes[byte::8] for byte in range(8)) + bytes(quantised(seen) for _, seen in rows)
    (target / "contexts.bin.xz").write_bytes(compress(data))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
