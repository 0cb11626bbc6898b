"""Funds and programmes that an article's disclaimers name, as written."""

from __future__ import annotations

import pytest

from archive.extract.funding import read_funding
from archive.records import Funding

CASES = [
    (
        "Šī publikācija ir sagatavota ar Interreg V-A Latvijas–Lietuvas programmas 2014–2020 finansiālo atbalstu.",
        "Interreg V-A Latvijas–Lietuvas programmas 2014–2020",
        None,
    ),
    ("Projektu līdzfinansē ELFLA un LEADER, atbalsta Zemkopības ministrija.", "LEADER", "ELFLA"),
    (
        "Projektas finansuojamas Europos žemės ūkio fondo kaimo plėtrai lėšomis pagal Lietuvos kaimo plėtros "
        "2014–2020 metų programą.",
        "Lietuvos kaimo plėtros 2014–2020 metų programą",
        "Europos žemės ūkio fondo kaimo plėtrai",
    ),
    ("Veiklą remia EŽŪFKP pagal LEADER programą.", "LEADER programą", "EŽŪFKP"),
    (
        "Projekti rahastab Maaelu Arengu Euroopa Põllumajandusfond: Eesti maaelu arengukava 2014–2020.",
        "Eesti maaelu arengukava 2014–2020",
        "Maaelu Arengu Euroopa Põllumajandusfond",
    ),
    (
        "This project is funded by the European Regional Development Fund, Interreg VI-A Latvia–Lithuania Programme "
        "2021–2027.",
        "Interreg VI-A Latvia–Lithuania Programme 2021–2027",
        "European Regional Development Fund",
    ),
    ("Projektu finansē Eiropas Savienība.", None, None),
]


@pytest.mark.parametrize(("text", "programme", "fund"), CASES)
def test_a_disclaimer_names_programme_and_fund(text: str, programme: str | None, fund: str | None) -> None:
    assert read_funding([text]) == (Funding(text, programme, fund),)


def test_no_disclaimer_is_no_funding() -> None:
    assert read_funding([]) == ()
