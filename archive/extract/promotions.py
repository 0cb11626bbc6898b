"""Lines in the press's articles that ask their readers to subscribe to a newsletter."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.extract.months import fold
from archive.extract.wide_words import INBOXES, NEWSLETTERS, PERIODS, SUBSCRIBING

_MOST_CHARS = 240
_ASKS = re.compile(rf"(?:^|[.!?:|»”] ?)(?:{SUBSCRIBING})\b.{{0,100}}?\b(?:{NEWSLETTERS})\b")
_LABEL = re.compile(rf"^\W*(?:\w+ )?(?:{NEWSLETTERS})(?: \w+)?\W*$|^privacy notice\W+newsletters\b")
_INBOX = re.compile(rf"\b(?:{INBOXES})\b")
_PERIOD = re.compile(rf"\b(?:{PERIODS})\b")
_LABEL_CHARS = 40


@lru_cache(maxsize=4_096)
def is_newsletter_line(text: str) -> bool:
    """Whether a short paragraph offers a newsletter: by name, or as news in the reader's mail every so often."""
    if len(text) > _MOST_CHARS:
        return False
    folded = fold(text)
    if _ASKS.search(folded) or (len(folded) <= _LABEL_CHARS and _LABEL.search(folded)):
        return True
    return _INBOX.search(folded) is not None and _PERIOD.search(folded) is not None
