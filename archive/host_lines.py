"""Lines that a host's pages have in common: learned from its archived texts, and taken out of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from sqlalchemy.engine import Connection

from archive.db.host_texts import list_newest_texts, mend_texts
from archive.extract.repeated import (
    KnownText,
    drop_host_lines,
    find_left_out,
    learn_host_lines,
    leave_out_host_lines,
)
from archive.search.upkeep import index_article
from archive.urls import host_of

HostLines = Mapping[str, tuple[str, ...]]
"""Host to the lines that its pages have in common, as they are written there, sorted."""

MOST_TEXTS = 30
"""Of a host, those read last: older pages may have looked otherwise."""


HostTexts = Mapping[str, Sequence[KnownText]]
"""Host to its newest texts."""


def read_host_texts(connection: Connection, source: str) -> HostTexts:
    """The newest texts of each host of a source, which tell what its pages have in common."""
    texts: dict[str, list[KnownText]] = {}
    for stored in list_newest_texts(connection, source, limit=MOST_TEXTS):
        known = texts.setdefault(host_of(stored.url), [])
        if len(known) < MOST_TEXTS:
            known.append(KnownText(stored.text, find_left_out(stored.origins)))
    return texts


def find_host_lines(texts: HostTexts) -> HostLines:
    """What the pages of each host have in common; hosts without such lines are left out."""
    return join_host_lines({}, {host: learn_host_lines(known) for host, known in texts.items()})


def list_unmended(texts: HostTexts, lines: HostLines) -> list[str]:
    """The hosts of whose newest texts any still has the host's lines: when none has, no older one does."""
    return [
        host for host, known in texts.items() if any(drop_host_lines(one.text, lines.get(host, ()))[1] for one in known)
    ]


def join_host_lines(one: HostLines, other: HostLines) -> HostLines:
    """The lines of both; hosts without any are left out."""
    hosts = sorted({*one, *other})
    joined = {host: tuple(sorted({*one.get(host, ()), *other.get(host, ())})) for host in hosts}
    return {host: lines for host, lines in joined.items() if lines}


def mend_host_texts(connection: Connection, source: str, host: str, lines: Collection[str]) -> int:
    """Take the lines out of every text that the archive has of a host; how many texts changed."""
    mended = mend_texts(connection, source, host, partial(leave_out_host_lines, lines=lines))
    for before in mended.replaced:
        index_article(connection, before.id, before)
    return mended.versions
