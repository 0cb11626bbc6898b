"""What pages that are no articles say, in Lithuanian, Latvian, Estonian, English and Russian. Texts in lower case."""

from __future__ import annotations

import re

_MISSING_FILLERS = re.compile(
    r"\b(?:http|status|code|klaidos?|klaida!?|kļūdas?|viga|veateade|error|ошибка|kods|kodas|kood|oi+|"
    r"ups|oops|deja|diemžēl|"
    r"kahjuks|sorry|we are|we're|atsiprašome|atvainojiet|atvaino|vabandust|vabandage|palun|prašome|"
    r"bet|bet,|but|kad|ka|et|that)\b"
)
_SYMBOLS = re.compile(r"[\W_]+")
_WHICH = (
    r"(?:kur(?:is|io|ios|ią|į|i|ų)|jis|ji|jo|buvo|yra|jau|galbūt|ir|tika|tiek|kuru|kas|jūs|mida|mille|on|was|has|been|"
    r"which|sinu|pole|tokį|tokią|toks|tokio|tokia|"
    r"tokios|šis|šio|ši|šios|jūsų|ieško\w+|prašom\w+|nurodyt\w+|pageidaujam\w+|norim\w+|"
    r"šī|šāda|šāds|tāda|jūsu|meklēt\w+|pieprasīt\w+|norādīt\w+|otsitud|otsitavat?|soovitud|see|seda|sellist|sellise|"
    r"küsitud|teie|the|this|that|requested|your|what|you|are|re|were|looking|for|запрашиваемая|такой|эта|данная)"
)
_WHAT = (
    r"(?:puslap\w+|tinklalap\w+|straipsn\w+|naujien\w+|įraš\w+|publikacij\w+|skelbim\w+|turin\w+|dokument\w+|"
    r"pranešim\w+|adres\w+|"
    r"lapas?|lapu|lappus\w+|rakst[su]?|ierakst[su]?|saturs|ziņa|publikācij\w+|sludinājum\w+|"
    r"paziņojum\w+|jaunum\w+|adrese|"
    r"leht|lehte|lehekülg\w*|lehekülje|artikli\w*|artikkel|uudis\w*|sisu|aadress\w*|postitus\w*|"
    r"page|article|post|content|file|document|item|url|node|it|страница|страницы|статья)"
)
_GONE = (
    r"(?:nerast\w+|neegzistuoj\w+|nebeegzistuoj\w+|nebuvo rast\w+|nepavyko rasti|nebėra|nėra|pašalint\w+|ištrint\w+|"
    r"nav atrast\w*|netika atrast\w*|neeksistē|vairs neeksistē|nepastāv|nav pieejam\w*|ir dzēst\w*|dzēst\w*|"
    r"ei leitud|ei leia|ei leidnud|ei eksisteeri|ei ole olemas|ei ole enam olemas|ei ole|puudub|"
    r"pole olemas|on kustutatud|"
    r"not found|was not found|could not be found|cannot be found|can t be found|couldn t be found|can not be found|"
    r"does not exist|doesn t exist|no longer exists|is not available|has been removed|"
    r"не найден\w*|не существует)"
)
_OR_MOVED = (
    rf"(?: (?:arba|ar|vai|või|or|ja|ir|un)(?: {_WHICH})* (?:{_GONE}|perkelt\w+|panaikint\w+|pārvietot\w*|"
    r"kustutatud|eemaldatud|teisaldatud|liigutatud|moved|removed|deleted|renamed))*"
)
_MISSING = re.compile(
    rf"(?:{_WHICH} )*(?:{_WHAT} )?(?:{_WHICH} )*(?:(?:čia|šiuo adresu|šeit|siin|enam|vairs|daugiau) )?{_GONE}"
    rf"(?: (?:{_WHAT}|{_WHICH}|čia|šiuo adresu))*"
    rf"{_OR_MOVED}|"
    rf"(?:{_GONE}|nepavyko rasti|nerastas|ei leidnud|nevarēja atrast|neizdevās atrast|couldn t find|can t find) "
    rf"(?:{_WHICH} )*{_WHAT}|"
    r"(?:nieko nerasta|nekas nav atrasts|nekas netika atrasts|midagi ei leitud|nothing found|"
    r"nothing was found|not found)"
)
_ONLY_NUMBER = re.compile(
    r"(?:error|klaida|kļūda|viga|ошибка|http)?\W*(?:404|410)\W*(?:error|klaida|kļūda|viga|ошибка)?\W*"
)

LOGIN = re.compile(
    r"(?:prisijun(?:kite|gti|gimas)|prašome prisijungti|reikia prisijungti)"
    r"(?: prie (?:sistemos|paskyros|svetainės|savo paskyros|nario zonos)| nariams| vartotojams)?|"
    r"autorizācija|autorizēties|autorizējieties|pieslēg(?:ties|šanās)(?: sistēmai)?|ielogo(?:ties|jies|jieties)|ienākt|"
    r"ienākt sistēmā|lietotāja (?:autorizācija|pieteikšanās)|(?:palun )?logi(?:ge)? sisse|sisselogimine|"
    r"sisene|autentimine|"
    r"(?:please )?(?:log ?in|sign ?in)|(?:member|user) log ?in|log ?in required|authori[sz]ation|авторизация|вход|войти"
)
LOGIN_WALL = re.compile(
    r"(?:tik|skirt\w+|pasiekiam\w+|prieinam\w+|matom\w+) .{0,60}(?:prisijungusiems|"
    r"registruot\w+ (?:vartotoj|nari|lankytoj))|"
    r"(?:norėdami|kad galėtumėte) .{0,60}(?:skaityti|matyti|peržiūrėti|žiūrėti).{0,60}prisijun(?:kite|gti)|"
    r"prašome prisijungti|turite (?:būti )?prisijung\w+|"
    r"(?:pieejam\w+|redzam\w+|paredzēt\w+) tikai .{0,40}(?:reģistrēt\w+|autorizēt\w+) (?:lietotājiem|biedriem)|"
    r"lai .{0,60}(?:skatīt|lasīt|redzēt).{0,60}(?:autorizējieties|ielogojieties|pieslēdzieties|"
    r"jāautorizējas|jāpieslēdzas)|"
    r"(?:nähtav|kättesaadav|mõeldud) (?:ainult|vaid|üksnes) .{0,40}(?:sisseloginud|registreeritud)|"
    r".{0,60}palun logi(?:ge)? sisse|(?:lugemiseks|vaatamiseks|nägemiseks) .{0,30}(?:logi|sisene)|"
    r"(?:must|need to|please) (?:be )?log(?:ged)? in|apsaugot\w+ slaptažodžiu|aizsargāt\w+ ar paroli|"
    r"parooliga kaitstud|password protected"
)
CONSENT = re.compile(
    r"slapuk|s[iī]kdat|s[iī]kfail|küpsis|cookie|gdpr|bdar|privatumo nustatym|privātuma iestatījum|privaatsusseade|"
    r"(?:jūsų|tavo) privatumas .{0,20}svarb|(?:jūsu|tavs) privātums .{0,20}svarīg|teie privaatsus .{0,20}oluli|"
    r"your privacy (?:is|matters)|consent|файл\w* cookie|sutikim\w+ (?:dėl|valdym)|"
    r"we value your privacy|vertiname jūsų privatumą"
)
AGE = re.compile(
    r"(?:ar )?(?:jums|man) (?:yra|jau yra|ne mažiau(?: kaip)?) (?:18|20|21)|(?:vyresni|"
    r"vyresnis) (?:nei|kaip) (?:18|20)|amžiaus patvirtin|"
    r"(?:vai )?(?:jums|man) ir (?:vismaz |pilni )?18|sasniedz\w+ 18|vecuma (?:pārbaude|apliecin)|"
    r"vähemalt 18|18[- ]aasta|vanuse (?:kontroll|kinnit)|(?:over|at least|are you) (?:18|21)|"
    r"age verification|18 or older"
)
ACCEPT = re.compile(
    r"(?:su)?tinku|sutikti.*|priimti.*|leisti.*|patvirtin\w+|taip.*|piekrīt\w*.*|pieņemt.*|"
    r"apstiprin\w+|jā.*|atļaut.*|nõustu\w*.*|"
    r"luba.*|kinnita\w*|jah.*|accept.*|agree.*|i agree.*|allow.*|ok|okay|yes.*|got it.*|принять.*|согласен.*|да"
)
REFUSE = re.compile(
    r"nesutinku|atsisaky\w+.*|atmesti.*|tik būtin\w+.*|tvarkyti.*|nustatymai|nuostatos|"
    r"noraid\w+.*|nepiekrītu|atteik\w+.*|tikai nepieciešam\w+.*|iestatījumi|pārvaldīt.*|"
    r"keeldu\w*.*|ei nõustu|ainult vajalik\w+.*|seaded|halda.*|reject.*|decline.*|refuse.*|manage.*|settings|"
    r"only necessary"
)
CONSENT_ADDRESS = re.compile(
    r"(?:slapuk\w*|s[iī]kdat\w*|s[iī]kfail\w*|k[uü]psis\w*|cookies?|consent|gdpr|sutikimas|piekri[sš]ana|nousolek)"
    r"(?:[-_](?:wall|consent|policy|check|sutikimas|siena|politika|notice))?(?:\.(?:php|s?html?|aspx?))?"
)
LOGIN_ADDRESS = re.compile(
    r"(?:wp-)?log-?in|sign-?in|logon|auth(?:enticate|orize)?|prisijung(?:ti|imas)|autoriz\w{2,8}|pieslegt\w*|ielogo\w+|"
    r"sisene|sisselogimine|logi-sisse|(?:wp-)?log-?in\.(?:php|s?html?|aspx?)"
)
MAINTENANCE_ADDRESS = re.compile(
    r"(?:under-?)?(?:maintenance|construction)(?:-mode)?|offline|coming-soon|atnaujinama|tvarkoma|darbai|apkope|hooldus|"
    r"(?:maintenance|offline)\.(?:php|s?html?|aspx?)"
)
MAINTENANCE = re.compile(
    r"(?:svetainė|puslapis|tinklalapis)[^.!]{0,40}(?:tvarkom|atnaujinam|kuriam|ruošiam|nepasiekiam|"
    r"laikinai)|vyksta (?:svetainės )?"
    r"(?:atnaujinimo|priežiūros|techniniai|tvarkymo) darbai|atliekami (?:techniniai|svetainės)|"
    r"(?:vietne|lapa|mājas ?lapa|tīmekļvietne)[^.!]{0,40}(?:izstrād|tiek|notiek|īslaicīgi|uzlabo|"
    r"apkop)|notiek (?:apkop|uzlabo|tehnisk)|"
    r"tehniski[ea] darbi|(?:veeb|koduleht|leht|lehekülg)[^.!]{0,40}(?:uuendamisel|valmimisel|hooldus|"
    r"uuendame|ajutiselt|"
    r"ehitamisel)|hooldustööd|under (?:construction|maintenance)|maintenance mode|coming soon|scheduled maintenance|"
    r"briefly unavailable|temporarily unavailable|site is offline|(?:netrukus|drīzumā|varsti) (?:čia|būs|šeit|siin)|"
    r"сайт (?:на реконструкции|в разработке|закрыт)"
)
NEEDS_SCRIPT = re.compile(r"javascript", re.IGNORECASE)

_CHARACTERS = 90


_NAMED = re.compile(_WHAT)
_SEVERAL = re.compile(
    r"\b(?:puslapių|straipsnių|naujienų|įrašų|publikacijų|skelbimų|pranešimų|dokumentų|rakstu|jaunumu|ziņu|ierakstu|"
    r"publikāciju|sludinājumu|paziņojumu|dokumentu|artikleid|uudiseid|postitusi|kirjeid|teateid|articles|posts|items|"
    r"pages|documents)\b"
)


def says_one_missing(sentence: str) -> bool:
    """Whether a sentence names the one page that is missing; an empty list's `no news found` does not."""
    lower = sentence.casefold()
    named = any(_NAMED.fullmatch(word) for word in _SYMBOLS.sub(" ", lower).split())
    return named and _SEVERAL.search(lower) is None and says_missing(sentence)


def says_missing(heading: str) -> bool:
    """Whether a heading, or one part of a `title`, says only that there is no such page."""
    lower = heading.casefold().strip()
    if len(lower) > _CHARACTERS:
        return False
    if _ONLY_NUMBER.fullmatch(lower):
        return True
    core = " ".join(_SYMBOLS.sub(" ", _MISSING_FILLERS.sub(" ", lower)).replace("404", " ").split())
    return bool(core) and _MISSING.fullmatch(core) is not None
