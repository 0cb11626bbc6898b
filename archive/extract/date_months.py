"""Month words of further languages, and abbreviations that are common words elsewhere, folded."""

from __future__ import annotations

FURTHER: dict[str, str] = {
    "ro": "ianuarie ian, februarie, martie, aprilie, mai, iunie iun, iulie iul, august, septembrie, octombrie, "
    "noiembrie noiem, decembrie",
    "hu": "januar, februar, marcius, aprilis, majus, junius, julius, augusztus, szeptember szept, oktober, november, "
    "december",
    "hr": "sijecanj sijecnja, veljaca veljace, ozujak ozujka, travanj travnja, svibanj svibnja, lipanj lipnja, "
    "srpanj srpnja, kolovoz kolovoza, rujan rujna, , studeni studenog studenoga, prosinac prosinca",
    "sl": "januarja, februarja, marec, aprila, maja, junija, julija, avgust avgusta, septembra, oktobra, novembra, "
    "decembra",
    "sk": "januara, februara, marca, aprila, maja, juna, jula, augusta, septembra, oktobra, novembra, decembra",
    "cs": ", , , , , , , , , , listopad listopadu, ",
    "tr": "ocak, subat, mart, nisan, mayıs mayis, haziran, temmuz, agustos, eylul, ekim, kasım kasim, aralık aralik",
    "ca": "gener, febrer, , , maig, juny, juliol, agost, setembre, , , desembre",
    "bg": "януари, февруари, , април, май, юни, юли, , септември, октомври, ноември, декември",
}
"""Language to its twelve months, January first, a comma between; where two mean another month, `months` decides."""

_SHORT = (
    "ene gen genn oca sij led січ jaa sau",
    "fev febb sub velj uno lut лют vee",
    "marz ozu bre бер",
    "abr nis tra dub кві квіт",
    "mag magg mei svi kve тра трав",
    "giu haz cvn чер черв bir",
    "lug tem cvc лип lie",
    "ago agu kol srp сер серп",
    "set sett eyl ruj zar вер",
    "out ott eki rij жов жовт spa",
    "noi kas stu лис лист lap",
    "dic des pro ara гру груд det",
)
SHORT_MONTHS: dict[str, int] = {word: number for number, words in enumerate(_SHORT, 1) for word in words.split()}
"""Abbreviations that mean a month only between a day and a year: `26 dic 2017`; Lithuanian `kas 2017` is none."""

LOCAL_MONTHS: dict[str, dict[str, int]] = {
    "hr": {"listopad": 10, "listopada": 10, "listopadu": 10, "lis": 10, "srp": 7, "lip": 6},
}
"""Words that mean another month in one language than in all others, by language and country."""
