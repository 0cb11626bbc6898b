"""`--why`: what was weighed for each field of a page's article, as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.extract.provenance import Note
from archive.records import Article

_ORDER = (
    "page", "platform", "title", "published", "updated", "text", "lead", "tags", "authors", "funding", "language",
    "images", "attachments",
)  # fmt: skip
_VALUE_CHARS = 100
_COMPARED = ("title", "text", "published", "updated", "authors", "tags", "lead", "language", "canonical_url")


def format_notes(articles: Sequence[Article], notes: Iterable[Note]) -> str:
    """Field by field: what was chosen, then what was passed over or cut, each with its place and the reason."""
    told = list(dict.fromkeys(notes))
    if not articles:
        return "\n".join(_format_fields(told)).lstrip()
    lines: list[str] = []
    for article in articles:
        lines += ["", ""] if lines else []
        lines += [f"Address    {article.url}", f"Read by    {article.extractor}"]
        lines += _format_fields([note for note in told if note.part == article.part])
    return "\n".join(lines)


def _format_fields(notes: Sequence[Note]) -> list[str]:
    by_field: dict[str, list[Note]] = {}
    for note in notes:
        by_field.setdefault(note.field, []).append(note)
    names = [*(name for name in _ORDER if name in by_field), *(name for name in by_field if name not in _ORDER)]
    lines: list[str] = []
    for name in names:
        lines += ["", name.capitalize()]
        lines += [_format_note(note) for note in sorted(by_field[name], key=lambda note: note.verdict != "chosen")]
    return lines


def format_changes(kept: Article, now: Article | None) -> Iterator[str]:
    """What the archive keeps otherwise than the rules of now would read it: a line for each field."""
    if now is None:
        yield f"the rules of now find no article here; the archive keeps what {kept.extractor} read."
        return
    changed = [name for name in _COMPARED if getattr(kept, name) != getattr(now, name)]
    if changed:
        yield f"the archive keeps what {kept.extractor} read; otherwise: {', '.join(changed)}."


def _format_note(note: Note) -> str:
    value = " ".join(note.value.split())
    value = value if len(value) <= _VALUE_CHARS else f"{value[: _VALUE_CHARS - 1]}…"
    told = "; ".join(filter(None, (note.place, note.reason)))
    return f"  {note.verdict:<12} {value or '(none)'}" + (f"\n{'':15}{told}" if told else "")
