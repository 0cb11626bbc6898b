"""Fields of an HTTP answer's head, and the links that its `Link` field holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from archive.urls import join_url

_LINK = re.compile(r"<([^<>]{1,2000})>([^<]{0,2000})")
_PARAMETER = re.compile(r""";\s*([\w*-]{1,40})\s*=\s*(?:"([^"]{0,500})"|([^\s;,"]{0,500}))""")
_MAX_CHARACTERS = 20_000


def find_header(headers: Mapping[str, str], name: str) -> str | None:
    """A field's value whatever the case of its name; None when it was not sent."""
    wanted = name.lower()
    return next((value for key, value in headers.items() if key.lower() == wanted), None)


def find_number(headers: Mapping[str, str], name: str) -> int | None:
    """A field's value as a number; None when it was not sent or is none."""
    value = (find_header(headers, name) or "").strip()
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else None


def iter_header_links(headers: Mapping[str, str], url: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Absolute target and parameters (names in lower case) of each link in the `Link` field."""
    for match in _LINK.finditer((find_header(headers, "link") or "")[:_MAX_CHARACTERS]):
        target = join_url(url, match[1])
        if target is not None:
            yield target, {part[1].lower(): part[2] or part[3] or "" for part in _PARAMETER.finditer(match[2])}
