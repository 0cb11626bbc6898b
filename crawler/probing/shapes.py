"""Article addresses of one site into regular expressions that fit its further articles, and no page of its menus."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

MIN_SAMPLES = 4
"""Fewer addresses show no form that could be trusted."""
MAX_PATTERNS = 4
MAX_SKIPPED = 12
"""Pages that may be named one by one because the articles' form fits them too."""

_SITE = "^https?://[^/?#]+"
_END = "/?(?:[?#]|$)"
_MAX_FOLDERS = 3
"""Names that a folder may have before any name will do."""

_ANY_NAME = r"(?=[^/?#]*[^\d/?#])[^/?#]+"
_THREE_WORDS = r"(?:[^/?#-]*-){2,}[^/?#]*"

_CLASSES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\d+"), r"\d+"),
    (re.compile(r"\d+[-_][^/]*\.html?"), r"\d+[-_][^/?#]*\.html?"),
    (re.compile(r"\d+[-_][^/]*"), r"\d+[-_][^/?#]*"),
    (re.compile(r"[^/]*[-_,]\d+\.html?"), r"[^/?#]*[-_,]\d+\.html?"),
    (re.compile(r"[^/]*[-_,]\d+"), r"[^/?#]*[-_,]\d+"),
    (re.compile(r"\d+\.(?:html?|php)"), r"\d+\.(?:html?|php)"),
    (re.compile(r"[^/]+\.html?"), r"[^/?#]+\.html?"),
    (re.compile(r"[^/]+\.php"), r"[^/?#]+\.php"),
    (re.compile(r"(?=[^/]*[^\d/])[^/]+"), _ANY_NAME),
    (re.compile(r"[^/]+"), r"[^/?#]+"),
)
"""What a part of a path may be, the narrowest first: regex over a part, and what stands for it in a pattern."""
_PLAIN_CLASSES = tuple(one for one in _CLASSES if "[-_" not in one[1])
_YEAR = r"(?:19|20)\d\d"
_MONTH_OR_DAY = r"\d\d?"
_YEARS = range(1995, 2100)
_FEW = 3
"""Of fewer addresses, what their names have in common may be chance."""

_NUMBERED = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Learned:
    """Patterns of a source, as its TOML has them."""

    article: tuple[str, ...]
    skip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Address:
    parts: tuple[str, ...]
    query: tuple[tuple[str, str], ...]

    @property
    def form(self) -> tuple[object, ...]:
        """What addresses of one pattern share: depth, folders, and the names in the query."""
        folders = tuple("#" if _NUMBERED.fullmatch(part) else part for part in self.parts[:-1])
        page = self.parts[-1] if self.query and self.parts else ""
        return (len(self.parts), folders, page, frozenset(name for name, _ in self.query))


def learn_patterns(articles: Collection[str], others: Collection[str]) -> Learned | None:
    """Patterns that fit all of a site's `articles` and none of its `others`.

    `others`: pages that are no articles: of menus, listings. None when there is no such pattern, or too few articles.
    """
    samples = [_split(url) for url in dict.fromkeys(articles)]
    if len(samples) < MIN_SAMPLES:
        return None
    groups = _group(samples)
    if len(groups) > MAX_PATTERNS:
        return None
    patterns: list[str] = []
    skipped: list[str] = []
    for group in groups:
        narrow, wrong = _choose(group, others)
        if len(wrong) > MAX_SKIPPED:
            return None
        patterns.append(narrow)
        skipped += wrong
    skip = _format_skip(skipped)
    if any(re.search(pattern, url) for pattern in skip for url in articles):
        return None
    return Learned(tuple(dict.fromkeys(patterns)), skip)


def _split(url: str) -> _Address:
    parts = urlsplit(url)
    names = tuple(part for part in parts.path.split("/") if part)
    return _Address(names, tuple(sorted(parse_qsl(parts.query, keep_blank_values=True))))


def _group(samples: Iterable[_Address]) -> list[list[_Address]]:
    """Addresses of one form together; folders of many names count as any name."""
    forms: dict[tuple[object, ...], list[_Address]] = defaultdict(list)
    for sample in samples:
        forms[sample.form].append(sample)
    loose: dict[tuple[object, ...], list[list[_Address]]] = defaultdict(list)
    for (depth, _folders, page, names), group in forms.items():
        loose[(depth, page, names)].append(group)
    found: list[list[_Address]] = []
    for same in loose.values():
        if len(same) > _MAX_FOLDERS:
            found.append([sample for group in same for sample in group])
        else:
            found += same
    return sorted(found, key=len, reverse=True)


def _choose(group: Sequence[_Address], others: Collection[str]) -> tuple[str, list[str]]:
    """The pattern of a group, and the other pages that it fits all the same and that must be named."""
    candidates = _format_candidates(group)
    wrong = {pattern: [url for url in others if re.search(pattern, url)] for pattern in candidates}
    for pattern in candidates:
        if not wrong[pattern]:
            return pattern, []
    # Naming a few pages keeps articles of short titles; to ask for more words in the address would not.
    few = [pattern for pattern in candidates if len(wrong[pattern]) <= MAX_SKIPPED]
    chosen = few[0] if few else _ask_for_words(group, candidates[0])
    return chosen, [url for url in others if re.search(chosen, url)]


def _format_candidates(group: Sequence[_Address]) -> list[str]:
    """The loosest first."""
    if group[0].query:
        return _format_query_patterns(group)
    return [f"{_SITE}{_format_path(group) or '/'}{_END}"]


def _format_path(group: Sequence[_Address]) -> str:
    texts: list[str] = []
    for place in _places(group):
        values = [sample.parts[place] for sample in group]
        texts.append(_generalise_day(values, place, group, texts) or _generalise(values, place, group))
    return "".join(f"/{text}" for text in texts)


def _generalise_day(values: Sequence[str], place: int, group: Sequence[_Address], before: Sequence[str]) -> str | None:
    """What stands for a part that is a year, or a month or day after one; None when it may be any number."""
    depth = len(group[0].parts)
    if place == depth - 1:
        return None
    if before and before[-1] in {_YEAR, _MONTH_OR_DAY}:
        return _MONTH_OR_DAY if _are_numbers(values, 12 if before[-1] == _YEAR else 31) else None
    if not all(_NUMBERED.fullmatch(value) and int(value) in _YEARS for value in values):
        return None
    # Articles never share a number as they share a year; where all differ, only months after them tell years.
    has_months = place + 2 < depth and _are_numbers([sample.parts[place + 1] for sample in group], 12)
    return _YEAR if has_months or len(set(values)) < len(values) else None


def _are_numbers(values: Iterable[str], most: int) -> bool:
    """Whether all are numbers of one or two digits from 1 to `most`."""
    return all(re.fullmatch(r"\d\d?", value) and 1 <= int(value) <= most for value in values)


def _ask_for_words(group: Sequence[_Address], pattern: str) -> str:
    """The pattern for slugs of three words and more, where all of the group have them."""
    end = f"{_ANY_NAME}{_END}"
    if not pattern.endswith(end) or any(sample.parts[-1].count("-") < 2 for sample in group):
        return pattern
    return f"{pattern.removesuffix(end)}{_THREE_WORDS}{_END}"


def _places(group: Sequence[_Address]) -> range:
    return range(len(group[0].parts))


def _generalise(values: Sequence[str], place: int, group: Sequence[_Address]) -> str:
    """One part of the path: a folder that is always the same as it is, anything else by the narrowest class."""
    distinct = set(values)
    is_last = place == len(group[0].parts) - 1
    is_number = all(_NUMBERED.fullmatch(value) for value in distinct)
    if len(distinct) == 1 and not is_number and (not is_last or group[0].query):
        return re.escape(values[0])
    if not is_last and not is_number and len(distinct) <= _MAX_FOLDERS:
        return f"(?:{'|'.join(sorted(map(re.escape, distinct)))})"
    classes = _CLASSES if len(group) >= _FEW else _PLAIN_CLASSES
    return next(text for regex, text in classes if all(regex.fullmatch(value) for value in distinct))


def _format_query_patterns(group: Sequence[_Address]) -> list[str]:
    """By the parameters whose values differ, then by all of them."""
    path = _format_path(group) or "/"
    values: dict[str, set[str]] = defaultdict(set)
    for sample in group:
        for name, value in sample.query:
            values[name].add(value)
    varying = [name for name in values if len(values[name]) > 1] or list(values)
    patterns = []
    for names in (varying, list(values)):
        conditions = [f"{re.escape(name)}={_generalise_value(values[name])}(?:&|#|$)" for name in names]
        if len(conditions) == 1:
            patterns.append(rf"{_SITE}{path}\?(?:[^#]*&)?{conditions[0]}")
        else:
            patterns.append(rf"{_SITE}{path}\?" + "".join(f"(?=(?:[^#]*&)?{one})" for one in conditions))
    return list(dict.fromkeys(patterns))


def _generalise_value(values: Collection[str]) -> str:
    if all(_NUMBERED.fullmatch(value) for value in values):
        return r"\d+"
    return re.escape(next(iter(values))) if len(values) == 1 else "[^&#]+"


def _format_skip(urls: Sequence[str]) -> tuple[str, ...]:
    """One pattern for pages that are no articles, by their paths and queries."""
    paths = sorted({re.escape(_path_of(url)) for url in urls})
    return (f"{_SITE}/(?:{'|'.join(paths)}){_END}",) if paths else ()


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path.strip("/") + (f"?{parts.query}" if parts.query else "")
