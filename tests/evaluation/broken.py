"""Records that no extractor should write: what a scorer must live with. Seeded."""

from __future__ import annotations

import copy
import random
from typing import Any

JUNK: tuple[Any, ...] = (
    None,
    "",
    "text",
    0,
    -1,
    True,
    1.5,
    [],
    {},
    ["a", 3, None, {"name": 5}],
    {"value": []},
    [[1]],
)
STRINGS = ("text", "2019-01-01", "P3M", "unknown", "")


def broken(record: Any, seed: int, share: float = 0.08) -> Any:
    """A copy in which some nodes are replaced by junk, lists doubled, shortened or turned around, keys dropped."""
    draw = random.Random(seed)

    def spoil(node: Any) -> Any:
        if draw.random() < share:
            return copy.deepcopy(draw.choice(JUNK))
        if isinstance(node, dict):
            return {key: spoil(value) for key, value in node.items() if draw.random() > share / 2}
        if isinstance(node, list):
            made = [spoil(value) for value in node]
            how = draw.random()
            if how < share:
                made = made + copy.deepcopy(made)
            elif how < 2 * share:
                made.reverse()
            elif how < 3 * share:
                made = made[: len(made) // 2]
            return made
        if isinstance(node, str) and draw.random() < share:
            return draw.choice(STRINGS)
        return node

    made = {key: spoil(value) for key, value in record.items()}
    return made if isinstance(made, dict) else {}
