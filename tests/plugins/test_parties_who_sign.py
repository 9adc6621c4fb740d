"""Parties that a document names nowhere but in its signatures, and offices of a town's departments in them."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from agreementkit import Agreement, Options, extract, load_plugins
from agreementkit.confidence import Cues
from agreementkit.plugins import Plugins

BODY = (
    "\n§ 1 Ziele\n\nDie Partner wollen den Familien im Ort besser helfen als bisher.\n\n"
    "§ 2 Laufzeit\n\nDie Vereinbarung gilt ein Jahr ab dem 1. Mai 2020.\n\n"
)


@cache
def plugins() -> Plugins:
    return load_plugins()


def record(text: str) -> Agreement:
    return extract(text.encode(), "case.txt", plugins=plugins(), options=Options(as_of=date(2026, 11, 21))).record


def _raw(cues: Cues) -> float:
    return cues.raw


def test_columns_of_signatures_name_the_parties() -> None:
    read = record(
        "Kooperationsvereinbarung „Lesen im Quartier“\n\nPräambel\n\nLesen öffnet Türen.\n"
        + BODY
        + "Aldorf, 3. März 2020\n\n"
        "Für die Stadt Aldorf                 Für den Lesebund Aldorf e. V.\n\n"
        "gez. Anna Berg                       gez. Tom Kranz\nBürgermeisterin                      Vorsitzender\n"
    )
    assert [(p.name, p.kind, p.rule) for p in read.parties] == [
        ("Stadt Aldorf", "municipality", "signed_for"),
        ("Lesebund Aldorf e. V.", "association", "signed_for"),
    ]
    assert all(p.evidence and p.confidence <= 0.8 for p in read.parties)
    assert [s.party for s in read.signatures] == [p.name for p in read.parties]


def test_one_who_signs_alone_makes_no_agreement() -> None:
    read = record("Gemeinsame Erklärung\n" + BODY + "Aldorf, 3. März 2020\n\nFür die Stadt Aldorf\n\ngez. Anna Berg\n")
    assert read.parties == ()


def test_a_paper_of_the_council_has_no_parties_though_two_sign_it() -> None:
    read = record(
        "Mitteilungsvorlage\n\nVorlagen-Nr. 12/2020\n\nBetreff: Ganztag\n\nSachverhalt\n\nDie Verwaltung berichtet.\n\n"
        "Aldorf, 3. März 2020\n\nFür die Stadt Aldorf\ngez. Anna Berg\n\nFür das Jobcenter Aldorf\ngez. Tom Kranz\n"
    )
    assert read.parties == ()


def test_the_head_of_a_department_signs_for_the_only_town() -> None:
    read = record(
        "Kooperationsvereinbarung\n\nzwischen dem Kreis Auental und der Stiftung Wegweiser\n"
        + BODY
        + "Auental, den 3. März 2020\n\n_______________________\nAnna Berg\nLeiterin des Kreisjugendamtes\n\n"
        "Auental, den 4. März 2020\n\n_______________________\ni. V. Tom Kranz\nStiftung Wegweiser\n"
    )
    assert [(s.person, s.party) for s in read.signatures] == [
        ("Anna Berg", "Kreis Auental"),
        ("Tom Kranz", "Stiftung Wegweiser"),
    ]


def signed_by(parties: list[str], *said: str) -> list[str | None]:
    """For whom two persons sign, one below the other, each under what is said above the name."""
    head = "Kooperationsvereinbarung\n\nzwischen\n\n" + "\n\nund\n\n".join(parties) + "\n"
    end = "".join(f"{line}\ngez. {name}\n\n" for line, name in zip(said, ("Anna Berg", "Tom Kranz"), strict=True))
    return [s.party for s in record(head + BODY + end).signatures]


TOWN, OTHER_TOWN, CHAMBER = "der Stadt Seefeld", "der Stadt Rotheim", "der Handwerkskammer Rotheim"
COUNTY, SCHOOL, CLUB = "dem Landkreis Auental", "der Realschule Seefeld", "dem Turnverein Seefeld e. V."


@pytest.mark.parametrize(
    ("parties", "said", "expected"),
    [
        ([TOWN, CHAMBER], ("die Stadt", "die Kammer"), ["Stadt Seefeld", "Handwerkskammer Rotheim"]),
        ([COUNTY, CHAMBER], ("den Kreis", "die Handwerkskammer"), ["Landkreis Auental", "Handwerkskammer Rotheim"]),
        ([SCHOOL, CLUB], ("die Schule", "den Verein"), ["Realschule Seefeld", "Turnverein Seefeld e. V."]),
        (
            ["der Agentur für Arbeit Rotheim", "der Lernhaus gGmbH"],
            ("die Agentur", "das Lernhaus"),
            ["Agentur für Arbeit Rotheim", "Lernhaus gGmbH"],
        ),
        (
            ["der Grundschule Nord", "der Möbelwerk Brand GmbH & Co. KG"],
            ("die Schule", "die Firma"),
            ["Grundschule Nord", "Möbelwerk Brand GmbH & Co. KG"],
        ),
        (
            [COUNTY, "dem Caritasverband Auental e. V."],
            ("den Landkreis", "die Caritas"),
            ["Landkreis Auental", "Caritasverband Auental e. V."],
        ),
        (
            [COUNTY, "dem Jobcenter Landkreis Auental"],
            ("den Landkreis", "das Jobcenter"),
            ["Landkreis Auental", "Jobcenter Landkreis Auental"],
        ),
        (
            ["dem Staatlichen Schulamt Rotheim", TOWN],
            ("das Schulamt", "die Stadt"),
            ["Staatliches Schulamt Rotheim", "Stadt Seefeld"],
        ),
        ([TOWN, OTHER_TOWN], ("die Stadt", "die Stadt"), [None, None]),
        (["der Gemeinde Moorhausen", CLUB], ("die Stadt", "den Verein"), [None, "Turnverein Seefeld e. V."]),
    ],
)
def test_a_short_name_is_the_party_that_it_can_only_mean(
    parties: list[str], said: tuple[str, str], expected: list[str | None]
) -> None:
    lines = [f"Seefeld, den 3. März 2020\n\nFür {name}" for name in said]
    assert signed_by(parties, *lines) == expected


def test_the_place_tells_two_towns_apart() -> None:
    said = ("Seefeld, den 3. März 2020\n\nFür die Stadt", "Rotheim, den 4. März 2020\n\nFür die Stadt")
    assert signed_by([TOWN, OTHER_TOWN], *said) == ["Stadt Seefeld", "Stadt Rotheim"]


def test_an_office_may_name_the_party_by_its_noun() -> None:
    read = record(
        "Kooperationsvereinbarung\n\nzwischen\n\ndem Landkreis Auental\n\nund\n\nder Handwerkskammer Rotheim\n"
        + BODY
        + "Rotheim, den 3. März 2020\n\nAnna Berg                       Tom Kranz\n"
        "Landrätin                       Präsident der Kammer\n"
    )
    assert [s.party for s in read.signatures] == ["Landkreis Auental", "Handwerkskammer Rotheim"]


@pytest.mark.parametrize(
    ("parties", "offices", "expected"),
    [
        ([TOWN, COUNTY], ("Bürgermeisterin", "Landrat"), ["Stadt Seefeld", "Landkreis Auental"]),
        ([TOWN, SCHOOL], ("Oberbürgermeisterin", "Rektor"), ["Stadt Seefeld", "Realschule Seefeld"]),
        (
            ["der Gemeinde Rehbach", "der Samtgemeinde Moor"],
            ("Bürgermeisterin", "Samtgemeindebürgermeister"),
            ["Gemeinde Rehbach", "Samtgemeinde Moor"],
        ),
        (
            ["dem Ministerium für Soziales des Landes Westmark", COUNTY],
            ("Staatssekretärin", "Landrat"),
            ["Ministerium für Soziales des Landes Westmark", "Landkreis Auental"],
        ),
        ([TOWN, OTHER_TOWN], ("Bürgermeisterin", "Oberbürgermeister"), [None, None]),
        ([SCHOOL, CLUB], ("Schulleiterin", "Vorsitzender"), ["Realschule Seefeld", None]),
    ],
)
def test_an_office_that_one_sort_of_body_has_tells_the_party(
    parties: list[str], offices: tuple[str, str], expected: list[str | None]
) -> None:
    head = "Kooperationsvereinbarung\n\nzwischen\n\n" + "\n\nund\n\n".join(parties) + "\n"
    end = f"Seefeld, den 3. März 2020\n\nAnna Berg                       Tom Kranz\n{offices[0]:32}{offices[1]}\n"
    assert [s.party for s in record(head + BODY + end).signatures] == expected


def test_nouns_alone_make_no_parties() -> None:
    read = record(
        "Kooperationsvereinbarung „Lesen“\n\nPräambel\n\nLesen öffnet Türen.\n"
        + BODY
        + "Aldorf, 3. März 2020\n\nFür die Stadt\n\ngez. Anna Berg\n\nFür den Verein\n\ngez. Tom Kranz\n"
    )
    assert read.parties == ()


UNSIGNED = [
    "(Unterschrift folgt)",
    "(noch nicht unterzeichnet)",
    "(Unterschrift steht aus)",
    "N. N.",
    "– noch offen –",
    "[ausstehend]",
    "(hat nicht unterzeichnet)",
    "Unterschrift liegt nicht vor",
    "(wird nachgereicht)",
    "_______________________",
]


@pytest.mark.parametrize("note", UNSIGNED)
def test_a_partner_who_has_not_signed_is_flagged(note: str) -> None:
    read = record(
        "Kooperationsvereinbarung\n\nPartner sind:\n\n- die Stadt Seefeld\n- der Landkreis Auental\n"
        "- der Turnverein Seefeld e. V.\n" + BODY + "Seefeld, den 3. März 2020\n\nStadt Seefeld\n"
        "gez. Anna Berg, Bürgermeisterin\n\nLandkreis Auental\ngez. Tom Kranz, Landrat\n\n"
        f"Turnverein Seefeld e. V.\n{note}\n"
    )
    assert [s.person for s in read.signatures] == ["Anna Berg", "Tom Kranz"]
    assert [f.message for f in read.flags if f.code == "unsigned_party"] == [
        "Keine Unterschrift gefunden für: Turnverein Seefeld e. V."
    ]


def test_a_weak_layout_is_surer_where_the_names_sign_and_less_sure_where_others_do() -> None:
    head = "Gemeinsame Erklärung\n\nWir, die Stadt Seefeld und der Sportbund Auental e. V., wollen zusammenarbeiten.\n"
    town, club = "Für die Stadt Seefeld\n\ngez. Anna Berg\n\n", "Für den Sportbund Auental e. V.\n\ngez. Tom Kranz\n"
    date_line = "Seefeld, den 3. März 2020\n\n"

    def sure(end: str) -> dict[str, float]:
        # as the rule says it: the calibration gives neighbouring scores one confidence
        options = Options(as_of=date(2026, 11, 21))
        made = extract((head + BODY + end).encode(), "case.txt", plugins=plugins(), options=options, judge=_raw)
        return {party.name: party.confidence for party in made.record.parties}

    signed, unsigned, half = sure(date_line + town + club), sure(""), sure(date_line + town)
    assert signed["Sportbund Auental e. V."] > unsigned["Sportbund Auental e. V."] > half["Sportbund Auental e. V."]
    assert half["Stadt Seefeld"] == signed["Stadt Seefeld"]
