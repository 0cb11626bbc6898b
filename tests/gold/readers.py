"""The readers that are measured: ours, and trafilatura as it comes."""

from __future__ import annotations

from trafilatura import bare_extraction

from archive.errors import ArchiveError
from archive.extract.article import extract_article
from archive.records import SOURCE_ROLE, Article, PublishedDate
from tests.gold.catalogue import GoldPage
from tests.gold.measure import Answer
from tests.gold.stories import CAPTURED_AT


def read_ours(page: GoldPage) -> Answer:
    """What `archive.extract` answers when nobody names the page's platform or language."""
    try:
        article = extract_article(page.html, page.url, CAPTURED_AT, content_type=page.content_type)
    except ArchiveError as error:
        return Answer(failure=str(error))
    return answer_of(article)


def answer_of(article: Article) -> Answer:
    """An article as an answer; a date that is not of publication is none."""
    return Answer(
        title=article.title,
        text=article.text,
        published=_value(article.published) if article.published and article.published.kind == "published" else None,
        updated=_value(article.updated),
        names=frozenset(name for one in article.authors if (name := one.name or one.organisation)),
        sources=frozenset(
            name for one in article.authors if one.role == SOURCE_ROLE and (name := one.organisation or one.name)
        ),
        tags=frozenset(article.tags),
        language=article.language,
        languages=frozenset(article.languages),
        lead=article.lead,
        funded=bool(article.funding),
    )


def read_trafilatura(page: GoldPage) -> Answer:
    """trafilatura's default, told the address and nothing else."""
    found = bare_extraction(page.html, url=page.url, with_metadata=True)
    if found is None:
        return Answer(failure="nothing was found")
    return Answer(
        title=found.title or "",
        text=found.text or "",
        published=found.date,
        names=frozenset(name for name in (found.author or "").split("; ") if name),
        tags=frozenset(found.tags or ()),
        language=found.language,
        lead=None,
    )


def _value(found: PublishedDate | None) -> str | None:
    return found.value if found is not None else None
