"""Pieces that the platforms' address patterns are made of. All fit absolute URLs."""

from __future__ import annotations

SITE = r"^https?://[^/?#]+/"
LANGUAGE = r"(?:(?:lt|lv|et|ee|en|ru|de|pl|fi|ltg|vro)/)?"
INDEX = r"(?:index\.php/)?"
END = r"/?(?:[?#]|$)"
_SAYS_NOTHING = (
    r"(?:utm_[a-z_]+|fbclid|gclid|mc_[ce]id|accessibility-version|gads|monthID|yearID|iccaldate|redirect|PHPSESSID|"
    r"phpsessid|jsessionid|monthid|yearid)"
)
PLAIN_END = rf"/?(?:\?(?:{_SAYS_NOTHING}=[^&#]*(?:&(?!#|$)|(?=#|$)))*)?(?:#|$)"
"""No query but one that says nothing of the page: where the reader came from, what a calendar beside it shows."""
YEAR = r"(?:19|20)\d\d"
MONTH = r"(?:0[1-9]|1[0-2])"
THREE_WORDS = r"(?:[^/?#-]*-){2,}[^/?#]*"
NO_PAGE = rf"(?!(?:\d{{1,3}}|{YEAR})/?(?:[?#]|$))"
"""Not the number of a listing's page, and not a year."""
NEWS = (
    r"(?:[a-z]{2,12}-)?(?:naujienos|aktualijos|aktuali-informacija|pranesimai|jaunumi|aktualitates|zinas|notikumi|"
    r"uudised|teated|news|novosti|aktualnosci|aktuelles|uutiset|ajankohtaista)|blog|blogas|blogs|blogi|ajakirjandus"
)
"""Names of news sections, as one part of a path."""

NUMBERED = r"(?:[^#]*&)?[a-z_]*(?:id|nr|no|read|lbu|news|naujiena|zina|uudis|item|post|article|straipsnis|raksts)="
"""After a question mark: a query that names an article, whatever the path before it is."""

_HOME = r"(?:(?:lt|lv|et|ee|en|ru|de|pl|fi|ltg|vro)/?)?(?:index\.(?:php|html?|aspx?))?/?(?:[#]|$)"
HOME_PAGES = rf"^https?://[^/?#]+/?{_HOME}"
"""A site's first page, or its first page in one language."""

ANY_PAGE = rf"{SITE}(?!{_HOME})(?:[^/?#]+/){{0,4}}{NO_PAGE}(?=[^/?#]*[^\W_])[^/?#]+{PLAIN_END}"
"""One to five parts and no query: what a post's address may be wherever a menu's page may be, too."""


def has_parameters(*conditions: str) -> str:
    """A query in which each of these `name=value` regexes is a parameter of its own."""
    return r"\?" + "".join(rf"(?=(?:[^#]*&)?{condition}(?:&|#|$))" for condition in conditions)


def without_parameters(*names: str) -> tuple[tuple[str, str], ...]:
    """Replacements that drop these parameters, by regexes of their names, and then what is left of an empty query."""
    return (
        (rf"(?<=[?&])(?i:{'|'.join(names)})(?:=[^&#]*)?(?:&|(?=#|$))", ""),
        (r"(?:\?&*|&+)(?=#|$)", ""),
    )
