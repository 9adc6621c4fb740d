"""Words that tell a person's name from a heading, a body or a function; kept apart from the rules that use them."""

from __future__ import annotations

__all__ = ["COMMON_WORDS", "MONTHS", "NAMES_LIKE_NOUNS", "NOBILITY", "NOUN_ENDINGS", "PARTICLES"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words("von vom van zu zum zur de der den del della di da dos du ten ter la le el al bin ibn und")
"""Small words inside a family name."""

NOBILITY = _words("Graf Gräfin Freiherr Freifrau Freiin Baron Baronin Fürst Fürstin Prinz Prinzessin Ritter Edler Edle")
"""Former titles of nobility: part of the name since 1919 (Art. 109 Abs. 3 WRV)."""

MONTHS = _words("Januar Februar März April Juni Juli September Oktober November Dezember")
"""Months that are no given names."""

NOUN_ENDINGS = _words("""
    ung ungen heit keit schaft schaften tion tionen tät ismus amt amts ämter stelle stellen rat dienst dienste
    verein verband zentrum center frauenhaus jugendhaus familienhaus plan bericht konzept vertrag arbeit hilfe
    hilfen recht rechte gesetz förderung kreis schule kasse kammer bereich büro gruppe ziele ziel arbeitsleben
    familienleben markt jahr frist straße strasse platz allee nachweis maßnahmen angebote projekt team bildung
    kinder wirtschaft kosten mittel daten schutz wesen innenstadt termin sitzung vorlage anlage beschluss
    partner partnerin innen agentur netzwerk werk treff service bündnis beratung
""")
"""Endings of German abstract and collective nouns, in small letters."""

NAMES_LIKE_NOUNS = _words("""
    Jung Hartung Hornung Adelung Wolfgang Kreis Rat Werk Markt Amt Albrecht Ruprecht Engelbrecht Lambrecht
    Luitprecht Neumarkt Hilfe Kinder
""")
"""Names that such an ending would exclude."""

COMMON_WORDS = _words("""
    Stadt Land Kreis Gemeinde Anlage Anlagen Präambel Vorwort Inhalt Ziel Ziele Zweck Datum Ort Seite Tel
    Telefon Telefax Fax Mail Internet Entwurf Stand Punkt Abschnitt Kapitel Teil Team Fall Thema Themen Titel
    Name Unterschrift Unterschriften Stempel Siegel Dienstsiegel Für Der Die Das Des Dem Den Ein Eine Einer
    Zwischen Und Oder Mit Bei Nach Vor Aus Auf Im In Am An Zu Zur Zum Von Vom Über Unter Durch Gegen Ohne Bis
    Seit Wir Sie Es Er Ihr Ihre Dieser Diese Dieses Alle Jeder Neue Neuer Neues Lokale Lokales Frühe Soziale
    Junge Kommunale Gemeinsame Allgemeine Besondere Weitere Sonstige Herr Frau Herrn Eltern Mütter Väter Kinder
    Jugend Familie Familien Frauen Männer Menschen Personen Mitglieder Partner Träger Leistungen Aufgaben
    Inhalte Dauer Laufzeit Kündigung Vertrag Verträge Vereinbarung Bericht Konzept Antrag Beschluss Vorlage Rat
    Ausschuss Amt Jobcenter Agentur Bundesagentur Ministerium Schule Verein Verband Bund Caritas Diakonie Nein
    Ja Bad Sankt St Groß Klein Alt Neu Ober Nieder Hotel Haus Straße Platz Weg Postfach Montag Dienstag Mittwoch
    Donnerstag Freitag Samstag Sonntag Deutsche Deutscher Deutsches Rotes Kreuz Runder Tisch Grundlagen
    Ergebnisse Leitung Vorstand Arbeit Bildung Beruf Gesundheit Soziales Sport Kultur Umwelt Verkehr Finanzen
    Recht Ordnung Personal Organisation Zentrale Dienste Service Bewerber Bewerberin Kunde Kunden Kundin
    Beteiligte Parteien Partei Vertragspartner Alleinerziehende Jugendliche Erwachsene Flüchtlinge Betreuung
    Kita Kitas Schüler Schülerin Lehrer Eingang Ausgang Kopie Original Tagesordnung Protokoll Verteiler
""")
"""Words that stand in headings, on forms and in bodies' names, never in a person's."""
