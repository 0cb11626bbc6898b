"""The REST collection of WordPress: its addresses, its answers, its refusals, and where pages name it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import PayloadError
from crawler.discovery.links import ArticleLink
from crawler.discovery.seeds.wordpress_api import PostsPage, find_api, format_posts_url, is_past_end, parse_posts

HOME = "https://www.krastovvg.lt/"
API = "https://www.krastovvg.lt/wp-json/wp/v2/posts"
ASKED = format_posts_url(API)


def post(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "date": f"2023-05-{number:02}T10:00:00",
        "modified_gmt": f"2023-06-{number:02}T07:30:00",
        "status": "publish",
        "type": "post",
        "link": f"https://www.krastovvg.lt/naujiena-{number}/",
        "title": {"rendered": f"Naujiena {number}"},
        "excerpt": {"rendered": "<p>Trumpai.</p>\n", "protected": False},
        **changes,
    }


def answer(*posts: dict[str, Any]) -> bytes:
    return json.dumps(posts).encode()


@pytest.mark.parametrize(
    ("api", "place", "kept"),
    [
        (API, "/wp-json/wp/v2/posts", {}),
        (f"{API}?categories=3&lang=lt", "/wp-json/wp/v2/posts", {"categories": ["3"], "lang": ["lt"]}),
        (f"{API}?per_page=5&page=7&order=asc", "/wp-json/wp/v2/posts", {}),
        ("https://www.krastovvg.lt/?rest_route=/wp/v2/posts", "/", {"rest_route": ["/wp/v2/posts"]}),
        ("https://www.krastovvg.lt/index.php?rest_route=/", "/index.php", {"rest_route": ["/wp/v2/posts"]}),
        ("https://www.krastovvg.lt/lt/wp-json/", "/lt/wp-json/wp/v2/posts", {}),
        ("https://www.krastovvg.lt/wp-json/wp/v2/naujiena", "/wp-json/wp/v2/naujiena", {}),
    ],
)
def test_own_parameters_are_kept_and_the_newest_come_first(api: str, place: str, kept: dict[str, list[str]]) -> None:
    parts = urlsplit(format_posts_url(api, page=2, per_page=50))
    query = parse_qs(parts.query)
    fields = query.pop("_fields")[0].split(",")
    assert parts.path == place
    assert {"link", "date", "modified_gmt", "title", "excerpt", "_links", "_embedded"} <= set(fields)
    assert query == {
        **kept,
        "page": ["2"],
        "per_page": ["50"],
        "orderby": ["date"],
        "order": ["desc"],
        "_embed": ["wp:term"],
    }


def test_first_day_wanted_is_among_those_asked_for() -> None:
    query = parse_qs(urlsplit(format_posts_url(API, after=date(2022, 1, 1))).query)
    assert query["after"] == ["2021-12-31T23:59:59"]


def test_post_gives_its_facts_as_plain_text() -> None:
    terms = [
        [
            {"taxonomy": "category", "name": "Uncategorized"},
            {"taxonomy": "category", "name": "Projektai &amp; parama"},
            {"taxonomy": "category", "name": "Be kategorijos"},
        ],
        [{"taxonomy": "post_tag", "name": "LEADER"}, {"taxonomy": "post_format", "name": "Aside"}],
    ]
    one = post(
        4,
        title={"rendered": "Vyko mokymai &#8211; &#8222;LEADER&#8220;"},
        excerpt={"rendered": '<p>Žmonės &amp; idėjos [&hellip;]</p><a class="more-link" href="/x">Skaityti</a>'},
        _embedded={"wp:term": terms},
    )
    page = parse_posts(answer(one), ASKED, {"X-WP-Total": "31", "x-wp-totalpages": "1"})
    assert page == PostsPage(
        links=(
            ArticleLink(
                url="https://www.krastovvg.lt/naujiena-4/",
                mark="2023-06-04T07:30:00",
                title="Vyko mokymai – „LEADER“",
                published="2023-05-04T10:00:00",
                lead="Žmonės & idėjos…",
                tags=("Projektai & parama", "LEADER"),
                origin="api",
            ),
        ),
        total=31,
        total_pages=1,
        next_url=None,
    )


def test_whole_posts_of_a_site_that_ignores_the_wanted_fields_are_read() -> None:
    bare = {"date": "2023-05-05T10:00:00", "link": "/naujiena-5/", "content": {"rendered": "<p>Tekstas</p>"}}
    (link,) = parse_posts(answer(bare), ASKED, {}).links
    assert link == ArticleLink(
        "https://www.krastovvg.lt/naujiena-5/", published="2023-05-05T10:00:00", lead="Tekstas", origin="api"
    )


def test_drafts_and_pages_are_no_articles() -> None:
    body = answer(post(1, status="draft"), post(2, type="page"), post(3, link=""), post(4), post(4))
    assert [link.url for link in parse_posts(body, ASKED, {}).links] == ["https://www.krastovvg.lt/naujiena-4/"]


@pytest.mark.parametrize(
    ("asked", "posts", "headers", "page"),
    [
        (ASKED, 2, {"X-WP-TotalPages": "3"}, "2"),
        (f"{API}?page=2", 10, {"X-WP-TotalPages": "3"}, "3"),
        (f"{API}?page=3", 10, {"X-WP-TotalPages": "3"}, None),
        (ASKED, 2, {}, None),
        (f"{API}?per_page=2", 2, {}, "2"),
        (f"{API}?per_page=2&page=5", 2, {}, "6"),
        (API, 10, {}, "2"),
        (API, 9, {}, None),
        (API, 0, {"X-WP-TotalPages": "3"}, None),
        (API, 3, {"Link": f'<{API}?page=2>; rel="next"'}, "2"),
        (API, 3, {"X-WP-TotalPages": "many"}, None),
    ],
)
def test_next_page_by_count_else_by_a_full_page(
    asked: str, posts: int, headers: dict[str, str], page: str | None
) -> None:
    found = parse_posts(answer(*(post(number) for number in range(1, posts + 1))), asked, headers).next_url
    assert (parse_qs(urlsplit(found).query)["page"][0] if found else None) == page


def test_next_page_keeps_the_route() -> None:
    api = "https://www.krastovvg.lt/?rest_route=/wp/v2/posts&lang=lt"
    found = parse_posts(answer(post(1)), format_posts_url(api, per_page=1), {"X-WP-TotalPages": "2"}).next_url
    assert found == format_posts_url(api, per_page=1, page=2)


@pytest.mark.parametrize(
    "preface",
    [
        b"\xef\xbb\xbf",
        b"\r\n\n ",
        b"<br />\n<b>Warning</b>:  Undefined array key [0] {x} in <b>/home/x.php</b> on line <b>5</b><br />\n",
        b"\nNotice: Trying to access array offset on value of type null in /x.php on line 3\n",
    ],
)
@pytest.mark.parametrize("behind", [b"", b"\n<!-- cached -->"])
def test_what_stands_around_the_json_is_passed_over(preface: bytes, behind: bytes) -> None:
    assert len(parse_posts(preface + answer(post(1), post(2)) + behind, ASKED, {}).links) == 2


def test_no_posts_are_no_error() -> None:
    assert parse_posts(b"[]", ASKED, {"X-WP-Total": "0", "X-WP-TotalPages": "0"}) == PostsPage((), 0, 0)


def test_list_with_holes_is_read() -> None:
    assert len(parse_posts(json.dumps({"0": post(1), "2": post(2)}).encode(), ASKED, {}).links) == 2


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b'<html><form action="/wp-login.php"><input type="password"></form></html>', "login"),
        (b'{"code":"rest_forbidden","message":"Negalima","data":{"status":401}}', "closed"),
        (b'{"code":"rest_not_logged_in","message":"x"}', "closed"),
        (b'{"code":"rest_no_route","message":"No route"}', "no such API"),
        (b'{"code":"rest_post_invalid_page_number","message":"x"}', "no such page"),
        (b'{"code":"internal_server_error","message":"<p>Klaida</p>"}', "Klaida"),
        (b'{"name":"VVG","namespaces":["wp/v2"],"routes":{}}', "index of the API"),
        (b'{"a":1}', "no list of posts"),
        (b'[{"id":3,"name":"Kategorija"}]', "not of posts"),
        (b"[1,2]", "not of posts"),
        (answer(post(1), post(2))[:-30], "cut off"),
        (b"[" * 200_000, "nested too deep"),
        (b"ok", "neither"),
        (b" " * 33_554_433, "larger"),
    ],
    ids=range(16),
)
def test_what_holds_no_posts_is_an_error_that_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(PayloadError, match=reason) as caught:
        parse_posts(body, ASKED, {})
    assert ASKED in str(caught.value)


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (400, b'{"code":"rest_post_invalid_page_number","message":"x","data":{"status":400}}', True),
        (400, b'<b>Notice</b><br />{"code":"rest_post_invalid_page_number"}', True),
        (400, b'{"code":"rest_invalid_param"}', False),
        (404, b'{"code":"rest_post_invalid_page_number"}', False),
        (400, b"<html></html>", False),
        (400, b"[]", False),
    ],
)
def test_end_is_known_by_its_code(status: int, body: bytes, *, expected: bool) -> None:
    assert is_past_end(status, body) is expected


@pytest.mark.parametrize(
    ("page", "headers", "expected"),
    [
        ('<link rel="https://api.w.org/" href="https://www.krastovvg.lt/wp-json/" />', {}, API),
        (
            "<link rel='https://api.w.org/' href='https://krastovvg.lt/wp-json/'>",
            {},
            "https://krastovvg.lt/wp-json/wp/v2/posts",
        ),
        (
            '<link rel="https://api.w.org/" href="http://krastovvg.lt/index.php?rest_route=/">',
            {},
            "http://krastovvg.lt/index.php?rest_route=/wp/v2/posts",
        ),
        ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/12">', {}, API),
        ('<link rel="https://api.w.org/" href="https://kitas.lt/wp-json/">', {}, None),
        ('<link rel="https://api.w.org/" href="https://www.krastovvg.lt:8080/wp-json/">', {}, None),
        ("", {"link": f'<{HOME}wp-json/>; rel="https://api.w.org/", <{HOME}>; rel=shortlink'}, API),
        ('<a href="/wp-json/">API</a><link rel="alternate" type="application/json" href="/feed.json">', {}, None),
        ("", {}, None),
    ],
)
def test_api_is_found_on_its_own_host_only(page: str, headers: dict[str, str], expected: str | None) -> None:
    body = f"<!doctype html><html><head>{page}</head><body></body></html>".encode()
    assert find_api(body, HOME, headers) == expected


def test_api_on_a_port_of_its_own_is_found_there() -> None:
    body = b'<link rel="https://api.w.org/" href="http://127.0.0.1:8081/wp-json/">'
    assert find_api(body, "http://127.0.0.1:8081/", {}) == "http://127.0.0.1:8081/wp-json/wp/v2/posts"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["link", "title", "rendered", "_embedded", "wp:term", "name", "code", "date", "excerpt"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_posts_or_a_payload_error(body: bytes) -> None:
    outcome: PostsPage | str
    try:
        outcome = parse_posts(body, ASKED, {})
    except PayloadError as error:
        outcome = str(error)
    if isinstance(outcome, str):
        assert ASKED in outcome
    else:
        assert all(link.url.startswith("http") for link in outcome.links)
