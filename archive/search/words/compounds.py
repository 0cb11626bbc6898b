"""Estonian compounds by their last part, which is declined as when it stands alone. Pure, over a table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from archive.search.words.estonian import CASES

_MIN_FIRST_PART = 3
_SHORTEST_PART = 3


def split_compound(form: str) -> tuple[str, str] | None:
    """A lower-case form to its first part and its last part's nominative; None when none that we know is its last."""
    known, longest = _load_last_parts()
    for length in range(min(longest, len(form) - _MIN_FIRST_PART), _SHORTEST_PART - 1, -1):
        if nominative := known.get(form[-length:]):
            return form[:-length], nominative
    return None


@cache
def _load_last_parts() -> tuple[dict[str, str], int]:
    """Nominatives by each of their forms, and the length of the longest form."""
    table = tomllib.loads(resources.files("archive.search.words").joinpath("estonian.toml").read_text("utf-8"))
    known = {form: row.split()[0] for row in table["last_parts"] for form in _decline(*row.split())}
    return known, max(map(len, known))


def _decline(nominative: str, genitive: str, partitive: str, illative: str, *plural: str) -> Iterator[str]:
    yield from (nominative, genitive, partitive, illative, genitive + "d", *plural)
    for stem in (genitive, plural[0]):
        yield from (stem + case for case in CASES)
