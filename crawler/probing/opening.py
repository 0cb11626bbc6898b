"""The way to a site's home page: over redirects, from any of its pages."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from archive.errors import ConfigError
from archive.urls import format_urlkey, host_of
from crawler.probing.answers import Answer, Prober
from crawler.probing.findings import Findings

_MAX_MOVES = 3
"""Other hosts that a probe follows a site to, one after another."""


def read_address(text: str) -> tuple[str, bool]:
    """A typed address as an absolute URL (http where it says nothing), and whether it had a scheme.

    Raises ConfigError when it is none.
    """
    text = text.strip()
    scheme_given = "://" in text
    url = text if scheme_given else f"http://{text.removeprefix('//')}"
    try:
        parts = urlsplit(url)
        is_right = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
        is_right = is_right and (parts.port is None or parts.port > 0) and not any(char.isspace() for char in url)
    except ValueError:
        is_right = False
    if not is_right:
        raise ConfigError(f"`{text}` is no web address: give one as https://www.pavyzdys.lt/")
    return (url if parts.path else f"{url}/"), scheme_given


async def open_site(prober: Prober, url: str, findings: Findings) -> list[Answer]:
    """The page asked for and, last, the home page; what they are and what went wrong is noted in `findings`."""
    answer = await _ask_over_hosts(prober, url, findings)
    if not answer.is_page and urlsplit(answer.url).path.strip("/"):
        findings.notes.append(f"{answer.path} {answer.describe()}: the home page is looked at instead")
        answer = await _ask_over_hosts(prober, urljoin(answer.url, "/"), findings)
    if not answer.is_page:
        findings.unreachable = f"{answer.asked_url}: {answer.describe()}"
        findings.is_forbidden = answer.is_forbidden
        return []
    _note_moves(findings, answer)
    if not urlsplit(answer.asked_url).path.strip("/") and not urlsplit(answer.asked_url).query:
        return [answer]
    home = await prober.ask(urljoin(answer.url, "/"))
    if not home.is_page:
        findings.notes.append(f"the home page {home.describe()}: {answer.path} is taken for it")
        return [answer]
    return [answer, home] if format_urlkey(home.url) != format_urlkey(answer.url) else [home]


async def _ask_over_hosts(prober: Prober, url: str, findings: Findings) -> Answer:
    """The answer at an address, on another host where it redirects to one; that host is then the source's."""
    for _ in range(_MAX_MOVES):
        _add_host(findings, url)
        prober.own(url)
        answer = await prober.ask(url)
        if answer.redirect_to is None:
            return answer
        findings.notes.append(f"{host_of(url)} redirects to {host_of(answer.redirect_to)}")
        url = answer.redirect_to
    return answer


def _note_moves(findings: Findings, answer: Answer) -> None:
    _add_host(findings, answer.url)


def _add_host(findings: Findings, url: str) -> None:
    """The host of an address first among the source's."""
    parts = urlsplit(url)
    host = parts.netloc.lower()
    bare = host.removeprefix("www.")
    findings.hosts = [host, *(other for other in findings.hosts if other.removeprefix("www.") != bare)]
