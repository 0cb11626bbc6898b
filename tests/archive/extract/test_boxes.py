"""Boxes of related news: set into a text they are left out, behind it they end it."""

from __future__ import annotations

from datetime import UTC, datetime

from archive.extract.article import extract_article

CAPTURED = datetime(2026, 11, 20, tzinfo=UTC)
STORY = (
    "Vecajā dzirnavu ēkā pie upes šoruden atvērta amatnieku darbnīca, kurā strādā divi podnieki.",
    "Telpas trīs gadus remontēja paši ciema ļaudis, palīgos nāca arī kaimiņu pagasta jaunieši.",
    "Darbnīcā reizi nedēļā notiks nodarbības bērniem, un ziemā tajā kurinās lielo maizes krāsni.",
    "Nākamajā gadā iecerēts atjaunot arī dzirnavu ratu, ko daudzi atceras no bērnības vasarām.",
)
BOX = (
    "<div class='more'><h4>Lasi arī</h4><div><a href='/jaunumi/tirgus'>Rudens tirgus pulcē ražotājus</a></div>"
    "<div><a href='/jaunumi/talka'>Talkā sakopj upes krastu</a></div></div>"
)


def _read(inside: str) -> str:
    article = f"<h1>Dzirnavās atkal rosība</h1><div class='saturs'>{inside}</div>"
    page = f"<html lang='lv'><body><main>{article}</main></body></html>"
    return extract_article(page.encode(), "https://ciems.example.lv/jaunumi/dzirnavas", CAPTURED).text


def test_text_goes_on_behind_a_box() -> None:
    lines = [f"<p>{one}</p>" for one in STORY]
    assert _read("".join((*lines[:2], BOX, *lines[2:]))) == "\n\n".join(STORY)


def test_text_ends_at_a_box_with_teasers_of_another_make() -> None:
    teaser = "<div class='kartite'><p>Rudens tirgū šogad piedalījās četrdesmit mazie ražotāji no visa novada.</p></div>"
    lines = "".join(f"<p>{one}</p>" for one in STORY)
    assert _read(f"{lines}{BOX}{teaser}") == "\n\n".join(STORY)
