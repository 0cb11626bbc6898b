"""show: an article's files, and the bytes of any captured file, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.records import Attachment, Image
from crawler.cli import main
from tests.archive.recorded import URL, article, exchange, keep, open_run, save
from tests.crawling import Ran

PDF = "https://vvg.lt/media/7/download"
FIELDS = {"url", "name", "kind", "state", "captured_at", "mime", "bytes", "digest", "filename", "offset"}
FIELDS |= {"text_state", "text_reason", "text"}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """An article with a file under three addresses, an image that failed, and a file that was never asked for."""
    with open_run(tmp_path) as (_, recorder):
        files = tuple(Attachment(PDF + end, name="Nuostatai.pdf") for end in ("", "?attachment", "?attachment="))
        shown = (Image("https://vvg.lt/klėtis.jpg", alt="Klėtis"),)
        one = article(attachments=(*files, Attachment("https://vvg.lt/b.docx")), images=shown)
        save(recorder, one, keep(recorder, exchange(recorder)))
        recorder.add_attachments([PDF, shown[0].url])
        recorder.keep_attachment(keep(recorder, exchange(recorder, PDF, b"%PDF-1.7", minute=1)), PDF)
        recorder.fail_attachment(shown[0].url, "answered 500")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], directory: Path, *words: str) -> Ran:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--archive", str(directory)])
    shown = capsys.readouterr()
    return Ran(int(ended.value.code or 0), shown.out, shown.err)


def test_show_lists_each_file_once_with_its_evidence(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = run(capsys, filled, "show", URL, "--json").objects()
    files = shown["attachments"]
    assert all(set(file) == FIELDS for file in files)
    assert [(file["url"], file["kind"], file["state"]) for file in files] == [
        (PDF, "document", "fetched"),
        ("https://vvg.lt/b.docx", "document", None),
        ("https://vvg.lt/klėtis.jpg", "image", "failed"),
    ]
    assert (files[0]["name"], files[0]["bytes"]) == ("Nuostatai.pdf", 8)
    assert files[0]["captured_at"] == "2026-01-04T08:16:02Z"
    (capture,) = run(capsys, filled, "lookup", PDF, "--json").objects()
    assert {name: files[0][name] for name in ("digest", "filename", "offset", "mime")} == {
        name: capture[name] for name in ("digest", "filename", "offset", "mime")
    }
    assert (files[2]["captured_at"], files[2]["offset"]) == (None, None)


def test_show_has_a_section_of_files_for_people(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    section = run(capsys, filled, "show", URL).out.partition("\nAttachments\n")[2]
    assert "Nuostatai.pdf  [document, fetched, 8 bytes]" in section
    assert section.count(PDF) == 1
    assert ".warc.gz, offset " in section
    assert "Klėtis  [image, failed]" in section
    assert "not fetched" in section


def test_raw_gives_the_bytes_of_a_file(filled: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for url in (PDF, f"{PDF}?attachment", f"{PDF}?attachment="):
        with pytest.raises(SystemExit) as ended:
            main(["show", url, "--raw", "--archive", str(filled)])
        assert (ended.value.code or 0, capsysbinary.readouterr().out) == (0, b"%PDF-1.7")


def test_a_file_is_no_article_and_an_unknown_one_is_said(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, filled, "show", PDF).code == 1
    ran = run(capsys, filled, "show", "https://vvg.lt/b.docx", "--raw")
    assert (ran.code, ran.out) == (1, "")
    assert "there is no article" in ran.err


PAGE = (
    "<!DOCTYPE html><html lang='lt'><head><meta charset='utf-8'><title>Kaimas šventė – VVG</title></head><body>"
    "<article><h1>Kaimas šventė derlių</h1><p>2026-01-03</p><p>Šeštadienį bendruomenė rinkosi į seną klėtį švęsti "
    "derliaus pabaigos.</p><p>Kita šventė vyks 2026-02-14 kultūros namuose.</p></article></body></html>"
).encode()


def test_show_says_why_an_article_reads_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_run(tmp_path) as (_, recorder):
        save(recorder, article(), keep(recorder, exchange(recorder, body=PAGE)))
    ran = run(capsys, tmp_path, "show", URL, "--why")
    assert ran.code == 0
    for shown in (
        "chosen       Kaimas šventė derlių",
        "chosen       2026-01-03",
        "passed over  2026-02-14",
        "later than the capture",
    ):
        assert shown in ran.out
    assert "otherwise: text, published" in ran.err


def test_show_says_when_the_rules_of_now_find_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_run(tmp_path) as (_, recorder):
        save(recorder, article(), keep(recorder, exchange(recorder, body=b"<html><body></body></html>")))
    ran = run(capsys, tmp_path, "show", URL, "--why")
    assert (ran.code, ran.out.split()[:3]) == (0, ["Page", "passed", "over"])
    assert "find no article here" in ran.err
    assert run(capsys, tmp_path, "show", URL, "--why", "--json").code == 2
