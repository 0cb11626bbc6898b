"""Domains that were parked, sold, suspended or taken over: the page is no longer the source's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

from archive.extract.language import identify_language
from archive.urls import host_of
from crawler.discovery.verdicts.page_view import PageView
from crawler.discovery.verdicts.verdict import Verdict

_FOR_SALE = re.compile(
    r"(?:this |the )?(?:web)?domain(?: name)?(?: \S+\.\w{2,10})? (?:is|may be|might be|"
    r"could be) (?:available )?(?:for sale|parked)|"
    r"buy this domain|this domain (?:has expired|is parked|was recently registered|"
    r"name has been registered|is registered)|"
    r"domain (?:has )?expired|make an offer (?:on|for) this domain|inquire about this domain|parked (?:free|domain)|"
    r"domain parking|šis domenas|domenas (?:yra )?(?:parduodamas|laisvas|užregistruotas|nebegalioja)|"
    r"parduodamas domenas|domen(?:o|ą) (?:parduodam|pirkti|įsigyti)|domēns (?:ir )?(?:pārdošanā|"
    r"reģistrēts|nopērkams|bloķēts)|"
    r"šis domēns|pārdod domēnu|domeen on (?:müügis|registreeritud|müüa|aegunud)|see domeen|müüa domeen|"
    r"домен (?:продается|продаётся|припаркован|зарегистрирован)"
)
_DEFAULT = re.compile(
    r"it works!?|default (?:web ?(?:site )?)?page|apache2? .{0,30}default page|welcome to (?:nginx|"
    r"caddy|plesk|openresty|centos)!?|"
    r"(?:web ?server|iis) .{0,20}default page|test page for .{0,40}|account (?:has been )?suspended|"
    r"this account has been suspended|"
    r"website (?:is )?(?:suspended|disabled|expired)|hosting account .{0,40}|index of /|"
    r"(?:iis windows server|internet information services)|"
    r"future home of something .{0,40}|svetainė (?:sėkmingai )?(?:užsakyta|sustabdyta|išjungta|nesukonfigūruota)|"
    r"paslaug\w+ sustabdyt\w+|(?:svetainės|serverio) .{0,20}numatytasis puslapis|"
    r"(?:hostings|vietne|konts) (?:ir )?(?:apturēt\w|bloķēt\w)|(?:veebimajutus|konto|koduleht) on (?:peatatud|suletud)|"
    r"site not found|no website is (?:currently )?configured .{0,60}|domain not (?:configured|claimed).{0,40}"
)
_PARKERS = re.compile(
    r"sedoparking|sedo\.com|parkingcrew|bodis\.com|above\.com|dan\.com|afternic|hugedomains|parklogic|parking-?page|"
    r"domainmarket|undeveloped\.com|d38psrni17bvxu|cdn-?park|skenzo|domaincntrol|img1\.wsimg\.com/parking|"
    r"googlesyndication\.com/.*adsense/domains|/adsense/domains/caf|window\.park\b|"
    r"location(?:\.href)?\s*=\s*[\"']/lander"
)
_SPAM = re.compile(
    r"\b(?:casino\w*|kasino\w*|kazino\w*|slots?|slot ?gacor|gacor|judi|togel|toto ?slot|poker\w*|"
    r"roulette|blackjack|jackpot\w*|"
    r"betting|bets?|sportsbook|bookmaker\w*|lažyb\w+|totaliz\w+|free spins?|no deposit|bonus(?:es|as|"
    r"i|s)?|rtp|deposit pulsa|"
    r"viagra\w*|cialis\w*|kamagra|tadalafil|sildenafil|levitra|escorts?|onlyfans|payday|forex|crypto ?casino|"
    r"казино|ставки|букмекер\w*|игровые автоматы|слоты)\b"
)
_WORD = re.compile(r"\w+")
_SHORT_CHARACTERS = 3000
_PLACEHOLDER_CHARACTERS = 1500
_DEFAULT_CHARACTERS = 6000
"""A web server's own page explains at length where its files lie."""
_MANY_LINKS = 40
_SPAM_HITS = 8
_SPAM_KINDS = 3
_TAKEN_TEXT = 300
_FEW_OWN = 3
_COMMON_WORDS = frozenset({
    "vietos", "veiklos", "grupe", "rajono", "krasto", "partnerystes", "asociacija", "biedriba", "partneriba", "lauku",
    "rajona", "novada", "planosanas", "regions", "regiono", "pletros", "taryba", "programme", "interreg", "network",
    "tinklas", "forums", "leader", "savivaldybes", "miesto", "kogu", "koostookogu", "partnerluskogu", "arenduskoda",
})  # fmt: skip


def judge_parked(view: PageView) -> Verdict | None:
    """A registrar's, a host's or a domain seller's page, or one of gambling and pills; for any page."""
    heads = [one.casefold() for one in (view.title, view.h1, *view.headings[:3]) if one]
    text = view.text[:_SHORT_CHARACTERS].casefold()
    is_short = len(view.text) <= _SHORT_CHARACTERS
    if is_short and (parker := next(filter(None, map(_PARKERS.search, view.scripts)), None)):
        return Verdict("parked", f"a parked domain: its scripts come from {parker.group(0)}")
    said = next(filter(None, map(_FOR_SALE.search, heads)), None)
    if said is None and is_short and view.prose_characters <= _PLACEHOLDER_CHARACTERS:
        said = _FOR_SALE.search(text) if _names_domain(view, text) else None
    if said and view.prose_characters <= _SHORT_CHARACTERS and is_short:
        return Verdict("parked", f"a parked domain or one for sale: {said.group(0)}")
    said = next(filter(None, (_DEFAULT.match(head.strip()) for head in heads)), None)
    if said and len(view.text) <= _DEFAULT_CHARACTERS and len(view.links) < _MANY_LINKS:
        return Verdict("parked", f"the host's own page in the place of the site: {said.group(0)}")
    return _judge_spam(view, " ".join([*heads, view.metas.get("description", "").casefold()]))


def judge_taken_over(view: PageView, *, languages: Sequence[str], name: str, hosts: Sequence[str]) -> Verdict | None:
    """A home page whose language, title and links are no longer the source's."""
    owned = {host_of(f"//{one}") for one in hosts} | {host_of(view.url)}
    if len(view.text) < _TAKEN_TEXT or not languages or _is_named(view, name):
        return None
    language = identify_language(view.text, languages)
    if language is None or language in languages:
        return None
    own, foreign = _count_links(view, owned)
    if own >= _FEW_OWN and own >= foreign:
        return None
    return Verdict(
        "parked",
        f"no longer the source's: written in {language!r}, without its name, "
        f"{foreign} links to other sites and {own} to its own",
    )


def _judge_spam(view: PageView, heads: str) -> Verdict | None:
    in_heads = set(_SPAM.findall(heads))
    if not in_heads:
        return None
    hits = _SPAM.findall(view.text[: 10 * _SHORT_CHARACTERS].casefold())
    if len(hits) < _SPAM_HITS or len(set(hits)) < _SPAM_KINDS or len(in_heads) < 2:
        return None
    own, foreign = _count_links(view, {host_of(view.url)})
    if own > foreign:
        return None
    return Verdict("parked", f"gambling or pills in the place of the site: {', '.join(sorted(set(hits))[:5])}")


def _names_domain(view: PageView, text: str) -> bool:
    """Whether a short page speaks of its own domain: names it, or has no heading of another matter."""
    return host_of(view.url) in text or not view.headings or len(view.text) < 400


def _count_links(view: PageView, owned: set[str]) -> tuple[int, int]:
    """Different pages of its own that a page leads to, and different foreign addresses."""
    own, foreign = set(), set()
    for link in view.links:
        host = host_of(link.url)
        if host in owned:
            if urlsplit(link.url).path not in {"", "/"} or urlsplit(link.url).query:
                own.add(link.url)
        else:
            foreign.add(link.url)
    return len(own), len(foreign)


def _is_named(view: PageView, name: str) -> bool:
    """Whether a word that is only this source's stands on the page."""
    text = _fold(f"{view.title} {view.metas.get('og:site_name', '')} {view.text[:20_000]}")
    words = {word for word in _WORD.findall(_fold(name)) if len(word) > 3} - _COMMON_WORDS
    # Inflected names share their beginning: Pakruojo, Pakruojis.
    return any(re.search(rf"\b{re.escape(word[: max(4, len(word) - 2)])}", text) for word in words)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
