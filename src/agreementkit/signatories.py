"""Whom a signature binds: the signing person joined to one of the parties by what the text says of both."""

from __future__ import annotations

import re

from agreementkit.agreement import Party, Signature
from agreementkit.german import body_kind, names_body

MUNICIPAL_OFFICE_RE = re.compile(
    r"""(?: (?:Ober)?[Bb]ürgermeister | Landr[aä]t | Beigeordnet | Stadtr[aä]t | Stadtdirektor | Kreisdirektor
      | Dezernent | Kämmer | Amtsleit | Fachbereichsleit | Stadtverwaltung | Magistrat
      | (?:Jugend|Sozial|Gesundheits|Ordnungs|Haupt|Kultur|Bau|Schulverwaltungs|Kreisjugend|Stadtjugend)amte?s?\b )""",
    re.VERBOSE,
)
SIGNED_ONLY = 0.8
SMALL_WORDS = frozenset({"der", "die", "das", "des", "dem", "den", "und", "für", "in", "im", "von", "zu", "am", "an"})


def settle_signatures(signatures: tuple[Signature, ...], parties: tuple[Party, ...]) -> tuple[Signature, ...]:
    """Give each signature the name of its party as the record writes it.

    A party is settled by its name in the signature block, by the person's name in the party's representation, by the
    party's name inside the office, or, for a municipal office, by being the only municipality. Else it stays as read.
    """
    return tuple(
        signature.model_copy(update={"party": settled})
        if (settled := _party_of(signature, parties)) is not None
        else signature
        for signature in signatures
    )


def parties_who_sign(signatures: tuple[Signature, ...]) -> tuple[Party, ...]:
    """The parties for which somebody signed, where the document names them nowhere else; none below two.

    A body that a signature names is a party by the rules of signing, but what it is called there may be short, and
    witnesses sign too: so the confidence is at most ``SIGNED_ONLY``.
    """
    first: dict[str, Signature] = {}
    for signature in signatures:
        if signature.party and names_body(signature.party):
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


def last_signed(signatures: tuple[Signature, ...], parties: tuple[Party, ...]) -> str | None:
    """The day of the last signature, ISO; None where none is dated, or where a party has certainly not signed yet.

    What begins «with the signature of all» has not begun before the last of them; where it is not known for whom
    somebody signed, the dated signatures are taken for all.
    """
    dates = [signature.date for signature in signatures if signature.date]
    settled = {signature.party for signature in signatures}
    dated = {signature.party for signature in signatures if signature.date}
    if None not in settled and {party.name for party in parties} - dated:
        return None
    return max(dates, default=None)


def _party_of(signature: Signature, parties: tuple[Party, ...]) -> str | None:
    for text in (signature.party, signature.office):
        named = [party.name for party in parties if text and _names(text, party)]
        if len(named) == 1:
            return named[0]
    surname = signature.person.split()[-1] if signature.person.split() else ""
    represented = [p.name for p in parties if surname and surname in (p.represented_by or "").split()]
    if len(represented) == 1:
        return represented[0]
    municipal = [party.name for party in parties if party.kind == "municipality"]
    if signature.party is None and len(municipal) == 1 and MUNICIPAL_OFFICE_RE.search(signature.office or ""):
        return municipal[0]
    return None


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in SMALL_WORDS]


def _names(text: str, party: Party) -> bool:
    """Whether the text names the party: all words of its name or its alias, inflected or not."""
    have = _words(text)
    for name in (party.name, party.alias):
        want = _words(name or "")
        if want and all(any(_same(word, other) for other in have) for word in want):
            return True
    return False


def _same(word: str, other: str) -> bool:
    """Equal but for an ending of the genitive or dative."""
    return word == other or (len(word) > 3 and other in (word + "s", word + "es", word + "n", word + "en"))
