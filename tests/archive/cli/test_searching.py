"""search on the command line: hits, and what is said about them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.records import PublishedDate
from crawler.cli import main
from tests.archive.recorded import article, exchange, keep, open_run, save
from tests.crawling import Ran

ARTICLES = (
    ("klėtis", "Klėtis atnaujinta", "Senoji klėtis vėl atvira lankytojams.", "2022-05-16", ("Paveldas",)),
    ("klėties", "Prie klėties", "Prie klėties vyks mugė.", "2023-06-01", ("Paveldas", "Mugės")),
    ("mugė", "Rudens mugė", "Mugė vyks aikštėje.", "2024-09-12", ("Mugės",)),
)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    with open_run(tmp_path) as (_, recorder):
        for minute, (name, title, text, day, tags) in enumerate(ARTICLES):
            url = f"https://vvg.lt/{name}"
            published = PublishedDate(day, "day", "published", day, "meta")
            one = article(url=url, title=title, text=text, published=published, tags=tags, language="lt")
            save(recorder, one, keep(recorder, exchange(recorder, url, minute=minute)))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], directory: Path, *words: str) -> Ran:
    with pytest.raises(SystemExit) as ended:
        main(["search", *words, "--archive", str(directory)])
    shown = capsys.readouterr()
    return Ran(int(ended.value.code or 0), shown.out, shown.err)


def titles(ran: Ran) -> list[str]:
    return [hit["title"] for hit in ran.objects()]


def test_any_form_is_found_and_a_word_with_a_minus_left_out(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sorted(titles(run(capsys, filled, "kletis", "--json"))) == ["Klėtis atnaujinta", "Prie klėties"]
    assert titles(run(capsys, filled, "klėtis", "-mugė", "--json")) == ["Klėtis atnaujinta"]
    assert titles(run(capsys, filled, "--json", "klėtis -mugė")) == ["Klėtis atnaujinta"]
    assert titles(run(capsys, filled, "=klėties", "--json")) == ["Prie klėties"]


def test_the_newest_come_first_and_pages_follow(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ordered = ["Rudens mugė", "Prie klėties", "Klėtis atnaujinta"]
    asked = ("mugė OR klėtis", "--newest", "--json")
    assert titles(run(capsys, filled, *asked)) == ordered
    assert titles(run(capsys, filled, *asked, "--limit", "1", "--offset", "1")) == ordered[1:2]
    assert titles(run(capsys, filled, *asked, "--limit", "2", "--offset", "1", "--fold")) == ordered[1:]
    beyond = run(capsys, filled, *asked, "--offset", "3")
    assert (beyond.code, beyond.out, beyond.err) == (1, "", "nothing after the first 3.\n")
    assert titles(run(capsys, filled, *asked, "--limit", "9" * 30)) == ordered
    assert run(capsys, filled, *asked, "--offset", "9" * 30).code == 1


def test_counts_are_printed_when_asked_for(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, filled, "klėtis", "--facets")
    counts = ran.out.partition("\n\n")[2].splitlines()
    assert counts[0] == "2 articles in all"
    assert "Year       2023 1, 2022 1" in counts
    assert "Tag        Paveldas 2, Mugės 1" in counts
    assert run(capsys, filled, "klėtis", "--total").out.endswith("\n\n2 articles in all\n")
    assert "in all" not in run(capsys, filled, "klėtis").out


def test_counts_and_hits_are_one_json_object(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = run(capsys, filled, "klėtis", "from:vakar", "--facets", "--json").objects()
    assert found["hits"] == []
    assert len(found["remarks"]) == 1
    (found,) = run(capsys, filled, "klėtis", "--facets", "--json", "--limit", "1").objects()
    assert found["total"] == {"value": 2, "is_estimate": False}
    assert len(found["hits"]) == 1
    assert set(found["facets"]) == {"source", "country", "language", "kind", "tag", "year", "months"}
    assert found["facets"]["months"][0] == {"value": "2022-05", "count": {"value": 1, "is_estimate": False}}
    (found,) = run(capsys, filled, "klėtis", "--total", "--json").objects()
    assert "facets" not in found
    assert [hit["snippet"].count("«") > 0 for hit in found["hits"]] == [True, True]


def test_what_finds_nothing_says_what_could_be_meant(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, filled, "klietis")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("did you mean: klėt")
    assert ran.err.endswith("nothing found.\n")
    as_json = run(capsys, filled, "klietis", "--json")
    assert (as_json.code, as_json.out, as_json.err) == (1, "", ran.err)
    (found,) = run(capsys, filled, "klietis", "--total", "--json").objects()
    assert found["suggestions"][0].startswith("klėt")


def test_a_remark_is_made_on_what_is_not_understood(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, filled, "klėtis", "source:nera")
    assert ran.code == 1
    assert "There is no source nera in this archive" in ran.err


def test_an_unknown_option_is_no_word(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, filled, "klėtis", "--nwest")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no option --nwest" in ran.err


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("--from", "01.06.2023"), ["Prie klėties"]),
        (("--from", "2023/6/1"), ["Prie klėties"]),
        (("--to", "2022.05"), ["Klėtis atnaujinta"]),
        (("--to", "16.5.2022."), ["Klėtis atnaujinta"]),
        (("--from", "2022", "--to", "9999-12"), ["Prie klėties", "Klėtis atnaujinta"]),
        (("--from", "20230601000000"), ["Prie klėties"]),
    ],
)
def test_days_are_spelled_in_options_as_in_queries(
    filled: Path, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], found: list[str]
) -> None:
    assert titles(run(capsys, filled, "klėtis", "--newest", "--json", *typed)) == found


@pytest.mark.parametrize("typed", ["31.02.2022", "2022-13", "vakar", "", "2022-05-16T10:00"])
def test_what_is_no_day_is_refused_in_one_sentence(
    filled: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    ran = run(capsys, filled, "klėtis", "--from", typed)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"kronika: '{typed}' is not a da")
    assert ran.err.count("\n") == 1
    late = run(capsys, filled, "klėtis", "--from", "01.06.2023", "--to", "16.05.2022")
    assert (late.code, late.err) == (2, "kronika: --from 01.06.2023 is later than --to 16.05.2022.\n")


def test_a_query_without_words_says_so(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, filled, "")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "There is no word, number or filter in this query.\nnothing found.\n"
