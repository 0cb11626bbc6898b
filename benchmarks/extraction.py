"""How right the reader is over the gold pages in tests/gold, beside trafilatura; exits 1 below a pinned floor.

Body: shares of four-word shingles, averaged over pages (`sites`: over sites). Title, date, authors, language, lead,
updated, funding: the share of pages where the field is right; an author's label or a CMS account makes it wrong.
Run: python -m benchmarks.extraction [--pages] [--only PART] [--ours] [--update] [--allow-lower REASON]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.gold.catalogue import GoldPage, make_pages
from tests.gold.floors import settle
from tests.gold.measure import Marked, Reader, mark, summarise
from tests.gold.readers import read_ours, read_trafilatura

FLOORS = Path(__file__).parent / "extraction_floors.json"
_FAIR = 0.98
"""Pages below this body F1 are shown with `--pages`."""


def main() -> int:
    """Measure, print, and judge; the exit code."""
    asked = _parse()
    pages = [page for page in make_pages() if not asked.only or asked.only in page.name]
    if not pages:
        print(f"no page's name holds {asked.only}", file=sys.stderr)
        return 2
    readers = [read_ours] if asked.ours else [read_ours, read_trafilatura]
    with ProcessPoolExecutor(2) as pool:
        marks = [list(pool.map(_Marker(reader), pages, chunksize=8)) for reader in readers]
    if asked.pages:
        _show_faults(marks[0])
    values = summarise(marks[0])
    _show([summarise(some) for some in marks], [_measure_speed(reader, pages[:12]) for reader in readers], len(pages))
    if asked.only:
        return 0
    complaints = settle(asked.floors, values, update=asked.update, reason=asked.allow_lower)
    print("\n".join(complaints), file=sys.stderr, end="\n" if complaints else "")
    return int(bool(complaints))


class _Marker:
    """A reader whose answers come marked; sent to worker processes, which a closure cannot be."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, page: GoldPage) -> Marked:
        try:
            return mark(page, self._reader(page))
        except Exception as error:
            error.add_note(f"while reading the gold page {page.name}")
            raise


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", action="store_true", help="what our reader got wrong, page by page")
    parser.add_argument("--only", metavar="PART", help="pages with this in their names; no floors are looked at")
    parser.add_argument("--ours", action="store_true", help="leave trafilatura out")
    parser.add_argument("--update", action="store_true", help="raise floors to what was measured; none is lowered")
    parser.add_argument("--allow-lower", metavar="REASON", help="lower fallen floors too, with the reason in the file")
    parser.add_argument("--floors", type=Path, default=FLOORS, metavar="FILE", help="instead of the pinned ones")
    asked = parser.parse_args()
    if asked.allow_lower is not None and not asked.allow_lower.strip():
        parser.error("--allow-lower needs a reason")
    return asked


def _show(values: Sequence[dict[str, float]], speeds: Sequence[float], count: int) -> None:
    heads = ("ours", "trafilatura")
    print(f"{count} pages".ljust(22) + "".join(f"{head:>12}" for head in heads[: len(values)]))
    for name in values[0]:
        print(f"{name:22}" + "".join(f"{some[name]:>12.4f}" for some in values))
    print(f"{'pages a CPU-second':22}" + "".join(f"{speed:>12.1f}" for speed in speeds))


def _measure_speed(reader: Reader, pages: Sequence[GoldPage]) -> float:
    reader(pages[0])
    started = time.process_time()
    for page in pages:
        reader(page)
    return len(pages) / max(time.process_time() - started, 1e-9)


def _show_faults(marks: Sequence[Marked]) -> None:
    for one in marks:
        wrong = [name for name, right in one.right.items() if not right]
        tags = one.page.truth.tags ^ one.answer.tags
        if not (wrong or tags or one.body.f1 < _FAIR):
            continue
        print(f"{one.page.name} [{' '.join(sorted(one.page.traits))}] {one.answer.failure}")
        if one.body.f1 < _FAIR:
            print(f"    body: precision {one.body.precision:.3f}, recall {one.body.recall:.3f}")
        for name in wrong:
            print(f"    {name}: {_given(one, name)!r} for {_given(one, name, truth=True)!r}")
        if tags:
            print(f"    tags: {sorted(one.answer.tags)} for {sorted(one.page.truth.tags)}")


def _given(one: Marked, name: str, *, truth: bool = False) -> object:
    field = {"date": "published", "authors": "names", "funding": "funded"}.get(name, name)
    value = getattr(one.page.truth if truth else one.answer, field)
    return sorted(value) if isinstance(value, frozenset) else value


if __name__ == "__main__":
    sys.exit(main())
