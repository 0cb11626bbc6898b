"""Pages that answer 200 with something else in an article's place: not found, login, consent, nothing, a copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.extract.links import is_attachment
from archive.extract.tree import attribute, text_of
from archive.urls import host_of
from crawler.discovery.verdicts.canonicals import read_canonical_url
from crawler.discovery.verdicts.page_view import PageView, title_parts
from crawler.discovery.verdicts.teasers import Teasers, has_date
from crawler.discovery.verdicts.verdict import Verdict
from crawler.discovery.verdicts.words import (
    ACCEPT,
    AGE,
    CONSENT,
    CONSENT_ADDRESS,
    LOGIN,
    LOGIN_ADDRESS,
    LOGIN_WALL,
    MAINTENANCE,
    MAINTENANCE_ADDRESS,
    NEEDS_SCRIPT,
    REFUSE,
    says_missing,
    says_one_missing,
)

_SENTENCES = re.compile(r"[.!?:]+(?:\s|$)")
_MISSING_CLASSES = frozenset({"error404", "error-404", "page-404", "page-not-found", "path-system-404", "page-error"})
_LOGIN_CLASSES = frozenset({"login", "view-login", "path-user-login", "page-user-login", "page-login"})
_SHELL_IDS = frozenset({"root", "app", "__next", "__nuxt", "svelte", "main-app", "q-app"})
_STAGING = re.compile(
    r"(?:dev|devel|develop|test|testas|tests|testing|stage|staging|demo|preview|preprod|uat|sandbox)\d*"
)
_LOGIN_PATH = re.compile(r"log-?in|prisijung|sign-?in|autoriz|sisene|piesleg")
_MISSING_PROSE = 500
_WALL_PROSE = 250
_CONSENT_PROSE = 40
_LONG_WALL_PROSE = 1500
_MENU_LINKS = 3
_EMPTY_CHARACTERS = 20
_SHORT_CHARACTERS = 600
_FEW_LINKS = 5
_PICTURES = ("img", "iframe", "object", "embed", "video", "audio")


def judge_empty(view: PageView) -> Verdict | None:
    """Nothing to read: an empty body, a frame set, a page that only a browser's scripts fill or that leads on."""
    if view.body is None or view.by_tag["frame"]:
        return Verdict("empty", "the page is a frame set" if view.by_tag["frame"] else "the page has no body")
    noscript = " ".join(text_of(one) for one in view.by_tag["noscript"])
    readable = len(view.text) - len(noscript)
    if (
        view.headings
        or readable >= _EMPTY_CHARACTERS
        or any(not _is_dot(one) for tag in _PICTURES for one in view.by_tag[tag])
    ):
        return None
    if any(above.get("href") for above in view.anchors if text_of(above)):
        return None
    if "refresh" in view.metas:
        return Verdict("empty", f"the page only leads on: refresh {view.metas['refresh'][:200]}")
    if view.scripts or NEEDS_SCRIPT.search(noscript) or _has_shell(view):
        return Verdict("empty", "nothing to read without running its scripts")
    return Verdict("empty", "nothing to read on the page")


def judge_shell(view: PageView) -> Verdict | None:
    """A page whose frame is there, but whose content only a browser's scripts would fill in."""
    shell = next((one for one in view.root.iter("div") if _is_empty_shell(one)), None)
    if shell is None or view.place_of(shell) or _has_content(view):
        return None
    readable = sum(len(text) for text in view.own_texts if not CONSENT.search(text.casefold()))
    if readable >= _EMPTY_CHARACTERS:
        return None
    return Verdict("empty", "nothing to read without running its scripts")


def judge_maintenance(view: PageView) -> Verdict | None:
    """A short page that says that the site is being worked on."""
    is_short = len(view.text) <= _SHORT_CHARACTERS and len(view.anchors) <= _FEW_LINKS and not has_date(view.text)
    is_address = MAINTENANCE_ADDRESS.fullmatch(_last_of_path(view)) is not None
    if not is_short and (not is_address or view.prose_characters > _MISSING_PROSE):
        return None
    said = next((one for one in (view.h1, view.title, view.text) if MAINTENANCE.search(one.casefold())), None)
    return Verdict("empty", f"under maintenance: {said[:120]}") if said else None


def judge_missing(view: PageView, teasers: Teasers) -> Verdict | None:
    """A page that says that there is no such page, with a status that says there is."""
    if name := min(view.body_classes & _MISSING_CLASSES, default=None):
        return Verdict("soft-404", f'the page says that it was not found: body class "{name}"')
    outside = teasers.prose_outside
    if outside > _MISSING_PROSE:
        return None
    said = next((one for one in [view.h1, *view.headings[:3]] if says_missing(one)), None)
    if said is None and (not view.h1 or outside <= _WALL_PROSE):
        said = next((part for part in title_parts(view) if says_missing(part)), None)
    if said is None and not view.h1 and outside <= _WALL_PROSE and len(view.text) <= _SHORT_CHARACTERS:
        texts = [one.text for one in view.prose] or [view.text]
        said = next((part for text in texts for part in _SENTENCES.split(text)[:2] if says_missing(part)), None)
    if said is None and outside <= _WALL_PROSE:
        said = _find_missing_text(view)
    return Verdict("soft-404", f"the page says that it was not found: {said[:120]}") if said else None


def _find_missing_text(view: PageView) -> str | None:
    """The sentence that says that this page is missing where, under any heading, there is little else to read."""
    texts = [text for text in view.own_texts if not CONSENT.search(text.casefold())]
    if sum(map(len, texts)) > _WALL_PROSE or any(map(has_date, texts)) or view.by_tag["time"]:
        return None
    firsts = (_SENTENCES.split(text)[0] for text in texts[:3])
    return next((first for first in firsts if says_one_missing(first)), None)


def judge_login(view: PageView, teasers: Teasers) -> Verdict | None:
    """A login form, or words that ask for one, in the place of the text."""
    fields = [one for one in view.by_tag["input"] if attribute(one, "type").lower() == "password"]
    fields = [one for one in fields if not view.place_of(one)]
    asks = _asks_login(view)
    is_address = LOGIN_ADDRESS.fullmatch(_last_of_path(view)) is not None
    if is_address and teasers.prose_outside <= _WALL_PROSE and (fields or (asks and view.by_tag["form"])):
        return Verdict("login", f"a login page: {asks or view.url}")
    if fields and teasers.prose_outside <= _WALL_PROSE:
        if asks or view.body_classes & _LOGIN_CLASSES:
            return Verdict("login", f"a login form in the place of the text: {asks or 'body class'}")
        if view.classes.get("post-password-form"):
            return Verdict("login", "the text is behind a password")
        others = [one for one in view.headings if not _is_login(one)]
        if not others and not view.prose and len(view.text) <= _SHORT_CHARACTERS and not _has_content(view):
            return Verdict("login", "a login form is all there is")
    prose = " ".join(one.text for one in view.prose).casefold()
    if prose and len(prose) <= _WALL_PROSE and LOGIN_WALL.search(prose) and (fields or asks or _leads_to_login(view)):
        return Verdict("login", f"the text is for those who log in: {prose[:120]}")
    return None


def _asks_login(view: PageView) -> str | None:
    """The page's own heading where it asks for a login; a box in a column has a lesser one."""
    head = view.h1 or title_parts(view)[0]
    return head if _is_login(head) else None


def _is_login(heading: str) -> bool:
    return LOGIN.fullmatch(heading.casefold().strip(" :.!")) is not None


def judge_consent(view: PageView) -> Verdict | None:
    """A page of cookies' or an age's consent in the place of the text; never a notice above one."""
    buttons = [*view.by_tag["button"], *view.anchors, *view.by_tag["input"]][:200]
    accepting = [one for one in buttons if ACCEPT.fullmatch(_label_of(one))]
    if not accepting or (view.prose and all(_is_in_notice(view, one) for one in accepting)):
        return None
    can_refuse = any(REFUSE.fullmatch(_label_of(one)) for one in buttons)
    for words, what in ((CONSENT, "cookies"), (AGE, "an age")):
        if not words.search(view.text.casefold()):
            continue
        own = sum(len(one.text) for one in view.prose if not words.search(one.text.casefold()))
        is_address = what == "cookies" and CONSENT_ADDRESS.fullmatch(_last_of_path(view)) is not None
        says = words.search((view.h1 or view.title).casefold()) is not None or is_address
        if own > (_LONG_WALL_PROSE if is_address and can_refuse else _WALL_PROSE if says else _CONSENT_PROSE):
            continue
        others = [one for one in view.headings if not words.search(one.casefold())]
        if not says and (others or _has_content(view) or len(view.text) > 4 * _SHORT_CHARACTERS):
            continue
        if not says and (any(map(_is_empty_shell, view.root.iter("div"))) or _is_framed(view)):
            # The notice is an ordinary one: what is missing is the page behind it.
            needs = "without running its scripts" if _has_shell(view) or view.scripts else f"but a notice on {what}"
            return Verdict("empty", f"nothing to read {needs}")
        return Verdict("consent", f"asks for consent to {what} in the place of the text")
    return None


def _label_of(button: HtmlElement) -> str:
    return (text_of(button) or attribute(button, "value")).casefold().strip(" .!")


def _is_in_notice(view: PageView, button: HtmlElement) -> bool:
    """Whether a button stands in what is named a notice of cookies."""
    parent = button.getparent()
    return parent is not None and view.place_of(parent) == "cookie"


def _is_framed(view: PageView) -> bool:
    """Whether the site's own menu stands around the page."""
    host = host_of(view.url)
    found = {one.url for one in view.links if host_of(one.url) == host and not _is_in_notice(view, one.element)}
    return len(found) >= _MENU_LINKS


def judge_copy(view: PageView, hosts: Sequence[str]) -> Verdict | None:
    """A page of a foreign host, or of a staging one, that is another site's copy."""
    host, owned = host_of(view.url), {host_of(f"//{one}") for one in hosts if one}
    if host in owned and _STAGING.fullmatch(host.partition(".")[0]) is None and not _is_hidden(view):
        return None
    if owned and host not in owned:
        kind = "a staging copy" if _STAGING.fullmatch(host.partition(".")[0]) else "a copy on a foreign host"
        return Verdict("staging", f"{kind}: {host} is none of the source's hosts")
    stated = {host_of(one) for one in (read_canonical_url(view), view.metas.get("og:url"), view.base) if one}
    foreign = min(stated - {host, ""} - {f"www.{host}"}, default=None)
    if foreign is None or (host in owned and foreign in owned):
        return None
    if _STAGING.fullmatch(host.partition(".")[0]) and host not in owned:
        return Verdict("staging", f"a staging copy: {host} says that its own address is on {foreign}")
    if _is_hidden(view) and not _STAGING.fullmatch(foreign.partition(".")[0]):
        return Verdict("staging", f"a copy that asks not to be indexed and says that the page's own host is {foreign}")
    return None


def _is_hidden(view: PageView) -> bool:
    return "noindex" in view.metas.get("robots", "").lower()


def _leads_to_login(view: PageView) -> bool:
    own = (urlsplit(one.url).path for one in view.links if host_of(one.url) == host_of(view.url))
    return any(_LOGIN_PATH.search(path) for path in own)


def _last_of_path(view: PageView) -> str:
    """The last part of the page's own path, in lower case."""
    return urlsplit(view.url).path.rstrip("/").rpartition("/")[2].casefold()


def _is_empty_shell(element: HtmlElement) -> bool:
    """Whether an element is the place that a script fills in, still empty."""
    return attribute(element, "id") in _SHELL_IDS and not text_of(element) and next(element.iter("img"), None) is None


def _has_shell(view: PageView) -> bool:
    return any(attribute(one, "id") in _SHELL_IDS for one in view.root.iter("div"))


def _has_content(view: PageView) -> bool:
    """Whether the page itself shows a picture or leads to a file."""
    if any(is_attachment(one.url) for one in view.links):
        return True
    return any(not view.place_of(one) and not _is_dot(one) for tag in _PICTURES for one in view.by_tag[tag])


def _is_dot(element: HtmlElement) -> bool:
    return any(attribute(element, name).removesuffix("px") in {"0", "1"} for name in ("width", "height"))
