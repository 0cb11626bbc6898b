"""Which elements of a page are not its article: by tag, role, and the words of class and id."""

from __future__ import annotations

import re
from typing import Literal

from lxml.html import HtmlElement

from archive.extract.tree import attribute

Region = Literal["", "junk", "header", "small"]
"""`junk`: never article; `header`: at most a title; `small`: captions, tags, dates, authors, but no text."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SKIPPED_TAGS = _words(
    "script style noscript template svg math canvas iframe object embed applet audio video select option "
    "textarea button input datalist map head title link meta dialog"
)

BLOCK_TAGS = _words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p "
    "pre section summary table tbody td tfoot th thead tr ul"
)

REGION_TAGS = frozenset({"nav", "footer", "aside", "header", "hgroup", "figure", "figcaption"})
"""Tags that make a region without any class."""

_JUNK_TAGS = frozenset({"nav", "footer", "aside"})
_JUNK_ROLES = frozenset(
    {"navigation", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar"}
)
_NEVER_JUNK = frozenset({"html", "body", "main", "article"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)

_JUNK_WORDS = re.compile(
    r"""(?x) \b(?:
    cookies? | cookiebar | cookieinfo | gdpr | consent | slapuk\w* | sikdatn\w* | share | sharing
    | shares | sharer
    | social | socials | soc | addthis | addtoany | a2a | sharethis | dalies | dalintis | breadcrumbs?
    | crumbs? | pathway
    | kelias | pager | pagination | paging | pagenav | related | susij\w* | saistit\w* | similar
    | readmore | sidebars? | side
    | sidemenu | sidenav | widgets? | widgetarea | \w*menu | menus | menubar | \w*menuitem | navbar | nav
    | navigation
    | navi | navigacija | \w*footer | foot | footnav | bottom | poraste | kajene | jalus | copyright
    | copy | counter | counters | skaitliuk\w*
    | hey | heylt | statistics | stats | banners? | reklam\w* | advert | ads | comments? | komentar\w*
    | respond | disqus
    | newsletter | subscribe | prenumerata | search | searchbox | paieska | login | languages? | lang
    | langs | kalbos
    | valodas | skip | skiplink | modal | popup | overlay | lightbox | toolbar | accessibility | prevnext
    | nextprev | siblings
    | backtotop | totop | scrolltop | latest | newest | lastnews | latestnews | othernews | morenews
    | partners | partneriai | poll
    | calendar | kalendor\w* | kalendar\w* | weather | invisible | noprint | sr | visuallyhidden
    )\b"""
)
_JUNK_PHRASES = re.compile(
    r"\b(?:visually hidden|other news|more news|last news|news list|kitos naujienos|citi jaunumi"
    r"|back to top|read more|"
    r"prev next|back link|post nav|article nav|print link|text size|view teaser|views row)\b"
)
_SMALL_WORDS = re.compile(
    r"""(?x) \b(?:
    caption | captions | figcaption | image | images | img | photo | photos | foto | nuotrauk\w*
    | picture | pic | logo | logos | logotip\w*
    | gallery | galerija | slider | slideshow | carousel | tags? | taglist | birkas | zymos | sildid
    | categor\w+
    | kategor\w* | terms? | taxonomy | byline | author | authors | autor\w* | avtor\w* | submitted
    | posted | postmeta
    | date | data | datums | kuupaev | datetime | published | pubdate | newsdate | created | updated
    | changed | print | views | hits
    )\b"""
)
_HEADER_WORDS = re.compile(
    r"\b(?:\w*header|head|top|topbar|virsus|galva|kepure|masthead|banner|branding|logo|sitename|site name)\b"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\W_]+")


def class_words(element: HtmlElement) -> str:
    """The words of an element's class and id: `leftMenu news-list` gives `left menu news list`."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _SEPARATORS.sub(" ", _CAMEL.sub(" ", names)).lower().strip() if names != " " else ""


def classify_region(element: HtmlElement) -> Region:
    """What an element looks like from its own tag, role and class; its size may still overrule that."""
    tag = element.tag
    role = attribute(element, "role").lower()
    if tag in _NEVER_JUNK or role == "main":
        return ""
    words = class_words(element)
    is_article_foot = tag == "footer" and any(one.tag == "article" for one in element.iterancestors())
    if is_article_foot or tag in {"figure", "figcaption"}:
        return "small"
    if tag in _JUNK_TAGS or role in _JUNK_ROLES or is_hidden(element) or _has_junk_words(words):
        return "junk"
    if tag in {"header", "hgroup"} or role == "banner":
        return "header"
    if words and _SMALL_WORDS.search(words):
        return "small"
    return "header" if words and _HEADER_WORDS.search(words) else ""


def _has_junk_words(words: str) -> bool:
    return bool(words) and bool(_JUNK_WORDS.search(words) or _JUNK_PHRASES.search(words))


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is marked as not shown."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
