"""Addresses of pages that are no news on any site: menus' pages, lists, files, copies for print."""

from __future__ import annotations

from crawler.discovery.platforms.patterns import HOME_PAGES, NEWS, NUMBERED, YEAR

_SLUGS = (
    # Lithuanian
    "apie(?:-mus|-vvg|-projekta|-organizacija|-asociacija)?|kontaktai|susisiekite|struktura|valdyba|nariai|musu-nariai|"
    "darbuotojai|komanda|administracija|istorija|veikla|dokumentai|istatai|teisine-informacija|teises-aktai|"
    "vietos-pletros-strategija|strategija|projektai|musu-projektai|igyvendinti-projektai|igyvendinami-projektai|"
    "kvietimai|kvietimu-archyvas|parama|paslaugos|partneriai|remejai|nuorodos|naudingos-nuorodos|galerija|"
    "foto-galerija|nuotrauku-galerija|video|duk|paieska|paieskos-rezultatai|svetaines-(?:medis|zemelapis)|"
    "viesieji-pirkimai|korupcijos-prevencija|privatumo-politika|slapuku-politika|slapukai|naudojimosi-taisykles|"
    "asmens-duomenu-apsauga|(?:visos-)?naujienos|naujienu-archyvas|aktualijos|pranesimai|archyvas|renginiai|"
    "renginiu-kalendorius|prisijungti|prisijungimas|registracija|pradzia|pagrindinis|titulinis|krepselis|parduotuve",
    # Latvian
    "par-mums|par-(?:biedribu|partneribu|fondu|regionu|projektu)|kontakti|sazinies-ar-mums|biedri|valde|padome|komanda|"
    "darbinieki|vesture|dokumenti|statuti|normativie-akti|svva-strategija|strategija|projekti|musu-projekti|"
    "istenotie-projekti|projektu-konkursi|pakalpojumi|sadarbibas-partneri|partneri|noderigas-saites|saites|"
    "galerija|foto-galerija|fotogalerija|video|buj|meklet|meklesana|lapas-karte|iepirkumi|vakances|"
    "privatuma-politika|sikdatnu-politika|sikdatnes|noteikumi-un-nosacijumi|lietosanas-noteikumi|"
    "personas-datu-(?:apstrade|aizsardziba)|pieklustamibas-pazinojums|pieklustamiba|jaunumi|visi-jaunumi|"
    "aktualitates|zinas|zinu-arhivs|arhivs|pasakumi|pasakumu-kalendars|ielogoties|pieslegties|sakums|sakumlapa|grozs|"
    "veikals",
    # Estonian
    "meist|kontakt(?:id)?|liikmed|juhatus|meeskond|tootajad|ajalugu|pohikiri|dokumendid|strateegia|projektid|toetused|"
    "teenused|partnerid|lingid|kasulikud-lingid|galerii|pildigalerii|fotod|kkk|otsing|sisukaart|hanked|"
    "privaatsus(?:poliitika|tingimused)?|kupsiste-poliitika|kupsised|kasutustingimused|ligipaasetavus|"
    "isikuandmete-(?:tootlemine|kaitse)|uudised|koik-uudised|teated|arhiiv|sundmused|sundmuste-kalender|"
    "logi-sisse|avaleht|esileht|ostukorv|pood",
    # English
    "about(?:-us|-the-programme|-the-project)?|contacts?|contact-us|our-team|team|members|board|documents|downloads|"
    "strategy|projects|services|partners|links|gallery|photos?|faq|search|search-results|sitemap|site-map|privacy|"
    "privacy-policy|cookies|cookie-policy|accessibility|accessibility-statement|"
    "terms(?:-of-use|-of-service|-and-conditions)?|legal-notice|disclaimer|news|all-news|latest-news|events|archive|"
    "home(?:-page)?|main|login|log-in|sign-in|register|logout|calendar|kalendorius|kalendars|kalender|cart|checkout|"
    "my-account|shop|subscribe|newsletter|donate|sample-page",
    # Russian in Latin and in its own letters
    "o-nas|kontakty|novosti|proekty|dokumenty|galereya|poisk|karta-sajta|politika-konfidencialnosti|"
    "о-нас|контакты|новости|проекты|документы|галерея|поиск|карта-саита|политика-конфиденциальности",
    # Polish, German, Finnish
    "aktualnosci|projekty|galeria|polityka-prywatnosci|regulamin|szukaj|mapa-strony|wydarzenia|archiwum|"
    "(?:ue|u)ber-uns|impressum|datenschutz(?:erklarung|erklaerung)?|aktuelles|termine|suche|archiv|anfahrt|mitglieder|"
    "yhteystiedot|tietoa-meista|meista|ajankohtaista|uutiset|tapahtumat|tietosuojaseloste|hankkeet|asiakirjat|haku",
    # Lists of news under other names, and of one year's: 2015-metai, uudised-2014
    "blog|blogas|blogs|blogi|vvg-naujienos|naujausios-naujienos|jaunakas-zinas|visas-zinas|viimased-uudised|"
    "pranesimai-spaudai|preses-relizes|pressiteated|press-releases|aktuali-informacija|"
    rf"{YEAR}-(?:m|metai|metu|gads|gada|aasta|year)|"
    rf"(?:naujienos|jaunumi|zinas|uudised|teated|news|archyvas|arhivs|arhiiv|archive)-{YEAR}",
    # A programme period: leader-2014-2020, 2014-2020-m-vietos-pletros-strategija
    rf"[^/?#-]+-{YEAR}-{YEAR}|{YEAR}-{YEAR}-m-[^/?#]*strategija",
)
_MENU_WORDS = (
    # Lithuanian
    "apie|mus|musu|vvg|zrvvg|grupe|grupes|vietos|rajono|krasto|valdyba|valdybos|taryba|nariai|nariu|narys|sarasas|"
    "darbuotojai|komanda|kontaktai|struktura|istorija|istatai|dokumentai|dokumentu|strategija|strategijos|pletros|"
    "projektai|projektu|igyvendinti|igyvendinami|baigti|vykdomi|paremti|finansuoti|dazniausiai|dazni|uzduodami|"
    "klausimai|atsakymai|pareiskejams|vykdytojams|nuorodos|naudingos|partneriai|remejai|galerija|nuotraukos|"
    "privatumo|slapuku|politika|duomenu|asmens|apsauga|svetaines|taisykles|informacija|kontaktine|"
    "bendra|teisine|ir|bei|del|uzsakymai|atrankos|komitetas|vizija|misija|veikla|veiklos|sritys|teritorija",
    # Latvian
    "par|biedriba|biedribu|biedribas|partneriba|partneribu|fonds|fondu|mes|mums|padome|padomes|valde|valdes|biedri|"
    "biedru|saraksts|komanda|darbinieki|administracija|kontakti|kontaktinformacija|vesture|statuti|strategija|"
    "strategijas|svva|sabiedribas|virzita|virzitas|vietejas|vietejie|attistibas|projekti|projektu|istenotie|"
    "apstiprinatie|atbalstitie|pabeigtie|biezak|biezi|uzdotie|jautajumi|atbildes|iesniedzejiem|pretendentiem|"
    "noderigas|saites|partneri|sadarbibas|galerija|privatuma|sikdatnu|politika|datu|aizsardziba|personas|"
    "lietosanas|noteikumi|informacija|un|darbibas|teritorija|merki|misija|vizija|normativie|akti|dokumenti|veidlapas",
    # Estonian
    "meist|meie|tutvustus|organisatsioon|juhatus|juhatuse|liikmed|liikmeskond|liikmete|nimekiri|meeskond|tootajad|"
    "kontakt|kontaktid|ajalugu|pohikiri|kohaliku|kohalikud|piirkonna|arengu|arengustrateegia|strateegia|projektid|"
    "projektide|toetust|saanud|toetatud|elluviidud|lopetatud|korduma|kippuvad|kusimused|vastused|taotlejale|"
    "taotlejatele|lingid|kasulikud|partnerid|koostoopartnerid|galerii|pildid|privaatsus|privaatsuspoliitika|"
    "kupsised|kupsiste|poliitika|andmekaitse|tingimused|kasutustingimused|dokumendid|ja|ning|tegevuspiirkond|"
    "visioon|missioon|eesmargid|hindamiskomisjon|kodukord|vormid",
    # English
    "about|us|our|the|of|and|for|board|members|list|team|staff|contact|contacts|history|statutes|strategy|projects|"
    "implemented|completed|supported|funded|approved|frequently|asked|questions|answers|applicants|useful|links|"
    "partners|gallery|photos|privacy|cookie|cookies|policy|data|protection|terms|conditions|use|information|"
    "documents|vision|mission|area|programme",
)
_LISTS = (
    "category|categories|kategorija|kategorijos|kategorie|kategoria|tag|tags|zyma|zymos|birka|birkas|silt|sildid|"
    "author|authors|autorius|autors|comments|trackback|embed|feed|rss|atom|search|paieska|meklet|meklesana|otsing|"
    "login|logout|register|wp-login\\.php|wp-admin|cart|checkout|krepselis|grozs|ostukorv|"
    "calendar|kalendorius|kalendars|kalender|cdn-cgi|print|printpdf|printmail"
)
_EVENT_VIEWS = rf"month|list|day|week|today|map|photo|category|tag|sarasas|{YEAR}-\d\d(?:-\d\d)?"
_PAGE_WORDS = "page|puslapis|psl|lapa|lpp|lehekylg|lehekulg|lk|seite|strona|sivu"

_NO_MONTH = rf"(?![^?#]*/?{YEAR}/\d\d/)"

STATIC_NAMES = "|".join(_SLUGS)
"""What menus call their pages in our languages, without diacritics; an alternation for a whole part of a path."""

_MENU_WORD = f"(?:{'|'.join(_MENU_WORDS)})"
_NO_NEWS = rf"(?!(?:[^?#]*/)?(?:\d+-)?(?:{NEWS})/)"

MENU_PAGES = (
    rf"^https?://[^/?#]+/{_NO_MONTH}{_NO_NEWS}(?:[^?#]*/)?(?:\d+-)?{_MENU_WORD}(?:[-_]{_MENU_WORD}){{1,6}}"
    r"(?:\.html?|\.php)?/?(?:[?#]|$)"
)
"""Names of words that only menus are made of, outside of a news section: valdyba-ir-nariai, istenotie-projekti."""

STATIC_PAGES = (
    rf"^https?://[^/?#]+/{_NO_MONTH}(?:[^?#]*/)?(?:{STATIC_NAMES})(?:-\d)?(?:\.html?|\.php)?/?"
    rf"(?:\?(?!{NUMBERED})|#|$)"
)
"""The whole last part of the path is a name that menus use.

Below a month it is none: there the category may stand last, as in /2019/03/22/slug/jaunumi/."""

LISTS = rf"^https?://[^/?#]+/(?:[^?#]*/)?(?:{_LISTS})(?:[/?#]|$)"
"""Below or at categories, tags, authors, search, login, cart, calendars and feeds."""

EVENT_LISTS = rf"/(?:events?|renginiai|pasakumi|notikumi|sundmused)/(?:{_EVENT_VIEWS})(?:[/?#]|$)"

LISTING_PATHS = rf"^https?://[^/?#]+/(?:[^?#]*/)?(?:comment-)?(?:{_PAGE_WORDS})[/-]\d+(?:\.html?)?/?(?:[?#]|$)"
"""A later page of a list by its path, whatever list it is."""

LISTING_PAGES = (
    rf"{LISTING_PATHS}|\?page=\d*(?:#|$)"
    r"|[?&](?:paged|limitstart|start|offset|page_?n(?:o|um|r)|pagenumber|puslapis|psl|lapa|lpp|lehekylg|lehekulg|lk)="
)
"""The same, also by its query: on systems whose articles have no such parameters."""

FILES = (
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z|jpe?g|png|gif|webp|svg|bmp|ics|vcf|kml|gpx|csv|xml|json|rss|"
    r"txt|css|js|mp[34]|avi|mov|webm)/?(?:[?#]|$)"
)
"""Files that the content system only stores; also the pages that WordPress makes about them."""

PRINT_COPIES = (
    r"[?&](?:print|tmpl|format)=[^&#]|/(?:print|printer|print_version|spausdinti|spausdinimui|drukat|drukai|prindi|"
    r"trukk|druk)(?:\.[a-z]{3,4})?/?(?:[?#]|$)"
)

GENERAL_SKIP = (
    HOME_PAGES,
    STATIC_PAGES,
    MENU_PAGES,
    LISTS,
    EVENT_LISTS,
    LISTING_PATHS,
    FILES,
    PRINT_COPIES,
    r"[?&](?:replytocom|share|attachment_id|mailpoet_router|feed|ical|outlook-ical|preview|search|paieska|meklet|otsing|"
    r"add-to-cart|paged|limitstart)=",
    # A page's number after a section; after a script's name it may be the page itself.
    r"^https?://[^/?#]+/[^?#.]*[^/?#.]/?\?page=\d+(?:#|$)",
    r"\?(?:s|q)=[^&#]*[^\d&#][^&#]*(?:#|$)",
    r"[?&](?:mailpoet_router|amp|ical)(?:&|#|$)",
    # Nothing but a calendar's day or month.
    r"\?(?:(?i:month(?:id)?|year(?:id)?|day|iccaldate|menuo|metai|menesis|gads|kuu|aasta)=[^&#]*(?:&|(?=#|$)))+(?:#|$)",
    r"/wp-(?:admin|content|includes|json|login\.php)(?:[/?#]|$)",
)
"""What is no article on any system."""
