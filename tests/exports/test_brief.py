"""The brief groups what is said, and counts what it leaves out."""

from __future__ import annotations

from typing import Any

import pytest
from factories import make_claim, make_extraction, make_link, make_report, make_statement, make_toll, span

from counterclaim.exports import brief as module
from counterclaim.exports.brief import make_brief
from counterclaim.model import Actor, Attribution, Basis, Extraction, LinkKind, Position, Stance, Voice


def test_the_head_counts_what_was_read(case: Any) -> None:
    head = make_brief(case.extractions, case.links).head
    assert (head.reports, head.synthetic, head.first_day, head.last_day) == (3, 3, "2031-03-12", "2031-03-20")
    assert head.outlets == ("Demo Wire A", "Demo Wire B")
    assert (head.claims, head.tolls, head.statements, head.unread) == (10, 6, 5, 2)


def test_tolls_stand_under_whoever_says_so(case: Any) -> None:
    killed, hurt = make_brief(case.extractions, case.links).tolls
    assert [(part.name, [line.what for line in part.lines]) for part in killed.speakers] == [
        ("The army", ["30 killed"]),
        ("The health ministry", ["at least 11 killed"]),
        ("the report itself", ["a named person (name withheld) killed"]),
    ]
    assert [(line.who, line.what, line.rejected) for line in killed.rejected] == [("the rebels", "30 killed", True)]
    assert hurt.measure == "killed or injured"
    assert [line.what for line in hurt.speakers[0].lines] == ["more than 1,200 killed or injured", "at least 1,350 killed or injured"]


def test_a_line_keeps_the_reports_wording_and_doubt(case: Any) -> None:
    army = make_brief(case.extractions, case.links).tolls[0].speakers[0].lines[0]
    assert (army.stance, army.wording, army.doubt) == ("alleges", "claimed", True)
    told = {"who they were": "not said", "counts": "time not said", "place": "not said", "when": "not said"}
    assert dict(army.facts) == {"answer": "is disputed by the rebels", **told}


def test_disputes_show_both_ends(case: Any) -> None:
    found = make_brief(case.extractions, case.links).disputes
    assert [(each.target.who, each.verb, each.source.who) for each in found] == [
        ("The army", "is denied by", "The rebels"),
        ("The army", "is disputed by", "the rebels"),
    ]
    assert all(each.source.quotes and each.target.quotes for each in found)


def test_only_what_has_no_reply_is_unanswered(case: Any) -> None:
    assert [line.who for line in make_brief(case.extractions, case.links).unanswered] == ["The council"]
    without = make_brief(case.extractions, ()).unanswered
    assert [(line.who, line.stance) for line in without] == [("The army", "accuses"), ("The army", "alleges"), ("The council", "accuses")]


def accusation(name: str) -> Extraction:
    report = make_report(f"The army accused the rebels. The rebels denied it. {name}", id=name)
    accused = make_statement(report, "accused", "the rebels", speaker="The army", stance=Stance.ACCUSES)
    denied = make_statement(report, "denied", "it", speaker="The rebels", stance=Stance.DENIES)
    claims = tuple(make_claim(report, Position(), statement=statement) for statement in (accused, denied))
    return make_extraction(report, claims=claims, statements=(accused, denied))


@pytest.mark.parametrize(("kind", "open_"), [(LinkKind.REPEATS, 0), (LinkKind.CORROBORATES, 1)])
def test_a_reply_to_a_copy_is_a_reply(kind: LinkKind, open_: int) -> None:
    original, copy = accusation("a"), accusation("b")
    reply = make_link(original.claims[1], original.claims[0])
    same = make_link(copy.claims[0], original.claims[0], kind)
    assert len(make_brief([original, copy], [reply, same]).unanswered) == open_


@pytest.mark.parametrize(
    ("voice", "who"),
    [(Voice.REPORT, "the report itself"), (Voice.UNNAMED, "somebody not named"), (Voice.UNRESOLVED, "somebody, unclear who")],
)
def test_an_absent_speaker_is_said_to_be_absent(voice: Voice, who: str) -> None:
    report = make_report("11 died.")
    claim = make_claim(report, make_toll(report, "11", 11, 11), voice=voice)
    assert make_brief([make_extraction(report, claims=(claim,))], ()).tolls[0].speakers[0].name == who


def test_one_speaker_under_one_name_whatever_the_article_and_case() -> None:
    report = make_report("The Ministry said 1 died. The ministry said 2 died. ministry said 3 died.")
    claims = tuple(
        make_claim(report, make_toll(report, number, int(number), int(number)), speaker=who, cue="said")
        for number, who in (("1", "The Ministry"), ("2", "The ministry"), ("3", "ministry said"[:8]))
    )
    assert [part.count for part in make_brief([make_extraction(report, claims=claims)], ()).tolls[0].speakers] == [3]


def test_the_order_of_the_input_does_not_matter(case: Any) -> None:
    turned = make_brief(tuple(reversed(case.extractions)), tuple(reversed(case.links)))
    assert turned == make_brief(case.extractions, case.links)


def test_no_reports_make_an_empty_brief() -> None:
    brief = make_brief((), ())
    assert (brief.head.reports, brief.head.first_day, brief.tolls, brief.charts) == (0, "not said", (), ())


def test_long_parts_are_cut_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch, case: Any) -> None:
    tolls = ("SPEAKERS_PER_MEASURE", "TOLLS_PER_SPEAKER", "REJECTED_PER_MEASURE")
    for name in (*tolls, "DISPUTES", "UNANSWERED", "SPEAKERS", "STATEMENTS_PER_SPEAKER", "UNREAD", "REPORTS", "OUTLETS"):
        monkeypatch.setattr(module, name, 1)
    brief = make_brief(case.extractions, case.links)
    assert (len(brief.tolls[0].speakers), brief.tolls[0].more_speakers) == (1, 2)
    assert (brief.tolls[1].speakers[0].more, brief.tolls[1].speakers[0].count) == (1, 2)
    assert (len(brief.disputes), brief.more_disputes) == (1, 1)
    assert (len(brief.speakers), brief.more_speakers, brief.speakers[0].more) == (1, 3, 1)
    assert (len(brief.unread), brief.more_unread) == (1, 1)
    assert (len(brief.sources), brief.more_sources) == (1, 2)


def test_links_to_claims_that_are_not_here_are_left_out(case: Any) -> None:
    first = make_brief(case.extractions[:1], case.links)
    other = make_report("9 died.", id="elsewhere")
    stray = make_link(make_claim(other, make_toll(other, "9", 9, 9)), case.extractions[0].claims[0])
    assert make_brief(case.extractions[:1], (*case.links, stray)).disputes == first.disputes


def test_what_few_reports_tell_is_shown_where_one_does() -> None:
    report = make_report("The council said the army killed 11, whom it called rebels, two of them girls, all identified.")
    by_army = (Attribution(Actor(span(report, "the army")), span(report, "The council"), Stance.ACCUSES),)
    girls = make_toll(report, "two", 2, 2, group_by="The council", attributed_to=by_army, basis=Basis.IDENTIFIED, part_of="cl:eleven")
    line = make_brief([make_extraction(report, claims=(make_claim(report, girls),))], ()).tolls[0].speakers[0].lines[0]
    assert line.facts[4:] == (
        ("called so by", "The council"), ("attributed to", "the army, by The council (accuses)"),
        ("counted", "identified by name"), ("part of", "cl:eleven"),
    )  # fmt: skip
