"""Pages of our own to read dates from: a title, a text, and whatever stands around them."""

from __future__ import annotations

from datetime import UTC, datetime

from archive.extract.article import extract_article
from archive.records import Article

TITLE = "Bendruomenės susitikimas kaimo namuose"
PROSE = (
    "<p>Vietos veiklos grupė kviečia gyventojus į susitikimą bendruomenės namuose, kur bus aptariami projektai "
    "ir rengiamos paraiškos kitam laikotarpiui.</p><p>Susitikime dalyvaus seniūnas, bendruomenės pirmininkė ir "
    "ūkininkai, kurie papasakos apie savo patirtį įgyvendinant vietos projektus.</p>"
)
CAPTURED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
_URL = "https://vvg.example.lt/naujienos/susitikimas"


def read(body: str, *, head: str = "", url: str = _URL, lang: str = "") -> Article:
    """The article of a page with this body."""
    language = f" lang={lang}" if lang else ""
    top = f"<head><meta charset=utf-8><title>{TITLE}</title>{head}</head>"
    html = f"<html{language}>{top}<body>{body}</body></html>"
    return extract_article(html.encode(), url, CAPTURED_AT, content_type="text/html; charset=utf-8")


def published_on(body: str, *, head: str = "", url: str = _URL, lang: str = "") -> str | None:
    """The publication date of a page with this body; None when it gives none."""
    published = read(body, head=head, url=url, lang=lang).published
    return published.value if published is not None else None
