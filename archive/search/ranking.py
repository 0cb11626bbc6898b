"""Which hits are best: BM25F over the groups of a plan, with the newer of two alike first.

Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.6. A group is one term,
whichever of its forms stand in an article.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from archive.db.order import DAY_BITS
from archive.search.matching import Matcher
from archive.search.planned import Group

_TITLE, _LEAD, _TAGS, _TEXT = 6.0, 2.0, 3.0, 1.0
"""What a match counts for by where it stands."""

_K1, _B = 1.2, 0.6

_FRESH = 0.15
_FRESH_HALF_LIFE = 2 * 365.25
"""A new article's score is higher by so much than a very old one's; half of that is gone after so many days."""


class Candidate(NamedTuple):
    """What of an article its score is made from."""

    sequence: int
    title: str
    lead: str
    tags: Sequence[str]
    text: str


class Scorer:
    """Scores articles for one search."""

    def __init__(self, groups: Sequence[Group], *, articles: int, newest: int) -> None:
        """`articles`: how many the archive has; `newest`: the sequence of the newest."""
        self._groups = groups
        self._articles = max(articles, 1)
        self._newest = newest
        self._anywhere, self._in_title, self._in_tags = (Matcher(groups, place) for place in (None, "title", "tag"))

    def rank(self, candidates: Iterable[Candidate]) -> list[tuple[int, float]]:
        """Sequences and scores, best first."""
        weighed = [(one.sequence, *self._weigh(one)) for one in candidates]
        if not weighed:
            return []
        mean = sum(length for _, _, length in weighed) / len(weighed) or 1.0
        rarity = [self._rarity(group, len(weighed)) for group in self._groups]
        scores = [
            (sequence, self._score(found, length / mean, rarity) * self._freshness(sequence))
            for sequence, found, length in weighed
        ]
        return sorted(scores, key=lambda one: (-one[1], -one[0]))

    def _weigh(self, one: Candidate) -> tuple[Mapping[int, float], int]:
        found = self._anywhere.weigh_text(one.text)
        parts = ((self._in_title, one.title, _TITLE), (self._anywhere, one.lead, _LEAD))
        for matcher, text, factor in (*parts, *((self._in_tags, tag, _TAGS) for tag in one.tags)):
            for number, weight in matcher.weigh_text(text).items():
                found[number] = found.get(number, 0.0) + factor * weight
        return found, len(one.text)

    def _rarity(self, group: Group, candidates: int) -> float:
        holding = min(group.count or candidates, self._articles)
        return math.log(1 + (self._articles - holding + 0.5) / (holding + 0.5))

    def _score(self, found: Mapping[int, float], length: float, rarity: Sequence[float]) -> float:
        norm = _K1 * (1 - _B + _B * length)
        return sum(rarity[number] * weight * (_K1 + 1) / (weight + norm) for number, weight in found.items())

    def _freshness(self, sequence: int) -> float:
        age = max(self._newest - sequence, 0) >> DAY_BITS
        return 1 + _FRESH * math.exp2(-age / _FRESH_HALF_LIFE)
