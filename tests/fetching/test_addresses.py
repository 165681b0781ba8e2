"""Which addresses may be asked at all."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given, strategies as st

from counterclaim.errors import AddressRefused
from counterclaim.fetching.addresses import is_public, parse_address

NOT_PUBLIC = [
    pytest.param("127.0.0.0/8", id="this machine"),
    pytest.param("0.0.0.0/8", id="this network"),
    pytest.param("10.0.0.0/8", id="private"),
    pytest.param("172.16.0.0/12", id="private, middle"),
    pytest.param("192.168.0.0/16", id="private, small"),
    pytest.param("100.64.0.0/10", id="behind a provider's address"),
    pytest.param("169.254.0.0/16", id="link-local, metadata of clouds"),
    pytest.param("168.63.129.16/32", id="a cloud's service at a public number"),
    pytest.param("192.0.0.0/24", id="protocols"),
    pytest.param("192.0.2.0/24", id="documentation"),
    pytest.param("198.18.0.0/15", id="measurements"),
    pytest.param("224.0.0.0/4", id="many at once"),
    pytest.param("240.0.0.0/4", id="reserved"),
    pytest.param("::1/128", id="this machine, version 6"),
    pytest.param("::/96", id="version 4 in version 6, old form"),
    pytest.param("::ffff:127.0.0.0/104", id="this machine, mapped"),
    pytest.param("::ffff:169.254.169.254/128", id="metadata, mapped"),
    pytest.param("64:ff9b::a00:0/104", id="private, translated"),
    pytest.param("64:ff9b:1::/48", id="local translation"),
    pytest.param("fc00::/7", id="private, version 6"),
    pytest.param("fe80::/10", id="link-local, version 6"),
    pytest.param("fec0::/10", id="site-local"),
    pytest.param("ff00::/8", id="many at once, version 6"),
    pytest.param("2001:db8::/32", id="documentation, version 6"),
    pytest.param("3fff::/20", id="documentation, version 6, new"),
    pytest.param("2001::/32", id="a tunnel"),
    pytest.param("2002::/16", id="an older tunnel"),
]


@pytest.mark.parametrize("network", NOT_PUBLIC)
@given(data=st.data())
def test_no_address_of_the_network_is_public(network: str, data: st.DataObject) -> None:
    found = ip_network(network)
    number = data.draw(st.integers(int(found.network_address), int(found.broadcast_address)))
    assert not is_public(str(type(found.network_address)(number)))


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["fe80::1%eth0", "example.org", "", "2130706433", "127.1"])
def test_what_is_no_plain_number_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("given_url", "url", "host", "port"),
    [
        pytest.param("https://wire.example", "https://wire.example/", "wire.example", 443, id="no path"),
        pytest.param("HTTP://Wire.Example:80/a?b=c#d", "http://wire.example/a?b=c", "wire.example", 80, id="capitals, port, fragment"),
        pytest.param("http://wire.example:8080/", "http://wire.example:8080/", "wire.example", 8080, id="another port"),
        pytest.param(
            "https://zeitung.example/straße?q=ü", "https://zeitung.example/stra%C3%9Fe?q=%C3%BC", "zeitung.example", 443, id="letters"
        ),
        pytest.param(
            "https://bücher.example/%C3%BC", "https://xn--bcher-kva.example/%C3%BC", "xn--bcher-kva.example", 443, id="host in letters"
        ),
        pytest.param("http://[2606:4700::1]/a", "http://[2606:4700::1]/a", "2606:4700::1", 80, id="version 6"),
    ],
)
def test_parse(given_url: str, url: str, host: str, port: int) -> None:
    target = parse_address(given_url)
    assert (target.url, target.host, target.port) == (url, host, port)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("file:///etc/passwd", "only addresses that begin with http", id="file"),
        pytest.param("ftp://wire.example/a", "only addresses", id="ftp"),
        pytest.param("gopher://wire.example/", "only addresses", id="gopher"),
        pytest.param("javascript:alert(1)", "only addresses", id="script"),
        pytest.param("wire.example/a", "only addresses", id="no scheme"),
        pytest.param("http://", "no usable host", id="no host"),
        pytest.param("http://user:secret@wire.example/", "name or password", id="password"),
        pytest.param("http://wire.example:25/", "port 25", id="mail"),
        pytest.param("http://wire.example:99999/", "no web address", id="no such port"),
        pytest.param("http://wire.example/a b", "spaces", id="space"),
        pytest.param("http://wire.example/\r\nX: y", "invisible", id="line end"),
        pytest.param("http://[::1", "no web address", id="half a bracket"),
        pytest.param("http://[fe80::1%25eth0]/", "no usable host", id="a card of this machine"),
        pytest.param("http://" + "a" * 70 + "ü.example/", "no usable host", id="too long a label"),
        pytest.param("http://wire.example/" + "a" * 5000, "endless", id="endless"),
    ],
)
def test_refused(url: str, reason: str) -> None:
    with pytest.raises(AddressRefused, match=reason) as refused:
        parse_address(url)
    assert "secret" not in str(refused.value)
