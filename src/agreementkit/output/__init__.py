"""What the catalog knows, written for people and programs: table, Markdown, HTML, CSV, JSON."""

from __future__ import annotations

from agreementkit.output.rendering import render

__all__ = ["render"]
