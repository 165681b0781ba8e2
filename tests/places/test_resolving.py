"""Names → places: what is meant, how precisely, and what stays unresolved. The bundled extract answers, so any machine does the same."""

from __future__ import annotations

import pytest
from rooms import read_text, tolls_of

from counterclaim.model import Place, Toll
from counterclaim.places import bundled_gazetteer, name_lands, resolve_spans
from counterclaim.reading import read_spans


def places_of(text: str) -> dict[str, Place | None]:
    return {name.span.text: name.place for name in read_text(text).spans.names}


@pytest.mark.parametrize(
    ("text", "name", "id", "word"),
    [
        pytest.param("Shells hit Khan Younis on Monday.", "Khan Younis", "geonames:281124", "town", id="another spelling of a town"),
        pytest.param("Two died in al-Hudaydah, Yemen.", "al-Hudaydah", "geonames:79415", "town", id="the article joined by a hyphen"),
        pytest.param("Two died in Hodeidah, Yemen.", "Hodeidah", "geonames:79415", "town", id="a name that no package has"),
        pytest.param("Two died near Bamako, Mali.", "Bamako", "geonames:2460596", "near a town", id="near a town"),
        pytest.param("Two died south of Cairo.", "Cairo", "geonames:360630", "near a town", id="a direction from a town"),
        pytest.param("Two died in Helmand Province.", "Helmand Province", "geonames:AF.10", "province", id="a province by its word"),
        pytest.param("Two died in the province of Helmand.", "Helmand", "geonames:AF.10", "province", id="a province by a word before"),
        pytest.param(
            "Two died in the city of Herat in Afghanistan.", "Herat", "geonames:AF.11", "province", id="only the province is known"
        ),
        pytest.param("Two died in northern Mali.", "Mali", "geonames:2453866", "region", id="a part of a land"),
        pytest.param("Two died in Northern Cameroon.", "Northern Cameroon", "geonames:2233387", "region", id="a part by a capital"),
        pytest.param("Two died in South Sudan.", "South Sudan", "geonames:7909807", "country", id="a direction that is the name"),
        pytest.param("Two died in Darfur.", "Darfur", "region:darfur", "region", id="a region of several provinces"),
        pytest.param("A ship sank in the Gulf of Oman.", "Gulf of Oman", "region:gulf-of-oman", "sea or air", id="a sea"),
        pytest.param("Two died in Gaza.", "Gaza", "geonames:PS.GZ", "province", id="no finer than the name says"),
        pytest.param("Two died in Gaza City.", "Gaza City", "geonames:281133", "town", id="finer where it says so"),
        pytest.param("Two died in Tripoli.", "Tripoli", "geonames:2210247", "town", id="a city that its province is called after"),
        pytest.param("Two died in Tbilisi, Georgia.", "Georgia", "geonames:614540", "country", id="a land by the town in it"),
        pytest.param(
            "Two died in Atlanta, Georgia, in the United States.", "Georgia", "geonames:US.GA", "province", id="a state by its land"
        ),
        pytest.param("Peking said so on Monday.", "Peking", "geonames:1816670", "town", id="an old name"),
    ],
)
def test_what_is_meant(text: str, name: str, id: str, word: str) -> None:
    place = places_of(text)[name]
    assert place is not None
    assert (place.id, place.word) == (id, word)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Two died in Doruville.", "Doruville", id="not in the gazetteer"),
        pytest.param("The bank of Holm said that Roseau was late.", "Roseau", id="a small town without a word of place"),
        pytest.param("Jordan Holm said so. Holm came from Oslo.", "Holm", id="the surname of somebody"),
        pytest.param("The Islamic State of Iraq said so.", "Iraq", id="part of a name of somebody"),
        pytest.param("Somali gunmen said so.", "Somali", id="a people"),
    ],
)
def test_what_stays_unresolved(text: str, name: str) -> None:
    assert places_of(text).get(name) is None


@pytest.mark.parametrize(
    ("text", "name", "literal"),
    [
        ("Two died in Kyiv.", "Kyiv", True),
        ("The Kyiv government met.", "Kyiv", False),
        ("Israel's army left.", "Israel", False),
        ("Israel's north was hit.", "Israel", True),
        ("Norway condemned it.", "Norway", False),
        ("It was condemned by Norway.", "Norway", False),
        ("Two died near the border with Norway.", "Norway", True),
    ],
)
def test_a_place_or_those_who_govern_there(text: str, name: str, literal: bool) -> None:
    place = places_of(text)[name]
    assert place is not None
    assert place.literal is literal


@pytest.mark.parametrize("name", ["Crimea", "the West Bank", "the Golan Heights", "Kashmir", "Donetsk Oblast", "Kosovo"])
def test_disputed_sovereignty_is_marked_and_gives_no_country(name: str) -> None:
    (place,) = (place for place in places_of(f"Two died in {name}.").values() if place)
    assert place.disputed
    assert place.country is None


def test_a_facility_has_its_towns_coordinates() -> None:
    found = places_of("Two died at Kalim Hospital in Khan Younis and at Baghdad Airport.")
    hospital, town, airport = found["Kalim Hospital"], found["Khan Younis"], found["Baghdad Airport"]
    assert hospital
    assert town
    assert airport
    assert (hospital.kind, hospital.lat, hospital.lon) == ("facility", town.lat, town.lon)
    assert (airport.kind, airport.name, airport.word) == ("facility", "Baghdad", "near a town")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("The strike killed 12 people in Khan Younis.", ("geonames:281124", 31.34018, 34.30627, 1, "town"), id="a town"),
        pytest.param("The strike killed 12 people in Syria.", ("geonames:163843", None, None, 6, "country"), id="no middle of a land"),
        pytest.param(
            "The strike killed 12 people in Helmand Province.", ("geonames:AF.10", None, None, 4, "province"), id="nor of a province"
        ),
        pytest.param("The strike killed 12 people in Doruville.", (None, None, None, None, None), id="unknown"),
        pytest.param("The strike killed 12 people in Cairo and Oslo.", (None, None, None, None, None), id="two places"),
    ],
)
def test_a_tolls_place_on_the_map(text: str, values: tuple[object, ...]) -> None:
    (claim,) = tolls_of(read_text(text))
    body = claim.body
    assert isinstance(body, Toll)
    assert (body.place_id, body.lat, body.lon, body.place_precision, body.place_word) == values


def test_resolving_changes_readings_and_no_name() -> None:
    report = read_text("The strike killed 12 people in Khan Younis, Gaza, on Monday.").report
    before = read_spans(report)
    after = resolve_spans(before, bundled_gazetteer())
    assert [name.span for name in after.names] == [name.span for name in before.names]
    assert [name.label for name in after.names] == [name.label for name in before.names]
    assert resolve_spans(after, bundled_gazetteer()) == after


@pytest.mark.parametrize(
    ("text", "lands"),
    [
        pytest.param("The President of Mali, A. Holm, said so.", {"Mali": False}, id="in a title"),
        pytest.param("The Prime Minister of the United Kingdom Ann Holm said so.", {"United Kingdom": False}, id="with the article"),
        pytest.param("U.K. Prime Minister Ann Holm said so.", {"U.K.": False}, id="before a title"),
        pytest.param("Two died near the Syria–Turkey border.", {"Syria": True, "Turkey": True}, id="joined by a dash"),
        pytest.param("Georgia Governor Ann Holm said so.", {}, id="it may be a state of that name"),
        pytest.param("Jordan Holm-Chad said so.", {}, id="a person's name"),
    ],
)
def test_countries_inside_other_names(text: str, lands: dict[str, bool]) -> None:
    found = {name.span.text: name.place.literal for name in read_text(text).spans.names if name.place and name.place.kind == "country"}
    assert found == lands


def test_no_claim_sees_a_country_inside_another_name() -> None:
    report = read_text("The President of Mali said the strike killed 12 people near the Syria–Turkey border.").report
    spans = resolve_spans(read_spans(report), bundled_gazetteer())
    assert [name.span for name in name_lands(spans, bundled_gazetteer()).names] != [name.span for name in spans.names]
    assert {name.span for name in spans.names} == {name.span for name in read_spans(report).names}
