"""Days as sites write them, by language."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

_MONTHS = {
    "lt": "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    "lv": "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī",
    "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
}
_NAMES = {
    "lt": "Sausis Vasaris Kovas Balandis Gegužė Birželis Liepa Rugpjūtis Rugsėjis Spalis Lapkritis Gruodis",
    "lv": "Janvāris Februāris Marts Aprīlis Maijs Jūnijs Jūlijs Augusts Septembris Oktobris Novembris Decembris",
    "et": "Jaanuar Veebruar Märts Aprill Mai Juuni Juuli August September Oktoober November Detsember",
}
_SHORT = {
    "lt": "saus vas kov bal geg birž liep rugp rugs spal lapkr gruod",
    "lv": "Jan Feb Mar Apr Mai Jūn Jūl Aug Sep Okt Nov Dec",
    "et": "jaan veebr märts apr mai juuni juuli aug sept okt nov dets",
}
_WEEKDAYS = {
    "lt": "Pirmadienis Antradienis Trečiadienis Ketvirtadienis Penktadienis Šeštadienis Sekmadienis",
    "lv": "Pirmdiena Otrdiena Trešdiena Ceturtdiena Piektdiena Sestdiena Svētdiena",
    "et": "Esmaspäev Teisipäev Kolmapäev Neljapäev Reede Laupäev Pühapäev",
}
_LONG = {
    "lt": "{day.year} m. {month} {day.day} d.",
    "lv": "{day.year}. gada {day.day}. {month}",
    "et": "{day.day}. {month} {day.year}",
}
_ABBREVIATED = {
    "lt": "{day.year} {month}. {day.day}",
    "lv": "{day.day:02} {month}, {day.year}",
    "et": "{month} {day.day}, {day.year}",
}
_PLAIN = {"lt": "%Y-%m-%d", "lv": "%d.%m.%Y.", "et": "%d.%m.%Y"}


def format_long(day: date, language: str) -> str:
    """With the month's name in the case that the language asks for."""
    return _LONG[language].format(day=day, month=_MONTHS[language].split()[day.month - 1])


def format_month(day: date, language: str) -> str:
    """Month and year only: `2021 m. kovas`."""
    name = _NAMES[language].split()[day.month - 1].lower()
    return {"lt": f"{day.year} m. {name}", "lv": f"{day.year}. gada {name}", "et": f"{name} {day.year}"}[language]


def format_abbreviated(day: date, language: str) -> str:
    """With the month's name cut short."""
    return _ABBREVIATED[language].format(day=day, month=_SHORT[language].split()[day.month - 1])


def format_weekday(day: date, language: str) -> str:
    """As K2 writes it: `Otrdiena, 02 Janvāris 2018 08:41`."""
    weekday, month = _WEEKDAYS[language].split()[day.weekday()], _NAMES[language].split()[day.month - 1]
    return f"{weekday}, {day.day:02} {month} {day.year} 08:41"


def format_plain(day: date, language: str) -> str:
    """In figures, as most sites of the language do."""
    return day.strftime(_PLAIN[language])


def format_timed(day: date, language: str) -> str:
    """In figures with the time of day; Estonians put it first."""
    plain = format_plain(day, language)
    return f"21:10 {plain}" if language == "et" else f"{plain} 13:07"


def format_two_digits(day: date, language: str) -> str:
    """`03.12.23`, whatever the language."""
    return day.strftime("%d.%m.%y")


FORMS = MappingProxyType(
    {
        "plain": format_plain,
        "long": format_long,
        "month": format_month,
        "short": format_abbreviated,
        "weekday": format_weekday,
        "timed": format_timed,
        "two": format_two_digits,
    }
)
"""Form name to its writer."""
