"""Words of menus, side boxes and date lines in three languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What a site's own templates say."""

    code: str
    """ISO 639-1."""
    site: str
    home: str
    news: str
    more: str
    """Read on."""
    next: str
    previous: str
    back: str
    latest: str
    popular: str
    related: str
    archive: str
    search: str
    login: str
    printing: str
    partners: str
    published: str
    """Before a date, with its colon."""
    poll: str
    answers: tuple[str, str, str]
    months: tuple[str, ...]
    """Twelve, as a calendar names them."""
    statics: tuple[str, ...]
    """Titles of pages that are no news; some are made of three words and more."""
    events: str
    calls: str
    gallery: str
    categories: tuple[str, str, str]
    static_text: str


LT = Labels(
    code="lt", site="Šilo krašto vietos veiklos grupė", home="Pradžia", news="Naujienos", more="Skaityti toliau",
    next="Kitas", previous="Ankstesnis", back="Grįžti", latest="Paskutinės naujienos", popular="Skaitomiausi",
    related="Taip pat skaitykite", archive="Archyvas", search="Paieška", login="Prisijungti", printing="Spausdinti",
    partners="Partneriai", published="Paskelbta:", poll="Ar patinka naujoji svetainė?",
    answers=("Taip", "Ne", "Nežinau"),
    months=(
        "sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio", "liepos", "rugpjūčio", "rugsėjo", "spalio",
        "lapkričio", "gruodžio",
    ),
    statics=(
        "Apie mus", "Valdyba ir nariai", "Kontaktai", "Vietos plėtros strategija", "Įgyvendinti vietos projektai",
        "Dažniausiai užduodami klausimai pareiškėjams", "Viešieji pirkimai", "Privatumo politika",
    ),
    events="Renginiai", calls="Kvietimai", gallery="Galerija",
    categories=("Bendruomenės", "Projektai", "Renginiai ir šventės"),
    static_text=(
        "Šilo krašto vietos veiklos grupė vienija bendruomenes, verslininkus ir savivaldos atstovus. Grupės valdybą "
        "sudaro devyni nariai, o jos būstinė yra buvusioje mokykloje prie turgaus aikštės."
    ),
)  # fmt: skip

LV = Labels(
    code="lv", site="Silavas puses partnerība", home="Sākums", news="Jaunumi", more="Lasīt tālāk", next="Nākamā",
    previous="Iepriekšējā", back="Atpakaļ", latest="Jaunākie raksti", popular="Lasītākie", related="Saistītie raksti",
    archive="Arhīvs", search="Meklēt", login="Pieslēgties", printing="Drukāt", partners="Sadarbības partneri",
    published="Publicēts:", poll="Vai jums patīk jaunā mājaslapa?", answers=("Jā", "Nē", "Nezinu"),
    months=(
        "janvāris", "februāris", "marts", "aprīlis", "maijs", "jūnijs", "jūlijs", "augusts", "septembris", "oktobris",
        "novembris", "decembris",
    ),
    statics=(
        "Par mums", "Padome un biedri", "Kontakti", "Sabiedrības virzīta vietējās attīstības stratēģija",
        "Īstenotie vietējie projekti", "Biežāk uzdotie jautājumi projektu iesniedzējiem", "Iepirkumi",
        "Privātuma politika",
    ),
    events="Pasākumi", calls="Projektu konkursi", gallery="Galerija",
    categories=("Kopienas", "Projektu jaunumi", "Svētki un talkas"),
    static_text=(
        "Silavas puses partnerība apvieno biedrības, uzņēmējus un pašvaldības pārstāvjus. Partnerības padomē darbojas "
        "deviņi biedri, un tās birojs atrodas bijušajā skolā pie tirgus laukuma."
    ),
)  # fmt: skip

ET = Labels(
    code="et", site="Metsakandi Koostöökogu", home="Avaleht", news="Uudised", more="Loe edasi", next="Järgmine",
    previous="Eelmine", back="Tagasi", latest="Viimased uudised", popular="Loetumad", related="Loe veel",
    archive="Arhiiv", search="Otsing", login="Logi sisse", printing="Prindi", partners="Partnerid",
    published="Lisatud:", poll="Kas uus koduleht meeldib?", answers=("Jah", "Ei", "Ei tea"),
    months=(
        "jaanuar", "veebruar", "märts", "aprill", "mai", "juuni", "juuli", "august", "september", "oktoober",
        "november", "detsember",
    ),
    statics=(
        "Meist", "Juhatus ja liikmed", "Kontaktid", "Kohaliku arengu strateegia", "Toetust saanud kohalikud projektid",
        "Korduma kippuvad küsimused taotlejatele", "Hanked", "Privaatsuspoliitika",
    ),
    events="Sündmused", calls="Taotlusvoorud", gallery="Galerii",
    categories=("Kogukonnad", "Projektid", "Peod ja talgud"),
    static_text=(
        "Metsakandi Koostöökogu ühendab külaseltse, ettevõtjaid ja omavalitsuste esindajaid. Koostöökogu juhatuses on "
        "üheksa liiget ning selle kontor asub endises koolimajas turuplatsi ääres."
    ),
)  # fmt: skip
