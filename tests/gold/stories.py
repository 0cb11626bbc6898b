"""What a gold page says, and the truth about it: both from the same texts, before any template shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from tests.gold.days import format_plain
from tests.gold.texts import Texts, Topic

CAPTURED_AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
_DAYS_APART, _FIRST_DAY, _SPAN_DAYS = 379, date(2014, 2, 3), 4400

_SHORTCODES = ("[SLGF id=2382]", "{article LAD/VLT/ZM}{text}{/article}")
_CONTACT = "tel. +370 5555 0101, biuras@girioniu-krastas.example"

PieceKind = Literal["p", "h2", "li", "row", "quote", "caption", "label", "funding", "noise"]
_TEXT_KINDS = frozenset({"p", "h2", "li", "row", "quote"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of an article's body; only some kinds are its text."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a perfect reader answers."""

    title: str
    paragraphs: tuple[str, ...]
    optional: tuple[str, ...]
    """Captions and lines of files: neither asked for nor held against a reader."""
    published: str | None
    """ISO 8601 as far as the page tells; None when it tells no publication date."""
    updated: str | None
    names: frozenset[str]
    """Of authors and sources, people and organisations."""
    sources: frozenset[str]
    """Of the names, those that the text was taken over from."""
    tags: frozenset[str]
    language: str
    languages: frozenset[str]
    """All that the text is written in."""
    lead: str | None
    funded: bool
    """Whether the article carries a funder's disclaimer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article and the traits that its page is to have."""

    number: int
    traits: frozenset[str]
    texts: Texts
    title: str
    day: date
    pieces: tuple[Piece, ...]
    tags: tuple[str, ...]
    person: tuple[str, str]
    organisation: str
    lead: str | None

    @property
    def date_form(self) -> str:
        """Name in `days.FORMS`, or `native` for the system's own, `url`, `jsonld`, `meta`, `late`, `below`, `none`."""
        return next((trait[5:] for trait in self.traits if trait.startswith("date=")), "native")

    def has(self, trait: str) -> bool:
        """Whether a trait was asked for."""
        return trait in self.traits

    def label(self, name: str) -> str:
        """A word of the site's language; of several that sites use, this one's."""
        one = self.texts.labels.get(name)
        if one is not None:
            return one
        several = self.texts.lists[name]
        return several[self.number % len(several)]

    @property
    def files(self) -> tuple[str, ...]:
        """The texts of the links to attached files."""
        return (f"{self.label('attachments')} (PDF, 245 KB)",) if self.has("files") else ()

    @property
    def changed(self) -> date:
        """The day of a later change."""
        return self.day + timedelta(days=23)


def write_story(texts: Texts, number: int, traits: frozenset[str]) -> Story:
    """The story of a number; the same for the same number and traits."""
    topic = texts.topics[number % len(texts.topics)]
    turn = number // len(texts.topics)
    day = _FIRST_DAY + timedelta(days=number * _DAYS_APART % _SPAN_DAYS)
    person = texts.people[number % len(texts.people)]
    filled = {
        "place": texts.places[(number * 3 + turn) % len(texts.places)],
        "person": person[0],
        "n": str(17 + number * 7 % 80),
        "sum": f"{3 + number * 5 % 90} {100 + number * 37 % 900}",
        "year": str(day.year + 1),
    }
    bare = Story(
        number=number,
        traits=traits,
        texts=texts,
        title=topic.titles[turn % len(topic.titles)].format(**filled),
        day=day,
        pieces=(),
        tags=(
            *(topic.tags if "tags" in traits else ()),
            *((texts.labels["category"],) if "category" in traits else ()),
        ),
        person=person,
        organisation=texts.organisations[number % len(texts.organisations)],
        lead=None,
    )
    pieces = _write_pieces(bare, topic, filled)
    lead = next((piece.text for piece in pieces if piece.kind == "p"), None) if "lead" in traits else None
    return replace(bare, pieces=tuple(pieces), lead=lead)


def tell_truth(story: Story) -> Truth:
    """What the page of a story says."""
    names = {story.person[0]} if story.traits & {"author", "byline", "date-author"} else set[str]()
    sources = {story.organisation} if story.has("source") else set[str]()
    language = story.texts.language
    return Truth(
        title=story.title,
        paragraphs=tuple(piece.text for piece in story.pieces if piece.kind in _TEXT_KINDS),
        optional=(*(piece.text for piece in story.pieces if piece.kind == "caption"), *story.files),
        published=_tell_day(story),
        updated=story.changed.isoformat() if story.has("updated") or story.date_form in {"jsonld", "late"} else None,
        names=frozenset(names | sources),
        sources=frozenset(sources),
        tags=frozenset(story.tags),
        language=language,
        languages=frozenset({language, "en"} if story.has("mixed") else {language}),
        lead=story.lead,
        funded=story.has("funding"),
    )


def _tell_day(story: Story) -> str | None:
    if story.date_form == "none":
        return None
    return story.day.isoformat()[:7] if story.date_form == "month" else story.day.isoformat()


def _write_pieces(story: Story, topic: Topic, filled: dict[str, str]) -> list[Piece]:
    if story.has("image-only"):
        return _write_end(story)
    turn = story.number // len(story.texts.topics)
    kept = [text for place, text in enumerate(topic.paragraphs) if place == 0 or place != 1 + turn % 5]
    paragraphs = [Piece("p", text.format(**filled)) for text in kept]
    if story.has("short"):
        paragraphs = paragraphs[:1]
    middle = _write_extras(story, topic, filled)
    end = _write_end(story)
    start = [Piece("noise", story.title)] if story.has("repeat-title") else []
    start += [Piece("p", story.label("deadline"))] if story.has("deadline") else []
    return [*start, *paragraphs[:2], *middle, *paragraphs[2:], *end]


def _write_extras(story: Story, topic: Topic, filled: dict[str, str]) -> list[Piece]:
    label, found = story.label, list[Piece]()
    if story.traits & {"list", "table"}:
        found.append(Piece("h2", topic.heading))
    found += [Piece("li", item) for item in topic.items if story.has("list")]
    if story.has("table"):
        found += [Piece("row", f"{number} | {item}") for number, item in enumerate(topic.items, 1)]
    if story.has("event"):
        found.append(Piece("p", label("event").format(**filled) if story.number % 2 else label("relative")))
    found += [Piece("quote", label("about"))] if story.has("quote") else []
    found += [Piece("p", label("foreign"))] if story.has("mixed") else []
    found += [Piece("noise", _SHORTCODES[story.number % 2])] if story.has("shortcode") else []
    found += [Piece("caption", f"{topic.heading}. Foto: IMG_{2030 + story.number}")] if story.has("caption") else []
    return found


def _write_end(story: Story) -> list[Piece]:
    found, label, (name, role) = list[Piece](), story.label, story.person
    found += [Piece("noise", label("gallery"))] if story.has("gallery") else []
    if story.has("author"):
        prepared = label("prepared")
        if story.texts.language == "lv":
            found += [Piece("label", prepared), Piece("label", f"{name}, {role}"), Piece("label", _CONTACT)]
        else:
            found.append(Piece("label", f"{prepared} {name}, {role}, {_CONTACT}"))
    found += [Piece("label", f"{label('source')} {story.organisation}")] if story.has("source") else []
    found += [Piece("funding", label("funding"))] if story.has("funding") else []
    if story.date_form == "below":
        found.append(Piece("label", f"{label('published')} {format_plain(story.day, story.texts.language)}"))
    return found
