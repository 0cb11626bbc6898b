"""Hints as JSON values, and what several seeds say of one article put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from archive.records import HintOrigin, Hints

_RANKS: Mapping[str, int] = {"api": 3, "feed": 2, "listing": 1, "sitemap": 0}
_TEXTS = ("title", "published", "lead")


def encode_hints(hints: Hints) -> dict[str, Any]:
    """The fields that are there, as JSON values."""
    fields: dict[str, Any] = {"origin": hints.origin}
    fields |= {name: getattr(hints, name) for name in _TEXTS if getattr(hints, name)}
    return fields | ({"tags": list(hints.tags)} if hints.tags else {})


def decode_hints(fields: Any) -> Hints:
    """The hints of `encode_hints`. Raises ValueError when they are none."""
    if not isinstance(fields, dict) or fields.get("origin") not in get_args(HintOrigin):
        raise ValueError(f"{fields!r} are no hints")
    texts, tags = {name: fields.get(name) for name in _TEXTS}, fields.get("tags", [])
    is_sound = isinstance(tags, list) and all(isinstance(text, str | None) for text in texts.values())
    if not is_sound or not all(isinstance(tag, str) for tag in tags):
        raise ValueError(f"{fields!r} are no hints")
    return Hints(origin=fields["origin"], tags=tuple(tags), **texts)


def merge_hints(before: Hints | None, after: Hints | None) -> Hints | None:
    """Both together, field by field: API before feed, listing and sitemap; among equals what was there stays.

    The origin is that of the date, else of the better one: a date must not look more certain than it is.
    """
    if before is None or after is None:
        return before or after
    first, second = (after, before) if _RANKS[after.origin] > _RANKS[before.origin] else (before, after)
    dated = next((hints for hints in (first, second) if hints.published), first)
    return Hints(
        origin=dated.origin,
        title=first.title or second.title,
        published=dated.published,
        lead=first.lead or second.lead,
        tags=first.tags or second.tags,
    )
