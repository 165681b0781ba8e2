"""Time stamps: an answer recorded from a service of our own (openssl ts), kept and checked; nothing speaks to the network."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from counterclaim.errors import InvalidDecision
from counterclaim.ledger import Kind, Ledger
from counterclaim.ledger.stamping import keep_answer, make_request, read_answer

HEAD = "ab" * 32
ANSWER = base64.b64decode(
    """
MIIDsDADAgEAMIIDpwYJKoZIhvcNAQcCoIIDmDCCA5QCAQMxDzANBglghkgBZQMEAgEFADCBhgYLKoZIhvcNAQkQAQSgdwR1MHMCAQEGBCoDBAEwUTANBglg
hkgBZQMEAgMFAARAmdYG52PURrMAnmNd10syNAybi9jq9YCtSBr3ybFU1VIWMMVpqNBVvOrDQpZQTshStOyhU4R3S5vKHxDNfQR/lAIBAxgPMjAyNjExMjQx
NzU0MTRaAQH/oIIBrDCCAagwggFPoAMCAQICFGCi55+IFyTk5XLa9izv5EoPec8KMAoGCCqGSM49BAMCMBcxFTATBgNVBAMMDEV4YW1wbGUgUm9vdDAgFw0y
NjExMjQxNzU0MDdaGA8yMTI2MTAzMTE3NTQwN1owFjEUMBIGA1UEAwwLRXhhbXBsZSBUU0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARvFATl0J2V1XC7
0fkYsi3xDinT+aNy39UfYAHnUCTOxYP3VbTtC6CT5rxZYiYioTyn0tnVUsRvHaAm7TA4adIvo3gwdjAMBgNVHRMBAf8EAjAAMBYGA1UdJQEB/wQMMAoGCCsG
AQUFBwMIMA4GA1UdDwEB/wQEAwIHgDAdBgNVHQ4EFgQU30BW0PQQpExt5gpazQdiRA86Vb8wHwYDVR0jBBgwFoAUgnzuUmutvsomMRueLkluhg5UkmYwCgYI
KoZIzj0EAwIDRwAwRAIgCUYzJAD0a95eezolwLxrNHatR4506N2ntWk0y/BHIRsCIEq2J4UPdTLHyKjdRS85K43eMP8Iuy9iiRDk/QUrdOIGMYIBQzCCAT8C
AQEwLzAXMRUwEwYDVQQDDAxFeGFtcGxlIFJvb3QCFGCi55+IFyTk5XLa9izv5EoPec8KMA0GCWCGSAFlAwQCAQUAoIGkMBoGCSqGSIb3DQEJAzENBgsqhkiG
9w0BCRABBDAcBgkqhkiG9w0BCQUxDxcNMjYxMTI0MTc1NDE0WjAvBgkqhkiG9w0BCQQxIgQg3tS98tsxIjrKQAQYIBZ6DYFMF//7ZQz7/qei6N0bbXwwNwYL
KoZIhvcNAQkQAi8xKDAmMCQwIgQgILk2Tfy53lNSBE4xoaANOSgdnsS9odW++LuvhCwECYAwCgYIKoZIzj0EAwIERzBFAiEA4sNiypCJUyHwva/eFDVePpJP
z4lBSrwxdG8DFARx3q8CICQ+YybK8brfKeIW2Iz2FKrNgxdu0eQw3Gg44jNSpsfH
    """
)
ROOTS = b"""-----BEGIN CERTIFICATE-----
MIIBdDCCARqgAwIBAgIUX+hZwJgk66rSQYDZZKg2AHTWEY0wCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMRXhhbXBsZSBSb290MCAXDTI2MTEyNDE3NTQwNloYDzIxMjYx
MDMxMTc1NDA2WjAXMRUwEwYDVQQDDAxFeGFtcGxlIFJvb3QwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAQr108L0CgioGUj0JMalSJj2BMI0Jd1aihgw13s75H+IJJo
FLuc5KV++o2bV6djYZLjyyAENrbej+Y0RTR4Ll7Bo0IwQDAPBgNVHRMBAf8EBTAD
AQH/MA4GA1UdDwEB/wQEAwICBDAdBgNVHQ4EFgQUgnzuUmutvsomMRueLkluhg5U
kmYwCgYIKoZIzj0EAwIDSAAwRQIhAM87sjCs1nfTLcQ/op8GC3asAWPaDrntJP+E
638e80GWAiBivTnKGJMRTGvHiaM7f6FBJbcFdRcu+OEkM5Fkd99A5A==
-----END CERTIFICATE-----
"""
ROW = "INSERT INTO decisions (seq, kind, at, subject, digest, previous, hash) VALUES (1, 'opening', 'x', 'x', 'x', 'x', '{}')"


def test_a_request_holds_a_hash_only() -> None:
    request = make_request(HEAD)
    assert HEAD.encode() not in request
    assert len(request) < 120
    assert make_request(HEAD) == request


def test_an_answer_gives_its_time() -> None:
    assert read_answer(ANSWER, HEAD, ROOTS) == "2026-11-24T17:54:14Z"


@pytest.mark.parametrize(
    ("answer", "head", "roots"),
    [
        pytest.param(ANSWER, "cd" * 32, ROOTS, id="on another hash"),
        pytest.param(ANSWER[:-5], HEAD, ROOTS, id="cut"),
        pytest.param(ANSWER[:-20] + b"0" * 20, HEAD, ROOTS, id="another signature"),
        pytest.param(b"no stamp", HEAD, ROOTS, id="something else"),
        pytest.param(ANSWER, HEAD, b"", id="no certificates"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(answer: bytes, head: str, roots: bytes) -> None:
    with pytest.raises(InvalidDecision, match="no stamp on the last decision"):
        read_answer(answer, head, roots)


def test_a_kept_stamp_is_checked_against_its_decision(ledger: Ledger, tmp_path: Path) -> None:
    roots = tmp_path / "roots.pem"
    roots.write_bytes(ROOTS)
    ledger.store.write(lambda c: c.exec_driver_sql(ROW.format(HEAD)))
    ledger.store.write(lambda c: keep_answer(c, 1, ANSWER, at="2026-11-24T17:54:14Z", service="Example"))
    assert [(stamp.decision, stamp.service, stamp.fits) for stamp in ledger.stamps(roots)] == [(1, "Example", True)]
    ledger.store.write(lambda c: c.exec_driver_sql("UPDATE decisions SET hash = 'other'"))
    assert [stamp.fits for stamp in ledger.stamps(roots)] == [False]


def test_a_stamp_on_another_chain_is_not_kept(ledger: Ledger, tmp_path: Path) -> None:
    ledger.decide(Kind.OPENING, "rp:1", {"who": "A", "why": "x"}, at="2024-01-01T00:00:00Z")
    with pytest.raises(InvalidDecision):
        ledger.stamp(ANSWER, ROOTS, service="Example")
    assert ledger.counts()["stamps"] == 0
