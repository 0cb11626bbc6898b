"""Under which addresses a page's articles are kept, its parts, its files, and that all of it can be told again."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from archive.db import schema
from archive.db.saving import SavedArticle
from archive.errors import WriteError
from archive.extract.repeated import leave_out_host_lines
from archive.recorder import Recorder
from archive.records import ArchivedArticle, Article, Attachment, Capture, Checked, FoundLink, Hints, Image, Sighting
from archive.store import Archive
from archive.urls import format_article_key
from tests.archive.recorded import FACTS, SOURCE, exchange, keep, open_run
from tests.archive.warc.exchanges import answer
from tests.databases import delete_rows, list_index_tables

SITE = "https://vvg.lt"
LONG = "Šeštadienį bendruomenė rinkosi į seną klėtį aptarti metų darbų. " * 5
HINTS = Hints(origin="listing", title="Derliaus šventė", published="2026 m. sausio 4 d.", tags=("Šventės", "Kaimas"))


def read(
    html: bytes,
    url: str,
    captured_at: datetime,
    *,
    content_type: str | None = None,
    platform: str | None = None,
    languages: Sequence[str] = (),
    hints: Hints | None = None,
    host_lines: Collection[str] = (),
) -> tuple[Article, ...]:
    """A reader for pages of the form `[name]title|text`, one a line; with a name it is that part of the page."""
    found = []
    for line in html.decode().splitlines():
        name, _, rest = line.removeprefix("[").partition("]")
        title, _, text = rest.partition("|")
        files = (
            Attachment(f"{SITE}/failai/{title}.pdf", name="Nuostatai"),
            Attachment(f"{SITE}/failai/{title}.pdf?v=2"),
        )
        images = (Image(f"{SITE}/foto/{title}.jpg", alt="Klėtis"),)
        lead = hints.title if hints is not None else None
        values: dict[str, Any] = {"part": name or None, "attachments": files, "images": images, "lead": lead}
        one = Article(url=url, title=title, text=text, tags=hints.tags if hints else (), **values)
        found.append(leave_out_host_lines(one, host_lines))
    return tuple(found)


@pytest.fixture(autouse=True)
def _reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.replay.extract_articles", read)


@dataclasses.dataclass
class Kept:
    """An archive with a run open."""

    archive: Archive
    recorder: Recorder
    minute: int = 0

    def page(self, path: str, body: str, *, asked: str | None = None, **sighting: Any) -> list[SavedArticle]:
        """Captures a page and keeps what it says."""
        self.minute += 1
        capture = keep(self.recorder, exchange(self.recorder, SITE + path, body.encode(), minute=self.minute))
        sighted = Sighting(asked_url=SITE + (asked or path), **sighting)
        articles = read(body.encode(), capture.url, capture.requested_at, hints=sighted.hints)
        return self.recorder.save_articles(articles, capture, sighted, country="LT")

    def file(self, path: str, body: bytes = b"%PDF-1.7", **fields: Any) -> Capture:
        """Captures a file."""
        self.minute += 1
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: %d\r\n\r\n" % len(body)
        return keep(
            self.recorder,
            exchange(self.recorder, SITE + path, **{"response": head + body, "minute": self.minute, **fields}),
        )

    def find(self, path: str) -> ArchivedArticle:
        found = self.archive.find_article(SITE + path)
        assert found is not None, path
        return found

    def add_links(self, *paths: str) -> list[str]:
        found = [FoundLink(key=format_article_key(SITE + path), url=SITE + path) for path in paths]
        return [link.url.removeprefix(SITE) for link in self.recorder.add_links(found)]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with open_run(tmp_path) as (archive, recorder):
        yield Kept(archive, recorder)


def test_an_article_is_kept_under_its_own_address(kept: Kept) -> None:
    kept.add_links("/node/7", "/?p=7", "/amp/svente", "/kita")
    kept.page("/naujiena/7", "[]Šventė|Trumpai.", asked="/node/7", address=f"{SITE}/svente",
              aliases=(f"{SITE}/?p=7", f"{SITE}/amp/svente"))  # fmt: skip
    ids = {kept.find(path).id for path in ("/naujiena/7", "/node/7", "/svente", "/?p=7", "/amp/svente")}
    assert len(ids) == 1
    assert [link.url for link in kept.recorder.pending_links()] == [f"{SITE}/kita"]
    with kept.archive._database.read() as connection:
        assert connection.execute(schema.article.select()).one().key == "lt,vvg)/svente"
    assert kept.add_links("/svente", "/?p=7") == []


def test_an_article_read_under_an_alias_first_stays_one(kept: Kept) -> None:
    (first,) = kept.page("/?p=7", "[]Šventė|Trumpai.")
    (second,) = kept.page("/svente", "[]Šventė|Kitaip.", aliases=(f"{SITE}/?p=7",))
    assert (second.article_id, second.change) == (first.article_id, "changed")
    assert kept.find("/svente").version.article.url == f"{SITE}/svente"
    kept.page("/?p=7", "[]Šventė|Dar kitaip.")
    assert kept.find("/svente").version.article.url == f"{SITE}/svente"


def test_of_two_articles_under_one_pages_addresses_the_one_at_the_address_goes_on(kept: Kept) -> None:
    (short,) = kept.page("/?p=7", "[]Šventė|Pirma.")
    (named,) = kept.page("/svente", "[]Šventė|Antra.")
    assert short.article_id != named.article_id
    (saved,) = kept.page("/svente", "[]Šventė|Trečia.", aliases=(f"{SITE}/?p=7",))
    assert (saved.article_id, saved.number) == (named.article_id, 2)
    assert kept.find("/?p=7").version.article.text == "Pirma."


def test_the_same_text_at_an_address_of_another_form_is_one_article(kept: Kept) -> None:
    (first,) = kept.page("/svente", f"[]Šventė|{LONG}")
    for path in ("/node/1105", "/naujiena/99", "/index.php?option=com_content&id=7"):
        (saved,) = kept.page(path, f"[]Šventė|{LONG}")
        assert (saved.article_id, saved.change) == (first.article_id, "unchanged"), path
    assert kept.find("/node/1105").version.article.url == f"{SITE}/svente"


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("/svente", "/svente-0", LONG),
        ("/svente-0", "/svente-1", LONG),
        ("/node/7", "/node/8", LONG),
        ("/svente", "/puota", LONG),
        ("/svente", "/node/7", "Trumpai."),
    ],
)
def test_the_same_text_is_not_enough_otherwise(kept: Kept, one: str, other: str, text: str) -> None:
    (first,) = kept.page(one, f"[]Šventė|{text}")
    (second,) = kept.page(other, f"[]Šventė|{text}")
    assert first.article_id != second.article_id


def test_two_articles_never_meet_through_a_third_address(kept: Kept) -> None:
    (first,) = kept.page("/svente", f"[]Šventė|{LONG}")
    kept.page("/node/7", f"[]Šventė|{LONG}")
    (other,) = kept.page("/puota", f"[]Šventė|{LONG}")
    assert other.article_id != first.article_id


def test_a_page_of_several_articles_keeps_each_as_its_part(kept: Kept) -> None:
    kept.add_links("/2015")
    body = f"[a]Pirma|{LONG}\n[b-2]Antra|Antras."
    saved = kept.page("/2015", body, aliases=(f"{SITE}/?m=2015",))
    assert [one.change for one in saved] == ["new", "new"]
    assert kept.recorder.pending_links() == []
    assert kept.archive.find_article(f"{SITE}/2015") is None
    second = kept.find("/2015#b-2")
    assert (second.id, second.version.article.part, second.version.article.text) == (
        saved[1].article_id,
        "b-2",
        "Antras.",
    )
    assert second.version.article.url == f"{SITE}/2015#b-2"
    assert kept.archive.find_article("http://www.vvg.lt/2015/#b-2") == second
    assert kept.archive.find_article(f"{SITE}/?m=2015#b-2") == second
    again = kept.page("/2015", body.replace("Antras", "Kitas"))
    assert [one.change for one in again] == ["unchanged", "changed"]
    assert kept.recorder.find_title(f"{SITE}/2015") is None


def test_the_parts_of_a_page_are_seen_and_go_together(kept: Kept) -> None:
    saved = kept.page("/2015", "[a]Pirma|Pirmas.\n[b]Antra|Antras.")
    since = kept.find("/2015#a").version.captured_at
    capture = kept.file("/2015")
    assert kept.recorder.mark_unchanged(capture, f"{SITE}/2015", since=since)
    assert {kept.find(f"/2015#{name}").last_seen_at for name in "ab"} == {capture.requested_at}
    assert kept.recorder.mark_gone(kept.file("/2015"), f"{SITE}/2015", "answered 404")
    assert {kept.find(f"/2015#{name}").status for name in "ab"} == {"gone"}
    assert len({one.article_id for one in saved}) == 2


def test_hints_are_kept_for_the_next_reading(kept: Kept) -> None:
    kept.page("/svente", "[]Šventė|Trumpai.", hints=HINTS)
    key = format_article_key(f"{SITE}/svente")
    assert kept.recorder.add_links([FoundLink(key=key, url=f"{SITE}/svente", mark="a")]) == []
    (link,) = kept.recorder.add_links([FoundLink(key=key, url=f"{SITE}/svente", mark="b")])
    assert link.hints == HINTS


def test_a_file_is_fetched_once_under_all_its_addresses(kept: Kept) -> None:
    urls = [f"{SITE}/media/7/download", f"{SITE}/media/7/download?attachment", f"{SITE}/media/7/download?attachment="]
    assert kept.recorder.add_attachments([*urls, f"{SITE}/b.pdf"]) == [urls[0], f"{SITE}/b.pdf"]
    assert kept.recorder.pending_attachments() == [f"{SITE}/b.pdf", urls[0]]
    kept.recorder.keep_attachment(kept.file("/media/7/download?attachment="), urls[2])
    assert kept.recorder.add_attachments(urls) == []
    assert kept.recorder.pending_attachments() == [f"{SITE}/b.pdf"]
    found = kept.archive.find_file(urls[1])
    assert found is not None
    assert kept.archive.read(found) == b"%PDF-1.7"
    kept.recorder.refresh_attachments(urls)
    assert kept.recorder.add_attachments(urls) == [urls[0]]


def test_a_file_that_fails_is_tried_three_times_and_again_when_its_article_changes(kept: Kept) -> None:
    urls = [f"{SITE}/a.pdf"]
    for _ in range(3):
        assert kept.recorder.add_attachments(urls) == urls
        assert kept.recorder.pending_attachments() == urls
        kept.recorder.fail_attachment(urls[0], "answered 500")
    assert kept.recorder.add_attachments(urls) == kept.recorder.pending_attachments() == []
    kept.recorder.refresh_attachments(urls)
    assert kept.recorder.add_attachments(urls) == urls
    kept.recorder.mark_attachment_gone(urls[0], "answered 404")
    assert kept.recorder.add_attachments(urls) == []
    kept.recorder.skip_attachment(urls[0], "forbidden by robots.txt")
    kept.recorder.refresh_attachments(urls)
    assert kept.recorder.add_attachments(urls) == []


def test_an_articles_files_are_found_with_what_came_of_them(kept: Kept) -> None:
    kept.page("/svente", "[]Metai|Trumpai.")
    article = kept.find("/svente")
    assert [(one.name, one.kind, one.state) for one in kept.archive.find_attachments(article)] == [
        ("Nuostatai", "document", None),
        ("Klėtis", "image", None),
    ]
    kept.recorder.add_attachments([f"{SITE}/failai/Metai.pdf", f"{SITE}/foto/Metai.jpg"])
    capture = kept.file("/failai/Metai.pdf", b"%PDF" * 10)
    kept.recorder.keep_attachment(capture, f"{SITE}/failai/Metai.pdf")
    document, image = kept.archive.find_attachments(article)
    assert (document.state, document.mime, document.bytes) == ("fetched", "application/pdf", 40)
    assert document.capture is not None
    assert dataclasses.replace(document.capture, id=None) == capture
    assert (image.state, image.capture) == ("pending", None)


def test_a_file_that_has_not_changed_keeps_its_type_and_size(kept: Kept) -> None:
    url = f"{SITE}/failai/Metai.pdf"
    kept.page("/svente", "[]Metai|Trumpai.")
    head = b'HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nETag: "a"\r\nContent-Length: 4\r\n\r\n%PDF'
    kept.recorder.keep_attachment(kept.file("/failai/Metai.pdf", response=head), url)
    validators = kept.recorder.find_validators(url)
    assert validators is not None
    unchanged = exchange(kept.recorder, url, response=b"HTTP/1.1 304 Not Modified\r\n\r\n", minute=50)
    capture = kept.recorder.capture(unchanged, asked_by=validators)
    assert capture is not None
    kept.recorder.keep_attachment(capture, url)
    document = kept.archive.find_attachments(kept.find("/svente"))[0]
    assert (document.mime, document.bytes) == ("application/pdf", 4)
    assert document.capture is not None
    assert document.capture.is_not_modified


def test_a_note_that_cannot_be_written_leaves_no_row(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    capture = kept.file("/a.pdf")
    with monkeypatch.context() as patch:
        patch.setattr("archive.warc.appending.AppendFile._write", _fail)
        with pytest.raises(WriteError):
            kept.recorder.keep_attachment(capture, f"{SITE}/a.pdf")
    with kept.archive._database.read() as connection:
        assert connection.execute(schema.attachment.select()).all() == []


def _fail(*_: object) -> int:
    raise OSError(28, "No space left on device")


def fill(kept: Kept) -> None:
    """One of everything that a note tells."""
    kept.page("/svente", f"[]Šventė|{LONG}", hints=HINTS, aliases=(f"{SITE}/?p=7",))
    kept.page("/node/7", f"[]Šventė|{LONG}", asked="/taryba/7")
    kept.page("/2015", f"[a]Pirma|{LONG}\n[b]Antra|Antras.", address=f"{SITE}/metai/2015")
    kept.page("/2015", f"[a]Pirma|{LONG}\n[b]Antra|Pakeistas.")
    kept.page("/x\u2028y", "[]Kita|Trumpai.", aliases=(f"{SITE}/ž\x85ą",))
    files = [f"{SITE}/failai/Šventė.pdf", f"{SITE}/foto/Šventė.jpg"]
    kept.recorder.add_attachments(files)
    kept.recorder.keep_attachment(kept.file("/failai/Šventė.pdf"), files[0])
    kept.recorder.keep_attachment(kept.file("/foto/Šventė.jpg", b"\xff\xd8"), files[1])
    kept.recorder.refresh_attachments(files[:1])
    kept.recorder.keep_attachment(kept.file("/failai/Šventė.pdf?v=2", b"%PDF-2"), files[0] + "?v=2")


def fill_frontier(kept: Kept) -> None:
    """One of everything that is known of what was not had, and walks in every state."""
    recorder, seeds = kept.recorder, [f"{SITE}/{name}" for name in ("naujienos", "feed", "sitemap.xml", "metai")]
    for seed in seeds:
        recorder.start_walk(seed)
    urls = [f"{SITE}/n/{number}" for number in range(8)]
    found = [FoundLink(key=format_article_key(url), url=url, mark="a") for url in urls]
    recorder.add_links([dataclasses.replace(found[0], hints=HINTS), *found[1:]])
    kept.page("/n/1", "[]Pirma|Trumpai.")
    recorder.add_attachments([f"{SITE}/failai/{name}.pdf" for name in "abcd"])
    recorder.reach_page(seeds[0], f"{seeds[0]}?page=2")
    for reason in ("answered 500", "no answer within 45 s"):
        recorder.fail_link(urls[2], reason)
        recorder.fail_attachment(f"{SITE}/failai/b.pdf", reason)
    recorder.skip_link(urls[3], "forbidden by robots.txt")
    recorder.skip_link(f"{SITE}/never-found", "forbidden by robots.txt")
    recorder.mark_gone(kept.file("/n/4"), urls[4], "answered 410")
    recorder.skip_attachment(f"{SITE}/failai/a.pdf", "larger than allowed")
    recorder.mark_attachment_gone(f"{SITE}/failai/c.pdf", "answered 404")
    recorder.skip_attachment(f"{SITE}/never-found.pdf", "larger than allowed")
    recorder.mark_attachment_gone(f"{SITE}/failai/d.pdf", "answered 404")
    recorder.refresh_attachments([f"{SITE}/failai/d.pdf"])
    recorder.reach_page(seeds[1], seeds[1])
    recorder.finish_walk(seeds[1])
    recorder.finish_walk(seeds[2])
    recorder.add_links([dataclasses.replace(link, mark="b") for link in (found[1], found[5])])


def dump_frontier(archive: Archive) -> dict[str, list[str]]:
    """Everything known of links, files and walks; the moments at which files were found are of the articles' notes."""
    with archive._database.read() as connection:
        return {
            name: sorted(
                repr({**row._asdict(), "found_at": None} if name == "attachment" else row)
                for row in connection.execute(schema.metadata.tables[name].select()).all()
            )
            for name in ("link", "walk", "attachment")
        }


def test_what_was_not_had_and_where_walks_stand_is_known_after_a_rebuild(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        fill_frontier(Kept(archive, recorder))
        before = dump_frontier(archive)
        with archive._database.read() as connection:
            states = list(connection.execute(schema.link.select().with_only_columns(schema.link.c.state)).scalars())
    assert {state: states.count(state) for state in states} == {"pending": 5, "failed": 1, "skipped": 1, "gone": 1}
    with Archive(tmp_path) as archive:
        archive.reindex()
        assert dump_frontier(archive) == before
        recorder = archive.start_run(FACTS)
        assert [link.url[-1] for link in recorder.pending_links()] == ["0", "1", "2", "5", "6", "7"]
        starts = {name: recorder.start_walk(f"{SITE}/{name}") for name in ("naujienos", "feed", "sitemap.xml", "metai")}
        recorder.close("finished", {})
    assert starts["naujienos"].resume_url == f"{SITE}/naujienos?page=2"
    assert [starts[name].is_full for name in ("naujienos", "feed", "sitemap.xml", "metai")] == [
        True,
        False,
        False,
        True,
    ]


def test_a_second_replay_of_the_same_file_changes_nothing(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        fill_frontier(Kept(archive, recorder))
    (path,) = (tmp_path / "warc").glob("*.warc.gz")
    with Archive(tmp_path) as archive:
        before = dump_frontier(archive)
        path.rename(path.with_name(path.name + ".open"))
        (recovery,) = archive.recover()
        assert recovery.replayed.faults == []
        assert dump_frontier(archive) == before


def test_links_of_a_killed_crawl_are_known_after_a_rebuild(tmp_path: Path) -> None:
    with Archive(tmp_path, create=True) as archive:
        recorder = archive.start_run(FACTS)
        kept = Kept(archive, recorder)
        recorder.start_walk(f"{SITE}/naujienos")
        kept.file("/naujienos")
        kept.add_links(*(f"/n/{number}" for number in range(2500)))
        recorder.reach_page(f"{SITE}/naujienos", f"{SITE}/naujienos")
        recorder.flush()
        before = dump_frontier(archive)
        recorder._writer.close()
        recorder._lock.release()
        archive.reindex()
        assert dump_frontier(archive) == before


def test_links_that_say_nothing_new_are_not_noted_again(kept: Kept) -> None:
    kept.add_links("/n/1", "/n/2")
    (path,) = (kept.archive.directory / "warc").iterdir()
    size = path.stat().st_size
    kept.add_links("/n/2", "/n/1", "/n/2")
    assert path.stat().st_size == size


TABLES = ("article", "article_version", "article_url", "capture", "attachment")


def dump(archive: Archive) -> dict[str, list[str]]:
    with archive._database.read() as connection:
        rows = {
            name: sorted(repr(row) for row in connection.execute(schema.metadata.tables[name].select()).all())
            for name in TABLES
        }
        link = schema.link.c
        told = connection.execute(schema.link.select().with_only_columns(link.key, link.url, link.state, link.hints))
        return {**rows, "link": sorted(repr(row) for row in told)}


def test_a_rebuilt_database_has_the_same_rows(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        fill(Kept(archive, recorder))
    with Archive(tmp_path) as archive:
        before = dump(archive)
        assert len(before["article"]) == 4
        assert len(before["attachment"]) == 2
        assert archive.reindex().faults == []
        assert dump(archive) == before


def test_files_written_down_with_their_article_are_told_by_its_note(tmp_path: Path) -> None:
    url = f"{SITE}/failai/Šventė.pdf"
    with open_run(tmp_path) as (archive, recorder):
        one = Kept(archive, recorder)
        capture = keep(recorder, exchange(recorder, f"{SITE}/a", b"[]A|b", minute=1))
        articles = read(b"[]A|b", f"{SITE}/a", capture.requested_at)
        recorder.save_articles(articles, capture, Sighting(asked_url=f"{SITE}/a"), country="LT", attachments=[url])
        assert recorder.pending_attachments() == recorder.add_attachments([url]) == [url]
        assert one.find("/a").source == SOURCE
    with Archive(tmp_path) as archive:
        before = dump(archive)
        archive.reindex()
        assert dump(archive) == before
        recorder = archive.start_run(FACTS)
        assert recorder.pending_attachments() == [url]
        recorder.close("finished", {})


def test_what_a_killed_crawl_committed_or_only_wrote_comes_back(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        fill(Kept(archive, recorder))
    (path,) = (tmp_path / "warc").glob("*.warc.gz")
    for table in ("", "attachment", "article_version"):
        with Archive(tmp_path) as archive:
            before = dump(archive)
            with archive._database.write() as connection:
                if table:
                    connection.exec_driver_sql("DELETE FROM attachment")
                if table == "article_version":
                    delete_rows(connection, "article_url", "article_version", "article", "link", "capture")
                    delete_rows(connection, *list_index_tables(connection))
            path.rename(path.with_name(path.name + ".open"))
            (recovery,) = archive.recover()
            assert recovery.replayed.faults == []
            assert dump(archive) == before


def test_a_file_without_its_capture_is_a_fault_that_reindex_mends(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        fill(Kept(archive, recorder))
    with Archive(tmp_path) as archive:
        before = dump(archive)
        with archive._database.write() as connection:
            connection.exec_driver_sql("UPDATE attachment SET capture_id = NULL WHERE mime = 'application/pdf'")
        faults = [found for found in archive.verify() if not isinstance(found, Checked)]
        assert len(faults) == 2
        assert all("its capture has no row; `kronika reindex` mends it" in fault.reason for fault in faults)
        assert [mending.action for mending in archive.repair()] == ["left", "left"]
        archive.reindex()
        assert dump(archive) == before
        assert all(isinstance(found, Checked) for found in archive.verify())


def test_a_file_whose_record_is_lost_is_fetched_again(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        one = Kept(archive, recorder)
        recorder.add_attachments([f"{SITE}/a.pdf"])
        capture = one.file("/a.pdf", b"%PDF-1.7 " * 40)
        recorder.keep_attachment(capture, f"{SITE}/a.pdf")
    (path,) = (tmp_path / "warc").glob("*.warc.gz")
    data = bytearray(path.read_bytes())
    data[capture.location.offset + 40] ^= 0x10
    path.write_bytes(data)
    with Archive(tmp_path) as archive:
        assert "row taken out" in {mending.action for mending in archive.repair()}
        recorder = archive.start_run(FACTS)
        assert recorder.pending_attachments() == [f"{SITE}/a.pdf"]
        recorder.close("finished", {})


def test_a_redirect_is_no_file(kept: Kept) -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: /b.pdf\r\nContent-Length: 0\r\n\r\n"
    kept.file("/a.pdf", response=moved)
    kept.recorder.flush()
    assert kept.archive.find_file(f"{SITE}/a.pdf") is None
    keep(kept.recorder, exchange(kept.recorder, f"{SITE}/b.pdf", response=answer(b"b"), minute=9))
    kept.recorder.flush()
    found = kept.archive.find_file(f"{SITE}/b.pdf")
    assert found is not None
    assert kept.archive.read(found) == b"b"
