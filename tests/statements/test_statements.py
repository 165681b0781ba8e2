"""How English hands on words: who speaks, what is said, with which stance, to and about whom."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from statements.marked import found_in, read, unmark

from counterclaim.model import Stance, Statement, Voice

# In each line: S speaker, C cue, X content, T target of the statement that the marks draw.
SPEAKERS = [
    "[S Port Minister Ana Example] [C said] that [X two piers were closed].",
    "[S A spokesperson for the Coast Liberation Front] [C said] that [X two piers were closed].",
    "[S Ana Example], the head of the port, [C said] that [X two piers were closed].",
    "[S The port authority], which runs the harbour, [C said] that [X two piers were closed].",
    "[S Port officials], however, [C said] that [X two piers were closed].",
    "[S The governor] on Monday [C said] that [X two piers were closed].",
    "[S The navy and the port authority] [C said] that [X two piers were closed].",
    "Both [S the navy and the port authority] [C deny] [X any part in the blaze].",
    "A report by [S the Harbour Institute] [C says] that [X two piers were closed].",
    "After the storm in Lowland, [S the navy] [C said] that [X two piers were closed].",
    "The crew attacked the depot and [S the navy] [C said] that [X two piers were closed].",
    "Two piers burned, with [S the navy] [C saying] that [X the fire was an accident].",
    "[S The envoy] left the talks, [C saying] that [X the offer was too small].",
    "[S The envoy] rejected the offer and [C said] that [X talks would go on].",
    "PORT TOWN, 12 March (Demo Wire) -- [S Ana Example], secretary of the union, [C said] that [X two piers were closed].",
    "[X Two piers were closed], [S the navy] [C said].",
    "[X Two piers were closed], [C according to] [S the navy].",
    "[C According to] [S the navy], [X two piers were closed].",
    "On Sunday, [C according to] [S the navy], [X two piers were closed].",
    '"[X Two piers were closed]," [C said] [S Ana Example].',
    "[S A guard] was [C quoted] as saying that [X the gate was open].",
    "[X The plan] was [C condemned] by [S the union].",
    "[S The two crews], who both [C deny] [X responsibility], left.",
    "20:31 [S A navy spokesman], Col. Ana Example, [C tells] reporters that [X two piers were closed].",
    "[S The port authority] for its part [C said] that [X two piers were closed].",
    "[S The port office] has since [C admitted] that [X two piers were closed].",
    "[S A general now in Port Town] [C claimed] in October that [X two piers were closed].",
    "The papers relied on [S one villager], who has since [C told] us that [X two piers were closed].",
    "[S A naval crew] that camped nearby [C told] us [X it saw nothing].",
    "[S The clinic] [C recorded], in the year of the siege, [X 40 deaths of children].",
    "[S The army] [C rejects] as baseless [X the suggestion that it shut two piers].",
    "It burned in [X raids] that [S the opposition] [C blames] on the navy.",
    "[S The Front] [C claimed] [X the raid on Port Town], in which three workers were killed.",
    "[X Some 800 boats sank] by [S UN] [C reckoning].",
    "[X Forty boats sank], in the [C tally] of [S the union].",
    "[X Five dead], [C said] [S the boy] on the telephone.",
    "On the fire in the port: [X nobody was hurt], [S the doctors] [C tell] us.",
    "[S Doctors Without Borders] [C says] that [X two piers were closed].",
    "[S The port authority] [C revises] [X its figure up again, to 61].",
    "[S The movement] praises the raid on the port, where, it [C admits], [X three of its boats sank].",
    "In the same month, [C says] [S a mothers' committee in Northtown] which reads the lists, [X two piers were closed].",
    "Hospitals took in 90, [X about thirty of whom], [C say] [S surgeons], [X cannot be moved].",
    '"[X No]," [C says] [S the commissioner in Northtown]: [X two piers were closed].',
    "[S Highland]'s [C count] for the same stretch is now [X over 360].",
    "[S The mayor] spoke of twelve boats. His own [C tally] is now [X five].",
    "Two boats sank, up from [X the 148] which [S the office] [C mentioned] two weeks ago.",
    "Two boats sank, up from the figure that [S the clinic] [C puts] [X at 9].",
    "[C According to] data of [S the union], [X two piers were closed].",
    "[X Two piers were closed], [C according to] [S a nurse at the clinic]; it rained.",
    "As [C reported] by [S the navy], [X two piers were closed].",
    "In [S the ministry of ports] it was [C stated] that [X two piers were closed].",
    "[X Forty boats] were [C counted] by [S the captain of the port].",
    "[S Officials] [C attribute] [X 40 deaths] to the cold.",
    "[S The Front] [C boasts] of [X having sunk two boats].",
]


def drawn(marked: str) -> tuple[Statement, dict[str, list[str]]]:
    """The statement of the last cue that is drawn, with the words that the marks give."""
    text, marks = unmark(marked)
    found = [s for s in found_in(text) if s.cue.text == marks["C"][-1]]
    assert found, f"no statement in {text!r}"
    return found[-1], dict(marks)


@pytest.mark.parametrize("marked", SPEAKERS)
def test_speaker_cue_and_content(marked: str) -> None:
    statement, marks = drawn(marked)
    assert statement.speaker is not None
    assert statement.speaker.text == marks["S"][0]
    assert [c.text for c in statement.content] == marks["X"]
    assert statement.voice is Voice.NAMED


CONTENTS = [
    "Since the truce ended, [S the navy] [C says], [X two boats have sunk].",
    "[S The navy] [C rejected] [X that].",
    "[S The crews] [C estimated] that [X two boats sank], the navy maintained that none did.",
    "[S The navy] [C says] [X it sank two boats], while the union reports that no boat was near.",
    "[S The navy] [C said] that [X it sank two boats], but the union denied this.",
    "[S The navy] [C denies] [X sinking the boats] and says talks go on.",
    "[S The navy] [C declared] [X a truce in the northern port] after days of clashes.",
    "[S The navy] [C said] on Monday in Port Town that [X it sank two boats].",
    "[S The navy] [C says] that [X it sank two boats], adding that the crews were saved.",
    "[S The navy] [C claims] [X to have sunk two boats].",
    "[S The navy] [C denies] [X involvement in the fire].",
    "[S The navy] [C told] reporters: “[X We sank two boats. The crews are safe]”.",
]


@pytest.mark.parametrize("marked", CONTENTS)
def test_content_is_the_whole_clause_and_no_more(marked: str) -> None:
    statement, marks = drawn(marked)
    assert [c.text for c in statement.content] == marks["X"]


STANCES = [
    ("The envoy [C said] that [T the navy] should open the port.", "demands"),
    ("The envoy [C said] that [T the navy] was responsible for the fire.", "accuses"),
    ("The envoy [C said] that there was no truth in the report.", "denies"),
    ("The envoy [C said] that thousands could starve.", "warns"),
    ("The envoy [C said] that the navy opened the port.", "reports"),
    ("The navy [C claimed responsibility] for the raid.", "admits"),
    ("The navy [C claimed] the raid.", "admits"),
    ("The navy [C claimed] three boats.", "alleges"),
    ("The navy [C rejected] the allegations.", "denies"),
    ("The navy [C rejected] [T the union]'s offer.", "refuses"),
    ("The navy [C rejected] the figure.", "disputes"),
    ("The court [C rejected] the claim.", "rules"),
    ("The court [C ordered] [T the navy] to open the port.", "rules"),
    ("The governor [C ordered] [T the navy] to open the port.", "demands"),
    ("The court [C said] that the hearing was over.", "reports"),
    ('The navy [C called] the report "a lie".', "denies"),
    ("The hospital said that four were [C confirmed] dead.", "confirms"),
    ("[T The crews] were [C accused] of theft.", "accuses"),
    ("[T The crews] were [C accused] by the navy of theft.", "accuses"),
    ("The navy arrested [T two men] [C suspected] of theft.", "alleges"),
    ("The crews are [C believed] to be at sea.", "alleges"),
    ("Heavy smoke was [C reported] over the port.", "reports"),
    ("The opposition disputes both numbers and [C gives] 40 dead.", "disputes"),
    ("The opposition disputes the plan and [C gives] 40 dead.", "reports"),
    ("The mayor [C says] the figure is inflated.", "disputes"),
    ("Officials [C attribute] 40 deaths to the cold.", "reports"),
    ("Officials [C attribute] the deaths to the rebels.", "accuses"),
    ("The Front [C boasts] of having sunk two boats.", "admits"),
    ("The Front [C boasts] of zero losses.", "alleges"),
]


@pytest.mark.parametrize(("marked", "stance"), STANCES)
def test_stance_and_target(marked: str, stance: str) -> None:
    statement, marks = drawn(marked)
    assert statement.stance == stance
    if "T" in marks:
        assert statement.target is not None
        assert statement.target.text == marks["T"][0]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Governor Ana Example visited the port. She said that the piers were safe.", "Governor Ana Example"),
        ("The navy said that two boats sank. It denied firing first.", "The navy"),
        ("The envoy and the mayor met. He said that talks would go on.", None),
        ("He said that talks would go on.", None),
        ("“We sank two boats,” the navy said. “We warned that more would follow.”", "the navy"),
    ],
)
def test_a_pronoun_is_named_only_where_one_name_fits(text: str, speaker: str | None) -> None:
    last = [s for s in found_in(text) if s.rule != "quote:continued"][-1]
    assert (last.speaker.text if last.speaker else None) == speaker
    assert last.voice is (Voice.NAMED if speaker else Voice.UNRESOLVED)


@pytest.mark.parametrize(
    "text",
    [
        "The navy did not say that two boats sank.",
        "The navy could announce a truce.",
        "No group has claimed responsibility.",
        "The Court of Appeals for the port sat.",
        "A camp called Harbour View was closed.",
        "The storm threatens the coast.",
        "The navy denied the convoy entry.",
        "The casualties admitted to the hospitals were counted.",
        "Killed: 41\nInjured: 20",
        "Minutes of Monday, boats sunk: for “72 boats” read “86 boats”.",
        "Bulletin No. 8 gave 40 dead.",
    ],
)
def test_no_statement(text: str) -> None:
    assert found_in(text) == ()


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("Heavy smoke was reported over the port.", True),
        ("Unconfirmed reports say that two boats sank.", True),
        ("The navy said that two boats sank, which could not be independently verified.", True),
        ("Two boats reportedly sank, according to the navy.", True),
        ("The navy said that at least two boats sank.", False),
    ],
)
def test_hedged(text: str, hedged: bool) -> None:
    assert found_in(text)[0].hedged is hedged


def test_nested_words_are_two_statements() -> None:
    outer, inner = found_in("Lowland denies claims by Highland that it is planning a raid.")
    assert (outer.stance, inner.stance) == (Stance.DENIES, Stance.ALLEGES)
    assert inner.speaker is not None
    assert inner.speaker.text == "Highland"
    assert inner.inside == outer.id
    assert outer.inside is None


def test_a_denial_is_aimed_at_whom_it_answers() -> None:
    text = "The union said that the navy sank two boats. The navy denied this."
    denial = found_in(text)[-1]
    assert denial.target is not None
    assert denial.target.text == "The union"


def test_told_outlets_carry_before_the_publisher() -> None:
    statements, _ = read("The mayor told Reuters that the road was open.", publisher="Demo Wire A")
    assert statements[0].carried_by == ("Reuters", "Demo Wire A")


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    text = "“Two boats sank,” said Ana Example. “The crews of both boats are safe.”"
    first, second = found_in(text)
    assert first.speaker == second.speaker
    assert first.id != second.id
    assert second.content[0].text == "The crews of both boats are safe"


TURNS = {
    "handles": (
        "@harbour_watch — jets are over the port\n\n@pier_nine — that is not true",
        ["@harbour_watch reports", "@pier_nine denies"],
    ),
    "with a time": (
        "@harbour_watch, 06:12 — the port is shut\n@pier_nine, 06:15 — we see smoke",
        ["@harbour_watch reports", "@pier_nine reports"],
    ),
    "a reply": (
        "@harbour_watch — two boats sank\n\nReply from @pier_nine (pro-navy) — fake. one boat",
        ["@harbour_watch reports", "@pier_nine denies"],
    ),
    "a list of versions": (
        "– State television: 12 rebels killed.\n– HLF, in a clip: three soldiers dead.",
        ["State television reports", "HLF reports"],
    ),
    "an interview": (
        "DEMO WIRE: How many were there?\nDIRECTOR: We found nine.\nDEMO WIRE: Not twelve?\nDIRECTOR: No, it was nine.",
        ["DIRECTOR reports", "DIRECTOR disputes"],
    ),
    "a broadcaster's own words": (
        "V/O: The port is shut.\nASTON – ANA EXAMPLE, UNION: We found nine.\nV/O: It rained.\nASTON – ANA EXAMPLE, UNION: We left.",
        ["ANA EXAMPLE, UNION reports", "ANA EXAMPLE, UNION reports"],
    ),
    "a bare time, and where somebody stands": (
        "1410 Navy website: three boats sank.\n1520 An aide to the governor: two boats sank, not three.",
        ["Navy website reports", "An aide to the governor disputes"],
    ),
    "a table": ("Killed: 41\nWounded: 118", []),
    "a table of places": ("Northtown: 4 killed\nPort Ana: 3 killed", []),
}


@pytest.mark.parametrize(("text", "expected"), list(TURNS.values()), ids=list(TURNS))
def test_labels_speak_only_where_they_take_turns(text: str, expected: list[str]) -> None:
    turns = [s for s in found_in(text) if s.rule == "label:turn"]
    assert [f"{s.speaker.text} {s.stance}" for s in turns if s.speaker] == expected


NOTED = {
    "a bracket": ("Fled: 31,600 [per the harbour office]", "the harbour office", "Fled: 31,600"),
    "a note": (
        "Killed: 41 [a] | Wounded: 118\n\nNOTES\n[a] Given by the harbour office, which counts daily.",
        "the harbour office",
        "Killed: 41",
    ),
    "a source": ("Wounded: 84 (1)\n\n(1) Source: the northern prosecutors. Includes two.", "the northern prosecutors", "Wounded: 84"),
    "a flash": ("0702 Port toll now 34 – harbour ministry", "harbour ministry", "0702 Port toll now 34"),
    "the source of a line": ("Source: the harbour office. Boats: 4 sunk, 2 lost", "the harbour office", "Boats: 4 sunk, 2 lost"),
    "an estimate": ("2,300 people fled [2]\n\n[2] The harbour office's estimate.", "The harbour office", "2,300 people fled"),
}


@pytest.mark.parametrize(("text", "speaker", "content"), list(NOTED.values()), ids=list(NOTED))
def test_brackets_and_notes_name_the_source_of_a_figure(text: str, speaker: str, content: str) -> None:
    found = next(s for s in found_in(text) if s.rule == "note:source")
    assert found.speaker is not None
    assert found.speaker.text == speaker
    assert [c.text for c in found.content] == [content]


def test_a_note_that_names_no_source_says_nothing() -> None:
    assert not [s for s in found_in("Killed: 41 [a]\n\n[a] Corrected from 43.") if s.rule == "note:source"]


PRONOUNS = [
    ("A nurse with the rescue service said that the road was shut. He counted four men.", "A nurse with the rescue service"),
    ("Ana Example praised the crews. Example said that the road was open. The road was shut, she added.", "Example"),
    ("The Rescue Ministry visited the port.\n\nWe said that two boats sank. We confirmed that two boats sank.", "The Rescue Ministry"),
    ("HARBOUR ACCESS GROUP, PORT TOWN\nNotice 6\n\nWe said that two boats sank. We confirmed that two boats sank.", "HARBOUR ACCESS GROUP"),
    (
        "Open the port\nStatement, 3 May 2023\n\nThe navy must open the port, the Harbour Rights Desk said today. "
        "We said that two boats sank. We confirmed that two boats sank.",
        "the Harbour Rights Desk",
    ),
    ("@pier_nine — the port is shut. I counted four boats\n\n@harbour_watch — it is open", "@pier_nine"),
    ("Two boats sank, according to the navy, which adds that two crews are safe.", "the navy"),
    ("The mayor rejected this. No sailor had slept there, he insisted.", "The mayor"),
    ("The crews have so far confirmed that two boats sank.", "The crews"),
]


@pytest.mark.parametrize(("text", "speaker"), PRONOUNS)
def test_a_pronoun_stands_for_whoever_spoke_last(text: str, speaker: str) -> None:
    last = [s for s in found_in(text) if not s.rule.startswith("label")][-1]
    assert last.speaker is not None
    assert last.speaker.text.removeprefix("The ") == speaker.removeprefix("The ")


def test_unread_cues_have_a_reason() -> None:
    _, unread = read("The navy did not say that two boats sank.")
    assert [(u.span.text, u.reason) for u in unread] == [("say", "negated")]


WORDS = (
    "The navy said that denied accused of by according to , . “ ” \" ' who which and with saying it they "
    "He were reported told Reuters : — \n ( ) the claims 12 not"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join)))
def test_laws_hold_on_any_text(text: str) -> None:
    statements, unread = read(text)
    for statement in statements:
        for span in (statement.cue, statement.speaker, statement.target, *statement.content):
            assert span is None or (text[span.start : span.end] == span.text and span.text)
        assert (statement.speaker is not None) == (statement.voice is Voice.NAMED)
    assert all(text[u.span.start : u.span.end] == u.span.text for u in unread)
    assert len({s.id for s in statements}) == len(statements)
    assert [s.cue.start for s in statements] == sorted(s.cue.start for s in statements)
    assert read(text) == (statements, unread)


ANSWERS_BY_NAME = [
    ("The navy said that 40 boats sank. The union called that account naive.", Stance.DISPUTES),
    ("The navy said that 40 boats sank. The union calls the report an invention.", Stance.DENIES),
    ("The union called the truce a first step.", Stance.REPORTS),
    ("The navy said that 40 boats sank. The union rejects this.", Stance.DENIES),
    ("The union answered that it had lost nobody.", Stance.DISPUTES),
    ("The union replied that it could not confirm the loss.", Stance.REPORTS),
]


@pytest.mark.parametrize(("text", "stance"), ANSWERS_BY_NAME)
def test_what_somebody_calls_a_claim_tells_how_they_stand_to_it(text: str, stance: Stance) -> None:
    assert found_in(text)[-1].stance is stance


def test_a_version_behind_a_colon_is_the_answering_speakers() -> None:
    found = found_in("The union contests this: nobody but three men has died at the pier.")
    assert [(s.speaker.text, s.content[0].text) for s in found if s.speaker] == [
        ("The union", "this"),
        ("The union", "nobody but three men has died at the pier"),
    ]


SHORT_NAMES = [
    pytest.param("The Peace and Security Council ruled that the army must leave Northtown. ", Stance.RULES, id="a council that has ruled"),
    pytest.param("The town council is old. ", Stance.REPORTS, id="a council of a town"),
]


@pytest.mark.parametrize(("before", "stance"), SHORT_NAMES)
def test_the_council_finds_as_what_it_stands_for(before: str, stance: Stance) -> None:
    assert found_in(f"{before}The council found that the rebels held nine nurses.")[-1].stance is stance


def test_a_version_behind_a_colon_answers_whoever_was_contested() -> None:
    found = found_in("The governor said the strikes harmed nobody. Herders contest this: they buried a boy.")
    assert [s.target.text for s in found if s.target] == ["The governor", "The governor"]
