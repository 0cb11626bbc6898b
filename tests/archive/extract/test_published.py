"""Which of a page's dates is the article's own, and how it is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from archive.records import Article

_MIGRATED = "<meta property='article:published_time' content='2024-06-26T15:10:00+03:00'>"
_TITLE = "Jaunieši filmē savus ciemus"
_PROSE = (
    "<p>Trīs skolu jaunieši vasarā filmēja savus ciemus un rudenī rādīja filmas tautas namos.</p>"
    "<p>Labākajām filmām balvas sarūpēja vietējie ražotāji, bet skatītāji balsoja ar pupām.</p>"
)
_CARD = "<div><span>Publicēts: 03.11.2025.</span> <a href='/lv/jaunums/cits'>Cita ziņa par citu notikumu</a></div>"


def _read(inside: str, *, head: str = _MIGRATED, platform: str | None = None) -> Article:
    html = f"<html><head><meta charset=utf-8><title>{_TITLE}</title>{head}</head><body>{inside}</body></html>"
    url = "https://www.filmas.example/lv/jaunums/filmas"
    captured_at = datetime(2026, 11, 22, tzinfo=UTC)
    return extract_article(html.encode(), url, captured_at, platform=platform, languages=("lv",))


_LINES = {
    "line": "<p>Publicēts: 16.05.2022.</p>",
    "table-row": "<table><tr><td>Publicēts:</td><td>16.05.2022.</td></tr><tr><td>Vieta:</td><td>Auce</td></tr></table>",
    "table-without-colon": "<table><tr><th>Publicēts</th><td>16.05.2022.</td></tr></table>",
    "terms": "<dl><dt>Publicēts</dt><dd>16.05.2022.</dd></dl>",
    "two-spans": "<div><span>Publicēts:</span> <span>16.05.2022.</span></div>",
    "break": "<p><b>Publicēts:</b><br>16.05.2022.</p>",
}


@pytest.mark.parametrize("platform", ["tvp", "pakruojis", None])
@pytest.mark.parametrize("line", _LINES.values(), ids=_LINES)
def test_labelled_line_wins_over_the_day_of_a_migration(line: str, platform: str | None) -> None:
    for inside in (f"<h1>{_TITLE}</h1>{line}<div>{_PROSE}</div>", f"<h1>{_TITLE}</h1><div>{_PROSE}</div>{line}"):
        published = _read(inside, platform=platform).published
        assert published is not None
        assert (published.value, published.origin, published.raw) == ("2022-05-16", "labelled-line", "16.05.2022.")


def test_labelled_line_in_a_column_wins_too() -> None:
    column = f"<div><h4>Par ziņu</h4>{'<p>Par projektu</p>' * 15}<p>Publicēts: 16.05.2022.</p></div>"
    published = _read(f"<main><h1>{_TITLE}</h1><div>{_PROSE}</div></main>{column}").published
    assert published is not None
    assert published.value == "2022-05-16"


@pytest.mark.parametrize("cards", [1, 3])
def test_labelled_date_of_another_article_does_not_win(cards: int) -> None:
    published = _read(f"<main><h1>{_TITLE}</h1><div>{_PROSE}</div></main><div>{_CARD * cards}</div>").published
    assert published is not None
    assert (published.value, published.origin) == ("2024-06-26", "meta")
    assert _read(f"<main><h1>{_TITLE}</h1><div>{_PROSE}</div></main><div>{_CARD}</div>", head="").published is None


def test_links_to_both_neighbours_do_not_make_a_date_theirs() -> None:
    links = "<a href=/lv/jaunums/a>« Iepriekšējais raksts par ezeru</a> <a href=/lv/jaunums/b>Nākamais par mežu »</a>"
    inside = f"<main><h1>{_TITLE}</h1><div>{_PROSE}</div><div><p>Publicēts: 16.05.2022.</p><p>{links}</p></div></main>"
    published = _read(inside).published
    assert published is not None
    assert published.value == "2022-05-16"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("16.05.2022.", "2022-05-16"),
        ("2020\u201109\u201101", "2020-09-01"),
        ("2020\u201309\u201301", "2020-09-01"),
        ("2020\u221209\u221201", "2020-09-01"),
        ("16.\u00a005.\u00a02022.", "2022-05-16"),
        ("2022.\u00a0gada 16.\u00a0maijā", "2022-05-16"),
    ],
)
@pytest.mark.parametrize("label", ["", "Publicēts: ", "<b>Publicēts:</b> "])
def test_raw_date_keeps_its_characters_and_its_line_is_no_text(written: str, value: str, label: str) -> None:
    article = _read(f"<h1>{_TITLE}</h1><div>{label}{written}</div><div>{_PROSE}</div>", head="")
    assert article.published is not None
    assert (article.published.value, article.published.raw) == (value, written)
    assert article.text.startswith("Trīs skolu jaunieši")
