"""Fixtures: what is cut, what is asked for again, and what is named when it is missing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from archive.errors import ConfigError, WarcError, WriteError
from archive.fixture import read_recorded
from archive.recorder import Recorder
from archive.records import Attachment, Hints, Image, Sighting
from archive.store import Archive
from archive.warc.reader import iter_exchanges
from tests.archive.recorded import MOMENT, URL, article, exchange, keep, open_run, save
from tests.archive.warc.exchanges import PAGE, REQUEST, answer

ROBOTS = "https://vvg.lt/robots.txt"


def moved(to: str) -> bytes:
    return b"HTTP/1.1 301 Moved\r\nLocation: %b\r\nContent-Length: 0\r\n\r\n" % to.encode()


def fill(recorder: Recorder) -> None:
    """robots.txt, a page twice with a change, its twin elsewhere, redirects in a row, a loop, a cut page."""
    for one in (
        exchange(recorder, ROBOTS, b"User-agent: *\nDisallow:\n"),
        exchange(recorder, URL, b"<p>sena</p>"),
        exchange(recorder, URL, minute=5),
        exchange(recorder, f"{URL}/a", response=moved("/naujiena/b"), minute=1),
        exchange(recorder, f"{URL}/b", response=moved(URL), minute=2),
        exchange(recorder, f"{URL}/loop", response=moved("/naujiena/loop"), minute=3),
        exchange(recorder, f"{URL}/lost", response=moved("/naujiena/never"), minute=3),
        exchange(recorder, f"{URL}/cut", response=answer(), minute=4),
        exchange(recorder, f"{URL}/cut", response=answer()[:-3], minute=6, truncated="disconnect"),
        exchange(recorder, f"{URL}/slow", response=answer()[:-3], minute=6, truncated="time"),
        exchange(recorder, f"{URL}/žinia?a=ą b", body=b"<p>raides</p>", minute=7),
    ):
        keep(recorder, one)
    recorder.flush()
    assert keep(recorder, exchange(recorder, f"{URL}/twin", minute=8)).record_type == "revisit"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("filled")
    with open_run(directory) as (_, recorder):
        fill(recorder)
    return directory


def cut(directory: Path, to: Path, *urls: str) -> int:
    with Archive(directory) as archive:
        return archive.cut(urls, to)


def test_a_page_is_cut_with_its_robots_and_redirects(filled: Path, tmp_path: Path) -> None:
    to = tmp_path / "new" / "site.warc.gz"
    assert cut(filled, to, f"{URL}/a") == 4
    recorded = read_recorded(to)
    assert recorded.pages == (f"{URL}/a",)
    for url, status in ((f"{URL}/a", b"301"), (f"{URL}/b", b"301"), (URL, b"200"), (ROBOTS, b"200")):
        found = recorded.next_exchange(url)
        assert found is not None
        assert found.response.split()[1] == status
        assert found.request == REQUEST
    assert recorded.next_exchange(f"{URL}/twin") is None
    assert [path.name for path in to.parent.iterdir()] == ["site.warc.gz"]


def test_the_latest_whole_capture_is_cut(filled: Path, tmp_path: Path) -> None:
    to = tmp_path / "site.warc.gz"
    cut(filled, to, URL, f"{URL}/cut", f"{URL}/slow")
    recorded = read_recorded(to)
    latest, whole, slow = (recorded.next_exchange(url) for url in (URL, f"{URL}/cut", f"{URL}/slow"))
    assert latest is not None
    assert (latest.requested_at, latest.response) == (MOMENT + timedelta(minutes=5), answer())
    assert whole is not None
    assert (whole.truncated, whole.response) == (None, answer())
    assert slow is not None
    assert (slow.truncated, slow.response) == ("time", answer()[:-3])


def test_a_revisit_is_cut_with_the_body_it_points_to(filled: Path, tmp_path: Path) -> None:
    to = tmp_path / "site.warc.gz"
    assert cut(filled, to, f"{URL}/twin") == 2
    found = read_recorded(to).next_exchange(f"{URL}/twin")
    assert found is not None
    assert found.response == answer()
    assert {record.type for record, _ in iter_exchanges(to)} == {"response"}


def test_a_redirect_to_itself_ends(filled: Path, tmp_path: Path) -> None:
    assert cut(filled, tmp_path / "site.warc.gz", f"{URL}/loop") == 2


def test_a_page_cut_twice_is_held_once(filled: Path, tmp_path: Path) -> None:
    to = tmp_path / "site.warc.gz"
    assert cut(filled, to, URL, f"{URL}#apacia", f"{URL}/a") == 4
    assert read_recorded(to).pages == (URL, f"{URL}/a")


@pytest.mark.parametrize(
    ("url", "reason"),
    [("https://vvg.lt/nematyta", "never captured"), (f"{URL}/lost", f"{URL}/lost redirects there"), ("[", "never")],
)
def test_a_page_never_captured_is_named_and_nothing_is_written(
    filled: Path, tmp_path: Path, url: str, reason: str
) -> None:
    to = tmp_path / "site.warc.gz"
    with pytest.raises(ConfigError, match=reason):
        cut(filled, to, URL, url)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_overwritten(filled: Path, tmp_path: Path) -> None:
    to = tmp_path / "site.warc.gz"
    to.write_bytes(b"mine")
    with pytest.raises(ConfigError, match="exists"):
        cut(filled, to, URL)
    assert to.read_bytes() == b"mine"
    with pytest.raises(WriteError, match="choose a place"):
        cut(filled, to / "under-a-file.warc.gz", URL)


def test_a_recorded_page_is_given_in_turn_and_the_last_again(filled: Path) -> None:
    recorded = read_recorded(filled / "warc")
    assert recorded.pages == ()
    bodies = [found.response.partition(b"\r\n\r\n")[2] for _ in range(3) if (found := recorded.next_exchange(URL))]
    assert bodies == [b"<p>sena</p>", PAGE, PAGE]
    twin = recorded.next_exchange(f"{URL}/twin")
    assert twin is not None
    assert twin.response == answer()
    assert recorded.next_exchange("https://vvg.lt/nematyta") is None


@pytest.mark.parametrize(
    "url", [f"{URL}/žinia?a=ą b", f"{URL}/%C5%BEinia?a=%C4%85%20b", "http://www.vvg.lt/naujiena/%c5%beinia/?a=%C4%85 b"]
)
def test_a_recorded_page_is_found_under_any_spelling(filled: Path, url: str) -> None:
    found = read_recorded(filled / "warc").next_exchange(url)
    assert found is not None
    assert found.response.endswith(b"<p>raides</p>")
    assert found.url == url


def test_a_cut_fixture_gives_the_same_exchange_as_the_archive(filled: Path, tmp_path: Path) -> None:
    to = tmp_path / "site.warc.gz"
    cut(filled, to, URL, ROBOTS)
    with open_run(tmp_path / "again") as (archive, recorder):
        found = read_recorded(to).next_exchange(URL)
        assert found is not None
        kept = recorder.capture_recorded(exchange(recorder, response=found.response, requested_at=found.requested_at))
        recorder.flush()
        with Archive(filled) as first:
            (before, *_) = first.find(URL)
            assert kept is not None
            assert (kept.requested_at, kept.digest) == (before.requested_at, before.digest)
            assert archive.read(kept) == first.read(before)


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        read_recorded(tmp_path / "missing.warc.gz")
    with pytest.raises(ConfigError, match=r"no \.warc"):
        read_recorded(tmp_path)


@pytest.mark.parametrize("keep_bytes", [0.3, 0.999])
def test_a_torn_file_is_named_with_its_offset(filled: Path, tmp_path: Path, keep_bytes: float) -> None:
    (whole,) = (filled / "warc").glob("*.warc.gz")
    torn = tmp_path / "torn.warc.gz"
    data = whole.read_bytes()
    torn.write_bytes(data[: int(len(data) * keep_bytes)])
    with pytest.raises(WarcError) as caught:
        read_recorded(torn)
    assert caught.value.path == torn
    assert 0 < caught.value.offset < len(data)


HINTS = Hints(origin="feed", title="Kaimas šventė derlių", published="2026-01-03")


def test_a_page_is_cut_with_its_note_and_its_files(tmp_path: Path) -> None:
    pdf, photo, lost = "https://vvg.lt/a.pdf", "https://vvg.lt/foto.jpg", "https://vvg.lt/b.pdf"
    with open_run(tmp_path / "a") as (archive, recorder):
        keep(recorder, exchange(recorder, ROBOTS, b"User-agent: *\nDisallow:\n"))
        keep(recorder, exchange(recorder, f"{URL}/senas", response=moved("/naujiena")))
        capture = keep(recorder, exchange(recorder, minute=1))
        files = (Attachment(pdf, name="Nuostatai"), Attachment(f"{pdf}?v=1"), Attachment(lost))
        one = article(attachments=files, images=(Image(photo),))
        save(recorder, one, capture, asked_url=f"{URL}/senas", address=f"{URL}/svente", hints=HINTS)
        recorder.add_attachments([pdf, photo, lost])
        for number, url in enumerate((pdf, photo)):
            recorder.keep_attachment(keep(recorder, exchange(recorder, url, b"%d" % number, minute=2)), url)
        assert archive.cut([f"{URL}/senas"], tmp_path / "site.warc.gz") == 5
    recorded = read_recorded(tmp_path / "site.warc.gz")
    assert recorded.pages == (f"{URL}/senas",)
    bodies = [found.response[-1:] for url in (pdf, photo) if (found := recorded.next_exchange(url))]
    assert bodies == [b"0", b"1"]
    assert recorded.next_exchange(lost) is None
    told = Sighting(asked_url=f"{URL}/senas", address=f"{URL}/svente", hints=HINTS)
    assert recorded.sighting(URL) == recorded.sighting(f"{URL}/senas/") == recorded.rewound().sighting(URL) == told
    assert recorded.sighting(pdf) is None


def test_what_was_answered_instead_of_a_file_is_cut_too(tmp_path: Path) -> None:
    names = ("gone", "page", "large", "moved", "other", "silent")
    gone, page, large, elsewhere, other, silent = (f"https://vvg.lt/{name}.pdf" for name in names)
    with open_run(tmp_path / "a") as (archive, recorder):
        capture = keep(recorder, exchange(recorder))
        files = tuple(Attachment(url) for url in (gone, page, large, elsewhere, f"{other}?attachment=", silent))
        save(recorder, article(attachments=files), capture)
        recorder.add_attachments([gone, page, large, elsewhere, other, f"{other}?attachment=", silent])
        missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        keep(recorder, exchange(recorder, gone, response=missing))
        keep(recorder, exchange(recorder, page, b"<p>Prisijunkite</p>"))
        keep(recorder, exchange(recorder, large, response=answer()[:-3], truncated="length"))
        keep(recorder, exchange(recorder, elsewhere, response=moved("/gone.pdf")))
        keep(recorder, exchange(recorder, f"{other}?attachment=", response=missing))
        for url in (gone, page, large, elsewhere, f"{other}?attachment="):
            recorder.skip_attachment(url, "no file")
        recorder.fail_attachment(silent, "no answer")
        recorder.flush()
        assert archive.cut([URL], tmp_path / "site.warc.gz") == 6
    recorded = read_recorded(tmp_path / "site.warc.gz")
    found = {url: recorded.next_exchange(url) for url in (gone, page, large, elsewhere, f"{other}?attachment=")}
    assert [one.response.split()[1] for one in found.values() if one is not None] == [
        b"404", b"200", b"200", b"301", b"404",
    ]  # fmt: skip
    cut_short = found[large]
    assert cut_short is not None
    assert cut_short.truncated == "length"
    assert recorded.next_exchange(silent) is None


def test_a_fixture_without_notes_says_nothing_of_its_pages(filled: Path, tmp_path: Path) -> None:
    cut(filled, tmp_path / "site.warc.gz", URL)
    assert read_recorded(tmp_path / "site.warc.gz").sighting(URL) is None


def test_the_last_note_on_a_page_is_the_one_told(tmp_path: Path) -> None:
    with open_run(tmp_path) as (_, recorder):
        for minute, hints in enumerate((None, HINTS)):
            save(recorder, article(), keep(recorder, exchange(recorder, minute=minute)), hints=hints)
    assert read_recorded(tmp_path / "warc").sighting(URL) == Sighting(asked_url=URL, hints=HINTS)
