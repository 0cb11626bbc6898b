"""A form in a language to its readings: by declension, dictionary or the language's stemmer. Tables load when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

import snowballstemmer

from archive.search.words import estonian, lemmas, paradigms
from archive.search.words.paradigms import Reading
from archive.search.words.splitting import fold

_DECLINED = {"lt": "lithuanian", "lv": "latvian"}
_STEMMED = {"fi": "finnish", "ru": "russian", "en": "english", "de": "german", "pl": "polish", "sv": "swedish"}
LANGUAGES = ("lt", "lv", "et", *_STEMMED)
"""Languages in whose words we know our way, in the order in which a word of unknown language is tried."""

LEMMA = "="
"""The kind of a reading that the dictionary gives; its stem keeps its diacritics."""

STEM = "stem"
"""The kind of a reading that a stemmer gives."""

_MIN_READ = 3
_MIN_COMPOUND_PART = 4


@lru_cache(maxsize=50_000)
def read_form(form: str, language: str) -> tuple[Reading, ...]:
    """The readings of a lower-case form in a text of that language; none of numbers and the shortest words."""
    if len(form) < _MIN_READ or not form.isalpha():
        return ()
    return tuple(dict.fromkeys(_read(form, language)))


def read_typed(form: str, language: str, *, is_plain: bool = False) -> tuple[Reading, ...]:
    """The readings of a typed word, its dictionary form's among them.

    `is_plain`: it may have been typed without its diacritics.
    """
    readings = dict.fromkeys(read_form(form, language))
    lemma = _read_lemma(form, language)
    if lemma:
        readings[lemma] = None
        readings |= dict.fromkeys(_read_bases(lemma.stem, language))
    if is_plain and language in _DECLINED and form.isalpha():
        readings |= dict.fromkeys(paradigms.read_form(form, paradigms.load_plain_paradigms(_DECLINED[language])))
    return tuple(readings)


@lru_cache(maxsize=50_000)
def is_of_another(form: str, language: str, stem: str, kind: str) -> bool:
    """Whether the dictionary has the form as one of some other word than the one of that stem and kind."""
    lemma = _read_lemma(form, language)
    if lemma is None or kind == LEMMA:
        return lemma is not None and lemma.stem != stem
    return (stem, kind) not in _roots(_read_bases(lemma.stem, language)) and lemma.stem != form


def is_known(form: str, language: str) -> bool:
    """Whether a dictionary has the form, or there is none to ask."""
    return language not in lemmas.LANGUAGES or lemmas.find_lemma(form, language) is not None


def _read(form: str, language: str) -> Iterator[Reading]:
    lemma = _read_lemma(form, language)
    if language in _DECLINED:
        declined = list(paradigms.read_form(form, paradigms.load_paradigms(_DECLINED[language])))
        yield from declined
        # A dictionary form that the endings lead to adds a key and no reading.
        if lemma and not _roots(declined) & _roots(_read_bases(lemma.stem, language)):
            yield lemma
    elif language == "et":
        known = lemma or _read_compound(form, language)
        yield from (known,) if known else ()
        yield from estonian.read_form(form, is_known=lemma is not None, is_nominative=bool(lemma and lemma.is_base))
    elif language in _STEMMED:
        yield Reading(fold(_load_stemmer(language)(form)), STEM, False)


def _read_lemma(form: str, language: str) -> Reading | None:
    lemma = lemmas.find_lemma(form, language) if language in lemmas.LANGUAGES else None
    return Reading(lemma.lower(), LEMMA, lemma == form) if lemma else None


def _read_compound(form: str, language: str) -> Reading | None:
    """A word of two that the dictionary knows, by the second's dictionary form: arendus-keskuses, arenduskeskus."""
    for cut in range(_MIN_COMPOUND_PART, len(form) - _MIN_COMPOUND_PART):
        last = lemmas.find_lemma(form[cut:], language)
        if last and lemmas.find_lemma(form[:cut], language):
            return Reading(form[:cut] + last.lower(), LEMMA, last == form[cut:])
    return None


def _read_bases(lemma: str, language: str) -> list[Reading]:
    """The declensions that a dictionary form may be the nominative of."""
    if language not in _DECLINED:
        return []
    table = paradigms.load_paradigms(_DECLINED[language])
    return [one for one in paradigms.read_form(lemma, table) if one.is_base]


def _roots(readings: list[Reading]) -> set[tuple[str, str]]:
    return {(one.stem, one.kind) for one in readings}


@cache
def _load_stemmer(language: str) -> Callable[[str], str]:
    stem: Callable[[str], str] = snowballstemmer.stemmer(_STEMMED[language]).stemWord
    return stem
