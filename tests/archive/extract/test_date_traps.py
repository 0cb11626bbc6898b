"""Dates that are not the publication's, wherever they stand: none of them becomes it."""

from __future__ import annotations

import pytest

from archive.extract.date_relative import is_relative, resolve_relative
from archive.extract.provenance import open_trace
from tests.archive.extract.date_pages import CAPTURED_AT, PROSE, TITLE, published_on, read

_NONE = {
    "footer": "<div><h1>{t}</h1>{p}</div><footer>© 2016 Vietos veiklos grupė</footer>",
    "footer-without-tag": "<div><h1>{t}</h1>{p}</div><div>© 2016-2024 VVG. Visos teisės saugomos</div>",
    "footer-updated": "<div><h1>{t}</h1>{p}</div><div>Paskutinį kartą atnaujinta: 2024-06-26 15:10</div>",
    "site-updated": "<div><h1>{t}</h1>{p}</div><footer>Last updated: 26.06.2024 15:10</footer>",
    "today": "<div>Šiandien: 2024-04-24</div><div><h1>{t}</h1>{p}</div>",
    "today-lv": "<div id=top><span>Trešdiena, 2024. gada 24. aprīlis</span></div><div><h1>{t}</h1>{p}</div>",
    "today-plain": "<div>Trešdiena, 2024. gada 24. aprīlis</div><div><h1>{t}</h1>{p}</div>",
    "today-et": "<table><tr><td>Täna on kolmapäev, 24. aprill 2024</td></tr></table><div><h1>{t}</h1>{p}</div>",
    "name-day": "<div>2024-04-24, Vardadieniai: Ervinas, Fidelis</div><div><h1>{t}</h1>{p}</div>",
    "prose": "<div><h1>{t}</h1><p>Susitikimas įvyko 2022 m. spalio 5 d. Pakruojyje ir truko visą dieną.</p>{p}</div>",
    "prose-start": "<div><h1>{t}</h1><p>2022 m. spalio 5 d. Pakruojyje įvyko bendruomenių susitikimas.</p>{p}</div>",
    "prose-lv": "<div><h1>{t}</h1><p>Sanāksme notika 2022. gada 16. maijā Auces kultūras centrā.</p>{p}</div>",
    "prose-short": "<div><h1>{t}</h1><p>2022 m. rugsėjo 22 d. Pakruojyje</p>{p}</div>",
    "deadline": "<div><h1>{t}</h1><p>Paraiškos priimamos iki 2022 m. spalio 1 d.</p>{p}</div>",
    "deadline-lv": "<div><h1>{t}</h1><p>Termiņš: 01.10.2022.</p>{p}</div>",
    "deadline-et": "<div><h1>{t}</h1><p>Tähtaeg: 01.10.2022</p>{p}</div>",
    "deadline-below": "<div><h1>{t}</h1>{p}<p>Pieteikumu iesniegšanas termiņš: 01.10.2022.</p></div>",
    "event-box": "<div><h1>{t}</h1><dl><dt>Kada:</dt><dd>2022-10-05</dd><dt>Kur:</dt><dd>Pakruojis</dd></dl>{p}</div>",
    "event-date": "<div><h1>{t}</h1><div>Data: 2022-10-05</div><div>Laikas: 10:00</div>"
    "<div>Vieta: Kuršėnai</div>{p}</div>",
    "event-row": "<div><h1>{t}</h1><p>Data: 2022-10-05. Vieta: Kultūros centras</p>{p}</div>",
    "event-table": "<div><h1>{t}</h1><table><tr><th>Datums</th><td>05.10.2022.</td></tr><tr><th>Vieta</th>"
    "<td>Auce</td></tr></table>{p}</div>",
    "event-en": "<div><h1>{t}</h1><p>Date: 11. May 2016</p><p>Time: 11:00 am - 6:00 pm</p>{p}</div>",
    "event-et": "<div><h1>{t}</h1><p>Toimumisaeg: 05.10.2022</p><p>Koht: Rapla kultuurikeskus</p>{p}</div>",
    "event-range": "<div><h1>{t}</h1><div class=date>2022-10-05 – 2022-10-07</div>{p}</div>",
    "range-word": "<div><h1>{t}</h1><p>2018 m. birželio 12-14 d.</p>{p}</div>",
    "range-et": "<div><h1>{t}</h1><p>06.–13. septembril 2019</p>{p}</div>",
    "project": "<div><h1>{t}</h1>{p}<p>Projekta īstenošanas laiks: 01.07.2020.-31.10.2022.</p></div>",
    "project-start": "<div><h1>{t}</h1><p>Projekto pradžia: 2020-07-01</p><p>Projekto pabaiga: 2022-10-31</p>{p}</div>",
    "side-list": "<div><h1>{t}</h1>{p}</div><div class=sidebar><ul>"
    "<li>2023-05-05 <a href=/a>Kita naujiena apie mugę</a></li></ul></div>",
    "related": "<div><h1>{t}</h1>{p}<h3>Kitos naujienos</h3><ul><li>"
    "<a href=/n>Kita naujiena apie mugę</a> 2023-05-05</li></ul></div>",
    "related-cards": "<div><h1>{t}</h1>{p}</div><div><div class=kort><span class=date>2023-05-05</span>"
    "<a href=/n>Kita naujiena apie mugę</a></div></div>",
    "neighbours": "<div><h1>{t}</h1>{p}<div><a href=/n>Kita naujiena apie mugę</a> 2023 gruodžio 18</div></div>",
    "comments": "<div><h1>{t}</h1>{p}<h3>Komentarai</h3><div><b>Jonas</b><span>2023-05-05 10:20</span>"
    "<p>Puiku!</p></div></div>",
    "comment-class": "<div><h1>{t}</h1>{p}<div class=comments>"
    "<time datetime=2023-05-05>2023-05-05</time> Jonas</div></div>",
    "image": "<div><h1>{t}</h1><img src=/wp-content/uploads/2019/05/nuotrauka.jpg>{p}</div>",
    "programme": "<div><h1>{t}</h1><p>Lietuvos kaimo plėtros 2014–2020 metų programa</p>{p}</div>",
    "register": "<div><h1>{t}</h1>{p}<p>Reg. Nr. 40008010720, IBAN LT12 2014 0520 1612 3456</p></div>",
    "phone": "<div><h1>{t}</h1>{p}<p>Tel. 8 620 20150, faks. 2020 12 12345</p></div>",
    "law": "<div><h1>{t}</h1><p>2021 m. birželio 3 d. įsakymas Nr. 3D-2021-05</p>{p}</div>",
    "bare-year": "<div><h1>{t}</h1><div class=year>2015</div>{p}</div>",
    "hours": "<div><h1>{t}</h1>{p}<p>Darbo laikas: I-V 8.00–17.00</p></div>",
    "future": "<div><h1>{t}</h1><div>2027-01-15</div>{p}</div>",
    "tomorrow": "<div><h1>{t}</h1><div>2026-11-25</div>{p}</div>",
    "updated-line": "<div><h1>{t}</h1><p>Atnaujinta: 2024-05-01</p>{p}</div>",
    "updated-time": "<div><h1>{t}</h1><p>Muudetud: <time datetime=2024-05-01>01.05.2024</time></p>{p}</div>",
    "updated-class": "<article><h1>{t}</h1><time class=updated datetime=2024-05-01>2024-05-01</time>{p}</article>",
    "revised-note": "<div><h1>{t}</h1>{p}<p>*Informācija papildināta 04.01.2021.</p></div>",
    "photo": "<div><h1>{t}</h1><div class=caption>Talka 2019-05-06</div>{p}</div>",
    "years-ago": "<div><h1>{t}</h1><div>prieš 2 metus</div>{p}</div>",
    "cards-below": "<div><h1>{t}</h1>{p}<div><h2><a href=/n>Kita naujiena mugėje</a></h2><p>2023-05-05</p></div></div>",
    "attachment": "<div><h1>{t}</h1>{p}<p><a href=/f/a.pdf>Protokolas 2021-03-04.pdf</a></p></div>",
    "calendar": "<div><h1>{t}</h1>{p}</div><table class=calendar><caption>2024 balandis</caption><tr><td>1</td>"
    "</tr></table>",
    "archive-menu": "<div><h1>{t}</h1>{p}</div><ul><li><a href=/2024/03>2024 m. kovas</a></li></ul>",
}
_HEADS = {
    "modified": "<meta property='article:modified_time' content='2024-05-01T10:00:00+03:00'>",
    "og-updated": "<meta property='og:updated_time' content='2024-05-01T10:00:00+03:00'>",
    "http-last-modified": "<meta http-equiv='last-modified' content='2024-05-01'>",
    "event": "<script "
    'type="application/ld+json">{"@type":"Event","startDate":"2024-05-01","datePublished":"2024-05-01"}</script>',
    "list": '<script type="application/ld+json">[{"@type":"NewsArticle","url":"https://vvg.example.lt/a","datePublished":'
    '"2024-05-01"},{"@type":"NewsArticle","url":"https://vvg.example.lt/b","datePublished":"2024-05-02"}]</script>',
    "future": "<meta property='article:published_time' content='2030-05-01T10:00:00+03:00'>",
}


@pytest.mark.parametrize("page", _NONE.values(), ids=_NONE)
def test_page_without_a_date_gets_none(page: str) -> None:
    assert published_on(page.format(t=TITLE, p=PROSE)) is None


@pytest.mark.parametrize("page", _NONE.values(), ids=_NONE)
def test_visible_date_is_found_among_others(page: str) -> None:
    with_date = page.replace("<h1>{t}</h1>", "<h1>{t}</h1><div>Paskelbta: 2021-02-03</div>")
    assert published_on(with_date.format(t=TITLE, p=PROSE)) == "2021-02-03"


@pytest.mark.parametrize("head", _HEADS.values(), ids=_HEADS)
def test_head_without_a_publication_date_gives_none(head: str) -> None:
    assert published_on(f"<h1>{TITLE}</h1>{PROSE}", head=head) is None


@pytest.mark.parametrize(
    "label",
    [
        *("Atjaunots", "Papildināta", "Informācija papildināta", "Labots", "Atnaujinta", "Redaguota", "Pakeista"),
        *("Paskutinį kartą redaguota", "Muudetud", "Uuendatud", "Viimati muudetud", "Last updated", "Updated on"),
        *("Обновлено", "Zuletzt aktualisiert", "Ostatnia aktualizacja", "Päivitetty", "Senast uppdaterad"),
    ],
)
def test_label_of_a_change_makes_the_date_the_updates(label: str) -> None:
    article = read(f"<div><h1>{TITLE}</h1>{PROSE}<p>{label}: 04.01.2021.</p></div>")
    assert article.published is None
    assert article.updated is not None
    assert (article.updated.value, article.updated.kind) == ("2021-01-04", "updated")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("vakar", "2026-11-21"),
        ("Vakar, 14:20", "2026-11-21"),
        ("prieš 3 dienas", "2026-11-19"),
        ("pirms 2 dienām", "2026-11-20"),
        ("pirms dienas", "2026-11-21"),
        ("eile kell 12.30", "2026-11-21"),
        ("3 päeva tagasi", "2026-11-19"),
        ("2 days ago", "2026-11-20"),
        ("Posted: yesterday", "2026-11-21"),
        ("šodien 10:00", "2026-11-22"),
        ("vor 2 Tagen", "2026-11-20"),
        ("2 дня назад", "2026-11-20"),
        ("Paskelbta prieš 3 dienas", "2026-11-19"),
        ("Atnaujinta: prieš 3 dienas", None),
        ("Komentaras: vakar", None),
        ("Vakar vyko susitikimas", None),
    ],
)
def test_relative_day_is_told_from_the_capture(text: str, value: str | None) -> None:
    day = resolve_relative(text, CAPTURED_AT.date())
    assert (day.value if day is not None else None) == value
    published = read(f"<div><h1>{TITLE}</h1><div>{text}</div>{PROSE}</div>").published
    assert (published.value if published is not None else None) == value
    assert published is None or (published.origin, published.precision) == ("relative", "day")


@pytest.mark.parametrize(
    "text",
    [
        *("prieš savaitę", "pirms nedēļas", "nädal tagasi", "1 week ago", "1 sav. prieš", "prieš 2 savaites"),
        *("pirms 2 nedēļām", "kaks nädalat tagasi", "2 weeks ago", "3 недели назад", "vor 3 Wochen", "3 tygodnie temu"),
        *(
            "prieš mėnesį",
            "pirms mēneša",
            "kuu tagasi",
            "a month ago",
            "месяц назад",
            "prieš 3 mėn.",
            "kolm kuud tagasi",
        ),
        *("prieš metus", "pirms 2 gadiem", "aasta tagasi", "3 years ago", "2 года назад", "10 months ago"),
    ],
)
def test_weeks_months_and_years_ago_stay_as_written(text: str) -> None:
    assert is_relative(text)
    assert resolve_relative(text, CAPTURED_AT.date()) is None
    page = f"<div><h1>{TITLE}</h1><div>{text}</div>{PROSE}</div>"
    with open_trace() as trace:
        article = read(page)
    assert article.published is None
    assert text not in article.text
    assert any(one.value == text and "how long ago" in one.reason for one in trace.notes)
    assert published_on(page, url="https://vvg.example.lt/2026/11/05/susitikimas") == "2026-11-05"


@pytest.mark.parametrize("text", ["prieš mugę", "pirms svētkiem", "prieš 2 savaites vyko talka", "Kuu lõpus"])
def test_a_time_before_something_is_no_date(text: str) -> None:
    assert not is_relative(text)
    assert published_on(f"<div><h1>{TITLE}</h1><div>{text}</div>{PROSE}</div>") is None


@pytest.mark.parametrize("text", ["prieš 3 dienas", "pirms gada", "2 aastat tagasi", "Paskelbta: prieš mėnesį"])
def test_a_line_of_how_long_ago_is_no_text(text: str) -> None:
    assert is_relative(text)
    assert text not in read(f"<div><h1>{TITLE}</h1><div>{text}</div>{PROSE}</div>").text


def test_hours_ago_are_told_from_the_moment_of_the_capture() -> None:
    early = CAPTURED_AT.replace(hour=3)
    assert resolve_relative("prieš 5 val.", early.date()) is None
    for text, day in (("prieš 5 val.", "2026-11-21"), ("pirms 20 minūtēm", "2026-11-22")):
        written = resolve_relative(text, early.date(), early)
        assert written is not None
        assert written.value == day
