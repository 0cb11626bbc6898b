"""Which content system a page is recognised as: home, listing and article of each, and pages that only look so."""

from __future__ import annotations

import time

import pytest

from crawler.discovery.platforms.known import PLATFORMS
from crawler.discovery.platforms.recognition import Recognised, recognise_platform

HOST = "https://www.paraugs.lv"


def recognise(html: str, path: str = "/", **headers: str) -> Recognised | None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return recognise_platform(html.encode(), HOST + path, named)


def name_of(html: str, path: str = "/", **headers: str) -> str | None:
    found = recognise(html, path, **headers)
    return found.platform if found else None


WORDPRESS_HOME = """<html><head><meta name="generator" content="WordPress 6.4.2"><title>Grupė</title></head>
<body class="home blog"><a href="/kvietimas/">Kvietimas</a></body></html>"""
WORDPRESS_LISTING = """<html><head><link rel="stylesheet" href="/wp-content/themes/kaimas/style.css?ver=1">
<script src="/wp-includes/js/jquery/jquery.min.js"></script></head><body class="archive category">
<article class="post type-post"><a href="/kvietimas/">Kvietimas</a></article></body></html>"""
WORDPRESS_ARTICLE = """<html><head><link rel="https://api.w.org/" href="https://www.paraugs.lv/wp-json/"></head>
<body class="post-template-default single single-post postid-12"><h1>Kvietimas</h1></body></html>"""
WORDPRESS_BARE = """<body class="wp-singular single single-post postid-12"><article class="type-post"><h1>Žinia</h1>
</article></body>"""
JOOMLA_HOME = """<html><head><meta name="generator" content="Joomla! - Open Source Content Management"></head>
<body><a href="/jaunumi/14-seminars">Seminārs</a></body></html>"""
JOOMLA_LISTING = """<html><head><script src="/media/jui/js/jquery.min.js"></script></head>
<body class="com_content view-category"><div class="items-leading"><a href="/jaunumi/seminars">S</a></div></body>"""
JOOMLA_ARTICLE = """<html><head><link href="/templates/protostar/css/template.css" rel="stylesheet"></head>
<body><div class="item-page"><h2>Seminārs</h2><p>Teksts.</p></div></body></html>"""
JOOMLA_FOUR = """<html><head><script src="/media/vendor/bootstrap/js/alert.min.js" type="module"></script></head>
<body><main><h1>Uudis</h1></main></body></html>"""
JOOMLA_PLAIN = """<body><a href="/index.php?option=com_content&amp;view=article&amp;id=5">Žinia</a></body>"""
K2_HOME = """<html><head><link href="/media/k2/assets/css/k2.css" rel="stylesheet"></head><body>
<div class="k2ItemsBlock">
<a href="/jaunumi/item/7-gada-balva">Gada balva</a><a href="/jaunumi/item/8-talka">Talka</a></div></body></html>"""
K2_LISTING = """<body><div id="k2Container" class="itemListView"><div class="itemContainer"><div class="catItemView">
<h3 class="catItemTitle"><a href="/index.php/jaunumi/item/7-gada-balva">Gada balva</a></h3></div></div></div></body>"""
K2_ARTICLE = """<html><head><script src="/media/system/js/core.js"></script></head><body><div class="itemView">
<h2 class="itemTitle">Gada balva</h2><div class="itemFullText">Teksts.</div></div></body></html>"""
DRUPAL_HOME = """<html><head><link rel="stylesheet" href="/sites/default/files/css/css_1.css"></head>
<body class="front"><a href="/lt/ivyko-renginys-0">Renginys</a></body></html>"""
DRUPAL_LISTING = """<html><head><meta name="Generator" content="Drupal 10 (https://www.drupal.org)"></head>
<body class="path-uudised"><div class="views-row"><a href="/uudised/talgud">Talgud</a></div></body></html>"""
DRUPAL_ARTICLE = """<html><head><script src="/core/misc/drupal.js"></script></head>
<body><article class="node node--type-article"><h1>Talgud</h1></article>
<script type="application/json" data-drupal-selector="drupal-settings-json">{"path":{}}</script></body></html>"""
DRUPAL_SEVEN = """<body class="html not-front page-node"><a href="/node/7">Uudis</a>
<script>jQuery.extend(Drupal.settings, {"basePath":"/"});</script></body>"""
TVP_HOME = """<html><head><meta name="Generator" content="Drupal 9 (https://www.drupal.org)"></head><body>
<a href="/lv/jaunumi">Jaunumi</a>
<div class="views-row"><h3><a href="/lv/jaunums/seminars">S</a></h3></div></body></html>"""
TVP_LISTING = """<body><div class="views-row"><div class="title"><h3><a href="/lv/jaunums/talka">Talka</a></h3></div>
<div class="date">12.04.2023.</div></div>
<div class="views-row"><h3><a href="/lv/jaunums/sede" rel="bookmark">Sēde</a></h3></div>
<a href="/lv/jaunumi?page=1">2</a></body>"""
TVP_ARTICLE = """<html><head><link rel="stylesheet" href="/themes/custom/tvp/css/style.css"></head><body>
<h1 class="display-4">Talka</h1>
<div class="paragraph--type--text"><div class="cke_editable text__text-content">T</div></div>
</body></html>"""
KOVTP_HOME = """<html><head><script src="/html/js/liferay/available_languages.jsp"></script></head><body><script>
Liferay.Browser = {}; var themeDisplay = {};</script></body></html>"""
KOVTP_LISTING = """<body><div class="asset-abstract"><a href="/et/uudised/-/asset_publisher/SuszQId8/content/talgud">
Talgud</a></div></body>"""
PAKRUOJIS = """<body><a href="index.php?qw=new&amp;newid=12">Kvietimas</a><a href="index.php?qw=apie">Apie</a></body>"""
ANYKSCIAI = """<body><a href="/?page=7&amp;amount=10&amp;current=1&amp;id=248">Kvietimas</a></body>"""
LEADERLIETUVA = """<body><a href="/news/1417/292/PROJEKTAI/d,detali_naujiena">Projektai</a></body>"""
TALSI = """<body><a href="/aktualitates?gads=2009&amp;pp=&amp;b=1&amp;lbu=122087">Seminārs</a></body>"""
TALSI_CALENDAR = (
    """<body><a href="/aktualitates/seminars?gads=2018&amp;monthID=9&amp;yearID=2028">Seminārs</a></body>"""
)
MULGIMAA = """<body><a href="/uudised/uudis/2023/05/25/taotlusvoor">Taotlusvoor</a></body>"""
MAAINFO = """<body><a href="/index.php?action=article&amp;article_id=10977&amp;page=3265">Õppepäev</a></body>"""
CMSMADESIMPLE = """<body><a href="/index.php?mact=News,cntnt01,detail,0&amp;cntnt01articleid=49">Uudis</a></body>"""
LATLIT = """<html><head><link rel="stylesheet" href="/wp-content/themes/latlit/style.css"></head><body>
<a href="/theprojects/active-aging/">Active Aging</a></body></html>"""
LAUKUTIKLS = """<html><head><meta name="Generator" content="Drupal 7"></head><body>
<a href="/nozares/lauku-telpa/raksti/talsu-partneriba">Raksts</a></body></html>"""
ROKISKIS = """<body><a href="/?accessibility-version=1">A</a><a href="/?page=2">2</a></body>"""
ELEKTRENAI = (
    """<body><a href="/vvg-naujienos/2022/">2022</a><a href="/vvg-naujienos/2022/gautos-paraiskos/">P</a></body>"""
)

PAGES = [
    ("wordpress", WORDPRESS_HOME, "/"),
    ("wordpress", WORDPRESS_LISTING, "/category/naujienos/"),
    ("wordpress", WORDPRESS_ARTICLE, "/kvietimas/"),
    ("wordpress", WORDPRESS_BARE, "/zinia/"),
    ("joomla", JOOMLA_HOME, "/"),
    ("joomla", JOOMLA_LISTING, "/jaunumi"),
    ("joomla", JOOMLA_ARTICLE, "/jaunumi/seminars"),
    ("joomla", JOOMLA_FOUR, "/uudised/uudis"),
    ("joomla", JOOMLA_PLAIN, "/"),
    ("k2", K2_HOME, "/"),
    ("k2", K2_LISTING, "/index.php/jaunumi"),
    ("k2", K2_ARTICLE, "/jaunumi/item/7-gada-balva"),
    ("drupal", DRUPAL_HOME, "/"),
    ("drupal", DRUPAL_LISTING, "/uudised"),
    ("drupal", DRUPAL_ARTICLE, "/uudised/talgud"),
    ("drupal", DRUPAL_SEVEN, "/node/7"),
    ("tvp", TVP_HOME, "/lv"),
    ("tvp", TVP_LISTING, "/lv/jaunumi"),
    ("tvp", TVP_ARTICLE, "/lv/jaunums/talka"),
    ("kovtp", KOVTP_HOME, "/"),
    ("kovtp", KOVTP_LISTING, "/et/uudised"),
    ("kovtp", "<body><h1>Talgud</h1></body>", "/et/uudised/-/asset_publisher/SuszQId8/content/talgud"),
    ("pakruojis", PAKRUOJIS, "/"),
    ("pakruojis", "<body>Tekstas</body>", "/index.php?qw=new&newid=643"),
    ("anyksciai", ANYKSCIAI, "/?page=7"),
    ("leaderlietuva", LEADERLIETUVA, "/"),
    ("talsi", TALSI, "/aktualitates"),
    ("talsi", TALSI_CALENDAR, "/"),
    ("mulgimaa", MULGIMAA, "/"),
    ("mulgimaa", "<body>Tekst</body>", "/meist/teated/2023/uudis/2023/05/25/taotlusvoor"),
    ("maainfo", MAAINFO, "/"),
    ("cmsmadesimple", CMSMADESIMPLE, "/"),
    ("latlit", LATLIT, "/"),
    ("laukutikls", LAUKUTIKLS, "/"),
    ("rokiskis", ROKISKIS, "/"),
    ("elektrenai", ELEKTRENAI, "/"),
]


@pytest.mark.parametrize(("platform", "html", "path"), PAGES)
def test_each_systems_pages_are_recognised(platform: str, html: str, path: str) -> None:
    assert name_of(html, path) == platform


def test_every_platform_with_marks_has_a_page_here() -> None:
    marked = {name for name, rules in PLATFORMS.items() if rules.marks != type(rules.marks)()}
    assert {platform for platform, _, _ in PAGES} == marked


@pytest.mark.parametrize(
    ("platform", "headers"),
    [
        ("drupal", {"X_Generator": "Drupal 10 (https://www.drupal.org)"}),
        ("drupal", {"x_drupal_cache": "HIT"}),
        ("wordpress", {"X_Pingback": "https://www.paraugs.lv/xmlrpc.php"}),
        ("wordpress", {"link": '<https://www.paraugs.lv/wp-json/>; rel="https://api.w.org/"'}),
        ("kovtp", {"Liferay_Portal": "Liferay Community Edition Portal 7.0.6"}),
        (None, {"server": "nginx", "x_powered_by": "PHP/8.2"}),
    ],
)
def test_headers_are_enough(platform: str | None, headers: dict[str, str]) -> None:
    assert name_of("<html><body><h1>Jaunumi</h1></body></html>", "/", **headers) == platform


HAND_MADE = """<html><head><link rel="stylesheet" href="/css/stils.css"></head><body><h1>Kā mēs pametām WordPress</h1>
<p>Agrāk lapa stāvēja uz WordPress un Joomla, pēc tam uz Drupal; ceļš bija /wp-content/themes/ un /media/jui/.</p>
<a href="https://wordpress.org/plugins/akismet/">spraudnis</a><a href="https://cits.lv/wp-login.php">cita lapa</a>
<img src="https://cits.lv/wp-content/uploads/2020/01/bilde.jpg"><img src="/wp-content/uploads/2015/01/sena.jpg">
<script src="https://cdn.cits.lv/wp-includes/js/jquery.js"></script></body></html>"""


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html><body></body></html>",
        HAND_MADE,
        "<body><p>drupalSettings un Liferay.Browser ir tikai vārdi tekstā.</p></body>",
        '<body><a href="/?page=2">2</a><a href="/?page=3">3</a><a href="/?page=4">4</a></body>',
        '<body><a href="/category/a">A</a><a href="/category/b">B</a><a href="/category/c">C</a></body>',
        '<body><a href="/naujiena/12-a">A</a><a href="/naujiena/13-b">B</a><a href="/naujiena/14-c">C</a></body>',
        '<body><a href="/item/1-krekls">K</a><a href="/item/2-zeke">Z</a><a href="/item/3-cepure">C</a></body>',
        '<body class="home page"><div class="item"><article class="post"><h2>Ziņa</h2></article></div></body>',
    ],
)
def test_stray_marks_prove_nothing(html: str) -> None:
    assert recognise(html) is None


def test_binary_bodies_are_no_pages() -> None:
    assert recognise_platform(b"%PDF-1.7 /wp-content/", f"{HOST}/a.pdf") is None
    assert recognise_platform(b"\x89PNG\r\n\x1a\n" + bytes(200), f"{HOST}/a.png") is None


def test_a_link_to_another_system_does_not_change_the_pages_own() -> None:
    foreign = '<a href="https://cits.lv/index.php?option=com_content&amp;view=article&amp;id=4">Joomla lapa</a>'
    assert name_of(DRUPAL_LISTING.replace("</body>", f"{foreign * 5}</body>"), "/uudised") == "drupal"


def test_another_port_is_another_host() -> None:
    page = b'<script src="http://127.0.0.1:9002/wp-includes/js/a.js"></script>'
    assert recognise_platform(page, "http://127.0.0.1:9001/") is None
    found = recognise_platform(page, "http://127.0.0.1:9002/")
    assert found is not None
    assert found.platform == "wordpress"


def test_k2_beside_joomlas_own_articles_is_the_more_frequent_one() -> None:
    styled = '<link href="/media/k2/assets/css/k2.css" rel="stylesheet"><div class="itemContainer"></div>'
    posts = "".join(f'<a href="/naujienos/{number}-kvietimas">K</a>' for number in range(10, 16))
    items = '<a href="/galerija/item/7-balva">Balva</a>'
    assert name_of(f"<body>{styled}{posts}{items}</body>") == "joomla"
    assert name_of(f"<body>{styled}{items}<a href='/2-kitas-straipsnis'>S</a></body>") == "k2"
    assert name_of(f"<body>{styled.partition('<div')[0]}{posts}</body>") == "joomla"


def test_a_general_drupal_site_with_bootstrap_is_not_the_state_platform() -> None:
    assert name_of(DRUPAL_LISTING.replace("<div", '<h1 class="display-4">U</h1><div'), "/uudised") == "drupal"


def test_evidence_is_told_in_words() -> None:
    found = recognise(WORDPRESS_HOME)
    assert found is not None
    assert found.evidence[0] == "generator says WordPress 6.4.2"
    found = recognise(WORDPRESS_LISTING)
    assert found is not None
    assert {"loads /wp-content/themes/", "loads /wp-includes/"} <= set(found.evidence)
    found = recognise(PAKRUOJIS)
    assert found is not None
    assert found.evidence[0].startswith("links to ?qw=new&newid=12")
    found = recognise(TVP_HOME)
    assert found is not None
    assert "generator says Drupal 9 (https://www.drupal.org)" in found.evidence


def test_recognition_ends_in_time_on_a_large_page() -> None:
    links = "".join(f'<a href="/naujienos/{number}-zinia-apie-kaima?a={number}">x</a>' for number in range(8000))
    started = time.process_time()
    assert recognise(f"<body>{links}<div class='views-row'></div></body>") is None
    assert time.process_time() - started < 3.0
