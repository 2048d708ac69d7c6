"""What is hidden, deleted or shut out: by the house rules, by those who may, and kept in mind."""

from __future__ import annotations

import pytest
from django.utils import timezone
from heard_of import Desk
from scored import say

from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.domain.inbox.house_rules import Breach
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.sending import State
from oyez.govern.models import Channel
from oyez.listen import doing
from oyez.listen.actions import Ground, agree, moderate
from oyez.listen.models import Deed, InboxItem
from oyez.platforms import heard
from oyez.platforms.heard import Moderation
from oyez.platforms.port import Done, Failed, Receipt
from oyez.platforms.registry import ADAPTERS

INSULT = Ground(Breach.INSULT, "It insults a colleague by name.")
SPAM = Ground(Breach.SPAM, "Advertising.")


def said(
    desk: Desk, label: str = "abuse", platform: str = "facebook", number: int = 1
) -> InboxItem:
    channel, _new = Channel.objects.get_or_create(
        unit=desk.room.unit, platform=platform, name=platform, defaults={"needs_secrets": False}
    )
    item = say(channel, "You fool", number)
    InboxItem.objects.filter(pk=item.pk).update(label=label)
    item.refresh_from_db()
    return item


def test_hiding_takes_one_person_and_a_rule(desk: Desk) -> None:
    item, now = said(desk), timezone.now()
    with pytest.raises(NotAllowed, match="no role"):
        moderate(desk.room.alice, item, Kind.HIDE, INSULT, at=now)
    with pytest.raises(NotAllowed, match="which house rule"):
        moderate(desk.room.bob, item, Kind.HIDE, Ground(), at=now)
    deed = moderate(desk.room.bob, item, Kind.HIDE, Ground(Breach.INSULT), at=now)
    assert (deed.state, deed.repeatable) == (State.WANTED, True)
    with pytest.raises(NotAllowed, match="under way"):
        moderate(desk.room.bob, item, Kind.HIDE, INSULT, at=now, seen=deed.pk)
    entry = Entry.objects.get(action="listen.moderate")
    assert entry.data["breach"] == "insult"
    assert "colleague" not in str(entry.data)
    item.refresh_from_db()
    assert item.text == "You fool", "our record stays"


def test_deleting_takes_a_reason_and_two_people_unless_it_is_plain(desk: Desk) -> None:
    item, now = said(desk), timezone.now()
    with pytest.raises(NotAllowed, match="Write the reason"):
        moderate(desk.room.bob, item, Kind.DELETE, Ground(Breach.INSULT), at=now)
    deed = moderate(desk.room.bob, item, Kind.DELETE, INSULT, at=now)
    assert (deed.state, deed.due_at) == (State.ASKED, None)
    with pytest.raises(NotAllowed, match="yourself"):
        agree(desk.room.bob, deed, at=now)
    agree(desk.room.dora, deed, at=now)
    assert deed.state == State.WANTED
    for number, breach in ((2, Breach.SPAM), (3, Breach.ILLEGAL)):
        plain = moderate(
            desk.room.bob, said(desk, "spam", number=number), Kind.DELETE, Ground(breach, "It is."),
            at=now,
        )  # fmt: skip
        assert plain.state == State.WANTED


def test_the_label_as_it_is_now_decides(desk: Desk) -> None:
    item, now = said(desk), timezone.now()
    deed = moderate(desk.room.bob, item, Kind.DELETE, INSULT, at=now)
    InboxItem.objects.filter(pk=item.pk).update(label="question")
    with pytest.raises(NotAllowed, match="do not allow hiding"):
        moderate(desk.room.bob, item, Kind.HIDE, INSULT, at=now, seen=deed.pk)
    fresh = Deed.objects.select_related("item__channel__unit").get(pk=deed.pk)
    with pytest.raises(NotAllowed, match="do not allow deleting"):
        agree(desk.room.dora, fresh, at=now)


@pytest.mark.parametrize("label", ["", "question", "thanks", "urgent"])
def test_criticism_questions_and_calls_for_help_stay(desk: Desk, label: str) -> None:
    item = said(desk, label)
    for kind in (Kind.HIDE, Kind.DELETE, Kind.BLOCK):
        with pytest.raises(NotAllowed):
            moderate(desk.room.bob, item, kind, INSULT, at=timezone.now())
    assert not Deed.objects.exists()


@pytest.mark.parametrize(
    ("platform", "possible"),
    [
        ("mastodon", {Kind.BLOCK}),
        ("bluesky", {Kind.HIDE, Kind.BLOCK}),
        ("linkedin", {Kind.DELETE}),
        ("threads", {Kind.HIDE}),
        ("x", {Kind.HIDE}),
        ("facebook", {Kind.HIDE, Kind.DELETE, Kind.BLOCK}),
        ("telegram", {Kind.DELETE, Kind.BLOCK}),
        ("sms", set()),
    ],
)
def test_each_platform_does_what_it_does(desk: Desk, platform: str, possible: set[Kind]) -> None:
    item, now = said(desk, "spam", platform), timezone.now()
    for kind in (Kind.HIDE, Kind.DELETE, Kind.BLOCK):
        if kind in possible:
            assert moderate(desk.room.bob, item, kind, SPAM, at=now, seen=99).kind == kind
        else:
            with pytest.raises(NotAllowed, match="lets nobody"):
                moderate(desk.room.bob, item, kind, SPAM, at=now, seen=99)
    assert {one.value for one in possible} <= {one.value for one in Moderation}
    assert platform in ADAPTERS


def outcome_of(deed: Deed, came: object) -> Deed:
    [errand] = doing.take_due(timezone.now(), 1)
    assert errand.item == heard.InboxItem(
        "said-1", heard.Heard.REPLY, "robin", "You fool", errand.item.at, None, None
    )
    doing.write_outcomes([(errand, came)], timezone.now())  # type: ignore[list-item]
    deed.refresh_from_db()
    return deed


def test_what_is_gone_already_is_deleted(desk: Desk) -> None:
    deed = moderate(desk.room.bob, said(desk, "spam"), Kind.DELETE, SPAM, at=timezone.now())
    gone = Failed(doing.FailureClass.NOT_FOUND, "http_404")
    assert outcome_of(deed, gone).state == State.DONE


def test_a_missing_right_is_a_persons_matter(desk: Desk) -> None:
    deed = moderate(desk.room.bob, said(desk, "spam"), Kind.HIDE, SPAM, at=timezone.now())
    found = outcome_of(deed, Failed(doing.FailureClass.PERMISSION, "http_403"))
    assert (found.state, found.code) == (State.BY_HAND, "http_403")


def test_it_can_be_shown_again_only_after_it_was_hidden(desk: Desk) -> None:
    item, room = said(desk), desk.room
    path = f"/inbox/{item.pk}/"
    shown = room.client(room.bob).get(path).content.decode()
    assert 'value="hide"' in shown
    assert 'value="unhide"' not in shown
    deed = moderate(room.bob, item, Kind.HIDE, INSULT, at=timezone.now())
    outcome_of(deed, Done(Receipt("1", None, timezone.now())))
    shown = room.client(room.bob).get(path).content.decode()
    assert 'value="unhide"' in shown
    assert 'value="hide"' not in shown
    answer = room.client(room.bob).post(f"{path}measure/", {"kind": "unhide", "seen": deed.pk})
    assert answer.status_code == 302
    assert Deed.objects.filter(kind="unhide").count() == 1


def test_a_freeze_holds_no_house_rule_back(desk: Desk) -> None:
    Channel.objects.update(mode="closed")
    deed = moderate(desk.room.bob, said(desk, "spam"), Kind.HIDE, SPAM, at=timezone.now())
    assert len(doing.take_due(timezone.now(), 9)) == 1
    deed.refresh_from_db()
    assert deed.state == State.SENDING
