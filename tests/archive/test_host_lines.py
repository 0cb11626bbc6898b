"""Lines that a host's pages have in common: taken out of archived texts, noted, and told again."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.crawl_notes import HostLinesNote, format_host_lines_note, parse_crawl_note
from archive.errors import ArchiveError, WriteError
from archive.extract.repeated import find_left_out, leave_out_host_lines
from archive.host_lines import HostLines, join_host_lines
from archive.notes import NOTE_FIELD
from archive.recorder import Recorder
from archive.records import Article, Sighting
from archive.store import Archive
from tests.archive.recorded import MOMENT, article, exchange, keep, open_run
from tests.archive.test_sightings import Kept, dump

SITE = "https://vvg.lt"
BACK = "Grįžti į sąrašą"
LEARNED = {"vvg.lt": (BACK,)}
NONE: HostLines = {}


def read(html: bytes, url: str, *_: object, host_lines: tuple[str, ...] = (), **__: object) -> tuple[Article, ...]:
    """A reader for pages that are their text."""
    title = f"Apie {url.removeprefix(SITE)}"
    return (leave_out_host_lines(article(url, title=title, text=html.decode()), host_lines),)


class Crawled(Kept):
    """Keeps pages of which the last line is their host's."""

    def add(self, path: str, *, host: str = SITE, lines: HostLines = NONE, tail: str = BACK) -> str:
        """Captures a page and keeps it, read without the lines known; what that did."""
        self.minute += 1
        url, text = host + path, f"Apie {path} kalbėta ilgai.\n\nNutarta {path} statyti.\n\n{tail}"
        capture = keep(self.recorder, exchange(self.recorder, url, text.encode(), minute=self.minute))
        articles = read(text.encode(), url, host_lines=lines.get("vvg.lt", ()))
        (saved,) = self.recorder.save_articles(articles, capture, Sighting(asked_url=url), country="LT")
        return saved.change

    def text(self, path: str) -> str:
        return self.find(path).version.article.text


def fill(archive: Archive, recorder: Recorder, count: int = 6) -> Crawled:
    crawled = Crawled(archive, recorder)
    for number in range(count):
        assert crawled.add(f"/{number}") == "new"
    return crawled


def test_learned_lines_leave_all_texts_of_their_host_and_stay_known(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        crawled = fill(archive, recorder)
        crawled.add("/kitas", host="https://kitas.lt")
        assert crawled.text("/0").endswith(BACK)
        assert recorder.learn_host_lines({}) == LEARNED
        assert crawled.text("/0") == "Apie /0 kalbėta ilgai.\n\nNutarta /0 statyti."
        assert find_left_out(crawled.find("/0").version.article.origins) == (BACK,)
        kitas = archive.find_article("https://kitas.lt/kitas")
        assert kitas is not None
        assert kitas.version.article.text.endswith(BACK)
        assert recorder.learn_host_lines({}) == LEARNED
        assert recorder.learn_host_lines({"vvg.lt": ("Spausdinti",)}) == {"vvg.lt": (BACK, "Spausdinti")}


def test_page_read_again_without_its_hosts_lines_is_unchanged(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        crawled = fill(archive, recorder)
        lines = recorder.learn_host_lines({})
        assert crawled.add("/0", lines=lines) == "unchanged"
        assert crawled.add("/6", lines=lines) == "new"
        assert crawled.add("/1", lines=lines, tail=f"Darbai baigti.\n\n{BACK}") == "changed"
        assert [archive.find_article(f"{SITE}/{n}").versions for n in (0, 1)] == [1, 2]  # type: ignore[union-attr]


def test_rebuilt_rows_are_those_of_texts_freed_later_and_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_run(tmp_path) as (archive, recorder):
        crawled = fill(archive, recorder)
        lines = recorder.learn_host_lines({})
        for path in ("/0", "/6", "/7"):
            crawled.add(path, lines=lines)
        crawled.add("/8")
        recorder.learn_host_lines(lines)
    with Archive(tmp_path) as archive:
        monkeypatch.setattr("archive.replay.extract_articles", read)
        before = dump(archive)
        assert not any(one.version.article.text.endswith(BACK) for one in archive.list())
        assert archive.reindex().faults == []
        assert dump(archive) == before


def test_lines_of_a_note_that_cannot_be_written_stay_in_the_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_run(tmp_path) as (archive, recorder):
        crawled = fill(archive, recorder)

        def fail(*_: object, **__: object) -> None:
            raise WriteError("the disk is full")

        with monkeypatch.context() as patched:
            patched.setattr(recorder._writer, "write_note", fail, raising=False)
            with pytest.raises(ArchiveError):
                recorder.learn_host_lines({})
        assert crawled.text("/0").endswith(BACK)


def test_note_says_host_and_lines_and_a_damaged_one_is_told() -> None:
    fields: dict[str, list[str]] = {}
    for name, value in format_host_lines_note(["Grįžti", "a: b"]):
        fields.setdefault(name, []).append(value)
    assert parse_crawl_note(fields, "http://vvg.lt/", MOMENT) == HostLinesNote(host="vvg.lt", lines=("Grįžti", "a: b"))
    with pytest.raises(ValueError, match="Expecting"):
        parse_crawl_note({NOTE_FIELD: ["host-lines"], "line": ["Grįžti"]}, "http://vvg.lt/", MOMENT)


def test_lines_of_two_hosts_are_joined_host_by_host() -> None:
    assert join_host_lines({"a.lt": ("x",)}, {"a.lt": ("w",), "b.lt": ()}) == {"a.lt": ("w", "x")}
