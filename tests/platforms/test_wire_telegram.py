"""What goes over the wire to Telegram's Bot API, and what its answers mean."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Done, Failed, Media
from oyez.platforms.telegram_codes import CODES, SENTENCES, code_of
from oyez.platforms.text import seen_sha256

from .canned import lost
from .telegram_said import NOW, TOKEN, bot, delivery, message, no, ok, receipt, variant, wrong


def test_a_text_goes_out_with_its_links_as_entities_and_nothing_escaped() -> None:
    text = "🚧 <b>A38</b> & more: https://portal.example/p/ab12 (updated)"
    telegram = bot(ok(message(text=text)))
    done = telegram.adapter.publish(variant(text), delivery())
    link = {"type": "url", "offset": 22, "length": 29}
    wanted = {"chat_id": "@police_emsland", "text": text, "entities": [link]}
    assert telegram.calls() == [("sendMessage", wanted)]
    assert text.encode("utf-16-le")[44:102].decode("utf-16-le") == "https://portal.example/p/ab12"
    assert isinstance(done, Done)
    assert done.receipt.url == "https://t.me/police_emsland/7"
    assert (done.receipt.at, done.receipt.parts) == (NOW, ())
    assert done.receipt.text_sha256 == seen_sha256(text)


def test_a_text_that_was_cut_shows_in_the_hash() -> None:
    done = bot(ok(message(text="Road"))).adapter.publish(variant(), delivery())
    assert isinstance(done, Done)
    assert done.receipt.text_sha256 != seen_sha256("Road closed")


def test_a_reply_names_its_parent_and_a_private_channel_its_number() -> None:
    private = message(chat={"id": -1001234, "type": "channel"})
    telegram = bot(ok(private), username="", chat="-1001234")
    done = telegram.adapter.publish(variant(reply_to=receipt("3")), delivery())
    ((_, params),) = telegram.calls()
    assert params["chat_id"] == -1001234
    assert params["reply_parameters"] == {"message_id": 3}
    assert isinstance(done, Done)
    assert done.receipt.url == "https://t.me/c/1234/7"


def test_one_picture_is_a_message_with_a_caption(picture: Media) -> None:
    telegram = bot(ok(message(text="", caption="Road closed", photo=[])))
    done = telegram.adapter.publish(variant(media=(picture,)), delivery())
    ((method, params),) = telegram.calls()
    assert (method, params["caption"], params["photo"]) == (
        "sendPhoto",
        "Road closed",
        "attach://p0",
    )
    assert params["p0"][0] == "image/png"
    assert isinstance(done, Done)
    assert done.receipt.parts == ("7",)
    assert done.receipt.text_sha256 == seen_sha256("Road closed")


def test_an_album_keeps_every_id(picture: Media) -> None:
    first = message(text="", caption="Road closed")
    telegram = bot(ok([first, message(8, ""), message(9, "")]))
    done = telegram.adapter.publish(variant(media=(picture,) * 3), delivery())
    ((method, params),) = telegram.calls()
    assert method == "sendMediaGroup"
    assert [one.get("caption") for one in params["media"]] == ["Road closed", None, None]
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.parts) == ("7", ("7", "8", "9"))


def test_an_album_of_nothing_is_not_believed(picture: Media) -> None:
    outcome = bot(ok([])).adapter.publish(variant(media=(picture,) * 2), delivery())
    assert outcome == Failed(F.AMBIGUOUS, "unreadable")


@pytest.mark.parametrize(("sign", "room"), [("a", 1024), ("🚧", 512)])
def test_a_caption_has_less_room_counted_in_utf16(picture: Media, sign: str, room: int) -> None:
    telegram = bot(ok(message(text="", caption=sign * room)))
    long = telegram.adapter.publish(variant(sign * (room + 1), media=(picture,)), delivery())
    assert long == Failed(F.INVALID, "caption_too_long")
    assert telegram.calls() == []
    fits = telegram.adapter.publish(variant(sign * room, media=(picture,)), delivery())
    assert isinstance(fits, Done)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_known_sentence_has_its_class(sentence: str) -> None:
    status = {"Unauthorized": 401, "Not Found": 404}.get(sentence, 400)
    said = sentence if status != 400 else f"Bad Request: {sentence} and the words of the author"
    outcome = bot(no(status, said)).adapter.publish(variant(), delivery())
    assert outcome == Failed(CODES[code_of(sentence)], code_of(sentence))


@pytest.mark.parametrize(
    ("status", "sentence", "cls", "code"),
    [
        (403, "Forbidden: bot was kicked from the channel chat", F.SUSPENDED, "bot_was_kicked"),
        (403, "Forbidden: something new", F.PERMISSION, "http_403"),
        (400, "Bad Request: something new", F.INVALID, "http_400"),
        (409, "Conflict: terminated by other getUpdates request; make sure", F.TRANSIENT, None),
        (500, "Internal Server Error", F.AMBIGUOUS, "http_500"),
        (502, "Bad Gateway", F.AMBIGUOUS, "http_502"),
    ],
)
def test_refusals_are_read_by_their_fixed_words(
    status: int, sentence: str, cls: F, code: str | None
) -> None:
    outcome = bot(no(status, sentence)).adapter.publish(variant(), delivery())
    assert isinstance(outcome, Failed)
    assert outcome.cls is cls
    assert outcome.code == (code or "terminated_by_other_getUpdates_request")


def test_the_wait_is_read_from_the_body() -> None:
    refusal = no(429, "Too Many Requests: retry after 35", retry_after=35)
    outcome = bot(refusal).adapter.publish(variant(), delivery())
    assert outcome == Failed(F.RATE_LIMITED, "http_429", NOW + timedelta(seconds=35))
    endless = no(429, "Too Many Requests", retry_after=999_999_999_999)
    later = bot(endless).adapter.publish(variant(), delivery())
    assert isinstance(later, Failed)
    assert later.retry_at == NOW + timedelta(hours=1)


def test_no_failure_and_no_receipt_holds_the_token() -> None:
    for answer in (lost(), no(401, f"Unauthorized {TOKEN}"), no(400, TOKEN), ok(message())):
        assert "secret-token" not in repr(bot(answer).adapter.publish(variant(), delivery()))


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMail", {}),
        ("sendMessage", {"chat_id": 1}),
        ("sendMessage", {"chat_id": 1, "text": "x", "txt": "y"}),
        ("sendMessage", {"chat_id": True, "text": "x"}),
        ("sendMessage", {"chat_id": 1, "text": "x", "entities": [{"type": "url", "offset": "0"}]}),
        ("deleteMessages", {"chat_id": 1, "message_ids": ["7"]}),
        ("sendPhoto", {"chat_id": 1, "photo": "attach://p0", "p1": ("image/png", b"")}),
    ],
)
def test_the_description_would_notice(method: str, params: dict[str, object]) -> None:
    assert list(wrong(method, params))
