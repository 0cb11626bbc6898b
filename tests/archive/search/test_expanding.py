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


def _say(language: str, *forms: str) -> list[tuple[str, str, str]]:
    """A text for each form, within a sentence."""
    return [(form, language, f"Sel{number}, {form} 2024.") for number, form in enumerate(forms)]


def test_an_estonian_family_name_meets_its_twins_where_they_have_forms_of_their_own() -> None:
    texts = Texts(
        _say("et", "Fjodorov", "Fjodorovi")
        + _say("lt", "Fjodorovas", "Fjodorovo", "Fjodorovui")
        + _say("lv", "Fjodorovs", "Fjodorovam")
    )
    every = {"fjodorov", "fjodorovi", "fjodorovas", "fjodorovo", "fjodorovui", "fjodorovs", "fjodorovam"}
    assert set(expand_word("Fjodorov", texts)) == set(expand_word("Fjodorovas", texts)) == every


@pytest.mark.parametrize(
    ("language", "form"), [("et", "Rinkevitš"), ("et", "Rinkevitšile"), ("et", "Rinkevičiuse"), ("lv", "Rinkeviča")]
)
def test_a_name_is_found_by_how_its_neighbours_write_it(language: str, form: str) -> None:
    texts = Texts(_say("lt", "Rinkevičius", "Rinkevičiaus") + _say(language, form))
    assert expand_word("Rinkevičius", texts)[form.lower()] is Grade.NAME


def test_a_form_of_two_languages_has_its_nearest_grade() -> None:
    rows = [*_say("lt", "Seda", "Sedos"), *_say("lv", "Seda", "Sedas", "Sedos")]
    for order in (rows, rows[::-1]):
        assert expand_word("Sedos", Texts(order), languages=["lt", "lv"])["seda"] is Grade.INFLECTED


@pytest.mark.parametrize(
    ("typed", "forms"),
    [("soidule", "sõidud"), ("ojadele", "ojad"), ("vottele", "võte"), ("tookohta", "töökoht")],
)
def test_an_estonian_word_typed_without_diacritics_is_found_by_forms_unlike_it(typed: str, forms: str) -> None:
    assert forms in expand_word(typed, Texts([("a", "et", f"Seal olid {forms}.")]))


def test_a_frequent_word_that_shares_a_form_does_not_outweigh_a_name() -> None:
    small = [(f"k{number}", "lv", f"Tur bija kalna, kalnu {number}.") for number in range(20)]
    texts = Texts([*_say("lv", "Kalnus", "Kalnum", "Kalnū"), *small])
    assert {"kalna", "kalnu"}.isdisjoint(expand_word("Kalnum", texts))


def test_a_word_that_differs_by_diacritics_is_no_form_of_a_name_that_texts_have() -> None:
    rows = [("b", "lv", "Viņa tur sēda, mēs sēdam.")]
    assert "sēda" not in expand_word("Seda", Texts([*_say("lv", "Seda", "Sedas", "Sedā"), *rows]))


def test_a_common_word_that_differs_by_diacritics_comes_last() -> None:
    texts = Texts([("a", "et", "Seal on kali, kalja."), ("b", "et", "Seal on käli.")])
    assert expand_word("kali", texts)["käli"] is Grade.NAME


def test_marks_that_were_typed_are_kept_to_and_wrong_ones_mended() -> None:
    texts = Texts([("a", "lt", "Tai graži gėlė ir gelė.")])
    assert "gelė" not in expand_word("gėlę", texts)
    assert expand_word("žuvis", Texts([("a", "lt", "Tai zuvis.")]))["zuvis"] is Grade.FOLDED


def test_a_noun_that_is_a_family_name_has_the_names_own_genitive() -> None:
    texts = Texts([*_say("et", "Kannel", "Kannelile"), ("a", "et", "Seal on kannel.")])
    assert set(expand_word("Kannel", texts)) == {"kannel", "kannelile"}


def test_a_name_whose_form_is_mostly_a_common_word_keeps_it_when_some_texts_have_it_as_a_name() -> None:
    rows = [("a", "lv", "Runāja Krūmiņš."), ("b", "lv", "Mazi krūmiņu pudurīši."), ("c", "lv", "Šodien Krūmiņu teica.")]
    assert "krūmiņu" in expand_word("Krūmiņš", Texts([*rows, *_say("lv", "Krūmiņam", "Krūmiņa")]))


def _mumble(language: str, *forms: str, times: int = 1) -> list[tuple[str, str, str]]:
    """Texts that have each form in lower case."""
    return [(f"{form}-{number}", language, f"2024 {form} 2025.") for form in forms for number in range(times)]


def test_a_word_that_only_a_neighbours_text_holds_has_its_own_forms_beside_the_neighbours() -> None:
    rows = [*_mumble("lv", "kultūras", "kultūrā"), *_mumble("lt", "kultūra", "kultūrai")]
    assert set(expand_word("kultūras", Texts(rows))) == {"kultūras", "kultūrā", "kultūra", "kultūrai"}
    rows = [*_mumble("et", "klubi", "klubis"), *_mumble("lv", "klubs", "klubam")]
    assert {"klubis", "klubs", "klubam"} <= set(expand_word("klubi", Texts(rows)))


def test_a_word_is_read_in_the_language_that_is_asked_for() -> None:
    rows = [*_say("et", "Saldus"), *_mumble("et", "saldused"), *_say("lv", "Saldum", "Saldū")]
    assert {"saldum", "saldū"} <= set(expand_word("Saldus", Texts(rows), preferred=["lv"]))
    rows = [*_mumble("lv", "tavas", "tava"), *_mumble("et", "tava", "tavade")]
    assert "tavade" in expand_word("tavas", Texts(rows), preferred=["et"])


def test_a_word_that_its_own_texts_hold_is_not_its_look_alike_in_another_language() -> None:
    rows = [*_mumble("et", "talu", "talus"), *_mumble("lv", "tālu", "tāli")]
    assert set(expand_word("talu", Texts(rows))) == {"talu", "talus"}
    assert "tālu" in expand_word("talu", Texts(rows), preferred=["lv"])


def test_a_name_keeps_a_form_that_few_texts_write_as_a_name() -> None:
    rows = [*_say("et", "Tamm", "Tammega"), *_mumble("et", "tamme", times=10), ("s", "et", "Tamme sõnul on hästi.")]
    assert expand_word("Tamm", Texts(rows))["tamme"] is Grade.NAME
    assert "tamme" not in expand_word("Tamm", Texts(rows[:-1]))


def test_a_name_takes_no_form_that_is_another_word_in_the_dictionary() -> None:
    rows = [*_say("lv", "Mūsa", "Mūsā"), *_mumble("lv", "mūsu", times=10), ("s", "lv", "Mūsu pilsēta 2024.")]
    assert "mūsu" not in expand_word("Mūsa", Texts(rows))


def test_a_family_name_that_is_a_noun_is_not_the_nouns_genitive() -> None:
    rows = [*_say("et", "Hammas", "Hammase", "Hammasega", "Hambaga"), *_mumble("et", "hamba")]
    every = {"hammas", "hammase", "hammasega"}
    assert set(expand_word("Hammas", Texts(rows))) == set(expand_word("Hammasega", Texts(rows))) == every
    assert "hamba" in expand_word("hammas", Texts(_mumble("et", "hammas", "hamba")))


def test_an_estonian_place_is_no_tree_for_its_genitives_sake() -> None:
    texts = Texts([*_say("et", "Pärnu", "Pärnus", "Pärn", "Pärnale")])
    assert set(expand_word("Pärnus", texts)) == {"pärnus", "pärnu"}
    assert set(expand_word("Pärn", texts)) == {"pärn", "pärnale"}


def test_a_frequent_word_of_its_own_is_no_form_of_a_rare_noun() -> None:
    few = _mumble("et", "selts", "seltsile", "seltsis")
    assert "seltsis" in expand_word("selts", Texts(few))
    many = [*_mumble("et", "kõrv", "kõrva"), *_mumble("et", "kõrval", times=5)]
    assert set(expand_word("kõrv", Texts(many))) == {"kõrv", "kõrva"}
    assert set(expand_word("pool", Texts(_mumble("et", "pool", "poodi", "poes", "poolt")))) == {"pool"}


def test_a_common_noun_is_none_for_the_sake_of_a_name_that_the_dictionary_puts_with_it() -> None:
    texts = Texts([("one", "lv", "Ciemā dzīvo Rūta Zvejniece."), ("two", "lv", "Bedre der zvejniekiem un zvejniekus.")])
    assert {"zvejniekiem", "zvejniekus"} <= expand_word("zvejnieks", texts).keys()


def test_a_name_in_case_is_not_the_word_that_the_dictionary_lists() -> None:
    assert "narval" in expand_word("Narva", Texts(_say("et", "Narva", "Narval")))


def test_a_form_in_the_other_language_that_is_a_common_word_in_the_names_own_is_left_out() -> None:
    rows = [*_say("lt", "Biržai", "Biržų"), *_mumble("lt", "biržos", times=3), *_say("lv", "Biržos", "Biržiem")]
    assert set(expand_word("Biržai", Texts(rows))) == {"biržai", "biržų", "biržiem"}
    assert "biržos" in expand_word("Biržai", Texts(rows), preferred=["lv"])


def test_a_womans_name_comes_before_the_mans() -> None:
    found = expand_word("Kalniņa", Texts(_say("lv", "Kalniņa", "Kalniņai", "Kalniņš")))
    assert found == {"kalniņa": Grade.EXACT, "kalniņai": Grade.INFLECTED, "kalniņš": Grade.NAME}


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
