"""Lines that stand on many pages of one host: learned from its texts, left out at head and tail and in tables.

A line is learned only where it stands at the edge of texts: above all of a text, or below it, with nothing but other
such lines between; a table's row wherever it stands. It is left out in the same places only, never within prose.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.extract.blocks import Block
from archive.extract.keys import key_of
from archive.extract.provenance import note
from archive.records import Article

LEFT_OUT = "text-without"
"""Among an article's origins: the lines that its text was freed of, one a line."""

_LEAST_TEXTS = 5
_SHARE = 0.5
_SENTENCE_SHARE = 0.8
"""Of sentences and table rows, which articles may share: a press release in parts, a table's head."""
_MOST_ROUNDS = 12
"""Lines that are learned at one edge."""
_MOST_LINES = 200
"""Lines of one text in which rows are looked for, from each of its ends."""
_SHORTEST_KEY = 3
_CELLS = " | "
_SENTENCE_ENDS = (".", "!", "?", "…", ".“", ".”", '."', ".)", "!“", "?“")
_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text of the host, as it was read."""

    text: str
    left_out: tuple[str, ...] = ()
    """The lines that it was freed of then."""


def learn_host_lines(texts: Iterable[KnownText]) -> tuple[str, ...]:
    """The lines that half of a host's texts have at an edge, sentences and rows four fifths; five texts at least."""
    rests = [_Rest(one) for one in dict.fromkeys(texts)]
    learned: dict[str, str] = {}
    for _ in range(_MOST_ROUNDS):
        fresh = _find_common(rests, learned)
        if not fresh:
            break
        learned |= fresh
        for rest in rests:
            rest.peel(learned)
    return tuple(sorted(learned.values()))


def leave_out_host_lines(article: Article, lines: Collection[str]) -> Article:
    """The article with its text freed of learned lines at head, tail and among the rows of its tables."""
    text, dropped = drop_host_lines(article.text, lines)
    if not dropped:
        return article
    for line in dropped:
        note("text", line, "cut", "a line that many pages of this host have in common", place="the host's pages")
    return dataclasses.replace(article, text=text, origins=add_left_out(article.origins, dropped))


def add_left_out(origins: Mapping[str, str], lines: Iterable[str]) -> dict[str, str]:
    """An article's origins, with these lines among those that its text was freed of."""
    known = {*find_left_out(origins), *lines}
    return {**origins, LEFT_OUT: "\n".join(sorted(known))}


def find_left_out(origins: Mapping[str, str]) -> tuple[str, ...]:
    """The lines that the text of an article with these origins was freed of."""
    return tuple(origins.get(LEFT_OUT, "").splitlines())


def drop_host_lines(text: str, lines: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """A text without these lines at head, tail and among the rows of its tables, and those it was freed of.

    A text of which nothing would be left stays as it is.
    """
    if not lines or not text:
        return text, ()
    keys = {key_of(line) for line in lines}
    dropped: list[str] = []
    kept: list[str] = []
    for line in text.splitlines():
        is_row = _CELLS in line and key_of(line) in keys
        (dropped if is_row else kept).append(line)
    start, end = 0, len(kept)
    while start < end and _is_spare(kept[start], keys):
        start += 1
    while end > start and _is_spare(kept[end - 1], keys):
        end -= 1
    dropped += [line for line in (*kept[:start], *kept[end:]) if line.strip()]
    if start == end or not dropped:
        return text, ()
    rest = "\n".join(kept[start:end])
    return _GAPS.sub("\n\n", rest), tuple(dict.fromkeys(line.strip() for line in dropped))


def drop_host_blocks(blocks: Sequence[Block], lines: Collection[str]) -> list[Block]:
    """The same of a text's blocks."""
    if not lines:
        return list(blocks)
    keys = {key_of(line) for line in lines}
    kept = [block for block in blocks if block.table is None or key_of(block.text) not in keys]
    start, end = 0, len(kept)
    while start < end and key_of(kept[start].text) in keys:
        start += 1
    while end > start and key_of(kept[end - 1].text) in keys:
        end -= 1
    return kept[start:end] or list(blocks)


class _Rest:
    """What is left of a text within the lines that were learned so far."""

    def __init__(self, known: KnownText) -> None:
        written = [line.strip() for line in known.text.splitlines() if line.strip()]
        rows = [line for line in (*written[:_MOST_LINES], *written[_MOST_LINES:][-_MOST_LINES:]) if _CELLS in line]
        self._anywhere = {key_of(line): line for line in (*rows, *known.left_out)}
        self._lines = [(key_of(line), line) for line in written]

    def edges(self) -> dict[str, str]:
        """Key to line of all that might be learned from it now; a text of one line shows no edge."""
        ends = dict((self._lines[0], self._lines[-1])) if len(self._lines) > 1 else {}
        return {**ends, **self._anywhere}

    def peel(self, keys: Collection[str]) -> None:
        """Take learned lines off both ends."""
        start, end = 0, len(self._lines)
        while start < end and self._lines[start][0] in keys:
            start += 1
        while end > start and self._lines[end - 1][0] in keys:
            end -= 1
        self._lines = self._lines[start:end]


def _find_common(rests: Sequence[_Rest], known: Collection[str]) -> dict[str, str]:
    """Key to line of what enough texts have at an edge and is not known yet."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for rest in rests:
        edges = rest.edges()
        counts.update(edges.keys())
        for key, line in edges.items():
            spelled[key] = min(line, spelled.get(key, line))
    return {
        key: spelled[key]
        for key, count in counts.items()
        if key not in known and len(key) >= _SHORTEST_KEY and count >= _least(spelled[key], len(rests))
    }


def _least(line: str, total: int) -> float:
    is_shared = line.endswith(_SENTENCE_ENDS) or _CELLS in line
    return max(_LEAST_TEXTS, (_SENTENCE_SHARE if is_shared else _SHARE) * total)


def _is_spare(line: str, keys: Collection[str]) -> bool:
    return not line.strip() or key_of(line) in keys
