"""Titles on pages whose headings are the site's name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from archive.records import Article

_URL = "https://www.ezeruzeme.example/lv/jaunums/zina-4"
_SITE = "Ezeru zemes partnerība"
_TITLE = "Makšķernieki tīra Rāznas krastus"
_PROSE = (
    "<p>Svētdien pie Rāznas pulcējās makšķernieki un viņu ģimenes, lai kopīgi sakoptu krastu.</p>"
    "<p>Talcinieki savāca divas kravas atkritumu un atjaunoja laipas, ko bija sabojājis ledus.</p>"
)

_BROKEN = (
    "Pavasara talkā piedalījās skolēni, skolotāji un pensionāri, kuri kopā iestādīja liepu aleju no baznīcas "
    "līdz ezeram, un katrs koks saņēma plāksnīti ar stādītāja vārdu. Vakarā pie ugunskura talcinieki dziedāja "
    "dziesmas un vienojās, ka rudenī satiksies atkal, lai sakoptu arī veco parku un atjaunotu tā tiltiņus."
)


def _read(inside: str, *, title: str, url: str = _URL, platform: str | None = "tvp") -> Article:
    html = f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{inside}</body></html>".encode()
    return extract_article(html, url, datetime(2026, 11, 22, tzinfo=UTC), platform=platform, languages=("lv",))


@pytest.mark.parametrize("claimed", [_SITE, f"{_SITE} - Jaunumi", f"Jaunumi | {_SITE}", "Jaunumi", ""])
@pytest.mark.parametrize("attributes", [' class="newsTitle"', ' class="x7"', ""])
@pytest.mark.parametrize("platform", ["tvp", "pakruojis", None])
def test_line_at_the_date_wins_over_a_heading_with_the_sites_name(
    claimed: str, attributes: str, platform: str | None
) -> None:
    inside = f"<h1>{_SITE}</h1><div{attributes}>{_TITLE}</div><div>Publicēts: <b>16.05.2022.</b></div>{_PROSE}"
    assert _read(inside, title=claimed, platform=platform).title == _TITLE


def test_site_of_any_name_is_known_by_the_title_element() -> None:
    inside = f"<h1>Darīsim kopā</h1><h2>{_TITLE}</h2><div>16.05.2022.</div>{_PROSE}"
    assert _read(inside, title="Darīsim kopā").title == _TITLE


def test_bold_line_with_the_sites_name_is_no_title_either() -> None:
    inside = f"<div><b>{_SITE}</b></div><div>{_TITLE}</div><div>16.05.2022.</div>{_PROSE}"
    assert _read(inside, title=_SITE).title == _TITLE


@pytest.mark.parametrize(
    ("between", "url"),
    [
        ("<div>Projektu jaunumi</div>", _URL),
        ("<div>Anna Ozola</div>", _URL),
        ("<div>Krastos atkal laipas un soliņi</div>", "https://ezeruzeme.example/lv/maksekrnieki-tira-raznas-krastus"),
        ("<a href=/lv/temas/3>Ezeri un to krasti reģionā</a>", _URL),
    ],
    ids=["section", "name", "subtitle", "link"],
)
def test_heading_stays_the_title_though_a_line_parts_it_from_the_date(between: str, url: str) -> None:
    inside = f"<article><h1>{_TITLE}</h1>{between}<div>16.05.2022.</div>{_PROSE}</article>"
    assert _read(inside, title=f"{_TITLE} | {_SITE}", url=url).title == _TITLE
    assert _read(inside, title=_TITLE, url=url).title == _TITLE


def test_cards_of_other_articles_below_the_text_do_not_make_the_title_a_sites_name() -> None:
    card = "<div><p>Viena plaša ziņa bez saites un bez punkta</p></div><div>01.02.2023.</div>"
    inside = f"<h1>{_SITE}</h1>{_PROSE}{_PROSE}<h3>Citas</h3>{card * 4}"
    assert _read(inside, title=_SITE).title == _SITE


@pytest.mark.parametrize("words", [6, 9, 12, 16, 20])
@pytest.mark.parametrize("mark", ["• ", ""])
def test_unmarked_title_is_found_above_lines_that_are_broken_by_hand(words: int, mark: str) -> None:
    text = _BROKEN.split()
    lines = "<br>".join(" ".join(text[at : at + words]) for at in range(0, len(text), words))
    inside = f"<div>{mark}{_TITLE}</div><div>2021-04-26</div><div>{lines}<br><br>{lines}</div><div>© 2016 {_SITE}</div>"
    article = _read(inside, title=_SITE, platform="pakruojis", url="https://ezeruzeme.example/index.php?qw=new&newid=9")
    assert article.title == _TITLE
    assert article.text.startswith("Pavasara talkā piedalījās")
    assert article.text.endswith("atjaunotu tā tiltiņus.")
