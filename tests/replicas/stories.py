"""Articles made from words: the same for the same seed."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from tests.replicas.labels import Labels
from tests.replicas.words import WORDS, Words

NEWEST = date(2026, 11, 10)
_SHORT_EVERY = 13
"""Every so many articles have a title of one or two words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article before any system shows it."""

    number: int
    """1 for the oldest."""
    title: str
    slug: str
    """Of the title, unique in its site."""
    published: date
    paragraphs: tuple[str, ...]
    category: int
    """0 to 2, an index into the labels' categories."""
    labels: Labels

    @property
    def lead(self) -> str:
        """The first sentences."""
        return self.paragraphs[0]

    @property
    def body(self) -> str:
        """The paragraphs as HTML."""
        return "\n".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)

    @property
    def tag(self) -> str:
        return self.labels.categories[self.category]


def slugify(text: str) -> str:
    """A title as addresses write it: ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def write_stories(language: str, count: int, *, seed: int, step_days: int = 6, twins: bool = False) -> list[Story]:
    """So many articles, the newest first; with `twins`, some of them share a title."""
    words, chance = WORDS[language], random.Random(seed)
    titles = _titles(words, count, chance, twins=twins)
    day, stories, used = NEWEST, [], dict[str, int]()
    for position, title in enumerate(titles):
        slug = slugify(title)
        times = used[slug] = used.get(slug, -1) + 1
        stories.append(
            Story(
                number=count - position,
                title=title,
                slug=slug if not times else f"{slug}-{times - 1}",
                published=day,
                paragraphs=_paragraphs(words, chance),
                category=chance.randrange(3),
                labels=words.labels,
            )
        )
        day -= timedelta(days=chance.randint(1, 2 * step_days - 1))
    return stories


def _titles(words: Words, count: int, chance: random.Random, *, twins: bool) -> list[str]:
    long = [
        form.format(place=place, thing=thing)
        for form, place, thing in product(words.titles, words.places, words.things)
    ]
    chance.shuffle(long)
    titles = [title[0].upper() + title[1:] for title in long[:count]]
    short = [*words.short, *(words.short[:2] * 2 if twins else ())]
    for position, title in zip(range(3, count, _SHORT_EVERY), short, strict=False):
        titles[position] = title
    return titles


def _paragraphs(words: Words, chance: random.Random) -> tuple[str, ...]:
    sentences = [
        sentence.format(
            place=chance.choice(words.places),
            thing=chance.choice(words.things),
            number=chance.randint(12, 96),
            sum=f"{chance.randint(2, 99)} {chance.randint(100, 999)}",
            day=chance.randint(2, 28),
        )
        for sentence in chance.sample(words.sentences, 8)
    ]
    return (" ".join(sentences[:2]), " ".join(sentences[2:5]), " ".join(sentences[5:]))
