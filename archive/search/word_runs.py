"""The words of more texts than memory has room for: counted, put aside in order, and merged when all are counted."""

from __future__ import annotations

import heapq
import marshal
import struct
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from archive.errors import SearchIndexError
from archive.search.counting import Tally
from archive.search.words.splitting import fold

VocabularyRow = tuple[str, str, str, int, int]
"""Letters without diacritics, form, language (empty: not known), articles, capitals: a row of the vocabulary."""

_IN_MEMORY = 1_000_000
"""Words, of some 200 bytes each."""

_AT_ONCE = 5_000
_SIZE = struct.Struct("<Q")


class WordRuns:
    """The words of tallies, added up. What is put aside lies in files without a name, which end with the process."""

    def __init__(self, folder: Path, *, in_memory: int = _IN_MEMORY) -> None:
        self._folder = folder
        self._in_memory = in_memory
        self._counted: dict[str, tuple[Counter[str], Counter[str]]] = {}
        self._files: list[IO[bytes]] = []
        self.rows, self.merged = 0, 0
        """Those that were put aside, of which some are of the same word; and those that are merged by now."""

    def __enter__(self) -> WordRuns:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files:
            file.close()

    def add(self, tally: Tally) -> None:
        """Add words. Raises SearchIndexError when there is no room for them."""
        for language, (articles, others) in tally.items():
            counted = self._counted.setdefault(language, (Counter(), Counter()))
            counted[0].update(articles)
            counted[1].update(others)
        if sum(len(articles) for articles, _ in self._counted.values()) > self._in_memory:
            self._put_aside()

    def merge(self) -> Iterator[VocabularyRow]:
        """Every word once, in the order of the vocabulary; nothing is added any more. Raises SearchIndexError."""
        self._put_aside()
        folded, form, language, articles, capitals = "", "", "", 0, 0
        for row in heapq.merge(*map(_read, self._files)):
            self.merged += 1
            if row[1] == form and row[2] == language:
                articles, capitals = articles + row[3], capitals + row[4]
                continue
            if form:
                yield folded, form, language, articles, capitals
            folded, form, language, articles, capitals = row
        if form:
            yield folded, form, language, articles, capitals

    def _put_aside(self) -> None:
        rows = sorted(
            (fold(form), form, language, count, others.get(form, 0) - count)
            for language, (articles, others) in self._counted.items()
            for form, count in articles.items()
        )
        try:
            file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed with all others
            self._files.append(file)
            for start in range(0, len(rows), _AT_ONCE):
                part = marshal.dumps(rows[start : start + _AT_ONCE])
                file.write(_SIZE.pack(len(part)) + part)
            file.seek(0)
        except OSError as error:
            raise SearchIndexError(
                f"{self._folder}: the archive's words cannot be put aside there while they are counted "
                f"({error.strerror}): make room and build the search index again."
            ) from error
        self.rows += len(rows)
        self._counted.clear()


def _read(file: IO[bytes]) -> Iterator[VocabularyRow]:
    while size := file.read(_SIZE.size):
        yield from marshal.loads(file.read(*_SIZE.unpack(size)))  # noqa: S302 - our own, of this process
