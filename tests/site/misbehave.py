"""The misbehaving site: every entry of the catalogues on one server, and the bytes each is known to send."""

from __future__ import annotations

import ssl
import threading
from collections import Counter
from types import TracebackType

from crawler.practice.messages import Reply, Request
from crawler.practice.server import PracticeServer
from tests.site.bodies import BODIES
from tests.site.catalogue import Ask, Catalogue, Misbehaviour, always, page
from tests.site.field_traps import FIELD_TRAPS
from tests.site.framing import FRAMING
from tests.site.heads import HEADS
from tests.site.statuses import STATUSES
from tests.site.traps import ROBOTS, TRAPS

MISBEHAVIOURS: Catalogue = {**STATUSES, **FRAMING, **HEADS, **BODIES, **TRAPS, **FIELD_TRAPS}

_UNKNOWN = Misbehaviour("no such entry", always(lambda: page(status="404 Not Found")))
_ELSEWHERE = "/robots-elsewhere.txt"


class MisbehavingSite:
    """A server of all misbehaviours while its context is open; `robots` names an entry of ROBOTS."""

    def __init__(self, robots: str = "allow", *, tls: ssl.SSLContext | None = None) -> None:
        self._robots = ROBOTS[robots]
        self._asked: Counter[str] = Counter()
        self._lock = threading.Lock()
        self.server = PracticeServer(self._respond, tls=tls)

    def __enter__(self) -> MisbehavingSite:
        self.server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.__exit__(kind, error, trace)

    @property
    def requests(self) -> tuple[Request, ...]:
        return self.server.requests

    def url(self, path: str) -> str:
        return self.server.url(path)

    def expected_wire(self, path: str, *, method: str = "GET", asked: int = 1, nth: int = 1) -> bytes:
        """All bytes that this server sends for a path, at its `asked`-th request.

        Raises ValueError when they are too many to be held.
        """
        host = ("Host", f"127.0.0.1:{self.server.port}")
        request = Request(method, path, headers=(host,), nth=nth)
        return expected_wire(self._find(request.path), Ask(request, asked))

    def _respond(self, request: Request) -> Reply | bytes:
        with self._lock:
            self._asked[request.target] += 1
            ask = Ask(request, self._asked[request.target])
        return self._find(request.path).answer(ask)

    def _find(self, path: str) -> Misbehaviour:
        if path == "/robots.txt":
            return self._robots
        return ROBOTS["disallow"] if path == _ELSEWHERE else find_misbehaviour(path)


def find_misbehaviour(path: str) -> Misbehaviour:
    """The entry of a path; one that answers 404 when there is none."""
    if path in MISBEHAVIOURS:
        return MISBEHAVIOURS[path]
    below = [prefix for prefix in MISBEHAVIOURS if prefix.endswith("/") and path.startswith(prefix)]
    return MISBEHAVIOURS[max(below, key=len)] if below else _UNKNOWN


def expected_wire(entry: Misbehaviour, ask: Ask) -> bytes:
    """All bytes of an entry's answer.

    Raises ValueError when they are too many to be held.
    """
    if not entry.bounded:
        raise ValueError(f"{ask.request.path} has no end that could be held: {entry.says}")
    answer = entry.answer(ask)
    return answer if isinstance(answer, bytes) else b"".join(answer.pieces)
