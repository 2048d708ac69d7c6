"""How what stands in a Telegram channel is changed, removed, covered, and probed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Absent, Answer, Done, Failed, Media, NeedsPerson
from oyez.platforms.text import seen_sha256

from .canned import lost
from .telegram_said import NOW, YES, bot, delivery, message, no, ok, receipt, variant

OLD = timedelta(hours=49)
SAME = "Bad Request: message is not modified: specified new message content and reply markup are"


def test_a_text_is_corrected_in_place() -> None:
    telegram = bot(ok(message(text="Road open", edit_date=1)))
    done = telegram.adapter.correct(receipt(), variant("Road open"), delivery())
    where = {"chat_id": "@police_emsland", "message_id": 7}
    assert telegram.calls() == [("editMessageText", where | {"text": "Road open", "entities": []})]
    assert isinstance(done, Done)
    assert done.receipt.text_sha256 == seen_sha256("Road open")


def test_that_nothing_was_left_to_change_is_a_success() -> None:
    done = bot(no(400, SAME)).adapter.correct(receipt(), variant(), delivery())
    assert isinstance(done, Done)
    lost_one = bot(lost()).adapter.correct(receipt(), variant(), delivery())
    assert isinstance(lost_one, Failed)
    assert lost_one.cls is F.AMBIGUOUS


def test_a_caption_changes_alone_while_the_pictures_stay(picture: Media) -> None:
    album = [message(text="", caption="Road closed"), message(8, "")]
    telegram = bot(ok(album), ok(album[0]))
    v = variant(media=(picture,) * 2)
    done = telegram.adapter.publish(v, delivery())
    assert isinstance(done, Done)
    telegram.adapter.correct(done.receipt, replace(v, text="Road open"), delivery())
    method, params = telegram.calls()[1]
    assert (method, params["message_id"]) == ("editMessageCaption", 7)
    assert params["caption"] == "Road open"


def test_other_pictures_take_the_place_of_the_old_and_the_rest_goes(picture: Media) -> None:
    telegram = bot(ok(message()), ok(message(8)), YES)
    album = receipt(parts=("7", "8", "9"), version="other")
    done = telegram.adapter.correct(album, variant("Open", media=(picture,) * 2), delivery())
    assert isinstance(done, Done)
    first, second, dropped = telegram.calls()
    assert (first[0], first[1]["message_id"], first[1]["media"]["caption"]) == (
        "editMessageMedia",
        7,
        "Open",
    )
    assert (second[1]["message_id"], "caption" in second[1]["media"]) == (8, False)
    assert dropped == ("deleteMessages", {"chat_id": "@police_emsland", "message_ids": [9]})


def test_the_last_picture_turns_grey_and_none_can_join(picture: Media) -> None:
    telegram = bot(ok(message()), YES)
    done = telegram.adapter.correct(receipt(parts=("7", "8")), variant("Open"), delivery())
    assert isinstance(done, Done)
    (_, params), (method, _) = telegram.calls()
    assert params["p0"][1].startswith(b"\x89PNG")
    assert (params["media"]["caption"], method) == ("Open", "deleteMessages")
    many = bot().adapter.correct(receipt(), variant(media=(picture,) * 2), delivery())
    assert many == Failed(F.INVALID, "pictures_cannot_join")


def test_everything_is_deleted_at_once_the_last_part_first() -> None:
    telegram = bot(YES)
    outcome = telegram.adapter.retract(receipt(parts=("7", "8", "10")), variant(), delivery())
    wanted = {"chat_id": "@police_emsland", "message_ids": [10, 8, 7]}
    assert telegram.calls() == [("deleteMessages", wanted)]
    assert isinstance(outcome, Done)


def test_what_is_older_than_48_hours_is_covered_and_a_person_told() -> None:
    telegram = bot(ok(message(text="WITHDRAWN")))
    late = delivery(sent_at=NOW + OLD)
    outcome = telegram.adapter.retract(receipt(), variant("WITHDRAWN"), late)
    ((method, params),) = telegram.calls()
    assert (method, params["text"]) == ("editMessageText", "WITHDRAWN")
    assert isinstance(outcome, NeedsPerson)
    assert "48 hours" in outcome.task
    assert outcome.deep_link == "https://t.me/police_emsland/7"


def test_old_pictures_turn_grey() -> None:
    telegram = bot(ok(message()), ok(message(8)))
    album = receipt(parts=("7", "8"), version="v")
    outcome = telegram.adapter.retract(album, variant("WITHDRAWN"), delivery(sent_at=NOW + OLD))
    assert isinstance(outcome, NeedsPerson)
    calls = telegram.calls()
    assert [params["message_id"] for _, params in calls] == [7, 8]
    assert all(method == "editMessageMedia" for method, _ in calls)
    assert calls[0][1]["media"]["caption"] == "WITHDRAWN"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (no(400, "Bad Request: message to edit not found"), "message_to_edit_not_found"),
        (no(400, "Bad Request: message can't be edited"), "could not be changed"),
        (no(429, "Too Many Requests", retry_after=5), "RATE_LIMITED"),
        (no(502, "Bad Gateway"), "TRANSIENT"),
        (lost(), "TRANSIENT"),
    ],
)
def test_covering_can_fail_too(answer: Answer, outcome: str) -> None:
    telegram = bot(answer)
    late = delivery(sent_at=NOW + OLD)
    assert outcome in repr(telegram.adapter.retract(receipt(), variant("WITHDRAWN"), late))


def test_a_refused_deletion_is_covered_instead() -> None:
    refused = no(400, "Bad Request: message can't be deleted for everyone")
    telegram = bot(refused, no(400, "Bad Request: there is no text in the message to edit"),
                   ok(message()))  # fmt: skip
    outcome = telegram.adapter.retract(receipt(), variant("WITHDRAWN"), delivery())
    assert isinstance(outcome, NeedsPerson)
    methods = [method for method, _ in telegram.calls()]
    assert methods == ["deleteMessages", "editMessageText", "editMessageCaption"]


def test_what_is_not_found_was_gone() -> None:
    gone = no(400, "Bad Request: message to delete not found")
    assert isinstance(bot(gone).adapter.retract(receipt(), variant(), delivery()), Absent)


def test_the_probe_names_the_rights_that_are_missing() -> None:
    me = ok({"id": 5, "is_bot": True, "first_name": "Press", "username": "press_bot"})
    chat = {"id": -1001234, "type": "supergroup", "title": "Police"}
    rights = {"status": "administrator", "can_post_messages": True}
    telegram = bot(me, ok(chat), ok(rights))
    health = telegram.adapter.probe()
    assert health.account == "Police"
    assert health.granted == {"can_post_messages"}
    assert {"can_edit_messages", "can_delete_messages", "channel"} <= health.missing
    assert telegram.calls()[2][1] == {"chat_id": "@police_emsland", "user_id": 5}
    assert health.limits["caption"] == 1024


@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_probe_ends_with_the_first_refusal(step: int) -> None:
    good = [ok({"id": 5}), ok({"id": -1, "type": "channel"})]
    answers = [*good[:step], no(400, "Bad Request: chat not found")]
    failure = bot(*answers).adapter.probe().failure
    assert failure == Failed(F.PERMISSION, "chat_not_found")
