"""Pictures, attached files and the canonical address of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from lxml.html import HtmlElement

from archive.extract.blocks import clean_text
from archive.extract.tree import attribute, text_of
from archive.records import Attachment, Image
from archive.urls import host_of, join_url

_FILE = re.compile(
    r"\.(?:pdf|docx?|docm|odt|ods|odp|rtf|xlsx?|xlsm|csv|pptx?|pps|ppsx|zip|rar|7z|edoc|asice|adoc|ddoc"
    r"|bdoc|p7s|epub)$",
    re.I,
)
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp)$", re.I)
_DOWNLOAD = re.compile(r"/media/\d+/download/?$", re.I)
_GENERIC_NAME = re.compile(
    r"^(?:lejup\w+(?: .{0,12})?|parsisiusti|atsisiusti|lae alla|laadi alla|download|skatit|ziureti|vaata"
    r"|seit|cia|siin|here|pdf|docx?|fails|failas|fail)$"
)
_CAPTION_CLASS = re.compile(r"caption|paraksts|apras", re.I)
_CANDIDATE = re.compile(r"(?!data:)([^\s,]\S*[^\s,])(?:\s+([\d.]{1,9})[wx])?\s*(?:,|$)")
_SMALLEST_PIXELS = 48
_VIEWER_KEYS = ("url", "file", "src", "pdf")


def is_attachment(href: str) -> bool:
    """Whether a link's address is a file to be downloaded."""
    try:
        path = urlsplit(href).path
    except ValueError:
        return False
    return bool(_FILE.search(path) or _DOWNLOAD.search(path))


def is_image_link(href: str) -> bool:
    """Whether a link's address is a picture's."""
    try:
        return bool(_IMAGE_FILE.search(urlsplit(href).path))
    except ValueError:
        return False


def embedded_file(element: HtmlElement) -> str:
    """The address of the file that a frame shows, itself or through a viewer; empty when it shows none."""
    if element.tag not in {"iframe", "object", "embed"}:
        return ""
    for name in ("src", "data", "data-src", "data-lazy-src"):
        address = attribute(element, name)
        if is_attachment(address):
            return address
        try:
            inner = parse_qs(urlsplit(address).query)
        except ValueError:
            continue
        viewed = next((one for key in _VIEWER_KEYS for one in inner.get(key, ()) if is_attachment(one)), "")
        if viewed:
            return viewed
    return ""


def read_attachments(elements: Iterable[HtmlElement], url: str) -> tuple[Attachment, ...]:
    """Files that `a` elements lead to and frames show, each once, named by link text, title or file name."""
    found: dict[str, Attachment] = {}
    for link in elements:
        href = _file_address(link)
        absolute = join_url(url, href) if href else None
        if absolute is not None and absolute not in found:
            found[absolute] = Attachment(absolute, _name_of(link, absolute))
    return tuple(found.values())


def _file_address(element: HtmlElement) -> str:
    if element.tag != "a":
        return embedded_file(element)
    href = attribute(element, "href")
    is_file = is_attachment(href) or (element.get("download") is not None and not is_image_link(href))
    return href if is_file else ""


def read_images(elements: Iterable[HtmlElement], url: str) -> tuple[Image, ...]:
    """Pictures that `img` elements show or a text link leads to, each once; tracking dots and icons left out.

    Of a small picture that links to itself in full size, the full one.
    """
    found: dict[str, Image] = {}
    for image in elements:
        if image.tag == "a" and is_image_link(attribute(image, "href")) and image.find(".//img") is None:
            linked = join_url(url, attribute(image, "href"))
            if linked is not None:
                found.setdefault(linked, Image(linked))
        if image.tag != "img":
            continue
        shown = next(filter(None, (join_url(url, source) for source in _sources(image))), None)
        absolute = _find_full(image, shown, url) or (None if is_icon(image) else shown)
        if absolute is not None and absolute not in found:
            found[absolute] = Image(absolute, clean_text(attribute(image, "alt")) or None, _caption_of(image))
    return tuple(found.values())


def _find_full(image: HtmlElement, shown: str | None, url: str) -> str | None:
    """The picture that the link around a shown one leads to, on the host of either; None without one."""
    link = next(image.iterancestors("a"), None)
    href = attribute(link, "href") if link is not None else ""
    full = join_url(url, href) if is_image_link(href) else None
    hosts = {host_of(url), host_of(shown) if shown is not None else ""}
    return full if full is not None and host_of(full) in hosts else None


def read_canonical(root: HtmlElement, url: str) -> str | None:
    """The absolute address of `link rel=canonical`; None without one."""
    for link in root.iter("link"):
        if "canonical" in attribute(link, "rel").lower().split() and attribute(link, "href"):
            return join_url(url, attribute(link, "href"))
    return None


def _sources(image: HtmlElement) -> Iterator[str]:
    for name in ("data-src", "data-lazy-src", "data-original", "src"):
        source = attribute(image, name)
        if source and not source.startswith("data:"):
            yield source
    for name in ("srcset", "data-srcset"):
        sizes = [(size, source) for source, size in _CANDIDATE.findall(attribute(image, name))]
        yield from (source for _, source in sorted(sizes, key=lambda found: -float(found[0] or 1)))


def is_icon(image: HtmlElement) -> bool:
    """Whether a picture is a button, a bullet or a tracking dot by its given size."""
    sizes = [attribute(image, name).removesuffix("px") for name in ("width", "height")]
    return any(size.isdigit() and int(size) < _SMALLEST_PIXELS for size in sizes)


def _caption_of(image: HtmlElement) -> str | None:
    for ancestor in list(image.iterancestors())[:4]:
        if ancestor.tag in {"body", "td", "article", "main"}:
            return None
        captions = [
            one
            for one in ancestor.iterdescendants()
            if one.tag == "figcaption" or _CAPTION_CLASS.search(one.get("class") or "")
        ]
        if captions:
            return clean_text(text_of(captions[0])) or None
        if ancestor.tag == "figure":
            return None
    return None


def _name_of(link: HtmlElement, absolute: str) -> str | None:
    text, title = clean_text(text_of(link)), clean_text(attribute(link, "title"))
    if text and not _GENERIC_NAME.match(text.lower()):
        return text
    filename = clean_text(unquote(urlsplit(absolute).path.rpartition("/")[2]))
    return title or (filename if _FILE.search(filename) else "") or text or filename or None
