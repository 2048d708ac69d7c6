from __future__ import annotations

import json
import time

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from oyez.simulator.webpush_keys import (
    CURVE,
    b64,
    claims,
    decrypt,
    hkdf,
    point,
    private,
    subscription,
    unb64,
)

SENDER = private("some", "sender")


def encrypted(said, device="phone"):
    to = subscription("", "pi", device)
    key, salt, theirs = ec.generate_private_key(CURVE), b"s" * 16, unb64(to["p256dh"])
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
    info = b"WebPush: info\0" + theirs + point(key)
    master = hkdf(shared, unb64(to["auth"]), info, 32)
    content = hkdf(master, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = hkdf(master, salt, b"Content-Encoding: nonce\0", 12)
    text = said if isinstance(said, bytes) else json.dumps(said).encode()
    body = AESGCM(content).encrypt(nonce, text + b"\x02\0\0", None)
    return salt + (4096).to_bytes(4, "big") + b"\x41" + point(key) + body


def proof(sim, key=SENDER, **changes):
    said = {"aud": sim.base_url, "exp": int(time.time()) + 600, "sub": "mailto:a@b.example"}
    head = {"typ": "JWT", "alg": "ES256"}
    signed = ".".join(b64(json.dumps(one).encode()) for one in (head, said | changes))
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    token = f"{signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    return f"vapid t={token}, k={b64(point(key))}"


def push(web, said=None, *, device="phone", proven=None, body=None, **headers):
    sent = {"TTL": "60", "Content-Encoding": "aes128gcm", "Topic": "t", "Urgency": "high"}
    sent["Authorization"] = proof(web.sim) if proven is None else proven
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    kind = sent.pop("Content-Type", "application/octet-stream")
    data = (
        encrypted(said or {"tag": "t", "title": "A38", "body": "Closed"}) if body is None else body
    )
    sent = {name: value for name, value in sent.items() if value}
    return web.ask("POST", f"/webpush/push/pi/{device}", raw=(kind, data), headers=sent)


def test_a_browser_shows_what_it_can_read(sim, web):
    answer = push(web)
    assert answer.status == 201
    assert answer.headers["Location"].startswith(f"{sim.base_url}/webpush/message/")
    (shown,) = sim.live("webpush", "pi")
    assert (shown["id"], shown["text"]) == ("pi/phone/t", "A38\nClosed")
    assert push(web, {"tag": "t", "title": "A38", "body": "Open"}).status == 201
    (shown,) = sim.live("webpush", "pi")
    assert shown["text"] == "A38\nOpen"
    push(web, {"tag": "u", "body": "Another"})
    assert len(sim.live("webpush", "pi")) == 2


def test_what_nobody_can_read_is_taken_all_the_same(sim, web):
    whole = encrypted({"tag": "t"})
    for body in (b"", whole[:-1], whole[:60], whole[:20] + b"\x40" + whole[21:], encrypted(b"[1]")):
        assert push(web, body=body).status == 201
    assert sim.live("webpush", "pi") == []
    assert sim.calls()["webpush"]["undecryptable"] == 5


def test_what_is_not_delivered_yet_is_replaced(sim, web):
    sim.fault("webpush", "publish", "lag", times=1, seconds=3600)
    push(web)
    push(web, {"tag": "t", "body": "Withdrawn"})
    (waiting,) = sim.live("webpush", "pi")
    assert (waiting["text"], waiting["public"]) == ("Withdrawn", None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TTL", ""),
        ("TTL", "long"),
        ("Urgency", "very"),
        ("Topic", "x" * 33),
        ("Topic", "a b"),
        ("Content_Encoding", "aesgcm"),
        ("Content_Type", "text/plain"),
    ],
)
def test_headers_a_push_service_wants(web, name, value):
    assert push(web, **{name: value}).status == 400


def test_a_message_that_is_too_large(web):
    assert push(web, body=b"x" * 4097).status == 413


def test_who_may_send(sim, web):
    assert push(web, proven="").status == 401
    assert push(web, proven="vapid t=a.b.c, k=AAAA").status == 401
    assert push(web, proven=proof(sim, aud="https://other.example")).status == 401
    assert push(web, proven=proof(sim, exp=int(time.time()) - 1)).status == 401
    assert push(web, proven=proof(sim, exp=int(time.time()) + 90_000)).status == 401
    assert push(web, proven=proof(sim, exp="soon")).status == 401
    assert push(web, proven=proof(sim, sub="me")).status == 400
    other = private("another", "sender")
    mixed = proof(sim).rpartition("k=")[0] + "k=" + b64(point(other))
    assert push(web, proven=mixed).status == 401
    assert push(web).status == 201
    assert push(web, proven=proof(sim, other)).status == 403
    assert claims("a.b", "k") is None


def test_who_is_gone_or_was_never_there(web):
    assert push(web, device="gone-1").status == 410
    assert push(web, device="unknown-1").status == 404
    assert web.ask("GET", "/webpush/push/pi/phone").status == 404
    assert web.ask("POST", "/webpush/else").status == 404


@pytest.mark.parametrize(
    ("fault", "status"),
    [("rate_limit", 429), ("suspended", 403), ("expired_token", 401), ("error_before", 500)],
)
def test_faults_in_the_services_words(sim, web, fault, status):
    sim.fault("webpush", "publish", fault, times=1, account="pi")
    assert push(web).status == status
    assert push(web).status == 201


def test_only_the_right_browser_can_read_it():
    body = encrypted({"body": "Closed"})
    assert decrypt("pi", "phone", body) == {"body": "Closed"}
    assert decrypt("pi", "pc", body) is None
    assert decrypt("xi", "phone", body) is None
