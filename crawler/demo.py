"""`kronika demo`: the main job on a bundled practice site, over real HTTP on loopback."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import typer

from archive.cli.formats import line_article
from archive.errors import ArchiveError, ConfigError
from archive.records import Hit
from archive.store import DATABASE_FILE, WARC_DIRECTORY, Archive
from archive.timestamps import now
from crawler.practice.site import PRACTICE_NETWORK, PRACTICE_SEARCH, PracticeSite

MARKER = "kronika-demo"
"""A file that says that a folder is an earlier demo's, and may be replaced."""


def run_demo(folder: Path) -> None:
    """Crawl the practice site twice and show what was kept. Raises ConfigError when the folder holds other things."""
    started_s = time.monotonic()
    _clear(folder)
    with PracticeSite() as site:
        sources = folder / "sources.toml"
        sources.write_text(site.sources_toml(), encoding="utf-8")
        for phase in (1, 2):
            site.phase = phase
            typer.secho(f"\nCrawl {phase} of 2: {site.describe()}", bold=True)
            _crawl(folder, sources)
    with Archive(folder) as archive:
        _show(archive, folder)
    typer.echo(f"\nAll this took {time.monotonic() - started_s:.0f} s. The practice site is switched off again.")


def _crawl(folder: Path, sources: Path) -> None:
    """One crawl in a process of its own: Twisted's reactor starts once in a process."""
    command = [
        sys.executable, "-m", "crawler", "crawl", "practice-zemgale", "practice-pakruojis",
        "--archive", str(folder), "--database", "", "--sources", str(sources), "--allow-network", PRACTICE_NETWORK,
    ]  # fmt: skip
    done = subprocess.run(command, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise ArchiveError(f"the demo's crawl ended with exit code {done.returncode}; its lines above say why.")


def _show(archive: Archive, folder: Path) -> None:
    stats = archive.stats()
    typer.secho("\nWhat was archived", bold=True)
    typer.echo(
        f"  {stats['captures']} exchanges ({stats['responses']} responses, {stats['revisits']} revisits) "
        f"in {stats['warc_files']} WARC files, {stats['warc_bytes']} bytes"
    )
    typer.echo(
        f"  {stats['articles']} articles in {stats['versions']} versions, {stats['gone']} of them gone from their site"
    )
    typer.secho(f"\nOne search: kronika search {PRACTICE_SEARCH}", bold=True)
    for hit in archive.search(PRACTICE_SEARCH, limit=1):
        _show_hit(hit)
    changed = next((found for found in archive.list() if found.versions > 1), None)
    if changed is not None:
        url = changed.version.article.url
        moment = now()
        typer.secho(f"\nOne lookup by URL and date: kronika lookup {url} --at {moment:%Y-%m-%d}", bold=True)
        for capture in archive.find(url, at=moment):
            typer.echo(f"  {capture.requested_at:%Y-%m-%d %H:%M:%S}  {capture.status}  {capture.record_type}")
        typer.echo(f"  This page changed between the crawls: #{changed.id} has {changed.versions} versions.")
    typer.secho("\nWhere it is", bold=True)
    typer.echo(f"  WARC files  {folder / WARC_DIRECTORY}/\n  Database    {folder / DATABASE_FILE}")
    typer.secho("\nWhat to type next", bold=True)
    for line in (
        f"list --limit 5 --archive {folder}",
        f"show {changed.id if changed else 1} --version 1 --archive {folder}",
        f"verify --archive {folder}",
        "sources list",
        "crawl lv-zemgale --limit 5        (the live web)",
    ):
        typer.echo(f"  {_command()} {line}")


def _command() -> str:
    """How this program was called: `kronika` on PATH, else its path from here."""
    called = Path(sys.argv[0])
    if called.name != "kronika" or shutil.which("kronika") == str(called):
        return "kronika"
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else str(called)


def _show_hit(hit: Hit) -> None:
    for line in [*line_article(hit.article).splitlines(), f"{'':12}{hit.snippet}"]:
        typer.echo(f"  {line}")


def _clear(folder: Path) -> None:
    if folder.exists():
        if not (folder / MARKER).exists() and any(folder.iterdir()):
            raise ConfigError(f"{folder} holds something that is no demo: name another folder with --to.")
        shutil.rmtree(folder)
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise ConfigError(f"{folder}: {error.strerror}: name another folder with --to.") from error
    (folder / MARKER).write_text("Made by `kronika demo`; its next run replaces this folder.\n", encoding="utf-8")
