"""Sources under test, as values."""

from __future__ import annotations

from typing import Any

from crawler.sources.models import Source


def make_source(**fields: Any) -> Source:
    """A source of one public host."""
    values: dict[str, Any] = {
        "id": "lt-bandymas",
        "name": "Bandymas",
        "kind": "lag",
        "country": "LT",
        "languages": ["lt"],
        "hosts": ["vvg.lt"],
        "article": ["/naujiena"],
    }
    values |= fields
    values.setdefault("seeds", [{"listing": f"http://{values['hosts'][0]}/"}])
    return Source.model_validate(values)
