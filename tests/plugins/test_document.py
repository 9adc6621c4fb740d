"""The document plugin through its hook, on heads and signature blocks of our own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

import agreementkit_document as plugin
from agreementkit import Finding, JsonValue, Options, extract, load_plugins
from agreementkit.testing import assert_verbatim, document_from_text

BODY = (
    "\n\n§ 1 Ziele\n\nDie Partner wollen den Familien im Ort besser helfen als bisher.\n\n§ 2 "
    "Laufzeit\n\nDie Vereinbarung gilt ein Jahr.\n\n"
)
PARTIES = "\n\nzwischen\n\nder Stadt Lindenau\n\nund\n\ndem Jobcenter Lindenau"


def found(text: str) -> list[Finding]:
    document = document_from_text(text)
    findings = list(plugin.agreementkit_extract(document=document))
    assert_verbatim(document, findings)
    return findings


def value(text: str, kind: str) -> Mapping[str, JsonValue] | None:
    values = [finding.value for finding in found(text) if finding.kind == f"document.{kind}"]
    assert len(values) <= 1
    return values[0] if values else None


TYPES: dict[str, tuple[str, bool]] = {
    "Kooperationsvereinbarung": ("Kooperationsvereinbarung", True),
    "KOOPERATIONSVERTRAG": ("Kooperationsvereinbarung", True),
    "Rahmenvereinbarung zur Zusammenarbeit": ("Kooperationsvereinbarung", True),
    "Kooperationsvereinbarung zur Umsetzung des Konzepts Frühe Hilfen": ("Kooperationsvereinbarung", True),
    "Vereinbarung über die Zusammenarbeit im Kinderschutz": ("Kooperationsvereinbarung", True),
    "Kooperationserklärung": ("Kooperationserklärung", True),
    "Absichtserklärung zum Ausbau der Beratung": ("Kooperationserklärung", True),
    "Letter of Intent": ("Kooperationserklärung", True),
    "Zielvereinbarung 2022": ("Zielvereinbarung", True),
    "Vereinbarung zur Erreichung der Ziele des Jobcenters": ("Zielvereinbarung", True),
    "Öffentlich-rechtlicher Vertrag über den Rettungsdienst": ("öffentlich-rechtliche Vereinbarung", True),
    "Delegationsvereinbarung": ("öffentlich-rechtliche Vereinbarung", True),
    "Zweckvereinbarung über die Musikschule": ("öffentlich-rechtliche Vereinbarung", True),
    "1. Nachtrag zur Zielvereinbarung vom 3. Mai 2020": ("Zielvereinbarung", True),
    "Änderungsvereinbarung zur Kooperationsvereinbarung": ("Kooperationsvereinbarung", True),
    "Fachkonzept Schuldnerberatung": ("Fachkonzept", False),
    "Rahmenkonzeption Schulsozialarbeit": ("Fachkonzept", False),
}


@pytest.mark.parametrize("printed", TYPES)
def test_type_by_title(printed: str) -> None:
    expected, agreement = TYPES[printed]
    parties = PARTIES if agreement else ""
    read = value(printed + parties + BODY, "type")
    assert read == {"type": expected, "is_agreement": agreement}


REPORTS: dict[str, tuple[str, str]] = {
    "report to the council": (
        (
            "Öffentliche Berichtsvorlage\n\nVorlagen-Nr.: 2019/0042\n\nBetrifft\n\nKooperationsvereinbarung "
            "mit dem Jobcenter\n\nBeratungsfolge\n\n"
            "1. Ausgangslage\n\nDiese Kooperationsvereinbarung regelt die Kooperation.\n"
        ),
        "Berichtsvorlage",
    ),
    "decision with an agreement attached": (
        (
            "Stadt Lindenau\n\nBeschlussvorlage Nr. 7/2021\n\nBeschlussvorschlag\n\nDer Rat stimmt zu.\n\n"
            "Anlage\n\nKooperationsvereinbarung"
        )
        + PARTIES
        + BODY,
        "Berichtsvorlage",
    ),
    "minutes": (
        (
            "Niederschrift über die Sitzung des Jugendhilfeausschusses\n\nTOP 1 Kooperationsvereinbarung\n\n"
            "Der Ausschuss berät.\n"
        ),
        "Sonstige",
    ),
    "charter of an association": (
        "Satzung des Vereins Nachbarn helfen\n\n§ 1 Name\n\nDer Verein führt den Namen Nachbarn helfen.\n",
        "Sonstige",
    ),
    "administrative rule": (
        (
            "Verwaltungsvorschrift über Kooperationsvereinbarungen\n\n§ 1 Zweck\n\nDie Vorschrift regelt "
            "Kooperationsverbünde.\n"
        ),
        "Sonstige",
    ),
}


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_no_agreements(name: str) -> None:
    text, expected = REPORTS[name]
    assert value(text, "type") == {"type": expected, "is_agreement": False}


def test_a_lost_title_is_made_good_by_what_the_text_calls_itself() -> None:
    concept = (
        "1. Anlass\n\nViele Kooperationen bestehen.\n\n2. Geltung\n\nDas Fachkonzept Schuldnerberatung "
        "tritt am 1.1.2020 in Kraft.\n"
    )
    assert value(concept, "type") == {"type": "Fachkonzept", "is_agreement": False}
    agreement = (
        "zwischen der Stadt Lindenau und dem Jobcenter Lindenau\n\n§ 1 Ziele\n\nMit dieser "
        "Zielvereinbarung wollen beide mehr erreichen.\n"
    )
    assert value(agreement, "type") == {"type": "Zielvereinbarung", "is_agreement": True}


def test_a_news_item_is_none() -> None:
    read = value(
        (
            "Stadt und Jobcenter unterzeichnen Kooperationsvereinbarung\n\nLindenau. Am Montag trafen sich "
            "beide Seiten im Rathaus.\n"
        ),
        "type",
    )
    assert read is None or read["is_agreement"] is False


def test_silence_without_any_word() -> None:
    assert [finding.kind for finding in found("Liebe Eltern,\n\nam Freitag ist das Haus geschlossen.\n")] == []


def test_title_is_one_line() -> None:
    read = value("Kooperationsvereinbarung\nzur Förderung\nder Sprache" + PARTIES + BODY, "title")
    assert read == {"title": "Kooperationsvereinbarung zur Förderung der Sprache"}


PLACES: dict[str, tuple[str, tuple[str, str | None]]] = {
    "first municipal party": ("Kooperationsvereinbarung" + PARTIES + BODY, ("Lindenau", None)),
    "in the register": (
        "Zielvereinbarung\n\nzwischen dem Land Nordrhein-Westfalen und der Stadt Bottrop" + BODY,
        ("Bottrop", "05512000"),
    ),
    "a Kreis keeps its word": (
        "Kooperationsvereinbarung\n\nzwischen dem Landkreis Hohenwart und der AWO Hohenwart e. V." + BODY,
        ("Landkreis Hohenwart", None),
    ),
    "from the jobcenter": (
        "Fachkonzept Reha\n\nJobcenter Auental\n\n1. Anlass\n\nDas Jobcenter Auental ordnet seine Arbeit.\n",
        ("Auental", None),
    ),
    "from the council": (
        (
            "Berichtsvorlage\n\nVorlagen-Nr.: 3/2019\n\nBeratungsfolge\n\nDer Rat der Stadt Birkenau hat "
            "beschlossen. Die Stadt Seefeld war dabei.\n"
        ),
        ("Birkenau", None),
    ),
    "an ambiguous name has no key": (
        "Kooperationsvereinbarung\n\nzwischen der Gemeinde Neustadt und dem Sportverein Neustadt e. V." + BODY,
        ("Neustadt", None),
    ),
    "a name of several words": (
        "Kooperationsvereinbarung\n\nzwischen der Stadt Bad Moorau an der Linde und dem Jobcenter Moorau" + BODY,
        ("Bad Moorau an der Linde", None),
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_municipality(name: str) -> None:
    text, (place, key) = PLACES[name]
    assert value(text, "municipality") == {"name": place, "ags": key}


DATES: dict[str, tuple[str, tuple[str, str] | None]] = {
    "the last of two": (
        "Kooperationsvereinbarung"
        + PARTIES
        + BODY
        + "Lindenau, den 3.4.2019\n\nAnna Berg\n\nLindenau, den 12.4.2019\n\nTom Wirth",
        ("2019-04-12", "signature"),
    ),
    "Stand": ("Kooperationsvereinbarung" + PARTIES + BODY + "Stand: 07.06.2018", ("2018-06-07", "stand")),
    "Stand behind place and month": (
        "Kooperationsvereinbarung" + PARTIES + BODY + "Musterau, im Juni 2018 (Stand: 07.06.2018)",
        ("2018-06-07", "stand"),
    ),
    "Stand in square brackets": (
        "Kooperationsvereinbarung" + PARTIES + BODY + "[Stand 07.06.2018]",
        ("2018-06-07", "stand"),
    ),
    "Stand of a month is no day": (
        "Fachkonzept\n\nStand: Mai 2019\n\n1. Anlass\n\nDas Amt ordnet seine Arbeit.\n",
        None,
    ),
    "issue of a paper": (
        (
            "Berichtsvorlage\n\nVorlagen-Nr.: 3/2019\n\nDatum:\n\n30.04.2019\n\nBeratungsfolge\n\n"
            "Sozialausschuss 12.05.2019\n\nBericht:\n\nDer Rat hat am 1.1.2018 beschlossen.\n"
        ),
        ("2019-04-30", "issue"),
    ),
    "issue at the right of the letterhead": (
        (
            f"Dezernat II{' ' * 50}Drucksache: 7/2019\n{' ' * 61}Datum: 02.05.2019\n\nBeschlussvorlage\n\n"
            "Beratungsfolge:\n\nSchulausschuss 12.05.2019\n"
        ),
        ("2019-05-02", "issue"),
    ),
    "placeholder": (
        "Kooperationsvereinbarung"
        + PARTIES
        + BODY
        + "____________________\nOrt, Datum\n\n____________________\nStadt Lindenau",
        None,
    ),
    "a date in the text is none of it": (
        "Kooperationsvereinbarung" + PARTIES + BODY + "§ 3 Ende\n\nSie endet am 31.12.2020.\n",
        None,
    ),
}


@pytest.mark.parametrize("name", DATES)
def test_agreement_date(name: str) -> None:
    text, expected = DATES[name]
    read = value(text, "agreement_date")
    assert (read and (read["date"], read["basis"])) == expected


NUMBERS: dict[str, tuple[str, str | None]] = {
    "below its label": (
        "Öffentliche Berichtsvorlage\n\nVorlagen-Nr.:\n\nV/0123/2019\n\nBeratungsfolge\n",
        "V/0123/2019",
    ),
    "beside its label": (
        "Beschlussvorlage\nDrucksachen-Nr.: 2018/0417-1\nAz.: 50.2-11\n\nBeratungsfolge\n",
        "2018/0417-1",
    ),
    "at the right of the letterhead": (
        f"Dezernat II{' ' * 50}Drucksachen-Nr.: 0417/2018\n\nBeschlussvorlage\n\nBeratungsfolge\n",
        "0417/2018",
    ),
    "in the heading": ("Beschlussvorlage Nr. BV-KT 14/0233\n\nBeratungsfolge\n", "BV-KT 14/0233"),
    "another paper's": (
        "Kooperationsvereinbarung" + PARTIES + BODY + "Der Rat hat zugestimmt (Drucksache 12/345).\n",
        None,
    ),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_own_number(name: str) -> None:
    text, expected = NUMBERS[name]
    read = value(text, "number")
    assert (read and read["number"]) == expected


Signed = tuple[str, str | None, str | None, str | None, str | None]

BLOCKS: dict[str, tuple[str, list[Signed]]] = {
    "one column, office below": (
        "Lindenau, den 3. Mai 2019\n\n\nAnna Berg\nBürgermeisterin\n\n\nDr. Tom Wirth\nGeschäftsführer",
        [
            ("Anna Berg", "Bürgermeisterin", None, "Lindenau", "2019-05-03"),
            ("Dr. Tom Wirth", "Geschäftsführer", None, "Lindenau", "2019-05-03"),
        ],
    ),
    "two columns": (
        (
            "Lindenau, 03.05.2019                    Seefeld, 06.05.2019\n\nFür die Stadt Lindenau           "
            "       Für das Jobcenter Seefeld\n\n\n"
            "Anna Berg                               Tom Wirth\nBürgermeisterin                         Geschäftsführer"
        ),
        [
            ("Anna Berg", "Bürgermeisterin", "Stadt Lindenau", "Lindenau", "2019-05-03"),
            ("Tom Wirth", "Geschäftsführer", "Jobcenter Seefeld", "Seefeld", "2019-05-06"),
        ],
    ),
    "one date above two columns": (
        (
            "Lindenau, den 03.05.2019\n\nFür die Stadt                           Für den Verein\n\nAnna Berg "
            "                              Tom Wirth\nBürgermeisterin                         Vorsitzender"
        ),
        [
            ("Anna Berg", "Bürgermeisterin", "Stadt", "Lindenau", "2019-05-03"),
            ("Tom Wirth", "Vorsitzender", "Verein", "Lindenau", "2019-05-03"),
        ],
    ),
    "columns printed one below the other": (
        (
            "Westhafen, den 7.5.14\n\nLindenau, den 14.04.2014\n\nFür das Ministerium für Arbeit\n\nFür die "
            "Stadt Lindenau\n\n\nDr. Anna Berg\n\n\nTom Wirth"
        ),
        [
            ("Dr. Anna Berg", None, "Ministerium für Arbeit", "Westhafen", "2014-05-07"),
            ("Tom Wirth", None, "Stadt Lindenau", "Lindenau", "2014-04-14"),
        ],
    ),
    "gez. with a surname": (
        "Lindenau, 3. Mai 2019\n\ngez.\n\nBerg\n\nLandrätin",
        [("Berg", "Landrätin", None, "Lindenau", "2019-05-03")],
    ),
    "in one line each": (
        (
            "Lindenau, den 3. Mai 2019\n\nFür die Stadt Lindenau: i. V. Anna Berg, Beigeordnete\nFür das "
            "Jobcenter Lindenau: Tom Wirth, Geschäftsführer"
        ),
        [
            ("Anna Berg", "Beigeordnete", "Stadt Lindenau", "Lindenau", "2019-05-03"),
            ("Tom Wirth", "Geschäftsführer", "Jobcenter Lindenau", "Lindenau", "2019-05-03"),
        ],
    ),
    "party in brackets": (
        (
            "Lindenau, 7. Mai 2019\n\nAnna Berg, Erste Bürgermeisterin (Stadt Lindenau)\n\nSeefeld, 9. Mai "
            "2019\n\ni. V. Tom Wirth, Zweiter Bürgermeister (Markt Seefeld)"
        ),
        [
            ("Anna Berg", "Erste Bürgermeisterin", "Stadt Lindenau", "Lindenau", "2019-05-07"),
            ("Tom Wirth", "Zweiter Bürgermeister", "Markt Seefeld", "Seefeld", "2019-05-09"),
        ],
    ),
    "party below the name": (
        (
            "Westhafen, den 4.2.19\n\nDr. Anna Berg\nMinisterium für Soziales\n\nLindenau, den 28. 1. 2019\n"
            "\nTom Wirth\nLandkreis Lindenau"
        ),
        [
            ("Dr. Anna Berg", None, "Ministerium für Soziales", "Westhafen", "2019-02-04"),
            ("Tom Wirth", None, "Landkreis Lindenau", "Lindenau", "2019-01-28"),
        ],
    ),
    "two persons for one party": (
        (
            "Lindenau, den 3. Mai 2019\n\nFür die Stadt Lindenau                Für die Lernhaus gGmbH\n\n"
            "Anna Berg                             Tom Wirth          Ole Lund\nBürgermeisterin              "
            "         Geschäftsführer    Prokurist"
        ),
        [
            ("Anna Berg", "Bürgermeisterin", "Stadt Lindenau", "Lindenau", "2019-05-03"),
            ("Tom Wirth", "Geschäftsführer", "Lernhaus gGmbH", "Lindenau", "2019-05-03"),
            ("Ole Lund", "Prokurist", "Lernhaus gGmbH", "Lindenau", "2019-05-03"),
        ],
    ),
    "lines to sign on": (
        (
            "Lindenau, den 3. Mai 2019\n\n_______________________          _______________________\nAnna "
            "Berg                        Tom Wirth\nStadt Lindenau                   Jobcenter Lindenau"
        ),
        [
            ("Anna Berg", None, "Stadt Lindenau", "Lindenau", "2019-05-03"),
            ("Tom Wirth", None, "Jobcenter Lindenau", "Lindenau", "2019-05-03"),
        ],
    ),
    "office above the name": (
        "Lindenau, den 3. Mai 2019\n\nStadt Lindenau\nDie Bürgermeisterin\n\ngez. Anna Berg",
        [("Anna Berg", "Bürgermeisterin", "Stadt Lindenau", "Lindenau", "2019-05-03")],
    ),
    "a deputy's office below": (
        "Lindenau, den 3. Mai 2019\n\nDer Oberbürgermeister\nIn Vertretung\n\ngez. Anna Berg\nStadträtin",
        [("Anna Berg", "Stadträtin", None, "Lindenau", "2019-05-03")],
    ),
    "bold and without a date": (
        "**Für die Stadt Lindenau**\n\n**Anna Berg**\nBürgermeisterin",
        [("Anna Berg", "Bürgermeisterin", "Stadt Lindenau", None, None)],
    ),
    "one has not signed": (
        (
            "Lindenau, 03.05.2019             ______________________\nOrt, Datum                       Ort, "
            "Datum\n\nAnna Berg                        ______________________\n"
            "Bürgermeisterin                  Vorstand\nStadt Lindenau                   Lernhaus eG"
        ),
        [("Anna Berg", "Bürgermeisterin", "Stadt Lindenau", "Lindenau", "2019-05-03")],
    ),
    "office and name on one line": (
        (
            "Lindenau, im November 2018\n\nfür die Stadt Lindenau               für das Jobcenter Lindenau\n"
            "Oberbürgermeisterin Anna Berg        Geschäftsführer Tom Wirth"
        ),
        [
            ("Anna Berg", "Oberbürgermeisterin", "Stadt Lindenau", "Lindenau", None),
            ("Tom Wirth", "Geschäftsführer", "Jobcenter Lindenau", "Lindenau", None),
        ],
    ),
    "a table of signatures": (
        (
            "| Für | Ort, Datum | Name |\n|---|---|---|\n| Stadt Lindenau | Lindenau, 11.11.2019 | Anna "
            "Berg, Bürgermeisterin |\n| Lernhaus eG | Seefeld, 2.12.2019 | Tom Wirth |"
        ),
        [
            ("Anna Berg", "Bürgermeisterin", "Stadt Lindenau", "Lindenau", "2019-11-11"),
            ("Tom Wirth", None, "Lernhaus eG", "Seefeld", "2019-12-02"),
        ],
    ),
    "wide gaps and dots": (
        (
            "Lindenau, den 21. Januar 2013\n\n\n\n.........................    .........................\n"
            "Dr. Anna Berg                Tom Wirth\nLandrätin                    Obmann"
        ),
        [
            ("Dr. Anna Berg", "Landrätin", None, "Lindenau", "2013-01-21"),
            ("Tom Wirth", "Obmann", None, "Lindenau", "2013-01-21"),
        ],
    ),
    "two persons above one party": (
        (
            "Lindenau, 04.03.2024\n\n____________________        ____________________\nDr. Anna Berg         "
            "      Tom Wirth\nStadtwerke Lindenau AG"
        ),
        [
            ("Dr. Anna Berg", None, "Stadtwerke Lindenau AG", "Lindenau", "2024-03-04"),
            ("Tom Wirth", None, "Stadtwerke Lindenau AG", "Lindenau", "2024-03-04"),
        ],
    ),
    "seals are no columns": (
        (
            "Lindenau, den 7. März 2006\n\nStadt Lindenau                    Gemeinde Talheim\n\n\nBerg      "
            "      (Siegel)          i. V. Wirth       (Siegel)\nBürgermeisterin                   "
            "Beigeordneter"
        ),
        [
            ("Berg", "Bürgermeisterin", "Stadt Lindenau", "Lindenau", "2006-03-07"),
            ("Wirth", "Beigeordneter", "Gemeinde Talheim", "Lindenau", "2006-03-07"),
        ],
    ),
    "authors do not sign": ("Lindenau, den 3. Mai 2019\n\nVerfasserinnen: Anna Berg, Dr. Ina Holm", []),
    "nobody has signed": ("____________________, den __________\n\n____________________\nUnterschrift", []),
    "a day that does not exist": (
        "Lindenau, den 31.02.2019\n\nAnna Berg\nBürgermeisterin",
        [("Anna Berg", "Bürgermeisterin", None, "Lindenau", None)],
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_signature_block(name: str) -> None:
    block, expected = BLOCKS[name]
    keys = ("person", "office", "party", "place", "date")
    read = [
        finding.value
        for finding in found("Kooperationsvereinbarung" + PARTIES + BODY + block + "\n")
        if finding.kind == "signature"
    ]
    assert sorted(tuple(signed[key] for key in keys) for signed in read) == sorted(expected)


TORN = "Ahrenfeld, den 3. Mai 2020              Bergheim, den 7. Mai 2020\n\n"
LEFT, RIGHT = "Erika Sommer\nBürgermeisterin\n", "Jonas Winter\nVorsitzender\n"


@pytest.mark.parametrize(
    ("block", "dates"),
    [
        (f"{TORN}\f\nErika Sommer                            Jonas Winter\n", ["2020-05-03", "2020-05-07"]),
        (f"{TORN}{LEFT}\n\f\n{RIGHT}", ["2020-05-03", None]),
        (f"{TORN}\f\n{LEFT}\n{RIGHT}", [None, None]),
        (f"{TORN}\f\n{RIGHT}", [None]),
        (f"{TORN}- 2 -\n\f\n- 3 -\n\nErika Sommer          Jonas Winter\n", [None, None]),
        (
            "Ahrenfeld, den 3. Mai 2020\nBergheim, den 7. Mai 2020\n\n\f\nErika Sommer          Jonas Winter\n",
            [None, None],
        ),
        (f"Ahrenfeld, den 3. Mai 2020\n\n\f\n{LEFT}\n{RIGHT}", ["2020-05-03", "2020-05-03"]),
    ],
)
def test_a_page_break_in_a_block_leaves_no_date_that_may_be_anothers(block: str, dates: list[str | None]) -> None:
    text = f"Kooperationsvereinbarung{PARTIES}{BODY}{block}"
    read = extract(text.encode(), "block.txt", plugins=load_plugins(), options=Options(as_of=date(2026, 11, 21)))
    assert [signature.date for signature in read.record.signatures] == dates


def test_contacts_and_members_do_not_sign() -> None:
    text = (
        "Berichtsvorlage\n\nVorlagen-Nr.: 3/2019\n\nAuskunft erteilt:\n\nHerr Tom Wirth\n\n"
        "Beratungsfolge\n\nSozialausschuss\n\n"
        "Bericht:\n\nMitglieder sind Frau Lore Simon und Herr Kurt Maier.\n\ngez.\nAnna Berg\nStadträtin\n"
    )
    assert [finding.value["person"] for finding in found(text) if finding.kind == "signature"] == ["Anna Berg"]


def test_the_end_of_a_wrapped_sentence_dates_no_signature() -> None:
    text = (
        "Fachkonzept Beratung\n\n1. Dauer\n\nDas Konzept tritt am 01.03.2031 in Kraft und ist zunächst gültig bis zum\n"
        "31.12.2032\n\ngez.\n\nBerg\n\nGeschäftsführerin"
    )
    signed = [finding.value for finding in found(text) if finding.kind == "signature"]
    assert [(one["person"], one["date"]) for one in signed] == [("Berg", None)]
    assert value(text, "agreement_date") is None


def test_description_has_german_labels() -> None:
    assert all(info.label_de and info.label_en for info in plugin.agreementkit_describe())


@pytest.mark.parametrize(
    "unit",
    [
        "Stadt Lindenau ",
        "diese Vereinbarung ",
        "gez. Anna Berg\n",
        "Lindenau, den 1.1.2020   ",
        "_",
        " ",
        "Vereinbarung-",
        "a-",
    ],
)
def test_hostile_repetition_is_linear(unit: str) -> None:
    document = document_from_text("Kooperationsvereinbarung" + PARTIES + BODY + unit * (60_000 // len(unit)))
    list(plugin.agreementkit_extract(document=document))
