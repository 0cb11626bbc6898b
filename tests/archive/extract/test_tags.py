"""Tags of pages of the Latvian platform, in every form and place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from archive.records import Article

_TITLE = "Audējas no četriem pagastiem dalās rakstos"
_PROSE = (
    "<p>Kultūras namā tikās audējas no četriem pagastiem, lai salīdzinātu seno brunču rakstus un krāsu toņus.</p>"
    "<p>Izstāde būs apskatāma līdz mēneša beigām, bet ziemā iecerēts izdot nelielu rakstu grāmatu.</p>"
)
_TEXT = _PROSE.replace("</p><p>", "\n\n").removeprefix("<p>").removesuffix("</p>")
_TAGS = ("Projektu jaunumi", "Amatu ceļš", "Interreg Latvija-Lietuva")
_LINKS = [f"<a href='/lv/jaunumi?kategorija={n}'>{tag}</a>" for n, tag in enumerate(_TAGS)]
_FORMS = {
    "spans": "".join(f"<span>{tag}</span>" for tag in _TAGS),
    "buttons": "".join(f"<button>{tag}</button>" for tag in _TAGS),
    "items": "<ul>" + "".join(f"<li>{tag}</li>" for tag in _TAGS) + "</ul>",
    "divs": "".join(f"<div>{tag}</div>" for tag in _TAGS),
    "commas": ", ".join(_TAGS),
    "hashes": " ".join(f"<span>#{tag}</span>" for tag in _TAGS),
    "linked-hashes": " ".join(f"<a href='/t/{n}'>#{tag}</a>" for n, tag in enumerate(_TAGS)),
    "links": " ".join(_LINKS),
}


def _read(above: str, below: str = "", *, platform: str = "tvp") -> Article:
    inside = f"<main><h1>{_TITLE}</h1>{above}<div>{_PROSE}</div>{below}</main><footer>© 2020</footer>"
    html = f"<meta charset=utf-8><title>{_TITLE}</title><body>{inside}</body>".encode()
    url = "https://www.audejas.example/lv/jaunums/raksti-7"
    return extract_article(html, url, datetime(2026, 11, 22, tzinfo=UTC), platform=platform, languages=("lv",))


@pytest.mark.parametrize("form", _FORMS.values(), ids=_FORMS)
def test_tags_below_the_date_are_tags_and_no_text(form: str) -> None:
    article = _read(f"<div>Publicēts: 16.05.2022.</div><div>{form}</div>")
    assert (article.tags, article.text) == (_TAGS, _TEXT)


@pytest.mark.parametrize("form", ["spans", "commas", "hashes", "links"])
def test_tags_above_the_date_and_on_its_line_are_tags(form: str) -> None:
    for above in (
        f"<div>{_FORMS[form]}</div><div>Publicēts: 16.05.2022.</div>",
        f"<div>Publicēts: 16.05.2022. {_FORMS[form]}</div>",
    ):
        article = _read(above)
        assert (article.tags, article.text) == (_TAGS, _TEXT)
        assert article.published is not None
        assert article.published.raw == "16.05.2022."


@pytest.mark.parametrize("name", ["tags", "newsTags", "kategorijas", "article__birkas"])
@pytest.mark.parametrize("form", ["spans", "hashes", "links"])
def test_tags_below_the_text_are_tags_when_their_box_is_called_so(name: str, form: str) -> None:
    article = _read("<div>Publicēts: 16.05.2022.</div>", f"<div class='{name}'>{_FORMS[form]}</div>")
    assert (article.tags, article.text) == (_TAGS, _TEXT)


def test_links_below_the_text_are_tags_when_they_lead_to_a_tags_articles() -> None:
    article = _read("<div>Publicēts: 16.05.2022.</div>", f"<p>{' '.join(_LINKS)}</p>")
    assert (article.tags, article.text) == (_TAGS, _TEXT)


def test_tools_are_no_tags() -> None:
    tools = "<button>Drukāt</button><button>Klausīties</button><div class=share><button>Kopēt</button></div>"
    shares = "<a href='https://facebook.com/sharer'>Facebook</a> <a href=#>Draugiem</a>"
    assert _read(f"<div>Publicēts: 16.05.2022.</div><div>{tools}</div><div>{shares}</div>").tags == ()


def test_prose_with_commas_and_typists_spans_is_no_tag_line() -> None:
    sentence = "Audējas, pinējas un pērļotājas satiksies atkal rudenī."
    spans = "<span style='color:red'>Aicinām audējas</span><span style='color:red'> Pieteikties laikus</span>"
    article = _read(f"<div>Publicēts: 16.05.2022.</div><p>{sentence}</p><p>{spans}</p>")
    assert article.tags == ()
    assert article.text.startswith(f"{sentence}\n\nAicinām audējas Pieteikties laikus\n\n")
