"""A vocabulary in memory, counted from texts as the archive's is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from archive.search.counting import count_file_words
from archive.search.expanding import VocabularyForm
from archive.search.words.keys import keys_of
from archive.search.words.splitting import fold, split_forms


class Texts:
    """Texts by name, and the forms in them."""

    def __init__(self, rows: Iterable[tuple[str, str | None, str]]) -> None:
        self.holders: dict[str, set[str]] = defaultdict(set)
        self.languages: dict[str, str | None] = {}
        counts: Counter[tuple[str, str | None]] = Counter()
        capitals: Counter[tuple[str, str | None]] = Counter()
        for name, language, text in rows:
            self.languages[name] = language
            for form in set(split_forms(text)):
                self.holders[form].add(name)
                counts[form, language] += 1
            for form, sign in count_file_words(text, language).forms.items():
                capitals[form, language] += sign
        self._folded: dict[str, list[VocabularyForm]] = defaultdict(list)
        self._keyed: dict[str, list[VocabularyForm]] = defaultdict(list)
        for (form, language), count in counts.items():
            one = VocabularyForm(form, fold(form), language, count, capitals[form, language])
            self._folded[one.folded].append(one)
            for key in keys_of(form, language):
                self._keyed[key].append(one)

    def forms_of_folded(self, folded: str) -> list[VocabularyForm]:
        """As the protocol says."""
        return self._folded.get(folded, [])

    def forms_of_keys(self, keys: Collection[str]) -> list[VocabularyForm]:
        """As the protocol says."""
        return list(dict.fromkeys(one for key in keys for one in self._keyed.get(key, ())))

    def forms_with_prefix(self, folded_prefix: str, limit: int) -> list[VocabularyForm]:
        """As the protocol says."""
        forms = [one for folded, found in self._folded.items() if folded.startswith(folded_prefix) for one in found]
        return sorted(forms, key=lambda one: -one.count)[:limit]
