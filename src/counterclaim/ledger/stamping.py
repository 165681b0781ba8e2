"""A time stamp (RFC 3161) on the last decision, by a service that the user chooses. Nothing here speaks to the network.

The request goes into a file, the user sends it, the answer comes back as a file. A stamp shows that the chain was so at that time.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from counterclaim.errors import InvalidDecision, LedgerError
from counterclaim.ledger.tables import decisions, stamps

_GRANTED = (0, 1)  # PKIStatus: granted, granted with changes


@dataclass(frozen=True, slots=True)
class Stamp:
    """A kept stamp: which decision it is on, when the service gave it, and whether it still fits that decision's hash."""

    decision: int
    at: str
    service: str
    fits: bool


def make_request(head: str) -> bytes:
    """The request for a stamp on a hash, as a service takes it. Raises `LedgerError` where the package for it is not installed."""
    try:
        from rfc3161_client import TimestampRequestBuilder
    except ModuleNotFoundError:
        raise _missing() from None
    # No nonce: the answer is matched by the hash alone, so that it can come back by any way and at any time.
    return TimestampRequestBuilder().data(head.encode()).nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def read_answer(answer: bytes, head: str, roots: bytes) -> str:
    """The time of a service's answer, whose signature leads to one of the root certificates (PEM) and whose hash is `head`'s.

    Raises `InvalidDecision` where it does not.
    """
    try:
        from cryptography.x509 import load_pem_x509_certificates
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
    except ModuleNotFoundError:
        raise _missing() from None
    try:
        response = decode_timestamp_response(answer)
        if response.status not in _GRANTED:
            raise InvalidDecision(f"The service did not give a stamp (status {response.status}).")
        builder = VerifierBuilder()
        for certificate in load_pem_x509_certificates(roots):
            builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(response, head.encode())
    except (ValueError, VerificationError) as error:
        raise InvalidDecision(
            f"The answer is no stamp on the last decision by a service that these certificates vouch for ({error})."
        ) from None
    return response.tst_info.gen_time.strftime("%Y-%m-%dT%H:%M:%SZ")


def keep_answer(connection: sa.Connection, decision: int, answer: bytes, *, at: str, service: str) -> None:
    """Keeps an answer that was read."""
    connection.execute(stamps.insert().values(decision=decision, at=at, service=service, answer=base64.b64encode(answer).decode()))


def load_stamps(connection: sa.Connection, roots: Path) -> list[Stamp]:
    """Every kept stamp, checked anew against the hash of its decision."""
    query = sa.select(stamps, decisions.c.hash).join(decisions, decisions.c.seq == stamps.c.decision).order_by(stamps.c.seq)
    return [Stamp(row.decision, row.at, row.service, _fits(row.answer, row.hash, roots)) for row in connection.execute(query)]


def _fits(answer: str, head: str, roots: Path) -> bool:
    try:
        read_answer(base64.b64decode(answer), head, roots.read_bytes())
    except InvalidDecision:
        return False
    return True


def _missing() -> LedgerError:
    return LedgerError("Time stamps need one more package: pip install 'counterclaim[stamps]'.")
