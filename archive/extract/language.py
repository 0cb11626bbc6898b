"""The languages of a text, by its letters and words: of the whole of it, and of the parts that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

KNOWN = ("lt", "lv", "et", "en", "ru", "pl", "de", "fi")
_RARE = frozenset({"pl", "de", "fi"})
"""Languages of neighbours: met in a name or a word more often than in a text."""
_RARE_FACTOR = 0.1
_SAMPLE_CHARS = 8_000
_SURE_CHARS = 120
_LIKELY_FACTOR = 20.0
"""How much likelier one of the source's own languages is, before a short text is read."""
_PART_CHARS = 80
_LONG_CHARS = 500
_LONG_PART_CHARS = 250
_MOST_PARTS = 40
_SURE_SHARE = 0.97
_OTHER_LETTERS = 100
_OTHER_SHARE = 0.05
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def identify_language(text: str, likely: Sequence[str] = ()) -> str | None:
    """ISO 639-1 code of most of a text; None when it has no words. `likely` tips the scales for short texts only."""
    return next(iter(identify_languages(text, likely)), None)


def identify_languages(text: str, likely: Sequence[str] = ()) -> tuple[str, ...]:
    """ISO 639-1 codes of a text's languages, the one of most of it first; others where they fill a few sentences."""
    chars: dict[str, int] = {}
    sure: dict[str, int] = {}
    parts = list(islice(_iter_parts(_ADDRESS.sub(" ", text[:_SAMPLE_CHARS])), _MOST_PARTS))
    for part in parts:
        letters = sum(map(str.isalpha, part))
        if not letters:
            continue
        language, share = _identify(part, likely if len(parts) == 1 else ())
        chars[language] = chars.get(language, 0) + letters
        if share >= _SURE_SHARE and _is_prose(part):
            sure[language] = sure.get(language, 0) + letters
    if not chars:
        return ()
    ranked = sorted(chars, key=lambda language: -chars[language])
    least = max(_OTHER_LETTERS, _OTHER_SHARE * sum(chars.values()))
    return (ranked[0], *(language for language in ranked[1:] if sure.get(language, 0) >= least))


def _iter_parts(text: str) -> Iterator[str]:
    """A text in parts of one language each, as far as can be told: paragraphs, short ones together, long ones cut."""
    held = ""
    for paragraph in text.split("\n"):
        pieces = _SENTENCE_END.split(paragraph) if len(paragraph) > _LONG_CHARS else [paragraph]
        least = _LONG_PART_CHARS if len(pieces) > 1 else _PART_CHARS
        for piece in pieces:
            held = f"{held} {piece}".strip()
            if len(held) >= least:
                yield held
                held = ""
    yield held


def _identify(part: str, likely: Sequence[str]) -> tuple[str, float]:
    """The likeliest language of a part, and how likely it is before the source's own languages are thought of."""
    ranked: list[tuple[str, float]] = _identifier().rank(part)
    if len(part) >= _SURE_CHARS:
        return ranked[0]
    weighed = [
        (share * (_LIKELY_FACTOR if one in likely else _RARE_FACTOR if one in _RARE else 1.0), one, share)
        for one, share in ranked
    ]
    _, language, share = max(weighed, key=lambda entry: entry[0])
    return language, share


def _is_prose(part: str) -> bool:
    """Whether a part is sentences: neither a list of names nor a table of figures."""
    words = part.split()
    return sum(word[:1].islower() for word in words) > len(words) / 2


@cache
def _identifier() -> Any:
    # The model takes half a second to load: once a process, and not before it is asked for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(KNOWN))
    return identifier
