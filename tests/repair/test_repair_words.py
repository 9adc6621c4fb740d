from __future__ import annotations

import pytest

from agreementkit.repair import Normalised, RepairOptions, repair_reading

from .made import reading

GARBLED = (
    "Die Gemeinde und der Trager stellen die Raume fir die Betreuung und sorgen fur geeignete Fachkréfte. "
    "Die Kosten kdnnen nach 8 16a SGB Il ibernommen werden. Das Nahere wird in der Vereinbarung geregelt."
)


def repaired(text: str, level: str = "full") -> Normalised:
    assert level in {"off", "safe", "full"}
    return repair_reading(reading(text), options=RepairOptions(level=level))  # type: ignore[arg-type]


def test_a_garbled_text_is_repaired_with_scores() -> None:
    result = repaired(GARBLED)

    for word in ("Träger", "Räume", "für die", "sorgen für", "Fachkräfte", "können", "§ 16a SGB II", "übernommen"):
        assert word in result.text
    edits = [edit for edit, _ in result.all_edits() if edit.rule == "garbled_word"]
    assert edits
    assert all(0.5 < edit.score < 1.0 for edit in edits)
    changed = {result.text[slice(*span)] for span in result.repaired}
    assert {"Träger", "Räume", "für"} <= changed


def test_level_off_leaves_words_alone() -> None:
    assert repaired(GARBLED, "off").text == GARBLED


def test_level_safe_changes_no_word_that_exists() -> None:
    text = GARBLED + " Die Partner wollen junge Mutter fordern und die Nahe der Angebote zum Wohnort verbessern."
    kept = repaired(text, "safe").text

    assert "Mutter" in kept
    assert "Träger" in kept
    before = {word for word in text.replace(".", "").split() if word in {"Mutter", "fordern", "wurden"}}
    assert before <= set(kept.replace(".", "").split())


def test_real_words_follow_their_neighbours() -> None:
    text = GARBLED + " Sie fordern den Austausch und die Teilhabe."

    assert "Sie fördern den Austausch" in repaired(text).text


@pytest.mark.parametrize(
    "text",
    [
        # German without damage, with names and words that no lexicon holds
        "Die Stadt Kronwied und der Trager-Verein erklären, dass Herr Moller und Frau Gruber mit Herrn Burger reden.",
        # German that is written without umlauts on purpose
        "Die Massnahmen der Traeger werden fuer ein Jahr bewilligt und koennen dann um ein Jahr verlaengert werden.",
        # other languages, umlauts or none
        "The parties agree that the fund shall be used for the benefit of the children and that no fur shall be sold.",
        "Les parties conviennent que le maire sera informé et que les écoles sont associées à la décision du conseil.",
        "De partijen komen overeen dat de gemeente de kosten voor het vervoer van de kinderen naar de scholen draagt.",
        # addresses, file numbers, abbreviations, dates
        "Der Bescheid Az. 51-fir/8 10 vom 1.8.2031 wird an fur@konnen.example und www.fir.example geschickt und gilt.",
    ],
)
def test_undamaged_text_is_not_touched(text: str) -> None:
    assert repaired(text).text == text


def test_names_numbers_and_addresses_in_a_garbled_text_stay() -> None:
    text = GARBLED + " Herr Gebhardt (fir@example.org, Az. 8/10-fur) und Frau Ilse Moller unterschreiben am 8.10.2031."
    result = repaired(text).text

    for kept in ("Gebhardt", "fir@example.org", "8/10-fur", "Ilse", "8.10.2031", "Moller"):
        assert kept in result


@pytest.mark.parametrize("place", ["Lahnberg-Kreis", "Stadt Morserburg", "Gemeinde Nardlingen"])
def test_no_place_becomes_another_place_by_another_vowel(place: str) -> None:
    """Löhnberg, Merseburg and Nördlingen are in the register; these may be places as well."""
    text = f"{GARBLED} Der Vertrag gilt fur den Bereich {place}; er wird von {place} gekindigt."

    assert repaired(text).text.count(place) == 2


def test_no_place_becomes_another_place_by_another_letter() -> None:
    """Chemlitz was printed, as anywhere else in that text; that Chemnitz is in the register proves nothing."""
    text = (
        "Die Gemeinde Lindau und das Land Nordrhein-WestfaIen vereinbaren für die Gmndsicherung, dass Leistungen der "
        "Vereinbamng nach dem Gesetz gewährt werden. Die Stadt Chemhitz wird in der Vereinbamng genannt und die "
        "Gmndsicherung für Arbeitsuchende bleibt."
    )
    result = repaired(text).text
    assert "Westfalen" in result
    assert "Chemhitz" in result


def test_case_follows_the_word_and_its_place() -> None:
    text = (
        GARBLED
        + " Zum Ubergreifenden Austausch tagt der Beirat. Uber die Aufnahme entscheidet er. DIE TRAGER STIMMEN ZU."
    )
    result = repaired(text).text

    assert "Zum übergreifenden Austausch" in result
    assert "Über die Aufnahme" in result
    assert "DIE TRÄGER STIMMEN ZU" in result


def test_compounds_that_no_list_holds() -> None:
    text = (
        GARBLED + " Das Netzwerktragerforum und die Ausbildungsforderkette werden fir alle geöffnet und eingerichtet."
    )

    assert "Netzwerkträgerforum" in repaired(text).text


def test_letters_are_repaired_where_umlauts_are_intact() -> None:
    text = (
        "Die Gemeinde lsernhagen und das Land Nordrhein-WestfaIen vereinbaren für die Gmndsicherung, dass die "
        "Leistungen der Vereinbamng nach dem Gesetz gewährt werden. Die Zusammenarbeit der Partner wird in der "
        "Vereinbamng geregelt und die Gmndsicherung für Arbeitsuchende bleibt."
    )
    result = repaired(text).text

    assert "Westfalen" in result
    assert "Isernhagen" in result
    assert "Vereinbarung" in result
    assert "Grundsicherung" in result


def test_bullets_quotes_and_footnotes_of_a_garbled_text() -> None:
    text = (
        f"{GARBLED}\n\ne Die Stadt gilt als ,,Partnerin“ und\ne Der Kreis ist ,Partner* der Vereinbarung."
        "\n\nEs gilt 8 78 entsprechend, siehe § 78."
    )
    result = repaired(text).text

    assert "• Die Stadt gilt als „Partnerin“" in result
    assert "• Der Kreis ist „Partner“" in result
    assert "gilt § 78 entsprechend" in result


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("nach 8 16a SGB II", "nach § 16a SGB II"),
        ("nach $ 78 SGB VIII", "nach § 78 SGB VIII"),
        ("die 88 14-16 SGB II", "die §§ 14-16 SGB II"),
        ("gemäß 8 5 Abs. 2", "gemäß § 5 Abs. 2"),
        ("nach 8§ 10 SGB Il", "nach § 10 SGB II"),
        ("SGB Ill, SGB Vlll und SGB Xll", "SGB III, SGB VIII und SGB XII"),
        ("$ 5 Kündigung", "§ 5 Kündigung"),
        ("Il. Ziele", "II. Ziele"),
        ("am 8. 10. um 8 Uhr 30", "am 8. 10. um 8 Uhr 30"),
        ("8 Kinder und 10 Plätze nach SGB II", "8 Kinder und 10 Plätze nach SGB II"),
        ("§ 8 Abs. 2 SGB VIII", "§ 8 Abs. 2 SGB VIII"),
        ("Art. 8 10 und Nr. 8 10 SGB II", "Art. 8 10 und Nr. 8 10 SGB II"),
        ("SGB I und SGB 1", "SGB I und SGB 1"),
    ],
)
def test_legal_notation(read: str, printed: str) -> None:
    assert repaired(read).text == printed
