from __future__ import annotations

import pytest
from press_office import LATER, Newsroom, held, ledger, refused, wanted

from oyez.domain.channel import Mode
from oyez.domain.delivery import Held
from oyez.govern.actions import change_mode, freeze
from oyez.publish.actions import retract
from oyez.publish.models import Delivery, Lane, Notice, Receipt


def standing(row: Delivery) -> Receipt:
    return Receipt.objects.create(delivery=row, revision=1, remote_id="r", at=LATER)


def test_every_delivery_wants_to_be_gone_at_once(room: Newsroom) -> None:
    notice = room.approved()
    live = notice.deliveries.get(platform="mastodon")
    standing(live)
    Delivery.objects.filter(pk=live.pk).update(held=Held.LIVE, attempt=1)
    count = retract(room.dora, notice, " Wrong road ", at=LATER, instead="The A6 is closed.")
    assert count == 3
    assert wanted(notice) == {None}
    assert held(notice) == {"page": "gone", "bluesky": "gone", "mastodon": "live"}
    live.refresh_from_db()
    assert (live.lane, live.due_at, live.wanted_at) == (Lane.RETRACT, LATER, LATER)
    notice.refresh_from_db()
    assert (notice.state, notice.retracted_at, notice.retracted_by) == (
        *("retracted", LATER),
        room.dora,
    )
    assert (notice.retract_reason, notice.instead) == ("Wrong road", "The A6 is closed.")
    assert ledger(notice)[-1] == "publish.retract"


@pytest.mark.parametrize(
    ("row", "after", "due"),
    [
        ({"held": Held.NOTHING}, Held.GONE, False),
        ({"held": Held.REFUSED, "attempt": 1}, Held.GONE, False),
        ({"held": Held.SENDING, "attempt": 1, "verb": "publish"}, Held.SENDING, True),
        ({"held": Held.UNKNOWN, "attempt": 1, "doubt": 1}, Held.UNKNOWN, True),
        ({"held": Held.NEEDS_PERSON, "attempt": 1, "doubt": 1}, Held.UNKNOWN, True),
    ],
)
def test_whatever_was_happening_to_it(
    room: Newsroom, row: dict[str, object], after: Held, due: bool
) -> None:
    notice = room.approved()
    rows = Delivery.objects.filter(notice=notice, platform="mastodon")
    rows.update(**row, retry_at=LATER.replace(hour=23), due_at=LATER.replace(hour=23))
    retract(room.bob, notice, "Wrong road", at=LATER)
    found = rows.get()
    assert (found.held, found.retry_at) == (after, None)
    assert found.due_at == (LATER if due else None)
    assert (found.gone_at is not None) is (after is Held.GONE)


def test_no_mode_and_no_freeze_holds_it_back(room: Newsroom) -> None:
    notice = room.approved()
    freeze(None, "/", reason="Somebody has our passwords", machine="watch")
    change_mode(None, room.channels["mastodon"], Mode.CLOSING, reason="Leaving")
    assert retract(room.alice, notice, "Wrong road", at=LATER) == 3


def test_the_second_hears_who_was_first(room: Newsroom) -> None:
    notice = room.approved()
    retract(room.bob, notice, "Wrong road", at=LATER)
    with refused("", "Bob took this notice back already"):
        retract(room.dora, notice, "Wrong day", at=LATER)
    notice.refresh_from_db()
    assert notice.retract_reason == "Wrong road"
    assert ledger(notice).count("publish.retract") == 1


def test_a_reason_is_public_and_needed(room: Newsroom) -> None:
    notice = room.approved()
    with refused("reason", "public reads it"):
        retract(room.bob, notice, "\n ", at=LATER)
    with refused("reason", "another order"):
        retract(room.bob, notice, "Wrong \u202eroad", at=LATER)
    with refused("instead", "control character"):
        retract(room.bob, notice, "Wrong road", at=LATER, instead="A6\x00")
    for field, words in (("reason", {}), ("instead", {"instead": "http://192.168.1.1/"})):
        with refused(field, "internal network"):
            reason = "Wrong road" if words else "See http://192.168.1.1/"
            retract(room.bob, notice, reason, at=LATER, **words)
    notice.refresh_from_db()
    assert notice.state == "approved"
    assert wanted(notice) == {1}


def test_what_never_went_out_is_not_taken_back(room: Newsroom) -> None:
    notice = room.submitted().notice
    with refused("", "nothing to take back"):
        retract(room.bob, notice, "Wrong road", at=LATER)


def test_strangers_take_nothing_back(room: Newsroom) -> None:
    with refused("", "no role"):
        retract(room.charlie, room.approved(), "Wrong road", at=LATER)
    assert not Notice.objects.filter(state="retracted").exists()
