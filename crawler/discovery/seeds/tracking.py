"""Parameters that feeds and newsletters add to an address to count readers."""

from __future__ import annotations

import re

_COUNTED = re.compile(
    r"(?:utm_[a-z_]+|fbclid|gclid|yclid|mc_cid|mc_eid|mkt_tok|igshid|_hsenc|_hsmi|(?:pk|mtm)_(?:campaign|kwd|source|medium))"
    r"(?:=.*)?",
    re.IGNORECASE | re.DOTALL,
)


def strip_tracking(url: str) -> str:
    """The address without them, every other character as it was."""
    head, mark, query = url.partition("?")
    if not mark:
        return url
    parts = query.split("&")
    kept = [part for part in parts if not _COUNTED.fullmatch(part)]
    if len(kept) == len(parts):
        return url
    return f"{head}?{'&'.join(kept)}" if any(kept) else head
