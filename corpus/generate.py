"""Compose agreements from facts: ``python corpus/generate.py --seed N --count K --out DIR``; see README.md."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from generator import compose


def main() -> None:
    """Write K agreements and their gold records, named after their seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="of the first; the others follow it")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--out", required=True, type=Path)
    args = parser.parse_args()
    for folder in ("agreements", "gold"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
    for seed in range(args.seed, args.seed + args.count):
        made = compose(seed)
        name = f"g-{seed:06}"
        (args.out / "agreements" / f"{name}.txt").write_text(made.text, encoding="utf-8", newline="\n")
        gold = {"text": f"../agreements/{name}.txt", **made.gold}
        (args.out / "gold" / f"{name}.json").write_text(
            json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )
    print(f"{args.count} agreements in {args.out}")


if __name__ == "__main__":
    main()
