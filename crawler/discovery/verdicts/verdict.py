"""What a fetched page is when it is no article, and the words that say so in a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VerdictKind = Literal["listing", "static", "soft-404", "login", "consent", "parked", "staging", "empty"]
"""`listing`: one under an article's address. `staging`: also a copy on a foreign host. `parked`: also sold."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a page is no article."""

    kind: VerdictKind
    reason: str
    """For people: `a listing under an article's address: 12 teasers and a pager`."""
