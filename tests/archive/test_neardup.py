"""Which texts are one text with small changes: measured over press releases and calls made up here."""

from __future__ import annotations

import random
import re
import time
from itertools import combinations

import pytest

from archive.neardup import (
    MIN_WORDS,
    Fold,
    Print,
    are_near,
    fold,
    fold_enough,
    make_bands,
    make_print,
    measure_similarity,
    pack_hashes,
    unpack_hashes,
)
from tests.archive.press import make_call, make_release, vary_release


def printed(text: str) -> Print:
    made = make_print(text)
    assert made is not None
    return made


def are_found(one: str, other: str, *, is_same_source: bool = False) -> bool:
    first, second = printed(one), printed(other)
    shares = not set(make_bands(first)).isdisjoint(make_bands(second))
    return shares and are_near(first, second, is_same_source=is_same_source)


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(words, words[1:], words[2:], strict=False))


def count_false(prints: list[Print]) -> float:
    pairs = [are_near(a, b, is_same_source=False) for a, b in combinations(prints, 2)]
    return sum(pairs) / len(pairs)


def test_variants_of_releases_are_found() -> None:
    dice = random.Random(5)
    found = alike = all_found = 0
    for _ in range(200):
        text = make_release(dice, sentences=dice.randint(6, 40))
        for _ in range(3):
            other = vary_release(text, dice)
            is_found = are_found(text, other)
            one, two = shingles(text), shingles(other)
            all_found += is_found
            if len(one & two) >= 0.8 * len(one | two):
                alike += 1
                found += is_found
    assert alike > 400
    assert found >= 0.98 * alike
    assert all_found >= 0.95 * 600


def test_releases_of_one_kind_are_not_taken_for_one() -> None:
    dice = random.Random(6)
    assert count_false([printed(make_release(dice)) for _ in range(120)]) <= 0.001


@pytest.mark.parametrize("group", [None, "Utena"])
def test_calls_from_one_form_are_not_taken_for_one(group: str | None) -> None:
    dice = random.Random(7)
    calls = [make_call(dice, group=group) for _ in range(120)]
    assert count_false([printed(call) for call in calls]) <= 0.005
    assert measure_similarity(printed(calls[0]), printed(calls[1])) > 0.5


def test_a_text_within_a_longer_one_is_near_only_if_it_is_most_of_it() -> None:
    sentences = make_release(random.Random(8), sentences=40).replace("\n\n", " ").split(". ")
    whole = ". ".join(sentences)
    assert are_found(". ".join(sentences[:34]), whole)
    assert not are_found(". ".join(sentences[:24]), whole)


def test_short_texts_are_never_near() -> None:
    words = [f"žodis{number}" for number in range(MIN_WORDS)]
    assert make_print(" ".join(words)) is not None
    assert make_print(" ".join(words[1:])) is None
    assert make_print("") is None


def test_letter_case_quotes_and_white_space_make_no_difference() -> None:
    text = make_release(random.Random(9))
    other = text.upper().replace("\n\n", "\n").replace(", ", " – ")
    assert measure_similarity(printed(text), printed(other)) == 1.0


def test_within_one_source_only_twins_are_near() -> None:
    dice = random.Random(10)
    text = make_release(dice, sentences=30)
    assert are_found(text, text, is_same_source=True)
    assert not are_found(text, vary_release(make_release(random.Random(11), sentences=30), dice), is_same_source=True)


def test_what_is_kept_of_a_text_is_the_same_everywhere() -> None:
    made = printed("Kaimo bendruomenė rinkosi į talką, " * 3 + " ".join(f"žodis {number}" for number in range(30)))
    assert unpack_hashes(pack_hashes(made.sketch)) == made.sketch
    assert make_bands(made)[:2] == PINNED_BANDS
    assert all(0 <= band < 2**63 for band in make_bands(made))


PINNED_BANDS = [507334125902803891, 917262432298694406]
"""Stored in archives: other numbers here mean that every archive must be reindexed."""


@pytest.mark.slow
def test_a_text_costs_less_than_a_millisecond() -> None:
    dice = random.Random(12)
    texts = [make_release(dice, sentences=16) for _ in range(200)]
    started = time.process_time()
    for text in texts:
        make_bands(printed(text))
    assert (time.process_time() - started) / len(texts) < 0.001


def test_results_of_one_first_publisher_are_folded_in_their_order() -> None:
    assert fold([5, 12, 2, 15, 22, 7], lambda number: number % 10) == [Fold(5, [15]), Fold(12, [2, 22]), Fold(7)]


def test_folding_asks_for_more_until_there_are_enough() -> None:
    results = [1] * 50 + [2, 3, 4]
    asked: list[int | None] = []

    def fetch(size: int | None) -> list[int]:
        asked.append(size)
        return results[:size]

    assert [one.shown for one in fold_enough(fetch, lambda number: number, 3)] == [1, 2, 3]
    assert asked == [6, 24, 96]
    assert [one.shown for one in fold_enough(fetch, lambda number: number, 10)] == [1, 2, 3, 4]
    assert [one.shown for one in fold_enough(fetch, lambda number: number, None)] == [1, 2, 3, 4]
