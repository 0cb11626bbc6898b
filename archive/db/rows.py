"""Rows to records and back: the one place that knows both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Row

from archive.db import schema
from archive.records import (
    ArchivedArticle,
    Article,
    Attachment,
    Author,
    Capture,
    Funding,
    Image,
    Location,
    PublishedDate,
    Version,
)
from archive.timestamps import format_timestamp

_UNSEEN = re.compile("[\u00ad\ue000-\uf8ff\U000f0000-\U0010fffd]")
_PUBLISHED = ("value", "precision", "kind", "raw", "origin")
_PLAIN = ("url", "lead", "language", "canonical_url", "platform", "extractor")
_LISTS = ("tags", "authors", "images", "attachments", "languages", "funding")
_MAPS = ("origins", "confidences", "rules")
_YOUNG = ("languages", "funding", "confidences", "rules")
"""Fields that rows of earlier releases do not have, or have as null."""


def encode_fields(article: Article) -> dict[str, Any]:
    """Everything of an article but its title and text, as JSON values; its part stands in its URL."""
    fields = asdict(article)
    del fields["markdown"]
    del fields["title"], fields["text"], fields["part"]
    # Lists and dicts as JSON gives them back, so that old and new values can be compared.
    lists = {name: list(fields[name]) for name in _LISTS}
    maps = {name: dict(getattr(article, name)) for name in _MAPS}
    return {**fields, **lists, **maps}


def decode_fields(fields: Mapping[str, Any], *, title: str, text: str) -> Article:
    """The article of `encode_fields`."""
    young = {name: fields.get(name) for name in _YOUNG}
    languages = young["languages"] if young["languages"] is not None else filter(None, [fields["language"]])
    return Article(
        title=title,
        text=text,
        published=_decode_date(fields["published"]),
        updated=_decode_date(fields["updated"]),
        tags=tuple(fields["tags"]),
        authors=tuple(Author(**value) for value in fields["authors"]),
        images=tuple(Image(**value) for value in fields["images"]),
        attachments=tuple(Attachment(**value) for value in fields["attachments"]),
        languages=tuple(languages),
        funding=tuple(Funding(**value) for value in young["funding"] or ()),
        origins=fields["origins"],
        confidences=young["confidences"] or {},
        rules=young["rules"] or {},
        part=fields["url"].partition("#")[2] or None,
        **{name: fields[name] for name in _PLAIN},
    )


def make_storable(article: Article) -> Article:
    """The article with `?` for what databases refuse: NUL, halves of surrogate pairs (broken JSON-LD).

    What is searched has composed letters (NFC): an index tells `ė` from an `e` with a dot above it.
    """
    fields = replace_unstorable(asdict(article))
    fields |= {name: compose(fields[name]) for name in ("title", "text", "lead") if fields[name]}
    fields["tags"] = [compose(tag) for tag in fields["tags"]]
    return decode_fields(fields, title=fields["title"], text=fields["text"])


def compose(text: str) -> str:
    """The text in NFC, without soft hyphens, and without private-use characters: icons of fonts, and our own marks."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def article_columns(article: Article) -> dict[str, Any]:
    """The columns of table `article` that hold what a page says."""
    columns = encode_fields(article)
    published = columns.pop("published") or dict.fromkeys(_PUBLISHED)
    columns.update({f"published_{name}": published[name] for name in _PUBLISHED})
    columns["published_on"] = first_day(article.published.value) if article.published else None
    return {**columns, "title": article.title, "text": article.text}


def first_day(value: str) -> date | None:
    """The first day of `2022-05-16`, `2022-05` or `2022`; None when it is no date."""
    year, month, day = (*value[:10].split("-"), "1", "1")[:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def capture_columns(capture: Capture) -> dict[str, Any]:
    """The columns of table `capture`, without `id`."""
    return {
        "url": capture.url,
        "urlkey": capture.urlkey,
        "timestamp": format_timestamp(capture.requested_at),
        "requested_at": capture.requested_at,
        "status": capture.status,
        "mime": capture.mime,
        "digest": capture.digest,
        "chunked": capture.chunked,
        "record_type": capture.record_type,
        "filename": capture.location.filename,
        "offset": capture.location.offset,
        "length": capture.location.length,
        "source": capture.source,
        "run": capture.run,
        "truncated": capture.truncated,
        "redirect_to": capture.redirect_to,
    }


def decode_capture(row: Row[Any]) -> Capture:
    """The capture of a row that has all columns of table `capture`."""
    column, values = schema.capture.c, row._mapping
    return Capture(
        id=values[column.id],
        url=values[column.url],
        urlkey=values[column.urlkey],
        requested_at=values[column.requested_at],
        status=values[column.status],
        mime=values[column.mime],
        digest=values[column.digest],
        chunked=values[column.chunked],
        record_type=values[column.record_type],
        location=Location(values[column.filename], values[column.offset], values[column.length]),
        source=values[column.source],
        run=values[column.run],
        truncated=values[column.truncated],
        redirect_to=values[column.redirect_to],
    )


def select_articles(*, number: int | None = None) -> sa.Select[Any]:
    """Articles with one version and its capture: the current one, or that of a number."""
    article, version, capture = schema.article, schema.article_version, schema.capture
    shown = version.c.id == article.c.current_version_id if number is None else version.c.number == number
    return sa.select(article, version, capture).select_from(
        article.join(version, sa.and_(version.c.article_id == article.c.id, shown)).join(
            capture, capture.c.id == version.c.capture_id
        )
    )


def filter_articles(
    *,
    first: date | None = None,
    last: date | None = None,
    source: str | None = None,
    country: str | None = None,
    language: str | None = None,
) -> list[sa.ColumnElement[bool]]:
    """Conditions on table `article`; days of publication are inclusive, None asks for nothing."""
    column = schema.article.c
    asked: list[tuple[object, Callable[[], sa.ColumnElement[bool]]]] = [
        (first, lambda: column.published_on >= first),
        (last, lambda: column.published_on <= last),
        (source, lambda: column.source == source),
        (country, lambda: column.country == str(country).upper()),
        (language, lambda: column.language == str(language).lower()),
    ]
    return [condition() for value, condition in asked if value is not None]


def decode_article(row: Row[Any]) -> ArchivedArticle:
    """The article of a row of `select_articles`."""
    column, values = schema.article.c, row._mapping
    return ArchivedArticle(
        id=values[column.id],
        source=values[column.source],
        country=values[column.country],
        version=_decode_version(row),
        versions=values[column.versions],
        first_seen_at=values[column.first_seen_at],
        last_seen_at=values[column.last_seen_at],
        status=values[column.status],
    )


def _decode_version(row: Row[Any]) -> Version:
    values, version = row._mapping, schema.article_version.c
    # Of the current version the article's own columns tell more: tags and dates may have changed since.
    is_current = values[version.id] == values[schema.article.c.current_version_id]
    table = schema.article.c if is_current else version
    captured_at: datetime = values[version.captured_at]
    return Version(
        number=values[version.number],
        article=decode_fields(
            _current_fields(row) if is_current else values[version.fields],
            title=values[table.title],
            text=values[table.text],
        ),
        captured_at=captured_at,
        capture=decode_capture(row),
    )


def _current_fields(row: Row[Any]) -> dict[str, Any]:
    column, values = schema.article.c, row._mapping
    names = (*_PLAIN, *_LISTS, *_MAPS, "updated")
    fields = {name: values[column[name]] for name in names}
    published = {name: values[column[f"published_{name}"]] for name in _PUBLISHED}
    return {**fields, "published": published if published["value"] is not None else None}


def _decode_date(value: Mapping[str, Any] | None) -> PublishedDate | None:
    return PublishedDate(**value) if value else None


def replace_unstorable(value: Any) -> Any:
    """JSON values with `?` for what databases refuse."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\x00", "?")
    if isinstance(value, Mapping):
        return {name: replace_unstorable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [replace_unstorable(part) for part in value]
    return value
