"""The list of names: what it says, and that a name's forms lead to it."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from archive.search.words.keys import keys_of

_FOLDER = resources.files("archive.search.words")


def _read_rows() -> list[dict[str, str]]:
    lines = _FOLDER.joinpath("names.tsv").read_text("utf-8").splitlines()
    return list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))


def test_the_list_is_whole_and_each_place_stands_once() -> None:
    rows = _read_rows()
    firsts = [(row["lt"], row["lv"], row["et"]) for row in rows]
    assert len(rows) >= 300
    assert len(set(firsts)) == len(firsts)
    assert all(None not in row and None not in row.values() for row in rows)
    assert all(name == name.strip() and " " not in name for row in rows for name in row.values())


def test_the_notice_stands_beside_the_list() -> None:
    assert "UNICODE LICENSE V3" in _FOLDER.joinpath("names-LICENSE.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "forms",
    [
        "lt:Plungė lt:Plungėje lv:Pluņģe lv:Pluņģes",
        "lt:Šiauliai lt:Šiaulių lv:Šauļi lv:Šauļos ru:Шяуляй",
        "lv:Rīga lv:Rīgā lt:Ryga lt:Rygos et:Riia et:Riias pl:Ryga ru:Риги",
        "lt:Daugpilyje lv:Daugavpilij ru:Даугавпилса",
        "lv:Valkā lv:Valkas",
        "et:Pärnust lv:Pērnavā lt:Pernu",
        "et:Tallinnas lv:Tallinas lt:Taline",
        "lt:Kaune lv:Kauņas",
        "lt:Vilniuje lv:Viļņā",
        "lv:Rīgā et:Riiga",
        "lt:Lietuvos et:Leetu",
        "lt:Kaune et:Kaunases",
        "et:Viljandis lv:Vīlandē lt:Viljandyje",
        "lv:Ainažos et:Heinastes",
        "lv:Jelgavā et:Miitavis lt:Mintaujoje",
    ],
)
def test_a_place_has_one_key_in_all_its_names(forms: str) -> None:
    keys = [keys_of(form.lower(), language) for language, _, form in (one.partition(":") for one in forms.split())]
    assert any(key.startswith("@") for key in frozenset.intersection(*keys))


def test_names_can_be_left_out_of_the_keys() -> None:
    assert not any(key.startswith("@") for key in keys_of("rīgā", "lv", with_names=False))


@pytest.mark.parametrize(
    ("form", "language"),
    [("saule", "lv"), ("kelmo", "lt"), ("valge", "et"), ("salda", "lv"), ("torv", "et"), ("saare", "et")],
)
def test_a_common_word_that_looks_like_a_name_is_none(form: str, language: str) -> None:
    assert not any(key.startswith("@") for key in keys_of(form, language))
