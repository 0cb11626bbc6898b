"""The verb that reads pages without any archive: one from a file or stdin, or a pipeline of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from archive.cli.opening import JsonFlag
from archive.errors import ConfigError

if TYPE_CHECKING:
    from datetime import datetime

    from archive.cli.answers import Asked, Explained

UNREADABLE = 1
_LIMIT_S = 30.0


def add_verbs(app: typer.Typer) -> None:
    """Put the verb on an application."""
    app.command("read")(read)


def read(
    path: Annotated[str | None, typer.Argument(metavar="PATH|-")] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="The page's address.")] = None,
    content_type: Annotated[
        str | None, typer.Option("--content-type", metavar="T", help="As the page's server sent it.")
    ] = None,
    captured_at: Annotated[
        str | None, typer.Option("--captured-at", metavar="DATE", help="When the page was fetched. [default: now]")
    ] = None,
    platform: Annotated[
        str | None, typer.Option("--platform", metavar="NAME", help="Whose rules to read by; else what the page shows.")
    ] = None,
    languages: Annotated[
        str | None, typer.Option("--languages", metavar="LL,LL", help="The source's languages, as a hint.")
    ] = None,
    limit_s: Annotated[
        float, typer.Option("--limit-s", metavar="SECONDS", min=0.1, help="The longest that one page may take.")
    ] = _LIMIT_S,
    lines: Annotated[
        bool, typer.Option("--jsonl", help="Pages as lines of JSON on stdin, each answered by one, on all cores.")
    ] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The text as Markdown; in JSON beside it.")] = False,
    why: Annotated[bool, typer.Option("--why", help="What was chosen, what was passed over, and why.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Read a page, or many as lines of JSON, without any archive; exit 1 when the page has no article."""
    from archive.cli.answers import Asked  # noqa: PLC0415 - slow to import

    asked = Asked(platform=_check_platform(platform), languages=_split_languages(languages), markdown=markdown)
    if lines:
        if path not in {None, "-"} or url or content_type or captured_at or why:
            raise ConfigError("with --jsonl each line has its page's address, type and date: leave them out here.")
        from archive.cli.piping import answer_stream  # noqa: PLC0415

        answer_stream(_open_stdin(), sys.stdout.buffer, asked, limit_s=limit_s)
        return
    if why and as_json:
        raise ConfigError("choose one of --json and --why.")
    _read_one(path, _check_url(url), _parse_moment(captured_at), content_type, asked, limit_s, as_json, why)


def _read_one(
    path: str | None,
    url: str,
    captured_at: datetime,
    content_type: str | None,
    asked: Asked,
    limit_s: float,
    as_json: bool,
    why: bool,
) -> None:
    from archive.cli import answers, formats, reasons  # noqa: PLC0415 - slow to import

    found = _read_in_lane(_load(path), url, captured_at, content_type, asked, limit_s)
    if why:
        typer.echo(reasons.format_notes(found.articles, found.notes))
    elif as_json and found.articles:
        typer.echo(formats.format_json(answers.describe_page(found.articles, captured_at)))
    elif found.articles:
        typer.echo("\n\n".join(formats.page_reading(article) for article in found.articles))
    if not found.articles:
        typer.echo(f"no article could be read: {found.reason}.", err=True)
        raise typer.Exit(UNREADABLE)


def _read_in_lane(
    html: bytes, url: str, captured_at: datetime, content_type: str | None, asked: Asked, limit_s: float
) -> Explained:
    from archive.cli.answers import Explained, prepare, read_page  # noqa: PLC0415 - slow to import
    from archive.errors import LaneLostError  # noqa: PLC0415
    from archive.lanes import LanePool  # noqa: PLC0415

    with LanePool(lanes=1, limit_s=limit_s, prepare=prepare) as pool:
        try:
            return pool.submit(read_page, html, url, captured_at, content_type, asked).result()
        except LaneLostError as error:
            return Explained((), (), error.reason)
        except Exception as error:  # noqa: BLE001 - what a hostile page made of the reader is an answer too
            return Explained((), (), f"the reader failed with {type(error).__name__}: {error}")


def _open_stdin() -> BinaryIO:
    # At its end Python closes its own stdin, and aborts where a thread still waits there for a line.
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb")


def _load(path: str | None) -> bytes:
    if path is None:
        raise ConfigError("say which page: a PATH, or - for stdin; --jsonl reads lines of pages there.")
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}.") from None


def _check_url(url: str | None) -> str:
    from archive.cli.answers import NOWHERE, is_address  # noqa: PLC0415 - slow to import

    if url is not None and not is_address(url):
        raise ConfigError(f"{url!r} is no address of a page: give all of it, with http:// or https://.")
    return url or NOWHERE


def _parse_moment(text: str | None) -> datetime:
    from archive.cli.answers import parse_moment  # noqa: PLC0415 - slow to import
    from archive.timestamps import now  # noqa: PLC0415

    return parse_moment(text) if text is not None else now()


def _check_platform(name: str | None) -> str | None:
    if name is None:
        return None
    from archive.extract.platforms.rules import GENERAL, platform_names  # noqa: PLC0415 - slow to import

    known = (*platform_names(), GENERAL)
    if name not in known:
        raise ConfigError(f"there is no platform {name!r}; there are {', '.join(known)}.")
    return name


def _split_languages(text: str | None) -> tuple[str, ...]:
    codes = tuple(code.strip().lower() for code in (text or "").split(",") if code.strip())
    for code in codes:
        if not (code.isalpha() and code.isascii() and 2 <= len(code) <= 3):
            raise ConfigError(f"{code!r} is no language: give ISO 639-1 codes, such as lt,lv.")
    return codes
