"""``python -m agreementkit``."""

from __future__ import annotations

from agreementkit.cli import main

if __name__ == "__main__":
    main()
