"""Words counted in parts that are put aside come out as if they had been counted at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SearchIndexError
from archive.search.counting import count_words, tally_words
from archive.search.word_runs import WordRuns
from archive.search.words.keys import pack_words, unpack_words
from archive.search.words.splitting import fold

TEXTS = st.text(alphabet="Aaāb BČč.σς2\u0301\n", max_size=40)
WORDS = st.lists(st.text(alphabet="abc", min_size=1), min_size=1)
ARTICLES = st.lists(st.tuples(st.sampled_from(["lt", "lv", None]), TEXTS), max_size=12)


def make_row(language: str | None, text: str) -> dict[str, object]:
    return {"title": text[:5], "lead": None, "text": text, "tags": [text[5:9]], "language": language}


@given(articles=ARTICLES, in_memory=st.integers(1, 8), at_once=st.integers(1, 3))
def test_parts_add_up_to_what_each_article_says(
    articles: list[tuple[str | None, str]], in_memory: int, at_once: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [make_row(*one) for one in articles]
    wanted: dict[tuple[str, str, str], Counter[str]] = {}
    for row in rows:
        said = count_words(row)
        for form, sign in said.forms.items():
            wanted.setdefault((fold(form), form, said.language), Counter()).update(articles=1, capitals=sign)
    with WordRuns(tmp_path_factory.getbasetemp(), in_memory=in_memory) as runs:
        for start in range(0, len(rows), at_once):
            runs.add(tally_words(rows[start : start + at_once]))
        merged = list(runs.merge())
    assert merged == [(*word, counted["articles"], counted["capitals"]) for word, counted in sorted(wanted.items())]


def test_a_folder_that_takes_no_files_is_named(tmp_path: Path) -> None:
    with WordRuns(tmp_path / "missing") as runs:
        runs.add(tally_words([make_row("lt", "Viena dvi")]))
        with pytest.raises(SearchIndexError, match=r"missing.*make room"):
            list(runs.merge())


@given(
    key=st.text(alphabet="ab=", min_size=1, max_size=3), words=st.lists(st.text(alphabet="abc", min_size=1), min_size=1)
)
def test_packed_words_are_what_they_were(key: str, words: list[str]) -> None:
    assert unpack_words(key, pack_words(key, words)) == words
