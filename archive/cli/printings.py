"""Who else printed an article's text: as JSON objects and as lines for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.cli.formats import describe_article
from archive.neardup import NearDuplicate
from archive.records import ArchivedArticle

_SHOWN = ("id", "source", "country", "url", "title", "published", "first_seen_at")
_NAMED = 5
"""Others that a folded line names."""


def describe_printings(near: Sequence[NearDuplicate]) -> dict[str, Any]:
    """`near_duplicate_of`: id of the article that was first to print the text, null for this one."""
    described = [
        {**describe_briefly(one.article), "similarity": round(one.similarity, 3), "is_first": one.is_first}
        for one in near
    ]
    return {
        "near_duplicate_of": next((one.article.id for one in near if one.is_first), None),
        "near_duplicates": described,
    }


def describe_briefly(found: ArchivedArticle) -> dict[str, Any]:
    """What tells an article from others."""
    described = describe_article(found, with_text=False)
    return {name: described[name] for name in _SHOWN}


def lines_printings(near: Sequence[NearDuplicate]) -> list[str]:
    """Who was first to print an article's text, and who else printed it, one a line."""
    lines = []
    for one in sorted(near, key=lambda one: not one.is_first):
        article = one.article.version.article
        day = article.published.value if article.published else "no date"
        said = "First published by" if one.is_first else "Also printed by"
        lines.append(
            f"{said}: {one.article.source}, {day}, #{one.article.id} {article.url} ({one.similarity:.0%} the same)"
        )
    return lines


def line_others(others: Sequence[ArchivedArticle]) -> str:
    """How many other results print the same text, and whose."""
    sources = list(dict.fromkeys(one.source for one in others))
    more = ", ..." if len(sources) > _NAMED else ""
    return f"and {len(others)} more of the same text: {', '.join(sources[:_NAMED])}{more}"
