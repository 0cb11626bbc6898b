"""Made-up articles in three inflected languages, with words as frequent as words are: few common ones, a long tail.

Stems are syllables of the language's letters, drawn by Zipf's law, with endings as its declensions have them. Words of
known frequency stand beside them, for queries.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy.engine import Connection

from archive.db.marks import list_marks
from archive.db.order import DAY_BITS, day_start
from archive.db.schema import article, article_version, capture, source
from archive.urls import format_article_key

WORDS = 250
SOURCES = 220
DAYS = 15 * 365
LAST_DAY = date(2026, 10, 31)
STEMS = 120_000
"""Of each language."""

FORMS = 8
"""Of each stem."""

STEEPNESS = 1.2
"""Exponent of Zipf's law: a million words of a language are some 119,000 different ones, four million 280,000."""

BATCH = 2_000

FREQUENT = {0.25: "kvartel salmin dorint", 0.05: "vistran bolden gramer ruktal", 0.0005: "zintof pemurk laktub dengos"}
"""Stems by the share of the articles, of any language, that have them, in one of the forms FREQUENT_ENDINGS."""

FREQUENT_ENDINGS = ("as", "o")

_SEEN = datetime(2026, 11, 1, tzinfo=UTC)

_CAPTURE = {
    "id": 1,
    "url": "https://lag.example/",
    "urlkey": "example,lag)/",
    "timestamp": "20261101000000",
    "requested_at": _SEEN,
    "digest": "sha256:",
    "chunked": False,
    "record_type": "response",
    "filename": "benchmark.warc.gz",
    "offset": 0,
    "length": 1,
    "source": "lag-0",
    "run": "benchmark",
}
"""All articles were read from it."""


class Language(NamedTuple):
    """What words of a language are made of."""

    code: str
    country: str
    common: str
    onsets: str
    vowels: str
    endings: str


LANGUAGES = (
    Language(
        "lt",
        "LT",
        "ir į su kad yra bus apie prie kaip iš nuo po tai per už jau dar šios mūsų buvo",
        "b d g k l m n p r s t v ž š č j br gr kl kr pl pr sk sl sm st str tr šv žv",
        "a e i u o y ė ū ą ai au ei ie uo",
        "as o ui ą u e ai ų ams us ais uose a os ai oje ė ės ę ėje is io iui į iu yje ys ti ėjo imas imo imui",
    ),
    Language(
        "lv",
        "LV",
        "un ir ar par no uz pie kas kā tika tas arī vai bet lai pēc pa kur jau mūsu bija",
        "b d g k l m n p r s t v ž š č ģ ķ ļ ņ br gr kl kr pl pr sk sl sm st str tr",
        "a e i u o ā ē ī ū ai au ei ie",
        "s a am u ā i us iem os e es ei ē is im ī ji ju jiem jos šana šanas šanu šanai nieks nieki niekiem",
    ),
    Language(
        "et",
        "EE",
        "ja on ka kui see oli et mis ning või ei oma aga veel kes siis nii meie olid välja",
        "b d g h j k l m n p r s t v kr pr tr kl pl",
        "a e i o u õ ä ö ü aa ee ii oo uu õõ ää öö üü ea ae ei ai au õi",
        "k t l n us use ust used uste a e i u ad id ud ga ga le l lt sse s st ni na ta ks te de sid line lise",
    ),
)


class Corpus:
    """The words, and articles of them: the same for the same number."""

    def __init__(self, articles: int) -> None:
        self.articles = articles
        self._forms = [np.array(_make_forms(language), dtype=object) for language in LANGUAGES]
        self._shares = [
            _share_out(len(forms), len(language.common.split()))
            for forms, language in zip(self._forms, LANGUAGES, strict=True)
        ]

    def form(self, language: int, rank: int) -> str:
        """A word by how frequent it is."""
        return str(self._forms[language][rank])

    def iter_articles(self) -> Iterator[list[dict[str, Any]]]:
        """Rows of table article, a few thousand at a time."""
        for start in range(0, self.articles, BATCH):
            yield self._make_batch(start, min(start + BATCH, self.articles))

    def _make_batch(self, start: int, end: int) -> list[dict[str, Any]]:
        chance = np.random.default_rng(start)
        rows = []
        for number in range(start, end):
            owner = int(chance.integers(SOURCES))
            which = owner % len(LANGUAGES)
            drawn = np.searchsorted(self._shares[which], chance.random(WORDS + 20))
            words = self._forms[which][drawn].tolist()
            for share, stems in FREQUENT.items():
                for stem in stems.split():
                    if chance.random() < share:
                        words[int(chance.integers(len(words)))] = stem + FREQUENT_ENDINGS[int(chance.integers(2))]
            rows.append(self._make_row(number, owner, words))
        return rows

    def _make_row(self, number: int, owner: int, words: list[str]) -> dict[str, Any]:
        language = LANGUAGES[owner % len(LANGUAGES)]
        back, within = divmod(number * DAYS, self.articles)[0], number % (1 << DAY_BITS)
        day = LAST_DAY - timedelta(days=back)
        name = f"lag-{owner}"
        url = f"https://{name}.example/{number}"
        number_id = (number * 0x9E3779B97F4A7C15) % (1 << 62)
        lines = [" ".join(words[at : at + 12]).capitalize() + "." for at in range(20, len(words), 12)]
        return {
            "sequence": day_start(day) + within,
            "id": number_id,
            "source": name,
            "key": format_article_key(url),
            "url": url,
            "country": language.country,
            "title": " ".join(words[:7]).capitalize(),
            "lead": " ".join(words[7:18]).capitalize(),
            "text": "\n".join(lines),
            "language": language.code,
            "tags": words[18:20],
            "authors": [],
            "published_value": day.isoformat(),
            "published_on": day,
            "images": [],
            "attachments": [],
            "origins": {},
            "extractor": "benchmark",
            "first_seen_at": _SEEN,
            "last_seen_at": _SEEN,
            "read_at": _SEEN,
            "status": "live",
            "versions": 1,
            "current_version_id": number_id,
            "marks": list_marks(number_id, name, language.country, language.code, is_dated=True),
        }


def write_sources(conn: Connection) -> None:
    """The rows that articles refer to."""
    rows = [
        {
            "id": f"lag-{owner}",
            "name": f"Grupė {owner}",
            "kind": ("lag", "municipality", "planning_region")[owner % 7 % 3],
            "country": LANGUAGES[owner % len(LANGUAGES)].country,
            "languages": [LANGUAGES[owner % len(LANGUAGES)].code],
            "hosts": [],
        }
        for owner in range(SOURCES)
    ]
    conn.execute(source.insert(), rows)
    conn.execute(capture.insert().values(_CAPTURE))


def write_articles(conn: Connection, rows: list[dict[str, Any]]) -> None:
    """The rows alone: what searches stand on is built afterwards."""
    conn.execute(article.insert(), rows)
    conn.execute(article_version.insert(), [_make_version(row) for row in rows])


def _make_version(row: dict[str, Any]) -> dict[str, Any]:
    # The text is that of the article; where it is shown, it is read from there.
    return {
        "id": row["id"],
        "article_id": row["id"],
        "number": 1,
        "captured_at": _SEEN,
        "capture_id": _CAPTURE["id"],
        "title": "",
        "text": "",
        "text_digest": "",
        "fields": {},
        "extractor": "benchmark",
    }


def _make_forms(language: Language) -> list[str]:
    """The forms of a language, the most frequent first: short words are the frequent ones."""
    chance = random.Random(language.code)
    onsets, vowels, endings = (part.split() for part in (language.onsets, language.vowels, language.endings))
    stems: dict[str, None] = {}
    while len(stems) < STEMS:
        syllables = 1 + (len(stems) > 1_000) + (len(stems) > STEMS // 2)
        parts = [chance.choice(onsets) + chance.choice(vowels) for _ in range(syllables)]
        stems["".join(parts) + chance.choice(onsets)[0]] = None
    ranked = sorted(
        ((rank + 1) * (place + 1), stem + endings[(rank * 7 + place) % len(endings)])
        for rank, stem in enumerate(stems)
        for place in range(FORMS)
    )
    return list(dict.fromkeys([*language.common.split(), *(form for _, form in ranked)]))


def _share_out(count: int, common: int) -> Any:
    """Up to which number between 0 and 1 each word is meant: a fifth of a text is its language's common words."""
    ranks = np.arange(1, count + 1, dtype=float)
    weights = (ranks + 2.7) ** -STEEPNESS
    weights[:common] *= 0.2 / weights[:common].sum()
    weights[common:] *= 0.8 / weights[common:].sum()
    return np.cumsum(weights) / weights.sum()
