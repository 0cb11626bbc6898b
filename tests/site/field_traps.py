"""The traps of the field notes as places on the misbehaving site, and what a crawl must do at each."""

from __future__ import annotations

from collections.abc import Mapping

from tests.site.catalogue import Ask, Catalogue, Misbehaviour, always, page
from tests.site.trap_pages import (
    CONSENT,
    EMPTY,
    IMAGE_ONLY,
    LOGIN,
    NOT_FOUND,
    PARKED,
    PDF_ONLY,
    TEXT,
    all_years,
    article,
    framed,
    html,
    listing,
    pager,
    rows,
)

_STORY = "/field/raksti/"
_LAST_PAGE = 7


def _number(ask: Ask, name: str, default: int = 1) -> int:
    value = ask.request.query(name) or ""
    return int(value) if value.isdecimal() else default


def _listing(prefix: str, pages: str) -> bytes:
    return page(listing(prefix, pages))


def _month_links(ask: Ask) -> bytes:
    month, year = _number(ask, "monthID"), _number(ask, "yearID", 2024)
    before, after = divmod(12 * year + month - 2, 12), divmod(12 * year + month, 12)
    links = "".join(
        f'<a href="?monthID={place + 1}&amp;yearID={number}">{word}</a> '
        for (number, place), word in ((before, "«"), (after, "»"))
    )
    return page(framed(f'<h1>Notikumi</h1><table class="calendar"><tr><td>{links}</td></tr></table>'))


def _archive(ask: Ask) -> bytes:
    """Months without end, each with links to the ones beside it and no article."""
    parts = [int(part) for part in ask.request.path.split("/") if part.isdecimal()]
    year, month = (parts + [2024, 3][len(parts) :])[:2]
    (year_before, before), (year_after, after) = divmod(12 * year + month - 2, 12), divmod(12 * year + month, 12)
    return page(
        framed(
            f"<h1>Arhīvs: {month:02}.{year}</h1><p>Šajā mēnesī nav neviena ieraksta.</p>"
            f'<a rel="prev" href="/field/archive/{year_before}/{before + 1:02}">Iepriekšējais mēnesis</a> '
            f'<a rel="next" href="/field/archive/{year_after}/{after + 1:02}">Nākamais mēnesis</a>'
        )
    )


def _loop(ask: Ask) -> bytes:
    """Seven pages of which the last one leads back to the third."""
    number = _number(ask, "page")
    following = number + 1 if number < _LAST_PAGE else 3
    return _listing(f"/field/loop/{number}-", pager("/field/loop?page=", range(1, 8), following=following))


def _last_for_all(ask: Ask) -> bytes:
    """Three pages; any number beyond gives the third one, whose pager goes on."""
    number = _number(ask, "page")
    shown = min(number, 3)
    return _listing(f"/field/last/{shown}-", pager("/field/last?page=", [number], following=number + 1))


def _first_for_all(ask: Ask) -> bytes:
    number = _number(ask, "page")
    return _listing("/field/first/1-", pager("/field/first?page=", [number, number + 1], following=number + 1))


def _more(ask: Ask) -> bytes:
    """An endless `load more`: the same seven articles, ever other offsets."""
    offset = _number(ask, "offset", 0)
    more = f'<a class="load-more" href="/field/more?offset={offset + 7}">Ielādēt vairāk</a>'
    return page(framed(f"<h1>Jaunumi</h1>{rows('/field/more/')}{more}"))


def _sessions(ask: Ask) -> bytes:
    """Links that bear another session id at every request."""
    session = f"{ask.asked:032x}"
    links = rows("/field/session/", suffix=f"?PHPSESSID={session}")
    return page(framed(f"<h1>Jaunumi</h1>{links}"))


def _printable(ask: Ask) -> bytes:
    number = ask.last_number
    copy = f'<p><a href="{ask.request.path}?print=1">Drukāt</a> <a href="{ask.request.path}?tmpl=component">PDF</a></p>'
    return page(article(f"Projektu diena Žiedupē {number}", more=copy))


def _under_article(ask: Ask) -> bytes:
    """An article; with `page` or `mini` in its address the listing of all articles."""
    if ask.request.query("page") is None and ask.request.query("mini") is None:
        return page(article("Lauku telpa gaida ieceres"))
    number = _number(ask, "page", 0)
    address = f"{ask.request.path}?mini=2019-05&amp;page="
    return _listing(_STORY, pager(address, range(number, number + 6), following=number + 1))


def _elsewhere(host: str, *, hidden: bool) -> bytes:
    head = f'<link rel="canonical" href="https://{host}/raksti/estrade">'
    head += '<meta name="robots" content="noindex, nofollow">' if hidden else ""
    return page(article("Žiedupē atklāta jauna brīvdabas estrāde", head=head))


def _home_page() -> bytes:
    content = f"<h1>Žiedupes partnerība</h1>{rows(_STORY)}"
    return page(framed(content, head='<link rel="canonical" href="/">', classes="home"))


def _home() -> bytes:
    return page(b"", status="302 Found", headers=[("Location", "/field/home")])


def _pages(prefix: str, bodies: Mapping[str, bytes], says: str) -> dict[str, Misbehaviour]:
    return {
        f"{prefix}{name}": Misbehaviour(f"{says}: {name}", always(lambda body=body: page(body)))  # type: ignore[misc]
        for name, body in bodies.items()
    }


FIELD_TRAPS: Catalogue = {
    "/field/calendar": Misbehaviour("a calendar by monthID and yearID, without end", _month_links),
    "/field/archive/": Misbehaviour("months by path, without end and without articles", _archive),
    "/field/loop": Misbehaviour("page 7 leads back to page 3", _loop),
    "/field/last": Misbehaviour("every page number after 3 answers with page 3", _last_for_all),
    "/field/first": Misbehaviour("every page number answers with page 1", _first_for_all),
    "/field/more": Misbehaviour("load more gives the same rows for ever", _more),
    "/field/session": Misbehaviour("rows with another session id at every request", _sessions),
    "/field/session/": Misbehaviour("an article of that list", lambda ask: page(article(f"Ziņa {ask.last_number}"))),
    "/field/print/": Misbehaviour("an article with links to its print copies", _printable),
    "/field/raksti/": Misbehaviour("an article, or with `page` or `mini` the listing", _under_article),
    "/field/vietne/jaunumi": Misbehaviour(
        "a listing without parameters under an article's address",
        always(lambda: _listing("/field/vietne/", pager("/field/vietne/jaunumi?page=", range(1, 6), following=2))),
    ),
    "/field/deleted/": Misbehaviour("302 to the home page for every article that is gone", always(_home)),
    "/field/home": Misbehaviour("the home page", always(_home_page)),
    "/field/copy": Misbehaviour(
        "a copy of another host's page", always(lambda: _elsewhere("www.ziedupe.example", hidden=True))
    ),
    "/field/republished": Misbehaviour(
        "an article whose canonical address is at its first publisher",
        always(lambda: _elsewhere("www.kaiminai.example", hidden=False)),
    ),
    "/field/all-years": Misbehaviour(
        "all articles of all years on one page", always(lambda: page(framed(all_years())))
    ),
    "/field/image-only": Misbehaviour("an article that is a picture", always(lambda: page(IMAGE_ONLY))),
    "/field/pdf-only": Misbehaviour("an article that is a PDF", always(lambda: page(PDF_ONLY))),
    "/field/static": Misbehaviour(
        "a page that says that it is static",
        always(
            lambda: page(
                framed(f"<h1>Par mums un mūsu darbu</h1><p>{TEXT}</p>", classes="page page-id-12 page-template-default")
            )
        ),
    ),
    "/field/plain-page": Misbehaviour("a page of two words", always(lambda: page(html("<h1>Sveiki</h1><p>Rīt.</p>")))),
    **_pages("/field/missing/", NOT_FOUND, "200 for a page that is not there"),
    **_pages("/field/login/", LOGIN, "200 for a login"),
    **_pages("/field/consent/", CONSENT, "a consent page in the place of the text"),
    **_pages("/field/parked/", PARKED, "a parked or sold domain"),
    **_pages("/field/empty/", EMPTY, "nothing to read"),
}

MUST: Mapping[str, str] = {
    "/field/calendar": "ends",
    "/field/archive/2024/03": "ends",
    "/field/loop": "ends",
    "/field/last": "ends",
    "/field/first": "ends",
    "/field/more": "ends",
    "/field/session": "ends",
    "/field/session/3": "article",
    "/field/print/5": "article",
    "/field/raksti/estrade": "article",
    "/field/raksti/estrade?page=36&mini=2019-05": "listing",
    "/field/raksti/estrade?mini=2019-05": "listing",
    "/field/vietne/jaunumi": "listing",
    "/field/deleted/9": "redirect",
    "/field/home": "listing",
    "/field/copy": "staging",
    "/field/republished": "article",
    "/field/all-years": "article",
    "/field/image-only": "article",
    "/field/pdf-only": "article",
    "/field/static": "static",
    "/field/plain-page": "article",
    **{f"/field/missing/{name}": "soft-404" for name in NOT_FOUND},
    **{f"/field/login/{name}": "login" for name in LOGIN},
    **{f"/field/consent/{name}": "consent" for name in CONSENT},
    **{f"/field/parked/{name}": "parked" for name in PARKED},
    **{f"/field/empty/{name}": "empty" for name in EMPTY},
}
"""Target to what a crawl must do: end the walk, follow the redirect to no article, take an article, or the verdict."""
