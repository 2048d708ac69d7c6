"""Lines do not stay open when nobody holds their door any more."""

from __future__ import annotations

import gc

from oyez.platforms.door import Door

from .servers import OK, answering, tiny


def test_a_door_that_nobody_holds_any_more_hangs_up() -> None:
    """A line left open would be a warning, and a warning is an error here."""
    door = Door(allowed_networks=("127.0.0.0/8",))
    with tiny(answering(OK)) as server:
        assert door.send("GET", server.url).status == 200
        (waiting,) = door.wires.idle.values()
        line = waiting[0].line
        del waiting, door
        gc.collect()
        assert line.fileno() == -1
