"""What stands around the articles of the pages that metadata is tested on: menus, clouds of tags, other news, feet."""

from __future__ import annotations

from dataclasses import dataclass

PROSE = {
    "lt": (
        "<p>Praėjusį ketvirtadienį bendruomenės namuose susirinko dvidešimt "
        "kaimo kepėjų, kurie dalijosi raugo ir krosnių "
        "paslaptimis.</p><p>Susitikimo dalyviai sutarė pavasarį surengti "
        "bendrą mugę ir pakviesti kaimynus iš Latvijos.</p>"
    ),
    "lv": (
        "<p>Pagājušajā ceturtdienā tautas namā pulcējās divdesmit maizes cepējas, kas dalījās ierauga un krāsniņu "
        "noslēpumos.</p><p>Tikšanās dalībnieces vienojās pavasarī rīkot "
        "kopīgu tirgu un ielūgt kaimiņus no Igaunijas.</p>"
    ),
    "et": (
        "<p>Möödunud neljapäeval kogunes rahvamajja kakskümmend leivategijat, kes jagasid omavahel juuretise ja ahjude "
        "saladusi.</p><p>Kohtumisel osalejad leppisid kokku, et kevadel "
        "peetakse ühine laat ja kutsutakse naabreid Lätist.</p>"
    ),
}
NAME = {"lt": "Raugo krašto VVG", "lv": "Biedrība „Rudzu vārpa”", "et": "MTÜ Rukkilille Koda"}
_MENU = {
    "lt": ("Titulinis", "Naujienos", "Projektai", "Kvietimai", "Kontaktai"),
    "lv": ("Sākums", "Jaunumi", "Projekti", "Konkursi", "Kontakti"),
    "et": ("Avaleht", "Uudised", "Projektid", "Taotlusvoorud", "Kontakt"),
}
_SIDE = {
    "lt": ("Naujausios naujienos", "Žymos", "Posėdis perkeltas į penktadienį", "Atviros durys malūne"),
    "lv": ("Jaunākie jaunumi", "Birkas", "Sēde pārcelta uz piektdienu", "Atvērto durvju diena dzirnavās"),
    "et": ("Viimased uudised", "Märksõnad", "Koosolek lükkub reedele", "Avatud uste päev veskis"),
}
_CLOUD = {
    "lt": ("LEADER", "jaunimas", "žuvininkystė", "mokymai", "paraiškos"),
    "lv": ("LEADER", "jaunieši", "zivsaimniecība", "mācības", "pieteikumi"),
    "et": ("LEADER", "noored", "kalandus", "koolitused", "taotlused"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page's article is set in its site."""

    language: str = "lt"
    head: str = ""
    """Elements of the head beside `title`."""
    title: str = ""
    """The `title` element's text; the site's name when empty."""
    logo: str = ""
    """What stands over the menu; a link with the site's name when empty."""
    inside: str = ""
    url: str = "https://rauga.example/?id=7"
    body_class: str = ""


def make_page(made: Frame) -> str:
    """A whole page: head, menu, article, side column with a cloud of tags and other news, foot."""
    name = NAME[made.language]
    menu = "".join(f"<li><a href='/{number}'>{word}</a></li>" for number, word in enumerate(_MENU[made.language]))
    newest, label, *others = _SIDE[made.language]
    cloud = " ".join(f"<a href='/tag/{n}' rel='tag'>{word}</a>" for n, word in enumerate(_CLOUD[made.language]))
    news = "".join(f"<li><a href='/n/{n}'>{other}</a></li>" for n, other in enumerate(others))
    logo = made.logo or f"<a href='/'>{name}</a>"
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{made.title or name}</title>"
        f"<meta name=keywords content='{', '.join(_CLOUD[made.language])}'>"
        f"<meta name=author content='admin'>{made.head}"
        f"</head><body class='{made.body_class}'><div id=header>{logo}</div><ul class=menu>{menu}</ul>"
        f"<div id=content>{made.inside}</div><div id=sidebar><h3>{newest}</h3><ul>{news}</ul>"
        f"<h3>{label}</h3><div class=tagcloud>{cloud}</div></div>"
        f"<div id=footer>© 2016 {name}. Projekts Nr. 23-00-U31523.0-000003</div></body></html>"
    )
