"""Labels that tell who wrote, photographed or first printed a text: `Parengė`, `Teksts: …, foto: …`, `Allikas:`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from archive.extract.months import fold

CreditKind = Literal["maker", "source", "contact", "photo"]

_PHOTO = (
    r"(?:foto(?:d|s|grafij\w*|graf\w*|graafi\w*|attel\w*)?|attel\w*|bildes?|bilzu|nuotr(?:auk\w*)?|pil(?:t|did|distas?)"
    r"|photos?|pictures?)\.?"
)
_VERBS: dict[CreditKind, str] = {
    "maker": (
        r"(?:(?:informacij[aąuos]*|info|teksti|tekst[auą]*|straipsni|artikli|uudise|loo|pranesim[aą]|zin[uo]|raksto?u?|publikacij[uo]|material[uo])\s+)?"
        r"(?:parenge|pateike|paruose|parase|paskelbe|ikele|surase|sagatavoj(?:a|is|usi|usas|usi)|apkopoja|sniedza"
        r"|publiceja|rakstija|pierakstija|uzrase|renge|kalbino|kirja panid?|pani(?:d)? kirja|refereeris"
        r"|koostas(?:id)?|kirjutas(?:id)?|postitas|sisestas|vahendas)"
        r"|(?:text|words|article|written|prepared|posted|published|submitted) by"
    ),
    "source": r"parpublicets no|perspausdinta is",
    "contact": r"",
    "photo": rf"(?:fotografej\w+|fotografavo|pildistas|{_PHOTO} by)",
}
_NOUNS: dict[CreditKind, str] = {
    "maker": (
        rf"(?:(?:raksta|teksta|zinas|publikacijas|straipsnio|teksto|pranesimo|uudise|teksti|artikli|loo)\s+)?"
        rf"autor(?:ius|iai|es?|s|i|id)?|teksta?s?(?:\s*(?:ir|un|ja|and|&|\+|/)\s*{_PHOTO})?"
        rf"|{_PHOTO}\s*(?:ir|un|ja|and|&|\+|/)\s*teksta?s?|author|redaktor(?:s|e|ius)?|koostajad?|zinu sagatavoja"
    ),
    "source": (
        r"(?:(?:informacijas|zinas|raksta|teksta|informacijos|zinios|info|uudise|originaal)\s+)?"
        r"(?:avot[si]|saltini(?:s|ai)|allik(?:as|ad)|infoallikas)|sources?"
    ),
    "contact": r"lisainfo|lisainformatsioon|lisateave|kontaktisik|kontaktpersona|info un kontakti",
    "photo": rf"{_PHOTO}(?:\s+(?:un video )?autor\w*)?",
}
_MEANS = r"\s*[:–—-]\s*"
_CHAIN = r"(?:^|(?<=[,;.|/(])\s*|(?<=\s[–—-])\s+)"
_LABELS = re.compile(
    "|".join(
        part
        for kind in ("photo", "source", "contact", "maker")
        for part in (
            rf"(?P<noun_{kind}>{_CHAIN}(?:{_NOUNS[kind]}){_MEANS})",
            *([rf"(?P<verb_{kind}>{_CHAIN}(?:{_VERBS[kind]})\b(?:{_MEANS}|\s+|$))"] if _VERBS[kind] else []),
        )
    )
)
_OPENING = re.compile(r"^[\W_]+")
_MOST_CHARS = 400
_BARE_VERB_CHARS = 160
_AFTER_VERB = re.compile(r"^\s*$|^[\s:–—-]*(?:[^\W\d_a-z]|[„“\"«])")


@dataclass(frozen=True, slots=True)
class Credit:
    """What one label on a line says."""

    kind: CreditKind
    text: str
    """What stands behind the label up to the next; empty when the line ends with it."""
    is_bare: bool
    """Whether a verb without a colon is all that labels it."""


def find_credits(line: str) -> list[Credit]:
    """The labelled parts of a line that begins with a label; empty for every other line."""
    if len(line) > _MOST_CHARS:
        return []
    opening = _OPENING.match(line)
    text = line[opening.end() :] if opening is not None else line
    folded = fold(text)
    matches = [match for match in _LABELS.finditer(folded) if match.start() == 0 or not _is_verb(match)]
    if len(folded) != len(text) or not matches or matches[0].start() > 0:
        return []
    ends = [*(match.start() for match in matches[1:]), len(text)]
    return [_read_credit(match, text[match.end() : end]) for match, end in zip(matches, ends, strict=True)]


def is_credit_line(line: str) -> bool:
    """Whether a line does nothing but name authors, photographers or a source."""
    found = find_credits(line)
    if not found:
        return False
    first = found[0]
    return not first.is_bare or (len(line) <= _BARE_VERB_CHARS and _AFTER_VERB.match(first.text) is not None)


def _is_verb(match: re.Match[str]) -> bool:
    return str(match.lastgroup).startswith("verb")


def _read_credit(match: re.Match[str], text: str) -> Credit:
    form, _, kind = str(match.lastgroup).partition("_")
    is_bare = form == "verb" and match.group().rstrip()[-1:] not in ":–—-" and bool(text.strip())
    kinds: dict[str, CreditKind] = {"maker": "maker", "source": "source", "contact": "contact", "photo": "photo"}
    return Credit(kinds[kind], text.strip(" ,;.|/()"), is_bare)
