"""Month names of lt, lv, et, en and ru in every case that date lines use, folded to letters without marks."""

from __future__ import annotations

import unicodedata

_NAMES: dict[int, str] = {
    1: "sausis sausio sausi sausyje saus janvaris janvara janvarim janvari janv "
    "jaanuar jaanuari jaanuaril jaanuarist jaanuarini jaan january jan январь января январе янв",
    2: "vasaris vasario vasari vasaryje vas februaris februara februarim februari febr "
    "veebruar veebruari veebruaril veebruarist veebruarini veebr veeb february feb "
    "февраль февраля феврале фев",
    3: "kovas kovo kova kove marts marta martam marti martu marc mart martsi martsil martsist martsini "
    "march mar март марта марте мар",
    4: "balandis balandzio balandi balandyje bal aprilis aprila aprilim aprili apr "
    "aprill aprillil aprillist aprillini april апрель апреля апреле апр",
    5: "geguze geguzes geguzei geguzeje geg maijs maija maijam maiju maij mai mail maist maini may май мая мае маи",
    6: "birzelis birzelio birzeli birzelyje birz junijs junija junijam juniju junij "
    "juuni juunil juunist juunini juun june jun июнь июня июне июн",
    7: "liepa liepos liepai liepoje liep julijs julija julijam juliju julij "
    "juuli juulil juulist juulini juul july jul июль июля июле июл",
    8: "rugpjutis rugpjucio rugpjuti rugpjutyje rugp augusts augusta augustam augusti augustu "
    "august augusti augustil augustist augustini aug август августа августе авг",
    9: "rugsejis rugsejo rugseji rugsejyje rugs septembris septembra septembrim septembri sept "
    "september septembril septembrist septembrini sep сентябрь сентября сентябре сен сент",
    10: "spalis spalio spali spalyje spal oktobris oktobra oktobrim oktobri okt "
    "oktoober oktoobri oktoobril oktoobrist oktoobrini october oct октябрь октября октябре окт",
    11: "lapkritis lapkricio lapkriti lapkrityje lapkr novembris novembra novembrim novembri nov "
    "november novembril novembrist novembrini ноябрь ноября ноябре ноя нояб",
    12: "gruodis gruodzio gruodi gruodyje gruod decembris decembra decembrim decembri dec "
    "detsember detsembri detsembril detsembrist detsembrini dets december декабрь декабря декабре дек",
}

MONTHS: dict[str, int] = {name: number for number, names in _NAMES.items() for name in names.split()}
"""Folded month word to its number."""

MONTH_WORD = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])"
"""Pattern of a folded month word that no letter follows."""


def fold(text: str) -> str:
    """Lower case without diacritical marks, one character for each of the original's."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


class _Folding(dict[int, str]):
    """A translation table that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0]
        lower = base.lower()
        self[code] = lower if len(lower) == 1 else base
        return self[code]


_FOLDING = _Folding()
