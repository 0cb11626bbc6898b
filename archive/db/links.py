"""The frontier: article addresses, written down before they are fetched: a killed crawl loses none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.dialect import insert
from archive.db.rows import replace_unstorable
from archive.db.schema import article, article_url
from archive.db.schema import link as table
from archive.hints import decode_hints, encode_hints, merge_hints
from archive.records import FoundLink, Hints

LinkState = Literal["pending", "fetched", "failed", "gone", "skipped"]

MAX_ATTEMPTS = 5
"""A link that failed so many times waits until its seed shows it with another mark."""

_BATCH = 500  # keys in one statement: SQLite allows 32,766 parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An article address and what came of it."""

    source: str
    key: str
    url: str
    mark: str | None
    state: LinkState
    attempts: int
    """Failures since it was last fetched or marked anew."""
    reason: str | None
    """Why it failed or was skipped."""
    found_at: datetime
    changed_at: datetime
    """When its state was last written."""
    hints: Hints | None = None
    """What seeds said of its article."""


def add_links(conn: Connection, source: str, links: Iterable[FoundLink], *, found_at: datetime) -> list[FoundLink]:
    """Writes links down; those to fetch now, in the order given.

    They are the new ones, the ones still pending, the ones that failed fewer than MAX_ATTEMPTS times, and
    those whose mark is not the one they had. A first mark on a link that had none is only kept. A new link to
    another address of an article that is there already counts as fetched. Hints are put together with those that
    other seeds gave.
    """
    unique = _put_together(links)
    wanted: list[FoundLink] = []
    for start in range(0, len(unique), _BATCH):
        batch = unique[start : start + _BATCH]
        known = _find_links(conn, source, [found.key for found in batch])
        batch = [replace(found, hints=_hints_after(found, known.get(found.key))) for found in batch]
        fresh = [found for found in batch if found.key not in known]
        met = _find_addresses(conn, source, [found.key for found in fresh])
        _insert_new(conn, source, fresh, met, found_at)
        _update_known(conn, source, [found for found in batch if found.key in known], known, found_at)
        wanted += [found for found in batch if found.key not in met and _is_wanted(found, known.get(found.key))]
    return wanted


def list_news(conn: Connection, source: str, links: Iterable[FoundLink]) -> list[FoundLink]:
    """Those of some links, each once, that `add_links` would write down: new ones, and ones shown otherwise."""
    unique = _put_together(links)
    news: list[FoundLink] = []
    for start in range(0, len(unique), _BATCH):
        batch = unique[start : start + _BATCH]
        known = _find_links(conn, source, [found.key for found in batch])
        news += [found for found in batch if found.key not in known or _says_more(found, known[found.key])]
    return news


def leave_newer(conn: Connection, source: str, links: Sequence[FoundLink], at: datetime) -> list[FoundLink]:
    """Those of some links, found at that moment, of which nothing was written since."""
    newer: set[str] = set()
    for start in range(0, len(links), _BATCH):
        known = _find_links(conn, source, [found.key for found in links[start : start + _BATCH]])
        newer.update(key for key, before in known.items() if before.changed_at >= at)
    return [found for found in links if found.key not in newer]


def set_link_state(
    conn: Connection, source: str, key: str, state: LinkState, *, at: datetime, reason: str | None = None
) -> bool:
    """Writes what came of a link; `failed` counts an attempt, any other state sets the count to 0.

    Whether there is such a link.
    """
    attempts = table.c.attempts + 1 if state == "failed" else sa.literal(0)
    changed = conn.execute(
        table.update()
        .where(table.c.source == source, table.c.key == key)
        .values(state=state, attempts=attempts, reason=reason, changed_at=at)
    )
    return changed.rowcount > 0


def keep_link(
    conn: Connection, source: str, key: str, url: str, state: LinkState, *, at: datetime, reason: str | None = None
) -> None:
    """Writes what came of a link, also of one that no seed has shown."""
    row = {"source": source, "key": key, "url": url, "state": state, "attempts": 0, "found_at": at, "changed_at": at}
    conn.execute(insert(table).on_conflict_do_nothing(), row)
    set_link_state(conn, source, key, state, at=at, reason=reason)


def keep_hints(conn: Connection, source: str, key: str, hints: Hints) -> None:
    """Writes what was said of a link's article when it was read: a later reading may have nothing newer."""
    conn.execute(table.update().where(table.c.source == source, table.c.key == key).values(hints=_encode(hints)))


def settle_aliases(conn: Connection, source: str, keys: Iterable[str], *, at: datetime) -> None:
    """Links that are still to be fetched, and whose page was read under another address, need not be asked for."""
    conn.execute(
        table.update()
        .where(table.c.source == source, table.c.key.in_(list(keys)), table.c.state.in_(("pending", "failed")))
        .values(state="fetched", attempts=0, reason=None, changed_at=at)
    )


def find_link(conn: Connection, source: str, key: str) -> Link | None:
    """The link of an article key; None when no seed has shown it."""
    return _find_links(conn, source, [key]).get(key)


def pending_links(conn: Connection, source: str) -> list[Link]:
    """What is left to fetch, oldest find first: pending links, and failed ones that may be tried again."""
    again = sa.and_(table.c.state == "failed", table.c.attempts < MAX_ATTEMPTS)
    statement = (
        sa.select(table)
        .where(table.c.source == source, sa.or_(table.c.state == "pending", again))
        .order_by(table.c.found_at, table.c.key)
    )
    return [_decode(row) for row in conn.execute(statement)]


def count_links(conn: Connection, source: str) -> dict[str, int]:
    """How many links of a source are in each state."""
    statement = sa.select(table.c.state, sa.func.count().label("links")).where(table.c.source == source)
    return {row.state: row.links for row in conn.execute(statement.group_by(table.c.state))}


def _find_links(conn: Connection, source: str, keys: list[str]) -> dict[str, Link]:
    statement = sa.select(table).where(table.c.source == source, table.c.key.in_(keys))
    return {row.key: _decode(row) for row in conn.execute(statement)}


def _put_together(links: Iterable[FoundLink]) -> list[FoundLink]:
    """Each link once, in the order given, with all that was said of it."""
    first: dict[str, FoundLink] = {}
    for found in links:
        earlier = first.get(found.key, found)
        hints = merge_hints(earlier.hints, found.hints)
        first[found.key] = replace(earlier, mark=earlier.mark or found.mark, hints=hints)
    return list(first.values())


def _hints_after(found: FoundLink, before: Link | None) -> Hints | None:
    if before is None:
        return found.hints
    # Of a page that has changed the newer words hold; what they leave out still stands.
    newer_first = _is_changed(found, before)
    return merge_hints(found.hints, before.hints) if newer_first else merge_hints(before.hints, found.hints)


def _says_more(found: FoundLink, before: Link) -> bool:
    is_marked = found.mark is not None and found.mark != before.mark
    return is_marked or _hints_after(found, before) != before.hints


def _find_addresses(conn: Connection, source: str, keys: list[str]) -> set[str]:
    """Those of some keys under which a live article is known."""
    statement = sa.select(article_url.c.key).join(article, article.c.id == article_url.c.article_id)
    is_known = sa.and_(article_url.c.source == source, article_url.c.key.in_(keys), article.c.status == "live")
    return set(conn.execute(statement.where(is_known)).scalars())


def _insert_new(conn: Connection, source: str, links: list[FoundLink], met: set[str], found_at: datetime) -> None:
    fresh = {"source": source, "attempts": 0, "found_at": found_at, "changed_at": found_at}
    rows = [
        {
            **fresh,
            "key": found.key,
            "url": found.url,
            "mark": found.mark,
            "state": "fetched" if found.key in met else "pending",
            "hints": _encode(found.hints),
        }
        for found in links
    ]
    if rows:
        conn.execute(table.insert(), rows)


def _update_known(
    conn: Connection, source: str, links: list[FoundLink], known: dict[str, Link], found_at: datetime
) -> None:
    for found in links:
        before = known[found.key]
        values: dict[str, Any] = {}
        if found.mark is not None and found.mark != before.mark:
            values["mark"] = found.mark
        if _is_changed(found, before):
            values |= {"state": "pending", "attempts": 0, "reason": None, "changed_at": found_at}
        if found.hints != before.hints:
            values["hints"] = _encode(found.hints)
        if values:
            conn.execute(table.update().where(table.c.source == source, table.c.key == found.key).values(values))


def _is_wanted(found: FoundLink, before: Link | None) -> bool:
    if before is None or before.state == "pending" or _is_changed(found, before):
        return True
    return before.state == "failed" and before.attempts < MAX_ATTEMPTS


def _is_changed(found: FoundLink, before: Link) -> bool:
    # A seed with marks that shows a page already fetched from a seed without says nothing about a change.
    return found.mark is not None and before.mark is not None and found.mark != before.mark


def _decode(row: Row[Any]) -> Link:
    fields = row._asdict()
    hints = fields.pop("hints")
    return Link(**fields, hints=decode_hints(hints) if hints else None)


def _encode(hints: Hints | None) -> Any:
    return replace_unstorable(encode_hints(hints)) if hints is not None else None
