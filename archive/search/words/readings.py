"""A form in a language to its readings: by declension, dictionary or the language's stemmer. Tables load when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

import snowballstemmer

from archive.search.words import compounds, estonian, lemmas, paradigms
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

COMMON = "common"
"""The kind of a reading by a word that the dictionary knows, where the form is no name: Pärnu is no form of pärn."""

_MIN_READ = 3
_MIN_COMPOUND_PART = 4
_VERB = "ma"
_ADJECTIVE = "ne"
_SINGULAR = "ga"
"""The case that has no other form in the plural but by the plural's stem."""


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
        if language == "et":  # tuli is a form of tulema, and a fire
            readings[Reading(form, LEMMA, True)] = None
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


@lru_cache(maxsize=50_000)
def is_own(form: str, language: str, stem: str, kind: str) -> bool:
    """Whether the dictionary has the form for one of the word of that stem and kind, or does not know it."""
    lemma = _read_lemma(form, language)
    if lemma is None or (kind == LEMMA and lemma.stem == stem):
        return True
    if language == "et":
        return (stem, kind) in _roots(read_form(form, language))
    return (stem, kind) in _roots(_read_bases(lemma.stem, language))


def is_declined(language: str) -> bool:
    """Whether we read the language's words by tables of its declensions."""
    return language in _DECLINED


def is_known(form: str, language: str) -> bool:
    """Whether a dictionary has the form, or there is none to ask."""
    return language not in lemmas.LANGUAGES or is_listed(form, language)


def is_listed(form: str, language: str) -> bool:
    """Whether a dictionary has the form."""
    return language in lemmas.LANGUAGES and lemmas.find_lemma(form, language) is not None


def is_headword(form: str, language: str) -> bool:
    """Whether a dictionary lists a word by the form."""
    return language in lemmas.LANGUAGES and lemmas.find_lemma(form, language) == form


def settle_kind(kind: str, *, is_name: bool) -> str | None:
    """What a reading is of a form that is, or is not, written as a name; None when it is no reading of it then."""
    if kind == COMMON:
        return None if is_name else LEMMA
    if kind == estonian.NAME_STEM:
        return estonian.VOWEL_STEM if is_name else None
    return kind


def _read(form: str, language: str) -> Iterator[Reading]:
    lemma = _read_lemma(form, language)
    if language in _DECLINED:
        declined = list(paradigms.read_form(form, paradigms.load_paradigms(_DECLINED[language])))
        yield from declined
        # A dictionary form that the endings lead to adds a key and no reading.
        if lemma and not _roots(declined) & _roots(_read_bases(lemma.stem, language)):
            yield lemma
    elif language == "et":
        yield from _read_estonian(form, lemma)
    elif language in _STEMMED:
        yield Reading(fold(_load_stemmer(language)(form)), STEM, False)


def _read_estonian(form: str, lemma: Reading | None) -> Iterator[Reading]:
    known = lemma or _read_compound(form)
    yield from (known,) if known else ()
    yield from _read_by_stem(form, lemma)
    yield from _read_hidden(form, lemma) if lemma else ()
    yield from estonian.read_form(form, is_known=lemma is not None, is_nominative=bool(lemma and lemma.is_base))


def _read_by_stem(form: str, lemma: Reading | None) -> Iterator[Reading]:
    """The words whose stem the dictionary knows though it has not the form, or has it for another's: seltsis, leivast.

    Of what is listed as a word by itself only the singular counts: metsis is no form of mets.
    """
    if lemma is None:
        stems: Iterable[str] = estonian.guess_stems(form)
    elif lemma.is_base or lemma.stem.endswith(_ADJECTIVE):
        stems = estonian.strip_cases(form)
    else:
        return
    for stem in stems:
        found = lemmas.find_lemma(stem, "et")
        if not found or _is_verb(found, stem):
            continue
        if lemma is None or _is_genitive(stem, found, is_of_listed=lemma.is_base):
            yield Reading(found.lower(), LEMMA if lemma and not lemma.is_base else COMMON, False)


def _is_genitive(stem: str, lemma: str, *, is_of_listed: bool) -> bool:
    """Whether the singular's cases stand on the stem; in what is listed the shortest are mere chance: mee-s, mesi."""
    if stem == lemma and not is_of_listed:
        return False
    return (stem == lemma or len(stem) >= _MIN_COMPOUND_PART) and lemmas.find_lemma(stem + _SINGULAR, "et") == lemma


def _read_hidden(form: str, lemma: Reading) -> Iterator[Reading]:
    """What the dictionary's one answer hides: kuuse is of kuusk and not only of kuune, Kallast may be of Kallase."""
    if lemma.stem.endswith(_ADJECTIVE):
        for stem in (form, *estonian.strip_cases(form)):
            if stem.endswith("se") and lemmas.find_lemma(strong := stem[:-1] + "k", "et") == strong:
                yield Reading(strong, LEMMA, False)
    elif form == lemma.stem + "t" and form.endswith("st"):
        yield Reading(fold(lemma.stem) + "e", estonian.SURNAME, False)


def _is_verb(lemma: str, form: str) -> bool:
    """Whether a dictionary form is an infinitive: teema is none, whose forms all begin so."""
    return lemma.endswith(_VERB) and not form.startswith(lemma)


def _read_lemma(form: str, language: str) -> Reading | None:
    lemma = lemmas.find_lemma(form, language) if language in lemmas.LANGUAGES else None
    return Reading(lemma.lower(), LEMMA, lemma == form) if lemma else None


def _read_compound(form: str) -> Reading | None:
    """A word of two, by the second's dictionary form: arendus-keskuses, arenduskeskus; Ema-jõel, Emajõgi."""
    for cut in range(_MIN_COMPOUND_PART, len(form) - _MIN_COMPOUND_PART + 1):
        last = lemmas.find_lemma(form[cut:], "et")
        if last and not _is_verb(last, form[cut:]) and lemmas.find_lemma(form[:cut], "et"):
            return Reading(form[:cut] + last.lower(), LEMMA, last == form[cut:])
    parts = compounds.split_compound(form)
    return Reading("".join(parts), LEMMA, form.endswith(parts[1])) if parts else None


def _read_bases(lemma: str, language: str) -> list[Reading]:
    """The declensions that a dictionary form may be the nominative of."""
    if language not in _DECLINED:
        return []
    table = paradigms.load_paradigms(_DECLINED[language])
    return [one for one in paradigms.read_form(lemma, table) if one.is_base]


def _roots(readings: Iterable[Reading]) -> set[tuple[str, str]]:
    return {(one.stem, one.kind) for one in readings}


@cache
def _load_stemmer(language: str) -> Callable[[str], str]:
    stem: Callable[[str], str] = snowballstemmer.stemmer(_STEMMED[language]).stemWord
    return stem
