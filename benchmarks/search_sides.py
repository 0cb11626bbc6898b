"""What the search benchmark measures against one another: Kronika, FTS5 as it comes, tantivy, all of the same rows."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from archive.db.engine import Database
from archive.lanes import LanePool
from archive.search.results import SearchResults
from archive.search_index import rebuild_index
from benchmarks.search_corpus import Corpus, write_articles, write_sources

SHOWN = 20
"""Hits asked for."""

Rows = Iterable[list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Ask:
    """One query, for every side to put in its own words."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_prefix: bool = False
    source: str | None = None
    first: date | None = None
    last: date | None = None
    is_newest: bool = False
    """Newest first, else ranked."""
    wants_facets: bool = False


class Side(Protocol):
    """One program."""

    name: str

    def build(self, _corpus: Corpus, /) -> None:
        """Index the articles."""

    def open(self) -> None:
        """Make ready for queries."""

    def ask(self, ask: Ask) -> int:
        """Find hits with what is shown of them, or facets; how many there were."""

    def count(self, ask: Ask) -> int:
        """How many articles fit."""

    def sizes(self) -> Mapping[str, int]:
        """Bytes, by what takes them."""


class Kronika:
    """Through the archive's own search."""

    def __init__(self, target: str | Path, name: str) -> None:
        self.name = name
        self._target = target
        self._locks = Path(str(target)).parent if isinstance(target, Path) else Path("/tmp/kronika-benchmark-locks")

    def build(self, _corpus: Corpus, /) -> None:
        """Only what is built after the rows are there counts as indexing: `fill` comes first."""
        with LanePool() as executor:
            rebuild_index(Database(self._target), self._locks, executor=executor, workers=executor.lanes)

    def fill(self, corpus: Corpus) -> None:
        """Write the rows alone."""
        database = Database(self._target)
        with database.write() as conn:
            write_sources(conn)
            if database.kind == "SQLite":  # a rebuild makes them again
                for event in ("insert", "delete", "update"):
                    conn.exec_driver_sql(f"DROP TRIGGER article_fts_{event}")
        for rows in corpus.iter_articles():
            with database.write() as conn:
                write_articles(conn, rows)
        database.close()

    def open(self) -> None:
        """Open the database."""
        self._database = Database(self._target, read_only=True)

    def ask(self, ask: Ask) -> int:
        """Find hits with their articles and snippets."""
        results = self._search(ask)
        if ask.wants_facets:
            return sum(value.count.value for value in results.facets.source)
        return len(list(results))

    def count(self, ask: Ask) -> int:
        """As `total` says."""
        return self._search(ask).total.value

    def sizes(self) -> Mapping[str, int]:
        """Of each table."""
        with self._database.read() as conn:
            if self._database.kind == "SQLite":
                asked = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name"
            else:
                asked = (
                    "SELECT relname, pg_total_relation_size(oid) FROM pg_class "
                    "WHERE relnamespace = to_regnamespace(current_schema()) AND relkind = 'r'"
                )
            sizes = {str(name): int(size) for name, size in conn.exec_driver_sql(asked)}
        indexes = ("article_fts", "article_terms", "article_facet", "vocabulary", "word_key", "sqlite_autoindex_vocab")
        return {name: size for name, size in sizes.items() if name.startswith(indexes) and size > 100_000}

    def _search(self, ask: Ask) -> SearchResults:
        text = " ".join(ask.words)
        if ask.is_phrase:
            text = f'"{text}"'
        if ask.is_prefix:
            text += "*"
        return SearchResults(
            self._database.read,
            text,
            source=ask.source,
            first=ask.first,
            last=ask.last,
            order="newest" if ask.is_newest else "best",
            limit=SHOWN,
        )


class PlainFts5:
    """FTS5 as manuals show it: bm25 over one table, facts beside it."""

    name = "FTS5"

    def __init__(self, path: Path) -> None:
        self._path = path

    def build(self, corpus: Corpus, /) -> None:
        """In transactions of a batch each."""
        self._path.unlink(missing_ok=True)
        conn = sqlite3.connect(self._path, isolation_level=None)
        conn.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "CREATE VIRTUAL TABLE page USING fts5(title, lead, text, tags, tokenize='unicode61');"
            "CREATE TABLE fact (id INTEGER PRIMARY KEY, source TEXT, country TEXT, language TEXT, day TEXT);"
        )
        for rows in corpus.iter_articles():
            conn.execute("BEGIN")
            pages = ((row["sequence"], row["title"], row["lead"], row["text"], " ".join(row["tags"])) for row in rows)
            conn.executemany("INSERT INTO page (rowid, title, lead, text, tags) VALUES (?, ?, ?, ?, ?)", pages)
            facts = (
                (row["sequence"], row["source"], row["country"], row["language"], row["published_value"])
                for row in rows
            )
            conn.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?)", facts)
            conn.execute("COMMIT")
        conn.executescript("CREATE INDEX by_source ON fact (source, day); CREATE INDEX by_day ON fact (day);")
        conn.close()

    def open(self) -> None:
        """Open the file."""
        self._conn = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)

    def ask(self, ask: Ask) -> int:
        """Find hits with titles and snippets."""
        where, values = self._where(ask)
        if ask.wants_facets:
            counted = (
                self._conn.execute(f"SELECT {column}, count(*) {where} GROUP BY 1", values).fetchall()
                for column in ("source", "country", "language", "substr(day, 1, 7)")
            )
            return sum(len(rows) for rows in counted)
        order = "page.rowid DESC" if ask.is_newest else "bm25(page, 5, 2, 1, 1)"
        select = f"SELECT page.rowid, title, snippet(page, 2, '', '', '', 20) {where} ORDER BY {order} LIMIT {SHOWN}"
        return len(self._conn.execute(select, values).fetchall())

    def count(self, ask: Ask) -> int:
        """Exactly."""
        where, values = self._where(ask)
        return int(self._conn.execute(f"SELECT count(*) {where}", values).fetchone()[0])

    def sizes(self) -> Mapping[str, int]:
        """Of the index, without the copy of the texts."""
        asked = (
            "SELECT name, sum(pgsize) FROM dbstat WHERE name IN ('page_data', 'page_docsize', 'page_idx') GROUP BY 1"
        )
        return dict(self._conn.execute(asked).fetchall())

    def _where(self, ask: Ask) -> tuple[str, list[str]]:
        words = [f'"{" ".join(ask.words)}"'] if ask.is_phrase else [f'"{word}"' for word in ask.words]
        values = [" ".join(words) + (" *" if ask.is_prefix else "")]
        where = "FROM page JOIN fact ON fact.id = page.rowid WHERE page MATCH ?"
        for column, value in (("source =", ask.source), ("day >=", ask.first), ("day <=", ask.last)):
            if value is not None:
                where += f" AND {column} ?"
                values.append(str(value))
        return where, values


class Tantivy:
    """The Rust engine, whose index is a store beside the database."""

    name = "tantivy"

    def __init__(self, path: Path) -> None:
        import tantivy

        self._library = tantivy
        self._path = path
        build = tantivy.SchemaBuilder()
        for field in ("title", "lead", "text", "tags"):
            build.add_text_field(field, stored=field in {"title", "text"})
        for field in ("source", "country", "language", "month"):
            build.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
        build.add_integer_field("sequence", stored=True, indexed=True, fast=True)
        build.add_integer_field("day", indexed=True, fast=True)
        self._schema = build.build()

    def build(self, corpus: Corpus, /) -> None:
        """With a thread for each core."""
        shutil.rmtree(self._path, ignore_errors=True)
        self._path.mkdir(parents=True)
        index = self._library.Index(self._schema, str(self._path))
        writer = index.writer(heap_size=256_000_000, num_threads=os.cpu_count() or 1)
        for rows in corpus.iter_articles():
            for row in rows:
                fields = {name: row[name] for name in ("title", "lead", "text", "source", "country", "language")}
                more = {"tags": " ".join(row["tags"]), "month": row["published_value"][:7], "sequence": row["sequence"]}
                writer.add_document(
                    self._library.Document.from_dict(
                        {**fields, **more, "day": row["published_on"].toordinal()}, self._schema
                    )
                )
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open the index."""
        self._index = self._library.Index.open(str(self._path))
        self._searcher = self._index.searcher()

    def ask(self, ask: Ask) -> int:
        """Find hits with titles and snippets."""
        query = self._query(ask)
        if ask.wants_facets:
            terms = {
                name: {"terms": {"field": name, "size": 500}} for name in ("source", "country", "language", "month")
            }
            return sum(len(found["buckets"]) for found in self._searcher.aggregate(query, terms).values())
        order = {"order_by_field": "sequence"} if ask.is_newest else {}
        hits = self._searcher.search(query, limit=SHOWN, count=False, **order).hits
        maker = self._library.SnippetGenerator.create(self._searcher, query, self._schema, "text")
        for _, place in hits:
            maker.snippet_from_doc(self._searcher.doc(place)).fragment()
        return len(hits)

    def count(self, ask: Ask) -> int:
        """Exactly."""
        return int(self._searcher.search(self._query(ask), limit=1).count or 0)

    def sizes(self) -> Mapping[str, int]:
        """Of the files, without the copy of the texts."""
        files = [file for file in self._path.iterdir() if file.suffix != ".store"]
        return {"index": sum(file.stat().st_size for file in files)}

    def _query(self, ask: Ask) -> Any:
        query, schema, must = self._library.Query, self._schema, self._library.Occur.Must
        fields = ["title", "lead", "text", "tags"]
        parts = []
        if ask.is_prefix:
            pattern = f"{ask.words[0]}.*"
            begun = [(self._library.Occur.Should, query.regex_query(schema, name, pattern)) for name in fields]
            parts.append(query.boolean_query(begun))
        elif ask.is_phrase:
            parts.append(self._index.parse_query(f'"{" ".join(ask.words)}"', fields))
        else:
            parts += [self._index.parse_query(word, fields) for word in ask.words]
        if ask.source is not None:
            parts.append(query.term_query(schema, "source", ask.source))
        if ask.first is not None and ask.last is not None:
            kind = self._library.FieldType.Integer
            parts.append(query.range_query(schema, "day", kind, ask.first.toordinal(), ask.last.toordinal()))
        return parts[0] if len(parts) == 1 else query.boolean_query([(must, part) for part in parts])
