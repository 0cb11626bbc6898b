"""What an entry of the misbehaving site is, and the bodies that its entries share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crawler.practice.messages import Ending, Headers, Reply, Request, format_response

HTML = ("Content-Type", "text/html; charset=utf-8")
PARAGRAPH = (
    "Kaimo bendruomenė šiandien pradėjo tvarkyti senąją pieninę, kurioje nuo rudens veiks dirbtuvės. "
    "Darbams skirta 12 340 Eur, o talkon susirinko trisdešimt žmonių iš penkių kaimų. "
)
PAGE = (
    "<!DOCTYPE html>\n<html lang='lt'><head><meta charset='utf-8'><title>Pieninė prisikels</title></head>\n"
    f"<body><h1>Pieninė prisikels</h1>\n<p>2020-09-01</p>\n<p>{PARAGRAPH}</p>\n</body></html>\n"
).encode()


@dataclass(frozen=True, slots=True)
class Ask:
    """One request for one entry."""

    request: Request
    asked: int = 1
    """How many times this target was asked for, this time included."""

    @property
    def base(self) -> str:
        return f"http://{self.request.header('host') or '127.0.0.1'}"

    @property
    def last_number(self) -> int:
        """The number that ends the path; 0 when there is none."""
        last = self.request.path.rpartition("/")[2]
        return int(last) if last.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Misbehaviour:
    """One path's answer."""

    says: str
    """What it does, in one line."""
    answer: Callable[[Ask], Reply | bytes]
    bounded: bool = True
    """False when the answer is too large to be held as bytes."""


Catalogue = Mapping[str, Misbehaviour]
"""Path to entry; a path that ends in `/` answers for everything below it."""


def close_after(*pieces: bytes, ending: Ending = "close") -> Reply:
    """These bytes, then the end of the connection."""
    return Reply(pieces, ending)


def page(body: bytes = PAGE, *, status: str = "200 OK", headers: Headers = (HTML,)) -> bytes:
    """A response with its right length."""
    return format_response(body, status=status, headers=headers)


def always(wire: Callable[[], Reply | bytes]) -> Callable[[Ask], Reply | bytes]:
    """An answer that does not look at the request."""
    return lambda _: wire()
