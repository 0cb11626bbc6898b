"""Text to the words of the full-text index, and a word to its plain Latin spelling. Pure; knows no language."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import NamedTuple

# A letter or digit, then more of them or the combining marks that unicode61 keeps within a word. Private-use
# characters are words to unicode61 and none here: no text that is typed can name a filter's mark.
_MARKS = "\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331"
REST_OF_WORD = f"(?:[^\\W_]+|[{_MARKS}]+)*"
"""Pattern of what may follow a word's first letter."""

_WORD = re.compile(f"[^\\W_]{REST_OF_WORD}")
_PLAIN_WORD = re.compile("[^\\W_]+")
_HAS_MARK = re.compile(f"[{_MARKS}]")

# unicode61 folds these letters, which str.lower leaves as they are, or makes final by context.
_FOLDED_BY_SQLITE = str.maketrans("µſςϐϑϕϖϰϱϵẛ\u1fbe", "μsσβθφπκρεṡι")
_SPECIAL = "µſςΣϐϑϕϖϰϱϵẛ\u1fbe"

_COMBINING = re.compile("[\u0300-\u036f]+")
_STROKED = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_LATIN = re.compile("[a-zß-ÿĀ-ɏ]")


# A capital that no sentence's, title's or quotation's start explains.
# A letter first, then what stands before it: to look back from every character takes three times as long.
_NAME = re.compile(r"[^\W\d_a-zà-öø-ÿąčęėįšųūžāēģīķļņõ](?:(?<=[^\W_] .)|(?<=[^\W_][,;:] .)|(?<=[^\W_] [–—-] .))[^\W_]*")


class Word(NamedTuple):
    """A word of a text."""

    form: str
    """As the index holds it: lower case, with diacritics."""
    start: int
    """Offset of its first character in the NFC text."""
    end: int
    """Offset after its last."""


def normalize_text(text: str) -> str:
    """The text in NFC: what is indexed, and what offsets count in."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def lower_text(text: str) -> str:
    """Lower case as unicode61 makes it; as long as the text, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) != len(text):  # İ, which unicode61 leaves alone
        lowered = "İ".join(part.lower() for part in text.split("İ"))
    return lowered.translate(_FOLDED_BY_SQLITE) if _has_special(text) else lowered


def _has_special(text: str) -> bool:
    # Ten times as fast as a pattern.
    return not text.isascii() and any(letter in text for letter in _SPECIAL)


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a text in order, as FTS5's `unicode61 remove_diacritics 0` finds them in its NFC form.

    `start`, `end`: numbers of the words wanted.
    """
    lowered = lower_text(normalize_text(text))
    pattern = _WORD if _HAS_MARK.search(lowered) else _PLAIN_WORD
    new = tuple.__new__  # Word(...) itself takes as long again
    found = islice(pattern.finditer(lowered), start, end)
    return [new(Word, (match[0], match.start(), match.end())) for match in found]


def split_forms(text: str) -> list[str]:
    """The forms alone, three times faster: what a vocabulary is counted from."""
    lowered = lower_text(normalize_text(text))
    return (_WORD if _HAS_MARK.search(lowered) else _PLAIN_WORD).findall(lowered)


def sort_forms(text: str) -> tuple[set[str], dict[str, int]]:
    """The forms of a text, each once: those that only stand in lower case; and the others, 1 for those that have a
    capital within a sentence and never stand in lower case, 0 for those of which that does not tell."""
    shown = normalize_text(text)
    words = set(_PLAIN_WORD.findall(shown))
    common = set(filter(str.islower, words))
    names = {word.lower() for word in _NAME.findall(shown) if word[0].isupper() and not word.isupper()}
    if _HAS_MARK.search(shown) or _has_special(shown):
        common &= (forms := set(split_forms(shown)))
        others = forms - common
    else:
        others = set(lower_text("\n".join(words - common)).split()) - common
    signs = {form: int(form in names) for form in others}
    both = names & common
    return common - both, signs | dict.fromkeys(both, 0)


def is_mark(character: str) -> bool:
    """Whether it is a combining mark that belongs to the letter before it."""
    return character >= "\u0300" and _HAS_MARK.match(character) is not None


def fold(form: str) -> str:
    """A lower-case form without diacritics: Latin letters only, so that й stays й; ß is ss, ł is l."""
    return form if form.isascii() else form.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What each letter is without its diacritics, by its code; learnt letter by letter."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_letter(chr(code)).translate(_STROKED)
        return self[code]


_FOLDED = _Folded()


def _fold_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    base = unicodedata.normalize("NFD", letter)
    if len(base) > 1 and base[0].isascii():
        return base[0]
    return "" if _COMBINING.fullmatch(letter) else letter
