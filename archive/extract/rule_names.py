"""By which rule each field of an article was read: a platform's selector, a label, a tag of markup, a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.blocks import Block, clean_text
from archive.extract.bylines import Found
from archive.extract.platforms.rules import GENERAL, load_rules
from archive.extract.reading import OpenPage, Reading
from archive.extract.tags import FoundTags
from archive.extract.tree import attribute, iter_upwards, squeeze, text_of
from archive.records import Article, PublishedDate

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LABEL_CHARS = 60
_LINE_CHARS = 300
_SHOWN_CHARS = 60
_HINTS = {"listing": "listing row", "feed": "feed entry", "api": "answer of the API", "sitemap": "sitemap entry"}
_PLACES = {
    "title-line": "line at the title",
    "title-element": "title element",
    "density": "where the prose lies below the title",
    "trafilatura": "trafilatura",
    "section": "section of a page of many articles",
    "url": "address of the page",
    "relative": "words that count from the capture",
    "date-line": "line that is a date",
    "disclaimer": "disclaimer of a funder",
}
_METAS = {
    "title": re.compile(r"title"),
    "published": re.compile(r"publish|issued|created|date"),
    "updated": re.compile(r"modif|updat|changed"),
}
_CLAIMS = {"json-ld": "ld+json {}", "microdata": "itemprop {}"}
_CLAIMED = {"title": "headline", "published": "datePublished", "updated": "dateModified"}


def name_rules(
    opened: OpenPage, reading: Reading, article: Article, found: Mapping[str, Found | FoundTags | None]
) -> dict[str, str]:
    """Field name to the rule that made its value, for the fields that have a confidence; `found`: by name."""
    return {name: _name_rule(opened, reading, article, name, found.get(name)) for name in article.confidences}


def _name_rule(opened: OpenPage, reading: Reading, article: Article, name: str, found: Found | FoundTags | None) -> str:
    origin = article.origins[name]
    if found is not None and found.rule:
        return found.rule
    if origin in _HINTS:
        return _HINTS[origin]
    if origin == "platform-rule":
        element = found.element if found is not None else None
        return _name_selector(opened, name, _holder_of(reading, article, name, element))
    return _name_place(opened, reading, article, name)


def _holder_of(
    reading: Reading, article: Article, name: str, element: HtmlElement | None
) -> Callable[[HtmlElement], bool]:
    """What tells whether an element holds a field's value."""
    if element is not None:
        return lambda one: one is element
    if name in {"title", "text"}:
        index = reading.title.first if name == "title" else reading.first
        return lambda one: index is not None and _covers(reading, one, index)
    date = _date_of(article, name)
    raw = squeeze(date.raw) if date is not None else article.lead or ""
    return lambda one: raw in text_of(one) or any(raw in str(value) for value in one.values())


def _covers(reading: Reading, element: HtmlElement, index: int) -> bool:
    start, end = reading.page.spans.get(element, (0, 0))
    return start <= index < end


def _name_selector(opened: OpenPage, name: str, holds: Callable[[HtmlElement], bool]) -> str:
    """`drupal:.field--name-created`: the first selector of the rules that finds what holds a value."""
    key = {"text": "body"}.get(name, name)
    rules = opened.rules
    selectors = getattr(rules, key, ())
    # The general rules follow a platform's own; a selector may be of both.
    borrowed = len(getattr(load_rules(GENERAL), key, ())) if rules.extends_general else 0
    for index, css in enumerate(selectors):
        if any(map(holds, opened.elements.find((css,)))):
            return f"{rules.name if index < len(selectors) - borrowed else GENERAL}:{css}"
    return rules.name


def _name_place(opened: OpenPage, reading: Reading, article: Article, name: str) -> str:
    origin, date = article.origins[name], _date_of(article, name)
    if date is not None and origin in {"time", "date-element", "labelled-line"}:
        is_labelled = origin == "labelled-line"
        return _label_of(reading, date.raw) if is_labelled else _name_element(opened, reading, origin, date.raw)
    if name == "lead" and origin == "markup":
        is_bold = reading.blocks[0].is_bold and reading.blocks[0].text == article.lead
        holds = _holder_of(reading, article, name, None)
        return "bold first paragraph" if is_bold else _name_selector(opened, name, holds)
    if name == "language":
        return f"words of the {origin}"
    if origin == "heading":
        return f"heading {_heading_at(reading)}"
    if origin == "meta":
        return f"meta {_meta_of(opened, name, date.raw if date is not None else article.title)}".strip()
    return _PLACES.get(origin) or _CLAIMS.get(origin, origin).format(_CLAIMED.get(name, name))


def _date_of(article: Article, name: str) -> PublishedDate | None:
    return {"published": article.published, "updated": article.updated}.get(name)


def _heading_at(reading: Reading) -> str:
    if reading.title.first is None:
        return ""
    element = reading.page.blocks[reading.title.first].element
    tags = [str(one.tag) for one in islice(iter_upwards(element), 4)]
    tags += [str(one.tag) for one in element.iter(*_HEADINGS)]
    return next((tag for tag in tags if tag in _HEADINGS), "")


def _meta_of(opened: OpenPage, name: str, value: str) -> str:
    """The name of the `meta` element that says a field's value; empty when none is found."""
    for meta in opened.root.iter("meta"):
        called = attribute(meta, "property") or attribute(meta, "name") or attribute(meta, "itemprop")
        if value and _METAS[name].search(called.lower()) and value in clean_text(attribute(meta, "content")):
            return called
    return ""


def _name_element(opened: OpenPage, reading: Reading, origin: str, value: str) -> str:
    """`time.entry-date`: the element, with its classes, that shows a date or has it in its attributes."""
    key = squeeze(value)
    elements = list(opened.body.iter("time"))
    if origin != "time":
        shown = next((block.element for block in _iter_lines(reading) if key in block.text), None)
        elements = [] if shown is None else [one for one in islice(iter_upwards(shown), 3) if one.get("class")]
    for element in elements:
        if key in text_of(element) or any(key in str(one) for one in element.values()):
            words = str(element.get("class") or "").split()
            return f"{element.tag}{''.join(f'.{word}' for word in words)}"[:_SHOWN_CHARS]
    return f"{origin} element".replace("date-element element", "element called after dates")


def _label_of(reading: Reading, raw: str) -> str:
    """`label "Publicēts"`: what stands before a date on its line, or on the line before."""
    key, before = squeeze(raw), None
    for block in _iter_lines(reading):
        if key in block.text:
            written = block.text.partition(key)[0].strip(" :–-|,")[-_LABEL_CHARS:]
            label = written or (before.text.strip(" :–-")[-_LABEL_CHARS:] if before is not None else "")
            return f'label "{label}"' if label else "labelled line"
        before = block
    return "labelled line"


def _iter_lines(reading: Reading) -> list[Block]:
    """Short lines of the page, those between title and text first."""
    start = reading.title.first or 0
    blocks = reading.page.blocks
    return [one for one in [*blocks[start:], *blocks[:start]] if len(one.text) <= _LINE_CHARS]
