"""The platform rules beside this module, as typed values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from archive.extract.selection import Selection

GENERAL = "general"
"""The rules for pages of no known platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """CSS selectors of one platform, most specific first in every list."""

    name: str
    recognise: tuple[str, ...] = ()
    """A page that one of them matches is of this platform, when nobody says which it is."""
    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    """Elements that hold nothing but article text."""
    lead: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    """Elements that are never part of an article."""
    tag_links: bool = False
    """Whether bare links between title and text are the article's tags."""
    extends_general: bool = False
    """Whether the general rules follow its own in every list."""
    broad: bool = False
    """Whether other platforms are built on this system: a page is asked last whether it is of it."""


@cache
def load_rules(name: str) -> Rules:
    """The rules of a platform; the general ones when it has none of its own."""
    if name not in platform_names():
        name = GENERAL
    path = files("archive.extract.platforms") / f"{name}.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    values: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in content.items()}
    rules = Rules(name=name, **values)
    return _extend(rules, load_rules(GENERAL)) if rules.extends_general else rules


@cache
def platform_names() -> tuple[str, ...]:
    """Names of all platforms with rules."""
    found = [path.name for path in files("archive.extract.platforms").iterdir()]
    names = sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))
    return tuple(name for name in names if name != GENERAL)


def recognise_platform(elements: Selection) -> str | None:
    """The platform whose marks a page carries; None when it is of none."""
    for name in sorted(platform_names(), key=lambda name: (load_rules(name).broad, name)):
        if elements.find(load_rules(name).recognise):
            return name
    return None


def _extend(rules: Rules, general: Rules) -> Rules:
    lists = ("title", "body", "lead", "published", "updated", "tags", "author", "drop")
    both: dict[str, Any] = {name: (*getattr(rules, name), *getattr(general, name)) for name in lists}
    return replace(rules, **both)
