"""What a goal is about: a short controlled list of themes, told by stems of words."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

__all__ = ["THEMES", "Theme", "themes_of"]

MOST_THEMES = 4
_BEGINNING = 3


class Theme(NamedTuple):
    """A theme and the stems that speak for it.

    Attributes:
        name: The theme, as the record shows it.
        stems: In lower case; found anywhere in a word.
    """

    name: str
    stems: tuple[str, ...]


THEMES: tuple[Theme, ...] = (
    Theme(
        "Erwerbstätigkeit",
        (
            "erwerb",
            "beschäftigung",
            "arbeitsmarkt",
            "arbeitswelt",
            "arbeitslos",
            "integrationsquote",
            "arbeitsaufnahme",
            "arbeitsstelle",
            "eingliederung in arbeit",
            "in arbeit",
        ),
    ),
    Theme(
        "Existenzsicherung",
        (
            "existenzsicher",
            "hilfebedürftig",
            "leistungsbezug",
            "lebensunterhalt",
            "langzeitleistung",
            "grundsicherung",
            "armut",
            "sgb ii-bezug",
            "sgb ii bezug",
            "langfristigen bezug",
        ),
    ),
    Theme(
        "Kinderbetreuung",
        (
            "betreuungsangebot",
            "kinderbetreuung",
            "kindertages",
            "tagespflege",
            "kita",
            "betreuungsquote",
            "randzeit",
            "betreuung ihrer kinder",
            "ganztag",
            "krippe",
        ),
    ),
    Theme(
        "Bildung",
        (
            "bildung",
            "schule",
            "schulen",
            "schüler",
            "schulab",
            "schulisch",
            "schulpflicht",
            "schulsozial",
            "schulverw",
            "schulreife",
            "unterricht",
            "qualifizier",
            "lernen",
            "fortbildung",
            "weiterbildung",
            "sprache",
            "sprachförder",
        ),
    ),
    Theme(
        "Ausbildung",
        ("ausbildung", "übergang schule", "berufsorientierung", "lehrstelle", "lehrjahr", "berufswahl", "praktik"),
    ),
    Theme("Mobilität", ("mobilität", "fahrweg", "nahverkehr", "radverkehr", "verkehr")),
    Theme(
        "Beratung",
        ("beratung", "anlaufstelle", "ansprechperson", "ansprechpartner", "auskunft", "information", "informieren"),
    ),
    Theme(
        "Netzwerk",
        ("netzwerk", "vernetz", "kooperation", "zusammenarbeit", "abstimm", "schnittstelle", "austausch", "koordin"),
    ),
    Theme(
        "Integration",
        (
            "zugewandert",
            "zuwander",
            "migration",
            "geflüchtet",
            "flüchtling",
            "integrationskurs",
            "interkultur",
            "sprachmittl",
        ),
    ),
    Theme("Teilhabe", ("teilhabe", "teilhaben", "inklusi", "barrierefrei", "behinderung", "beteiligung", "beteiligen")),
    Theme("Gleichstellung", ("gleichstellung", "chancengleichheit", "frauen", "alleinerziehend", "gleichberecht")),
    Theme(
        "Gesundheit",
        (
            "gesund",
            "suchtber",
            "suchthilfe",
            "suchtkrank",
            "suchtmittel",
            "suchtprä",
            "pflege ",
            "psychisch",
            "psychosozial",
            "bewegung",
            "ernährung",
        ),
    ),
    Theme("Prävention", ("prävent", "vorbeug", "frühzeitig", "frühe hilfen", "verhinder", "vermeid", "bevor ")),
    Theme("Kinderschutz", ("kinderschutz", "kindeswohl", "gefährdung")),
    Theme("Gewaltschutz", ("gewalt", "frauenhaus", "opferschutz", "täter")),
    Theme("Jugendhilfe", ("jugendhilfe", "jugendlich", "junge menschen", "junger mensch", "junger menschen")),
    Theme("Familie", ("famili", "eltern", "mütter", "väter")),
    Theme("Schulden", ("schulden", "überschuld", "stromsperr", "ratenkäuf", "schuldner")),
    Theme("Wohnen", ("wohnung", "wohnen", "wohnraum", "obdach")),
    Theme(
        "Klimaschutz",
        ("klima", "energie", "stromverbrauch", "ökostrom", "treibhausgas", "photovoltaik", "co2", "emission"),
    ),
    Theme("Digitalisierung", ("digital", "elektronisch", "fachverfahren", "online", "informationstechnik")),
    Theme(
        "Verwaltung",
        (
            "verwaltungsleistung",
            "personal",
            "standesbeamt",
            "bearbeitungszeit",
            "antragsweg",
            "leistungsprozess",
            "vollstreck",
            "rückständ",
            "vertretung an",
        ),
    ),
    Theme("Sicherheit", ("feuerwehr", "katastrophen", "rettungs", "brandschutz", "bevölkerungsschutz")),
    Theme("Kultur", ("kultur", "bücherei", "bibliothek", "musik", "museum", "theater")),
    Theme("Qualität", ("qualität", "standards", "überprüfung", "evaluation", "wirksamkeit")),
    Theme("Wirtschaftlichkeit", ("wirtschaftlich", "kosten", "einspar", "effizien", "synergie")),
)
"""In the order of the record's lists where two themes are met equally early."""


def themes_of(text: str) -> list[str]:
    """Return the themes of a goal, those that the text names first before the others; at most four.

    >>> themes_of("Ausbau der Kinderbetreuung in Randzeiten")
    ['Kinderbetreuung']
    >>> themes_of("Es gilt das gesprochene Wort.")
    []
    """
    low = text.lower() + " "
    stems = _by_beginning()
    met: dict[int, int] = {}
    for place in range(len(low) - _BEGINNING + 1):
        for stem, rank in stems.get(low[place : place + _BEGINNING], ()):
            if rank not in met and low.startswith(stem, place):
                met[rank] = place
    first = sorted(met, key=lambda rank: (met[rank], rank))
    return [THEMES[rank].name for rank in first[:MOST_THEMES]]


@cache
def _by_beginning() -> dict[str, list[tuple[str, int]]]:
    """The stems with the ranks of their themes, by their first letters."""
    stems: dict[str, list[tuple[str, int]]] = {}
    for rank, theme in enumerate(THEMES):
        for stem in theme.stems:
            stems.setdefault(stem[:_BEGINNING], []).append((stem, rank))
    return stems
