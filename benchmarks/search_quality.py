"""Recall and precision of word expansion over given queries and texts, by category and kind.

python -m benchmarks.search_quality QUERIES.tsv TEXTS.tsv [--worst N] [--all-languages]
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from statistics import fmean

from archive.search.expanding import expand_prefix, expand_word
from tests.archive.search.vocabulary import Texts


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
