"""The reading room's tests: a package, so that its conftest has a name of its own."""

from __future__ import annotations
