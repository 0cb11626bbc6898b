"""Every form in which pages write the day of publication, in every place where they put it."""

from __future__ import annotations

import pytest

from tests.archive.extract.date_pages import PROSE, TITLE, published_on, read

_DAY = "2018-03-07"
_FORMS = [
    *("2018-03-07", "2018-03-07 13:07", "2018.03.07", "2018.03.07.", "2018/03/07", "2018 03 07", "2018-03-07 d."),
    *("2018-03-07d.", "2018 - 03 - 07", "2018 m. kovo 7 d.", "2018 m. kovo 07 d.", "2018 metų kovo 7 dieną"),
    *("2018 m. kovo mėn. 7 d.", "2018 m,. kovo 7 d.", "2018 kovo 7", "2018 kovo 7 d.", "2018 7 kovo, 12:13"),
    *("2018m. kovo 7d.", "2018 m. 03 mėn. 07 d.", "kovo 7, 2018", "Kovo 7 d., 2018", "kov. 7, 2018", "7 kovo 2018"),
    *("Trečiadienis, 2018 m. kovo 7 d.", "Trečiadienis, 07 Kovas 2018 08:41", "2018 m. kovo 7 d., trečiadienis"),
    *("07.03.2018.", "07.03.2018", "7.3.2018", "7. 3. 2018", "07-03-2018", "07/03/2018", "07.03 2018", "07.03.18"),
    *("07.03.2018 12:00", "07.03.2018. 12.00", "12:00 07.03.2018", "07.03.2018, plkst. 12:00", "07.03.2018 | 12:00"),
    *("2018. gada 7. marts", "2018. gada 7. martā", "2018.gada 7.martā", "2018. gada 07. martam", "7. marts, 2018"),
    *("7. marts 2018", "07 Mar, 2018", "7.Marts, 2018", "Trešdiena, 07 Marts 2018 08:41", "7 marts 2018"),
    *("Trešdiena, 2018. gada 7. marts", "Trešdien, 7. martā, 2018", "2018. g. 7. martā", "Trešd. 07.03.2018"),
    *(
        "7. märts 2018",
        "7. märtsil 2018",
        "07. märts 2018. a",
        "7. märtsil 2018. a.",
        "7. märts 2018.a",
        "märts 7, 2018",
    ),
    *(
        "7. märts 2018 kell 09:27",
        "Kolmapäev, 7. märts 2018",
        "K, 07.03.2018",
        "kolmapäev 07.03.2018",
        "2018. a. 7. märts",
    ),
    *(
        "7 March 2018",
        "March 7, 2018",
        "March 7 2018",
        "Mar 7, 2018",
        "7 Mar 2018",
        "7th March 2018",
        "7th of March 2018",
    ),
    *(
        "Wednesday, March 7, 2018",
        "Wed, 07 Mar 2018",
        "Wed Mar 7, 2018",
        "March 7th, 2018",
        "07. March 2018",
        "7-Mar-2018",
    ),
    *("March 7, 2018 at 5:30 pm", "March 7, 2018 5:30 PM EST", "7 March 2018, 10:22 am", "2018, March 7"),
    *(
        "7 марта 2018",
        "7 марта 2018 г.",
        "07.03.2018 г.",
        "7 марта 2018 года",
        "Среда, 7 марта 2018",
        "7 мар. 2018, 12:30",
    ),
    *(
        "7 marca 2018",
        "7 marca 2018 r.",
        "środa, 7 marca 2018",
        "7. März 2018",
        "Mittwoch, 7. März 2018",
        "Mi, 07.03.2018",
    ),
    *("7. März 2018, 10:22 Uhr", "07.03.2018 - 10:22 Uhr", "7. maaliskuuta 2018", "7.3.2018 klo 12.30", "ke 7.3.2018"),
    *("7 mars 2018", "mercredi 7 mars 2018", "le 7 mars 2018", "7 de marzo de 2018", "7 marzo 2018", "7 maart 2018"),
    *(
        "den 7 mars 2018",
        "7. marts 2018",
        "7 III 2018",
        "(2018-03-07)",
        "[07.03.2018]",
        "| 07.03.2018 |",
        "» 2018-03-07",
    ),
]
_BESIDE = [
    *(
        "Naujienos, {}",
        "{}, Naujienos",
        "{} | Naujienos",
        "Naujienos | {}",
        "{} / Projektai",
        "{} • Jaunumi",
        "{} Naujienos",
    ),
    *(
        "Autorius: vvg | {} | Peržiūros: 120",
        "{} | Autorius: Jonas Jonaitis",
        "Admin, {}",
        "{} by admin",
        "by Rasa | {}",
    ),
    *("{} Peržiūros: 120", "{} · 3 komentarai", "{} | Nav komentāru", "Autors: Jānis Ozols {}", "{} Skatījumi: 15"),
    *(
        "Jonas Jonaitis {} Komentarų: 0",
        "Von Max Muster, {}",
        "{} von Redaktion",
        "{} · Lesedauer: 3 min",
        "{} (Skaityta 120)",
    ),
    *(
        "Kategorija: Naujienos {}",
        "Mari Maasikas | {}",
        "{} | Mari Maasikas | Uudised",
        "{}, Rīga",
        "News – {}",
        "{} – News",
    ),
]
_LABELS = [
    *("Paskelbta: {}", "Paskelbta {}", "Paskelbimo data: {}", "Įkelta: {}", "Įkelta {}", "Publikuota: {}", "Data: {}"),
    *(
        "Sukurta: {}",
        "Straipsnis paskelbtas: {}",
        "Parašė admin, {}",
        "Paskelbė Rasa Rasaitė {}",
        "Įdėta: {}",
        "Patalpinta {}",
    ),
    *("Publicēts: {}", "Publicēts {}", "Publicēta: {}", "Ievietots: {}", "Pievienots {}", "Publicēšanas datums: {}"),
    *("Raksts publicēts: {}", "Ievietoja Anna Kalniņa {}", "Datums: {}", "Izveidots: {}", "Ziņa pievienota: {}"),
    *("lisatud {}", "Lisatud: {}", "Sisestatud: {}", "Avaldatud: {}", "Avaldatud {}", "Postitatud {}", "Kuupäev: {}"),
    *("Lisas: Mari Maasikas {}", "Uudis avaldatud: {}", "Published: {}", "Published on {}", "Posted on {}", "Date: {}"),
    *("Posted by admin on {}", "Published by Rasa on {}", "Posted {} by admin", "Опубликовано {}", "Дата: {}"),
    *("Дата публикации: {}", "Veröffentlicht am {}", "Erstellt: {}", "Opublikowano: {}", "Data dodania: {}"),
    *("Julkaistu {}", "Publicerad {}", "Publié le {}", "Publicado el {}", "Pubblicato il {}", "Geplaatst op {}"),
    *(
        "Paskelbta: {} | Atnaujinta: 2020-01-02",
        "Atjaunots: 02.01.2020. Publicēts: {}",
        "Lisatud {}, muudetud 02.01.2020",
    ),
]


@pytest.mark.parametrize("form", _FORMS)
def test_date_on_its_own_line_is_the_publication(form: str) -> None:
    assert published_on(f"<div><h1>{TITLE}</h1><div class=x>{form}</div>{PROSE}</div>") == _DAY


@pytest.mark.parametrize("line", _BESIDE)
@pytest.mark.parametrize("form", ["2018-03-07", "07.03.2018", "2018 m. kovo 7 d.", "7. märts 2018"])
def test_names_sections_and_counters_beside_a_date_do_not_hide_it(line: str, form: str) -> None:
    assert published_on(f"<div><h1>{TITLE}</h1><div>{line.format(form)}</div>{PROSE}</div>") == _DAY


@pytest.mark.parametrize("line", _LABELS)
@pytest.mark.parametrize("form", ["2018-03-07", "07.03.2018.", "2018. gada 7. martā", "7. märtsil 2018"])
def test_labelled_date_is_read_above_and_below_the_text(line: str, form: str) -> None:
    shown = line.format(form)
    assert published_on(f"<div><h1>{TITLE}</h1><p>{shown}</p>{PROSE}</div>") == _DAY
    assert published_on(f"<div><h1>{TITLE}</h1>{PROSE}<p>{shown}</p></div>") == _DAY


_PLACES = {
    "above-title": "<div><span class=d>{d}</span><h1>{t}</h1>{p}</div>",
    "article-header": "<article><header><h1>{t}</h1><div class=meta><span>{d}</span> <a href='/a'>vvg</a></div>"
    "</header>{p}</article>",
    "in-heading": "<div><h1>{t} <small>{d}</small></h1>{p}</div>",
    "glued-in-front": "<div><h2>{d} {t}</h2>{p}</div>",
    "glued-to-section": "<div><h1>{t}</h1><div>{d}Leader jaunums</div>{p}</div>",
    "time-without-datetime": "<article><h1>{t}</h1><time>{d}</time>{p}</article>",
    "table-layout": "<table><tr><td><b>{t}</b></td></tr><tr><td>{d}</td></tr><tr><td>{p}</td></tr></table>",
    "table-beside": "<table><tr><td>{d}</td><td><h2>{t}</h2></td></tr><tr><td colspan=2>{p}</td></tr></table>",
    "crumbs": "<div class=breadcrumbs><a href='/'>Pradžia</a> » Naujienos</div><div><h1>{t}</h1><p>{d}</p>{p}</div>",
    "break": "<div><h1>{t}</h1><p><i>{d}</i><br>Mes kviečiame visus.</p>{p}</div>",
    "share-between": "<div><h1>{t}</h1><div class=share>Dalintis</div><div>{d}</div><div>Spausdinti</div>{p}</div>",
    "image-between": "<div><h1>{t}</h1><img src=/a/2014/05/b.jpg alt='2014-05-06 talka'><div>{d}</div>{p}</div>",
    "class-far": "<div><div class=news-date>{d}</div><ul><li>a</li><li>b</li><li>c</li><li>d</li></ul>"
    "<h1>{t}</h1>{p}</div>",
}


@pytest.mark.parametrize("form", ["2018-03-07", "07.03.2018"])
@pytest.mark.parametrize("page", _PLACES.values(), ids=_PLACES)
def test_date_is_found_where_sites_put_it(page: str, form: str) -> None:
    assert published_on(page.format(t=TITLE, d=form, p=PROSE)) == _DAY


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://vvg.example.lt/2018/03/07/susitikimas/", "2018-03-07"),
        ("https://vvg.example.lt/naujienos/2018-03-07-susitikimas", "2018-03-07"),
        ("https://vvg.example.lt/naujienos/20180307/susitikimas", "2018-03-07"),
        ("https://vvg.example.lt/2018/mar/07/susitikimas", "2018-03-07"),
        ("https://vvg.example.lt/2018/03/susitikimas/", "2018-03"),
        ("https://vvg.example.lt/renginiai/2018/03/07/susitikimas", None),
        ("https://vvg.example.lt/2014-2020/susitikimas", None),
        ("https://vvg.example.lt/naujienos/12018030745/", None),
    ],
)
def test_address_tells_the_date_of_a_page_that_does_not(url: str, value: str | None) -> None:
    assert published_on(f"<h1>{TITLE}</h1>{PROSE}", url=url) == value


@pytest.mark.parametrize(
    ("line", "value", "precision"),
    [
        ("Publicēts: 2018. gada martā", "2018-03", "month"),
        ("Paskelbta: 2018 m. kovas", "2018-03", "month"),
        ("Paskelbta: 2018 m.", "2018", "year"),
        ("Avaldatud 2018", "2018", "year"),
    ],
)
def test_coarse_date_keeps_its_precision(line: str, value: str, precision: str) -> None:
    published = read(f"<div><h1>{TITLE}</h1><p>{line}</p>{PROSE}</div>").published
    assert published is not None
    assert (published.value, published.precision) == (value, precision)


@pytest.mark.parametrize(
    "note",
    [
        "This entry was posted on Wednesday, March 7th, 2018 at 10:22 am and is filed under News.",
        "Dieser Beitrag wurde am Mittwoch, 7. März 2018 um 10:22 Uhr veröffentlicht und unter Allgemein abgelegt.",
        "Šis įrašas paskelbtas 2018 m. kovo 7 d. skiltyje Naujienos.",
    ],
)
def test_sentence_of_a_blog_below_the_text_dates_it(note: str) -> None:
    assert published_on(f"<div><h1>{TITLE}</h1>{PROSE}<p class=postmetadata>{note}</p></div>") == _DAY
