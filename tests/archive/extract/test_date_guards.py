"""Days of reading and days of change: shown like a publication date, and never taken for one."""

from __future__ import annotations

import pytest

from tests.archive.extract.date_pages import PROSE, TITLE, published_on, read

_MENU = "<ul><li><a href=/>Pradžia</a></li><li><a href=/a>Naujienos</a></li><li><a href=/b>Kontaktai</a></li></ul>"
_DAYS = ["Sekmadienis, 2026 m. lapkričio 22 d.", "Svētdiena, 2026. gada 22. novembris", "22.11.2026", "2026-11-21"]
_LEAVES = {
    "class": "<div class=date>{}</div>",
    "id": "<div id=date>{}</div>",
    "two-classes": "<span class='date today'>{}</span>",
    "time": "<time class=clock>{}</time>",
    "time-alone": "<time>{}</time>",
    "platform-rule": "<div class=post-date>{}</div>",
    "label": "<div>Data: {}</div>",
}
_HEADERS = {
    "before-menu": "<div class=hdr>{leaf}{menu}</div><div class=content><h1>{t}</h1>{p}</div>",
    "after-menu": "<div class=hdr>{menu}{leaf}</div><div class=content><h1>{t}</h1>{p}</div>",
    "table": "<table><tr><td>{leaf}</td></tr><tr><td>{menu}</td><td><h1>{t}</h1>{p}</td></tr></table>",
    "one-element": "<div class=wrap>{leaf}{menu}<h1>{t}</h1>{p}</div>",
}


@pytest.mark.parametrize("day", _DAYS)
@pytest.mark.parametrize("leaf", _LEAVES.values(), ids=_LEAVES)
@pytest.mark.parametrize("header", _HEADERS.values(), ids=_HEADERS)
def test_day_of_reading_in_a_header_is_no_publication_date(header: str, leaf: str, day: str) -> None:
    page = header.format(leaf=leaf.format(day), menu=_MENU, t=TITLE, p=PROSE)
    assert published_on(page) is None
    dated = page.replace("</h1>", "</h1><div class=date>2021-02-03</div>")
    assert published_on(dated) == "2021-02-03"


def test_clock_of_a_kept_page_is_no_publication_date() -> None:
    assert published_on(f"<div class=today>03.05.2024</div>{_MENU}<div><h1>{TITLE}</h1>{PROSE}</div>") is None


@pytest.mark.parametrize(
    "inside",
    [
        "<article><div class=date>2026-11-22</div><h1>{t}</h1>{p}</article>",
        "<article><div class=date>Trečiadienis, 2024 m. balandžio 24 d.</div><h1>{t}</h1>{p}</article>",
        "<div><h1>{t}</h1><div class=date>Sekmadienis, 2026 m. lapkričio 22 d.</div>{p}</div>",
        "<div><span class='entry-date published'>2026-11-22</span></div><div><h1>{t}</h1>{p}</div>",
    ],
)
def test_day_that_stands_with_the_article_is_its_own(inside: str) -> None:
    header = f"<div class=hdr><div class=date>Sekmadienis, 2026 m. lapkričio 22 d.</div>{_MENU}</div>"
    expected = "2024-04-24" if "2024" in inside else "2026-11-22"
    assert published_on(header + inside.format(t=TITLE, p=PROSE)) == expected


@pytest.mark.parametrize(
    "words", ["modifydate", "date-modified", "date changed", "last-edited", "dateUpdated", "update-date"]
)
@pytest.mark.parametrize("tag", ["div", "span", "time", "p"])
@pytest.mark.parametrize("is_below", [True, False])
def test_element_that_is_marked_as_a_change_is_no_publication_date(words: str, tag: str, is_below: bool) -> None:
    for inner in ("2024-05-06", "<time datetime=2024-05-06>2024-05-06</time>", "<b>2024-05-06 10:20</b>"):
        line = f"<{tag} class='{words}'>{inner}</{tag}>"
        above, below = ("", line) if is_below else (line, "")
        assert published_on(f"<div><h1>{TITLE}</h1>{above}{PROSE}{below}</div>") is None


def test_created_and_modified_dates_keep_their_kinds() -> None:
    times = "<time class='date created'>2023-01-02</time> <time class='date modified'>2024-05-06</time>"
    assert published_on(f"<div><h1>{TITLE}</h1><div class=meta>{times}</div>{PROSE}</div>") == "2023-01-02"
    line = "<div class='entry-date published updated'>2023-01-02</div>"
    assert published_on(f"<div><h1>{TITLE}</h1>{line}{PROSE}</div>") == "2023-01-02"


@pytest.mark.parametrize(
    "line",
    [
        "Atnaujinta ( Pirmadienis, 06 Gegužės 2024 08:41 )",
        "Paskutinį kartą atnaujinta ( Pirmadienis, 06 Gegužė 2024 08:41 )",
        "Pēdējās izmaiņas ( Pirmdiena, 06 Maijs 2024 08:41 )",
        "Viimati uuendatud ( Esmaspäev, 06 Mai 2024 08:41 )",
        "Last Updated ( Monday, 06 May 2024 08:41 )",
        "Последнее обновление ( Понедельник, 06 Май 2024 08:41 )",
    ],
)
@pytest.mark.parametrize("words", ["modifydate", "small", ""])
def test_change_in_brackets_is_an_update(line: str, words: str) -> None:
    head = "<meta name=generator content='Joomla! 1.5 - Open Source Content Management'>"
    row = f"<tr><td class='{words}'>{line}</td></tr>"
    heading = f"<table class=contentpaneopen><tr><td class=contentheading>{TITLE}</td></tr></table>"
    for generator in (head, ""):
        article = read(f"{heading}<table class=contentpaneopen><tr><td>{PROSE}</td></tr>{row}</table>", head=generator)
        assert article.published is None
        assert article.updated is not None
        assert article.updated.value == "2024-05-06"
        assert line not in article.text


@pytest.mark.parametrize(
    "counter",
    [
        *("Komentarai: 0", "Komentarų: 3", "Peržiūros: 120", "Peržiūrų: 15", "Perskaityta: 45", "Apsilankymai: 7"),
        *("Komentāri: 0", "Komentāru: 2", "Skatījumi: 120", "Skatījumu skaits: 8", "Lasīts: 45", "Atsauksmes: 1"),
        *("Kommentaarid: 0", "Kommentaare: 2", "Vaatamisi: 120", "Vaadatud: 45", "Loetud: 8", "Lugemisi: 9"),
        *("Comments: 0", "Replies: 2", "Views: 120", "Hits: 45", "Downloads: 3"),
        *("Комментарии: 0", "Комментариев: 2", "Просмотров: 120", "Прочитано: 45", "Отзывы: 1"),
        *("0 komentarų", "2 komentāri", "3 kommentaari", "5 comments", "12 просмотров", "120 lugemist"),
    ],
)
def test_date_between_a_name_and_a_count_is_found(counter: str) -> None:
    for line in (
        f"Autorius: Jonas Petrauskas | 19.06.2021 | {counter}",
        f"19.06.2021 | {counter}",
        f"{counter} | 19.06.2021",
    ):
        assert published_on(f"<div><h1>{TITLE}</h1><div class=meta>{line}</div>{PROSE}</div>") == "2021-06-19"


@pytest.mark.parametrize("target", ["/2022/", "/2022/10/01/", "/category/naujienos/", "/naujienos", "/author/jonas/"])
@pytest.mark.parametrize("is_above", [True, False])
def test_builders_date_may_link_anywhere(target: str, is_above: bool) -> None:
    text = "<span class='elementor-post-info__item elementor-post-info__item--type-date'>2022 m. spalio 1 d.</span>"
    line = f"<ul class=elementor-post-info><li><a href='{target}'>{text}</a></li></ul>"
    heading = f"<div class=elementor-widget-theme-post-title><h1>{TITLE}</h1></div>"
    inside = line + heading if is_above else heading + line
    page = f"<article class=post>{inside}<div class=elementor-widget-theme-post-content>{PROSE}</div></article>"
    head = "<meta name=generator content='WordPress 6.4'>"
    assert published_on(f"<div>{_MENU}</div>{page}", head=head) == "2022-10-01"


def test_linked_card_of_another_article_does_not_date_this_one() -> None:
    card = "<a href=/kita>Kita naujiena apie mugę kaime <span class=entry-date>2022-10-01</span></a>"
    assert published_on(f"<div>{card}</div><article><h1>{TITLE}</h1>{PROSE}</article>") is None
    assert published_on(f"<article><p>{card}</p><h1>{TITLE}</h1>{PROSE}</article>") is None
