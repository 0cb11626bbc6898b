"""What a fetched page says of itself beside its article: whether it is one, and its other addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.discovery.platforms.rules import Platform
from crawler.discovery.verdicts.canonicals import is_sane_canonical, read_aliases, read_canonical_url
from crawler.discovery.verdicts.homes import judge_home
from crawler.discovery.verdicts.lists import judge_lists
from crawler.discovery.verdicts.page_view import PageView, view_page
from crawler.discovery.verdicts.parked import judge_parked, judge_taken_over
from crawler.discovery.verdicts.shells import (
    judge_consent,
    judge_copy,
    judge_empty,
    judge_login,
    judge_maintenance,
    judge_missing,
    judge_shell,
)
from crawler.discovery.verdicts.sold import judge_sold
from crawler.discovery.verdicts.teasers import Teasers
from crawler.discovery.verdicts.verdict import Verdict, VerdictKind

__all__ = ["PageFacts", "Verdict", "VerdictKind", "is_sane_canonical", "judge_source", "read_page_facts"]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one page says of itself."""

    verdict: Verdict | None = None
    """Why it is no article; None when it is to be taken for one."""
    canonical_url: str | None = None
    """The absolute address that the page calls its own, sane or not; None when it names none."""
    aliases: tuple[str, ...] = ()
    """Other absolute addresses of this page: short links and AMP copies."""


def read_page_facts(
    body: bytes,
    url: str,
    *,
    content_type: str | None,
    platform: Platform | None,
    languages: Sequence[str],
    hosts: Sequence[str] = (),
) -> PageFacts:
    """The facts of a page fetched as an article; none of a body that is no HTML.

    `languages` and `hosts` are the source's; without hosts only the page's own words tell a copy.
    """
    if not body.strip() and _may_be_html(content_type):
        return PageFacts(Verdict("empty", "the page is empty"))
    view = view_page(body, url, content_type=content_type, languages=languages)
    if view is None:
        return PageFacts()
    return PageFacts(_judge(view, platform, languages, hosts), read_canonical_url(view), read_aliases(view))


def judge_source(
    body: bytes, url: str, *, languages: Sequence[str], name: str, hosts: Sequence[str] = ()
) -> Verdict | None:
    """Why a seed or home page is no longer the source's, or cannot be read; None while all is well."""
    if not body.strip():
        return Verdict("empty", "the page is empty")
    view = view_page(body, url, content_type=None, languages=languages)
    if view is None:
        return None
    return (
        judge_parked(view)
        or judge_sold(view, languages)
        or judge_empty(view)
        or judge_maintenance(view)
        or judge_taken_over(view, languages=languages, name=name, hosts=hosts)
    )


def _judge(view: PageView, platform: Platform | None, languages: Sequence[str], hosts: Sequence[str]) -> Verdict | None:
    """The first verdict that a page's own words or markup prove.

    Walls and parked pages come before copies: an article's address may redirect to another host's login.
    """
    teasers = Teasers(view)
    return (
        judge_parked(view)
        or judge_sold(view, languages)
        or judge_empty(view)
        or judge_missing(view, teasers)
        or judge_login(view, teasers)
        or judge_consent(view)
        or judge_copy(view, hosts)
        or judge_shell(view)
        or judge_lists(view, teasers, platform)
        or judge_home(view, teasers)
        or judge_maintenance(view)
    )


def _may_be_html(content_type: str | None) -> bool:
    return content_type is None or "html" in content_type.lower()
