"""Who decides what, on what, and how many people it takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from reviewing import BAD, WHY, Round, one_of

from newsroom import person
from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.domain.review.deciding import KINDS, TAKING
from oyez.domain.review.life import Stage
from oyez.domain.review.rules import Advice
from oyez.domain.roles import Role
from oyez.review.actions import (
    comment,
    decide,
    describe_channel,
    drop_review,
    freeze_evidence,
    open_review,
    publish_review,
    sign,
    withdraw,
)
from oyez.review.actions.decide import Wish
from oyez.review.models import Comment, Decision
from oyez.review.opening import Wish as Open

BECAUSE = "The ministry has ended the contract with this platform."


@pytest.mark.parametrize("kind", sorted(TAKING))
def test_without_a_sound_sample_nothing_is_taken_from_anybody(round_: Round, kind: Advice) -> None:
    room = round_.room
    round_.say(room.mastodon, BAD)
    one = one_of(round_.frozen(room.mastodon), room.mastodon)
    with pytest.raises(NotAllowed, match="Collect a sample"):
        decide(room.greta, one, Wish(kind, WHY), at=round_.now)
    assert not Decision.objects.exists()
    row = decide(room.greta, one, Wish(kind, WHY, BECAUSE), at=round_.now)
    assert row.without == BECAUSE
    assert Entry.objects.get(action="review.decide").data["without"] is True


def test_with_one_every_decision_is_open(round_: Round) -> None:
    room = round_.room
    round_.labelled(room.mastodon, BAD)
    one = one_of(round_.frozen(room.mastodon), room.mastodon)
    for kind in KINDS:
        row = decide(room.greta, one, Wish(kind, WHY, BECAUSE), at=round_.now)
        assert row.without == "", "the evidence is there, so nothing is decided without it"
        Decision.objects.filter(pk=row.pk).update(withdrawn_at=round_.now, holds_at=None)
        one.review.refresh_from_db()
        type(one.review).objects.filter(pk=one.review_id).update(stage=Stage.FROZEN)
        one.review.refresh_from_db()


def test_it_takes_two_people_to_end_a_channel(round_: Round) -> None:
    room = round_.room
    round_.labelled(room.mastodon, BAD)
    review = round_.frozen(room.mastodon)
    one = one_of(review, room.mastodon)
    row = decide(room.greta, one, Wish(Advice.CLOSE, WHY), at=round_.now)
    assert row.holds_at is None
    with pytest.raises(NotAllowed, match="yourself"):
        sign(room.greta, row, at=round_.now)
    with pytest.raises(NotAllowed, match="no role"):
        sign(room.bob, row, at=round_.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=row.pk).update(holds_at=round_.now, signed_by=room.greta)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=row.pk).update(holds_at=round_.now)
    sign(round_.gus, row, at=round_.now)
    row.refresh_from_db()
    assert (row.signed_by, row.kind, row.holds_at is None) == (round_.gus, "close", False)
    review.refresh_from_db()
    assert review.stage == Stage.DECIDED
    with pytest.raises(NotAllowed, match="just changed"):
        sign(round_.gus, row, at=round_.now)
    with pytest.raises(NotAllowed, match="just changed"):
        withdraw(room.greta, row, at=round_.now)


def test_what_does_not_hold_yet_is_taken_back_and_decided_anew(round_: Round) -> None:
    room = round_.room
    one = one_of(round_.frozen(room.mastodon), room.mastodon)
    row = decide(room.greta, one, Wish(Advice.MOVE, WHY), at=round_.now)
    with pytest.raises(NotAllowed, match="decided already"):
        decide(round_.gus, one, Wish(Advice.KEEP, WHY), at=round_.now)
    withdraw(room.greta, row, at=round_.now)
    again = decide(round_.gus, one, Wish(Advice.KEEP, WHY), at=round_.now)
    assert again.holds_at is not None
    assert Decision.objects.filter(reviewed=one).count() == 2


def test_a_review_is_decided_when_every_channel_is(round_: Round) -> None:
    room = round_.room
    review = round_.frozen(room.mastodon, room.bluesky)
    with pytest.raises(NotAllowed, match="every channel is decided"):
        publish_review(room.greta, review, public=True, at=round_.now)
    for channel in (room.mastodon, room.bluesky):
        assert review.stage == Stage.FROZEN
        decide(room.greta, one_of(review, channel), Wish(Advice.KEEP, WHY), at=round_.now)
        review.refresh_from_db()
    assert review.stage == Stage.DECIDED
    publish_review(room.greta, review, public=True, at=round_.now)
    assert review.published_by == room.greta
    publish_review(room.greta, review, public=False, at=round_.now)
    assert review.published_at is None
    with pytest.raises(NotAllowed, match="just changed"):
        publish_review(room.greta, review, public=False, at=round_.now)


def test_only_governors_of_the_channel_decide(round_: Round) -> None:
    room = round_.room
    one = one_of(round_.frozen(room.mastodon), room.mastodon)
    elsewhere = person("Elsa", Role.GOVERNOR, room.elsewhere.path)
    for somebody in (room.alice, room.bob, room.audrey, room.dora, elsewhere):
        with pytest.raises(NotAllowed, match="no role"):
            decide(somebody, one, Wish(Advice.KEEP, WHY), at=round_.now)


def test_nothing_is_decided_before_the_evidence_is_frozen(round_: Round) -> None:
    room = round_.room
    one = one_of(round_.opened(room.mastodon), room.mastodon)
    with pytest.raises(NotAllowed, match="frozen evidence"):
        decide(room.greta, one, Wish(Advice.KEEP, WHY), at=round_.now)


def test_people_comment_before_anybody_decides(round_: Round) -> None:
    room = round_.room
    until = timezone.localdate() + timedelta(days=3)
    review = round_.frozen(room.mastodon, until=until)
    one = one_of(review, room.mastodon)
    with pytest.raises(NotAllowed, match="Others may comment"):
        decide(room.greta, one, Wish(Advice.KEEP, WHY), at=round_.now)
    comment(room.alice, review, " Our bikers read it. ", at=round_.now, about=one)
    assert Comment.objects.get().text == "Our bikers read it."
    with pytest.raises(NotAllowed, match="no role"):
        comment(room.charlie, review, "Me too", at=round_.now)
    for text in ("  ", "x" * 4001):
        with pytest.raises(NotAllowed):
            comment(room.alice, review, text, at=round_.now)
    after = round_.now + timedelta(days=4)
    with pytest.raises(NotAllowed, match="time for comments is over"):
        comment(room.alice, review, "Too late", at=after)
    decide(room.greta, one, Wish(Advice.KEEP, WHY), at=after)


def test_a_review_needs_a_title_days_and_channels_of_its_own(round_: Round) -> None:
    room, span = round_.room, round_.span
    days = span.begins_on, span.ends_on
    for wish, sentence in (
        (Open(" ", *days), "title"),
        (Open("A", days[1], days[0]), "four weeks"),
        (Open("A", days[0], days[0] + timedelta(9)), "four weeks"),
        (Open("A", *days, [10**6]), "Choose channels"),
    ):
        with pytest.raises(NotAllowed, match=sentence):
            open_review(room.greta, room.police, wish, at=round_.now)
    assert room.police.superior is not None
    with pytest.raises(NotAllowed, match="has no channel that is not closed"):
        open_review(room.greta, room.police.superior, Open("A", *days), at=round_.now)
    with pytest.raises(NotAllowed, match="no role"):
        open_review(room.bob, room.police, Open("A", *days), at=round_.now)


def test_circumstances_are_described_until_the_freeze(round_: Round) -> None:
    room = round_.room
    review = round_.opened(room.mastodon)
    one = one_of(review, room.mastodon)
    describe_channel(room.greta, one, critical=True, successor=room.bluesky)
    with pytest.raises(NotAllowed, match="itself"):
        describe_channel(room.greta, one, critical=True, successor=room.mastodon)
    with pytest.raises(NotAllowed, match="no role"):
        describe_channel(room.alice, one, critical=True, successor=None)
    freeze_evidence(room.greta, review, at=round_.now)
    with pytest.raises(NotAllowed, match="frozen"):
        describe_channel(room.greta, one, critical=False, successor=None)
    assert '"successor":"Bluesky Emsland"' in review.evidence


def test_what_is_given_up_cannot_be_decided(round_: Round) -> None:
    room = round_.room
    review = round_.frozen(room.mastodon, room.bluesky)
    decide(room.greta, one_of(review, room.mastodon), Wish(Advice.KEEP, WHY), at=round_.now)
    with pytest.raises(NotAllowed, match="is decided"):
        drop_review(room.greta, review, at=round_.now)
    other = round_.opened(room.bluesky)
    drop_review(room.greta, other, at=round_.now)
    with pytest.raises(NotAllowed, match="frozen evidence"):
        decide(room.greta, one_of(other, room.bluesky), Wish(Advice.KEEP, WHY), at=round_.now)
