"""Pages in an article's place that are none, and odd ones that are: bodies for the field traps."""

from __future__ import annotations

from collections.abc import Iterable

TEXT = (
    "Ceturtdien Žiedupes tautas namā pulcējās biedrības biedri no astoņiem pagastiem. Sanāksmē apsprieda nākamā gada "
    "darba plānu, un padome apstiprināja divus jaunus projektus ar kopējo atbalstu 18 450 eiro. "
)
_STORIES = (
    ("Žiedupē atklāta jauna brīvdabas estrāde", "12.03.2024"),
    ("Mūkupurva taka gaida gājējus", "27.02.2024"),
    ("Astoņi projekti saņem atbalstu kopienām", "14.02.2024"),
    ("Seminārs par vietējo pārtiku Liepkalnā", "30.01.2024"),
    ("Amatnieki dibina kopīgu darbnīcu", "18.01.2024"),
    ("Padome apstiprina gada plānu", "09.01.2024"),
    ("Ziemas skola jauniešiem Kalnamuižā", "20.12.2023"),
)


def html(
    body: str, *, title: str = "Žiedupes partnerība", head: str = "", classes: str = "", language: str = "lv"
) -> bytes:
    """A page with a site's head and nothing of its frame."""
    named = f' class="{classes}"' if classes else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>\n'
        f"<body{named}>{body}</body></html>\n"
    ).encode()


def framed(content: str, *, title: str = "Žiedupes partnerība", head: str = "", classes: str = "") -> bytes:
    """A page with a menu, a side column and a footer around its content."""
    menu = "".join(
        f'<li><a href="/{slug}/">{name}</a></li>'
        for slug, name in (("jaunumi", "Jaunumi"), ("projekti", "Īstenotie projekti"), ("kontakti", "Kontakti"))
    )
    return html(
        f'<header><a href="/">Žiedupes partnerība</a><nav><ul>{menu}</ul></nav></header><main>{content}</main>'
        f'<aside class="sidebar"><h3>Atbalstītāji</h3><p>Eiropas Lauksaimniecības fonds lauku attīstībai</p></aside>'
        "<footer><p>© 2024 Biedrība „Žiedupes partnerība“, Skolas iela 4, Žiedupe</p></footer>",
        title=title,
        head=head,
        classes=classes,
    )


def article(title: str, *, head: str = "", classes: str = "", more: str = "") -> bytes:
    """An article with a date and three paragraphs."""
    text = f"<p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p>"
    content = f"<article><h1>{title}</h1><p>Publicēts: 12.03.2024.</p>{text}{more}</article>"
    return framed(content, title=f"{title} | Žiedupes partnerība", head=head, classes=classes)


def rows(prefix: str, *, suffix: str = "") -> str:
    """Seven teasers with date and lead."""
    return "".join(
        f'<div class="views-row"><h3><a href="{prefix}{number}{suffix}">{title}</a></h3><div class="date">{date}</div>'
        f'<div class="text">{TEXT[:110]}</div></div>'
        for number, (title, date) in enumerate(_STORIES, 1)
    )


def pager(address: str, numbers: Iterable[int], *, following: int | None = None) -> str:
    """Numbered links `address` + number, and a next link."""
    items = "".join(f'<li><a href="{address}{number}">{number}</a></li>' for number in numbers)
    forward = f'<li class="next"><a rel="next" href="{address}{following}">Nākamā</a></li>' if following else ""
    return f'<ul class="pagination">{items}{forward}</ul>'


def listing(prefix: str, pages: str, *, title: str = "Jaunumi", classes: str = "", suffix: str = "") -> bytes:
    """A listing of seven teasers with a pager."""
    return framed(f"<h1>{title}</h1>{rows(prefix, suffix=suffix)}{pages}", title=title, classes=classes)


def all_years() -> str:
    """A whole archive on one page: twelve dated articles with their texts."""
    entries = []
    for place, (title, date) in enumerate(_STORIES * 2):
        day = date[:-1] + str(4 - place // len(_STORIES))
        entries.append(f"<h3>{day} {title}</h3><p>{TEXT}</p><p>{TEXT}</p>")
    return "<h1>Jaunumu arhīvs</h1>" + "".join(entries)


_COOKIES = (
    "Šī vietne izmanto sīkdatnes, lai nodrošinātu tās darbību. Turpinot lietot vietni, "
    "Jūs piekrītat sīkdatņu izmantošanai."
)

NOT_FOUND = {
    "lv": framed(
        "<h1>Lapa nav atrasta</h1><p>Atvainojiet, meklētā lapa vairs neeksistē.</p>", title="Lapa nav atrasta"
    ),
    "lt": framed("<h1>Klaida 404</h1><p>Deja, toks puslapis neegzistuoja.</p>", title="Puslapis nerastas – VVG"),
    "lt-article": framed("<h2>Straipsnis nerastas</h2><p><a href='/'>Grįžti į pradžią</a></p>", title="Žiedupės VVG"),
    "et": framed("<h1>Lehte ei leitud</h1><p>Vabandust, otsitavat lehte ei ole olemas.</p>", title="404"),
    "en": framed("<h1>Oops! That page can’t be found.</h1><p>Maybe try a search?</p>", title="Page not found – LAG"),
    "wordpress": framed("<h1>Nieko nėra</h1>" + rows("/jaunumi/"), title="VVG", classes="error404 wp-theme-x"),
    "bare": html("<p>Atsiprašome, toks puslapis neegzistuoja.</p>", title="Žiedupės VVG", language="lt"),
}

_LOGIN_FORM = (
    '<form action="/login" method="post"><label>{user}</label><input type="text" name="user">'
    '<label>{word}</label><input type="password" name="pass"><button>{enter}</button></form>'
)
LOGIN = {
    "lt": framed(
        "<h1>Prisijunkite</h1>" + _LOGIN_FORM.format(user="Vartotojas", word="Slaptažodis", enter="Prisijungti"),
        title="Prisijungimas",
    ),
    "lv": framed(
        "<h1>Autorizācija</h1><p>Lai skatītu šo lapu, lūdzu, ievadiet savu lietotājvārdu un paroli.</p>"
        + _LOGIN_FORM.format(user="Lietotājs", word="Parole", enter="Ienākt"),
        title="Autorizācija",
    ),
    "et": framed(
        "<h2>Logi sisse</h2>" + _LOGIN_FORM.format(user="Kasutaja", word="Salasõna", enter="Sisene"), title="Kogu"
    ),
    "members": framed(
        "<h1>Valdes sēdes protokols</h1><p>Saturs ir pieejams tikai reģistrētiem lietotājiem un biedriem.</p>"
        '<p><a href="/login">Pieslēgties</a></p>',
        title="Valdes sēdes protokols",
    ),
}

CONSENT = {
    "cookies": html(
        f"<div class='wall'><h1>Sīkdatņu iestatījumi</h1><p>{_COOKIES}</p><button>Piekrītu visām</button>"
        "<button>Noraidīt</button></div>",
        title="Sīkdatnes",
    ),
    "cookies-lt": html(
        "<div id='cookie-wall'><p>Siekdami užtikrinti geriausią Jūsų naršymo patirtį, naudojame slapukus.</p>"
        "<button>Sutinku</button></div>",
        title="Žiedupės VVG",
        language="lt",
    ),
    "age": html(
        "<h1>Kas oled vähemalt 18-aastane?</h1><p>Lehe sisu on mõeldud täiskasvanutele.</p>"
        "<a href='?yes'>Jah</a> <a href='https://www.example.org/'>Ei</a>",
        title="Vanuse kontroll",
        language="et",
    ),
}

PARKED = {
    "sale": html(
        "<h1>ziedupe.example is for sale</h1><p>This domain is for sale. Make an offer for this domain today.</p>"
        "<form><input name='offer'><button>Buy now</button></form>",
        title="ziedupe.example – this domain is for sale",
        language="en",
    ),
    "ads": html("<div id='target'>ziedupe.example</div><script src='https://parkingcrew.invalid/js/p.js'></script>"),
    "server": html(
        "<h1>Apache2 Ubuntu Default Page</h1><p>This is the default welcome page used to test the correct operation of "
        "the server after installation. Replace this file before continuing to operate your server.</p>",
        title="Apache2 Ubuntu Default Page: It works",
        language="en",
    ),
    "suspended": html("<h1>Account Suspended</h1><p>Contact your hosting provider.</p>", title="Account Suspended"),
    "casino": html(
        "<h1>Best Online Casino Slots 2026</h1>"
        + "<p>Play slots, roulette and blackjack at the best casino with a jackpot bonus and free spins every day.</p>"
        * 4
        + "".join(f"<a href='https://casino{n}.invalid/'>Casino {n}</a>" for n in range(9)),
        title="Casino Bonus No Deposit – Slots",
        language="en",
    ),
}

EMPTY = {
    "script": html(
        '<div id="root"></div><noscript>You need to enable JavaScript.</noscript><script src="/a.js"></script>'
    ),
    "nothing": html("<div> </div>"),
    "refresh": html("", head='<meta http-equiv="refresh" content="0; url=/jaunumi/">'),
    "frames": b"<html><head><title>VVG</title></head><frameset cols='20%,*'><frame src='a.htm'></frameset></html>",
    "maintenance": html("<h1>Vietne tiek atjaunota</h1><p>Drīzumā būsim atpakaļ!</p>", title="Žiedupe"),
}

IMAGE_ONLY = framed(
    '<article><h1>Aicinām uz kopsapulci</h1><img src="/attels/plakats.jpg" alt="Plakāts" width="800"></article>',
    title="Aicinām uz kopsapulci",
)
PDF_ONLY = framed(
    '<article><h1>Darba kārtība</h1><p><a href="/faili/darba-kartiba.pdf">Lejupielādēt šo failu</a></p></article>',
    title="Darba kārtība",
)
