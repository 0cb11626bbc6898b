"""The look at a new site, step by step: home page, platform, seeds, articles, and what follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from archive.errors import PayloadError
from archive.urls import format_article_key, host_of
from crawler.discovery.addresses import make_address_rules
from crawler.discovery.platforms.known import PLATFORMS, Platform
from crawler.discovery.platforms.recognition import recognise_platform
from crawler.discovery.seeds.page_languages import find_languages
from crawler.discovery.seeds.page_links import read_page_links
from crawler.discovery.verdicts.page_facts import read_page_facts
from crawler.probing.answers import Answer, Prober
from crawler.probing.findings import Findings
from crawler.probing.judging import Site
from crawler.probing.names import find_name
from crawler.probing.opening import open_site
from crawler.probing.samples import choose_links, try_articles
from crawler.probing.seeds import SeedSearch
from crawler.probing.shapes import Learned, learn_patterns
from crawler.sources.models import Host

MIN_ROWS_FIT = 0.9
"""Share of the rows that a platform's own address patterns must fit to be relied on."""


_SHELLS = frozenset({"login", "consent", "parked", "soft-404"})


async def look_at_site(prober: Prober, url: str) -> Findings:
    """What can be found out about the site at an address: its home page, or any page of it."""
    findings = Findings(asked_url=url)
    pages = await open_site(prober, url, findings)
    if findings.unreachable is not None:
        return findings
    home = pages[-1]
    findings.home_url = home.url
    findings.name = find_name(home.body, home.url, home.content_type) or host_of(home.url)
    recognised = recognise_platform(home.body, home.url, home.headers)
    if recognised is not None:
        findings.platform, findings.evidence = recognised.platform, recognised.evidence
        prober.say(f"platform: {recognised.platform} ({recognised.evidence[0]})")
    else:
        prober.say("platform: none that is known")
    _note_shells(findings, home)
    search = SeedSearch(prober, _site_of(findings), pages)
    await search.look()
    if findings.platform is not None and not any(seed.kind == "listing" for seed in search.good):
        # A platform's address patterns may be wrong for this very site: its rows are looked for without them.
        search = search.without_platform(_make_site(findings, None))
        await search.look_at_listings()
    findings.seeds, findings.missing = search.choose(), search.missing
    await _read_articles(prober, findings, home, search)
    return findings


async def _read_articles(prober: Prober, findings: Findings, home: Answer, search: SeedSearch) -> None:
    """Try a handful of articles; languages and address patterns follow from them."""
    links = choose_links(findings.seeds)
    answers: list[Answer] = []
    if links:
        prober.say(f"trying {len(links)} articles")
        findings.samples = await try_articles(prober, links, findings.platform, answers)
    findings.languages = _choose_languages(findings, home)
    findings.patterns = _learn(findings, [*search.pages, *answers])


def _note_shells(findings: Findings, home: Answer) -> None:
    """Say so when the home page is a wall in front of the site, or no longer anybody's."""
    facts = read_page_facts(
        home.body, home.url, content_type=home.content_type, platform=None, languages=(), hosts=tuple(findings.hosts)
    )
    if facts.verdict is not None and facts.verdict.kind in _SHELLS:
        findings.notes.append(f"the home page shows no site: {facts.verdict.reason}")


def _site_of(findings: Findings) -> Site:
    platform = PLATFORMS[findings.platform] if findings.platform is not None else None
    return _make_site(findings, platform)


def _make_site(findings: Findings, platform: Platform | None) -> Site:
    hosts = [Host(host=host) for host in findings.hosts]
    return Site(
        owns=lambda url: any(host.covers(url, None) for host in hosts),
        rules=make_address_rules((), (), platform),
        platform=platform,
    )


def _choose_languages(findings: Findings, home: Answer) -> list[str]:
    """Those of the articles first, by how many are in each; then those that the home page says its site has."""
    counted = Counter(article.language for article in findings.read if article.language)
    said = find_languages(home.body, home.url)
    ranked = [language for language, _ in counted.most_common() if language in said or counted[language] > 1]
    return list(dict.fromkeys([*ranked, *said[:3], *counted]))[:4]


def _learn(findings: Findings, pages: Iterable[Answer]) -> Learned | None:
    """Address patterns, where no platform has better ones."""
    links = [link for seed in findings.seeds if seed.kind != "sitemap" for link in seed.links]
    if not links:
        return None
    if findings.platform is not None:
        rules = make_address_rules((), (), PLATFORMS[findings.platform])
        fitting = sum(1 for link in links if rules.fit(link.url) != "no")
        if fitting >= MIN_ROWS_FIT * len(links):
            return None
    articles = {format_article_key(link.url): link.url for link in links}
    others = _find_common_links([page for page in pages if page.is_page], articles, findings)
    return learn_patterns(list(articles.values()), others)


def _find_common_links(pages: list[Answer], articles: dict[str, str], findings: Findings) -> list[str]:
    """Links that most pages share, or that stand in a menu, and that lead to no article; and the seeds."""
    counted: Counter[str] = Counter()
    in_menu: set[str] = set()
    for page in pages:
        try:
            links = read_page_links(page.body, page.url, page.content_type).anchors
        except PayloadError:
            continue
        counted.update({anchor.url for anchor in links})
        in_menu |= {anchor.url for anchor in links if anchor.in_menu}
    least = max(2, (2 * len(pages)) // 3)
    hosts = {host_of(page.url) for page in pages}
    shared = {url for url, count in counted.items() if count >= least} | in_menu
    shared |= {seed.url for seed in findings.seeds if seed.kind == "listing"} | {findings.home_url}
    return sorted(url for url in shared if host_of(url) in hosts and format_article_key(url) not in articles)
