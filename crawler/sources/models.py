"""What a source is: one validated `[[source]]` table. No field reaches robots.txt or the user agent."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictStr,
    field_validator,
    model_validator,
)

from archive.urls import host_of, join_url
from crawler.discovery.addresses import AddressRules, make_address_rules
from crawler.discovery.platforms.known import PLATFORMS, Platform
from crawler.sources.codes import LANGUAGES

Kind = Literal["lag", "fisheries_lag", "planning_region", "development_council", "county_dev", "programme", "network"]
SeedKind = Literal["api", "feed", "sitemap", "listing"]
AttachmentKind = Literal["document", "image"]

_SCHEDULE = re.compile(r"([1-9]\d{0,3})([mhdw])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_INTERVALS = {"hourly": "1h", "daily": "1d", "weekly": "1w", "monthly": "30d"}
_MAX_INTERVAL = timedelta(days=366)
_HOST = re.compile(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def _check_regex(pattern: str) -> str:
    if not pattern:
        raise ValueError("an empty pattern fits every address; give a regular expression")
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"`{pattern}` is no regular expression ({error})") from None
    return pattern


def _check_language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"`{code}` is no ISO 639-1 code; write two lower-case letters as lt, lv, et, en, ru")
    return code


Regex = Annotated[StrictStr, AfterValidator(_check_regex)]
Language = Annotated[StrictStr, AfterValidator(_check_language)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


class Host(_Table):
    """A host name of a source, and the days on which it is (or was) the source's."""

    host: StrictStr
    """Lower case, without `www.`; with `:port` when only that port is meant."""
    since: date | None = None
    """First day; None means from the beginning."""
    until: date | None = None
    """First day on which the host is no longer the source's; None means that it still is."""

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_name(cls, value: object) -> object:
        return {"host": value} if isinstance(value, str) else value

    @field_validator("host")
    @classmethod
    def _normalise(cls, text: str) -> str:
        shape = "write a host name as www.zemgale.lv or 127.0.0.1:8080, without scheme and path"
        if not text or re.search(r"[\s/\\@?#*]", text):
            raise ValueError(f"`{text}` is no host; {shape}")
        try:
            parts = urlsplit(f"//{text}")
            port = parts.port
        except ValueError:
            raise ValueError(f"`{text}` is no host; {shape}") from None
        name = host_of(f"//{text}")
        if not name or text.endswith(":") or not (":" in name or _HOST.fullmatch(name)):
            raise ValueError(f"`{text}` is no host; {shape}")
        shown = f"[{name}]" if ":" in name else name
        return shown if port is None else f"{shown}:{port}"

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.since is not None and self.until is not None and self.since >= self.until:
            raise ValueError(f"since {self.since} is not before until {self.until}")
        return self

    def covers(self, url: str, on: date | None) -> bool:
        """Whether a URL lies on this host, on that day (any day when None)."""
        if on is not None and ((self.since and on < self.since) or (self.until and on >= self.until)):
            return False
        try:
            parts = urlsplit(url)
            port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
        except ValueError:
            return False
        own = urlsplit(f"//{self.host}")
        return own.hostname == host_of(url) and own.port in {None, port}


class Seed(_Table):
    """Where a source's crawl starts: exactly one of an API, a feed, a sitemap and a listing page."""

    api: StrictStr | None = None
    """A WordPress REST collection such as `https://host/wp-json/wp/v2/posts`."""
    feed: StrictStr | None = None
    """RSS, Atom or JSON Feed."""
    sitemap: StrictStr | None = None
    listing: StrictStr | None = None
    unverified: StrictBool = False
    """Whether nobody has seen it yet: then its absence is told, and is no failure."""

    @field_validator("api", "feed", "sitemap", "listing")
    @classmethod
    def _check_url(cls, url: str | None) -> str | None:
        if url is not None and (re.search(r"\s", url) or "://" not in url or join_url(url, "") is None):
            raise ValueError(f"`{url}` is no absolute http(s) address")
        return url

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if sum(url is not None for url in (self.api, self.feed, self.sitemap, self.listing)) != 1:
            raise ValueError("a seed has exactly one of api, feed, sitemap, listing; write one table for each")
        return self

    @property
    def kind(self) -> SeedKind:
        """Which of the four it is."""
        named: dict[SeedKind, str | None] = {"api": self.api, "feed": self.feed, "sitemap": self.sitemap}
        return next((kind for kind, url in named.items() if url is not None), "listing")

    @property
    def url(self) -> str:
        """Absolute."""
        return self.api or self.feed or self.sitemap or self.listing or ""


class AttachmentLimits(_Table):
    """Which files that articles link to are captured with them."""

    kinds: tuple[AttachmentKind, ...] = ("document", "image")
    """`document`: PDF, DOCX, XLSX and their like; `image`: the pictures of the text. Empty for none."""
    max_bytes: Annotated[int, Field(strict=True, ge=1024)] = 20_000_000
    """Of one file."""
    max_files: Annotated[int, Field(strict=True, ge=1)] = 50
    """Of one article."""


class Source(_Table):
    """An outlet that is crawled."""

    id: Annotated[StrictStr, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
    name: Annotated[StrictStr, Field(min_length=1)]
    kind: Kind
    country: Annotated[StrictStr, Field(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1, or `EU`."""
    region: StrictStr | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """ISO 639-1, the main one first."""
    platform: StrictStr | None = None
    """A name in `crawler.discovery.platforms.PLATFORMS`."""
    hosts: Annotated[tuple[Host, ...], Field(min_length=1)]
    seeds: Annotated[tuple[Seed, ...], Field(min_length=1)]
    article: tuple[Regex, ...] = ()
    """What an article's absolute URL holds; empty means the platform's patterns."""
    skip: tuple[Regex, ...] = ()
    """What no article's absolute URL holds; on top of the platform's."""
    schedule: StrictStr = "1d"
    delay_s: Annotated[float, Field(strict=True, ge=0, le=300, allow_inf_nan=False)] = 2.0
    """Seconds between two requests to one host; on public addresses the crawl's own floor holds."""
    concurrency: Annotated[int, Field(strict=True, ge=1, le=16)] = 1
    """Requests at once to one host; on public addresses the crawl's own ceiling holds."""
    timeout_s: Annotated[float, Field(strict=True, ge=1, le=300, allow_inf_nan=False)] = 45.0
    """Seconds that one whole exchange may take."""
    verify_tls: StrictBool = True
    max_page_bytes: Annotated[int, Field(strict=True, ge=1024)] | None = None
    """Of one answer; None means the crawl's own limit."""
    attachments: AttachmentLimits = AttachmentLimits()

    @field_validator("platform")
    @classmethod
    def _check_platform(cls, name: str | None) -> str | None:
        if name is not None and name not in PLATFORMS:
            raise ValueError(f"`{name}` is no known platform; known: {', '.join(PLATFORMS)}")
        return name

    @field_validator("schedule")
    @classmethod
    def _check_schedule(cls, text: str) -> str:
        text = _INTERVALS.get(text, text)
        match = _SCHEDULE.fullmatch(text)
        if match is None or int(match[1]) * _UNITS[match[2]] > _MAX_INTERVAL:
            raise ValueError(f"`{text}` is no interval; write 30m, 6h, 1d or 2w, at most 366d, or daily")
        return text

    @model_validator(mode="after")
    def _check_together(self) -> Self:
        for seed in self.seeds:
            if not self.owns_url(seed.url):
                listed = ", ".join(entry.host for entry in self.hosts)
                raise ValueError(f"seeds: {seed.url} is on none of the source's hosts ({listed})")
        return self

    @property
    def every(self) -> timedelta:
        """The interval between two visits."""
        match = _SCHEDULE.fullmatch(self.schedule)
        assert match is not None
        return int(match[1]) * _UNITS[match[2]]

    @property
    def platform_rules(self) -> Platform | None:
        """What discovery knows of the source's platform; None without one."""
        return None if self.platform is None else PLATFORMS[self.platform]

    def owns_url(self, url: str, on: date | None = None) -> bool:
        """Whether a URL is on one of the source's own hosts (no subdomain) that day; any day when None."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        if parts.scheme not in _DEFAULT_PORTS or re.search(r"[\\@\s]", parts.netloc):
            return False
        return any(host.covers(url, on) for host in self.hosts)

    def is_article_url(self, url: str) -> bool:
        """Whether an absolute URL looks like an article's, as far as the address alone can tell."""
        return self.addresses.fit(url) == "article"

    @cached_property
    def addresses(self) -> AddressRules:
        """Which addresses are articles on the platform that the source names."""
        return self.addresses_on(self.platform_rules)

    def addresses_on(self, platform: Platform | None) -> AddressRules:
        """Which addresses are articles when its pages turn out to be of this platform."""
        return make_address_rules(self.article, self.skip, platform, seeds=[seed.url for seed in self.seeds])
