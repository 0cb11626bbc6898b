"""The text of attached files, and what is said of those that have none."""

from __future__ import annotations

import pytest

from archive.filetexts import reading, zipped
from archive.filetexts.reading import read_text
from archive.filetexts.values import MAX_CHARS
from tests.archive.filetexts.made import (
    lock_pdf,
    make_docx,
    make_odt,
    make_pdf,
    make_pptx,
    make_xlsx,
    make_zip,
)

LINES = ("Vietos projektų atrankos taisyklės", "Didžiausia paramos suma – 45 000 eurų.")


def test_pages_of_a_pdf_are_read_with_their_letters() -> None:
    found = read_text(make_pdf(LINES, ("Pielikums: ķiršu dārzs",)))
    assert (found.state, found.reason) == ("read", None)
    assert found.text.splitlines() == [*LINES, "Pielikums: ķiršu dārzs"]


def test_words_that_a_pdf_breaks_are_joined() -> None:
    found = read_text(make_pdf(("Paraiškos pateik-", "iamos iki gegužės, Biržų-", "Kupiškio ruožas")))
    assert "pateikiamos" in found.text.replace("\n", " ")
    assert "Biržų-Kupiškio" in found.text


def test_a_pdf_that_anyone_may_read_is_read_though_encrypted() -> None:
    assert read_text(lock_pdf(make_pdf(LINES), password="")).text.splitlines() == list(LINES)


def test_a_pdf_with_a_password_is_said_to_need_it() -> None:
    found = read_text(lock_pdf(make_pdf(LINES), password="slaptas"))
    assert (found.state, found.text, found.reason) == ("encrypted", "", "it needs a password")


def test_a_scan_is_said_to_have_no_text() -> None:
    found = read_text(make_pdf((), ()))
    assert (found.state, found.text) == ("empty", "")
    assert "scan" in (found.reason or "")


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7",
        make_pdf(LINES)[:150],
        make_docx(*LINES)[:-40],
        make_docx(body="<w:p><w:r>"),
        make_zip({"word/document.xml": b"\x00\x01"}),
        b"PK\x03\x04",
    ],
)
def test_a_broken_file_is_said_to_be_damaged(body: bytes) -> None:
    found = read_text(body)
    assert (found.state, found.text) == ("damaged", "")
    assert found.reason


def test_word_paragraphs_tables_and_text_boxes_are_read_once() -> None:
    body = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Suma</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>Iki</w:t><w:tab/><w:t>rytojaus</w:t><w:delText>vakar</w:delText></w:r>"
        "<w:r><w:t>, visi</w:t></w:r></w:p>"
        "<w:p><Alternate><Choice><w:p><w:r><w:t>Rėmelis</w:t></w:r></w:p></Choice>"
        "<Fallback><w:p><w:r><w:t>Rėmelis</w:t></w:r></w:p></Fallback></Alternate></w:p>"
    )
    found = read_text(make_docx(*LINES, body=body))
    assert found.text.splitlines() == [*LINES, "Suma", "Iki rytojaus, visi", "Rėmelis"]


def test_sheets_of_a_workbook_are_read_row_by_row() -> None:
    found = read_text(make_xlsx({"Biudžetas": [["Darbai", 1200], ["Įranga", 80.5]], "Grupės": [["Utena", "Įranga"]]}))
    assert found.text.splitlines() == ["Biudžetas", "Grupės", "Darbai 1200", "Įranga 80.5", "Utena Įranga"]


def test_slides_are_read_in_their_order() -> None:
    found = read_text(make_pptx(*(f"skaidrė {number}" for number in range(1, 12))))
    assert found.text.splitlines() == [f"skaidrė {number}" for number in range(1, 12)]


def test_text_in_and_around_spans_of_open_document_keeps_its_order() -> None:
    body = (
        "<text:h>Kvietimas</text:h>"
        "<text:p>Kviečiame <text:span>visus<text:s/></text:span>atvykti<!-- x --> čia.</text:p>"
    )
    assert read_text(make_odt(body)).text.splitlines() == ["Kvietimas", "Kviečiame visus atvykti čia."]


def test_locked_office_files_are_said_to_need_a_password() -> None:
    assert read_text(make_odt("<text:p/>", manifest="<m><encryption-data/></m>")).state == "encrypted"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    assert read_text(ole + "EncryptedPackage".encode("utf-16-le")).state == "encrypted"
    assert read_text(ole).state == "unsupported"


def test_what_is_no_such_file_is_said_not_to_be_read() -> None:
    for body in (b"", b"\xff\xd8\xff\xe0", b"<html></html>", make_zip({"nuotrauka.jpg": b"\xff\xd8"})):
        assert read_text(body).state == "unsupported"


def test_a_file_beyond_the_limit_is_marked_and_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    assert read_text(make_docx(*LINES)).state == "read"
    assert read_text(make_docx(*LINES) + bytes(1000)).state == "too-large"


def test_a_packed_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_UNPACKED_BYTES", 1 << 20)
    found = read_text(make_docx("a" * (2 << 20)))
    assert (found.state, found.text) == ("too-large", "")


def test_entities_are_neither_expanded_nor_fetched() -> None:
    told = (
        '<!DOCTYPE d [<!ENTITY a "AAAAAAAAAA"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="urn:w"><w:p><w:r><w:t>Tekstas &b;&f; lieka</w:t></w:r></w:p></w:document>'
    )
    found = read_text(make_zip({"word/document.xml": told}))
    assert "AAAA" not in found.text
    assert "root" not in found.text


def test_a_long_text_is_cut_and_said_to_be() -> None:
    found = read_text(make_docx(*["žodis " * 1000] * 200))
    assert (found.state, len(found.text)) == ("read", MAX_CHARS)
    assert "first" in (found.reason or "")


def test_deep_markup_costs_no_crash() -> None:
    deep = "<w:r>" * 5000 + "<w:t>giliai</w:t>" + "</w:r>" * 5000
    assert read_text(make_docx(body=f"<w:p>{deep}</w:p>")).state in {"read", "damaged"}
