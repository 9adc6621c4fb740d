"""What a garbled text proves by itself: names in several readings, signs, neighbours, the marks of a short name."""

from __future__ import annotations

import pytest

from agreementkit.repair import repair_reading

from .made import reading

GARBLED = (
    "Die Gemeinde und der Trager stellen die Raume fir die Betreuung und sorgen fur geeignete Fachkréfte. "
    "Die Kosten kdnnen nach § 16a SGB II ibernommen werden. Das Nahere wird in der Vereinbarung geregelt. "
)


def repaired(text: str) -> str:
    return repair_reading(reading(GARBLED + text)).text.removeprefix(repair_reading(reading(GARBLED)).text).strip()


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Der Landkreis Wiesbrihl und die Stadt Wiesbruhl zahlen.", "Wiesbrühl"),
        ("Frau Ostermdller kommt. Frau Ostermoller spricht. Frau Ostermdller geht.", "Ostermöller"),
        ("Der Verein Sandk6tter hat seinen Sitz hier.", "Sandkötter"),
        ("Die Stadt Tannenmtinde tritt bei.", "Tannenmünde"),
        ("Die Gemeinde Erlenbrtick tritt bei.", "Erlenbrück"),
        ("Herr Jorg Wolters und Frau Barbel Ahrens sind da.", "Jörg"),
    ],
)
def test_names_are_repaired_where_the_text_proves_them(read: str, printed: str) -> None:
    names = sum(word.startswith(printed[0]) and word.strip(".").endswith(printed[-1]) for word in read.split())

    assert repaired(read).count(printed) == names


@pytest.mark.parametrize(
    "text",
    [
        "Die Gemeinde Larkenau tritt bei. Die Larkenau zahlt.",  # one reading only, no sign: it may be printed so
        "Frau Ostermoller spricht.",
        "Im Café Désirée trifft sich Herr René Dupré.",
        "Der Raum A6b, das Konto P6 und die Akte 4k-6n bleiben.",
        "Die InfoUnion und der BioBauer liefern.",
        "Die Stadt Harzbruck tritt bei.",
        "Frau Ellerbrock spricht.",
        "Die Mittel hingen am Erlass und die Partner hielten zusammen.",
    ],
)
def test_names_without_proof_stay(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("In 21 Fallen war das so.", "In 21 Fällen war das so."),
        ("Ihm wurde ein Brief gesandt, im Falle des Umzugs.", "im Falle des Umzugs"),
        ("Das gilt fir die laufenden Falle, die offen sind.", "die laufenden Fälle, die"),
        ("Der Kreis unterhalt die Stelle.", "Der Kreis unterhält die Stelle."),
        ("Er leistet Unterhalt.", "Er leistet Unterhalt."),
        ("Die Abschliisse und die ubrigen Stellen.", "Die Abschlüsse und die übrigen Stellen."),
        ("Im Ubrigen gilt das Gesetz.", "Im Übrigen gilt das Gesetz."),
        ("Im Frulhjahr und im Friihjahr tagt er.", "Im Frühjahr und im Frühjahr tagt er."),
        ("Der Vertrag wirkt rckwirkend.", "Der Vertrag wirkt rückwirkend."),
        ("Die Leistung wird durchgefiihrt gemaf&s Plan.", "Die Leistung wird durchgeführt gemäß Plan."),
        ("Das ThiirKGG und der TV6D gelten.", "Das ThürKGG und der TVöD gelten."),
    ],
)
def test_words_follow_their_neighbours_and_their_strokes(read: str, printed: str) -> None:
    assert printed in repaired(read)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("(nachfolgend Stadt“ genannt)", "(nachfolgend „Stadt“ genannt)"),
        ("Weber —im Folgenden ,,Trager® genannt— und", "Weber – im Folgenden „Träger“ genannt – und"),
        ("im Folgenden ,Kasse‘, und", "im Folgenden ‚Kasse‘, und"),
        ("Er sagt das auch“ und geht.", "Er sagt das auch“ und geht."),
    ],
)
def test_marks_of_short_names(read: str, printed: str) -> None:
    assert repaired(read) == printed


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("nach dem SGB IL und dem SGB VIIL", "nach dem SGB II und dem SGB VIII"),
        ("(§ 44b SGB ID und dem SGB VHI", "(§ 44b SGB II) und dem SGB VIII"),
        ("im SGB\nXIl steht", "im SGB\nXII steht"),
        ("das Dezernat: IlI und die Sekundarstufe | führen", "das Dezernat: III und die Sekundarstufe I führen"),
        ("dem SGB VIL und dem SGB ID", "dem SGB VIL und dem SGB ID"),  # VII and VIII look so; no bracket is open
    ],
)
def test_books_of_social_law(read: str, printed: str) -> None:
    assert repair_reading(reading(read)).text == printed


def test_stars_stay_bullets() -> None:
    assert repaired("\n\n* Die Stadt zahlt\n* Der Kreis zahlt") == "* Die Stadt zahlt\n* Der Kreis zahlt"
