"""Listings and static pages under an article's address. In doubt a page is an article."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from archive.extract.tree import text_of
from archive.urls import format_article_key
from crawler.discovery.platforms.rules import Platform
from crawler.discovery.platforms.static_pages import STATIC_PAGES
from crawler.discovery.verdicts.canonicals import is_home_address, read_canonical_url
from crawler.discovery.verdicts.page_view import PageView, title_parts
from crawler.discovery.verdicts.teasers import MIN_ROWS, Teasers, count_dated_entries, has_date, has_listing_parameter
from crawler.discovery.verdicts.verdict import Verdict

_ARTICLE_TYPES = frozenset({"NewsArticle", "Article", "BlogPosting", "Report", "ReportageNewsArticle"})
_LISTING_TYPES = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "Blog"})
_SINGLE = re.compile(
    r"single(?:-.+)?|postid-\d+|view-article|view-item|node-type-(?!page$|webform$).+|"
    r"page-node-type-(?!page$|webform$).+"
)
_POST = re.compile(r"single(?:-.+)?|postid-\d+|(?:page-)?node-type-(?!page$|webform$).+")
_ATTACHMENT = re.compile(r"single-attachment|attachmentid-\d+")
_EVENT = re.compile(
    r"single-(?:tribe_events?|events?|mec-events|ajde_events|event_listing|tribe_venue|tribe_organizer|ai1ec_event|"
    r"em_event|tec_events|sundmus|renginys|renginiai|pasakums|pasakumi)"
)
"""Kinds of posts that event plug-ins make."""
_WORDPRESS_LISTING = re.compile(r"archive|category|tag|author|date|search|search-results|blog|post-type-archive|tax-.+")
_LISTING_CLASS = re.compile(
    r"view-(?:category|categories|featured|itemlist|archive|tags?)|page-taxonomy(?:-term)?|path-taxonomy|path-search|"
    r"page-search|com_search|com_finder|com_tags|search-results|search-no-results|post-type-archive"
)
_STATIC_CLASS = re.compile(r"(?:page-)?node-type-(?:page|webform)")
_PAGE_ID = re.compile(r"page-id-\d+")
_HOME_CLASS = frozenset({"home", "front", "path-frontpage", "frontpage"})
_LISTING_SELECTOR = re.compile(
    r"archive|blog|categor|search|tag|author|taxonom|list|featured|home|front|date|iterator|pagination"
)
_WORDPRESS_BODY = re.compile(r"(?:page|term|category|tag|author|search|archive|paged|post-type)-.+|wp-.+|logged-in")
_COMMON_SELECTOR = re.compile(r"body\.(?:page|archive|category|tag|author|date|home|blog|search|attachment)")
"""Marks of a system's that any hand-made page may bear too."""
_DATE_CLASSES = ("entry-date", "posted-on", "post-date", "published", "submitted", "node__submitted", "entry-meta")
_OWN_PROSE = 120
_PAGED_PROSE = 400
_ENTRIES = 5
_MENU = re.compile(
    r"(?:^|[\s_-])(?:top|main|site|primary)?(?:menu|nav|navbar|navigation|navig|meniu|izvelne|menyy)(?:[\s_-]|$)"
)
_NO_MENU = re.compile(r"latest|recent|news|naujien|jaunum|uudis|related|breadcrumb|pager|pagination|post-nav|nav-links")
_STATIC_ADDRESS = re.compile(STATIC_PAGES)
_MENU_ANCHORS = 200
_MENU_LEVELS = 8
_BESIDE = 80


def judge_lists(view: PageView, teasers: Teasers, platform: Platform | None) -> Verdict | None:
    """Whether a page is a listing or a static page; None when nothing proves it."""
    if name := _first(_ATTACHMENT, view.body_classes):
        return Verdict("static", f'the page of a file: body class "{name}"')
    if name := _first(_EVENT, view.body_classes):
        # Its dates are the event's, not a publication's.
        return Verdict("static", f'the page of an event: body class "{name}"')
    if platform is not None and view.fits(platform.article_marks):
        # Joomla's articles and static pages bear the same marks; only its menu tells them apart.
        return _judge_menu(view)
    by_class = _find_by_class(view, teasers, platform)
    if by_class is not None:
        return by_class
    if _is_article_by_markup(view):
        return None
    return _judge_rows(view, teasers) or _judge_menu(view)


def _find_by_class(view: PageView, teasers: Teasers, platform: Platform | None) -> Verdict | None:
    classes = view.body_classes
    if platform is not None and (selector := view.fits(platform.other_marks)) and _counts(view, selector):
        return _judge_mark(view, teasers, selector)
    if any(_SINGLE.fullmatch(name) for name in classes):
        return None
    name = _first(_LISTING_CLASS, classes) or (_first(_WORDPRESS_LISTING, classes) if _is_wordpress(view) else None)
    if name is None and _is_home(view, teasers):
        name = min(classes & _HOME_CLASS)
    if name is not None:
        return _listing(teasers, f'body class "{name}"')
    name = _first(_STATIC_CLASS, classes) or (_first(_PAGE_ID, classes) if "page" in classes else None)
    return _static(view, f'the page says that it is a static one: body class "{name}"') if name else None


def _is_home(view: PageView, teasers: Teasers) -> bool:
    """Whether a page says by class and canonical address that it is the home page, and looks like one."""
    if not view.body_classes & _HOME_CLASS or _is_article_by_markup(view):
        return False
    canonical = read_canonical_url(view)
    is_home = canonical is not None and is_home_address(canonical)
    return is_home and len(teasers.rows) >= MIN_ROWS and teasers.prose_outside <= _OWN_PROSE


def _counts(view: PageView, selector: str) -> bool:
    """Whether a mark proves something: a bare `body.page` only with the system's other signs."""
    if _COMMON_SELECTOR.fullmatch(selector) is None:
        return True
    return _is_wordpress(view) or _first(_WORDPRESS_BODY, view.body_classes) is not None


def _judge_mark(view: PageView, teasers: Teasers, selector: str) -> Verdict | None:
    """What a page is that a platform's mark of other pages fits."""
    if _LISTING_SELECTOR.search(selector.lower()) or len(teasers.rows) >= MIN_ROWS:
        return _listing(teasers, f"its markup is a listing's ({selector})")
    return _static(view, f"its markup is a static page's ({selector})")


def _is_article_by_markup(view: PageView) -> bool:
    """Whether the page's markup says that it is one article, whatever else it links to."""
    if any(_SINGLE.fullmatch(name) for name in view.body_classes):
        return True
    if view.metas.get("article:published_time"):
        return True
    return bool(view.linked_types & _ARTICLE_TYPES) and not view.linked_types & _LISTING_TYPES


def _judge_rows(view: PageView, teasers: Teasers) -> Verdict | None:
    """A listing by its looks: many teasers of this address's kind, a pager of it, and no text of its own."""
    if len(teasers.rows) < MIN_ROWS or teasers.has_date_outside:
        return None
    if has_listing_parameter(view.url):
        if teasers.prose_outside <= _PAGED_PROSE:
            return _listing(teasers, "its address asks for a page of a list")
        return None
    if teasers.alike >= MIN_ROWS and teasers.page_numbers and teasers.prose_outside <= _OWN_PROSE:
        return _listing(teasers, "no text of its own")
    return None


def _judge_menu(view: PageView) -> Verdict | None:
    """A page of the site's menu: an undated one that a menu leads to under its own heading."""
    if any(_POST.fullmatch(name) for name in view.body_classes) or view.metas.get("article:published_time"):
        return None
    names = {part.casefold() for part in [view.h1, *view.headings[:2], *title_parts(view)] if part}
    own = format_article_key(view.url)
    for anchor in view.anchors[:_MENU_ANCHORS]:
        label = text_of(anchor)
        if label.casefold() not in names or (link := view.link_of(anchor)) is None:
            continue
        if format_article_key(link.url) == own and _is_in_menu(view, anchor) and not _has_date_at(view, label):
            return _static(view, f"a page of the site's menu: {label}")
    return None


def _is_in_menu(view: PageView, anchor: HtmlElement) -> bool:
    """Whether an anchor stands in a menu: named so, of several links, the home page or a section among them."""
    for above in list(anchor.iterancestors())[:_MENU_LEVELS]:
        names = f"{above.get('class') or ''} {above.get('id') or ''}".lower()
        if _NO_MENU.search(names) or above.tag in {"article", "main", "body"}:
            return False
        if above.tag == "nav" or _MENU.search(names):
            links = [link for one in above.iter("a") if (link := view.link_of(one)) is not None]
            if len(links) >= MIN_ROWS and any(_is_of_menus(link.url, view.url) for link in links):
                return True
    return False


def _is_of_menus(url: str, own: str) -> bool:
    """Whether an address is one that menus lead to: the home page, or `contacts` in some language."""
    return is_home_address(url) or (url != own and _STATIC_ADDRESS.search(url) is not None)


def _has_date_at(view: PageView, heading: str) -> bool:
    """Whether a date stands beside the last place where the page says its heading."""
    place = view.text.rfind(heading)
    if place < 0:
        return False
    return has_date(view.text[max(0, place - _BESIDE) : place + len(heading) + _BESIDE])


def _listing(teasers: Teasers, evidence: str) -> Verdict:
    parts = [evidence]
    if teasers.rows:
        parts.insert(0, f"{len(teasers.rows)} teasers" + (" and a pager" if teasers.page_numbers else ""))
    return Verdict("listing", "a listing under an article's address: " + ", ".join(parts))


def _static(view: PageView, reason: str) -> Verdict | None:
    """The verdict, unless the page bears a date of publication or several dated entries."""
    if _is_dated(view) or count_dated_entries(view) >= _ENTRIES:
        return None
    return Verdict("static", reason)


def _is_dated(view: PageView) -> bool:
    marked = [one for name in _DATE_CLASSES for one in view.classes.get(name, ())]
    return any(not view.place_of(one) for one in [*marked, *view.by_tag["time"]])


def _is_wordpress(view: PageView) -> bool:
    if view.metas.get("generator", "").lower().startswith("wordpress"):
        return True
    addresses = [*view.scripts, *(str(element.get("href") or "") for _, element in view.relations)]
    return any("/wp-content/" in one or "/wp-includes/" in one or "/wp-json" in one for one in addresses)


def _first(pattern: re.Pattern[str], names: frozenset[str]) -> str | None:
    return min((name for name in names if pattern.fullmatch(name)), default=None)
