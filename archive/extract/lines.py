"""Lines that stand around an article's text and are none of it: share, back, counter, copyright, author."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

from archive.extract.months import fold
from archive.extract.wide_words import ADVERTS, COMMENTS, POINTERS, RELATED

LineKind = Literal[
    "related",
    "comments",
    "copyright",
    "author",
    "share",
    "navigation",
    "counter",
    "tags",
    "cookies",
    "photo",
    "registry",
    "advert",
]

_MOST_CHARS = 300
_END = r"[\s:.…»>!?]*$"
_RELATED = re.compile(
    r"^(?:saistit\w+ (?:zinas|raksti|jaunumi|saturs|publikacijas|informacija|temas)|cit(?:i|as"
    r"|u) (?:jaunum|rakst|zin|aktual)\w+"
    r"|lidzig\w+ (?:raksti|jaunumi|zinas|temas)|lasi(?:t|et)? (?:ari|vel)|skat(?:i|ies|ieties|it)(?:iet)? ari"
    r"|jaunak(?:as|ie|i) (?:zinas|jaunumi|raksti|aktualitates)|pedej\w+ (?:jaunumi|zinas|raksti)"
    r"|vairak (?:jaunumu|zinu|rakstu)|susij(?:usios|usi|e) (?:naujien|straipsn|informac|iras|tem)\w+"
    r"|kit(?:os|i|u) (?:naujien|straipsn|iras|zini)\w+|taip pat skait\w+|skaityk\w* (?:taip pat|daugiau)"
    r"|naujaus(?:ios|i|iu) (?:naujien|straipsn|iras|zini)\w*|daugiau (?:naujien|straipsn)\w+|panas(?:us"
    r"|ios) (?:straipsn|naujien|iras)\w*"
    r"|loe (?:ka|veel|lisaks)|seotud (?:uudis|artikl|teem|postit)\w+|teised uudised|veel uudiseid"
    r"|viimased uudised|sarnased \w+"
    r"|related(?: (?:news|articles|posts|content|stories))?|read also|more news|latest news|other news"
    r"|see also|you may also like"
    r"|jus varetu intereset|jums var patikt|jus gali sudominti|redaktoriaus rekomenduojam\w+"
    rf"|populiariausi\w*|{'|'.join((*POINTERS, *RELATED))})" + _END
)
_COMMENTS = re.compile(
    r"^(?:\d+ )?(?:komentar(?:ai|u|i|as)|kommentaar(?:id|e)?|comments?|nav komentaru|komentaru nera"
    r"|rasyti komentara|rasyk\w* komentara"
    r"|palik\w+ (?:komentara|atsiliepima)|parasyk\w* atsiliepima|pievieno(?:t|jiet)? komentaru"
    r"|atstat komentaru|lisa kommentaar"
    rf"|leave a (?:comment|reply)|post a comment|atbildet|atsakyti|{'|'.join(COMMENTS)})\b[\s(:]*\d*[\s):.]*$"
)
_COPYRIGHT = re.compile(
    r"©|^\(c\)\s?(?:19|20)\d\d|\bcopyright\b|visos teises saugomos|visas tiesibas (?:aizsargatas|paturetas"
    r"|rezervetas)"
    r"|koik oigused kaitstud|all rights reserved|^(?:sprendimas|svetaines? (?:kure|sukure|sprendimas)"
    r"|izstrade|majas lapas izstrade)\s*:"
)
_COPYRIGHT_STEMS = (
    *("©", "(c)", "copyright", "saugomos", "ties", "kaitstud", "reserved", "sprendimas", "svetain", "izstr"),
)
"""One of them stands in every such line, folded or not."""
_COUNTER_STEMS = ("hey.lt", "skaitliuk", "skaitit")
"""One of them stands in every such line without a figure."""
_DIGIT = re.compile(r"\d")
_REGISTRY = re.compile(
    r"^(?:reg(?:istracijas)?\.? ?(?:nr\.?|numurs)|(?:imones|juridinio asmens|asociacijos) kodas|im\. ?k\."
    r"|registrikood|reg\.? ?kood)\s*:?\s*\d{6,}"
)
_COUNTER = re.compile(
    r"hey\.lt|lankytoju skaitliuk|apmekletaju skaitit|skaititajs\b"
    r"|^(?:perskaityta|perskaite|skaityt\w+|perziur\w+|skatijum\w+|skatits|lasits|apmekletaj\w+"
    r"|apmeklejum\w+|lankytoj\w+|apsilank\w+|vaatamis\w+"
    r"|loetud|kulastus\w+|views?|hits|visitors?|viso|siandien|online"
    r"|dabar narso)\s*[:\-–(]?\s*\d[\d\s]*(?:kart\w*|reiz\w*|korda)?[).]?$"
    r"|^\d+ (?:perziur\w+|skatijum\w+|vaatamis\w+|views?|hits|kart\w+|reiz\w+)\.?$|^\d{4,9}$"
)
_COOKIES = re.compile(r"\b(?:slapuk\w+|sikdat\w+|kupsis\w+|cookies?)\b")
_TAGS = re.compile(
    r"^(?:birkas?|tag[is]|tagid|tags|zymos?|zymes|raktazodziai|raktiniai zodziai|atslegvardi"
    r"|atslegas vardi|sildid|marksonad"
    r"|temas?|kategorij(?:a|as|os)|rubrik(?:a|os)|kategooria|kategooriad|categor(?:y|ies)|filed under"
    r"|posted in|skyrius)\s*:\s*"
)
_NAVIGATION = re.compile(
    r"^(?:atpakal(?: uz .{2,40})?|atgal(?: i .{2,40})?|i sarasa|griz(?:ti|k)(?: atgal| i .{2,40})?"
    r"|tagasi(?: \w+)?|uz augsu|i virsu|ules"
    r"|ankstesn\w+(?: \w+)?|kit(?:as|a)(?: \w+)?|sekant\w+(?: \w+)?|nakam(?:ais|a)(?: \w+)?"
    r"|iepriekseja?\w*(?: \w+)?|eelmine(?: \w+)?"
    r"|jargmine(?: \w+)?|previous(?: \w+)?|next(?: \w+)?|back(?: to .{2,40})?|sakums|sakumlapa|pradzia"
    r"|titulinis|avaleht|home"
    r"|menu|meniu|izvelne|aizvert|uzdaryti|sulge|close|skip to (?:main )?content"
    r"|parlekt uz (?:galveno )?saturu|pereiti prie turinio"
    r"|skaity(?:ti|kite) (?:toliau|daugiau|placiau)|placiau|lasi?t? (?:talak|vairak)|loe (?:edasi|rohkem)"
    r"|read more|more"
    r"|teksta izmers|sriftas|vis(?:i|as|os) (?:jaunum|naujien|zin|aktual)\w+|koik uudised|all news"
    r"|view all|galerija(?:print)?|a a\+? a|i"
    r"|versija drukai|drukas versija|druka|drukat|izdrukat(?: lapu)?|spausdinti|spausdinimui|prindi|print"
    r"|uz sarakstu|lehekulg \d.*"
    r"|puslapis \d.*|lapa \d.*|lejup|klausities|klausyti|iesniegt|pieteikties jaunumiem|raksti mums"
    r"|abone\w+(?: \w+)?)$"
)
_SHARE_WORDS = re.compile(
    r"\b(?:facebook|fb|twitter|tweet|linkedin|whatsapp|draugiem(?: ?\.?lv)?|google ?\+?|telegram|pinterest"
    r"|messenger|instagram|youtube|viber"
    r"|vkontakte|bluesky|threads|reddit|e-?mail|e-?past[sau]?\w*|el\.? pastu|kopigot?|dalies|dalit(?:ies"
    r"|as)|padalies|ieteikt|iesaki|iesak[ai]m"
    r"|dalin(?:tis|kis|kites)|pasidalin(?:ti|k|kite)|dalykis|rekomenduo(?:ti|k)|jaga|jagage?|share|send"
    r"|like|patik|patinka|siusti|nosutit"
    r"|kopet saiti|kopijuoti nuoroda|copy link|kopeeri link|saiti?|nuorod[aą]|link|raksts?|zinu|sis|so"
    r"|si[aą] naujiena|straipsn\w|rakstu|uudist"
    r"|socialajos tiklos|socialiniuose tinkluose|sotsiaalmeedias|tiklos|tinkluose|drukat|izdrukat"
    r"|spausdinti|print|prindi|on|this|in|via|by|uz|ar|i|per"
    r"|su|draugais|draugiem|about|to|x|lapu|lapa)\b"
)
_COUNTS = re.compile(r"\d+")
"""Counts of shares, glued to the words beside them: `Google+0Tweet`."""
_SHARE_CORE = re.compile(
    r"facebook|twitter|tweet|linkedin|whatsapp|draugiem|google|telegram|pinterest|messenger|dalies|dalit"
    r"|dalin|kopigo|ieteikt|iesak|jaga|share"
    r"|drukat|spausdinti|prindi|print|kopet saiti|copy link"
)
_PHOTO = re.compile(
    r"^(?:foto|fotod?|photos?|nuotr\w*|nuotrauk\w+|attel\w*|bildes?|pilt|pildid)\b(?: autor\w*)?\s*[.:–-]"
)
_ADVERT = re.compile(rf"^\W*(?:{'|'.join(ADVERTS)})\W*$")
_POINTER_WORDS = re.compile(
    r"^\W*(?:lasi(?:t|et)? (?:ari|vel|vairak)|vairak lasi(?:t|et)?|skat(?:i|ies|ieties|it)(?:iet)? ari"
    r"|skaityk(?:i?te?)? (?:taip pat|daugiau)|taip pat (?:skaityk|ziurek)(?:i?te?)?|ziurek(?:i?te?)? taip pat"
    r"|loe(?:ge)? (?:ka|veel|lisaks)|vaata(?:ge)? (?:ka|veel|lisaks)"
    rf"|read (?:also|more)|see also|{'|'.join(POINTERS)})\b\s*"
)
_POINTER_MARK = re.compile(r"[:|–-]\s*|$")
_AUTHOR = re.compile(
    r"^(?:(?:informaciju|zinu|tekstu|rakstu|publikaciju|materialu) (?:sagatavoja|apkopoja|sniedza"
    r"|publiceja)|informaciju sagatavojusi"
    r"|informacij[aąuos]* (?:parenge|pateike|paruose|paskelbe)|teksta parenge|straipsni parenge|parenge"
    r"|paruose)\b\s*[:\-–]?\s*"
    r"|^(?:sagatavoja|sagatavojis|sagatavojusi|raksta autor[seai]*|autor[seai]*|autorius|autore|autorid"
    r"|informacijas avots|avots"
    r"|informacijos saltinis|saltinis|teksti? autor|tekst|uudise autor|allikas|allikad|koostas|koostaja"
    r"|lisainfo|lisainformatsioon|lisateave"
    r"|author|source|prepared by|written by|article by|informacija sagatavoja|redaktor[se]*|kontaktisik"
    r"|kontaktpersona)\s*[:–]\s*"
)
_LOWER = re.compile(r"[^\d@„“«\"]+")
_NEIGHBOUR = re.compile(
    r"^\W*(?:ankstesn\w+|kit(?:as|a)|sekant\w+|toliau|iepriekseja?\w*|nakam(?:ais|a)|eelmine|jargmine|previous|prev|next)"
    r"(?: \w+)?\s*[:–«»<>←→-]"
)
_FILE_SIZE = re.compile(
    r"[\s(\[|,;:–-]*(?:(?:pdf|docx?|xlsx?|odt|rtf|pptx?|zip|jpe?g)[\s,;|:/–-]*)?\d+(?:[.,]\d+)?\s?(?:[kmg]i?b|b|baitai|baiti)"
    r"\b\.?[\s)\],;|.-]*(?:(?:pdf|docx?|xlsx?|odt|rtf|pptx?|zip|jpe?g)[\s)\]]*)?"
)
_STEPS = re.compile(r"[|/·•«»‹›<>←→]+|\s{2,}")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_ADDRESSES = re.compile(r"(?>(?:https?://|www\.)[\w.-]+(?:/[\w./%?=&-]*)?(?:[\s/|,;]+|$))+")
_CONTACT = re.compile(
    r"\+?\d[\d\s()\-]{6,}\d|[\w.+-]+@[\w-]+\.\w|\b(?:tel|talr|mob|mobt|e-?p|e-?past|el\. ?p)\b\.?\s*[:.]"
)


def find_line_kind(text: str) -> LineKind | None:
    """What a line that is no article text is; None for text."""
    return _find_kind(text) if len(text) <= _MOST_CHARS else None


def find_copyright_lines(lines: Sequence[str]) -> list[str]:
    """Those of a page's lines that say whose the page is."""
    # All lines of a page are asked about, and looking for a few words in all of them at once costs least.
    page = "\n".join(lines).lower()
    stems = [stem for stem in _COPYRIGHT_STEMS if stem in page]
    likely = [line for line in lines if any(map(line.lower().__contains__, stems))] if stems else []
    return [line for line in likely if find_line_kind(line) == "copyright"]


def _is_copyright(folded: str) -> bool:
    return any(map(folded.__contains__, _COPYRIGHT_STEMS)) and _COPYRIGHT.search(folded) is not None


def _is_counter(folded: str) -> bool:
    has_mark = _DIGIT.search(folded) is not None or any(map(folded.__contains__, _COUNTER_STEMS))
    return has_mark and _COUNTER.search(folded) is not None


@lru_cache(32_768)  # A site's pages have most such lines in common, and several steps ask about each.
def _find_kind(text: str) -> LineKind | None:
    folded = fold(text)
    kind = next((kind for kind, most, holds in _CHECKS if len(folded) <= most and holds(folded)), None)
    return None if kind == "author" and _tells_of_nobody(text) else kind


def _tells_of_nobody(text: str) -> bool:
    """`Parengė talkos dalyviai ir sriubą.`: a line that begins with a label's verb and names nobody."""
    match = _AUTHOR.search(fold(text))
    if match is None or match.group().rstrip()[-1:] in ":–-":
        return False
    rest = text[match.end() :]
    return bool(_LOWER.fullmatch(rest)) and rest == rest.lower()


def _is_navigation(folded: str) -> bool:
    steps = [_EDGES.sub("", step) for step in _STEPS.split(folded)]
    return all(_NAVIGATION.match(step) for step in steps if step)


def is_cookie_line(text: str) -> bool:
    """Whether a line speaks of cookies; only to be asked at the head and tail of a page."""
    return _COOKIES.search(fold(text)) is not None


def is_share_line(folded: str) -> bool:
    """Whether a folded line holds nothing but names of networks and words of sharing."""
    if len(folded) > 120 or not _SHARE_CORE.search(folded):
        return False
    return not re.search(r"[^\W\d_]", _SHARE_WORDS.sub(" ", _COUNTS.sub(" ", folded)))


_CHECKS: tuple[tuple[LineKind, int, Callable[[str], object]], ...] = (
    ("related", 70, _RELATED.match),
    ("comments", 70, _COMMENTS.match),
    ("navigation", 70, _is_navigation),
    ("author", 300, _AUTHOR.match),
    ("tags", 300, _TAGS.match),
    ("copyright", 300, _is_copyright),
    ("counter", 300, _is_counter),
    ("registry", 200, _REGISTRY.match),
    ("share", 120, is_share_line),
    ("photo", 120, _PHOTO.match),
    ("advert", 70, _ADVERT.match),
)
"""Kind, most characters of such a line, and the check on the folded line; the first that holds wins."""


def is_contact_line(text: str) -> bool:
    """Whether a short line gives a phone number or an e-mail address."""
    return len(text) <= 120 and _CONTACT.search(fold(text)) is not None


def is_neighbour_line(text: str) -> bool:
    """Whether a line begins with the label of the article before or after: `Ankstesnis:`, `Nākamais →`."""
    return _NEIGHBOUR.match(fold(text)) is not None


def is_file_size(text: str) -> bool:
    """Whether a text is the size of a file: `(240 kB)`, `PDF, 1,2 MB`."""
    return _FILE_SIZE.fullmatch(fold(text)) is not None


def is_address_line(text: str) -> bool:
    """Whether a line is made of web addresses alone: where the programmes of an article's project are found."""
    return _ADDRESSES.fullmatch(text.lower()) is not None


def cut_pointer_label(text: str) -> str | None:
    """What follows `Lasīt arī:` or its like on a line (may be empty); None when there is no such label."""
    folded = fold(text)
    match = _POINTER_WORDS.search(folded)
    mark = _POINTER_MARK.match(folded, match.end()) if match else None
    return text[mark.end() :].strip() if mark else None


def cut_pointer_words(text: str) -> str | None:
    """What follows `Lasīt arī` or its like on a line, with a colon or without; None when it begins otherwise."""
    match = _POINTER_WORDS.search(fold(text))
    return text[match.end() :].strip() if match else None
