"""The gate: a worse reader is caught, floors rise by themselves and fall only with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.gold.catalogue import GoldPage, make_pages
from tests.gold.floors import Floors, find_falls, raise_floors, read_floors, settle, write_floors
from tests.gold.measure import Answer, compare_text, mark, summarise
from tests.gold.readers import read_ours

_EVERY = 5
"""Every so many gold pages are read here; the benchmark reads all."""


@cache
def _pages() -> tuple[tuple[GoldPage, Answer], ...]:
    return tuple((page, read_ours(page)) for page in make_pages()[::_EVERY])


def _values(worsen: Callable[[GoldPage, Answer], Answer] = lambda _page, answer: answer) -> dict[str, float]:
    return summarise([mark(page, worsen(page, answer)) for page, answer in _pages()])


def _drop_last_words(_page: GoldPage, answer: Answer) -> Answer:
    return replace(answer, text=answer.text.rpartition("\n\n")[0])


def _add_menu(_page: GoldPage, answer: Answer) -> Answer:
    return replace(answer, text=f"{answer.text}\n\nPradžia Naujienos Apie mus Kontaktai Galerija Dokumentai")


def _invent_date(_page: GoldPage, answer: Answer) -> Answer:
    return replace(answer, published=answer.published or "2016-01-01")


def _miss_dates(_page: GoldPage, answer: Answer) -> Answer:
    return replace(answer, published=None)


def _add_site(page: GoldPage, answer: Answer) -> Answer:
    return replace(answer, title=f"{answer.title} | {page.language}")


def _keep_label(_page: GoldPage, answer: Answer) -> Answer:
    return replace(answer, names=frozenset(f"Autorius: {name}" for name in answer.names))


def _take_cloud(_page: GoldPage, answer: Answer) -> Answer:
    return replace(answer, tags=answer.tags | {"parama", "kultūra"})


def _lose_language(_page: GoldPage, answer: Answer) -> Answer:
    return replace(answer, language=None)


def _fail_once(page: GoldPage, answer: Answer) -> Answer:
    return Answer(failure="lost") if page == _pages()[0][0] else answer


@pytest.mark.parametrize(
    ("worsen", "fallen"),
    [
        (_drop_last_words, "body.recall"),
        (_add_menu, "body.precision"),
        (_invent_date, "date.not-invented"),
        (_miss_dates, "date"),
        (_add_site, "title"),
        (_keep_label, "authors"),
        (_take_cloud, "tags.f1"),
        (_lose_language, "language"),
        (_fail_once, "read"),
    ],
)
def test_a_worse_reader_falls_below_the_floors(worsen: Callable[[GoldPage, Answer], Answer], fallen: str) -> None:
    floors = raise_floors(Floors(measures={}), _values())
    assert fallen in [fall.measure for fall in find_falls(floors, _values(worsen))]


def test_the_same_reader_stays_on_its_floors() -> None:
    floors = raise_floors(Floors(measures={}), _values())
    assert find_falls(floors, _values()) == []


def test_a_fall_says_what_fell_and_by_how_much(tmp_path: Path) -> None:
    path = _write(tmp_path, {"title": 0.95, "date": 0.9})
    complaints = settle(path, {"title": 0.9, "date": 0.9}, update=False, reason=None)
    assert complaints[0] == "fell: title: 0.9000, 0.0500 below its floor of 0.9500"
    assert not any("date" in line for line in complaints)


def test_update_raises_floors_and_lowers_none(tmp_path: Path) -> None:
    path = _write(tmp_path, {"title": 0.95, "date": 0.9})
    complaints = settle(path, {"title": 0.9, "date": 0.97123}, update=True, reason=None)
    assert read_floors(path).measures == {"title": 0.95, "date": 0.9712}
    assert len([line for line in complaints if line.startswith("fell")]) == 1


def test_a_floor_is_lowered_only_with_its_reason_in_the_file(tmp_path: Path) -> None:
    path = _write(tmp_path, {"title": 0.95, "date": 0.9})
    assert settle(path, {"title": 0.94, "date": 0.95}, update=False, reason="three pages had a wrong truth") == []
    table = json.loads(path.read_text(encoding="utf-8"))
    assert table["floors"] == {"title": 0.94, "date": 0.9}
    noted = {"measure": "title", "from": 0.95, "to": 0.94, "reason": "three pages had a wrong truth"}
    assert table["lowered"] == [noted]
    settle(path, {"title": 0.9, "date": 0.95}, update=False, reason="and two more")
    assert [entry["to"] for entry in read_floors(path).lowered] == [0.94, 0.9]


def test_a_measure_without_a_floor_and_a_floor_without_a_measure_are_told(tmp_path: Path) -> None:
    path = _write(tmp_path, {"title": 0.95})
    complaints = settle(path, {"date": 0.9}, update=False, reason=None)
    assert complaints[0] == "fell: title: has a floor of 0.9500 and is no longer measured"
    assert "no floor: date is 0.9000" in complaints


def test_no_file_of_floors_lets_nothing_pass(tmp_path: Path) -> None:
    assert settle(tmp_path / "none.json", {"date": 0.9}, update=False, reason=None) != []


@pytest.mark.parametrize("place", [0, 40, 90])
def test_the_truth_itself_gets_full_marks_and_nothing_gets_none(place: int) -> None:
    page = make_pages()[place]
    whole = compare_text("\n\n".join((*page.truth.paragraphs, *page.truth.optional)), page)
    assert (whole.precision, whole.recall) == (1.0, 1.0)
    nothing = compare_text("", page)
    assert (nothing.precision, nothing.recall, nothing.f1) == (0.0, 0.0, 0.0)


def test_padding_costs_precision_and_a_loss_costs_recall() -> None:
    page = make_pages()[0]
    text = " ".join(page.truth.paragraphs)
    padded, cut = (
        compare_text(f"{text} one two three four five", page),
        compare_text(text[: text.index(" ", len(text) // 2)], page),
    )
    assert (padded.recall, cut.precision) == (1.0, 1.0)
    assert padded.precision < 1.0
    assert 0.4 < cut.recall < 0.6


def _write(folder: Path, measures: Mapping[str, float]) -> Path:
    path = folder / "floors.json"
    write_floors(path, Floors(measures=measures))
    return path
