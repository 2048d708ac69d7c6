"""A notice's whole life on a real Bluesky data server, with lost answers and ended sessions."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator

import pytest
from lossy import Line, lossy
from office import ALT, Office, build, fresh, picture, work_for, work_until
from outside import ask, blob, record, records
from real_servers import Account, Bluesky

from oyez.domain.delivery import Held
from oyez.govern.actions import change_channel, set_secrets
from oyez.govern.vault import secrets
from oyez.publish.pictures import path_of

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("shared_database")]

TEXT = "The A38 is closed near Derby. Please drive around."
SIGNED_WITH = b"jwt-secret"  # the test network's own key: fixed, public, loopback only


@pytest.fixture
def line(bluesky: Bluesky) -> Iterator[Line]:
    with lossy(bluesky.base_url) as made:
        yield made


@pytest.fixture
def office(bluesky: Bluesky, line: Line, shared_database: None) -> Office:
    me = bluesky.authority
    login = {"identifier": me.handle, "app_password": me.password}
    return build("bluesky", login, account=me.handle, base_url=line.base_url)


def session_of(account: Account, **more: str) -> dict[str, str]:
    """The secrets of a channel that has spoken before."""
    kept = {"did": account.did, "handle": account.handle, "refresh_jwt": account.refresh_jwt}
    return {"identifier": account.handle, "app_password": account.password} | kept | more


def expired(token: str) -> str:
    """The same token with its end in the past, rightly signed."""
    head, body, _ = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["exp"] = int(time.time()) - 60
    plain = json.dumps(claims).encode()
    unsigned = f"{head}.{base64.urlsafe_b64encode(plain).decode().rstrip('=')}"
    seal = hmac.new(SIGNED_WITH, unsigned.encode(), hashlib.sha256).digest()
    return f"{unsigned}.{base64.urlsafe_b64encode(seal).decode().rstrip('=')}"


def test_text_picture_and_link_arrive(office: Office, bluesky: Bluesky) -> None:
    me = bluesky.authority
    taken = picture()
    row = work_until(office.say(TEXT, pictures=(taken,)), Held.LIVE)
    (post,) = records(bluesky, me, row.notice.code)
    assert TEXT in post["value"]["text"]
    (image,) = post["value"]["embed"]["images"]
    assert image["alt"] == ALT
    assert image["aspectRatio"] == {"width": 64, "height": 48}
    stored = path_of(taken.sha256, taken.mime).read_bytes()
    assert blob(bluesky, me, image["image"]["ref"]["$link"]) == stored
    (link,) = post["value"]["facets"]
    assert row.notice.code in link["features"][0]["uri"]
    receipt = row.receipts.get()
    assert post["uri"].endswith(f"/{receipt.remote_id}")
    assert receipt.version == post["cid"]


def test_a_notice_lives_and_dies(office: Office, bluesky: Bluesky) -> None:
    me = bluesky.authority
    delivery = office.say(TEXT)
    row = work_until(delivery, Held.LIVE)
    (post,) = records(bluesky, me, row.notice.code)
    office.correct(delivery, "The A38 is open again.")
    row = work_until(delivery, Held.LIVE, revision=2)
    first, second = records(bluesky, me, row.notice.code)
    assert first == post
    assert "The A38 is open again." in second["value"]["text"]
    above = {"uri": post["uri"], "cid": post["cid"]}
    assert second["value"]["reply"] == {"root": above, "parent": above}
    assert row.receipts.filter(gone_at=None).count() == 2

    office.take_back(delivery)
    row = work_until(delivery, Held.GONE)
    assert records(bluesky, me, row.notice.code) == []
    for receipt in row.receipts.all():
        gone = record(bluesky, me, receipt.remote_id)
        assert (gone.status, gone.json["error"]) == (400, "RecordNotFound")
        assert receipt.gone_at is not None
        assert "RecordNotFound" in receipt.evidence


@pytest.mark.parametrize("arrives", [True, False], ids=["answer", "request"])
def test_what_is_lost_makes_no_second_record(
    office: Office, line: Line, bluesky: Bluesky, *, arrives: bool
) -> None:
    line.lose("POST", "putRecord", arrives=arrives)
    row = work_until(office.say(TEXT), Held.LIVE)
    (post,) = records(bluesky, bluesky.authority, row.notice.code)
    assert row.receipts.get().version == post["cid"]
    assert line.count("POST", "putRecord") == 2
    assert row.attempt == 2


def test_every_answer_lost_is_found_by_reading(
    office: Office, line: Line, bluesky: Bluesky
) -> None:
    line.lose("POST", "putRecord", times=50)
    row = work_until(office.say(TEXT), Held.LIVE)
    (post,) = records(bluesky, bluesky.authority, row.notice.code)
    assert row.receipts.get().version == post["cid"]
    assert line.count("GET", "getRecord") > 0


def test_a_lost_picture_is_sent_again(office: Office, line: Line, bluesky: Bluesky) -> None:
    line.lose("POST", "uploadBlob")
    row = work_until(office.say(TEXT, pictures=(picture(),)), Held.LIVE)
    (post,) = records(bluesky, bluesky.authority, row.notice.code)
    assert [image["alt"] for image in post["value"]["embed"]["images"]] == [ALT]


def test_taken_back_while_nobody_knows(office: Office, line: Line, bluesky: Bluesky) -> None:
    line.lose("POST", "putRecord")
    line.lose("GET", "getRecord")
    delivery = office.say(TEXT)
    work_until(delivery, Held.UNKNOWN)
    assert len(records(bluesky, bluesky.authority, fresh(delivery).notice.code)) == 1
    line.lose("POST", "deleteRecord")
    office.take_back(delivery)
    row = work_until(delivery, Held.GONE)
    assert records(bluesky, bluesky.authority, row.notice.code) == []
    assert row.receipts.get().gone_at is not None


def test_a_text_the_server_refuses_is_given_back(office: Office, bluesky: Bluesky) -> None:
    change_channel(None, office.channel, text_limit=420)  # more than this server takes
    row = work_until(office.say("Closed. " * 45), Held.REFUSED)
    assert row.code == "InvalidRequest"
    assert row.due_at is None
    assert records(bluesky, bluesky.authority, row.notice.code) == []


def test_an_expired_token_is_refreshed(office: Office, line: Line, bluesky: Bluesky) -> None:
    me = bluesky.authority
    old = expired(me.access_jwt)
    whose = f"{bluesky.base_url}/xrpc/com.atproto.server.getSession"
    assert ask(whose, token=old).json["error"] == "ExpiredToken"
    set_secrets(None, office.channel, session_of(me, access_jwt=old))
    row = work_until(office.say(TEXT), Held.LIVE)
    assert len(records(bluesky, me, row.notice.code)) == 1
    assert line.count("POST", "refreshSession") == 1
    assert line.count("POST", "createSession") == 0
    office.channel.refresh_from_db()
    kept = secrets(office.channel)
    assert kept["access_jwt"] != old
    assert ask(whose, token=kept["access_jwt"]).json["did"] == me.did


def test_without_a_refresh_token_it_logs_in(office: Office, line: Line, bluesky: Bluesky) -> None:
    me = bluesky.authority
    broken = session_of(me, access_jwt="not.a.token", refresh_jwt="not.a.token")
    set_secrets(None, office.channel, broken)
    row = work_until(office.say(TEXT), Held.LIVE)
    assert len(records(bluesky, me, row.notice.code)) == 1
    assert line.count("POST", "createSession") == 1


def test_a_bad_password_loses_nothing(office: Office, bluesky: Bluesky) -> None:
    me = bluesky.authority
    set_secrets(None, office.channel, {"identifier": me.handle, "app_password": "wrong"})
    delivery = office.say(TEXT)
    work_for(1)
    row = fresh(delivery)
    assert (row.held, row.failures > 0) == (Held.NOTHING, True)
    assert row.code == "AuthenticationRequired"
    assert records(bluesky, me, row.notice.code) == []
    login = {"identifier": me.handle, "app_password": me.password}
    set_secrets(None, office.channel, login)
    row = work_until(delivery, Held.LIVE)
    assert len(records(bluesky, me, row.notice.code)) == 1
