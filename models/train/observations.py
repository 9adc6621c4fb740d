"""Findings whose truth is known: agreements of the corpus, extracted and held against their gold records.

    python models/train/observations.py OUT.tsv NAME...

writes one row a judged value. With ``PYTHONPATH`` set to the plugins of an earlier revision it shows what rules found
in agreements that were written after them: ``first_sight.tsv`` was made so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

from agreementkit import Options, extract, load_plugins
from agreementkit.confidence import Cues
from agreementkit.evaluation import Tally, score_document
from agreementkit.evaluation.reliability import UNJUDGED

CORPUS = Path(__file__).parents[2] / "corpus"
GOLDS = (CORPUS / "gold", CORPUS / "hands" / "gold")
AS_OF = date(2026, 11, 21)
HEAD = "# document, kind, rule, raw, confirmed, repaired, quality, right"


@dataclass(frozen=True, slots=True, order=True)
class Observation:
    """One judged value: the finding that states it, and whether it is right."""

    document: str
    kind: str
    rule: str
    raw: float
    confirmed: bool
    repaired: float
    quality: float
    right: bool

    def cues(self) -> Cues:
        """As the calibration wants them."""
        return Cues(
            kind=self.kind,
            rule=self.rule,
            raw=self.raw,
            confirmed=self.confirmed,
            repaired=self.repaired,
            quality=self.quality,
        )


class Tickets:
    """Gives each finding a number in place of a confidence, so that a judged value leads back to its cues."""

    def __init__(self) -> None:
        self._given: list[Cues] = []

    def __call__(self, cues: Cues) -> float:
        """The next number, as a millionth."""
        self._given.append(cues)
        return (len(self._given) - 1) / 1e6

    def cues(self, ticket: float) -> Cues:
        """What the number was given for."""
        return self._given[round(ticket * 1e6)]


def observe(names: Iterable[str], change: Callable[[str, str], str] = lambda _, text: text) -> Iterator[Observation]:
    """Extract agreements and judge each value.

    Args:
        names: Of the corpus.
        change: From a name and its text to the text that is read in its place.
    """
    plugins, options = load_plugins(), Options(as_of=AS_OF)
    for name in names:
        path = next(folder / f"{name}.json" for folder in GOLDS if (folder / f"{name}.json").exists())
        gold = json.loads(path.read_text("utf-8"))
        text = (path.parent / gold["text"]).resolve().read_text("utf-8")
        tickets, tally = Tickets(), Tally()
        made = extract(change(name, text).encode(), f"{name}.txt", plugins=plugins, options=options, judge=tickets)
        score_document(name, gold, json.loads(made.record.to_json()), tally)
        for judgement in tally.judgements:
            if judgement.verdict == "fn" or judgement.field in UNJUDGED or judgement.proof is None:
                continue
            if judgement.proof.confidence is None:
                continue
            found = tickets.cues(judgement.proof.confidence)
            yield Observation(
                document=name,
                kind=found.kind,
                rule=found.rule,
                raw=round(found.raw, 3),
                confirmed=found.confirmed,
                repaired=round(found.repaired, 3),
                quality=round(found.quality, 3),
                right=judgement.verdict == "tp",
            )


def write(observations: Iterable[Observation], path: Path) -> None:
    """Write rows, sorted, truth as 0 and 1."""
    rows = (
        "\t".join(str(int(cell)) if isinstance(cell, bool) else str(cell) for cell in astuple(one))
        for one in sorted(observations)
    )
    path.write_text("\n".join([HEAD, *rows]) + "\n", "utf-8", newline="\n")


def read(path: Path) -> Iterator[Observation]:
    """Read rows that ``write`` has written."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            document, kind, rule, raw, confirmed, repaired, quality, right = line.split("\t")
            yield Observation(
                document, kind, rule, float(raw), confirmed == "1", float(repaired), float(quality), right == "1"
            )


if __name__ == "__main__":
    write(observe(sys.argv[2:]), Path(sys.argv[1]))
