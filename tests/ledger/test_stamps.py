"""Time stamps: an answer recorded from a service of our own (openssl ts), kept and checked, or asked for on this machine."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from webserver import QUICK, moved, reply, serve

from counterclaim.errors import FetchFailed, InvalidDecision
from counterclaim.fetching import Fetcher
from counterclaim.gathering import ask_for_stamp
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


CONFIG = """
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[signer]
basicConstraints = critical, CA:false
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
"""


def openssl(*words: str, given: bytes = b"") -> bytes:
    return subprocess.run(["openssl", *words], input=given, capture_output=True, check=True).stdout


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """A time stamp service's folder: a root certificate, a signer's, and what `openssl ts` needs."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl: on Debian, apt install openssl")
    (tmp_path / "config").write_text(CONFIG.format(folder=tmp_path), encoding="utf-8")
    (tmp_path / "serial").write_text("01", encoding="utf-8")
    for name in ("root", "signer"):
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", str(tmp_path / f"{name}.key"))
        asked = [
            "req",
            "-new",
            "-key",
            str(tmp_path / f"{name}.key"),
            "-subj",
            f"/CN=Example {name}",
            "-out",
            str(tmp_path / f"{name}.csr"),
        ]
        openssl(*asked, "-config", "/dev/null")
        by = ["-signkey", "root.key"] if name == "root" else ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"]
        by = [str(tmp_path / word) if word.endswith((".key", ".pem")) else word for word in by]
        signed = ["x509", "-req", "-in", str(tmp_path / f"{name}.csr"), "-days", "30", "-extfile", str(tmp_path / "config")]
        openssl(*signed, "-extensions", name, *by, "-out", str(tmp_path / f"{name}.pem"))
    return tmp_path


def test_a_service_is_asked_with_a_hash_only_and_its_stamp_is_kept(ledger: Ledger, service: Path) -> None:
    ledger.decide(Kind.OPENING, "rp:1", {"who": "A. Editor", "why": "asked by the family"}, at="2024-01-01T00:00:00Z")
    with serve() as server:
        request = ledger.stamp_request()
        (service / "head.tsq").write_bytes(request)
        signer = ["-inkey", str(service / "signer.key"), "-signer", str(service / "signer.pem")]
        asked = ["ts", "-reply", "-queryfile", str(service / "head.tsq"), "-config", str(service / "config"), "-section", "own", *signer]
        url = server.say("/", reply(openssl(*asked), Content_Type="application/timestamp-reply"))
        answer = ask_for_stamp(ledger, url, fetcher=Fetcher(limits=QUICK, allow_private=True))
        (sent,) = server.asked
    assert (sent.method, sent.body, sent.headers["content-type"]) == ("POST", request, "application/timestamp-query")
    roots = service / "root.pem"
    ledger.stamp(answer, roots.read_bytes(), service=url)
    assert [(stamp.decision, stamp.service, stamp.fits) for stamp in ledger.stamps(roots)] == [(1, url, True)]


def test_a_service_that_sends_elsewhere_is_not_followed(ledger: Ledger) -> None:
    with serve() as server:
        url = server.say("/", moved(server.url("/other")))
        with pytest.raises(FetchFailed, match="302"):
            ask_for_stamp(ledger, url, fetcher=Fetcher(limits=QUICK, allow_private=True))
        assert server.paths == ["/"]
