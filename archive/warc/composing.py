"""The WARC records of one exchange, composed as bytes: response or revisit, then request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from archive.records import Exchange, RecordType
from archive.timestamps import format_warc_date
from archive.warc.answer import Answer
from archive.warc.message import block_digest
from archive.warc.record import (
    IDENTICAL_PAYLOAD,
    NOT_MODIFIED,
    format_fields,
    format_record,
    format_target_uri,
    new_record_id,
)

ENDED_FIELD = "kronika-ended"
"""In the metadata of a request that nothing came back for: how the waiting ended, as `WARC-Truncated` would say."""

Profile = Literal["identical-payload-digest", "server-not-modified"]
_PROFILES: Mapping[Profile, str] = {
    "identical-payload-digest": IDENTICAL_PAYLOAD,
    "server-not-modified": NOT_MODIFIED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisitTarget:
    """An earlier response (never a revisit) whose payload need not be written again."""

    target_uri: str
    requested_at: datetime
    """Its WARC-Date."""
    digest: str
    """Its payload digest."""
    profile: Profile = "identical-payload-digest"
    record_id: str | None = None
    """Its WARC-Record-ID; None when not at hand."""
    chunked: bool | None = None
    """Whether it came in chunks; None: as the revisit does. Replay undoes chunks as that one's head says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The records of one exchange, ready to be appended."""

    record_type: RecordType | Literal["request"]
    """Of the first record; `request` when nothing came back."""
    record_id: str
    """Of the first record."""
    target_uri: str
    digest: str
    """Payload digest; for `server-not-modified` that of the earlier response."""
    members: tuple[bytes, ...]
    """Response or revisit (unless nothing came back), then request, then metadata on how it came about, then
    the server's certificates where they are to be kept."""


def compose_exchange(
    exchange: Exchange, answer: Answer, refers_to: RevisitTarget | None, *, warcinfo_id: str
) -> Composed:
    """Format all records of an exchange; a revisit only where `refers_to` fits.

    Raises WriteError when a field holds control characters.
    """
    target = refers_to if refers_to and _may_refer(exchange, answer, refers_to) else None
    first_id = new_record_id()
    shared = [
        ("WARC-Date", format_warc_date(exchange.requested_at)),
        ("WARC-Target-URI", format_target_uri(exchange.url)),
        ("WARC-Warcinfo-ID", warcinfo_id),
    ]
    connection = _connection_fields(exchange)
    digest = target.digest if target else answer.digest
    members = []
    if exchange.response:
        first = [("WARC-Record-ID", first_id), *shared, *connection]
        members.append(_format_answer(exchange, answer, target, first))
        link = [("WARC-Record-ID", new_record_id()), ("WARC-Concurrent-To", first_id)]
    else:
        link = [("WARC-Record-ID", first_id)]
    members.append(_format_request(exchange.request, [*link, *shared, *connection]))
    about = [("WARC-Concurrent-To", first_id), *shared]
    members.append(format_metadata(_circumstances(exchange), about))
    if exchange.certificate_chain is not None:
        members.append(_format_certificates(exchange.certificate_chain, about))
    answered: RecordType = "revisit" if target else "response"
    return Composed(
        record_type=answered if exchange.response else "request",
        record_id=first_id,
        target_uri=format_target_uri(exchange.url),
        digest=digest,
        members=tuple(members),
    )


def format_metadata(fields: Sequence[tuple[str, str]], about: Sequence[tuple[str, str]]) -> bytes:
    """A metadata record of `application/warc-fields`; `about` are the WARC fields that say what it is about.

    Raises WriteError when a field holds control characters.
    """
    block = format_fields(fields)
    head = [
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", new_record_id()),
        *about,
        ("WARC-Block-Digest", block_digest(block)),
        ("Content-Type", "application/warc-fields"),
    ]
    return format_record(head, block)


def _circumstances(exchange: Exchange) -> list[tuple[str, str]]:
    """How an exchange came about: Heritrix's field names where it has them."""
    fields = [("kronika-source", exchange.source), ("kronika-run", exchange.run), ("hopsFromSeed", str(exchange.hops))]
    if exchange.via is not None:
        fields.append(("via", format_target_uri(exchange.via)))
    if exchange.fetch_s is not None:
        fields.append(("fetchTimeMs", str(round(exchange.fetch_s * 1000))))
    if exchange.role is not None:
        fields.append(("kronika-role", exchange.role))
    if exchange.truncated is not None and not exchange.response:
        fields.append((ENDED_FIELD, exchange.truncated))
    if exchange.tls_verified is not None:
        fields.append(("tls-verified", "yes" if exchange.tls_verified else "no"))
    return [(name, value) for name, value in fields if value]


def _format_certificates(chain: str, about: Sequence[tuple[str, str]]) -> bytes:
    # A metadata record, not a resource: replay tools list resources as captures of their URL.
    block = chain.encode("ascii")
    head = [
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", new_record_id()),
        *about,
        ("WARC-Block-Digest", block_digest(block)),
        ("Content-Type", "application/pem-certificate-chain"),
    ]
    return format_record(head, block)


def _format_answer(
    exchange: Exchange, answer: Answer, target: RevisitTarget | None, common: list[tuple[str, str]]
) -> bytes:
    block = exchange.response
    fields = [("WARC-Type", "response"), *common]
    if target is not None:
        block = block[: answer.head.length]
        fields = [("WARC-Type", "revisit"), *common, *_revisit_fields(target)]
    elif exchange.truncated is not None:
        fields.append(("WARC-Truncated", exchange.truncated))
    content_type = "application/octet-stream"
    if answer.status is not None:
        content_type = "application/http;msgtype=response"
        fields.append(("WARC-Payload-Digest", target.digest if target else answer.digest))
    fields += [("WARC-Block-Digest", block_digest(block)), ("Content-Type", content_type)]
    return format_record(fields, block)


def _format_request(block: bytes, common: list[tuple[str, str]]) -> bytes:
    fields = [
        ("WARC-Type", "request"),
        *common,
        ("WARC-Block-Digest", block_digest(block)),
        ("Content-Type", "application/http;msgtype=request"),
    ]
    return format_record(fields, block)


def _may_refer(exchange: Exchange, answer: Answer, target: RevisitTarget) -> bool:
    if exchange.truncated is not None or answer.status is None:
        return False
    if target.profile == "server-not-modified":
        return answer.status == 304
    is_same_framing = target.chunked is None or target.chunked == answer.chunked
    return bool(answer.payload) and target.digest == answer.digest and is_same_framing


def _revisit_fields(target: RevisitTarget) -> list[tuple[str, str]]:
    fields = [
        ("WARC-Profile", _PROFILES[target.profile]),
        ("WARC-Refers-To-Target-URI", format_target_uri(target.target_uri)),
        ("WARC-Refers-To-Date", format_warc_date(target.requested_at)),
    ]
    if target.record_id is not None:
        fields.insert(1, ("WARC-Refers-To", target.record_id))
    if target.profile == "identical-payload-digest":
        fields.append(("WARC-Truncated", "length"))
    return fields


def _connection_fields(exchange: Exchange) -> list[tuple[str, str]]:
    fields = [("WARC-Protocol", protocol) for protocol in exchange.protocols]
    if exchange.cipher_suite is not None:
        fields.append(("WARC-Cipher-Suite", exchange.cipher_suite))
    if exchange.ip_address is not None:
        fields.insert(0, ("WARC-IP-Address", exchange.ip_address.partition("%")[0]))
    return fields
