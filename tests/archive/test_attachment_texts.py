"""The texts of captured files: read beside the crawl within limits, searched, and the same after a reindex."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from archive import attachment_texts
from archive.db import schema
from archive.db.auditing import delete_capture
from archive.filetexts.values import FileText
from archive.recorder import Recorder
from archive.records import ArchivedAttachment, Attachment, Capture, Image
from archive.store import Archive
from crawler.cli import main
from tests.archive.filetexts.made import lock_pdf, make_docx, make_pdf, make_xlsx
from tests.archive.recorded import FACTS, URL, article, exchange, keep, open_run, save
from tests.crawling import Ran

RULES = "https://vvg.lt/failai/taisykles.pdf"
BUDGET = "https://vvg.lt/failai/samata.xlsx"
LOCKED = "https://vvg.lt/failai/slaptas.pdf"
PHOTO = "https://vvg.lt/nuotrauka.jpg"
FILES = {
    RULES: make_pdf(["Pareiškėjai vertinami pagal žirgyno kriterijus."]),
    BUDGET: make_xlsx({"Sąmata": [["Traktorius", 32000]]}),
    LOCKED: lock_pdf(make_pdf(["Paslaptis"]), password="slaptas"),
    PHOTO: b"\xff\xd8\xff",
}
LINKED = (Attachment(RULES, name="Atrankos taisyklės"), Attachment(BUDGET), Attachment(LOCKED, name="Protokolas"))


def keep_file(recorder: Recorder, url: str, body: bytes, *, minute: int) -> Capture:
    kind = b"image/jpeg" if url == PHOTO else b"application/octet-stream"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(body))
    capture = keep(recorder, exchange(recorder, url, response=head + body, minute=minute))
    recorder.keep_attachment(capture, url)
    return capture


def fill(recorder: Recorder) -> None:
    save(recorder, article(attachments=LINKED, images=(Image(PHOTO),)), keep(recorder, exchange(recorder)))
    for minute, (url, body) in enumerate(FILES.items(), 1):
        keep_file(recorder, url, body, minute=minute)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Path:
    directory = tmp_path_factory.mktemp("filled")
    with open_run(directory) as (_, recorder):
        fill(recorder)
    return directory


@pytest.fixture
def opened(filled: Path) -> Iterator[Archive]:
    with Archive(filled) as archive:
        yield archive


def files_of(archive: Archive) -> dict[str, ArchivedAttachment]:
    found = archive.find_article(URL)
    assert found is not None
    return {file.url: file for file in archive.find_attachments(found)}


def list_texts(archive: Archive) -> Sequence[Any]:
    with archive._database.read() as connection:
        return connection.execute(sa.select(schema.attachment_text).order_by(schema.attachment_text.c.id)).all()


def test_each_file_has_its_text_or_the_reason_why_not(opened: Archive) -> None:
    files = files_of(opened)
    assert (files[RULES].text_state, files[RULES].text) == ("read", "Pareiškėjai vertinami pagal žirgyno kriterijus.")
    assert (files[BUDGET].text_state, files[BUDGET].text) == ("read", "Sąmata\nTraktorius 32000")
    assert (files[LOCKED].text_state, files[LOCKED].text) == ("encrypted", None)
    assert files[LOCKED].text_reason == "it needs a password"
    assert (files[PHOTO].text_state, files[PHOTO].text) == (None, None)


def test_an_article_is_found_by_the_words_of_its_file(opened: Archive) -> None:
    (hit,) = opened.search("zirgyno kriter*")
    assert (hit.article.version.article.url, hit.attachment) == (URL, "Atrankos taisyklės")
    assert hit.snippet == "Pareiškėjai vertinami pagal «žirgyno» «kriterijus»."
    (by_sheet,) = opened.search("traktorius", source=FACTS.id, country="LT", language="lt")
    assert by_sheet.attachment is not None
    assert by_sheet.attachment.endswith("/failai/samata.xlsx")
    assert list(opened.search("traktorius", country="LV")) == list(opened.search("paslaptis")) == []
    assert len(list(opened.search("traktorius", limit=1))) == 1


def test_a_match_in_the_article_itself_comes_first(opened: Archive) -> None:
    (hit,) = opened.search("derlių")
    assert hit.attachment is None


def test_search_and_show_say_which_file_it_was(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "in attachment Atrankos taisyklės: Pareiškėjai" in run(capsys, filled, "search", "žirgyno").out
    (hit,) = run(capsys, filled, "search", "žirgyno", "--json").objects()
    assert hit["attachment"] == "Atrankos taisyklės"
    (shown,) = run(capsys, filled, "show", URL, "--json").objects()
    assert [file["text_state"] for file in shown["attachments"]] == ["read", "read", "encrypted", None]
    assert "no text: encrypted: it needs a password" in run(capsys, filled, "show", URL).out


def run(capsys: pytest.CaptureFixture[str], directory: Path, *words: str) -> Ran:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--archive", str(directory)])
    shown = capsys.readouterr()
    return Ran(int(ended.value.code or 0), shown.out, shown.err)


def test_a_reindex_reads_the_same_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = article(attachments=LINKED, images=(Image(PHOTO),))
    monkeypatch.setattr("archive.replay.extract_articles", lambda *_, **__: (one,))
    with open_run(tmp_path) as (archive, recorder):
        fill(recorder)
        keep_file(recorder, RULES, make_docx("Naujos taisyklės"), minute=20)
    with Archive(tmp_path) as archive:
        before = list_texts(archive)
        assert [row.state for row in before].count("read") == 2
        assert archive.reindex().faults == []
        assert list_texts(archive) == before
        assert [hit.attachment for hit in archive.search("naujos")] == ["Atrankos taisyklės"]
        assert list(archive.search("žirgyno")) == []


def test_what_a_killed_run_left_unread_is_read_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(attachment_texts.AttachmentReader, "start", lambda *_: None)
        with open_run(tmp_path) as (archive, recorder):
            fill(recorder)
        assert list_texts(archive) == []
    with open_run(tmp_path) as (archive, _):
        pass
    assert len(list_texts(archive)) == 3


def sleep_long(*_: object) -> FileText:
    time.sleep(30)
    return FileText("read", "per vėlu")


def test_a_file_that_takes_too_long_is_marked_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachment_texts, "LIMIT_S", 3.0)
    with open_run(tmp_path) as (archive, recorder):
        save(recorder, article(attachments=LINKED), keep(recorder, exchange(recorder)))
        with monkeypatch.context() as slow:
            slow.setattr(attachment_texts, "read_captured", sleep_long)
            keep_file(recorder, RULES, FILES[RULES], minute=1)
        keep_file(recorder, BUDGET, FILES[BUDGET], minute=2)
    files = files_of(archive)
    assert (files[RULES].text_state, files[RULES].text_reason) == ("too-long", "reading it took longer than 3 s")
    assert files[BUDGET].text_state == "read"


def test_a_part_of_a_file_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        save(recorder, article(attachments=LINKED), keep(recorder, exchange(recorder)))
        cut = exchange(
            recorder, RULES, response=b"HTTP/1.1 200 OK\r\n\r\n" + FILES[RULES], truncated="length", minute=1
        )
        recorder.keep_attachment(keep(recorder, cut), RULES)
    assert files_of(archive)[RULES].text_state == "damaged"


def test_a_file_that_has_not_changed_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_run(tmp_path) as (archive, recorder):
        fill(recorder)
    before = list_texts(archive)
    monkeypatch.setattr("archive.db.attachment_texts.keep_text", lambda *_: pytest.fail("read again"))
    with open_run(tmp_path) as (archive, recorder):
        keep_file(recorder, RULES, FILES[RULES], minute=30)
    assert list_texts(archive) == before


def test_one_file_of_two_articles_finds_both(tmp_path: Path) -> None:
    other = f"{URL}-2"
    with open_run(tmp_path) as (archive, recorder):
        fill(recorder)
        one = article(other, title="Primename", text="Laukiame.", attachments=(Attachment(RULES, name="Priedas"),))
        save(recorder, one, keep(recorder, exchange(recorder, other, b"x", minute=40)))
    with Archive(tmp_path) as archive:
        assert {hit.attachment for hit in archive.search("žirgyno")} == {"Priedas", "Atrankos taisyklės"}
        assert len(list(archive.search("žirgyno", limit=1))) == 1


def test_the_text_of_a_capture_that_is_taken_out_goes_with_it(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        fill(recorder)
    with Archive(tmp_path) as archive:
        capture = files_of(archive)[RULES].capture
        assert capture is not None
        assert capture.id is not None
        with archive._database.write() as connection:
            delete_capture(connection, capture.id)
        assert list(archive.search("žirgyno")) == []
        assert len(list_texts(archive)) == 2
