"""Bodies of seeds: posts of an API, feeds, sitemaps; `@here@` stands for the site's root."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from crawler.practice.messages import Reply
from tests.crawler.sites import answer

JSON = "application/json"
XML = "application/xml"


def posts(names: Sequence[str]) -> Reply:
    """A page of WordPress's API, the only one."""
    found: list[dict[str, Any]] = [
        {
            "id": number,
            "date": f"2023-05-{10 + number}T10:00:00",
            "modified_gmt": f"2023-06-{10 + number}T07:30:00",
            "status": "publish",
            "type": "post",
            "link": f"@here@/naujiena/{name}",
            "title": {"rendered": f"Naujiena apie {name}"},
            "excerpt": {"rendered": f"<p>Trumpai apie {name}.</p>", "protected": False},
        }
        for number, name in enumerate(names)
    ]
    return answer(json.dumps(found).encode(), kind=JSON, X_WP_TotalPages="1")


def sitemap(names: Sequence[str]) -> Reply:
    """A sitemap without marks."""
    found = "".join(f"<url><loc>@here@/naujiena/{name}</loc></url>" for name in names)
    return answer(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</urlset>'.encode(), kind=XML)


def rss(names: Sequence[str]) -> Reply:
    """An RSS feed without dates, of relative links."""
    found = "".join(f"<item><title>{name}</title><link>/naujiena/{name}</link></item>" for name in names)
    return answer(f'<rss version="2.0"><channel><title>VVG</title>{found}</channel></rss>'.encode(), kind=XML)


def json_feed(names: Sequence[str]) -> Reply:
    """A JSON Feed, the first entry of 2024-03-01 and each a day later."""
    items = [
        {
            "id": str(number),
            "url": f"@here@/naujiena/{name}",
            "title": f"Naujiena apie {name}",
            "date_published": f"2024-03-0{number}T09:00:00+02:00",
            "tags": ["Projektai"],
        }
        for number, name in enumerate(names, 1)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "VVG", "items": items}
    return answer(json.dumps(feed).encode(), kind="application/feed+json")
