"""Sites sold or broken into: pages of gambling, loans, pills, essays or coins, mostly in a foreign language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from archive.extract.language import identify_language
from archive.extract.tree import text_of
from archive.urls import host_of
from crawler.discovery.verdicts.page_view import PageView
from crawler.discovery.verdicts.verdict import Verdict

_PLAIN_SPAM = re.compile(
    r"\b(?:casinos?|[ck]a[sz]ino\w*|slot (?:machines?|games?|online|gacor)|gacor|togel|poker|roulette|ruletka|"
    r"blackjack|baccarat|jackpots?|sportsbooks?|sports? bett?ing|betting|bookmakers?|free spins?|no deposit|"
    r"viagra|cialis|kamagra|tadalafil|sildenafil|levitra|xanax|tramadol|modafinil|online pharmacy|"
    r"payday|escorts?|call girls?|onlyfans|porn\w*|sex ?cams?|"
    r"essay (?:writing services?|writers?|services?|help)|write my (?:essay|paper)|buy (?:essays?|backlinks)|"
    r"crypto (?:casino|wallet|exchange|signals?|trading)|forex|binary options|"
    r"казино|ставки на спорт|букмекер\w*|игровые автоматы|слоты|рулетка|виагра|микрозайм\w*|эскорт\w*|"
    r"glücksspiel\w*|spielautomaten|sportwetten|kasyn\w+|bukmacher\w*|rahapel\w*|vedonlyön\w*)\b"
)
_SOFT_SPAM = re.compile(
    r"\b(?:slots|loans?|lenders?|credit score|bad credit|gambling|bets?|bonus(?:es)?|winnings?|jackpot|bitcoins?|"
    r"crypto\w*|ethereum|blockchain|essays?|pills?|pharmacy|dating|vape|cbd|kredit\w*|займ\w*|кредит\w*|ставки|бонус\w*|"
    r"крипто\w*|wetten|pożyczk\w+|lain(?:a|at)|pikavip\w+)\b"
)
_SPAM_HOST = re.compile(
    r"casino|kasino|kazino|(?:^|[^a-z])slots?(?:[^a-z]|$)|poker|roulette|jackpot|sportsbook|(?:^|[.-])bets?(?:[.-]|\d)|"
    r"(?:lucky|1x|22|most|uni|opti|oly|best|top|pari)bets?|bet365|betting|gambl|viagra|cialis|pharma(?:cy|c[iy]e)?-?online|"
    r"payday|loans?(?:[.-]|\d)|escort|porn|essay|crypto|forex|togel|gacor"
)
_ABOUT_HARM = re.compile(r"\b(?:addict\w*|prevent\w*|dependenc\w+|harm\w*|awareness|fraud\w*)\b")
"""An honest article on gambling or debts says so in its title."""
_LETTERS = {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "õäöüšž", "ru": "ыйяюжш", "pl": "ąćęłńóśźż"}
_FEW_LETTERS = 3
_SAMPLE = 120
"""Characters of text below which its language is not known well enough."""
_READ = 30_000
_HITS = 3
_MANY_HITS = 8
_KINDS = 2
_SPAM_LABELS = 4
_LABEL = 12
_MAX_LINKS = 3000
_SPAM_LINKS = 2


@dataclass(frozen=True, slots=True)
class _Signs:
    """What one page shows of a sale."""

    plain: frozenset[str]
    """Words in its title, headings and address that no village's news bear."""
    soft: frozenset[str]
    hits: int
    """How often words of either kind stand in its text."""
    kinds: int
    plain_kinds: int
    spam_labels: int
    """Different labels of links and headings with such a word: a spammer's listing."""
    labels: int
    spam_links: int
    own: int
    foreign: int
    is_bare: bool
    """Whether hardly a letter of the source's own languages stands on it."""


def judge_sold(view: PageView, languages: Sequence[str]) -> Verdict | None:
    """A spammer's page: mostly one in a language that is not the source's; None in doubt."""
    heads = _heads(view)
    plain, soft = frozenset(_PLAIN_SPAM.findall(heads)), frozenset(_SOFT_SPAM.findall(heads))
    if _ABOUT_HARM.search(f"{view.title} {view.h1}".casefold()):
        return None
    signs = _read_signs(view, plain, soft, languages)
    is_plain = bool(plain) and signs.spam_links >= _SPAM_LINKS and signs.spam_links > signs.own
    if not is_plain and not (languages and _is_spam(signs) and _is_foreign(view, languages)):
        return None
    words = ", ".join(sorted(plain or soft)[:5]) or f"{signs.spam_links} links to such sites"
    return Verdict("parked", f"gambling, loans or the like in the place of the site: {words}")


def _is_spam(signs: _Signs) -> bool:
    """Whether words and links prove it for a page in a foreign language.

    Where the source's own letters stand around the text, as in a site that was broken into, only links to spammers do.
    """
    if signs.spam_links >= _SPAM_LINKS and (signs.plain or (signs.is_bare and (signs.soft or signs.hits >= _HITS))):
        return True
    if not signs.is_bare or not (signs.plain or signs.soft):
        return False
    kinds = signs.kinds if signs.plain else signs.plain_kinds
    if signs.spam_links or (signs.hits >= _HITS and kinds >= _KINDS):
        return True
    if signs.spam_labels >= _SPAM_LABELS and 2 * signs.spam_labels >= signs.labels:
        return True
    return signs.foreign > signs.own and signs.hits >= _MANY_HITS


def _heads(view: PageView) -> str:
    """What a page says that it is about: its title, headings and address, in lower case."""
    parts = [view.title, view.h1, *view.headings[:12], view.metas.get("description", ""), _words_of(view.url)]
    return " . ".join(parts).casefold()


def _read_signs(view: PageView, plain: frozenset[str], soft: frozenset[str], languages: Sequence[str]) -> _Signs:
    text = view.text[:_READ].casefold()
    plain_hits, soft_hits = _PLAIN_SPAM.findall(text), _SOFT_SPAM.findall(text)
    own, foreign, spam = set(), set(), set()
    labels = {heading.casefold() for heading in view.headings}
    for link in view.links[:_MAX_LINKS]:
        host, label = host_of(link.url), text_of(link.element).casefold()
        if host == host_of(view.url):
            if urlsplit(link.url).path.strip("/"):
                own.add(link.url)
            labels |= {label} if len(label) >= _LABEL else set()
            continue
        foreign.add(link.url)
        if _SPAM_HOST.search(host) or _PLAIN_SPAM.search(f"{label} {_words_of(link.url)}"):
            spam.add(link.url)
    letters = set("".join(_LETTERS.get(language, "") for language in languages))
    return _Signs(
        plain=plain,
        soft=soft,
        hits=len(plain_hits) + len(soft_hits),
        kinds=len({*plain_hits, *soft_hits}),
        plain_kinds=len(set(plain_hits)),
        spam_labels=sum(bool(_PLAIN_SPAM.search(label) or _SOFT_SPAM.search(label)) for label in labels),
        labels=len(labels),
        spam_links=len(spam),
        own=len(own),
        foreign=len(foreign),
        is_bare=sum(letter in letters for letter in text) < _FEW_LETTERS,
    )


def _words_of(url: str) -> str:
    """The path of an address as words, in lower case."""
    return re.sub(r"[-_/.+]", " ", unquote(urlsplit(url).path)).casefold()


def _is_foreign(view: PageView, languages: Sequence[str]) -> bool:
    """Whether the page's own text is in none of the source's languages."""
    prose = " ".join(one.text for one in view.prose)
    text = f"{view.h1} {prose}" if len(prose) >= _SAMPLE else view.text
    language = identify_language(text) if len(text) >= _SAMPLE else None
    return language is not None and language not in languages
