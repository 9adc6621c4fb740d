"""The termination plugin."""

from __future__ import annotations
