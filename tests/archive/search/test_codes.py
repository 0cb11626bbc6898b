"""Codes, numbers, compounds and addresses as words of an index."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.codes import Kind, read_chunk, read_chunks
from archive.search.words.splitting import split_forms
from archive.store import Archive
from tests.archive.recorded import article, exchange, keep, open_run, save


def _phrases(*typed: str) -> set[str]:
    return {" ".join(phrase) for chunk in read_chunks(typed) for phrase in chunk.phrases}


def _stands_in(written: str, typed: str) -> bool:
    """Whether a text holds what was typed, which is one chunk."""
    (chunk,) = read_chunks(typed.split())
    text = " ".join(["", *split_forms(written), ""])
    return any(" ".join(["", *phrase, ""]) in text for phrase in chunk.phrases)


@pytest.mark.parametrize("typed", [("LLI-425",), ("LLI", "425"), ("lli425",), ("LLI–425",), ("LLI/425",)])
def test_a_project_code_is_found_however_it_is_written(typed: tuple[str, ...]) -> None:
    assert _phrases(*typed) == {"lli 425", "lli425"}


@pytest.mark.parametrize("typed", [("10", "000"), ("10000",), ("10.000",), ("10,000",), ("10\u00a0000",)])
def test_a_number_is_found_with_its_thousands_apart_or_not(typed: tuple[str, ...]) -> None:
    assert _phrases(*typed) == {"10 000", "10000"}


def test_a_long_code_is_parted_where_letters_meet_digits() -> None:
    assert _phrases("42VS-PK-22-1") == {"42vs pk 22 1", "42vspk221", "42 vs pk 22 1"}


def test_a_word_before_a_number_is_a_code_only_loosely() -> None:
    (chunk,) = read_chunks(["apie", "300"])
    assert chunk.is_loose
    assert chunk.phrases[0] == ("apie", "300")


def test_a_year_is_no_part_of_a_code_and_no_number_of_thousands() -> None:
    assert [chunk.phrases for chunk in read_chunks(["VVG", "2023"])] == [(("vvg",),), (("2023",),)]


def test_a_compound_is_found_apart_and_in_one() -> None:
    chunk = read_chunk("Kohtla-Järve")
    assert chunk.kind is Kind.COMPOUND
    assert chunk.phrases == (("kohtla", "järve"), ("kohtlajärve",))


@pytest.mark.parametrize(
    "typed", ["https://www.kaimas.lt/naujienos/", "www.kaimas.lt/naujienos", "kaimas.lt/naujienos"]
)
def test_an_address_is_found_without_its_scheme(typed: str) -> None:
    chunk = read_chunk(typed)
    assert chunk.kind is Kind.ADDRESS
    assert chunk.phrases[0] == ("kaimas", "lt", "naujienos")


def test_an_email_address_is_a_row_of_words() -> None:
    assert read_chunk("info@kaimas.lt").phrases == (("info", "kaimas", "lt"),)


def test_signs_alone_are_nothing() -> None:
    assert read_chunk("–").phrases == ()
    assert read_chunks([]) == []


@pytest.mark.parametrize(
    "typed",
    [
        "+370 600 12345", "+37060012345", "8 600 12345", "8-600-12345", "8-600 12345", "860012345", "600 12345",
        "60012345", "370 600 12345", "00370 600 12 345", "+370-600-12-345",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "written",
    [
        "+370 600 12345",
        "+37060012345",
        "(8 600) 12345",
        "8-600-12-345",
        "860012345",
        "+370 (600) 12345",
        "8 60 01 23 45",
    ],
)
def test_a_telephone_number_is_found_however_it_is_parted_and_begun(typed: str, written: str) -> None:
    assert _stands_in(written, typed)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("29123456", "+371 2912 3456"),
        ("+371 29 123 456", "29123456"),
        ("512 3456", "+3725123456"),
        ("+372 5123 4567", "51 234 567"),
        ("+48 22 123", "4822123"),
        ("302521334", "302 521 334"),
        ("302 521334", "302521334"),
        ("40003032949", "4000 3032 949"),
        ("4000 3032 949", "40003032949"),
        ("LT12 1000 0111 0100 1000", "LT121000011101001000"),
        ("LT121000011101001000", "lt12 1000 0111 0100 1000"),
        ("lv80 bank 0000 4351 9500 1", "LV80BANK0000435195001"),
    ],
)
def test_a_long_number_is_found_in_one_and_parted(typed: str, written: str) -> None:
    assert _stands_in(written, typed)


@pytest.mark.parametrize(
    "typed",
    ["2021 2022", "1918 1940 1990", "10 000 25 000", "10.30 12.45", "300 2022 12345", "12 345 67", "12 34 56 78 90"],
)
def test_several_numbers_are_not_one(typed: str) -> None:
    in_one = ("".join(re.findall(r"\d", typed)),)
    chunks = read_chunks(typed.split())
    assert all(chunk.is_loose or in_one not in chunk.phrases for chunk in chunks)


def test_what_follows_a_long_number_is_no_part_of_it() -> None:
    for typed in ("+370 600 12345 2022", "8 600 12345 kvietimas", "LT12 1000 0111 0100 1000 2022"):
        *_, last = chunks = read_chunks(typed.split())
        assert (len(chunks), last.phrases) == (2, ((typed.split()[-1],),))


TOLD = (
    "Tel. (8 600) 12345.",
    "Skambinkite: +37060012345",
    "Kodas 302 521 334",
    "Kodas 302521334",
    "8 ir 600, po to 12345",
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Iterator[Archive]:
    """An archive of articles with numbers in them."""
    directory = tmp_path_factory.mktemp("told")
    with open_run(directory) as (archive, recorder):
        for number, text in enumerate(TOLD):
            url = f"https://vvg.lt/{number}"
            one = article(url, title=f"Kontaktai {number}", text=text)
            save(recorder, one, keep(recorder, exchange(recorder, url, text.encode(), minute=number)))
        yield archive


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("+370 600 12345", {0, 1}),
        ("(8 600) 12345", {0, 1}),
        ("8 600 12345", {0, 1}),
        ("60012345", {0, 1}),
        ("600 12345", {0, 1, 4}),
        ('"600 12345"', {0}),
        ("+370 600 12346", set()),
        ("302521334", {2, 3}),
        ("302 521 334", {2, 3}),
        ("tel. 860012345", {0}),
        ("kontaktai -860012345", {2, 3, 4}),
    ],
)
def test_numbers_are_found_in_articles(told: Archive, typed: str, found: set[int]) -> None:
    assert {TOLD.index(hit.article.version.article.text) for hit in told.search(typed)} == found


@given(st.lists(st.text(max_size=20) | st.from_regex(r"\+?[0-9(]{1,4}[0-9. /)–-]{0,9}", fullmatch=True), max_size=8))
def test_whatever_is_typed_comes_out_as_words_of_an_index(typed: list[str]) -> None:
    for chunk in read_chunks(typed):
        for phrase in chunk.phrases:
            assert all(split_forms(word) == [word] for word in phrase)
