"""Which of a page's links probably lead to the listing of its site's news."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from archive.errors import PayloadError
from archive.extract.months import fold
from archive.urls import format_urlkey, host_of
from crawler.discovery.platforms.static_pages import FILES
from crawler.discovery.seeds.page_languages import read_language
from crawler.discovery.seeds.page_links import Anchor, read_page_links

_MAX_GUESSES = 20
_MAX_WORDS = 6
_LEAST = 5

# Everything below is matched against text in lower case without marks.
_NEWS = (
    r"naujienos|naujienu|naujienas|naujausios|naujausia|naujausi|aktualijos|aktualiju|aktuali informacija|aktualu|"
    r"kas naujo|ivykiai|ivykiu|zinios|ziniu|"
    r"jaunumi|jaunumus|jaunumu|aktualitates|aktualitasu|aktuali|aktualie|aktuala informacija|zinas|zinu|notikumi|"
    r"kas jauns|uudised|uudiseid|uudiste|uudisvoog|teated|teateid|teadaanded|ajakohast|ajakohane|mis uudist|"
    r"ajankohtaista|news|latest news|whats new|what s new|"
    r"новости|новостеи|актуально|события|что нового"
)
_WEAK = (
    r"pranesimai|pranesimai spaudai|spaudai|skelbimai|skelbimu lenta|straipsniai|irasai|kronika|blogas|blogs|blog|"
    r"raksti|publikacijas|preses relizes|presei|informacija|pazinojumi|zinojumi|sludinajumi|artiklid|kuulutused|"
    r"kroonika|blogi|pressiteated|postitused|press releases|press|announcements|updates|posts|статьи|объявления|лента"
)
_ALL = r"visos|visas|visi|visus|visu|daugiau|vairak|koik|koiki|rohkem|veel|all|more|see all|view all|latest|все"
_MORE_ALONE = re.compile(
    r"(?:lasit|skatit|apskatit|ziureti|rodyti|skaityti|loe|vaata|see|view|read)\s+(?:visus|visas|visu|vairak|visos|viska|koiki|koik|"
    r"rohkem|all|more)|(?:читать|смотреть) все|visos|arhivs|archyvas|arhiiv|archive"
)
_WHOLE = re.compile(rf"(?:{_NEWS})")
_WHOLE_WEAK = re.compile(rf"(?:{_WEAK})")
_ALL_NEWS = re.compile(
    rf"(?:[\w]+\s+)?(?:{_ALL})\s+(?:[\w]+\s+)?(?:{_NEWS})|(?:{_NEWS})\s+(?:arhivs|archyvas|arhiiv|archive)"
)
_HAS_NEWS = re.compile(rf"\b(?:{_NEWS})\b")
_SLUG = re.compile(
    r"(?:visos-|visi-|koik-|all-|vvg-|latest-)?(?:naujienos|naujiena|aktualijos|aktuali-informacija|aktualu|kas-naujo|ivykiai|"
    r"zinios|jaunumi|aktualitates|aktuali|zinas|notikumi|uudised|teated|teadaanded|ajakohast|news|novosti|sobytija)(?:-\d)?(?:\.(?:html?|php|aspx?))?"
)
_SLUG_PART = re.compile(r"naujien|aktualij|aktualu|jaunum|aktualitat|zinas|uudis|teated|\bnews\b")
_NOT_NEWS = re.compile(
    r"naujienlais|jaunumu vestul|uudiskiri|newsletter|prenumer|pieteik|abone|subscribe|liitu|telli|rss|"
    r"kvietim|konkurs|pasakum|rengini|sundmus|koolitus|calls?\b|events?\b|calendar|kalend|taotlusvoor|hanked|iepirkum|pirkim|"
    r"pazinojums par|sikdat|slapuk|privat|facebook|youtube|galerij|galerii|video"
)
_NOT_NEWS_ADDRESS = re.compile(
    r"kvietim|konkurs|pasakum|rengini|sundmus|taotlusvoor|naujienlais|uudiskiri|newsletter|/events?\b|/feed\b|/rss\b|"
    r"format=feed|wp-login|/tag/|/author/|mailto:|[?&](?:print|tmpl)="
)


@dataclass(frozen=True, slots=True)
class ListingGuess:
    """A link that probably leads to a listing of news."""

    url: str
    """Absolute."""
    words: tuple[str, ...]
    """What speaks for it: the link's own words, and the part of its address."""
    weight: int
    """Higher is more probable; comparable on one page only."""


def find_listings(body: bytes | str, url: str) -> tuple[ListingGuess, ...]:
    """Links of a page that probably list its site's news, the best first; calls and events are not among them."""
    try:
        page = read_page_links(body, url)
    except PayloadError:
        return ()
    best: dict[str, ListingGuess] = {}
    for anchor in page.anchors:
        guess = _judge(anchor, url, page.language)
        if guess is None:
            continue
        key = format_urlkey(guess.url)
        if key not in best or best[key].weight < guess.weight:
            best[key] = guess
    return tuple(sorted(best.values(), key=lambda guess: -guess.weight)[:_MAX_GUESSES])


def _judge(anchor: Anchor, url: str, language: str) -> ListingGuess | None:
    """How much a link's words and address say that it leads to news; None when too little."""
    label = anchor.text or anchor.title
    text = re.sub(r"[^\w\s-]+", " ", fold(label))
    text = " ".join(text.split())
    address = fold(unquote(anchor.url))
    if not text or len(text.split()) > _MAX_WORDS or host_of(anchor.url) != host_of(url):
        return None
    if is_no_news(text, anchor.url) or re.search(FILES, anchor.url):
        return None
    parts = urlsplit(address)
    segments = [segment for segment in parts.path.split("/") if segment]
    by_text, by_address = weigh_words(text), _weigh_address(segments, parts.query)
    weight = by_text + by_address + 2 * anchor.in_menu
    weight -= 6 * _is_other_language(segments, language) + 4 * (format_urlkey(anchor.url) == format_urlkey(url))
    weight -= 3 * bool(re.search(r"/page/\d|[?&](?:page|start)=\d", address))
    if by_text + by_address == 0 or weight < _LEAST:
        return None
    evidence = [label] if by_text else []
    evidence += [segments[-1]] if by_address and segments else []
    return ListingGuess(anchor.url, tuple(evidence), weight)


def is_no_news(words: str, url: str) -> bool:
    """Whether a link leads to calls, events, subscriptions and their like; `words` without marks."""
    return bool(_NOT_NEWS.search(words) or _NOT_NEWS_ADDRESS.search(fold(unquote(url))))


def weigh_words(text: str) -> int:
    """How much a link's words, without marks, say that news follow; 0 for nothing."""
    if _ALL_NEWS.fullmatch(text):
        return 13
    if _WHOLE.fullmatch(text):
        return 10
    if _HAS_NEWS.search(text) and len(text.split()) <= 4:
        return 6
    if _WHOLE_WEAK.fullmatch(text):
        return 4
    return 3 if _MORE_ALONE.fullmatch(text) else 0


def _weigh_address(segments: list[str], query: str) -> int:
    if segments and _SLUG.fullmatch(segments[-1]):
        return 5
    if len(segments) <= 3 and segments and len(segments[-1]) <= 40 and _SLUG_PART.search(segments[-1]):
        return 2
    return 2 if not segments and _SLUG_PART.search(query) else 0


def _is_other_language(segments: list[str], language: str) -> bool:
    own, other = read_language(language), read_language(segments[0]) if segments else None
    return own is not None and other in {"lt", "lv", "et", "en", "ru"} and other != own
