"""Whom a signature binds: the signing person joined to one of the parties by what the text says of both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from agreementkit.agreement import Party, Signature
from agreementkit.german import body_kind, names_body
from agreementkit.short_names import is_only_a_noun, party_called, same_word, words_of

MUNICIPAL_OFFICE_RE = re.compile(
    r"""(?: (?:Ober)?[Bb]ürgermeister | Landr[aä]t | Beigeordnet | Stadtr[aä]t | Stadtdirektor | Kreisdirektor
      | Dezernent | Kämmer | Amtsleit | Fachbereichsleit | Stadtverwaltung | Magistrat
      | (?:Jugend|Sozial|Gesundheits|Ordnungs|Haupt|Kultur|Bau|Schulverwaltungs|Kreisjugend|Stadtjugend)amte?s?\b )""",
    re.VERBOSE,
)
_KREIS_RE = re.compile(r"\b(?:Land)?[Kk]reis\b|Städteregion|StädteRegion")
_OTHER_HEAD_RE = re.compile(rf"{_KREIS_RE.pattern}|\bSamtgemeinde\b")
_OFFICES: tuple[tuple[re.Pattern[str], Callable[[Party], bool]], ...] = (
    (
        re.compile(r"(?:Ober)?[Kk]reisdirektor|Landr[aä]t|Kreisbeigeordnet|Kreisrat|Kreisrätin"),
        lambda party: party.kind == "municipality" and _KREIS_RE.search(party.name) is not None,
    ),
    (
        re.compile(r"Samtgemeinde(?:bürgermeister|direktor)|Verbandsbürgermeister|Verbandsgemeindebürgermeister"),
        lambda party: party.name.startswith(("Samtgemeinde", "Verbandsgemeinde")),
    ),
    (
        re.compile(r"(?:Ober|\b)[Bb]ürgermeister|Stadtdirektor|Gemeindedirektor|Stadtr[aä]t(?:in)?\b"),
        lambda party: party.kind == "municipality" and _OTHER_HEAD_RE.search(party.name) is None,
    ),
    (
        re.compile(r"\b(?:Kon)?[Rr]ektor(?:in)?\b|Schul-?[Ll]eit|Studiendirektor"),
        lambda party: party.kind == "school",
    ),
    (re.compile(r"\b[Mm]inister(?:in)?\b|Staatssekretär"), lambda party: party.kind == "ministry"),
    (re.compile(r"Polizei(?:präsident|direktor|rat|rätin|oberrat)"), lambda party: party.name.startswith("Polizei")),
)
"""Offices that only one sort of body has, and which party is of this sort; the first that fits decides."""
_OF_BODY_RE = re.compile(r"\s(?:der|des)\s(?P<body>[\w-]{3,40})\Z")
SIGNED_ONLY = 0.8


def settle_signatures(signatures: tuple[Signature, ...], parties: tuple[Party, ...]) -> tuple[Signature, ...]:
    """Give each signature the name of its party as the record writes it.

    A party is settled by its name in the signature block, by the person's name in the party's representation, by the
    party's name inside the office, by a short name that only one party can bear, or, for a municipal office, by being
    the only municipality. Else it stays as read; a bare «Stadt» that may be either of two is nobody.
    """
    alike = Counter((signature.party, signature.place) for signature in signatures)
    return tuple(
        _settled(signature, parties, alone=alike[signature.party, signature.place] == 1) for signature in signatures
    )


def _settled(signature: Signature, parties: tuple[Party, ...], *, alone: bool) -> Signature:
    party = _party_of(signature, parties, signature.place if alone else None)
    if party is None and parties and is_only_a_noun(signature.party or ""):
        return signature.model_copy(update={"party": None})
    return signature.model_copy(update={"party": party}) if party is not None else signature


def parties_who_sign(signatures: tuple[Signature, ...]) -> tuple[Party, ...]:
    """The parties for which somebody signed, where the document names them nowhere else; none below two.

    A body that a signature names is a party by the rules of signing, but what it is called there may be short, and
    witnesses sign too: so the confidence is at most ``SIGNED_ONLY``.
    """
    first: dict[str, Signature] = {}
    for signature in signatures:
        if signature.party and names_body(signature.party) and not is_only_a_noun(signature.party):
            first.setdefault(signature.party, signature)
    if len(first) < 2:
        return ()
    return tuple(
        Party(
            name=name,
            kind=body_kind(name),
            evidence=signature.evidence,
            confidence=min(signature.confidence, SIGNED_ONLY),
            rule="signed_for",
            plugin=signature.plugin,
        )
        for name, signature in first.items()
    )


def last_signed(
    signatures: tuple[Signature, ...], parties: tuple[Party, ...], block_day: str | None = None
) -> str | None:
    """The day of the last signature, ISO; None where none is dated, or where a party has certainly not signed yet.

    What begins «with the signature of all» has not begun before the last of them; where it is not known for whom
    somebody signed, the dated signatures are taken for all. A later day in the block, ``block_day``, is the signature
    of somebody whom a page break or a stroke of the pen has parted from it.
    """
    dates = [signature.date for signature in signatures if signature.date]
    settled = {signature.party for signature in signatures}
    dated = {signature.party for signature in signatures if signature.date}
    if None not in settled and {party.name for party in parties} - dated:
        return None
    return max([*dates, block_day] if dates and block_day else dates, default=None)


def _party_of(signature: Signature, parties: tuple[Party, ...], place: str | None) -> str | None:
    """The party that signs; ``place`` is None where two sign by the same short name at one place."""
    for text in (signature.party, signature.office):
        named = [party.name for party in parties if text and _names(text, party)]
        if len(named) == 1:
            return named[0]
    of_body = _OF_BODY_RE.search(signature.office or "")
    short = signature.party or (of_body["body"] if of_body and is_only_a_noun(of_body["body"]) else "")
    called = party_called(short, parties, place)
    if called is not None:
        return called
    surname = signature.person.split()[-1] if signature.person.split() else ""
    represented = [p.name for p in parties if surname and surname in (p.represented_by or "").split()]
    if len(represented) == 1:
        return represented[0]
    return _held_with(signature.office or "", parties) if signature.party is None else None


def _held_with(office: str, parties: tuple[Party, ...]) -> str | None:
    """The only party that has such an office: one Landrat for one Kreis, one Rektorin for one school."""
    for pattern, has in _OFFICES:
        if pattern.search(office):
            holders = [party.name for party in parties if has(party)]
            if holders:
                return holders[0] if len(holders) == 1 else None
    municipal = [party.name for party in parties if party.kind == "municipality"]
    return municipal[0] if len(municipal) == 1 and MUNICIPAL_OFFICE_RE.search(office) else None


def _names(text: str, party: Party) -> bool:
    """Whether the text names the party: all words of its name or its alias, inflected or not."""
    have = words_of(text)
    for name in (party.name, party.alias):
        want = words_of(name or "")
        if want and all(any(same_word(word, other) for other in have) for word in want):
            return True
    return False
