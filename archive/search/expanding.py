"""A typed word to the forms of the archive's vocabulary that it means. Pure, over what a vocabulary answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from enum import IntEnum
from functools import partial

from archive.search.evidence import is_left_out, is_name
from archive.search.meaning import TypedWord, are_cognate, is_alike, look_up
from archive.search.seen import Root, Vocabulary, VocabularyForm, in_languages, tongues_of, weigh_form
from archive.search.words.estonian import SURNAME
from archive.search.words.names import find_groups
from archive.search.words.readings import LEMMA
from archive.search.words.splitting import fold, lower_text, normalize_text

__all__ = ["Grade", "Vocabulary", "VocabularyForm", "expand_prefix", "expand_word"]

_WOMENS = ("a", "e")
"""Declensions of a woman's family name in Latvian."""

_RARER = 4
"""How many times rarer than its look-alike a typed form may be and still be what was meant first."""


class Grade(IntEnum):
    """How near a form is to what was typed; the nearest is the smallest."""

    EXACT = 0
    FOLDED = 1
    """The same letters but for diacritics."""
    INFLECTED = 2
    NAME = 3
    """A name's form in another language, or the other sex's; also what is mostly another word's, or differs by its
    diacritics alone."""


def expand_word(
    typed: str,
    vocabulary: Vocabulary,
    *,
    languages: Collection[str] | None = None,
    preferred: Collection[str] = (),
    across_languages: bool = True,
) -> dict[str, Grade]:
    """The forms that a typed word means, each with its nearest grade; the word itself at least.

    A capital that it begins with decides where texts do not tell a name from a common word.
    `languages`: forms from texts of these only; None means all. `preferred`: those that it is surely a word of.
    `across_languages`: also a name's forms in others.
    """
    shown = normalize_text(typed)
    form = lower_text(shown)
    same = in_languages(vocabulary.forms_of_folded(fold(form)), languages)
    exact = [one for one in same if one.form == form]
    if form.isascii():
        seeds = [one for one in same if not exact or one in exact or not _is_foreign(one, exact, preferred)]
    else:
        seeds = exact or [one for one in same if _lacks_marks(form, one.form)]
    has_capital = shown[:1].isupper() and not shown[1:].isupper()
    look = partial(look_up, has_capital=has_capital, across=across_languages, preferred=preferred)
    word, roots = look(form, seeds, vocabulary, languages)
    if seeds and not any(roots.get(one) for one in roots.keys() - set(seeds)):
        # Its only texts may be in another language than its own: Trakuose in an Estonian one.
        word, roots = look(form, [], vocabulary, languages)
    meant = {form: Grade.EXACT}
    for one, grade in _grade_forms(word, roots, seeds, exact, across_languages=across_languages):
        meant[one.form] = min(grade, meant.get(one.form, grade))
    if len(meant) > 1:
        return meant
    if same and not form.isascii():  # its marks are wrong
        return meant | {one.form: Grade.FOLDED for one in same if one.form != form}
    # Pakrojis for Pakruojis: a name as its neighbours, or its dialect, spell it
    near = (one for one in roots if one.capitals > 0 and one.form != form)
    return meant | {one.form: Grade.NAME for one in near if is_alike(one, word)}


def expand_prefix(
    typed: str, vocabulary: Vocabulary, *, languages: Collection[str] | None = None, limit: int = 2_000
) -> dict[str, Grade]:
    """The forms that begin with what was typed; with its diacritics, if any form has them so."""
    prefix = lower_text(normalize_text(typed))
    found = in_languages(vocabulary.forms_with_prefix(fold(prefix), limit), languages)
    exact = [one for one in found if one.form.startswith(prefix)]
    chosen = exact if exact and not prefix.isascii() else found
    return {one.form: Grade.EXACT if one.form.startswith(prefix) else Grade.FOLDED for one in chosen}


def _grade_forms(
    word: TypedWord,
    roots: dict[VocabularyForm, list[Root]],
    seeds: list[VocabularyForm],
    exact: list[VocabularyForm],
    *,
    across_languages: bool,
) -> Iterator[tuple[VocabularyForm, Grade]]:
    """What is meant: of a name nothing that is written small, unless no text has the word as it was typed."""
    is_of_name = is_name(word, roots)
    own = _own_genitives(roots) if is_of_name else set()
    renamed: list[VocabularyForm] = []
    refused: Counter[str] = Counter()
    exact_forms = {one.form for one in exact}
    others = [one for one in seeds if one.form not in exact_forms]
    alike = {one.form for one in others if exact and not _is_mended(one, exact)}
    for one in others:
        if not (is_of_name and exact and weigh_form(one) < 0):
            yield one, Grade.NAME if one.form in alike else Grade.FOLDED
    for one, shared in roots.items():
        if is_of_name and (is_left_out(one, shared) or _is_of_noun(one, shared, own)):
            refused[one.form] += one.count * (one.language in word.languages)
        elif shared:
            is_last = one.form in alike or (is_of_name and (weigh_form(one) < 0 or _is_mans(shared, word)))
            yield one, Grade.NAME if is_last else _grade_inflected(shared, word, alike)
        elif across_languages and _is_renamed(one, word, is_of_name=is_of_name):
            renamed.append(one)
        else:
            refused[one.form] += one.count * (one.language in word.languages)
    # In the typed word's own language it may rather be another word: biržos, of birža and not of Birži.
    yield from ((one, Grade.NAME) for one in renamed if refused[one.form] <= one.count)


def _is_mans(shared: list[Root], word: TypedWord) -> bool:
    """Whether a form is a man's alone, where a woman's name was typed: Liepiņš, of Liepiņa."""
    return word.bases.isdisjoint(shared) and all(
        any(root._replace(kind=kind) in word.bases for kind in _WOMENS) for root in shared
    )


def _own_genitives(roots: dict[VocabularyForm, list[Root]]) -> set[str]:
    """The genitives of its own that texts have for an Estonian family name in -s which is a noun too: Kallase."""
    return {
        root.stem for shared in roots.values() for root in shared if root.kind == SURNAME and root.stem[-2:] == "se"
    }


def _is_of_noun(one: VocabularyForm, shared: list[Root], own: set[str]) -> bool:
    """Whether a form is the noun's alone where the name has a genitive of its own: kalda, not Kallase."""
    return bool(shared) and all(
        root.kind == LEMMA and fold(root.stem) + "e" in own and not one.form.startswith(root.stem) for root in shared
    )


def _grade_inflected(shared: list[Root], word: TypedWord, alike: Collection[str]) -> Grade:
    givers = {spelled for root in shared for spelled in word.spellings.get(root, ())}
    return Grade.NAME if givers and givers <= set(alike) else Grade.INFLECTED


def _is_renamed(one: VocabularyForm, word: TypedWord, *, is_of_name: bool) -> bool:
    """Whether a form is the typed name in another language: of the same group, or by its spelling if it is a name."""
    if (word.sign < 0 and not is_of_name) or weigh_form(one) < 0:
        return False
    if any(word.groups & find_groups(one.form, language) for language in tongues_of(one)):
        return True
    return is_of_name and is_alike(one, word, within_language=False)


def _lacks_marks(form: str, other: str) -> bool:
    """Whether what was typed has no letter that the other form has otherwise but for a mark that was left out."""
    return len(form) != len(other) or all(
        letter == its or (letter.isascii() and fold(its) == letter) for letter, its in zip(form, other, strict=True)
    )


def _is_foreign(one: VocabularyForm, exact: list[VocabularyForm], preferred: Collection[str]) -> bool:
    """Whether a form that differs by its diacritics is another language's common word: käimas, where kaimas stands."""
    own = {other.language for other in exact} | set(preferred)
    if one.language in own or one.capitals > 0 or _is_mended(one, exact):
        return False
    return not any(are_cognate(one, other) for other in exact)


def _is_mended(one: VocabularyForm, exact: list[VocabularyForm]) -> bool:
    """Whether a form is rather what was meant than the same letters without its diacritics, which are also a word."""
    return one.count > _RARER * sum(other.count for other in exact)
