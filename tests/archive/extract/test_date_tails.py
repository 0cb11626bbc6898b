"""The day below a text, on the line of a file, and of a site: whose it is."""

from __future__ import annotations

import pytest

from archive.extract.datelines import read_date_lines
from tests.archive.extract.date_pages import PROSE, TITLE, published_on, read

_MENU = "<ul class=menu><li><a href=/a>Apie mus</a></li><li><a href=/b>Kontaktai</a></li></ul>"
_DAYS = ("2020-05-21", "21.05.2020.", "2020 m. gegužės 21 d., ketvirtadienis", "21. mai 2020", "Data: 2020-05-21")


def _page(tail: str, below: str = "") -> str:
    return f"<div class=hd>{_MENU}</div><article><h1>{TITLE}</h1>{PROSE}{tail}</article>{below}"


@pytest.mark.parametrize("day", _DAYS)
@pytest.mark.parametrize(
    "tail",
    [
        "<div class=article-bottom><span>{d}</span></div>",
        "<div class=article-footer>{d}</div>",
        "<div class=bottom-line><p>{d}</p></div>",
        "<footer class=entry-footer><span>{d}</span></footer>",
        "<div class=tail><em>{d}</em></div>",
        "<p>{d}</p>",
    ],
)
def test_day_alone_below_the_text_is_the_articles_whatever_its_class(tail: str, day: str) -> None:
    article = read(_page(tail.format(d=day)))
    assert article.published is not None
    assert article.published.value == "2020-05-21"
    assert day not in article.text


@pytest.mark.parametrize(
    "line",
    [
        "<footer class=site-footer><p>2020-05-21</p></footer>",
        "<div class=footer><p>2020-05-21</p></div>",
        "<aside class=sidebar><h3>Naujausi įrašai</h3><ul><li>2020-05-21</li></ul></aside>",
        "<div class=copyright>© 2020-05-21</div>",
        "<div class=bottom-line>© 2020-05-21</div>",
        "<div class=related-posts><span>2020-05-21</span></div>",
        "<figure><img src=/a.jpg alt=''><figcaption>2020-05-21</figcaption></figure>",
        "<ul class=bottom><li>2020-05-21</li><li>2020-06-21</li></ul>",
        "<div class=post-footer><span class=updated>2020-05-21</span></div>",
    ],
)
def test_day_of_the_page_is_not_the_articles(line: str) -> None:
    assert published_on(_page("", line)) is None
    assert published_on(f"<div class=wrap><h1>{TITLE}</h1>{PROSE}{line}</div>") is None


@pytest.mark.parametrize(
    "line",
    [
        *("Svetainė sukurta 2014-03-12", "Puslapis sukurtas 2014-03-12", "Tinklalapis buvo sukurtas 2014-03-12"),
        *("Leht loodud 12.03.2014, viimati uuendatud 02.09.2025", "Veebileht on loodud 12.03.2014"),
        *("Koduleht loodud 12.03.2014", "Vietne izveidota 12.03.2014.", "Mājaslapa izveidota: 12.03.2014."),
        *("Site created 2014-03-12", "Page created: 2014-03-12", "Svetainės sukūrimo data: 2014-03-12"),
    ],
)
def test_day_on_which_a_site_was_made_dates_no_article(line: str) -> None:
    assert published_on(_page("", f"<p class=built>{line}</p>")) is None
    assert published_on(_page(f"<div>{line}</div>")) is None


@pytest.mark.parametrize(
    "line",
    [
        "<ul><li><a href=/f/a.pdf>2020-02-11 Nutarimas.pdf</a> (įkelta 2020-02-12)</li></ul>",
        "<p><a href=/f/a.docx>Protokoll.docx</a> Lisatud: 12.02.2020</p>",
        "<ul><li><a href=/f/a.pdf>Lēmuma teksts</a> | publicēts 12.02.2020.</li></ul>",
        "<table><tr><td><a href=/f/a.pdf>Nutarimas Nr. 4</a></td><td>Įkelta 2020-02-12</td></tr></table>",
        "<ul><li><a href=/f/a.pdf>Nutarimas Nr. 4</a> <time datetime=2020-02-12>2020-02-12</time></li></ul>",
        "<p><a href=/f/a.pdf>Nutarimas</a></p><div>(įkelta 2020-02-12)</div>",
    ],
)
def test_label_beside_a_file_is_the_files(line: str) -> None:
    assert published_on(_page(line)) is None
    info = "<p>Paskelbta 2020-01-30</p>"
    assert published_on(f"<article><h1>{TITLE}</h1>{info}{PROSE}{line}</article>") == "2020-01-30"


def test_copy_for_the_printer_leaves_the_label_to_the_article() -> None:
    info = "<div class=info><a href=/print/5.pdf>PDF</a> Paskelbta: 2020-01-30</div>"
    assert published_on(f"<article><h1>{TITLE}</h1>{info}{PROSE}</article>") == "2020-01-30"


@pytest.mark.parametrize("order", ["2019 7 sausio", "7 sausio 2019", "sausio 7, 2019"])
def test_linked_small_print_below_the_text_tells_its_day(order: str) -> None:
    tail = (
        "<div class=post-meta><span>Category: <a href=/c>Projektų naujienos</a></span>"
        "<a class=author rel=author href=/author/x>By <span>Gintarė Paulauskytė</span></a>"
        f"<a href=/2019/01/07/ rel=bookmark><time class='entry-date updated'>{order}</time></a></div>"
    )
    assert published_on(_page(tail)) == "2019-01-07"


def test_small_print_tells_the_day_beside_a_hidden_change() -> None:
    tail = (
        "<div class=meta-info><span class=fn><a href=/author/x>admin</a></span>"
        "<span class=updated>2020-06-23T10:22:31+02:00</span><span>2020 m. gegužės 21 d.</span><span>|</span>"
        "<a href=/c rel='category tag'>Projektų naujienos</a></div>"
    )
    assert published_on(_page(tail)) == "2020-05-21"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2017 m. rugpj. 21 d., 08:15", "2017-08-21"),
        ("2017 m. rugpj. 21 d.", "2017-08-21"),
        ("2016 m. lapkričio mėn. 7 d., 9 val.", "2016-11-07"),
        ("2. veebruaril 2014. aastal", "2014-02-02"),
        ("Publiskots: 2023. gada 1. augustā", "2023-08-01"),
        ("Kirjutas Tiit 3. detsembril 2011", "2011-12-03"),
        ("Kirjutas: Tiit Kask, 3. detsembril 2011", "2011-12-03"),
        ("Kėlė: administratorius, 2018 06 14", "2018-06-14"),
        ("Rašė: Ona, 2018-06-14", "2018-06-14"),
        ("Ilmunud 13.02.2019", "2019-02-13"),
        ("Actualizado: 01/02/2025. Creado: 13/09/2012", "2012-09-13"),
        ("4 jaa 2022", "2022-01-04"),
        ("4 vee 2022", "2022-02-04"),
        ("4 spa 2022", "2022-10-04"),
        ("4 det 2022", "2022-12-04"),
        ("Category: Naujienos By Gintarė Paulauskytė 7 sausio 2019", "2019-01-07"),
    ],
)
@pytest.mark.parametrize("place", ["<div class=meta>{}</div>", "<ul class=facts><li>{}</li></ul>", "<p>{}</p>"])
def test_form_is_read_at_the_title_and_leaves_the_text(line: str, day: str, place: str) -> None:
    article = read(f"<article><h1>{TITLE}</h1>{place.format(line)}{PROSE}</article>")
    assert article.published is not None
    assert article.published.value == day
    assert line not in article.text


@pytest.mark.parametrize("tag", ["<span class=day>4</span><span class=month>jaa</span><span class=year>2022</span>"])
def test_box_with_a_cut_month_is_read(tag: str) -> None:
    assert published_on(f"<div><div class=date-box>{tag}</div><h1>{TITLE}</h1>{PROSE}</div>") == "2022-01-04"


@pytest.mark.parametrize("line", ["26 juu 2021", "26 rug 2021", "Koolmeister kirjutas raamatu 3. detsembril 2011"])
def test_month_of_two_meanings_and_prose_date_nothing(line: str) -> None:
    assert read_date_lines(line) == []
