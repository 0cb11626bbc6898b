"""Captions, strips of logos and pointers to other articles within a text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article

_URL = "https://www.selos.example/lt/naujiena/seklu-mugė"
_TITLE = "Sėklų mugė sukvietė sodininkus"
_FIRST = "Šeštadienį Zarasų turguje vyko sėklų mugė, į kurią atvyko sodininkai iš viso krašto ir kaimyninės Latvijos."
_LAST = "Mugės rengėjai žada, kad pavasarį sodinukų bus dar daugiau, o vaikams bus surengtos dirbtuvės."


def _text(between: str, *, before: str = "", after: str = "") -> str:
    inside = f"{before}<p>{_FIRST}</p>{between}<p>{_LAST}</p>{after}"
    html = f"<meta charset=utf-8><title>{_TITLE}</title><h1>{_TITLE}</h1><p>2023-03-11</p><div>{inside}</div>"
    return extract_article(html.encode(), _URL, datetime(2026, 11, 22, tzinfo=UTC), languages=("lt",)).text


_CAPTIONS = {
    "wrapper": "<div><img src=a.jpg><div>Sėklos dėžutėse</div></div>",
    "table": "<table><tr><td><img src=a.jpg></td></tr><tr><td>Sėklos dėžutėse</td></tr></table>",
    "two-columns": "<table><tr><td><img src=a.jpg></td><td><img src=b.jpg></td></tr>"
    "<tr><td>Sėklos</td><td>Daigai</td></tr></table>",
    "emphasis": "<p><img src=a.jpg></p><p><em>Sėklos dėžutėse</em></p>",
    "small": "<p><img src=a.jpg><br><small>Sėklos dėžutėse</small></p>",
    "center": "<center><img src=a.jpg><br>Sėklos dėžutėse</center>",
    "credit": "<p><img src=a.jpg></p><p>Onos Sodinukės nuotr.</p>",
    "label": "<p>Nuotr.: Ona Sodinukė</p>",
    "link-to-the-picture": "<div><a href=a.jpg><img src=a.jpg></a><div>Sėklos dėžutėse</div></div>",
    "wp-caption": "<div class=wp-caption><img src=a.jpg><p>Sėklos dėžutėse.</p></div>",
}


@pytest.mark.parametrize("caption", _CAPTIONS.values(), ids=_CAPTIONS)
def test_caption_between_paragraphs_is_no_text(caption: str) -> None:
    assert _text(caption) == f"{_FIRST}\n\n{_LAST}"


_KEPT = {
    "sentence": ("<div><img src=a.jpg><p>Sėklas vežė ir iš Daugpilio.</p></div>", "Sėklas vežė ir iš Daugpilio."),
    "subheading": ("<div><img src=a.jpg><h3>Mugės programa</h3></div>", "Mugės programa"),
    "no-picture": ("<div><div>Mugės programa</div></div>", "Mugės programa"),
    "introduction": ("<div><img src=a.jpg><p>Mugėje dalyvavo:</p></div>", "Mugėje dalyvavo:"),
    "icon": ("<p><img src=i.gif width=16 height=16> Mugės programa</p>", "Mugės programa"),
    "one-fund": ("<p>Europos Sąjunga</p>", "Europos Sąjunga"),
    "list-of-funds": ("<p>Rėmėjai:</p><p>Europos Sąjunga</p><p>LEADER</p>", "Rėmėjai:\n\nEuropos Sąjunga\n\nLEADER"),
}


@pytest.mark.parametrize(("between", "kept"), _KEPT.values(), ids=_KEPT)
def test_line_that_may_be_text_is_kept(between: str, kept: str) -> None:
    assert _text(between) == f"{_FIRST}\n\n{kept}\n\n{_LAST}"


def test_line_at_a_picture_stays_when_it_is_all_that_the_article_says() -> None:
    body = "<div><img src=skelbimas.jpg><div>Kviečiame į visuotinį susirinkimą</div></div>"
    html = f"<meta charset=utf-8><title>{_TITLE}</title><h1>{_TITLE}</h1><p>2023-03-11</p>{body}".encode()
    article = extract_article(html, _URL, datetime(2026, 11, 22, tzinfo=UTC))
    assert article.text == "Kviečiame į visuotinį susirinkimą"


def test_strip_of_programme_and_fund_names_is_no_text() -> None:
    strip = "<div>Interreg</div><div>Lietuva – Latvija</div><div>Europos regioninės plėtros fondas</div>"
    assert _text(f"<div>{strip}</div>") == f"{_FIRST}\n\n{_LAST}"
    assert _text(f"<div><img src=eu.png>{strip}</div>") == f"{_FIRST}\n\n{_LAST}"


@pytest.mark.parametrize(
    "pointer",
    [
        "<div><b>Skaitykite taip pat:</b> <a href=/lt/naujiena/kita>Obelų genėjimo pamokos</a></div>",
        "<p>Taip pat skaitykite – <a href=/lt/naujiena/kita>Obelų genėjimo pamokos</a> 2023-02-01</p>",
        "<p><b>Skaitykite taip pat:</b></p><p><a href=/lt/naujiena/kita>Obelų genėjimo pamokos</a></p>",
        "<p>Taip pat skaitykite:</p><ul><li><a href=/lt/a>Obelys</a></li><li><a href=/lt/b>Kriaušės</a></li></ul>",
    ],
    ids=["one-line", "dash-and-date", "label-above", "list"],
)
def test_pointer_to_another_article_is_no_text_and_does_not_end_it(pointer: str) -> None:
    assert _text(pointer) == f"{_FIRST}\n\n{_LAST}"


def test_pointer_to_a_file_or_another_site_is_text() -> None:
    for target in ("nuostatai.pdf", "https://kaimotinklas.example/gidas"):
        pointer = f"<p>Skaitykite taip pat: <a href={target}>Mugės dalyvio vadovas</a></p>"
        assert "Mugės dalyvio vadovas" in _text(pointer)


def test_list_of_related_articles_with_teasers_ends_the_text() -> None:
    card = "<p><a href=/lt/{0}>Kita naujiena {0}</a></p><p>Trumpas pasakojimas apie tai, kas vyko kaime {0} dieną.</p>"
    after = "<p>Skaitykite taip pat:</p>" + "".join(card.format(n) for n in range(3))
    assert _text("", after=after) == f"{_FIRST}\n\n{_LAST}"


@pytest.mark.parametrize("wrapper", ["{}", "<p>{}</p>", "<div><div><span>{}</span></div></div>"])
def test_line_of_web_addresses_above_the_author_is_the_texts_last(wrapper: str) -> None:
    links = (
        "<a href=http://www.latlit.example>www.latlit.example</a> / <a href=http://www.es.example>www.es.example</a>"
    )
    author = "<p><em>Informāciju sagatavoja:</em></p><p>Ona Sodinukė</p><p>+370 60000000</p>"
    after = wrapper.format(links) + author
    assert _text("", after=after) == f"{_FIRST}\n\n{_LAST}\n\nwww.latlit.example / www.es.example"
