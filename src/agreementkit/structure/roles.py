"""What a clause is about: by its heading and by its content together.

A table of cues, each a literal stem with a weight in headings and one in running text. The stem is searched with
``str.find`` in the lower-cased text, so that a long text costs some passes of C code and no step of Python a character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from agreementkit.records import Role


class Cue(NamedTuple):
    """A stem that speaks for a role.

    Attributes:
        stem: In lower case, found anywhere in a word.
        role: The role it speaks for.
        heading: Weight in a heading; 0 where it says nothing there.
        body: Weight in running text, counted once a clause.
        unless: Letters that must not follow the stem.
    """

    stem: str
    role: Role
    heading: float
    body: float
    unless: str = ""


# Headings weigh 3 and more, content mostly 1: one cue in a clause does not turn over what its heading says,
# but two do where the heading is silent.
CUES: tuple[Cue, ...] = (
    Cue("präambel", "preamble", 9, 0),
    Cue("vorbemerkung", "preamble", 9, 0),
    Cue("vorwort", "preamble", 9, 0),
    Cue("vorspruch", "preamble", 9, 0),
    Cue("anliegen", "preamble", 4, 0),
    Cue("worum es geht", "preamble", 4, 0),
    Cue("anlass", "preamble", 4, 0),
    Cue("ausgangslage", "preamble", 6, 0),
    Cue("ausgangssituation", "preamble", 6, 0),
    Cue("hintergrund", "preamble", 4, 0),
    Cue("einleitung", "preamble", 6, 0),
    Cue("vertragspartner", "parties", 4, 0),
    Cue("kooperationspartner", "parties", 2, 0),
    Cue("vereinbarungspartner", "parties", 3, 0),
    Cue("vertragsparteien", "parties", 5, 0),
    Cue("beteiligte", "parties", 2, 0),
    Cue("partner der", "parties", 3, 0),
    Cue("ziel", "goals", 5, 0, unless="l"),  # finanziell, speziell
    Cue("zielsetzung", "goals", 2, 0),
    Cue("zielgruppe", "other", 7, 0),
    Cue("zielsteuerung", "organs", 8, 0),
    Cue("dialog", "organs", 3, 0),
    Cue("absichten", "goals", 4, 0),
    Cue("wollen wir erreichen", "goals", 5, 0),
    Cue("zweck", "goals", 4, 0),
    Cue("erreicht werden", "goals", 5, 1),
    Cue("ziel ist", "goals", 0, 1.5),
    Cue("ziel dieser", "goals", 0, 1.5),
    Cue("ziel der", "goals", 0, 1),
    Cue("verfolgen das ziel", "goals", 0, 2),
    Cue("verfolgt das ziel", "goals", 0, 2),
    Cue("folgende ziele", "goals", 0, 2),
    Cue("streben an", "goals", 0, 1.5),
    Cue("angestrebt", "goals", 0, 0.5),
    Cue("integrationsquote", "goals", 2, 1),
    Cue("verringerung der", "goals", 3, 0),
    Cue("vermeidung von", "goals", 3, 0),
    Cue("verbesserung de", "goals", 3, 0),
    Cue("verbesserung von", "goals", 3, 0),
    Cue("schwerpunkte", "goals", 3, 0),
    Cue("aufgabe", "tasks", 4, 0),
    Cue("leistungen", "tasks", 3, 0),
    Cue("leistungsbeschreibung", "tasks", 4, 0),
    Cue("pflichten", "tasks", 4, 0),
    Cue("beiträge", "tasks", 3, 0),
    Cue("beiträgt", "tasks", 4, 0),
    Cue("einbring", "tasks", 4, 0),
    Cue("zusagen", "tasks", 4, 0),
    Cue("umsetzung", "tasks", 2, 0),
    Cue("maßnahmen", "tasks", 2, 0),
    Cue("verpflichtet sich", "tasks", 0, 1),
    Cue("verpflichten sich", "tasks", 0, 1),
    Cue("organe", "organs", 5, 0),
    Cue("gremi", "organs", 5, 0.5),
    Cue("ausschuss", "organs", 4, 1),
    Cue("lenkungs", "organs", 4, 1.5),
    Cue("steuerungsgruppe", "organs", 5, 1.5),
    Cue("steuerungskreis", "organs", 5, 1.5),
    Cue("steuerungsteam", "organs", 5, 1.5),
    Cue("beirat", "organs", 5, 1.5),
    Cue("arbeitskreis", "organs", 5, 1),
    Cue("arbeitsgruppe", "organs", 5, 1),
    Cue("koordinierungskreis", "organs", 5, 1.5),
    Cue("koordinierungsteam", "organs", 5, 1.5),
    Cue("geschäftsführungsteam", "organs", 5, 1),
    Cue("kuratorium", "organs", 5, 1.5),
    Cue("verbandsversammlung", "organs", 5, 1.5),
    Cue("begleitgremium", "organs", 5, 1.5),
    Cue("runder tisch", "organs", 5, 1),
    Cue("fallkonferenz", "organs", 4, 0.5),
    Cue("fallberatung", "organs", 2, 0),
    Cue("kooperationsebene", "organs", 4, 0),
    Cue("turnus", "organs", 4, 0.5),
    Cue("abstimmung", "organs", 2, 0),
    Cue("kommunikation", "organs", 2, 0),
    Cue(" tagt ", "organs", 0, 2),
    Cue("tritt mindestens", "organs", 0, 1.5),
    Cue("trifft sich", "organs", 0, 2),
    Cue("treffen sich", "organs", 0, 2),
    Cue("srunde", "organs", 5, 1.5),
    Cue("zirkel", "organs", 4, 1),
    Cue("fachgruppe", "organs", 4, 1),
    Cue("zusammenkommt", "organs", 0, 1),
    Cue("kommt quartalsweise zusammen", "organs", 0, 1.5),
    Cue("laufzeit", "term", 6, 1),
    Cue("dauer", "term", 6, 0, unless="nhaft"),
    Cue("zeitraum", "term", 4, 0),
    Cue("zeitlich", "term", 4, 0),
    Cue("wie lange", "term", 5, 0),
    Cue("so lange gilt", "term", 5, 0),
    Cue("wirksamwerden", "term", 5, 0),
    Cue("wirksamkeit", "term", 3.5, 0, unless="s"),
    Cue("gilt zunächst", "term", 0, 1.5),
    Cue("befristet", "term", 0, 1),
    Cue("gültigkeit", "term", 6, 0),
    Cue("geltung", "term", 5, 0),
    Cue("inkrafttreten", "term", 6, 0),
    Cue("in-kraft-treten", "term", 6, 0),
    Cue("verlängerung", "term", 4, 0),
    Cue("vertragsbeginn", "term", 6, 0),
    Cue("in kraft", "term", 0, 2),
    Cue("verlängert sich", "term", 0, 2),
    Cue("unbestimmte zeit", "term", 0, 2.5),
    Cue("unbefristet", "term", 0, 1),
    Cue("auf die dauer von", "term", 0, 2),
    Cue("laufzeit von", "term", 0, 1.5),
    Cue("wird für die zeit", "term", 0, 2),
    Cue("gültig bis", "term", 0, 2),
    Cue("gilt ab", "term", 0, 1.5),
    Cue("gilt vom", "term", 0, 1.5),
    Cue("endet am", "term", 0, 2),
    Cue("endet mit", "term", 0, 1.5),
    Cue("läuft bis", "term", 0, 1.5),
    Cue("wirksam und", "term", 0, 0.5),
    Cue("mit wirkung vom", "term", 0, 1.5),
    Cue("beginnt mit", "term", 0, 1),
    Cue("beginnt am", "term", 0, 1.5),
    Cue("kündigung", "termination", 6, 1.5),
    Cue("ausscheiden", "termination", 6, 0.5),
    Cue("aufsage", "termination", 6, 1),
    Cue("aufgesagt", "termination", 0, 2),
    Cue("ausstieg", "termination", 5, 0.5),
    Cue("austritt", "termination", 6, 1),
    Cue("beendigung", "termination", 6, 0.5),
    Cue("aufhebung", "termination", 5, 1),
    Cue("rücktritt", "termination", 5, 0.5),
    Cue("kündigen", "termination", 0, 2),
    Cue("aufhebung im", "termination", 0, 2),
    Cue("aufgehoben", "termination", 0, 1.5),
    Cue("aussteigen", "termination", 0, 1.5),
    Cue("ihre beteiligung mit einer frist", "termination", 0, 1),
    Cue("gekündigt", "termination", 0, 2),
    Cue("kündbar", "termination", 0, 2),
    Cue("wichtigem grund", "termination", 0, 2),
    Cue("einvernehmlich aufgehoben", "termination", 0, 2),
    Cue("mit einer frist von", "termination", 0, 1.5),
    Cue("unter einhaltung einer frist", "termination", 0, 1.5),
    Cue("änderung", "amendment", 5, 0),
    Cue("veränderungen der", "amendment", 3, 0),
    Cue("nebenabreden", "amendment", 5, 2),
    Cue("schriftform", "amendment", 5, 1.5),
    Cue("ergänzungen", "amendment", 4, 1),
    Cue("änderungen und ergänzungen", "amendment", 0, 2.5),
    Cue("änderungen dieser", "amendment", 0, 2),
    Cue("schriftliche ergänzung", "amendment", 0, 2),
    Cue("schriftlich vereinbart", "amendment", 0, 1.5),
    Cue("änderungen und zusätze", "amendment", 0, 2.5),
    Cue("bedürfen der schriftform", "amendment", 0, 1),
    Cue("datenschutz", "data_protection", 8, 1),
    Cue("sozialdaten", "data_protection", 5, 1.5),
    Cue("sozialgeheimnis", "data_protection", 5, 1.5),
    Cue("datenübermittlung", "data_protection", 6, 1),
    Cue("personenbezogene", "data_protection", 4, 1.5),
    Cue("datenverarbeitung", "data_protection", 5, 1),
    Cue("finanzierung", "financing", 6, 0.5),
    Cue("kosten", "financing", 4, 0.3),
    Cue("vergütung", "financing", 6, 0.5),
    Cue("entgelt", "financing", 5, 0.5),
    Cue("zuschuss", "financing", 4, 0.7),
    Cue("zuwendung", "financing", 4, 0.7),
    Cue("förderung der stadt", "financing", 3, 0.5),
    Cue(" euro", "financing", 0, 1.2),
    Cue("verwendungsnachweis", "financing", 5, 1),
    Cue("nachweis", "financing", 3, 0.3),
    Cue("abrechnung", "financing", 5, 0.5),
    Cue("betriebskosten", "financing", 5, 1),
    Cue("verschwiegenheit", "confidentiality", 7, 2),
    Cue("schweigepflicht", "confidentiality", 7, 2),
    Cue("vertraulich", "confidentiality", 6, 1),
    Cue("geheimhaltung", "confidentiality", 7, 1.5),
    Cue("salvatorisch", "severability", 9, 2),
    Cue("teilnichtigkeit", "severability", 9, 2),
    Cue("unwirksam", "severability", 4, 2),
    Cue("undurchführbar", "severability", 4, 1.5),
    Cue("unterschrift", "signatures", 5, 0),
    Cue("schluss", "other", 1, 0),
    Cue("sonstige", "other", 1, 0),
    Cue("anlage", "other", 3, 0),
)
_DECIDED = 3.0
"""From this score on a heading is not silent."""
_CLOSE = 1.5
"""Two roles of a heading whose weights differ by less are named equally."""
_SPOKEN = 2.0
"""From this score on a content speaks where the heading is silent."""


def lower(text: str) -> str:
    """The text in lower case with every offset kept: a letter whose lower case is longer stays as it is.

    >>> lower("DİE")
    'dİe'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)


def judge_roles(
    text: str,
    parts: Sequence[tuple[int, int]],
    parents: Sequence[int],
) -> list[Role]:
    """Judge what each clause is about.

    Args:
        text: The normalised text.
        parts: For each clause its start and the start of its body, in order; between them stand label and heading.
        parents: The index of each clause's parent, or -1.

    Returns:
        One role a clause; a clause that says nothing of its own has its parent's.
    """
    # in a text of Latin-1 alone the cues are found twice as fast as beside one dash or quotation mark
    lowered = lower(text).encode("latin-1", "replace").decode("latin-1")
    headings: list[dict[Role, tuple[float, int]]] = [{} for _ in parts]
    bodies: list[dict[Role, float]] = [{} for _ in parts]
    starts = [part[0] for part in parts]
    for cue in CUES:
        _collect(lowered, cue, starts, parts, headings, bodies)
    roles: list[Role] = []
    for index in range(len(parts)):
        inherited = roles[parents[index]] if parents[index] >= 0 else None
        roles.append(_decide(headings[index], bodies[index], inherited))
    return roles


def _collect(
    lowered: str,
    cue: Cue,
    starts: Sequence[int],
    parts: Sequence[tuple[int, int]],
    headings: Sequence[dict[Role, tuple[float, int]]],
    bodies: Sequence[dict[Role, float]],
) -> None:
    """Add a cue's weights to every clause it occurs in, once for a heading and once for a body."""
    position = lowered.find(cue.stem)
    while position >= 0:
        index = bisect_right(starts, position) - 1
        after = position + len(cue.stem)
        following = after
        if index < 0 or (cue.unless and lowered[after : after + 1] in cue.unless):
            position = lowered.find(cue.stem, following)
            continue
        body = parts[index][1]
        if position < body:
            weight, first = headings[index].get(cue.role, (0.0, position))
            headings[index][cue.role] = (weight + cue.heading, min(first, position))
            # once is enough
            following = max(following, body)
        else:
            if cue.body:
                bodies[index][cue.role] = bodies[index].get(cue.role, 0.0) + cue.body
            if index + 1 == len(starts):
                return
            following = max(following, starts[index + 1])
        position = lowered.find(cue.stem, following)


def _decide(heading: dict[Role, tuple[float, int]], body: dict[Role, float], inherited: Role | None) -> Role:
    """The heading where it speaks; else the content where it speaks; else what the parent is about.

    Of two roles that a heading names about equally («Laufzeit und Kündigung») the first one counts.
    """
    highest = max((weight for weight, _ in heading.values()), default=0.0)
    if highest >= _DECIDED:
        named = [(first, role) for role, (weight, first) in heading.items() if weight > highest - _CLOSE]
        return min(named)[1]
    told: Role = "other"
    strength = 0.0
    for role, weight in body.items():
        total = weight + heading.get(role, (0.0, 0))[0]
        if total > strength:
            told, strength = role, total
    if strength >= _SPOKEN:
        return told
    return inherited if inherited is not None else "other"
