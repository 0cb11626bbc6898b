"""Who made a text: names, organisations and posts out of author lines, without any phone number or e-mail."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.extract.lines import cut_author_label, is_contact_line
from archive.extract.months import fold
from archive.records import Author

_CONTACT = re.compile(
    r"(?:\b(?:t[aā]lr|tel|mob|mobt|t|e-?pasts?|e-?post|el\.\s?p(?:aštas)?"
    r"|e-?mail)\b\.?\s*(?:nr\.?)?\s*:?\s*)?"
    r"(?:\+?\d[\d\s()/-]{6,}\d|[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+)",
    re.I,
)
_ACCOUNTS = re.compile(
    r"^(?:admin\w*|super ?user|root|web ?master|editor|redaktor\w*|vvg|user\d*|moderator\w*|manager|author)$"
)
_ORGANISATION = re.compile(
    r"\b(?:region[sa]?|partner(?:yst\w+|ib\w+|luskogu)|biedrib\w+|nodibinaj\w+|asociacij\w+|m?vvg|zrvvg"
    r"|\w*rvvg|urvvg|grup[eė]\w*|pasvaldib\w+"
    r"|savivaldyb\w+|ministerij\w+|agentur\w+|fond\w+|\w*kogu|\w*koda|uhing|mtu|sia|uab|vsi|as|sa|centr\w+"
    r"|keskus|padome|taryba|administracij\w+"
    r"|novad\w+|dienest\w+|tinkl\w+|tikl\w+|foorum\w*|forum\w+|laikrast\w+|ajaleht|portal\w+|council"
    r"|association|agency|group)\b"
)
_DEPARTMENT = re.compile(
    r"\b(?:nodal\w+|skyri\w+|departament\w+|osakon\w+|sektor\w+|dal[ai]|direkcij\w+|biroj\w+|kancelej\w+)\b"
)
_POST = re.compile(
    r"specialist\w*|vaditaj\w*|direktor\w*|koordinat\w*|konsultant\w*|projekt\w*|administrator\w*|vadov\w*"
    r"|pirminink\w*|priekssedetaj\w*"
    r"|priekssed\w*|juhataja|juht|spetsialist|noustaja|padomniek\w*|ekspert\w*|asistent\w*|galven\w+"
    r"|vyriausi\w+|manager|officer|head|sekretar\w*"
    r"|buhalter\w*|gramatved\w*|referent\w*|redaktor\w*|zurnalist\w*|attiecib\w+|rysi\w+"
)
_NAME = re.compile(r"^(?:[^\W\d_a-z][\w'’.-]*\s){1,3}[^\W\d_a-z][\w'’-]*$")
_SOURCE_LINE = re.compile(r"^(?P<who>.{0,60}\bvvg\w*) (?:informacija|inf\.?)\s*(?:,\s*(?P<rest>.{3,60}))?\.?$")
_PARTS = re.compile(r"\s*[,;|]\s*|\s+[–—-]\s+")
_QUOTED = re.compile(r"[„“«\"][^„“”«»\"]*[“”»\"]")
_QUOTES = frozenset('„“«"')
_MOST_NAME_WORDS = 7
_VERB = re.compile(
    r"^\s*(?:kirjutas|autorius|autorė|autors|autore|autor|parašė|paskelbė|įkėlė|rakstīja|publicēja"
    r"|written by|by)\s+",
    re.I,
)
_PHOTO = re.compile(r"nuotr|foto|attel|pilt")


def read_authors(lines: Sequence[str]) -> tuple[Author, ...]:
    """The authors that the lines of one author block name; the first line carries the label."""
    if not lines:
        return ()
    source = _SOURCE_LINE.match(fold(lines[0]))
    if source is not None:
        return (Author(organisation=lines[0][: source.end("who")]),)
    label_rest = cut_author_label(lines[0])
    texts = [_VERB.sub("", label_rest if label_rest is not None else lines[0]), *lines[1:]]
    parts = [part for text in texts for part in _split(text)]
    return _gather(parts)


def is_source_line(text: str) -> bool:
    """Whether a line says no more than whose information it is: `Šakių krašto VVG informacija`."""
    return len(text) <= 120 and _SOURCE_LINE.match(fold(text)) is not None


def is_organisation_name(text: str) -> bool:
    """Whether a line is an organisation's name and no more: `Zemgales plānošanas reģions`, `VVG „Krantas“`."""
    words = fold(_QUOTED.sub(" ", text)).split()
    if not words or len(words) > _MOST_NAME_WORDS or (not text[:1].isupper() and text[:1] not in _QUOTES):
        return False
    return _ORGANISATION.fullmatch(words[-1].strip(".,-–")) is not None


def _split(text: str) -> list[str]:
    if text.rstrip().endswith((">", "›", "»")) and "„" not in text and "«" not in text:
        return []  # A step of the path through the organisation's tree, not the author's own post.
    without = _CONTACT.sub(" ", text)
    return [part.strip(" .:()") for part in _PARTS.split(without) if len(part.strip(" .:()")) > 1]


def _gather(parts: Sequence[str]) -> tuple[Author, ...]:
    found: list[dict[str, str]] = []
    loose: dict[str, str] = {}
    for part in parts:
        kind = _kind_of(part)
        if kind is None:
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
    if loose and not found:
        found.append(loose)
    return tuple(Author(one.get("name"), one.get("organisation"), one.get("role")) for one in found)


def _kind_of(part: str) -> str | None:
    folded = fold(part)
    if len(part) > 120 or _ACCOUNTS.match(folded) or not re.search(r"[^\W\d_]{2}", part) or is_contact_line(part):
        return None
    if _PHOTO.search(folded):
        return None
    if _POST.search(folded) or _DEPARTMENT.search(folded):
        return "role"
    if _ORGANISATION.search(folded):
        return "organisation"
    if _NAME.match(part):
        return "name"
    return (
        "role" if part[:1].islower() and " " in part else "organisation" if part[:1].isupper() and " " in part else None
    )
