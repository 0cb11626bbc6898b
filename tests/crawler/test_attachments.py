"""Files that articles link to: captured once, under whatever addresses, within the source's limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.store import Archive
from crawler.practice.server import PracticeServer
from tests.crawler.sites import Report, Site, Sites, answer, make_sites, rows, story
from tests.crawling import Ran, kronika, serve_pages

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% darbotvarke\n" * 20 + b"%%EOF\n"
DOCX = b"PK\x03\x04" + bytes(range(256)) * 8
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)
MIME = {"pdf": "application/pdf", "png": "image/png"}
DOCX_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LIMIT = 30_000


def links(*files: tuple[str, str]) -> str:
    return "".join(f'<p><a href="{url}">{name}</a></p>' for url, name in files)


def make_town(foreign: str) -> Site:
    """One source: files of all kinds, and a foreign host's."""
    pages: dict[str, Any] = {
        "/": rows(*((f"/naujiena/{word}", f"Naujiena apie {word}") for word in ("viena", "du", "tris", "keturis"))),
        "/naujiena/viena": story(
            "Posėdžio darbotvarkė jau čia",
            after=links(("/media/7/download", "Darbotvarkė"), ("/failai/kvietimas.docx", "Kvietimas (DOCX)"))
            + f'<p><a href="{foreign}/svetimas.pdf">Svetimas</a></p>',
        ),
        "/naujiena/du": story(
            "Posėdžio darbotvarkė dar kartą",
            after=links(("/media/7/download?attachment", "Darbotvarkė")) + "<img src='/vaizdai/sale.png' alt='Salė'>",
        ),
        "/naujiena/tris": story(
            "Posėdžio darbotvarkė trečią kartą",
            after=links(("/media/7/download?attachment=", "Darbotvarkė"), ("/failai/ataskaita.pdf", "Ataskaita")),
        ),
        "/naujiena/keturis": story(
            "Failai, kurių nėra",
            after=links(
                ("/failai/dingo.pdf", "Dingęs"), ("/failai/puslapis.pdf", "Puslapis"), ("/failai/oi.pdf", "Oi")
            ),
        ),
        "/failai/kvietimas.docx": answer(DOCX, kind=DOCX_MIME),
        "/failai/ataskaita.pdf": answer(b"%PDF-1.4\n" + bytes(2 * LIMIT), kind="application/pdf"),
        "/failai/puslapis.pdf": story("Prisijunkite"),
        "/failai/oi.pdf": answer(b"", status="403 Forbidden"),
        "/vaizdai/sale.png": answer(PNG, kind="image/png"),
    }
    for more in ("", "?attachment", "?attachment="):
        pages[f"/media/7/download{more}"] = answer(PDF, kind="application/pdf")
    fields = {"article": ["/naujiena/"], "attachments": {"max_bytes": LIMIT}}
    return Site("town", pages=pages, fields=fields)


def make_plain() -> Site:
    """A source that wants no images, and one file an article at most."""
    page = story(
        "Du failai ir vaizdas",
        after=links(("/a.pdf", "Pirmas"), ("/b.pdf", "Antras")) + "<img src='/c.png' alt='Vaizdas'>",
    )
    files: dict[str, Any] = {f"/{name}.pdf": answer(PDF + name.encode(), kind="application/pdf") for name in "ab"}
    return Site(
        "plain",
        pages={"/": rows(("/naujiena/x", "Du failai ir vaizdas")), "/naujiena/x": page, **files},
        fields={"article": ["/naujiena/"], "attachments": {"kinds": ["document"], "max_files": 1}},
    )


@dataclass(frozen=True, slots=True)
class Crawled:
    """Two crawls, of which the second finds one article more with a file that is known."""

    sites: Sites
    foreign: PracticeServer
    first: dict[str, Report]
    second: dict[str, Report]
    asked: list[str]
    asked_again: list[str]
    shown: dict[str, dict[str, Any]]
    """Of each article's `show --json` the files, by their targets."""
    person: Ran
    """`show` for people."""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with serve_pages({}) as foreign:
        made = [make_town(foreign.url("")), make_plain()]
        with make_sites(tmp_path_factory.mktemp("files"), made) as sites:
            town = sites["town"]
            first = sites.crawl()
            asked = town.asked()
            more = [(f"/naujiena/{word}", f"Naujiena apie {word}") for word in ("penkis", "viena", "du", "tris")]
            town.pages["/"] = rows(*more)
            after = links(("/media/7/download?attachment", "Ta pati darbotvarkė"))
            town.pages["/naujiena/penkis"] = story("Darbotvarkė ir penktą kartą", after=after)
            second = sites.crawl()
            asked_again = town.asked()
            shown = {word: show(sites, f"/naujiena/{word}") for word in ("viena", "keturis")}
            person = kronika("show", f"{town.base}/naujiena/viena", "--archive", sites.archive)
            yield Crawled(sites, foreign, first, second, asked, asked_again, shown, person)


def show(sites: Sites, target: str) -> dict[str, Any]:
    """The files of an article as the command shows them."""
    base = sites["town"].base
    (described,) = kronika("show", base + target, "--json", "--archive", sites.archive).objects()
    return {file["url"].removeprefix(base): file for file in described["attachments"]}


def files_of(crawled: Crawled, target: str, site: str = "town") -> dict[str, str | None]:
    """Target to state."""
    base = crawled.sites[site].base
    with Archive(crawled.sites.archive) as archive:
        article = archive.find_article(base + target)
        assert article is not None
        return {one.url.removeprefix(base): one.state for one in archive.find_attachments(article)}


def test_a_file_under_three_addresses_is_asked_for_once_over_two_crawls(crawled: Crawled) -> None:
    assert len([target for target in crawled.asked if target.startswith("/media/7/")]) == 1
    assert not [target for target in crawled.asked_again if target.startswith(("/media/", "/failai/k", "/vaizdai/"))]


def test_each_article_has_the_file_under_the_address_that_it_names(crawled: Crawled) -> None:
    named = {"viena": "", "du": "?attachment", "tris": "?attachment=", "penkis": "?attachment"}
    states = {word: files_of(crawled, f"/naujiena/{word}") for word in named}
    assert {word: files[f"/media/7/download{named[word]}"] for word, files in states.items()} == dict.fromkeys(
        named, "fetched"
    )


def test_files_are_counted_in_the_report(crawled: Crawled) -> None:
    counts = crawled.first["town"].counts
    assert (counts["articles"], counts["attachments"], counts["attachments_failed"]) == (4, 3, 4)
    assert crawled.first["town"].outcome == "finished"
    assert crawled.second["town"].counts["attachments"] == 0


def test_show_tells_what_the_archive_has_of_a_file(crawled: Crawled) -> None:
    files = crawled.shown["viena"]
    agenda, call = files["/media/7/download"], files["/failai/kvietimas.docx"]
    assert (agenda["kind"], agenda["state"], agenda["mime"], agenda["bytes"]) == (
        *("document", "fetched", "application/pdf"),
        len(PDF),
    )
    assert agenda["digest"].startswith("sha1:")
    assert agenda["filename"].endswith(".warc.gz") or agenda["filename"].endswith(".warc.gz.open")
    assert isinstance(agenda["offset"], int)
    assert (call["state"], call["mime"], call["bytes"]) == ("fetched", DOCX_MIME, len(DOCX))
    assert crawled.person.code == 0
    assert "Kvietimas" in crawled.person.out


def test_the_archived_bytes_are_the_files(crawled: Crawled) -> None:
    base = crawled.sites["town"].base
    with Archive(crawled.sites.archive) as archive:
        for target, body in (("/media/7/download?attachment=", PDF), ("/vaizdai/sale.png", PNG)):
            capture = archive.find_file(base + target)
            assert capture is not None
            assert archive.read(capture) == body


def test_an_image_of_the_text_is_a_file_too(crawled: Crawled) -> None:
    assert files_of(crawled, "/naujiena/du")["/vaizdai/sale.png"] == "fetched"


@pytest.mark.parametrize(
    ("word", "target", "state", "reason"),
    [
        ("tris", "/failai/ataskaita.pdf", "skipped", "larger than the source's limit"),
        ("keturis", "/failai/dingo.pdf", "skipped", "answered 404"),
        ("keturis", "/failai/puslapis.pdf", "skipped", "a web page where a file was named"),
        ("keturis", "/failai/oi.pdf", "failed", "answered 403"),
    ],
)
def test_a_file_that_is_not_to_be_had_says_why(
    crawled: Crawled, word: str, target: str, state: str, reason: str
) -> None:
    assert files_of(crawled, f"/naujiena/{word}")[target] == state
    assert reason in crawled.first["town"].left_out[target]


def test_what_could_not_be_had_for_good_is_not_asked_for_again(crawled: Crawled) -> None:
    final = {"/failai/ataskaita.pdf", "/failai/dingo.pdf", "/failai/puslapis.pdf"}
    assert not final & set(crawled.asked_again)
    assert crawled.shown["keturis"]["/failai/dingo.pdf"]["bytes"] is None


def test_a_foreign_host_is_not_asked_for_files(crawled: Crawled) -> None:
    assert crawled.foreign.requests == ()
    states = files_of(crawled, "/naujiena/viena")
    assert states[f"{crawled.foreign.url('')}/svetimas.pdf"] is None


def test_a_source_says_which_files_it_wants_and_how_many(crawled: Crawled) -> None:
    assert crawled.sites["plain"].asked()[:3] == ["/", "/naujiena/x", "/a.pdf"]
    assert files_of(crawled, "/naujiena/x", "plain")["/a.pdf"] == "fetched"
    assert crawled.first["plain"].counts["attachments"] == 1
    assert files_of(crawled, "/naujiena/x", "plain")["/b.pdf"] is None


def test_one_capture_serves_all_addresses_of_a_file(crawled: Crawled, tmp_path: Path) -> None:
    cut = tmp_path / "viena.warc.gz"
    base = crawled.sites["town"].base
    with Archive(crawled.sites.archive) as archive:
        captures = {
            capture.location.offset
            for more in ("", "?attachment", "?attachment=")
            if (capture := archive.find_file(f"{base}/media/7/download{more}")) is not None
        }
        assert len(captures) == 1
        assert archive.cut([f"{base}/naujiena/viena"], cut) >= 2
