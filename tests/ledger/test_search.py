"""One search grammar, two databases, equal result sets; and what people type by mistake or in bad faith does no harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from counterclaim import custody
from counterclaim.errors import InvalidQuery
from counterclaim.ledger import Ledger
from counterclaim.ledger.query import Filter, Query, Term, parse
from counterclaim.ledger.terms import ascii_word, tokens

TEXTS = (
    "Aid convoy reached the al-Shifa hospital. The convoy of aid was shelled, officials said.",
    "Gaza's health ministry said 1,200 people were displaced. Displacement went on; nobody displaced anyone else.",
    "Les blessés sont à l'hôpital Übung, ministers said. Qassam rockets: q1 Q and 3e5 10th covid19.",
    "OR and NOT are words; AND so is NEAR. The 'quoted' \"words\" stand here: x & y | z ! <-> (w) * %_",
    "ΑΘΗΝΑ said مستشفى was hit. ﬁre ＦＩＲＥ fire Straße STRASSE.",
    "Officials said that they were told of the people who were " + "killed " * 300 + "at the end.",
)


@pytest.fixture(scope="module")
def both(postgresql: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, Ledger]:
    """The same reports in both databases."""
    folder = tmp_path_factory.mktemp("search")
    for k, text in enumerate(TEXTS):
        (folder / f"{k}.txt").write_text(f"date 2024-01-{k + 10}\n\n{text}\n", encoding="utf-8")
    ledgers = custody.open_or_make(str(folder / "ledger")), custody.open_or_make(postgresql())
    for ledger in ledgers:
        custody.add(ledger, [str(folder / "*.txt")], publisher="Wire A")
    return ledgers


def found(ledger: Ledger, typed: str) -> list[tuple[str, int]] | str:
    try:
        return [(hit.report, hit.begins) for hit in ledger.search(typed, limit=1000)]
    except InvalidQuery:
        return "invalid"


WORDS = sorted({word for text in TEXTS for word in tokens(text)} | {"nothere"})
WORD = st.sampled_from(WORDS)
PIECE = st.one_of(
    WORD,
    st.builds("{} OR {}".format, WORD, WORD),
    st.builds('"{} {}"'.format, WORD, WORD),
    st.builds("-{}".format, WORD),
    st.builds("{}*".format, WORD.map(lambda word: word[:2])),
    st.builds('"{} {}"*'.format, WORD, WORD.map(lambda word: word[:1])),
    st.builds("speaker:{}".format, WORD),
    st.sampled_from(["since:2024-01-12", "until:2024", "publisher:wire", "measure:displaced", "stance:reports", "-said", "aid convoy"]),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(PIECE, min_size=1, max_size=4).map(" ".join))
@example(typed="killed")
@example(typed='"al shifa"')
@example(typed="al-Shifa")
@example(typed="fire")
def test_both_databases_find_the_same(typed: str, both: tuple[Ledger, Ledger]) -> None:
    assert found(both[0], typed) == found(both[1], typed)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(alphabet=st.sampled_from("aeq \"'-*():;%_\\&|!<>OR\0é\u0301١\ud83d".replace("\ud83d", "😀")), max_size=40))
@example(typed="'; DROP TABLE reports; --")
@example(typed='" OR 1=1 --')
@example(typed="NEAR(killed hospital)")
@example(typed="words:killed")
@example(typed="killed' <-> 'said")
@example(typed=")(")
def test_hostile_searches_are_harmless(typed: str, both: tuple[Ledger, Ledger]) -> None:
    assert found(both[0], typed) == found(both[1], typed)


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        pytest.param("aid convoy", 2, id="all words, any order"),
        pytest.param('"aid convoy"', 1, id="a phrase"),
        pytest.param("convoy -reached", 1, id="not this word"),
        pytest.param("convoy OR ministry", 3, id="one of two"),
        pytest.param("displac*", 2, id="words that begin so"),
        pytest.param("al-Shifa", 1, id="a hyphen makes a phrase"),
        pytest.param("GAZA'S", 1, id="case and apostrophe"),
        pytest.param("hopital blesses", 1, id="accents"),
        pytest.param("strasse", 1, id="sharp s"),
        pytest.param("q", 1, id="the escape letter"),
        pytest.param('"killed killed killed"', 1, id="a very long sentence once"),
        pytest.param("said since:2024-01-12", 3, id="from a day"),
        pytest.param("said until:2024-01-11", 2, id="to a day"),
        pytest.param("speaker:ministry", 1, id="speaker alone"),
        pytest.param("speaker:ministry -people", 0, id="a filter and an exclusion"),
        pytest.param('publisher:"wire a" convoy', 2, id="outlet"),
        pytest.param("publisher:nobody convoy", 0, id="other outlet"),
        pytest.param("measure:displaced", 1, id="measure"),
        pytest.param("http:convoy", 0, id="no such filter is a word"),
    ],
)
def test_finds(typed: str, count: int, both: tuple[Ledger, Ledger]) -> None:
    assert [len(set(found(ledger, typed))) for ledger in both] == [count, count]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("", "nothing to look for", id="empty"),
        pytest.param("-hospital", "nothing to look for", id="only an exclusion"),
        pytest.param("!!! ()", "nothing to look for", id="only signs"),
        pytest.param('"aid convoy', "no partner", id="an open quotation"),
        pytest.param("OR aid", "OR stands between", id="OR first"),
        pytest.param("aid OR", "OR stands between", id="OR last"),
        pytest.param("aid OR -convoy", "stand for themselves", id="OR and not"),
        pytest.param("since:yesterday", "takes a day", id="no day"),
        pytest.param("speaker:", "takes words", id="no speaker"),
        pytest.param("word " * 100, "More than", id="too many"),
        pytest.param("x" * 10_001, "characters", id="10 kB"),
        pytest.param("(" * 10_001, "characters", id="10 kB of brackets"),
    ],
)
def test_what_cannot_be_searched_is_said_clearly(typed: str, words: str) -> None:
    with pytest.raises(InvalidQuery, match=words):
        parse(typed)


def test_the_tree_of_a_search() -> None:
    expected = Query(
        wanted=((Term(("aid",)), Term(("food", "parcels"))), (Term(("displac",), prefix=True),)),
        unwanted=(Term(("al", "shifa")),),
        filters=(Filter("speaker", "health ministry"), Filter("since", "2024-01")),
    )
    assert parse('aid OR "food parcels" displac* -al-Shifa speaker:"health ministry" since:2024-01') == expected


@given(st.text())
def test_words_are_spelt_one_to_one_and_keep_their_beginnings(text: str) -> None:
    for word in tokens(text):
        spelt = ascii_word(word)
        assert spelt.isascii()
        assert not set(spelt) - set("abcdefghijklmnopqrstuvwxyz0123456789")
        assert all(spelt.startswith(ascii_word(word[:k])) for k in range(len(word)))


@given(st.text(max_size=5), st.text(max_size=5))
def test_different_words_are_spelt_differently(one: str, other: str) -> None:
    assert (ascii_word(one) == ascii_word(other)) == (one == other)


def test_the_latest_reports_come_first(both: tuple[Ledger, Ledger], tmp_path: Path) -> None:
    for ledger in both:
        days = [ledger.reports([hit.report])[hit.report].published for hit in ledger.search("said", limit=3)]
        assert days == sorted(days, reverse=True)
