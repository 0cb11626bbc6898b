"""Sources that share a server are crawled one after another."""

from __future__ import annotations

from crawler.running import CrawlReport, group_sources
from crawler.sources.models import Source
from tests.crawler.samples import make_source

TVP_ARTICLE = ["/jaunums/"]


def ids(groups: list[list[Source]]) -> set[frozenset[str]]:
    found = {frozenset(source.id for source in group) for group in groups}
    assert len(found) == len(groups)
    return found


def test_sources_on_hosts_of_their_own_stand_alone() -> None:
    sources = [make_source(id=f"s{n}", hosts=[f"h{n}.lt"]) for n in range(3)]
    assert ids(group_sources(sources)) == {frozenset({f"s{n}"}) for n in range(3)}
    assert group_sources([]) == []


def test_sources_that_share_a_host_are_one_group() -> None:
    sources = [
        make_source(id="a", hosts=["x.lt"]),
        make_source(id="b", hosts=["y.lt"]),
        make_source(id="c", hosts=["z.lt"]),
        make_source(id="d", hosts=["y.lt", "x.lt"]),
    ]
    assert ids(group_sources(sources)) == {frozenset("abd"), frozenset("c")}


def test_groups_that_meet_through_a_later_source_become_one() -> None:
    pairs = [("a", ["x.lt", "y.lt"]), ("b", ["z.lt", "w.lt"]), ("c", ["q.lt"]), ("d", ["w.lt", "q.lt", "x.lt"])]
    sources = [make_source(id=name, hosts=hosts) for name, hosts in pairs]
    assert ids(group_sources(sources)) == {frozenset("abcd")}


def test_sources_of_the_one_server_platform_are_one_group() -> None:
    sources = [
        make_source(id="a", platform="tvp", hosts=["a.lv"]),
        make_source(id="b", platform="pakruojis", hosts=["b.lt"]),
        make_source(id="c", platform="tvp", hosts=["c.lv"]),
        make_source(id="d", platform="pakruojis", hosts=["d.lt"]),
    ]
    assert ids(group_sources(sources)) == {frozenset("ac"), frozenset("b"), frozenset("d")}


def test_the_order_within_a_group_is_the_order_given() -> None:
    sources = [make_source(id=name, hosts=["x.lt"]) for name in "cab"]
    assert [source.id for source in group_sources(sources)[0]] == ["c", "a", "b"]


def test_ports_of_one_host_are_servers_of_their_own() -> None:
    sources = [make_source(id=name, hosts=[f"127.0.0.1:{port}"]) for name, port in (("a", 81), ("b", 82))]
    assert len(group_sources(sources)) == 2


def test_a_source_that_could_not_begin_is_a_failure() -> None:
    report = CrawlReport()
    assert not report.has_failed
    report.refused.append(("lt-bandymas", "busy"))
    assert report.has_failed
