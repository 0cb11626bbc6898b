"""`kronika import`: files of other tools on the command line, and a source's articles read from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.records import Checked
from archive.store import Archive
from archive.warc.record import format_record
from crawler.cli import main
from tests.archive import foreign
from tests.archive.recorded import committed
from tests.crawling import Ran, write_source
from tests.databases import dump

URL = "http://vvg.lt/naujienos"
ARTICLE = """<!DOCTYPE html><html lang="lt"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>Šeštadienį bendruomenė rinkosi į seną klėtį aptarti metų darbų ir pasidžiaugti derliumi.</p>
<p>Susirinkusieji sutarė pavasarį sutvarkyti parapijos sodą, o vaikams įrengti žaidimų aikštelę.</p>
<p>Kviečiame visus norinčius prisidėti prie šių darbų ateiti kovo pirmąjį šeštadienį.</p>
</article></body></html>"""


def run(capsys: pytest.CaptureFixture[str], directory: Path, *words: str | Path) -> Ran:
    with pytest.raises(SystemExit) as ended:
        main([*map(str, words), "--archive", str(directory / "a"), "--sources", str(directory / "site.toml")])
    shown = capsys.readouterr()
    return Ran(int(ended.value.code or 0), shown.out, shown.err)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A WARC of two articles (one in two states), a listing and a page of another site; and the source of these."""
    write_source(tmp_path / "site.toml", hosts=["vvg.lt"], listing_url=f"{URL}/", article=r"/naujienos/\d+$")
    pages = [
        (f"{URL}/1", "2019-01-01T00:00:00Z", "Kaimas švenčia derlių"),
        (f"{URL}/1", "2019-03-01T00:00:00Z", "Kaimas atšventė derlių"),
        (f"{URL}/2", "2019-02-01T00:00:00Z", "Sodas bus tvarkomas"),
        (f"{URL}/", "2019-01-01T00:00:00Z", "Naujienos"),
        ("http://kitas.lt/naujienos/1", "2019-01-01T00:00:00Z", "Svetima naujiena"),
    ]
    members = []
    for number, (url, date, title) in enumerate(pages):
        fields = (
            ("WARC-Type", "response"),
            ("WARC-Record-ID", f"<urn:uuid:{number}>"),
            ("WARC-Date", date),
            ("WARC-Target-URI", url),
            ("Content-Type", "application/http;msgtype=response"),
        )
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        members.append(format_record(fields, head + ARTICLE.format(title=title).encode()))
    path = tmp_path / "svetimas.warc.gz"
    path.write_bytes(b"".join(members))
    return path


def shown(capsys: pytest.CaptureFixture[str], directory: Path) -> list[dict[str, object]]:
    return run(capsys, directory, "list", "--json").objects()


def test_articles_of_the_source_are_read_and_found(
    given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, tmp_path, "import", given, "--source", "test-site", "--json")
    (taken,) = ran.objects()
    assert (ran.code, ran.err) == (0, "")
    assert (taken["captures"], taken["articles"], taken["faults"], taken["unread"]) == (5, 3, [], [])
    articles = {str(one["url"]): one for one in shown(capsys, tmp_path)}
    assert {url: one["title"] for url, one in articles.items()} == {
        f"{URL}/1": "Kaimas atšventė derlių",
        f"{URL}/2": "Sodas bus tvarkomas",
    }
    assert articles[f"{URL}/1"]["versions"] == 2
    assert articles[f"{URL}/1"]["first_seen_at"] == "2019-01-01T00:00:00Z"
    (hit,) = run(capsys, tmp_path, "search", "sodas tvarkomas", "--json").objects()
    assert hit["url"] == f"{URL}/2"
    (captured, *_) = run(capsys, tmp_path, "lookup", f"{URL}/2", "--json").objects()
    assert (captured["source"], str(captured["run"])[:7]) == ("test-site", "import-")


def test_reindex_reads_them_again(given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, tmp_path, "import", given, "--source", "test-site")
    before = shown(capsys, tmp_path)
    with Archive(tmp_path / "a") as archive:
        rows = committed(archive)
        assert archive.reindex().faults == []
        assert committed(archive) == rows
        assert all(isinstance(found, Checked) for found in archive.verify())
    assert shown(capsys, tmp_path) == before


def test_the_same_file_twice_changes_nothing(given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, tmp_path, "import", given, "--source", "test-site")
    before = dump(tmp_path / "a"), sorted((tmp_path / "a" / "warc").iterdir())
    ran = run(capsys, tmp_path, "import", given, "--source", "test-site")
    assert (ran.code, "is in the archive already" in ran.out) == (0, True)
    assert (dump(tmp_path / "a"), sorted((tmp_path / "a" / "warc").iterdir())) == before


def test_an_import_is_no_visit_of_the_site(given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, tmp_path, "import", given, "--source", "test-site")
    with Archive(tmp_path / "a") as archive:
        assert archive.last_run("test-site") is None


def test_a_page_that_cannot_be_read_is_named(given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields = (
        ("WARC-Type", "response"),
        ("WARC-Record-ID", "<urn:uuid:9>"),
        ("WARC-Date", "2019-04-01T00:00:00Z"),
        ("WARC-Target-URI", f"{URL}/9"),
        ("Content-Type", "application/http;msgtype=response"),
    )
    with given.open("ab") as file:
        file.write(format_record(fields, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"))
    ran = run(capsys, tmp_path, "import", given, "--source", "test-site")
    assert ran.code == 0
    assert f"not read: {URL}/9: " in ran.err
    assert len(shown(capsys, tmp_path)) == 2


def test_broken_files_are_reported_and_the_others_taken_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    whole = foreign.warcio_file(tmp_path / "in" / "b.warc.gz", [f"{URL}/1"])
    torn = tmp_path / "in" / "a.warc.gz"
    torn.write_bytes(foreign.warcio_file(tmp_path / "c.warc.gz", [f"{URL}/2", f"{URL}/3"]).read_bytes()[:-20])
    (tmp_path / "site.toml").write_text("")
    ran = run(capsys, tmp_path, "import", tmp_path / "in")
    assert ran.code == 0
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == [str(torn), str(whole)]
    assert f"{torn}, offset " in ran.err
    (tmp_path / "nothing.warc.gz").write_bytes(b"\x1f\x8b")
    ran = run(capsys, tmp_path, "import", tmp_path / "nothing.warc.gz", whole)
    assert (ran.code, "nothing could be taken in" in ran.out) == (4, True)


@pytest.mark.parametrize("words", [["nowhere.warc.gz"], ["site.toml", "--source", "nobody"]])
def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    write_source(tmp_path / "site.toml", hosts=["vvg.lt"], listing_url=f"{URL}/")
    ran = run(capsys, tmp_path, "import", tmp_path / words[0], *words[1:])
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kronika: ")
