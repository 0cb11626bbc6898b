"""Dates that a page's markup claims for its article: JSON-LD, meta elements, microdata and its relatives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.extract.tree import attribute, text_of
from archive.urls import join_url

_MAX_JSON_CHARS = 300_000
_MAX_JSON_NODES = 2_000
_NEVER = frozenset({"comment", "event", "person", "organization", "breadcrumblist", "review", "product", "jobposting"})
"""Types whose dates are not the article's."""
_ARTICLE = re.compile(r"article|posting|report|recipe|creativework")
_PAGE = re.compile(r"page$")
_NESTED = frozenset({"@graph", "mainEntity", "mainEntityOfPage"})
_BROKEN = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"]{8,40})"')


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PUBLISHED = _names(
    "article:published_time article:published og:published_time og:article:published_time og:pubdate og:release_date "
    "datepublished rnews:datepublished dcterms.issued dc.date.issued dcterms.created dc.date.created dc.created "
    "dc.date.published dcterms.date.issued dc.issued dc:created dcterms:created dc:issued dcterms:issued publish-date "
    "publish_date publishdate published-date published_date publisheddate publication_date publication-date "
    "publicationdate pubdate pub_date published published_at published_time date_published datepublish "
    "article_date_original article.published article.created article:post_date originalpublicationdate release_date "
    "sailthru.date parsely-pub-date citation_publication_date citation_online_date citation_date bt:pubdate "
    "cxenseparse:recs:publishtime shareaholic:article_published_time vr:published_time mediator_published_time "
    "lp.article:published_time weibo:article:create_at schema:datepublished timestamp-published last_published "
    "dateofpublication article-publication-date article:publicationdate firstpublished datecreated rbpubdate "
    "content-creation-date article:create_date"
)
"""Names, itemprops and properties of the publication date, folded to lower case."""
_FAINT = _names("date dc.date dcterms.date dc:date dcterms:date creation_date created created_at doc_date")
"""Names that mean the publication on most sites, and the day of the page's building on some."""
_MODIFIED = _names(
    "article:modified_time article:modified article:updated_time og:updated_time og:modified_time "
    "og:article:modified_time datemodified dateupdated dcterms.modified dc.date.modified dc.modified "
    "dc.date.updated dcterms:modified "
    "last-modified last_modified lastmodified modified modified_time revised updated updated_time update_time "
    "last-updated lastupdate lastmod date_modified cxenseparse:recs:modifiedtime schema:datemodified "
    "eomportal-lastupdate article_date_updated article.updated sailthru.updated"
)


@dataclass(slots=True)
class DateClaims:
    """Raw values with where each was found, in order of trust."""

    published: list[tuple[str, str]] = field(default_factory=list)
    """(raw value, origin)"""
    faint: list[tuple[str, str]] = field(default_factory=list)
    """What a visible date at the title overrules."""
    modified: list[tuple[str, str]] = field(default_factory=list)


def read_date_claims(root: HtmlElement, url: str) -> DateClaims:
    """All that a page's markup says of its dates; nothing of its comments, events and neighbours."""
    claims = DateClaims()
    _read_scripts(root, url, claims)
    for meta in root.iter("meta"):
        name = (attribute(meta, "property") or attribute(meta, "name") or attribute(meta, "itemprop")).lower()
        name = name or attribute(meta, "http-equiv").lower()
        if meta.get("itemprop") is None or not _is_of_other_item(meta):
            _add(claims, name, attribute(meta, "content"), "meta")
    return claims


def _add(claims: DateClaims, name: str, raw: str, origin: str) -> None:
    if not raw:
        return
    if name in _PUBLISHED:
        claims.published.append((raw, origin))
    elif name in _MODIFIED:
        claims.modified.append((raw, origin))
    elif name in _FAINT:
        claims.faint.append((raw, origin))


def _read_scripts(root: HtmlElement, url: str, claims: DateClaims) -> None:
    nodes: list[dict[str, object]] = []
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" not in attribute(script, "type").lower() or not 0 < len(text) <= _MAX_JSON_CHARS:
            continue
        try:
            nodes += _iter_nodes(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            for name, raw in _BROKEN.findall(text):
                _add(claims, name.lower(), raw, "json-ld")
    dated = [node for node in nodes if not _types_of(node) & _NEVER]
    articles = [node for node in dated if _is_named(node, _ARTICLE)]
    own = [node for node in articles if _is_of(node, url)]
    pages = [node for node in dated if _is_named(node, _PAGE)]
    # Several that all name other pages are the list of news beside the article.
    chosen = own or (articles if len(articles) == 1 or not any(_address_of(one) for one in articles) else [])
    for node in (*chosen, *pages):
        for name in ("datePublished", "dateCreated", "uploadDate", "dateModified"):
            value = node.get(name)
            if isinstance(value, str) and value.strip():
                _add(claims, "datepublished" if name == "uploadDate" else name.lower(), value.strip(), "json-ld")


def _iter_nodes(content: object) -> Iterator[dict[str, object]]:
    pending: list[object] = [content]
    for _ in range(_MAX_JSON_NODES):
        if not pending:
            return
        node = pending.pop(0)
        if isinstance(node, list):
            pending[:0] = node
        elif isinstance(node, dict):
            yield node
            pending.extend(value for key, value in node.items() if key in _NESTED)


def _types_of(node: dict[str, object]) -> set[str]:
    kinds = node.get("@type")
    return {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _is_named(node: dict[str, object], pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(kind) for kind in _types_of(node))


def _address_of(node: dict[str, object]) -> str:
    value = node.get("mainEntityOfPage") or node.get("url") or node.get("@id")
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else ""


def _is_of(node: dict[str, object], url: str) -> bool:
    """Whether a node names the page's own address."""
    address = join_url(url, _address_of(node) or "#") or ""
    return bool(_address_of(node)) and urlsplit(address)[2].rstrip("/") == urlsplit(url)[2].rstrip("/")


_ITEM_DATES = frozenset(
    {"datepublished", "schema:datepublished", "dc:date", "dc:created", "dc:issued", "pubdate", "datecreated"}
)
_OTHERS_ITEM = re.compile(r"/(?:Comment|Event|Person|UserComments|Review|BusinessEvent|Organization)\b")


def iter_item_dates(body: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Elements that microdata, RDFa or hAtom name as a publication date, with the raw value of each."""
    for element in body.iter():
        if not element.attrib or not isinstance(element.tag, str):
            continue
        names = f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower().split()
        if _ITEM_DATES.isdisjoint(names) and element.get("pubdate") is None and not _is_hatom(element):
            continue
        if not _is_of_other_item(element):
            raw = attribute(element, "content") or attribute(element, "datetime") or attribute(element, "title")
            yield element, raw or text_of(element)[:80]


def _is_hatom(element: HtmlElement) -> bool:
    return element.tag == "abbr" and element.get("title") is not None and "publish" in (element.get("class") or "")


def _is_of_other_item(element: HtmlElement) -> bool:
    """Whether an element lies in a comment, an event or another thing that is no article."""
    for ancestor in element.iterancestors():
        if _OTHERS_ITEM.search(ancestor.get("itemtype") or "") or ancestor.get("itemprop") == "comment":
            return True
    return False
