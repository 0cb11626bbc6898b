"""Lines that many pages of one host have in common."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article, extract_articles
from archive.extract.provenance import open_trace
from archive.extract.repeated import (
    LEFT_OUT,
    KnownText,
    drop_host_lines,
    find_left_out,
    learn_host_lines,
    leave_out_host_lines,
)
from archive.records import Article

FUNDED = "Projektas finansuojamas pagal kaimo plėtros programą ir remiamas savivaldybės."
STORIES = [f"Pasākums numur {number} notika Dobelē.\n\nPiedalījās {number} cilvēki." for number in range(1, 10)]
PHONE = "Tālrunis biedrībā: 26123456"
TEXTS = [f"Sākums\n\n{story}\n\n{PHONE}" for story in STORIES]
LINES = ("Sākums", PHONE)


def learn(texts: list[str]) -> tuple[str, ...]:
    return learn_host_lines(map(KnownText, texts))


def free(text: str, lines: tuple[str, ...] = LINES) -> str:
    return drop_host_lines(text, lines)[0]


def test_lines_at_the_edges_of_many_texts_are_learned_and_left_out_there() -> None:
    assert learn(TEXTS) == LINES
    assert [free(text) for text in TEXTS] == STORIES


def test_lines_behind_one_another_are_all_learned() -> None:
    texts = [f"{story}\n\n{FUNDED}\n\n- Grįžti į sąrašą\n- Spausdinti" for story in STORIES]
    lines = learn(texts)
    assert lines == ("- Grįžti į sąrašą", "- Spausdinti", FUNDED)
    assert [free(text, lines) for text in texts] == STORIES


def test_learned_line_within_prose_stays() -> None:
    text = f"Viens.\n\n{PHONE}\n\nDivi."
    assert free(text) == text


def test_line_within_the_prose_of_every_text_is_not_learned() -> None:
    assert learn([f"Sākās gads {n}.\n\n{PHONE}\n\nBeidzās gads {n}." for n in range(9)]) == ()


def test_learned_row_of_a_table_goes_wherever_it_stands() -> None:
    lines = learn([f"{story}\n\nKontakti | Birojs\n\nKopā {n}." for n, story in enumerate(STORIES)])
    assert lines == ("Kontakti | Birojs",)
    assert free("Viens.\n\nKontakti | Birojs\n\nDivi.", lines) == "Viens.\n\nDivi."


def test_head_of_some_tables_is_not_learned() -> None:
    tables = [f"{story}\n\nNr. | Projekts\n{n} | Klēts\n\nBeigas {n}" for n, story in enumerate(STORIES[:6])]
    assert learn([*tables, *STORIES[6:]]) == ()


def test_sentence_that_a_press_release_gave_to_half_of_the_texts_is_not_learned() -> None:
    shared = "Gerbiamie gyventojai, kviečiame teikti paraiškas iki spalio pabaigos."
    assert learn([*(f"{shared}\n\n{story}" for story in STORIES[:5]), *STORIES[5:]]) == ()


def test_sentence_on_every_page_is_learned() -> None:
    assert learn([f"{story}\n\n{FUNDED}" for story in STORIES]) == (FUNDED,)


def test_line_on_fewer_than_half_of_the_texts_is_not_learned() -> None:
    more = [f"Cits stāsts {n}.\n\nUn tā {n}. reizi." for n in range(10, 25)]
    assert learn([*TEXTS, *more[:9]]) == LINES
    assert learn([*TEXTS, *more]) == ()


@pytest.mark.parametrize("texts", [[], TEXTS[:4], [TEXTS[0]] * 20, [PHONE] * 9])
def test_few_texts_and_one_text_many_times_teach_nothing(texts: list[str]) -> None:
    assert learn(texts) == ()


def test_text_of_learned_lines_alone_stays() -> None:
    assert drop_host_lines(f"Sākums\n\n{PHONE}", LINES) == (f"Sākums\n\n{PHONE}", ())


def test_without_lines_a_text_stays() -> None:
    assert free(TEXTS[0], ()) == TEXTS[0]


def test_lines_that_texts_were_freed_of_stay_known() -> None:
    assert learn_host_lines(KnownText(story, LINES) for story in STORIES) == LINES


def test_lines_used_are_all_that_is_needed_to_free_the_text_again() -> None:
    learned = (*LINES, "Cita rinda", "Divi. | Trīs")
    for text in (*TEXTS, f"Sākums\n\nCita rinda\n\n{TEXTS[0]}", f"Divi. | Trīs\n\n{TEXTS[1]}\n\nNoslēgums"):
        freed, used = drop_host_lines(text, learned)
        assert drop_host_lines(text, used) == (freed, used)
        assert set(used) < set(learned)


def test_article_freed_twice_names_the_lines_of_both() -> None:
    article = Article(url="https://biedriba.lv/a", title="Virsraksts", text=TEXTS[0], origins={"text": "markup"})
    once = leave_out_host_lines(article, [PHONE])
    twice = leave_out_host_lines(once, LINES)
    assert twice.text == STORIES[0]
    assert find_left_out(twice.origins) == LINES
    assert twice == leave_out_host_lines(article, LINES)


PAGE = f"""<!DOCTYPE html><html lang="lt"><head><meta charset="utf-8"><title>Atidarytos dirbtuvės</title></head><body>
<article><h1>Atidarytos dirbtuvės</h1><p>Senojoje pieninėje šeštadienį atidarytos amatų dirbtuvės visam kraštui.</p>
<p>Talkoje dirbo trisdešimt žmonių, o pastatas sutvarkytas per aštuonis mėnesius.</p><p>{FUNDED}</p>
<div>Grįžti prie visų pranešimų</div></article></body></html>""".encode()


def test_page_is_read_without_its_hosts_lines_and_says_why() -> None:
    at, url = datetime(2026, 3, 1, 12, tzinfo=UTC), "https://vvg.lt/dirbtuves"
    plain = extract_article(PAGE, url, at)
    assert plain.text.endswith("Grįžti prie visų pranešimų")
    lines = (FUNDED, "Grįžti prie visų pranešimų")
    with open_trace() as trace:
        (read,) = extract_articles(PAGE, url, at, host_lines=lines, markdown=True)
    assert plain.text.startswith(read.text)
    assert read.text.endswith("per aštuonis mėnesius.")
    assert read.markdown == read.text
    assert read.origins[LEFT_OUT].splitlines() == sorted(lines)
    assert [(one.field, one.verdict) for one in trace.notes if one.value in lines and "host" in one.reason] == [
        ("text", "cut")
    ] * 2
    assert extract_article(PAGE, url, at, host_lines=lines).text == read.text
