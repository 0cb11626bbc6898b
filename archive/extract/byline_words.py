"""Words of by-lines beyond the Baltic languages: what stands before a name, within it, and in an institution's."""

from __future__ import annotations

import re

_LABELS: dict[str, str] = {
    "de": (
        r"von|(?:geschrieben|verfasst|veröffentlicht|erstellt|eingestellt|gepostet) von|autor(?:in|en|innen)?|texte?"
        r"|ein(?:e)? (?:beitrag|artikel|kommentar|bericht|analyse|interview|gastbeitrag|reportage) von"
    ),
    "fr": r"par|(?:écrit|publié|rédigé|posté|proposé|propos recueillis|un article) par|auteure?s?|autrice|texte",
    "es": r"por|(?:escrito|publicado|redactado|enviado) por|autor(?:a|es|as)?|textos?|escribe",
    "it": r"di|(?:scritto|pubblicato|inserito) da|a cura di|un articolo di|autor[ei]|autrice|testo",
    "pt": r"por|(?:escrito|publicado|postado) por|texto de|autor(?:a|es)?|texto",
    "nl": r"door|(?:geschreven|geplaatst|gepubliceerd) door|auteurs?|tekst",
    "sv": r"av|(?:skriven|publicerad|postad|inlagd) av|författare|skribent(?:er)?|text",
    "no da": r"a[vf]|(?:skrevet|publi[sc]eret|publisert|udgivet|lagt inn) a[vf]|forfattere?|skribent|tekst",
    "fi": r"teksti(?:t)?|kirjoitta(?:nut|ja|jat)|toimittaja(?:t)?|julkaissut|lähettänyt|kirjoitti",
    "pl": (
        r"przez|(?:napisan[ey]|opublikowan[ey]|dodan[ey]|zamieszczon[ey]) przez|autor(?:ka|zy|ki)?|autorstwa|tekst"
        r"|napisała?|opracowała?|oprac\.|dodała?|opublikowała?"
    ),
    "cs": r"autor(?:ka|i|ři)?|napsala?|publikovala?|vložila?|přidala?|zveřejnila?|text",
    "ru": (
        r"авторы?(?: (?:статьи|текста|материала|публикации))?|текст|написала?|опубликовала?|разместила?|подготовила?"
        r"|добавила?"
    ),
    "uk": r"автори?|текст|написа(?:в|ла)|опублікува(?:в|ла)|підготува(?:в|ла)",
    "en": (
        r"by|(?:written|posted|published|reported|edited|submitted|created|added|uploaded|prepared|compiled) by"
        r"|(?:words|text|story|article|report|reporting|interview|news|post) by"
        r"|(?:(?:post|article|entry|story|page) )?authors?|writer|words"
    ),
    "lt lv et": (
        r"(?:(?:įrašo|straipsnio|naujienos|teksto|ieraksta|raksta|ziņas|teksta|postituse|artikli|uudise|teksti) )?"
        r"autor(?:ius|ė|iai|s|e|i|id)?|parašė|parengė|pateikė|paskelbė|įkėlė|paruošė|tekstas"
        r"|rakstīja|sagatavoja|publicēja|ievietoja|pievienoja|teksts|kirjutas|postitas|sisestas|lisas|koostas|tekst"
    ),
}
"""By language, in small letters: what stands before a name in an element that is called after authors."""

_ANY = "|".join(_LABELS.values())
_BEFORE = re.compile(rf"(?:{_ANY})(?:\s*[:–—|-]\s*|\s+)(?=\S)")
_ALONE = re.compile(rf"(?:{_ANY})\s*[:–—|-]?")
_LONGEST_LABEL = 40

PARTICLES = frozenset(
    {
        *("de", "la", "las", "los", "del", "da", "das", "do", "dos", "du", "des", "di", "della", "dello", "degli"),
        *("dalla", "dal", "van", "von", "vom", "der", "den", "zu", "zum", "zur", "ten", "ter", "af", "av", "el", "al"),
        *("bin", "ibn", "ben", "st", "le", "lo", "ap"),
    }
)
"""Small words within a person's name."""
NAME_JOINTS = frozenset({"y", "e", "i"})
"""Small words before the last of a person's names: `Ortega y Gasset`."""
AND = re.compile(r"\s+(?:ir|un|ja|and|bei|&|und|et|y|e|i|och|og|en|и|та|й|oraz|sekä|a)\s+", re.I)
"""Between two names."""

INSTITUTION = re.compile(
    r"\b(?:univers\w+|minist\w+|agenc\w+|asocia\w+|associa\w+|fundaci\w+|fonda[tz]ion\w*|ayuntamiento|gobierno|gemeente"
    r"|gemeinde|stadt|kommun\w*|comune|commune|municip\w+|verein|verband|institut\w*|redac\w+|redak[ct]ion\w*"
    r"|redazione|toimitus|presse(?:stelle|mitteilung)?|pressedienst|newsroom|staff|newsdesk|editors|editorial|reporters"
    r"|team|media|press|foundation|society|committee|department|ministry|university|институт\w*|администраци\w+"
    r"|министерств\w+|университет\w*|редакци\w+|фонд\w*|центр\w*|совет\w*|газет\w+)\b"
)
"""Words, folded, that institutions are called by beyond the Baltic languages."""


AGENCIES = re.compile(
    r"(?:\s*(?:,|/|\b(?:und|and|et|y|e|och|og|en|mit|avec|with|con|med|met|ir|un|ja)\b)\s*(?:dpa|afp|reuters|ap|efe|ansa|tt"
    r"|ntb|anp|belga|pap|lusa|bns|leta|elta|stt|ritzau|[cč]tk|apa|тасс|интерфакс))+\.?$",
    re.I,
)
"""News agencies behind a writer's name."""
_PERSONAL = re.compile(
    r"(?:.* )?(?:by|von|par|por|di|da|door|av|af|przez)|(?:autor|author|auteur|autrice|författare|forfatter|skribent"
    r"|kirjoittaj|автор|parašė|parengė|rakstīja|sagatavoja|kirjutas|koostas).*"
)


def cut_label(text: str) -> str | None:
    """What follows the label that a by-line begins with: `Von Jonas Brandt`; None without one."""
    match = _BEFORE.match(text[:_LONGEST_LABEL].lower())
    return text[match.end() :] if match is not None else None


def is_label(text: str) -> bool:
    """Whether a text is nothing but the label before a name: `By`, `Autorius:`."""
    return len(text) <= _LONGEST_LABEL and _ALONE.fullmatch(text.strip().lower()) is not None


def is_personal_label(text: str) -> bool:
    """Whether a label is one that nothing but a name can follow: `Von`, `Autorius:`, but not `Text`."""
    return _PERSONAL.fullmatch(text.strip(" :–—|-").lower()) is not None
