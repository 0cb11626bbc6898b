"""Queries and texts of our own: lemmas in their cases within whole sentences, with look-alikes among them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from archive.search.words.splitting import fold

_FOLDER = Path(__file__).parent
_SENTENCES = {
    "lt": ("Vakar posėdyje minėjo {0}, o vėliau ir {1}.", "Laikraštis rašė, kad {0} domino visus, kaip {1}."),
    "lv": ("Vakar sēdē pieminēja {0}, bet vēlāk arī {1}.", "Avīze rakstīja, ka {0} interesēja visus, kā arī {1}."),
    "et": ("Eile nimetati koosolekul {0}, hiljem veel {1}.", "Leht kirjutas, et {0} huvitas kõiki, nagu ka {1}."),
}


class Text(NamedTuple):
    """One text to search."""

    name: str
    language: str
    text: str


class Query(NamedTuple):
    """One word to search for."""

    kind: str
    language: str
    lemma: str
    typed: str
    wanted: frozenset[str]
    """Names of the texts that hold any form of the lemma."""


def read_cases() -> tuple[list[Text], list[Query]]:
    """Each lemma as nominative, in another case, and both without diacritics."""
    rows = list(_read_rows("unseen.tsv"))
    texts: list[Text] = []
    holders: dict[tuple[str, str], set[str]] = {}
    for number, row in enumerate(rows):
        forms = row["forms"].split()
        for turn, form in enumerate(forms):
            other = _pick_other(rows, number, turn)
            name = f"{row['lang']}{number}-{turn}"
            sentence = _SENTENCES[row["lang"]][turn % 2].format(form, other[1])
            texts.append(Text(name, row["lang"], sentence))
            holders.setdefault((row["lang"], row["lemma"]), set()).add(name)
            holders.setdefault((row["lang"], other[0]), set()).add(name)
    return texts, [query for row in rows if row["kind"] != "decoy" for query in _ask(row, holders)]


def read_crossings() -> tuple[list[Text], list[Query]]:
    """Each name in each language, wanted in all."""
    texts: list[Text] = []
    queries: list[Query] = []
    for number, row in enumerate(_read_rows("unseen_crossing.tsv")):
        names: dict[str, set[str]] = {}
        for language, forms in row.items():
            for turn, form in enumerate(forms.split()):
                name = f"{language}{number}-{turn}"
                names.setdefault(language, set()).add(name)
                texts.append(Text(name, language, _SENTENCES[language][turn % 2].format(form, "2024")))
        everywhere = frozenset().union(*names.values())
        for language, forms in row.items():
            for form in forms.split()[:2]:
                if form[0].isupper():
                    wanted = everywhere if number < _LAST_NAME else frozenset(names[language])
                    queries.append(Query("crossing", language, form, form, wanted))
    return texts, queries


_LAST_NAME = 24
"""The lines after it are look-alikes: a name in one language, a common word in another."""


def _ask(row: dict[str, str], holders: dict[tuple[str, str], set[str]]) -> Iterator[Query]:
    forms = row["forms"].split()
    wanted = frozenset(holders[row["lang"], row["lemma"]])
    for kind, form in (("nominative", forms[0]), ("case", forms[2])):
        yield Query(kind, row["lang"], row["lemma"], form, wanted)
        if fold(form.lower()) != form.lower():
            yield Query(f"{kind}_nodia", row["lang"], row["lemma"], fold(form.lower()), wanted)


def _pick_other(rows: list[dict[str, str]], number: int, turn: int) -> tuple[str, str]:
    """Some other lemma of the language and a form of it, the same at every run."""
    same = [row for row in rows if row["lang"] == rows[number]["lang"]]
    other = same[(number * 7 + turn * 13) % len(same)]
    forms = other["forms"].split()
    return other["lemma"], forms[(number + turn) % len(forms)]


def _read_rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
