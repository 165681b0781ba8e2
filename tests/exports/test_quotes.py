"""Sentences are cut into pieces that say what each word is evidence for; names of persons are out of them."""

from __future__ import annotations

import pytest
from factories import make_claim, make_extraction, make_report, make_spans, make_toll, span
from hypothesis import given, strategies as st

from counterclaim.exports.quotes import QUOTE_LIMIT, WITHHELD, claim_marks, make_veil, quotes
from counterclaim.model import Evidence, Extraction


def drawn(extraction: Extraction, marks: tuple[Evidence, ...]) -> list[str]:
    """Quotes with each mark as `[words|fields]`."""
    found = quotes(make_veil([extraction]), extraction, marks)
    pieces = [[f"[{piece.text}|{'+'.join(piece.fields)}]" if piece.fields else piece.text for piece in quote.pieces] for quote in found]
    return ["".join(each) for each in pieces]


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("One. At least 11 died. Two.", {"number": "At least 11"}, ["[At least 11|number] died."]),
        ("Ann spoke. She said 11 died.", {"number": "11", "speaker": "Ann"}, ["[Ann|speaker] spoke. She said [11|number] died."]),
        ("Ann spoke. Rain fell. 11 died.", {"number": "11", "speaker": "Ann"}, ["[Ann|speaker] spoke.", "[11|number] died."]),
        ("Key figures\n11 killed\n12 hurt", {"number": "11"}, ["[11|number] killed"]),
        ("11 gunmen died.", {"number": "11", "victims": "11 gunmen"}, ["[11|number+victims][ gunmen|victims] died."]),
        ("Over 11 to 12 died.", {"number": "Over 11", "place": "11 to 12"}, ["[Over |number][11|number+place][ to 12|place] died."]),
        ("🕊️ said 11 died.", {"speaker": "🕊️"}, ["[🕊️|speaker] said 11 died."]),
    ],
    ids=["one sentence", "neighbours joined", "apart", "a line", "inside", "crossing", "emoji"],
)
def test_marks_are_on_the_right_words(text: str, marks: dict[str, str], expected: list[str]) -> None:
    report = make_report(text)
    found = [(field, span(report, words)) for field, words in marks.items()]
    evidence = tuple(Evidence(field, words.start, words.end) for field, words in found)
    assert drawn(make_extraction(report), evidence) == expected


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=4))
def test_pieces_joined_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    report = make_report(f"{text} 11 died.")
    end = len(report.text)
    marks = [Evidence("number", min(start, end - 1), min(start + length, end)) for start, length in places]
    pieces = make_veil([]).quote(report, 0, end, marks)
    assert "".join(piece.text for piece in pieces) == report.text
    assert all(piece.text for piece in pieces)


def test_a_very_long_sentence_is_cut_round_its_marks() -> None:
    report = make_report("word " * QUOTE_LIMIT + "11 died " + "word " * QUOTE_LIMIT)
    extraction = make_extraction(report, claims=(make_claim(report, make_toll(report, "11", 11, 11)),))
    (quote,) = quotes(make_veil([extraction]), extraction, claim_marks(extraction.claims[0]))
    assert quote.end - quote.start < QUOTE_LIMIT
    assert (quote.before, quote.after) == (True, True)
    assert report.text[quote.start : quote.end] == "".join(piece.text for piece in quote.pieces)


def test_a_mark_outside_every_sentence_is_quoted_alone() -> None:
    report = make_report("11 died.")
    extraction = Extraction(report=report, spans=make_spans(make_report("")), statements=(), claims=(), unread=())
    assert drawn(extraction, (Evidence("number", 0, 2),)) == ["[11|number]"]


# ---------------------------------------------------------------- names


def shown(text: str, number: str, *, persons: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> str:
    report = make_report(text)
    claim = make_claim(report, make_toll(report, number, 1, 1, person=True))
    extraction = make_extraction(report, claims=(claim,), spans=make_spans(report, persons=persons, places=places))
    return make_veil([extraction]).words(report, report.span(0, len(text)))


W = WITHHELD


@pytest.mark.parametrize(
    ("text", "number", "persons", "places", "expected"),
    [
        ("Dana Orlov was killed.", "Dana Orlov", ("Dana Orlov",), (), f"{W} was killed."),
        ("Dana Orlov was killed. Orlov was 40.", "Dana Orlov", ("Dana Orlov",), (), f"{W} was killed. {W} was 40."),
        ("The nurse Dana Orlov died. Orlov's son", "The nurse Dana Orlov", (), (), f"{W} died. {W}'s son"),
        ("Dana Orlov, a Northern nurse, died. Northern roads", "Dana Orlov, a Northern nurse", (), (), f"{W}, died. Northern roads"),
        ("Dana\nOrlov died; DANA ORLOV", "Dana\nOrlov", (), (), f"{W} died; {W}"),
        ("Dana Orlov died in Orlov Hill.", "Dana Orlov", ("Dana Orlov",), ("Orlov Hill",), f"{W} died in Orlov Hill."),
        ("Omar al-Din died, said al-Din's kin", "Omar al-Din", (), (), f"{W} died, said al-{W}'s kin"),
        ("Suna died. Suna was 9.", "Suna", (), (), f"{W} died. {W} was 9."),
        ("Dana Orlov died with orlov stones", "Dana Orlov", (), (), f"{W} died with orlov stones"),
    ],
    ids=["tagged", "family name", "untagged", "description", "over a line end", "in a place's name", "particle", "one word", "lower case"],
)
def test_a_persons_name_is_withheld(text: str, number: str, persons: tuple[str, ...], places: tuple[str, ...], expected: str) -> None:
    assert shown(text, number, persons=persons, places=places) == expected


def test_a_full_name_is_withheld_in_other_reports_and_a_part_of_it_is_not() -> None:
    counted = make_report("Dana Orlov was killed.", id="r1")
    other = make_report("Dana Orlov lived in Orlov.", id="r2")
    toll = make_toll(counted, "Dana Orlov", 1, 1, person=True)
    extractions = [make_extraction(counted, claims=(make_claim(counted, toll),)), make_extraction(other)]
    veil = make_veil(extractions)
    assert veil.words(other, other.span(0, len(other.text))) == f"{WITHHELD} lived in Orlov."
    assert veil.clean(other, "On Dana Orlov") == f"On {WITHHELD}"
    assert "orlov" not in veil.address(counted, "https://x.example/dana-orlov-killed")
    assert veil.address(counted, "https://x.example/2") == "https://x.example/2"


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_piece_holds_the_name(before: str, after: str) -> None:
    text = f"{before} Dana Orlov {after} Dana Orlov."
    assert "Dana Orlov" not in shown(text, "Dana Orlov")
