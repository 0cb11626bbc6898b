"""Words of a text, their plain spelling and their keys."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.counting import count_file_words
from archive.search.words.estonian import VOWEL_STEM
from archive.search.words.keys import key_of, keys_of
from archive.search.words.lemmas import find_lemma, open_dictionary
from archive.search.words.readings import read_form, settle_kind
from archive.search.words.respelling import respell_plain
from archive.search.words.splitting import fold, normalize_text, split_forms, split_words

_ALPHABET = "aąčęėįšųūžāčēģīķļņšūžõäöüåßłøAĄČŠŽÕИжйЯя0159 -–„“'.,@/_\u0301\u0328µſΣςİ"


def _split_by_sqlite(texts: list[str]) -> list[list[str]]:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 0')")
    conn.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
    conn.executemany("INSERT INTO t(rowid, x) VALUES (?, ?)", enumerate(map(normalize_text, texts)))
    words: list[list[str]] = [[] for _ in texts]
    for term, number in conn.execute("SELECT term, doc FROM v ORDER BY doc, offset"):
        words[number].append(term)
    conn.close()
    return words


def test_every_letter_of_european_scripts_is_split_as_sqlite_splits_it() -> None:
    assigned = [*range(0x20, 0x370), *range(0x400, 0x528), *range(0x1E00, 0x1F00), *range(0x2010, 0x2060)]
    texts = [f"a{chr(code)}b {chr(code)}c" for code in assigned]
    assert [split_forms(text) for text in texts] == _split_by_sqlite(texts)


@given(st.text(_ALPHABET, max_size=40))
def test_any_text_is_split_as_sqlite_splits_it(text: str) -> None:
    assert split_forms(text) == _split_by_sqlite([text])[0]


@given(st.text(max_size=40))
def test_words_and_forms_agree_and_offsets_lead_back(text: str) -> None:
    words = split_words(text)
    shown = normalize_text(text)
    assert [word.form for word in words] == split_forms(text)
    assert all(split_forms(shown[word.start : word.end]) == [word.form] for word in words if "Σ" not in shown)


def test_private_use_characters_are_no_words() -> None:
    assert split_forms("\ue000lt vienas") == ["lt", "vienas"]


@pytest.mark.parametrize(
    ("form", "plain"),
    [("šiauliųžė", "siauliuze"), ("ķēdaiņi", "kedaini"), ("põõsas", "poosas"), ("weiß", "weiss"), ("łódź", "lodz")],
)
def test_fold_leaves_plain_latin_letters(form: str, plain: str) -> None:
    assert fold(form) == plain


def test_fold_leaves_cyrillic_letters_alone() -> None:
    assert fold("край") == "край"


def test_a_capital_within_a_sentence_makes_a_name() -> None:
    signs = count_file_words("Biržai švenčia. Šventė Biržuose, o birža dirba. „Kelmas“ čia, LIETUVA.", "lt").forms
    assert signs["biržuose"] == 1
    assert signs["birža"] == -1
    assert {signs[form] for form in ("biržai", "šventė", "kelmas", "lietuva")} == {0}


def test_a_capital_after_a_colon_makes_a_name() -> None:
    assert count_file_words("Rašoma: Petraitis. Dalyviai: meras.", "lt").forms["petraitis"] == 1


def test_plain_words_are_respelled_by_the_dictionary() -> None:
    assert "võistlusega" in respell_plain("voistlusega", "et")
    assert "žmonėms" in respell_plain("zmonems", "lt")
    assert respell_plain("čia", "lt") == respell_plain("voistlus", "xx") == []


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("lt", "Pakruojis Pakruojo Pakruojui Pakruojį Pakruojyje"),
        ("lt", "Kalvaitis Kalvaičio Kalvaičiui Kalvaitį"),
        ("lt", "Stankevičius Stankevičiaus Stankevičiumi"),
        ("lv", "brālis brāļa brālim brāļiem"),
        ("lv", "Preiļi Preiļu Preiļos"),
        ("lv", "Daugavpils Daugavpilij Daugavpilī"),
        ("et", "Jõgeva Jõgevale Jõgevalt"),
        ("et", "Jõks Jõksi Jõksile"),
        ("et", "meede meetme meetmete"),
        ("et", "Pajumägi Pajumäe Pajumäele Pajumäkke"),
        ("et", "Vanakeskus Vanakeskuse Vanakeskusesse"),
        ("et", "koristamine koristamise koristamist koristamisi koristamistest koristamisesse"),
        ("et", "rahvamaja rahvamaju rahvamajja"),
        ("et", "leib leiva leivast"),
        ("et", "tamm tammesid"),
        ("et", "Ilves Ilvese Ilvest"),
        ("lt", "elnias elnio elniu elnyje"),
        ("ru", "проект проекта проектов"),
        ("pl", "projekt projektu projektów"),
    ],
)
def test_forms_of_a_word_share_a_key(language: str, forms: str) -> None:
    assert frozenset.intersection(*(keys_of(form.lower(), language) for form in forms.split()))


@pytest.mark.parametrize(("form", "other"), [("kool", "koos"), ("pood", "poolt"), ("meede", "meel")])
def test_what_the_dictionary_lists_is_no_form_of_a_word_without_a_genitive(form: str, other: str) -> None:
    assert not any(
        settle_kind(one.kind, is_name=False) == VOWEL_STEM and one.stem == other[:-1]
        for one in (*read_form(other, "et"), *read_form(form, "et"))
    )


def test_many_guessed_stems_give_the_keys_that_each_gives() -> None:
    for form in ("tallinn", "õde", "maiuse", "emajõel", "auas", "koo"):
        assert keys_of(form, "et", with_names=False) == {key_of(one, "et") for one in read_form(form, "et")}


def test_a_form_of_unknown_language_has_the_keys_of_all() -> None:
    assert keys_of("projekte", None) >= keys_of("projekte", "lt") | keys_of("projekte", "et")


def test_numbers_and_the_shortest_words_have_no_keys() -> None:
    assert keys_of("2024", "lt") == keys_of("ir", "lt") == frozenset()


@given(st.text(max_size=30), st.sampled_from(["lt", "lv", "et", "ru", "xx", None]))
def test_any_form_has_keys_or_none(text: str, language: str | None) -> None:
    for form in split_forms(text):
        assert all(keys_of(form, language))


def _open(folder: str) -> str | None:
    return open_dictionary("lv", Path(folder)).get("brāļa")


def test_two_processes_may_build_a_dictionary_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_open, [str(tmp_path)] * 2) == ["brālis", "brālis"]
    assert [path.name for path in tmp_path.iterdir()] == ["lv.dic"]


def test_a_dictionary_works_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    assert open_dictionary("lv", tmp_path / "taken" / "words").get("brāļa") == "brālis"


def test_the_dictionary_does_not_know_every_word() -> None:
    assert find_lemma("alytaus", "lt") is None
    assert find_lemma("dvaro", "lt") == "dvaras"
