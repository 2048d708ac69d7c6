from __future__ import annotations

import pytest
from django.db import IntegrityError
from press_office import NEWER, NOW, TEXT, Newsroom, first, grave, ledger, refused, said

from oyez.accounts.actions import revoke
from oyez.audit.models import Entry
from oyez.domain.channel import Mode
from oyez.domain.notice import RevisionKind
from oyez.domain.roles import Role
from oyez.govern.actions import create_unit
from oyez.publish.actions import compose
from oyez.publish.models import Contribution, Delivery, Notice


def test_a_draft_gets_a_revision_and_a_variant_for_every_channel(room: Newsroom) -> None:
    notice = compose(room.alice, room.unit, said(area="Derby"), at=NOW)
    revision = first(notice)
    assert (notice.state, revision.state, revision.version) == ("draft", "draft", 1)
    assert (notice.area, notice.created_by, notice.created_at) == ("Derby", room.alice, NOW)
    assert revision.texts == [TEXT.as_json()]
    assert {v.channel.platform for v in revision.variants.all()} == {"page", "mastodon", "bluesky"}
    assert list(revision.contributions.values_list("person", flat=True)) == [room.alice.pk]
    assert not Delivery.objects.exists()
    assert ledger(notice) == ["publish.compose"]


def test_the_ledger_names_the_person_and_holds_no_text(room: Newsroom) -> None:
    compose(room.alice, room.unit, said(), at=NOW)
    entry = Entry.objects.get(action="publish.compose")
    assert entry.actor == room.alice.signature
    assert "A38" not in str(entry.data)


def test_a_critical_notice_carries_its_prepared_correction(room: Newsroom) -> None:
    notice = compose(room.alice, room.unit, grave(), at=NOW)
    prepared = notice.revisions.get(kind=RevisionKind.PREPARED)
    assert (prepared.number, prepared.texts) == (2, [NEWER.as_json()])
    assert prepared.variants.count() == 3


def test_a_critical_notice_without_one_is_refused_at_its_field(room: Newsroom) -> None:
    with refused("prepared_body", "prepared correction"):
        compose(room.alice, room.unit, grave(prepared=()), at=NOW)


@pytest.mark.parametrize("name", ["bob", "charlie"])
def test_only_authors_of_the_unit_compose(room: Newsroom, name: str) -> None:
    with refused("", "no role"):
        compose(getattr(room, name), room.unit, said(), at=NOW)
    assert not Notice.objects.exists()


def test_a_role_that_was_taken_away_counts_at_once(room: Newsroom) -> None:
    revoke(None, room.alice, Role.AUTHOR, room.unit.path)
    with refused("", "no role"):
        compose(room.alice, room.unit, said(), at=NOW)


def test_a_double_click_writes_once(room: Newsroom) -> None:
    one = compose(room.alice, room.unit, said(), at=NOW, form_key="k1")
    two = compose(room.alice, room.unit, said(), at=NOW, form_key="k1")
    other = compose(room.alice, room.unit, said(), at=NOW, form_key="k2")
    assert one == two != other
    assert ledger(one) == ["publish.compose"]


def test_somebody_elses_form_key_shows_nothing_of_theirs(room: Newsroom) -> None:
    compose(room.alice, room.unit, said(), at=NOW, form_key="k1")
    with pytest.raises(IntegrityError):
        compose(room.anton, room.unit, said(), at=NOW, form_key="k1")


def test_a_unit_without_channels_cannot_speak(room: Newsroom) -> None:
    silent = create_unit(None, room.authority, slug="mute", name="Mute")
    room.people["Dora"].memberships.update(scope=room.authority.path)
    with refused("unit", "no channel"):
        compose(room.dora, silent, said(), at=NOW)
    assert not Notice.objects.exists()


def test_a_closed_channel_gets_no_variant(room: Newsroom) -> None:
    channel = room.channels["mastodon"]
    type(channel).objects.filter(pk=channel.pk).update(mode=Mode.CLOSED)
    assert room.composed().variants.filter(channel=channel).count() == 0


def test_a_refused_draft_leaves_nothing_behind(room: Newsroom) -> None:
    before = Entry.objects.count()
    with refused("variants", "counts"):
        long = {room.channels["bluesky"].pk: "a" * 400}
        compose(room.alice, room.unit, said(by_hand=long), at=NOW)
    assert not Notice.objects.exists()
    assert not Contribution.objects.exists()
    assert Entry.objects.count() == before
