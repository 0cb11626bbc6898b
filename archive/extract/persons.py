"""Names, organisations and posts out of what stands behind an author's label; no accounts, phones or e-mails."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from archive.extract.byline_words import AND, INSTITUTION, NAME_JOINTS, PARTICLES, cut_label, is_label
from archive.extract.dates import find_dates
from archive.extract.lines import find_line_kind
from archive.extract.months import fold
from archive.extract.taglabels import cut_label as cut_tags_label
from archive.records import SOURCE_ROLE, Author

PartKind = Literal["name", "organisation", "role"]

_CONTACT = re.compile(
    r"(?:\b(?:t[aā]lr(?:unis)?|tel(?:efon\w*|efonas)?|mob(?:il\w*)?|mobt|gsm|t|e-?pasts?|e-?post|el\.\s?p(?:aštas)?\.?"
    r"|e-?mail|epasts?)\b\.?\s*(?:nr\.?)?\s*:?\s*)?"
    r"(?:\+?\d[\d\s()/-]{5,}\d|[\w.+-]+\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\.[\w-]+)+)",
    re.I,
)
_CONTACT_LABEL = re.compile(r"^(?:talr\w*|tel\w*|mob\w*|gsm|e-?past\w*|e-?post|el\.? ?p\w*|e-?mail|fakss?)\W*$")
_ACCOUNTS = re.compile(
    r"^(?:(?:svetain\w+|puslapio|lapas|majaslapas|veebi|kodulehe|site|web|wp|sys|super|cms|portal\w*)?[ _-]?"
    r"(?:admin\w*|administrator\w*|haldur|master|meister)|super ?user|"
    r"superuser|root|editor|redaktor\w*|toimetaja|\w*vvg"
    r"|user\w*|moderator\w*|manager|author|autor\w*|guest|svecias|"
    r"viesis|anonym\w*|anonuumne|anonim\w*|demo|test\w*|info"
    r"|biuras|birojs|office|default|unknown|none|null|leader|joomla|wordpress|drupal)$"
)
_ORGANISATION = re.compile(
    r"\b(?:region[sa]?|partner(?:yst\w+|ib\w+|luskogu)|biedrib\w+|nodibinaj\w+|asociacij\w+|draugij\w+|\w*vvg"
    r"|vrg|grup[eėa]\w*|pasvaldib\w+|savivaldyb\w+|seniunij\w+|ministerij\w+|ministeerium\w*|agentur\w+|fond\w+"
    r"|\w*kogu|\w*koda|uhing|uhendus|liit|selts|selgs|mtu|sa|sia|uab|vsi|as|centr\w+|keskus|padome|taryba"
    r"|administracij\w+|novad\w+|dienest\w+|tarnyb\w+|tinkl\w+|tikl\w+|"
    r"foorum\w*|forum\w+|laikrast\w+|laikrastis|ajaleht"
    r"|portal\w+|portaal|amet|vallavalitsus|linnavalitsus|omavalitsus\w*|muziej\w*|muzej\w*|bibliotek\w*|mokykl\w+"
    r"|teatr\w*|teater|baznic\w*|baznyc\w*|nams|namai|rahvamaja|stadion\w*|kulturas|kulturos|turgus|tirgus|laukum\w*|aikst\w+"
    r"|skola|kool|muuseum|raamatukogu|toimetus|redakcij\w+|council|association|agency|group|foundation|network)\b"
)
_DEPARTMENT = re.compile(
    r"\b(?:nodal\w+|skyri\w+|departament\w+|osakon\w+|sektor\w+|dal[ai]|direkcij\w+|biroj\w+|kancelej\w+)\b"
)
_POST = re.compile(
    r"specialist\w*|vaditaj\w*|direktor\w*|koordinat\w*|koordinaator\w*|"
    r"konsultant\w*|projekt\w*|administrator\w*|vadov\w*"
    r"|pirminink\w*|priekssed\w*|juhataja|juhatuse|juht\b|spetsialist|noustaja|padomniek\w*|ekspert\w*|asistent\w*"
    r"|galven\w+|vyriausi\w+|manager|officer|\bhead\b|sekretar\w*|buhalter\w*|gramatved\w*|referent\w*|redaktor\w*"
    r"|zurnalist\w*|ajakirjanik|korespondent\w*|attiecib\w+|rysi\w+|"
    r"lektor\w*|moderator\w*|atbildig\w+|atsaking\w+|liige"
    r"|loceklis|locekle|narys|nare\b"
)
_QUOTE = re.compile(r"[„“«\"]")
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_ELIDED = re.compile(r"[dl]['’][^\W\d_a-z]")
_MOST_PARTICLES = 3
_COMMAS = re.compile(r"\s*[,;|]\s*")
_SINGLE = re.compile(r"^[^\W\d_][^\W\d_]+$")
_PHOTO = re.compile(r"nuotr|foto|attel|pil[dt]|bild")
_COUNT = re.compile(r"^[^\d:„“«\"]{2,30}:?\s*\(?\d+\)?(?: [^\W\d_]+)?$")
"""`Komentāri: 0`, `Skatīts 23 reizes`: what a site counts beside an author's name."""
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$")
_PARTS = re.compile(r"\s*[,;|•·]\s*|\s+[–—-]\s+|\s+/\s+|\s+\(|\)\s+")
_DEGREE = re.compile(r"^(?:(?:dr|prof|doc|asoc|lekt|mgr|mg|mag|habil|hab|phd)\.\s*)+", re.I)
_GREETING = re.compile(
    r"^(?:ar (?:ciena|cienu|sveicienu|vissirsnigako sveicienu)|pagarbiai|su pagarba|lugupidamisega|austusega"
    r"|parimat\w+ (?:soovidega|tervitustega)|(?:best|kind) regards|с уважением)$"
)
_ON_DAY = re.compile(
    r"\s+(?:on|at)(?:\s+(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|(?=\s+\d)|(?=\s*$))", re.I
)
"""` on Fri`, ` on 3 March`: what parts a name from the day behind it."""
_DAY_MARK = re.compile(r"^\s*d\.+(?=\W|$)")
_PLACED = re.compile(
    r"^(?:ideta|paskelbta|publikuota|patalpinta|publicets|ievietots|pievienots|postitatud|avaldatud|lisatud|posted"
    r"|published|filed)\b"
)
"""Words of a meta line that say where or when a text was placed, not who wrote it."""
_EDGES = " .:()[]*/–—-"
_MOST_CHARS = 120
_ABBREVIATION_CHARS = 8


def read_people(texts: Sequence[str], *, is_source: bool = False) -> tuple[Author, ...]:
    """The authors that the lines of one credit name; of a source every line is its name."""
    parts = [part for text in texts for part in _iter_parts(text)]
    if is_source:
        names = [part for part in parts if _is_outlet(part)]
        return tuple(Author(organisation=name, role=SOURCE_ROLE) for name in names[:1])
    return _gather(parts)


def is_person_name(text: str) -> bool:
    """Whether a text is two to four words that can be a person's name, and neither a post nor an organisation."""
    words = _name_words(text)
    if not 2 <= len(words) <= 4 or not all(word[0].isupper() or _ELIDED.match(word) for word in words):
        return False
    folded = fold(text)
    if _ORGANISATION.search(folded) or _POST.search(folded) or INSTITUTION.search(folded):
        return False
    return not any(map(_is_shout, words)) and _ACCOUNTS.match(folded) is None


def split_names(text: str) -> list[str]:
    """The persons whom a text names between commas and `and`; the text itself when it is no row of names.

    A by-line's label before them is none of it: `Von Jonas Brandt und Anna Meyer`.
    """
    text = text.strip()
    for whole in filter(None, (cut_label(text), text)):
        parts = [part for one in _COMMAS.split(whole) for part in AND.split(one) if part]
        if parts and all(map(is_person_name, parts)):
            return parts
    return [text]


def _name_words(text: str) -> list[str]:
    """The words of a name without the particles between them; none when a text cannot be a name."""
    words = text.split()
    if not 2 <= len(words) <= 4 + _MOST_PARTICLES or not all(map(_NAME_WORD.fullmatch, words)):
        return []
    own = [
        word
        for index, word in enumerate(words)
        if not index
        or index == len(words) - 1
        or (word not in PARTICLES and (word not in NAME_JOINTS or index != len(words) - 2))
    ]
    return own if len(words) - len(own) <= _MOST_PARTICLES else []


def has_name_with_post(text: str) -> bool:
    """Whether a text begins with a post and the name behind it, or a name and the post: `biroja vadītāja Ilze R.`."""
    return len(_cut_name(text.partition(",")[0].strip(_EDGES))) > 1


def strip_degree(text: str) -> str:
    """A name without the academic degree before it."""
    return _DEGREE.sub("", text)


def is_organisation(text: str) -> bool:
    """Whether a text has a word that only organisations are called by."""
    return _ORGANISATION.search(fold(text)) is not None


def is_account(text: str) -> bool:
    """Whether a name is that of a login, not of anybody who writes."""
    folded = fold(text).strip()
    if _ACCOUNTS.match(folded) or _ACCOUNTS.match(folded.replace(".", " ")):
        return True
    return " " not in text.strip() and (text.islower() or any(one.isdigit() or one in "_@" for one in text))


def _iter_parts(text: str) -> Iterator[str]:
    if text.rstrip().endswith((">", "›", "»")) and "„" not in text and "«" not in text:
        return  # A step of the path through the organisation's tree, not the author's own post.
    text = _ON_DAY.sub(" , ", _CONTACT.sub(" , ", text))
    for date in reversed(find_dates(text)):
        if date.precision == "day":
            text = f"{text[: date.start]} , {_DAY_MARK.sub('', text[date.end :])}"
    for raw in _PARTS.split(text):
        part = _DEGREE.sub("", raw.strip(_EDGES))
        if len(part) < 2 or not any(map(str.isalpha, part)) or _CONTACT_LABEL.match(fold(part)):
            continue
        if _PLACED.match(fold(part)) or cut_tags_label(part) is not None:
            continue
        named = split_names(part)
        yield from named if len(named) > 1 or named[0] != part else _cut_name(part)


def _cut_name(part: str) -> tuple[str, ...]:
    """A post and the name behind or before it, without a comma between: `biroja vadītāja Ilze Rudzīte`."""
    words = part.split()
    for size in (3, 2):
        head, tail = words[:-size], words[-size:]
        if head and head[-1][0].islower() and _POST.search(fold(" ".join(head))) and is_person_name(" ".join(tail)):
            return (" ".join(tail), " ".join(head))
        head, tail = words[:size], words[size:]
        if tail and tail[0][0].islower() and _POST.search(fold(" ".join(tail))) and is_person_name(" ".join(head)):
            return (" ".join(head), " ".join(tail))
    return (part,)


def _gather(parts: Sequence[str]) -> tuple[Author, ...]:
    found: list[dict[str, str]] = []
    loose: dict[str, str] = {}
    for part in parts:
        kind = _kind_of(part)
        if kind is None or (kind == "name" and found and " " not in part):
            continue
        if kind == "name":
            found.append({"name": part, **loose})
            loose = {}
            continue
        target = found[-1] if found else loose
        if kind == "role" and "role" in target and _DEPARTMENT.search(fold(target["role"])):
            target["role"] = part
        elif kind == "role" and "role" in target and part[:1].islower():
            target["role"] = f"{target['role']} {part}"
        else:
            target.setdefault(kind, part)
    if loose.keys() == {"role"} and loose["role"][0].isupper() and _DEPARTMENT.search(fold(loose["role"])):
        loose = {"organisation": loose["role"]}
    if loose and not found:
        found.append(loose)
    return tuple(Author(one.get("name"), one.get("organisation"), one.get("role")) for one in found)


def _kind_of(part: str) -> PartKind | None:
    folded = fold(part)
    if len(part) > _MOST_CHARS or _ACCOUNTS.match(folded) or _PHOTO.search(folded) or _DOMAIN.match(part):
        return None
    if _COUNT.match(part) or _GREETING.match(folded) or is_label(part) or find_line_kind(part) is not None:
        return None
    is_post = _POST.search(folded) is not None or _DEPARTMENT.search(folded) is not None
    if is_person_name(part) or is_post:
        return "name" if is_person_name(part) else "role" if not part.isupper() else "organisation"
    if is_account(part):
        return None
    if (_ORGANISATION.search(folded) and (not part[0].islower() or _QUOTE.search(part))) or _is_abbreviation(part):
        return "organisation"
    return _kind_of_unknown(part)


def _kind_of_unknown(part: str) -> PartKind | None:
    """What a part without any telling word is, by its capitals."""
    if " " not in part:
        return "name" if _SINGLE.match(part) and part[0].isupper() and part[1:].islower() else None
    return "role" if part[0].islower() else "organisation" if not part[0].isdigit() else None


def _is_outlet(part: str) -> bool:
    return (
        len(part) <= _MOST_CHARS
        and _PHOTO.search(fold(part)) is None
        and part.lower() not in {"internets", "internetas"}
    )


def _is_abbreviation(part: str) -> bool:
    return 2 <= len(part) <= _ABBREVIATION_CHARS and part.isupper() and part.isalpha()


def _is_shout(word: str) -> bool:
    """Whether a word is all capitals, as abbreviations are; an initial is not."""
    letters = [one for one in word if one.isalpha()]
    return len(letters) > 1 and all(map(str.isupper, letters)) and len(letters) <= 3
