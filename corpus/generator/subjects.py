"""What the invented agreements are about: goals, measures and bodies of six fields."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from generator.facts import Goal, Target


class Subject(NamedTuple):
    """One field of work.

    Attributes:
        name: As it stands in a title after «zur» or «für».
        people: Whom it serves, in the dative plural.
        aims: Goals in sentences.
        figures: Things that are counted: article, noun phrase, and whether more of it is better.
        duties: What a partner does, as the rest of a sentence after «stellt sicher, dass».
        act: A statute reference that fits, as printed and as normalised, joined by «|».
    """

    name: str
    people: str
    aims: tuple[str, ...]
    figures: tuple[tuple[str, str, bool], ...]
    duties: tuple[str, ...]
    act: str


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "Förderung des Schwimmenlernens",
        "Grundschulkindern",
        (
            "Am Ende der vierten Klasse bewegt sich kein Kind mehr unsicher im tiefen Wasser.",
            "Familien ohne eigenes Auto erreichen das Lehrbecken mit dem Bus.",
            "Lehrkräfte und Übungsleitungen arbeiten nach derselben Stufenfolge.",
            "Wasserzeiten werden so vergeben, dass alle Stadtteile gleich oft an der Reihe sind.",
        ),
        (("Die", "Zahl der Schwimmabzeichen", True), ("Der", "Anteil der Nichtschwimmer", False)),
        ("ausreichend Begleitpersonen am Beckenrand stehen", "das Lehrbecken vormittags geöffnet ist"),
        "§ 45 SGB VIII|SGB VIII § 45",
    ),
    Subject(
        "Begleitung in die Ausbildung",
        "jungen Menschen ohne Lehrstelle",
        (
            "Jugendliche kennen vor dem Schulabschluss wenigstens zwei Betriebe von innen.",
            "Abbrüche in der Probezeit werden seltener, weil Lotsinnen früh vermitteln.",
            "Handwerk und Pflege gewinnen Nachwuchs aus der eigenen Region.",
            "Eltern verstehen die Wege der beruflichen Bildung und tragen sie mit.",
        ),
        (("Die", "Übergangsquote", True), ("Die", "Zahl der Ausbildungsabbrüche", False)),
        ("jede Schule eine feste Ansprechperson hat", "freie Lehrstellen wöchentlich gemeldet werden"),
        "§ 16h Abs. 1 SGB II|SGB II § 16h Abs. 1",
    ),
    Subject(
        "Vorsorge bei Sommerhitze",
        "älteren Alleinstehenden",
        (
            "Alleinlebende über 75 werden an heißen Tagen täglich angerufen.",
            "Im Zentrum entstehen schattige Sitzplätze und frei zugängliche Trinkbrunnen.",
            "Pflegedienste erhalten Warnungen am Vorabend und richten ihre Touren danach ein.",
            "Öffentliche Gebäude stehen als kühle Räume ohne Verzehrzwang offen.",
        ),
        (("Die", "Anzahl der Trinkbrunnen", True), ("Die", "Zahl der Hitzeeinsätze", False)),
        ("die Warnkette im Mai geprobt wird", "Ventilatoren leihweise abgegeben werden"),
        "§ 71 SGB XII|SGB XII § 71",
    ),
    Subject(
        "Stärkung des Ehrenamts",
        "freiwillig Engagierten",
        (
            "Wer helfen will, findet binnen einer Woche eine passende Aufgabe.",
            "Vereine entlasten ihre Vorstände von Verwaltungsarbeit.",
            "Engagement wird auch für Menschen mit Schichtarbeit und Pflegeaufgaben möglich.",
            "Zugezogene knüpfen über gemeinsames Tun erste Bekanntschaften.",
        ),
        (("Die", "Zahl der vermittelten Freiwilligen", True), ("Der", "Anteil unbesetzter Vorstandsämter", False)),
        ("die Börse an drei Nachmittagen besetzt ist", "Auslagen zügig erstattet werden"),
        "§ 82 SGB X|SGB X § 82",
    ),
    Subject(
        "Beratung pflegender Angehöriger",
        "pflegenden Familien",
        (
            "Angehörige erfahren rechtzeitig, welche Hilfen ihnen zustehen.",
            "Nach einer Klinikentlassung ist der Hausbesuch innerhalb von drei Werktagen erfolgt.",
            "Wohnungen werden angepasst, bevor ein Umzug ins Heim nötig ist.",
            "Pflege und Beruf lassen sich in der Region besser verbinden.",
        ),
        (("Die", "Zahl der Hausbesuche", True), ("Die", "Zahl vermeidbarer Heimaufnahmen", False)),
        ("Termine auch abends möglich sind", "Vertretungen bei Krankheit geregelt sind"),
        "§ 7c Abs. 2 SGB XI|SGB XI § 7c Abs. 2",
    ),
    Subject(
        "Wiederverwendung gebrauchter Güter",
        "Haushalten mit kleinem Einkommen",
        (
            "Möbel und Geräte bleiben länger im Gebrauch und landen seltener im Sperrmüll.",
            "In der Reparaturwerkstatt lernen Langzeitarbeitslose ein anerkanntes Handwerk.",
            "Haushalte mit kleinem Einkommen richten sich günstig und würdig ein.",
            "Schulklassen erleben, wie aus Abfall ein brauchbares Stück wird.",
        ),
        (("Die", "Zahl der reparierten Geräte", True), ("Die", "Menge des Sperrmülls", False)),
        ("Spenden kostenfrei abgeholt werden", "jedes Gerät vor der Abgabe geprüft ist"),
        "§ 16d Abs. 1 SGB II|SGB II § 16d Abs. 1",
    ),
)


def draw_goals(rng: Random, subject: Subject) -> tuple[Goal, ...]:
    """Two to four goals of a subject, some of them with a quantified target."""
    goals = [Goal(text=text, target=None) for text in rng.sample(subject.aims, rng.randint(2, 3))]
    if rng.random() < 0.5:
        goals.insert(rng.randint(0, len(goals)), _quantified(rng, rng.choice(subject.figures)))
    return tuple(goals)


def _quantified(rng: Random, figure: tuple[str, str, bool]) -> Goal:
    article, noun, more = figure
    change, year = float(rng.randint(2, 30)), rng.randint(2012, 2030)
    against = rng.random() < 0.5
    phrases = (
        f"{article} {noun} soll bis {year} um {change:.0f} Prozent {'zunehmen' if more else 'zurückgehen'}",
        f"{article} {noun} {'wächst' if more else 'schrumpft'} bis zum Jahr {year} um {change:.0f} %",
        f"{article} {noun} {'steigt' if more else 'sinkt'} im Jahr {year} um mindestens {change:.0f} %",
    )
    text = rng.choice(phrases)
    if against:
        text += f" gegenüber dem Stand von {year - 4}"
    target = Target(
        indicator=noun,
        direction="increase" if more else "decrease",
        change=change,
        unit="%",
        baseline=str(year - 4) if against else None,
        year=year,
    )
    return Goal(text=text + ".", target=target)
