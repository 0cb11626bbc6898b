"""Files from elsewhere: what of them is taken in, how it is found, and that the rows can be told from it again."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
from pathlib import Path

import pytest

from archive.errors import ConfigError, WriteError
from archive.importing import Imported, find_importable
from archive.records import Capture, Checked
from archive.store import Archive
from archive.warc.message import payload_digest
from archive.warc.reader import iter_records, read_record
from archive.warc.record import format_fields, format_record
from tests.archive import foreign
from tests.archive.recorded import FACTS, URL, article, committed, exchange, keep, open_run, save
from tests.archive.warc.exchanges import fastwarc_records, warcio_problems
from tests.databases import dump

URLS = [f"http://vvg.lt/{number}" for number in range(3)]


def take(directory: Path, *paths: Path) -> list[Imported]:
    with Archive(directory, create=True) as archive, archive.start_import(None) as (importer, _):
        return [imported for path in paths for imported in importer.take(path)]


def captures_of(directory: Path) -> list[Capture]:
    with Archive(directory) as archive:
        return committed(archive)


def is_sound(directory: Path) -> bool:
    with Archive(directory) as archive:
        return all(isinstance(found, Checked) for found in archive.verify())


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (foreign.warcio_file, "theirs.warc.gz"),
        (foreign.plain_file, "plain.warc"),
        (foreign.one_member_file, "one.warc.gz"),
    ],
)
def test_a_file_of_another_tool_is_found_by_url_and_reads_back(tmp_path: Path, write: object, name: str) -> None:
    path = write(tmp_path / name, URLS)  # type: ignore[operator]
    originals = {record.target_uri: record for record in iter_records(path) if record.type == "response"}
    (imported,) = take(tmp_path / "a", path)
    assert (imported.is_new, imported.captures, imported.faults) == (True, 3, [])
    with Archive(tmp_path / "a") as archive:
        for url in URLS:
            (capture,) = archive.find(url)
            assert (capture.source, capture.run[:7], capture.status) == ("", "import-", 200)
            record = read_record(archive.warc_directory / capture.location.filename, capture.location.offset)
            assert (record.block, record.headers) == (originals[url].block, originals[url].headers)
            assert record.length == capture.location.length > 0
            assert archive.read(capture)
    assert is_sound(tmp_path / "a")
    (kept,) = (tmp_path / "a" / "warc").iterdir()
    assert kept.name.startswith("import-")
    assert warcio_problems(kept) == []
    assert [offset for _, offset, _ in fastwarc_records(kept)] == [record.offset for record in iter_records(kept)]


def test_members_of_their_own_are_copied_byte_for_byte(tmp_path: Path) -> None:
    path = foreign.warcio_file(tmp_path / "theirs.warc.gz", URLS, version="WARC/1.1")
    (imported,) = take(tmp_path / "a", path)
    kept = tmp_path / "a" / "warc" / str(imported.filename)
    ours = next(iter_records(kept))
    assert kept.read_bytes()[ours.length :] == path.read_bytes()
    assert b"kronika-import-name: theirs.warc.gz\r\nkronika-import-digest: sha256:" in ours.block
    assert b"robots" not in ours.block


def test_heads_are_kept_as_they_were_spelled(tmp_path: Path) -> None:
    path = foreign.one_member_file(tmp_path / "one.warc.gz", URLS)
    (imported,) = take(tmp_path / "a", path)
    kept = tmp_path / "a" / "warc" / str(imported.filename)
    ours = next(iter_records(kept))
    assert gzip.decompress(kept.read_bytes()[ours.length :]) == gzip.decompress(path.read_bytes())


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = foreign.warcio_file(tmp_path / "theirs.warc.gz", URLS)
    take(tmp_path / "a", path)
    before = dump(tmp_path / "a"), sorted((tmp_path / "a" / "warc").iterdir())
    again = path.rename(tmp_path / "renamed.warc.gz")
    (imported,) = take(tmp_path / "a", again)
    assert (imported.is_new, imported.captures) == (False, 3)
    assert (dump(tmp_path / "a"), sorted((tmp_path / "a" / "warc").iterdir())) == before


def test_rows_that_an_interrupted_import_left_out_come_with_the_next(tmp_path: Path) -> None:
    path = foreign.warcio_file(tmp_path / "theirs.warc.gz", URLS)
    take(tmp_path / "a", path)
    with Archive(tmp_path / "a") as archive, archive._database.write() as connection:
        connection.exec_driver_sql("DELETE FROM capture")
    (tmp_path / "a" / "warc" / "import-1-x.warc.gz.importing").write_bytes(b"half")
    take(tmp_path / "a", path)
    assert len(captures_of(tmp_path / "a")) == 3
    assert len(list((tmp_path / "a" / "warc").iterdir())) == 1


def test_reindex_gives_the_same_rows(tmp_path: Path) -> None:
    one = foreign.warcio_file(tmp_path / "b.warc.gz", URLS)
    two = foreign.plain_file(tmp_path / "a.warc", URLS)
    take(tmp_path / "a", one, two)
    before = captures_of(tmp_path / "a")
    with Archive(tmp_path / "a") as archive:
        assert archive.reindex().faults == []
        assert committed(archive) == before
    assert len({capture.id for capture in before}) == 6


def test_whole_records_before_and_behind_damage_are_taken_in(tmp_path: Path) -> None:
    path = foreign.warcio_file(tmp_path / "theirs.warc.gz", URLS)
    places = [record for record in iter_records(path) if record.type == "response"]
    data = bytearray(path.read_bytes())
    data[places[1].offset + 30] ^= 0xFF
    path.write_bytes(data[:-9])
    (imported,) = take(tmp_path / "a", path)
    assert imported.faults[0].offset == places[1].offset
    assert len(imported.faults) == 2
    assert {fault.filename for fault in imported.faults} == {str(path)}
    assert {capture.url for capture in captures_of(tmp_path / "a")} == {URLS[0], URLS[2]}
    assert is_sound(tmp_path / "a")


@pytest.mark.parametrize(
    "fields", [{"WARC-Block-Digest": "sha1:" + "A" * 32}, {"WARC-Date": "vakar"}, {"WARC-Target-URI": ""}]
)
def test_a_record_that_is_not_what_it_says_is_left_out(tmp_path: Path, fields: dict[str, str]) -> None:
    base = {
        "WARC-Type": "response",
        "WARC-Record-ID": "<urn:uuid:1>",
        "WARC-Date": "2026-01-04T08:15:02Z",
        "WARC-Target-URI": URLS[0],
        "Content-Type": "application/http;msgtype=response",
    }
    path = tmp_path / "x.warc.gz"
    bad = format_record([(name, value) for name, value in (base | fields).items() if value], b"HTTP/1.1 200 OK\r\n\r\n")
    good = foreign.warcio_file(tmp_path / "good.warc.gz", URLS[1:2]).read_bytes()
    path.write_bytes(bad + good)
    (imported,) = take(tmp_path / "a", path)
    (fault,) = imported.faults
    assert (fault.offset, fault.reason.startswith("left out: ")) == (0, True)
    assert [capture.url for capture in captures_of(tmp_path / "a")] == [URLS[1]]


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"\x1f\x8b\x08\x00", b"PK\x03\x04 no zip", gzip.compress(b"text", mtime=0)]
)
def test_what_is_no_warc_leaves_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.warc.gz").write_bytes(data)
    (imported,) = take(tmp_path / "a", tmp_path / "x.warc.gz")
    assert (imported.filename, imported.records) == (None, 0)
    assert imported.faults[0].offset == 0
    assert list((tmp_path / "a" / "warc").iterdir()) == []


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_every_warc_of_a_wacz_is_taken_in(tmp_path: Path, compression: int) -> None:
    one = foreign.warcio_file(tmp_path / "one.warc.gz", URLS[:2])
    two = foreign.plain_file(tmp_path / "two.warc", URLS[2:])
    wacz = foreign.wacz_file(tmp_path / "site.wacz", one, two, compression=compression)
    found = take(tmp_path / "a", wacz)
    assert [(one.name, one.captures, one.faults) for one in found] == [
        (f"{wacz}!archive/one.warc.gz", 2, []),
        (f"{wacz}!archive/two.warc", 1, []),
    ]
    assert {capture.url for capture in captures_of(tmp_path / "a")} == set(URLS)
    assert len(list((tmp_path / "a" / "warc").iterdir())) == 2
    assert [one.is_new for one in take(tmp_path / "a", wacz, one)] == [False, False, False]


def test_a_wacz_with_another_digest_is_taken_in_and_named(tmp_path: Path) -> None:
    warc = foreign.warcio_file(tmp_path / "one.warc.gz", URLS)
    (imported,) = take(tmp_path / "a", foreign.wacz_file(tmp_path / "x.wacz", warc, digest="sha256:00"))
    assert imported.captures == 3
    assert "datapackage.json" in imported.faults[0].reason


def test_a_damaged_wacz_gives_what_is_whole(tmp_path: Path) -> None:
    warc = foreign.warcio_file(tmp_path / "one.warc.gz", URLS)
    wacz = foreign.wacz_file(tmp_path / "x.wacz", warc)
    data = bytearray(wacz.read_bytes())
    last = [record for record in iter_records(warc) if record.type == "response"][-1]
    data[data.index(warc.read_bytes()) + last.offset + 40] ^= 0xFF
    wacz.write_bytes(data)
    (imported,) = take(tmp_path / "a", wacz)
    assert imported.captures == 2
    assert any("Bad CRC-32" in fault.reason for fault in imported.faults)


def test_a_wacz_that_was_cut_gives_the_records_that_are_in_it(tmp_path: Path) -> None:
    wacz = foreign.wacz_file(tmp_path / "x.wacz", foreign.warcio_file(tmp_path / "one.warc.gz", URLS))
    wacz.write_bytes(wacz.read_bytes()[:-300])
    (imported,) = take(tmp_path / "a", wacz)
    assert (imported.captures, imported.name) == (3, f"{wacz}!*")
    assert "cannot be read as a zip file" in imported.faults[0].reason
    assert is_sound(tmp_path / "a")


def test_a_zip_without_warcs_is_named(tmp_path: Path) -> None:
    (imported,) = take(tmp_path / "a", foreign.wacz_file(tmp_path / "x.wacz"))
    assert imported.filename is None
    assert "no WARC file" in imported.faults[0].reason


def revisit(digest: str, *, uri: str = URLS[0], at: str = "2019-05-06T07:08:09Z") -> bytes:
    fields = (
        ("WARC-Type", "revisit"),
        ("WARC-Record-ID", "<urn:uuid:9>"),
        ("WARC-Date", "2019-06-06T07:08:09Z"),
        ("WARC-Target-URI", f"{URLS[0]}/later"),
        ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
        ("WARC-Refers-To-Target-URI", uri),
        ("WARC-Refers-To-Date", at),
        ("WARC-Payload-Digest", digest),
        ("Content-Type", "application/http;msgtype=response"),
    )
    return format_record(fields, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")


def sha256_file(path: Path) -> tuple[Path, bytes]:
    """A response with a SHA-256 payload digest and a revisit by it, as browsertrix writes them; and the payload."""
    body = b"<p>labas</p>"
    digest = "sha256:" + hashlib.sha256(body).hexdigest()
    fields = (
        ("WARC-Type", "response"),
        ("WARC-Record-ID", "<urn:uuid:8>"),
        ("WARC-Date", "2019-05-06T07:08:09Z"),
        ("WARC-Target-URI", URLS[0]),
        ("WARC-Payload-Digest", digest),
        ("Content-Type", "application/http;msgtype=response"),
    )
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    path.write_bytes(format_record(fields, block) + revisit(digest))
    return path, body


def test_a_revisit_by_another_digest_finds_its_response(tmp_path: Path) -> None:
    path, body = sha256_file(tmp_path / "x.warc.gz")
    take(tmp_path / "a", path)
    with Archive(tmp_path / "a") as archive:
        (capture,) = archive.find(f"{URLS[0]}/later")
        assert (capture.record_type, capture.digest) == ("revisit", payload_digest(body))
        assert archive.read(capture) == body
        before = committed(archive)
        archive.reindex()
        assert committed(archive) == before
    assert is_sound(tmp_path / "a")


def test_an_old_revisit_that_names_only_a_payload_is_found_by_it(tmp_path: Path) -> None:
    path, body = sha256_file(tmp_path / "x.warc.gz")
    response = next(iter_records(path))
    lines = gzip.decompress(revisit(payload_digest(body))).splitlines(keepends=True)
    bare = b"".join(line for line in lines if not line.startswith(b"WARC-Refers-To"))
    path.write_bytes(path.read_bytes()[: response.length] + gzip.compress(bare))
    take(tmp_path / "a", path)
    with Archive(tmp_path / "a") as archive:
        (capture,) = archive.find(f"{URLS[0]}/later")
        assert archive.read(capture) == body
    assert is_sound(tmp_path / "a")


def test_a_revisit_whose_response_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(foreign.warcio_file(tmp_path / "y.warc.gz", URLS).read_bytes() + revisit("sha1:" + "B" * 32))
    take(tmp_path / "a", path)
    with Archive(tmp_path / "a") as archive:
        (fault,) = [found for found in archive.verify() if not isinstance(found, Checked)]
    assert "this revisit points to a response of http://vvg.lt/0" in fault.reason


def test_a_file_of_another_kronika_keeps_its_source_run_and_articles(tmp_path: Path) -> None:
    with open_run(tmp_path / "b") as (archive, recorder):
        page = keep(recorder, exchange(recorder, body=foreign.PAGE.encode()))
        save(recorder, article(title="Sueiga kaime"), page)
    (path,) = (tmp_path / "b" / "warc").iterdir()
    (imported,) = take(tmp_path / "a", path)
    assert (imported.captures, imported.articles) == (1, 1)
    with Archive(tmp_path / "a") as archive:
        (capture,) = archive.find(URL)
        assert (capture.source, capture.run) == (FACTS.id, page.run)
        found = archive.find_article(URL)
        assert found is not None
        assert found.version.article.title == "Sueiga kaime"


def test_a_file_of_this_archive_is_left_where_it_is(tmp_path: Path) -> None:
    with open_run(tmp_path) as (_, recorder):
        keep(recorder, exchange(recorder))
    (path,) = (tmp_path / "warc").iterdir()
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    for given in (path, copy):
        (imported,) = take(tmp_path, given)
        assert (imported.filename, imported.is_new) == (path.name, False)
    assert len(captures_of(tmp_path)) == 1


def test_folders_are_searched_and_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    for name in ("b.warc.gz", "er/a.warc", "er/c.wacz", "er/d.txt"):
        (tmp_path / "deep" / name).write_bytes(b"")
    assert [path.name for path in find_importable([tmp_path / "deep"])] == ["b.warc.gz", "a.warc", "c.wacz"]
    assert find_importable([tmp_path / "deep" / "er" / "d.txt"]) == [tmp_path / "deep" / "er" / "d.txt"]
    for absent in (tmp_path / "nowhere", tmp_path / "empty"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        with pytest.raises(ConfigError, match="there is no"):
            find_importable([absent])


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    path = foreign.warcio_file(tmp_path / "theirs.warc.gz", URLS)
    with monkeypatch.context() as patch:
        patch.setattr("archive.warc.rewriting.sync_descriptor", full)
        with pytest.raises(WriteError, match="free some space"):
            take(tmp_path / "a", path)
    assert list((tmp_path / "a" / "warc").iterdir()) == []
    assert captures_of(tmp_path / "a") == []


def test_a_name_that_would_leave_the_folder_is_made_harmless(tmp_path: Path) -> None:
    path = foreign.plain_file(tmp_path / "..žalia naujiena\n.warc", URLS)
    (imported,) = take(tmp_path / "a", path)
    assert imported.filename is not None
    assert imported.filename.isascii()
    assert "/" not in imported.filename


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kronika-source-facts", "{"),
        ("kronika-source-facts", "[]"),
        ("kronika-source-facts", '{"id": 5, "name": [], "kind": "", "country": ""}'),
        ("kronika-note", "run"),
        ("kronika-note", "article"),
        ("counts", "5"),
        ("captured-at", "vakar"),
    ],
)
@pytest.mark.parametrize("kind", ["warcinfo", "metadata"])
def test_what_a_foreign_file_says_of_us_is_not_believed(tmp_path: Path, kind: str, name: str, text: str) -> None:
    path = foreign.warcio_file(tmp_path / "x.warc.gz", URLS)
    fields = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", "<urn:uuid:1>"),
        ("WARC-Date", "2019-05-06T07:08:09Z"),
        ("WARC-Target-URI", URLS[0]),
        ("Content-Type", "application/warc-fields"),
    )
    told = {"kronika-note": "run", "outcome": "finished", "counts": "{}", "kronika-run": "r"} | {name: text}
    block = format_fields(tuple(told.items()))
    path.write_bytes(format_record(fields, block) + path.read_bytes())
    (imported,) = take(tmp_path / "a", path)
    assert imported.captures == 3
    with Archive(tmp_path / "a") as archive:
        archive.reindex()
        assert len(committed(archive)) == 3
    assert is_sound(tmp_path / "a")


def test_what_a_record_lacks_is_told(tmp_path: Path) -> None:
    path = foreign.plain_file(tmp_path / "x.warc", URLS)
    path.write_bytes(path.read_bytes().replace(b"WARC-Record-ID: <urn:uuid:0000-1>", b"X-Record-ID: <urn:uuid:0000-1>"))
    (imported,) = take(tmp_path / "a", path)
    assert imported.captures == 3
    assert [fault.reason for fault in imported.faults] == ["taken in, but WARC-Record-ID is missing."]
