"""Places that have a name of their own in several languages: the groups of names.tsv, found by a form's readings."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from archive.search.words.estonian import NAME_STEM, SURNAME, VOWEL_STEM, guess_genitives
from archive.search.words.readings import COMMON, LANGUAGES, LEMMA, STEM, read_form
from archive.search.words.splitting import fold, lower_text, normalize_text

NAME_SIGN = "@"
"""What a key that is a group of names begins with."""

_WHOLE = "whole"
_WHOLE_SIGN = "="
"""Before a name in the list that stands for no form but itself."""

_NAMELESS = frozenset({LEMMA, COMMON, SURNAME})
"""Kinds of readings by which no name in the list is known."""

_Root = tuple[str, str, str]


def find_groups(form: str, language: str, *, is_plain: bool = False) -> set[str]:
    """The groups to which a lower-case form in a text of that language may belong.

    `is_plain`: it was typed, and may lack its diacritics.
    """
    known = _load_groups()
    roots = [(language, form, _WHOLE)]
    roots += [
        (language, stem, VOWEL_STEM if kind == NAME_STEM else kind)
        for stem, kind, _ in read_form(form, language)
        if kind not in _NAMELESS
    ]
    found = [root for root in roots if root in known]
    if not found:
        return set()
    return {
        group for root in found for group, name in known[root] if is_plain or _begin_alike(form, name, len(root[1]) - 2)
    }


def _begin_alike(form: str, name: str, length: int) -> bool:
    """Whether the diacritics are the same before the stem's end, which may be softened."""
    return form[:length] == name[:length] if length > 0 else form[:1] == name[:1]


@cache
def _load_groups() -> dict[_Root, tuple[tuple[str, str], ...]]:
    """Groups by language, stem and kind of reading, each with the name that has it."""
    text = resources.files("archive.search.words").joinpath("names.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    groups: dict[_Root, dict[tuple[str, str], None]] = {}
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        group = _name_group(row)
        for language in LANGUAGES:
            for name in filter(None, (row.get(language) or "").split("|")):
                form = lower_text(normalize_text(name.removeprefix(_WHOLE_SIGN)))
                for root in _read_name(form, language, is_whole=name.startswith(_WHOLE_SIGN)):
                    groups.setdefault(root, {})[group, form] = None
    return {reading: tuple(found) for reading, found in groups.items()}


def _name_group(row: dict[str, str]) -> str:
    first = next(name for name in row.values() if name)
    return fold(lower_text(first)).replace("|", " ")


def _read_name(form: str, language: str, *, is_whole: bool) -> list[_Root]:
    """What a nominative's forms are known by; an indeclinable name by itself."""
    roots = [(language, form, _WHOLE)]
    if is_whole:
        return roots
    readings = [one for one in read_form(form, language) if one.is_base or one.kind == STEM]
    if language == "et" and form[-1] not in "aeiouõäöü":  # Kaunas is also a form of kaun, a pod
        readings += guess_genitives(form)
    return roots + [(language, one.stem, one.kind) for one in readings if one.kind not in _NAMELESS]
