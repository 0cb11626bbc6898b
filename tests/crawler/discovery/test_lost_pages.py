"""Sold sites, walls behind redirects, empty shells, missing pages under any heading, and the honest pages like them."""

from __future__ import annotations

import pytest

from crawler.discovery.verdicts.page_facts import judge_source, read_page_facts
from crawler.discovery.verdicts.verdict import Verdict

_HOST = "https://vvg.example"
_NOTICE = (
    '<div class="cookie-bar"><p>Šioje svetainėje naudojame slapukus, kad ji veiktų sklandžiai.</p>'
    '<a href="/privatumas">Sutinku</a></div>'
)
_OPEN_NOTICE = (
    '<div class="strip"><p>Šioje svetainėje naudojame slapukus, kad ji veiktų sklandžiai.</p><a>Gerai</a></div>'
)
_MENU = (
    '<header><a href="/"><img src="/l.png" alt="Žalgirių VVG"></a><nav><ul><li><a href="/">Pradžia</a></li>'
    '<li><a href="/naujienos">Naujienos</a></li><li><a href="/projektai">Projektai</a></li>'
    '<li><a href="/kontaktai">Kontaktai</a></li></ul></nav></header>'
)
_FOOT = "<footer><p>© 2026 Žalgirių krašto vietos veiklos grupė, Šilo g. 4</p></footer>"
_TEXT = (
    "Ketvirtadienį Šilėnų kultūros namuose susirinko bendruomenių pirmininkai. Jie aptarė kitų metų darbus "
    "ir išrinko naują valdybą trejiems metams. "
)


def _page(main: str, *, title: str = "Žalgirių VVG", head: str = "", classes: str = "", notice: str = _NOTICE) -> bytes:
    return (
        f'<!DOCTYPE html><html lang="lt"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f'<body class="{classes}">{notice}{_MENU}<main>{main}</main>{_FOOT}</body></html>'
    ).encode()


def _sold(main: str, *, title: str, links: str = "", menu: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><nav><a href="/">Home</a>'
        f'<a href="/naujienos">Blog</a>{menu}</nav>{main}<footer>{links}</footer></body></html>'
    ).encode()


def _judge(
    body: bytes, path: str = "/naujienos/talka-prie-ezero", languages: tuple[str, ...] = ("lt",)
) -> Verdict | None:
    return read_page_facts(
        body, _HOST + path, content_type="text/html", platform=None, languages=languages, hosts=("vvg.example",)
    ).verdict


def _kind(body: bytes, path: str = "/naujienos/talka-prie-ezero") -> str | None:
    verdict = _judge(body, path)
    return verdict.kind if verdict else None


_LOANS = (
    "Getting money before the weekend has never been this easy. Compare lenders, pick the loan that suits you and have "
    "the cash on your account within minutes, even with bad credit. Every lender was reviewed by our team. "
)
_SLOTS = (
    "Spin the reels tonight and claim your bonus at the site that our readers rate the highest. The casino pays out "
    "within an hour, has blackjack tables around the clock and gives free spins to everyone who joins. "
)
_PAPERS = "Our writers deliver your paper on time. The essay writing service has helped thousands of students. " * 2
_PILLS = "Order without a prescription and pay less. Our online pharmacy ships cialis and viagra worldwide. " * 2
_COINS = "Trade crypto with zero fees on the platform that pays a bonus. The crypto exchange lists every coin. " * 2
_OUT = '<a href="https://win-casino.example/go">Join now</a><a href="https://money.example/payday-loans">Apply</a>'


@pytest.mark.parametrize(
    ("title", "text", "links"),
    [
        ("Payday loans without credit checks", _LOANS, ""),
        ("Cheap loans for everyone", _LOANS, '<a href="https://quick-loans.example/">Apply</a>'),
        ("A bonus for every weekend", _SLOTS, ""),
        ("How we spend our weekends", _SLOTS, _OUT),
        ("Essay writing service you can trust", _PAPERS, '<a href="https://paper.example/essay">Order</a>'),
        ("Buy viagra online", _PILLS, ""),
        ("The best crypto exchange", _COINS, ""),
    ],
)
def test_spam_article_in_a_foreign_language_is_parked(title: str, text: str, links: str) -> None:
    body = _sold(f"<article><h1>{title}</h1><p>2026-11-02</p><p>{text}</p></article>", title=title, links=links)
    assert _kind(body, "/naujienos/weekend-special") == "parked"


def test_spam_put_into_the_sources_own_frame_is_parked_by_its_links() -> None:
    content = f"<h1>Best online casino of the year</h1><p>{_SLOTS * 2}</p><p>{_OUT}</p>"
    assert _kind(_page(content)) == "parked"
    assert _kind(_page(content.replace(_OUT, ""))) is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Rural tourism project brings partners together", "Farmers from three countries met to plan new routes. " * 5),
        ("Loans and grants for rural business", "The fund offers loans to farms. A loan may cover machinery. " * 3),
        (
            "Escort of the Torch of Peace",
            "Young people from the district walked beside the runners for miles. " * 4,
        ),
        (
            "Time slots for consultations",
            "Book one of the slots by phone. Slots are free on Mondays and Fridays. " * 3,
        ),
        ("Preventing gambling addiction", "Betting and poker lure the young, and casino adverts are everywhere. " * 4),
        ("Poker night in the village hall", "Neighbours played poker and drank tea with honey until the evening. " * 4),
    ],
)
@pytest.mark.parametrize("menu", [_MENU, '<a href="/projects">Projects</a><a href="/contacts">Contacts</a>'])
def test_english_article_of_a_baltic_source_is_its_own(title: str, text: str, menu: str) -> None:
    link = '<a href="https://partner.example/project">Partner</a>'
    body = _sold(f"<article><h1>{title}</h1><p>{text}</p>{link}</article>", title=f"{title} | VVG", menu=menu)
    assert _kind(body, "/naujienos/english-story") is None


_SPAM_TITLES = (
    "Where to find free spins this month",
    "Five casino games that pay out",
    "Payday loans compared",
    "Poker rooms for patient players",
    "Betting on football for beginners",
    "Slots with the highest return",
)


@pytest.mark.parametrize("links", ["", _OUT])
@pytest.mark.parametrize("lead", ["", "Read on"])
def test_sold_listing_is_no_longer_the_sources(links: str, lead: str) -> None:
    rows = "".join(
        f'<div><span>2026-10-0{n}</span><h3><a href="/naujienos/story-{n}">{title}</a></h3><p>{lead}</p></div>'
        for n, title in enumerate(_SPAM_TITLES, 1)
    )
    body = _sold(f"<h1>Blog</h1>{rows}", title="Blog | Lucky Corner", links=links)
    verdict = judge_source(
        body, f"{_HOST}/naujienos", languages=("lt",), name="Žalgirių krašto VVG", hosts=("vvg.example",)
    )
    assert verdict is not None
    assert verdict.kind == "parked"


def test_english_listing_of_projects_is_the_sources() -> None:
    titles = ("Loans for rural business", "A village hall renewed", "Youth camp by the lake", "New bicycle routes")
    rows = "".join(f'<h3><a href="/naujienos/story-{n}">{title}</a></h3>' for n, title in enumerate(titles))
    body = _sold(f"<h1>News</h1>{rows}<p>{'Stories from eight parishes. ' * 9}</p>", title="News | LAG")
    assert judge_source(body, f"{_HOST}/naujienos", languages=("lt",), name="Žalgirių krašto VVG") is None


@pytest.mark.parametrize("heading", ["", "<h1>Naujienos</h1>"])
@pytest.mark.parametrize("name", ["app", "root", "__next"])
@pytest.mark.parametrize("notice", [_NOTICE, ""])
def test_frame_around_an_unfilled_shell_is_empty(heading: str, name: str, notice: str) -> None:
    verdict = _judge(_page(f'{heading}<div id="{name}"></div>', notice=notice), "/naujienos")
    assert verdict is not None
    assert verdict.kind == "empty"
    assert "without running its scripts" in verdict.reason


def test_unfilled_shell_beside_an_article_is_no_matter() -> None:
    content = f'<h1>Talka</h1><p>{_TEXT}</p><div id="app"></div>'
    assert _kind(_page(content)) is None
    assert _kind(_page('<h1>Talka</h1><img src="/plakatas.jpg" width="800"><div id="app"></div>')) is None


def test_article_about_cookies_under_an_ordinary_notice_is_an_article() -> None:
    content = "<h1>Slapukai: ką verta žinoti</h1><p>Seminare kalbėta, kam svetainėms reikalingi slapukai.</p>"
    assert _kind(_page(content)) is None


_WALL = (
    "<h1>Jūsų privatumas mums svarbus</h1><p>Norėdami skaityti toliau, patvirtinkite, kad sutinkate su slapukų "
    "naudojimu.</p><form method='post'><button>Sutinku</button><button>Nesutinku</button></form>"
)
_LOGIN = "<h1>Nariams</h1><form><input name='u'><input type='password' name='p'><button>Eiti</button></form>"
_MAIL = "<h1>Prisijungimas</h1><form><input type='email' name='e'><button>Toliau</button></form>"
_WORKS = "<h1>Svetainė atnaujinama</h1><p>Grįšime 2026-12-01, ačiū už kantrybę.</p>"


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("/slapukai?grizti=/naujienos/talka", _WALL, "consent"),
        ("/naujienos/talka", _WALL, "consent"),
        ("/prisijungti?return=x", _LOGIN, "login"),
        ("/wp-login.php?redirect_to=x", _MAIL, "login"),
        ("/maintenance", _WORKS, "empty"),
    ],
)
def test_wall_behind_a_redirect_is_known(path: str, content: str, kind: str) -> None:
    assert _kind(_page(content, notice=""), path) == kind


def test_login_on_another_host_is_a_login() -> None:
    facts = read_page_facts(
        _page(_MAIL),
        "https://sso.example/login",
        content_type=None,
        platform=None,
        languages=("lt",),
        hosts=("vvg.example",),
    )
    assert facts.verdict is not None
    assert facts.verdict.kind == "login"


@pytest.mark.parametrize("notice", [_NOTICE, _OPEN_NOTICE])
@pytest.mark.parametrize("heading", ["Naujienos", "Žalgirių VVG", ""])
@pytest.mark.parametrize(
    "text",
    [
        "Įrašas nerastas. Galbūt jis buvo pašalintas.",
        "Straipsnis nerastas.",
        "Atsiprašome, puslapis, kurio ieškote, neegzistuoja arba buvo perkeltas.",
        "Raksts nav atrasts. Iespējams, tas ir dzēsts.",
        "Diemžēl šāda lapa neeksistē.",
        "Otsitud uudist ei leitud.",
        "Vabandust, see postitus on kustutatud.",
        "The article you requested was not found.",
    ],
)
def test_short_text_that_says_missing_is_a_soft_404(text: str, heading: str, notice: str) -> None:
    head = f"<h1>{heading}</h1>" if heading else ""
    assert _kind(_page(f"{head}<p>{text}</p>", title="Naujienos – Žalgirių VVG", notice=notice)) == "soft-404"


@pytest.mark.parametrize(
    "content",
    [
        f"<h1>Pamestas dokumentas</h1><p>Dokumentas nerastas, ieškome toliau.</p><p>{_TEXT * 2}</p>",
        "<h1>Dingo šuo</h1><p>Šeimininkas nerastas. Skambinkite seniūnijai.</p>",
        "<h1>Naujienos</h1><p>Naujienų nerasta.</p>",
        "<h1>Naujienos</h1><p>Šį mėnesį naujienų nėra.</p>",
        "<h1>Susirinkimas</h1><p>2026-10-03</p><p>Dokumentas nerastas. Susirinkimas nukeltas.</p>",
    ],
)
def test_article_or_empty_list_that_only_sounds_missing_is_none(content: str) -> None:
    assert _kind(_page(content)) is None


@pytest.mark.parametrize(
    ("title", "content", "classes"),
    [
        ("Pradžia – Žalgirių VVG", f"<h1>Sveiki</h1><p>{_TEXT}</p>", ""),
        ("Žalgirių VVG", f"<h1>Sveiki atvykę į mūsų kraštą!</h1><p>{_TEXT}</p>", ""),
        ("Titulinis | Žalgirių VVG", f"<h2>Laipni lūdzam</h2><p>{_TEXT}</p>", "home"),
        ("Rohekogu", f"<h1>Tere tulemast</h1><p>{_TEXT}</p>", "path-frontpage"),
    ],
)
def test_home_page_under_an_article_address_is_a_soft_404(title: str, content: str, classes: str) -> None:
    assert _kind(_page(content, title=title, classes=classes)) == "soft-404"
    assert _kind(_page(content, title=title, classes=classes), "/") is None


@pytest.mark.parametrize(
    ("title", "content", "classes"),
    [
        ("Pradžia – Žalgirių VVG", f"<h1>Šilėnuose išrinkta valdyba</h1><p>{_TEXT}</p>", "home"),
        ("Pradžia – Žalgirių VVG", f"<h2>Šilėnuose išrinkta valdyba</h2><p>{_TEXT}</p>", "home"),
        ("Žalgirių VVG", f"<b>Šilėnuose išrinkta valdyba</b><p>{_TEXT}</p>", "home"),
        ("Sveiki atvykę į Šilėnus | VVG", f"<h1>Sveiki atvykę į Šilėnus</h1><p>{_TEXT}</p>", ""),
        ("Žalgirių VVG", f"<h1>Sveiki atvykę į Šilėnus</h1><p>2026-05-03</p><p>{_TEXT}</p>", ""),
    ],
)
def test_article_on_a_theme_like_a_home_page_is_an_article(title: str, content: str, classes: str) -> None:
    assert _kind(_page(content, title=title, classes=classes)) is None
