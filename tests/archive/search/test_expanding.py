"""Typed words as the forms they mean."""

from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.expanding import Grade, expand_prefix, expand_word
from tests.archive.search.unseen import Query, read_cases, read_crossings
from tests.archive.search.vocabulary import Texts

_TEXTS = [
    ("a", "lt", "Šventė vyko Biržuose, po to Biržų bibliotekoje, o birža dirbo; biržoje tylu. Tada nuvyko į Biržus."),
    ("b", "lt", "Meras žiūrėjo į Šakius. Medžio šaka lūžo, šakos krito. Vėliau svečiai iš Šakių grįžo."),
    ("c", "lv", "Viņš brauca uz Šauļiem un Šaķiem, bet saule spīdēja. Darbs ir Stankeviča rokās, teica Stankevičs."),
    ("d", "lt", "Tą dieną kalbėjo Stankevičius, jam pritarė Šiaulių meras, o Kelmėje kelmo nerado, Kelmė tyli."),
    ("e", None, "Kita kalba: Plungėje ir vėl Plungė."),
]


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(_TEXTS)


def test_a_name_is_not_the_common_word_of_its_stem(texts: Texts) -> None:
    assert set(expand_word("Biržai", texts)) == {"biržai", "biržuose", "biržų", "biržus"}
    assert set(expand_word("Kelmę", texts)) == {"kelmę", "kelmė", "kelmėje"}


def test_a_word_typed_without_diacritics_is_mended(texts: Texts) -> None:
    assert expand_word("sakos", texts, languages=["lt"]) == {
        "sakos": Grade.EXACT,
        "šakos": Grade.FOLDED,
        "šaka": Grade.INFLECTED,
    }


def test_a_case_that_no_text_holds_is_mended_too(texts: Texts) -> None:
    assert {"šakius", "šakių"} <= set(expand_word("sakiuose", texts, languages=["lt"]))


def test_a_name_is_found_in_the_other_language(texts: Texts) -> None:
    assert expand_word("Šiaulių", texts)["šauļiem"] is Grade.NAME
    assert expand_word("Stankevičius", texts)["stankevičs"] is Grade.NAME
    assert "saule" not in expand_word("Šiaulių", texts)


def test_names_across_languages_can_be_left_out(texts: Texts) -> None:
    assert set(expand_word("Šiaulių", texts, across_languages=False)) == {"šiaulių"}


def test_only_texts_of_the_languages_asked_for_give_forms(texts: Texts) -> None:
    assert "stankevičs" not in expand_word("Stankevičius", texts, languages=["lt"])


def test_forms_of_texts_in_an_unknown_language_are_found(texts: Texts) -> None:
    assert "plungėje" in expand_word("plunges", texts)


def test_a_word_that_only_a_foreign_text_holds_is_read_in_its_own_language() -> None:
    rows = [("a", "et", "Kohtumine oli nimega Trakuose."), ("b", "lt", "Tada jie lankė Trakus, iš Trakų grįžo.")]
    assert set(expand_word("Trakuose", Texts(rows))) == {"trakuose", "trakus", "trakų"}


def test_a_name_that_no_text_spells_so_is_found_by_its_neighbour_in_spelling() -> None:
    rows = [("a", "lt", "Tada jie lankė Pakruojį, iš Pakruojo grįžo, o projektas pakriko.")]
    assert set(expand_word("Pakrojis", Texts(rows))) == {"pakrojis", "pakruojį", "pakruojo"}


def test_a_prefix_with_diacritics_keeps_to_them(texts: Texts) -> None:
    assert set(expand_prefix("šaki", texts)) == {"šakius", "šakių"}
    assert set(expand_prefix("saki", texts)) == {"šakius", "šakių", "šaķiem"}


def test_a_prefix_has_no_more_forms_than_its_limit(texts: Texts) -> None:
    assert len(expand_prefix("s", texts, limit=2)) == 2


@given(st.text(max_size=30))
def test_whatever_is_typed_means_at_least_itself(typed: str) -> None:
    assert Grade.EXACT in expand_word(typed, Texts(_TEXTS[:1])).values()


def _measure(queries: list[Query], texts: Texts, *, is_filtered: bool) -> tuple[float, float]:
    recalls, precisions = [], []
    for query in queries:
        forms = expand_word(query.typed, texts, languages=[query.language] if is_filtered else None)
        found = {name for form in forms for name in texts.holders.get(form, ())}
        recalls.append(len(found & query.wanted) / len(query.wanted))
        precisions.append(len(found & query.wanted) / len(found) if found else 0.0)
    return fmean(recalls), fmean(precisions)


def test_unseen_words_are_found_in_every_case_and_little_else() -> None:
    rows, queries = read_cases()
    assert len(queries) > 300
    recall, precision = _measure(queries, Texts(rows), is_filtered=True)
    assert recall >= 0.99
    assert precision >= 0.985


def test_unseen_names_are_found_across_languages() -> None:
    rows, queries = read_crossings()
    recall, precision = _measure(queries, Texts(rows), is_filtered=False)
    assert recall >= 0.97
    assert precision >= 0.97
