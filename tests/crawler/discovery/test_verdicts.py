"""Each trap of the field notes gets its verdict, and a domain that was lost is known by its home page."""

from __future__ import annotations

import pytest

from crawler.discovery.platforms.known import PLATFORMS
from crawler.discovery.verdicts.page_facts import judge_source, read_page_facts
from crawler.practice.messages import Request
from tests.site.catalogue import Ask
from tests.site.client import split
from tests.site.field_traps import MUST
from tests.site.misbehave import expected_wire, find_misbehaviour
from tests.site.trap_pages import PARKED, TEXT, all_years, framed, html, rows

_HOST = "http://127.0.0.1:8000"
_JUDGED = sorted(target for target, must in MUST.items() if must not in {"ends", "redirect"})


def _body(target: str) -> bytes:
    request = Request("GET", target, headers=(("Host", "127.0.0.1:8000"),))
    return split(expected_wire(find_misbehaviour(request.path), Ask(request)))[2]


@pytest.mark.parametrize("target", _JUDGED)
def test_trap_gets_its_verdict(target: str) -> None:
    facts = read_page_facts(
        _body(target),
        _HOST + target,
        content_type="text/html; charset=utf-8",
        platform=None,
        languages=("lv",),
        hosts=("127.0.0.1",),
    )
    assert (facts.verdict.kind if facts.verdict else "article") == MUST[target], facts.verdict


def _kind(body: bytes, url: str = "https://vvg.example/naujienos/a-b-c-d", platform: str | None = None) -> str | None:
    facts = read_page_facts(
        body,
        url,
        content_type="text/html",
        platform=PLATFORMS[platform] if platform else None,
        languages=("lt",),
        hosts=("www.vvg.example",),
    )
    return facts.verdict.kind if facts.verdict else None


@pytest.mark.parametrize(
    ("platform", "classes", "kind"),
    [
        ("wordpress", "archive category category-naujienos category-3", "listing"),
        ("wordpress", "archive date logged-in", "listing"),
        ("permalinks", "search search-results wp-embed-responsive", "listing"),
        ("wordpress", "page-template page-template-kontaktai page page-id-7", "static"),
        ("wordpress", "page page-id-7 wp-embed-responsive", "static"),
        (None, "page page-id-7", "static"),
        (None, "attachment attachment-template-default single single-attachment attachmentid-31", "static"),
        ("joomla", "site com_content view-category layout-blog itemid-101", "listing"),
        (None, "site com_content view-featured itemid-101", "listing"),
        ("k2", "site com_k2 view-itemlist itemid-5", "listing"),
        ("drupal", "html not-front page-taxonomy page-taxonomy-term page-taxonomy-term-3", "listing"),
        ("drupal", "path-node page-node-type-page", "static"),
        (None, "html not-front page-node node-type-page", "static"),
    ],
)
def test_markup_says_listing_or_static_page(platform: str | None, classes: str, kind: str) -> None:
    content = rows("/naujienos/") if kind == "listing" else f"<p>{TEXT}</p>"
    assert _kind(framed(f"<h1>Apie mūsų veiklą</h1>{content}", classes=classes), platform=platform) == kind


@pytest.mark.parametrize("classes", ["page", "blog", "archive news", "home", "single-column", "page-home"])
def test_class_of_a_hand_made_page_proves_nothing(classes: str) -> None:
    assert _kind(framed(f"<h1>Talka prie ežero</h1><p>{TEXT}</p>", classes=classes)) is None
    assert _kind(framed(f"<h1>Talka prie ežero</h1><p>{TEXT}</p>", classes=classes), platform="permalinks") is None


@pytest.mark.parametrize("platform", ["wordpress", None])
@pytest.mark.parametrize("kind", ["tribe_events", "event", "mec-events", "ajde_events"])
def test_post_of_an_event_plugin_is_no_article(kind: str, platform: str | None) -> None:
    event = f'<h1>Kalėdų mugė</h1><time class="entry-date" datetime="2026-12-12">2026-12-12</time><p>{TEXT}</p>'
    classes = f"{kind}-template-default single single-{kind} postid-9"
    assert _kind(framed(event, classes=classes), platform=platform) == "static"


def test_static_page_with_a_date_of_publication_is_an_article() -> None:
    dated = f'<h1>Talka</h1><time class="entry-date" datetime="2024-03-01">2024-03-01</time><p>{TEXT}</p>'
    assert _kind(framed(dated, classes="page page-id-7")) is None


@pytest.mark.parametrize(
    "title",
    ["Prisijunkite prie talkos!", "Slapukai ir privatumas: ką turi žinoti VVG", "Puslapis nerastas – ką daryti?"],
)
def test_title_that_sounds_like_a_wall_is_an_article(title: str) -> None:
    box = (
        '<form><input name="u"><input type="password" name="p"><button>Prisijungti</button></form>'
        "<button>Sutinku</button>"
    )
    assert _kind(framed(f"<h1>{title}</h1><p>{TEXT}</p><p>{TEXT}</p>{box}", title=title)) is None
    assert (
        _kind(framed(f"<h1>Talka</h1><p>{title} Laukiame visų šeštadienį.</p><div>{box}</div>", title="Talka")) is None
    )


def test_short_note_about_works_on_the_site_is_an_article() -> None:
    note = (
        "<h1>Svetainė bus atnaujinama</h1><p>2024-03-01</p><p>Vyksta svetainės atnaujinimo darbai, "
        "ačiū už kantrybę.</p>"
    )
    assert _kind(framed(note)) is None


def test_old_table_listing_under_an_article_address_is_a_listing() -> None:
    lines = "".join(
        f'<tr><td>2024-03-1{n}</td><td><a href="index.php?qw=new&newid={n}0">Kaimo talkos ir šventės {n}</a></td></tr>'
        for n in range(9)
    )
    pages = "".join(f'<a href="index.php?qw=new&newid=643&page={n}">{n}</a> ' for n in range(1, 9))
    body = html(f"<table><tr><td><b>Naujienos</b><table>{lines}</table>{pages}</td></tr></table>")
    assert _kind(body, "https://vvg.example/index.php?qw=new&newid=643&page=3", "pakruojis") == "listing"


def test_page_of_a_foreign_or_staging_host_is_a_copy() -> None:
    body = framed(f"<h1>Talka</h1><p>{TEXT}</p>")
    for host, words in (("parauto.example", "foreign host"), ("dev.vvg.example", "staging")):
        facts = read_page_facts(
            body, f"https://{host}/a-b-c", content_type=None, platform=None, languages=("lt",), hosts=("vvg.example",)
        )
        assert facts.verdict is not None
        assert facts.verdict.kind == "staging"
        assert words in facts.verdict.reason


def _source(body: bytes, url: str = "https://ziedupe.example/") -> str | None:
    verdict = judge_source(body, url, languages=("lv", "en"), name="Biedrība „Žiedupes partnerība“")
    return verdict.kind if verdict else None


@pytest.mark.parametrize("name", sorted(PARKED))
def test_lost_domain_is_known_by_its_home_page(name: str) -> None:
    assert _source(PARKED[name]) == "parked"


def test_home_page_taken_over_in_another_language_is_parked() -> None:
    text = (
        "Unser Geschäft verkauft günstige Schuhe und Taschen für die ganze Familie, "
        "mit schneller Lieferung nach Hause. "
    )
    links = "".join(f'<a href="https://laden{n}.example/schuhe">Schuhe {n}</a>' for n in range(6))
    assert _source(html(f"<h1>Schuhe kaufen</h1><p>{text * 5}</p>{links}", title="Schuhe", language="de")) == "parked"


def test_small_home_page_is_the_sources_own() -> None:
    assert _source(html("<h1>Žiedupes partnerība</h1><p>Laipni lūdzam!</p><a href='/jaunumi'>Jaunumi</a>")) is None


def test_english_home_page_of_a_latvian_source_is_its_own() -> None:
    text = "The partnership supports rural communities in eight parishes with grants, training and advice. "
    assert _source(framed(f"<h1>Welcome to our region</h1><p>{text * 6}</p>", title="Home")) is None


def test_other_language_on_a_page_of_the_sources_name_is_its_own() -> None:
    text = "Мы поддерживаем сельские общины, выдаём гранты и проводим обучение для жителей восьми волостей. "
    assert _source(html(f"<h1>Žiedupes partnerība</h1><p>{text * 6}</p>", title="Главная")) is None


def test_site_under_maintenance_is_empty_and_says_so() -> None:
    verdict = judge_source(
        html("<h1>Vietne tiek atjaunota</h1><p>Drīzumā būsim atpakaļ.</p>"),
        "https://ziedupe.example/",
        languages=("lv",),
        name="Žiedupe",
    )
    assert verdict is not None
    assert verdict.kind == "empty"
    assert "maintenance" in verdict.reason


_MENU = (
    '<div id="menu"><ul class="topmenu"><li><a href="/jaunumi/">Jaunumi</a></li><li>'
    '<a href="/kontakti/">Kontakti</a></li>'
    '<li><a href="/padome-un-biedri/">Padome un biedri</a></li><li><a href="/projekti/">Projekti</a></li>'
    '<li><a href="/talka/">Talka pie ezera</a></li></ul></div>'
)


def test_undated_page_under_its_own_name_in_the_menu_is_static() -> None:
    body = html(f"{_MENU}<h1>Padome un biedri</h1><p>{TEXT}</p>")
    assert _kind(body, "https://vvg.example/padome-un-biedri") == "static"
    assert _kind(body, "https://vvg.example/padome-un-biedri-2020") is None


def test_dated_page_in_the_menu_is_an_article() -> None:
    body = html(f"{_MENU}<h1>Talka pie ezera</h1><span>12.03.2024</span><p>{TEXT}</p>")
    assert _kind(body, "https://vvg.example/talka/") is None


def test_article_in_a_list_of_the_latest_ones_is_no_page_of_the_menu() -> None:
    latest = _MENU.replace("topmenu", "latestnews menu")
    assert _kind(html(f"{latest}<h1>Talka pie ezera</h1><p>{TEXT}</p>"), "https://vvg.example/talka/") is None


def test_all_years_on_a_static_page_are_articles() -> None:
    assert _kind(framed(all_years(), classes="page page-id-7"), platform="wordpress") is None
