"""Lines that many pages of one host have in common."""

from __future__ import annotations

from archive.extract.repeated import drop_host_lines, learn_host_lines

STORIES = [f"Pasākums numur {number} notika Dobelē.\n\nPiedalījās {number} cilvēki." for number in range(9)]
TEXTS = [f"Sākums\n\n{story}\n\nTālrunis biedrībā: 26123456" for story in STORIES]


def test_lines_of_many_texts_are_dropped_at_head_and_tail() -> None:
    lines = learn_host_lines(TEXTS)
    assert [drop_host_lines(text, lines) for text in TEXTS] == STORIES


def test_learned_line_within_prose_stays() -> None:
    text = "Viens.\n\nTālrunis biedrībā: 26123456\n\nDivi."
    assert drop_host_lines(text, learn_host_lines(TEXTS)) == text


def test_learned_row_of_a_table_goes_wherever_it_stands() -> None:
    lines = learn_host_lines(f"{story}\n\nKontakti | Birojs" for story in STORIES)
    assert drop_host_lines("Viens.\n\nKontakti | Birojs\n\nDivi.", lines) == "Viens.\n\n\nDivi."


def test_three_texts_teach_nothing() -> None:
    assert learn_host_lines(TEXTS[:3]) == frozenset()
    assert learn_host_lines([]) == frozenset()


def test_same_text_many_times_teaches_nothing() -> None:
    assert learn_host_lines([TEXTS[0]] * 20) == frozenset()


def test_text_of_learned_lines_alone_stays() -> None:
    lines = learn_host_lines(TEXTS)
    assert drop_host_lines("Sākums\n\nTālrunis biedrībā: 26123456", lines) == "Sākums\n\nTālrunis biedrībā: 26123456"


def test_without_lines_a_text_stays() -> None:
    assert drop_host_lines(TEXTS[0], frozenset()) == TEXTS[0]
