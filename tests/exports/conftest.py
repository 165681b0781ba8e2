"""One small set of reports that has everything a brief shows."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from factories import make_claim, make_extraction, make_link, make_report, make_spans, make_statement, make_toll, make_unread, span

from counterclaim.model import Extraction, Group, Link, LinkKind, Measure, Polarity, Position, Quantifier, Scope, Stance

WITHHELD_NAME = "Dana Orlov"


@dataclass(frozen=True)
class Case:
    """Extractions and the links between their claims."""

    extractions: tuple[Extraction, ...]
    links: tuple[Link, ...]


def health_ministry() -> tuple[Extraction, tuple[Link, ...]]:
    report = make_report(
        "Two accounts of a night\n"
        "The health ministry said at least 11 gunmen were killed in Northtown. The army accused the rebels of using a clinic. "
        "The rebels denied using a clinic. "
        "The army claimed that 30 rebels had died, and the rebels denied that 30 of their men were killed. "
        "Since 1 March more than 1,200 people have been killed or wounded, the ministry said. Another 40 trucks burned.",
        id="demo-1", published="2031-03-12", title="Two accounts of a night", synthetic=True,
    )  # fmt: skip
    said = make_statement(report, "said", "at least 11 gunmen were killed in Northtown", speaker="The health ministry")
    accused = make_statement(report, "accused", "using a clinic", speaker="The army", stance=Stance.ACCUSES, target="the rebels")
    denied = make_statement(report, "denied", "using a clinic", speaker="The rebels", stance=Stance.DENIES)
    claimed = make_statement(report, "claimed", "30 rebels had died", speaker="The army", stance=Stance.ALLEGES, hedged=True)
    gunmen = make_toll(report, "at least 11", 11, None, victims="gunmen", group=Group.MILITANTS, scope=Scope.INCIDENT, place="Northtown")
    since = {"measure": Measure.CASUALTIES, "scope": Scope.CUMULATIVE, "since": "2031-03-01"}
    total = make_toll(report, "more than 1,200", 1200, None, quantifier=Quantifier.MORE_THAN, **since)
    dead, not_dead = make_toll(report, "30", 30, 30), make_toll(report, "30 of their men", 30, 30)
    claims = (
        make_claim(report, gunmen, statement=said, rules=(("number", "figure beside a verb of harm"),)),
        make_claim(report, total, speaker="the ministry", cue="the ministry said"),
        make_claim(report, dead, statement=claimed, hedged=True),
        make_claim(report, not_dead, speaker="the rebels", cue="denied that", stance=Stance.DENIES, polarity=Polarity.REJECTS),
        make_claim(report, Position(), statement=accused),
        make_claim(report, Position(), statement=denied),
        make_claim(report, Position(), statement=claimed),
    )
    links = (make_link(claims[5], claims[4]), make_link(claims[3], claims[2], LinkKind.DISPUTES))
    unread = (make_unread(report, "40"),)
    return make_extraction(report, claims=claims, statements=(said, accused, denied, claimed), unread=unread), links


def named_person() -> Extraction:
    report = make_report(
        f"{WITHHELD_NAME}, a nurse, was killed on Monday. Orlov had worked in Orlov Hill. The council accused the army of her death.",
        id="demo-2", published="2031-03-14", publisher="Demo Wire B", title="Nurse Dana Orlov killed",
        url="https://b.example/dana-orlov", synthetic=True,
    )  # fmt: skip
    accused = make_statement(report, "accused", "her death", speaker="The council", stance=Stance.ACCUSES, target="the army")
    one = make_toll(report, f"{WITHHELD_NAME}, a nurse", 1, 1, person=True, scope=Scope.INCIDENT)
    claims = (make_claim(report, one), make_claim(report, Position(), statement=accused))
    spans = make_spans(report, persons=(WITHHELD_NAME,), places=("Orlov Hill",))
    return make_extraction(report, claims=claims, statements=(accused,), spans=spans)


def running_total() -> Extraction:
    report = make_report(
        f"At least 1,350 people have been killed or wounded since 1 March, the ministry said. It named {WITHHELD_NAME} among them.",
        id="demo-3", published="2031-03-20", publisher="Demo Wire B", synthetic=True,
    )  # fmt: skip
    total = make_toll(report, "At least 1,350", 1350, None, measure=Measure.CASUALTIES, scope=Scope.CUMULATIVE, since="2031-03-01")
    unread = (make_unread(report, WITHHELD_NAME, "name_without_measure"),)
    return make_extraction(report, claims=(make_claim(report, total, speaker="the ministry", cue="said"),), unread=unread)


@pytest.fixture
def case() -> Case:
    first, links = health_ministry()
    return Case((first, named_person(), running_total()), links)


@pytest.fixture
def hostile() -> Case:
    """A text that tries to leave its place: markup, quotes, entities, terminal codes, a direction override, emoji."""
    text = (
        '<script>alert(1)</script> "O\'Neil" & <b>11</b> people 🕊️ \u202eevil\u202c \x1b[31mred died, '
        "said </mark><img src=x onerror=y> [bold]x[/bold]."
    )
    report = make_report(text, id='r"><i>', publisher="<u>Wire</u>", title="{{ 7*7 }} <h1>", url="javascript:alert(1)")
    said = make_statement(report, "said", "people 🕊️", speaker='"O\'Neil" & <b>')
    toll = make_toll(report, "11", 11, 11, victims="people", place="</mark><img src=x onerror=y>")
    claim = make_claim(report, toll, statement=said)
    assert span(report, "🕊️").start == text.index("🕊️")
    return Case((make_extraction(report, claims=(claim,), statements=(said,)),), ())
