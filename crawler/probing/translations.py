"""Where a home page says that its site is shown in another language."""

from __future__ import annotations

from urllib.parse import urlsplit

from archive.errors import PayloadError
from archive.urls import format_urlkey, host_of
from crawler.discovery.seeds.page_languages import read_language
from crawler.discovery.seeds.page_links import read_page_links
from crawler.probing.answers import Answer

_LANGUAGES = ("lt", "lv", "et", "en", "ru")
"""In which outlets of the region have news of their own."""


def find_translations(home: Answer) -> dict[str, str]:
    """Language to the address of the home page in it, on the same host; without the page's own."""
    try:
        page = read_page_links(home.body, home.url, home.content_type)
    except PayloadError:
        return {}
    own = read_language(page.language)
    named = [(link.language, link.url) for link in page.heads if "alternate" in link.rels]
    named += [(anchor.language or _folder_of(anchor.url), anchor.url) for anchor in page.anchors]
    found: dict[str, str] = {}
    for text, url in named:
        language = read_language(text)
        is_other = language in _LANGUAGES and language != own and format_urlkey(url) != format_urlkey(home.url)
        if is_other and language is not None and host_of(url) == host_of(home.url):
            found.setdefault(language, url)
    return found


def _folder_of(url: str) -> str:
    """`en` of an address whose whole path is `/en/`; empty for any other."""
    parts = urlsplit(url)
    folders = [part for part in parts.path.split("/") if part]
    return folders[0] if len(folders) == 1 and not parts.query else ""
