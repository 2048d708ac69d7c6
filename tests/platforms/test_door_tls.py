"""The door over TLS."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from oyez.platforms.door import Door

from .servers import OK, answering, certificate, drip, tiny


def test_certificates_are_verified(tmp_path: Path, open_door: Callable[..., Door]) -> None:
    trusted, context = certificate(tmp_path)
    networks = ("127.0.0.0/8",)
    with tiny(answering(OK), context) as server:
        stranger = open_door(allowed_networks=networks).send("POST", server.url, json={})
        assert (stranger.phase, stranger.error) == ("nothing", "tls")
        door = open_door(allowed_networks=networks, ca_file=trusted)
        assert door.send("POST", server.url, json={}).phase == "done"
        assert door.send("POST", server.url, json={}).phase == "done"
        assert server.connections == 2


def test_a_certificate_for_another_name_is_refused(
    tmp_path: Path, open_door: Callable[..., Door]
) -> None:
    trusted, context = certificate(tmp_path, "other.example")
    with tiny(answering(OK), context) as server:
        door = open_door(allowed_networks=("127.0.0.0/8",), ca_file=trusted)
        assert door.send("GET", server.url).error == "tls"


def test_a_warm_encrypted_connection_survives_session_tickets(
    tmp_path: Path, open_door: Callable[..., Door]
) -> None:
    trusted, context = certificate(tmp_path)
    with tiny(answering(OK), context) as server:
        door = open_door(allowed_networks=("127.0.0.0/8",), ca_file=trusted)
        door.warm(server.url, 1)
        time.sleep(0.05)
        assert door.send("GET", server.url).phase == "done"
        assert server.connections == 1


def test_an_encrypted_drip_is_cut_off(tmp_path: Path, open_door: Callable[..., Door]) -> None:
    trusted, context = certificate(tmp_path)
    with tiny(drip, context) as server:
        door = open_door(allowed_networks=("127.0.0.0/8",), ca_file=trusted)
        answer = door.send("GET", server.url, timeout=0.4)
        assert (answer.phase, answer.error) == ("body_sent", "timeout")
