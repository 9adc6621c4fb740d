from __future__ import annotations

from agreementkit.reading.quality import german_quality, lacks_umlauts, traits

PROSE = (
    "Die Stadt übernimmt für die Dauer der Vereinbarung die Kosten der Räume. Der Träger führt über die Verwendung der "
    "Mittel Buch und legt der Stadt bis Ende März einen Bericht vor. Änderungen bedürfen der Schriftform. "
) * 4


def test_german_prose_is_good_and_noise_is_not():
    assert german_quality(PROSE) > 0.95
    assert german_quality("") == 0.0
    assert german_quality("~|' ;: .}{ \\ ^ ,' °` |_ ~~ }") == 0.0


def test_lost_umlauts_are_seen():
    lost = PROSE.translate(str.maketrans("äöüÄÖÜß", "aouAOUB"))
    assert lacks_umlauts(traits(lost))
    assert not lacks_umlauts(traits(PROSE))
    assert german_quality(lost) < 0.6


def test_symbols_within_words_cost_quality():
    broken = PROSE.replace("ü", "f&").replace("ä", "Ã¤")
    assert german_quality(broken) < 0.8


def test_a_page_of_signatures_is_not_blamed_for_its_few_words():
    assert german_quality("Ahlau, den 3. Mai 2021\n\n____________\nUlla Rahmstedt\nBürgermeisterin") > 0.8
