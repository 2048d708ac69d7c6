"""What a platform would refuse later is refused, or held back with a sentence, before approval."""

from __future__ import annotations

import pytest
from press_office import NEWER, NOW, Newsroom, refused, said

from oyez.domain.channel import CorrectionPolicy
from oyez.govern.actions import approve_platform, create_channel, set_secrets
from oyez.govern.models import Channel, ChannelHealth
from oyez.publish.actions import compose, correct, edit, submit
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Delivery, Notice, Revision, Variant
from oyez.publish.pictures import Taken
from oyez.publish.preview import previews

MAP = Taken("a" * 64, "image/jpeg", 640, 480, "A map of the closed road")
TAGS = " ".join(f"#road{number}" for number in range(31))


def open_on(room: Newsroom, platform: str, **fields: object) -> Channel:
    channel = create_channel(None, room.unit, platform=platform, name=platform, **fields)
    set_secrets(None, channel, {"token": "t"})
    approve_platform(None, room.authority, platform, starts_on=NOW.date())
    channel.refresh_from_db()
    return channel


def written(room: Newsroom, draft: Draft | None = None, *pictures: Taken) -> Revision:
    notice = compose(room.alice, room.unit, draft or said(), at=NOW, pictures=pictures)
    return notice.revisions.get(number=1)


def variant(revision: Revision, channel: Channel) -> Variant:
    return revision.variants.get(channel=channel)


def why(one: Variant) -> str:
    return str(one.held_back["template"]).format(**one.held_back["values"]) if one.held_back else ""


@pytest.fixture
def instagram(room: Newsroom) -> Channel:
    return open_on(room, "instagram")


def test_without_a_picture_only_instagram_is_held_back(room: Newsroom, instagram: Channel) -> None:
    revision = written(room)
    assert "Instagram takes nothing without a picture" in why(variant(revision, instagram))
    assert [one.channel.platform for one in revision.variants.filter(held_back__isnull=True)] == [
        *("page", "mastodon", "bluesky"),
    ]
    approved = room.approved()
    assert not Delivery.objects.filter(notice=approved, channel=instagram).exists()


def test_with_a_picture_it_goes_and_an_edit_that_takes_it_away_stops_it(
    room: Newsroom, instagram: Channel
) -> None:
    revision = written(room, said(), MAP)
    assert why(variant(revision, instagram)) == ""
    edit(room.alice, revision, said(), version=revision.version, at=NOW)
    assert why(variant(revision, instagram)) == "", "the pictures it has are kept"
    edit(room.alice, revision, said(), version=revision.version, at=NOW, pictures=())
    assert "without a picture" in why(variant(revision, instagram))


def test_too_many_hashtags_hold_it_back(room: Newsroom, instagram: Channel) -> None:
    draft = said(texts=[Words("en", "A38 closed", f"Please drive around. {TAGS}")])
    revision = written(room, draft, MAP)
    assert "has 31 hashtags; Instagram takes 30" in why(variant(revision, instagram))


def test_below_pictures_a_text_is_shortened_to_the_room_there(room: Newsroom) -> None:
    telegram = open_on(room, "telegram")
    draft = said(texts=[Words("en", "A38 closed", "The A38 is closed near Derby. " * 60)])
    assert 1024 < len(variant(written(room, draft), telegram).text) <= 4096
    below = variant(written(room, draft, MAP), telegram)
    assert len(below.text) <= 1024
    assert below.cut
    by_hand = said(by_hand={telegram.pk: "a" * 1100})
    assert variant(written(room, by_hand), telegram).by_hand
    with refused("variants", "1024 fit"):
        written(room, by_hand, MAP)


def test_the_limit_that_a_server_told_is_kept_and_an_own_one_wins(room: Newsroom) -> None:
    mastodon, draft = room.channels["mastodon"], said(texts=[Words("en", "A38", "Closed. " * 300)])
    ChannelHealth.objects.update_or_create(channel=mastodon, defaults={"limits": {"text": 1500}})
    assert 1000 < len(variant(written(room, draft), mastodon).text) <= 1500
    Channel.objects.filter(pk=mastodon.pk).update(text_limit=200)
    assert len(variant(written(room, draft), mastodon).text) <= 200 + 60
    ChannelHealth.objects.filter(channel=mastodon).update(limits={"text": "many"})
    Channel.objects.filter(pk=mastodon.pk).update(text_limit=None)
    assert len(variant(written(room, draft), mastodon).text) <= 500 + 60, "nonsense is no limit"


def out(room: Newsroom) -> Notice:
    notice = room.approved()
    Notice.objects.filter(pk=notice.pk).update(state="live")
    notice.refresh_from_db()
    return notice


def test_a_correction_that_would_be_refused_cannot_be_submitted(
    room: Newsroom, instagram: Channel
) -> None:
    notice = out(room)
    draft = said(texts=[NEWER], note="Open again", by_hand={instagram.pk: f"Open again. {TAGS}"})
    revision = correct(room.alice, notice, draft, at=NOW)
    assert variant(revision, instagram).held_back is None, "it stands there and has to be corrected"
    with refused("variants", "Instagram takes 30"):
        submit(room.alice, revision, at=NOW)
    sound = said(texts=[NEWER], note="Open again")
    assert submit(room.alice, correct(room.alice, notice, sound, at=NOW), at=NOW)


def test_a_correction_that_replaces_the_post_needs_a_picture_too(
    room: Newsroom, instagram: Channel
) -> None:
    notice = out(room)
    Channel.objects.filter(pk=instagram.pk).update(correction_policy=CorrectionPolicy.REPLACE)
    draft = said(texts=[NEWER], note="Open again")
    revision = correct(room.alice, notice, draft, at=NOW)
    with refused("variants", "without a picture"):
        submit(room.alice, revision, at=NOW)


def test_the_author_reads_it_while_writing(room: Newsroom, instagram: Channel) -> None:
    sms = open_on(room, "sms", options={"recipients": "+491701234567"})
    found = {one.channel.pk: one for one in previews(room.unit, said(), at=NOW)}
    assert not found[instagram.pk].goes
    assert "without a picture" in str(found[instagram.pk].held_back)
    draft = said(by_hand={sms.pk: "a" * 90 + "’"})
    told = {one.channel.pk: one for one in previews(room.unit, draft, at=NOW, alts=["A map"])}
    assert told[instagram.pk].goes
    warned = " ".join(str(sentence) for sentence in told[sms.pk].warnings)
    assert "SMS shows no pictures" in warned
    assert "Because of ’" in warned
    assert "Nothing can be deleted here" in str(told[sms.pk].limits[0])
