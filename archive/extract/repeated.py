"""Lines that stand on many pages of one host: learned from its texts, dropped at head and tail and in tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from archive.extract.title import key_of

_LEAST_TEXTS = 4
_SHARE = 0.25
_MOST_KEYS = 400
"""Lines of one text that are looked at: its first and last two hundred."""
_SHORTEST_KEY = 3
_CELLS = " | "


def learn_host_lines(texts: Iterable[str]) -> frozenset[str]:
    """Keys of the lines that a quarter of a host's texts have, and four at least; empty for a few texts."""
    counts: Counter[str] = Counter()
    total = 0
    for text in set(texts):
        total += 1
        lines = text.splitlines()
        half = _MOST_KEYS // 2
        counts.update({key_of(line) for line in (*lines[:half], *lines[half:][-half:])})
    least = max(_LEAST_TEXTS, _SHARE * total)
    return frozenset(key for key, count in counts.items() if count >= least and len(key) >= _SHORTEST_KEY)


def drop_host_lines(text: str, lines: Collection[str]) -> str:
    """A text without the learned lines at its head and tail and among the rows of its tables."""
    if not lines or not text:
        return text
    kept = text.splitlines()
    while kept and _is_spare(kept[0], lines):
        del kept[0]
    while kept and _is_spare(kept[-1], lines):
        del kept[-1]
    if not any(line.strip() for line in kept):
        return text
    return "\n".join(line for line in kept if _CELLS not in line or key_of(line) not in lines)


def _is_spare(line: str, lines: Collection[str]) -> bool:
    key = key_of(line)
    return key in lines if key else not line.strip()
