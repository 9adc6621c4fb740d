"""Which party a short word below a signature means: «Für die Kammer» where one of the parties is a Handwerkskammer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit.agreement import Party, PartyKind

__all__ = ["is_only_a_noun", "party_called", "same_word", "words_of"]

_SMALL = frozenset({"der", "die", "das", "des", "dem", "den", "und", "für", "in", "im", "von", "zu", "am", "an"})
_KINDS: dict[str, PartyKind] = {
    "schule": "school",
    "verein": "association",
    "verband": "association",
    "firma": "company",
    "gesellschaft": "company",
    "unternehmen": "company",
    "betrieb": "company",
    "agentur": "employment_agency",
    "arbeitsagentur": "employment_agency",
    "jobcenter": "jobcenter",
    "ministerium": "ministry",
    "kommune": "municipality",
    "gebietskörperschaft": "municipality",
}
_NOUNS = frozenset(_KINDS) | frozenset(
    [
        "stadt", "gemeinde", "samtgemeinde", "verbandsgemeinde", "ortsgemeinde", "markt", "kreis", "landkreis",
        "land", "bund", "kammer", "stiftung", "träger", "schulträger", "klinik", "klinikum", "krankenhaus",
        "hochschule", "universität", "polizei", "behörde", "amt", "jugendamt", "schulamt", "kirche",
        "kirchengemeinde", "diakonie", "caritas", "genossenschaft", "sparkasse", "bank", "kasse", "volkshochschule",
        "gymnasium", "realschule", "grundschule", "hauptschule", "gesamtschule", "berufsschule", "kita",
        "bibliothek", "zweckverband",
    ]
)  # fmt: skip
_ADJECTIVE_RE = re.compile(r"\w{0,30}(?:isch|lich|ig|al|är|ell|iv|haft|deutsch|rot|frei|neu|groß|alt)e[rsn]?")
_SHORTEST_END, _SHORTEST_START = 4, 6
"""Letters that a word must have to be known as the end, or the beginning, of a compound."""


def words_of(text: str) -> list[str]:
    """The words of a name in small letters, without articles and the like."""
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in _SMALL]


def same_word(word: str, other: str) -> bool:
    """Equal but for an ending of the genitive or dative."""
    return word == other or (len(word) > 3 and other in (word + "s", word + "es", word + "n", word + "en"))


def is_only_a_noun(text: str) -> bool:
    """Whether a text says what a body is, and not which one: «Stadt», «die Kammer».

    >>> is_only_a_noun("die Kammer"), is_only_a_noun("Stadt Musterau"), is_only_a_noun("AWO")
    (True, False, False)
    """
    said = words_of(text)
    return len(said) == 1 and any(same_word(noun, said[0]) for noun in _NOUNS)


def party_called(text: str, parties: Sequence[Party], place: str | None) -> str | None:
    """The name of the only party that a short name can mean, or None.

    A single word means the party whose name begins with it or with a compound of it, else the one whose name holds it,
    else the only party of the kind that it names; several words mean the party whose name begins with them. Where two
    parties fit, the place of the signature may decide.

    Args:
        text: What stands in the signature block.
        parties: The parties of the document.
        place: Where the signature was given.
    """
    said = words_of(text)
    if not said:
        return None
    fitting = [party for party in parties if _begins_with(words_of(party.name), said)]
    if not fitting and len(said) == 1:
        fitting = [party for party in parties if any(_is_part(said[0], word) for word in words_of(party.name))]
    if not fitting and len(said) == 1:
        fitting = [party for party in parties if party.kind == _KINDS.get(said[0])]
    if len(fitting) > 1 and place:
        fitting = [party for party in fitting if set(words_of(place)) <= set(words_of(party.name))]
    return fitting[0].name if len(fitting) == 1 else None


def _begins_with(name: list[str], said: list[str]) -> bool:
    """Whether a name begins with these words, its adjectives left aside."""
    for start in range(min(3, len(name))):
        first, *rest = name[start : start + len(said)] or [""]
        if _is_part(said[0], first) and len(rest) == len(said) - 1:
            return all(
                same_word(word, other) or same_word(other, word) for word, other in zip(said[1:], rest, strict=True)
            )
        if not _ADJECTIVE_RE.fullmatch(first):
            return False
    return False


def _is_part(word: str, of: str) -> bool:
    """Whether a word is another, or the end or the beginning of that compound."""
    return (
        _is_inflected(word, of)
        or (len(word) >= _SHORTEST_END and of.endswith(word))
        or (len(word) >= _SHORTEST_START and of.startswith(word))
    )


def _is_inflected(word: str, other: str) -> bool:
    return same_word(word, other) or same_word(other, word)
