"""What `kronika read` has its worker processes do: one page, or one line of a pipeline, to what is to be printed."""

from __future__ import annotations

import base64
import binascii
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from archive.cli.formats import describe_reading, format_json, format_moment
from archive.errors import ArchiveError, ConfigError, LineError
from archive.extract.provenance import Note, open_trace
from archive.records import Article
from archive.timestamps import now, parse_timestamp

NOWHERE = "http://localhost/"
"""The address of a page that nobody gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How pages are to be read."""

    platform: str | None = None
    languages: tuple[str, ...] = ()
    markdown: bool = False
    """Whether the text is wanted as Markdown too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a pipeline, its fields checked."""

    id: object
    url: str
    html: bytes
    content_type: str | None
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class Explained:
    """The articles of a page, and what was weighed for each of their fields."""

    articles: tuple[Article, ...]
    notes: tuple[Note, ...]
    reason: str | None = None
    """Why there are no articles."""


def prepare() -> None:
    """Load what every page needs, so that no page's time goes to it."""
    # The language model is half a second of unpacking outside the interpreter's lock: it runs beside the imports.
    loading = threading.Thread(target=_load_languages)
    loading.start()
    from archive.extract import article  # noqa: F401, PLC0415 - slow to import

    loading.join()


def _load_languages() -> None:
    from archive.extract.language import identify_language  # noqa: PLC0415 - slow to import

    identify_language("kaimo")


def answer_line(raw: bytes, number: int, asked: Asked) -> str:
    """The answer to a line, on one line: its page's article, or what is wrong with the page or with the line."""
    from archive.extract.article import extract_articles  # noqa: PLC0415 - only in the worker processes

    try:
        line = parse_line(raw, number)
        articles = extract_articles(
            line.html,
            line.url,
            line.captured_at,
            content_type=line.content_type,
            platform=asked.platform,
            languages=asked.languages,
            markdown=asked.markdown,
        )
    except LineError as error:
        return format_json({"id": error.id, "line": number, "error": error.reason})
    except ArchiveError as error:
        return answer_failure(raw, number, getattr(error, "reason", str(error)))
    return format_json({"id": line.id, **describe_page(articles, line.captured_at)})


def answer_failure(raw: bytes, number: int, reason: str) -> str:
    """The answer to a line whose page cannot be read."""
    try:
        fields = _load_object(raw, number)
    except LineError as error:
        return format_json({"id": error.id, "line": number, "error": error.reason})
    return format_json({"id": fields["id"], "error": reason})


def read_page(html: bytes, url: str, captured_at: datetime, content_type: str | None, asked: Asked) -> Explained:
    """The articles of a page and how they came about; a reason where there are none."""
    from archive.extract.article import extract_articles  # noqa: PLC0415 - only in the worker processes

    with open_trace() as trace:
        try:
            articles = extract_articles(
                html,
                url,
                captured_at,
                content_type=content_type,
                platform=asked.platform,
                languages=asked.languages,
                markdown=asked.markdown,
            )
        except ArchiveError as error:
            return Explained((), tuple(trace.notes), getattr(error, "reason", str(error)))
    return Explained(articles, tuple(trace.notes))


def describe_page(articles: Sequence[Article], captured_at: datetime) -> dict[str, Any]:
    """A page's article in the contract's names; of several the first, and all of them as `parts`."""
    seen = {"captured_at": format_moment(captured_at), "first_seen_at": format_moment(captured_at)}
    described = {**describe_reading(articles[0]), **seen}
    if len(articles) > 1:
        described["parts"] = [{**describe_reading(article), **seen} for article in articles]
    return described


def parse_line(raw: bytes, number: int) -> Line:
    """The fields of a line. Raises LineError."""
    fields = _load_object(raw, number)

    def fail(reason: str) -> LineError:
        return LineError(number, reason, id=fields["id"])

    texts = {name: fields.get(name) for name in ("url", "html_base64", "content_type", "captured_at")}
    for name, value in texts.items():
        if value is None and name in {"url", "html_base64"}:
            raise fail(f"it has no {name}")
        if value is not None and not isinstance(value, str):
            raise fail(f"its {name} is not a string")
    url, encoded = str(texts["url"]), str(texts["html_base64"])
    if not is_address(url):
        raise fail(f"its url {url[:100]!r} is not an absolute http address")
    try:
        html = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise fail(f"its html_base64 is not base64 ({error})") from None
    try:
        captured_at = parse_moment(texts["captured_at"]) if texts["captured_at"] else now()
    except ConfigError as error:
        raise fail(f"its captured_at cannot be read: {error}") from None
    return Line(id=fields["id"], url=url, html=html, content_type=texts["content_type"], captured_at=captured_at)


def parse_moment(text: str) -> datetime:
    """An ISO date, an ISO date and time (UTC unless it says otherwise), or 14 digits. Raises ConfigError."""
    text = text.strip()
    if text.isdecimal() and len(text) == 14:
        return parse_timestamp(text)
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time(), UTC)
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ConfigError(f"{text!r} is not a date: write YYYY-MM-DD, YYYY-MM-DDThh:mm:ssZ or 14 digits.") from None


def is_address(url: str) -> bool:
    """Whether a page can have this address."""
    return url[:8].lower().startswith(("http://", "https://")) and len(url.partition("//")[2]) > 0


def _load_object(raw: bytes, number: int) -> dict[str, Any]:
    try:
        fields = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise LineError(number, f"it is not JSON ({type(error).__name__})") from None
    if not isinstance(fields, dict):
        raise LineError(number, "it is not a JSON object")
    if fields.get("id") is None:
        raise LineError(number, "it has no id")
    return fields
