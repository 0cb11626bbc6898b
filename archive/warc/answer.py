"""What a response says about itself: everything a capture's row needs beside its location."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Exchange
from archive.urls import join_url
from archive.warc.message import Head, decode_transfer, is_chunked, media_type, parse_head, payload_digest
from archive.warc.record import format_target_uri


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, read as far as its head and payload go."""

    head: Head
    payload: bytes
    """Transfer coding removed, content coding kept; the whole block when it is no HTTP."""
    digest: str
    """Payload digest."""
    status: int | None
    mime: str | None
    chunked: bool
    redirect_to: str | None
    """Absolute http(s) target of a 3xx answer, ASCII; None when there is none."""


def read_answer(block: bytes, url: str) -> Answer:
    """Read the response block of a URL; never fails, odd answers have None where nothing could be read."""
    head = parse_head(block)
    payload = decode_transfer(block, head)
    return Answer(
        head=head,
        payload=payload,
        digest=payload_digest(payload),
        status=head.status,
        mime=media_type(head),
        chunked=is_chunked(head),
        redirect_to=_find_redirect(head, url),
    )


def read_exchange_answer(exchange: Exchange) -> Answer:
    """Read the response of an exchange."""
    return read_answer(exchange.response, exchange.url)


def _find_redirect(head: Head, url: str) -> str | None:
    location = head.get("Location")
    if location is None or head.status is None or not 300 <= head.status < 400:
        return None
    raw = location.encode("latin-1")
    try:
        reference = raw.decode("utf-8")
    except UnicodeDecodeError:
        reference = location
    target = join_url(url, reference)
    return format_target_uri(target) if target else None
