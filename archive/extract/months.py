"""Month names in every case and abbreviation that date lines use, folded to letters without marks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from archive.extract.date_months import FURTHER

_NAMES: dict[str, tuple[str, ...]] = {
    "lt": (
        "sausis sausio sausiui sausi sausiu sausyje saus",
        "vasaris vasario vasariui vasari vasariu vasaryje vas",
        "kovas kovo kovui kova kovu kove kov",
        "balandis balandzio balandziui balandi balandziu balandyje bal",
        "geguze geguzes geguzei geguzeje geg",
        "birzelis birzelio birzeliui birzeli birzeliu birzelyje birz",
        "liepa liepos liepai liepoje liep",
        "rugpjutis rugpjucio rugpjuciui rugpjuti rugpjuciu rugpjutyje rugp rugpj rgp",
        "rugsejis rugsejo rugsejui rugseji rugseju rugsejyje rugs rugsej rgs",
        "spalis spalio spaliui spali spaliu spalyje spal spl",
        "lapkritis lapkricio lapkriciui lapkriti lapkriciu lapkrityje lapkr lapk",
        "gruodis gruodzio gruodziui gruodi gruodziu gruodyje gruod gruo grd",
    ),
    "lv": (
        "janvaris janvara janvarim janvari janv",
        "februaris februara februarim februari febr",
        "marts marta martam marti martu",
        "aprilis aprila aprilim aprili",
        "maijs maija maijam maiju maij",
        "junijs junija junijam juniju junij jun",
        "julijs julija julijam juliju julij jul",
        "augusts augusta augustam augusti augustu",
        "septembris septembra septembrim septembri sept",
        "oktobris oktobra oktobrim oktobri okt",
        "novembris novembra novembrim novembri nov",
        "decembris decembra decembrim decembri dec",
    ),
    "ltg": (
        "janvars",
        "februars",
        "",
        "aprels aprela apreli",
        "majs maja",
        "juns juna juni",
        "juls jula juli",
        "",
        "",
        "",
        "",
        "",
    ),
    "et": (
        "jaanuar jaanuari jaanuaril jaanuarist jaanuarini jaanuaris jaanuariks jaanuarile jaan",
        "veebruar veebruari veebruaril veebruarist veebruarini veebruaris veebruariks veebruarile veebr veeb",
        "marts martsi martsil martsist martsini martsis martsiks martsile mart marc",
        "aprill aprilli aprillil aprillist aprillini aprillis aprilliks aprillile",
        "mai mail maist maini mais maiks maile",
        "juuni juunil juunist juunini juunis juuniks juunile juun",
        "juuli juulil juulist juulini juulis juuliks juulile juul",
        "august augusti augustil augustist augustini augustis augustiks augustile",
        "september septembri septembril septembrist septembrini septembris septembriks septembrile",
        "oktoober oktoobri oktoobril oktoobrist oktoobrini oktoobris oktoobriks oktoobrile",
        "november novembri novembril novembrist novembrini novembris novembriks novembrile",
        "detsember detsembri detsembril detsembrist detsembrini detsembris detsembriks detsembrile dets",
    ),
    "en": (
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sept sep",
        "october oct",
        "november nov",
        "december dec",
    ),
    "ru": (
        "январь января январю январе январем янв",
        "февраль февраля февралю феврале февралем фев февр",
        "март марта марту марте мартом мар",
        "апрель апреля апрелю апреле апрелем апр",
        "маи май мая маю мае маем",
        "июнь июня июню июне июнем июн",
        "июль июля июлю июле июлем июл",
        "август августа августу августе августом авг",
        "сентябрь сентября сентябрю сентябре сентябрем сен сент",
        "октябрь октября октябрю октябре октябрем окт",
        "ноябрь ноября ноябрю ноябре ноябрем ноя нояб",
        "декабрь декабря декабрю декабре декабрем дек",
    ),
    "uk": (
        "січень січня січні сiчня",
        "лютии лютого лютому",
        "березень березня березні",
        "квітень квітня квітні",
        "травень травня травні",
        "червень червня червні",
        "липень липня липні",
        "серпень серпня серпні",
        "вересень вересня вересні",
        "жовтень жовтня жовтні",
        "листопад листопада листопаді",
        "грудень грудня грудні",
    ),
    "pl": (
        "styczen stycznia styczniu sty",
        "luty lutego lutym lut",
        "marzec marca marcu",
        "kwiecien kwietnia kwietniu kwi",
        "maj maja maju",
        "czerwiec czerwca czerwcu cze",
        "lipiec lipca lipcu lip",
        "sierpien sierpnia sierpniu sie",
        "wrzesien wrzesnia wrzesniu wrz",
        "pazdziernik pazdziernika pazdzierniku paz",
        "listopad listopada listopadzie lis",
        "grudzien grudnia grudniu gru",
    ),
    "de": (
        "januar janner jan",
        "februar feber feb",
        "marz maerz mrz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember dez",
    ),
    "fi": (
        "tammikuu tammikuuta tammikuun tammikuussa tammikuusta tammikuulla tammi",
        "helmikuu helmikuuta helmikuun helmikuussa helmikuusta helmikuulla helmi",
        "maaliskuu maaliskuuta maaliskuun maaliskuussa maaliskuusta maaliskuulla maalis",
        "huhtikuu huhtikuuta huhtikuun huhtikuussa huhtikuusta huhtikuulla huhti",
        "toukokuu toukokuuta toukokuun toukokuussa toukokuusta toukokuulla touko",
        "kesakuu kesakuuta kesakuun kesakuussa kesakuusta kesakuulla",
        "heinakuu heinakuuta heinakuun heinakuussa heinakuusta heinakuulla heina",
        "elokuu elokuuta elokuun elokuussa elokuusta elokuulla",
        "syyskuu syyskuuta syyskuun syyskuussa syyskuusta syyskuulla syys",
        "lokakuu lokakuuta lokakuun lokakuussa lokakuusta lokakuulla loka",
        "marraskuu marraskuuta marraskuun marraskuussa marraskuusta marraskuulla marras",
        "joulukuu joulukuuta joulukuun joulukuussa joulukuusta joulukuulla joulu",
    ),
    "sv, da, nb": (
        "januari januar",
        "februari februar",
        "mars marts",
        "april",
        "maj mai",
        "juni",
        "juli",
        "augusti august",
        "september",
        "oktober",
        "november",
        "desember december",
    ),
    "nl": (
        "januari",
        "februari",
        "maart mrt",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "fr": (
        "janvier",
        "fevrier fevr",
        "mars",
        "avril avr",
        "mai",
        "juin",
        "juillet juil",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ),
    "es, pt": (
        "enero janeiro",
        "febrero fevereiro",
        "marzo marco",
        "abril",
        "mayo maio",
        "junio junho",
        "julio julho",
        "agosto",
        "septiembre setiembre setembro",
        "octubre outubro",
        "noviembre novembro",
        "diciembre dezembro",
    ),
    "it": (
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ),
    "cs, sk": (
        "leden ledna",
        "unor unora",
        "brezen brezna",
        "duben dubna",
        "kveten kvetna",
        "cerven cervna",
        "cervenec cervence",
        "srpen srpna",
        "zari",
        "rijen rijna",
        "",
        "prosinec prosince",
    ),
}
"""Language to the words of its twelve months, January first."""

_FURTHER = {language: tuple(months.split(",")) for language, months in FURTHER.items()}
MONTHS: dict[str, int] = {
    name: number
    for months in (*_FURTHER.values(), *_NAMES.values())
    for number, names in enumerate(months, 1)
    for name in names.split()
}
"""Folded month word to its number."""

MONTH_WORD = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])"
"""Pattern of a folded month word that no letter follows."""


_LINE_CHARS = 400


def fold(text: str) -> str:
    """Lower case without diacritical marks, one character for each of the original's."""
    if text.isascii():
        return text.lower()
    return _fold(text) if len(text) <= _LINE_CHARS else text.translate(_FOLDING)


@lru_cache(maxsize=32_768)
def _fold(text: str) -> str:
    # Each line of a page is asked about by several steps.
    return text.translate(_FOLDING)


class _Folding(dict[int, str]):
    """A translation table that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0]
        lower = base.lower()
        self[code] = lower if len(lower) == 1 else base
        return self[code]


_FOLDING = _Folding()
