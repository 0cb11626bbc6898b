"""Honest article pages: every theme of the field notes around every odd content; none of them may get a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

LONG = {
    "lt": "Rugsėjo pabaigoje Žiedupių kaime duris atvėrė atnaujinta bendruomenės salė, "
    "kurios remontui skirta 24 600 Eur. "
    "Į šventę atvyko kaimynai iš šešių seniūnijų, o vaikų choras padainavo tris senas dainas. ",
    "lv": "Septembra beigās Žiedupē durvis vēra atjaunota kopienas zāle, kuras remontam piešķirti 24 600 eiro. "
    "Uz svētkiem atbrauca kaimiņi no sešiem pagastiem, un bērnu koris nodziedāja trīs senas dziesmas. ",
    "et": "Septembri lõpus avas Õielal uksed uuendatud külamaja, mille remondiks eraldati 24 600 eurot. "
    "Peole sõitsid naabrid kuuest külast ja lastekoor laulis kolm vana laulu. ",
    "en": "At the end of September the village hall opened its doors again after repairs worth 24 600 euro. "
    "Neighbours from six parishes came to celebrate, and the choir sang three old songs. ",
}
TITLE = {
    "lt": "Žiedupiuose atidaryta atnaujinta salė",
    "lv": "Žiedupē atklāta atjaunota zāle",
    "et": "Õielal avati uuendatud külamaja",
    "en": "A renewed village hall",
}


@dataclass(frozen=True, slots=True)
class Honest:
    """One page and how it is asked for."""

    name: str
    url: str
    platform: str | None
    language: str
    body: bytes


def _prose(text: str, *, times: int = 3) -> str:
    return f"<p>{text}</p>" * times


def _related(folder: str, count: int = 6) -> str:
    words = ("Pavasara talka ezera krastā", "Jauni projekti kopienām", "Amatnieku diena tirgū", "Velomaršruts ap ezeru")
    items = "".join(
        f'<div class="related-item"><h4><a href="{folder}{words[n % 4].lower().replace(" ", "-")}-{n}">'
        f"{words[n % 4]} {n}</a>"
        f"</h4><span>1{n}.03.2024</span><p>Kopienas aicina visus piedalīties kopīgā darbā un svētkos.</p></div>"
        for n in range(count)
    )
    return f'<section class="related"><h3>Lasiet arī</h3>{items}</section>'


_LOGIN_BOX = (
    '<div class="login-box"><h3>Prisijungimas</h3><form><input name="u"><input type="password" name="p">'
    "<button>Prisijungti</button></form></div>"
)
_NOTICE = (
    '<div id="cookie-notice"><p>Ši svetainė naudoja slapukus, kad veiktų geriau. Naršydami toliau sutinkate su jų '
    "naudojimu.</p><button>Sutinku</button><a href='/privatumo-politika'>Plačiau</a></div>"
)
_PAGE_NOTICE = (
    '<div class="bar"><h4>Vertiname jūsų privatumą</h4><p>Naudojame slapukus, kad pagerintume Jūsų naršymo patirtį, '
    "pateiktume turinį ir analizuotume srautą.</p><button>Priimti visus</button><button>Atmesti</button></div>"
)
_GALLERY = "".join(f'<a href="/foto/{n}.jpg"><img src="/foto/{n}s.jpg" width="200"></a>' for n in range(12))
_TABLE = "<table>" + "".join(f"<tr><td>{n}.</td><td>Projektas {n}</td><td>{n}200 Eur</td></tr>" for n in range(1, 9))


def _contents(language: str, folder: str) -> Iterator[tuple[str, str]]:
    text, first = LONG[language], LONG[language].partition(". ")[0] + "."
    yield "long", _prose(text)
    yield "short", f"<p>{first} Daugiau – kitą savaitę.</p>"
    yield "one line", f"<p>{first[:60]}</p>"
    yield "short with related", f"<p>{first}</p>" + _related(folder)
    yield (
        "neighbours",
        (
            f"<p>{first} {first}</p><nav class='nav-links'><a rel='prev' href='{folder}a-b-c'>Ankstesnis</a>"
            f"<a rel='next' href='{folder}d-e-f'>Kitas</a></nav>" + _related(folder)
        ),
    )
    yield (
        "form",
        _prose(text, times=1) + "<form><input name='v'><input type='email' name='e'><button>Siųsti</button></form>",
    )
    yield "login box", f"<p>{first}</p>" + _LOGIN_BOX
    yield "notice", _NOTICE + f"<p>{first}</p>"
    yield "unnamed notice", f"<p>{first}</p>" + _PAGE_NOTICE
    yield "gallery", _GALLERY
    yield "picture", '<p><img src="/plakatas.jpg" alt="Plakatas" width="900"></p>'
    yield (
        "picture with notice and login",
        '<img src="/plakatas.jpg" width="900">' + _NOTICE + f"<aside>{_LOGIN_BOX}</aside>",
    )
    yield "file", '<p><a href="/failai/darbotvarke.pdf">Darbotvarkė</a></p>'
    yield "table", _TABLE + "</table>"
    yield "video", '<iframe src="https://video.example/embed/1"></iframe>'
    yield "about missing pages", f"<p>Puslapis nerastas – tokį užrašą matė lankytojai.</p>{_prose(text, times=1)}"
    yield (
        "two pages",
        _prose(text) + f'<div class="pagination"><a href="{folder}x?page=1">1</a><a href="?page=2">2</a></div>',
    )
    yield "many dates", "".join(f"<h4>1{n}.05.2024 Ciemats {n}</h4><p>{first}</p>" for n in range(6))
    yield (
        "programme",
        "<ul>" + "".join(f"<li>1{n}:00 <a href='{folder}vieta-{n}'>Susitikimas salėje</a></li>" for n in range(9)),
    )


def _frame(body: str, *, title: str, head: str = "", classes: str = "", language: str = "lt") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f'<body class="{classes}">{body}</body></html>'
    ).encode()


_MENU = "".join(f'<li><a href="/meniu-punktas-{n}">Meniu punktas {n}</a></li>' for n in range(12))
_SIDE = "".join(
    f'<li><a href="/naujienos/sena-gera-naujiena-{n}">Sena gera naujiena {n}</a> 2024-02-1{n}</li>' for n in range(8)
)


def _wordpress(content: str, title: str, language: str) -> bytes:
    return _frame(
        f'<header id="masthead"><ul>{_MENU}</ul></header><main><article class="post type-post"><header>'
        '<h1 class="entry-title">'
        f'{title}</h1><time class="entry-date" datetime="2024-03-01">2024-03-01</time></header>'
        '<div class="entry-content">'
        f'{content}</div></article></main><aside class="widget-area"><ul>{_SIDE}</ul></aside>',
        title=f"{title} – VVG",
        head='<link rel="https://api.w.org/" href="/wp-json/"><meta property="og:type" content="article">',
        classes="post-template-default single single-post postid-812 single-format-standard",
        language=language,
    )


def _bare_wordpress(content: str, title: str, language: str) -> bytes:
    return _frame(
        f'<div id="menu"><ul>{_MENU}</ul></div><div class="content"><h2>{title}</h2>{content}</div>',
        title=f"VVG » {title}",
        head='<link rel="stylesheet" href="/wp-content/themes/x/style.css"><meta property="og:type" content="website">',
        language=language,
    )


def _joomla(content: str, title: str, language: str) -> bytes:
    return _frame(
        f'<div class="nav"><ul>{_MENU}</ul></div><div class="item-page" itemscope>'
        f'<h2 itemprop="headline">{title}</h2>{content}'
        f'</div><div class="moduletable"><h3>Jaunākie</h3><ul>{_SIDE}</ul>{_LOGIN_BOX}</div>',
        title=title,
        head='<meta name="generator" content="Joomla! - Open Source Content Management">',
        classes="site com_content view-article no-layout no-task itemid-101",
        language=language,
    )


def _old_joomla(content: str, title: str, language: str) -> bytes:
    return _frame(
        f'<table><tr><td><ul>{_MENU}</ul>{_LOGIN_BOX}</td><td><table class="contentpaneopen"><tr>'
        '<td class="contentheading">'
        f"{title}</td></tr><tr><td>{content}</td></tr></table></td></tr></table>",
        title="Žiedupių VVG",
        language=language,
    )


def _drupal(content: str, title: str, language: str) -> bytes:
    return _frame(
        f'<div class="region-header"><ul>{_MENU}</ul></div><div class="region-content">'
        f'<h1 class="page-title">{title}</h1>'
        f'<article class="node node--type-article"><div class="field--name-body">{content}</div></article></div>',
        title=f"{title} | VVG",
        head='<link rel="shortlink" href="/node/12">',
        classes="path-node page-node-type-article",
        language=language,
    )


def _tvp(content: str, title: str, language: str) -> bytes:
    return _frame(
        f'<nav><ul>{_MENU}</ul></nav><main><h1 class="display-4">{title}</h1>'
        "<div>Publicēts: 16.05.2022.</div><div class="
        f'"paragraph--type--text"><div class="cke_editable text__text-content">{content}</div></div></main>',
        title=f"{title} | Zemgales plānošanas reģions",
        classes="path-node page-node-type-news",
        language=language,
    )


def _tables(content: str, title: str, language: str) -> bytes:
    return _frame(
        f'<table width="900"><tr><td colspan="2"><img src="/logo.gif"></td></tr><tr><td><ul>{_MENU}</ul>'
        f"</td><td><b>{title}</b>"
        f"<br><br>{content}</td></tr></table>",
        title="VVG",
        language=language,
    )


def _plain(content: str, title: str, language: str) -> bytes:
    return _frame(
        f"<div class='page'><h1>{title}</h1>{content}</div>", title=title, classes="page blog home", language=language
    )


_Theme = Callable[[str, str, str], bytes]
_THEMES: dict[str, tuple[_Theme, str | None, str, str]] = {
    "wordpress": (_wordpress, "wordpress", "https://vvg.example/2024/03/01/", "lt"),
    "bare-wordpress": (_bare_wordpress, "permalinks", "https://vvg.example/", "lt"),
    "joomla": (_joomla, "joomla", "https://vvg.example/naujienos/", "lt"),
    "old-joomla": (_old_joomla, None, "https://vvg.example/index.php/", "lv"),
    "drupal": (_drupal, "drupal", "https://kogu.example/uudised/", "et"),
    "tvp": (_tvp, "tvp", "https://zemgale.example/lv/jaunums/", "lv"),
    "tables": (_tables, None, "https://vvg.example/index.php?qw=new&newid=", "lt"),
    "plain": (_plain, None, "https://kogu.example/uudised/", "et"),
    "english": (_plain, "permalinks", "https://latlit.example/news/", "en"),
}


def iter_honest() -> Iterator[Honest]:
    """Every theme around every content."""
    for theme, (build, platform, folder, language) in _THEMES.items():
        tail = "643" if folder.endswith("=") else "128-atidaryta-atnaujinta-sale"
        for content, markup in _contents(language, folder):
            body = build(markup, TITLE[language], language)
            yield Honest(f"{theme}: {content}", folder + tail, platform, language, body)
