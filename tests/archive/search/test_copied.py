"""A copy of an archive in another database answers searches as the archive does, and goes on being written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archive.records import Attachment, PublishedDate
from archive.store import Archive
from tests.archive.filetexts.made import make_pdf
from tests.archive.recorded import FACTS, article, exchange, keep, save
from tests.databases import find_url

PAGES = (
    ("Pakruojo muziejus kviečia", "Pakruojyje atidaryta paroda apie Žiemgalos audimą.", "2024-05-02"),
    ("Renovacija Pakruojyje", "Mokyklos renovacija baigta, kviečiame į šventę.", "2024-05-02"),
    ("Paroda Jonišky", "Joniškio bibliotekoje – paroda ir edukacija.", "2023-11-30"),
    ("Kviečiame teikti paraiškas", "Paraiškas teikite iki rugsėjo. Renovacijos projektai.", None),
)
QUERIES = ("paroda", "pakruojis renovacija", '"kviečiame teikti"', "kviec*", "paroda -joniskis", "source:lt-bandymas")
FILE = "https://vvg.lt/failai/kvietimas.pdf"


def fill(archive: Archive, pages: tuple[tuple[str, str, str | None], ...], first: int = 0) -> None:
    recorder = archive.start_run(FACTS)
    for number, (title, text, day) in enumerate(pages, first):
        url = f"https://vvg.lt/{number}"
        published = PublishedDate(day, "day", "published", day, "platform-rule") if day else None
        files = (Attachment(FILE, name="Kvietimas"),) if number == 3 else ()
        one = article(url, title=title, text=text, published=published, attachments=files, tags=("Paroda",))
        save(recorder, one, keep(recorder, exchange(recorder, url, title.encode(), minute=number)))
    if first == 0:
        body = make_pdf(["Kvietimas teikti vietos projektus: žirgynas."])
        answered = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + body
        recorder.keep_attachment(keep(recorder, exchange(recorder, FILE, response=answered, minute=50)), FILE)
    recorder.close("finished", {})


def answer(archive: Archive, query: str) -> list[Any]:
    found = archive.search(query)
    newest = archive.search(query, order="newest")
    shown = [(hit.article.version.article.url, hit.snippet, round(hit.score, 9), hit.attachment) for hit in found]
    return [shown, [hit.article.id for hit in newest], found.total, found.facets, found.suggestions]


def test_a_copy_answers_alike_and_goes_on(tmp_path: Path) -> None:
    there, back = find_url(tmp_path / "b") or f"sqlite:///{tmp_path}/b.db", f"sqlite:///{tmp_path}/c.db"
    with Archive(tmp_path / "a", database=f"sqlite:///{tmp_path}/a.db", create=True) as archive:
        fill(archive, PAGES)
        archive.copy_database(there)
        answers = [answer(archive, query) for query in (*QUERIES, "žirgyne")]
    assert all(shown for shown, *_ in answers)
    with Archive(tmp_path / "a", database=there) as copied:
        assert [answer(copied, query) for query in (*QUERIES, "žirgyne")] == answers
        copied.copy_database(back)
        fill(copied, (("Nauja vėjo jėgainė", "Jėgainė Kelmėje: paroda ir šventė.", "2026-01-03"),), first=10)
        (hit,) = copied.search("jegaines kelme")
        assert hit.article.version.article.title == "Nauja vėjo jėgainė"
        assert len(list(copied.search("paroda"))) == len(answers[0][0]) + 1
    with Archive(tmp_path / "a", database=back) as again:
        assert [answer(again, query) for query in (*QUERIES, "žirgyne")] == answers
