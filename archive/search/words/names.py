"""Places that have a name of their own in several languages: the groups of names.tsv, found by a form's readings."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from archive.search.words.readings import LANGUAGES, LEMMA, STEM, read_form
from archive.search.words.splitting import fold, lower_text, normalize_text

NAME_SIGN = "@"
"""What a key that is a group of names begins with."""

_WHOLE = "whole"


def find_groups(form: str, language: str) -> set[str]:
    """The groups to which a lower-case form in a text of that language may belong."""
    known = _load_groups()
    roots = [(language, one.stem, one.kind) for one in read_form(form, language)]
    return {group for root in (*roots, (language, form, _WHOLE)) for group in known.get(root, ())}


@cache
def _load_groups() -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Groups by language, stem and kind of reading."""
    text = resources.files("archive.search.words").joinpath("names.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    groups: dict[tuple[str, str, str], dict[str, None]] = {}
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        group = _name_group(row)
        for language in LANGUAGES:
            for name in filter(None, (row.get(language) or "").split("|")):
                for root in _read_name(name, language):
                    groups.setdefault(root, {})[group] = None
    return {reading: tuple(found) for reading, found in groups.items()}


def _name_group(row: dict[str, str]) -> str:
    first = next(name for name in row.values() if name)
    return fold(lower_text(first)).replace("|", " ")


def _read_name(name: str, language: str) -> list[tuple[str, str, str]]:
    """What a nominative's forms are known by; an indeclinable name by itself."""
    form = lower_text(normalize_text(name))
    readings = [one for one in read_form(form, language) if one.is_base or one.kind == STEM]
    return [(language, form, _WHOLE), *((language, one.stem, one.kind) for one in readings if one.kind != LEMMA)]
