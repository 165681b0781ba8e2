"""What a court or council decides: who, on whom, by what; each order on its own; what it stopped short of; whose word it is."""

from __future__ import annotations

import pytest
from rooms import read_text, words

from counterclaim.model import Claim, Polarity, Ruling, Stance

DECIDED = [
    pytest.param(
        "The court ordered the navy to open the port.",
        {"body": "The court", "addressee": "the navy", "orders": ["to open the port"], "declines": [], "instrument": None},
        id="one order",
    ),
    pytest.param(
        "The court ordered the navy to open the port, to protect the camp and to allow food in.",
        {"orders": ["to open the port", "to protect the camp", "to allow food in"]},
        id="each obligation on its own",
    ),
    pytest.param(
        "The tribunal issued a ruling requiring the navy to open the port but stopped short of ordering a truce.",
        {"body": "The tribunal", "addressee": "the navy", "orders": ["to open the port"], "declines": ["a truce"]},
        id="an order and what it stopped short of",
    ),
    pytest.param(
        "The tribunal ordered the navy to open the port. However, the tribunal stopped short of ordering a truce.",
        {"orders": ["to open the port"], "declines": ["a truce"]},
        id="what it stopped short of in the next sentence",
    ),
    pytest.param("The court declined to order a truce.", {"orders": [], "declines": ["a truce"]}, id="declined"),
    pytest.param("The court did not order a truce.", {"orders": [], "declines": ["a truce"]}, id="did not order"),
    pytest.param(
        "The court barred the front from meeting in the port.",
        {"addressee": "the front", "orders": ["barred the front from meeting in the port"]},
        id="a ban with its verb",
    ),
    pytest.param(
        "The court ordered the release of two officers.",
        {"addressee": None, "orders": ["the release of two officers"]},
        id="an act of nobody in particular",
    ),
    pytest.param(
        "Two officers were sentenced to five years in prison by a military court.",
        {"body": "a military court", "addressee": "Two officers", "orders": [], "instrument": "sentence"},
        id="a court behind the passive",
    ),
    pytest.param(
        "Two officers were found not guilty of fraud.",
        {"addressee": "Two officers", "orders": [], "declines": [], "instrument": "verdict"},
        id="an acquittal declines nothing",
    ),
    pytest.param(
        "The Security Council adopted a resolution that obliges Highland to open the port and to free the crews.",
        {"addressee": "Highland", "orders": ["to open the port", "to free the crews"], "instrument": "resolution"},
        id="what a resolution obliges to",
    ),
    pytest.param(
        "The Security Council passed a resolution under which Highland must open the port and must free the crews.",
        {"addressee": "Highland", "orders": ["open the port", "free the crews"], "instrument": "resolution"},
        id="under which somebody must",
    ),
    pytest.param(
        "The High Court handed down provisional measures ordering Highland to open the port.",
        {"body": "The High Court", "addressee": "Highland", "orders": ["to open the port"], "instrument": "provisional measures"},
        id="measures that order",
    ),
    pytest.param("The court refrained from ordering a truce.", {"orders": [], "declines": ["ordering a truce"]}, id="refrained from"),
    pytest.param("The court declined, however, to order a truce.", {"orders": [], "declines": ["a truce"]}, id="declined, however"),
    pytest.param(
        "On 12 January the court ordered the navy to open the port.",
        {"orders": ["to open the port"], "date": "2024-01-12"},
        id="the day",
    ),
]  # fmt: skip

NO_VERDICT = [
    "The court ordered the state to prevent acts of genocide.",
    "The court issued provisional measures requiring the state to prevent acts of genocide.",
    "The Security Council adopted a resolution demanding that the navy leave.",
    "The court ruled that the camp was lawful.",
]


def rulings_of(text: str) -> list[tuple[Claim, Ruling]]:
    return [(claim, claim.body) for claim in read_text(text).claims if isinstance(claim.body, Ruling)]


@pytest.mark.parametrize(("text", "expected"), DECIDED)
def test_what_is_decided(text: str, expected: dict[str, object]) -> None:
    ((_, ruling),) = rulings_of(text)
    found = {
        "body": words(ruling.body.span),
        "addressee": words(ruling.addressee.span) if ruling.addressee else None,
        "orders": [span.text for span in ruling.orders],
        "declines": [span.text for span in ruling.declines],
        "instrument": ruling.instrument,
        "date": ruling.date,
    }
    assert found | expected == found


@pytest.mark.parametrize("text", NO_VERDICT)
def test_an_order_is_no_finding_of_guilt(text: str) -> None:
    assert [ruling.instrument for _, ruling in rulings_of(text) if ruling.instrument in ("verdict", "sentence")] == []
    assert rulings_of(text)


def test_a_quoted_ruling_is_the_word_of_whoever_tells_it() -> None:
    ((claim, ruling),) = rulings_of("The minister said that the court had ordered the navy to open the port.")
    assert (words(claim.speaker), claim.stance, words(ruling.body.span)) == ("The minister", Stance.REPORTS, "the court")


def test_a_ruling_that_somebody_denies_is_rejected() -> None:
    ((claim, ruling),) = rulings_of("The minister denied that the court had ordered the navy to open the port.")
    assert (claim.polarity, words(ruling.body.span)) == (Polarity.REJECTS, "the court")


@pytest.mark.parametrize("text", ["The minister asked the court to order a truce.", "The army ordered the town to be cleared."])
def test_no_court_decided(text: str) -> None:
    assert not rulings_of(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The tribunal ordered the navy to open the port. The court stopped short of ordering a truce.", id="another body"),
        pytest.param(
            "The tribunal ordered the navy to open the port. It rained. The tribunal did not order a truce.", id="not in the next sentence"
        ),
        pytest.param("The tribunal ordered the navy to open the port. The tribunal ordered the army to leave.", id="another order"),
    ],
)
def test_two_rulings_stay_two(text: str) -> None:
    assert len([claim for claim in read_text(text).claims if claim.kind == "ruling"]) == 2
