"""Which elements of a page are not its article: by tag, role, and the words of class and id."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from lxml.html import HtmlElement

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
_TELLING = frozenset({"class", "id", "role", "style", "hidden"})
_NEVER_JUNK = frozenset({"html", "body", "main", "article"})
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)
_MOST_CHARS = 1_000
"""So much of an attribute is looked at."""

_JUNK_WORDS = re.compile(
    r"""(?x) \b(?:
    cookies? | cookie(?:bar|info|law|notice|consent) | gdpr | \w*consent | slapuk\w* | sikdatn\w* | share | sharing
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
    r"\b(?:visually hidden|rich snippet hidden|other news|more news|last news|news list|kitos naujienos|citi jaunumi"
    r"|back to top|read more|"
    r"cc (?:window|banner|revoke)|prev next|back link|post nav|article nav|print link|text size|view teaser|views row"
    r"|part (?:posts|archive posts|loop grid|loop carousel))\b"
)
_BUILT = re.compile(
    r"\b(?:elementor widget(?: wrap)?|(?:so )?panel widget|(?:so )?widget (?=sow editor)|widget (?=part))(?: |$)"
)
"""Page builders call every paragraph a widget; those of side columns have other names."""
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
_LINE_TAGS = frozenset({"p", "h1", "h2", "h3"})
"""Tags of one line of text: a word in its class may say how it looks, and no more."""
_SPACING = re.compile(
    r"""(?x)
    (?=(?:.*[ ])?(?:margin|padding|border|borders|space|spacing|spacer|gap|gutter|align|rounded|[mp][tblrxy]?)\b)
    (?:(?:uk|u|g|has|is|no|not|add|remove|with|margin|padding|border|borders|space|spacing|spacer|gap|gutter|align|aligned
    | rounded|[mp][tblrxy]?|top|bottom|side|sides|foot|head|left|right|center|middle|both|first|last|none|auto|collapse
    | xxs|xs|s|sm|small|md|medium|l|lg|large|xl|xxl|default|px|em|rem|\d+(?:px|em|rem)?|[xy])(?:[ ]|$))+"""
)
"""The words of `uk-margin-remove-bottom`, `bottom-space-20`: how far an element stands off, not what it is."""
_STATE = re.compile(r"(?:no|is|has|not|without) (?!.*\b(?:hidden|visuallyhidden|sr|invisible)\b)")
_HIDDEN_WORDS = re.compile(r"\b(?:visually hidden|invisible|sr|visuallyhidden|noprint)\b")
_FRAMES = frozenset({"title", "link", "links", "list", "bar", "box", "form", "button", "buttons", "icons", "heading"})
_LOOSE = frozenset({"copy", "side", "foot", "bottom", "hey", "skip", "latest", "newest", "counter", "lang", "language"})
"""Words that name no part of a page when they are a line's own class."""
_MASTHEAD_WORDS = re.compile(r"\b(?:branding|logo|sitename|site name|masthead)\b")
_LEAD_WORDS = re.compile(r"\b(?:excerpt|lead|standfirst|ingress|deck|intro|preamble|subheadline)\b")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\W_]+")


def class_words(element: HtmlElement) -> str:
    """The words of an element's class and id: `leftMenu news-list` gives `left menu news list`."""
    classes, own_id = element.get("class"), element.get("id")
    return _split_names(f"{classes or ''} {own_id or ''}"[:_MOST_CHARS]) if classes or own_id else ""


@lru_cache(maxsize=4_096)
def _split_names(names: str) -> str:
    return _SEPARATORS.sub(" ", _CAMEL.sub(" ", names)).lower().strip()


def classify_region(element: HtmlElement) -> Region:
    """What an element looks like from its own tag, role and class; its size may still overrule that."""
    tag, names = element.tag, element.keys()
    if _TELLING.isdisjoint(names):
        if tag not in REGION_TAGS:
            return ""
        region = _classify(tag, "", "", "", "")
    else:
        get = element.get
        style = get("style", "") if "hidden" not in names else "display:none"
        said = get("class", "")[:_MOST_CHARS], get("id", "")[:_MOST_CHARS], get("role", "")[:_MOST_CHARS]
        region = _classify(tag, *said, style[:_MOST_CHARS])
    is_foot = tag == "footer" and region == "junk" and any(one.tag == "article" for one in element.iterancestors())
    return "small" if is_foot else region


@lru_cache(maxsize=4_096)
def _classify(tag: str, classes: str, own_id: str, role: str, style: str) -> Region:
    # A page has few classes, each on many elements, and every one of those is asked about.
    role = role.strip().lower()
    if tag in _NEVER_JUNK or role == "main":
        return ""
    if tag in {"figure", "figcaption"}:
        return "small"
    tokens = _telling_names(f"{classes} {own_id}"[:_MOST_CHARS]) if classes or own_id else []
    said = _region_of_line(tokens) if tag in _LINE_TAGS else _region_of(" ".join(tokens))
    if tag in _JUNK_TAGS or role in _JUNK_ROLES or _HIDDEN.search(style) or said == "junk":
        return "junk"
    return "header" if tag in {"header", "hgroup"} or role == "banner" else said


def _telling_names(names: str) -> list[str]:
    """The words of each name that tells more than a distance or a state."""
    tokens = [words for one in names.split() if (words := _split_names(one))]
    return [words for words in tokens if not _SPACING.fullmatch(words) and not _STATE.match(words)]


def _region_of(words: str) -> Region:
    """What the words of class and id alone say."""
    if not words:
        return ""
    words = _BUILT.sub("part ", words)
    if _JUNK_WORDS.search(words) or _JUNK_PHRASES.search(words):
        return "junk"
    if _SMALL_WORDS.search(words):
        return "small"
    return "header" if _HEADER_WORDS.search(words) else ""


def _region_of_line(tokens: Sequence[str]) -> Region:
    """What the names of a paragraph or a heading say: only whole ones, where words of a box would tell."""
    words = " ".join(tokens)
    if _HIDDEN_WORDS.search(words) or _JUNK_PHRASES.search(words) or any(map(_names_part, tokens)):
        return "junk"
    if _SMALL_WORDS.search(words):
        return "small"
    return "header" if _MASTHEAD_WORDS.search(words) else ""


def _names_part(words: str) -> bool:
    """Whether a line's class is the name of a part of the page (`share-buttons`), not of its text (`share-article`)."""
    own = [word for word in words.split() if word not in _FRAMES]
    return bool(own) and all(word not in _LOOSE and _JUNK_WORDS.fullmatch(word) for word in own)


def is_lead(element: HtmlElement) -> bool:
    """Whether a paragraph's own class calls it the opening of a text."""
    return element.tag == "p" and bool(element.attrib) and _LEAD_WORDS.search(class_words(element)) is not None


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is marked as not shown."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN.search(style[:_MOST_CHARS]))
