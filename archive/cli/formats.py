"""Archive values as JSON objects (the command line's contract) and as lines for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from archive.records import ArchivedArticle, ArchivedAttachment, Capture, Hit, PublishedDate
from archive.timestamps import format_timestamp

FIRST_SEEN: dict[str, str | None] = {
    "value": None,
    "precision": None,
    "kind": "first-seen",
    "raw": None,
    "origin": "first-seen",
}
"""The date of an article whose page gives none: see `first_seen_at` beside it."""

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
    article = found.version.article
    described: dict[str, Any] = {
        "id": found.id,
        "url": article.url,
        "source": found.source,
        "country": found.country,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "published": _describe_date(article.published) or FIRST_SEEN,
        "updated": _describe_date(article.updated),
        "authors": [
            {"name": author.name, "organisation": author.organisation, "role": author.role}
            for author in article.authors
        ],
        "tags": list(article.tags),
        "lead": article.lead,
        "images": [{"url": image.url, "alt": image.alt, "caption": image.caption} for image in article.images],
        "attachments": [{"url": file.url, "name": file.name} for file in article.attachments],
        "first_seen_at": found.first_seen_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "last_seen_at": found.last_seen_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "status": found.status,
        "version": found.version.number,
        "versions": found.versions,
        "origins": dict(article.origins),
        "capture": describe_capture(found.version.capture),
    }
    if not with_text:
        del described["text"]
    return described


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
    }


def describe_hit(hit: Hit) -> dict[str, Any]:
    """A hit: its article without the text, with snippet and score."""
    described = describe_article(hit.article, with_text=False)
    return {**described, "snippet": hit.snippet, "score": round(hit.score, 6)}


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


def page_article(found: ArchivedArticle, files: Sequence[ArchivedAttachment]) -> str:
    """An article in full: head, text and files."""
    article = found.version.article
    published = article.published
    head = [
        article.title,
        "",
        f"Source     {found.source} ({found.country})",
        f"Address    {article.url}",
        "Published  "
        + (f"{published.value} ({published.kind}, {published.origin}: {published.raw!r})" if published else "not said"),
        f"Language   {article.language or 'unknown'}",
    ]
    if article.tags:
        head.append(f"Tags       {', '.join(article.tags)}")
    if article.authors:
        names = [", ".join(filter(None, (a.name, a.role, a.organisation))) for a in article.authors]
        head.append(f"By         {'; '.join(names)}")
    place = found.version.capture.location
    head += [
        f"Version    {found.version.number} of {found.versions}, "
        f"captured {found.version.captured_at:%Y-%m-%d %H:%M:%S} UTC",
        f"Evidence   {place.filename}, offset {place.offset}",
        f"Status     {found.status}, first seen {found.first_seen_at:%Y-%m-%d}, "
        f"last seen {found.last_seen_at:%Y-%m-%d}",
    ]
    shown = ["", "Attachments", *map(line_attachment, files)] if files else []
    return "\n".join([*head, "", article.text, *shown])


def line_attachment(file: ArchivedAttachment) -> str:
    """A file of an article: name, state and size; address; where its record is."""
    size = f", {file.bytes} bytes" if file.bytes is not None else ""
    lines = [f"  {file.name or '(no name)'}  [{file.kind}, {file.state or 'not fetched'}{size}]", f"    {file.url}"]
    if file.capture is not None:
        place = file.capture.location
        lines.append(f"    {place.filename}, offset {place.offset}")
    return "\n".join(lines)
