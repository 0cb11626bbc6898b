"""Words of the wide world's press around a text: what leads to other articles, comments, advertisements, newsletters.

All as `fold` leaves them: without marks, so that `й` is `и`; letters like `ł` and `ø` stay.
"""

from __future__ import annotations

POINTERS = (
    *(r"lesen sie (?:auch|dazu|mehr)|lies auch|mehr zum thema|mehr dazu", r"(?:a )?(?:lire|voir) (?:aussi|egalement)"),
    *(
        r"le[ae] (?:tambien|mas)|leer tambien|vea tambien|(?:tambien )?te puede interesar",
        r"lei[ar] tambem|veja tambem",
    ),
    *(r"leggi (?:anche|pure)|guarda anche|vedi anche", r"lees (?:ook|meer)|zie ook|bekijk ook"),
    *(r"las (?:ocksa|aven|mer)|se ocksa", r"l(?:æ|e)s (?:ogsa|mere?)|se ogsa", r"lue (?:myos|lisaa)|katso myos"),
    *(r"(?:prze)?czytaj (?:tez|takze|rowniez|wiecej)", r"(?:zobacz|sprawdz) (?:tez|takze|rowniez|wiecej)"),
    *(r"ctete (?:take|i)|prectete si take", r"(?:procitajte|citajte) (?:i|jos|također)|preberite tudi"),
    *(
        r"(?:читаите|смотрите) (?:также|еще)|по теме",
        r"читаите (?:також|ще)|по темі",
        r"related|more on this(?: story| topic)?",
    ),
)
"""Labels of the way to another article, that stand before its title or above it."""

RELATED = (
    *(r"mehr zu diesem thema|zum thema|weitere (?:artikel|nachrichten|meldungen|themen)", r"auch interessant"),
    *(r"(?:ahnliche|verwandte) (?:artikel|beitrage|themen)|das konnte (?:sie|dich) (?:auch )?interessieren",),
    *(
        r"sur le meme (?:sujet|theme)|articles (?:lies|similaires|associes)|dans la meme rubrique",
        r"vous aimerez aussi",
    ),
    *(r"mas informacion|(?:noticias|articulos|contenidos?|temas) relacionad[ao]s?|te recomendamos", r"saiba mais"),
    *(r"(?:articoli|notizie) correlat[ie]|(?:ti )?potrebbe interessar(?:e|ti)(?: anche)?|per approfondire",),
    *(r"meer over dit onderwerp|gerelateerde? (?:artikelen|berichten|nieuws)|meer nieuws",),
    *(r"(?:las )?mer om amnet|relaterade? (?:artiklar|nyheter)|fler nyheter", r"relater(?:te|ede) (?:saker|artikler)"),
    *(r"aiheesta (?:lisaa|muualla)|lisaa aiheesta|aiheeseen liittyv\w+(?: \w+)?", r"kapcsolodo cikkek"),
    *(r"(?:powiazane|podobne) (?:artykuły|tematy|wiadomosci)|polecamy(?: rowniez| takze)?",),
    *(
        r"souvisejici(?: clanky| temata)?|mohlo by vas zajimat",
        r"suvisiace clanky|povezane (?:vijesti|teme)|sorodne novice",
    ),
    *(r"(?:материалы|новости|статьи|еще|сюжеты) по теме|похожие (?:новости|статьи|материалы)", r"другие новости"),
    *(r"схожі новини|новини по темі", r"more on this (?:story|topic)|more like this|read next|what to read next"),
    *(
        r"related (?:topics|coverage|links|reading|internet links)|you might (?:also )?like",
        r"most (?:read|popular|viewed)",
    ),
)
"""Headings of lists of other articles."""

COMMENTS = (
    *(
        r"kommentare|kommentarer|\d+ kommentar",
        r"commentaires|\d+ commentaire",
        r"comentarios|comentários|\d+ comentario",
    ),
    *(r"komentarze|\d+ komentarzy?", r"kommentit|\d+ kommentti\w*", r"reacties|\d+ reactie", r"commenti|\d+ commento"),
    *(r"комментарии|\d+ комментари\w+", r"коментарі", r"kommentar (?:schreiben|verfassen|hinterlassen)"),
    *(r"schreiben? sie einen kommentar|(?:laisser|ajouter) un commentaire|reagir a cet article",),
    *(r"deja (?:un comentario|una respuesta)|lascia un commento|dodaj komentarz|jata kommentti|kirjoita kommentti",),
    *(r"(?:plaats|geef|laat) een reactie(?: achter)?|(?:lamna|skriv) en kommentar|(?:добавить|оставить) комментарии",),
)
"""Headings of what readers say, and of the form to say it in; a lone singular is a genre: `Kommentar`."""

ADVERTS = (
    *(r"(?:skip )?advertisements?|adverts?|sponsored(?: content| post)?|promoted content|paid (?:content|post)",),
    *(r"(?:story|article) continues (?:below|after)(?: (?:this |the )?(?:ad|advert|advertisement|promotion))?",),
    *(r"(?:skip past|after) newsletter promotion", r"anzeigen?|werbung|publicite|publicidad|publicidade|pubblicita"),
    *(
        r"advertenties?|annons(?:er)?|annonse?r?|reklam[ae]?|reklaam|mainos|реклама",
        r"la suite apres (?:la|cette) publicite",
    ),
    *(r"l['’]article continue apres la publicite|continua dopo la pubblicita|artikkeli jatkuu mainoksen jalkeen",),
    *(
        r"(?:ciag dalszy|dalszy ciag|artykuł|tekst) (?:artykułu )?pod (?:reklama|materiałem)",
        r"artikeln fortsatter efter annonsen",
    ),
)
"""Labels of advertisements and of other things that readers may leap over."""

NEWSLETTERS = (
    r"newsletters?|news alerts?|nieuwsbrief|nieuwsbrieven|nyhetsbrev\w*|nyhedsbrev\w*|uutiskirje\w*|рассылк\w+"
    r"|bolet(?:in|im)|boletines|infolettre|biuletyn\w*|naujienlaisk\w+|uudiskir\w+"
)
"""What readers are asked to subscribe to."""

SUBSCRIBING = (
    r"sign up|signup|subscribe|get (?:our|the|your|all)|join our|register|abonniere\w*|melden sie|bestellen"
    r"|jetzt (?:anmelden|abonnieren)|inscrivez|inscris|abonnez|recevez|suscri\w+|apunt[ae]\w*|inscrib\w+|recib[ae]\w*"
    r"|inscreva|assine|receba|iscrivi\w*|abbonati|ricevi|zapisz|zamow|subskrybuj|tilaa|prenumerera|anmal dig|teckna"
    r"|schrijf|meld (?:je|u|deg)|abonneer|ontvang|подпи[шс]\w+|tilmeld|skriv deg|uzsisakyk\w*|prenumeruok\w*|telli"
)
"""First words of a sentence that asks to."""

INBOXES = (
    r"your (?:inbox|e-?mail|mailbox)|(?:ihr|dein)\w{0,2} (?:e-?mail-?)?(?:postfach|posteingang)"
    r"|votre (?:boite|messagerie|e-?mail)|(?:su|tu) (?:correo|bandeja|buzon|e-?mail)|(?:seu|teu) e-?mail|sua caixa"
    r"|(?:tua|vostra) (?:casella|posta|mail|e-?mail)|(?:twoj|swoj)\w* (?:skrzynk\w+|mail\w*)"
    r"|(?:je|jouw|uw) (?:inbox|mailbox|mail)|din (?:inkorg|mejl|innboks|indbakke|e-?post)|sahkopostii(?:si|nne)"
    r"|(?:ваш\w{1,2}|вашеи) почт\w+"
)
"""Where the news are promised to arrive."""

PERIODS = (
    r"every (?:day|morning|week|weekday|friday|sunday)|daily|weekly|straight to|deliver(?:ed|y)|taglich"
    r"|jeden (?:morgen|tag|abend)|chaque (?:matin|jour|semaine|soir)|cada (?:manana|dia|semana|manha)|codziennie"
    r"|joka (?:aamu|paiva|viikko)|varje (?:morgon|dag|vecka)|hver (?:morgen|dag|uke|uge)|direkt in|directement"
    r"|ogni (?:mattina|giorno|settimana)|elke (?:ochtend|dag|week)|кажд\w+ (?:утро|день|вечер|неделю)|ежедневн\w+"
)
"""How often, or how: what parts such a promise from a sentence about mail."""
