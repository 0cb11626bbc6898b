"""What users type becomes an expression in which their text is only ever text."""

from __future__ import annotations

import pytest

from archive.search.match import MAX_PHRASES, format_match, parse_query


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("ziedu gads", '"ziedu" AND "gads"'),
        ("Ziedu ziedu", '"ziedu"'),
        ('"ziedu gads"', '"ziedu gads"'),
        ("„Ziedu gads“ «un» ”citi”", '"ziedu gads" AND "un" AND "citi"'),
        ('ziedu "gads beidzas', '"ziedu" AND "gads beidzas"'),
        ('a"b c"d', '"a" AND "b c" AND "d"'),
        ("zied*", '"zied" *'),
        ('"ziedu ga"*', '"ziedu ga" *'),
        ("zi*ed", '"zi ed"'),
        ("ziedi -pļavas -tumši", '("ziedi") NOT ("plavas" OR "tumsi")'),
        ('ziedi -"garas pļavas" -rož*', '("ziedi") NOT ("garas plavas" OR "roz" *)'),
        ("2021-2027 LV-LT", '"2021 2027" AND "lv lt"'),
        ("a - b", '"a" AND "b"'),
        ("NEAR(a b) title:x OR AND NOT", '"near a" AND "b" AND "title x" AND "or" AND "and" AND "not"'),
        ("-ziedi", None),
        ('"" * - -- "-" … „', None),
        ("", None),
    ],
)
def test_typed_words_become_an_expression(words: str, match: str | None) -> None:
    assert format_match(parse_query(words)) == match


def test_words_beyond_the_limit_are_left_out() -> None:
    query = parse_query(" ".join(f"a{n} -b{n}" for n in range(500)))
    assert len(query.wanted) == len(query.unwanted) == MAX_PHRASES
