"""The values that cross borders between the parts: plain, frozen, with no behaviour beyond their own fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Truncated = Literal["length", "time", "disconnect", "unspecified"]
"""Why a record holds less than was meant to be sent (WARC 1.1, 5.13 `WARC-Truncated`)."""

RecordType = Literal["response", "revisit"]

Role = Literal["robots", "seed", "article", "attachment"]
"""What an exchange was made for."""

Precision = Literal["day", "month", "year"]

DateKind = Literal["published", "updated", "event", "first-seen"]

ArticleStatus = Literal["live", "gone"]

RunOutcome = Literal["running", "finished", "stopped", "failed", "killed"]

HintOrigin = Literal["api", "feed", "listing", "sitemap"]

AttachmentKind = Literal["document", "image"]

AttachmentState = Literal["pending", "fetched", "failed", "skipped", "gone"]

Confidence = Literal["high", "medium", "low"]
"""How far a field is to be trusted: marked up or labelled; told by place and form; a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One HTTP request and what came back for it, as bytes on the wire."""

    url: str
    """The URL asked for, absolute, without fragment."""
    requested_at: datetime
    """When the first request byte was sent; aware, UTC, microseconds."""
    request: bytes
    """The request as sent: head, blank line, body."""
    response: bytes
    """The response as received, interim 1xx answers left out; a true prefix of it when `truncated` is set."""
    source: str
    """Id of the source this was fetched for."""
    run: str
    """Id of the run this was fetched in."""
    ip_address: str | None = None
    """The peer's address; None when a proxy stood between."""
    protocols: tuple[str, ...] = ()
    """`WARC-Protocol` values, outermost last: `("http/1.1", "tls/1.3")`."""
    cipher_suite: str | None = None
    """OpenSSL's name of the TLS cipher; None without TLS."""
    tls_verified: bool | None = None
    """Whether the server's certificate was checked; None without TLS."""
    certificate_chain: str | None = None
    """The server's certificates in PEM, its own first; None without TLS, and where they are not to be kept again."""
    truncated: Truncated | None = None
    """None when the whole response was received."""
    via: str | None = None
    """URL of the page that led here."""
    hops: int = 0
    """Links and redirects between a seed and this."""
    fetch_s: float | None = None
    """Seconds from the first request byte to the last response byte."""
    role: Role | None = None
    """What it was fetched for."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a WARC record lies."""

    filename: str
    """Name within the archive's WARC directory, without the `.open` suffix of a file still being written."""
    offset: int
    """Bytes from the start of the compressed file."""
    length: int
    """Bytes of the compressed record (its gzip member)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One recorded exchange of one URL at one time."""

    url: str
    urlkey: str
    """SURT form of the URL, see `archive.urls.format_urlkey`."""
    requested_at: datetime
    """The record's `WARC-Date`; aware, UTC, microseconds."""
    status: int | None
    """HTTP status code; None when no status line could be read."""
    mime: str | None
    """Media type of the Content-Type header in lower case, without parameters."""
    digest: str
    """Payload digest, `sha1:` and 32 base32 characters (transfer coding removed, content coding kept)."""
    record_type: RecordType
    location: Location
    source: str
    run: str
    truncated: Truncated | None = None
    redirect_to: str | None = None
    """Absolute target of a 3xx answer's Location header."""
    chunked: bool = False
    """Whether the recorded message is in chunked transfer coding: a revisit points only to one that is alike."""
    id: int | None = None
    """Row id; None until committed."""

    @property
    def is_not_modified(self) -> bool:
        """Whether it is a 304 that refers to an earlier response (profile `server-not-modified`)."""
        return self.record_type == "revisit" and self.status == 304


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """A date of an article, and where it was found."""

    value: str
    """ISO 8601 as far as `precision` goes: `2022-05-16`, `2022-05` or `2022`."""
    precision: Precision
    kind: DateKind
    raw: str
    """The characters it was read from."""
    origin: str
    """`json-ld`, `meta`, `time`, `labelled-line`, `platform-rule`, `title-line`, `url`, `listing`, `feed`..."""


SOURCE_ROLE = "source"


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a text. Never a phone number or an e-mail address."""

    name: str | None = None
    """A person's name."""
    organisation: str | None = None
    role: str | None = None
    """Post or department; `SOURCE_ROLE` of an outlet that the text was taken over from (`Allikas:`, `Avots:`)."""

    @property
    def is_source(self) -> bool:
        """Whether the text was taken over from it, not made by it."""
        return self.role == SOURCE_ROLE


@dataclass(frozen=True, slots=True)
class Funding:
    """Who paid for what an article tells of, as a disclaimer in it says."""

    raw: str
    """The disclaimer as written."""
    programme: str | None = None
    """As written: `LEADER`, `Interreg V-A Latvijas–Lietuvas programma 2014–2020`."""
    fund: str | None = None
    """Abbreviation or name as written: `ELFLA`, `Eiropas Reģionālās attīstības fonds`."""


@dataclass(frozen=True, slots=True)
class Image:
    url: str
    """Absolute."""
    alt: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    url: str
    """Absolute."""
    name: str | None = None
    """Link text or title, else the file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The fields read from one capture of a page."""

    url: str
    """The page's own address, as captured."""
    title: str
    text: str
    """Plain text, one blank line between paragraphs, no menu, date, tag, author or share line."""
    language: str | None = None
    """ISO 639-1 code of the text, or of the most of it."""
    languages: tuple[str, ...] = ()
    """All languages of the text, most of it first; of a few foreign words nothing is said."""
    published: PublishedDate | None = None
    """None when the page gives no date that can be trusted."""
    updated: PublishedDate | None = None
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    lead: str | None = None
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    funding: tuple[Funding, ...] = ()
    """From the article's own disclaimers; what the site says of itself on every page is not here."""
    canonical_url: str | None = None
    """What the page itself names as its address, absolute."""
    platform: str | None = None
    """The platform whose rules were used."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Field name to where its value came from: `{"title": "platform-rule", "text": "platform-rule"}`."""
    confidences: Mapping[str, Confidence] = field(default_factory=dict)
    """Field name to how far its value is to be trusted, for the fields in `origins`."""
    rules: Mapping[str, str] = field(default_factory=dict)
    """Field name to the rule that made its value: `drupal:.field--name-created`, `label "Publicēts"`, `heading h1`."""
    extractor: str = ""
    """Version of the rules and libraries that read the page."""
    markdown: str | None = None
    """The text as CommonMark; None unless it was asked for. Not archived: a capture can be read again."""
    part: str | None = None
    """Name of the part of the page that it is, unique on the page; None when the page is one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What led to a page says of its article: a listing row, a feed entry, an answer of an API."""

    origin: HintOrigin
    title: str | None = None
    published: str | None = None
    """The date as written there, unread."""
    lead: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """How a page was met: which addresses its article goes by, and what was said of it beforehand."""

    asked_url: str
    """Where the page was asked for, before redirects."""
    address: str | None = None
    """The article's own address where that is not the one the page was found at: its canonical link, if sane."""
    aliases: tuple[str, ...] = ()
    """Further addresses that the page says it has: its short link, its AMP copy."""
    hints: Hints | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of an article's text: the article version."""

    number: int
    """1 for the first."""
    article: Article
    captured_at: datetime
    """When the capture it was read from was made."""
    capture: Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedArticle:
    """An article as the archive holds it over time, shown in one of its versions."""

    id: int
    source: str
    country: str
    version: Version
    """The latest, unless another was asked for."""
    versions: int
    """How many there are."""
    first_seen_at: datetime
    last_seen_at: datetime
    """When the page was last fetched and still there."""
    status: ArticleStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedAttachment:
    """A file that an article links to, or an image in it, and what the archive has of it."""

    url: str
    """As the article links to it."""
    name: str | None
    """Link text or file name; of an image its alternative text."""
    kind: AttachmentKind
    state: AttachmentState | None
    """None when it was never to be fetched."""
    capture: Capture | None = None
    """The last that showed the file."""
    mime: str | None = None
    bytes: int | None = None
    """Size of the file, codings removed; None when it was not captured or cannot be decoded."""
    text_state: str | None = None
    """What came of reading its text, see `archive.filetexts.values.TextState`; None when it was not tried."""
    text_reason: str | None = None
    """Why it was not read, or not all of it."""
    text: str | None = None
    """None unless it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One search result."""

    article: ArchivedArticle
    snippet: str
    """Words around the match, matches between « and »."""
    score: float
    """Higher is better; comparable within one search only."""
    attachment: str | None = None
    """Name or address of the file that the words stand in; None when they stand in the article itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What the archive keeps of a source."""

    id: str
    name: str
    kind: str
    country: str
    region: str | None = None
    languages: Sequence[str] = ()
    platform: str | None = None
    hosts: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl of one source."""

    id: str
    source: str
    started_at: datetime
    finished_at: datetime | None = None
    outcome: RunOutcome = "running"
    counts: Mapping[str, int] = field(default_factory=dict)
    """`pages`, `articles`, `new`, `changed`, `failed`, `gone`, `skipped`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLink:
    """An article's address as a seed shows it."""

    key: str
    """See `archive.urls.format_article_key`."""
    url: str
    mark: str | None = None
    """What changes when the page does: a sitemap's lastmod, a feed's updated date; None when the seed has none."""
    hints: Hints | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a WARC record, or with the bytes or row where one should be."""

    filename: str
    offset: int
    """Bytes from the start of the (compressed) file."""
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A WARC file that was checked to its end."""

    filename: str
    records: int
    bytes: int
    """Its size on disk."""
