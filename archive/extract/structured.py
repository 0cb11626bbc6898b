"""What a page's head says of it: JSON-LD, meta properties, title element, canonical link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from lxml.html import HtmlElement

from archive.extract.blocks import clean_text
from archive.extract.tree import attribute

_MAX_JSON_CHARS = 300_000
_MAX_JSON_NODES = 5_000
_ARTICLE_TYPES = frozenset({"article", "newsarticle", "blogposting", "report", "techarticle", "webpage", "posting"})
_PUBLISHED_METAS = frozenset(
    {
        "article:published_time",
        "og:published_time",
        "datepublished",
        "dcterms.issued",
        "dc.date.issued",
        "dcterms.created",
        "publish-date",
    }
)
_AUTHOR_METAS = frozenset(
    {
        *("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author"),
        *("sailthru.author", "byl", "article.author", "citation_author"),
    }
)
_WRITTEN_BY = re.compile(
    r"written|author|\bby\b|autor|para[sš]|rak?st|kirjut|kirjoit|skriv|skrev|geschr|verfass|[eé]crit|escrit|scritt|napisa"
    r"|автор|написа|geschreven|door\b"
)
"""What `twitter:label1` says where `twitter:data1` is who wrote, in small letters."""
_ADDRESS = re.compile(r"://|^www\.|^@|[\w-]+@[\w-]+\.|^#/|^[\w.-]+\.[a-z]{2,4}(?:/|$)", re.I)
_MOST_AUTHORS = 10
_MOST_TAGS = 30
_MODIFIED_METAS = frozenset({"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"})


@dataclass(slots=True)
class Structured:
    """Claims of the page's head, each list in order of trust."""

    headlines: list[tuple[str, str]] = field(default_factory=list)
    """(text, origin)"""
    site_names: list[str] = field(default_factory=list)
    published: list[tuple[str, str]] = field(default_factory=list)
    """(raw value, origin)"""
    modified: list[tuple[str, str]] = field(default_factory=list)
    authors: list[tuple[str, str, str]] = field(default_factory=list)
    """(name, `person` or `organisation`, origin)"""
    tags: list[str] = field(default_factory=list)
    page_title: str = ""
    """The `title` element's text."""


def read_structured(root: HtmlElement) -> Structured:
    """All claims of a page's head."""
    claims = Structured()
    nodes = list(_iter_json_ld(root))
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    for node in nodes:
        _read_node(node, claims, named)
    metas = list(root.iter("meta"))
    for meta in metas:
        _read_meta(meta, claims)
    claims.authors += _read_card_authors(metas)
    title = root.find(".//title")
    if title is not None:
        claims.page_title = clean_text("".join(str(piece) for piece in title.itertext()))
    return claims


def _iter_json_ld(root: HtmlElement) -> Iterator[dict[str, object]]:
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" not in attribute(script, "type").lower() or len(text) > _MAX_JSON_CHARS:
            continue
        try:
            pending: list[object] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MAX_JSON_NODES):
            if not pending:
                break
            node = pending.pop(0)
            if isinstance(node, list):
                pending[:0] = node
            elif isinstance(node, dict):
                yield node
                pending.extend(
                    value for key, value in node.items() if key in {"@graph", "mainEntity", "mainEntityOfPage"}
                )


def _read_node(node: dict[str, object], claims: Structured, named: Mapping[str, dict[str, object]]) -> None:
    kinds = node.get("@type")
    names = {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
    if names & _ARTICLE_TYPES:
        if headline := _string(node.get("headline")):
            claims.headlines.append((headline, "json-ld"))
        if published := _string(node.get("datePublished")):
            claims.published.append((published, "json-ld"))
        if modified := _string(node.get("dateModified")):
            claims.modified.append((modified, "json-ld"))
        claims.authors += _read_json_authors(node.get("author") or node.get("creator"), named)
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and (name := _string(publisher.get("name"))):
            claims.site_names.append(name)
    elif names & {"website", "organization", "governmentorganization"} and (name := _string(node.get("name"))):
        claims.site_names.append(name)


def _read_meta(meta: HtmlElement, claims: Structured) -> None:
    name = (attribute(meta, "property") or attribute(meta, "name") or attribute(meta, "itemprop")).lower()
    content = clean_text(unescape(attribute(meta, "content")))
    if not name or not content:
        return
    if name in {"og:title", "twitter:title"}:
        claims.headlines.append((content, "meta"))
    elif name in {"og:site_name", "application-name", "apple-mobile-web-app-title"}:
        claims.site_names.append(content)
    elif name in _AUTHOR_METAS and "/" not in content and not _ADDRESS.search(content):
        claims.authors.append((content, "person", "meta"))
    elif name == "article:tag":
        claims.tags += [part for one in content.split(",") if (part := one.strip())][:_MOST_TAGS]
    elif name in _PUBLISHED_METAS:
        claims.published.append((content, "meta"))
    elif name in _MODIFIED_METAS:
        claims.modified.append((content, "meta"))


def _read_card_authors(metas: Sequence[HtmlElement]) -> list[tuple[str, str, str]]:
    """The author on the card that a page is shared by: `twitter:label1` "Written by", `twitter:data1` the name."""
    card = {attribute(meta, "name") or attribute(meta, "property"): attribute(meta, "content") for meta in metas}
    pairs = [
        (card.get(f"twitter:label{n}", ""), clean_text(unescape(card.get(f"twitter:data{n}", "")))) for n in (1, 2)
    ]
    return [
        (name, "person", "meta")
        for label, name in pairs
        if name and _WRITTEN_BY.search(label.lower()) and not _ADDRESS.search(name)
    ]


def _read_json_authors(value: object, named: Mapping[str, dict[str, object]]) -> list[tuple[str, str, str]]:
    """Authors in JSON-LD: a name, a person or organisation, a reference to one in `named`, or a list of these."""
    found: list[tuple[str, str, str]] = []
    for one in value[:_MOST_AUTHORS] if isinstance(value, list) else [value]:
        node = named.get(str(one.get("@id")), one) if isinstance(one, dict) and not one.get("name") else one
        if isinstance(node, dict):
            kinds, names = str(node.get("@type")).lower(), node.get("name")
        else:
            kinds, names = "", node
        kind = "organisation" if "organi" in kinds else "person"
        written = map(_string, names[:_MOST_AUTHORS] if isinstance(names, list) else [names])
        found += [(name, kind, "json-ld") for name in written if name and not _ADDRESS.search(name)]
    return found


def _string(value: object) -> str:
    return clean_text(unescape(value)) if isinstance(value, str) else ""
