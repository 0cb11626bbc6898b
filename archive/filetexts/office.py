"""The text of Word, Excel, PowerPoint and OpenDocument files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from archive.filetexts.values import UnreadableTextError
from archive.filetexts.zipped import ZippedFile, find_name, iter_elements

_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_STRINGS = "xl/sharedStrings.xml"
_MANIFEST = "META-INF/manifest.xml"
_DIGITS_LIMIT = 10

_UNSEEN = frozenset({"Fallback", "rPh", "tracked-changes", "annotation", "moveFrom"})
"""Elements whose text is another's copy, a reading aid, a remark, or was taken out."""

_SPACES = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "s": " ",
    "line-break": "\n",
    "noBreakHyphen": "-",
    "p": "\n",
    "h": "\n",
}


def read_office(body: bytes) -> Iterator[str]:
    """The paragraphs, or rows of cells, in order. Raises UnreadableTextError."""
    file = ZippedFile(body)
    if "word/document.xml" in file.names:
        for name in ("word/document.xml", *(name for name in _NOTES if name in file.names)):
            yield from _read_paragraphs(file.read(name), holder="t")
    elif "xl/workbook.xml" in file.names:
        yield from _read_workbook(file)
    elif "ppt/presentation.xml" in file.names:
        for name in file.list_numbered(_SLIDE):
            yield from _read_paragraphs(file.read(name), holder="t")
    elif "content.xml" in file.names:
        if _MANIFEST in file.names and b"encryption-data" in file.read(_MANIFEST):
            raise UnreadableTextError("encrypted", "it needs a password")
        yield from _read_paragraphs(file.read("content.xml"), holder=None)
    else:
        raise UnreadableTextError("unsupported", "it is an archive of other files")


def _read_paragraphs(body: bytes, *, holder: str | None) -> Iterator[str]:
    """`holder`: the element that text stands in; None for text that stands anywhere in a paragraph."""
    for element in iter_elements(body, "p", "h"):
        yield "".join(_iter_texts(element, holder))


def _iter_texts(element: etree._Element, holder: str | None) -> Iterator[str]:
    name = find_name(element)
    if not name or name in _UNSEEN:
        return
    yield _SPACES.get(name, "")
    if holder is None or name == holder:
        yield element.text or ""
    for child in element:
        yield from _iter_texts(child, holder)
        if holder is None:
            yield child.tail or ""


def _read_workbook(file: ZippedFile) -> Iterator[str]:
    for sheet in iter_elements(file.read("xl/workbook.xml"), "sheet"):
        yield sheet.get("name") or ""
    strings: list[str] = []
    if _STRINGS in file.names:
        strings = ["".join(_iter_texts(one, "t")) for one in iter_elements(file.read(_STRINGS), "si")]
    for name in file.list_numbered(_SHEET):
        for row in iter_elements(file.read(name), "row"):
            yield "\t".join(filter(None, (_read_cell(cell, strings) for cell in row)))


def _read_cell(cell: etree._Element, strings: list[str]) -> str:
    """What a cell shows: one of the workbook's strings, its own, or its value (a date is a number of days)."""
    value = "".join(child.text or "" for child in cell if find_name(child) == "v").strip()
    if cell.get("t") != "s":
        return value or "".join(_iter_texts(cell, "t")).strip()
    number = int(value) if value.isascii() and value.isdigit() and len(value) < _DIGITS_LIMIT else -1
    return strings[number].strip() if 0 <= number < len(strings) else ""
