"""Languages of texts and of one line, mixed pages, and what a source's own languages are good for."""

from __future__ import annotations

import pytest

from archive.extract.language import identify_language, identify_languages
from tests.archive.extract.metadata_frames import PROSE

TEXTS = {language: prose.replace("</p><p>", "\n\n")[3:-4] for language, prose in PROSE.items()}
ENGLISH = (
    "The partners of the project met in the old town hall and agreed on the next steps of the exhibition. "
    "It will be opened in spring, and everyone is welcome to visit it with the whole family."
)


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_of_one_language(language: str) -> None:
    assert identify_languages(TEXTS[language]) == (language,)


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
