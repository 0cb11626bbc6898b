"""Titles and sentences in Lithuanian, Latvian and Estonian, from which articles are put together."""

from __future__ import annotations

from dataclasses import dataclass

from tests.replicas.labels import ET, LT, LV, Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one language's articles are made of."""

    labels: Labels
    places: tuple[str, ...]
    """Genitive."""
    things: tuple[str, ...]
    """Object of a verb in `titles`."""
    titles: tuple[str, ...]
    """With `{place}` and `{thing}`."""
    short: tuple[str, ...]
    """Titles of one or two words."""
    sentences: tuple[str, ...]
    """With `{place}`, `{thing}`, `{number}`, `{sum}`, `{day}`."""


LITHUANIAN = Words(
    labels=LT,
    places=(
        "Linkuvos", "Rozalimo", "Žeimelio", "Klovainių", "Lygumų", "Pašvitinio", "Pumpėnų", "Joniškėlio", "Vabalninko",
        "Obelių", "Pandėlio", "Juodupės", "Kriaunų", "Salamiesčio",
    ),
    things=(
        "senąją pieninę", "kaimo biblioteką", "vaikų žaidimų aikštelę", "amatų dirbtuvę", "parapijos salę",
        "pėsčiųjų taką prie ežero", "lauko estradą", "bendruomenės virtuvę", "dviračių trasą", "medžio drožėjų kiemą",
        "jaunimo erdvę", "šeimų vasaros stovyklą",
    ),
    titles=(
        "{place} bendruomenė atnaujino {thing}", "{place} krašto žmonės įrengė {thing}",
        "{place} seniūnija kviečia aplankyti {thing}", "Parama padėjo atverti {thing}: {place} patirtis",
        "{place} jaunimas pristatė {thing}",
    ),
    short=("Padėka", "Valdybos posėdis", "Šventinis sveikinimas", "Darbo skelbimas", "Kvietimas teikti paraiškas"),
    sentences=(
        "{place} gyventojai susirinko aptarti, kaip toliau tvarkys {thing}, ir išrinko septynis atsakingus žmones.",
        "Projektui skirta {sum} Eur, o savo darbu prisidėjo {number} savanorių iš aplinkinių kaimų.",
        "Darbai prasidėjo ankstyvą pavasarį ir truko {number} savaičių, nes medžiagos vėlavo.",
        "Bendruomenės pirmininkė pasakojo, kad mintis atkurti {thing} gimė per Joninių talką.",
        "Į atidarymą atvyko kaimynai iš {place} krašto, rajono meras ir vaikų choras.",
        "Susitikime dalyvavo {number} vietos veiklos grupės narių, kalbėta apie kitų metų planus.",
        "Norintys prisidėti gali registruotis seniūnijoje iki {day} dienos vakaro.",
        "Vietos ūkininkai atvežė duonos, sūrio ir medaus, o vakare grojo {place} kapela.",
        "Paramą skyrė Europos žemės ūkio fondas kaimo plėtrai pagal vietos plėtros strategiją.",
        "Iš viso per metus čia apsilankė {number} žmonių, daugiausia šeimų su mažais vaikais.",
        "Organizatoriai dėkoja visiems, kurie nepabūgo lietaus ir padėjo sutvarkyti {thing}.",
        "Kitą mėnesį numatyta išvyka pas partnerius, kur bus aptarta bendra {number} veiklų programa.",
    ),
)  # fmt: skip

LATVIAN = Words(
    labels=LV,
    places=(
        "Tērvetes", "Auces", "Rundāles", "Viesītes", "Neretas", "Skrīveru", "Jaunpils", "Sabiles", "Dundagas",
        "Rucavas", "Aknīstes", "Vecumnieku", "Ērgļu", "Lubānas",
    ),
    things=(
        "veco pienotavu", "pagasta bibliotēku", "bērnu rotaļu laukumu", "amatnieku darbnīcu", "tautas nama zāli",
        "pastaigu taku gar ezeru", "brīvdabas estrādi", "kopienas virtuvi", "riteņbraucēju ceļu", "koktēlnieku sētu",
        "jauniešu telpu", "ģimeņu vasaras nometni",
    ),
    titles=(
        "{place} kopiena atjauno {thing}", "{place} puses ļaudis ierīkojuši {thing}",
        "{place} pagasts aicina apskatīt {thing}", "Atbalsts palīdzējis atvērt {thing}: {place} pieredze",
        "{place} jaunieši rāda {thing}",
    ),
    short=("Pateicība", "Padomes sēde", "Svētku sveiciens", "Vakance", "Projektu konkurss izsludināts"),
    sentences=(
        "{place} iedzīvotāji sanāca kopā, lai spriestu, kā tālāk kopt {thing}, un ievēlēja septiņus atbildīgos.",
        "Projektam piešķirti {sum} eiro, un ar savu darbu piedalījās {number} brīvprātīgie no tuvējiem ciemiem.",
        "Darbi sākās agri pavasarī un ilga {number} nedēļas, jo materiāli kavējās ceļā.",
        "Biedrības vadītāja stāstīja, ka doma atjaunot {thing} radās Līgo talkā.",
        "Uz atklāšanu ieradās kaimiņi no {place} puses, novada priekšsēdētājs un bērnu koris.",
        "Sanāksmē piedalījās {number} partnerības biedri, un runāts tika par nākamā gada iecerēm.",
        "Kas vēlas piedalīties, var pieteikties pagasta pārvaldē līdz {day}. datuma vakaram.",
        "Vietējie zemnieki atveda maizi, sieru un medu, bet vakarā spēlēja {place} kapela.",
        "Atbalstu sniedza Eiropas Lauksaimniecības fonds lauku attīstībai saskaņā ar vietējo stratēģiju.",
        "Gada laikā šeit pabijuši {number} cilvēki, galvenokārt ģimenes ar maziem bērniem.",
        "Rīkotāji pateicas visiem, kuri nenobijās no lietus un palīdzēja sakopt {thing}.",
        "Nākammēnes paredzēts brauciens pie sadarbības partneriem, kur pārrunās {number} kopīgas norises.",
    ),
)  # fmt: skip

ESTONIAN = Words(
    labels=ET,
    places=(
        "Abja", "Karksi", "Tõrva", "Hummuli", "Otepää", "Sangaste", "Põdrala", "Räpina", "Mooste", "Kanepi", "Märjamaa",
        "Käru", "Vigala", "Lihula",
    ),
    things=(
        "vana meierei", "külaraamatukogu", "laste mänguväljaku", "käsitöökoja", "rahvamaja saali",
        "matkaraja järve ääres", "kõlakoja", "kogukonnaköögi", "rattatee", "puunikerdajate õue", "noortetoa",
        "perede suvelaagri",
    ),
    titles=(
        "{place} kogukond tegi korda {thing}", "{place} kandi rahvas rajas {thing}",
        "{place} küla kutsub uudistama {thing}", "Toetus aitas avada {thing}: {place} kogemus",
        "{place} noored tutvustasid {thing}",
    ),
    short=("Tänuavaldus", "Juhatuse koosolek", "Pühadetervitus", "Tööpakkumine", "Taotlusvoor on avatud"),
    sentences=(
        "{place} elanikud tulid kokku, et arutada, kuidas edaspidi hoida {thing}, ja valisid seitse vastutajat.",
        "Projekti toetati {sum} euroga ning oma tööga lõi kaasa {number} vabatahtlikku lähikülades.",
        "Tööd algasid varakevadel ja kestsid {number} nädalat, sest materjalid jäid hiljaks.",
        "Seltsi eestvedaja rääkis, et mõte taastada {thing} sündis jaanipäeva talgutel.",
        "Avamisele saabusid naabrid {place} kandist, vallavanem ja lastekoor.",
        "Kohtumisel osales {number} tegevusrühma liiget ning juttu tuli järgmise aasta plaanidest.",
        "Soovijad saavad end vallamajas kirja panna kuni {day}. kuupäeva õhtuni.",
        "Kohalikud talunikud tõid leiba, sõira ja mett ning õhtul mängis {place} kapell.",
        "Toetuse andis Euroopa Maaelu Arengu Põllumajandusfond kohaliku strateegia alusel.",
        "Aasta jooksul on siin käinud {number} inimest, enamasti väikeste lastega pered.",
        "Korraldajad tänavad kõiki, kes vihma ei kartnud ja aitasid korrastada {thing}.",
        "Järgmisel kuul sõidetakse partnerite juurde, kus arutatakse {number} ühist ettevõtmist.",
    ),
)  # fmt: skip

WORDS = {"lt": LITHUANIAN, "lv": LATVIAN, "et": ESTONIAN}
"""By ISO 639-1 code."""
