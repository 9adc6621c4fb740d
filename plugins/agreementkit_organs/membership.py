"""Who sits in a body: the sentences that say so, and what they list.

The body's name in a sentence is replaced by «@», so that one pattern serves «Dem Beirat gehören … an» and, for a
pronoun, «Ihm gehören … an».
"""

from __future__ import annotations

import re
from typing import NamedTuple

from agreementkit.german import at_word_start
from agreementkit_organs.splitting import split_members

__all__ = ["Membership", "read_membership"]

_ADVERBS = r"(?:\w+\s){0,3}?"
_LIST = r"(?P<list>[^@]{2,1200})"
_RULES: tuple[tuple[str, str], ...] = (
    (
        "consists_of",
        rf"(?:@|(?<!\w)(?:[Ss]ie|[Ee]r|[Ee]s|[Dd]iese[rs]?|[Dd]ie|[Dd]er|[Dd]as))[^.;:@]{{0,90}}?(?<!\w)(?:besteht|bestehend|bestehen)\s{_ADVERBS}aus:?\s{_LIST}",
    ),
    ("is_composed_of", rf"(?<!\w)setzt\ssich\s{_ADVERBS}(?:zusammen\s)?aus:?\s{_LIST}"),
    (
        "belong_to",
        rf"(?:@(?:\s(?:des|der)\s[\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?)?|(?<!\w)(?:[Iil]hm|[Iil]hr|[Dd]iesem|[Dd]ieser))\s(?:gehören|gehört){_LIST}",
    ),
    (
        "members_are",
        rf"(?<!\w)(?:[\w-]*[Mm]itglieder|Mitwirkende|Beteiligte|Vertreten)(?:\s(?:des|der|im|in\sder|dieses|dieser)\s@)?\s(?:sind|im\s@\ssind)\s?:?\s{_LIST}",
    ),
    (
        "members_colon",
        rf"(?<!\w)(?:[\w-]*[Mm]itglieder|Zusammensetzung|Besetzung|Teilnehmende|Teilnehmer(?:innen\sund\sTeilnehmer|/-innen)?)(?:\s(?:des|der)\s@)?:\s{_LIST}",
    ),
    ("members_become", rf"(?<!\w)[Aa]ls\s(?:ständige\s)?Mitglieder\s(?:werden|sind)\s{_LIST}"),
    (
        "sit_in",
        at_word_start(
            r"[Ii]m\s@|[Ii]n\s(?:der|dem|diesem|dieser)\s@|[Aa]m\s@|[Aa]n\sder\s@|[Ii]n\s(?:ihr|ihm)|[Dd]arin"
        )
        + rf"\s(?:ist|sind|sitzen|sitzt|kommen|arbeiten|wirken|treffen\ssich|nehmen|beraten):?\s{_LIST}",
    ),
    (
        "to_which_belong",
        (
            r"@[^.;:@]{0,160}?(?:,|\sund)\s(?:(?:dem|in\s(?:dem|der|welchem|welcher))\s(?P<list>[^.;@]{3,700}?)\s(?:angehören|angehört|mitwirken|mitwirkt|mitarbeiten|vertreten\s(?:sind|ist)|sitzen|zusammenkommen|zusammenarbeiten)(?!\w)(?!\swird)"
            r"|der\s(?P<of_her>(?:(?!\s(?:ist|wird|sind|hat|tagt)\s)[^.;@]){3,700}?)\sangehören(?!\w))"
        ),
    ),
    (
        "invited_to_it",
        r"@[^.;:@]{0,90}?,\szu\s(?:dem|der|welchem|welcher)\s(?P<list>[^.;@]{3,500}?)\seingeladen\s(?:werden|sind|wird|ist)(?!\w)",
    ),
    (
        "take_part_in_it",
        r"@[^.;:@]{0,90}?,\s(?:an\s(?:dem|der|welchem|welcher)|woran)\s(?:neben\s(?:\w+|den\s\w+)\s(?:auch\s)?)?(?P<list>[^.;@]{3,700}?)\s(?:teilnehmen|teilnimmt|mitwirken|mitarbeiten|beteiligt\ssind)(?!\w)",
    ),
    (
        "send_to_it",
        r"@[^.;:@]{0,90}?,\sin\s(?:den|die|das|welche[ns]?)\s(?:jede[rs]?\s[\w-]{3,40}\s(?:de[rs]\s[\w-]{3,40}\s)?|(?:die|der|das)\s[\w-]{3,40}\s)(?P<list>(?:die|der|das|den|eine?n?|je|jeweils|zwei|drei)\s[^.;@]{3,500}?)\s(?:entsende[nt]|delegier(?:en|t)|abordne[nt])(?!\w)",
    ),
    (
        "of_whom",
        r"@\s(?P<list>(?:der|des)\s[^@.;:]{3,240}?\s(?:und|sowie)\s(?:der|des)\s[^@.;:,]{3,80}?),\s(?:der|die|das|welche[rs]?)\s[^@.;]{0,120}?(?<!\w)(?:trifft|tagt|zusammenkommt|zusammentritt)(?!\w)",
    ),
    (
        "made_of",
        r"@\s(?:aus|mit\s(?=je|zwei|drei|vier|Vertret|Mitglied|allen\s))\s?(?P<list>(?:der|dem|den|allen|je|zwei|drei|vier|einer|einem|Frau|Herrn|Vertret\w+|Mitglied\w+|Leitung\w*|[A-ZÄÖÜ][\w-]{3,40}(?=(?:,|\sund)\s)[,]?)\s[^@]{2,700})",
    ),
    (
        "form",
        r"(?:^|[.:]\s)(?P<list>[^@.:;]{3,900}?)\s(?:bilden|gründen)\s(?:(?:gemeinsam|zusammen)\s?(?:mit\s(?P<more>[^@.:;]{3,300}?)\s(?=(?:einen|eine|ein|den|die|das)\s))?)?[^@.;]{0,90}?@",
    ),
    (
        "meet_as",
        r"(?:^|[.:]\s)(?P<list>(?!(?:Auf|In|Im|Zur|Zum|Bei|Am|Für|Um|Einmal|Zweimal|Dreimal|Viermal|Jeden|Halbj|Viertelj|Monatl|Mindestens|Wenigstens|Regelmäßig|Wöchentlich|Jährl|Quartalsweise|Grundsätzlich|Ferner|Außerdem|Darüber|Daneben|Zusätzlich|Hierfür|Dazu|Dafür|Hierzu)(?!\s\w+\sund\s))[^@.:;]{3,900}?)\s(?:(?:treffen|tauschen|verständigen|beraten|besprechen|stimmen|finden)\ssich|kommen|beraten)\s[^@.;]{0,120}?(?:als|im|in\s(?:einem|einer|der)|zu[mr]|zu\s(?:einem|einer))\s(?:\w+\s){0,2}[„»\"]?@",
    ),
    (
        "which_consists_of",
        r"@[^.;:@]{0,90}?,\s(?:der|die|das|welche[rs]?)\s(?:sich\s)?(?:\w+\s)?aus\s(?P<list>[^.;@]{3,500}?)\s(?:besteht|zusammensetzt|zusammengesetzt\sist|gebildet\swird)(?!\w)",
    ),
    (
        "meet_inverted",
        r"(?:^|[.:]\s)(?:Auf|In|Im|Zur|Zum|Bei|Am|Für|Um|Einmal|Zweimal|Dreimal|Viermal|Alle|Jeden|Mindestens|Wenigstens|Regelmäßig|Wöchentlich|Jährlich|Quartalsweise|Grundsätzlich|Ferner|Außerdem|Darüber|Daneben|Zusätzlich|Hierfür|Halbjährlich|Vierteljährlich|Monatlich|Dazu|Dafür|Hierzu)\s?[^@.:;]{0,120}?(?:(?:treffen|tauschen|verständigen|beraten|besprechen|stimmen|finden)\ssich|kommen|beraten|sitzen)\s(?P<list>(?:die|der|das|alle|beide|je|zwei|drei)\s[^@.;:]{3,300}?)\s(?:als|im|am|in\s(?:einem|einer|der)|zum|zur|zu\s(?:einem|einer))\s(?:\w+\s){0,2}@",
    ),
    (
        "between",
        r"@\szwischen\s(?P<list>(?:der|dem|den)\s[^@.;:]{3,200}?\sund\s(?:der|dem|den)\s[^@.;:,]{3,90}?)(?=\sstatt(?!\w)|[.,;])",
    ),
    ("made_up_by", r"(?<!\w)(?:[Dd]en|[Dd]ie|[Dd]as)\s@\s(?:bilden|bildet)\s(?P<list>[^@;:]{3,700})"),
    (
        "named_and_meets",
        r"\A@:\s(?P<list>(?:[A-ZÄÖÜ]|(?:alle|je|die|der|das|eine?|zwei|drei)\s)[^@:;.]{3,400}?)[;.,]\s(?:er\s|sie\s|es\s)?(?:tagt|trifft\ssich|(?:tritt|kommt)\s[^.;:]{3,90}?zusammen|(?:ein|zwei|drei|vier|sechs)mal|(?:halb|viertel)?jährlich|monatlich|quartalsweise|wöchentlich|alle\s\w+\s(?:Wochen|Monate))(?!\w)",
    ),
    (
        "in_brackets",
        r"@\s\((?!kurz|im\s|nach|vgl|siehe|s\.)(?P<list>[A-ZÄÖÜ][^@()\d]{2,60}?,\s[^@()\d]{2,200})\)\s",
    ),
    (
        "who_comes",
        rf"(?<!\w)(?:Es\s(?:kommen|nehmen\steil|sind\sdabei)|Dabei\s(?:sind|ist)|Am\sTisch\ssitzen|Mit\sdabei\ssind):?\s{_LIST}",
    ),
    ("who_votes", rf"(?<!\w)Stimmberechtigt\s(?:ist|sind)\s{_LIST}"),
    (
        "come_together",
        r"@:\s[^:@.]{0,120}?(?:kommen|treffen\ssich|sitzen)\s(?P<list>[^@.;,]{3,200}?)\s(?:zusammen|im\s\w+)(?!\w)",
    ),
    (
        "sit_down_to",
        r"(?<!\w)setzen\ssich\s(?P<list>[^@.:;]{3,600}?)\s(?:zu|in)\s(?:einem|einer)\s(?:\w+\s){0,2}@\s(?:\w+\s){0,6}?zusammen(?!\w)",
    ),
    (
        "send_into",
        rf"(?<!\w)[Ii]n\s(?:ihn|sie|es|den\s@|die\s@|das\s@)\s(?:entsende[nt]|delegier(?:en|t))\s{_LIST}",
    ),
    (
        "join_in",
        rf"(?<!\w)[Aa]n\s(?:ihr|ihm|der\s@|dem\s@)\s(?:nehmen|nimmt)\s(?:\w+\s){{0,2}}?teil:?\s{_LIST}",
    ),
    (
        "join_in",
        r"(?<!\w)(?:[Aa]m\s@|[Aa]n\s(?:ihr|ihm|der\s@|dem\s@))\s(?:nehmen|nimmt)\s(?P<list>[^@.;:]{3,700}?)\steil(?!\w)",
    ),
    (
        "send",
        r"(?<!\w)(?:entsende[nt]|benenn(?:en|t)|delegier(?:en|t))\s(?P<list>[^@.;:]{3,300}?)\s(?:in|für|zu)\s(?:die|den|das|eine|einen|ein|einem|einer)\s(?:\w+\s){0,2}@",
    ),
    (
        "invite",
        r"(?<!\w)(?:lädt|laden)\s(?P<host>(?:die|der|das|den)\s(?:[\w-]+\s){1,4}?)(?P<list>(?:das|die|den|der|alle|je|zwei|drei|Vertret\w+)\s[^@.;:]{3,400}?)\s(?:zu|zum|zur|in)\s(?:(?:einem|einer|den|die|das|einen|eine|ein)\s)?(?:\w+\s){0,2}@",
    ),
    (
        "take_part",
        rf"(?<!\w)(?:[Tt]eilnehmen\s(?:können|sollen|dürfen)|[Tt]eilnehmende\s(?:des\s@\s)?sind|[Tt]eilnehmer(?:innen)?\s(?:des\s@\s|der\s@\s)?sind:?)\s(?:neben\s[^,]{{2,60}}?\sauch\s)?{_LIST}",
    ),
    (
        "advise",
        r"(?:^|[.:;]\s)(?P<list>(?:[Dd]ie|[Dd]er|[Dd]as|[Ee]ine?|[Jj]e|[Zz]wei|Vertret\w+)\s[^@.:;,]{3,160}?)\s(?:nimmt|nehmen)\s(?:an\s\w+\s\w+\s)?(?:\w+\s){0,3}?(?:beratend|mit\sberatender\sStimme|ständig|ohne\sStimmrecht|als\sGäste?|regelmäßig)(?!\w)[^.;@]{0,60}?teil(?!\w)",
    ),
)
_RULE_RES = tuple((name, re.compile(pattern)) for name, pattern in _RULES)
_VERB_TAIL_RE = re.compile(
    r"(?:\s(?:zusammen|vertreten|an|mit|teil|angehören|beteiligt|ein|Mitglied|Mitglieder|gebildet|eingerichtet|eingesetzt|gegründet|besetzt))\s*\Z"
    r"|(?:,|\sund|\ssowie)\s(?:tagt|trifft|tritt|kommt|berät|entscheidet|beschließt|wird|ist|hat|hält|gibt|legt|begleitet|koordiniert|steuert|bereitet)(?!\w).{0,600}\Z"
)
_HEAD_RE = re.compile(
    r"(?:[\s:]|mit\s(?:je\s|jeweils\s)?(?:einer|beratender|gleicher)\s\w+\s(?:Stimme\s)?(?:an)?:?\s|\w+\s(?:\w+en\s)?Mitgliedern?,\s(?:nämlich|und\szwar):?\s|an:?\s|(?:als\s)?(?:ständige|stimmberechtigte|ordentliche|geborene|feste)[nr]?\s(?:Mitglieder\s)?(?:an:?\s)?|kraft\sAmtes\s|insbesondere\s|jeweils\s(?=[a-z]{2,4}\s)|folgende\s[\w/-]+(?:\san)?:\s|grundsätzlich\s|mindestens\sje\s(?=x)"
    r"|neben\s(?:den|dem|der)\s[\w-]{3,40}(?:\s(?:der|des)\s[\w-]{3,40})?\s(?:auch\s)?(?=(?:die|der|das|eine?|je|Vertret\w+)\s))+"
)
# «…, die alle sechs Wochen zusammenkommt»: a clause with its verb at the end lists nobody.
_RELATIVE_RE = re.compile(
    r",\s(?:die|der|das|welche[rs]?|um|wobei|soweit|sofern|damit|deren|dessen)\s[^@]{3,300}?\s[a-zäöüß]{3,}(?:t|en|n)\Z"
)
_ARTICLE_RE = re.compile(r"(?<=[\w“”] )(?:Die|Der|Das|Eine|Ein)\s")
_WORKS_RE = re.compile(
    r"\s(?:bereitet|gibt|berät|begleitet|koordiniert|steuert|plant|erarbeitet|entscheidet|unterstützt|tagt|trifft|tritt|kommt"
    r"|wertet|prüft|erstellt|sorgt|stimmt|legt|übernimmt|organisiert|leitet|pflegt|betreut)(?!\w)"
)
_RHYTHM = (
    r"\s(?:(?:mindestens|wenigstens|in\sder\sRegel)\s)?(?:(?:ein|zwei|drei|vier|sechs)mal\s(?:jährlich|monatlich|im\s\w+|pro\s\w+)"
    r"|(?:halb|viertel)?jährlich|monatlich|quartalsweise|wöchentlich|alle\s\w+\s(?:Wochen|Monate)|regelmäßig|bei\sBedarf)(?!\w)"
)
# the next sentence, or the next line of a profile: «Teilnehmende: … Turnus: …»
_NEXT_RE = re.compile(
    r"\.\s(?=[A-ZÄÖÜ])|;\s|\s(?:Turnus|Rhythmus|Aufgaben?|Auftrag|Vorsitz|Sitzung\w*|Termine|Häufigkeit|Leitung|Ziele?"
    r"|Moderation|Protokoll|Einladung|Federführung|Geschäftsführung)\s?:"
)
_FURTHER_RE = re.compile(r"[;,]\s(?:hinzu\skommen|dazu\skommen|ferner|außerdem)\s(?P<list>[^@.;:]{3,300})")
_ASIDE_RE = re.compile(r"\s[–-]\s(?:mit\sberatender\sStimme|beratend|ohne\sStimmrecht|als\sVorsitz\w*)\s?[–-]\s")
_SO_MANY_RE = re.compile(r"(?:je\s)?(?:\w{2,6}|\d{1,2})\s(?:Mitglied(?:ern?)?|Personen)")
_PURPOSE_RE = re.compile(r"\s(?:zum|zur)\s[A-ZÄÖÜ][\w-]{3,40}\Z")
_EACH_RE = re.compile(r"(?<=\w)\s(?:je|jeweils)\s\w+\s(?:Mitglied\w*|Vertret\w*|Person(?:en)?|Fachkr\w+)\Z")
_RHYTHM_RE = re.compile(_RHYTHM + r"\Z")
_RHYTHM_WITHIN_RE = re.compile(_RHYTHM)
_COLLECTIVE_RE = re.compile(
    r"(?:Die|Alle|Beide)?\s?(?:[\w-]*[Pp]artner(?:innen|/-?innen|/innen|:innen|\*innen)?|[\w-]*[Pp]arteien|[Bb]eteiligten|Unterzeichn\w+|Erklärenden|Vertragsschließenden|Gemeinden|Kommunen|Städte|Seiten)\Z"
)
# «Für die Umsetzung bilden wir ein Team»: what stands before the verb is nobody
_ADVERBIAL_RE = re.compile(
    r"(?:Für|Zur|Zum|Auf|Im|In|Mit|Als|Um|Bei|Am|Nach|Hierzu|Dazu|Hierfür|Dafür|Gemeinsam|Zwecks)\s"
)
_LABEL_RE = re.compile(
    r"\s{0,4}(?:[-–•*]\s|\(?\d{1,2}[.)]\s|\(\d{1,2}\)\s|[a-z]\)\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s"
    r"|(?!Mitglied|Teilnehm|Zusammen|Besetzung|Vertreten)\w[\w-]{2,40}:\s){0,2}"
)


# «Dr.», «e. V.»: a full stop that ends no sentence; it is masked while the patterns run.
_ABBREVIATION_RE = re.compile(
    r"(?<!\w)(?:Dr|Prof|Ing|Nr|Abs|St|bzw|ca|ggf|inkl|stellv|[A-Za-z]"
    r"|[1-3](?=\.\s(?:Vorsitz|Beigeordnet|Kreisbeigeordnet|Stadtr|Kreisr|Bürgermeister|Stellvertret|Sprecher|Vorst)))\."
)
_MASK = "\N{ONE DOT LEADER}"


class Membership(NamedTuple):
    """What a sentence says of the members of a body.

    Attributes:
        rule: How it says so.
        members: Their names; empty where a list follows the sentence.
        open: Whether the sentence ends with a colon, so that the members stand in the items below.
        named: Whether the body's name is part of what says so.
    """

    rule: str
    members: tuple[str, ...]
    open: bool
    named: bool = False


def read_membership(sentence: str, *, place: tuple[int, int] | None) -> Membership | None:
    """Return the members that a sentence lists for one body, or None.

    Args:
        sentence: The sentence on one line.
        place: Where the body's name stands in it, half-open; None for a sentence that points to it by a pronoun.

    >>> read_membership("Dem Beirat gehören die Stadt und der Verein an.", place=(4, 10)).members
    ('Stadt', 'Verein')
    >>> read_membership("Der Beirat berät die Stadt.", place=(4, 10)) is None
    True
    """
    text = sentence if place is None else f"{sentence[: place[0]]}@{sentence[place[1] :]}"
    text = _ABBREVIATION_RE.sub(lambda match: match.group()[:-1] + _MASK, text)
    label = _LABEL_RE.match(text)
    text = text[label.end() :] if label and "@" not in label.group() else text
    for rule, pattern in _RULE_RES:
        match = pattern.search(text)
        if match is None:
            continue
        if "@" in pattern.pattern and place is None and rule in _NEEDS_NAME:
            continue
        listed = match["list"] or match.groupdict().get("of_her") or ""
        members = _members(listed, rule)
        more = match.groupdict().get("more")
        if more:
            members = (*members, *_members(more, rule))
        if members and (further := _FURTHER_RE.search(text, match.start())):
            members = tuple(dict.fromkeys((*members, *_members(further["list"], rule))))
        if members and rule not in _ALONE and (beside := _ADVISE_RE.search(text, max(match.start(), 1))):
            members = tuple(dict.fromkeys((*members, *_members(beside["list"], "advise"))))
        if text.rstrip().endswith(":") and all(_SO_MANY_RE.fullmatch(member) for member in members):
            members = ()  # «aus fünf Personen:» counts those who are listed below
        waits = not members and _WAITS_RE.search(text) is not None
        waits = waits or (_FIRST_ITEM_RE.match(listed) is not None and text.rstrip().endswith((",", ";")))
        if members or waits or rule not in _NEEDS_LIST:
            return Membership(rule, members, open=waits, named="@" in match.group())
    if _OPEN_RE.search(text) or (_WAITS_RE.search(text) and "entsende" in text):
        return Membership("list_below", (), open=True)
    return None


_NEEDS_NAME = frozenset(
    {
        "sit_down_to",
        "come_together",
        "to_which_belong",
        "invited_to_it",
        "take_part_in_it",
        "send_to_it",
        "of_whom",
        "made_of",
        "which_consists_of",
        "meet_inverted",
        "between",
        "made_up_by",
        "named_and_meets",
        "in_brackets",
        "form",
        "meet_as",
        "send",
        "invite",
    }
)
_ALONE = frozenset({"advise", "take_part"})
_ADVISE_RE = next(pattern for rule, pattern in _RULE_RES if rule == "advise")
_NEEDS_LIST = frozenset(rule for rule, _ in _RULES)
_WAITS_RE = re.compile(
    r"(?::|(?<!\w)[Ii]n\s(?:ihn|sie|es|den\s@|die\s@|das\s@)\s(?:entsenden|entsendet|delegieren)|(?:gehören|gehört)\s(?:\w+\s){0,3}an|(?<!\w)aus|(?<!\w)sind|(?<!\w)(?:sind|ist)\s(?:\w+\s)?vertreten)\s*\Z"
)
# «Er besteht aus 1. der Beigeordneten,»: the first item stands in the sentence that leads in
_FIRST_ITEM_RE = re.compile(r"\s{0,3}(?:\(?1[.)]|\(?a\)|[-–•])\s")
_OPEN_RE = re.compile(
    r"(?:gehören|gehört|Mitglieder|besteht|setzt\ssich|vertreten|Zusammensetzung|Besetzung|besetzt|zusammengesetzt)[^.;]{0,90}:\Z"
)


def _members(listed: str, rule: str) -> tuple[str, ...]:
    """The members of a list, after what belongs to the sentence around it has been cut away."""
    text = _ASIDE_RE.sub(" ", _NEXT_RE.split(listed, maxsplit=1)[0].strip(" .;"))
    head = _HEAD_RE.match(text)
    text = text[head.end() :] if head else text
    if rule in {"form", "meet_as"}:
        # a heading above the sentence may stand on the same line: the list begins with the last capital article
        articles = list(_ARTICLE_RE.finditer(text))
        text = text[articles[-1].start() :] if articles else text
    if rule == "made_of":
        text = _WORKS_RE.split(text, maxsplit=1)[0]
    if rule in {"meet_inverted", "meet_as"}:
        text = _PURPOSE_RE.sub("", text)
    if rule == "send_into":
        text = _EACH_RE.sub("", text)
    if rule in {"sit_in", "meet_as"}:
        text = _RHYTHM_WITHIN_RE.split(text, maxsplit=1)[0]
    for _ in range(3):
        before = text
        text = text if _SO_MANY_RE.fullmatch(text) else _VERB_TAIL_RE.sub("", _VERB_TAIL_RE.sub("", text))
        text = _RHYTHM_RE.sub("", text).strip(" .,;:")
        text = _RELATIVE_RE.sub("", text)
        if text == before:
            break
    if rule in {"form", "meet_as"} and (_COLLECTIVE_RE.match(text) or _ADVERBIAL_RE.match(text)):
        return ()
    return tuple(member.replace(_MASK, ".") for member in split_members(text))
