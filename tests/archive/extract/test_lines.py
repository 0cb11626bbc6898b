"""Lines around a text, in the languages of ours and of the wide world's press."""

from __future__ import annotations

import pytest

from archive.extract.lines import cut_pointer_label, cut_pointer_words, find_line_kind

KINDS = {
    "related": (
        *("Lasi arī", "Lasiet vēl:", "Lasīt arī", "Läs också", "Lue myös", "Lire aussi", "Lesen Sie auch"),
        *("Mehr zum Thema", "Leggi anche", "Czytaj też", "Czytaj także", "Zobacz także", "Lees ook"),
        *("Читайте также", "По теме", "También te puede interesar"),
    ),
    "comments": (
        "Kommentare (12)",
        "3 commentaires",
        "Comentarios",
        "Komentarze",
        "Reacties",
        "Комментарии",
        "1 Kommentar",
    ),
    "advert": ("Advertisement", "ADVERTISEMENT", "Anzeige", "Annons", "Reklama", "Skip advertisement"),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_line_is_of_its_kind(kind: str, text: str) -> None:
    assert find_line_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    ["Kommentar", "Lasi arī tad, kad līst", "Anzeige gegen den Bürgermeister erstattet", "Related costs rose", "Lesen"],
)
def test_line_of_prose_is_of_none(text: str) -> None:
    assert find_line_kind(text) is None


def test_label_of_a_pointer_is_cut() -> None:
    assert cut_pointer_label("Lire aussi : Le port rouvre") == "Le port rouvre"
    assert cut_pointer_label("Czytaj też | Port znów otwarty") == "Port znów otwarty"
    assert cut_pointer_label("Lasi arī") == ""
    assert cut_pointer_label("Lire aussi Le port rouvre") is None
    assert cut_pointer_words("Lire aussi Le port rouvre") == "Le port rouvre"
    assert cut_pointer_words("Le port rouvre") is None
