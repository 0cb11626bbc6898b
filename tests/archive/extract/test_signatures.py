"""Credits, bylines, signatures, consent texts and ways elsewhere are no part of an article's text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_articles
from archive.records import Article

_URL = "https://vvg.example/naujienos/sodo-talka"
_TITLE = "Sodo talka prie senosios mokyklos"
_FIRST = "Šeštadienį prie senosios mokyklos susirinko trisdešimt kaimo gyventojų ir pasodino dvidešimt obelų."
_LAST = "Talkos dalyviai sutarė, kad pavasarį prie tvenkinio atsiras suoliukai ir nauja pavėsinė vaikams."
_TEXT = f"{_FIRST}\n\n{_LAST}"


def _read(inside: str, *, before: str = "", after: str = "") -> Article:
    html = (
        f"<html><head><meta charset=utf-8><title>{_TITLE}</title></head><body>{before}"
        f"<div class=content><h1>{_TITLE}</h1>{inside}</div>{after}</body></html>"
    )
    (article,) = extract_articles(html.encode(), _URL, datetime(2026, 11, 22, tzinfo=UTC), languages=("lt",))
    return article


def _text(tail: str) -> str:
    return _read(f"<p>2023-03-11</p><p>{_FIRST}</p><p>{_LAST}</p>{tail}").text


@pytest.mark.parametrize(
    "line",
    [
        "Foto ja tekst: Jaan Kask",
        "Kirjutas Jaan Kask",
        "Teksti koostas Jaan Kask, arendusjuht",
        "Info edastas: Jaan Kask, koordinaator, jaan@kogu.example",
        "Sagatavoja Līga Kalve",
        "Raksta autore Līga Kalve",
        "Papildu informācija: Līga Kalve, tālr. 29000000",
        "VVG informacija",
        "SKVVG informacija, Rimos Gojienės nuotrauka",
        "Straipsnio autorė Rima Gojienė",
        "Nuotraukos Rimos Gojienės",
        "Daugiau informacijos: Rima Gojienė, tel. 8 600 00000",
        "Rima Gojienė, projekto vadovė",
        "Rima Gojienė<br>VVG administratorė",
        "Parengė:<br>Rima Gojienė<br>projektų koordinatorė",
    ],
)
def test_credit_below_the_text_is_no_text(line: str) -> None:
    assert _text(f"<p>{line}</p>") == _TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Parengė talkos dalyviai ir gardžią sriubą, kurios užteko visiems.",
        "Daugiau informacijos rasite seniūnijos skelbimų lentoje prie parduotuvės.",
        "Kitą talką kviečia seniūnas Jonas Vaitkus.",
    ],
)
def test_sentence_that_begins_like_a_credit_is_text(line: str) -> None:
    assert _text(f"<p>{line}</p>") == f"{_TEXT}\n\n{line}"


def test_author_is_read_from_the_signature_that_leaves_the_text() -> None:
    article = _read(f"<p>2023-03-11</p><p>{_FIRST}</p><p>{_LAST}</p><p>Rima Gojienė, projekto vadovė</p>")
    assert [(one.name, one.role) for one in article.authors] == [("Rima Gojienė", "projekto vadovė")]


@pytest.mark.parametrize("line", ["Parašė Administrator", "Autors Administrator", "Autorius: Rima Gojienė"])
def test_byline_above_the_text_is_no_text(line: str) -> None:
    assert _read(f"<span>{line}</span><p>{_FIRST}</p><p>{_LAST}</p>").text == _TEXT


def test_text_of_short_paragraphs_above_a_date_of_change_is_kept() -> None:
    lines = ("Talkos dalyviai pasodino dvidešimt jaunų obelų.", "Po darbų visi vaišinosi sriuba ir kvepiančia arbata.")
    inside = "".join(f"<p>{line}</p>" for line in lines)
    assert _read(f"{inside}<p>Atnaujinta 2024-05-06</p>").text == "\n\n".join(lines)


def test_short_list_at_the_end_belongs_to_its_heading() -> None:
    tail = "<h3>Ką atsinešti</h3><ul><li>kastuvą</li><li>kibirą vandeniui</li></ul>"
    assert _text(tail) == f"{_TEXT}\n\nKą atsinešti\n\n- kastuvą\n- kibirą vandeniui"


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href=/f/planas.pdf>sodo_planas.pdf</a> (240 kB)</p>",
        "<div>Ankstesnis: <a href=/n/1>Seniūnijos sueiga kultūros namuose</a> 2023-03-01</div>",
        "<p><a href=/n/2>Skaityk taip pat: Obelų genėjimo pamoka</a></p>",
        "<p>Projektas finansuojamas iš Europos žemės ūkio fondo<br>kaimo plėtrai lėšų pagal<br>LEADER programą.</p>",
    ],
    ids=["file", "neighbour", "pointer", "disclaimer"],
)
def test_line_beside_the_text_is_no_text(line: str) -> None:
    assert _text(line) == _TEXT


_CONSENT = (
    "<p>Šioje svetainėje naudojami slapukai, kad galėtume teikti geresnes paslaugas ir matyti lankomumą.</p>"
    "<p>Būtinieji slapukai įrašomi visada, o statistikos slapukai renka duomenis tik tada, kai lankytojas sutinka.</p>"
    "<p>Savo pasirinkimą galite bet kada pakeisti, o daugiau apie tai parašyta mūsų privatumo taisyklėse.</p>"
)


@pytest.mark.parametrize("name", ["id=consent-box class=cc-window", "class=cookie-notice", "id=gdpr"])
@pytest.mark.parametrize("where", ["before", "after"])
def test_consent_text_is_no_text_however_long(name: str, where: str) -> None:
    box = {where: f"<div {name}>{_CONSENT * 2}</div>"}
    assert _read(f"<p>2023-03-11</p><p>{_FIRST}</p><p>{_LAST}</p>", **box).text == _TEXT


def test_article_about_cookies_keeps_its_text() -> None:
    line = "Šioje svetainėje naudojami slapukai, kuriuos lankytojas gali išjungti naršyklės nuostatose."
    html = f"<meta charset=utf-8><title>Slapukai</title><h1>Slapukai svetainėje</h1><p>{line}</p><p>{_LAST}</p>"
    (article,) = extract_articles(html.encode(), _URL, datetime(2026, 11, 22, tzinfo=UTC), languages=("lt",))
    assert article.text == f"{line}\n\n{_LAST}"


_TEASERS = f"<ul><li><a href=/n/1>Seniūnijos sueiga</a><p>{_FIRST}</p></li><li><p>{_LAST}</p></li></ul>"


@pytest.mark.parametrize("source", ["", "<p>Šaltinis: www.obelis.example</p>"])
def test_column_with_a_poster_has_no_text_of_the_column_beside(source: str) -> None:
    own = f"<li class=newtitle>{_TITLE}</li><span>2022-07-12</span><div><img src=/p.jpg>{source}</div>"
    html = f"<meta charset=utf-8><title>{_TITLE}</title><table><tr><td>{own}</td><td>{_TEASERS}</td></tr></table>"
    (article,) = extract_articles(html.encode(), _URL, datetime(2026, 11, 22, tzinfo=UTC), languages=("lt",))
    assert (article.title, article.text) == (_TITLE, "")


def test_platform_body_with_a_poster_has_no_text_of_the_module_below() -> None:
    own = f"<h2 class=itemTitle>{_TITLE}</h2><div class=itemFullText><p><img src=/p.jpg></p></div>"
    html = (
        f"<meta charset=utf-8><title>{_TITLE}</title><div id=header><h1>Obelių krašto VVG</h1></div>"
        f"<div id=k2Container class=itemView>{own}</div><div class=k2ItemsBlock>{_TEASERS}</div>"
    )
    (article,) = extract_articles(html.encode(), _URL, datetime(2026, 11, 22, tzinfo=UTC), platform="k2")
    assert (article.title, article.text) == (_TITLE, "")
