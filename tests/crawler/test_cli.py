"""The command line is a contract: verbs, flags, exit codes, and what stands on stdout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from archive.errors import (
    ArchiveError,
    ConfigError,
    DatabaseError,
    PayloadError,
    SourceBusyError,
    SourceFileError,
    WarcError,
    WriteError,
)
from crawler.cli import app, exit_code, hoist_global_options, main
from tests.archive.recorded import URL, article, exchange, keep, open_run, save
from tests.crawling import Ran, command

VERBS = {
    ("sources", "list"): {"--country", "--kind", "--json"},
    ("sources", "show"): set(),
    ("sources", "check"): set(),
    ("crawl",): {"--all", "--due", "--country", "--limit", "--since", "--offline"},
    ("lookup",): {"--at", "--json"},
    ("list",): {"--from", "--to", "--source", "--country", "--limit", "--json"},
    ("search",): {"--source", "--country", "--lang", "--from", "--to", "--limit", "--json"},
    ("show",): {"--version", "--json", "--text", "--raw"},
    ("fixture", "cut"): {"--to"},
    ("verify",): {"--json"},
    ("repair",): {"--dry-run", "--json"},
    ("reindex",): set(),
    ("import",): {"--source", "--json"},
    ("stats",): {"--json"},
    ("demo",): set(),
}
HEAVY = ("scrapy", "twisted", "trafilatura", "sqlalchemy", "lxml", "alembic")


def options_of(verb: tuple[str, ...]) -> set[str]:
    found = typer.main.get_command(app)
    for word in verb:
        found = found.commands[word]  # type: ignore[attr-defined]
    return {option for parameter in found.params for option in parameter.opts}


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Ran:
    """The command in this process, for what needs no crawl."""
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    shown = capsys.readouterr()
    return Ran(int(ended.value.code or 0), shown.out, shown.err)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one article in two versions, and a page of 404."""
    directory = tmp_path_factory.mktemp("cli")
    with open_run(directory) as (_, recorder):
        for minute, title in ((0, "Kaimas šventė"), (10, "Kaimas\u2028atšventė")):
            capture = keep(recorder, exchange(recorder, body=f"<p>{title}</p>".encode(), minute=minute))
            save(recorder, article(title=title), capture)
        keep(recorder, exchange(recorder, f"{URL}/nera", response=b"HTTP/1.1 404 No\r\n\r\n"))
    return directory


@pytest.mark.parametrize(("verb", "flags"), VERBS.items())
def test_verb_has_the_flags_of_the_contract(verb: tuple[str, ...], flags: set[str]) -> None:
    assert flags <= options_of(verb)


@pytest.mark.parametrize("verb", [(), ("sources",), ("fixture",), *VERBS])
def test_help_of_every_verb_answers(capsys: pytest.CaptureFixture[str], verb: tuple[str, ...]) -> None:
    ran = run(capsys, *verb, "--help")
    assert ran.code == 0
    assert "Usage" in ran.out
    if not verb:
        assert "--archive" in ran.out
        assert "--allow-network" in ran.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_a_full_disk_behind_the_output_is_said_in_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-c", "from crawler.cli import main; main(['--help'])"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr.strip()) == (3, "kronika: the output: No space left on device")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from crawler.cli import main\n"
        "try: main(['crawl', '--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("words", "hoisted"),
    [
        (["list", "--archive", "d"], ["--archive", "d", "list"]),
        (["list", "--archive=d", "--json"], ["--archive=d", "list", "--json"]),
        (["crawl", "a", "--allow-network", "x", "b", "--allow-network=y"],
         ["--allow-network", "x", "--allow-network=y", "crawl", "a", "b"]),
        (["search", "--", "--archive", "d"], ["search", "--", "--archive", "d"]),
        (["list", "--archive"], ["--archive", "list"]),
        (["--sources", "s", "sources", "list"], ["--sources", "s", "sources", "list"]),
        ([], []),
    ],
)  # fmt: skip
def test_global_options_may_stand_anywhere(words: list[str], hoisted: list[str]) -> None:
    assert hoist_global_options(words) == hoisted


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError("x"), 2),
        (SourceFileError(Path("a.toml"), "x", line=1), 2),
        (WarcError(Path("a"), 0, "x"), 4),
        (PayloadError("x"), 4),
        (DatabaseError("x"), 4),
        (WriteError("x"), 3),
        (SourceBusyError("x"), 3),
        (ArchiveError("x"), 3),
    ],
)
def test_an_error_has_its_exit_code(error: ArchiveError, code: int) -> None:
    assert exit_code(error) == code


def test_the_archive_is_taken_from_flag_or_environment(
    filled: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (["stats", "--json", f"--archive={filled}"], ["--archive", filled, "stats", "--json"]):
        (found,) = run(capsys, *words).objects()
        assert found["articles"] == 1
    missing = run(capsys, "stats", "--json")
    assert (missing.code, missing.out) == (2, "")
    assert "kronika-archive" in missing.err
    monkeypatch.setenv("KRONIKA_ARCHIVE", str(filled))
    assert run(capsys, "stats", "--json").objects()[0]["articles"] == 1
    assert run(capsys, "stats", "--archive", tmp_path / "kitur").code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["list", "--json"], 1),
        (["lookup", URL, "--json"], 2),
        (["lookup", URL, "--at", "2026-01-04", "--json"], 2),
        (["lookup", f"{URL}/nera", "--json"], 1),
        (["search", "klėtį", "--json"], 1),
        (["show", URL, "--json"], 1),
        (["show", URL, "--version", "1", "--json"], 1),
        (["verify", "--json"], 1),
        (["stats", "--json"], 1),
    ],
)
def test_json_prints_one_object_a_line_and_nothing_else(
    filled: Path, capsys: pytest.CaptureFixture[str], words: list[str], count: int
) -> None:
    ran = run(capsys, *words, "--archive", filled)
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.objects()) == count
    assert all(isinstance(one, dict) for one in ran.objects())
    assert ran.out.endswith("\n")


def test_an_article_is_shown_by_its_id(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (listed,) = run(capsys, "list", "--json", "--archive", filled).objects()
    (shown,) = run(capsys, "show", str(listed["id"]), "--json", "--archive", filled).objects()
    assert {name: shown[name] for name in listed} == listed
    assert shown.keys() - listed.keys() == {"near_duplicates", "near_duplicate_of"}


def test_sources_are_listed_as_objects(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run(capsys, "sources", "list", "--json", "--country", "lv")
    assert "lv-zemgale" in {source["id"] for source in ran.objects()}
    assert {source["country"] for source in ran.objects()} == {"LV"}
    assert run(capsys, "sources", "list", "--kind", "lag").code == 0
    shown = run(capsys, "sources", "show", "lt-pakruojis-vvg", "--json")
    assert (shown.code, shown.objects()[0]["platform"]) == (0, "pakruojis")
    assert "pakruojis" in run(capsys, "sources", "show", "lt-pakruojis-vvg").out
    assert run(capsys, "sources", "list", "--country", "ZZ").code == 1


def test_own_sources_are_checked_with_file_line_and_key(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[[source]]\nid = "lt-mano"\nnam = "Mano"\n', encoding="utf-8")
    for more in ([mine], ["--sources", mine]):
        ran = run(capsys, "sources", "check", *more)
        assert (ran.code, ran.out) == (2, "")
        assert f"{mine}, line 3: nam" in ran.err
    monkeypatch.setenv("KRONIKA_SOURCES", str(mine))
    for words in (["sources", "check"], ["sources", "list", "--json"], ["crawl", "lt-mano"]):
        assert run(capsys, *words, "--archive", tmp_path / "a").code == 2
    good = (
        'id = "lt-mano"\nname = "Mano"\nkind = "lag"\ncountry = "LT"\nlanguages = ["lt"]\nhosts = ["vvg.lt"]\n'
        'seeds = [{ feed = "http://vvg.lt/rss" }]\n'
    )
    mine.write_text(f"[[source]]\n{good}", encoding="utf-8")
    assert run(capsys, "sources", "check").code == 0
    assert "lt-mano" in run(capsys, "sources", "list").out


@pytest.mark.parametrize(
    "words",
    [
        ["lookup", "https://vvg.lt/nematyta"],
        ["lookup", "http://["],
        ["list", "--from", "2030"],
        ["list", "--source", "nera"],
        ["search", "xyzzy"],
        ["show", "99"],
        ["show", URL, "--version", "9"],
    ],
)
def test_nothing_found_is_exit_code_1_and_an_empty_stdout(
    filled: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    for more in ([], ["--json"]):
        ran = run(capsys, *words, *more, "--archive", filled)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err


@pytest.mark.parametrize(
    "words",
    [
        ["nera-tokio"],
        ["list", "--from", "2022-13-40"],
        ["list", "--from", "2023", "--to", "2022"],
        ["lookup", URL, "--at", "vakar"],
        ["search", "--lang"],
        ["show", URL, "--json", "--text"],
        ["show", URL, "--version", "0"],
        ["list", "--limit", "0"],
        ["list", "--limit", "daug"],
        ["crawl"],
        ["crawl", "nera-tokio"],
        ["crawl", "lv-zemgale", "--all"],
        ["crawl", "lv-zemgale", "--since", "2022-13-40"],
        ["crawl", "lv-zemgale", "--limit", "0"],
        ["crawl", "--country", "ZZ"],
        ["crawl", "lv-zemgale", "--allow-network", "300.1.1.1"],
        ["crawl", "lv-zemgale", "--allow-network", "127.0.0.1/8"],
        ["crawl", "lv-zemgale", "--offline", "nera.warc.gz"],
        ["crawl", "lv-zemgale", "--sources", "nera.toml"],
        ["sources", "show", "nera-tokio"],
        ["sources", "check", "nera.toml"],
        ["fixture", "cut", URL],
        ["fixture", "cut", "https://vvg.lt/nematyta", "--to", "x.warc.gz"],
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_why(
    filled: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(capsys, *words, "--archive", filled)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert "Traceback" not in ran.err


def test_a_damaged_archive_is_exit_code_4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_run(tmp_path) as (_, recorder):
        capture = keep(recorder, exchange(recorder))
        save(recorder, article(), capture)
    (path,) = (tmp_path / "warc").glob("*.warc.gz")
    data = bytearray(path.read_bytes())
    data[capture.location.offset + 30] ^= 1
    path.write_bytes(data)
    verified = run(capsys, "verify", "--json", "--archive", tmp_path)
    assert verified.code == 4
    assert {one["offset"] for one in verified.objects() if "fault" in one} == {capture.location.offset}
    raw = run(capsys, "show", URL, "--raw", "--archive", tmp_path)
    assert (raw.code, raw.out) == (4, "")
    assert path.name in raw.err
    (tmp_path / "kronika.db").write_bytes(b"x" * 5000)
    assert run(capsys, "list", "--archive", tmp_path).code == 4


def test_raw_writes_the_bytes(filled: Path) -> None:
    raw = subprocess.run(
        command("show", URL, "--raw", "--archive", filled), capture_output=True, check=True, timeout=60
    )
    assert raw.stdout == "<p>Kaimas\u2028atšventė</p>".encode()


def test_people_are_shown_the_same_things(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["list"], ["search", "klėtį"], ["lookup", URL], ["show", URL], ["show", URL, "--version", "1"]):
        ran = run(capsys, *words, "--archive", filled)
        assert ran.code == 0
        assert "Kaimas" in ran.out
    assert run(capsys, "show", URL, "--text", "--archive", filled).out == article().text + "\n"
    assert "0 faults" in run(capsys, "verify", "--archive", filled).out
    assert "lt-bandymas" in run(capsys, "stats", "--archive", filled).out


def test_letters_come_out_whatever_the_terminal_says(filled: Path) -> None:
    done = subprocess.run(
        command("list", "--json", "--archive", filled),
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""},
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "atšventė" in json.loads(done.stdout)["title"]


@pytest.mark.parametrize(
    "words", [["list"], ["list", "--json"], ["search", "klėtį"], ["verify"], ["show", URL, "--raw"]]
)
def test_a_reader_that_has_had_enough_is_no_fault(filled: Path, words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as nobody:
        done = subprocess.run(
            command(*words, "--archive", filled), stdout=nobody, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert (done.returncode, done.stderr) == (0, b"")
