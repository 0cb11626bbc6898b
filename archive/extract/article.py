"""One captured page to its article, or its articles: every field with where it came from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from functools import cache
from importlib.metadata import version
from itertools import repeat

from archive.errors import UnreadableArticleError
from archive.extract.blocks import read_page
from archive.extract.bylines import Found, find_authors
from archive.extract.collection import find_parts, refuse_teasers
from archive.extract.date_moments import hours_of, to_local
from archive.extract.explaining import explain_article, explain_failure
from archive.extract.fields import find_lead, iter_article_elements
from archive.extract.funding import find_funding
from archive.extract.hinted import find_hinted_date, find_hinted_lead, find_hinted_tags, prefer_date
from archive.extract.language import identify_languages
from archive.extract.links import read_attachments, read_canonical, read_images
from archive.extract.markdown import format_markdown
from archive.extract.parts import Part
from archive.extract.provenance import begin_part, grade_origins, is_traced
from archive.extract.published import DateSearch, find_contradiction, find_published, find_updated
from archive.extract.reading import OpenPage, Reading, find_article, find_dropped, open_page
from archive.extract.repeated import drop_host_blocks, find_left_out, leave_out_host_lines
from archive.extract.rule_names import name_rules
from archive.extract.serialise import format_text
from archive.extract.tags import FoundTags, find_tags
from archive.extract.tree import attribute
from archive.records import Article, Hints


def extract_article(
    html: bytes,
    url: str,
    captured_at: datetime,
    *,
    content_type: str | None = None,
    platform: str | None = None,
    languages: Sequence[str] = (),
    hints: Hints | None = None,
    host_lines: Collection[str] = (),
) -> Article:
    """The article that a captured page shows; `languages` are the source's own, a hint only.

    `hints` fill the fields that the page does not give; `host_lines` stand on many pages of its host, and are no part
    of the text at its head, tail and in its tables. Raises UnreadableArticleError when the page holds no article.
    """
    opened = open_page(html, url, content_type=content_type, platform=platform, languages=languages)
    page = read_page(opened.body, find_dropped(opened))
    article = _read_article(opened, find_article(opened, hints, page), captured_at, languages, hints)
    return leave_out_host_lines(article, host_lines)


def extract_articles(
    html: bytes,
    url: str,
    captured_at: datetime,
    *,
    content_type: str | None = None,
    platform: str | None = None,
    languages: Sequence[str] = (),
    hints: Hints | None = None,
    host_lines: Collection[str] = (),
    markdown: bool = False,
) -> tuple[Article, ...]:
    """The one article that a captured page shows, or the several that it holds, each with its `part`.

    `hints` are of a page's one article. `markdown`: whether to give the text as Markdown too. Raises
    UnreadableArticleError when the page holds no article, or only the beginnings of articles with pages of their own.
    """
    opened = open_page(html, url, content_type=content_type, platform=platform, languages=languages)
    page = read_page(opened.body, find_dropped(opened))
    parts = find_parts(opened, captured_at.date(), page)
    if parts:
        read = tuple(
            leave_out_host_lines(_read_part(opened, part, captured_at, languages), host_lines) for part in parts
        )
        return tuple(map(_with_markdown, read, repeat(opened), (part.reading for part in parts))) if markdown else read
    try:
        reading = find_article(opened, hints, page)
        refuse_teasers(opened, reading)
    except UnreadableArticleError as error:
        if is_traced():
            explain_failure(opened, error.reason)
        raise
    article = leave_out_host_lines(_read_article(opened, reading, captured_at, languages, hints), host_lines)
    return (_with_markdown(article, opened, reading) if markdown else article,)


def _with_markdown(article: Article, opened: OpenPage, reading: Reading) -> Article:
    blocks = drop_host_blocks(reading.blocks, find_left_out(article.origins))
    return replace(article, markdown=format_markdown(blocks, url=opened.url))


def _read_article(
    opened: OpenPage, reading: Reading, captured_at: datetime, languages: Sequence[str], hints: Hints | None
) -> Article:
    search = _search_of(opened, reading, captured_at)
    elements, rules = opened.elements, opened.rules
    text = format_text(reading.blocks)
    inside = list(iter_article_elements(search))
    published, updated = find_published(search), find_updated(search)
    published = prefer_date(published, find_hinted_date(hints, captured_at.date()))
    authors = find_authors(search, elements.find(rules.author))
    funding = find_funding(search)
    own_tags = find_tags(search, elements.find(rules.tags), links=rules.tag_links)
    own_lead = find_lead(reading.blocks, reading.page, elements.find(rules.lead))
    tags = own_tags.tags if own_tags else find_hinted_tags(hints)
    lead = own_lead or find_hinted_lead(hints, reading.title.text)
    spoken = identify_languages(text or reading.title.text, languages)
    told = hints.origin if hints is not None else ""
    origins = {"title": reading.title.origin, "text": reading.origin}
    origins |= {name: one.origin for name, one in (("published", published), ("updated", updated)) if one is not None}
    origins |= {"language": "text" if text else "title"} if spoken else {}
    origins |= {"authors": authors.origin} if authors else {}
    origins |= {"tags": own_tags.origin if own_tags else told} if tags else {}
    origins |= {"lead": "markup" if own_lead else told} if lead else {}
    origins |= {"funding": "disclaimer"} if funding else {}
    confidences = grade_origins(origins)
    if (contradiction := find_contradiction(search, published)) is not None:
        origins["published-contradicts"] = contradiction
    article = Article(
        url=opened.url,
        title=reading.title.text,
        text=text,
        language=next(iter(spoken), None),
        languages=spoken,
        published=published,
        updated=updated,
        authors=authors.authors if authors else (),
        tags=tags,
        lead=lead,
        funding=funding,
        images=read_images(inside, opened.url),
        attachments=read_attachments(inside, opened.url),
        canonical_url=read_canonical(opened.root, opened.url),
        platform=opened.platform,
        origins=origins,
        confidences=confidences,
        extractor=extractor_version(),
    )
    return _with_rules(opened, reading, article, captured_at, {"authors": authors, "tags": own_tags})


def _with_rules(
    opened: OpenPage,
    reading: Reading,
    article: Article,
    captured_at: datetime,
    found: Mapping[str, Found | FoundTags | None],
) -> Article:
    article = replace(article, rules=name_rules(opened, reading, article, found))
    if is_traced():
        explain_article(opened, reading, article, captured_at.date())
    return article


def _read_part(opened: OpenPage, part: Part, captured_at: datetime, languages: Sequence[str]) -> Article:
    begin_part(part.name)
    reading = part.reading
    text = format_text(reading.blocks)
    search = _search_of(opened, reading, captured_at)
    authors, funding = find_authors(search, ()), find_funding(search)
    lead = find_lead(reading.blocks, reading.page, ())
    spoken = identify_languages(text, languages)
    origins = {"title": reading.title.origin, "text": reading.origin}
    origins |= {"published": part.published.origin} if part.published else {}
    origins |= {"language": "text"} if spoken else {}
    origins |= {"authors": authors.origin} if authors else {}
    origins |= {"lead": "markup"} if lead else {}
    origins |= {"funding": "disclaimer"} if funding else {}
    article = Article(
        url=f"{opened.url.partition('#')[0]}#{part.name}",
        title=reading.title.text,
        text=text,
        language=next(iter(spoken), None),
        languages=spoken,
        published=part.published,
        authors=authors.authors if authors else (),
        lead=lead,
        funding=funding,
        images=read_images(part.elements, opened.url),
        attachments=read_attachments(part.elements, opened.url),
        platform=opened.platform,
        origins=origins,
        confidences=grade_origins(origins),
        extractor=extractor_version(),
        part=part.name,
    )
    return _with_rules(opened, reading, article, captured_at, {"authors": authors})


def _search_of(opened: OpenPage, reading: Reading, captured_at: datetime) -> DateSearch:
    local = _to_source_time(opened, captured_at)
    return DateSearch(
        reading.page,
        reading.title,
        reading.first,
        reading.last,
        reading.end,
        reading.scope,
        opened.url,
        local.date() if local is not None else captured_at.date(),
        opened.claims,
        opened.elements.find(opened.rules.published),
        opened.elements.find(opened.rules.updated),
        list(opened.body.iter("time")),
        local,
    )


def _to_source_time(opened: OpenPage, captured_at: datetime) -> datetime | None:
    """The capture's moment on the source's clocks; None when they are unknown, or the moment is no more than a day."""
    hours = hours_of(opened.url, attribute(opened.root, "lang"))
    # Nobody fetches at midnight to the microsecond: a date was given.
    return to_local(captured_at, hours) if hours is not None and captured_at.time() != time() else None


@cache
def extractor_version() -> str:
    """`kronika-0.1.0/trafilatura-2.3.1/lxml-6.1.3`: what read a page."""
    return "/".join(f"{name}-{version(name)}" for name in ("kronika", "trafilatura", "lxml"))
