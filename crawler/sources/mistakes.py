"""Validation failures into sentences that name file, line, key and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from archive.errors import SourceFileError
from crawler.sources.lines import KeyPath, find_line
from crawler.sources.models import AttachmentKind, AttachmentLimits, Host, Kind, Seed, Source

_RANGES = {
    "delay_s": "0 to 300 (seconds)",
    "concurrency": "1 to 16",
    "max_page_bytes": "1024 (bytes) or more",
    "max_bytes": "1024 (bytes) or more",
    "max_files": "1 or more",
    "id": "1 to 63 lower-case letters, digits and hyphens, as lv-zemgale",
    "country": "two capital letters of ISO 3166-1 as LV, or EU",
}
_TYPES = {
    "string_type": "a text in quotes",
    "tuple_type": 'a list in brackets, as ["..."]',
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "date_type": "a day without quotes, as 2021-10-01",
    "date_parsing": "a day that exists, as 2021-10-01",
    "date_from_datetime_parsing": "a day that exists, as 2021-10-01",
    "date_from_datetime_inexact": "a day without a time, as 2021-10-01",
    "model_type": "a table in braces",
    "model_attributes_type": "a table in braces",
}


def list_mistakes(
    error: ValidationError, path: Path, *, place: KeyPath, lines: Mapping[KeyPath, int]
) -> list[SourceFileError]:
    """One error for each mistake in the `[[source]]` table that stands at `place`."""
    details = error.errors(include_url=False)
    faulty = {detail["loc"][:1] for detail in details if len(detail["loc"]) > 1}
    mistakes = []
    for detail in details:
        location = tuple(detail["loc"])
        if detail["type"] == "too_short" and location in faulty:
            continue  # pydantic counts the entries that are right; what is wrong with the others is said
        key = _format_key(location)
        reason = _explain(detail, location)
        if not location and (name := reason.partition(":")[0]) in Source.model_fields:
            location, key, reason = (name,), name, reason.partition(":")[2].strip()
        mistakes.append(SourceFileError(path, reason, line=find_line(lines, (*place, *location)), key=key or None))
    return mistakes


def describe_mistakes(error: ValidationError) -> list[str]:
    """What is wrong with a source that stands in no file, one sentence for each mistake."""
    found = [(tuple(detail["loc"]), detail) for detail in error.errors(include_url=False)]
    return [f"{_format_key(location)}: {_explain(detail, location)}".lstrip(": ") for location, detail in found]


def unknown_key_reason(name: str, allowed: list[str]) -> str:
    """The sentence for a key that no table of this kind has."""
    close = get_close_matches(name, allowed, n=1)
    meant = f", did you mean `{close[0]}`?" if close else ";"
    return f"unknown key `{name}`{meant} allowed: {', '.join(allowed)}"


def _format_key(location: KeyPath) -> str:
    """`hosts[1].since`, counted from 0 as in the file's own lists."""
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _explain(detail: ErrorDetails, location: KeyPath) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    name = str(location[-1]) if location else ""
    if kind == "extra_forbidden":
        return unknown_key_reason(name, _allowed_keys(location))
    if kind == "missing":
        return f"missing key `{name}`; every {_table_name(location)} has one"
    if kind == "value_error":
        return str(context["error"])
    if kind in {"too_short", "string_too_short"}:
        return "must not be empty"
    return f"`{_shorten(detail['input'])}` is not allowed; allowed: {_allowed_values(detail, name)}"


_TABLES: dict[str, type[BaseModel]] = {"hosts": Host, "seeds": Seed, "attachments": AttachmentLimits}


def _allowed_values(detail: ErrorDetails, name: str) -> str:
    kind = detail["type"]
    if kind == "literal_error":
        return ", ".join(get_args(Kind if name == "kind" else AttachmentKind))
    return _TYPES.get(kind) or _RANGES.get(name) or detail["msg"]


def _allowed_keys(location: KeyPath) -> list[str]:
    if len(location) > 1:
        return list(_TABLES[str(location[0])].model_fields)
    return list(Source.model_fields)


def _table_name(location: KeyPath) -> str:
    return "[[source]]" if len(location) == 1 else f"entry of {location[0]}"


def _shorten(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:77] + "..."
