"""The words that credits are labelled with, folded: what was made, who made it, what was done; lt, lv, et, en, ru."""

from __future__ import annotations

_MADE = (
    r"informacij[aąuos]*(?: presei| spaudai)?|tekst[auą]|straipsni|pranesim[aą](?: spaudai| presei| ziniasklaidai)?"
    r"|naujien[aą]|zinute|zini[aą]|medziag[aą]|apzvalg[aą]|interviu|pokalbi|aprasym[aą]|publikacij[aąu]|reportaz[aą]"
    r"|rasini|iras[aą]|santrauk[aą]|ataskait[aą]"
    r"|zinu|rakst[ui]|materialu|preses (?:relizi|zinu)|pazinojumu(?: presei)?|parskatu|interviju|reportazu|aprakstu"
    r"|stastu|kopsavilkumu|apskatu|ierakstu|sleju"
    r"|info|informatsiooni|teksti|artikli|uudis(?:e|loo)|loo|(?:pressi)?teate|(?:pressi)?teadaande|ulevaate|kokkuvotte"
    r"|kirjutise|postituse|intervjuu|materjali|sonumi|jutu|reportaazi|infokirja|mulje(?:d|test)"
    r"|информацию|текст|стат[ьи]ю|материал|новост[ьи]|публикацию|сообщение|пресс-релиз|интервью"
)
"""What was made, in the case that stands before `parengė`, `sagatavoja`, `koostas`."""
_DONE = (
    r"parenge|pateike|rase|paruose|parase|paskelbe|ikele|idejo|patalpino|publikavo|surase|uzrase|renge|sudare|surinko"
    r"|kalbino|kalbejosi|apibendrino"
    r"|sagatavoj(?:a|is|usi|usas|usi)|apkopoj(?:a|is|usi)|sniedza|publice(?:ja|jis|jusi)|raksti(?:ja|jis|jusi)"
    r"|pierakstija|uzrakstija|ievietoja|pievienoja|veidoja|izveidoja|sastadija|intervija|intervijoja|nosutija|iesutija"
    r"|interviju vadija"
    r"|kirja panid?|pani(?:d)? kirja|refereeris|koostas(?:id)?|kirjutas(?:id)?|postitas|sisestas|lisas|avaldas|vahendas"
    r"|edastas(?:id)?|saatis|toimetas(?:id)?|kusitles|intervjueeris|vormistas|intervjuu tegi"
    r"|подготовил[аи]?|написал[аи]?|составил[аи]?|опубликовал[аи]?|разместил[аи]?|записал[аи]?|беседовал[аи]?"
)
"""What they did to it."""
_PICTURED = r"fotografej\w+|fotografavo|pildistas(?:id)?|фотографировал[аи]?"
_AND = r"\s*(?:\b(?:ir|bei|un|ja|and|и)\b|&|\+|/|,)\s*"
PHOTO = (
    r"(?:foto(?:d|s|grafij\w*|graf\w*|graafi\w*|attel\w*)?|attel\w*|bildes?|bilzu|nuotr(?:auk\w*)?|pil(?:t|did|distas?)"
    r"|photos?|pictures?|images?|фото(?:графии)?)\.?"
)
_TEXT = r"(?:teksta?s?|text|words|текст)"
_OF_WHAT = (
    r"straipsnio|teksto|pranesimo(?: spaudai)?|naujienos|zinutes|zinios|informacijos|publikacijos|interviu|reportazo"
    r"|medziagos|rasinio|iraso"
    r"|raksta|teksta|zinas|publikacijas|informacijas|preses relizes|intervijas|stasta|materiala|apraksta|ieraksta"
    r"|uudis(?:e|loo)|teksti|artikli|loo|(?:pressi)?teate|postituse|kirjutise|ulevaate|info|informatsiooni|intervjuu|jutu"
    r"|статьи|текста|материала|публикации|заметки|новости"
)
"""The same in the case that stands before `autorius`, `autore`, `koostaja`."""
_WHO = (
    r"autor(?:ius|iai|es?|s|i|id)?|parengej\w+|rengej(?:as|a|ai)|sudarytoj\w+|redaktor(?:s|e|ius)?|sagatavotaj(?:s|a|i)"
    r"|sastaditaj(?:s|a)|koostajad?|toimetajad?|kirjutajad?|edastaja|authors?|editor|writer"
    r"|автор(?:ы)?(?: (?:статьи|текста|материала|публикации))?|составитель|редактор"
)
_BY = (
    r"(?:(?:information|article|story|news|report|press release|interview|text|words)\s+)?"
    r"(?:written|prepared|posted|published|submitted|compiled|edited|provided|contributed) by"
    r"|(?:article|story|report) by"
)

_REGARDS = r"ar (?:cienu|sveicienu)|pagarbiai|su pagarba|lugupidamisega|austusega|(?:best|kind) regards|с уважением"
_THEIR = rf"(?:(?:{_OF_WHAT})(?:{_AND}{PHOTO})?|{PHOTO}{_AND}(?:{_OF_WHAT}))"

VERBS = {
    "maker": (
        rf"(?:(?:pagal [^,.:]{{3,60}} )?(?:{_MADE})(?:{_AND}{PHOTO})?\s+)?(?:{_DONE})(?:{_AND}(?:{_DONE}|{_PICTURED}))?"
        rf"|{_BY}|{_TEXT}(?:{_AND}{PHOTO})? by"
    ),
    "source": r"(?:parpublice(?:ts|ta|jam)|pardrukats) no|perspausdinta is|reprinted from",
    "photo": rf"(?:{_PICTURED}|{PHOTO} by)",
}
"""What may stand before a name with a colon or without."""

NOUNS = {
    "maker": (
        rf"(?:{_THEIR}\s+)?(?:{_WHO})(?:{_AND}{PHOTO}(?: autor\w*)?)?"
        rf"|{_TEXT}(?:{_AND}{PHOTO})?|{PHOTO}{_AND}{_TEXT}|zinu sagatavoja"
        rf"|(?:article|text|story) author"
    ),
    "source": (
        r"(?:(?:informacijas|zinas|raksta|teksta|informacijos|zinios|straipsnio|teksto|info|uudise|teksti|originaal)"
        r"\s+)?(?:avot[si]|saltini(?:s|ai)|allik(?:as|ad)|infoallik(?:as|ad))|(?:(?:news|information) )?sources?"
        r"|источники?"
    ),
    "contact": (
        r"lisainfo|lisainformatsioon|lisateave|kontaktisik(?:ud)?|kontaktpersonas?|kontaktinis asmuo"
        r"|info un kontakti|contact(?: person)?"
    ),
    "photo": rf"{PHOTO}(?:\s+(?:un video )?autor\w*)?",
}
"""What stands before a name with a colon or a dash."""

SIGNED = (
    rf"(?:{_THEIR}\s+)?(?:{_WHO})(?:{_AND}{PHOTO})?|{_TEXT}{_AND}{PHOTO}|{PHOTO}{_AND}{_TEXT}|by|(?:{_REGARDS})[,!]?"
)
"""What stands before a person's name and no more, without any colon."""

LOOSE = (
    r"[^\W\d_]{3,16} (?:parenge|paruose|parase|surase|sagatavoja|apkopoja|rakstija"
    r"|kirjutas|koostas|edastas|vahendas|saatis|toimetas|postitas|sisestas|lisas)"
)
"""The same, where any word is taken for what was made: the line is no sentence."""
