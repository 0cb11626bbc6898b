"""`kronika read`: one page or a pipeline of them, without any archive."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.crawling import Ran, command

URL = "https://vvg.lt/naujiena-1"
PARAGRAPH = "Kaimo bendruomenė šiandien pradėjo tvarkyti senąją pieninę, kurioje nuo rudens veiks dirbtuvės."
HEAD = "<!DOCTYPE html><html lang='lt'><head><meta charset='utf-8'><title>Pieninė prisikels – VVG</title></head>"
PAGE = (
    f"{HEAD}<body><nav><a href='/'>Pradžia</a> <a href='/naujienos'>Naujienos</a></nav><article><h1>Pieninė prisikels"
    f"</h1><p>Paskelbta: 2020-09-01</p><p>{PARAGRAPH}</p><p>Susitikimas vyks 2020 m. spalio 5 d. klube.</p>"
    f"<p>{PARAGRAPH}</p><p>Dalintis: Facebook</p></article><footer>© 2016 VVG</footer></body></html>"
)
DATELESS = PAGE.replace("<p>Paskelbta: 2020-09-01</p>", "").replace("2020 m. spalio 5 d.", "greitai")
YEARS = f"{HEAD}<body><main><h1>Naujienos</h1>" + "".join(
    f"<h3>2020-0{month}-1{month}</h3><h2>{name} kaime</h2><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>"
    for month, name in ((9, "Derliaus šventė"), (7, "Vasaros stovykla"), (5, "Talka"), (2, "Užgavėnės"))
)


def run(*words: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Ran:
    done = subprocess.run(
        command("read", *words), input=stdin, capture_output=True, timeout=120, check=False, cwd=cwd, env=_environment()
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}


def line(identifier: object, html: str | bytes = PAGE, **fields: object) -> bytes:
    data = html if isinstance(html, bytes) else html.encode()
    values = {"id": identifier, "url": URL, "html_base64": base64.b64encode(data).decode(), **fields}
    return json.dumps(values).encode() + b"\n"


def answer(*lines: bytes, words: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    ran = run("--jsonl", *words, stdin=b"".join(lines))
    assert (ran.code, ran.err) == (0, "")
    return ran.objects()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_file_is_read_without_an_archive(page: Path) -> None:
    ran = run(page, "--url", URL, cwd=page.parent)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Pieninė prisikels\n")
    for shown in (f"Address    {URL}", "2020-09-01", PARAGRAPH):
        assert shown in ran.out
    assert "Pradžia" not in ran.out
    assert [path.name for path in page.parent.iterdir()] == [page.name]


def test_stdin_is_read_as_json() -> None:
    html = PAGE.replace("utf-8", "windows-1257").encode("cp1257")
    ran = run("-", "--url", URL, "--content-type", "text/html", "--captured-at", "2021-02-03", "--json", stdin=html)
    (found,) = ran.objects()
    assert (found["title"], found["language"], found["url"]) == ("Pieninė prisikels", "lt", URL)
    assert found["published"]["value"] == "2020-09-01"
    assert found["captured_at"] == found["first_seen_at"] == "2021-02-03T00:00:00Z"
    assert found["extractor"].startswith("kronika-")
    assert set(found["confidences"]) == set(found["rules"]) == set(found["origins"])
    assert found["rules"]["title"].startswith("heading h")
    assert "parts" not in found


def test_a_page_without_a_date_has_the_day_of_its_capture_beside() -> None:
    (found,) = answer(line("a", DATELESS, captured_at="20210203040506"))
    assert (found["published"]["value"], found["published"]["kind"]) == (None, "first-seen")
    assert found["captured_at"] == "2021-02-03T04:05:06Z"


def test_a_page_without_an_article_exits_1_and_says_why() -> None:
    for html in (b"", b"plain words", b"<html><body><p></p></body></html>"):
        ran = run("-", "--url", URL, "--json", stdin=html)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("no article could be read: ")
        assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("no-such-file.html",),
        ("-", "--url", "vvg.lt/naujiena"),
        ("-", "--captured-at", "rytoj"),
        ("-", "--platform", "nesama"),
        ("-", "--languages", "lietuvių"),
        ("-", "--json", "--why"),
        ("--jsonl", "--url", URL),
        ("--jsonl", "page.html"),
        ("--jsonl", "--why"),
        ("-", "--limit-s", "0"),
    ],
)
def test_wrong_usage_exits_2(words: tuple[str, ...]) -> None:
    ran = run(*words, stdin=PAGE.encode())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_why_says_what_was_chosen_and_what_was_passed_over(page: Path) -> None:
    ran = run(page, "--url", URL, "--why")
    assert ran.code == 0
    fields = {part.partition("\n")[0]: part for part in ran.out.split("\n\n")}
    title, published, text = fields["Title"], fields["Published"], fields["Text"]
    assert "chosen       Pieninė prisikels\n" in title
    assert "passed over  Pieninė prisikels – VVG\n" in title
    assert "chosen       2020-09-01" in published
    assert "labelled-line" in published
    assert "passed over  2020 m. spalio 5" in published
    assert "in prose" in published
    assert "© 2016" in published
    assert "cut          Dalintis: Facebook" in text
    assert "its first line" in text


def test_why_of_a_page_without_an_article_says_what_was_met() -> None:
    ran = run("-", "--why", stdin=f"{HEAD}<body><div></div></body></html>".encode())
    assert ran.code == 1
    assert "Pieninė prisikels – VVG" in ran.out
    assert "no article could be read" in ran.err


def test_lines_are_answered_in_order() -> None:
    pages = [PAGE.replace("<h1>", f"<h1>{number} ") for number in range(30)]
    found = answer(*(line(number, page) for number, page in enumerate(pages)))
    assert [(one["id"], one["title"]) for one in found] == [(n, f"{n} Pieninė prisikels") for n in range(30)]


def test_a_broken_line_is_told_and_the_rest_is_answered() -> None:
    found = answer(
        line("first"),
        b"{broken\n",
        b"\n",
        b"[1]\n",
        b'{"url": "https://vvg.lt/"}\n',
        line("no-page").replace(b"html_base64", b"html"),
        line("bad", html_base64="***"),
        line("when", captured_at="rytoj"),
        line("where", url="naujiena-1"),
        line("what", content_type=7),
        b"[" * 100_000 + b"\n",
        b"\xff\xfe\n",
        line("empty", ""),
        line("last").rstrip(b"\n"),
    )
    assert [one["id"] for one in found] == [
        "first", None, None, None, "no-page", "bad", "when", "where", "what", None, None, "empty", "last",
    ]  # fmt: skip
    assert [one.get("line") for one in found] == [None, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, None, None]
    assert all(set(one) <= {"id", "line", "error"} and one["error"] for one in found[1:-1])
    assert found[0]["title"] == found[-1]["title"] == "Pieninė prisikels"


def test_a_page_of_several_articles_is_one_line_with_its_parts() -> None:
    (found,) = answer(line("years", YEARS, captured_at="2021-01-05"))
    assert [one["title"] for one in found["parts"]] == [
        "Derliaus šventė kaime", "Vasaros stovykla kaime", "Talka kaime", "Užgavėnės kaime",
    ]  # fmt: skip
    assert found["title"] == found["parts"][0]["title"]
    assert found["url"] == found["parts"][0]["url"] == f"{URL}#2020-09-19-derliaus-svente-kaime"
    ran = run("-", "--url", URL, "--why", stdin=YEARS.encode())
    assert ran.out.count("Address    ") == 4


def test_the_platform_and_languages_asked_for_are_used() -> None:
    (found,) = answer(line(1), words=("--platform", "joomla", "--languages", "lt,lv"))
    assert found["platform"] == "joomla"


def test_hostile_pages_cost_no_other_page_its_answer() -> None:
    pages: dict[str, str | bytes] = {
        "nested": "<div>" * 200_000,
        "spans": "<p>" + "<b><i>" * 30_000 + PARAGRAPH,
        "tags": PAGE + "<p>a</p>" * 1_200_000,
        "links": PAGE + "<a href='/x'>nuoroda</a>" * 100_000,
        "bait": PAGE + "<p>" + "2020 m. " * 100_000 + "</p><p>" + "a" * 2_000_000 + "!</p>",
        "nulls": PAGE.replace("prisikels", "prisi\x00kels") + "\x00" * 1_000_000,
        "bytes": bytes(range(256)) * 4_000,
        "charset": PAGE.replace("utf-8", "utf-32").encode(),
        "entity": f"{HEAD}<body><h1>&#xFFFFFFFF;&#0;&bogus;</h1>{PARAGRAPH * 3}",
    }
    found = answer(*(line(name, html) for name, html in pages.items()), line("last"), words=("--limit-s", "10"))
    assert [one["id"] for one in found] == [*pages, "last"]
    assert all("error" in one or one["title"] for one in found)
    assert not [one["error"] for one in found if "failed with" in one.get("error", "")]
    assert found[-1]["title"] == "Pieninė prisikels"


def test_an_answer_does_not_wait_for_the_next_line() -> None:
    with _open_pipe() as piped:
        for number in range(2):
            _send(piped, line(number))
            assert json.loads(_receive(piped))["id"] == number
        assert piped.stdin is not None
        piped.stdin.close()
        assert piped.wait(60) == 0


def test_a_reader_that_has_had_enough_ends_it() -> None:
    with _open_pipe() as piped:
        _send(piped, line(1))
        _receive(piped)
        assert piped.stdout is not None
        piped.stdout.close()
        _send(piped, line(2))
        assert piped.wait(60) in {0, 1}
        assert piped.stderr is not None
        assert b"Fatal" not in piped.stderr.read()


def test_an_interrupt_ends_it_at_once() -> None:
    with _open_pipe() as piped:
        _send(piped, line(1))
        _receive(piped)
        start = time.monotonic()
        piped.send_signal(signal.SIGINT)
        assert piped.wait(60) != 0
        assert time.monotonic() - start < 20
        assert piped.stderr is not None
        assert b"Fatal" not in piped.stderr.read()


def test_reading_a_page_needs_neither_crawler_nor_database() -> None:
    seen = "print(sorted({'scrapy', 'sqlalchemy', 'twisted', 'pydantic'} & set(sys.modules)))"
    code = f"import sys; from archive.cli import answers, read; answers.prepare(); answers.read_page; {seen}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=_environment())
    assert done.stdout == b"[]\n"


# A shell has its background commands ignore interrupts, and these have theirs do so.
_HEED_INTERRUPTS = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
)


def _open_pipe(env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _HEED_INTERRUPTS, *command("read", "--jsonl")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**_environment(), **(env or {})},
    )


def _send(piped: subprocess.Popen[bytes], data: bytes) -> None:
    assert piped.stdin is not None
    piped.stdin.write(data)
    piped.stdin.flush()


def _receive(piped: subprocess.Popen[bytes]) -> bytes:
    assert piped.stdout is not None
    return piped.stdout.readline()
