"""Over what a figure counts, from when, on which day and where: scope, since, dates and place of tolls (codebook, toll)."""

from __future__ import annotations

import pytest
from rooms import Expected, assert_tolls, read_text, toll, tolls_of

SCOPES: dict[str, tuple[str, list[Expected]]] = {
    "of whom some were let out": (
        "Since 2015 the register lists 1,300 villagers as missing, of whom 211 have since been let out.",
        [toll("1,300", 1300, 1300, "missing", scope="cumulative"), toll("211", 211, 211, "released", scope="cumulative")],
    ),
    "one attack": ("A car bomb killed 12 people in Northtown.", [toll("12", 12, 12, scope="incident")]),
    "one attack whose toll rises": ("The death toll from the bombing rises to 45.", [toll("45", 45, 45, scope="incident")]),
    "a storm as a whole": ("Storm Ada killed 45 people.", [toll("45", 45, 45, scope="incident")]),
    "missing after an accident": ("After the sinking 31 people are missing.", [toll("31", 31, 31, "missing", scope="incident")]),
    "past 24 hours": ("In the past 24 hours 60 people were killed.", [toll("60", 60, 60, scope="period")]),
    "this week": ("This week 60 people were killed in the province.", [toll("60", 60, 60, scope="period")]),
    "in a month": ("In March 2023, 60 people were killed in the province.", [toll("60", 60, 60, scope="period")]),
    "between two days": ("Between 12 and 18 January 60 people were killed.", [toll("60", 60, 60, scope="period")]),
    "since a day": (
        "Since 3 May 2023, 900 people have been killed.",
        [toll("900", 900, 900, scope="cumulative", since="2023-05-03")],
    ),
    "since a day without a year": (
        "Since 3 November 900 people have been killed.",
        [toll("900", 900, 900, scope="cumulative", since="2023-11-03")],
    ),
    "a war begun by something": (
        "Begun by a march into Doru on 3 May 2023, the war has killed 900 people.",
        [toll("900", 900, 900, scope="cumulative", since="2023-05-03")],
    ),
    "since something set it off": (
        "Since it was triggered by a raid on 3 May 2023, the conflict has left 900 people dead.",
        [toll("900", 900, 900, scope="cumulative", since="2023-05-03")],
    ),
    "a war that a raid set off": (
        "The war, which was set off by a raid on May 3, 2023, has left 900 people dead.",
        [toll("900", 900, 900, scope="cumulative", since="2023-05-03")],
    ),
    "something else that began": (
        "Begun on 3 May 2023, the search has found 12 people dead in the mine.",
        [toll("12", 12, 12, scope="incident", since=None)],
    ),
    "since a day of the week": ("Since Monday 90 people have been killed.", [toll("90", 90, 90, scope="period", since=None)]),
    "so many and no occasion": ("The general owned up to the loss of 34,000 soldiers.", [toll("34,000", 34000, 34000, scope="cumulative")]),
    "where displaced people are": (
        "The committee lists 5,000 displaced people in 14 shelters.",
        [toll("5,000", 5000, 5000, "displaced", scope="stock")],
    ),
    "displaced people who moved": (
        "Some 5,000 displaced people crossed the river.",
        [toll("Some 5,000", 5000, 5000, "displaced", scope="incident")],
    ),
    "a war with its years": ("The war of 1994–1996 cost 900 lives.", [toll("900", 900, 900, scope="cumulative", since=None)]),
    "beside a record": (
        "A mine killed seven soldiers, the deadliest attack this year.",
        [toll("seven", 7, 7, scope="incident")],
    ),
    "earlier this week": ("Earlier this week 14 villagers were killed.", [toll("14", 14, 14, scope="incident")]),
    "few in a month that somebody counts": (
        "By our tally 43 people were killed in May, against 60 the month before.",
        [toll("43", 43, 43, scope="period"), toll("60", 60, 60, scope="period")],
    ),
    "the time of the saying": (
        "A note shared since Sunday says that a drone killed 12 guests.",
        [toll("12", 12, 12, scope="incident")],
    ),
    "a time in another sentence of a quotation": (
        '"We lost 20 men in the past week. A shell killed seven porters at the ford," the major said.',
        [toll("20", 20, 20, scope="period"), toll("seven", 7, 7, scope="incident")],
    ),
    "since a ceasefire": ("Since the northern ceasefire 90 people have been killed.", [toll("90", 90, 90, scope="cumulative")]),
    "few without day or occasion": ("The rebels claim that they have executed two hostages.", [toll("two", 2, 2, scope="incident")]),
    "still somewhere": ("The office recalls the 133 hostages still in the valley.", [toll("133", 133, 133, "abducted", scope="stock")]),
    "the event told before": (
        "A bomb hit the fair on Monday, killing nine people. Doctors confirmed six deaths.",
        [toll("nine", 9, 9, scope="incident"), toll("six", 6, 6, scope="incident")],
    ),
    "since a year": ("Since 1986, 900 people have been killed.", [toll("900", 900, 900, scope="cumulative", since="1986")]),
    "since a month": ("Since March 2019, 900 people have been killed.", [toll("900", 900, 900, scope="cumulative", since="2019-03")]),
    "in the war so far": ("In the war so far 900 people have been killed.", [toll("900", 900, 900, scope="cumulative", since=None)]),
    "since the war began": (
        "Since the war began 900 people have been killed.",
        [toll("900", 900, 900, scope="cumulative", since=None)],
    ),
    "the conflict's toll": (
        "The death toll in the conflict stands at 900.",
        [toll("900", 900, 900, scope="cumulative", since=None)],
    ),
    "an epidemic": ("The epidemic has killed 900 people.", [toll("900", 900, 900, scope="cumulative")]),
    "living in camps": ("About 5,000 displaced people are living in camps.", [toll("About 5,000", 5000, 5000, "displaced", scope="stock")]),
    "still held": ("At the mill 23 hostages are still held.", [toll("23", 23, 23, "abducted", scope="stock")]),
    "day and running total": (
        "The raids killed 60 people in the past 24 hours, bringing the nationwide toll to 900.",
        [toll("60", 60, 60, scope="period"), toll("900", 900, 900, scope="cumulative")],
    ),
    "the time of a total is the total's": (
        "Two people are killed in a raid, bringing the death toll in the past week to nine.",
        [toll("Two", 2, 2, scope="incident"), toll("nine", 9, 9, scope="period")],
    ),
    "a topic that tells a start": (
        "Total since 1 May 2023: 37 people killed.",
        [toll("37", 37, 37, scope="cumulative", since="2023-05-01")],
    ),
    "a topic's war": ("War in the valley: A bomb killed two people.", [toll("two", 2, 2, scope="incident")]),
    "since an assault": (
        "At least 544 civilians have been killed since a joint air and ground assault began two months ago.",
        [toll("At least 544", 544, None, scope="cumulative", since="2023-11")],
    ),
    "others go on counting": (
        "Since 3 May 2023, 900 people have been killed. Dozens of others are wounded.",
        [toll("900", 900, 900, scope="cumulative"), toll("Dozens", None, None, "injured", scope="cumulative", since="2023-05-03")],
    ),
    "so many in the perfect": (
        "At least 1,055 people have been killed in air attacks.",
        [toll("At least 1,055", 1055, None, scope="cumulative")],
    ),
    "so many in an earthquake": (
        "At least 1,055 people have been killed in the earthquake.",
        [toll("At least 1,055", 1055, None, scope="incident")],
    ),
    "daily deaths": ("The land reports a daily record of 60 deaths.", [toll("60", 60, 60, scope="period")]),
    "days of rallies": ("Two weeks of rallies left 60 people dead.", [toll("60", 60, 60, scope="period")]),
    "a toll after days": ("The toll after six days of fighting is 95.", [toll("95", 95, 95, scope="cumulative")]),
    "during a month": ("During July 2010, 60 people died in a fire.", [toll("60", 60, 60, scope="period")]),
    "one person is one incident": ("A soldier was killed over the weekend.", [toll("A soldier", 1, 1, scope="incident")]),
    "captives held": ("The group says that it holds 130 captives.", [toll("130", 130, 130, "abducted", scope="stock")]),
    "another figure's state": (
        "About 4,100 people fled yesterday, on top of 212,000 displaced already.",
        [toll("About 4,100", 4100, 4100, "displaced", scope="incident"), toll("212,000", 212000, 212000, "displaced", scope="stock")],
    ),
    "deeds counted together": ("He has nine killings attributed to him.", [toll("nine", 9, 9, scope="cumulative")]),
    "a start is not taken from another sentence": (
        "Since 3 May 2023, 900 people have been killed. The army reported the deaths of 40 soldiers.",
        [toll("900", 900, 900, since="2023-05-03"), toll("40", 40, 40, since=None)],
    ),
    "nor from the sentence after": (
        "The army reported the deaths of 40 soldiers. Since 3 May 2023, 900 villagers have been killed.",
        [toll("40", 40, 40, since=None), toll("900", 900, 900, since="2023-05-03")],
    ),
}

DATES: dict[str, tuple[str, list[Expected]]] = {
    "a weekday": ("On Monday a car bomb killed 12 people.", [toll("12", 12, 12, date_start="2024-01-22", date_end="2024-01-22")]),
    "a day and month": ("On 7 October, 12 people were killed.", [toll("12", 12, 12, date_start="2023-10-07", date_end="2023-10-07")]),
    "a full date": ("On 5 June 2019 a bomb killed 12 people.", [toll("12", 12, 12, date_start="2019-06-05", date_end="2019-06-05")]),
    "no day in the text is unknown": ("A car bomb killed 12 people.", [toll("12", 12, 12, date_start=None, date_end=None)]),
}

PLACES: dict[str, tuple[str, str | None]] = {
    "in": ("A car bomb killed 12 people in Northtown.", "Northtown"),
    "the narrowest": ("A car bomb killed 12 people in Northtown, Alder Province.", "Northtown"),
    "near": ("A car bomb killed 12 people near Northtown.", "Northtown"),
    "a hospital": ("Shelling killed 12 people at Hill Hospital in Northtown.", "Hill Hospital"),
    "lower-case directions stay outside": ("Shelling killed 12 people in southern Alderland.", "Alderland"),
    "the town of": ("Shelling killed 12 people in the besieged town of Northtown.", "Northtown"),
    "before the figure": ("In Northtown, shelling killed 12 people.", "Northtown"),
    "the outskirts of": ("A bomb killed 12 people on the outskirts of Northtown.", "Northtown"),
    "what is shelled": ("The army shells Northtown, killing 12 people.", "Northtown"),
    "what is captured": ("Rebels capture the town of Northtown, killing 12 people.", "Northtown"),
    "the capital beside its name": ("A bomb killed 12 people in the capital, Northtown.", "Northtown"),
    "a capital of a land": ("A bomb killed 12 people in the Alder capital, Northtown.", "Northtown"),
    "a named facility": ("A bomb killed 12 people at the King Doro academy in Northtown.", "King Doro academy"),
    "a people's facility has no name": ("A bomb killed 12 people at a Shia mosque in Northtown.", "Northtown"),
    "a border": ("Troops killed 12 people near the border with Alderland.", "border with Alderland"),
    "two places": ("Bombs killed 12 people in Northtown and Eastbridge.", "Northtown and Eastbridge"),
    "a list has no place": ("Bombs killed 12 people in Northtown, Eastbridge and Westford.", None),
    "who holds it is no place": ("A bomb killed 12 people in the rebel-held city of Northtown.", "Northtown"),
    "a region of its own name": ("A bomb killed 12 people in the Northtown region of Alderland.", "Northtown"),
    "a state of a land": ("A bomb killed 12 people in the U.S. state of Northtown.", "Northtown"),
    "called by its place": ("The death toll from the Northtown massacre rises to 12.", "Northtown"),
    "a land that counts its own": ("Northland reports 12 deaths in the past 24 hours.", "Northland"),
    "not where others flee": ("In Northtown, shelling killed 12 people and forced shops to move to Eastbridge.", "Northtown"),
    "the narrowest before": ("A blast at a base in Northtown, 60 km east of Eastbridge, kills 12 people.", "Northtown"),
    "an occasion told by which": ("After the attack in Northtown, which killed 12 people, shops closed.", "Northtown"),
    "a republic of": ("A bomb killed 12 people in the Republic of the Alder.", "Republic of the Alder"),
    "the dead are no place": ("Police questioned him about the death of a trader, Ilan Doro, in Northtown.", "Northtown"),
    "none": ("Shelling killed 12 people.", None),
    "a party is no place": ("The Alder Front killed 12 people.", None),
}

OWN_PLACES = "A bomb killed 12 people in Northtown and another wounded 30 people in Eastbridge."
TWO_OF_ONE_EVENT = "The second blast killed a medic, bringing the toll to two."


@pytest.mark.parametrize(("text", "expected"), list(SCOPES.values()), ids=list(SCOPES))
def test_scope_and_start(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@pytest.mark.parametrize(("text", "expected"), list(DATES.values()), ids=list(DATES))
def test_day_of_the_event(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@pytest.mark.parametrize(("text", "place"), list(PLACES.values()), ids=list(PLACES))
def test_place_is_the_narrowest_name(text: str, place: str | None) -> None:
    (claim,) = tolls_of(read_text(text))
    assert (claim.body.place.text if claim.body.place else None) == place


def test_each_figure_has_its_own_place() -> None:
    assert_tolls(OWN_PLACES, toll("12", 12, 12, place="Northtown"), toll("30", 30, 30, "injured", place="Eastbridge"))


def test_a_place_behind_a_bare_figure_is_that_figures() -> None:
    text = "In Alderland 18 people were killed, including eight in Northtown and six in Eastbridge."
    assert_tolls(
        text,
        toll("18", 18, 18, place="Alderland"),
        toll("eight", 8, 8, place="Northtown"),
        toll("six", 6, 6, place="Eastbridge"),
    )


def test_a_place_told_in_passing_is_not_the_next_sentences() -> None:
    text = "The war, which began with a raid into Alderland, goes on. A bomb killed 12 people."
    assert_tolls(text, toll("12", 12, 12, place=None))


def test_a_count_without_an_occasion_is_unknown_in_spite_of_fire_around_it() -> None:
    text = "Tank fire was heard at the pass. Doria has reported the deaths of 220 soldiers."
    assert_tolls(text, toll("220", 220, 220, scope="unknown", place=None))


def test_bringing_the_toll_to_two_is_a_toll_of_its_own() -> None:
    assert_tolls(TWO_OF_ONE_EVENT, toll("a medic", 1, 1), toll("two", 2, 2, part_of=None))
