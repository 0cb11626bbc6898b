"""Words that stand at dates, folded: labels by what they say of a date, weekdays, bylines, counters, units of ago."""

from __future__ import annotations

UPDATED = (
    # lv
    r"(?:(?:lapa|raksts|informacija|saturs|zina|pedejo reizi|pedejoreiz) )*"
    r"(?:atjaunots|atjaunota|atjauninats|atjauninata|labots|labota|papildinata?s?|redigets|mainits|grozits)",
    r"(?:pedejas |datu |satura |lapas )?(?:izmainas|atjaunosanas datums|atjauninasanas datums|labojumi)",
    # lt
    r"(?:(?:informacija|straipsnis|puslapis|turinys|irasas|paskutini karta|paskutin\w+) )*"
    r"(?:atnaujinta|atnaujintas|atnaujinimo data|atnaujinimas|redaguota|redaguotas|redagavimo data|pakeista"
    r"|pakeitimas|keista|papildyta|papildytas|pataisyta|patikslinta)",
    # et
    r"(?:(?:viimati|viimane|leht|artikkel|info) )*(?:uuendatud|muudetud|uuendus|muudatus|muutmine|taiendatud"
    r"|toimetatud|parandatud|uuendamise aeg|muutmise aeg)",
    # en
    r"(?:(?:page|article|post|content|last|date|was) )*(?:updated?|modified|edited|changed|revised|reviewed"
    r"|modification date|update)(?: on| at)?",
    # ru
    r"(?:последнее )?(?:обновлено|изменено|обновление|отредактировано|дата (?:обновления|изменения))",
    # de, pl, fi, sv, da, nb, nl, fr, es, it
    r"(?:zuletzt |letzte )?(?:aktualisiert|geandert|aktualisierung|anderung|bearbeitet|uberarbeitet)(?: am)?",
    r"(?:ostatnia |data )?(?:aktualizacja|aktualizacji|modyfikacja|modyfikacji|zmodyfikowano|zaktualizowano"
    r"|zmiana|edycja)(?: dnia)?",
    r"(?:viimeksi )?(?:paivitetty|muokattu|muutettu)|paivitys",
    r"(?:senast |sist |sidst )?(?:uppdaterad|uppdaterat|andrad|andrat|oppdatert|endret|opdateret|ændret)",
    r"(?:laatst |laatste )?(?:bijgewerkt|gewijzigd|geupdatet|wijziging|update)(?: op)?",
    r"(?:derniere )?(?:mise? a jour|modifiee?|actualisee?|modification)(?: le)?"
    r"|date de (?:derniere )?(?:mise a jour|modification)",
    r"(?:ultim[ao] )?(?:actualizad[oa]|actualizacion|modificad[oa]|aggiornat[oa]|aggiornamento|modificat[oa]|modifica)"
    r"(?: el| il| alle)?|fecha de (?:actualizacion|modificacion)|data (?:di |ultimo )?(?:aggiornamento|modifica)",
    # pt, ro, cs, sk, hr, sl, hu, tr, uk
    r"(?:ultima )?(?:atualizad[oa]|atualizacao|alterad[oa]|alteracao)(?: em| a)?|modificado em|data de atualizacao",
    r"(?:ultima )?(?:actualizata?|actualizare|modificata?|modificare)(?: la| pe| in)?|data actualizarii",
    r"(?:naposledy |posledni |posledna |datum )?(?:aktualizovan[oey]|aktualizace|aktualizacia|upraven[oey]"
    r"|zmenen[oey])",
    r"(?:zadnje |zadnja |posljednje |posljednja )?(?:azuriran[oai]?|azuriranje|izmijenjeno|izmjena|posodobljen[oa]?"
    r"|posodobitev|sprememba)",
    r"(?:utolso |utoljara )?(?:frissitve|frissites|frissitett|frissult|modositva|modositas)",
    r"(?:son )?(?:g[uü]ncelleme|g[uü]ncellenme|g[uü]ncellendi|degistirilme)(?: tarihi| zaman[ıi])?",
    r"(?:востаннє |останнє )?(?:оновлено|змінено|оновлення|відредаговано|дата оновлення)",
)

_SITE = r"(?:(?:musu|meie|si|sis|the|this) )?(?:veebi|kodu|interneto ?|tinkla|majas|web ?|home ?)?"
_MADE = (
    r"(?:on |buvo |tika |ir |yra |was )?(?:loodud|loodi|valmistatud|tehtud|avatud"
    r"|sukurta?s?|sukure|paleista?s?|izveidot[sa]|izstradat[sa]|veidot[sa]|radit[sa]|created|built|launched|erstellt|utworzon[aoy]|создан[ао]?)"
)

OTHER = (
    rf"{_SITE}(?:leht|saidi?|sait|svetaine|puslapis|lapis|vietne|lapa|site|page|seite|strona|саит|страница) {_MADE}",
    rf"{_SITE}(?:lehe|saidi|svetaines|puslapio|lapio|vietnes|lapas|site|page) "
    r"(?:loomise|sukurimo|izveides|izveidosanas|creation) (?:kuupaev|aeg|data|laikas|datums|laiks|date)",
    r"siandien|sodien|tana|today|сегодня|heute|dzisiaj|dzis|tanaan"
    r"|hoy|aujourd['’]hui|oggi|hoje|vandaag|i ?dag|danas|astazi|bugun|сьогодні",
    r"(?:pasakuma |norises |renginio |toimumise |sanaksmes )?(?:norise|laiks|laikas|aeg|time)",
    r"(?:norises|pasakuma|renginio|toimumise|event|start|end|begin|projekta|projekto|projekti) "
    r"(?:datums|data|aeg|date|laiks|laikas|sakums|beigas|pradzia|pabaiga|algus|lopp|trukme|kestus)",
    r"(?:toimumis|algus|lopu|sundmuse |urituse )(?:aeg|kuupaev)|toimub|vyks|vyksta|vykdymo laikas|notiks|notiek"
    r"|norisinas|norisinasies|ajankohta|tapahtuma-aika|veranstaltungs(?:datum|zeit|termin)|veranstaltung|beginn"
    r"|(?:date|time) of event|event (?:time|dates?)|termin wydarzenia|место и время|время проведения|дата проведения",
    r"kad|kada|kur ir kada|millal|when|wann|kiedy|milloin|когда|datums un laiks|data ir laikas|data un laiks"
    r"|kuupaev ja (?:kella)?aeg|date and time|sakums|pradzia|algus|beigas|pabaiga|lopp|starts|ends|begins",
    r"(?:pieteiksanas |iesniegsanas |pieteikumu )?terminj?s?|(?:parai\w+ |pateikimo |registracijos )?terminas|tahtaeg"
    r"|(?:esitamise |registreerimise )?tahtaeg|tahtpaev|deadline|due|срок|termin|frist|iki|lidz|kuni|until|till"
    r"|nuo|no|alates|from|since",
)

PUBLISHED = (
    # lv
    r"(?:(?:raksts|zina|jaunums|ieraksts|informacija) )?(?:publicets|publiceta|publicejis|publiceja|ievietots|ievietota"
    r"|ievietoja|pievienots|pievienota|pievienoja|izveidots|uzrakstits|nopublicets|izsutits"
    r"|publiskots|publiskota|publiskoja|rakstija)",
    r"(?:publicesanas|publikacijas|ievietosanas|pievienosanas|izveidosanas|izveides) (?:datums|laiks)"
    r"|(?:zinas|raksta|sludinajuma|jaunuma) datums",
    # lt
    r"(?:(?:naujiena|straipsnis|irasas|informacija|pranesimas|skelbimas) )?(?:paskelbta|paskelbtas|paskelbe|skelbta"
    r"|publikuota|publikuotas|publikavo|ikelta|ikeltas|ikele|ideta|idetas|idejo|sukurta|patalpinta|irasyta|irase"
    r"|parasyta|parase|rase|kele|paviesinta|talpinta|pridėta|prideta|paskelb\.)",
    r"(?:paskelbimo|publikavimo|publikacijos|ikelimo|idejimo|sukurimo|skelbimo|paviesinimo|talpinimo|patalpinimo"
    r"|pranesimo|naujienos|straipsnio|iraso) (?:data|laikas)",
    # et
    r"(?:(?:uudis|artikkel|postitus|teade) )?(?:lisatud|lisati|lisas|sisestatud|sisestas|avaldatud|avaldati|avaldas"
    r"|postitatud|postitas|loodud|kirjutatud|kirjutas|ilmunud|ules pandud|postitus)",
    r"(?:avaldamise|lisamise|postitamise|sisestamise|loomise|uudise|artikli|teate) (?:kuupaev|aeg)",
    # en
    r"(?:(?:first|originally|date|article|news|post|was) )*(?:published|posted|submitted|written|added|created)"
    r"(?: on| at)?|(?:publication|publish|publishing|release|posting|news|post|creation) date|pub\.? date",
    # ru
    r"опубликовано|опубликован|опубликована|размещено|добавлено|создано|дата (?:публикации|размещения)",
    # de, pl, fi, sv, da, nb, nl, fr, es, it
    r"(?:veroffentlicht|erstellt|publiziert|eingestellt|geschrieben|verfasst|gepostet)(?: am)?"
    r"|(?:pressemitteilung|meldung|artikel|beitrag|nachricht|bericht)(?: nr\.? ?[\d/.-]+)? vom|stand"
    r"|erschienen am|veroffentlichungsdatum|erstellungsdatum|online seit",
    r"(?:opublikowan[oy]|dodan[oy]|utworzon[oy]|zamieszczono|wyslane|napisane|publikacja)(?: dnia| w dniu)?"
    r"|data (?:publikacji|dodania|utworzenia|wpisu)",
    r"julkaistu|julkaisupaiva|julkaisuaika|luotu|kirjoitettu|lisatty",
    r"(?:publicerad(?:es)?|publicerat|publiceret|publisert|offentliggjort|udgivet|skrevet|skriven|inlagd|upplagd"
    r"|lagt ut|lagt op|oprettet|opprettet|skapad)(?: den| d\.)?|publiceringsdatum|publiceringsdato|udgivelsesdato",
    r"(?:gepubliceerd|geplaatst|toegevoegd|gepost|verschenen)(?: op)?|publicatiedatum|erstveroffentlich(?:t|ung)",
    r"(?:publiee?|postee?|ecrit|mise? en ligne|parue?|redigee?)(?: le)?|creee? le|cread[oa]"
    r"|date de (?:publication|parution|mise en ligne)",
    r"(?:publicad[oa]|escrit[oa]|pubblicat[oa]|scritto|postat[oa]|inserit[oa])(?: el| il| em| a las?| alle)?"
    r"|fecha (?:de )?publicacion|data (?:di )?(?:pubblicazione|inserimento)|pubblicazione|publicacion",
    # pt, ro, cs, sk, hr, sl, hu, tr, uk
    r"(?:postado|criado|divulgado)(?: em)?|data (?:de |da )?publicacao|publicacao",
    r"(?:publicata?|postata?|adaugata?|scris)(?: la| pe| in| pe data de)?|data publicarii",
    r"(?:publikovan[oey]|zverejnen[oey]|vydan[oey]|vlozen[oey]|pridan[oey]|vytvoren[oey])(?: dne| dna)?"
    r"|datum (?:publikace|publikovani|vydani|zverejneni|vlozeni)",
    r"objavljen[oai]?|datum objave|objava",
    r"kozzeteve|kozzetetel|megjelent|megjelenes|publikalva|letrehozva|feltoltve"
    r"|(?:kozzetetel|megjelenes|publikalas) (?:datuma|ideje|napja)",
    r"(?:yay[ıi]nlanma|yay[ıi]n|yay[ıi]mlanma|eklenme|olusturulma|giris|haber) (?:tarihi|zaman[ıi])"
    r"|yay[ıi]nlanma|yay[ıi]mlanma|eklenme|olusturulma|yay[ıi]nland[ıi]|eklendi",
    r"опубліковано|опублікован[аи]?|розміщено|додано|створено|дата (?:публікаціі|розміщення)",
    # any of them: last, for the longer labels begin with the same words
    r"data|datums|kuupaev|date|дата|datum|dato|paivamaara|fecha|tarih",
)

VAGUE = frozenset(
    {"data", "date", "datums", "kuupaev", "дата", "datum", "dato", "paivamaara", "fecha", "tarih", "laikas", "laiks"}
)
"""Labels that an event's facts bear as well: the lines beside them decide."""

NEEDS_COLON = frozenset(
    {
        *("data", "date", "дата", "datums", "datum", "dato", "fecha", "iki", "lidz", "kuni", "until", "till", "kad"),
        *("kada", "nuo", "no", "alates", "from", "since", "stand", "postitus", "update", "paivitys", "due", "periods"),
        *("period", "laikotarpis", "trukme", "ilgums", "sakums", "pradzia", "algus", "beigas", "pabaiga", "lopp"),
        *("objava", "publicacion", "publicacao", "pubblicazione", "verschenen", "megjelent", "megjelenes", "skapad"),
        *("modification", "modifica", "wijziging", "izmjena", "sprememba", "hoy", "oggi", "hoje", "i dag", "idag"),
        *("modificare", "vydany", "vydane", "pridany", "pridane", "scris", "escrita", "escrito", "tarih", "danas"),
        *("toimub", "vyks", "vyksta", "notiks", "notiek", "norisinas", "norisinasies", "beginn", "veranstaltung"),
        *("termin", "frist", "zmiana", "edycja", "added", "created", "written", "submitted", "luotu", "paru"),
        *("creado", "creada"),
        *("kele", "rase", "rakstija"),
    }
)
"""Labels that are common words, and so labels only with a colon or dash behind them."""

OPENING = frozenset({"kirjutas", "rase", "rakstija", "kele"})
"""Verbs of prose, and so labels only where a line begins with them."""

PLACE = (
    r"vieta|norises vieta|renginio vieta|koht|asukoht|toimumiskoht|place|location|venue|where|kur|kus|место|где|ort|wo"
    r"|miejsce|gdzie|paikka|missa|laikas|laiks|kell|kellaaeg|aeg|time|время|adrese|adresas|aadress|address"
    r"|organizators|organizatorius|korraldaja|organizer|registracija|registreerimine|dalibas maksa|kaina|hind|pilet\w+"
)
"""Labels of an event's other facts."""

POST_NOTES = (
    r"this (?:entry|post|article|item) was (?:posted|published|written)|dieser (?:beitrag|eintrag|artikel) wurde"
    r"|(?:sis|sitas) (?:irasas|straipsnis) (?:buvo )?(?:paskelbtas|ikeltas|parasytas)"
    r"|sis (?:ieraksts|raksts) (?:tika )?"
    r"(?:publicets|ievietots|uzrakstits)|see (?:postitus|artikkel|uudis) (?:on )?(?:avaldatud|postitatud|lisatud)"
    r"|ten wpis zostal (?:opublikowany|dodany)|cet article a ete (?:publie|ecrit)|эта запись (?:была )?опубликована"
    r"|denna post (?:publicerades|skrevs)|dit bericht (?:is|werd) geplaatst|esta entrada fue publicada"
)
"""How the sentence begins that a blog puts below a text to say when it was posted."""

WEEKDAYS = (
    r"(?:pirmdien|otrdien|tresdien|ceturtdien|piektdien|sestdien|svetdien|pirmadien|antradien|treciadien"
    r"|ketvirtadien|penktadien|sestadien|sekmadien|esmaspaev|teisipaev|kolmapaev|neljapaev|reede|laupaev|puhapaev"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|понедельник|вторник|сред[ау]|четверг|пятниц|суббот"
    r"|воскресень|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|poniedzia[lł]|wtor|srod"
    r"|czwart|piat|sobot|niedziel|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lunedi|martedi"
    r"|mercoledi|giovedi|venerdi|sabato|domenica|mandag|tirsdag|onsdag|torsdag|fredag|lordag|sondag|mandag|tisdag"
    r"|lordag|lørdag|søndag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    r"|(?:segunda|terca|quarta|quinta|sexta)(?:-feira)?|pondeli|utery|streda|stvrtok|ctvrtek|patek|sobota|nedele|nedela"
    r"|ponedjelj|ponedelj|utorak|torek|srijed|sreda|cetvrtak|cetrtek|petak|petek|subot|nedjelj|nedelj|hetfo|kedd|szerda"
    r"|csutortok|pentek|szombat|vasarnap|luni|marti(?!e)|miercuri|joi|vineri|sambat|duminic|pazartesi|pazar|sal[ıi]"
    r"|carsamba|persembe|cumartesi|cuma|понеділ|вівтор|серед|четвер|п.?ятниц|субот|неділ)\w{0,5}"
)

SHORT_WEEKDAYS = (
    r"mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|pr|an|tr|kt|pn|st|sk|pirmd|otrd|tresd|ceturtd|piektd|sestd|svetd"
    r"|p|o|t|c|pk|s|sv|e|k|n|r|l|mo|di|mi|do|fr|sa|so|pon|wt|czw|pt|sob|niedz|ma|ti|ke|to|pe|la|su|пн|вт|ср|чт|пт|сб|вс|нд"
    # fr, es, it, pt, ro
    r"|lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|dom|gio|seg|ter|qua|qui|sex|joi|vin|dum"
    # nl, sv, da, no, cs, hr, hu, tr
    r"|wo|vr|za|zo|man|tirs?|tis|ons|tors?|fre|lor|lør|son|søn|mand|tirsd|po|ut|ct|pa|ne|uto|sri|cet|pet|sub|ned|h|sze"
    r"|cs|szo|v|pzt|sal|car|per|cum|cmt|paz"
)
"""Only ever taken right in front of a date."""

BYLINES = (
    r"(?:(?:paskelbe|ikele|idejo|irase|parase|publikavo|autorius|autore|aut|autors|autor|autorid|publiceja|ievietoja|pievienoja|lisas"
    r"|postitas|sisestas|avaldas|author|by|posted by|written by|published by|submitted by|von|przez|tekst|teksti"
    r"|kirjoittaja|kirjoittanut|par|por|di|da|av|af|door|автор|текст|raksta autors|teksts|verfasst von|geschrieben von"
    r"|veroffentlicht von|opublikowal|dodal|napisal)(?![^\W_]))"
)
"""What stands in front of the name of who published a text."""

SECTIONS = (
    r"naujienos|naujiena|aktualijos|jaunumi|jaunums|aktualitates|zinas|uudised|uudis|teated|news|blog|blogs|blogi"
    r"|tinklarastis|aktuelles|aktuell|aktualnosci|uutiset|nyheter|nyheder|nieuws|actualites|noticias|novice|новости"
    r"|leader jaunums|projektai|projekti|projektid|allgemein|uncategorized|bez kategorijas|be kategorijos|nepriskirta"
    r"|press release|pressemitteilung|pranesimai|skelbimai"
)
"""Names of sections that stand beside a date without any mark between."""

COUNTERS = (
    # lt, lv
    r"(?:perziur\w+|perskait\w+|skaityta|skaitym\w+|apsilank\w+|atsiliepim\w+|paspaudim\w+|parsisiunt\w+|patinka"
    r"|skatijum\w+|skatit\w+|lasits|lasita|lasijum\w+|apmeklejum\w+|lejupielad\w+|atsauksm\w+|patik"
    # et
    r"|vaatamis\w+|vaadatud|vaatami|loetud|lugemis\w+|lugeja\w*|kulastus\w*|klikk\w*|allalaadimis\w*|meeldimis\w*"
    # en, ru
    r"|views?|viewed|hits?|reads?|visits?|visitors?|comments?|repl(?:y|ies)|likes?|shares?|downloads?|min read"
    r"|minutes read|min|просмотр\w*|прочт\w+|прочитан\w*|прочитали|посещени\w+|отзыв\w*|лаик\w*"
    # the same word in most, with one m or two
    r"|kom{1,2}entar\w*|kom{1,2}entaar\w*|ком{1,2}ентар\w*|kommentit?"
    # de, pl
    r"|aufrufe|zugriffe|odslon\w*|wyswietlen\w*)"
)
"""Words beside a number that counts readers or comments."""

WEEKDAY_STEMS = (
    "pir pr mon esm pon lun man maa het seg пон пн",
    "ant an otr tue tei die wto mar tis tir din ute uto ked ter вто вт вів",
    "tre tr wed kol mit sro mer mie ons woe str sri sze qua сре ср сер",
    "ket kt cet thu nel don czw jeu jue gio joi tor ctv csu qui чет чт",
    "pen pn pie fri ree fre pia ven vie vin vri pat pet sex пят пт",
    "ses st sat lau sam sob sab lor zat sub szo суб сб",
    "sek sk sve sun puh son nie dim dom dum zon ned vas вос вс нед",
)
"""How the words for the seven days begin, Monday first."""
