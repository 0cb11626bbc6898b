"""Labels of tags and categories, with and without a colon, and words in a tag's place that are none."""

from __future__ import annotations

import re

from archive.extract.dates import find_dates
from archive.extract.months import fold

_LABELS = (
    r"birkas?|tag(?:i|id|s|ged(?: with)?)?|tegid|tagai|zym(?:os|es|"
    r"a)|grotazymes|raktazodziai|raktiniai zodziai|atslegvardi"
    r"|atslegas vardi|atslegvards|sil(?:did|t)|marksona(?:d)?|votmesonad|teema(?:d)?|tem(?:as?|os)|kategorij(?:a|as|os)"
    r"|kategooria(?:d)?|rubrik(?:a|as|os)|rubrii(?:k|gid)|categor(?:y|"
    r"ies)|filed under|posted in|published in|skyri(?:us|ai)"
    r"|sadala(?:s)?|skiltis|valdkond|valdkonnad|keywords?|topics?|"
    r"(?:paskelbta|publikuota|ideta) (?:kategorijoje|skyriuje)"
    r"|(?:publicets|ievietots) (?:sadala|kategorija)|postitatud (?:kategooriasse|"
    r"rubriiki|teemal)|hashtags?|рубрик[аи]|теги|метки|темы|ключевые слова|ярлыки|labels?"
    r"|schlag(?:worte|worter|wort)|stichworte?|themen|mots[- ]cles|etiquettes|etiquetas|archivado en|argomenti"
    r"|etichette|trefwoorden|onderwerpen|amnen|nyckelord|emneord|stikkord|aiheet|avainsanat|asiasanat|tagit"
    r"|slowa kluczowe|tematy|stitky|klicova slova|ключові слова"
)
_LABELLED = re.compile(rf"(?:^|[|·•]\s*|^[\W_]*)(?:{_LABELS})\s*[:–]\s*")
_LABEL = re.compile(rf"^(?:{_LABELS})$")
_CLOUD = re.compile(
    r"\b(?:debes\w*|makon\w*|pilv\w*|cloud|popul\w+|visos|visas|visi|"
    r"koik|all|dazniausi\w*|biezak\w*|enim)\b|sildipilv|sonapilv"
)
_NO_TAG = re.compile(
    r"^(?:uncategori[sz]ed|unkategori\w*|be (?:kategorijos|temos|rubrikos)|"
    r"nav kategorijas|bez kategorijas|nekategori[sz]\w*"
    r"|neka?tegorizuota|nepriskirta\w*|nesuskirstyta|nesugrupuota|maaratlemata|maaramata|liigitamata|kategooriata"
    r"|kategoriseerimata|rubriigita|без рубрики|без категории|allgemein|unassigned|general category|home|default|root"
    r"|(?:pagrindine|galvena|ema)\s?kategor\w*"
    r"|skaity\w+ (?:daugiau|toliau|placiau)|daugiau|plasciau|placiau|"
    r"lasi\w* (?:vairak|talak)|vairak|loe \w+|rohkem|read more)$"
)
_MOST_PLAIN_CHARS = 160
_MOST_PLAIN_WORDS = 5


def is_tags_label(text: str) -> bool:
    """Whether a text is a label of tags and nothing else."""
    return len(text) <= 40 and _LABEL.match(fold(text).strip(" :.,;|#–-")) is not None


def is_cloud_label(text: str) -> bool:
    """Whether a line is the heading of a whole site's tags."""
    return len(text) <= 60 and _CLOUD.search(fold(text)) is not None


def is_no_tag(text: str) -> bool:
    """Whether a word in a tag's place says that there is none, or leads on."""
    return _NO_TAG.match(fold(text).strip(" .:…»>")) is not None


def cut_label(text: str) -> str | None:
    """What follows a label of tags on its line (may be empty), a date before it left aside; None without a label."""
    if len(text) > 300:
        return None
    without = _without_dates(text)
    match = _LABELLED.search(fold(without)) if len(fold(without)) == len(without) else None
    return without[match.end() :].strip() if match is not None else None


def split_plain(text: str) -> list[str]:
    """The tags that a label's unlinked rest is made of; empty when it is a sentence."""
    parts = [part.strip(" #.") for part in re.split(r"\s*[,;|•·]\s*", text) if part.strip(" #.")]
    is_sentence = text.rstrip().endswith(("!", "?")) or any(len(part.split()) > _MOST_PLAIN_WORDS for part in parts)
    if is_sentence or len(text) > _MOST_PLAIN_CHARS or (text.rstrip().endswith(".") and len(text.split()) > 3):
        return []
    return parts


def split_hashes(text: str) -> list[str]:
    """The tags of a line of nothing but `#words`; empty for every other line."""
    words = text.replace(",", " ").split()
    return [word[1:] for word in words] if words and all(len(word) > 2 and word[0] == "#" for word in words) else []


def _without_dates(text: str) -> str:
    for date in reversed(find_dates(text)):
        if date.precision == "day":
            text = f"{text[: date.start]}|{text[date.end :]}"
    return text
