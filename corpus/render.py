"""Render corpus texts: ``python corpus/render.py --out DIR [--kind scan] [--degrade hard] FILES...``; see README.md."""

from __future__ import annotations

import argparse
from pathlib import Path

from rendering import Style, page_images, sandwich_pdf, scan_pdf, scan_tiff, typeset

KINDS = ("born-digital", "scan", "sandwich", "tiff")


def render(text: str, kind: str, *, style: Style, dpi: int = 300, degradation: str = "none", seed: int = 0) -> bytes:
    """Render one text.

    Args:
        text: The corpus text.
        kind: One of ``KINDS``.
        style: How it is set.
        dpi: Resolution of pictures.
        degradation: ``none``, ``light`` or ``hard``; without meaning for born-digital.
        seed: The same seed, the same bytes.

    Returns:
        A PDF, or a TIFF for the kind ``tiff``.
    """
    pdf = typeset(text, style)
    if kind == "born-digital":
        return pdf
    images = page_images(pdf, dpi=dpi, degradation=degradation, seed=seed)
    if kind == "tiff":
        return scan_tiff(images, dpi=dpi)
    make = sandwich_pdf if kind == "sandwich" else scan_pdf
    return make(images, dpi=dpi, degradation=degradation)


def main() -> None:
    """Render the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--kind", choices=KINDS, default="born-digital")
    parser.add_argument("--dpi", type=int, choices=(300, 200, 150), default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--degrade", choices=("none", "light", "hard"), default="none")
    parser.add_argument("--font", choices=("Helvetica", "Times", "Courier"), default="Helvetica")
    parser.add_argument("--size", type=float, default=11.0, help="points")
    parser.add_argument("--leading", type=float, default=1.25, help="multiple of the size")
    parser.add_argument("--page-numbers", action="store_true")
    parser.add_argument("--running-head", default="")
    parser.add_argument("--hyphenate", action="store_true")
    parser.add_argument("--justify", action="store_true")
    parser.add_argument("--side-by-side", action="store_true", help="signatures in two columns")
    args = parser.parse_args()
    style = Style(
        font=args.font,
        size=args.size,
        leading=args.leading,
        page_numbers=args.page_numbers,
        running_head=args.running_head,
        hyphenate=args.hyphenate,
        justify=args.justify,
        side_by_side=args.side_by_side,
    )
    args.out.mkdir(parents=True, exist_ok=True)
    for path in args.files:
        data = render(
            path.read_text(encoding="utf-8"),
            args.kind,
            style=style,
            dpi=args.dpi,
            degradation=args.degrade,
            seed=args.seed,
        )
        target = args.out / f"{path.stem}.{'tif' if args.kind == 'tiff' else 'pdf'}"
        target.write_bytes(data)
        print(target)


if __name__ == "__main__":
    main()
