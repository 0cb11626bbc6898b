"""Listings in each system's own markup: which rows are articles, and what the rows say."""

from __future__ import annotations

import pytest

from crawler.discovery.listings.listing import ListingPage, parse_listing
from crawler.sources.models import Source

WORDPRESS = """<body><nav><a href="/apie-mus/">Apie mus</a><a href="/musu-nariai/">Nariai</a>
<a href="/category/trys-geri-darbai/">Darbai</a></nav><main>
<article class="post type-post"><h2 class="entry-title"><a href="/2023/05/04/vyko-mokymai/">Vyko mokymai</a></h2>
<time class="entry-date" datetime="2023-05-04T10:00:00+03:00">2023 gegužės 4</time>
<div class="entry-summary"><p>Mokymuose dalyvavo dvidešimt bendruomenių pirmininkų.</p>
<a href="/2023/05/04/vyko-mokymai/">Skaityti toliau</a></div></article>
<article class="post type-post"><h2 class="entry-title"><a href="/grupe-kviecia-i-susitikima/">Grupė kviečia</a></h2>
<time class="entry-date" datetime="2023-04-02T10:00:00+03:00">2023 balandžio 2</time>
<div class="entry-summary"><p>Susitikimas vyks kultūros namuose.</p></div></article>
</main><nav class="pagination"><span class="page-numbers current">1</span>
<a class="page-numbers" href="/naujienos/page/2/">2</a></nav></body>"""

JOOMLA = """<body><ul class="menu"><li><a href="/jaunumi">Jaunumi</a></li><li><a href="/par-mums">Par mums</a></li></ul>
<div class="blog"><div class="item"><div class="page-header"><h2><a href="/jaunumi/14-seminars-lauku-sievietem">
Seminārs lauku sievietēm</a></h2></div><dl><dd class="published"><time datetime="2022-03-01">01. marts 2022</time></dd>
</dl><p>Seminārā runāja par amatniecību.</p><a href="/jaunumi/14-seminars-lauku-sievietem">Lasīt tālāk</a></div>
<div class="item"><div class="page-header"><h2><a href="/jaunumi/12-izsludinata-karta">Izsludināta kārta</a></h2></div>
<dl><dd class="published"><time datetime="2022-02-01">01. februāris 2022</time></dd></dl><p>Kārta ilgs mēnesi.</p>
<a href="/jaunumi/12-izsludinata-karta?tmpl=component&amp;print=1">Drukāt</a></div></div>
<div class="pagination"><a href="/jaunumi?start=2">2</a><a href="/jaunumi?start=2">Tālāk</a></div></body>"""

DRUPAL = """<body><ul class="menu"><li><a href="/node/add">Lisa</a></li><li><a href="/taxonomy/term/3">Teema</a></li>
</ul>
<div class="view-content"><div class="views-row"><h2 class="node__title"><a href="/node/31">Taotlusvoor avaneb</a></h2>
<span class="submitted">04.09.2023</span><div class="field-name-body">Voor on avatud kuu lõpuni.</div></div>
<div class="views-row"><h2 class="node__title"><a href="/uudised/oppereis-saarele">Õppereis saarele</a></h2>
<span class="submitted">01.08.2023</span><div class="field-name-body">Reisil osales kolmkümmend inimest.</div></div>
</div><ul class="pager"><li><a href="/uudised?page=1">2</a></li></ul></body>"""

K2 = """<body><div id="k2Container"><div class="itemContainer"><div class="catItemView">
<span class="catItemDateCreated">
Otrdiena, 02 Janvāris 2018 08:41</span><h3 class="catItemTitle"><a href="/index.php/component/k2/item/7-gada-balva">
Gada balva</a></h3><div class="catItemIntroText"><p>Balvu saņēma divas ģimenes.</p></div>
<a href="/index.php/component/k2/itemlist/category/3-jaunumi">Jaunumi</a></div></div></div></body>"""


def read(platform: str, html: str, url: str) -> ListingPage:
    source = Source.model_validate(
        {
            "id": "xx-paraugs",
            "name": "Paraugs",
            "kind": "lag",
            "country": "LV",
            "languages": ["lv"],
            "platform": platform,
            "hosts": ["paraugs.lv"],
            "seeds": [{"listing": url}],
        }
    )
    return parse_listing(html, url, fit=source.addresses.fit, owns=source.owns_url, platform=source.platform_rules)


@pytest.mark.parametrize(
    ("platform", "html", "listing", "paths", "next_path"),
    [
        (
            "wordpress",
            WORDPRESS,
            "/naujienos/",
            ["/2023/05/04/vyko-mokymai/", "/grupe-kviecia-i-susitikima/"],
            "/naujienos/page/2/",
        ),
        (
            "joomla",
            JOOMLA,
            "/jaunumi",
            ["/jaunumi/14-seminars-lauku-sievietem", "/jaunumi/12-izsludinata-karta"],
            "/jaunumi?start=2",
        ),
        ("drupal", DRUPAL, "/uudised", ["/node/31", "/uudised/oppereis-saarele"], "/uudised?page=1"),
        ("k2", K2, "/index.php/jaunumi", ["/index.php/component/k2/item/7-gada-balva"], None),
    ],
    ids=["wordpress", "joomla", "drupal", "k2"],
)
def test_listing_gives_its_articles_and_next_page_and_nothing_else(
    platform: str, html: str, listing: str, paths: list[str], next_path: str | None
) -> None:
    site = "https://paraugs.lv"
    page = read(platform, html, site + listing)
    assert [link.url for link in page.links] == [site + path for path in paths]
    assert page.next_url == (None if next_path is None else site + next_path)


def test_rows_say_title_date_and_lead() -> None:
    site = "https://paraugs.lv"
    post = read("wordpress", WORDPRESS, f"{site}/naujienos/").links[-1]
    assert (post.title, post.lead) == ("Grupė kviečia", "Susitikimas vyks kultūros namuose.")
    assert post.published is not None
    assert "2023" in post.published
    node = read("drupal", DRUPAL, f"{site}/uudised").links[0]
    assert (node.title, node.published, node.lead) == ("Taotlusvoor avaneb", "04.09.2023", "Voor on avatud kuu lõpuni.")
    item = read("k2", K2, f"{site}/index.php/jaunumi").links[0]
    assert (item.title, item.published) == ("Gada balva", "Otrdiena, 02 Janvāris 2018 08:41")
    entry = read("joomla", JOOMLA, f"{site}/jaunumi").links[0]
    assert entry.title == "Seminārs lauku sievietēm"
    assert entry.published is not None
    assert "2022" in entry.published
