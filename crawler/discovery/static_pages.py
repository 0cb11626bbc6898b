"""Addresses of pages that are no news on any site: menus' pages, files, copies for print."""

from __future__ import annotations

_SLUGS = (
    # Lithuanian
    "apie(?:-mus|-vvg|-projekta)?|kontaktai|struktura|valdyba|nariai|musu-nariai|darbuotojai|administracija|istorija|"
    "veikla|dokumentai|teisine-informacija|teises-aktai|vietos-pletros-strategija|strategija|projektai|"
    "igyvendinti-projektai|kvietimai|partneriai|nuorodos|naudingos-nuorodos|galerija|foto-galerija|duk|paieska|"
    "svetaines-medis|viesieji-pirkimai|korupcijos-prevencija|privatumo-politika|slapuku-politika|"
    "asmens-duomenu-apsauga|(?:visos-)?naujienos|naujienu-archyvas|archyvas|renginiai|prisijungti",
    # Latvian
    "par-mums|par-(?:biedribu|partneribu|fondu)|kontakti|biedri|valde|padome|komanda|darbinieki|vesture|dokumenti|"
    "normativie-akti|svva-strategija|strategija|projekti|projektu-konkursi|sadarbibas-partneri|noderigas-saites|"
    "galerija|foto-galerija|buj|meklet|lapas-karte|iepirkumi|privatuma-politika|sikdatnu-politika|noteikumi-un-nosacijumi|"
    "personas-datu-(?:apstrade|aizsardziba)|pieklustamibas-pazinojums|jaunumi|visi-jaunumi|aktualitates|zinas|"
    "zinu-arhivs|arhivs|pasakumi",
    # Estonian
    "meist|kontaktid?|liikmed|juhatus|meeskond|tootajad|ajalugu|pohikiri|dokumendid|strateegia|projektid|toetused|"
    "partnerid|lingid|galerii|pildigalerii|kkk|otsing|sisukaart|hanked|privaatsus(?:poliitika|tingimused)|"
    "kupsiste-poliitika|isikuandmete-(?:tootlemine|kaitse)|uudised|koik-uudised|teated|arhiiv|sundmused",
    # English
    "about(?:-us)?|contacts?|contact-us|our-team|members|board|documents|strategy|projects|partners|links|gallery|"
    "faq|search|sitemap|privacy-policy|cookie-policy|terms-(?:of-use|and-conditions)|legal-notice|news|all-news|"
    "events|archive|home(?:-page)?|login|register|calendar|kalendorius|kalendars|kalender",
    # A programme period: leader-2014-2020, 2014-2020-m-vietos-pletros-strategija
    r"[^/?#-]+-(?:19|20)\d\d-(?:19|20)\d\d|(?:19|20)\d\d-(?:19|20)\d\d-m-[^/?#]*strategija",
)

_NO_MONTH = r"(?![^?#]*/?(?:19|20)\d\d/\d\d/)"

STATIC_PAGES = rf"^https?://[^/?#]+/{_NO_MONTH}(?:[^?#]*/)?(?:{'|'.join(_SLUGS)})(?:-\d)?(?:\.html?)?/?(?:[?#]|$)"
"""The whole last part of the path is a name that menus use in Lithuanian, Latvian, Estonian or English.

Below a month it is none: there the category may stand last, as in /2019/03/22/slug/jaunumi/."""

FILES = r"\.(?:pdf|docx?|xlsx?|pptx?|odt|zip|rar|7z|jpe?g|png|gif|webp|svg|ics|xml|json|mp[34]|avi)/?(?:[?#]|$)"
"""Files that the content system only stores; also the pages that WordPress makes about them."""

PRINT_COPIES = r"[?&](?:print|tmpl|format)=[^&#]"
