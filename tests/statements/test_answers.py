"""Answers, counts, left-out verbs and rulings: who speaks, where what is said ends, and whom it is aimed at."""

from __future__ import annotations

import pytest
from statements.marked import found_in, read, unmark

from counterclaim.model import Stance, Statement, Voice


def drawn(marked: str) -> tuple[Statement, dict[str, list[str]]]:
    """The statement whose cue is drawn, with the words that the marks give."""
    text, marks = unmark(marked)
    found = [s for s in found_in(text) if s.cue.text == marks["C"][-1]]
    assert found, f"no statement in {text!r}"
    return found[-1], dict(marks)


def as_drawn(marked: str, stance: str) -> None:
    """Speaker, content, stance and target are those that are drawn; a target that is not drawn is not looked at."""
    statement, marks = drawn(marked)
    assert (statement.speaker.text if statement.speaker else None) == marks.get("S", [None])[0]
    assert [c.text for c in statement.content] == marks["X"]
    assert statement.stance == stance
    if "T" in marks:
        assert statement.target is not None
        assert statement.target.text == marks["T"][0]


@pytest.mark.parametrize(
    ("marked", "stance"),
    [
        ("[T The union] put the dead at 40, [X a figure] [C disputed] by [S the navy].", "disputes"),
        ("[T The union] accused the navy of theft, [X a claim] [S the navy] [C denies].", "denies"),
        ("[T The union] accused the navy of theft, [X a claim] that [S the navy] [C denied].", "denies"),
        ("[T Prosecutors] say the mayor led the raid, [X a charge] [S the mayor] [C rejects].", "denies"),
        ("[T The rebels] claimed to have sunk 30 boats, [X a number] [S this headquarters] [C refutes] as wishful.", "denies"),
        ("[T The rebels] say Highland fired first, [X a claim] [S Highland] [C denies].", "denies"),
        ("The army shelled the town, [X which] [S the rebels] [C denied].", "denies"),
        ("Two men were held over [X the attack], which [S the rebels] have [C denied responsibility for].", "denies"),
        ("The envoy made [X an offer of talks], which both [S the navy and the union] [C turned down].", "refuses"),
        ("The army's raid, [C described] by [S the mayor] as [X a mistake], was over.", "reports"),
        ("Eleven men died, [C confirmed] by [S the navy] as [X having been members of the Front].", "confirms"),
        (
            "The union accuses the navy of theft, a claim that [S Highland] counters by [C alleging] that [X [T the Front] hid boats].",
            "alleges",
        ),
        ("[S Highland] countered by [C claiming] that [X the boats were empty].", "alleges"),
    ],
)
def test_answers_hung_on_as_relative_clauses(marked: str, stance: str) -> None:
    as_drawn(marked, stance)


@pytest.mark.parametrize(
    "marked",
    [
        "The union [C put] [X the dead at 40], a figure disputed by the navy.",
        "The union [C accused] the navy of [X hiding boats by night], a claim that Highland counters by alleging that the crews lied.",
        "The union [C said] [X the navy sank two boats], which the navy has denied.",
        "The hospital [C put] [X the toll at 40, including three nurses], and blamed the navy.",
        "The mission has [C verified] [X 1,250 deaths, 212 of them since the new year], and blamed the navy.",
        "The mission [C verified] [X 640 deaths, counting only civilians].",
        "The union [C says] [X two boats sank]; the navy reports that four sank.",
        "The crews [C say] [X they were at sea], and the envoy, back from the port, ruled out a talk.",
        "The mayor [C blames] [X officers who, she says, sold the boats the night before].",
        "The court [C ordered] the navy [X to open the port] but did not order a truce.",
    ],
)
def test_content_ends_before_the_word_of_another(marked: str) -> None:
    statement, marks = drawn(marked)
    assert [c.text for c in statement.content] == marks["X"]


@pytest.mark.parametrize(
    "marked",
    [
        "[S Details] emerging from the ground [C indicate] that [X two boats sank].",
        "[S The Coast Front] (CF), which holds the port, [C put] [X the dead at 40].",
        "[S Port D.C.-area driver Ana Example] [C said] that [X two boats sank].",
        "[S The U.N.-backed mission] [C said] that [X two boats sank].",
        '[S The commander of the local "Tern" crews] [C said] [X he had lost no one].',
        "Two boats sank, with [S a Coast affiliated news source] [C claiming] [X the crews were safe].",
        "The navy said the port was calm; [S the Coast Front], which holds the pier, [C put] [X the dead at 40].",
        "The paper [C cited] [S Ana Example], head of the port, as saying [X the road was open].",
        "They took [S the appeal] to the port, and the envoy left; [S the mayor] [C said] [X two boats sank].",
        "The daily spoke to [S demonstrators] [C demanding] [X the mayor's resignation].",
        "[S Researchers from the University of Port Ana (UPA) and the Harbour Institute] [C reported] [X two new wells].",
    ],
)
def test_speakers_that_are_hard_to_cut(marked: str) -> None:
    statement, marks = drawn(marked)
    assert statement.speaker is not None
    assert statement.speaker.text == marks["S"][-1]
    assert [c.text for c in statement.content] == marks["X"]


@pytest.mark.parametrize(
    "marked",
    [
        "By [S the union]'s [C estimate], [X 40 boats sank].",
        "By [S the navy]'s [C reckoning] [X 212 of its men have died].",
        "[X Forty people died], by [S the union]'s [C count].",
        "In [S the mayor]'s [C words], [X the road was a river of mud].",
        "[C Per] [S the union], [X 40 boats sank].",
        "[C According to] [S the ministry]'s figures, [X 40 people died].",
        "[S The ministry]'s figures [C show] [X 40 people died].",
        "[S The union]'s [C tally] stands at [X 40 dead].",
        "[S The navy] [C gave] [X the toll as 40].",
        "[S Police] [C give] [X 39 dead].",
        "The storm left dozens dead – [X 30] [C according to] [S the union], 50 by the mayor's count.",
        "The storm left dozens dead – 30 according to the union, [X 50] by [S the mayor]'s [C count].",
        "Many are at sea, among them, by [S the union]'s [C count], [X 40 crews].",
        "Two boats sank; [X four burned], [C according to] [S the navy].",
        "[C According to] [S the navy], [X two boats sank; four more burned at the pier].",
        "[C According to] [S police in Port Ana, Lowland], [X two boats sank].",
    ],
)
def test_sources_by_their_counts_and_words(marked: str) -> None:
    as_drawn(marked, "reports")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Monitors count 52 dead; state television, 8 in the west.", [("Monitors", "52 dead"), ("state television", "8 in the west")]),
        ("The union put the toll at 40, the navy at 12.", [("The union", "the toll at 40"), ("the navy", "12")]),
        ("The union says 40 people died; the navy 12.", [("The union", "40 people died"), ("the navy", "12")]),
        ("The union says 40 people died; the road was shut.", [("The union", "40 people died")]),
    ],
)
def test_tellers_whose_verb_is_left_out(text: str, told: list[tuple[str, str]]) -> None:
    found = found_in(text)
    assert [(s.speaker.text, s.content[0].text) for s in found if s.speaker] == told
    assert len({s.cue for s in found}) == 1
    assert len({s.id for s in found}) == len(found)


@pytest.mark.parametrize(
    ("marked", "hedged"),
    [
        (
            "[S Highland] reported 12 deaths and made the controversial [C claim] of [X having sunk 40 boats], a figure the union rejects.",
            True,
        ),
        ("[S The navy] repeated its disputed [C claim] that [X the boats fired first].", True),
        ("[S The navy] has made the [C claim] of [X having sunk 20 boats].", False),
        ("The raid sparked [C claims] that [X the port was lost].", False),
    ],
)
def test_a_noun_with_an_empty_verb_has_its_subject_as_speaker(marked: str, hedged: bool) -> None:
    as_drawn(marked, "alleges")
    assert drawn(marked)[0].hedged is hedged


@pytest.mark.parametrize(
    "marked",
    [
        "[S The court] [C did not order] [X a truce].",
        "[S The court] [C stopped short of mandating] [X a truce].",
        "[S The court] [C declined to order] [X the release of two men].",
        "[S The tribunal] [C refused to order] [T the navy] [X to open the port].",
        "[S The World Court] stepped in, [C issuing a ruling requiring] [T Highland] [X to open the port and to free the crews].",
        "[S The court] [C ruled] that [X [T the navy] must open the port].",
        "[S The court] [C found] [X [T Ana Example] guilty of fraud].",
        "[S The court] [C upheld] [X the sentence of death for [T the six nurses and one doctor] accused of fraud].",
    ],
)
def test_rulings(marked: str) -> None:
    as_drawn(marked, "rules")


def test_a_pronoun_for_a_court_rules() -> None:
    ruling = found_in("The Court of Lowland opened the hearing. It ordered the navy to open the port.")[-1]
    assert ruling.stance is Stance.RULES
    assert ruling.speaker is not None
    assert ruling.speaker.text == "The Court of Lowland"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The mayor asked how many boats had sunk.", "question"),
        ("The mayor was asked whether the boats had sunk.", "question"),
        ("Asked about the fire, the mayor left.", "question"),
        ('The report is long; please read: "Keep the road open."', "nobody"),
        ("The port has not, as of Monday, announced any plans.", "negated"),
        ("The team built a robot called the Digger.", "naming"),
        ("Last night 160 people confirmed dead were named.", "reduced"),
        ("The mayor met a rally protesting the closure.", "no_speaker"),
    ],
)
def test_cues_that_state_nothing(text: str, reason: str) -> None:
    statements, unread = read(text)
    assert statements == ()
    assert reason in {u.reason for u in unread}


@pytest.mark.parametrize(
    "text",
    [
        "The envoy left the hearing at Port Ana. She said that talks would go on.",
        "Ana spoke of the border with South Highland. He said that talks would go on.",
        "The crews sailed to a Port Ana pier. He said that talks would go on.",
        "Prosecutors met at noon. He said that talks would go on.",
    ],
)
def test_a_place_a_lone_name_or_a_plural_is_nobody_who_could_be_meant(text: str) -> None:
    said = next(s for s in found_in(text) if s.cue.text == "said")
    assert said.speaker is None or said.speaker.text == "The envoy"
    assert said.voice is (Voice.NAMED if said.speaker else Voice.UNRESOLVED)
