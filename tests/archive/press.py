"""Press releases as groups print them from one another, and calls written from one form: made up, in Lithuanian."""

from __future__ import annotations

import random

_PLACES = [
    "Anykščiai",
    "Biržai",
    "Kupiškis",
    "Molėtai",
    "Pasvalys",
    "Rokiškis",
    "Utena",
    "Zarasai",
    "Ignalina",
    "Švenčionys",
    "Skuodas",
    "Plungė",
]
_NAMES = [
    "Jonas Petraitis",
    "Ona Kazlauskienė",
    "Rasa Žukaitė",
    "Tomas Šimkus",
    "Vida Stankutė",
    "Paulius Jankus",
    "Asta Bružienė",
    "Mindaugas Račkys",
    "Laima Vaičiūnaitė",
    "Giedrius Norkus",
    "Živilė Čepaitė",
    "Algis Pocius",
]
_WHO = [
    "bendruomenės nariai",
    "vietos veiklos grupės taryba",
    "kaimo jaunimas",
    "ūkininkai ir amatininkai",
    "seniūnijos gyventojai",
    "projekto partneriai",
    "savivaldybės specialistai",
    "mokyklos mokytojai",
    "bibliotekos lankytojai",
    "naujieji verslininkai",
]
_DOES = [
    "aptarė",
    "pristatė",
    "išbandė",
    "parengė",
    "sutvarkė",
    "suplanavo",
    "įvertino",
    "atnaujino",
    "aplankė",
    "įsigijo",
    "pasirašė",
    "surinko",
    "išrinko",
    "paskelbė",
    "nufotografavo",
    "padovanojo",
]
_WHAT = [
    "naują vietos plėtros strategiją",
    "sodybos keramikos dirbtuves",
    "senojo malūno stogą",
    "vaikų žaidimų aikštelę",
    "ekologiško medaus ženklą",
    "pažintinio tako rodykles",
    "mobilią sūrinę",
    "kaimo turizmo žemėlapį",
    "bendrą virtuvę",
    "liaudies dainų rinkinį",
    "saulės elektrinę ant klėties",
    "pagyvenusių žmonių klubą",
    "vaistažolių lysves",
    "dviračių maršrutą palei upę",
    "atvirų durų dieną",
    "amatų mokymus",
    "gaisrinės istorijos parodą",
    "lauko sceną",
]
_WHERE = [
    "Nemuno pakrantėje",
    "dvaro parke",
    "kultūros namų salėje",
    "prie piliakalnio",
    "turgaus aikštėje",
    "miškų urėdijos kieme",
    "senojoje pieninėje",
    "mokyklos sporto salėje",
    "ežero pusiasalyje",
    "miestelio muziejuje",
    "už geležinkelio pervažos",
]
_WHY = [
    "kad jauniems žmonėms būtų verta likti",
    "nes ankstesnė talka pritraukė daugybę savanorių",
    "nors lietus vos nesugadino šventės",
    "tikėdamiesi kitąmet sulaukti svečių iš Latvijos",
    "remdamiesi gyventojų apklausa",
    "pagal dviejų metų veiksmų planą",
    "kol netrūksta nei idėjų, nei rankų",
    "prisimindami prieškario draugijų patirtį",
    "pasitelkę kaimyninio rajono patarėjus",
    "be jokios valdžios paramos",
]
_FORM = (
    "{group} vietos veiklos grupė kviečia teikti vietos projektų paraiškas pagal vietos plėtros strategiją "
    "„{group} krašto vietos plėtros strategija“, kuri įgyvendinama pagal Lietuvos kaimo plėtros 2014–2020 metų "
    "programos priemonę „LEADER“.\n\n"
    "Kvietimas Nr. {number}. Priemonė „{what}“. Kvietimui skiriama {sum} Eur, didžiausia parama vienam vietos "
    "projektui {most} Eur, paramos dalis iki {share} proc. Paraiškos priimamos nuo {first} iki {last} 16 val.\n\n"
    "Paraiškos turi būti pateiktos asmeniškai pareiškėjo arba jo įgalioto asmens raštu, kitais būdais pateiktos "
    "paraiškos nepriimamos. Vienas vietos projekto pareiškėjas šio kvietimo metu gali teikti vieną paraišką. "
    "Informacija apie kvietimą teikiama {group} vietos veiklos grupės būstinėje darbo dienomis, telefonu "
    "{phone}, taip pat grupės tinklalapyje, kuriame skelbiamas vietos projektų finansavimo sąlygų aprašas."
)


def make_release(dice: random.Random, *, sentences: int = 14) -> str:
    """A text of its own, with a date and a sum in it, and who was there."""
    told = [_tell(dice) for _ in range(sentences)]
    told.insert(1, f"Renginys vyko {_day(dice)}, jam skirta {dice.randrange(11, 990) * 100} eurų.")
    told.append(f"Dalyvavo {', '.join(dice.sample(_NAMES, 3))}.")
    return "\n\n".join(" ".join(told[start : start + 4]) for start in range(0, len(told), 4))


def vary_release(text: str, dice: random.Random) -> str:
    """The text as another group prints it: others who came, a paragraph more, sentences left out, other words."""
    body, _, _ = text.rpartition("Dalyvavo")
    for change in dice.sample((_add_paragraph, _leave_out, _reword), dice.randint(0, 2)):
        body = change(body, dice)
    return f"{body}Iš mūsų rajono dalyvavo {', '.join(dice.sample(_NAMES, dice.randint(2, 4)))}."


def make_call(dice: random.Random, *, group: str | None = None) -> str:
    """A call for projects: the form that every group fills in."""
    return _FORM.format(
        group=group or dice.choice(_PLACES),
        number=dice.randrange(1, 60),
        what=dice.choice(_WHAT),
        sum=dice.randrange(100, 4000) * 100,
        most=dice.randrange(50, 900) * 100,
        share=dice.choice((50, 65, 70, 80, 95)),
        first=_day(dice),
        last=_day(dice),
        phone=f"8 6{dice.randrange(10, 99)} {dice.randrange(10000, 99999)}",
    )


def _tell(dice: random.Random) -> str:
    place = dice.choice(_PLACES)
    said = f"{place}: {dice.choice(_WHO)} {dice.choice(_WHERE)} {dice.choice(_DOES)} {dice.choice(_WHAT)}"
    return f"{said}, {dice.choice(_WHY)}." if dice.random() < 0.7 else f"{said}."


def _day(dice: random.Random) -> str:
    return f"{dice.randrange(2016, 2027)} m. {dice.choice(('kovo', 'gegužės', 'spalio'))} {dice.randrange(1, 31)} d."


def _add_paragraph(body: str, dice: random.Random) -> str:
    return f"{body}\n\n{_tell(dice)} {_tell(dice)}\n\n"


def _leave_out(body: str, dice: random.Random) -> str:
    sentences = body.split(". ")
    del sentences[dice.randrange(4, len(sentences))]
    return ". ".join(sentences)


def _reword(body: str, dice: random.Random) -> str:
    words = body.split(" ")
    for _ in range(4):
        words[dice.randrange(len(words))] = "taip pat"
    return " ".join(words)
