"""How fast pages of 40 kB are read, with all metadata: this reader and trafilatura side by side, then the pipeline.

Pages of four makes (WordPress, Drupal, Joomla, hand-made), each with menus, side lists, tags, files and a footer around
a dozen paragraphs. Prints pages a CPU-second, and the ratio. Run: python -m benchmarks.extraction_speed [--pages N]
"""

from __future__ import annotations

import argparse
import base64
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

PAGE_BYTES = 40_000
_MOMENT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
_WORDS: list[str] = re.findall(
    r"\w+",
    "kaimo bendruomenė vietos veiklos grupė projektas paramos kvietimas strategija gyventojai savivaldybė renginys "
    "mokymai verslas jaunimas ūkininkai turizmas amatai tradicijos šventė seniūnija parama įgyvendinti pateikti "
    "paraiškos rinkti aptarti susitikimas tarybos nariai lėšos biudžetas terminas priemonė veikla socialinė įranga",
)


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=80)
    parser.add_argument("--skip-pipeline", action="store_true")
    asked = parser.parse_args()
    pages = [make_page(number) for number in range(asked.pages)]
    print(f"{len(pages)} pages, {sum(map(len, pages)) / len(pages) / 1000:.1f} kB each on average")
    ours, theirs = measure_sides(pages)
    print(f"this reader    {ours:6.1f} pages a CPU-second, all metadata")
    print(f"trafilatura    {theirs:6.1f} pages a CPU-second, bare_extraction(with_metadata=True)")
    print(f"ratio          {ours / theirs:6.2f}")
    if not asked.skip_pipeline:
        print(f"read --jsonl   {measure_pipeline(pages):6.1f} pages a CPU-second, start of the processes taken off")


def measure_sides(pages: list[bytes]) -> tuple[float, float]:
    """Pages a CPU-second of this reader and of trafilatura, page by page in turn."""
    from trafilatura import bare_extraction

    from archive.extract.article import extract_articles

    def read(page: bytes) -> object:
        return extract_articles(page, "https://vvg.lt/naujiena", _MOMENT)

    def ask(page: bytes) -> object:
        return bare_extraction(page, url="https://vvg.lt/naujiena", with_metadata=True)

    for side in (read, ask):
        for page in pages[:4]:
            assert side(page), "a page that one side cannot read measures nothing"
    spent = [0.0, 0.0]
    for page in pages:
        for index, side in enumerate((read, ask)):
            spent[index] += _cpu_of(side, page)
    return len(pages) / spent[0], len(pages) / spent[1]


def measure_pipeline(pages: list[bytes]) -> float:
    """Pages a CPU-second of the whole command and its processes, beyond what a run of a few pages takes."""
    few = 8
    return (len(pages) - few) / (_run_pipeline(pages) - _run_pipeline(pages[:few]))


def make_page(number: int) -> bytes:
    """A page of some 40 kB, the same for the same number: as on small sites, a tenth of it is the article's text."""
    chance = random.Random(number)
    make = (_wordpress, _drupal, _joomla, _hand_made)[number % 4]
    title = f"{_sentence(chance, 6).rstrip('.')} kviečia"
    day = datetime(2025, 12, 30, tzinfo=UTC) - timedelta(days=number * 9)
    text = [f'<p style="text-align: justify;">{_sentence(chance, 14)} {_sentence(chance, 18)}</p>' for _ in range(11)]
    text.insert(3, f"<h2>{_sentence(chance, 4)}</h2>")
    text.insert(6, f"<ul>{''.join(f'<li>{_sentence(chance, 9)}</li>' for _ in range(5))}</ul>")
    text.append('<p><a href="/failai/kvietimas.pdf">Kvietimo dokumentai (PDF)</a></p>')
    body = make(title, day, "\n".join(text), [_slug(chance) for _ in range(3)])
    head = (
        f'<!DOCTYPE html><html lang="lt"><head><meta charset="utf-8"><title>{title} – VVG</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="VVG">'
        f"<style>{'.nav > li {{ margin: 0; padding: 4px 8px; }} ' * 40}</style></head><body>"
    )
    tail = "<footer><p>© 2016 Vietos veiklos grupė. Visos teisės saugomos.</p></footer></body></html>"
    around: list[str] = []
    size = len((head + body + tail).encode())
    while size < PAGE_BYTES:
        around.append(_menu_row(chance, len(around)) if len(around) % 3 else _card(chance, len(around)))
        size += len(around[-1].encode())
    rows = "".join(row for row in around if row.startswith("<li"))
    cards = "".join(row for row in around if not row.startswith("<li"))
    return (
        f'{head}<header class="site-header"><nav><ul class="menu">{rows}</ul></nav></header><div class="page"><div '
        f'class="row"><div class="col-9">{body}</div><aside class="sidebar"><h3>Naujausi įrašai</h3>{cards}</aside>'
        f"</div></div>{tail}"
    ).encode()


def _menu_row(chance: random.Random, number: int) -> str:
    inner = "".join(f'<li class="sub"><a href="/{number}/{n}">{_sentence(chance, 2)}</a></li>' for n in range(4))
    link = f'<a href="/{number}" title="{_slug(chance)}"><span>{_slug(chance)}</span></a>'
    return f'<li class="item">{link}<ul>{inner}</ul></li>'


def _card(chance: random.Random, number: int) -> str:
    day = f"2025-0{number % 9 + 1}-1{number % 9}"
    link = f'<a href="/naujiena-{number}">'
    return (
        f'<div class="card">{link}<img src="/img/{number}.jpg" alt=""></a><div class="card-body">'
        f'<h4>{link}{_sentence(chance, 6)}</a></h4><span class="date">{day}</span>'
        f"<p>{_sentence(chance, 10)}</p></div></div>"
    )


def _wordpress(title: str, day: datetime, text: str, tags: list[str]) -> str:
    links = "".join(f'<a rel="tag" href="/tag/{tag}">{tag}</a>, ' for tag in tags)
    return (
        f'<article class="post type-post hentry"><h1 class="entry-title">{title}</h1>'
        f'<time class="entry-date published" datetime="{day:%Y-%m-%d}T10:00:00+02:00">{day:%Y-%m-%d}</time>'
        f'<div class="entry-content">{text}</div><span class="tags-links">{links}</span></article>'
    )


def _drupal(title: str, day: datetime, text: str, tags: list[str]) -> str:
    links = "".join(f'<div class="field__item"><a href="/zymos/{tag}">{tag}</a></div>' for tag in tags)
    return (
        f'<main><h1 class="page-title">{title}</h1><article class="node node--type-article"><div class="date">'
        f'Paskelbta: {day:%Y-%m-%d}</div><div class="field field--name-body">{text}</div>'
        f'<div class="field field--name-field-tags">{links}</div></article></main>'
    )


def _joomla(title: str, day: datetime, text: str, _: list[str]) -> str:
    return (
        f'<div class="item-page"><div class="page-header"><h2 itemprop="headline">{title}</h2></div><dl class="article-'
        f'info"><dd class="published">Paskelbta: {day:%Y-%m-%d} 10:12</dd><dd class="hits">Peržiūros: 321</dd></dl>'
        f'<div itemprop="articleBody">{text}</div></div>'
    )


def _hand_made(title: str, day: datetime, text: str, _: list[str]) -> str:
    return (
        f'<table width="100%"><tr><td><div><b>{title}</b></div><div>{day:%Y-%m-%d}</div>{text}'
        "<div>Parengė Ona Onaitė</div></td></tr></table>"
    )


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize() + "."


def _slug(chance: random.Random) -> str:
    return chance.choice(_WORDS)


def _cpu_of(side: Callable[[bytes], object], page: bytes) -> float:
    start = time.process_time()
    side(page)
    return time.process_time() - start


def _run_pipeline(pages: list[bytes]) -> float:
    """CPU-seconds of the command and its processes."""
    lines = "".join(
        json.dumps({"id": n, "url": f"https://vvg.lt/{n}", "html_base64": base64.b64encode(page).decode()}) + "\n"
        for n, page in enumerate(pages)
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "crawler", "read", "--jsonl"]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)
    assert done.stdout.count(b"\n") == len(pages)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
