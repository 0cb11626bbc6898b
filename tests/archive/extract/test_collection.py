"""Pages that hold several articles are cut into them; pages with dated parts of one article are not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.errors import UnreadableArticleError
from archive.extract.article import extract_article, extract_articles
from archive.records import Article

_URL = "https://vvg.example/2015-metai/"
_ENTRIES = (
    (
        "2015-11-20",
        "Patvirtinta naujoji vietos plėtros strategija",
        "Visuotinis narių susirinkimas vienbalsiai pritarė strategijai, kurią bendruomenės rengė beveik dvejus metus.",
        "Pirmieji kvietimai teikti paraiškas bus paskelbti kitų metų pavasarį, o tvarką aptarsime seniūnijose.",
    ),
    (
        "2015-09-03",
        "Bendruomenių šventė sutraukė visą kraštą",
        "Prie ežero susirinko dvylikos kaimų žmonės, kurie mokėsi kepti duoną, pinti krepšius ir drožti šaukštus.",
        "Šventę vainikavo jaunųjų muzikantų koncertas, o kitąmet ji persikels į kaimyninę seniūniją.",
    ),
    (
        "2015-07-15",
        "Vasaros susitikimas su jaunimu",
        "Jaunimo atstovai papasakojo, kodėl po mokslų grįžta į gimtąjį kaimą ir kokios pagalbos jiems reikia.",
        "Sutarta, kad rudenį bus įsteigta jaunimo taryba, kuri svarstys visus naujus projektus.",
    ),
    (
        "2015-04-28",
        "Mokymai smulkiesiems ūkininkams",
        "Dvidešimt ūkininkų aiškinosi, kaip parduoti produkciją tiesiai vartotojui ir kaip rengti verslo planą.",
        "Mokymus vedė patyrę konsultantai, o kitas ciklas prasidės, kai baigsis pavasario darbai laukuose.",
    ),
)
_CONTACTS = "<footer><p>VVG „Krantas“, Ežero g. 1, tel. +370 60000000</p></footer>"


def _page(inside: str, title: str = "2015 metai") -> bytes:
    menu = "<nav><a href=/>Pradžia</a> <a href=/kontaktai>Kontaktai</a></nav>"
    head = f"<meta charset=utf-8><title>{title} – Krantas</title>"
    return f"<html><head>{head}</head><body>{menu}<main>{inside}</main>{_CONTACTS}</body></html>".encode()


def _read(html: bytes, url: str = _URL) -> tuple[Article, ...]:
    return extract_articles(html, url, datetime(2026, 11, 22, 8, tzinfo=UTC), languages=("lt",))


def _is_one(html: bytes, url: str = "https://vvg.example/straipsnis/") -> bool:
    articles = _read(html, url)
    return len(articles) == 1 and articles[0].part is None


def _headings() -> str:
    return "<h1>2015 metai</h1>" + "".join(
        f"<h3>{title}</h3><p class=data>{day}</p><p>{one}</p><p>{two}</p>" for day, title, one, two in _ENTRIES
    )


def _bold_paragraphs() -> str:
    return "<h1>Naujienos</h1>" + "".join(
        f"<p><strong>{day} {title}</strong></p><p>{one}</p><p>{two}</p>" for day, title, one, two in _ENTRIES
    )


def _dates_above_titles() -> str:
    return "<h2>Aktuali informacija 2008 m. – 2015 m.</h2>" + "".join(
        f"<p>{day}</p><p>{title}</p><p>{one}</p><p>{two}</p>" for day, title, one, two in _ENTRIES
    )


def _titles_above_dates() -> str:
    return "<h1>Archyvas</h1>" + "".join(
        f"<h2>{title}</h2><div>Paskelbta: {day}</div><div>{one}<br><br>{two}</div>" for day, title, one, two in _ENTRIES
    )


def _ruled() -> str:
    return "<h1>Naujienos</h1>" + "<hr>".join(
        f"<p><b>{title}</b></p><p>{one}</p><p>{two}</p><p>{day}</p>" for day, title, one, two in _ENTRIES
    )


def _table_rows() -> str:
    rows = "".join(
        f"<tr><td>{day}</td><td><b>{title}</b></td><td>{one} {two}</td></tr>" for day, title, one, two in _ENTRIES
    )
    return f"<h1>2015 metai</h1><table>{rows}</table>"


def _boxes() -> str:
    return "<h1>Naujienų archyvas</h1>" + "".join(
        f"<div class='views-row'><div class=date>{day.replace('-', '.')}</div><h2>{title}</h2>"
        f"<img src='/foto/{day}.jpg' alt=''><div>{one}</div>"
        f"<div>{two} <a href='/f/{day}.pdf'>Protokolas</a></div></div>"
        for day, title, one, two in _ENTRIES
    )


def _folded() -> str:
    return "<h1>2015 metai</h1>" + "".join(
        f"<details><summary>{day} {title}</summary><p>{one}</p><p>{two}</p></details>"
        for day, title, one, two in _ENTRIES
    )


def _accordion() -> str:
    return "<h1>2015 metai</h1><div class=accordion>" + "".join(
        f"<div class='accordion-item'><h2 class='accordion-header'>"
        f"<button class='accordion-button'>{title} ({day})</button></h2>"
        f"<div class='accordion-collapse collapse' style='display:none'><p>{one}</p><p>{two}</p></div></div>"
        for day, title, one, two in _ENTRIES
    )


def _broken_lines() -> str:
    lines = "<br><br>".join(f"<b>{day} {title}</b><br>{one}<br>{two}" for day, title, one, two in _ENTRIES)
    return f"<h1>2015 metai</h1><div>{lines}</div>"


def _one_paragraph_each() -> str:
    return "<h1>Naujienos</h1>" + "".join(
        f"<p><strong>{day} {title}.</strong> {one} {two}</p>" for day, title, one, two in _ENTRIES
    )


def _list_items() -> str:
    rows = "".join(
        f"<li><h4>{title}</h4><span class=date>{day}</span><p>{one}</p><p>{two}</p></li>"
        for day, title, one, two in _ENTRIES
    )
    return f"<h1>Naujienos</h1><ul>{rows}</ul>"


_SPLIT = {
    "headings": _headings,
    "bold-paragraphs": _bold_paragraphs,
    "dates-above-titles": _dates_above_titles,
    "titles-above-dates": _titles_above_dates,
    "ruled": _ruled,
    "table-rows": _table_rows,
    "boxes": _boxes,
    "folded": _folded,
    "accordion": _accordion,
    "broken-lines": _broken_lines,
    "one-paragraph-each": _one_paragraph_each,
    "list-items": _list_items,
}


@pytest.mark.parametrize("make", _SPLIT.values(), ids=_SPLIT)
def test_page_of_several_articles_is_cut_into_them(make: object) -> None:
    assert callable(make)
    articles = _read(_page(make()))
    assert [one.title for one in articles] == [title for _, title, _, _ in _ENTRIES]
    assert [one.published.value if one.published else None for one in articles] == [day for day, *_ in _ENTRIES]
    for article, (_, _, first, second) in zip(articles, _ENTRIES, strict=True):
        assert " ".join(article.text.split()).removesuffix(" Protokolas") == f"{first} {second}"
    assert articles[2].part == "2015-07-15-vasaros-susitikimas-su-jaunimu"
    assert articles[2].url == f"{_URL}#{articles[2].part}"
    assert len({one.part for one in articles}) == len(articles)


def test_pictures_and_files_are_those_of_the_own_section() -> None:
    articles = _read(_page(_boxes()))
    assert [[one.url for one in article.images] for article in articles] == [
        [f"https://vvg.example/foto/{day}.jpg"] for day, *_ in _ENTRIES
    ]
    assert [[one.url for one in article.attachments] for article in articles] == [
        [f"https://vvg.example/f/{day}.pdf"] for day, *_ in _ENTRIES
    ]


def test_latvian_and_estonian_lists_are_cut_too() -> None:
    text = "Biedrības padome izskatīja sešus projektus un nolēma atbalstīt tos, kas palīdz mazajiem ražotājiem novadā."
    rows = [
        ("16.05.2022.", "Padomes sēde"),
        ("2022. gada 3. martā", "Kopsapulce Ķekavā"),
        ("10 Jan, 2022", "Jauna kārta"),
    ]
    html = "<h1>Jaunumi</h1>" + "".join(f"<h3>{name}</h3><p>{day}</p><p>{text}</p><p>{text}</p>" for day, name in rows)
    articles = _read(_page(html, "Jaunumi"), "https://partneriba.example/arhivs")
    assert [(one.title, one.published.value if one.published else None) for one in articles] == [
        ("Padomes sēde", "2022-05-16"),
        ("Kopsapulce Ķekavā", "2022-03-03"),
        ("Jauna kārta", "2022-01-10"),
    ]
    text = "Kogu juhatus arutas uusi taotlusi ja otsustas toetada neid, mis aitavad noortel maal ettevõtjaks saada."
    html = (
        "<div>"
        + "".join(
            f"<div>lisatud {day}</div><p><b>{name}</b></p><p>{text}</p>"
            for day, name in (
                ("10.04.2008", "Juhatuse koosolek Õrus"),
                ("01.02.2008", "Uus voor avati"),
                ("05.12.2007", "Jõulud külas"),
            )
        )
        + "</div>"
    )
    articles = _read(_page(html, "Teated"), "https://kogu.example/teated")
    assert [one.part for one in articles] == [
        "2008-04-10-juhatuse-koosolek-orus",
        "2008-02-01-uus-voor-avati",
        "2007-12-05-joulud-kulas",
    ]


def test_article_added_on_top_changes_no_other_name() -> None:
    twice = (_ENTRIES[0], *_ENTRIES)
    for entries in (_ENTRIES, twice):
        html = "<h1>Naujienos</h1>" + "".join(
            f"<h3>{day} {title}</h3><p>{one}</p><p>{two}</p>" for day, title, one, two in entries
        )
        parts = [one.part for one in _read(_page(html))]
        assert parts[-4:] == [
            "2015-11-20-patvirtinta-naujoji-vietos-pletros-strategija",
            "2015-09-03-bendruomeniu-svente-sutrauke-visa-krasta",
            "2015-07-15-vasaros-susitikimas-su-jaunimu",
            "2015-04-28-mokymai-smulkiesiems-ukininkams",
        ]
    assert parts[0] == "2015-11-20-patvirtinta-naujoji-vietos-pletros-strategija-2"


def test_side_column_below_is_no_part_of_the_last_article() -> None:
    side = "<div><div>Kas yra LEADER?</div><p>LEADER metodas leidžia vietos žmonėms patiems spręsti.</p></div>"
    html = f"<div><div>{_headings()}</div>{side}</div>"
    assert "LEADER" not in _read(_page(html))[-1].text


_H1 = "<h1>Kaip kūrėsi krašto bendruomenės</h1><p class=data>2016-02-01</p>"
_LONG = "".join(f"<p>{one}</p><p>{two}</p>" for _, _, one, two in _ENTRIES)
_WHOLE = {
    "subheadings": _H1 + "".join(f"<h3>{title}</h3><p>{one}</p><p>{two}</p>" for _, title, one, two in _ENTRIES),
    "dated-subheadings": _H1
    + "<p>Per dešimt metų krašte įsikūrė keturios bendruomenės, ir kiekviena ėjo savo keliu, kurį čia ir aprašome.</p>"
    + "".join(f"<h3>{day} {title}</h3><p>{one}</p><p>{two}</p>" for day, title, one, two in reversed(_ENTRIES)),
    "agenda": "<h1>Konferencijos programa</h1>"
    + "".join(
        f"<h3>2015-07-{day} {name}</h3><p>9.00–10.00 Registracija ir kava</p><p>10.00–12.00 Pranešimai apie kaimą</p>"
        for day, name in (("15", "Pirmoji diena"), ("16", "Antroji diena"), ("17", "Trečioji diena"))
    ),
    "agenda-in-a-table": f"<h1>Seminarų ciklas</h1>{_LONG}<table>"
    + "".join(
        f"<tr><td>2015-0{month}-15</td><td>Seminaras apie verslą</td><td>Biržų kultūros centras</td></tr>"
        for month in (3, 4, 5, 6)
    )
    + "</table>",
    "call-with-deadlines": "<h1>Kvietimas teikti paraiškas Nr. 9</h1>"
    + "".join(
        f"<p><b>{label} {day}</b></p><p>{one} {two}</p>"
        for label, (day, _, one, two) in zip(
            ("Paraiškos priimamos nuo", "Klausimai teikiami iki", "Vertinimas baigiamas iki", "Sutartys iki"),
            _ENTRIES,
            strict=True,
        )
    ),
    "projects": "<h1>Įgyvendinami projektai</h1>"
    + "".join(
        f"<h3>Projektas „{title}“</h3><p>Projekto trukmė: {day} – 2016-12-31</p><p>{one}</p><p>{two}</p>"
        for day, title, one, two in _ENTRIES
    ),
    "related-teasers": f"{_H1}{_LONG}<div>"
    + "".join(
        f"<div><h3><a href='/kita-{day}'>{title}</a></h3><span>{day}</span><p>{one}</p></div>"
        for day, title, one, _ in _ENTRIES
    )
    + "</div>",
    "comments": f"{_H1}{_LONG}<h3>Komentarai</h3>"
    + "".join(f"<div><b>Jonas Ąžuolas</b> <span>{day}</span><p>{one} {two}</p></div>" for day, _, one, two in _ENTRIES),
    "long-side-column": f"<div>{_H1}{_LONG}</div><div>"
    + "".join(f"<h4>{title}</h4><span>{day}</span><p>{one}</p>" for day, title, one, _ in _ENTRIES)
    + "</div>",
    "dated-projects-under-a-plain-name": "<div class=pav>Mūsų įgyvendinti projektai</div>"
    + "".join(f"<h3>{title}</h3><p>{day}</p><p>{one}</p><p>{two}</p>" for day, title, one, two in _ENTRIES),
    "two-only": _H1
    + "".join(f"<h3>{day} {title}</h3><p>{one}</p><p>{two}</p>" for day, title, one, two in _ENTRIES[:2]),
    "minutes-list": f"{_H1}{_LONG}<ul>"
    + "".join(f"<li>{day} <a href='/f/{day}.pdf'>Valdybos posėdžio protokolas</a></li>" for day, *_ in _ENTRIES)
    + "</ul>",
    "coming-events": "<h1>Kvietimų grafikas</h1>"
    + "".join(
        f"<h3>2027-0{month}-01 Kvietimas Nr. {month}</h3><p>{one}</p><p>{two}</p>"
        for month, (_, _, one, two) in enumerate(_ENTRIES, 1)
    ),
    "history": "<h1>Mūsų organizacijos istorija</h1>"
    + "".join(f"<p><b>{day}</b></p><p>{one}</p><p>{two}</p>" for day, _, one, two in reversed(_ENTRIES)),
    "dates-in-prose": _H1 + "".join(f"<p>{day} {one[0].lower()}{one[1:]} {two}</p>" for day, _, one, two in _ENTRIES),
}


@pytest.mark.parametrize("inside", _WHOLE.values(), ids=_WHOLE)
def test_one_article_with_dated_parts_stays_whole(inside: str) -> None:
    title = inside.partition("<h1>")[2].partition("</h1>")[0] or "Mūsų įgyvendinti projektai"
    assert _is_one(_page(inside, title))


@pytest.mark.parametrize("tag", ["article", "div", "li"])
def test_list_of_teasers_is_no_article_and_no_collection(tag: str) -> None:
    rows = "".join(
        f"<{tag}><h2><a href='/naujiena-{day}/'>{title}</a></h2><span>{day}</span><p>{one}</p>"
        f"<a href='/naujiena-{day}/'>Skaityti daugiau</a></{tag}>"
        for day, title, one, _ in _ENTRIES
    )
    with pytest.raises(UnreadableArticleError):
        _read(_page(f"<h1>Naujienos</h1>{rows}", "Naujienos"), "https://vvg.example/naujienos/")


def test_every_article_of_the_fixtures_is_one() -> None:
    html = _page(_WHOLE["subheadings"], "Kaip kūrėsi krašto bendruomenės")
    captured_at = datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert extract_articles(html, _URL, captured_at) == (extract_article(html, _URL, captured_at),)


def test_section_named_in_the_head_only_is_no_article() -> None:
    html = _page("<h1>Naujienos</h1>" + "".join(f"<p>{one}</p>" for _, _, one, _ in _ENTRIES), "Naujienos")
    with pytest.raises(UnreadableArticleError):
        _read(html)
