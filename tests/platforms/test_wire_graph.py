"""What Meta's platforms share on the wire: proof, errors, limits, signatures, handshake."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.facebook import Facebook
from oyez.platforms.facebook_codes import CODES as OF_FACEBOOK
from oyez.platforms.graph import challenge, used
from oyez.platforms.graph_codes import COMMON
from oyez.platforms.instagram import Instagram
from oyez.platforms.instagram_codes import CODES as OF_INSTAGRAM
from oyez.platforms.port import Answer, Channel, Failed
from oyez.simulator.graph import webhook

from .canned import Canned, lost, said

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
BASE = "https://graph.example"


def error(code: int, subcode: int | None = None, **more: object) -> dict[str, object]:
    told = {"message": "(#1) quiet words", "type": "OAuthException", "code": code, **more}
    return {"error": told | ({"error_subcode": subcode} if subcode else {})}


def facebook(*answers: Answer, **secrets: str) -> tuple[Facebook, Canned]:
    door = Canned(list(answers))
    return Facebook(Channel("press", BASE, {"token": "EAAB", **secrets}), door), door


def instagram(*answers: Answer, **secrets: str) -> tuple[Instagram, Canned]:
    door = Canned(list(answers))
    channel = Channel("press", BASE, {"token": "EAAB", **secrets}, {"user_id": "178"})
    return Instagram(channel, door), door


def test_the_token_is_in_the_header_and_its_proof_in_the_address() -> None:
    adapter, door = facebook(
        said(200, {"id": "7", "name": "Press"}), said(400), app_secret="s3cret"
    )
    adapter.probe()
    proof = hmac.new(b"s3cret", b"EAAB", hashlib.sha256).hexdigest()
    fields = "fields=id,name,username"
    assert door.asked[0].url == f"{BASE}/v25.0/me?{fields}&appsecret_proof={proof}"
    assert door.asked[1].url == f"{BASE}/v25.0/me/permissions?appsecret_proof={proof}"
    assert door.asked[0].headers == {"Authorization": "Bearer EAAB"}


def test_without_an_app_secret_nothing_is_proved() -> None:
    adapter, door = facebook(said(200, {"id": "7", "name": "Press"}), said(400))
    adapter.probe()
    assert "proof" not in door.asked[0].url


FIXED = [
    (error(190, 463), "190/463", F.AUTH),
    (error(102), "102", F.AUTH),
    (error(10), "10", F.PERMISSION),
    (error(200), "200", F.PERMISSION),
    (error(299), "299", F.PERMISSION),
    (error(300), "300", F.INVALID),
    (error(368), "368", F.SUSPENDED),
    (error(506), "506", F.DUPLICATE),
    (error(100), "100", F.INVALID),
    (error(100, 33), "100/33", F.NOT_FOUND),
    (error(803), "803", F.NOT_FOUND),
    (error(99_999), "99999", F.INVALID),
]


@pytest.mark.parametrize("creates", [True, False])
@pytest.mark.parametrize(("body", "code", "cls"), FIXED)
def test_a_code_has_a_class(body: object, code: str, cls: F, creates: bool) -> None:
    adapter, _ = facebook()
    failed = adapter.failed(said(400, body), NOW, creates=creates)
    assert (failed.code, failed.cls, failed.retry_at) == (code, cls, None)


@pytest.mark.parametrize("code", [4, 17, 32, 613, 80001, 80002, 80007])
def test_every_limit_names_a_time(code: int) -> None:
    adapter, _ = facebook()
    usage = '{"7":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":7}]}'
    named = said(400, error(code), **{"x-business-use-case-usage": usage})
    assert adapter.failed(named, NOW).retry_at == NOW + timedelta(minutes=7)
    plain = adapter.failed(said(400, error(code)), NOW)
    assert plain == Failed(F.RATE_LIMITED, str(code), NOW + timedelta(seconds=60))


def test_a_limit_never_waits_longer_than_an_hour_and_a_strange_header_is_no_header() -> None:
    adapter, _ = facebook()
    body = said(400, error(4)).body
    for header, wait in (
        ('{"7":[{"estimated_time_to_regain_access":900}]}', timedelta(hours=1)),
        ("soon", timedelta(seconds=60)),
        ('{"7":[]}', timedelta(seconds=60)),
    ):
        answer = Answer("done", 400, {"x-business-use-case-usage": header}, body)
        assert adapter.failed(answer, NOW).retry_at == NOW + wait


@pytest.mark.parametrize(
    "body", [error(1), error(2), error(100, is_transient=True), error(77_777, is_transient=True)]
)
def test_what_meta_does_not_know_is_ambiguous_only_where_something_is_made(body: object) -> None:
    adapter, _ = facebook()
    assert adapter.failed(said(400, body), NOW, creates=True).cls is F.AMBIGUOUS
    assert adapter.failed(said(400, body), NOW).cls is F.TRANSIENT


@pytest.mark.parametrize("code", [1, 190, 368])
def test_an_outage_is_an_outage_whatever_its_text_says(code: int) -> None:
    adapter, _ = facebook()
    assert adapter.failed(said(500, error(code)), NOW, creates=True).cls is F.AMBIGUOUS
    assert adapter.failed(said(503, error(code)), NOW).cls is F.TRANSIENT


def test_the_trace_is_kept_and_no_word_of_the_answer() -> None:
    adapter, _ = facebook()
    failed = adapter.failed(said(400, error(190, fbtrace_id="AbC-9_x")), NOW)
    assert failed.support_id == "AbC-9_x"
    assert "quiet" not in repr(failed)
    odd = adapter.failed(said(400, error(190, fbtrace_id="quiet words!")), NOW)
    assert odd.support_id is None


@pytest.mark.parametrize("body", [{"error": "190"}, {"error": {"message": "190"}}, [], None])
def test_without_a_code_the_status_decides(body: object) -> None:
    adapter, _ = facebook()
    assert adapter.failed(said(400, body), NOW) == Failed(F.INVALID, "http_400")
    assert adapter.failed(said(404, body), NOW) == Failed(F.NOT_FOUND, "http_404")
    assert adapter.failed(said(401, body), NOW) == Failed(F.AUTH, "http_401")


def test_a_lost_answer_depends_on_what_was_asked() -> None:
    adapter, _ = facebook()
    assert adapter.failed(lost(), NOW, creates=True).cls is F.AMBIGUOUS
    assert adapter.failed(lost("connected"), NOW, creates=True).cls is F.TRANSIENT


OWN = [
    (OF_FACEBOOK, Facebook),
    (OF_INSTAGRAM, Instagram),
]


@pytest.mark.parametrize(("codes", "kind"), OWN)
def test_every_subcode_of_a_table_is_read_whatever_its_code(
    codes: dict[str, F], kind: type[Facebook] | type[Instagram]
) -> None:
    adapter = kind(Channel("press", BASE, {"token": "EAAB"}), Canned([]))
    own = {code: cls for code, cls in codes.items() if code not in COMMON}
    assert len(own) > 10
    for code, cls in own.items():
        subcode = int(code.removeprefix("/"))
        failed = adapter.failed(said(400, error(9004, subcode)), NOW, creates=True)
        assert (failed.cls, failed.code) == (cls, f"9004/{subcode}")


@pytest.mark.parametrize(("subcode", "cls"), [
    (1404078, F.PERMISSION), (1390008, F.RATE_LIMITED), (1366051, F.DUPLICATE),
    (1366046, F.INVALID), (1404102, F.POLICY), (1363047, F.AMBIGUOUS),
])  # fmt: skip
def test_facebook_subcodes(subcode: int, cls: F) -> None:
    assert facebook()[0].failed(said(400, error(1, subcode)), NOW, creates=True).cls is cls


@pytest.mark.parametrize(("subcode", "cls"), [
    (2207003, F.TRANSIENT), (2207008, F.NOT_FOUND), (2207010, F.INVALID), (36003, F.INVALID),
    (2207050, F.SUSPENDED), (2207042, F.QUOTA), (2207006, F.AMBIGUOUS), (2207027, F.AMBIGUOUS),
])  # fmt: skip
def test_instagram_subcodes(subcode: int, cls: F) -> None:
    assert instagram()[0].failed(said(400, error(9, subcode)), NOW, creates=True).cls is cls


@pytest.mark.parametrize("header", ["", "sha256=", "sha1=0", "sha256=" + "0" * 64, "\udcff"])
def test_a_webhook_without_our_signature_is_refused(header: str) -> None:
    for adapter in (facebook(app_secret="s3cret")[0], instagram(app_secret="s3cret")[0]):
        headers = {"x-hub-signature-256": header}
        refused = adapter.read_webhook(headers, b'{"object":"page","entry":[]}')
        assert refused == Failed(F.PERMISSION, "bad_signature")


def test_a_signature_holds_for_these_very_bytes() -> None:
    adapter = facebook(app_secret="s3cret")[0]
    headers, body = webhook("s3cret", {"object": "page", "entry": []})
    assert adapter.read_webhook(headers, body) == []
    assert isinstance(adapter.read_webhook(headers, body + b" "), Failed)
    other = facebook(app_secret="another")[0]
    assert other.read_webhook(headers, body) == Failed(F.PERMISSION, "bad_signature")
    none = facebook()[0]
    assert none.read_webhook(headers, body) == Failed(F.PERMISSION, "no_app_secret")


def test_a_signed_body_that_is_no_webhook_is_a_failure() -> None:
    adapter = facebook(app_secret="s3cret")[0]
    headers, body = webhook("s3cret", ["nothing"])
    assert adapter.read_webhook(headers, body) == Failed(F.INVALID, "unreadable")


HANDSHAKE = {"hub.mode": "subscribe", "hub.verify_token": "ours", "hub.challenge": "1158201444"}


def test_the_handshake_is_answered_to_whoever_knows_our_token() -> None:
    assert challenge(HANDSHAKE, "ours") == "1158201444"
    assert challenge(HANDSHAKE, "other") is None
    assert challenge(HANDSHAKE | {"hub.mode": "unsubscribe"}, "ours") is None
    assert challenge({"hub.mode": "subscribe", "hub.challenge": "1"}, "") is None
    assert challenge({}, "ours") is None


def test_the_usage_is_the_largest_share() -> None:
    header = '{"call_count":28,"total_time":91,"total_cputime":25}'
    assert used(Answer("done", 200, {"x-app-usage": header})) == 91
    assert used(Answer("done", 200, {"x-app-usage": "x"})) is None
    assert used(Answer("done", 200)) is None


def test_there_is_nothing_to_refresh() -> None:
    assert facebook()[0].refresh(NOW) == Failed(F.AUTH, "no_refresh")
