"""Who speaks: words of a report -> the actor that they come out as, and of what kind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import make_report
from rooms import read_text, tolls_of

from counterclaim.actors import load_register, resolve_actors
from counterclaim.model import ActorKind, Group, Toll
from counterclaim.pipeline import extract

NAMED = [
    ("The Israel Defense Forces said that the road was open.", "israel-military"),
    ("The IDF said that the road was open.", "israel-military"),
    ("The Israeli military said that the road was open.", "israel-military"),
    ("Ukraine's armed forces said that the road was open.", "ukraine-military"),
    ("Gaza's Health Ministry said that the road was open.", "gaza-health-ministry"),
    ("The Hamas-run health ministry in Gaza said that the road was open.", "gaza-health-ministry"),
    ("The Russian Defence Ministry said that the road was open.", "russia-defence-ministry"),
    ("Russia's Defense Minister said that the road was open.", "russia-defence-ministry"),
    ("The Ministry of Defence of Russia said that the road was open.", "russia-defence-ministry"),
    ("A spokesman for the Houthis said that the road was open.", "houthis"),
    ("Houthi officials said that the road was open.", "houthis"),
    ("A senior Taliban commander said that the road was open.", "taliban"),
    ("The Taliban spokesman Anna Example said that the road was open.", "taliban"),
    ("Malian officials said that the road was open.", "mali"),
    ("The government of Mali said that the road was open.", "mali"),
    ("Mali said that the road was open.", "mali"),
    ("Police in Kabul said that the road was open.", "kabul-police"),
    ("Kenyan police said that the road was open.", "kenya-police"),
    ("The Malian opposition said that the road was open.", "mali-opposition"),
    ("The Example Governor said that the road was open.", "example-governor"),
    ("The governor of Example Province said that the road was open.", "example-governor"),
    ("The Example District Court said that the road was open.", "example-district-court"),
    ("The Front for the Example said that the road was open.", "front-for-the-example"),
    ("Mali's Defence Minister Anna bin Example said that the road was open.", "mali-defence-ministry"),
    ("A court in Turkey said that the road was open.", "turkey-court"),
    ("Anna Example, a spokeswoman for the United Nations, said that the road was open.", "united-nations"),
    ("Mali's defence minister, Anna Example, said that the road was open.", "mali-defence-ministry"),
    ("Mali's Defence Minister Anna B. Example Jr. said that the road was open.", "mali-defence-ministry"),
    ("The leader of the Houthis Anna al-Iraqi said that the road was open.", "houthis"),
    ("The Assad government said that the road was open.", "syria"),
    ("Malian gas company Example Gas said that the road was open.", "example-gas"),
    ("The Palestinian group Hamas said that the road was open.", "hamas"),
    ("Mali's Electoral Commission said that the road was open.", "mali-electoral-commission"),
    ("Malian President Anna Example went home. Example said that the road was open.", "mali-president"),
]

NOMINAL = [
    ("Two people died in Mali. The army said that the road was open.", "mali-military"),
    ("Two people died in Mali. Police said that the road was open.", "mali-police"),
    ("Two people died in Mali. The government said that the road was open.", "mali"),
    ("The Malian Health Ministry opened a clinic. The ministry said that the road was open.", "mali-health-ministry"),
    ("Al-Shabaab attacked a base in Somalia. The group said that the road was open.", "al-shabaab"),
    (
        "Two people died in Mali after soldiers of Niger crossed over. The Malian army left. The army said that the road was open.",
        "mali-military",
    ),
]

NOBODY = [
    "Police said that the road was open.",
    "Soldiers of Mali and Niger met. The army said that the road was open.",
    "The former Malian president said that the road was open.",
    "Supporters of Hamas said that the road was open.",
    "A Malian man said that the road was open.",
    "Relatives of the Taliban fighters said that the road was open.",
    "Mali and Niger said that the road was open.",
    "The Malian opposition leader Anna Example said that the road was open.",
    "A lawyer for Hamas said that the road was open.",
    "A pro-Hamas website said that the road was open.",
    "Al-Shabaab and M23 fought. The group said that the road was open.",
    "The former gas company Example Gas said that the road was open.",
    "The Iraqi Hezbollah said that the road was open.",
    "Anna Example said that the road was open.",
    "The Supreme Court said that the road was open.",
    "The Constitutional Tribunal said that the road was open.",
    "The Example University Student Anna Example said that the road was open.",
    "The regional governor said that the road was open.",
]

KINDS = [
    ("Residents said that the road was open.", {ActorKind.WITNESS}),
    ("A local newspaper said that the road was open.", {ActorKind.MEDIA}),
    ("A judge said that the road was open.", {ActorKind.COURT}),
    ("Doctors said that the road was open.", {ActorKind.HEALTH_AUTHORITY}),
    ("The rebels said that the road was open.", {ActorKind.BELLIGERENT}),
    ("Amnesty International said that the road was open.", {ActorKind.MONITOR}),
    ("The World Health Organization said that the road was open.", {ActorKind.HEALTH_AUTHORITY, ActorKind.INTERNATIONAL_BODY}),
    ("Mali said that the road was open.", {ActorKind.AUTHORITY}),
    ("Mali said that its army had opened the road.", {ActorKind.AUTHORITY}),
    ("Mali said that Malian soldiers had opened the road.", {ActorKind.AUTHORITY, ActorKind.BELLIGERENT}),
    ("Norway said that Malian soldiers had opened the road in Niger.", {ActorKind.AUTHORITY, ActorKind.THIRD_STATE}),
    ("Anna Example said that the road was open.", {ActorKind.UNKNOWN}),
    (
        "Israeli forces shelled a town. The Gaza Health Ministry said that 12 people were killed.",
        {ActorKind.AUTHORITY, ActorKind.HEALTH_AUTHORITY},
    ),
]


@pytest.mark.parametrize(("text", "actor"), [*NAMED, *NOMINAL])
def test_a_speaker_is_an_actor(text: str, actor: str) -> None:
    said = read_text(text).statements[-1]
    assert said.speaker_actor
    assert said.speaker_actor.id == actor
    assert said.speaker_actor.span == said.speaker


@pytest.mark.parametrize("text", NOBODY)
def test_what_one_candidate_does_not_settle_stays_unresolved(text: str) -> None:
    said = read_text(text).statements[-1]
    assert said.speaker
    assert said.speaker_actor is None


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_kinds(text: str, kinds: set[ActorKind]) -> None:
    assert set(read_text(text).statements[-1].speaker_kind) == kinds


def test_nobody_who_speaks_has_no_kind() -> None:
    (said,) = read_text("It is believed that 12 people were killed.").statements
    assert (said.speaker_actor, said.speaker_kind) == (None, ())


@pytest.mark.parametrize(
    ("text", "group", "party"),
    [
        ("The attack killed five Taliban.", Group.MILITANTS, "taliban"),
        ("The attack killed nine members of the PKK.", Group.MILITANTS, "kurdistan-workers-party"),
        ("The attack killed nine Malian soldiers.", Group.MILITARY, "mali-military"),
        ("The attack killed nine rebels.", Group.MILITANTS, None),
        ("The attack killed nine people.", Group.UNSPECIFIED, None),
        ("The attack killed nine Israelis.", Group.UNSPECIFIED, None),
        ("The attack killed nine civilians.", Group.CIVILIANS, None),
    ],
)
def test_victims_of_a_party(text: str, group: Group, party: str | None) -> None:
    (claim,) = tolls_of(read_text(text))
    assert isinstance(claim.body, Toll)
    assert claim.body.group is group
    assert (claim.body.victims_party.id if claim.body.victims_party else None) == party


def test_an_office_holder_is_the_office_of_the_day() -> None:
    text = "Barack Obama said that the road was open."
    held, later = (read_text(text, published=day).statements[0].speaker_actor for day in ("2014-05-01", "2023-05-01"))
    assert held
    assert held.id == "united-states-president"
    assert later
    assert later.id == "barack-obama"


def test_claims_have_the_actor_of_their_speaker() -> None:
    (claim,) = tolls_of(read_text("The Malian army said that 12 people were killed."))
    assert claim.speaker_actor
    assert claim.speaker_actor.id == "mali-military"
    assert claim.speaker_kind == (ActorKind.BELLIGERENT,)


def test_names_have_actors() -> None:
    names = {name.span.text: name.actor for name in read_text("Hamas met Anna Example in Kenya.").spans.names}
    assert names["Hamas"] == "hamas"
    assert names["Kenya"] == "kenya"
    assert names["Anna Example"] is None


def test_resolving_changes_no_id_and_no_anchor() -> None:
    read = extract(make_report("The Malian army said that nine Taliban were killed. Residents denied that."))
    again = resolve_actors(read)
    bare = replace(load_register(), names={}, offices={})
    without = resolve_actors(read, bare)
    assert again == read
    assert [(c.id, c.evidence) for c in without.claims] == [(c.id, c.evidence) for c in read.claims]
    assert [s.id for s in without.statements] == [s.id for s in read.statements]
