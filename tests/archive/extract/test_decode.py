"""The same text in every encoding that old Baltic sites were written in, whatever they declare."""

from __future__ import annotations

import pytest

from archive.extract.decode import decode_html

TEXTS = {
    "lt": "Biržų kaimo bendruomenės šventė „Žydinti pieva“ – tai proga susitikti čia, prie ąžuolų, ir įvertinti ūkį.",
    "lv": "Biedrības „Ķekava“ ļaudis šoruden rīko gadatirgu – ģimenes aicinātas nākt, žūrija vērtēs mājražotājus.",
    "et": "Külaselts kutsub õpitoale – „Šašlõkk ja žürii“ ootab kõiki, kes mäletavad vanu töövõtteid ja üritusi.",
    "ru": "Общество приглашает всех на осеннюю ярмарку – «Праздник урожая» пройдёт в субботу у мельницы.",
}
BALTIC = ("windows-1257", "iso-8859-4", "iso-8859-13", "utf-8", "utf-16-le", "utf-16-be", "utf-16")
CYRILLIC = ("windows-1251", "koi8-r", "utf-8", "utf-16-le")
CASES = [(name, code) for name in ("lt", "lv", "et") for code in BALTIC] + [("ru", code) for code in CYRILLIC]
TYPES = (None, "text/html; charset=utf-8", "text/html; charset=ISO-8859-1", "text/html; charset=windows-1252")


def _page(text: str, charset: str | None, encoding: str) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    page = f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"
    for sign, plain in (("–", "-"), ("„", '"'), ("“", '"'), ("«", '"'), ("»", '"')):
        try:
            sign.encode(encoding)
        except UnicodeEncodeError:
            page = page.replace(sign, plain)
    return page


@pytest.mark.parametrize("content_type", TYPES)
@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_text_is_the_same_whatever_is_declared(language: str, encoding: str, content_type: str | None) -> None:
    for declared in (None, encoding, "utf-8", "windows-1252"):
        page = _page(TEXTS[language], declared, encoding)
        assert decode_html(page.encode(encoding), content_type, ()) == page


@pytest.mark.parametrize("mistaken", ["windows-1252", "latin-1"])
@pytest.mark.parametrize("language", TEXTS)
def test_text_encoded_twice_is_mended(language: str, mistaken: str) -> None:
    twice = "".join(bytes([byte]).decode(mistaken, "ignore") or chr(byte) for byte in TEXTS[language].encode())
    assert decode_html(f"<p>{twice}</p>".encode(), None, ()) == f"<p>{TEXTS[language]}</p>"


def test_text_taken_for_baltic_characters_is_mended_with_its_quotes() -> None:
    page = _page("Biedrība „Rudzu vārpa” rīko tirgu, un ļaudis dalās ieraugos.", "utf-8", "utf-8")
    mistaken = "".join(bytes([one]).decode("cp1257", "ignore") or chr(one) for one in page.encode())
    assert decode_html(mistaken.encode(), "text/html; charset=utf-8", ()) == page


def test_an_undeclared_western_page_with_estonian_letters_is_read() -> None:
    page = _page("Külaseltsi õpitoas küpsetati šašlõkki ja kõik žüriid jäid rahule.", None, "iso-8859-15")
    assert decode_html(page.encode("iso-8859-15"), None, ()) == page


def test_windows_quotes_in_an_iso_page_are_quotes() -> None:
    page = "<meta charset=iso-8859-4><p>" + "Žemė ir čia „".encode("iso-8859-4", "ignore").decode("iso-8859-4") + "</p>"
    html = page.encode("iso-8859-4").replace(b"</p>", b"\x84Tirgus\x93 \x96 viss</p>")
    assert decode_html(html, None, ("lt",)).endswith("„Tirgus“ – viss</p>")


def test_one_broken_character_makes_no_other_encoding() -> None:
    html = TEXTS["lt"].encode() + "ž".encode()[:1] + b"."
    assert decode_html(html, None, ()) == f"{TEXTS['lt']}\ufffd."


def test_names_that_are_no_text_encodings_are_passed_over() -> None:
    page = TEXTS["lv"]
    assert decode_html(page.encode("windows-1257"), "text/html; charset=rot13", ()) == page
    assert decode_html(page.encode("windows-1257"), "text/html; charset=nothing", ()) == page


def test_empty_page_is_empty() -> None:
    assert decode_html(b"", None, ()) == ""
