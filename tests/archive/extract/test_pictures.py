"""Which pictures an article has: each once, in the largest size that the page leads to."""

from __future__ import annotations

import pytest
from lxml import html

from archive.extract.links import read_images
from archive.records import Image

_URL = "https://vvg.example/naujienos/vasaros-stovykla"
_FULL = "https://vvg.example/f/g/2.jpg"


def _read(inside: str) -> tuple[Image, ...]:
    root = html.fromstring(f"<html><body><div id=text>{inside}</div></body></html>")
    return read_images([element for element in root.iter() if element.tag in {"a", "img"}], _URL)


@pytest.mark.parametrize(
    "inside",
    [
        "<a href='/f/g/2.jpg'><img src='/f/g/2-300x200.jpg' alt='Vaikai prie ežero'></a>",
        "<a href='/f/g/2.jpg'><span><img src='/cache/a1b2.png' alt='Vaikai prie ežero' width=40 height=40></span></a>",
        "<a href='https://vvg.example/f/g/2.jpg' class=lightbox>"
        "<img data-src='https://cdn.example/2-300x200.jpg' alt='Vaikai prie ežero'></a>",
    ],
)
def test_of_a_thumbnail_the_picture_it_links_to_is_taken(inside: str) -> None:
    assert _read(inside) == (Image(_FULL, "Vaikai prie ežero"),)


def test_a_caption_stays_with_the_picture_in_full_size() -> None:
    figure = "<figure><a href='/f/g/2.jpg'><img src='/f/g/2-300x200.jpg'></a><figcaption>Stovykla</figcaption></figure>"
    assert _read(figure) == (Image(_FULL, None, "Stovykla"),)


def test_a_gallery_holds_each_picture_once() -> None:
    inside = "".join(f"<a href='/f/g/{n}.jpg'><img src='/f/g/{n}-150x150.jpg'></a>" for n in (1, 2, 2, 3))
    assert [one.url for one in _read(inside)] == [f"https://vvg.example/f/g/{n}.jpg" for n in (1, 2, 3)]


@pytest.mark.parametrize("href", ["/projektai/stovykla", "/f/g/tvarka.pdf", "https://elsewhere.example/2.jpg"])
def test_a_picture_that_links_elsewhere_stays_itself(href: str) -> None:
    shown = _read(f"<a href='{href}'><img src='/f/g/2-300x200.jpg'></a>")
    assert [one.url for one in shown] == ["https://vvg.example/f/g/2-300x200.jpg"]


def test_of_sizes_without_a_source_the_largest_is_taken() -> None:
    sizes = "/f/g/2-300x200.jpg 300w, /f/g/2.jpg 2048w, /f/g/2-1024x683.jpg 1024w"
    assert [one.url for one in _read(f"<img srcset='{sizes}'>")] == [_FULL]
    assert [one.url for one in _read(f"<img src='/f/g/3.jpg' srcset='{sizes}'>")] == ["https://vvg.example/f/g/3.jpg"]
    assert [one.url for one in _read("<img data-srcset='data:image/gif;base64,R0lGOD 1x, /f/g/2.jpg 2x'>")] == [_FULL]
    assert [one.url for one in _read("<img srcset='/f/g/2.jpg'>")] == [_FULL]
