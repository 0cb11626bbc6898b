"""Dates as newspapers of other languages write them, in the order of figures that their readers expect."""

from __future__ import annotations

import time

import pytest

from archive.extract.dates import find_dates
from tests.archive.extract.date_pages import PROSE, TITLE, published_on, read

_DAY = "2019-09-14"
_LINES = {
    "es": [
        *("14 sep 2019", "14 sep. 2019", "14 set. 2019", "14 de sept. de 2019", "14/SEP/2019", "14 SEP 2019 - 21:40"),
        *(
            "sáb. 14 septiembre 2019",
            "sábado, 14 de septiembre de 2019",
            "14/09/2019 a las 21.40 h.",
            "14 sep 2019 20h",
        ),
        *("Publicado el 14 de septiembre de 2019 a las 9:05", "Fecha de publicación: 14 sep 2019"),
        *("Publicada: 14/09/2019 · Actualizada: 16/09/2019", "14 de septiembre del 2019"),
    ],
    "it": [
        *(
            "14 set 2019",
            "14 set. 2019",
            "sabato 14 settembre 2019, ore 21",
            "14 settembre 2019 ore 21:40",
            "Sab, 14 Set 2019",
        ),
        *("Pubblicato il 14 set 2019", "14/09/2019 alle 21.40", "Data pubblicazione: 14/09/2019"),
        *("Pubblicato sabato 14 settembre 2019", "14 settembre 2019 (aggiornato il 16 settembre 2019)"),
    ],
    "fr": [
        *(
            "14 sept. 2019",
            "sam. 14 sept. 2019",
            "14 septembre 2019 à 21h40",
            "14 septembre 2019 à 21 h",
            "14/09/2019 21h40",
        ),
        *("Publié le 14/09/2019 à 21h40", "Publié le sam. 14 sept. 2019", "Par Anne Petit le 14 septembre 2019 à 7h05"),
        *("Publié le 14 septembre 2019 à 21h40 Mis à jour le 16/09/2019 à 08h00", "Le 14 septembre 2019 à 21h40"),
        *("14/09/2019 à 21:40 - mis à jour le 15/09/2019", "Date de publication : 14 septembre 2019"),
    ],
    "pt": [
        *(
            "14/09/2019 às 21h",
            "14/09/2019 21h40",
            "14 set 2019",
            "sábado, 14 de setembro de 2019",
            "14 de set. de 2019",
        ),
        *(
            "Publicado em 14/09/2019 às 21h40",
            "14/09/2019 - 21:40 | Atualizado em 16/09/2019",
            "Publicado em sábado, 14/09/2019",
        ),
    ],
    "nl": [
        *(
            "za 14 sep 2019",
            "14 sept. 2019 om 21:40",
            "14-09-2019 21.40 uur",
            "Gepubliceerd op zaterdag 14 september 2019",
        ),
        *("14 september 2019, 21:40 • Laatste update: 16 september 2019, 8:00",),
    ],
    "sv": [
        "lör 14 sep 2019",
        "14 september 2019 kl. 21",
        "Publicerad 14 september 2019 21:40 Uppdaterad 16 september 2019",
    ],
    "da": [
        "lør. 14. sep. 2019 kl. 21.40",
        "Publiceret lørdag 14. september 2019",
        "14. sep 2019 | Opdateret 16. sep 2019",
    ],
    "no": [
        "14. sep. 2019",
        "Publisert: 14.09.2019 kl. 21:40",
        "Lørdag 14. september 2019 kl 21",
        "Publisert lør. 14. sept. 2019",
    ],
    "fi": [
        "14.9.2019 klo 21",
        "la 14.9.2019 klo 21.40",
        "Julkaistu 14.9.2019 klo 9",
        "14.9.2019 21:40 | Päivitetty 16.9.2019 8:00",
    ],
    "de": [
        *(
            "14. Sept. 2019",
            "Samstag, 14. September 2019, 21 Uhr",
            "14.09.2019 um 21:40 Uhr",
            "Veröffentlicht am Sa, 14.09.2019",
        ),
        *("14.09.2019, 21.40 Uhr | Aktualisiert: 16.09.2019", "Erschienen am 14.09.2019"),
    ],
    "pl": [
        "14 wrz 2019, 21:40",
        "sob., 14 września 2019",
        "Opublikowano: sobota, 14 września 2019",
        "14.09.2019 godz. 21:40",
    ],
    "cs": [
        "14. září 2019 v 21:40",
        "14. 9. 2019 21:40",
        "Publikováno: 14. 9. 2019",
        "sobota 14. září 2019",
        "Vydáno dne 14. 9. 2019",
    ],
    "hu": [
        "2019. szeptember 14.",
        "2019. szept. 14. 21:40",
        "2019. szeptember 14., szombat",
        "Közzétéve: 2019. szeptember 14.",
    ],
    "ro": [
        "14 septembrie 2019",
        "sâmbătă, 14 septembrie 2019",
        "Publicat la 14 septembrie 2019, ora 21:40",
        "14 sep. 2019 21:40",
    ],
    "hr": ["14. rujna 2019.", "subota, 14. rujna 2019.", "Objavljeno: 14.09.2019. u 21:40", "14. rujna 2019. 21:40"],
    "tr": [
        "14 Eylül 2019",
        "14 Eylül 2019 Cumartesi",
        "14 Eyl 2019 21:40",
        "Yayınlanma: 14.09.2019",
        "Yayın tarihi: 14 Eylül 2019",
    ],
    "ru": [
        "14 сен 2019",
        "14 сент. 2019 в 21:40 МСК",
        "сб, 14 сентября 2019",
        "14 сентября 2019 г., 21:40 | Обновлено 16 сентября 2019",
    ],
    "uk": [
        "14 вер 2019",
        "14 вересня 2019, 21:40",
        "14 вересня 2019 р.",
        "Опубліковано: 14 вересня 2019",
        "субота, 14 вересня 2019",
    ],
    "en": [
        *(
            "September 14, 2019 | Updated: September 16, 2019",
            "September 14, 2019 Updated: September 16, 2019 9:40 a.m.",
        ),
        *(
            "Sept. 14, 2019 9:40 PM ET",
            "By Ann Lee, City Editor September 14, 2019",
            "Sep 14, 2019, Last updated Sep 16, 2019",
        ),
        *("September 14, 2019 (updated September 16, 2019)", "Sat. 14 Sept 2019 21.40 BST", "9/14/2019"),
    ],
    "lt": ["2019-ųjų rugsėjo 14 d.", "2019-ų metų rugsėjo 14 d.", "2019 m. IX mėn. 14 d.", "Skelbimo data 2019/09/14"],
    "et": ["2019-09-14T21:40:00+03:00", "2019-09-14T21:40", "2019-09-14T18:40:00.000Z"],
}
_PAIRS = [(language, line) for language, lines in _LINES.items() for line in lines]


@pytest.mark.parametrize(("language", "line"), _PAIRS)
def test_line_below_the_title_dates_the_article(language: str, line: str) -> None:
    page = f"<div><h1>{TITLE}</h1><div>{line}</div>{PROSE}</div>"
    assert published_on(page, lang=language, url="https://paper.example.com/a/susitikimas") == _DAY


_MONTHS = {
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "no": "jan feb mars apr mai juni juli aug sep okt nov des",
    "fr": "janv fév mars avr mai juin juil août sept oct nov déc",
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "tr": "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
    "ro": "ian feb mar apr mai iun iul aug sep oct noi dec",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "cs": "led úno bře dub kvě čvn čvc srp zář říj lis pro",
    "uk": "січ лют бер кві тра чер лип сер вер жов лис гру",
    "hu": "jan febr márc ápr máj jún júl aug szept okt nov dec",
}
_FULL = {
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "hr": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna - studenoga prosinca",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "hu": "január február március április május június július augusztus szeptember október november december",
}


@pytest.mark.parametrize(
    "words", [*_MONTHS.values(), *_FULL.values()], ids=[*_MONTHS, *(f"{one}-full" for one in _FULL)]
)
def test_every_month_is_known(words: str) -> None:
    for month, word in enumerate(words.split(), 1):
        read_dates = [one.value for one in find_dates(f"26. {word} 2017")]
        assert read_dates == [f"2017-{month:02}-26"] or word == "-", word


@pytest.mark.parametrize(
    "text", ["Kas 2017 metais keitėsi", "2017 pro", "led 2017", "kas 26 žmonės 2017", "2017 26 kas"]
)
def test_abbreviation_that_is_a_word_is_no_month_without_day_and_year(text: str) -> None:
    assert find_dates(text) == []


def test_croatian_month_that_others_call_november_is_october() -> None:
    page = f"<div><h1>{TITLE}</h1><div>14. listopada 2019.</div>{PROSE}</div>"
    assert published_on(page, lang="hr") == "2019-10-14"
    assert published_on(page, url="https://list.example.hr/vijesti/a") == "2019-10-14"
    assert published_on(page, lang="pl") == "2019-11-14"


def test_label_of_the_update_leaves_the_first_date_and_is_kept() -> None:
    article = read(f"<div><h1>{TITLE}</h1><div>September 14, 2019 | Updated: September 16, 2019</div>{PROSE}</div>")
    assert article.published is not None
    assert article.updated is not None
    assert (article.published.value, article.updated.value) == ("2019-09-14", "2019-09-16")


_ENGLISH = (
    "<p>The mayor of the town said on Monday that the old station will be opened to the public by the end of the "
    "year, and that the work on it is paid for with the money that was given by the county.</p>"
    "<p>It was built for the railway and it is one of the oldest in the state, and many people of the town have asked "
    "for it to be kept with all that is left of the old waiting room.</p>"
)


def _english(
    line: str, *, lang: str = "en", after: str = "", head: str = "", url: str = "https://paper.example.com/a"
) -> str | None:
    body = f"<div><h1>The old station will be opened again</h1><div>{line}</div>{_ENGLISH}</div>{after}"
    return published_on(body, head=head, url=url, lang=lang)


@pytest.mark.parametrize(
    ("value", "page"),
    [
        ("2019-03-04", {"lang": "en-US"}),
        ("2019-04-03", {"lang": "en-GB"}),
        ("2019-03-04", {"url": "https://paper.example.us/a"}),
        ("2019-04-03", {"url": "https://paper.example.lv/a"}),
        ("2019-04-03", {"lang": "en-US", "url": "https://paper.example.lv/a"}),
        ("2019-03-04", {"head": "<meta property=og:locale content=en_US>"}),
        ("2019-03-04", {"url": "https://paper.example.com/2019/03/a"}),
        ("2019-04-03", {"url": "https://paper.example.com/2019/04/a"}),
        ("2019-03-04", {"after": "<div><a href=/b>Another story</a> 12/25/2019</div>"}),
        ("2019-04-03", {"after": "<div><a href=/b>Another story</a> 25/12/2019</div>"}),
        ("2019-03-04", {"head": "<meta property=article:modified_time content=2019-03-04T10:00:00Z>"}),
        (None, {}),
    ],
)
def test_order_of_figures_is_what_the_page_shows(value: str | None, page: dict[str, str]) -> None:
    assert _english("03/04/2019", **page) == value


def test_figures_that_leave_no_doubt_need_no_other_sign() -> None:
    assert [_english(line) for line in ("03/14/2019", "14/03/2019", "03/03/2019")] == [
        "2019-03-14",
        "2019-03-14",
        "2019-03-03",
    ]
    assert _english("Wednesday 04/03/2019") == "2019-04-03"


def test_doubtful_figures_give_way_to_what_is_sure() -> None:
    assert _english("03/04/2019", after="<p>Published April 3, 2019</p>") == "2019-04-03"


def test_reader_of_another_language_has_the_day_first() -> None:
    assert published_on(f"<div><h1>{TITLE}</h1><div>03/04/2019</div>{PROSE}</div>", lang="lv") == "2019-04-03"


def test_very_many_dates_in_one_paragraph_cost_little() -> None:
    started = time.process_time()
    assert len(find_dates(" ".join(f"<{day % 28 + 1}.03.2018>" for day in range(48_000)))) < 1_000
    links = "".join(f"<a href=/n/{number}>{number % 9 + 1}.03.2018</a> " for number in range(48_000))
    read(f"<div><h1>{TITLE}</h1><p>{links}</p></div>")
    assert time.process_time() - started < 5


_BLOG = (
    "<div class=blog-posts><div class=date-outer><h2 class=date-header><span>{day}</span></h2><div class=date-posts>"
    "<div class='post hentry'><h3 class=post-title>{t}</h3><div class=post-body>{p}</div><div class=post-footer>"
    "<span class=post-author>Autors Ilze</span>{stamp}</div></div></div></div></div>"
)


def test_weekday_line_of_a_blog_dates_the_post_below_it() -> None:
    page = _BLOG.format(day="sestdiena, 2019. gada 14. septembris", t=TITLE, p=PROSE, stamp="")
    assert published_on(page, url="https://blogs.example.lv/2019/09/talka.html") == _DAY
    menu = "<ul><li><a href=/a>Sākums</a></li><li><a href=/b>Jaunumi</a></li><li><a href=/c>Kontakti</a></li></ul>"
    header = f"<div><div>sestdiena, 2019. gada 14. septembris</div>{menu}<div><h1>{TITLE}</h1>{PROSE}</div></div>"
    assert published_on(header) is None


def test_stamp_in_the_footer_of_a_post_dates_it() -> None:
    stamp = "at <a href=/x.html rel=bookmark><abbr class=published title='2019-09-14T09:41:00+03:00'>09:41</abbr></a>"
    assert published_on(_BLOG.format(day="", t=TITLE, p=PROSE, stamp=stamp)) == _DAY


@pytest.mark.parametrize("name", ["2014-09-23-05-37-42", "2014-09-23-05-37-42/683-talka"])
def test_number_of_a_menu_in_an_address_is_no_date(name: str) -> None:
    page = f"<div><h1>{TITLE}</h1>{PROSE}</div>"
    assert published_on(page, url=f"https://vvg.example.lt/index.php/{name}") is None
    assert published_on(page, url="https://vvg.example.lt/index.php/2014-09-23-05-talka") == "2014-09-23"


_ENTRIES = [
    "<ul><li><time datetime=2024-05-05>5. mai 2024</time> Jaan: tore, tulen kindlasti!</li></ul>",
    "<ol><li><b>Jaan</b> <span>05.05.2024</span><p>Puiku, kad pagaliau kas nors vyksta.</p></li></ol>",
    "<ul><li>Lisas Jaan 05.05.2024<p>Puiku, kad pagaliau kas nors vyksta.</p></li></ul>",
    "<article><time datetime=2024-05-05>5. mai 2024</time><p>Puiku, kad pagaliau kas nors vyksta.</p></article>",
    "<blockquote><p>Jaan</p><p>05.05.2024</p><p>Puiku, kad pagaliau kas nors vyksta.</p></blockquote>",
]


@pytest.mark.parametrize("entry", _ENTRIES)
@pytest.mark.parametrize("page", ["<article><h1>{t}</h1>{p}</article>{e}", "<div><h1>{t}</h1>{p}{e}</div>"])
def test_entry_below_the_text_does_not_date_it(page: str, entry: str) -> None:
    assert published_on(page.format(t=TITLE, p=PROSE, e=entry)) is None


@pytest.mark.parametrize(
    "entry",
    ["<ul><li><time>14.09.2019</time></li></ul>", "<ul><li>Avaldatud: 14.09.2019</li><li>Mari Maasikas</li></ul>"],
)
def test_list_of_facts_below_the_text_dates_it(entry: str) -> None:
    assert published_on(f"<article><h1>{TITLE}</h1>{PROSE}<footer>{entry}</footer></article>") == _DAY


@pytest.mark.parametrize("label", ["Toimumisaeg", "Algusaeg", "Veranstaltungsdatum", "Toimub", "Vyks", "Notiks"])
def test_label_of_an_event_makes_no_publication(label: str) -> None:
    body = f"<dl><dt>{label}</dt><dd>14.09.2019 kell 12</dd></dl>"
    assert published_on(f"<article><h1>{TITLE}</h1>{body}{PROSE}</article>") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Šventė vyks 2019 m. liepos 18 d. 14 val. prie senojo malūno, o paraiškų laukiame iki 2019 m. birželio 30 d.",
        "Laat toimub 14.09.2019 kell 12 vana veski juures, tule kindlasti kohale.",
        "Konkurss notiks 2019. gada 14. septembrī plkst. 12 kultūras namā.",
    ],
)
def test_verb_of_an_event_in_a_sentence_is_no_label(sentence: str) -> None:
    assert sentence in read(f"<div><h1>{TITLE}</h1>{PROSE}<p>{sentence}</p></div>").text


def test_very_many_dated_elements_below_the_text_cost_little() -> None:
    times = "<time>03/04/2019</time><br>" * 9_000
    started = time.process_time()
    assert _english("", after=f"<div>{times}</div>") is None
    assert time.process_time() - started < 6
