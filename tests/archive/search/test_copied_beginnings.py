"""A beginning stands for the same articles on both databases, however many words begin so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive.records import Attachment
from archive.search import planning, tsquery
from archive.store import Archive
from tests.archive.filetexts.made import make_pdf
from tests.archive.recorded import FACTS, article, exchange, keep, save
from tests.databases import find_url

ENDINGS = ("as", "o", "ui", "ą", "u", "e", "ai", "ų", "ams", "us", "ais", "uose")
WORDS = [f"{start}{ending}" for start in ("ren", "rėn", "reng", "rengin", "renk") for ending in ENDINGS]
FILE = "https://vvg.lt/failai/planas.pdf"
QUERIES = (
    "ren*",
    "rėn*",
    "rengi*",
    "title:ren*",
    "tag:ren*",
    "-ren*",
    "turgus -rėn*",
    "rėn* OR turgus",
    "turgus rėn*",
    "=turgus -(rėn* OR renk*)",
    '"turgus ren"*',
    "ren* from:2026-01-03",
)
FOUND = {"ren*": 81, "rėn*": 20, "rengi*": 13, "-ren*": 3}
"""Articles, as long as every word is looked for; one by its file."""


def fill(archive: Archive) -> None:
    """An article for each word, the first words in more of them; others without any."""
    recorder = archive.start_run(FACTS)
    for number, word in enumerate([*WORDS, *WORDS[:20], "", "", ""]):
        url = f"https://vvg.lt/{number}"
        text = f"Miestelio turgus {word} vyks aikštėje." if number % 3 else f"Po pamokų {word} laukia visi."
        files = (Attachment(FILE, name="Planas"),) if number == 81 else ()
        title = word.capitalize() if number % 5 == 0 and word else "Skelbimas"
        one = article(url, title=title, text=text, tags=(word,) if number % 7 == 0 and word else (), attachments=files)
        save(recorder, one, keep(recorder, exchange(recorder, url, title.encode(), minute=number)))
    body = make_pdf(["Turgus rengiamas kasmet."])
    answered = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + body
    recorder.keep_attachment(keep(recorder, exchange(recorder, FILE, response=answered, minute=100)), FILE)
    recorder.close("finished", {})


def answer(archive: Archive, query: str) -> tuple[list[Any], ...]:
    found = archive.search(query, limit=None)
    newest = archive.search(query, order="newest", limit=None)
    best = [(hit.article.version.article.url, round(hit.score, 9), hit.snippet, hit.attachment) for hit in found]
    return best, [hit.article.version.article.url for hit in newest], [found.total, found.facets]


@pytest.mark.parametrize("most", [2_000, 25])
def test_a_beginning_means_the_same_words_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(planning, "MAX_BEGUN", most)
    monkeypatch.setattr(tsquery, "_MANY", 3)
    there = find_url(tmp_path / "b") or f"sqlite:///{tmp_path}/b.db"
    with Archive(tmp_path / "a", database=f"sqlite:///{tmp_path}/a.db", create=True) as archive:
        fill(archive)
        archive.copy_database(there)
        answers = {query: answer(archive, query) for query in QUERIES}
    with Archive(tmp_path / "a", database=there) as copied:
        for query in QUERIES:
            assert answer(copied, query) == answers[query], query
    if most > len(WORDS):
        counted = {query: len(found) for query, (found, *_) in answers.items()}
        assert counted | FOUND == counted
        assert all(counted.values())
