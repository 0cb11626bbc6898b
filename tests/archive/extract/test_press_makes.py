"""Pages of the press in other languages: paragraphs in boxes of their own, live blogs, boxes amid the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from archive.extract.general import narrow_blocks
from archive.records import Article

CAPTURED = datetime(2026, 11, 20, tzinfo=UTC)
URL = "https://zeitung.example.com/region/seebruecke"
TITLE = "Gemeinde baut die alte Seebrücke wieder auf"
STORY = (
    "Nach sieben Jahren Streit hat der Gemeinderat am Montagabend den Wiederaufbau der Seebrücke beschlossen.",
    "Der hölzerne Steg war nach einem Sturm gesperrt worden, seither mussten die Fischer weiter südlich anlegen.",
    "„Wir haben lange gerechnet, jetzt wird gebaut“, sagte die Bürgermeisterin nach der Sitzung im Rathaus.",
    "Die Arbeiten sollen im Frühjahr beginnen und höchstens zwei Sommer dauern, heißt es in dem Beschluss.",
    "Kritiker hätten das Geld lieber in die Schule gesteckt, deren Dach seit Jahren undicht ist.",
    "Ob der Dampfer aus der Kreisstadt wieder anlegt, will die Reederei erst nach der Eröffnung entscheiden.",
)
SUBHEAD = "Streit um die Kosten"
POLISH = (
    "Po siedmiu latach sporów rada gminy zdecydowała w poniedziałek o odbudowie drewnianego mola nad zatoką.",
    "Pomost zamknięto po sztormie, a rybacy musieli odtąd cumować łodzie dalej na południe od przystani.",
    "„Długo liczyliśmy, teraz będziemy budować” – powiedziała burmistrzyni po sesji w ratuszu miejskim.",
    "Prace mają rozpocząć się na wiosnę i potrwać najwyżej dwa lata, czytamy w przyjętej uchwale rady.",
)
CZECH = (
    "Po sedmi letech sporů rozhodlo zastupitelstvo v pondělí večer o obnově dřevěného mola u přehrady.",
    "Lávka byla po vichřici uzavřena a rybáři museli od té doby kotvit čluny dále na jih od přístaviště.",
    "„Dlouho jsme počítali, teď se bude stavět,“ řekla starostka po zasedání na radnici našeho města.",
)
CROATIAN = (
    "Nakon sedam godina prepirki općinsko vijeće odlučilo je u ponedjeljak navečer obnoviti drveni mol.",
    "Šetnica je zatvorena nakon oluje, pa su ribari čamce morali vezati južnije od staroga pristaništa.",
    "„Dugo smo računali, a sada će se graditi”, rekla je načelnica nakon sjednice u gradskoj vijećnici.",
)


def _read(body: str, language: str = "de", *, head: str = "", url: str = URL) -> Article:
    markup = f"<html lang='{language}'><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    return extract_article(markup.encode(), url, CAPTURED)


def _boxed(lines: tuple[str, ...]) -> list[str]:
    return [f"<div class='Rich Rich--links'><p>{line}</p></div>" for line in lines]


@pytest.mark.parametrize("label", ["Mehr zum Thema", "Lesen Sie auch", "Läs också", "Más información"])
def test_paragraphs_in_boxes_of_their_own_are_all_read(label: str) -> None:
    related = (
        f"<section data-area='related'><div><h3>{label}</h3><article><header><h2><a href='/a'>Sturm sperrt die "
        "Küstenstraße</a></h2><span>Von Max Meier</span></header></article></div></section>"
    )
    boxes = _boxed(STORY)
    boxes[1:2] = [boxes[1], related, f"<div class='Rich'><h4>{SUBHEAD}</h4></div>"]
    article = _read(f"<main><article><h1>{TITLE}</h1><div data-area='body'>{''.join(boxes)}</div></article></main>")
    assert article.text == "\n\n".join((*STORY[:2], SUBHEAD, *STORY[2:]))


def test_the_last_entry_of_a_live_blog_is_read_and_its_comments_are_not() -> None:
    posts = "".join(
        f"<div class='live-post'><p class='at'><time>1{at}:05</time></p><div class='entry'><p>{line}</p></div>"
        "<div class='share-tools'><a>Facebook</a><a>Twitter</a></div></div>"
        for at, line in enumerate(STORY)
    )
    said = "<h2>Kommentare (2)</h2><div class='entry'><p>Das wird nie fertig, glaubt mir das nur.</p></div>"
    article = _read(
        f"<article><h1>{TITLE}</h1><div class='live-body'>{posts}</div></article><section class='talk'>{said}</section>"
    )
    lines = article.text.split("\n\n")
    assert [line for line in lines if line in STORY] == [*STORY]
    assert "glaubt mir" not in article.text


def test_teasers_of_another_make_are_not_added() -> None:
    teasers = "".join(
        f"<div class='card'><h3><a href='/n/{n}'>Etwas anderes geschah in Dorf {n}</a></h3>"
        f"<p>Eine kurze Zeile, die erzählt, was in Dorf {n} heute geschehen ist.</p></div>"
        for n in range(4)
    )
    boxes = "".join(_boxed(STORY))
    article = _read(f"<main><article><h1>{TITLE}</h1><div class='b'>{boxes}</div></article><div>{teasers}</div></main>")
    assert article.text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Anzeige</p>",
        "<p>Advertisement</p>",
        "<p>Annons</p>",
        "<p><a href='#after'>skip past newsletter promotion</a></p>",
        "<p>after newsletter promotion</p>",
        "<p>Sign up to our morning newsletter and never miss a story from the coast.</p>",
        "<p>Jeden Morgen die wichtigsten Nachrichten in Ihr Postfach. E-Mail-Adresse eingeben</p>",
        "<p>Recevez chaque matin l'essentiel dans votre boîte mail.</p>",
        "<p>Lesen Sie auch: <a href='/a'>Sturm sperrt die Küstenstraße</a></p>",
        "<p><strong>Lire aussi</strong> <a href='/a'>La tempête ferme la route du littoral</a></p>",
        "<p>Czytaj też | <a href='/a'>Sztorm zamknął nadmorską drogę</a></p>",
        "<p>Читайте также: <a href='/a'>Шторм закрыл дорогу у берега</a></p>",
        "<h3>Mehr zum Thema</h3><p><a href='/a'>Sturm sperrt die Küstenstraße</a></p>",
    ],
)
def test_what_is_set_between_paragraphs_is_no_text(line: str) -> None:
    paragraphs = [f"<p>{one}</p>" for one in STORY]
    inner = "".join((*paragraphs[:3], line, *paragraphs[3:]))
    assert _read(f"<article><h1>{TITLE}</h1><div class='b'>{inner}</div></article>").text == "\n\n".join(STORY)


def test_sentence_about_mail_is_text() -> None:
    told = "Most of the letters that land in your inbox are written by machines, the police in the town said."
    asked = "The paper said that four thousand people asked for its newsletter in the first week alone."
    inner = "".join(f"<p>{one}</p>" for one in (*STORY[:3], told, asked, *STORY[3:]))
    article = _read(f"<article><h1>{TITLE}</h1><div class='b'>{inner}</div></article>")
    assert told in article.text
    assert asked in article.text


@pytest.mark.parametrize(("language", "story"), [("pl", POLISH), ("cs", CZECH), ("hr", CROATIAN)])
def test_neighbours_letters_make_no_page_one_of_ours(
    language: str, story: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def read_press(*_: object) -> list[object]:
        asked.append(language)
        return []

    monkeypatch.setattr(f"{narrow_blocks.__module__}.read_press", read_press)
    _read(
        f"<article><h1>{story[0][:40]}</h1><div>{''.join(f'<p>{one}</p>' for one in story)}</div></article>", language
    )
    assert asked == [language]


KICKED = "<h2><span class='kicker'>Küste</span> <span>{title}</span></h2>"


@pytest.mark.parametrize(
    ("heading", "claim", "title"),
    [
        (KICKED, TITLE, TITLE),
        ("<h1><small>Küste:</small> {title}</h1>", TITLE, TITLE),
        ("<h1><div>Küste</div>{title}</h1>", TITLE, TITLE),
        (KICKED, f"Küste: {TITLE}", f"Küste {TITLE}"),
        ("<h1>Küste {title}</h1>", TITLE, f"Küste {TITLE}"),
        (KICKED, "Seebrücke wieder auf", f"Küste {TITLE}"),
        (KICKED, "", f"Küste {TITLE}"),
    ],
)
def test_kicker_is_cut_where_the_headline_lacks_it(heading: str, claim: str, title: str) -> None:
    head = f'<meta property="og:title" content="{claim}">'
    text = "".join(f"<p>{one}</p>" for one in STORY)
    body = f"<article><div>{heading.format(title=TITLE)}</div><div class='b'>{text}</div></article>"
    assert _read(body, head=head).title == title
