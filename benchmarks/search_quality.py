"""Recall and precision of word expansion over given queries and texts, by category and kind.

python -m benchmarks.search_quality QUERIES.tsv TEXTS.tsv [--worst N] [--all-languages]
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from statistics import fmean

from archive.search.expanding import VocabularyForm, expand_prefix, expand_word
from archive.search.words.keys import keys_of
from archive.search.words.splitting import find_capitals, fold, split_forms


class Texts:
    """Texts in memory, with the vocabulary that an archive would keep of them."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self.holders: dict[str, set[str]] = defaultdict(set)
        self.languages: dict[str, str] = {}
        counts: Counter[tuple[str, str]] = Counter()
        capitals: Counter[tuple[str, str]] = Counter()
        for name, language, text in rows:
            self.languages[name] = language
            for form in set(split_forms(text)):
                self.holders[form].add(name)
                counts[form, language] += 1
            for form, sign in find_capitals(text).items():
                capitals[form, language] += sign
        self._folded: dict[str, list[VocabularyForm]] = defaultdict(list)
        self._keyed: dict[str, list[VocabularyForm]] = defaultdict(list)
        for (form, language), count in counts.items():
            one = VocabularyForm(form, fold(form), language, count, capitals[form, language])
            self._folded[one.folded].append(one)
            for key in keys_of(form, language):
                self._keyed[key].append(one)

    def forms_of_folded(self, folded: str) -> list[VocabularyForm]:
        """As the protocol says."""
        return self._folded.get(folded, [])

    def forms_of_keys(self, keys: Collection[str]) -> list[VocabularyForm]:
        """As the protocol says."""
        return list(dict.fromkeys(one for key in keys for one in self._keyed.get(key, ())))

    def forms_with_prefix(self, folded_prefix: str, limit: int) -> list[VocabularyForm]:
        """As the protocol says."""
        forms = [one for folded, found in self._folded.items() if folded.startswith(folded_prefix) for one in found]
        return sorted(forms, key=lambda one: -one.count)[:limit]


def find_texts(query: str, texts: Texts, languages: Collection[str] | None) -> tuple[set[str], Collection[str]]:
    """Names of the texts that a one-word query finds, and the forms it was taken for."""
    if query.endswith("*"):
        forms: Collection[str] = expand_prefix(query[:-1], texts, languages=languages)
    else:
        forms = expand_word(query, texts, languages=languages)
    names = {name for form in forms for name in texts.holders.get(form, ())}
    return {name for name in names if languages is None or texts.languages[name] in languages}, forms


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("queries", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="queries to name that came out worst")
    parser.add_argument("--all-languages", action="store_true", help="search every text for every query")
    chosen = parser.parse_args()
    texts = Texts((row["doc_id"], row["lang"], row["text"]) for row in _read_rows(chosen.texts))
    measured: dict[str, list[tuple[float, float]]] = defaultdict(list)
    worst: list[tuple[float, str]] = []
    for row in _read_rows(chosen.queries):
        wanted = set(row["relevant_doc_ids"].split())
        everywhere = chosen.all_languages or row["category"] == "xling"
        found, forms = find_texts(row["query"], texts, None if everywhere else (row["lang"],))
        recall = len(found & wanted) / len(wanted)
        precision = len(found & wanted) / len(found) if found else 0.0
        names = ("xling",) if row["category"] == "xling" else ("all", row["lang"], row["category"], row["kind"])
        for name in names:
            measured[name].append((recall, precision))
        line = f"{row['qid']} {row['lang']} {row['lemma']} {row['kind']} {row['query']}"
        worst.append((recall + precision, f"{recall:.2f} {precision:.2f} {line}: {' '.join(sorted(forms))}"))
    for name, pairs in measured.items():
        recall, precision = (fmean(values) for values in zip(*pairs, strict=True))
        print(f"{name:18} {len(pairs):4} recall {recall:.4f} precision {precision:.4f}")
    for _, line in sorted(worst)[: chosen.worst]:
        print(line)


def _read_rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


if __name__ == "__main__":
    main()
