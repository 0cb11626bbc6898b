"""Elements to plain text, and bytes to characters."""

from __future__ import annotations

from lxml.html import document_fromstring

from archive.extract.blocks import read_page
from archive.extract.decode import decode_html
from archive.extract.serialise import format_text


def _text(markup: str) -> str:
    body = document_fromstring(f"<html><body><div>{markup}</div></body></html>").find("body")
    assert body is not None
    return format_text([block for block in read_page(body).blocks if not block.region])


def test_paragraphs_are_parted_by_one_blank_line() -> None:
    assert _text("<p>Viens.</p>\n<p> Divi\n trīs.&nbsp;</p>") == "Viens.\n\nDivi trīs."


def test_single_break_within_a_sentence_is_a_space_and_a_double_one_parts_paragraphs() -> None:
    assert _text("Pirma<br>eilutė tęsiasi<br><br>Antra pastraipa.") == "Pirma eilutė tęsiasi\n\nAntra pastraipa."


def test_single_break_after_a_sentence_parts_paragraphs() -> None:
    assert _text("Pirmas sakinys.<br>Antras sakinys.") == "Pirmas sakinys.\n\nAntras sakinys."


def test_list_items_stand_one_a_line() -> None:
    assert _text("<p>Plāno:</p><ul><li>vienu;</li><li><p>divus.</p></li></ul>") == "Plāno:\n\n- vienu;\n- divus."


def test_article_within_a_list_item_is_no_list() -> None:
    markup = "<ul><li><b>Antraštė</b><p>Viena.</p><p>Dvi.</p><p>Trys.</p><p>Keturios.</p></li></ul>"
    assert _text(markup) == "Antraštė\n\nViena.\n\nDvi.\n\nTrys.\n\nKeturios."


def test_table_rows_stand_one_a_line_with_bars() -> None:
    markup = "<table><tr><th>Gads</th><th>Summa</th></tr><tr><td>2021</td><td>5<br>EUR</td></tr></table>"
    assert _text(markup) == "Gads | Summa\n2021 | 5 EUR"


def test_layout_table_is_read_as_its_cells() -> None:
    assert (
        _text("<table><tr><td>Viena.</td></tr><tr><td><p>Dvi.</p><p>Trys.</p></td></tr></table>")
        == "Viena.\n\nDvi.\n\nTrys."
    )


def test_scripts_and_hidden_parts_are_not_read() -> None:
    assert _text("<p>A<script>x()</script>B</p><p style='display: none'>C</p><p hidden>D</p>") == "AB"


def test_text_is_in_composed_form_without_invisible_characters() -> None:
    assert _text("<p>Le\u0304mums\u00ad\u200b – „labs“</p>") == "Lēmums – „labs“"


def test_undeclared_baltic_bytes_are_read_as_windows_1257() -> None:
    assert decode_html("<p>„Ąžuolas“ – šaltinis</p>".encode("cp1257"), None, ("lt",)) == "<p>„Ąžuolas“ – šaltinis</p>"


def test_iso_8859_13_keeps_the_quotes_that_windows_authors_typed() -> None:
    html = "<meta charset=iso-8859-13><p>„Ąžuolas“ –</p>".encode("cp1257")
    assert decode_html(html, "text/html", ("lt",)).endswith("„Ąžuolas“ –</p>")


def test_utf_8_bytes_win_over_a_wrong_declaration() -> None:
    assert "šķūnis" in decode_html("<p>šķūnis</p>".encode(), "text/html; charset=windows-1252", ())


def test_meta_charset_wins_over_a_servers_own_default() -> None:
    html = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1257'><p>ąčę</p>".encode("cp1257")
    assert decode_html(html, "text/html; charset=ISO-8859-1", ("lt",)).endswith("<p>ąčę</p>")


def test_byte_order_mark_and_control_characters_are_no_text() -> None:
    assert decode_html("\ufeff<p>a\x00b\x0bc</p>".encode("utf-16"), None, ()) == "<p>a b c</p>"
    assert decode_html(b"\xef\xbb\xbf<p>a</p>", None, ()) == "<p>a</p>"


def test_few_damaged_bytes_do_not_undo_utf_8() -> None:
    html = b"<meta charset=utf-8>" + "āčēģīķļņšūž".encode() * 10 + b"\xff"
    assert "āčēģīķļņšūž" in decode_html(html, None, ("lv",))
