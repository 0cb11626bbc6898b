"""The verb search: hits, and what is said about them all. Heavy imports wait until it runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from archive.cli import formats
from archive.cli.opening import JsonFlag, open_archive
from archive.cli.options import (
    CountryOption,
    FoldFlag,
    FromOption,
    SourceOption,
    ToOption,
    add_folded,
    echo_json,
    echo_lines,
    parse_bounds,
    say_nothing_found,
    upper,
)
from archive.errors import ConfigError
from archive.neardup import Fold

if TYPE_CHECKING:
    from archive.records import Hit
    from archive.search.results import SearchResults

_MOST = 10**12
"""More than any archive has: larger numbers say no more."""

UNKNOWN_ARE_WORDS = {"ignore_unknown_options": True}
"""Click's setting by which `-word` is a word to leave out, and no option."""


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    source: SourceOption = None,
    country: CountryOption = None,
    language: Annotated[str | None, typer.Option("--lang", metavar="LL", help="Only texts in this language.")] = None,
    first: FromOption = None,
    last: ToOption = None,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first, not the best.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Leave out so many, the first ones.")] = 0,
    folded: FoldFlag = False,
    own_names: Annotated[
        bool, typer.Option("--own-names", help="Places not also as other languages have them (Plungė, Pluņģe).")
    ] = False,
    with_total: Annotated[bool, typer.Option("--total", help="Also how many there are in all.")] = False,
    with_facets: Annotated[
        bool, typer.Option("--facets", help="Also how many there are of each source, country, language, year, tag.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Articles in which all the words stand, in any of their forms, best first.

    "a phrase"; one OR other; -not; begin*; =exactly; (groups); title:word; tag:word; source:ID; country:LV; lang:lt;
    kind:press; from:2022-05; to:2022; project:LLI-425. Diacritics may be left out.
    """
    _check_words(words)
    since, until = parse_bounds(first, last)
    limit, offset = min(limit, _MOST), min(offset, _MOST)
    with open_archive(context) as archive:
        ask = partial(
            archive.search,
            " ".join(words),
            source=source or None,
            country=upper(country),
            language=language.lower() if language else None,
            first=since.date() if since else None,
            last=until.date() if until else None,
            order="newest" if newest else "best",
            across_languages=not own_names,
        )
        results = ask(limit=limit, offset=offset)
        hits: Iterable[Fold[Hit]] = (Fold(hit) for hit in results)
        if folded:
            hits = islice(archive.fold_hits(lambda size: list(ask(limit=size)), offset + limit), offset, None)
        _say_remarks(results)
        if as_json and (with_total or with_facets):
            _echo_object(results, hits, offset=offset, is_folded=folded, with_facets=with_facets)
            return
        shown = _echo_hits(hits, is_folded=folded, as_json=as_json)
        if not as_json or not shown:
            _say_suggestions(results)
        if not shown:
            _say_nothing(results, offset)
        if with_total or with_facets:
            typer.echo("\n".join(["", *formats.lines_counts(results.total, results.facets if with_facets else None)]))


def _check_words(words: Sequence[str]) -> None:
    for word in words:
        if word.startswith("--") and word.strip("-"):
            raise ConfigError(f"there is no option {word}; `kronika search --help` lists them.")


def _echo_hits(hits: Iterable[Fold[Hit]], *, is_folded: bool, as_json: bool) -> int:
    """Prints hits as they come; how many."""
    shown = 0
    for one in hits:
        shown += 1
        if as_json:
            echo_json(_describe(one, is_folded=is_folded))
        else:
            lines = [formats.line_article(one.shown.article), f"{'':12}{formats.line_snippet(one.shown)}"]
            echo_lines(lines, [hit.article for hit in one.others])
    return shown


def _echo_object(
    results: SearchResults, hits: Iterable[Fold[Hit]], *, offset: int, is_folded: bool, with_facets: bool
) -> None:
    described: dict[str, Any] = {"total": formats.describe_count(results.total)}
    if with_facets:
        described["facets"] = formats.describe_facets(results.facets)
    described["suggestions"] = list(results.suggestions)
    described["remarks"] = list(results.remarks)
    described["hits"] = [_describe(one, is_folded=is_folded) for one in hits]
    echo_json(described)
    if not described["hits"]:
        _say_nothing(results, offset)


def _describe(one: Fold[Hit], *, is_folded: bool) -> dict[str, Any]:
    return add_folded(formats.describe_hit(one.shown), [hit.article for hit in one.others] if is_folded else None)


def _say_nothing(results: SearchResults, offset: int) -> NoReturn:
    has_some = offset and results.total.value
    say_nothing_found(f"nothing after the first {offset}" if has_some else "nothing found")


def _say_remarks(results: SearchResults) -> None:
    for remark in results.remarks:
        typer.echo(remark, err=True)


def _say_suggestions(results: SearchResults) -> None:
    if results.suggestions:
        typer.echo(f"did you mean: {'   or: '.join(results.suggestions)}", err=True)
