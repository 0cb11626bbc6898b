"""Source files: levels, overriding, and mistakes with file, line, key and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import ConfigError, SourceFileError
from crawler.sources.registry import check_sources, load_registry

GOOD = """[[source]]
id = "{id}"
name = "{name}"
kind = "lag"
country = "LT"
languages = ["lt"]
hosts = ["a.lt"]
article = ['/n/\\d+']
seeds = [{{ listing = "https://a.lt/n" }}]
"""


def good(source_id: str, name: str = "Grupė") -> str:
    return GOOD.format(id=source_id, name=name)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_bundled_sources_are_right_and_in_order() -> None:
    registry = load_registry()
    ids = [source.id for source in registry]
    assert ids == sorted(ids)
    assert {"lt-pakruojis-vvg", "lv-zemgale"} <= set(ids)
    assert check_sources() == []


def test_bundled_zemgale_moved_from_its_old_host() -> None:
    source = load_registry().get("lv-zemgale")
    assert [seed.url for seed in source.seeds] == ["https://www.zemgale.lv/lv/jaunumi"]
    assert source.owns_url("http://www.zpr.gov.lv/old")


def test_bundled_pakruojis_starts_at_its_home_page() -> None:
    source = load_registry().get("lt-pakruojis-vvg")
    assert source.is_article_url("http://pakruojovvg.lt/index.php?qw=new&newid=643")
    assert [(seed.kind, seed.url) for seed in source.seeds] == [("listing", "http://pakruojovvg.lt/")]


def test_users_file_adds_and_overrides_by_id_and_the_later_path_wins(tmp_path: Path) -> None:
    first = write(tmp_path / "first.toml", good("mano") + good("lv-zemgale", "Mano Zemgale"))
    second = write(tmp_path / "folder/b.toml", good("mano", "Vėlesnė"))
    write(tmp_path / "folder/a.toml", good("kita"))
    write(tmp_path / "folder/notes.txt", "not a source")
    registry = load_registry([first, second.parent])
    assert registry.get("mano").name == "Vėlesnė"
    assert registry.get("lv-zemgale").name == "Mano Zemgale"
    assert registry.paths["mano"] == second
    assert "kita" in registry


def test_selection_by_country_kind_and_ids(tmp_path: Path) -> None:
    registry = load_registry([write(tmp_path / "s.toml", good("mano"))])
    lithuanian = registry.select(country="lt")
    assert {"lt-pakruojis-vvg", "mano"} < {source.id for source in lithuanian}
    assert {source.country for source in lithuanian} == {"LT"}
    regions = ["lv-kurzeme", "lv-latgale", "lv-riga", "lv-vidzeme", "lv-zemgale"]
    assert [source.id for source in registry.select(kind="planning_region")] == regions
    assert [source.id for source in registry.select(ids=["mano", "lv-zemgale"], country="LT")] == ["mano"]
    assert len(registry.select()) == len(registry)


def test_unknown_names_are_refused_with_what_exists() -> None:
    registry = load_registry()
    with pytest.raises(ConfigError, match="did you mean lv-zemgale"):
        registry.get("lv-zemgales")
    with pytest.raises(ConfigError, match="lv-zemgale"):
        registry.select(ids=["lv-zemgal"])
    with pytest.raises(ConfigError, match="planning_region"):
        registry.select(kind="region")
    with pytest.raises(ConfigError, match="wordpress"):
        registry.select(platform="wordpres")


def test_selection_by_region_and_platform() -> None:
    registry = load_registry()
    found = registry.select(region="riga", kind="planning_region")
    assert [source.id for source in found] == ["lv-riga"]
    assert registry.select(region="RĪGA", kind="planning_region") == found
    assert registry.select(region="akmenes", country="LT")[0].region == "Akmenės rajonas"
    assert [source.id for source in registry.select(platform="tvp")] == ["lv-zemgale"]
    unknown = registry.select(platform="none")
    assert unknown
    assert {source.platform for source in unknown} == {None}
    assert registry.select(region="niekur") == []


def test_selection_of_several_kinds() -> None:
    both = load_registry().select(country="LT", kind=["lag", "fisheries_lag"])
    assert {source.kind for source in both} == {"lag", "fisheries_lag"}
    assert len(both) == 45


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "reason"),
    [
        ('kind = "lag"', 'kind = "lagg"', 4, "kind", "`lagg` is not allowed; allowed: lag, fisheries_lag"),
        (
            'kind = "lag"',
            'kind = "lag"\ndealy_s = 1',
            5,
            "dealy_s",
            "unknown key `dealy_s`, did you mean `delay_s`?",
        ),
        ('country = "LT"', "", 1, "country", "missing key `country`"),
        ('country = "LT"', 'country = "LT', 5, None, "no valid TOML"),
        (
            '["a.lt"]',
            '[\n  "a.lt",\n  { host = "b.lt", sinse = 2021-01-01 },\n]',
            9,
            "hosts[1].sinse",
            "`since`",
        ),
        ('["a.lt"]', '[\n  # x = [\n  "a.lt", "http://b.lt"\n]', 9, "hosts[1].host", "is no host"),
        ("https://a.lt/n", "https://b.lt/n", 9, "seeds", "none of the source's hosts (a.lt)"),
        ("'/n/\\d+'", "'''\n('''", 8, "article[0]", "is no regular expression"),
        ("article = ['/n/\\d+']", 'platform = "wordpres"', 8, "platform", "tvp, wordpress"),
        ('name = "G', 'attachments = { kinds = ["film"] }\nname = "G', 3, "attachments.kinds[0]", "document, image"),
        ('name = "G', 'attachments = { max_byte = 5000 }\nname = "G', 3, "attachments.max_byte", "`max_bytes`"),
        ('name = "G', 'attachments = { max_bytes = 5 }\nname = "G', 3, "attachments.max_bytes", "1024"),
        ("[[source]]", "[source]", 1, "source", "two brackets"),
        ("[[source]]", "[[sources]]", 1, "sources", "did you mean `source`?"),
        ('name = "G', 'delay_s = 1e9\nname = "G', 3, "delay_s", "0 to 300"),
        ('name = "G', 'since = 2022-13-40\nname = "G', 3, None, "no valid TOML"),
        ('name = "G', "concurrency = " + "9" * 5000 + '\nname = "G', None, None, "no valid TOML"),
    ],
)
def test_mistake_names_file_line_key_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, line: int | None, key: str | None, reason: str
) -> None:
    text = good("mano")
    assert old in text
    path = write(tmp_path / "s.toml", text.replace(old, new))
    with pytest.raises(SourceFileError) as caught:
        load_registry([path])
    error = caught.value
    assert (error.path, error.line, error.key) == (path, line, key)
    assert reason in error.reason
    assert str(path) in str(error)


def test_second_source_is_found_by_its_own_lines(tmp_path: Path) -> None:
    second = good("dvi").replace('"lag"', '"x"')
    path = write(tmp_path / "s.toml", good("viena") + "\n" + second)
    (error,) = check_sources([path])
    assert (error.line, error.key) == (good("viena").count("\n") + 5, "kind")


def test_duplicate_id_in_one_file_or_folder_names_both_places(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", good("mano"))
    write(tmp_path / "b.toml", "\n" + good("mano"))
    (error,) = check_sources([tmp_path])
    assert (error.path, error.line) == (tmp_path / "b.toml", 3)
    assert f"{tmp_path / 'a.toml'}, line 2" in error.reason


def test_check_collects_the_mistakes_of_all_files(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", good("Blogas").replace('"LT"', '"lt"').replace('"https://a.lt/n"', '"a.lt/n"'))
    write(tmp_path / "b.toml", "x = [")
    write(tmp_path / "c.toml", good("geras"))
    write(tmp_path / "d.toml", "# nothing\n")
    (tmp_path / "e.toml").write_bytes('[[source]]\nname = "Žąsis"'.encode("cp1257"))
    mistakes = check_sources([tmp_path, tmp_path / "none.toml"])
    assert [(error.path.name, error.line, error.key) for error in mistakes] == [
        ("a.toml", 2, "id"),
        ("a.toml", 5, "country"),
        ("a.toml", 9, "seeds[0].listing"),
        ("b.toml", 1, None),
        ("d.toml", None, None),
        ("e.toml", 2, None),
        ("none.toml", None, None),
    ]


def test_folder_without_source_files_is_a_mistake(tmp_path: Path) -> None:
    (error,) = check_sources([tmp_path])
    assert "no .toml file" in error.reason


def test_wrong_entries_are_not_counted_as_missing_ones(tmp_path: Path) -> None:
    path = write(tmp_path / "s.toml", good("mano").replace('{ listing = "https://a.lt/n" }', "{}"))
    assert [error.key for error in check_sources([path])] == ["seeds[0]"]
