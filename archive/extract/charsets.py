"""Which encoding bytes were written in, judged by the letters that they make; and text that was encoded twice."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

_ALPHABETS = {
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūžōŗ",
    "et": "äöõüšž",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "de": "äöüß",
    "pl": "ąćęłńóśźż",
    "fi": "äöåšž",
    "fr": "àâæçéèêëîïôœùûüÿáíóúñ",
}
"""Letters outside ASCII of a language's own words; French stands for all of western Europe."""
_SIGNS = frozenset("„“”‘’‚‹›«»–—…•·№§©®°€£²³½¼×\u00a0\u00ad")
_FOREIGN_WEIGHT = 0.8
"""What a letter of another of these languages counts, as in a name."""
_WESTERN_PENALTY = 0.02
_SAMPLE_BYTES = 200_000
_SURE = 0.97
_CANDIDATES = ("cp1257", "iso8859-4", "cp1251", "koi8-r", "cp1252", "cp1250", "iso8859-2", "iso8859-15")
_MOST_UPPER = 0.7
_RUN = re.compile("[\u0080-\u024f\u02c6\u02c7\u02d9-\u02dc\u2010-\u203a\u20ac\u2122]{2,}")
_MIXED = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_LEAST_RUNS = 2
_TWICE_SHARE = 0.6
_QUOTES_13 = {0xA1: "”", 0xA5: "„", 0xB4: "“", 0xFF: "’"}


def choose_encoding(html: bytes, declared: list[str]) -> str:
    """The first declared encoding that makes words; else, of all that are in use, the one that makes the most."""
    sample = html[:_SAMPLE_BYTES]
    best, best_score = "", -2.0
    for encoding in dict.fromkeys((*declared, *_CANDIDATES)):
        score = _score(decode_bytes(sample, encoding))
        if encoding in declared and score >= _SURE:
            return encoding
        if score > best_score + 1e-6:
            best, best_score = encoding, score
    return best


def decode_bytes(html: bytes, encoding: str) -> str:
    """Bytes as an encoding says; in the control codes of ISO encodings lie the quotes and dashes of Windows."""
    if encoding.startswith("utf"):
        return html.decode(encoding, "replace")
    table = _table(encoding)
    if encoding == "cp1257" and (b"\xa5" in html or b"\xa1" in html):
        table = "".join(_QUOTES_13.get(code, character) for code, character in enumerate(table))
    return html.decode("latin-1").translate(table) if table else html.decode(encoding, "replace")


def mend_twice_encoded(text: str) -> str:
    """Text whose UTF-8 bytes somebody took for Windows characters and encoded again; any other text as it is."""
    if "Ä" not in text and "Å" not in text and "Ã" not in text and "Ð" not in text and "â€" not in text:
        return text
    mended = max((_mend(text, encoding) for encoding in ("cp1252", "cp1257")), key=lambda one: one[1])
    return mended[0]


def _mend(text: str, encoding: str) -> tuple[str, int]:
    """Text with its runs of one encoding's characters undone, and how many those were; 0 where too few of them are."""
    codes = {character: code for code, character in enumerate(_table(encoding)) if code >= 0x80}
    codes |= {chr(code): code for code in range(0x80, 0x100) if code < 0xA0 or _table(encoding)[code] == "\ufffd"}
    runs = mended = 0
    pieces: list[str] = []
    end = 0
    for match in _RUN.finditer(text):
        run = match.group()
        right = _undo(run, codes)
        runs += len(run)
        mended += len(run) if right is not None else 0
        pieces += (text[end : match.start()], run if right is None else right)
        end = match.end()
    is_twice = mended >= 2 * _LEAST_RUNS and mended >= _TWICE_SHARE * runs
    return ("".join((*pieces, text[end:])), mended) if is_twice else (text, 0)


def _undo(run: str, codes: dict[str, int]) -> str | None:
    """The characters whose UTF-8 bytes a run shows; None when it is no such run."""
    try:
        return bytes(codes[character] for character in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def _score(text: str) -> float:
    """From 1, where all characters outside ASCII belong to one language, down to -1."""
    counts = Counter(character for character in text if character > "\x7f")
    total = sum(count for character, count in counts.items() if character not in _SIGNS)
    if not total:
        return 1.0 if counts else 0.0
    lower: Counter[str] = Counter()
    upper = 0
    for character, count in counts.items():
        lower[character.lower()] += count
        upper += count if character.isupper() else 0
    known = _all_letters()
    foreign = sum(count for character, count in lower.items() if character in known)
    best = 0.0
    for language, letters in _ALPHABETS.items():
        own = sum(lower[character] for character in letters)
        value = own + _FOREIGN_WEIGHT * (foreign - own)
        best = max(best, value - (_WESTERN_PENALTY * total if language == "fr" else 0))
    strange = total - foreign + len(_MIXED.findall(text))
    case = 0.5 if upper > _MOST_UPPER * total else 0.0
    return (best - strange) / total - case


@cache
def _all_letters() -> frozenset[str]:
    return frozenset("".join(_ALPHABETS.values()))


@cache
def _table(encoding: str) -> str:
    """The character of each byte; empty for encodings of more than one byte a character."""
    try:
        characters = bytes(range(256)).decode(encoding, "replace")
    except UnicodeError:
        return ""
    if len(characters) != 256:
        return ""
    if not encoding.startswith("iso8859"):
        return characters
    return characters[:0x80] + bytes(range(0x80, 0xA0)).decode("cp1252", "replace") + characters[0xA0:]
