from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from press_office import LATER, NEWER, NOW, TEXT, Newsroom, first, refused, said

from oyez.domain.channel import Mode
from oyez.domain.fitting import count
from oyez.domain.notice import Urgency
from oyez.domain.text import sha256
from oyez.govern.actions import change_mode, freeze, withdraw_platform
from oyez.govern.models import PlatformApproval
from oyez.publish.actions import correct
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Variant

LONG = said(texts=[Words("en", "A38 closed", "The A38 is closed near Derby. " * 40)])


def variant(room: Newsroom, platform: str, draft: Draft | None = None) -> Variant:
    return room.composed(draft).variants.get(channel=room.channels[platform])


def why(room: Newsroom, platform: str, draft: Draft | None = None) -> str:
    told = variant(room, platform, draft).held_back
    return str(told["template"]).format(**told["values"]) if told else ""


def test_each_channel_gets_what_it_can_count(room: Newsroom) -> None:
    revision = room.composed(LONG)
    for one in revision.variants.select_related("channel"):
        if one.channel.platform == "page":
            assert not one.cut
            continue
        assert one.cut
        assert count(one.channel.platform, one.text, None).fits
        assert f"/p/{revision.notice.code}/" in one.text
        assert one.sha256 == sha256(one.text)
    assert not variant(room, "bluesky").cut


def test_a_text_by_hand_is_kept_and_gets_the_address(room: Newsroom) -> None:
    channel = room.channels["bluesky"]
    made = variant(room, "bluesky", said(by_hand={channel.pk: " A38: closed.  \r\n"}))
    assert made.by_hand
    assert made.text.startswith("A38: closed.\n\nhttp")
    assert variant(room, "mastodon", said(by_hand={channel.pk: "x"})).by_hand is False
    assert variant(room, "bluesky", said(by_hand={channel.pk: " \n "})).by_hand is False


def test_a_text_by_hand_is_for_a_channel_of_the_unit(room: Newsroom) -> None:
    with refused("variants", "channel of another unit"):
        room.composed(said(by_hand={999_999: "A38: closed."}))


def test_a_text_by_hand_that_does_not_fit_is_refused_with_the_count(room: Newsroom) -> None:
    with refused("variants", r"counts 4\d\d .*300 fit"):
        room.composed(said(by_hand={room.channels["bluesky"].pk: "a" * 400}))


def test_a_channel_with_a_tighter_limit(room: Newsroom) -> None:
    tight = room.add("mastodon", name="Small server", text_limit=120, approved=False)
    assert len(room.composed(LONG).variants.get(channel=tight).text) <= 120 + 60


def test_the_language_of_the_channel_else_the_first(room: Newsroom) -> None:
    german = room.add("mastodon", name="Deutsch", language="de", approved=False)
    draft = said(texts=[TEXT, Words("de", "A38 gesperrt", "Die A38 ist gesperrt.")])
    assert room.composed(draft).variants.get(channel=german).language == "de"
    assert room.composed(said()).variants.get(channel=german).language == "en"


def test_the_exercise_mark_is_in_every_variant(room: Newsroom, settings: Any) -> None:
    settings.EXERCISE = True
    by_hand = {room.channels["bluesky"].pk: "A38: closed."}
    revision = room.composed(said(by_hand=by_hand))
    variants = list(revision.variants.all())
    assert len(variants) == 3
    for one in variants:
        assert one.text.startswith("EXERCISE: ")
        assert one.title.startswith("EXERCISE: ")
    typed = {room.channels["bluesky"].pk: "EXERCISE: A38"}
    twice = variant(room, "bluesky", said(by_hand=typed)).text
    assert twice.count("EXERCISE") == 1


def test_outside_an_exercise_nothing_says_so(room: Newsroom) -> None:
    assert not room.composed().variants.filter(text__contains="EXERCISE").exists()


@pytest.mark.parametrize(
    ("mode", "urgency", "words"),
    [
        (Mode.REDUCED, Urgency.ROUTINE, "important and critical"),
        (Mode.REDUCED, Urgency.IMPORTANT, ""),
        (Mode.CRITICAL_ONLY, Urgency.IMPORTANT, "critical notices only"),
        (Mode.CRITICAL_ONLY, Urgency.CRITICAL, ""),
        (Mode.CLOSING, Urgency.CRITICAL, "being closed"),
    ],
)
def test_a_mode_holds_back_with_its_reason(
    room: Newsroom, mode: Mode, urgency: Urgency, words: str
) -> None:
    change_mode(None, room.channels["mastodon"], mode, reason="Pilot ends")
    told = why(room, "mastodon", said(urgency=urgency, prepared=[NEWER]))
    assert (words in told) if words else told == ""
    assert why(room, "page") == ""


def test_a_channel_without_credentials_is_held_back(room: Newsroom) -> None:
    room.channels["mastodon"].secrets = b""
    room.channels["mastodon"].save()
    assert "no credentials" in why(room, "mastodon")


def test_a_platform_nobody_approved_is_held_back(room: Newsroom) -> None:
    withdraw_platform(None, PlatformApproval.objects.get(platform="mastodon"), reason="Fees")
    assert why(room, "mastodon")
    assert why(room, "bluesky") == ""


def test_a_platform_whose_approval_ended_is_held_back(room: Newsroom) -> None:
    PlatformApproval.objects.filter(platform="mastodon").update(
        ends_on=(NOW - timedelta(days=1)).date()
    )
    assert why(room, "mastodon")


def test_a_freeze_does_not_keep_anybody_from_writing(room: Newsroom) -> None:
    freeze(None, "/", reason="Passwords stolen", machine="watch")
    assert why(room, "mastodon") == ""


def test_a_closing_channel_still_takes_corrections(room: Newsroom) -> None:
    notice = room.approved()
    change_mode(None, room.channels["mastodon"], Mode.CLOSING, reason="Leaving")
    revision = correct(room.alice, notice, said(texts=[NEWER], note="Open again"), at=LATER)
    assert revision.variants.get(channel=room.channels["mastodon"]).held_back is None
    assert first(notice).variants.count() == 3
