"""How much of a site a crawl finds: every replica in tests/replicas, its platform named in the source and not named.

Prints for each: articles, recall, precision, copies, requests for each new article (first crawl) and for each known one
(second crawl), wrong titles and dates. Run: python -m benchmarks.discovery [NAME ...] [--verbose] [--count N]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.replicas.catalogue import MAKERS
from tests.replicas.measure import Measure, can_be_named, measure

_HEAD = f"{'replica':16}{'platform':>9}{'articles':>9}{'recall':>8}{'precision':>10}{'twice':>6}{'new':>6}{'known':>7}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MAKERS)}")
    parser.add_argument("--count", type=int, help="articles a site, instead of each replica's own number")
    parser.add_argument("--seed", type=int, help="instead of each replica's own")
    parser.add_argument("--only", choices=("named", "unnamed"))
    parser.add_argument("--verbose", action="store_true", help="what was missed, extra, wrong and asked for")
    asked = parser.parse_args()
    given = {name: value for name, value in (("count", asked.count), ("seed", asked.seed)) if value is not None}
    print(f"{_HEAD}{'titles':>7}{'dates':>6}", flush=True)
    for name in asked.names or MAKERS:
        for named in (True, False):
            replica = MAKERS[name](**given)
            if (named and not can_be_named(replica)) or asked.only == ("unnamed" if named else "named"):
                continue
            with tempfile.TemporaryDirectory() as folder:
                measured = measure(replica, Path(folder), named=named)
            _show(measured, "named" if named else "-", verbose=asked.verbose)


def _show(measured: Measure, platform: str, *, verbose: bool) -> None:
    print(
        f"{measured.name:16}{platform:>9}{measured.expected:>9}{measured.recall:>8.3f}{measured.precision:>10.3f}"
        f"{len(measured.twice):>6}{measured.asked_per_new:>6.2f}{measured.asked_per_known:>7.2f}"
        f"{len(measured.titles_wrong):>7}{len(measured.dates_wrong):>6}{'' if not measured.faults() else '  !'}",
        flush=True,
    )
    if verbose:
        for fault in measured.faults():
            print(f"    {fault}")
        for label, values in (("titles", measured.titles_wrong[:3]), ("dates", measured.dates_wrong[:3])):
            if values:
                print(f"    {label}: {values}")
        for ran in measured.runs:
            for line in (ran.out + ran.err).splitlines()[-8:]:
                print(f"    {line}")


if __name__ == "__main__":
    main()
