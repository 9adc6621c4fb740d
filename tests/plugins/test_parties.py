"""The parties plugin through its hook, on party blocks of our own."""

from __future__ import annotations

import pytest

import agreementkit_parties as plugin
from agreementkit.testing import assert_verbatim, document_from_text

REST = "\n\n§ 1 Ziele\n\nDie Partner wollen den Familien im Ort besser helfen als bisher.\n"

Party = tuple[str, str, str | None, str | None]


def parties(text: str) -> list[Party]:
    document = document_from_text(text)
    findings = list(plugin.agreementkit_extract(document=document))
    assert_verbatim(document, findings)
    assert all(finding.kind == "party" and 0.5 <= finding.confidence < 1 for finding in findings)
    keys = ("name", "kind", "alias", "represented_by")
    return [tuple(finding.value[key] for key in keys) for finding in findings]  # type: ignore[misc]


BLOCKS: dict[str, tuple[str, list[Party]]] = {
    "one line each": (
        "Kooperationsvereinbarung\n\nzwischen\n\nder Stadt Lindenau\n\nund\n\ndem Jobcenter Lindenau",
        [("Stadt Lindenau", "municipality", None, None), ("Jobcenter Lindenau", "jobcenter", None, None)],
    ),
    "article above its name, role, honorific": (
        (
            "Zielvereinbarung\n\nzwischen dem\n\nMinisterium für Familie, Bildung und Sport\ndes Landes Westmark\n\n"
            "vertreten durch Frau Staatssekretärin Dr. Ina Holm\n\nund dem\n\nKreis Auental\n\nals "
            "zugelassenem kommunalen Träger\n\n"
            "vertreten durch Herrn Landrat Uwe Brand"
        ),
        [
            (
                "Ministerium für Familie, Bildung und Sport des Landes Westmark",
                "ministry",
                None,
                "Staatssekretärin Dr. Ina Holm",
            ),
            ("Kreis Auental", "municipality", None, "Landrat Uwe Brand"),
        ],
    ),
    "numbered, with addresses and register": (
        (
            "Kooperationsvertrag\n\nzwischen\n\n1. der Gemeinde Moorhausen, Am Anger 2, 09111 Moorhausen,\n  "
            " vertreten durch die Bürgermeisterin Rita Funk\n"
            "   – nachstehend „Gemeinde“ genannt –\n\n2. dem Bildungswerk Moorhausen e. V., Kirchgasse 4, "
            "09111 Moorhausen,\n"
            "   eingetragen im Vereinsregister des Amtsgerichts Ostheim unter VR 1204,\n   vertreten durch "
            "den Vorstand\n\nund\n\n"
            "3. der Lernhaus gGmbH, Ring 9, 09112 Ostheim, vertreten durch den Geschäftsführer Paul Kern (im "
            "Folgenden: Lernhaus)"
        ),
        [
            ("Gemeinde Moorhausen", "municipality", "Gemeinde", "Bürgermeisterin Rita Funk"),
            ("Bildungswerk Moorhausen e. V.", "association", None, "Vorstand"),
            ("Lernhaus gGmbH", "company", "Lernhaus", "Geschäftsführer Paul Kern"),
        ],
    ),
    "bullets without articles": (
        (
            "Kooperationsvereinbarung\n\nzwischen\n\n- Stadt Falkenried, Fachbereich Soziales\n- Landkreis "
            "Hohenwart\n- Caritasverband Hohenwart e. V.\n- Stiftung Brückenbau"
        ),
        [
            ("Stadt Falkenried", "municipality", None, None),
            ("Landkreis Hohenwart", "municipality", None, None),
            ("Caritasverband Hohenwart e. V.", "association", None, None),
            ("Stiftung Brückenbau", "other", None, None),
        ],
    ),
    "one paragraph, wrapped": (
        (
            "Kooperationsvereinbarung\n\nZwischen der Stadt Rabenstein, vertreten durch den "
            "Oberbürgermeister, Herrn Dr. Jan\n"
            "Peters, Markt 1, 09222 Rabenstein (fortan: Stadt), und der Arbeiterwohlfahrt\nKreisverband "
            "Rabenstein e. V., vertreten durch die\n"
            "Kreisvorsitzende Lore Simon – kurz: AWO –, wird Folgendes vereinbart:"
        ),
        [
            ("Stadt Rabenstein", "municipality", "Stadt", "Oberbürgermeister Dr. Jan Peters"),
            ("Arbeiterwohlfahrt Kreisverband Rabenstein e. V.", "association", "AWO", "Kreisvorsitzende Lore Simon"),
        ],
    ),
    "chain of representation": (
        (
            "Kooperationsvereinbarung\n\nzwischen dem Landkreis Seeheim, vertreten durch den Landrat, dieser "
            "vertreten durch den Leiter des Jugendamtes, "
            "Herrn Tim Vogt, und der Agentur für Arbeit Nordheim, vertreten durch die Vorsitzende der "
            "Geschäftsführung Eva Lang"
        ),
        [
            (
                "Landkreis Seeheim",
                "municipality",
                None,
                "Landrat, dieser vertreten durch den Leiter des Jugendamtes, Tim Vogt",
            ),
            ("Agentur für Arbeit Nordheim", "employment_agency", None, "Vorsitzende der Geschäftsführung Eva Lang"),
        ],
    ),
    "joint alias is nobody's": (
        (
            "Kooperationsvereinbarung\n\nzwischen der Stadt Grünau und dem Verein Nachbarn helfen e. V., "
            "nachfolgend gemeinsam „die Partner“ genannt"
        ),
        [("Stadt Grünau", "municipality", None, None), ("Nachbarn helfen e. V.", "association", None, None)],
    ),
    "the subject of a sentence": (
        (
            "Kooperationsvereinbarung\n\nDie Stadt Lindenau, vertreten durch die Erste Beigeordnete Maria "
            "Kohl, und der Kinderschutzbund Lindenau e. V. "
            "schließen folgende Vereinbarung:"
        ),
        [
            ("Stadt Lindenau", "municipality", None, "Erste Beigeordnete Maria Kohl"),
            ("Kinderschutzbund Lindenau e. V.", "association", None, None),
        ],
    ),
    "verb first": (
        (
            "Kooperationsvereinbarung\n\nAuf der Grundlage von § 18 SGB II schließen das Jobcenter Auental "
            "und die Stadt Seefeld folgende Kooperationsvereinbarung."
        ),
        [("Jobcenter Auental", "jobcenter", None, None), ("Stadt Seefeld", "municipality", None, None)],
    ),
    "list of partners": (
        (
            "Kooperationserklärung\n\nKooperationspartner:\n\n- die Stadt Birkenau\n- das Jobcenter "
            "Birkenau\n- die Handwerkskammer Ostland\n\nDie Partner erklären ihren Willen zur Zusammenarbeit."
        ),
        [
            ("Stadt Birkenau", "municipality", None, None),
            ("Jobcenter Birkenau", "jobcenter", None, None),
            ("Handwerkskammer Ostland", "other", None, None),
        ],
    ),
    "partners in a sentence": (
        (
            "Kooperationsvereinbarung\n\nVertragspartner sind die Gemeinde Talheim, vertreten durch den "
            "Bürgermeister Kurt Maier, und das Diakonische Werk Talheim e. V."
        ),
        [
            ("Gemeinde Talheim", "municipality", None, "Bürgermeister Kurt Maier"),
            ("Diakonisches Werk Talheim e. V.", "association", None, None),
        ],
    ),
    "genitive after the title": (
        "Gemeinsame Erklärung\n\nder Stadt Kirchfeld,\ndes Gymnasiums Kirchfeld\nund des Turnvereins Kirchfeld e. V.",
        [
            ("Stadt Kirchfeld", "municipality", None, None),
            ("Gymnasium Kirchfeld", "school", None, None),
            ("Turnverein Kirchfeld e. V.", "association", None, None),
        ],
    ),
    "adjectives in the dative": (
        (
            "Kooperationsvereinbarung\n\nzwischen dem Evangelischen Kirchenkreis Ostheim, dem Staatlichen "
            "Schulamt Ostheim und der Katholischen Kirchengemeinde St. Anna"
        ),
        [
            ("Evangelischer Kirchenkreis Ostheim", "other", None, None),
            ("Staatliches Schulamt Ostheim", "other", None, None),
            ("Katholische Kirchengemeinde St. Anna", "other", None, None),
        ],
    ),
    "title, parties and subject on one line": (
        (
            "Kooperationsvereinbarung zwischen der Stadt Neuhagen und dem Sportbund Neuhagen e. V. über die "
            "Nutzung der Hallen"
        ),
        [("Stadt Neuhagen", "municipality", None, None), ("Sportbund Neuhagen e. V.", "association", None, None)],
    ),
    "acronym in brackets": (
        (
            "Kooperationserklärung\n\nzwischen\ndem Jobcenter Rheinau,\nder Werkstatt Rheinau gGmbH (WRG)\n"
            "und der Grundschule am Park"
        ),
        [
            ("Jobcenter Rheinau", "jobcenter", None, None),
            ("Werkstatt Rheinau gGmbH", "company", "WRG", None),
            ("Grundschule am Park", "school", None, None),
        ],
    ),
    "short name in brackets below": (
        (
            "Zielvereinbarung\n\nZwischen dem\nLand Westmark,\nvertreten durch das Ministerium für "
            "Soziales,\n(Land)\n\nund der\nStadt Hafenberg,\nvertreten durch den Bürgermeister Ole Lund\n"
            "(Stadt)"
        ),
        [
            ("Land Westmark", "other", "Land", "Ministerium für Soziales"),
            ("Stadt Hafenberg", "municipality", "Stadt", "Bürgermeister Ole Lund"),
        ],
    ),
    "an office stands for its body": (
        (
            "Zielvereinbarung\n\nzwischen der Stadt Weidenbach, vertreten durch den Oberbürgermeister,\n\n"
            "und\n\ndem Geschäftsführer des Jobcenters Weidenbach, Herrn Rolf Stein"
        ),
        [
            ("Stadt Weidenbach", "municipality", None, "Oberbürgermeister"),
            ("Jobcenter Weidenbach", "jobcenter", None, "Geschäftsführer Rolf Stein"),
        ],
    ),
    "department on its own line": (
        (
            "Kooperationsvereinbarung\n\nzwischen der\n\nStadt Bergdorf\nFachbereich Jugend\nRathausplatz 1\n"
            "09333 Bergdorf\n\nund der\n\nKinderhaus Bergdorf GmbH\nTalweg 3\n09333 Bergdorf"
        ),
        [("Stadt Bergdorf", "municipality", None, None), ("Kinderhaus Bergdorf GmbH", "company", None, None)],
    ),
    "seven parties": (
        (
            "Kooperationsvereinbarung\n\nzwischen der Stadt A-Dorf, der Gemeinde Bruchfeld, dem Markt "
            "Cronberg, dem Landkreis Dornau, dem Jobcenter Dornau, "
            "der Agentur für Arbeit Emsfeld und dem Deutschen Roten Kreuz Kreisverband Dornau e. V."
        ),
        [
            ("Stadt A-Dorf", "municipality", None, None),
            ("Gemeinde Bruchfeld", "municipality", None, None),
            ("Markt Cronberg", "municipality", None, None),
            ("Landkreis Dornau", "municipality", None, None),
            ("Jobcenter Dornau", "jobcenter", None, None),
            ("Agentur für Arbeit Emsfeld", "employment_agency", None, None),
            ("Deutsches Rotes Kreuz Kreisverband Dornau e. V.", "association", None, None),
        ],
    ),
    "the short name comes with a later mention": (
        (
            "Vereinbarung\n\nzwischen dem Kommunalverband für Jugend und Soziales Mittelland und der Stadt Quellau\n\n"
            "Der Kommunalverband für Jugend und Soziales Mittelland (KJS) und die Stadt Quellau schließen "
            "folgende Vereinbarung."
        ),
        [
            ("Kommunalverband für Jugend und Soziales Mittelland", "association", "KJS", None),
            ("Stadt Quellau", "municipality", None, None),
        ],
    ),
    "several in the plural": (
        (
            "Öffentlich-rechtliche Vereinbarung\n\nZwischen der Stadt Altendorf (im Folgenden: Stadt) und "
            "den Gemeinden Bruchfeld und Cronau, "
            "jeweils vertreten durch die Bürgermeister, wird geschlossen:"
        ),
        [
            ("Stadt Altendorf", "municipality", "Stadt", None),
            ("Gemeinde Bruchfeld", "municipality", None, "Bürgermeister"),
            ("Gemeinde Cronau", "municipality", None, "Bürgermeister"),
        ],
    ),
    "a role before the name": (
        (
            "Vereinbarung\n\nzwischen\n\ndem Landkreis Hohenwart\n- Jugendamt -\nvertreten durch die Landrätin\n\n"
            "und\n\ndem Träger von Einrichtungen und Diensten\n"
            "Diakoniewerk Hohenwart gGmbH\nvertreten durch den Geschäftsführer"
        ),
        [
            ("Landkreis Hohenwart", "municipality", None, "Landrätin"),
            ("Diakoniewerk Hohenwart gGmbH", "company", None, "Geschäftsführer"),
        ],
    ),
    "a block without «zwischen»": (
        (
            "Kooperationsvereinbarung Schule und Jugendhilfe\n\nStadt Musterau – Fachbereich Jugend –\n"
            "vertreten durch die Leiterin Eva Kohn\n\n"
            "und\n\nGesamtschule Musterau Nord\nvertreten durch den Schulleiter Karl Lenz\n\nvereinbaren:"
        ),
        [
            ("Stadt Musterau", "municipality", None, "Leiterin Eva Kohn"),
            ("Gesamtschule Musterau Nord", "school", None, "Schulleiter Karl Lenz"),
        ],
    ),
    "a table of partners": (
        (
            "Vereinbarung Fahrdienst\n\n| Partner | vertreten durch | bringt ein |\n|---|---|---|\n"
            "| Gemeinde Talheim | Bürgermeister Kurt Maier | Fahrzeug |\n| Dorfleben Talheim e. V. | "
            "Vorsitzende Rita Funk | Fahrer |"
        ),
        [
            ("Gemeinde Talheim", "municipality", None, "Bürgermeister Kurt Maier"),
            ("Dorfleben Talheim e. V.", "association", None, "Vorsitzende Rita Funk"),
        ],
    ),
    "a line with dots": (
        "Kooperationserklärung\n\nStadt Seefeld · Jobcenter Seefeld · Gastgewerbe Seefeld e. V.",
        [
            ("Stadt Seefeld", "municipality", None, None),
            ("Jobcenter Seefeld", "jobcenter", None, None),
            ("Gastgewerbe Seefeld e. V.", "association", None, None),
        ],
    ),
    "the title names, § 1 tells": (
        (
            "Öffentlich-rechtliche Vereinbarung\nzwischen dem Kreis Auental und der Stadt Seefeld\nüber die "
            "Vergabe\n\n§ 1 Beteiligte\nBeteiligte sind\n"
            "der Kreis Auental, vertreten durch den Landrat (im Weiteren: Kreis),\ndie Stadt Seefeld, "
            "vertreten durch den Bürgermeister (im Weiteren: Stadt).\n"
        ),
        [
            ("Kreis Auental", "municipality", "Kreis", "Landrat"),
            ("Stadt Seefeld", "municipality", "Stadt", "Bürgermeister"),
        ],
    ),
    "short names in one list": (
        (
            "Zweckvereinbarung\n\nDie Stadt Seefeld,\nvertreten durch den Bürgermeister,\n\nund die Gemeinde "
            "Talheim,\nvertreten durch die Bürgermeisterin,\n\n"
            "– im Folgenden „Stadt“ und „Talheim“, gemeinsam „die Beteiligten“ –\n\nschließen folgende Vereinbarung:"
        ),
        [
            ("Stadt Seefeld", "municipality", "Stadt", "Bürgermeister"),
            ("Gemeinde Talheim", "municipality", "Talheim", "Bürgermeisterin"),
        ],
    ),
    "capitals": (
        (
            "ZIELVEREINBARUNG\n\nzwischen dem\nLANDKREIS HOHENWART\nvertreten durch den Landrat\n\nund der\n"
            "STADT MUSTERAU\nvertreten durch den Bürgermeister"
        ),
        [
            ("Landkreis Hohenwart", "municipality", None, "Landrat"),
            ("Stadt Musterau", "municipality", None, "Bürgermeister"),
        ],
    ),
    "capital ZWISCHEN and bold type": (
        "**KOOPERATIONSVEREINBARUNG**\n\nZWISCHEN\n\n**der Stadt Altmoor**\n\nUND\n\n**der Stiftung Altmoor**",
        [("Stadt Altmoor", "municipality", None, None), ("Stiftung Altmoor", "other", None, None)],
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_party_block(name: str) -> None:
    text, expected = BLOCKS[name]
    assert parties(text + REST) == expected


NOBODY: dict[str, str] = {
    "council paper about an agreement": (
        "Beschlussvorlage Nr. 12/2020\n\nBetreff: Kooperation\n\nBeratungsfolge\nRat 1.2.2020\n\n"
        "Die Vereinbarung zwischen der Stadt Lindenau und dem Jobcenter Lindenau soll verlängert werden."
    ),
    "concept of one office": (
        "Fachkonzept Frühe Hilfen\n\n1. Anlass\n\nZwischen der Stadt Seefeld und dem Kreis Auental besteht ein Vertrag."
    ),
    "general words": (
        "Bericht\n\nDie Zusammenarbeit zwischen der Schule und dem Verein, der Stadt und den Eltern gelingt."
    ),
    "minutes": "Niederschrift\n\nüber das Gespräch zwischen der Stadt Lindenau und dem Jobcenter Lindenau",
    "a word": "Kooperationsvereinbarung",
}


@pytest.mark.parametrize("name", NOBODY)
def test_reports_name_no_party(name: str) -> None:
    assert parties(NOBODY[name]) == []


def test_invited_body_is_no_party() -> None:
    text = (
        "Kooperationserklärung\n\nzwischen dem Jobcenter Rheinau und der Caritas Rheinau gGmbH\n\n§ 1 Anlass\n\n"
        "Die Mitwirkung der Stadt Rheinau, Bereich Schule, wird angestrebt. Zwischen der Stadt Rheinau "
        "und dem Kreis gibt es Gespräche.\n"
    )
    assert [name for name, *_ in parties(text)] == ["Jobcenter Rheinau", "Caritas Rheinau gGmbH"]


def test_description_has_german_label() -> None:
    assert [(info.kind, info.label_de) for info in plugin.agreementkit_describe()] == [("party", "Vertragspartner")]


@pytest.mark.parametrize(
    "unit", ["zwischen der Stadt ", "und der ", "vertreten durch den ", "Die Stadt A, ", "(", "– ", "\n- der Verein "]
)
def test_hostile_repetition_is_linear(unit: str) -> None:
    document = document_from_text(
        "Kooperationsvereinbarung\n\nzwischen der Stadt Lindenau und " + unit * (60_000 // len(unit))
    )
    list(plugin.agreementkit_extract(document=document))


def test_a_yard_in_a_name_is_no_address_and_a_town_s_foundation_is_a_body() -> None:
    text = (
        "Kooperationsvereinbarung\n\nzwischen der Stadt Lindenau, vertreten durch den Bürgermeister Arne Immig,\n"
        "und dem Förderverein Werkhof Lindenau e. V., vertreten durch die Vorsitzende Doris Quast,\n"
        "und der Lindenauer Bürgerstiftung, Lindenhof 7, vertreten durch den Vorsitzenden Enno Plötz,"
    )
    assert [party[0] for party in parties(text + REST)] == [
        "Stadt Lindenau",
        "Förderverein Werkhof Lindenau e. V.",
        "Lindenauer Bürgerstiftung",
    ]


def test_the_number_of_the_next_partner_is_no_part_of_who_represents_this_one() -> None:
    text = (
        "Kooperationsvereinbarung\n\nPartner dieser Vereinbarung sind:\n\n"
        "1. die Stadt Lindenau, vertreten durch die Bürgermeisterin Hanne Quast\n"
        "2. der Förderverein Lindenau e. V., vertreten durch den 1. Vorsitzenden Enno Plötz\n"
        "3. das Jobcenter Lindenau, vertreten durch den Geschäftsführer Arne Immig\n"
    )
    assert [(party[0], party[3]) for party in parties(text + REST)] == [
        ("Stadt Lindenau", "Bürgermeisterin Hanne Quast"),
        ("Förderverein Lindenau e. V.", "1. Vorsitzender Enno Plötz"),
        ("Jobcenter Lindenau", "Geschäftsführer Arne Immig"),
    ]


def test_a_legal_form_may_be_parted_by_the_line() -> None:
    text = (
        "Kooperationsvereinbarung\n\nZwischen der Stadt Lindenau und dem Förderverein Lindenau e.\nV. wird vereinbart:"
    )
    assert [party[0] for party in parties(text + REST)] == ["Stadt Lindenau", "Förderverein Lindenau e. V."]


def test_items_that_are_wrapped_go_on_in_the_next_line() -> None:
    text = (
        "Kooperationsvertrag\n\nVertragspartner:\n\n"
        "1) Markt Rehbach, Kirchplatz 1, 01234 Rehbach, vertreten durch den Ersten\n"
        "Bürgermeister Jan Obst – nachfolgend „Markt“ –\n\n"
        "2) Hebammen im Tal e. V., Vereinsregister VR 8, Am Anger 6, 01234 Rehbach,\n"
        "vertreten durch die Vorsitzende Eva Linde – nachfolgend „Verein“ –"
    )
    assert parties(text + REST) == [
        ("Markt Rehbach", "municipality", "Markt", "Erster Bürgermeister Jan Obst"),
        ("Hebammen im Tal e. V.", "association", "Verein", "Vorsitzende Eva Linde"),
    ]


def test_a_heading_over_a_wrapped_sentence_is_no_list() -> None:
    text = (
        "Kooperationsvereinbarung\n\nPartner der Vereinbarung\n\n"
        "Partner sind die Samtgemeinde Rehbach, vertreten durch die\n"
        "Samtgemeindebürgermeisterin Ida Groven, und die Moorhilfe Rehbach e. V.,\n"
        "vertreten durch ihren Vorsitzenden Ali Hadi."
    )
    assert [name for name, *_ in parties(text + REST)] == ["Samtgemeinde Rehbach", "Moorhilfe Rehbach e. V."]
