"""Addresses that show the articles of one year or month, on any system: what a backfill may walk through."""

from __future__ import annotations

from crawler.discovery.platforms.patterns import END, INDEX, LANGUAGE, MONTH, NEWS, NUMBERED, SITE, YEAR

_YEAR = rf"(?P<year>{YEAR})"
_MONTH = rf"(?P<month>{MONTH})"

DATE_ARCHIVES = (
    # /2019/, /2019/05/, /blog/2019/, /lv/2019/; a day, a page and a post below them are none.
    rf"{SITE}{LANGUAGE}{INDEX}(?:(?:{NEWS})/)?{_YEAR}(?:/{_MONTH})?{END}",
    rf"{SITE}{LANGUAGE}{INDEX}\?m={_YEAR}(?P<month>{MONTH})?(?:#|$)",
)
"""A weblog's own year and month archives."""

NAMED_ARCHIVES = (
    # /archive/2022/01, /arhiiv/2014, /archyvas/2014-05, /lv/vpr_jaunumi/47/archive/2022/01, /archive/202201
    rf"{SITE}(?:[^?#]*/)?(?:archives?|archyvas|arhivs|arhiiv|archiv|archiwum|arkisto)/"
    rf"{_YEAR}(?:[/-]?{_MONTH})?{END}",
)

GENERAL_PERIODS = (
    *DATE_ARCHIVES,
    *NAMED_ARCHIVES,
    # /2015-metai/, /naujienos-2015/, /2015-gads, /uudised/2015-aasta, /2015-m/
    rf"{SITE}(?:[^?#]*/)?{_YEAR}-(?:m|metai|metu|gads|gada|aasta|year)(?:-(?:{NEWS}|archyvas|arhivs|arhiiv))?{END}",
    rf"{SITE}(?:[^?#]*/)?(?:{NEWS}|archyvas|arhivs|arhiiv|archive)-{_YEAR}(?:-{_MONTH})?{END}",
    # /meist/mak/teated/2023/, /vvg-naujienos/2019/, /lt/naujienos/2019/05
    rf"{SITE}(?:[^?#]*/)?(?:{NEWS})/{_YEAR}(?:[/-]{_MONTH})?{END}",
    # ?metai=2014&menuo=5; the parameters of a calendar (yearID, monthID, iccaldate) have no end and are not here.
    # Beside an article's number the year is only where the reader came from.
    rf"{SITE}[^?#]*\?(?!{NUMBERED})(?:[^#]*&)?"
    rf"(?:year|metai|gads|gadi|aasta|jahr|rok|vuosi)={_YEAR}"
    rf"(?:&(?:month|menuo|menesis|menes|kuu|monat)=(?P<month>0?[1-9]|1[0-2]))?(?:#|$)",
)
"""Of a system that nobody knows. Future years fit as well: whoever follows them stops at the first empty ones."""
