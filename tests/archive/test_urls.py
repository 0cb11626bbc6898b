"""URLs as keys: the published SURT vectors, and the addresses that have to meet or stay apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.urls import (
    MAX_KEY_BYTES,
    format_article_key,
    format_attachment_key,
    format_urlkey,
    host_of,
    join_url,
    strip_fragment,
)

# Facts of IIPC's urlcanon, testdata/surt.json, set `defaultIASurt`.
IA_VECTORS = {
    "": "-",
    "filedesc:foo.arc.gz": "filedesc:foo.arc.gz",
    "filedesc:/foo.arc.gz": "filedesc:/foo.arc.gz",
    "filedesc://foo.arc.gz": "filedesc://foo.arc.gz",
    "warcinfo:foo.warc.gz": "warcinfo:foo.warc.gz",
    "dns:alexa.com": "dns:alexa.com",
    "dns:archive.org": "dns:archive.org",
    "http://www.archive.org/": "org,archive)/",
    "http://archive.org/": "org,archive)/",
    "http://archive.org/goo/": "org,archive)/goo",
    "http://archive.org/goo/?": "org,archive)/goo",
    "http://archive.org/goo/?b&a": "org,archive)/goo?a&b",
    "http://archive.org/goo/?a=2&b&a=1": "org,archive)/goo?a=1&a=2&b",
    "http://archive.org/index.php?PHPSESSID=0123456789abcdefghijklemopqrstuv&action=profile;u=4221": (
        "org,archive)/index.php?action=profile;u=4221"
    ),
    "whois://whois.isoc.org.il/shaveh.co.il": "il,org,isoc,whois)/shaveh.co.il",
    "http://visit.webhosting.yahoo.com/visit.gif?&r=http%3A//web.archive.org/web/20090517140029/http%3A//"
    "anthonystewarthead.electric-chi.com/&b=Netscape%205.0%20%28Windows%3B%20en-US%29&s=1366x768&o=Win32&c=24&j=true"
    "&v=1.2": (
        "com,yahoo,webhosting,visit)/visit.gif?&b=netscape%205.0%20(windows;%20en-us)&c=24&j=true&o=win32&r=http://"
        "web.archive.org/web/20090517140029/http://anthonystewarthead.electric-chi.com/&s=1366x768&v=1.2"
    ),
}

MORE_KEYS = {
    "https://www.zemgale.lv/lv/jaunumi?page=2": "lv,zemgale)/lv/jaunumi?page=2",
    "HTTP://WWW3.Zemgale.LV/LV/Jaunumi/": "lv,zemgale)/lv/jaunumi",
    "http://zemgale.lv:80/": "lv,zemgale)/",
    "https://zemgale.lv:443/": "lv,zemgale)/",
    "https://zemgale.lv:80/": "lv,zemgale:80)/",
    "http://zemgale.lv:8080/a#b": "lv,zemgale:8080)/a",
    "http://user:secret@zemgale.lv/": "lv,zemgale)/",
    "http://zemgale.lv./": "lv,zemgale)/",
    "http://www2foo.com/": "com,www2foo)/",
    "http://127.0.0.1:8000/x": "127.0.0.1:8000)/x",
    "http:// a b.lt/a b": "lt,%20a%20b)/a%20b",
    "http://[2001:db8::1]/x": "2001:db8::1)/x",
    "http://žiedupė.lt/": "lt,xn--iedup-b0a92e)/",
    "http://host.com//two///slashes": "com,host)/two/slashes",
    "http://host.com/blah/..": "com,host)/",
    "http://host.com/%2e%2e/a/./b": "com,host)/a/b",
    "http://host.com/ab%23cd": "com,host)/ab%23cd",
    "http://host.com/%25%32%35": "com,host)/%25",
    "http://host.com/Žiedupė": "com,host)/%c5%bdiedup%c4%97",
    "http://host.com/%c5%bdiedup%C4%97": "com,host)/%c5%bdiedup%c4%97",
    "http://host.com/a;jsessionid=0123456789abcdef?b=1": "com,host)/a?b=1",
    "www.zemgale.lv/lv": "lv,zemgale)/lv",
    "//zemgale.lv/lv": "lv,zemgale)/lv",
    "localhost:8000/a": "localhost:8000)/a",
    "  http://host.com/foo\tbar\r\nbaz  ": "com,host)/foobarbaz",
    "mailto:labas@vvg.lt": "mailto:labas@vvg.lt",
}

BROKEN = [
    "http://[",
    "http://[broken/",
    "http://\u2100.lt/",
    "http://a:99999999/",
    "http://a:b:c/",
    "http://%zz/%zz",
    "http:///x",
    "://",
    "\ud800",
    "http://a/\udcff?\udcff=\ud800",
    "http://" + "ž" * 300 + ".lt/",
]

SAME_ARTICLE = [
    ("http://www.vvg.lt/naujiena-1", "https://vvg.lt/naujiena-1/"),
    ("http://vvg.lt/a?print=1&id=7", "http://vvg.lt/a?id=7"),
    ("http://vvg.lt/a?tmpl=component&layout=default&id=7", "http://vvg.lt/a?id=7"),
    ("http://vvg.lt/a?id=7&iccaldate=2020-01-01", "http://vvg.lt/a?id=7"),
    ("http://vvg.lt/a?accessibility-version=1", "http://vvg.lt/a"),
    ("http://vvg.lt/a?utm_source=x&UTM_Medium=y&fbclid=z&redirect=1&gads=2", "http://vvg.lt/a"),
    ("http://vvg.lt/a?monthID=9&yearID=2028", "http://vvg.lt/a"),
    ("http://vvg.lt/a?text", "http://vvg.lt/a"),
    ("http://vvg.lt/a?id=7&current=3", "http://vvg.lt/a?current=9&id=7"),
    ("http://vvg.lt/raksti/a?page=36&mini=2019-05", "http://vvg.lt/raksti/a"),
    ("http://vvg.lt/a?amount=20", "http://vvg.lt/a"),
    ("http://vvg.lt/index.php/lt/a", "http://vvg.lt/lt/a"),
    ("http://vvg.lt/index.php?qw=new&newid=643", "http://vvg.lt/?newid=643&qw=new"),
    ("http://vvg.lt/%C5%BEinia", "http://vvg.lt/žinia"),
    (f"http://vvg.lt/{quote(unicodedata.normalize('NFD', 'žinią-ėjo'))}", "http://vvg.lt/žinią-ėjo"),
    ("http://vvg.lt/a?&&id=7&", "http://vvg.lt/a?id=7"),
    ("vvg.lt/a", "http://vvg.lt/a"),
]

OTHER_ARTICLE = [
    ("http://vvg.lt/renginys", "http://vvg.lt/renginys-0"),
    ("http://vvg.lt/renginys-0", "http://vvg.lt/renginys-1"),
    ("http://vvg.lt/renginys-1", "http://vvg.lt/renginys-2"),
    ("http://vvg.lt/a?id=1", "http://vvg.lt/a?id=2"),
    ("http://vvg.lt/?newid=643&qw=new", "http://vvg.lt/?newid=644&qw=new"),
    ("http://vvg.lt/?article_id=1", "http://vvg.lt/?article_id=2"),
    ("http://vvg.lt/?cntnt01articleid=1", "http://vvg.lt/?cntnt01articleid=2"),
    ("http://vvg.lt/?lbu=1", "http://vvg.lt/?lbu=2"),
    ("http://vvg.lt/?read=1", "http://vvg.lt/?read=2"),
    ("http://vvg.lt/?current=1", "http://vvg.lt/?current=2"),
    ("http://vvg.lt/a?text=ilgas", "http://vvg.lt/a"),
    ("http://vvg.lt:8080/a", "http://vvg.lt/a"),
    ("http://kiti.vvg.lt/a", "http://vvg.lt/a"),
    ("http://vvg.lt/index.phpx", "http://vvg.lt/"),
]


@pytest.mark.parametrize(("url", "key"), IA_VECTORS.items())
def test_urlkey_is_what_the_internet_archive_makes_of_it(url: str, key: str) -> None:
    assert format_urlkey(url) == key


@pytest.mark.parametrize(("url", "key"), MORE_KEYS.items())
def test_urlkey_of_another_spelling(url: str, key: str) -> None:
    assert format_urlkey(url) == key


@pytest.mark.parametrize("url", BROKEN)
def test_a_broken_address_has_keys_all_the_same(url: str) -> None:
    assert format_urlkey(url)
    assert format_article_key(url)
    assert isinstance(host_of(url), str)


@pytest.mark.parametrize(("one", "other"), SAME_ARTICLE)
def test_addresses_of_one_article_meet(one: str, other: str) -> None:
    assert format_article_key(one) == format_article_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER_ARTICLE)
def test_addresses_of_two_articles_stay_apart(one: str, other: str) -> None:
    assert format_article_key(one) != format_article_key(other)


def test_article_key_shows_letters_in_nfc() -> None:
    key = format_article_key("http://vvg.lt/Z%CC%8Cinia-%C4%97")
    assert key == "lt,vvg)/žinia-ė"


@given(st.text())
def test_any_text_has_keys(text: str) -> None:
    for url in (text, f"http://{text}", f"http://vvg.lt/{text}", f"http://vvg.lt/?{text}"):
        key = format_urlkey(url)
        assert key.isascii()
        assert not any(character.isspace() for character in key)
        format_article_key(url)
        host_of(url)
        joined = join_url("http://vvg.lt/a/", text)
        assert joined is None or joined.startswith(("http://", "https://"))


HOSTS = st.sampled_from(["vvg.lt", "a.b.zemgale.lv", "127.0.0.1", "pärnu.ee", "vvg.lt:8080"])
PATHS = st.text(st.characters(codec="utf-8", exclude_characters="?#"), max_size=20)
QUERIES = st.text(st.characters(codec="utf-8", exclude_characters="#"), max_size=20)


@given(HOSTS, PATHS, QUERIES)
def test_urlkey_of_what_a_urlkey_stands_for_is_the_same(host: str, path: str, query: str) -> None:
    key = format_urlkey(f"http://{host}/{path}?{query}")
    names, _, rest = key.partition(")")
    names, colon, port = names.partition(":")
    back = names if names[0].isdigit() else ".".join(reversed(names.split(",")))
    if "?" not in rest.partition("?")[0] and "%3f" not in quote(path).lower():
        assert format_urlkey(f"http://{back}{colon}{port}{rest}") == key


@given(HOSTS, PATHS)
def test_a_key_does_not_depend_on_how_often_letters_are_escaped(host: str, path: str) -> None:
    once = quote(path.replace("%", ""), safe="/")
    assert format_urlkey(f"http://{host}/{once}") == format_urlkey(f"http://{host}/{quote(once, safe='/')}")


@pytest.mark.parametrize(
    "urls",
    [
        (
            "https://www.zemgale.lv/lv/media/142/download",
            "http://zemgale.lv/lv/media/142/download?attachment",
            "https://zemgale.lv/lv/media/142/download?attachment=#lapa",
            "https://zemgale.lv/lv/media/142/download?inline",
            "https://zemgale.lv/lv/media/142/download/?v=3",
        ),
        (
            "https://vvg.lt/failai/Nuostatai%20%C5%BE.pdf",
            "https://vvg.lt/failai/Nuostatai ž.pdf?ver=20260103",
            "https://vvg.lt/failai/Nuostatai%20z%CC%8C.pdf?t=17&download=1&utm_source=fb",
        ),
        ("https://vvg.lt/foto.jpg", "https://vvg.lt/foto.jpg?itok=Ab3"),
        ("https://vvg.lt/download.php?id=7", "https://vvg.lt/download.php?download=1&id=7"),
        ("https://vvg.lt/dokumentas/7", "https://vvg.lt/dokumentas/7?download"),
    ],
)
def test_one_file_has_one_key_under_all_its_addresses(urls: tuple[str, ...]) -> None:
    assert len({format_attachment_key(url) for url in urls}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://vvg.lt/media/142/download", "https://vvg.lt/media/143/download"),
        ("https://vvg.lt/download.php?id=7", "https://vvg.lt/download.php?id=8"),
        ("https://vvg.lt/get.php?v=7", "https://vvg.lt/get.php?v=8"),
        ("https://vvg.lt/getfile?t=7", "https://vvg.lt/getfile?t=8"),
        ("https://vvg.lt/?download=1", "https://vvg.lt/?download=2"),
        ("https://vvg.lt/?download=1", "https://vvg.lt/"),
        ("https://vvg.lt/index.php?attachment=1", "https://vvg.lt/index.php"),
        ("https://vvg.lt/failas?download=7", "https://vvg.lt/failas?download=8"),
        ("https://vvg.lt/?attachment_id=7", "https://vvg.lt/?attachment_id=8"),
        ("https://vvg.lt/a.pdf?failas=2", "https://vvg.lt/a.pdf"),
    ],
)
def test_what_selects_a_file_keeps_two_files_apart(one: str, other: str) -> None:
    assert format_attachment_key(one) != format_attachment_key(other)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("b?c=1#d", "http://vvg.lt/a/b?c=1"),
        ("../b", "http://vvg.lt/b"),
        ("//kitas.lt/b", "http://kitas.lt/b"),
        (" https://kitas.lt/\nb ", "https://kitas.lt/b"),
        ("#virsus", "http://vvg.lt/a/"),
        ("mailto:a@vvg.lt", None),
        ("javascript:void(0)", None),
        ("http://[broken/", None),
        ("http://vvg.lt:99999/", None),
    ],
)
def test_a_link_is_joined_or_left_out(reference: str, expected: str | None) -> None:
    assert join_url("http://vvg.lt/a/", reference) == expected


def test_fragment_goes_and_host_comes_out() -> None:
    assert strip_fragment("http://vvg.lt/a?b#c#d") == "http://vvg.lt/a?b"
    assert host_of("https://WWW.Vvg.LT:8080/a") == "vvg.lt"
    assert host_of("http://[::1]:80/") == "::1"
    assert host_of("ne adresas") == ""


@pytest.mark.parametrize("make_key", [format_urlkey, format_article_key, format_attachment_key])
@pytest.mark.parametrize("letter", ["a", "š", "日", "%"])
def test_a_long_key_is_short_and_of_its_whole_address(make_key: Callable[[str], str], letter: str) -> None:
    long = f"https://zemgale.lv/{letter * 4_000}"
    keys = {make_key(url) for url in (long, f"{long}b", f"{long}?id=7", f"{long}?id=8")}
    assert len(keys) == 4
    assert all(len(key.encode()) <= MAX_KEY_BYTES and key.startswith("lv,zemgale)/") for key in keys)
    assert make_key(f"http://www.zemgale.lv:80/{letter * 4_000}#beigas") == make_key(long)


def test_a_key_that_is_not_too_long_stays() -> None:
    path = "a" * (MAX_KEY_BYTES - len("lv,zemgale)/"))
    assert format_urlkey(f"https://zemgale.lv/{path}") == f"lv,zemgale)/{path}"
    assert format_urlkey(f"https://zemgale.lv/{path}a").startswith("lv,zemgale)/a")
    assert "~" in format_urlkey(f"https://zemgale.lv/{path}a")
