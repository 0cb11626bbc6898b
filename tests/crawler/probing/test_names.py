"""The name, kind, country and id of an outlet, as its home page and address show them."""

from __future__ import annotations

import pytest

from crawler.probing.names import find_country, find_name, guess_kind, make_id

URL = "https://www.pievenai.lt/"


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<meta property="og:site_name" content="Pievėnų VVG"><title>Pradžia</title>', "Pievėnų VVG"),
        ("<title>Naujienos – Pievėnų vietos veiklos grupė</title>", "Pievėnų vietos veiklos grupė"),
        ("<title>Pievėnų vietos veiklos grupė | Pradžia</title><h1>Kita</h1>", "Pievėnų vietos veiklos grupė"),
        ("<title>Avaleht</title><h1>Rohumaa Koostöökogu</h1>", "Rohumaa Koostöökogu"),
        ("<title>Sākums</title><footer>© 2019 – 2026 Biedrība Pļavas. Visas tiesības</footer>", "Biedrība Pļavas"),
        ("<p>Tik tekstas</p>", None),
    ],
)  # fmt: skip
def test_name_is_the_sites_own_and_no_word_of_its_menu(html: str, name: str | None) -> None:
    assert find_name(html.encode(), URL, "text/html; charset=utf-8") == name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Pievėnų vietos veiklos grupė", "lag"),
        ("Biedrība „Pļavu partnerība“", "lag"),
        ("Pievėnų žuvininkystės regiono VVG", "fisheries_lag"),
        ("Pļavu plānošanas reģions", "planning_region"),
        ("Pievėnų regiono plėtros taryba", "development_council"),
        ("Interreg Baltic", "programme"),
        ("Kaimo tinklas", "network"),
        ("Pievėnai", None),
    ],
)
def test_kind_follows_from_the_name_where_it_says_so(name: str, kind: str | None) -> None:
    assert guess_kind(name) == kind


def test_country_is_that_of_the_domain_else_of_the_main_language() -> None:
    assert find_country("pievenai.lt", ["lv"]) == "LT"
    assert find_country("rohumaa.eu", ["et", "en"]) == "EE"
    assert find_country("127.0.0.1:80", []) is None


@pytest.mark.parametrize(
    ("url", "country", "source_id"),
    [
        ("https://www.pievenu-vvg.lt/", None, "lt-pievenu-vvg"),
        ("https://pļavas.lv/lv", None, "lv-plavas"),
        ("https://rohumaa.eu/", "EE", "ee-rohumaa-eu"),
        ("http://127.0.0.1:8080/", None, "site-127-0-0-1-8080"),
    ],
)
def test_id_follows_from_the_host(url: str, country: str | None, source_id: str) -> None:
    assert make_id(url, country) == source_id
