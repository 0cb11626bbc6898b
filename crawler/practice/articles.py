"""The practice sources' articles: read from their data files, as they stand in each phase."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

_PAGES = files("crawler.practice") / "pages"
_EDGE_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeArticle:
    """One article of a practice source and how its page behaves."""

    title: str
    published: date
    paragraphs: tuple[str, ...]
    """The body; a paragraph that starts with `- ` is a list entry."""
    slug: str = ""
    """Last part of its address on the Latvian source."""
    newid: int = 0
    """Its number on the Lithuanian source."""
    tags: tuple[str, ...] = ()
    listed: bool = True
    """False when only the sitemap knows it."""
    disallowed: bool = False
    """Whether robots.txt keeps crawlers away."""
    missing: bool = False
    """Stands in the listing but answers 404."""
    from_phase: int = 1
    removed_in_phase: int | None = None
    """The phase from which on it answers 410; None when it stays."""
    old_slug: str | None = None
    """An address that redirects here, and that the listing still uses."""
    coding: str | None = None
    """`gzip` or `chunked`; None when sent plainly."""
    replaced: tuple[str, str] | None = None
    """Words of phase 1 and what stands in their place from phase 2 on."""
    disclaimer: bool = False
    image: str | None = None
    """Alternative text of its image."""
    attachment: str | None = None
    """File name of its attachment."""
    author: bool = True
    """Whether the page names who prepared it."""
    layout: str = "paragraphs"
    """`paragraphs` or `breaks`: how the Lithuanian source marks up the text."""
    encoding: str = "utf-8"

    def exists(self, phase: int) -> bool:
        """Whether its page is there in a phase."""
        return self.from_phase <= phase and not self.missing and not self.is_removed(phase)

    def is_removed(self, phase: int) -> bool:
        return self.removed_in_phase is not None and phase >= self.removed_in_phase

    def body(self, phase: int) -> tuple[str, ...]:
        """Its paragraphs as they stand in a phase."""
        if self.replaced is None or phase == 1:
            return self.paragraphs
        before, after = self.replaced
        return tuple(paragraph.replace(before, after) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedArticle:
    """What a right reading of one practice page gives."""

    url_path: str
    """Path and query on its source's server."""
    title: str
    published: str
    """`2022-05-16`."""
    language: str
    tags: tuple[str, ...]
    first_words: str
    last_words: str
    """The last words of the article's own text: a funding disclaimer below them is not part of it."""


@cache
def read_zemgale_articles() -> tuple[PracticeArticle, ...]:
    """The Latvian source's articles, newest first."""
    return _read_articles("zemgale.toml")


@cache
def read_pakruojis_articles() -> tuple[PracticeArticle, ...]:
    """The Lithuanian source's articles, newest first."""
    return _read_articles("pakruojis.toml")


@cache
def read_page(name: str) -> str:
    """The text of a page template."""
    return (_PAGES / name).read_text(encoding="utf-8")


def expect_article(article: PracticeArticle, *, url_path: str, language: str, phase: int) -> ExpectedArticle:
    """The expected reading of an article's page in a phase."""
    body = article.body(phase)
    return ExpectedArticle(
        url_path=url_path,
        title=article.title,
        published=article.published.isoformat(),
        language=language,
        tags=article.tags,
        first_words=" ".join(body[0].split()[:_EDGE_WORDS]),
        last_words=" ".join(body[-1].split()[-_EDGE_WORDS:]),
    )


def pick_page(rows: Sequence[PracticeArticle], number: int, size: int) -> Sequence[PracticeArticle]:
    """The rows of one listing page, counted from 0; none when there is no such page."""
    return rows[number * size : (number + 1) * size] if number >= 0 else ()


def _read_articles(name: str) -> tuple[PracticeArticle, ...]:
    table = tomllib.loads((_PAGES / name).read_text(encoding="utf-8"))
    articles = [PracticeArticle(**_freeze(entry)) for entry in table["article"]]
    return tuple(sorted(articles, key=lambda article: (article.published, article.newid), reverse=True))


def _freeze(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
