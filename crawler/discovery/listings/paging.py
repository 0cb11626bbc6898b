"""The next page of a listing, found in its pager whatever the template. It knows numbers and words only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from archive.urls import format_urlkey, host_of
from crawler.discovery.listings.page_numbers import OFFSET_PARAMETERS, PageStep, is_other_view, read_page_steps
from crawler.discovery.platforms.known import Platform

_NEXT_WORDS = re.compile(
    r"(?:pereiti į |eiti į )?(?:kitas|kita|kitą|sekantis|sekanti)(?: puslapis| puslapį| psl)?|"
    r"toliau|tolyn|pirmyn|"
    r"senesn(?:i|ės)(?: įrašai| naujienos)?|ankstesni(?: įrašai)?|(?:rodyti )?daugiau(?: naujienų)?|"
    r"(?:(?:pāriet|doties) uz )?(?:nākam|nākoš)(?:ā|ais|ie|o)(?: lapa| lapu| lappuse)?|tālāk|uz priekšu|"
    r"vecāk(?:i|as)(?: ieraksti| raksti| ziņas)?|(?:rādīt|ielādēt) vairāk|"
    r"järgmi(?:ne|sed)(?: leht| lehekülg)?|edasi|vanemad(?: postitused| uudised)?|näita rohkem|laadi veel|"
    r"(?:go to )?next(?: page)?|older(?: posts| entries| news)?|(?:load|show) more|следующая(?: страница)?|"
    r"далее"
)
_SINGLE_ARROWS = frozenset("›>→▶►❯")
_DOUBLE_ARROWS = frozenset({"»", ">>", "››", "≫"})
_AROUND_WORDS = "«‹<←◄≪›>→▶►❯»≫⟩ \t.…:|[]()0123456789"
_NUMBER = re.compile(r"[^\d]{0,40}?(\d{1,5})[^\d]{0,12}")
_BARE_NUMBER = re.compile(r"[\s\[(|.…-]{0,6}(\d{1,4})[\s\])|.,…-]{0,6}")
_LOOSE_NUMBERS = 15
_LAST_PROBED_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class PagerLink:
    """An anchor that may lead to another page of the listing."""

    url: str
    text: str
    labels: tuple[str, ...] = ()
    """`aria-label`, `title` and image texts, where the text alone may be an arrow."""
    rels: frozenset[str] = frozenset()
    pager: int | None = None
    """The pager that encloses it, as an element index; None when nothing around it looks like one."""
    distance: int = 0
    """How many elements up from its pager the listing's rows come into sight; 0 where that is not known."""


def find_next_url(current_url: str, links: Iterable[PagerLink], *, forward: Sequence[str] = ()) -> str | None:
    """The listing's next page; None when the page names none.

    `forward` are the addresses of `link rel=next`. `links` hold no articles and only the source's hosts.
    """
    here = format_urlkey(current_url)
    usable = _of_nearest_pagers([link for link in links if _can_be_page(current_url, here, link.url)])
    stated = [url for url in forward if _can_be_page(current_url, here, url)]
    stated += [link.url for link in usable if "next" in link.rels]
    for url in stated:
        if all(step.current is None or step.number > step.current for step in _same_listing(current_url, url)):
            return url
    return _find_by_number(current_url, usable) or _find_by_word(current_url, usable)


def turns_back(current_url: str, links: Iterable[PagerLink], *, forward: Sequence[str] = ()) -> bool:
    """Whether what the page calls its next page is an earlier one of the same listing."""
    stated = [*forward, *(link.url for link in links if "next" in link.rels or _next_rank(link) == 0)]
    steps = (step for url in stated for step in _same_listing(current_url, url))
    return any(step.known and step.current is not None and step.number < step.current for step in steps)


def _of_nearest_pagers(links: Sequence[PagerLink]) -> list[PagerLink]:
    """The links without those of pagers that lie much further from the rows than another: they turn another list."""
    nearest = min((link.distance for link in links if link.pager is not None), default=0)
    return [link for link in links if link.pager is None or link.distance <= nearest + 1]


def has_page_numbers(current_url: str, links: Iterable[PagerLink]) -> bool:
    """Whether any link shows or asks for a numbered page of this listing, later or earlier."""
    for link in links:
        shown = _read_number(link) is not None
        if link.pager is None:
            found = shown and any(step.known for step in _same_listing(current_url, link.url))
        else:
            steps = read_page_steps(current_url, link.url) + read_page_steps(link.url, current_url)
            found = any(step.known or shown for step in steps)
        if found:
            return True
    return False


def probe_next_url(platform: Platform, url: str) -> str | None:
    """The address that the next page has on a platform with a known page parameter; None without one."""
    name = platform.page_parameter
    if name is None:
        return None
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    value = next((value for key, value in pairs if key == name), str(platform.first_page))
    if not value.isdecimal() or int(value) >= _LAST_PROBED_PAGE:
        return None
    kept = [(key, old) for key, old in pairs if key != name]
    query = urlencode([*kept, (name, str(int(value) + 1))])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _can_be_page(current_url: str, here: str, url: str) -> bool:
    if host_of(url) != host_of(current_url) or urlsplit(url).port != urlsplit(current_url).port:
        return False
    return not is_other_view(current_url, url) and format_urlkey(url) != here


def _same_listing(current_url: str, url: str) -> list[PageStep]:
    return [step for step in read_page_steps(current_url, url) if step.same_listing]


def _read_number(link: PagerLink) -> int | None:
    """The page number that a link shows to people."""
    match = (_BARE_NUMBER if link.pager is None else _NUMBER).fullmatch(link.text)
    return int(match.group(1)) if match else None


@dataclass(frozen=True, slots=True)
class _Numbered:
    shown: int
    step: PageStep
    url: str


def _find_by_number(current_url: str, links: Sequence[PagerLink]) -> str | None:
    """The link that shows the current page's number plus one, in the pager that fits this listing best."""
    groups: dict[tuple[int | None, tuple[str, str]], list[_Numbered]] = defaultdict(list)
    for link in links:
        shown = _read_number(link)
        if shown is None:
            continue
        for step in read_page_steps(current_url, link.url):
            if step.same_listing or link.pager is not None:
                groups[link.pager, step.series].append(_Numbered(shown, step, link.url))
    found: list[tuple[tuple[bool, bool, bool, int, int], str]] = []
    distances = {link.pager: -link.distance for link in links}
    for (pager, _), numbered in groups.items():
        url = _successor(numbered, loose=pager is None)
        if url is not None:
            step = numbered[0].step
            nearness = distances[pager]
            rank = (step.same_listing, step.known, pager is not None, nearness, len(numbered))
            found.append((rank, url))
    return max(found, key=lambda entry: entry[0])[1] if found else None


def _successor(numbered: Sequence[_Numbered], *, loose: bool) -> str | None:
    step = numbered[0].step
    if loose and not step.known and not _is_series(numbered):
        return None
    counting = _counting([entry for entry in numbered if entry.shown > 0])
    if counting is None:
        return None
    factor, first = counting
    here = 1 if step.current is None else (step.current - first) // factor + 1
    for entry in numbered:
        if entry.shown == here + 1 and entry.step.number == first + factor * here:
            return entry.url
    return None


def _is_series(numbered: Sequence[_Numbered]) -> bool:
    """Whether numbers without a pager around them are pages: a few, or the one other page of two in a file's name."""
    shown = {entry.shown for entry in numbered}
    if len(shown) == 1:
        return all(entry.step.series == ("path", "") and entry.step.number == entry.shown <= 3 for entry in numbered)
    return len(shown) <= _LOOSE_NUMBERS


def _counting(numbered: Sequence[_Numbered]) -> tuple[int, int] | None:
    """Step and first number of a series, as most links show it: `(1, 0)` for `?page=1` under the text 2.

    Of several that as many links show, the one in which the current page has a place that no link shows.
    """
    guesses = {(1, 1), (1, 0)}
    for entry in numbered:
        for first in (0, 1):
            factor, rest = divmod(entry.step.number - first, entry.shown - 1) if entry.shown > 1 else (0, 0)
            if factor > 0 and rest == 0:
                guesses.add((factor, first))

    def merit(guess: tuple[int, int]) -> tuple[int, bool, int, int]:
        factor, first = guess
        shown = sum(entry.step.number == first + factor * (entry.shown - 1) for entry in numbered)
        return shown, _has_own_place(numbered, factor, first), -factor, first

    best = max(guesses, key=merit)
    return best if 2 * merit(best)[0] > len(numbered) else None


def _has_own_place(numbered: Sequence[_Numbered], factor: int, first: int) -> bool:
    """Whether the current page's number belongs to the series, at a place that no link shows."""
    current = numbered[0].step.current
    place, rest = divmod((first if current is None else current) - first, factor)
    return rest == 0 and place >= 0 and place + 1 not in {entry.shown for entry in numbered}


def _find_by_word(current_url: str, links: Sequence[PagerLink]) -> str | None:
    """The link that says "next" in a pager or to a page of this listing; an arrow only when no word does."""
    found: dict[int, str] = {}
    for link in links:
        rank = _next_rank(link)
        steps = read_page_steps(current_url, link.url)
        if rank is None:
            continue
        if link.pager is None and not any(step.same_listing and (step.known or rank == 0) for step in steps):
            continue
        if steps and not any(_is_forward(step, near=rank == 2 or link.pager is None) for step in steps):
            continue
        found.setdefault(rank, link.url)
    return found[min(found)] if found else None


def _next_rank(link: PagerLink) -> int | None:
    """0 for a word, 1 for a single arrow, 2 for a double one (often the last page); None for neither."""
    texts = [" ".join(text.casefold().split()) for text in (link.text, *link.labels)]
    if any(_NEXT_WORDS.fullmatch(text.strip(_AROUND_WORDS)) for text in texts):
        return 0
    if texts[0] in _SINGLE_ARROWS:
        return 1
    return 2 if texts[0] in _DOUBLE_ARROWS else None


def _is_forward(step: PageStep, *, near: bool) -> bool:
    """Whether a step leads on, and no further than one page where only `near` ones count."""
    if step.current is not None and step.number <= step.current:
        return False
    if not near or step.series[1] in OFFSET_PARAMETERS:
        return True
    return step.number in {1, 2} if step.current is None else step.number == step.current + 1
