"""Lines made of links: to other pages, to the article before or after, to files."""

from __future__ import annotations

import re

from archive.extract.blocks import Block
from archive.extract.datelines import is_date_line
from archive.extract.lines import cut_pointer_label, is_file_size, is_neighbour_line
from archive.extract.links import is_attachment
from archive.extract.months import fold
from archive.extract.title import MAX_CHARS
from archive.extract.tree import attribute
from archive.urls import host_of, join_url

_NEIGHBOUR_SHARE = 0.4
_RELATED_CHARS = 160
_RELATED = re.compile(
    r"(?:saistit\w{1,3}|susij(?:e|us\w{0,4})|seotud|related|lidzig\w{1,3}|panas(?:us|ios|i)|sarnase\w{0,2}|похож\w{2,3}"
    r"|связанн\w{2,3}|по теме)(?: (?:zin|rakst|jaunum|publikacij|tem|straipsn|naujien|iras|uudis|artik\w?l|teema"
    r"|postitus|news|article|post|stor|стат|новост|материал)\w{0,4})?\s*:\s*"
)
_ADDRESS = re.compile(r"https?://|www\.|@")


def is_way_onward(block: Block, url: str) -> bool:
    """Whether a line is nothing but links to other pages of its site."""
    if block.link_share < 0.9 or not block.links or leads_to_file(block) or block.element.tag == "p":
        return False
    return _stays_home(block, url)


def is_neighbour(block: Block, url: str) -> bool:
    """`Ankstesnis: <link> 2024-05-06`, `Seotud: <link>`: a way to the article before or after this one, or like it."""
    if _is_related(block, url):
        return True
    if not block.links or len(block.text) > MAX_CHARS or not is_neighbour_line(block.text):
        return False
    return block.link_share >= _NEIGHBOUR_SHARE and _stays_home(block, url)


def _is_related(block: Block, url: str) -> bool:
    """Whether a line is a label of related news with nothing behind it but a title, linked or not, or a date."""
    if len(block.text) > _RELATED_CHARS:
        return False
    label = _RELATED.match(fold(block.text))
    rest = block.text[label.end() :] if label is not None else cut_pointer_label(block.text)
    if not rest or _ADDRESS.search(rest) or leads_to_file(block):
        return False
    if block.links:
        return _stays_home(block, url)
    return is_date_line(rest) or rest[-1] not in ".!?;:"


def is_sized_file(block: Block) -> bool:
    """`programa.pdf (240 kB)`: a link to a file and its size, and nothing else."""
    rest = text_without_links(block)
    if not rest or not is_file_size(rest):
        return False
    return all(is_attachment(attribute(link, "href")) for link in block.links)


def leads_to_file(block: Block) -> bool:
    """Whether a line has a link to a file."""
    return any(is_attachment(attribute(link, "href")) for link in block.links)


def text_without_links(block: Block) -> str | None:
    """A short line's text outside its links; None when it has no links."""
    if not block.links or len(block.text) > 200:
        return None
    text = block.text
    for link in block.links:
        words = " ".join("".join(str(piece) for piece in link.itertext()).split())
        text = text.replace(words, " ", 1) if words else text
    return text


def _stays_home(block: Block, url: str) -> bool:
    return {host_of(join_url(url, attribute(link, "href")) or url) for link in block.links} == {host_of(url)}
