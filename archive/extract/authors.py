"""Who made a text, by the lines that say so: labelled credits, and `Šakių krašto VVG informacija`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.extract.credits import Credit, CreditKind, find_credits
from archive.extract.months import fold
from archive.extract.persons import is_organisation, is_person_name, read_people
from archive.records import SOURCE_ROLE, Author

_NEWS_LINE = re.compile(
    r"^(?P<by>(?:parengta )?pagal |(?:sagatavots )?pec )?(?P<who>.{2,70}?) "
    r"(?P<what>tekst(?:as|s)|straipsnis|raksts|informacij(?:a|as)|inf\.?|informatsioon|pressiteade|preses relize"
    r"|pranesim(?:as|a)(?: spaudai)?)"
    r"(?P<rest>\s*[,(/].{3,80}| (?:ir|un|ja) (?:nuotr|foto|attel|pil[dt])\w*)?\.?$"
)
_TEXTS = frozenset({"tek", "str", "rak"})
_BY_ONE = _TEXTS | {"inf"}
_GENITIVES = {"os": "a", "ės": "ė", "es": "e", "as": "a"}
_ABBREVIATION = re.compile(r"^[^\W\d_]{2,8}$")
_QUOTED = re.compile(r"[„“«\"][^„“”«»\"]*[“”»\"]")
_QUOTES = frozenset('„“«"')
_NAMED = re.compile(
    r"region[sa]?|partner(?:yst\w+|ib\w+|luskogu)|biedrib\w+|nodibinaj\w+|asociacij\w+|\w*vvg|vrg|grup[eė]\w*"
    r"|pasvaldib\w+|savivaldyb\w+|ministerij\w+|agentur\w+|fond\w+|\w*kogu|\w*koda|uhing|mtu|sia|uab|vsi|as|sa|centr\w+"
    r"|keskus|padome|taryba|administracij\w+|novad\w+|dienest\w+|tinkl\w+|tikl\w+|foorum\w*|forum\w+|laikrast\w+"
    r"|ajaleht|portal\w+|council|association|agency|group"
)
"""Last words of an organisation's name, where the line is no more than that."""
_MOST_NAME_WORDS = 7
_LONGEST_LINE = 160


def read_authors(lines: Sequence[str]) -> tuple[Author, ...]:
    """The authors that the lines of one author block name; the first line carries the label, if any does.

    Those who are to be asked are named only where nobody else is; who took the pictures never is.
    """
    if not lines:
        return ()
    told = read_news_line(lines[0])
    if told is not None:
        return (told,)
    texts = _collect(lines)
    makers = read_people(texts["maker"])
    if any(one.is_bare for one in find_credits(lines[0])) and not any(one.name or one.organisation for one in makers):
        makers = ()
    return (*(makers or read_people(texts["contact"])), *read_people(texts["source"], is_source=True))


def read_news_line(text: str) -> Author | None:
    """Whose information it is, of a line that says no more: `Šakių krašto VVG informacija`; None for other lines.

    `Pagal ŽŪM informaciją` names whom it was taken over from.
    """
    if len(text) > _LONGEST_LINE:
        return None
    match = _NEWS_LINE.match(fold(text))
    if match is None or len(fold(text)) != len(text):
        return None
    who = text[match.start("who") : match.end("who")].strip("( ")
    if not who or not (who[0].isupper() or who[0] in _QUOTES):
        return None
    if match["what"][:3] in _BY_ONE and not match["by"] and (name := _read_genitive(who)):
        return Author(name)
    if match["what"][:3] in _TEXTS or not (is_organisation(who) or (who.isupper() and _ABBREVIATION.match(who))):
        return None
    return Author(organisation=who, role=SOURCE_ROLE if match["by"] else None)


def _read_genitive(text: str) -> str | None:
    """A woman's name from `Rūtos Kepėjienės`, `Ilzes Rudzītes`; None for others: a man's may have two nominatives."""
    words = text.split()
    names = [f"{word[:-2]}{ending}" for word in words if (ending := _GENITIVES.get(word[-2:]))]
    name = " ".join(names)
    return name if len(names) == len(words) and is_person_name(name) else None


def is_source_line(text: str) -> bool:
    """Whether a line says no more than whose information it is."""
    return read_news_line(text) is not None


def is_organisation_name(text: str) -> bool:
    """Whether a line is an organisation's name and no more: `Zemgales plānošanas reģions`, `VVG „Krantas“`."""
    words = fold(_QUOTED.sub(" ", text)).split()
    if not words or len(words) > _MOST_NAME_WORDS or (not text[:1].isupper() and text[:1] not in _QUOTES):
        return False
    return _NAMED.fullmatch(words[-1].strip(".,-–")) is not None


def _collect(lines: Sequence[str]) -> dict[str, list[str]]:
    """The texts of each kind of credit; a line without a label goes on with the kind of the line before."""
    texts: dict[str, list[str]] = {"maker": [], "source": [], "contact": [], "photo": []}
    kind: CreditKind = "maker"
    for line in lines:
        labelled = find_credits(line)
        for credit in labelled or [Credit(kind, line, is_bare=False)]:
            kind = credit.kind
            texts[kind].append(credit.text)
    return texts
