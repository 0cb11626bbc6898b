"""Saving, finding and listing articles."""

from __future__ import annotations

import dataclasses
import hashlib
import unicodedata
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.articles import (
    find_article,
    find_article_by_capture,
    find_article_by_key,
    find_article_by_url,
    iter_articles,
    known_keys,
    list_articles,
    mark_gone,
    mark_seen,
)
from archive.db.attachments import add_attachments
from archive.db.captures import find_captures, insert_captures
from archive.db.links import add_links
from archive.db.saving import SavedArticle, save_article
from archive.records import ArchivedArticle, Article, Attachment, FoundLink, PublishedDate
from archive.urls import format_article_key, format_urlkey
from tests.archive.db.samples import SOURCE, URL, add_source, day, make_article, make_capture, save

KEY = format_article_key(URL)


def stored(conn: Connection, saved: SavedArticle, number: int | None = None) -> ArchivedArticle:
    found = find_article(conn, saved.article_id, number=number)
    assert found is not None
    return found


def test_every_field_comes_back(conn: Connection) -> None:
    article = make_article()
    saved = save(conn, article, day(16))
    found = stored(conn, saved)
    assert saved == SavedArticle(found.id, "new", 1)
    assert found.version.article == article
    assert (found.source, found.country, found.status, found.versions) == (SOURCE, "LV", "live", 1)
    assert found.version.captured_at == found.first_seen_at == found.last_seen_at == day(16)
    assert found.version.capture.url == URL
    assert found.version.capture.id is not None


def test_an_article_with_only_title_and_text_comes_back(conn: Connection) -> None:
    article = Article(url=URL, title="Ziedi", text="")
    assert stored(conn, save(conn, article, day(16))).version.article == article


def test_other_text_makes_a_version_and_the_old_one_stays(conn: Connection) -> None:
    first = make_article()
    second = make_article(text="Pieteikšanās ir pagarināta.", tags=("Ūdens",))
    save(conn, first, day(16))
    saved = save(conn, second, day(17))
    assert (saved.change, saved.number) == ("changed", 2)
    assert stored(conn, saved).version.article == second
    assert stored(conn, saved).versions == 2
    assert stored(conn, saved, 1).version.article == first
    assert stored(conn, saved, 1).version.captured_at == day(16)
    assert find_article(conn, saved.article_id, number=3) is None
    assert find_article(conn, saved.article_id, number=10**30) is None


@pytest.mark.parametrize(
    "same",
    [
        {"text": make_article().text.replace("\n\n", "\r\n ").replace(" ", "\u00a0 ")},
        {"text": unicodedata.normalize("NFD", make_article().text)},
        {"title": " Zemgalē  sākas ziedu gads\n"},
    ],
)
def test_white_space_and_letter_composition_make_no_version(conn: Connection, same: dict[str, Any]) -> None:
    save(conn, make_article(), day(16))
    saved = save(conn, make_article(**same), day(17))
    assert (saved.change, saved.number) == ("unchanged", 1)
    assert stored(conn, saved).version.article == make_article()


@pytest.mark.parametrize("said", ["“Ziedi”", "\u00ab\u00adZie\u200bdi»", '"Ziedi"', "″Ziedi″"])
def test_other_quotes_and_invisible_characters_make_no_version(conn: Connection, said: str) -> None:
    first = make_article(title="Akcija „Ziedi“", text="Lūdz: „Ziedi“ un ‘koki’.")
    save(conn, first, day(16))
    saved = save(conn, make_article(title=f"Akcija {said}", text=f"Lūdz: {said} un 'koki'."), day(17))
    assert (saved.change, saved.number) == ("unchanged", 1)
    assert stored(conn, saved).version.article == first


def test_another_title_makes_a_version(conn: Connection) -> None:
    save(conn, make_article(), day(16))
    saved = save(conn, make_article(title="Zemgalē beidzas ziedu gads"), day(17))
    assert (saved.change, saved.number) == ("changed", 2)


def test_a_word_that_moves_between_title_and_text_makes_a_version(conn: Connection) -> None:
    save(conn, make_article(title="Ziedu gads", text="Zemgalē"), day(16))
    assert save(conn, make_article(title="Ziedu", text="gads Zemgalē"), day(17)).change == "changed"


def test_other_tags_and_date_update_the_article_without_a_version(conn: Connection) -> None:
    save(conn, make_article(), day(16))
    published = PublishedDate("2022-05-15", "day", "published", "2022-05-15", "json-ld")
    saved = save(conn, make_article(tags=("Ziedi",), published=published), day(18))
    found = stored(conn, saved)
    assert (saved.change, found.versions) == ("unchanged", 1)
    assert found.version.article == make_article(tags=("Ziedi",), published=published)
    assert found.last_seen_at == day(18)
    assert found.version.captured_at == day(16)
    assert [article.id for article in list_articles(conn, first=date(2022, 5, 15), last=date(2022, 5, 15))]


def test_saving_the_same_capture_twice_changes_nothing(conn: Connection) -> None:
    first = save(conn, make_article(), day(16))
    second = save(conn, make_article(text="Cits teksts."), day(17))
    before = stored(conn, second)
    assert save(conn, make_article(text="Cits teksts."), day(17)) == dataclasses.replace(second, change="unchanged")
    assert save(conn, make_article(), day(16)) == dataclasses.replace(first, change="unchanged")
    assert stored(conn, second) == before


def test_an_older_capture_adds_its_version_and_leaves_the_article_as_it_is(conn: Connection) -> None:
    now = make_article(text="Jaunais teksts.")
    save(conn, now, day(20))
    saved = save(conn, make_article(), day(10))
    found = stored(conn, saved)
    assert (saved.change, saved.number) == ("changed", 2)
    assert (found.version.number, found.versions, found.version.article) == (1, 2, now)
    assert (found.first_seen_at, found.last_seen_at) == (day(10), day(20))
    assert stored(conn, saved, 2).version.article == make_article()


@pytest.mark.parametrize("late_day", [12, 25])
def test_an_older_capture_of_a_known_text_makes_no_version(conn: Connection, late_day: int) -> None:
    save(conn, make_article(), day(10))
    save(conn, make_article(text="Jaunais teksts."), day(20))
    newest = save(conn, make_article(text="Jaunais teksts."), day(30))
    text = make_article().text if late_day == 12 else "Jaunais teksts."
    saved = save(conn, make_article(text=text), day(late_day))
    assert saved.change == "unchanged"
    assert stored(conn, saved).versions == 2
    assert stored(conn, newest).version.article.text == "Jaunais teksts."


def test_text_confirmed_later_outlives_an_older_capture_with_other_text(conn: Connection) -> None:
    save(conn, make_article(), day(10))
    save(conn, make_article(), day(30))
    saved = save(conn, make_article(text="Pa vidu bija kas cits."), day(20))
    assert saved.change == "changed"
    assert stored(conn, saved).version.article == make_article()
    assert save(conn, make_article(), day(31)).change == "unchanged"


def test_text_that_returns_is_a_version_of_its_own(conn: Connection) -> None:
    save(conn, make_article(), day(10))
    save(conn, make_article(text="Labots."), day(11))
    saved = save(conn, make_article(), day(12))
    assert (saved.change, saved.number) == ("changed", 3)


def test_last_seen_never_moves_back(conn: Connection) -> None:
    saved = save(conn, make_article(), day(16))
    assert mark_seen(conn, SOURCE, KEY, at=day(20))
    assert mark_seen(conn, SOURCE, KEY, at=day(18))
    assert stored(conn, saved).last_seen_at == day(20)
    assert not mark_seen(conn, SOURCE, "lv,zemgale)/nav", at=day(20))


def test_a_gone_article_stays_readable_and_comes_back_when_seen_again(conn: Connection) -> None:
    saved = save(conn, make_article(), day(16))
    assert mark_gone(conn, SOURCE, KEY, at=day(17))
    assert stored(conn, saved).status == "gone"
    assert stored(conn, saved).version.article == make_article()
    assert not mark_gone(conn, SOURCE, KEY, at=day(18))
    save(conn, make_article(), day(16, hour=20))
    assert stored(conn, saved).status == "gone"
    save(conn, make_article(), day(19))
    assert stored(conn, saved).status == "live"
    assert not mark_gone(conn, SOURCE, "lv,zemgale)/nav", at=day(20))
    assert not mark_gone(conn, SOURCE, KEY, at=day(18))


def test_a_redirected_address_finds_the_same_article(conn: Connection) -> None:
    old, new = "https://www.zemgale.lv/lv/node/7", URL
    add_source(conn)
    capture = make_capture(new)
    capture = dataclasses.replace(capture, id=insert_captures(conn, [capture])[0])
    saved = save_article(
        conn,
        make_article(url=new),
        source=SOURCE,
        country="LV",
        addresses={KEY: new, format_article_key(old): old},
        capture=capture,
        seen_at=day(16),
    )
    for url in (old, new, "http://zemgale.lv/lv/node/7/", URL + "?utm_source=f"):
        found = find_article_by_url(conn, url)
        assert found is not None, url
        assert found.id == saved.article_id
    assert known_keys(conn, SOURCE) == {KEY, format_article_key(old)}
    assert save(conn, make_article(url=old), day(17)).article_id == saved.article_id
    assert stored(conn, saved).version.article.url == new


def test_sources_keep_the_same_address_apart(conn: Connection) -> None:
    first = save(conn, make_article(), day(16))
    second = save(conn, make_article(), day(17), source="lv-other")
    assert first.article_id != second.article_id
    by_key = find_article_by_key(conn, KEY)
    other = find_article_by_key(conn, KEY, source="lv-other")
    assert by_key is not None
    assert other is not None
    assert (by_key.id, other.id) == (first.article_id, second.article_id)
    assert find_article_by_url(conn, URL, source="lv-other") == other
    assert find_article_by_url(conn, URL, source="lv-third") is None


def test_a_capture_leads_to_the_version_that_was_read_from_it(conn: Connection) -> None:
    saved = save(conn, make_article(), day(16))
    save(conn, make_article(text="Cits."), day(17))
    capture_id = stored(conn, saved, 1).version.capture.id
    assert capture_id is not None
    assert find_article_by_capture(conn, capture_id) == stored(conn, saved, 1)
    assert find_article_by_capture(conn, 10**6) is None


def test_lists_newest_first_with_the_undated_last(conn: Connection) -> None:
    values = {"a": "2022-05-16", "b": None, "c": "2022-06", "d": "2022-05-16", "e": "2021"}
    ids = {}
    for name, value in values.items():
        published = PublishedDate(value, "day", "published", value, "meta") if value else None
        article = make_article(url=f"https://zemgale.lv/{name}", published=published)
        source = SOURCE if name != "e" else "lt-pakruojis-vvg"
        country = "LV" if name != "e" else "LT"
        ids[save(conn, article, day(16, "abcde".index(name)), source=source, country=country).article_id] = name

    def names(**asked: Any) -> str:
        return "".join(ids[article.id] for article in list_articles(conn, **asked))

    assert names() == "cdaeb"
    assert names(limit=2) == "cd"
    assert names(limit=0) == ""
    assert names(first=date(2022, 5, 16)) == "cda"
    assert names(last=date(2022, 5, 16)) == "dae"
    assert names(first=date(2022, 5, 16), last=date(2022, 5, 31)) == "da"
    assert names(country="lt") == names(source="lt-pakruojis-vvg") == "e"
    assert [article.id for article in iter_articles(conn)] == sorted(ids)


def test_a_value_that_is_no_day_is_kept_but_not_ordered_by(conn: Connection) -> None:
    published = PublishedDate("2022-13-40", "day", "published", "40.13.2022", "meta")
    saved = save(conn, make_article(published=published), day(16))
    assert stored(conn, saved).version.article.published == published
    assert list_articles(conn, first=date(1, 1, 1)) == []


def test_an_article_needs_the_row_of_its_capture(conn: Connection) -> None:
    add_source(conn)
    with pytest.raises(ValueError, match="a capture is saved before"):
        save_article(
            conn,
            make_article(),
            source=SOURCE,
            country="LV",
            addresses={KEY: URL},
            capture=make_capture(),
            seen_at=day(16),
        )


def test_what_no_database_stores_is_replaced(conn: Connection) -> None:
    broken = make_article(title="Ziedi \ud83d", text="a\x00b", tags=("\udc00",))
    found = stored(conn, save(conn, broken, day(16))).version.article
    assert (found.title, found.text, found.tags) == ("Ziedi ?", "a?b", ("?",))
    assert save(conn, broken, day(17)).change == "unchanged"


def test_letters_are_stored_as_letters(conn: Connection) -> None:
    save(conn, make_article(), day(16))
    assert conn.execute(sa.text("SELECT CAST(tags AS text) FROM article")).scalar() == '["Projektu jaunumi","Ūdens"]'


@pytest.mark.sqlite
def test_moments_are_text_that_sorts_by_time(conn: Connection) -> None:
    save(conn, make_article(), day(16))
    assert conn.execute(sa.text("SELECT requested_at FROM capture")).scalar() == "2022-05-16T08:15:02.123456Z"


def test_an_address_of_nine_thousand_characters_is_kept(conn: Connection) -> None:
    # Nothing that compresses: an index compresses what it holds.
    path = "/".join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(140))
    url = f"https://zemgale.lv/{path}"
    file = Attachment(f"{url}.pdf", name="Rindas")
    save(conn, make_article(url=url, attachments=(file,)), day(16))
    save(conn, make_article(url=f"{url}a", text="Cits."), day(17))
    add_links(conn, SOURCE, [FoundLink(url=url, key=format_article_key(url))], found_at=day(17))
    add_attachments(conn, SOURCE, [file.url], found_at=day(17))
    found = find_article_by_url(conn, f"http://www.zemgale.lv/{path}#beigas")
    assert found is not None
    assert found.version.article.url == url
    assert found.version.article.attachments == (file,)
    assert [one.url for one in find_captures(conn, format_urlkey(url))] == [url]
