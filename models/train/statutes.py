"""Reads the federal statutes (bundestag/gesetze, Markdown in a tar.xz) law by law; shared by the recipes."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOCIAL_RE = re.compile(
    r"^(?:sgb|bafoeg|wogg|asylblg|beeg|uhvorschg|kkg|bkgg|agg|bbig|aufenthg|bgleig|bfdg|jfdg|schkg|adoptvermig|tvg|behig)"
)
"""Folder names of the laws whose words are those of social and youth administration."""

FRONT_MATTER_RE = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class Law(NamedTuple):
    """One law: its folder's name and its text without the front matter."""

    name: str
    text: str


def read_laws(archive: Path) -> Iterator[Law]:
    """Yield the laws in the order of their names, so that counts and samples do not depend on the archive."""
    texts: dict[str, str] = {}
    with tarfile.open(archive, "r:xz") as tar:
        for member in tar:
            if member.isfile() and member.name.endswith("index.md"):
                file = tar.extractfile(member)
                if file is not None:
                    texts[Path(member.name).parent.name] = file.read().decode("utf-8")
    for name in sorted(texts):
        yield Law(name, FRONT_MATTER_RE.sub("", texts[name], count=1))
