"""Invented towns, people and bodies; none of them exists, and none stands in the written corpus."""

from __future__ import annotations

from random import Random

from generator.facts import Body, Gender, Person

_FIRST = (
    "Quell",
    "Buchen",
    "Lerchen",
    "Moor",
    "Stein",
    "Wald",
    "Ginster",
    "Haver",
    "Oster",
    "Kessel",
    "Rohr",
    "Tannen",
)
_LAST = ("horst", "bostel", "leben", "rode", "wiek", "bach", "stetten", "hagen", "kirchen", "au", "siel", "fehn")
_FEMALE = ("Almut", "Birte", "Cordula", "Doris", "Elif", "Friederike", "Gesine", "Hanne", "Iris", "Jelena", "Karin")
_MALE = ("Arne", "Bernd", "Carsten", "Detlef", "Enno", "Falk", "Gunnar", "Hasan", "Ingo", "Jost", "Konrad", "Lars")
_FAMILY = (
    "Brömmel",
    "Dürkop",
    "Ehlerding",
    "Fasshauer",
    "Gronewold",
    "Hüttmann",
    "Immig",
    "Jaspers",
    "Knoche",
    "Lüers",
)
_MORE_FAMILY = ("Mahnke", "Niebuhr", "Ostwald", "Plötz", "Quast", "Rehfeldt", "Schlüter", "Tönnies", "Uhlig", "Wöhler")
_STREETS = ("Am Anger", "Lindenstraße", "Brunnengasse", "Alte Ziegelei", "Postweg", "Hafenstraße", "Kirchplatz")
_PURPOSES = ("Lesebrücke", "Werkhof", "Kompass", "Tandem", "Nachbarn", "Grünfink", "Anlauf", "Wegweiser", "Lichtblick")
_HEADS = ("Vorsitzender der Geschäftsführung", "Vorsitzende der Geschäftsführung")


def draw_town(rng: Random) -> str:
    """An invented town."""
    return rng.choice(_FIRST) + rng.choice(_LAST)


def draw_person(rng: Random) -> Person:
    """An invented person, now and then with a doctor's degree or a double name."""
    female = rng.random() < 0.5
    family = rng.choice(_FAMILY)
    if rng.random() < 0.15:
        family += "-" + rng.choice(_MORE_FAMILY)
    elif rng.random() < 0.5:
        family = rng.choice(_MORE_FAMILY)
    title = "Dr. " if rng.random() < 0.15 else ""
    return Person(name=f"{title}{rng.choice(_FEMALE if female else _MALE)} {family}", female=female)


def _body(rng: Random, name: str, gender: Gender, kind: str, short: str, offices: tuple[str, str]) -> Body:
    person = draw_person(rng)
    address = None
    if rng.random() < 0.4:
        street = f"{rng.choice(_STREETS)} {rng.randint(1, 90)}"
        address = f"{street}, {rng.randint(10, 97)}{rng.randint(100, 999)} {draw_town(rng)}"
    return Body(
        name=name,
        gender=gender,
        kind=kind,
        short=short,
        office=offices[1] if person.female else offices[0],
        person=person,
        address=address,
    )


def draw_town_body(rng: Random, town: str) -> Body:
    """The municipality that every agreement has: town, Gemeinde or Landkreis."""
    form = rng.choice(("Stadt", "Stadt", "Gemeinde", "Landkreis"))
    if form == "Landkreis":
        return _body(rng, f"Landkreis {town}", "m", "municipality", "Landkreis", ("Landrat", "Landrätin"))
    return _body(rng, f"{form} {town}", "f", "municipality", form, ("Bürgermeister", "Bürgermeisterin"))


def draw_partners(rng: Random, town: str, count: int) -> list[Body]:
    """Other bodies, each of another sort."""
    purpose, other = rng.sample(_PURPOSES, 2)
    chair = ("Vorsitzender", "Vorsitzende")
    manager = ("Geschäftsführer", "Geschäftsführerin")
    sorts: tuple[tuple[str, Gender, str, str, tuple[str, str]], ...] = (
        (f"{purpose} {town} gGmbH", "f", "company", purpose, manager),
        (f"{other} {draw_town(rng)} e. V.", "m", "association", other, chair),
        (f"Förderverein {purpose} {town} e. V.", "m", "association", "Förderverein", chair),
        (f"Jobcenter {town}", "n", "jobcenter", "Jobcenter", manager),
        (f"Agentur für Arbeit {draw_town(rng)}", "f", "employment_agency", "Agentur", _HEADS),
        (f"Grundschule {rng.choice(_STREETS[:3])}", "f", "school", "Schule", ("Schulleiter", "Schulleiterin")),
        (f"{draw_town(rng)}er Bürgerstiftung", "f", "other", "Stiftung", chair),
        (f"Wohnbau {town} GmbH", "f", "company", "Wohnbau", manager),
    )
    return [_body(rng, *sort) for sort in rng.sample(sorts, count)]
