"""What was asked to a plan: words to the forms that the archive's vocabulary has, fields to marks, days to bounds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice, product
from typing import Protocol

from archive.db.marks import ANY, DATED, mark_country, mark_language, mark_source
from archive.search.asked import All, Any, Asked, Days, Filter, In, Node, Not, Phrase, Place, Project, Word
from archive.search.codes import Chunk, Kind, read_chunk, read_chunks
from archive.search.expanding import Grade, Vocabulary, expand_prefix, expand_word
from archive.search.planned import Both, Either, Expression, Group, Marked, Plan, Tokens
from archive.search.words.splitting import fold, split_forms

MAX_BEGUN = 2_000
"""Words that a prefix stands for, the most frequent ones."""

MAX_PHRASES = 256
"""Spellings of a phrase, each of whose words may lack its diacritics."""

_WEIGHTS = {Grade.EXACT: 1.0, Grade.FOLDED: 0.95, Grade.INFLECTED: 0.85, Grade.NAME: 0.6}
_NOTHING = Marked(())
_CODE = re.compile("[A-Za-z]{2}")
_DAY = timedelta(days=1)


class CountedVocabulary(Vocabulary, Protocol):
    """A vocabulary that knows how frequent its words are."""

    def count_articles(self, forms: Collection[str]) -> int:
        """How many articles hold each form, summed up."""


class Sources(Protocol):
    """What the archive knows of its sources."""

    def ids(self) -> Collection[str]:
        """Of all sources."""

    def of_kind(self, kind: str) -> Collection[str]:
        """Of the sources of a kind."""

    def kinds(self) -> Collection[str]:
        """The kinds that there are."""


def plan_query(
    asked: Asked, vocabulary: CountedVocabulary, sources: Sources, *, across_languages: bool = True
) -> Plan | None:
    """The plan of a query; None when it asks for nothing. `across_languages`: names as other languages have them."""
    if asked.node is None:
        return None
    languages = frozenset(_languages_of((asked.node, *asked.filters)))
    planner = _Planner(vocabulary, sources, list(asked.remarks), across_languages, languages)
    expression = planner.plan(All((asked.node, *asked.filters)) if asked.filters else asked.node)
    if planner.has_days:
        expression = Both((expression, Marked((DATED,))))
    groups = tuple(_wanted_groups(expression))
    return Plan(expression, groups, planner.first, planner.last, tuple(dict.fromkeys(planner.remarks)))


def _languages_of(nodes: Iterable[Node]) -> Iterator[str]:
    """The languages that every article found will be in, if the query names any."""
    for node in nodes:
        if isinstance(node, All):
            yield from _languages_of(node.nodes)
        elif isinstance(node, Filter) and node.fact == "lang":
            yield from map(str.lower, node.values)


def _wanted_groups(expression: Expression) -> Iterable[Group]:
    if isinstance(expression, Group):
        yield expression
    elif isinstance(expression, Both):
        for part in expression.wanted:
            yield from _wanted_groups(part)
    elif isinstance(expression, Either):
        for part in expression.nodes:
            yield from _wanted_groups(part)


@dataclass(slots=True)
class _Planner:
    vocabulary: CountedVocabulary
    sources: Sources
    remarks: list[str]
    across_languages: bool
    languages: Collection[str] = ()
    first: date | None = None
    last: date | None = None

    @property
    def has_days(self) -> bool:
        return self.first is not None or self.last is not None

    def plan(self, node: Node, place: Place | None = None) -> Expression:
        planned: Expression
        match node:
            case Word() | Phrase() | Project():
                planned = self._plan_words(node, place)
            case In():
                planned = self.plan(node.node, node.place)
            case Filter():
                planned = self._plan_filter(node)
            case Days():
                planned = self._note_days(node)
            case Not():
                planned = self._plan_not(node, place)
            case Any():
                planned = Either(tuple(self.plan(part, place) for part in node.nodes))
            case All():
                planned = self._plan_all(node, place)
        return planned

    def _plan_all(self, node: All, place: Place | None) -> Expression:
        wanted = tuple(self._plan_wanted(node.nodes, place))
        # `-from:` is a bound on days too, not something to leave out.
        days = [part for part in node.nodes if isinstance(part, Days) or _is_not_days(part)]
        for part in days:
            self.plan(part, place)
        unwanted = [part.node for part in node.nodes if isinstance(part, Not) and not _is_not_days(part)]
        return Both(wanted or (Marked((ANY,)),), tuple(self.plan(part, place) for part in unwanted))

    def _plan_wanted(self, nodes: Iterable[Node], place: Place | None) -> Iterator[Expression]:
        """Words typed side by side may be one number or code: `10 000`, `LLI 425`."""
        parts = [part for part in nodes if not isinstance(part, Not | Days)]
        for is_plain, row in groupby(parts, key=_is_plain):
            if is_plain:
                typed = [part.text for part in row if isinstance(part, Word)]
                yield from (self._plan_chunk(chunk, place) for chunk in read_chunks(typed))
            else:
                yield from (self.plan(part, place) for part in row)

    def _plan_not(self, node: Not, place: Place | None) -> Expression:
        if isinstance(node.node, Days):
            return self._note_days(_outside(node.node))
        return Both((Marked((ANY,)),), (self.plan(node.node, place),))

    def _note_days(self, days: Days) -> Expression:
        # Days bound the whole query, wherever they stand in it.
        if days.first is not None:
            self.first = max(filter(None, (self.first, days.first)))
        if days.last is not None:
            self.last = min(filter(None, (self.last, days.last)))
        return Marked((ANY,))

    def _plan_filter(self, node: Filter) -> Expression:
        if node.fact in {"country", "lang"}:
            return Marked(tuple(self._mark_code(node.fact, value) for value in node.values))
        if node.fact == "source":
            ids = self._choose(node.values, {one.lower(): [one] for one in self.sources.ids()}, "source")
        else:
            kinds = {kind.lower(): list(self.sources.of_kind(kind)) for kind in self.sources.kinds()}
            ids = self._choose(node.values, kinds, "kind of source")
        return Marked(tuple(mark_source(one) for one in ids))

    def _mark_code(self, fact: str, value: str) -> str:
        if not _CODE.fullmatch(value):
            example = "country:LT, LV or EE" if fact == "country" else "lang:lt, lv or et"
            self.remarks.append(f"{fact}:{value} is no code of two letters; write {example}.")
        return mark_country(value) if fact == "country" else mark_language(value)

    def _choose(self, values: Iterable[str], known: Mapping[str, Collection[str]], what: str) -> list[str]:
        chosen: list[str] = []
        for value in values:
            if value.lower() not in known:
                names = ", ".join(sorted(known)[:8])
                self.remarks.append(
                    f"There is no {what} {value} in this archive{f'; it has {names}' if names else ''}."
                )
            chosen += known.get(value.lower(), ())
        return chosen

    def _plan_words(self, node: Word | Phrase | Project, place: Place | None) -> Expression:
        match node:
            case Project():
                # Without its spaces a code is one chunk, of which the spelling with spaces is one spelling.
                return self._plan_chunk(read_chunk("".join(node.text.split())), place)
            case Phrase():
                return _or_nothing(self._group_phrase(node, place))
            case Word(is_exact=False, is_prefix=False):
                return self._plan_chunk(read_chunk(node.text), place)
            case Word():
                return _or_nothing(self._group_as_typed(node, place))

    def _plan_chunk(self, chunk: Chunk, place: Place | None) -> Expression:
        """Of what was typed between two spaces: a word in its forms, or the spellings of a code, number or address."""
        spellings: dict[Tokens, float] = {}
        count = 0
        for number, tokens in enumerate(chunk.phrases):
            if len(tokens) > 1:
                for spelling in self._spell_phrase(tokens, is_inflected=chunk.kind is Kind.COMPOUND):
                    spellings.setdefault(spelling, 1.0)
            elif number and chunk.kind is not Kind.COMPOUND:
                spellings.setdefault(tokens, 1.0)
            else:
                forms = self._expand(chunk.word or tokens[0])
                count += self.vocabulary.count_articles(forms)
                for form, grade in forms.items():
                    spellings.setdefault((form,), _WEIGHTS[grade])
        group = _or_nothing(Group(spellings, place, count=count))
        if not chunk.is_loose:
            return group
        apart = Both(tuple(self._plan_words(Word(token), place) for token in chunk.phrases[0]))
        return Either((group, apart))

    def _expand(self, token: str) -> Mapping[str, Grade]:
        return expand_word(token, self.vocabulary, preferred=self.languages, across_languages=self.across_languages)

    def _group_as_typed(self, node: Word, place: Place | None) -> Group:
        tokens = tuple(split_forms(node.text))
        if not node.is_prefix:
            return Group({tokens: 1.0} if tokens else {}, place, count=self.vocabulary.count_articles(tokens))
        if len(tokens) == 1:
            return self._group_begun(tokens[0], place)
        return self._group_phrase(Phrase(node.text, is_prefix=True), place)

    def _group_begun(self, form: str, place: Place | None) -> Group:
        forms = expand_prefix(form, self.vocabulary, limit=MAX_BEGUN)
        spellings = {(one,): _WEIGHTS[grade] for one, grade in forms.items()}
        # Plain numbers are not in the vocabulary.
        beginnings = frozenset([(form,)]) if form.isdigit() else frozenset[Tokens]()
        return Group(
            spellings | dict.fromkeys(beginnings, 1.0),
            place,
            beginnings,
            frozenset(one[: len(form)] for one in forms),
            self.vocabulary.count_articles(forms),
        )

    def _group_phrase(self, node: Phrase, place: Place | None) -> Group:
        tokens = tuple(split_forms(node.text))
        if not tokens:
            return Group({})
        spellings = dict.fromkeys(self._spell_phrase(tokens), 1.0)
        if node.is_prefix:
            return Group(spellings, place, frozenset(spellings))
        return Group(spellings, place)

    def _spell_phrase(self, tokens: Tokens, *, is_inflected: bool = False) -> Iterable[Tokens]:
        """The phrase with the diacritics that its words have in the archive; its last word in any form, if asked."""
        choices = [self._same_letters(token) for token in tokens]
        if is_inflected:
            choices[-1] = list(dict.fromkeys((tokens[-1], *self._expand(tokens[-1]))))
        return dict.fromkeys((tokens, *islice(product(*choices), MAX_PHRASES)))

    def _same_letters(self, token: str) -> list[str]:
        if token.isdigit():  # the vocabulary has no numbers
            return [token]
        forms: dict[str, int] = {token: 1}
        for one in self.vocabulary.forms_of_folded(fold(token)):
            if token in {one.folded, one.form}:
                forms[one.form] = forms.get(one.form, 0) + one.count
        return sorted(forms, key=lambda form: (-forms[form], form))


def _is_plain(node: Node) -> bool:
    return isinstance(node, Word) and not node.is_exact and not node.is_prefix


def _is_not_days(node: Node) -> bool:
    return isinstance(node, Not) and isinstance(node.node, Days)


def _outside(days: Days) -> Days:
    """What is left when a bound is taken the other way."""
    if days.first is not None:
        return Days(last=days.first - _DAY if days.first > date.min else date.min)
    assert days.last is not None
    return Days(first=days.last + _DAY if days.last < date.max else date.max)


def _or_nothing(group: Group) -> Expression:
    return group if group.spellings else _NOTHING
