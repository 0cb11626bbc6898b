"""Languages of texts and of one line, mixed pages, and what a source's own languages are good for."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest

from archive.extract.language import identify_language, identify_languages
from tests.archive.extract.metadata_frames import PROSE

TEXTS = {language: prose.replace("</p><p>", "\n\n")[3:-4] for language, prose in PROSE.items()}
SENTENCES: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))
BALTIC = ("lt", "lv", "et")
TWINS = {"uk": 2, "be": 1}
"""Sentences without a letter that the language next door lacks: read as that one."""
ENGLISH = (
    "The partners of the project met in the old town hall and agreed on the next steps of the exhibition. "
    "It will be opened in spring, and everyone is welcome to visit it with the whole family."
)


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_of_one_language(language: str) -> None:
    assert identify_languages(TEXTS[language]) == (language,)


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_of_its_language(language: str) -> None:
    wrong = {one: found for one in SENTENCES[language] if (found := identify_language(one)) != language}
    assert len(wrong) <= TWINS.get(language, 0), wrong


@pytest.mark.parametrize("language", SENTENCES)
def test_paragraphs_are_of_their_language_alone(language: str) -> None:
    assert identify_languages("\n\n".join(SENTENCES[language][-10:])) == (language,)


@pytest.mark.parametrize("language", BALTIC)
def test_a_baltic_sentence_may_be_typed_without_its_marks_or_in_capitals(language: str) -> None:
    for sentence in SENTENCES[language]:
        bare = "".join(one for one in unicodedata.normalize("NFD", sentence) if not unicodedata.combining(one))
        assert {identify_language(bare), identify_language(sentence.upper())} == {language}, sentence


@pytest.mark.parametrize("foreign", ["fr", "es", "it", "sv", "uk", "nl", "pl", "de", "fi"])
def test_a_foreign_summary_is_told_by_its_own_name(foreign: str) -> None:
    text = "\n\n".join([*SENTENCES["lv"][10:], *SENTENCES[foreign][10:14]])
    assert identify_languages(text) == ("lv", foreign)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Viešnia iš Italijos: „Grazie a tutti“", "lt"),
        ("Projekts „La dolce vita” Dagdā", "lv"),
        ("Käisime Prantsusmaal: Le Mans ja Tours", "et"),
        ("Stažuotė Gran Canaria saloje", "lt"),
    ],
)
def test_a_few_foreign_words_do_not_make_a_line_foreign(line: str, language: str) -> None:
    assert identify_language(line) == language


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Kvietimas teikti paraiškas", "lt"),
        ("Sveikiname su šv. Kalėdomis", "lt"),
        ("Uzsaukums projektu iesniegšanai", "lv"),
        ("LEADER projektu 3. kārta", "lv"),
        ("Taotlusvoor avatud", "et"),
        ("Häid jõule!", "et"),
        ("Annual meeting of the LAG", "en"),
        ("Приглашаем всех", "ru"),
    ],
)
def test_a_line_has_a_language(line: str, language: str) -> None:
    assert identify_language(line) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Latgolys kulturys svātki itūgod nūtiks Rēzeknē, i iz tīm aicynoti vysi interesenti.", "lv"),
        ("Võro keele nätäl om egäl aastagal hingekuun, tulkõ kõik kaema.", "et"),
    ],
)
def test_small_languages_count_as_their_states_own(text: str, language: str) -> None:
    assert identify_language(text) == language


@pytest.mark.parametrize("language", TEXTS)
def test_a_summary_in_another_language_is_the_second(language: str) -> None:
    text = f"{TEXTS[language]}\n\n{TEXTS[language]}\n\n{ENGLISH}"
    assert identify_languages(text) == (language, "en")


def test_a_quoted_sentence_and_a_list_of_names_are_no_second_language() -> None:
    names = "Partneriai: Stowarzyszenie Rozwoju Wsi, Lokalna Grupa Działania Kraina Rawki, Towarzystwo Przyjaciół Gminy"
    text = f"{TEXTS['lt']}\n\n„We are very glad“, sakė viešnia.\n\n{names}"
    assert identify_languages(text) == ("lt",)


def test_a_sources_languages_tip_the_scales_for_a_few_words_only() -> None:
    assert identify_language("Seo om miiq kodokotus Setomaal.", ("et",)) == "et"
    assert identify_language(TEXTS["lt"], ("en",)) == "lt"
    assert identify_language("Kviečiame teikti paraiškas vietos projektams.", ("en",)) == "lt"


@pytest.mark.parametrize("text", ["", "12.05.2020", "www.raugas.example", "— … —"])
def test_without_words_there_is_no_language(text: str) -> None:
    assert identify_languages(text) == ()


def test_an_english_sentence_full_of_lithuanian_names_stays_english() -> None:
    text = (
        "Both mayors promised last week that the people of Kėdainių, Šiaulių and Biržų districts would be asked about "
        "their plans for new roads."
    )
    assert identify_languages(text) == ("en",)
    assert identify_languages(f"{TEXTS['lt']}\n{TEXTS['lt']}\n{text}") == ("lt", "en")
