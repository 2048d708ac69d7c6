"""Into no internal network, by no spelling, no redirect and no lie of a resolver."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field

import pytest

from oyez.domain.looking import Failure, Hop
from oyez.looking.addresses import Target
from oyez.looking.asking import Answered, OneWire, ask
from oyez.looking.door import Door
from oyez.looking.guarding import StrictGuard
from oyez.platforms.guard import Guard, TimedSocket
from stands import LOOPBACK, Names, Web, door_to, moved, page

LOOPBACK_HOSTS = [
    "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "127.000.000.001", "0177.0.0.1", "0177.0.0.01",
    "0x7f.0.0.1", "0x7f.1", "0X7F000001", "0x7f000001", "2130706433", "017700000001", "127.0.0.2",
    "127.255.255.254", "0.0.0.0", "0", "00", "0x0", "%31%32%37.0.0.1", "１２７.0.0.1",
    "127。0。0。1", "127．0．0．1", "①②⑦.0.0.1", "localhost", "LOCALHOST", "localhost.",
    "loc%61lhost", "ⓛocalhost", "localhost.localdomain", "ip6-localhost", "foo.localhost",
    "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]",
    "[2001:0:7f00:1::80ff:fffe]", "[2001:470::5efe:7f00:1]", "[fe80::1%25lo]",
]  # fmt: skip
OTHER_HOSTS = [
    "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.1.1", "0xc0a80101",
    "3232235777", "169.254.169.254", "2852039166", "0xa9fea9fe", "169.254.43518", "100.64.0.1",
    "100.127.255.254", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]",
    "[3fff::1]", "[100::1]", "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]",
    "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[2002:a00:1::1]",
    "intranet", "printer.local", "db.internal", "wiki.corp", "router.lan", "nas.home.arpa",
]  # fmt: skip
NOT_WEB = [
    "file:///etc/passwd", "ftp://a.example/", "gopher://127.0.0.1:70/", "javascript:alert(1)",
    "data:text/html,x", "http://user@127.0.0.1/", "http://a.example:22/", "http://a.example:0/",
    "http://a.example:99999/", "http://[::1", "http://", "//", "", " ", "http://a..b/",
    "http://a b.example/", "http://a.exa\x00mple/", "http://" + "a" * 5000 + ".example/",
    "http://1.2.3.4.5/", "http://256.1.1.1/", "unix:/run/x", "about:blank", "https://:443/",
]  # fmt: skip
GOOD = "93.184.215.14"


def closed(server: Web) -> Door:
    """A door for the server's port to which nothing private is allowed."""
    return Door(ports=(server.port,), resolver=Names({}))


@pytest.mark.parametrize("host", LOOPBACK_HOSTS)
def test_no_spelling_reaches_our_own_machine(host: str, net: Web) -> None:
    for form in ("http://{}/", "http:\\\\{}\\", "http:{}/", "//{}/", "{}/", "ht\ntp://{}/"):
        address = form.format(f"{host}:{net.port}")
        found = closed(net).fetch(address)
        assert found.failure in (Failure.PRIVATE_ADDRESS, Failure.BAD_ADDRESS), address
    assert net.connections == 0


@pytest.mark.parametrize("host", LOOPBACK_HOSTS + OTHER_HOSTS)
def test_what_is_no_address_of_the_open_internet_is_refused(host: str) -> None:
    # The tests' sockets reach loopback only: a try elsewhere would end this test.
    found = Door(resolver=Names({})).fetch(f"https://{host}/latest/meta-data")
    assert found.failure is Failure.PRIVATE_ADDRESS


@pytest.mark.parametrize("address", NOT_WEB)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    found = Door(resolver=Names({})).fetch(address)
    assert (found.failure, found.chain) == (Failure.BAD_ADDRESS, ())


class Street(StrictGuard):
    """Lets one stand-in through and judges all else as on the open internet."""

    def connect(self, host: str, port: int, seconds: float) -> TimedSocket:
        if host == "good.example":
            return Guard(LOOPBACK).connect("127.0.0.1", port, seconds)
        return super().connect(host, port, seconds)


@pytest.mark.parametrize("host", LOOPBACK_HOSTS + OTHER_HOSTS)
def test_no_redirect_leads_inside(host: str, net: Web) -> None:
    start = net.put("good.example", "/", moved(f"http://{host}:{net.port}/secret"))
    door = closed(net)
    door.guard = Street(resolver=Names({}))
    assert door.fetch(start).failure is Failure.PRIVATE_ADDRESS
    assert (net.calls, net.connections) == (["good.example/"], 1)


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/", "//169.254.169.254/", "http:169.254.169.254/",
        "http:\\\\169.254.169.254\\", "\\\\169.254.169.254\\", "/\\169.254.169.254/",
        "http://2852039166/", "http://[::ffff:a9fe:a9fe]/", "http://metadata.example/",
        "http://intranet/", " http://10.0.0.1/", "\thttp://10.0.0.1/", "https://10.0.0.1/",
    ],
)  # fmt: skip
def test_a_redirect_is_judged_like_an_address(location: str, net: Web) -> None:
    start = net.put("good.example", "/", moved(location))
    names = {"good.example": [["127.0.0.1"]], "metadata.example": [["169.254.169.254"]]}
    door = door_to(net, resolver=Names(names), ports=(net.port, 80, 443))
    assert door.fetch(start).failure is Failure.PRIVATE_ADDRESS
    assert net.calls == ["good.example/"]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "javascript:1", "http://a@b.example/"])
def test_a_redirect_out_of_the_web_is_refused(location: str, net: Web) -> None:
    start = net.put("good.example", "/", moved(location))
    assert door_to(net, "good.example").fetch(start).failure is Failure.BAD_ADDRESS


@pytest.mark.parametrize(
    "answers", [(GOOD, "127.0.0.1"), ("10.0.0.1", GOOD), (GOOD, "::1"), (GOOD, "fe80::1"), ()]
)
def test_one_bad_answer_among_good_ones_refuses_them_all(answers: tuple[str, ...]) -> None:
    door = Door(resolver=Names({"mixed.example": [answers]}))
    assert door.fetch("http://mixed.example/").failure is Failure.PRIVATE_ADDRESS


def test_a_name_that_changes_between_hops_is_judged_at_every_hop(net: Web) -> None:
    start = net.put("rebind.example", "/", moved("/again"))
    net.put("rebind.example", "/again", page("secret"))
    names = Names({"rebind.example": [["127.0.0.1"], ["127.0.0.2"]]})
    door = door_to(net, resolver=names, allowed_networks=("127.0.0.1/32",))
    found = door.fetch(start)
    assert found.failure is Failure.PRIVATE_ADDRESS
    assert found.chain == (Hop(start, 302), Hop(f"{start}again", 0))
    assert (names.asked, net.calls) == (["rebind.example"] * 2, ["rebind.example/"])


def test_a_name_is_asked_for_once_a_hop_and_its_answer_is_dialled(net: Web) -> None:
    start = net.put("rebind.example", "/", page("hello"))
    names = Names({"rebind.example": [["127.0.0.1"], ["127.0.0.2"]]})
    door = door_to(net, resolver=names, allowed_networks=("127.0.0.1/32",))
    assert door.fetch(start).answered.status == 200
    assert names.asked == ["rebind.example"]


def test_in_an_exercise_every_name_is_played_and_no_address_reached(net: Web) -> None:
    net.put("stream.example", "/", page("played"))
    door = Door.to_stand_in(("127.0.0.1", net.port))
    assert b"played" in door.fetch("https://stream.example/").answered.body
    for host in (*LOOPBACK_HOSTS, *OTHER_HOSTS, GOOD):
        assert door.fetch(f"http://{host}/").failure is Failure.PRIVATE_ADDRESS
    assert net.connections == 1
    nobody = Door.to_stand_in(None)
    assert nobody.fetch("https://stream.example/").failure is Failure.UNREACHABLE


@dataclass
class Careless(Door):
    """Sabotage: judges the first hop and trusts all others."""

    server: Web
    trusted: Guard = field(default_factory=lambda: Guard(("0.0.0.0/0", "::/0")))

    def __post_init__(self) -> None:
        super().__init__(
            ("127.0.0.1/32",),
            ports=(self.server.port,),
            resolver=Names({"good.example": [["127.0.0.1"]]}),
        )

    def ask(self, target: Target, deadline: float, chain: list[Hop]) -> Answered:
        if not chain:
            return super().ask(target, deadline, chain)
        chain.append(Hop(target.address))
        wire = OneWire(target, self.trusted, self.tls, deadline)
        return ask(target, wire, self.headers(target))


def test_a_fetcher_that_skips_the_second_hop_is_caught(net: Web) -> None:
    start = net.put("good.example", "/", moved(f"http://127.0.0.2:{net.port}/secret"))
    assert (
        door_to(net, "good.example", allowed_networks=("127.0.0.1/32",)).fetch(start).failure
        is Failure.PRIVATE_ADDRESS
    )
    with pytest.raises(UserWarning, match=r"127\.0\.0\.2"):
        Careless(net).fetch(start)


class Forgetful(Guard):
    """Sabotage: asks once to judge and once more to connect."""

    def connect(self, host: str, port: int, seconds: float) -> object:  # type: ignore[override]
        for entry in self.resolver(host, port):
            assert self.permits(str(entry[4][0]))
        place = self.resolver(host, port)[0][4]
        return socket.create_connection(place, seconds)


def test_a_guard_that_asks_twice_is_caught(net: Web) -> None:
    start = net.put("rebind.example", "/", page("hello"))
    names = Names({"rebind.example": [["127.0.0.1"], ["127.0.0.2"]]})
    door = door_to(net, resolver=names)
    door.guard = Forgetful(("127.0.0.1/32",), resolver=names)  # type: ignore[assignment]
    with pytest.raises(UserWarning, match=r"127\.0\.0\.2"):
        door.fetch(start)
