"""Which addresses and URLs may be called: a list of hostile ones, and some that are fine."""

from ipaddress import ip_address, ip_network

import pytest

from emberline.kit.public_addresses import is_public, target_of

HOSTILE = (
    "http://example.com/",
    "ftp://example.com/",
    "//example.com/",
    "https:///hook",
    "https:example.com",
    "https://",
    # This machine, in every spelling that some parser takes.
    "https://localhost/",
    "https://localhost./",
    "https://127.0.0.1/",
    "https://127.0.0.1./",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://%31%32%37.0.0.1/",
    "https://\uff11\uff12\uff17.0.0.1/",
    "https://127。0。0。1/",
    "https://①②⑦.0.0.1/",
    "https://0/",
    "https://0.0.0.0/",
    "https://[::]/",
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::127.0.0.1]/",
    # The house's network.
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://169.254.1.1/",
    "https://[fe80::1]/",
    "https://[fe80::1%25eth0]/",
    "https://[fc00::1]/",
    "https://[fd12:3456::1]/",
    "https://[fec0::1]/",
    "https://router/",
    # The cloud's metadata.
    "https://169.254.169.254/latest/meta-data/",
    "https://2852039166/",
    "https://0xa9fea9fe/",
    "https://[::ffff:169.254.169.254]/",
    "https://[fd00:ec2::254]/",
    "https://100.100.100.200/",
    "https://168.63.129.16/",
    # IPv4 within IPv6.
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::8.8.8.8]/",
    "https://[64:ff9b:1::1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:53aa:64c::1]/",
    # Many at once, nobody, examples.
    "https://224.0.0.1/",
    "https://239.255.255.250/",
    "https://255.255.255.255/",
    "https://240.0.0.1/",
    "https://[ff02::1]/",
    "https://192.0.2.1/",
    "https://198.18.0.1/",
    "https://203.0.113.7/",
    "https://[2001:db8::1]/",
    "https://[3fff::1]/",
    # What parsers disagree about.
    "https://ada@example.com/",
    "https://ada:secret@example.com/",
    "https://@example.com/",
    "https://example.com@127.0.0.1/",
    "https://example.com\\@127.0.0.1/",
    "https://127.0.0.1\\.example.com/",
    "https://127.0.0.1%00.example.com/",
    "https://127.0.0.1#@example.com/",
    "https://exam ple.com/",
    "https://example.com\r\nX-Header: 1/",
    "https://example.com\t/",
    "https://example..com/",
    "https://.example.com/",
    "https://a.b.0x10/",
    "https://1.2.3/",
    "https://[2001:4860::8888%251]/",
    "https://[::1/",
    # Ports.
    "https://example.com:0/",
    "https://example.com:22/",
    "https://example.com:25/",
    "https://example.com:80/",
    "https://example.com:65536/",
    "https://example.com:-1/",
    "https://example.com:443a/",
    "https://example.com/" + "a" * 2000,
    "https://" + "a" * 64 + ".com/",
    "https://" + "a." * 126 + "com/",
)

FINE = {
    "https://example.com": ("example.com", 443),
    "https://EXAMPLE.com./hook?a=b#c": ("example.com", 443),
    "https://example.com:8443/@a": ("example.com", 8443),
    "https://xn--bcher-kva.example/": ("xn--bcher-kva.example", 443),
    "https://8.8.8.8/": ("8.8.8.8", 443),
    "https://[2606:4700::1111]:9000/": ("2606:4700::1111", 9000),
}


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_url_is_refused_with_a_sentence(url):
    with pytest.raises(ValueError, match=r"^(use|send|leave) "):
        target_of(url)


@pytest.mark.parametrize("url", FINE)
def test_a_public_url_leads_where_it_says(url):
    target = target_of(url)

    assert (target.host, target.port) == FINE[url]


def test_a_network_that_is_allowed_may_be_called_and_no_other():
    allowed = [ip_network("127.0.0.0/8")]

    assert is_public(ip_address("127.0.0.1"), allowed)
    assert not is_public(ip_address("127.0.0.1"))
    assert not is_public(ip_address("10.0.0.1"), allowed)
    assert not is_public(ip_address("::1"), allowed)
