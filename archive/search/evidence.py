"""Whether a typed word is a name, by how the archive's texts write its forms. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from archive.search.meaning import TypedWord
from archive.search.seen import Root, VocabularyForm, tongues_of, weigh_form
from archive.search.words.readings import LEMMA, is_declined, is_known, is_of_another, is_own

_NAMED = 0.05
"""The part of its articles that must not write a form small, that it may be a name's in the others."""


class _Evidence(NamedTuple):
    """How many forms of a root texts have."""

    forms: int
    names: int
    """Those written as names."""
    unsure: int
    """Those that may be names for all that texts and dictionary say."""
    common: int
    """Those written as common words."""


def is_name(word: TypedWord, roots: dict[VocabularyForm, list[Root]]) -> bool:
    """Whether texts write the word as a name: by its own spelling, and by the other forms of what it is a form of.

    Forms count, not articles: one form that a frequent word has too outweighs no name.
    One capital is no proof: the word must also be a name in one of its best supported readings.
    """
    if word.sign < 0 and not word.has_capital:
        return False
    evidence = _count_evidence(roots)
    read = (word.bases & evidence.keys()) if word.sign == 0 else set()
    support = {root: _join_listed(root, word, evidence) for root in read or evidence}
    most = max((one.forms for one in support.values()), default=0)
    return any(
        one.names > 0 and one.names + word.has_capital > one.common and one.forms * 2 >= most
        for one in support.values()
    )


def _join_listed(root: Root, word: TypedWord, evidence: Mapping[Root, _Evidence]) -> _Evidence:
    """A root's evidence; of what the dictionary lists as the typed word, with that of the typed word's declension."""
    if root.kind != LEMMA or not is_declined(root.language):
        return evidence[root]
    same = [
        one
        for one in evidence.keys() & word.bases
        if one.language == root.language and one.kind != LEMMA and root.stem in word.spellings[one]
    ]
    return _Evidence(*map(sum, zip(evidence[root], *(evidence[one] for one in same), strict=True)))


def is_left_out(one: VocabularyForm, shared: list[Root]) -> bool:
    """Whether a form is no name's although it shares roots with one: it is written small, in nearly all its articles
    or, when it is another word's in the dictionary, in most: mūsų is none of Mūsa, but Mäe, a hill's, is of Mägi."""
    if weigh_form(one) >= 0:
        return False
    is_small = one.count + one.capitals < _NAMED * one.count
    return is_small or not any(is_own(one.form, root.language, root.stem, root.kind) for root in shared)


def _count_evidence(roots: dict[VocabularyForm, list[Root]]) -> dict[Root, _Evidence]:
    """Of each root. A form that is never small says something beside a surer one, or where none is written small."""
    is_small = any(shared and weigh_form(one) < 0 for one, shared in roots.items())
    found: defaultdict[Root, list[_Evidence]] = defaultdict(list)
    for one, shared in roots.items():
        sign = weigh_form(one)
        for root in set(shared):
            is_common = sign < 0 and not _is_taken(one, root, shared)
            found[root].append(_Evidence(1, int(sign > 0), int(_is_never_small(one)), int(is_common)))
    summed = {root: _Evidence(*map(sum, zip(*ones, strict=True))) for root, ones in found.items()}
    return {
        root: one._replace(names=one.names + one.unsure) if one.names or not is_small else one
        for root, one in summed.items()
    }


def _is_never_small(one: VocabularyForm) -> bool:
    """Whether a form only stands where any word has a capital, and no dictionary knows it."""
    return one.capitals == 0 and not any(is_known(one.form, language) for language in tongues_of(one))


def _is_taken(one: VocabularyForm, root: Root, shared: list[Root]) -> bool:
    """Whether the dictionary has the form for another word's, which the typed one is not: balva is no form of Balvi."""
    if any(other.kind == LEMMA for other in shared):
        return False
    return is_of_another(one.form, root.language, root.stem, root.kind)
