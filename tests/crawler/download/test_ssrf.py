"""No form of a private address gets a connection, whoever names it: through the real command, against loopback."""

from __future__ import annotations

import json
import selectors
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pydantic import ValidationError

from crawler.sources.models import Host
from tests.crawling import Ran, format_source, kronika, listing
from tests.site.certificate import make_server_context

STUB = Path(__file__).parent / "resolver_stub"
OPENED = "127.0.0.2"

HOSTS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7F.0.0.1", "0x7f.1", "017700000001", "0177.0.0.1",
    "0177.0x0.0.1", "127.000.000.001", "00000177.0.0.1", "0", "0.0.0.0", "0x0", "127.255.255.254", "127.0.0.1.",
    "127.1.", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
    "255.255.255.255",
    "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1", "127%2E0%2E0%2E1", "%31%32%37.0.0.1", "127.0.0.1%00.lt",
    "127.0.0.1%20",
    "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::]", "[::ffff:0.0.0.0]",
    "[2002:7f00:1::]", "[2001:0:7f00:1:0:ffff:80ff:fffe]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]", "[fe80::1%25lo]", "[fe80::1%lo]", "[::1%25lo]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]",
    "[ff02::1]", "[::ffff:0:127.0.0.1]", "localhost", "LOCALHOST", "LocalHost.", "localhost.localdomain",
    "ip6-localhost", "ip6-loopback", "private.test", "six.test", "many.test", "127.0.0.1.nip.test", "ⓛocalhost",
]  # fmt: skip

URLS = [
    "http://public.test@127.0.0.1:{port}/", "http://public.test:80@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@public.test/", "http://public.test\\@127.0.0.1:{port}/",
    "http://public.test%40127.0.0.1:{port}/", "http://127.0.0.1:{port}#@public.test/",
    "http://public.test#@127.0.0.1:{port}/", "http://127.0.0.1:{port}?@public.test/", "http:\\\\127.0.0.1:{port}\\",
    "http:/127.0.0.1:{port}/", "http:127.0.0.1:{port}/", "http:///127.0.0.1:{port}/", "////127.0.0.1:{port}/",
    "//127.0.0.1:{port}/", "/\\127.0.0.1:{port}/", "HTTP://127.0.0.1:{port}/", "hTtPs://127.0.0.1:{port}/",
    "http://127.0.0.1:0{port}/", "http://127.0.0.1\t:{port}/", "http://127.0.0.1:{port}%0d%0aHost:public.test/",
    " http://127.0.0.1:{port}/", "feed:http://127.0.0.1:{port}/", "view-source:http://127.0.0.1:{port}/",
    "file:///etc/hostname", "FILE://localhost/etc/hostname", "data:text/html,<p>a</p>", "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_GET", "unix:/run/docker.sock", "http+unix://%2Frun%2Fdocker.sock/",
    "dict://127.0.0.1:{port}/", "ldap://127.0.0.1:{port}/", "ws://127.0.0.1:{port}/", "javascript:alert(1)",
    "jar:http://127.0.0.1:{port}/!/", "s3://127.0.0.1:{port}/a",
]  # fmt: skip

LOOPBACK_NAMES = ("localhost", "localhost.", "localhost.localdomain", "ip6-localhost", "ip6-loopback")
NAMES = {
    **{name: [["127.0.0.1"]] for name in LOOPBACK_NAMES},
    "private.test": [["127.0.0.1"]],
    "six.test": [["::1"]],
    "many.test": [["10.0.0.1", "127.0.0.1", "::1"]],
    "127.0.0.1.nip.test": [["127.0.0.1"]],
    "public.test": [[OPENED]],
    # Opened when the crawl's pace is chosen, private when its socket connects.
    "rebind.test": [[OPENED], ["127.0.0.1"]],
}


class Trap:
    """Listens on every loopback address and counts who connects, but to the opened one."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        four = socket.create_server(("0.0.0.0", 0), backlog=64)
        self.port: int = four.getsockname()[1]
        six = socket.create_server(("::", self.port), family=socket.AF_INET6, backlog=64)
        self._listeners = (four, six)
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Trap:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._wake_writer.send(b"x")
        self._thread.join(5)
        for one in (*self._listeners, self._wake_reader, self._wake_writer):
            one.close()

    def _accept(self) -> None:
        with selectors.DefaultSelector() as selector:
            for listener in (*self._listeners, self._wake_reader):
                selector.register(listener, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    if key.fileobj is self._wake_reader:
                        return
                    assert isinstance(key.fileobj, socket.socket)
                    connection, _ = key.fileobj.accept()
                    address = str(connection.getsockname()[0])
                    connection.close()
                    if address.removeprefix("::ffff:") != OPENED:
                        self.hits.append(address)


@dataclass(slots=True)
class Lure:
    """A server on the opened address that leads to every form in every way a crawl follows."""

    targets: list[str]
    robots: str | None = None
    asked: list[str] = field(default_factory=list)
    scheme: str = "http"
    port: int = 0

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        kind, _, number = path.lstrip("/").partition("/")
        if kind == "robots.txt" and self.robots is not None:
            return 302, {"Location": self.robots}, b""
        if kind in {"r", "pages", "news"} and number.isdecimal():
            return 302, {"Location": self.targets[int(number)]}, b""
        if kind == "list":
            rows = [f"/r/{place}" for place in range(len(self.targets))]
            return 200, {"Content-Type": "text/html; charset=utf-8"}, listing([*rows, *map(escape, self.targets)])
        if kind == "more":
            link = f'<a rel="next" href="{escape(self.targets[int(number)])}">2</a><a href="/r/0">a</a>'
            return 200, {"Content-Type": "text/html; charset=utf-8"}, f"<html><body>{link}</body></html>".encode()
        if kind == "feed":
            items = "".join(f"<item><link>{escape(one)}</link></item>" for one in self.targets)
            return 200, {"Content-Type": "application/rss+xml"}, f"<rss><channel>{items}</channel></rss>".encode()
        if kind == "sitemap":
            items = "".join(f"<sitemap><loc>{escape(one)}sitemap.xml</loc></sitemap>" for one in self.targets)
            return 200, {"Content-Type": "application/xml"}, f"<sitemapindex>{items}</sitemapindex>".encode()
        return 404, {}, b""


def escape(url: str) -> str:
    return url.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@contextmanager
def serve(lure: Lure, tls: ssl.SSLContext | None = None) -> Iterator[Lure]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            lure.asked.append(self.path)
            status, headers, body = lure.answer(self.path)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value.encode().decode("latin-1"))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Requests are kept, not printed."""

    server = ThreadingHTTPServer((OPENED, 0), Handler)
    if tls is not None:
        lure.scheme = "https"
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    lure.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield lure
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def usable_hosts() -> list[str]:
    """The forms that a source's file may name as its hosts: those would not be turned away as foreign."""
    kept = []
    for host in HOSTS:
        try:
            kept.append(Host(host=host).host)
        except ValidationError:
            continue
    return kept


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(STUB))
    monkeypatch.setenv("KRONIKA_TEST_NAMES", json.dumps(NAMES))


def crawl(folder: Path, *ids: str, allow: str | None = OPENED) -> Ran:
    networks = () if allow is None else ("--allow-network", allow)
    return kronika("crawl", *ids, "--archive", folder / "archive", "--sources", folder / "sources.toml", *networks)


def forms(port: int) -> list[str]:
    hosts = [f"{('http', 'https')[number % 2]}://{host}:{port}/" for number, host in enumerate(HOSTS)]
    return [*hosts, *(url.format(port=port) for url in URLS)]


def test_the_corpus_is_large() -> None:
    assert len({*HOSTS, *URLS}) >= 90
    assert len(usable_hosts()) >= 40


@pytest.mark.usefixtures("names")
def test_no_seed_of_any_form_gets_a_connection(tmp_path: Path) -> None:
    with Trap() as trap:
        sources = []
        for number, host in enumerate(usable_hosts()):
            kind, scheme = ("listing", "feed", "sitemap")[number % 3], ("http", "https")[number % 2]
            sources.append(
                format_source(
                    source_id=f"form-{number}",
                    hosts=[host],
                    seeds=[{kind: f"{scheme}://{host}:{trap.port}/start"}],
                    verify_tls=False,
                )
            )
        (tmp_path / "sources.toml").write_text("\n".join(sources), encoding="utf-8")
        ran = crawl(tmp_path, *(f"form-{number}" for number in range(len(sources))), allow=None)
        assert trap.hits == []
    assert ran.code == 3
    assert ran.err.count("  failed: ") == len(sources)


@pytest.mark.usefixtures("names")
def test_no_page_leads_to_any_form(tmp_path: Path) -> None:
    # A crawl that may leave the opened network keeps the pace of the public one: many at a time, to be done sooner.
    with ExitStack() as stack:
        trap = stack.enter_context(Trap())
        targets = forms(trap.port)
        lures = [stack.enter_context(serve(Lure(targets[part::8]))) for part in range(7)]
        lures.append(stack.enter_context(serve(Lure(targets[7::8]), make_server_context(tmp_path))))
        with ThreadPoolExecutor(len(lures)) as pool:
            ran = list(pool.map(crawl_lure, [tmp_path / str(number) for number in range(len(lures))], lures))
        assert trap.hits == []
    for lure, one in zip(lures, ran, strict=True):
        followed = {path for path in lure.asked if path.startswith("/r/") and path[3:].isdecimal()}
        assert len(followed) == len(lure.targets), one.err
        assert one.code == 3


def crawl_lure(folder: Path, lure: Lure) -> Ran:
    """Crawl everything that leads from a lure to its targets."""
    folder.mkdir()
    base = f"{lure.scheme}://{OPENED}:{lure.port}"
    seeds = [{"listing": f"{base}/list"}, {"feed": f"{base}/feed"}, {"sitemap": f"{base}/sitemap"}]
    seeds += [{"feed": f"{base}/news/0"}, {"listing": f"{base}/pages/1"}, {"listing": f"{base}/more/2"}]
    text = format_source(hosts=[f"{OPENED}:{lure.port}", *usable_hosts()], seeds=seeds, concurrency=2, verify_tls=False)
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return crawl(folder, "test-site")


@pytest.mark.usefixtures("names")
def test_no_robots_file_leads_to_a_private_address(tmp_path: Path) -> None:
    with ExitStack() as stack:
        trap = stack.enter_context(Trap())
        sources = []
        hosts = ("127.0.0.1", "0x7f.1", "localhost", "[::1]", "user:secret@127.0.0.1", "private.test")
        for number, host in enumerate(hosts):
            lure = stack.enter_context(serve(Lure([], robots=f"http://{host}:{trap.port}/robots.txt")))
            home = f"{OPENED}:{lure.port}"
            seed = {"listing": f"http://{home}/list"}
            sources.append(format_source(source_id=f"robots-{number}", hosts=[home], seeds=[seed]))
        (tmp_path / "sources.toml").write_text("\n".join(sources), encoding="utf-8")
        ran = crawl(tmp_path, *(f"robots-{number}" for number in range(len(hosts))))
        assert trap.hits == []
    assert ran.err.count("robots.txt could not be had") == len(hosts)


@pytest.mark.usefixtures("names")
def test_a_name_that_changes_its_address_gets_no_connection(tmp_path: Path) -> None:
    with Trap() as trap:
        seed = {"listing": f"http://rebind.test:{trap.port}/list"}
        text = format_source(hosts=["rebind.test"], seeds=[seed])
        (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
        ran = crawl(tmp_path, "test-site")
        assert trap.hits == []
    assert ran.code == 3
    assert "127.0.0.1 is" in ran.err


@pytest.mark.usefixtures("names")
def test_the_trap_sees_what_the_operator_lets_through(tmp_path: Path) -> None:
    with Trap() as trap:
        seed = {"listing": f"http://private.test:{trap.port}/list"}
        text = format_source(hosts=["private.test"], seeds=[seed])
        (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
        crawl(tmp_path, "test-site", allow="127.0.0.1/32")
        assert "127.0.0.1" in trap.hits


REBINDING = """
import asyncio, json, sys
from twisted.internet import asyncioreactor
asyncioreactor.install()
from twisted.internet import reactor, defer, task
from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IHostnameResolver
from twisted.web.client import Agent
from zope.interface import implementer
from crawler.download.guard import AddressGuard, GuardedReactor, parse_networks
from crawler.download.recording import RecordingPool

port, answers = int(sys.argv[1]), json.loads(sys.argv[2])
looked_up = []

@implementer(IHostnameResolver)
class Changing:
    def resolveHostName(self, receiver, name, portNumber=0, addressTypes=None, transportSemantics="TCP"):
        found = answers[min(len(looked_up), len(answers) - 1)]
        looked_up.append(found)
        receiver.resolutionBegan(None)
        for address in found:
            receiver.addressResolved(IPv4Address("TCP", address, portNumber))
        receiver.resolutionComplete()

async def ask(_reactor):
    reactor.installNameResolver(Changing())
    guarded = GuardedReactor(reactor, AddressGuard(parse_networks(["127.0.0.2/32"])))
    outcomes = []
    for _ in answers:
        agent = Agent(reactor, pool=RecordingPool(reactor, guarded))
        try:
            response = await agent.request(b"GET", b"http://changing.test:%d/" % port)
            outcomes.append(response.code)
        except Exception as error:
            outcomes.append(type(error).__name__)
    print(json.dumps(outcomes))

task.react(lambda r: defer.ensureDeferred(ask(r)))
"""


def test_every_look_up_is_judged_by_itself() -> None:
    answers = [[OPENED], ["127.0.0.1"], [OPENED], ["127.0.0.1", "127.0.0.3"], ["127.0.0.1", OPENED]]
    with Trap() as trap, serve(Lure([])) as lure:
        # What answers is the lure, at the opened address; the trap has a port of its own at all the others.
        outcomes = ask_repeatedly(lure.port, answers)
        assert outcomes == [404, "AddressRefusedError", 404, "AddressRefusedError", 404]
        assert ask_repeatedly(trap.port, [["127.0.0.1"], ["127.0.0.3"]]) == ["AddressRefusedError"] * 2
        assert trap.hits == []


def ask_repeatedly(port: int, answers: list[list[str]]) -> list[object]:
    """Status or error of one request for each look-up's answer, over a real reactor."""
    words = [sys.executable, "-c", REBINDING, str(port), json.dumps(answers)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    outcomes: list[object] = json.loads(done.stdout)
    return outcomes
