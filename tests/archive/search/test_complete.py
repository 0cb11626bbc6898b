"""What searches stand on is complete: whatever befalls an archive's rows, the index is as one built anew."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.db.auditing import delete_capture
from archive.db.schema import attachment, attachment_text, capture, vocabulary
from archive.extract.repeated import leave_out_host_lines
from archive.recorder import Recorder
from archive.records import Article, Attachment, PublishedDate, Sighting
from archive.search.upkeep import forget_file
from archive.store import Archive
from tests.archive.filetexts.made import make_docx
from tests.archive.recorded import FACTS, exchange, keep
from tests.archive.search.test_search_index import describe
from tests.databases import execute, find_url

SITE = "https://vvg.lt"
FOOT = "Grįžti į sąrašą"
TEXTS = (
    "Pakruojo dvare atidaryta paroda.",
    "Parodą Pakruojyje aplankė Rokiškio bendruomenė, tel. +370 600 12345.",
    "Kelmėje – šventė; kvietimas teikti paraiškas.",
    "",
)
DAYS = ("2024-05-02", "2024-05-02T09:30:00+03:00", "2019-01-02", None)
PAGES, FILES = 4, 2


def read(html: bytes, url: str, *_: object, host_lines: tuple[str, ...] = (), **__: object) -> tuple[Article, ...]:
    """A reader for pages that say in JSON what they are."""
    said = json.loads(html)
    day, name = said["day"], f"Priedas {said['file']}"
    values: dict[str, Any] = {
        "title": f"Naujiena: {TEXTS[said['text']].partition(' ')[0]}",
        "text": f"{TEXTS[said['text']]}\n\nSkaityta {said['number']}.\n\n{FOOT}",
        "language": said["language"],
        "tags": tuple(TEXTS[said["text"]].split()[:1]),
        "published": PublishedDate(day, "day", "published", day, "meta") if day else None,
        "attachments": (Attachment(file_url(said["file"]), name=name),),
    }
    return (leave_out_host_lines(Article(url=url, **values), host_lines),)


def file_url(number: int) -> str:
    return f"{SITE}/failai/{number}.docx"


class Here(Executor):
    """Does everything at once, in this process."""

    def __init__(self, **_: object) -> None:
        super().__init__()

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*args, **kwargs))
        return done


@pytest.fixture(autouse=True)
def _reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.replay.extract_articles", read)
    monkeypatch.setattr("archive.attachment_texts.LanePool", Here)


@dataclasses.dataclass
class Kept:
    """An archive to which things happen. Every method takes three small numbers, and makes of them what it can."""

    archive: Archive
    number: int = 0

    @contextmanager
    def run(self) -> Iterator[Recorder]:
        recorder = self.archive.start_run(FACTS)
        yield recorder
        recorder.close("finished", {})

    def page(self, page: int, text: int, day: int, *, minute: int | None = None) -> None:
        """A page is new, or says something else than before."""
        self.number += 1
        said = {"text": text, "day": DAYS[day], "number": self.number, "file": page % FILES, "language": "lt"}
        if text == 3:
            said["language"] = None
        url, body = f"{SITE}/{page}", json.dumps(said).encode()
        with self.run() as recorder:
            capture = keep(recorder, exchange(recorder, url, body, minute=self.number if minute is None else minute))
            recorder.save_articles(read(body, url), capture, Sighting(asked_url=url), country="LT")

    def older(self, page: int, text: int, day: int) -> None:
        """What a page said long ago is taken in."""
        self.page(page, text, day, minute=-self.number)

    def gone(self, page: int, *_: int) -> None:
        self.number += 1
        url = f"{SITE}/{page}"
        with self.run() as recorder:
            recorder.mark_gone(keep(recorder, exchange(recorder, url, b"404", minute=self.number)), url, "404")

    def file(self, file: int, text: int, _: int) -> None:
        self.number += 1
        url, body = file_url(file % FILES), make_docx(f"{TEXTS[text]} Sąmata {self.number}.")
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n" % len(body)
        with self.run() as recorder:
            capture = keep(recorder, exchange(recorder, url, response=head + body, minute=self.number))
            recorder.keep_attachment(capture, url)

    def foot(self, *_: int) -> None:
        """The lines that all pages end with are taken out of all texts."""
        with self.run() as recorder:
            recorder.learn_host_lines({"vvg.lt": (FOOT,)})

    def unrow(self, page: int, *_: int) -> None:
        """Rows of captures from which no version was read are lost, and come back."""
        with self.archive._database.write() as conn:
            execute(
                conn,
                "DELETE FROM capture WHERE url = ? AND id NOT IN (SELECT capture_id FROM article_version)",
                f"{SITE}/{page}",
            )
        list(self.archive.repair())

    def reindex(self, *_: int) -> None:
        self.archive.reindex()

    def rebuild(self, *_: int) -> None:
        self.archive.rebuild_search_index()

    def meanwhile(self, page: int, text: int, day: int) -> None:
        """Things happen while an index is built."""
        steps = iter((self.page, self.file, self.lose))

        def watch(_doing: str, _done: int, _total: int) -> None:
            for step in steps:
                step(page, text, day)
                break

        self.archive.rebuild_search_index(watch=watch)

    def lose(self, file: int, *_: int) -> None:
        """The capture of a file is taken out."""
        with self.archive._database.write() as conn:
            asked = "SELECT capture_id FROM attachment WHERE capture_id IS NOT NULL ORDER BY key"
            ids = list(conn.exec_driver_sql(asked).scalars())
            for capture_id in ids[file % FILES :][:1]:
                for gone in delete_capture(conn, capture_id):
                    forget_file(conn, gone)

    def damage(self, file: int, *_: int) -> None:
        """The record of a file is damaged, so that a repair takes its capture out."""
        with self.archive._database.read() as conn:
            shown = sa.select(attachment.c.capture_id).where(attachment.c.url == file_url(file % FILES))
            found = conn.execute(sa.select(capture.c.filename, capture.c.offset).where(capture.c.id.in_(shown))).first()
        if found is None:
            return
        path = self.archive.warc_directory / found.filename
        damaged = bytearray(path.read_bytes())
        damaged[found.offset + 40] ^= 0x10
        path.write_bytes(damaged)
        assert "row taken out" in {one.action for one in self.archive.repair()}

    def copy(self, *_: int) -> None:
        """All goes on in another database; of PostgreSQL's the copy is in SQLite, and back."""
        self.number += 1
        directory = self.archive.directory
        there = find_url(directory / str(self.number)) if self.archive._database.kind == "SQLite" else None
        there = there or f"sqlite:///{directory}/{self.number}.db"
        self.archive.copy_database(there)
        self.archive.close()
        self.archive = Archive(directory, database=there)


HAPPENINGS = (
    *(Kept.page,) * 4, *(Kept.file,) * 2, Kept.older, Kept.gone, Kept.foot, Kept.unrow, Kept.reindex, Kept.rebuild,
    Kept.meanwhile, Kept.lose, Kept.damage, Kept.copy,
)  # fmt: skip
Story = list[tuple[Callable[..., None], int, int, int]]
SMALL = st.integers(0, PAGES - 1)
STORIES: st.SearchStrategy[Story] = st.lists(
    st.tuples(st.sampled_from(HAPPENINGS), SMALL, SMALL, SMALL), min_size=3, max_size=12
)
EVERYTHING: Story = [
    (Kept.page, 0, 0, 0), (Kept.page, 1, 1, 1), (Kept.file, 0, 1, 0), (Kept.file, 1, 2, 0), (Kept.page, 0, 2, 2),
    (Kept.page, 1, 1, 3), (Kept.older, 2, 0, 0), (Kept.older, 1, 2, 2), (Kept.file, 0, 2, 0), (Kept.copy, 0, 0, 0),
    (Kept.foot, 0, 0, 0), (Kept.page, 3, 3, 3), (Kept.gone, 3, 0, 0), (Kept.page, 3, 0, 3), (Kept.unrow, 3, 0, 0),
    (Kept.meanwhile, 1, 1, 2), (Kept.lose, 0, 0, 0), (Kept.damage, 1, 0, 0), (Kept.copy, 0, 0, 0),
    (Kept.page, 0, 0, 0), (Kept.file, 1, 0, 0),
]  # fmt: skip


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STORIES)
@example(EVERYTHING)
@example([*EVERYTHING, (Kept.reindex, 0, 0, 0), (Kept.page, 0, 1, 1), (Kept.lose, 0, 0, 0)])
def test_whatever_happens_the_index_is_as_one_built_anew(
    tmp_path_factory: pytest.TempPathFactory, story: Story
) -> None:
    directory = tmp_path_factory.mktemp("kept")
    kept = Kept(Archive(directory, database=find_url(directory), create=True))
    try:
        for happen, *numbers in story:
            happen(kept, *numbers)
        by_the_way = describe(kept.archive)
        kept.archive.rebuild_search_index()
        assert describe(kept.archive) == by_the_way
    finally:
        kept.archive.close()


def test_words_of_a_file_whose_capture_is_taken_out_are_counted_no_more(tmp_path: Path) -> None:
    with Archive(tmp_path, database=find_url(tmp_path), create=True) as archive:
        kept = Kept(archive)
        kept.page(0, 0, 0)
        kept.file(0, 2, 0)
        assert list_words(archive, "paraiškas") == [1]
        assert len(list(archive.search("sąmata"))) == 1
        kept.lose(0)
        assert list_words(archive, "paraiškas") == list_words(archive, "sąmata") == [0]
        assert list(archive.search("sąmata")) == []
        with archive._database.read() as conn:
            assert conn.execute(sa.select(attachment_text)).all() == []


def list_words(archive: Archive, form: str) -> list[int]:
    with archive._database.read() as conn:
        return list(conn.execute(sa.select(vocabulary.c.count).where(vocabulary.c.form == form)).scalars())
