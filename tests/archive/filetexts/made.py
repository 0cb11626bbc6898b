"""Files as groups attach them, made here: PDF, Word, Excel, PowerPoint, OpenDocument."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def make_pdf(*pages: Sequence[str]) -> bytes:
    """A PDF file of pages of lines; letters are told by a table of characters, as editors write them."""
    letters = sorted({letter for page in pages for line in page for letter in line})
    code = {letter: number for number, letter in enumerate(letters, 1)}
    table = "".join(f"<{number:02X}> <{ord(letter):04X}>\n" for letter, number in code.items())
    unicodes = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange\n<00> <FF>\n"
        f"endcodespacerange\n{len(code)} beginbfchar\n{table}endbfchar\nendcmap end end"
    )
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>",
        _stream(unicodes),
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        shown = "".join(f"<{''.join(f'{code[letter]:02X}' for letter in line)}> Tj 0 -14 Td\n" for line in page)
        objects.append(_stream(f"BT /F1 11 Tf 60 780 Td\n{shown}ET"))
    return _write_pdf(objects)


def lock_pdf(body: bytes, *, password: str) -> bytes:
    """The file encrypted; with an empty password anyone may read it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(body)))
    writer.encrypt(password, "šeimininkas", algorithm="AES-256")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def make_zip(members: dict[str, str | bytes]) -> bytes:
    """A ZIP file, packed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return written.getvalue()


def make_docx(*paragraphs: str, body: str = "") -> bytes:
    """A Word file; `body`: markup after the paragraphs."""
    told = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r></w:p>' for one in paragraphs)
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{told}{body}</w:body></w:document>'
    return make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def make_xlsx(sheets: dict[str, Sequence[Sequence[str | float]]]) -> bytes:
    """An Excel file, its strings in their own table as Excel writes them."""
    strings = list(dict.fromkeys(cell for rows in sheets.values() for row in rows for cell in row if _is_text(cell)))
    names = "".join(f'<sheet name="{escape(name)}" sheetId="{n}"/>' for n, name in enumerate(sheets, 1))
    shared = "".join(f"<si><t>{escape(str(text))}</t></si>" for text in strings)
    members: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}"><sheets>{names}</sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_SHEET}">{shared}</sst>',
    }
    for number, rows in enumerate(sheets.values(), 1):
        told = "".join(f"<row>{''.join(_make_cell(cell, strings) for cell in row)}</row>" for row in rows)
        members[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_SHEET}"><sheetData>{told}</sheetData></worksheet>'
        )
    return make_zip(members)


def make_pptx(*slides: str) -> bytes:
    """A PowerPoint file of slides of one line."""
    members: dict[str, str | bytes] = {"ppt/presentation.xml": "<presentation/>"}
    for number, line in enumerate(slides, 1):
        members[f"ppt/slides/slide{number}.xml"] = (
            f'<sld xmlns:a="{_DRAWING}"><a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p></sld>'
        )
    return make_zip(members)


def make_odt(body: str, *, manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument text of that markup."""
    content = f'<d xmlns:text="urn:t" xmlns:office="urn:o"><office:text>{body}</office:text></d>'
    return make_zip({"content.xml": content, "META-INF/manifest.xml": manifest})


def _is_text(cell: str | float) -> bool:
    return isinstance(cell, str)


def _make_cell(cell: str | float, strings: Sequence[object]) -> str:
    return f'<c t="s"><v>{strings.index(cell)}</v></c>' if _is_text(cell) else f"<c><v>{cell}</v></c>"


def _stream(text: str) -> bytes:
    body = text.encode("ascii")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)


def _write_pdf(objects: Sequence[bytes]) -> bytes:
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(written)
