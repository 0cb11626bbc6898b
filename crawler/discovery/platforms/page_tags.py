"""A page's tags with all their attributes, and its own scripts: what a content system leaves its marks in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from lxml import etree

from crawler.discovery.seeds.charsets import decode_body

MAX_TAGS = 60_000
MAX_SCRIPT_CHARACTERS = 400_000
_MAX_ATTRIBUTE_CHARACTERS = 4000
_SELECTOR = re.compile(
    r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<name>[\w-]+))?(?:\[(?P<key>[\w:-]+)(?P<how>\*?=)(?P<value>[^\]]*)\])?"
)


@dataclass(frozen=True, slots=True)
class Tag:
    """One start tag."""

    name: str
    attributes: dict[str, str]

    def get(self, name: str) -> str:
        """The attribute's value, empty when absent."""
        return self.attributes.get(name, "")


@dataclass(slots=True)
class PageTags:
    """All start tags of a page in order, and the text of its inline scripts."""

    tags: list[Tag] = field(default_factory=list)
    scripts: str = ""

    def find(self, selector: str) -> Tag | None:
        """The first tag that a selector fits: `tag`, `.class`, `tag.class`, `[name=value]` or `[name*=part]`."""
        return next((tag for tag in self.tags if fits_selector(tag, selector)), None)


def read_page_tags(body: bytes) -> PageTags:
    """The tags of an HTML body; none when it is empty or binary. Stops at `MAX_TAGS`."""
    text = decode_body(body)
    if not text.strip() or text[:1024].count("\0") > 8 or text.startswith(("%PDF-", "\x89PNG")):
        return PageTags()
    collector = _TagCollector()
    parser = etree.HTMLParser(
        target=cast("Any", collector), encoding="utf-8", recover=True, no_network=True, huge_tree=True
    )
    try:
        parser.feed(text.replace("\0", "").encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:
        return collector.close()
    return collector.close()


def fits_selector(tag: Tag, selector: str) -> bool:
    """Whether a selector fits one tag; an empty `*=` asks only whether the attribute is there."""
    name, class_name, key, how, value = _parse_selector(selector)
    if name and name != tag.name:
        return False
    if class_name and class_name not in tag.get("class").split():
        return False
    if not key:
        return True
    found = tag.attributes.get(key)
    return found is not None and (value in found if how == "*=" else value == found)


@lru_cache(maxsize=1024)
def _parse_selector(selector: str) -> tuple[str, str, str, str, str]:
    match = _SELECTOR.fullmatch(selector)
    if match is None or not selector:
        raise ValueError(f"`{selector}` is no selector; write tag, .class, tag.class or tag[attribute=value]")
    tag, name, key, how, value = (part or "" for part in match.groups())
    return tag, name, key, how, value


class _TagCollector:
    """libxml2's events into PageTags."""

    def __init__(self) -> None:
        self._page = PageTags()
        self._scripts: list[str] = []
        self._in_script = False
        self._room = MAX_SCRIPT_CHARACTERS

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._in_script = tag == "script"
        if len(self._page.tags) < MAX_TAGS:
            kept = {name: value for name, value in attributes.items() if len(value) <= _MAX_ATTRIBUTE_CHARACTERS}
            self._page.tags.append(Tag(tag.lower(), kept))

    def end(self, tag: str) -> None:
        if tag == "script":
            self._in_script = False

    def data(self, text: str) -> None:
        if self._in_script and self._room > 0:
            self._scripts.append(text[: self._room])
            self._room -= len(text)

    def close(self) -> PageTags:
        self._page.scripts = "\n".join(self._scripts)
        return self._page
