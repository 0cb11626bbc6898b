"""Where on a page an element stands: in a menu, beside the main part, in a pager, in a calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from crawler.discovery.listings.elements import Element, Page
from crawler.discovery.listings.page_texts import PageTexts

_PAGER = re.compile(
    r"(?:^|[\s_-])(?:js-)?(?:pager|pagers|paginat\w*|paginac\w*|paging|pagenav\w*|page-nav\w*|page-numbers|pagelinks|"
    r"pages-links|puslapiav\w*|puslapi(?:ai|u)|lapošana|lappus\w*|lapas|leheküljed|nav-links|wp-pagenavi|"
    r"posts-navigation|load-?more)",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"(?:^|[\s_-])(?:calendar|kalend\w*|calend\w*|datepicker|minical\w*)", re.IGNORECASE)
_MENU = re.compile(
    r"(?:^|[\s_-])(?:menu|menus|meniu|mainmenu|topmenu|submenu|leftmenu|sidemenu|izvelne|menuu|nav|navbar|navigation|"
    r"navigacija|breadcrumbs?|crumbs|pathway|lang|langs|languages?|kalbos|valodas|keeled|tagcloud|tag-cloud)(?=$|[\s_-])",
    re.IGNORECASE,
)
_APART = re.compile(
    r"(?:^|\s)(?:(?:site|main|top|global|bottom|page)[_-]?)?(?:footer|foot|colophon|kaj[ae]ne|apacia|poraste)"
    r"(?:[_-](?:area|wrapper|inner|top|bottom|widgets?|menu|links?))?(?=$|\s)|"
    r"(?:^|\s)(?:(?:site|top|global)[_-]?)?(?:header|masthead)(?:[_-](?:area|wrapper|inner|top|bottom))?(?=$|\s)|"
    r"(?:^|[\s_-])(?:cookies?|sharing|share|socials?|addtoany|partners?|partneri(?:ai|s)?|partnerid|remejai|atbalstitaji|"
    r"toetajad|logos|sponsors?|gallery|galerija|galerii|banners?|baneriai|reklama|comments?|komentarai)(?=$|[\s_-])",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|sidebars|aside|secondary|widget-area)(?=$|[\s_-])|"
    r"(?:^|\s)(?:widget_\w+|related[\w-]*|popular[\w-]*|populiar\w*|most-read\w*|mostread\w*|archives-list)(?=$|\s)",
    re.IGNORECASE,
)
_OF_A_ROW = re.compile(
    r"(?:^|\s)(?:category|cat|tag|format|post|type|status|has|no|with|comments|page|entry|card|item)[_-][\w-]*",
    re.IGNORECASE,
)
"""Words that a row says of its own article, or a wrapper of its own looks: `category-partneriai`, `has-sidebar`."""
_MENU_ROLES = frozenset({"navigation", "menu", "menubar", "tablist"})
_NEVER = frozenset({"html", "body", "main", "article"})
_PAGE_PARTS = frozenset({"article", "section", "li", "td", "main"})
_MAIN_CHARACTERS = 200


class Part(IntEnum):
    """How far from the main part an element stands."""

    MAIN = 0
    ASIDE = 1
    APART = 2
    """Header, footer, partners, galleries."""
    MENU = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where one element stands."""

    pager: int | None = None
    """The outermost pager around it, as an element index."""
    in_calendar: bool = False
    part: Part = Part.MAIN
    in_row: bool = False
    """Whether an `article`, `section`, `li` or cell encloses it, whose header is not the page's."""


def find_places(page: Page, texts: PageTexts) -> list[Place]:
    """The place of every element."""
    places: list[Place] = []
    plain = Place()
    for element in page.elements:
        outer = plain if element.parent is None else places[element.parent.index]
        if element.tag in _NEVER or not (element.attributes or element.tag in _TAGGED):
            places.append(_enter(outer) if element.tag in _PAGE_PARTS and not outer.in_row else outer)
            continue
        places.append(_place(texts, element, outer))
    return places


_TAGGED = frozenset({"nav", "footer", "header", "aside", "select"})


def _enter(outer: Place) -> Place:
    return Place(outer.pager, outer.in_calendar, outer.part, in_row=True)


def _place(texts: PageTexts, element: Element, outer: Place) -> Place:
    named = " ".join([element.attribute("class"), element.attribute("id"), element.attribute("aria-label")])
    is_link = element.tag in {"a", "area"}
    pager, calendar = outer.pager, outer.in_calendar
    calendar = calendar or (not is_link and _CALENDAR.search(named) is not None)
    if pager is None and not is_link and (element.tag == "select" or _PAGER.search(named)):
        pager = element.index
    part = outer.part
    if part < Part.MENU and not is_link:
        part = max(part, _find_part(element, named, texts, in_row=outer.in_row))
    in_row = outer.in_row or element.tag in _PAGE_PARTS
    if (pager, calendar, part, in_row) == (outer.pager, outer.in_calendar, outer.part, outer.in_row):
        return outer
    return Place(pager, calendar, part, in_row)


def name_box(element: Element) -> str:
    """An element's class and id without the words that a row says of its own article."""
    return _OF_A_ROW.sub("", f"{element.attribute('class')} {element.attribute('id')}")


def _find_part(element: Element, named: str, texts: PageTexts, *, in_row: bool) -> Part:
    named = _OF_A_ROW.sub("", named)
    if element.tag == "nav" or element.attribute("role") in _MENU_ROLES or _MENU.search(named):
        part = Part.MENU
    elif (element.tag in {"header", "footer"} and not in_row) or _APART.search(named):
        part = Part.APART
    elif element.tag == "aside" or _ASIDE.search(named):
        part = Part.ASIDE
    else:
        return Part.MAIN
    # Quirk: `<div class="menu-open">` around everything is no menu; a menu has next to no text beside its links.
    plain = texts.plain_characters(element.text_start, element.text_end)
    return Part.MAIN if plain > _MAIN_CHARACTERS and 2 * plain > texts.all_plain_characters else part
