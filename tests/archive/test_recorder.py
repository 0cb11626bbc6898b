"""Record, then row: what a run writes, when it is committed, and what it never does."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from archive import recorder as recording
from archive.db import runs
from archive.errors import SourceBusyError, WriteError
from archive.frontier import FULL_WALK_EVERY
from archive.records import Capture, FoundLink
from archive.store import Archive
from archive.timestamps import now
from archive.urls import format_article_key
from tests.archive.recorded import FACTS, SOURCE, URL, article, committed, exchange, keep, list_runs, open_run, save
from tests.archive.warc.exchanges import PAGE, answer


def without_id(capture: Capture) -> Capture:
    return dataclasses.replace(capture, id=None)


def test_a_row_follows_its_record_with_the_flush(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        capture = keep(recorder, exchange(recorder))
        assert committed(archive) == []
        recorder.flush()
        assert [without_id(row) for row in committed(archive)] == [capture]
        recorder.flush()
        assert len(committed(archive)) == 1


def test_a_group_is_committed_when_it_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "GROUP_AGE_S", 1e9)
    with open_run(tmp_path) as (archive, recorder):
        for number in range(recording.GROUP_SIZE - 1):
            keep(recorder, exchange(recorder, f"{URL}/{number}", b"%d" % number))
        assert committed(archive) == []
        keep(recorder, exchange(recorder, f"{URL}/last", b"last"))
        assert len(committed(archive)) == recording.GROUP_SIZE


def test_a_group_is_committed_when_it_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "GROUP_AGE_S", 0.0)
    with open_run(tmp_path) as (archive, recorder):
        keep(recorder, exchange(recorder))
        assert len(committed(archive)) == 1


def test_a_revisit_points_only_to_a_committed_response(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        first = keep(recorder, exchange(recorder))
        pending = keep(recorder, exchange(recorder, minute=1))
        assert (first.record_type, pending.record_type) == ("response", "response")
        recorder.flush()
        known = keep(recorder, exchange(recorder, f"{URL}-2", minute=2))
        assert (known.record_type, known.digest) == ("revisit", first.digest)
        recorder.flush()
        assert archive.read(known) == archive.read(first)
        third = keep(recorder, exchange(recorder, f"{URL}-3", minute=3))
        recorder.flush()
        assert archive.read(third) == archive.read(first)


def test_another_run_revisits_what_the_first_recorded(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        first = keep(recorder, exchange(recorder))
    with open_run(tmp_path) as (archive, recorder):
        again = keep(recorder, exchange(recorder, minute=5))
        assert again.record_type == "revisit"
        assert again.location.filename != first.location.filename
        assert archive.read(again) == archive.read(first)


@pytest.mark.parametrize(
    "fields", [{"body": b""}, {"truncated": "time"}, {"response": b"\x00 ne HTTP", "truncated": "time"}]
)
def test_an_empty_or_cut_answer_is_never_a_revisit(tmp_path: Path, fields: dict[str, Any]) -> None:
    with open_run(tmp_path) as (_, recorder):
        keep(recorder, exchange(recorder))
        for minute in (1, 2):
            recorder.flush()
            assert keep(recorder, exchange(recorder, minute=minute, **fields)).record_type == "response"


def test_a_revisit_is_of_the_same_framing(tmp_path: Path) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    with open_run(tmp_path) as (archive, recorder):
        plain = keep(recorder, exchange(recorder))
        recorder.flush()
        first = keep(recorder, exchange(recorder, minute=1, response=chunked))
        assert (first.digest, first.record_type) == (plain.digest, "response")
        recorder.flush()
        again = keep(recorder, exchange(recorder, minute=2, response=chunked))
        assert again.record_type == "revisit"
        recorder.flush()
        assert archive.read(again) == archive.read(plain) == PAGE


def test_a_revisit_is_never_of_a_cut_response(tmp_path: Path) -> None:
    with open_run(tmp_path) as (_, recorder):
        keep(recorder, exchange(recorder, truncated="disconnect"))
        recorder.flush()
        assert keep(recorder, exchange(recorder, minute=1)).record_type == "response"


def test_a_request_without_an_answer_is_recorded_and_has_no_row(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        assert recorder.capture(exchange(recorder, response=b"", truncated="disconnect")) is None
        recorder.flush()
        assert committed(archive) == []
    assert len(list((tmp_path / "warc").glob("*.warc.gz"))) == 1


def test_a_recorded_exchange_is_kept_once(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        one = exchange(recorder)
        first = recorder.capture_recorded(one)
        assert recorder.capture_recorded(one) == first
        recorder.flush()
        again = recorder.capture_recorded(one)
        assert again is not None
        assert without_id(again) == first
        recorder.capture_recorded(exchange(recorder, body=b"kitas", minute=0))
        recorder.capture_recorded(exchange(recorder, minute=1))
        recorder.flush()
        assert len(committed(archive)) == 3
    with open_run(tmp_path) as (archive, recorder):
        assert recorder.capture_recorded(exchange(recorder)) is not None
        recorder.flush()
        assert len(committed(archive)) == 3


def test_a_failed_write_raises_and_leaves_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_run(tmp_path) as (archive, recorder):
        keep(recorder, exchange(recorder))
        recorder.flush()
        size = sum(path.stat().st_size for path in (tmp_path / "warc").iterdir())
        with monkeypatch.context() as patch:
            patch.setattr("archive.warc.appending.AppendFile._write", _fail)
            with pytest.raises(WriteError, match="No space left"):
                recorder.capture(exchange(recorder, f"{URL}-2", b"kitas"))
        recorder.flush()
        assert len(committed(archive)) == 1
        assert sum(path.stat().st_size for path in (tmp_path / "warc").iterdir()) == size


def test_a_failed_sync_raises_and_commits_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path, create=True) as archive:
        recorder = archive.start_run(FACTS)
        keep(recorder, exchange(recorder))
        monkeypatch.setattr("archive.warc.appending.sync_descriptor", _fail)
        for attempt in (recorder.flush, recorder.flush, lambda: recorder.close("finished", {})):
            with pytest.raises(WriteError):
                attempt()
        assert committed(archive) == []
        assert [path.suffix for path in (tmp_path / "warc").iterdir()] == [".open"]


def _fail(*_: object) -> int:
    raise OSError(28, "No space left on device")


def test_an_article_is_committed_with_its_capture_and_all_before_it(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        recorder.add_links([FoundLink(key=format_article_key(URL), url=URL)])
        keep(recorder, exchange(recorder, "https://vvg.lt/robots.txt", b""))
        capture = keep(recorder, exchange(recorder))
        saved = save(recorder, article(), capture)
        assert (saved.change, saved.number) == ("new", 1)
        assert len(committed(archive)) == 2
        assert recorder.pending_links() == []
        found = archive.find_article(URL)
        assert found is not None
        assert without_id(found.version.capture) == capture
        later = keep(recorder, exchange(recorder, minute=1))
        assert save(recorder, article(), later).change == "unchanged"
        assert save(recorder, article(title="Kita"), later).change == "changed"


def test_an_article_is_found_under_the_address_it_was_asked_at(tmp_path: Path) -> None:
    asked = "https://vvg.lt/?p=7"
    with open_run(tmp_path) as (archive, recorder):
        recorder.add_links([FoundLink(key=format_article_key(asked), url=asked)])
        capture = keep(recorder, exchange(recorder))
        save(recorder, article(), capture, asked_url=asked)
        found = archive.find_article(asked)
        assert found is not None
        assert found.version.article.url == URL
        assert recorder.pending_links() == []
        missing = keep(recorder, exchange(recorder, asked, response=answer(status=b"404 Not Found"), minute=1))
        assert recorder.mark_gone(missing, asked, "answered 404")
        again = archive.find_article(URL)
        assert again is not None
        assert again.status == "gone"
        assert not recorder.mark_gone(missing, asked, "answered 404")


def test_links_are_kept_until_they_are_fetched(tmp_path: Path) -> None:
    found = [FoundLink(key=f"k{number}", url=f"{URL}/{number}") for number in range(4)]
    keyed = [FoundLink(key=format_article_key(link.url), url=link.url) for link in found]
    with open_run(tmp_path) as (_, recorder):
        assert recorder.add_links(keyed) == keyed
        recorder.fail_link(keyed[1].url, "answered 500")
        recorder.skip_link(keyed[2].url, "forbidden by robots.txt")
        capture = keep(recorder, exchange(recorder, keyed[3].url, response=answer(status=b"410 Gone")))
        assert not recorder.mark_gone(capture, keyed[3].url, "answered 410")
    with open_run(tmp_path) as (_, recorder):
        assert {link.url for link in recorder.pending_links()} == {keyed[0].url, keyed[1].url}
        assert {link.url for link in recorder.add_links(keyed)} == {keyed[0].url, keyed[1].url}


def test_a_walk_goes_to_the_end_until_one_did_and_again_after_long(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        assert recorder.start_walk(URL).is_full
        assert recorder.start_walk(URL).is_full  # the first one never ended
        recorder.finish_walk(URL)
        assert not recorder.start_walk(URL).is_full
        assert recorder.start_walk(URL).is_full  # the incremental one never ended either
        with archive._database.write() as connection:
            runs.finish_walk(connection, SOURCE, URL, at=now() - FULL_WALK_EVERY - timedelta(minutes=1))
        assert recorder.start_walk(URL).is_full
        assert recorder.start_walk("https://vvg.lt/kita").is_full


def test_a_source_is_crawled_once_at_a_time(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, _):
        with pytest.raises(SourceBusyError, match=SOURCE):
            archive.start_run(FACTS)
        other = dataclasses.replace(FACTS, id="lt-kitas")
        archive.start_run(other).close("finished", {})
        assert [run.outcome for run in list_runs(archive) if run.source == SOURCE] == ["running"]
    with open_run(tmp_path) as (archive, _):
        assert len(list_runs(archive)) == 3


def test_another_process_holds_a_source_until_it_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from archive.store import Archive; "
        "from tests.archive.recorded import FACTS; from tests.databases import find_url; where = Path(sys.argv[1]); "
        "run = Archive(where, database=find_url(where), create=True).start_run(FACTS); "
        "print('begun', flush=True); time.sleep(100)"
    )
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "begun\n"
            with Archive(tmp_path) as archive, pytest.raises(SourceBusyError, match="wait for it"):
                archive.start_run(FACTS)
        finally:
            holder.kill()
    with open_run(tmp_path) as (archive, recorder):
        outcomes = {run.id: run.outcome for run in list_runs(archive)}
        assert outcomes.pop(recorder.run.id) == "running"
        assert list(outcomes.values()) == ["killed"]


def test_a_run_keeps_its_outcome_and_counts(tmp_path: Path) -> None:
    with Archive(tmp_path, create=True) as archive:
        assert archive.last_run(SOURCE) is None
        recorder = archive.start_run(FACTS)
        keep(recorder, exchange(recorder))
        recorder.close("failed", {"pages": 1, "failed": 2})
        (run,) = list_runs(archive)
        assert (run.id, run.outcome, run.counts) == (recorder.run.id, "failed", {"pages": 1, "failed": 2})
        assert run.finished_at is not None
        assert run.finished_at >= run.started_at
        assert archive.last_run(SOURCE) == run
        assert len(committed(archive)) == 1
        assert not list((tmp_path / "warc").glob("*.open"))
        archive.start_run(FACTS).close("stopped", {})
        assert archive.last_run(SOURCE) == run
