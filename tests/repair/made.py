"""Readings made from strings, for the tests of the repair."""

from __future__ import annotations

from agreementkit.records import Origin, Page, Reading, Source


def reading(*pages: str, origin: Origin = "plain") -> Reading:
    """A document with these pages."""
    return Reading(
        source=Source(file_name="made.txt", sha256="0" * 64, media_type="text/plain", size=1),
        pages=tuple(
            Page(number=number, text=text, origin=origin, quality=1.0, reason="made for a test")
            for number, text in enumerate(pages, 1)
        ),
    )
