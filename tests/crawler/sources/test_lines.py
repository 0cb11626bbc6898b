"""Line numbers of TOML keys, in every way that TOML can be written."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from crawler.sources.lines import find_line, index_lines

TEXT = '''# [[source]] in a comment
[[source]]
id = "a" # x = 1
"quoted.key" = 1
a.b = [1.5, 2021-10-01 07:32:00,
  [3], { c = 4, d.e = "," }, # ]
  "]",
]
text = """
fake = 1
"""""
last = '#'
empty = {}
[[source]]
id = "b"
[[source.seeds]]
feed = "x"
[[source.seeds]]

listing = "y"
[source.extra]
key = 1'''


def test_every_key_and_entry_has_its_line() -> None:
    tomllib.loads(TEXT)
    lines = index_lines(TEXT)
    assert {path: line for path, line in lines.items() if path[0] == "source"} == {
        ("source", 0): 2,
        ("source", 0, "id"): 3,
        ("source", 0, "quoted.key"): 4,
        ("source", 0, "a"): 5,
        ("source", 0, "a", "b"): 5,
        ("source", 0, "a", "b", 0): 5,
        ("source", 0, "a", "b", 1): 5,
        ("source", 0, "a", "b", 2, 0): 6,
        ("source", 0, "a", "b", 3): 6,
        ("source", 0, "a", "b", 3, "c"): 6,
        ("source", 0, "a", "b", 3, "d"): 6,
        ("source", 0, "a", "b", 3, "d", "e"): 6,
        ("source", 0, "a", "b", 4): 7,
        ("source", 0, "text"): 9,
        ("source", 0, "last"): 12,
        ("source", 0, "empty"): 13,
        ("source", 1): 14,
        ("source", 1, "id"): 15,
        ("source", 1, "seeds", 0): 16,
        ("source", 1, "seeds", 0, "feed"): 17,
        ("source", 1, "seeds", 1): 18,
        ("source", 1, "seeds", 1, "listing"): 20,
        ("source", 1, "extra"): 21,
        ("source", 1, "extra", "key"): 22,
    }


def test_key_without_a_line_takes_that_of_its_table() -> None:
    lines = index_lines(TEXT)
    assert find_line(lines, ("source", 1, "seeds", 1, "feed")) == 18
    assert find_line(lines, ("nothing",)) is None


PIECES = st.sampled_from(
    [
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "a",
        "b",
        ".",
        "=",
        ",",
        "\n",
        " ",
        "1",
        '"x"',
        "'y'",
        '"""',
        "'''",
        "#",
        "\\",
        "a = ",
        "[[s]]\n",
        "2021-01-01",
    ]
)


@given(
    st.lists(PIECES).map("".join)
    | st.lists(
        st.sampled_from(
            ["[[s]]\n", "a = [", "1, ", "{b = 1}, ", "]\n", "c.d = 2\n", "e = {}\n", "[s.t]\n", "[[s.u]]\n"]
        )
    ).map("".join)
)
def test_whatever_tomllib_reads_has_lines(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = index_lines(text)
    assert {path[0] for path in lines} == set(data)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
