"""What a source accepts, owns and reads as an article."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from crawler.discovery.platforms.known import PLATFORMS
from crawler.sources.models import Source


def make(**changes: object) -> Source:
    table: dict[str, object] = {
        "id": "lt-bandymas",
        "name": "Bandomoji vietos veiklos grupė",
        "kind": "lag",
        "country": "LT",
        "languages": ["lt"],
        "platform": "pakruojis",
        "hosts": ["www.bandymas.lt"],
        "seeds": [{"listing": "http://bandymas.lt/"}],
    }
    return Source.model_validate({key: value for key, value in {**table, **changes}.items() if value is not None})


def test_defaults_are_polite() -> None:
    source = make()
    assert (source.delay_s, source.concurrency, source.verify_tls) == (2.0, 1, True)
    assert source.every == timedelta(days=1)


@pytest.mark.parametrize(
    ("host", "url", "owned"),
    [
        ("bandymas.lt", "https://WWW.Bandymas.LT/x", True),
        ("www.bandymas.lt", "http://bandymas.lt:8081/x", True),
        ("Bandymas.lt.", "http://bandymas.lt/x", True),
        ("bandymas.lt", "http://naujienos.bandymas.lt/x", False),
        ("bandymas.lt", "http://nebandymas.lt/x", False),
        ("bandymas.lt", "http://bandymas.lt.kitur.lt/x", False),
        ("bandymas.lt", "http://bandymas.lt@kitur.lt/x", False),
        ("bandymas.lt", "http://kitur.lt\\@bandymas.lt/x", False),
        ("bandymas.lt", "ftp://bandymas.lt/x", False),
        ("bandymas.lt", "/x", False),
        ("bandymas.lt", "http://[", False),
        ("bandymas.lt", "http://bandymas.lt:99999/", False),
        ("127.0.0.1:8080", "http://127.0.0.1:8080/x", True),
        ("127.0.0.1:8080", "http://127.0.0.1:8081/x", False),
        ("127.0.0.1:80", "http://127.0.0.1/x", True),
        ("127.0.0.1", "http://127.0.0.1:4567/x", True),
        ("[::1]:8080", "http://[::1]:8080/x", True),
        ("šakiai.lt", "http://xn--akiai-udb.lt/x", True),
    ],
)
def test_hosts_are_owned_exactly(host: str, url: str, owned: bool) -> None:
    source = make(hosts=["sekla.lt", host], seeds=[{"listing": "http://sekla.lt/"}])
    assert source.owns_url(url) is owned


@pytest.mark.parametrize(
    ("on", "old", "new"),
    [
        (None, True, True),
        (date(2021, 9, 30), True, False),
        (date(2021, 10, 1), False, True),
        (date(2026, 1, 1), False, True),
    ],
)
def test_a_move_ends_one_host_and_begins_the_other_on_the_same_day(on: date | None, old: bool, new: bool) -> None:
    moved = date(2021, 10, 1)
    source = make(
        hosts=[{"host": "sena.lt", "until": moved}, {"host": "nauja.lt", "since": moved}],
        seeds=[{"listing": "https://nauja.lt/"}],
    )
    assert source.owns_url("https://sena.lt/a", on) is old
    assert source.owns_url("https://nauja.lt/a", on) is new


@pytest.mark.parametrize(
    ("platform", "url", "is_article"),
    [
        ("tvp", "http://127.0.0.1:8000/lv/jaunums/maija-sede", True),
        ("tvp", "https://www.zemgale.lv/en/jaunums/x/?utm_source=y", True),
        ("tvp", "https://www.zemgale.lv/lv/jaunums/", False),
        ("tvp", "https://www.zemgale.lv/lv/jaunumi?page=2", False),
        ("tvp", "https://www.zemgale.lv/lv/media/142/download?attachment=", False),
        ("tvp", "https://www.zemgale.lv/lv/projekts/octopus?from=/lv/jaunums/x", False),
        ("tvp", "https://www.zemgale.lv/lv/jaunums/x?print=1", False),
        ("pakruojis", "http://pakruojovvg.lt/index.php?qw=new&newid=643", True),
        ("pakruojis", "http://pakruojovvg.lt/?newid=643&qw=new", True),
        ("pakruojis", "http://127.0.0.1:8000/svetaine/index.php?a=1&newid=7&b=2&qw=new&c=3", True),
        ("pakruojis", "http://pakruojovvg.lt/index.php?qw=news&newid=643", False),
        ("pakruojis", "http://pakruojovvg.lt/index.php?qw=new", False),
        ("pakruojis", "http://pakruojovvg.lt/index.php?qw=new&newid=", False),
        ("pakruojis", "http://pakruojovvg.lt/index.php?xqw=new&newid=6", False),
    ],
)
def test_platform_knows_its_articles(platform: str, url: str, is_article: bool) -> None:
    assert make(platform=platform).is_article_url(url) is is_article


def test_own_patterns_replace_the_platforms_and_skip_adds_to_its_own() -> None:
    source = make(article=[r"/naujienos/[a-z]"], skip=["archyvas"])
    assert source.is_article_url("http://bandymas.lt/naujienos/a")
    assert not source.is_article_url("http://bandymas.lt/naujienos/archyvas")
    assert not source.is_article_url("http://bandymas.lt/naujienos/a?print=1")
    assert not source.is_article_url("http://bandymas.lt/?qw=new&newid=1")


def test_without_platform_and_patterns_any_address_may_be_an_article() -> None:
    rules = make(platform=None, skip=["/en/"]).addresses
    assert rules.fit("http://bandymas.lt/bet-kas") == "maybe"
    assert rules.fit("http://bandymas.lt/en/anything") == "no"
    assert rules.fit("http://bandymas.lt/kontaktai/") == "no"


def test_address_rules_can_be_those_of_a_platform_that_was_recognised() -> None:
    source = make(platform=None)
    url = "http://bandymas.lt/index.php?qw=new&newid=6"
    assert source.addresses.fit(url) == "maybe"
    assert source.addresses_on(PLATFORMS["pakruojis"]).fit(url) == "article"


@pytest.mark.parametrize(
    ("seed", "kind"),
    [
        ({"api": "http://bandymas.lt/wp-json/wp/v2/posts"}, "api"),
        ({"feed": "http://bandymas.lt/feed/", "unverified": True}, "feed"),
        ({"sitemap": "http://bandymas.lt/sitemap.xml"}, "sitemap"),
        ({"listing": "http://bandymas.lt/"}, "listing"),
    ],
)
def test_seed_is_one_of_four_and_verified_unless_it_says_so(seed: dict[str, object], kind: str) -> None:
    (made,) = make(seeds=[seed]).seeds
    assert (made.kind, made.url, made.unverified) == (kind, seed[kind], "unverified" in seed)


def test_attachments_are_documents_and_images_unless_the_source_says_otherwise() -> None:
    assert make().attachments.kinds == ("document", "image")
    limits = make(attachments={"kinds": [], "max_bytes": 5000}).attachments
    assert (limits.kinds, limits.max_bytes, limits.max_files) == ((), 5000, 50)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("30m", timedelta(minutes=30)),
        ("6h", timedelta(hours=6)),
        ("7d", timedelta(days=7)),
        ("2w", timedelta(14)),
        ("daily", timedelta(1)),
    ],
)
def test_schedule_is_an_interval(text: str, every: timedelta) -> None:
    assert make(schedule=text).every == every


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "-a"},
        {"id": "a" * 64},
        {"id": "a\n"},
        {"country": "Lt"},
        {"kind": "news"},
        {"languages": []},
        {"languages": "lt"},
        {"languages": ["ltg"]},
        {"name": ""},
        {"platform": "wordpres"},
        {"hosts": []},
        {"hosts": ["http://bandymas.lt"]},
        {"hosts": ["bandymas.lt/"]},
        {"hosts": ["*.bandymas.lt"]},
        {"hosts": ["bandymas.lt:"]},
        {"hosts": ["bandymas.lt:99999"]},
        {"hosts": ["a@bandymas.lt"]},
        {"hosts": [""]},
        {"hosts": [{"host": "bandymas.lt", "since": "2022-13-40"}]},
        {"seeds": []},
        {"seeds": [{}]},
        {"seeds": [{"feed": "http://bandymas.lt/f", "listing": "http://bandymas.lt/"}]},
        {"seeds": [{"listing": "http://kitur.lt/"}]},
        {"seeds": [{"listing": "//bandymas.lt/"}]},
        {"seeds": [{"listing": "ftp://bandymas.lt/"}]},
        {"seeds": [{"feed": "http://bandymas.lt/f", "unverified": "yes"}]},
        {"attachments": {"kinds": ["film"]}},
        {"attachments": {"max_bytes": 10}},
        {"attachments": {"max_files": 0}},
        {"article": ["("]},
        {"article": [""]},
        {"article": "abc"},
        {"schedule": "0d"},
        {"schedule": "1 d"},
        {"schedule": "1y"},
        {"schedule": "9999d"},
        {"delay_s": -1},
        {"delay_s": 301},
        {"delay_s": "2"},
        {"delay_s": True},
        {"delay_s": float("nan")},
        {"concurrency": 0},
        {"concurrency": 17},
        {"concurrency": 1.0},
        {"verify_tls": 0},
        {"max_page_bytes": 10},
        {"user_agent": "Mozilla"},
        {"robots": False},
    ],
    ids=str,
)
def test_wrong_values_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make(**changes)


def test_a_source_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        make().delay_s = 0.0
