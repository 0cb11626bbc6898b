"""Who paid, by an article's own disclaimers: fund and programme as written, by the names in `funding.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from archive.extract.disclaimers import find_disclaimers
from archive.extract.months import fold
from archive.extract.published import DateSearch
from archive.records import Funding

_EDGES = " .,;:–—-"


def find_funding(search: DateSearch) -> tuple[Funding, ...]:
    """What the article's disclaimers say; those of menus, side lists and the page's foot are the site's own."""
    start = search.title.last + 1 if search.title.last is not None else search.text_first
    blocks = [block for block in search.page.blocks[start : search.end] if block.region not in {"junk", "header"}]
    return read_funding(find_disclaimers(blocks))


def read_funding(disclaimers: Sequence[str]) -> tuple[Funding, ...]:
    """Programme and fund of each disclaimer; None where it names none that is known."""
    return tuple(Funding(text, _find_name(text, "programmes"), _find_name(text, "funds")) for text in disclaimers)


def _find_name(text: str, kind: str) -> str | None:
    folded = fold(text)
    for pattern in _patterns()[kind]:
        match = pattern.search(folded)
        if match is not None:
            # Folding may change how many characters a text has; then the folded ones are all that can be shown.
            shown = text if len(folded) == len(text) else folded
            return shown[match.start() : match.end()].strip(_EDGES)
    return None


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    content = tomllib.loads((files("archive.extract") / "funding.toml").read_text(encoding="utf-8"))
    return {kind: tuple(re.compile(one) for one in names) for kind, names in content.items()}
