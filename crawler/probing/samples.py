"""A handful of articles, tried as a crawl would read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.urls import format_article_key
from crawler.discovery.links import ArticleLink
from crawler.probing.answers import Answer, Prober
from crawler.probing.findings import Sample, SeedLook

ARTICLES = 5
"""How many are tried."""


def choose_links(seeds: Iterable[SeedLook], count: int = ARTICLES) -> list[ArticleLink]:
    """Links from first, last and between of what the seeds name; one that says most of each article."""
    by_key: dict[str, ArticleLink] = {}
    for seed in seeds:
        for link in seed.links:
            known = by_key.setdefault(format_article_key(link.url), link)
            if known.published is None and link.published is not None:
                by_key[format_article_key(link.url)] = link
    links = list(by_key.values())
    if len(links) <= count:
        return links
    return [links[place * (len(links) - 1) // (count - 1)] for place in range(count)]


async def try_articles(
    prober: Prober, links: Sequence[ArticleLink], platform: str | None, answers: list[Answer]
) -> list[Sample]:
    """What would be read from each page; the answers that came are added to `answers`."""
    samples = []
    for link in links:
        answer = await prober.ask(link.url, role="article")
        if not answer.is_page:
            samples.append(Sample(url=link.url, problem=answer.describe(), hinted_date=link.published))
            continue
        answers.append(answer)
        page = await prober.read(answer, platform=platform, hints=link.hints)
        verdict = page.facts.verdict if page.facts is not None else None
        problem = verdict.reason if verdict is not None else page.reason
        article = page.articles[0] if page.articles and verdict is None else None
        reason = None if article is not None else problem or "no article was found on the page"
        samples.append(Sample(url=link.url, article=article, problem=reason, hinted_date=link.published))
    return samples
