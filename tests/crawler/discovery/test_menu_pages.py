"""Which pages of a home page's menu may list the news, whatever the menu calls them."""

from __future__ import annotations

from crawler.discovery.seeds.menu_pages import find_menu_pages

HOME = "https://www.krastas.lt/"
MENU = (
    '<nav><a href="/">Pradžia</a><a href="/apie.html">Apie mus</a><a href="/kaimo-gyvenimas.html">Kaimo gyvenimas</a>'
    '<a href="/kvietimai.html">Kvietimai</a><a href="/en/">EN</a><a href="/taisykles.pdf">Taisyklės</a>'
    '<a href="https://www.nma.lt/">NMA</a><a href="/sode.html">Mūsų sode</a>'
    '<a href="/kontaktai.html">Kontaktai</a></nav>'
)


def find(body: str) -> list[str]:
    html = f"<html lang=lt><body>{MENU}{body}</body></html>"
    return [url.removeprefix(HOME) for url in find_menu_pages(html, HOME)]


def test_contacts_calls_files_languages_and_foreign_pages_are_left_out() -> None:
    assert find("") == ["kaimo-gyvenimas.html", "sode.html"]


def test_page_with_the_home_pages_articles_below_it_comes_first() -> None:
    box = "".join(
        f'<li><a href="sode/{slug}.html">{title}</a></li>'
        for slug, title in (("obuoliai", "Nuskinti pirmieji obuoliai"), ("avilys", "Bendruomenė įsigijo avilį"))
    )
    assert find(f"<h2>Mūsų sode</h2><ul>{box}</ul>")[0] == "sode.html"


def test_links_outside_of_the_menu_come_last_and_titles_are_none() -> None:
    body = (
        '<p><a href="/klausk.html">Klausk</a></p>'
        '<p><a href="/x.html">Bendruomenės nariai pavasarį sodino ąžuolus prie kelio</a></p>'
    )
    assert find(body) == ["kaimo-gyvenimas.html", "sode.html", "klausk.html"]


def test_what_is_no_page_has_no_menu() -> None:
    assert find_menu_pages(b"%PDF-1.4 \0\0", HOME) == ()
