"""The one process: listens on loopback, hands each request to its platform, ends cleanly."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import os
import signal
import stat
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from oyez.simulator.control import control
from oyez.simulator.faults import parse_fault
from oyez.simulator.http import Answer, Connection, Reply, Request, Response
from oyez.simulator.mail import MailSession
from oyez.simulator.oauth import Consent
from oyez.simulator.own_page import OwnPage
from oyez.simulator.phone import Phone
from oyez.simulator.played import STANDS, Played
from oyez.simulator.wall import stylesheet, wall
from oyez.simulator.webhooks import Webhooks
from oyez.simulator.websites import is_website, website
from oyez.simulator.world import World

Client = Connection | MailSession


class NotLoopbackError(ValueError):
    """The simulator listens on loopback addresses only."""


class PortTakenError(OSError):
    """A port is in use by another program."""


@dataclass
class App:
    """Sends a request to the platform, the wall or the controls by its path."""

    world: World
    platforms: dict[str, Played] = field(init=False)
    own_page: OwnPage = field(init=False)
    consent: Consent = field(init=False)
    webhooks: Webhooks = field(init=False)
    phone: Phone = field(init=False)

    def __post_init__(self) -> None:
        self.consent, self.webhooks = Consent(self.world), Webhooks(self.world)
        self.platforms = {name: stand.play(self.world) for name, stand in STANDS.items()}
        self.own_page, self.phone = OwnPage(self.world.portal), Phone(self.world)

    def __call__(self, request: Request) -> Answer:
        """The reply to any request; the wall waits for the own page."""
        if self.world.websites and is_website(self.world, request):
            return Reply(website(self.world, request))
        if connecting := self.consent.route(request):
            return connecting(request)
        if by_hand := self.phone.route(request):
            return by_hand
        if platform := self.platforms.get(request.path.split("/", 2)[1]):
            return platform.answer(request)
        return self.stage(request)

    def stage(self, request: Request) -> Answer:
        """What stands around the platforms: the controls and the wall."""
        path = request.path
        if path == "/_sim/webhooks" and "origin" not in request.headers:
            posted = request.method == "POST"
            return self.webhooks.set(request) if posted else self.webhooks.list()
        if path.startswith("/_sim/"):
            return Reply(control(self.world, request))
        if path == "/wall.css":
            return Reply(stylesheet())
        if path in ("/", "/wall") and request.method in ("GET", "HEAD"):
            return self.wall(request)
        return Reply(Response.of(404, {"error": "nothing is played here"}))

    async def wall(self, request: Request) -> Reply:
        """The wall, with what the own page says now."""
        return Reply(wall(self.world, request, await self.own_page.look()))


def loopback(host: str) -> str:
    """The address to listen on; anything but loopback is refused."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        raise NotLoopbackError(f"{host} is not an address of this machine's loopback") from None
    if not address.is_loopback:
        raise NotLoopbackError(f"the simulator listens on loopback only, not on {host}")
    return str(address)


def serve(
    host: str,
    port: int,
    smtp_port: int,
    *,
    latency_ms: float = 0,
    seed: int = 0,
    portal: str = "",
    faults: Sequence[str] = (),
    wall: bool = False,
) -> None:
    """Play the platforms until SIGTERM, SIGINT or the end of a piped stdin; port 0 is any free."""
    world = World(seed=seed, portal=portal, latency=latency_ms / 1000, whole_wall=wall)
    for words in faults:
        world.faults.add(parse_fault(words))
    asyncio.run(play(world, loopback(host), port, smtp_port))


async def play(world: World, host: str, port: int, smtp_port: int) -> None:
    """Listen, say so in one line of JSON, and wait for the end."""
    loop = asyncio.get_running_loop()
    world.later = loop.call_later
    over = on_signal(loop)
    app = App(world)
    connections: set[Connection] = set()
    sessions: set[MailSession] = set()
    web = await listen(lambda: Connection(app, connections), host, port)
    try:
        sink = await listen(lambda: MailSession(world, sessions), host, smtp_port)
    except PortTakenError:
        web.close()
        raise
    base = f"http://{shown(host)}:{port_of(web)}"
    line: dict[str, object] = {"base_url": base, "smtp_port": port_of(sink), "wall": f"{base}/wall"}
    line["platforms"] = {name: f"{base}/{name}" for name in STANDS}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
    if world.whole_wall:
        sys.stderr.write(f"The wall is at {base}/wall. Ctrl-C ends it.\n")
    await the_end(loop, over)
    for server in (web, sink):
        server.close()
    clients: list[Client] = [*connections, *sessions]
    for one in clients:
        one.transport.abort()
    await asyncio.sleep(0)  # lets the transports close their sockets


async def listen(client: Callable[[], Client], host: str, port: int) -> asyncio.Server:
    """A listening server, or a sentence about why not."""
    loop = asyncio.get_running_loop()
    try:
        return await loop.create_server(client, host, port, backlog=1024)
    except OSError as error:
        raise PortTakenError(f"port {port} on {host} cannot be used: {error.strerror}") from error


def port_of(server: asyncio.Server) -> int:
    """The port a server listens on."""
    return int(server.sockets[0].getsockname()[1])


def shown(host: str) -> str:
    """The host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def on_signal(loop: asyncio.AbstractEventLoop) -> asyncio.Event:
    """What a signal to stop sets."""
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, over.set)
    return over


async def the_end(loop: asyncio.AbstractEventLoop, over: asyncio.Event) -> None:
    """Return when it is over, or when stdin was a pipe and its other end closed."""
    piped = stat.S_ISFIFO(os.fstat(0).st_mode) if sys.stdin else False

    def look() -> None:
        if not os.read(0, 4096):
            over.set()

    if piped:
        loop.add_reader(0, look)
    await over.wait()
    if piped:
        loop.remove_reader(0)
