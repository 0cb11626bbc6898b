"""Lines that link to the page they stand on, as titles do."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from archive.extract.blocks import Block
from archive.extract.tree import attribute
from archive.urls import join_url

_MOST_LINKS = 3
_NEARBY = frozenset({"", "#", "?", "."})


def is_own_link(block: Block, url: str) -> bool:
    """Whether one of a line's first links leads to the page that the line stands on."""
    own, last = _split_address(url)
    for link in block.links[:_MOST_LINKS]:
        href = attribute(link, "href")
        # Joining costs: what ends otherwise than the page's own address is another's.
        target = join_url(url, href or "#") if last in href or href[:1] in _NEARBY else None
        if target and urlsplit(target)[2:4] == own:
            return True
    return False


@lru_cache(maxsize=16)
def _split_address(url: str) -> tuple[tuple[str, ...], str]:
    """A URL's path and query, and the last part of the path."""
    own = urlsplit(url)
    return own[2:4], own.path.rpartition("/")[2]
