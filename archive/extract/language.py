"""The language of a text, by its letters and words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

KNOWN = ("lt", "lv", "et", "en", "ru", "pl", "de", "fi")
_SAMPLE_CHARS = 6_000
_SURE_CHARS = 200
_HINT_FACTOR = 20.0
"""How much likelier one of the source's own languages is, before a short text is read."""


def identify_language(text: str, likely: Sequence[str] = ()) -> str | None:
    """ISO 639-1 code; None when the text has no words. `likely` tips the scales for short texts only."""
    sample = text[:_SAMPLE_CHARS]
    if not any(character.isalpha() for character in sample):
        return None
    ranked: list[tuple[str, float]] = _identifier().rank(sample)
    if len(sample) < _SURE_CHARS and likely:
        ranked = [(language, share * (_HINT_FACTOR if language in likely else 1.0)) for language, share in ranked]
    return max(ranked, key=lambda entry: entry[1])[0]


@cache
def _identifier() -> Any:
    # The model takes half a second to load: once a process, and not before it is asked for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(KNOWN))
    return identifier
