"""Prose -> tolls: every row of the codebook's toll table (measure, bounds, victims, group, unit) and its rulings on hard cases."""

from __future__ import annotations

import pytest
from rooms import Expected, assert_tolls, toll

Case = tuple[str, list[Expected]]


def table(cases: dict[str, Case]) -> pytest.MarkDecorator:
    """A parametrised table whose ids are the cases' names."""
    return pytest.mark.parametrize(("text", "expected"), list(cases.values()), ids=list(cases))


MEASURES: dict[str, Case] = {
    "soldiers taken": ("The radio reported 12 soldiers taken.", [toll("12", 12, 12, "detained", group="military")]),
    "in a named hospital": ("There are 12 people in Northtown Hospital.", [toll("12", 12, 12, "injured")]),
    "left a named place": ("In four weeks 900 people have left Northtown.", [toll("900", 900, 900, "displaced")]),
    "had been lost": ("The army said that three soldiers had been lost there.", [toll("three", 3, 3, "killed")]),
    "a particle before the figure": ("Soldiers rounded up over 150 men.", [toll("over 150", 150, None, "detained")]),
    "let go": ("The band let go nine policemen.", [toll("nine", 9, 9, "released", group="police")]),
    "nobody lost": ("The militia lost nobody there.", [toll("nobody", 0, 0, "killed", group="militants")]),
    "the loss of": ("The front admits the loss of 650 of its own.", [toll("650", 650, 650, "killed", group="militants")]),
    "no driver": ("No driver was hurt.", [toll("No", 0, 0, "injured", group="civilians")]),
    "cost somebody": ("The offensive has cost it 140 men.", [toll("140", 140, 140, "killed")]),
    "a hospital takes in": ("The hospital took in 130.", [toll("130", 130, 130, "injured")]),
    "taken by soldiers": ("Soldiers led 12 villagers away.", [toll("12", 12, 12, "detained")]),
    "taken by gunmen": ("Gunmen led 12 villagers away.", [toll("12", 12, 12, "abducted")]),
    "held by a government": ("The authorities hold 64 aid workers.", [toll("64", 64, 64, "detained", scope="stock")]),
    "held by rebels": ("Rebels held 11 pupils for three days.", [toll("11", 11, 11, "abducted")]),
    "soldiers held by rebels": ("The front holds 14 soldiers.", [toll("14", 14, 14, "detained")]),
    "what a hall holds": ("The hall holds 500 people. A guard was killed.", [toll("A guard", 1, 1)]),
    "deaths that climb": ("Deaths from the raid climb to 38.", [toll("38", 38, 38)]),
    "put dead at": ("A source put enemy dead at 40.", [toll("40", 40, 40)]),
    "killed": ("The shelling killed 12 people in Northtown.", [toll("12", 12, 12, "killed")]),
    "died": ("In Northtown 12 people died when a wall fell.", [toll("12", 12, 12, "killed")]),
    "bodies found": ("Rescue teams found 12 bodies under the bridge.", [toll("12", 12, 12, "killed")]),
    "martyrs": ("The ministry counted 12 martyrs in the valley.", [toll("12", 12, 12, "killed")]),
    "dead": ("The blast left 12 people dead.", [toll("12", 12, 12, "killed")]),
    "shot dead": ("Two farmers were shot dead near the fence.", [toll("Two", 2, 2, "killed")]),
    "stabbed to death": ("Three guards were stabbed to death in the depot.", [toll("Three", 3, 3, "killed")]),
    "lost their lives": ("Nine sailors lost their lives off the coast.", [toll("Nine", 9, 9, "killed")]),
    "claimed lives": ("The landslide claimed 40 lives.", [toll("40", 40, 40, "killed")]),
    "deaths of": ("The raid led to the deaths of 14 villagers.", [toll("14", 14, 14, "killed")]),
    "wounded": ("The shelling wounded 12 people in Northtown.", [toll("12", 12, 12, "injured")]),
    "injured": ("Twelve people were injured in Northtown.", [toll("Twelve", 12, 12, "injured")]),
    "were hurt": ("Twelve people were hurt in Northtown.", [toll("Twelve", 12, 12, "injured")]),
    "shot without death": ("Two farmers were shot near the fence.", [toll("Two", 2, 2, "injured")]),
    "stabbed without death": ("Three guards were stabbed in the depot.", [toll("Three", 3, 3, "injured")]),
    "hospitalised": ("Sixty children were hospitalised after the leak.", [toll("Sixty", 60, 60, "injured")]),
    "poisoned": ("Sixty children were poisoned at the school.", [toll("Sixty", 60, 60, "injured")]),
    "killed or wounded": ("More than 700 people were killed or wounded.", [toll("More than 700", 700, None, "casualties")]),
    "casualties": ("The brigade suffered 70 casualties.", [toll("70", 70, 70, "casualties")]),
    "missing": ("After the sinking 31 people are missing.", [toll("31", 31, 31, "missing")]),
    "unaccounted for": ("After the sinking 31 people are unaccounted for.", [toll("31", 31, 31, "missing")]),
    "displaced": ("The fighting displaced 4,000 people.", [toll("4,000", 4000, 4000, "displaced")]),
    "fled": ("About 4,000 people fled the town.", [toll("About 4,000", 4000, 4000, "displaced")]),
    "evacuated": ("Some 900 villagers were evacuated.", [toll("Some 900", 900, 900, "displaced")]),
    "refugees": ("The valley hosts 35,000 refugees.", [toll("35,000", 35000, 35000, "displaced")]),
    "homeless": ("The flood left 600 people homeless.", [toll("600", 600, 600, "displaced")]),
    "arrested": ("Police arrested 19 men on Tuesday.", [toll("19", 19, 19, "detained")]),
    "captured": ("The rebels captured 19 soldiers at the pass.", [toll("19", 19, 19, "detained")]),
    "surrendered": ("At dawn 19 fighters surrendered.", [toll("19", 19, 19, "detained")]),
    "jailed": ("A court jailed 19 activists.", [toll("19", 19, 19, "detained")]),
    "kidnapped": ("Gunmen kidnapped 23 pupils from a dormitory.", [toll("23", 23, 23, "abducted")]),
    "hostages": ("The group holds 23 hostages.", [toll("23", 23, 23, "abducted")]),
    "freed": ("The group freed 23 hostages at the border.", [toll("23", 23, 23, "released")]),
    "rescued": ("Troops rescued 23 villagers from the camp.", [toll("23", 23, 23, "released")]),
    "two measures, two tolls": (
        "The bomb killed 3 people and wounded 20 others.",
        [toll("3", 3, 3, "killed"), toll("20", 20, 20, "injured")],
    ),
    "taken to hospital": ("After the blast 12 people were taken to hospital.", [toll("12", 12, 12, "injured")]),
    "lives and wounded": (
        "A bomb hit the fair, claiming 34 lives and injuring 54.",
        [toll("34", 34, 34, "killed"), toll("54", 54, 54, "injured")],
    ),
    "reported as dead": ("Four were reported as dead.", [toll("Four", 4, 4, "killed")]),
    "one death": ("The blast resulted in 1 death.", [toll("1", 1, 1, "killed")]),
    "dozens of them dead": ("The raid left dozens of rebels dead.", [toll("dozens", None, None, "killed", victims="rebels")]),
    "a list behind one figure": (
        "About 100 soldiers, clerks and employees were killed.",
        [toll("About 100", 100, 100, "killed")],
    ),
    "a figure that flees": ("In the night 7,300 flee to the hills.", [toll("7,300", 7300, 7300, "displaced")]),
    "sent to jail": ("A court sent 12 men to jail.", [toll("12", 12, 12, "detained")]),
    "losing of one's own": (
        "The rebels killed 100 soldiers while losing 16 of their own.",
        [toll("100", 100, 100), toll("16", 16, 16)],
    ),
    "alleged to be": ("Two farmers alleged to be rebels were killed.", [toll("Two", 2, 2, victims="farmers")]),
    "killing and wounding": (
        "A rocket hit the market, killing 3 people and wounding 20.",
        [toll("3", 3, 3, "killed"), toll("20", 20, 20, "injured")],
    ),
}

BOUNDS: dict[str, Case] = {
    "handed over is no bound": ("The gunmen handed over four farmers.", [toll("four", 4, 4, "released", group="civilians")]),
    "a couple": ("A couple in their seventies was killed in Northtown.", [toll("A couple", 2, 2)]),
    "all but so many": ("The ministry says all but 300 have been freed.", []),
    "according to one": ("According to a teacher in the town, 11 people were arrested.", [toll("11", 11, 11, "detained")]),
    "exact": ("Eleven people were killed.", [toll("Eleven", 11, 11, quantifier="exact", approx=False, vague=False)]),
    "at least": ("At least 11 people were killed.", [toll("At least 11", 11, None, quantifier="at_least")]),
    "no fewer than": ("No fewer than 11 people were killed.", [toll("No fewer than 11", 11, None, quantifier="at_least")]),
    "more than": ("More than 26,000 people were killed.", [toll("More than 26,000", 26000, None, quantifier="more_than")]),
    "over": ("Over 300 people were killed.", [toll("Over 300", 300, None, quantifier="more_than")]),
    "up to": ("Up to 90 people were killed.", [toll("Up to 90", None, 90, quantifier="up_to")]),
    "as many as": ("As many as 90 people were killed.", [toll("As many as 90", None, 90, quantifier="up_to")]),
    "fewer than": ("Fewer than 90 people were killed.", [toll("Fewer than 90", None, 90, quantifier="fewer_than")]),
    "about": ("About 40 people were killed.", [toll("About 40", 40, 40, quantifier="about", approx=True)]),
    "some": ("Some 40 people were killed.", [toll("Some 40", 40, 40, quantifier="about", approx=True)]),
    "an estimated": ("An estimated 40 people were killed.", [toll("An estimated 40", 40, 40, quantifier="about", approx=True)]),
    "nearly": ("Nearly 40 people were killed.", [toll("Nearly 40", 40, 40, quantifier="nearly", approx=True)]),
    "between": ("Between 5 and 8 people were killed.", [toll("Between 5 and 8", 5, 8, quantifier="range")]),
    "from to": ("The blast killed 5 to 8 people.", [toll("5 to 8", 5, 8, quantifier="range")]),
    "a dozen is twelve": ("A dozen people were killed.", [toll("A dozen", 12, 12, quantifier="exact", vague=False)]),
    "two dozen is 24": ("Two dozen people were killed.", [toll("Two dozen", 24, 24, quantifier="exact")]),
    "dozens": ("Dozens of people were killed.", [toll("Dozens", None, None, quantifier="vague", vague=True)]),
    "several": ("Several people were killed.", [toll("Several", None, None, quantifier="vague", vague=True)]),
    "thousands": ("Thousands of families fled.", [toll("Thousands", None, None, "displaced", quantifier="vague", unit="household")]),
    "some people": ("In the blast some villagers were injured.", [toll("some", None, None, "injured", vague=True)]),
    "a third one": (
        "The strike killed two rebels and wounded a third.",
        [toll("two", 2, 2), toll("a third", 1, 1, "injured")],
    ),
    "none of two kinds": (
        "The army sustained no military or civilian casualties.",
        [toll("no", 0, 0, "casualties")],
    ),
    "word and digits": ("The raid killed five (5) rebels.", [toll("five (5)", 5, 5, victims="rebels")]),
    "an article is one": ("A soldier was killed.", [toll("A soldier", 1, 1, quantifier="exact", group="military")]),
    "an article as object": ("The landslide killed a farmer.", [toll("a farmer", 1, 1, quantifier="exact")]),
    "no one": ("No one was killed in the raid.", [toll("No one", 0, 0)]),
    "no casualties": ("No casualties were reported.", [toll("No", 0, 0, "casualties")]),
    "no injuries": ("There were no injuries.", [toll("no", 0, 0, "injured")]),
    "additional casualties": ("The raids led to additional casualties.", [toll("additional", None, None, "casualties", vague=True)]),
    "many deaths": ("The raids caused many deaths.", [toll("many", None, None, "killed", vague=True)]),
    "a bound only at its figure": (
        "At least 10 people were killed and 15 wounded.",
        [toll("At least 10", 10, None), toll("15", 15, 15, "injured", quantifier="exact")],
    ),
    "each its own bound": (
        "About 50 people were killed and more than 120 injured in the blast.",
        [toll("About 50", 50, 50, approx=True), toll("more than 120", 120, None, "injured", approx=False)],
    ),
}

VICTIMS: dict[str, Case] = {
    "people": ("The shelling killed 12 people.", [toll("12", 12, 12, victims="people", group="unspecified")]),
    "gunmen": ("Troops killed 12 gunmen.", [toll("12", 12, 12, victims="gunmen", group="militants")]),
    "soldiers": ("The ambush killed 12 soldiers.", [toll("12", 12, 12, victims="soldiers", group="military")]),
    "border guards": ("At the post 12 border guards were killed.", [toll("12", 12, 12, victims="border guards", group="military")]),
    "security forces": ("Two members of the security forces were killed.", [toll("Two", 2, 2, group="military")]),
    "prison guards": ("In the riot 12 prison guards were killed.", [toll("12", 12, 12, victims="prison guards", group="police")]),
    "police officers": ("The bomb killed 12 police officers.", [toll("12", 12, 12, victims="police officers", group="police")]),
    "protesters": ("Police shot dead 12 protesters.", [toll("12", 12, 12, victims="protesters", group="civilians")]),
    "pilgrims": ("The fire killed 12 pilgrims.", [toll("12", 12, 12, group="civilians")]),
    "migrants": ("Off the coast 12 migrants drowned.", [toll("12", 12, 12, group="civilians")]),
    "schoolchildren": ("The blast killed 12 schoolchildren.", [toll("12", 12, 12, group="children")]),
    "boys": ("The blast killed two boys.", [toll("two", 2, 2, victims="boys", group="children")]),
    "women": ("The blast killed two women.", [toll("two", 2, 2, victims="women", group="women")]),
    "women and children": ("The blast killed 12 women and children.", [toll("12", 12, 12, victims="women and children", group="mixed")]),
    "inmates and guards": ("The fire killed 12 inmates and guards.", [toll("12", 12, 12, group="mixed")]),
    "doctors": ("The blast killed two doctors.", [toll("two", 2, 2, group="medical")]),
    "journalists": ("The blast killed two journalists.", [toll("two", 2, 2, group="press")]),
    "aid workers": ("The blast killed two aid workers.", [toll("two", 2, 2, victims="aid workers", group="aid")]),
    "inmates": ("The fire killed 41 inmates.", [toll("41", 41, 41, group="prisoners")]),
    "teenagers": ("The blast killed two teenagers.", [toll("two", 2, 2, group="unspecified")]),
    "kidnappers": ("Police killed two kidnappers.", [toll("two", 2, 2, group="militants")]),
    "soldiers and others": (
        "The crash killed 13 soldiers and 5 others.",
        [toll("13", 13, 13, group="military"), toll("5", 5, 5, group="unspecified")],
    ),
    "households": ("The flood displaced 300 families.", [toll("300", 300, 300, "displaced", unit="household")]),
    "persons": ("The flood displaced 300 villagers.", [toll("300", 300, 300, "displaced", unit="person")]),
    "a figure for two kinds": (
        "The raid killed dozens of soldiers and mercenaries.",
        [toll("dozens", None, None, victims="soldiers and mercenaries", group="mixed")],
    ),
    "three other people": (
        "The raid killed two children and wounded three other people.",
        [toll("two", 2, 2, group="children"), toll("three", 3, 3, "injured", victims="people", group="unspecified")],
    ),
    "an age stays outside": (
        "The raid killed two 30-year-old farmers.",
        [toll("two", 2, 2, victims="farmers", group="civilians")],
    ),
    "an age makes a child": (
        "The raid killed a 16-year-old villager and a 15-year-old.",
        [
            toll("a 16-year-old villager", 1, 1, victims="villager"),
            toll("a 15-year-old", 1, 1, victims="15-year-old", group="children"),
        ],
    ),
    "members of a force": (
        "The raid killed four members of the Alder Defence Force.",
        [toll("four", 4, 4, victims="members of the Alder Defence Force", group="military")],
    ),
    "military officials": ("The crash killed six military officials.", [toll("six", 6, 6, group="military")]),
    "another one shares the noun": (
        "Two soldiers were killed and another is missing.",
        [toll("Two", 2, 2, victims="soldiers"), toll("another", 1, 1, "missing", victims="soldiers", group="military")],
    ),
    "workers taken hostage": (
        "Gunmen took 12 workers hostage.",
        [toll("12", 12, 12, "abducted", victims="workers")],
    ),
    "ellipsis takes the shared noun": (
        "In Northtown 3 people were killed and 7 wounded.",
        [toll("3", 3, 3, victims="people"), toll("7", 7, 7, "injured", victims="people")],
    ),
    "ellipsis of gunmen": (
        "Troops killed 3 gunmen and wounded 7.",
        [toll("3", 3, 3, victims="gunmen"), toll("7", 7, 7, "injured", victims="gunmen", group="militants")],
    ),
}

OWNERS: dict[str, Case] = {
    "named by a possessor": (
        "The front put the army's dead at 40 and its own losses at 12.",
        [toll("40", 40, 40, group="military"), toll("12", 12, 12, group="militants")],
    ),
    "a name of the register": ("The Ta'ang National Liberation Army lost 12 of its own.", [toll("12", 12, 12, group="militants")]),
    "theirs to whom it is done": (
        "The army said that rebels killed three of its men.",
        [toll("three", 3, 3, victims="men", group="military")],
    ),
    "what it cost": ("The brigade says that the attack has cost it 14 men.", [toll("14", 14, 14, group="military")]),
    "in the ranks": ("Five fell in the ranks of the army.", [toll("Five", 5, 5, group="military")]),
    "a list of losses": (
        "Militia: 41 killed, 23 captured.",
        [toll("41", 41, 41, group="militants"), toll("23", 23, 23, "detained", group="militants")],
    ),
    "their houses are not their people": (
        "Soldiers dragged 38 men from their houses.",
        [toll("38", 38, 38, "detained", group="unspecified")],
    ),
    "lost alone": ("The rebels lost 720 in the valley.", [toll("720", 720, 720, group="militants")]),
    "who lost it is not who lost them": ("The army lost the ridge and speaks of 60 dead.", [toll("60", 60, 60, group="unspecified")]),
}

INTRODUCED: dict[str, Case] = {
    "behind a colon": (
        "Harm to civilians fell in May: 203 died and 11 were hurt.",
        [toll("203", 203, 203, group="civilians"), toll("11", 11, 11, "injured", group="civilians")],
    ),
    "who says it is not who died": ("Doctors told the paper: 12 dead.", [toll("12", 12, 12, group="unspecified")]),
    "as to": ("As to soldiers, the list names 84 dead.", [toll("84", 84, 84, group="military")]),
    "losses, with so many": (
        "The office claims that northern soldiers suffered big losses, with 70 killed in one assault.",
        [toll("70", 70, 70, group="military")],
    ),
    "said of the dead": ("The ten killed at Northtown were bandits.", [toll("ten", 10, 10, victims="bandits", group="militants")]),
    "to a man": ("He knows of eight dead, rebels to a man.", [toll("eight", 8, 8, victims="rebels", group="militants")]),
    "one, a shepherd": ("A nurse says one dead, a shepherd.", [toll("one", 1, 1, victims="shepherd", group="civilians")]),
    "one farmer says nothing of the others": (
        "A farmer died and 31 were hurt.",
        [toll("A farmer", 1, 1, group="civilians"), toll("31", 31, 31, "injured", victims=None, group="unspecified")],
    ),
    "one soldier does": (
        "A soldier was killed and two were wounded.",
        [toll("A soldier", 1, 1), toll("two", 2, 2, "injured", group="military")],
    ),
}

PARTS: dict[str, Case] = {
    "of whom something else is told": (
        "The clinic treated 38 patients, five of whom have since died.",
        [toll("38", 38, 38, "injured"), toll("five", 5, 5, "killed", part_of=None)],
    ),
    "of whom some were freed": (
        "Police arrested 40 men, of whom 12 were freed.",
        [toll("40", 40, 40, "detained"), toll("12", 12, 12, "released", part_of=None)],
    ),
    "their country alone": (
        "The bomb killed 12 soldiers, including four Ghanaians.",
        [toll("12", 12, 12), toll("four", 4, 4, victims="Ghanaians", group="military", part_of="12")],
    ),
    "under an age": (
        "A bomb killed 26 people, nine of them under 15.",
        [toll("26", 26, 26), toll("nine", 9, 9, group="children", part_of="26")],
    ),
    "of whom": (
        "The office evacuated 3,150 people, of whom 940 children.",
        [toll("3,150", 3150, 3150, "displaced"), toll("940", 940, 940, "displaced", group="children", part_of="3,150")],
    ),
    "including": (
        "The strike killed 11 people, including three children.",
        [toll("11", 11, 11, part_of=None), toll("three", 3, 3, victims="children", group="children", part_of="11")],
    ),
    "including two kinds": (
        "The strike killed 11 people, including three children and two women.",
        [toll("11", 11, 11), toll("three", 3, 3, group="children", part_of="11"), toll("two", 2, 2, group="women", part_of="11")],
    ),
    "among them": (
        "The strike killed 11 people, among them four nurses.",
        [toll("11", 11, 11), toll("four", 4, 4, group="medical", part_of="11")],
    ),
    "four of them boys": (
        "Nine people died in the fire, four of them boys.",
        [toll("Nine", 9, 9), toll("four", 4, 4, victims="boys", group="children", part_of="Nine")],
    ),
    "two of them and the other": (
        "Rebels killed three people, two of them soldiers and the other a driver.",
        [toll("three", 3, 3), toll("two", 2, 2, group="military", part_of="three"), toll("the other a driver", 1, 1, part_of="three")],
    ),
    "most of them": (
        "The fire killed 34 people, most of them women and children.",
        [toll("34", 34, 34), toll("most", None, None, group="mixed", part_of="34", vague=True)],
    ),
    "among which": (
        "About 30 people were killed, among which were three nurses.",
        [toll("About 30", 30, 30), toll("three", 3, 3, group="medical", part_of="About 30")],
    ),
    "leaders of rebels are rebels": (
        "Troops killed ten rebels, including two leaders.",
        [toll("ten", 10, 10), toll("two", 2, 2, victims="leaders", group="militants", part_of="ten")],
    ),
    "parts of the wounded": (
        "The blast wounded 30 people, including a nurse.",
        [toll("30", 30, 30, "injured"), toll("a nurse", 1, 1, "injured", group="medical", part_of="30")],
    ),
}

PERSONS: dict[str, Case] = {
    "a named person is one": (
        "Rebel commander Ilan Doro was killed in the raid.",
        [toll("Rebel commander Ilan Doro", 1, 1, person=True)],
    ),
    "a description is who it was": (
        "Troops arrested the mayor's former adviser Ilan Doro.",
        [toll("the mayor's former adviser Ilan Doro", 1, 1, "detained", victims="former adviser")],
    ),
    "a description behind the name": (
        "Ilan Doro, a member of the union, was arrested.",
        [toll("Ilan Doro", 1, 1, "detained", victims="member of the union", person=True)],
    ),
    "a bare name says nothing of who": ("Ilan Doro was arrested.", [toll("Ilan Doro", 1, 1, "detained", victims=None)]),
    "bare names in one figure": (
        "Ilan Doro, Mara Feld and Ada Berg were killed.",
        [toll("Ilan Doro, Mara Feld and Ada Berg", 3, 3, person=True)],
    ),
    "names behind their figure": (
        "Two nurses Mara Feld and Ada Berg were killed.",
        [toll("Two", 2, 2)],
    ),
    "described persons apart": (
        "Mayor Ilan Doro and his wife were killed.",
        [toll("Mayor Ilan Doro", 1, 1, group="officials"), toll("his wife", 1, 1)],
    ),
    "a name and its long insertion": (
        "Lawmaker Ilan Doro, who was hurt in a crash on Monday, dies in hospital.",
        [toll("Lawmaker Ilan Doro", 1, 1, "injured"), toll("Lawmaker Ilan Doro", 1, 1, "killed")],
    ),
    "a bomber blows himself up": ("A bomber blew himself up at the gate.", [toll("A bomber", 1, 1, group="militants")]),
    "a person without a name": ("A rebel commander was killed in the raid.", [toll("A rebel commander", 1, 1, person=False)]),
    "a reporter with a name": (
        "Journalist Mara Feld was detained at the border.",
        [toll("Journalist Mara Feld", 1, 1, "detained", person=True, group="press")],
    ),
}

NO_TOLL = {
    "bare plural": "The strikes are killing civilians.",
    "his bodyguards": "The blast wounded his bodyguards.",
    "could kill": "A dam break could kill 5,000 people.",
    "may have to flee": "The minister said 5,000 people may flee.",
    "would be killed": "If the wall fell, 200 people would be killed.",
    "planned release": "The group will release 40 hostages on Friday.",
    "stranded": "About 500 people are stranded at the pass.",
    "hungry": "About 500 people are hungry.",
    "at risk": "About 500 people are at risk of flooding.",
    "charged": "Prosecutors charged 14 officers.",
    "on board": "The ferry had 200 people on board.",
    "troops deployed": "The army deployed 3,000 soldiers to the border.",
    "ages": "The mayor, 54, spoke on Monday.",
    "attacks counted": "Monitors counted 12 attacks in one week.",
    "money": "The blast destroyed goods worth 12 million dollars.",
    "votes": "The motion passed with 120 votes.",
    "escaped": "In the night 12 prisoners escaped.",
    "a death of old age": "The painter Ilan Doro died at the age of 90.",
    "casualties not known": "In the village casualties are not yet known.",
    "chickens": "The fire killed 12,000 chickens.",
    "drones": "Air defences shot down 12 drones.",
    "denial without a figure": "The army denied that it had shelled the village.",
}


@table(MEASURES)
def test_measure_says_what_happened(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@table(BOUNDS)
def test_bounds_are_those_of_the_words(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@table(VICTIMS)
def test_victims_and_group_are_the_texts_words(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@table(OWNERS)
def test_whose_people_they_were(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@table(INTRODUCED)
def test_who_they_were_by_what_stands_around(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@table(PARTS)
def test_parts_point_to_the_whole(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@table(PERSONS)
def test_a_person_is_a_toll_of_one(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@pytest.mark.parametrize("text", list(NO_TOLL.values()), ids=list(NO_TOLL))
def test_what_is_no_toll(text: str) -> None:
    assert_tolls(text)
