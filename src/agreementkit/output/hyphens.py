"""Long German words divided where a column ends: «Kooperations-» and «vereinbarung», not «Kooperationsvereinbar».

A compound is divided between its parts where they can be told, else between two syllables (Amtliches Regelwerk 2024,
§§ 107 to 113: one consonant goes to the next line, of several the last; ch, sch, ck, ph, th stay together). What is no
word, such as an address or a file's name, is cut without a hyphen: it must stay what it is when it is copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LEAST = 3
_NARROW = 8

_COMPOUND_RE = re.compile(
    r"(?:ung|heit|keit|schaft|ion|tät|ling|tum|ing)s(?=[a-zäöüß]{3})"  # these take a linking s, which ends a part
    r"|(?=vereinbarung|vertrag|erklärung|verwaltung|verband|gemeinschaft|gesellschaft|einrichtung|ministerium|behörde"
    r"|ausschuss|ausschuß|beirat|kreis|gruppe|konzept|beratung|betreuung|förderung|unterstützung|entwicklung|leistung"
    r"|versicherung|schutz|hilfe|arbeit|angebot|zentrum|agentur|schule|jugend|kinder|träger)",
    re.IGNORECASE,
)
_SYLLABLE_RE = re.compile(
    r"[aeiouyäöü](?=(?:sch|ch|ck|ph|th|qu|[bcdfghjklmnpqrstvwxzß])[aeiouyäöü])"
    r"|[aeiouyäöü][bcdfghjklmnpqrstvwxzß]{1,4}?(?=(?:sch|ch|ck|ph|th|qu|[bcdfghjklmnpqrstvwxzß])[aeiouyäöü])",
    re.IGNORECASE,
)
_OWN_BREAK_RE = re.compile(r"[^\W\d_][-\N{EN DASH}/](?=[^\W\d_])")
_NO_WORD_RE = re.compile(r"[\d@_.:/\\](?=\w)|\d")


def divide_words(text: str, width: int) -> str:
    r"""A text whose words fit a column.

    Args:
        text: On any number of lines.
        width: Of the column, in characters.

    Returns:
        The text, with a line feed where a word that is wider was divided.

    >>> divide_words("die Kooperationsvereinbarung", 21)
    'die Kooperations-\nvereinbarung'
    >>> divide_words("Sozialpädagoginnen", 14), divide_words("info@stadtverwaltung.example", 20)
    ('Sozialpädago-\nginnen', 'info@stadtverwaltung\n.example')
    """
    if width < _NARROW:
        return text
    return re.sub(rf"\S{{{width + 1},}}", lambda match: "\n".join(_pieces(match.group(), width)), text)


def _pieces(word: str, width: int) -> Iterator[str]:
    start = 0
    while len(word) - start > width:
        end, hyphen = _division(word, start, width)
        yield word[start:end] + hyphen
        start = end
    yield word[start:]


def _division(word: str, start: int, width: int) -> tuple[int, str]:
    """Where a word is divided, at most ``width`` behind its start, and the hyphen that is set there."""
    own = [match.end() for match in _OWN_BREAK_RE.finditer(word, start, start + width)]
    if own and own[-1] - start >= _LEAST:
        return own[-1], ""
    window = word[start : start + width + _NARROW]
    if _NO_WORD_RE.search(window):
        return start + width, ""
    parts = [match.end() for match in _COMPOUND_RE.finditer(window)]
    # a linking s belongs to the part before it
    syllables = [end for match in _SYLLABLE_RE.finditer(window) if (end := match.end()) + 1 not in parts]
    for ends in (parts, syllables):
        fitting = [end for end in ends if _LEAST <= end < width and len(word) - start - end >= _LEAST]
        if fitting:
            return start + fitting[-1], "-"
    return start + width, ""
