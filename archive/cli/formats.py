"""Archive values as JSON objects (the command line's contract) and as lines for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from archive.records import ArchivedArticle, ArchivedAttachment, Article, Author, Capture, Hit, PublishedDate
from archive.timestamps import format_timestamp

if TYPE_CHECKING:
    from archive.search.counted import Count, Facets, FacetValue

FIRST_SEEN: dict[str, str | None] = {
    "value": None,
    "precision": None,
    "kind": "first-seen",
    "raw": None,
    "origin": "first-seen",
}
"""The date of an article whose page gives none: see `first_seen_at` beside it."""

_SHOWN_FACETS, _SHOWN_VALUES = ("source", "country", "language", "kind", "year", "tag"), 10

_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
"""What JSON lets stand and many readers of lines take for the end of one."""


def format_json(value: object) -> str:
    """One line of JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS)


def describe_capture(capture: Capture) -> dict[str, Any]:
    """A capture's fields in the contract's names."""
    return {
        "url": capture.url,
        "urlkey": capture.urlkey,
        "timestamp": format_timestamp(capture.requested_at),
        "status": capture.status,
        "mime": capture.mime,
        "digest": capture.digest,
        "record_type": capture.record_type,
        "filename": capture.location.filename,
        "offset": capture.location.offset,
        "length": capture.location.length,
        "source": capture.source,
        "run": capture.run,
    }


def describe_article(found: ArchivedArticle, *, with_text: bool = True) -> dict[str, Any]:
    """An article's fields in the contract's names."""
    described: dict[str, Any] = {
        "id": found.id,
        "source": found.source,
        "country": found.country,
        **describe_reading(found.version.article),
        "first_seen_at": format_moment(found.first_seen_at),
        "last_seen_at": format_moment(found.last_seen_at),
        "status": found.status,
        "version": found.version.number,
        "versions": found.versions,
        "capture": describe_capture(found.version.capture),
    }
    if not with_text:
        del described["text"]
    return described


def describe_reading(article: Article) -> dict[str, Any]:
    """The fields that were read from a page, in the contract's names."""
    return {
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "languages": list(article.languages),
        "published": _describe_date(article.published) or FIRST_SEEN,
        "updated": _describe_date(article.updated),
        "authors": [_describe_author(author) for author in article.authors],
        "tags": list(article.tags),
        "lead": article.lead,
        "images": [{"url": image.url, "alt": image.alt, "caption": image.caption} for image in article.images],
        "attachments": [{"url": file.url, "name": file.name} for file in article.attachments],
        "funding": [{"programme": one.programme, "fund": one.fund, "raw": one.raw} for one in article.funding],
        "canonical_url": article.canonical_url,
        "platform": article.platform,
        "origins": dict(article.origins),
        "confidences": dict(article.confidences),
        "rules": dict(article.rules),
        "extractor": article.extractor,
        **({"markdown": article.markdown} if article.markdown is not None else {}),
    }


def _describe_author(author: Author) -> dict[str, Any]:
    return {"name": author.name, "organisation": author.organisation, "role": author.role}


def format_moment(moment: datetime) -> str:
    """`2026-01-04T08:15:02Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def describe_attachment(file: ArchivedAttachment) -> dict[str, Any]:
    """A file of an article, and the capture that shows it, in the contract's names."""
    capture = file.capture
    return {
        "url": file.url,
        "name": file.name,
        "kind": file.kind,
        "state": file.state,
        "captured_at": capture.requested_at.strftime("%Y-%m-%dT%H:%M:%SZ") if capture else None,
        "mime": file.mime,
        "bytes": file.bytes,
        "digest": capture.digest if capture else None,
        "filename": capture.location.filename if capture else None,
        "offset": capture.location.offset if capture else None,
        "text_state": file.text_state,
        "text_reason": file.text_reason,
        "text": file.text,
    }


def describe_hit(hit: Hit) -> dict[str, Any]:
    """A hit: its article without the text, with snippet and score."""
    described = describe_article(hit.article, with_text=False)
    return {**described, "snippet": hit.snippet, "attachment": hit.attachment, "score": round(hit.score, 6)}


def describe_count(count: Count) -> dict[str, Any]:
    """How many, and whether that is an estimate."""
    return {"value": count.value, "is_estimate": count.is_estimate}


def describe_facets(facets: Facets) -> dict[str, list[dict[str, Any]]]:
    """What the hits are, by facet: `value` and how many."""
    return {
        field.name: [{"value": one.value, "count": describe_count(one.count)} for one in getattr(facets, field.name)]
        for field in fields(facets)
    }


def _describe_date(date: PublishedDate | None) -> dict[str, str | None] | None:
    if date is None:
        return None
    return {
        "value": date.value,
        "precision": date.precision,
        "kind": date.kind,
        "raw": date.raw,
        "origin": date.origin,
    }


def line_capture(capture: Capture) -> str:
    """A capture on one line."""
    moment = capture.requested_at.strftime("%Y-%m-%d %H:%M:%S")
    place = f"{capture.location.filename}:{capture.location.offset}"
    cut = f" cut ({capture.truncated})" if capture.truncated else ""
    return (
        f"{moment}  {capture.status or '---'}  {capture.mime or '-':<24} {capture.record_type:<8}{cut}  "
        f"{capture.url}\n{'':21}{place}"
    )


def line_article(found: ArchivedArticle) -> str:
    """An article on two lines: date, id and title; source and address."""
    article = found.version.article
    day = article.published.value if article.published else "no date"
    gone = "  [gone]" if found.status == "gone" else ""
    return f"{day:<10}  #{found.id:<6} {article.title}{gone}\n{'':12}{found.source}  {article.url}"


def page_article(found: ArchivedArticle, files: Sequence[ArchivedAttachment], printings: Sequence[str] = ()) -> str:
    """An article in full: head, text and files. `printings`: lines on who else printed it."""
    article = found.version.article
    place = found.version.capture.location
    title, blank, *others = head_reading(article)
    head = [title, blank, f"Source     {found.source} ({found.country})", *others]
    head += [
        f"Version    {found.version.number} of {found.versions}, "
        f"captured {found.version.captured_at:%Y-%m-%d %H:%M:%S} UTC",
        f"Evidence   {place.filename}, offset {place.offset}",
        f"Status     {found.status}, first seen {found.first_seen_at:%Y-%m-%d}, "
        f"last seen {found.last_seen_at:%Y-%m-%d}",
        *printings,
    ]
    shown = ["", "Attachments", *map(line_attachment, files)] if files else []
    return "\n".join([*head, "", article.text, *shown])


def page_reading(article: Article) -> str:
    """What was read from a page, in full: head, text and the files that it links to."""
    files = [line for file in article.attachments for line in (f"  {file.name or '(no name)'}", f"    {file.url}")]
    shown = ["", "Attachments", *files] if files else []
    text = article.text if article.markdown is None else article.markdown
    return "\n".join([*head_reading(article), "", text, *shown])


def head_reading(article: Article) -> list[str]:
    """Title, a blank line, and the fields read from a page, one a line."""
    published = article.published
    head = [
        article.title,
        "",
        f"Address    {article.url}",
        "Published  "
        + (f"{published.value} ({published.kind}, {published.origin}: {published.raw!r})" if published else "not said"),
        f"Language   {', '.join(article.languages or ()) or article.language or 'unknown'}",
    ]
    if article.tags:
        head.append(f"Tags       {', '.join(article.tags)}")
    if article.authors:
        names = [(_line_author(one), one.is_source) for one in article.authors]
        by, taken_from = ("; ".join(name for name, is_source in names if is_source is kind) for kind in (False, True))
        head += [f"By         {by}"] if by else []
        head += [f"From       {taken_from}"] if taken_from else []
    paid = [", ".join(filter(None, (one.programme, one.fund))) for one in article.funding]
    head += [f"Funded by  {'; '.join(paid)}"] if any(paid) else []
    return head


def _line_author(author: Author) -> str:
    return ", ".join(filter(None, (author.name, None if author.is_source else author.role, author.organisation)))


def line_snippet(hit: Hit) -> str:
    """The words around a match, and the file that they stand in if it is one."""
    return f"in attachment {hit.attachment}: {hit.snippet}" if hit.attachment else hit.snippet


def lines_counts(total: Count, facets: Facets | None) -> list[str]:
    """How many hits there are, and how many of each kind: the first values of each facet; months are left out."""
    lines = [f"{_format_count(total)} article{'s' * (total.value != 1)} in all"]
    for name in _SHOWN_FACETS if facets is not None else ():
        values: Sequence[FacetValue] = getattr(facets, name)
        shown = [f"{one.value} {_format_count(one.count)}" for one in values[:_SHOWN_VALUES]]
        more = f", and {len(values) - _SHOWN_VALUES} more" if len(values) > _SHOWN_VALUES else ""
        lines += [f"{name.capitalize():<10} {', '.join(shown)}{more}"] if shown else []
    return lines


def _format_count(count: Count) -> str:
    if not count.is_estimate:
        return str(count.value)
    # An estimate is good for two digits.
    return f"about {round(count.value, 2 - len(str(count.value)))}"


def line_attachment(file: ArchivedAttachment) -> str:
    """A file of an article: name, state and size; address; where its record is."""
    size = f", {file.bytes} bytes" if file.bytes is not None else ""
    lines = [f"  {file.name or '(no name)'}  [{file.kind}, {file.state or 'not fetched'}{size}]", f"    {file.url}"]
    if file.capture is not None:
        place = file.capture.location
        lines.append(f"    {place.filename}, offset {place.offset}")
    if file.text_state is not None:
        said = f"its text is searched ({len(file.text)} characters)" if file.text else f"no text: {file.text_state}"
        lines.append(f"    {said}" + (f": {file.text_reason}" if file.text_reason else ""))
    return "\n".join(lines)
