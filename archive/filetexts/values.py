"""What came of reading a file's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TextState = Literal["read", "empty", "encrypted", "unsupported", "damaged", "too-large", "too-long"]
"""`empty`: it has none, as scans do; `too-large` and `too-long`: beyond what is read of one file, in size and time."""

MAX_CHARS = 1_000_000
"""Characters kept of one file."""


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, or why there is none."""

    state: TextState
    text: str = ""
    """Empty unless `read`."""
    reason: str | None = None
    """Why it was not read, or not all of it."""


class UnreadableTextError(Exception):
    """A file's text cannot be had; caught by `read_text`, which makes it a FileText."""

    def __init__(self, state: TextState, reason: str) -> None:
        self.state: TextState = state
        self.reason = reason
        super().__init__(reason)
