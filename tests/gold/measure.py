"""What a reader's answers are worth beside the truth: words by shingles, and each field right or wrong."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.gold.catalogue import GoldPage

_WORD = re.compile(r"\w+")
_SHINGLE = 4
"""Words a shingle: as the public benchmarks of article extraction have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reader says of a page; a page it refuses is the empty answer."""

    title: str = ""
    text: str = ""
    published: str | None = None
    updated: str | None = None
    names: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    language: str | None = None
    languages: frozenset[str] = frozenset()
    lead: str | None = None
    funded: bool = False
    failure: str = ""
    """Why there is no answer."""


Reader = Callable[[GoldPage], Answer]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares of shingles, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Marked:
    """A page, its answer, and how far the answer's words and fields hold."""

    page: GoldPage
    answer: Answer
    body: Overlap
    right: Mapping[str, bool]
    """Field name to whether it is right."""


def compare_text(text: str, page: GoldPage) -> Overlap:
    """The text's shingles against the truth's; captions count on neither side."""
    truth = page.truth
    asked, found = _count_shingles(" ".join(truth.paragraphs)), _count_shingles(_without(text, truth.optional))
    if not asked or not found:
        same = float(not asked and not found)
        return Overlap(same, same)
    common = (asked & found).total()
    return Overlap(common / found.total(), common / asked.total())


def mark(page: GoldPage, answer: Answer) -> Marked:
    """An answer beside its page's truth."""
    truth = page.truth
    right = {
        "title": _fold(answer.title) == _fold(truth.title),
        "date": answer.published == truth.published,
        "authors": _fold_all(answer.names) == _fold_all(truth.names),
        "sources": _fold_all(answer.sources) == _fold_all(truth.sources),
        "language": answer.language == truth.language,
        "languages": answer.languages == truth.languages,
        "lead": _fold(answer.lead or "") == _fold(truth.lead or ""),
        "updated": answer.updated == truth.updated,
        "funding": answer.funded == truth.funded,
    }
    return Marked(page, answer, compare_text(answer.text, page), right)


def summarise(marks: Sequence[Marked]) -> dict[str, float]:
    """Every measure by name, all of them better when higher."""
    found = {f"body.{name}": value for name, value in _average(marks).items()}
    found["body.sites"] = _mean_over(marks, lambda one: f"{one.page.language}-{one.page.family}")
    by_language = _group(marks, lambda one: one.page.language)
    found |= {f"body.f1.{language}": _average(some)["f1"] for language, some in by_language.items()}
    for name in marks[0].right:
        found[name] = fmean(one.right[name] for one in marks)
    wrong = sum(one.answer.published is not None and not one.right["date"] for one in marks)
    found["date.not-wrong"] = 1 - wrong / len(marks)
    undated = [one for one in marks if one.page.truth.published is None]
    found["date.not-invented"] = fmean(one.answer.published is None for one in undated)
    found["tags.f1"] = _score_tags(marks)
    found["read"] = fmean(not one.answer.failure for one in marks)
    return found


def _average(marks: Sequence[Marked]) -> dict[str, float]:
    overlap = Overlap(fmean(one.body.precision for one in marks), fmean(one.body.recall for one in marks))
    return {"f1": overlap.f1, "precision": overlap.precision, "recall": overlap.recall}


def _mean_over(marks: Sequence[Marked], key: Callable[[Marked], str]) -> float:
    return fmean(_average(some)["f1"] for some in _group(marks, key).values())


def _group(marks: Iterable[Marked], key: Callable[[Marked], str]) -> dict[str, list[Marked]]:
    groups = defaultdict[str, list[Marked]](list)
    for one in marks:
        groups[key(one)].append(one)
    return dict(sorted(groups.items()))


def _score_tags(marks: Sequence[Marked]) -> float:
    asked = found = common = 0
    for one in marks:
        truth, given = _fold_all(one.page.truth.tags), _fold_all(one.answer.tags)
        asked, found, common = asked + len(truth), found + len(given), common + len(truth & given)
    return 2 * common / (asked + found) if asked + found else 1.0


def _count_shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(_fold(text))
    if 0 < len(words) < _SHINGLE:
        return Counter([tuple(words)])
    return Counter(tuple(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1))


def _without(text: str, parts: Iterable[str]) -> str:
    words = f" {' '.join(_WORD.findall(_fold(text)))} "
    for part in parts:
        words = words.replace(f" {' '.join(_WORD.findall(_fold(part)))} ", " ")
    return words


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _fold_all(texts: Iterable[str]) -> set[str]:
    return {_fold(text) for text in texts}
