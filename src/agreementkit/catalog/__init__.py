"""The catalog of agreements: one SQLite file, its originals beside it.

``store`` is the only writer; ``queries``, ``search``, ``compare`` and ``sql`` read.
"""

from __future__ import annotations

from agreementkit.catalog.passages import Passage, passages_of
from agreementkit.catalog.store import AddResult, Catalog, open_catalog, producer_key

__all__ = ["AddResult", "Catalog", "Passage", "open_catalog", "passages_of", "producer_key"]
