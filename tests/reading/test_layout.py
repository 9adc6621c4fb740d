from __future__ import annotations

from math import radians, tan
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from agreementkit.reading.layout import arrange
from agreementkit.reading.lines import PlacedWord

LEFT = [
    "Die Stadt und das Jobcenter arbeiten",
    "bei der Beratung von Familien zusammen",
    "und stimmen ihre Angebote monatlich ab",
    "und werten sie am Ende des Jahres aus.",
]
RIGHT = [
    "Für die Räume sorgt der Kreis. Er stellt",
    "sie kostenlos zur Verfügung und trägt",
    "auch die Reinigung sowie den Strom für",
    "alle Büros im Erdgeschoss des Hauses.",
]


def place(x: float, top: float, line: str, size: float = 10.0) -> list[PlacedWord]:
    """Set a line with letters half as wide as high."""
    words = []
    for text in line.split(" "):
        words.append(PlacedWord(text, x, top, x + len(text) * size / 2, top + size))
        x += (len(text) + 1) * size / 2
    return words


def columns(left: list[str], right: list[str], *, offset: float = 0.0, pitch: float = 14.0) -> list[PlacedWord]:
    words = []
    for index, line in enumerate(left):
        words += place(60, 100 + pitch * index, line) if line else []
    for index, line in enumerate(right):
        words += place(320, 100 + offset + pitch * index, line) if line else []
    return words


def lines(words: list[PlacedWord]) -> list[str]:
    return [line for line in arrange(words).text.split("\n") if line]


def test_two_columns_of_prose_are_read_one_after_the_other():
    assert lines(columns(LEFT, RIGHT)) == LEFT + RIGHT


def test_columns_whose_lines_are_not_level_are_not_interleaved():
    assert lines(columns(LEFT, RIGHT, offset=7)) == LEFT + RIGHT


def test_a_heading_over_two_columns_comes_first():
    heading = "Vereinbarung über die Zusammenarbeit in der Beratung von Familien im Kreis"
    assert lines(place(60, 60, heading) + columns(LEFT, RIGHT)) == [heading, *LEFT, *RIGHT]


def test_two_signatures_beside_each_other_become_two_blocks():
    left = ["Tüllenbeck, den 3. Mai 2021", "", "____________________", "Ulla Rahmstedt", "Bürgermeisterin"]
    right = ["Tüllenbeck, den 5. Mai 2021", "", "____________________", "Jens Wolpers", "Vorstand"]
    text = arrange(columns(left, right)).text
    assert text.index("Bürgermeisterin") < text.index("5. Mai 2021")
    assert [line for line in text.split("\n") if line] == [line for line in left + right if line]
    assert "Bürgermeisterin\n\nTüllenbeck, den 5. Mai" in text


def test_four_signatures_keep_their_pairs():
    left = ["Ahlau, den 3. Mai 2021", "Ulla Rahm", "Landrätin", "", "", "Ahlau, den 4. Mai 2021", "Kai Meis", "Leiter"]
    right = [
        "Ahlau, den 5. Mai 2021",
        "Jens Wolp",
        "Vorstand",
        "",
        "",
        "Ahlau, den 6. Mai 2021",
        "Eva Noll",
        "Leiterin",
    ]
    read = lines(columns(left, right))
    assert read == left[:3] + right[:3] + left[5:] + right[5:]


def test_a_date_stays_with_the_signature_right_of_it():
    left = ["Ahlau, 03.05.2021", "", "Ahlau, 05.05.2021", ""]
    right = ["gez. Rahmstedt", "Bürgermeisterin", "gez. Wolpers", "Vorstand"]
    assert lines(columns(left, right)) == [left[0], right[0], right[1], left[2], right[2], right[3]]


def test_a_running_head_is_no_part_of_the_signatures_below():
    head = place(60, 40, "Vereinbarung Jugendhilfe") + place(400, 40, "Az. 12-4/7")
    tail = place(60, 60, "Bestimmungen nicht.")
    block = columns(["Ahlau, den 3. Mai 2021", "Landrätin"], ["Ahlau, den 5. Mai 2021", "Vorstand"])
    assert lines(head + tail + block)[:2] == ["Vereinbarung Jugendhilfe\tAz. 12-4/7", "Bestimmungen nicht."]


def test_a_table_is_read_row_by_row_with_tabs_between_cells():
    rows = [("Jugendhilfeausschuss", "25.09.2018", "Bericht"), ("Ausschuss für Arbeit", "27.09.2018", "Bericht")]
    words = []
    for index, (name, date, kind) in enumerate(rows):
        top = 100 + 14 * index
        words += place(60, top, name) + place(300, top, date) + place(420, top, kind)
    assert lines(words) == ["\t".join(row) for row in rows]


def test_labels_and_values_stay_together():
    assert lines(columns(["Datum:", "Telefon:", "Amt:"], ["13.09.2018", "47-1122", "Jugendamt"])) == [
        "Datum:\t13.09.2018",
        "Telefon:\t47-1122",
        "Amt:\tJugendamt",
    ]


def test_numbers_of_clauses_are_no_column():
    words = []
    for index, line in enumerate(LEFT):
        words += place(60, 100 + 14 * index, f"({index + 1})") + place(110, 100 + 14 * index, line)
    assert lines(words) == [f"({index + 1}) {line}" for index, line in enumerate(LEFT)]


def test_paragraphs_are_parted_by_an_empty_line():
    words = [word for index, line in enumerate(LEFT) for word in place(60, 100 + 14 * index, line)]
    words += [word for index, line in enumerate(RIGHT) for word in place(60, 166 + 14 * index, line)]
    assert arrange(words).text == "\n".join(LEFT) + "\n\n" + "\n".join(RIGHT)


def test_a_footnote_mark_stays_in_its_line():
    words = [*place(60, 100, "Der Beirat"), PlacedWord("2", 112, 98, 115, 104), *place(120, 100, "tagt.")]
    assert lines(words) == ["Der Beirat 2 tagt."]


def test_a_page_that_lies_on_its_side_is_read_in_its_direction():
    upright = [word for index, line in enumerate(LEFT) for word in place(60, 100 + 14 * index, line)]
    downwards = [PlacedWord(w.text, 500 - w.bottom, w.x0, 500 - w.top, w.x1) for w in upright]
    upwards = [PlacedWord(w.text, w.top, 500 - w.x1, w.bottom, 500 - w.x0) for w in upright]
    assert lines(downwards) == LEFT
    assert lines(upwards) == LEFT
    on_its_head = [PlacedWord(w.text, 500 - w.x1, 500 - w.bottom, 500 - w.x0, 500 - w.top) for w in upright]
    assert lines(on_its_head) == LEFT


@settings(max_examples=30)
@given(st.floats(min_value=-2.0, max_value=2.0))
def test_a_skewed_page_reads_as_the_straight_one(degrees):
    slope = tan(radians(degrees))
    straight = [
        word for index, line in enumerate(LEFT + RIGHT) for word in place(60, 100 + 14 * index, line + " " + line)
    ]
    skewed = [PlacedWord(w.text, w.x0, w.top + slope * w.x0, w.x1, w.bottom + slope * w.x0) for w in straight]
    assert arrange(skewed).text == arrange(straight).text


words_anywhere = st.lists(
    st.builds(
        lambda text, x, y, size: PlacedWord(text, x, y, x + len(text) * size / 2, y + size),
        st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8),
        st.floats(0, 500),
        st.floats(0, 800),
        st.floats(1, 40),
    ),
    max_size=40,
)


@given(words_anywhere)
def test_no_word_is_lost_and_every_offset_holds(words):
    arranged = arrange(words)
    assert sorted(arranged.text.split()) == sorted(word.text for word in words)
    assert [arranged.text[word.start : word.end] for word in arranged.words] == arranged.text.split()
    assert sorted(word.box[0] for word in arranged.words) == sorted(round(word.x0, 2) for word in words)


def test_names_beside_each_other_are_parted_and_justified_lines_are_not() -> None:
    apart = [*place(40, 0, "Ida Holm"), *place(200, 0, "Ole Brand"), *place(380, 0, "Uta Kern")]
    assert arrange(apart).text == "Ida Holm\tOle Brand\tUta Kern"
    wide = [word._replace(x0=word.x0 + 14 * i, x1=word.x1 + 14 * i) for i, word in enumerate(place(40, 0, LEFT[0]))]
    assert arrange(wide).text == LEFT[0]
    labelled = [*place(40, 0, "1.1"), *place(120, 0, "Die Stadt hilft")]
    assert arrange(labelled).text == "1.1 Die Stadt hilft"


def crowded(rows: int) -> list[PlacedWord]:
    """Two columns of five words a row whose gaps are as wide as those of a table."""
    lefts = [x + 50.0 * place for x in (0.0, 300.0) for place in range(5)]
    return [PlacedWord("Wort", x, 12.0 * row, x + 40, 12.0 * row + 9) for row in range(rows) for x in lefts]


def test_a_page_of_very_many_words_costs_little_more_a_word():
    """40,000 words on one page are no page of print, but must not hang the reader."""
    start = process_time()
    assert len(arrange(crowded(4_000)).words) == 40_000
    assert process_time() - start < 4.0
