"""The languages of a text, by its letters and words: of the whole of it, and of the parts that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

KNOWN = ("lt", "lv", "et", "en", "ru", "pl", "de", "fi")
"""Languages that the sources write in."""
_FOREIGN = (
    *("fr", "es", "it", "pt", "ro", "nl", "sv", "da", "no", "is", "cs", "sk", "sl", "hr", "sr", "hu", "tr", "la"),
    *("uk", "be", "bg", "mk", "el", "ka", "hy", "he", "ar", "zh", "ja", "ko"),
)
"""Languages that a source may quote: told, so that a text in one of them is not taken for one of the sources' own."""
_DIALECTS = {"ltg": "lv"}
"""Latgalian counts as its state's language."""
_WEIGHTS = {**dict.fromkeys(_FOREIGN, 0.05), **dict.fromkeys(("pl", "de", "fi"), 0.1), "uk": 0.3, "ltg": 0.1}
"""What a short text's likelihood counts in languages that are met in a name or a word more often than in a text."""
_STRANGE = {"ru": "іїєґў", "uk": "ыэъёў", "be": "ищъїєґ"}
"""Letters that a language does without, among those that share their other letters."""
_STRANGE_FACTOR = 0.05
_MOST_RANKED = 8
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
_ALPHABETS = {"lt": ("ąčęėįšųūž", "ėįų"), "lv": ("āčēģīķļņšūž", "āēģīķļņ"), "et": ("äõöüšž", "õ")}
"""The marked letters of our languages, and those that no other language has."""
_MARKED = re.compile(r"[^\W\d_a-z]")
_MARKED_SHARE = 0.03
_OWN_SHARE = 0.01
_FOREIGN_WORD = re.compile(r"\b(?:the|of|and|for|und|der|die|les|des|dans|oraz|van|het|een|della|che)\b")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def identify_language(text: str, likely: Sequence[str] = ()) -> str | None:
    """ISO 639-1 code of most of a text; None when it has no words. `likely` tips the scales for short texts only."""
    return next(iter(identify_languages(text, likely)), None)


def identify_languages(text: str, likely: Sequence[str] = ()) -> tuple[str, ...]:
    """ISO 639-1 codes of a text's languages, the one of most of it first; others where they fill a few sentences."""
    _identifier()  # With a process's first text, not amid later ones: each page after the first takes the same time.
    chars: dict[str, int] = {}
    sure: dict[str, int] = {}
    parts = list(islice(_iter_parts(_ADDRESS.sub(" ", text[:_SAMPLE_CHARS])), _MOST_PARTS))
    counted = [(part, letters, _read_letters(part)) for part in parts if (letters := sum(map(str.isalpha, part)))]
    total = sum(letters for _, letters, _ in counted)
    least = max(_OTHER_LETTERS, _OTHER_SHARE * total)
    read = {language for _, _, language in counted if language is not None}
    unread = sum(letters for _, letters, language in counted if language is None)
    if len(read) == 1 and unread < min(least, total / 2):
        return tuple(read)  # The rest is too little to tell of another language, whatever it is in.
    for part, letters, known in counted:
        language, share = (known, 1.0) if known is not None else _identify(part, likely if len(parts) == 1 else ())
        chars[language] = chars.get(language, 0) + letters
        if share >= _SURE_SHARE and _is_prose(part):
            sure[language] = sure.get(language, 0) + letters
    if not chars:
        return ()
    ranked = sorted(chars, key=lambda language: -chars[language])
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
    if len(part) < _SURE_CHARS:
        letters = set(part.lower())
        ranked = [max(ranked[:_MOST_RANKED], key=lambda entry: entry[1] * _weigh(entry[0], letters, likely))]
    label, share = ranked[0]
    return _DIALECTS.get(label, label), share


def _read_letters(part: str) -> str | None:
    """The one of our languages that a part's letters alone prove it to be in; None where its words must be ranked."""
    # Ranking takes a tenth of the time of a whole page, and most of our texts need none.
    lower = part.lower()
    marked = _MARKED.findall(lower)
    if len(part) < _PART_CHARS or len(marked) < _MARKED_SHARE * len(part):
        return None
    letters = set(marked)
    for language, (alphabet, own) in _ALPHABETS.items():
        if letters.issubset(alphabet) and sum(map(own.count, marked)) >= _OWN_SHARE * len(part):
            return None if _FOREIGN_WORD.search(lower) else language
    return None


def _weigh(language: str, letters: set[str], likely: Sequence[str]) -> float:
    weight = _LIKELY_FACTOR if language in likely else _WEIGHTS.get(language, 1.0)
    return weight if letters.isdisjoint(_STRANGE.get(language, "")) else weight * _STRANGE_FACTOR


def _is_prose(part: str) -> bool:
    """Whether a part is sentences: neither a list of names nor a table of figures."""
    words = part.split()
    return sum(word[:1].islower() for word in words) > len(words) / 2


@cache
def _identifier() -> Any:
    # The model takes half a second to load: once a process, and not before it is asked for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*KNOWN, *_FOREIGN, *_DIALECTS])
    return identifier
