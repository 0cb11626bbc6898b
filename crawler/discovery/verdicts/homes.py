"""A home page served under an article's address: what of it can be told from the page alone. In doubt it is none."""

from __future__ import annotations

import re

from archive.extract.tree import attribute, text_of
from crawler.discovery.verdicts.canonicals import is_home_address
from crawler.discovery.verdicts.page_view import PageView, title_parts
from crawler.discovery.verdicts.teasers import MIN_ROWS, Teasers, has_date
from crawler.discovery.verdicts.verdict import Verdict

_HOME_WORD = re.compile(
    r"pradžia|pradinis(?: puslapis)?|titulinis(?: puslapis)?|pagrindinis(?: puslapis)?|"
    r"sākums|sākumlapa|galvenā(?: lapa)?|avaleht|esileht|pealeht|home(?: ?page)?|main page|главная(?: страница)?"
)
_WELCOME = re.compile(
    r"sveiki(?: atvykę.{0,60})?|sveiki,? (?:lankytojai|svečiai|lankytojau)|"
    r"sveicināti(?: .{0,60})?|laipni (?:lūdzam|lūgti|aicināti)(?: .{0,60})?|"
    r"tere tulemast(?: .{0,60})?|welcome(?: to .{0,60})?|добро пожаловать(?: .{0,60})?"
)
_HOME_CLASSES = frozenset({"home", "front", "path-frontpage", "frontpage", "page-home", "is-front"})
_ENDS = " .!:,–-"


def judge_home(view: PageView, teasers: Teasers) -> Verdict | None:
    """The site's home page in an article's place: two signs, and no heading or date of an article's."""
    if is_home_address(view.url) or "published_time" in "".join(view.metas) or _has_date(view, teasers):
        return None
    parts = [part.casefold().strip(_ENDS) for part in title_parts(view)]
    heading = (view.h1 or next(iter(view.headings), "")).casefold().strip(_ENDS)
    is_titled = _HOME_WORD.fullmatch(parts[0]) is not None
    greets = _WELCOME.fullmatch(heading) is not None and heading != parts[0]
    if heading and not (greets or _HOME_WORD.fullmatch(heading) or heading in _site_names(view)):
        return None
    has_class = bool(view.body_classes & _HOME_CLASSES)
    is_only_site = len(parts) == 1 and parts[0] in _site_names(view)
    has_rows = len(teasers.rows) >= MIN_ROWS and view.metas.get("og:type", "website") == "website"
    signs = {
        f'its title is "{parts[0]}"': is_titled,
        f'it greets: "{heading}"': greets,
        "its body has a home page's class": has_class,
        "its title is only the site's name": is_only_site and (greets or has_rows),
        f"{len(teasers.rows)} teasers": has_rows and (is_titled or has_class or greets),
    }
    shown = [sign for sign, is_shown in signs.items() if is_shown]
    # Themes that write one title and class on every page have them on articles without a heading too.
    if len(shown) < 2 or not (greets or has_rows or (heading and is_titled)):
        return None
    return Verdict("listing" if has_rows else "soft-404", f"the home page in an article's place: {', '.join(shown)}")


def _has_date(view: PageView, teasers: Teasers) -> bool:
    """Whether a date stands outside rows and frame, as an article's own does."""
    if teasers.has_date_outside:
        return True
    return not teasers.rows and any(has_date(one) for one in [*view.own_texts, view.h1])


def _site_names(view: PageView) -> set[str]:
    """What the page calls its site: `og:site_name`, and the labels of links to its home page."""
    names = {view.metas.get("og:site_name", "")}
    for anchor in view.anchors[:50]:
        link = view.link_of(anchor)
        if link is not None and is_home_address(link.url):
            names |= {
                text_of(anchor),
                attribute(anchor, "title"),
                *(attribute(one, "alt") for one in anchor.iter("img")),
            }
    return {name.casefold().strip(_ENDS) for name in names if name} - {""}
