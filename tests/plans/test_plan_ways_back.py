"""Steps that people finish, what takes two of them again, and the way back of each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from planning import Office, mode, pass_to, step, work

from oyez.domain.errors import NotAllowed
from oyez.domain.plan import After, Deed, Kind
from oyez.plans.actions import change_step, confirm_step, finish_step, skip_step, undo_step
from oyez.plans.models import PlanStep

SECOND = timedelta(seconds=1)


def test_what_nothing_brings_back_takes_two_people_again(room: Office) -> None:
    plan = room.agreed(Kind.CLOSE, after=After.DELETE)
    deletion = step(plan, Deed.DELETE)
    with pytest.raises(NotAllowed, match="Nothing brings this back"):
        finish_step(room.greta, deletion, "done", at=timezone.now())
    confirm_step(room.greta, deletion, at=timezone.now())
    with pytest.raises(NotAllowed, match="Another person"):
        finish_step(room.greta, deletion, "done", at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.objects.filter(pk=deletion.pk).update(
            state="done", done_at=timezone.now(), done_by=room.greta
        )
    finish_step(room.gus, deletion, "The account is deleted.", at=timezone.now())
    with pytest.raises(NotAllowed, match="Nothing brings this back"):
        undo_step(room.gus, deletion, "Back", at=timezone.now())


def test_the_owner_may_say_done_and_a_stranger_may_not(room: Office) -> None:
    plan = room.agreed(Kind.CLOSE)
    pin = step(plan, Deed.PIN)
    change_step(room.greta, pin, when=pin.at, owner=room.news.alice, text="", at=timezone.now())
    with pytest.raises(NotAllowed):
        finish_step(room.news.charlie, pin, "done", at=timezone.now())
    with pytest.raises(NotAllowed, match="link"):
        finish_step(room.news.alice, pin, "  ", at=timezone.now())
    finish_step(room.news.alice, pin, "https://social.example/@pi/1", at=timezone.now())
    with pytest.raises(NotAllowed, match="over"):
        finish_step(room.news.alice, pin, "again", at=timezone.now())
    profile, now = step(plan, Deed.PROFILE), timezone.now()
    charlie = room.news.charlie
    with pytest.raises(NotAllowed, match="no role"):
        change_step(room.greta, profile, when=profile.at, owner=charlie, text="", at=now)


def test_hours_of_modes_stand_once_they_are_agreed(room: Office) -> None:
    plan = room.agreed(Kind.CLOSE)
    closing = step(plan, Deed.CLOSING)
    later = closing.at + SECOND
    with pytest.raises(NotAllowed, match="hours stand"):
        change_step(room.greta, closing, when=later, owner=None, text="", at=timezone.now())
    with pytest.raises(NotAllowed, match="Stop the plan"):
        skip_step(room.greta, closing, "No", at=timezone.now())
    pin = step(plan, Deed.PIN)
    later = pin.at + SECOND
    change_step(room.greta, pin, when=later, owner=None, text="Hi", at=timezone.now())
    assert step(plan, Deed.PIN).due_at == later


def test_every_step_has_its_way_back(room: Office) -> None:
    plan = room.agreed(Kind.MOVE)
    with pass_to(plan.hour + timedelta(hours=1)):
        work()
        at = timezone.now()
        undo_step(room.gus, step(plan, Deed.CLOSING), "Too early.", at=at)
        assert mode(room.mastodon) == "active"
        undo_step(room.gus, step(plan, Deed.OPEN), "Too early.", at=at)
        assert mode(room.bluesky) == "closing"
        undo_step(room.gus, step(plan, Deed.DIRECTORY), "Too early.", at=at)
        room.mastodon.refresh_from_db()
        assert room.mastodon.register.replaced_by is None
        undo_step(room.gus, step(plan, Deed.ANSWERS), "Too early.", at=at)
        with pytest.raises(NotAllowed, match="Only a step that is done"):
            undo_step(room.gus, step(plan, Deed.ANSWERS), "Again.", at=at)
