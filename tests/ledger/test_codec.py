"""Every kind of claim comes back from the ledger's form as it was, its words taken from the stored text."""

from __future__ import annotations

from rooms import read_text

from counterclaim.ledger.codec import decode, encode
from counterclaim.model import Claim

TEXT = (
    "The army said that the strike killed 12 people. The rebels denied it. The court ordered the navy to open the port "
    "but did not order a truce. Iran-backed fighters left the valley. The governor accused the army of killing 30 civilians."
)


def test_a_claim_of_every_kind_comes_back() -> None:
    extraction = read_text(TEXT)
    assert {claim.kind for claim in extraction.claims} >= {"toll", "position", "ruling", "relation"}
    assert tuple(decode(Claim, encode(claim), TEXT) for claim in extraction.claims) == extraction.claims
