"""simplemma's dictionaries as tries on disk: a word's dictionary form, where the dictionary knows the word."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path
from simplemma import __version__ as simplemma_version
from simplemma.strategies.dictionaries.trie_dictionary_factory import TrieDictionaryFactory

LANGUAGES = frozenset({"lt", "lv", "et"})
"""Languages whose dictionary is asked; the others have their stemmer."""


def find_lemma(form: str, language: str) -> str | None:
    """The dictionary form of a lower-case form; None when the dictionary does not know it."""
    # Quirk: a zero character in the key makes the trie answer with bytes of its own.
    return _load_dictionary(language).get(form) if form.isalpha() else None


def open_dictionary(language: str, folder: Path | None = None) -> Mapping[str, str]:
    """The dictionary from its file in `folder` (None: the user's cache), or from memory when none can be kept."""
    place = folder if folder is not None else default_folder()
    try:
        _build_file(language, place)
    except OSError:
        factory = TrieDictionaryFactory(use_disk_cache=False)
    else:
        factory = TrieDictionaryFactory(disk_cache_dir=str(place))
    dictionary: Mapping[str, str] = factory.get_dictionary(language)
    return dictionary


def default_folder() -> Path:
    """Where the tries are kept, by simplemma's version: $KRONIKA_CACHE_DIR, else the user's cache directory."""
    chosen = os.environ.get("KRONIKA_CACHE_DIR")
    parent = Path(chosen) if chosen else user_cache_path("kronika")
    return parent / "words" / f"simplemma-{simplemma_version}"


@cache
def _load_dictionary(language: str) -> Mapping[str, str]:
    return open_dictionary(language)


def _build_file(language: str, folder: Path) -> None:
    """Puts the trie in its place whole; of two processes that build it at once the last one's, the same, stays."""
    kept = folder / f"{language}.dic"
    if kept.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{language}-", dir=folder))
    try:
        TrieDictionaryFactory(disk_cache_dir=str(unfinished)).get_dictionary(language)
        (unfinished / kept.name).replace(kept)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
