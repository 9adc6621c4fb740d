"""The goals plugin."""

from __future__ import annotations
