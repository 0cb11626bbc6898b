"""Dates in a page's markup: which of them count, on which day they were, and what they yield to."""

from __future__ import annotations

import json

import pytest

from archive.extract.date_moments import read_machine_date
from archive.extract.provenance import open_trace
from tests.archive.extract.date_pages import PROSE, TITLE, published_on, read

_BODY = f"<div><h1>{TITLE}</h1>{PROSE}</div>"


def _ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **values})}</script>'


_NODE = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2018-03-07T10:00:00+02:00"}
_HEADS = {
    "article": _ld(**_NODE),
    "graph": _ld(**{"@graph": [{"@type": "WebSite", "name": "VVG"}, {**_NODE, "@type": ["BlogPosting"]}]}),
    "web-page": _ld(**{"@type": "WebPage", "datePublished": "2018-03-07"}),
    "own-of-several": _ld(
        **{
            "@graph": [
                {**_NODE, "url": "https://vvg.example.lt/kita", "datePublished": "2020-01-01"},
                {**_NODE, "url": "https://vvg.example.lt/naujienos/susitikimas"},
            ]
        }
    ),
    "broken": '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2018-03-07",}</script>',
    "og": "<meta property='article:published_time' content='2018-03-07T08:00:00+02:00'>",
    "dc": "<meta name='DC.date.issued' content='2018-03-07'>",
    "faint": "<meta name='date' content='2018-03-07T10:00:00'>",
    "pubdate": "<meta name='pubdate' content='20180307'>",
    "sailthru": "<meta name='sailthru.date' content='Wed, 07 Mar 2018 10:00:00 +0200'>",
    "itemprop": "<meta itemprop='datePublished' content='2018-03-07'>",
}
_BODIES = {
    "microdata": "<article itemscope><h1>{t}</h1>"
    "<span itemprop=datePublished content='2018-03-07T10:00'>senokai</span>{p}</article>",
    "microdata-meta": "<article itemscope><h1>{t}</h1><meta itemprop=datePublished content='2018-03-07'>{p}</article>",
    "rdfa": "<article><h1>{t}</h1>"
    "<span property='dc:date dc:created' content='2018-03-07T10:00:00+02:00'>a</span>{p}</article>",
    "hatom": "<div class=hentry><h1>{t}</h1>"
    "<abbr class=published title='2018-03-07T10:00:00+02:00'>anksčiau</abbr>{p}</div>",
    "time": "<article><h1>{t}</h1><time datetime='2018-03-07T10:00'>seniai</time>{p}</article>",
    "time-relative": "<article><h1>{t}</h1><time datetime='2018-03-07'>prieš 3 dienas</time>{p}</article>",
    "wordpress": "<article><h1>{t}</h1>"
    "<time class='entry-date published updated' datetime='2018-03-07'>07.03.18</time>{p}</article>",
    "two-times": "<article><h1>{t}</h1><time class=published datetime='2018-03-07'>x</time>"
    "<time class=updated datetime='2020-03-07'>y</time>{p}</article>",
    "class": "<div><div class=news-meta><div class=date>07.03.2018 vvg info</div></div><h1>{t}</h1>{p}</div>",
}


@pytest.mark.parametrize("head", _HEADS.values(), ids=_HEADS)
def test_head_tells_the_publication_date(head: str) -> None:
    assert published_on(_BODY, head=head) == "2018-03-07"


@pytest.mark.parametrize("body", _BODIES.values(), ids=_BODIES)
def test_marked_element_tells_the_publication_date(body: str) -> None:
    assert published_on(body.format(t=TITLE, p=PROSE)) == "2018-03-07"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2022-05-15T21:30:00Z", "2022-05-16"),
        ("2022-05-15T21:30:00+00:00", "2022-05-16"),
        ("2022-05-15T21:30:00.000Z", "2022-05-16"),
        ("2022-12-15T21:30:00Z", "2022-12-15"),
        ("2022-12-15T22:30:00Z", "2022-12-16"),
        ("2022-05-15T23:30:00+03:00", "2022-05-15"),
        ("2022-05-15T23:30:00", "2022-05-15"),
        ("2022-05-15 23:30", "2022-05-15"),
        ("1652650200", "2022-05-16"),
        ("20220516", "2022-05-16"),
        ("2022-05", "2022-05"),
        ("2022", "2022"),
        ("Sun, 15 May 2022 21:30:00 GMT", "2022-05-16"),
        ("May 16, 2022", "2022-05-16"),
        ("", None),
        ("0000-00-00 00:00:00", None),
        ("9999999999", None),
    ],
)
def test_moment_falls_on_the_day_of_its_place(raw: str, value: str | None) -> None:
    head = f"<meta property='article:published_time' content='{raw}'>"
    urls = ("https://vvg.example.lt/a", "https://vvg.example.lv/a", "https://kogu.example.ee/a")
    assert [published_on(_BODY, head=head, url=url) for url in urls] == [value] * 3


def test_moment_of_an_unknown_place_stays_in_its_own_zone() -> None:
    written = read_machine_date("2022-05-15T21:30:00Z", None)
    assert written is not None
    assert written.value == "2022-05-15"


def test_day_shown_wins_over_the_same_moment_told_in_utc() -> None:
    head = "<meta property='article:published_time' content='2022-05-15T21:30:00+00:00'>"
    assert published_on(f"<div><h1>{TITLE}</h1><p>2022-05-15</p>{PROSE}</div>", head=head) == "2022-05-15"


def test_much_older_day_shown_wins_over_the_day_of_a_migration() -> None:
    head = "<meta property='article:published_time' content='2024-06-26T15:10:00+03:00'>"
    shown = f"<div><h1>{TITLE}</h1><p>{{}}</p>{PROSE}</div>"
    assert published_on(shown.format("2019-02-13"), head=head) == "2019-02-13"
    assert published_on(shown.format("2024-07-05"), head=head) == "2024-06-26"
    assert published_on(shown.format("2024-06-20"), head=head) == "2024-06-26"


def test_comment_and_event_items_do_not_date_the_article() -> None:
    for kind in ("Comment", "Event"):
        dated = "<meta itemprop=datePublished content=2020-01-01>"
        item = f"<div itemscope itemtype='https://schema.org/{kind}'>{dated}</div>"
        assert published_on(f"<div><h1>{TITLE}</h1>{PROSE}{item}</div>") is None


def test_modified_claims_are_updates() -> None:
    article = read(_BODY, head=_ld(**{**_NODE, "dateModified": "2019-04-08T22:30:00Z"}))
    assert article.published is not None
    assert article.updated is not None
    assert (article.published.value, article.updated.value) == ("2018-03-07", "2019-04-09")
    assert article.updated.kind == "updated"


def test_markup_that_says_another_day_than_the_page_is_flagged() -> None:
    head = "<meta property='article:published_time' content='2024-06-26T15:10:00+03:00'>"
    body = f"<div><h1>{TITLE}</h1><p>Paskelbta: 2019-02-13</p>{PROSE}</div>"
    with open_trace() as trace:
        assert published_on(body, head=head) == "2019-02-13"
    flagged = [(note.value, note.place) for note in trace.notes if note.verdict == "flagged"]
    assert ("2024-06-26", "meta") in flagged
