"""Patterns learnt from a handful of addresses fit the site's further articles, and no page of its menus."""

from __future__ import annotations

import re

import pytest

from crawler.probing.shapes import Learned, learn_patterns

HOST = "http://pievenai.lt"


def fits(learned: Learned, path: str) -> bool:
    url = HOST + path
    return any(re.search(one, url) for one in learned.article) and not any(re.search(one, url) for one in learned.skip)


def learn(articles: list[str], others: list[str]) -> Learned | None:
    return learn_patterns([HOST + path for path in articles], [HOST + path for path in others])


@pytest.mark.parametrize(
    ("articles", "others", "further", "not_further"),
    [
        (
            [f"/naujiena.php?id={number}" for number in (3, 17, 240, 5)],
            ["/naujienos.php", "/puslapis.php?id=3", "/"],
            ["/naujiena.php?id=9999", "/naujiena.php?lang=lt&id=1"],
            ["/puslapis.php?id=3", "/naujiena.php?id=x", "/naujienos.php?psl=2"],
        ),
        (
            [f"/index.php?m=naujiena&nr={number}" for number in range(4)],
            ["/index.php?m=puslapis&nr=1", "/index.php?m=naujienos"],
            ["/index.php?nr=77&m=naujiena"],
            ["/index.php?m=puslapis&nr=2"],
        ),
        (
            [f"/naujienos/{number}-kaimo-svente.html" for number in range(4)],
            ["/naujienos/", "/kontaktai.html"],
            ["/naujienos/1200-x.html"],
            ["/naujienos/archyvas.html", "/apie/12-mus.html"],
        ),
        (
            ["/lt/kaimo-svente", "/lt/talka", "/lt/naujas-kvietimas-teikti", "/lt/paroda-kletyje"],
            ["/lt/kontaktai", "/lt/apie-mus", "/lt/naujienos"],
            ["/lt/muge", "/lt/kita-svente"],
            ["/lt/kontaktai", "/lt/apie-mus", "/lt/naujienos", "/lt/2", "/kontaktai"],
        ),
        (
            ["/2024/05/talka", "/2024/11/svente", "/2025/01/muge", "/2025/02/paroda-kletyje"],
            ["/2024/05/", "/apie/mus/cia"],
            ["/2019/10/kita"],
            ["/2024/05/", "/2024/", "/apie/mus/cia"],
        ),
        (
            [f"/{section}/irasas-{number}" for section in ("zinios", "kvietimai") for number in range(3)],
            ["/zinios", "/kvietimai", "/apie/grupe-2"],
            ["/zinios/irasas-900"],
            ["/apie/grupe-2", "/apie/grupe-3"],
        ),
    ],
)
def test_patterns_fit_further_articles_and_no_menus_page(
    articles: list[str], others: list[str], further: list[str], not_further: list[str]
) -> None:
    learned = learn(articles, others)
    assert learned is not None
    assert [path for path in (*articles, *further) if not fits(learned, path)] == []
    assert [path for path in (*others, *not_further) if fits(learned, path)] == []


def test_too_few_addresses_show_no_form() -> None:
    assert learn(["/a/1", "/a/2", "/a/3"], []) is None


def test_pages_that_look_like_articles_in_great_number_leave_no_pattern() -> None:
    assert learn([f"/irasas{letter}" for letter in "abcde"], [f"/puslapis{number}x" for number in range(30)]) is None


def test_many_menu_pages_are_told_from_articles_by_their_few_words() -> None:
    articles = [f"/kaimo-svente-prie-ezero-{letter}" for letter in "abcde"]
    learned = learn(articles, [f"/puslapis{number}x" for number in range(30)])
    assert learned is not None
    assert fits(learned, "/amatu-muge-mieste")
    assert not fits(learned, "/puslapis31x")


def test_addresses_of_many_forms_leave_no_pattern() -> None:
    assert learn(["/a", "/b/c", "/d/e/f", "/g/h/i/j", "/k?l=1", "/m/n?o=2"], []) is None


@pytest.mark.parametrize(
    ("articles", "further", "not_further"),
    [
        ([f"/uudised/{n}/kula-pidu" for n in (41, 57, 73, 88)], ["/uudised/100/a-b", "/uudised/7/x"], []),
        ([f"/zinas/{number}/zina" for number in (2001, 2003, 2004, 2008)], ["/zinas/3120/zina", "/zinas/12/zina"], []),
        ([f"/zinas/{1996 + n % 2}/svetki-{'abcdef'[n]}" for n in range(6)], ["/zinas/2031/x"], ["/zinas/3120/x"]),
        ([f"/{2020 + n}/0{n + 1}/talka-{'abcdef'[n]}" for n in range(4)], ["/2031/12/x"], ["/777/12/x", "/2031/120/x"]),
        ([f"/2024/05/{n + 9}/talka-{'abcdef'[n]}" for n in range(4)], ["/2025/11/31/x"], ["/2025/11/310/x"]),
        ([f"/tema/12/irasas-{'abcdef'[n]}" for n in range(4)], ["/tema/125/x"], []),
    ],
)
def test_only_years_months_and_days_have_as_many_digits_as_the_samples(
    articles: list[str], further: list[str], not_further: list[str]
) -> None:
    learned = learn(articles, [])
    assert learned is not None
    assert [path for path in (*articles, *further) if not fits(learned, path)] == []
    assert [path for path in not_further if fits(learned, path)] == []
