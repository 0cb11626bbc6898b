"""The best hits come first, by what people would say."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from archive.db.order import day_start
from archive.search.matching import Matcher
from archive.search.planned import Group
from archive.search.ranking import Candidate, Scorer
from archive.search.snippets import make_snippet
from archive.search.words.splitting import normalize_text, split_forms

NEWEST = day_start(date(2026, 1, 1))
OAK = Group({("ąžuolas",): 1.0, ("ąžuolo",): 0.85}, count=10)
RARE = Group({("kryžius",): 1.0}, count=2)


def candidate(number: int, text: str, *, title: str = "", lead: str = "", tags: tuple[str, ...] = ()) -> Candidate:
    return Candidate(number, title, lead, tags, text)


def best(*candidates: Candidate, groups: tuple[Group, ...] = (OAK,)) -> list[int]:
    return [number for number, _ in Scorer(groups, articles=1000, newest=NEWEST).rank(candidates)]


FILLER = "miške auga daug visokių medžių ir krūmų " * 5


def test_a_word_counts_most_in_the_title_then_in_tags_then_in_the_lead() -> None:
    found = best(
        candidate(1, FILLER + "ąžuolas"),
        candidate(2, FILLER, lead="ąžuolas"),
        candidate(3, FILLER, tags=("ąžuolas",)),
        candidate(4, FILLER, title="Ąžuolas"),
    )
    assert found == [4, 3, 2, 1]


def test_what_was_typed_comes_before_its_other_forms() -> None:
    assert best(candidate(2, FILLER + "ąžuolo"), candidate(1, FILLER + "ąžuolas")) == [1, 2]


def test_a_rare_word_counts_more_than_a_frequent_one() -> None:
    common, rare = candidate(2, FILLER + "ąžuolas"), candidate(1, FILLER + "kryžius")
    assert best(common, rare, groups=(OAK, RARE)) == [1, 2]


def test_more_matches_in_a_shorter_text_are_better() -> None:
    assert best(candidate(2, FILLER * 3 + "ąžuolas"), candidate(1, FILLER + "ąžuolas")) == [1, 2]
    assert best(candidate(2, FILLER + "ąžuolas"), candidate(1, FILLER + "ąžuolas ąžuolas ąžuolas")) == [1, 2]


def test_of_two_alike_the_newer_comes_first_and_age_never_outweighs_the_title() -> None:
    old, new = day_start(date(2008, 1, 1)), day_start(date(2025, 12, 1))
    assert best(candidate(old, FILLER + "ąžuolas"), candidate(new, FILLER + "ąžuolas")) == [new, old]
    assert best(candidate(old, FILLER, title="Ąžuolas"), candidate(new, FILLER + "ąžuolas")) == [old, new]


def test_a_group_that_counts_in_titles_only_is_not_looked_for_elsewhere() -> None:
    in_title = Group({("ąžuolas",): 1.0}, place="title", count=3)
    scored = dict(
        Scorer((in_title,), articles=9, newest=NEWEST).rank(
            [candidate(1, "ąžuolas"), candidate(2, "", title="ąžuolas")]
        )
    )
    assert scored[1] == 0 < scored[2]


def test_phrases_and_beginnings_are_matched_as_the_index_does() -> None:
    phrase = Group({("vietos", "veiklos"): 1.0})
    begun = Group({("vietos", "veik"): 1.0}, beginnings=frozenset({("vietos", "veik")}))
    apart = "veiklos vietos ir vietos kita veiklos"
    together = "mūsų vietos veiklos grupė"
    for group in (phrase, begun):
        scored = dict(Scorer((group,), articles=9, newest=1).rank([candidate(1, apart), candidate(2, together)]))
        assert scored[1] == 0 < scored[2]


def test_a_snippet_shows_the_place_with_most_of_the_words() -> None:
    text = "Ąžuolas auga. " + FILLER * 2 + "Prie kryžiaus stovi „Ąžuolo“ kryžius, «senas».\nPabaiga." + FILLER
    shown = make_snippet(Matcher((OAK, RARE)), (text,))
    assert '„«Ąžuolo»“ «kryžius», "senas". Pabaiga.' in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown.count("«") == shown.count("»") == 2


def test_a_snippet_without_a_match_is_the_beginning() -> None:
    assert make_snippet(Matcher((OAK,)), ("", "Pirmas sakinys.", "Antras")) == "Pirmas sakinys."
    assert make_snippet(Matcher(()), ("Pirmas sakinys.",)) == "Pirmas sakinys."
    assert make_snippet(Matcher((OAK,)), ("", "")) == ""


def test_a_phrase_is_marked_as_one() -> None:
    phrase = Group({("vietos", "veiklos"): 1.0})
    assert make_snippet(Matcher((phrase,)), ("Mūsų vietos  veiklos grupė",)) == "Mūsų «vietos veiklos» grupė"


SPELLED = st.text(alphabet="abdē", min_size=1, max_size=4)


@given(
    forms=st.lists(SPELLED, min_size=1, max_size=120, unique=True),
    text=st.text(alphabet="abBdē Ē.\u0301_-", max_size=80),
    group=st.integers(1, 3),
)
def test_many_forms_weigh_what_each_of_them_does(forms: list[str], text: str, group: int) -> None:
    text = normalize_text(text)
    groups = [Group({(form,): 0.5 for form in forms[number::group]}) for number in range(group)]
    said = split_forms(text)
    wanted = {number: 0.5 * sum((form,) in one.spellings for form in said) for number, one in enumerate(groups)}
    assert Matcher(groups).weigh_text(text) == {number: weight for number, weight in wanted.items() if weight}
