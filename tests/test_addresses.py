"""What is outside the public internet is refused, in whatever clothes it comes."""

from ipaddress import ip_network

import pytest

from scraper.crawling.addresses import is_permitted, parse_literal, resolve
from scraper.crawling.outcome import Unfetched

PRIVATE = [
    "127.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1",
    "017700000001", "10.0.0.1", "10.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.257", "100.64.0.1",
    "169.254.169.254", "2852039166", "198.18.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1",
    "ff02::1", "2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1",
    "::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::10.0.0.1", "2002:7f00:1::", "2002:a00:1::",
    "2001:0:808:808::f7f7:f7f7", "[::1]", "１２７.0.0.1", "127。0。0。1", "127.0.0.1.",
]  # fmt: skip

PUBLIC = [
    "8.8.8.8", "1.1.1.1", "134744072", "0x08080808", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_are_seen_for_what_they_are(host):
    with pytest.raises(Unfetched) as refused:
        resolve(host, 80)
    assert refused.value.reason == "address-refused"


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_address_is_connected_to_as_it_stands(host):
    assert resolve(host, 80) == (parse_literal(host),)


@pytest.mark.parametrize(
    "host", ["www.gov.cn", "1.2.3.4.5", "256.1.1.1.cn", "09.1.1.1", "a.1", "1.\0"]
)
def test_names_are_no_addresses(host):
    assert parse_literal(host) is None


def test_names_of_loopback_are_refused_unless_allowed():
    with pytest.raises(Unfetched, match=r"127\.0\.0\.1|::1"):
        resolve("localhost", 80)
    allowed = [ip_network("127.0.0.0/8")]
    assert [str(found) for found in resolve("localhost", 80, allowed)] == ["127.0.0.1"]


def test_an_allowed_network_is_allowed_in_its_mapped_form_too():
    mapped = parse_literal("::ffff:10.1.2.3")
    assert is_permitted(mapped, [ip_network("10.0.0.0/8")])
    assert not is_permitted(mapped, [ip_network("10.0.0.0/16")])


@pytest.mark.parametrize("host", ["gongkai.invalid", "gongkai\0.cn"])
def test_a_name_that_does_not_resolve_says_so(host):
    with pytest.raises(Unfetched) as unknown:
        resolve(host, 80)
    assert unknown.value.reason == "name-unknown"
