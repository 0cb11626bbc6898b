"""Both practice sources on loopback, in two phases: what a first and what a second crawl finds."""

from __future__ import annotations

from types import TracebackType

from crawler.practice.articles import (
    ExpectedArticle,
    expect_article,
    read_pakruojis_articles,
    read_zemgale_articles,
)
from crawler.practice.pakruojis import PakruojisSite, article_path
from crawler.practice.server import PracticeServer
from crawler.practice.zemgale import ARTICLE_PREFIX, ZemgaleSite

ZEMGALE_ID = "practice-zemgale"
PAKRUOJIS_ID = "practice-pakruojis"
PRACTICE_NETWORK = "127.0.0.1/32"
"""What an operator must allow for these servers to be crawled."""
PRACTICE_SEARCH = "ūdensdzirnavas"
"""Words that one practice article holds in this very form."""

_DESCRIPTIONS = {
    1: "two small sites of our own writing, one Latvian, one Lithuanian",
    2: "since then each has a new article, one text was changed and one page was taken away",
}

_SOURCES_TOML = """\
[[source]]
id = "{zemgale_id}"
name = "Zemgales prakses reģions"
kind = "planning_region"
country = "LV"
languages = ["lv"]
platform = "tvp"
hosts = [{{ host = "127.0.0.1:{zemgale_port}" }}]
seeds = [
  {{ listing = "http://127.0.0.1:{zemgale_port}/lv/jaunumi" }},
  {{ sitemap = "http://127.0.0.1:{zemgale_port}/sitemap.xml" }},
]
delay_s = 0
concurrency = 4

[[source]]
id = "{pakruojis_id}"
name = "Vietos veiklos grupė „Praktikos partnerystė“"
kind = "lag"
country = "LT"
languages = ["lt"]
platform = "pakruojis"
hosts = [{{ host = "127.0.0.1:{pakruojis_port}" }}]
seeds = [{{ listing = "http://127.0.0.1:{pakruojis_port}/index.php?qw=naujienos" }}]
delay_s = 0
concurrency = 4
"""


class PracticeSite:
    """Two servers, one per source, while its context is open."""

    phase: int
    """1, or 2 for what stands there at the second crawl: a new article each, one changed, one gone."""

    def __init__(self) -> None:
        self.phase = 1
        self.zemgale = PracticeServer(ZemgaleSite(lambda: self.phase))
        self.pakruojis = PracticeServer(PakruojisSite(lambda: self.phase))

    def __enter__(self) -> PracticeSite:
        self.zemgale.__enter__()
        self.pakruojis.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.pakruojis.__exit__(kind, error, trace)
        finally:
            self.zemgale.__exit__(kind, error, trace)

    def describe(self) -> str:
        """What stands there in the current phase, in one line."""
        return _DESCRIPTIONS[self.phase]

    def sources_toml(self) -> str:
        """The source file that describes both servers."""
        return practice_sources_toml(self.zemgale.port, self.pakruojis.port)


def practice_sources_toml(zemgale_port: int, pakruojis_port: int) -> str:
    """A source file for the two practice sources on their ports."""
    return _SOURCES_TOML.format(
        zemgale_id=ZEMGALE_ID,
        pakruojis_id=PAKRUOJIS_ID,
        zemgale_port=zemgale_port,
        pakruojis_port=pakruojis_port,
    )


def expected_articles(source_id: str, phase: int) -> tuple[ExpectedArticle, ...]:
    """What a right crawl of a practice source finds in a phase, newest first; robots' closed pages left out.

    Raises KeyError for any other source.
    """
    articles, language = {
        ZEMGALE_ID: (read_zemgale_articles(), "lv"),
        PAKRUOJIS_ID: (read_pakruojis_articles(), "lt"),
    }[source_id]
    return tuple(
        expect_article(
            article,
            url_path=ARTICLE_PREFIX + article.slug if article.slug else article_path(article),
            language=language,
            phase=phase,
        )
        for article in articles
        if article.exists(phase) and not article.disallowed
    )
