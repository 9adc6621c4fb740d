"""The small words of German that hold a noun phrase together or end it; closed lists, in lower case."""

from __future__ import annotations

__all__ = ["ADVERBS", "ATTRIBUTE_PREPOSITIONS", "DETERMINERS", "GENITIVE_DETERMINERS", "NO_ADJECTIVES", "PREPOSITIONS"]

_DETERMINERS = (
    "der die das den dem des ein eine einen einem einer eines unser unsere unseren unserem unserer "
    "unseres ihr ihre ihren ihrem ihrer ihres sein seine seinen seinem seiner seines kein keine keinen "
    "keiner jede jeder jedes jeden diese dieser dieses diesen diesem alle aller allen sämtliche "
    "sämtlicher beide beider beiden"
)
_GENITIVE_DETERMINERS = (
    "der des einer eines unserer unseres ihrer ihres seiner seines aller dieser dieses sämtlicher beider "
    "jeder jedes deren"
)
_PREPOSITIONS = (
    "an am auf aus bei beim bis durch für gegen gegenüber hinsichtlich hinter im in innerhalb ins mit "
    "nach neben ohne pro je seit trotz über um unter vom von vor während wegen zu zum zur zwischen binnen "
    "ab entsprechend mittels dank samt bezüglich außerhalb anhand aufgrund zugunsten per als wie ans "
    "anstelle infolge gemäß laut statt außer einschließlich"
)
_ATTRIBUTE_PREPOSITIONS = (
    "an am aus bei beim für im in ins mit ohne pro je unter vom von zu zum zur zwischen auf über nach vor gegen"
)
_NO_ADJECTIVES = (
    "werden wurden sollen wollen können müssen dürfen sollten haben sind soll will wird ist aber sondern "
    "gegen gegenüber seiner immer wieder unter über weiter ferner mindestens möchten erhöhen senken "
    "steigern verringern verbessern wir sie er es ihnen allem indem ohne außer hinter jährlich je sowie "
    "oder und auch nur noch dann wenn dass daß dabei damit sich nicht nie zudem sehr streben nehmen gehen "
    "sinken steigen bleiben halten wachsen erreichen klettern fallen liegen bringen"
)
_ADVERBS = (
    "elektronisch digital regelmäßig neu erstmals gemeinsam wohnortnah dauerhaft öffentlich überwiegend "
    "mehr weniger als jährlich sozial beruflich unbefristet vorzeitig freiwillig"
)

DETERMINERS = frozenset(_DETERMINERS.split())
"""Articles, possessives and what else stands first in a phrase."""
GENITIVE_DETERMINERS = frozenset(_GENITIVE_DETERMINERS.split())
"""Those that open a genitive behind a noun; «der» may be one."""
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
ATTRIBUTE_PREPOSITIONS = frozenset(_ATTRIBUTE_PREPOSITIONS.split())
"""Those that may join an attribute to a noun; the others tell how or when."""
NO_ADJECTIVES = frozenset(_NO_ADJECTIVES.split())
"""Words that end like adjectives and are verbs, pronouns or adverbs."""
ADVERBS = frozenset(_ADVERBS.split())
"""Adverbs that stand before an adjective or a participle: «elektronisch eingereichte Anträge»."""
