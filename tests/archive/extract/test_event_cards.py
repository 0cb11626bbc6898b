"""Pages of events: the card of time and place and the days it lasts are no text, and no day of publication."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from archive.extract.event_cards import is_day_range

CAPTURED = datetime(2026, 11, 20, tzinfo=UTC)
STORY = (
    "Külamaja õuel avatakse suvine turg, kuhu oodatakse väiketootjaid kogu maakonnast ja naabritki.",
    "Lavale astuvad kohalikud pillimehed, lastele on avatud savikoda ja õpitoad vanas aidas.",
    "Müüjatel palutakse oma tulekust teada anda hiljemalt nädal enne turupäeva algust.",
)
CARDS = (
    "<dl class='event'><dt>Toimumisaeg</dt><dd>12.07.2025 kell 11</dd><dt>Koht</dt><dd>Karula külamaja</dd></dl>",
    "<dl><dt>Aeg:</dt><dd>12. juuli 2025 kell 11.00</dd><dt>Koht:</dt><dd>Karula</dd>"
    "<dt>Korraldaja</dt><dd>Külaselts</dd></dl>",
    "<table><tr><th>Norises laiks</th><td>12.07.2025. plkst. 11.00</td></tr><tr>"
    "<th>Norises vieta</th><td>Rauna</td></tr></table>",
    "<ul class='event-details'><li><b>Kada:</b> 2025-07-12</li><li><b>Kur:</b> Luokė, turgaus aikštė</li></ul>",
    "<div class='event-info'><div>Laiks</div><div>2025. gada 12. jūlijs</div><div>Vieta</div><div>Rauna</div></div>",
    "<p class='when'>2025 m. liepos 12–14 d.</p>",
    "<p>12.07.2025 – 14.07.2025</p>",
    "<p>No 2025. gada 12. jūlija līdz 14. jūlijam</p>",
)


def _page(above: str, story: tuple[str, ...] = STORY) -> bytes:
    text = "".join(f"<p>{one}</p>" for one in story)
    article = f"<article><h1>Suveturg külamaja õuel</h1>{above}{text}</article>"
    return f"<html lang='et'><body><main>{article}</main></body></html>".encode()


@pytest.mark.parametrize("card", CARDS)
def test_facts_of_an_event_above_the_text_are_left_out(card: str) -> None:
    article = extract_article(_page(card), "https://kyla.example.ee/uudised/suveturg", CAPTURED)
    assert article.text == "\n\n".join(STORY)
    assert article.published is None


def test_facts_stay_where_they_are_all_there_is() -> None:
    article = extract_article(_page(CARDS[0], ("Kohtume turul",)), "https://kyla.example.ee/uudised/turg", CAPTURED)
    assert "Karula külamaja" in article.text


def test_other_terms_are_text() -> None:
    terms = "<dl><dt>Toetus</dt><dd>kuni 5000 eurot</dd><dt>Taotleja</dt><dd>külaselts</dd></dl>"
    article = extract_article(_page(terms), "https://kyla.example.ee/uudised/toetus", CAPTURED)
    assert "kuni 5000 eurot" in article.text


@pytest.mark.parametrize("text", ["2014–2020", "2014.–2020. gads", "12–14", "2021", "Turg 12.–14. juuli 2025 külas"])
def test_other_spans_are_no_days(text: str) -> None:
    assert not is_day_range(text)
