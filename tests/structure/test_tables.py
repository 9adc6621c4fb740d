from __future__ import annotations

from functools import partial

import pytest

from agreementkit.testing import document_from_text

structured = partial(document_from_text, as_is=True)


def rows(text: str) -> list[list[list[str]]]:
    document = structured(text)
    return [[[text[start:end] for start, end in row] for row in table.rows] for table in document.tables]


@pytest.mark.parametrize("blank", ["\t", "   ", " "])
def test_order_of_consultation(blank: str) -> None:
    first, second = "Ausschuss für Wald, Feld und Flur", "Rat"
    text = (
        f"Beratungsfolge\n\n03.05.2031{blank}{first}{blank}Vorberatung\n"
        f"17.05.2031{blank}{second}{blank}Entscheidung\n\n"
        "Sachverhalt\n\nDer Rat hat die Verwaltung beauftragt, die Wege zu pflegen und jährlich zu berichten.\n"
    )
    assert rows(text) == [[["03.05.2031", first, "Vorberatung"], ["17.05.2031", second, "Entscheidung"]]]


def test_pipe_table() -> None:
    text = "| Jahr | Aufwand |\n|---|---|\n| 2031 | 12 Euro |\n| 2032 | 14 Euro |\n"
    assert rows(text) == [[["Jahr", "Aufwand"], ["2031", "12 Euro"], ["2032", "14 Euro"]]]


def test_columns_of_wide_blanks() -> None:
    text = (
        "Gremium            Sitzung am     Art\nBauausschuss       03.05.2031     Kenntnisnahme\n"
        "Rat der Stadt      17.05.2031     Beschluss\n"
    )
    assert rows(text)[0][1] == ["Bauausschuss", "03.05.2031", "Kenntnisnahme"]


@pytest.mark.parametrize(
    "text",
    [
        "1   Rahmen\n2   Ziele\n3   Mittel\n",
        "Am 3. Mai 2031 tagte der Rat.\nEr nahm den Bericht zur Kenntnis.\n",
        "Moorau, den 3.5.2031          Heide, den 4.5.2031\n\nEva Muster          Ole Beispiel\n",
        "nur eine Zeile     mit Lücke\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert rows(text) == []


def test_cells_are_sentences_and_no_headings() -> None:
    text = "Zahlen\n\nArt\tBetrag\nMiete\t12 Euro\n\nDie Miete wird jährlich angepasst, wenn sich der Index ändert.\n"
    document = structured(text)
    assert [text[start:end] for start, end in document.sentences] == [
        "Zahlen",
        "Art",
        "Betrag",
        "Miete",
        "12 Euro",
        "Die Miete wird jährlich angepasst, wenn sich der Index ändert.",
    ]
