"""Our terms are the tokens of SQLite's index."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest

from archive.search.terms import split_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Šiaulių Žąsys", ("siauliu", "zasys")),
        ("ĢIRTS ēd ķiļķenus", ("girts", "ed", "kilkenus")),
        ("Õnnelik jõgi", ("onnelik", "jogi")),
        (unicodedata.normalize("NFD", "Šūkis ir"), ("sukis", "ir")),
        ("LEADER/CLLD 2021–2027, Nr. 42VS-KK", ("leader", "clld", "2021", "2027", "nr", "42vs", "kk")),
        ("новости Йода", ("новости", "йода")),
        ("„“ – … !?", ()),
        ("a\x00b\ud800c", ("a", "b", "c")),
        ("", ()),
    ],
)
def test_words_become_terms(text: str, terms: tuple[str, ...]) -> None:
    assert split_terms(text) == terms


def test_every_latin_and_cyrillic_letter_is_folded_as_the_index_folds_it() -> None:
    scripts = (range(0x20, 0x300), range(0x386, 0x526), range(0x1E00, 0x1F00))
    letters = [chr(code) for script in scripts for code in script if unicodedata.category(chr(code)) != "Cn"]
    expected = index_tokens({ord(letter): f"a{letter}b" for letter in letters})
    actual = index_tokens({ord(letter): " ".join(split_terms(f"a{letter}b")) for letter in letters})
    differing = {letter for letter in letters if expected[ord(letter)] != actual[ord(letter)]}
    # Letters with two marks of which SQLite folds only one; no language of ours has them.
    assert differing <= set("ǠǡͿ")


def index_tokens(texts: dict[int, str]) -> dict[int, list[str]]:
    """What SQLite's tokenizer makes of each text."""
    conn = sqlite3.connect(":memory:")
    conn.execute('CREATE VIRTUAL TABLE t USING fts5(x, tokenize="unicode61 remove_diacritics 2")')
    conn.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    conn.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", texts.items())
    tokens: dict[int, list[str]] = {rowid: [] for rowid in texts}
    for term, rowid in conn.execute("SELECT term, doc FROM v ORDER BY doc, offset"):
        tokens[rowid].append(term)
    conn.close()
    return tokens
