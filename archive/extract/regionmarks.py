"""Which blocks of a page are of a menu, a side list, a header or a caption: by the elements around them."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from archive.extract.consent import is_consent_box, is_consent_line, speaks_of_cookies
from archive.extract.regions import class_words, classify_region, is_lead

if TYPE_CHECKING:
    from archive.extract.blocks import Page

_JUNK_SHARE = 0.4
"""An element that holds this share of the page's prose is no sidebar, whatever its class says."""
_SMALL_CHARS = 250


def _mark_consent(page: Page) -> None:
    """Mark what asks for consent to cookies, however long it is, where the page is not about them."""
    if not speaks_of_cookies("\n".join([block.text for block in page.blocks])):
        return
    if any(block.element.tag == "h1" and speaks_of_cookies(block.text) for block in page.blocks):
        return
    for element in page.regions:
        own = page.blocks_of(element) if is_consent_box(element, class_words(element)) else []
        if len(own) < len(page.blocks) and any(speaks_of_cookies(block.text) for block in own):
            for block in own:
                block.region = "junk"
    lines = [block for block in page.blocks if not block.region and is_consent_line(block.text)]
    if sum(block.prose for block in lines) < sum(block.prose for block in page.blocks):
        for block in lines:
            block.region = "junk"


def mark_regions(page: Page) -> None:
    """Mark the blocks of the page's regions, and count the prose of what is left."""
    _mark_consent(page)
    sums = list(accumulate([block.prose for block in page.blocks], initial=0))
    total = sums[-1] or 1
    junk_end = 0
    for element in page.regions:
        start, end = page.spans.get(element, (0, 0))
        if end <= junk_end:
            continue
        region = classify_region(element)
        if region == "small":
            if sum(len(block.text) for block in page.blocks[start : min(end, start + 40)]) > _SMALL_CHARS:
                continue
            if element.find(".//h1") is not None or element.find(".//h2") is not None:
                continue
        elif sums[end] - sums[start] > _JUNK_SHARE * total:
            continue
        junk_end = end if region == "junk" else junk_end
        for block in page.blocks[start:end]:
            if block.region != "junk" and not (
                region == "header" and element.tag == "header" and is_lead(block.element)
            ):
                block.region = region
    page.prose_sums = list(accumulate([block.prose for block in page.blocks], initial=0))
