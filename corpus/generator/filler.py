"""The clauses beside the facts: why, who does what, data, money, silence, validity; and the organs."""

from __future__ import annotations

from random import Random

from generator.facts import Body, Gender, Organ
from generator.subjects import Subject

_ORGANS: tuple[tuple[str, Gender], ...] = (
    ("Steuerungsgruppe", "f"),
    ("Lenkungskreis", "m"),
    ("Fachbeirat", "m"),
    ("Koordinierungsrunde", "f"),
    ("Planungsgruppe", "f"),
    ("Projektbeirat", "m"),
)
_CADENCES = (
    ("zweimal im Jahr", "P6M"),
    ("einmal im Quartal", "P3M"),
    ("monatlich", "P1M"),
    ("alle sechs Wochen", "P6W"),
    ("einmal jährlich", "P1Y"),
    ("alle zwei Monate", "P2M"),
    ("mindestens viermal im Jahr", "P3M"),
)
_MEMBERS = (
    "die Leitung des Fachbereichs Soziales",
    "die Koordinationsstelle",
    "eine Sprecherin der Ehrenamtlichen",
    "die Geschäftsführungen der Partner",
    "ein Mitglied des Sozialausschusses",
    "die Gleichstellungsbeauftragte",
)
_PREAMBLE = (
    "Was einer allein nicht schafft, gelingt in {town} seit einigen Jahren gemeinsam.",
    "Eine Umfrage unter {people} hat gezeigt, dass Angebote oft nicht bekannt sind.",
    "Die bisherigen Absprachen waren mündlich und hingen an einzelnen Personen.",
    "Im Vorjahr nutzten nur {share} Prozent der Berechtigten ein Angebot.",
    "Der Rat hat die Verwaltung deshalb um einen verbindlichen Rahmen gebeten.",
)
_DATA = (
    "Personenbezogene Angaben werden nur mit Einwilligung der Betroffenen weitergegeben.",
    "Für jede Verarbeitung gilt das Datenschutzrecht des Landes.",
    "Unterlagen mit Sozialdaten liegen verschlossen und sind nach drei Jahren zu vernichten.",
)
_MONEY = (
    "Die {first} trägt Miete und Strom bis zu {amount} Euro je Haushaltsjahr.",
    "Personalkosten übernimmt jeder Partner selbst.",
    "Über die Verwendung der Mittel legt der Träger bis zum 31. März einen Nachweis vor.",
    "Zuschüsse Dritter werden angerechnet.",
)
_SILENCE = (
    "Alle Mitwirkenden bewahren Stillschweigen über persönliche Verhältnisse.",
    "Die Pflicht zur Verschwiegenheit gilt auch nach dem Ende der Mitarbeit.",
)
_VALID = (
    "Ist eine Bestimmung unwirksam, so bleiben die anderen in Geltung.",
    "Anstelle der unwirksamen Bestimmung gilt, was ihrem Sinn am nächsten kommt.",
)
HEADINGS: dict[str, tuple[str, ...]] = {
    "preamble": ("Präambel", "Ausgangslage", "Vorbemerkung"),
    "goals": ("Ziele", "Gemeinsame Ziele", "Zielsetzung", "Was wir erreichen wollen"),
    "tasks": ("Aufgaben der Partner", "Leistungen", "Pflichten der Beteiligten"),
    "organs": ("Gremien", "Steuerung und Gremien", "Organe der Zusammenarbeit"),
    "data_protection": ("Datenschutz", "Umgang mit Sozialdaten"),
    "financing": ("Finanzierung", "Kosten"),
    "confidentiality": ("Verschwiegenheit", "Schweigepflicht"),
    "term": ("Laufzeit", "Inkrafttreten und Dauer", "Geltungsdauer"),
    "termination": ("Kündigung", "Beendigung", "Auflösung und Kündigung"),
    "amendment": ("Änderungen", "Schriftform"),
    "severability": ("Salvatorische Klausel", "Teilnichtigkeit"),
    "both": ("Laufzeit und Kündigung", "Dauer, Verlängerung, Kündigung"),
}
"""Headings by the role of their clause; «both» is for a clause on term and termination."""


def draw_organs(rng: Random) -> tuple[Organ, ...]:
    """No, one or two organs of different names."""
    organs = []
    for name, gender in rng.sample(_ORGANS, rng.choice((0, 1, 1, 2))):
        cadence, interval = rng.choice(_CADENCES)
        members = tuple(rng.sample(_MEMBERS, rng.randint(2, 3)))
        organs.append(Organ(name=name, gender=gender, members=members, cadence=cadence, interval=interval))
    return tuple(organs)


def word_organ(rng: Random, organ: Organ) -> list[str]:
    """Sentences on who sits in an organ and how often it meets."""
    the = "Die" if organ.gender == "f" else "Der"
    in_the = "Der" if organ.gender == "f" else "Dem"
    head, last = ", ".join(organ.members[:-1]), organ.members[-1]
    seated = rng.choice(
        (
            f"{in_the} {organ.name} gehören {head} und {last} an.",
            f"{the} {organ.name} besteht aus folgenden Mitgliedern: {head} und {last}.",
            f"Mitglieder {'der' if organ.gender == 'f' else 'des'} {_genitive(organ)} sind {head} und {last}.",
        )
    )
    meets = rng.choice(
        (
            f"{the} {organ.name} tagt {organ.cadence}.",
            f"{the} {organ.name} tritt {organ.cadence} zusammen.",
            f"{the} {organ.name} kommt {organ.cadence} zusammen und wertet den Stand aus.",
        )
    )
    return [seated, meets]


def _genitive(organ: Organ) -> str:
    if organ.gender == "f":
        return organ.name
    return organ.name + ("es" if organ.name.endswith("kreis") else "s")


def word_preamble(rng: Random, subject: Subject, town: str) -> list[str]:
    """Sentences on why, without any fact of the record; the percentage is no target."""
    chosen = rng.sample(_PREAMBLE, rng.randint(2, 4))
    return [line.format(town=town, people=subject.people, share=rng.randint(12, 60)) for line in chosen]


def word_tasks(rng: Random, subject: Subject, parties: tuple[Body, ...], act: str) -> list[str]:
    """Sentences on who does what; the last one cites the statute."""
    the = {"f": "Die", "m": "Der", "n": "Das"}
    lines = [
        f"{the[body.gender]} {body.name} stellt sicher, dass {rng.choice(subject.duties)}." for body in parties[:3]
    ]
    return [*lines, f"Aufgaben nach {act} bleiben unberührt."]


def word_other(rng: Random, role: str, first: str) -> list[str]:
    """Sentences of a clause on data, money, silence or validity."""
    lines = {"data_protection": _DATA, "financing": _MONEY, "confidentiality": _SILENCE, "severability": _VALID}[role]
    if role == "severability":
        return list(lines)
    chosen = rng.sample(lines, rng.randint(1, len(lines)))
    return [line.format(first=first, amount=rng.randint(2, 40) * 500) for line in chosen]
