"""Codes, numbers, compounds and addresses as words of an index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.codes import Kind, read_chunk, read_chunks
from archive.search.words.splitting import split_forms


def _phrases(*typed: str) -> set[str]:
    return {" ".join(phrase) for chunk in read_chunks(typed) for phrase in chunk.phrases}


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


@given(st.lists(st.text(max_size=20), max_size=6))
def test_whatever_is_typed_comes_out_as_words_of_an_index(typed: list[str]) -> None:
    for chunk in read_chunks(typed):
        for phrase in chunk.phrases:
            assert all(split_forms(word) == [word] for word in phrase)
