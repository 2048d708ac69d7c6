"""What the register puts on the desk: counted in the database as the rules count."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from newsroom import Newsroom
from oyez.accounts.models import Membership, Person
from oyez.accounts.sight import Sight
from oyez.domain.channel import Mode
from oyez.domain.register.kinds import Kind
from oyez.govern.actions import change_mode, change_register_entry, record_basis
from oyez.govern.register.basis import Basis
from oyez.govern.register.listing import RegisterSearch, register_of
from oyez.govern.register.section import lacking, on_desk


def counted(room: Newsroom) -> tuple[dict[Kind, int], dict[Kind, int]]:
    """What the desk counts in the database, and what the rules find."""
    today = timezone.localdate()
    found, _ending = lacking(["/nds/"], today)
    kinds = register_of(["/nds/"], RegisterSearch(), timezone.now()).kinds
    return found, {kind: kinds.get(kind, 0) for kind in found}


def test_the_desk_counts_as_the_rules_do(room: Newsroom) -> None:
    def agree() -> None:
        desk, rules = counted(room)
        assert desk == rules

    agree()
    change_register_entry(None, room.mastodon, owner=room.alice, reserved=True)
    change_register_entry(None, room.bluesky, owner=room.bob)
    agree()
    Membership.objects.filter(person=room.alice).update(scope=room.elsewhere.path)
    Person.objects.filter(pk=room.bob.pk).update(is_active=False)
    assert counted(room)[0][Kind.OWNER_LEFT] == 2
    agree()
    old = Basis("§", date(2024, 1, 1), "DPO", date(2025, 1, 1))
    record_basis(None, room.police.superior, "mastodon", old)
    assert counted(room)[0][Kind.ASSESSMENT_OVERDUE] == 1
    agree()
    record_basis(None, room.police, "mastodon", Basis("§"))
    agree()
    for mode in (Mode.CLOSING, Mode.CLOSED):
        change_mode(None, room.mastodon, mode, reason="We leave.")
        agree()


def test_the_desk_of_a_governor_leads_to_the_register(
    room: Newsroom, django_assert_num_queries: object
) -> None:
    html = room.client(room.greta).get("/").content.decode()
    assert "What the register lacks" in html
    assert 'href="/register/?kind=no-owner"' in html
    assert "What the register lacks" not in room.client(room.alice).get("/").content.decode()
    sight = Sight(room.greta)
    with django_assert_num_queries(1):
        on_desk(sight, None, timezone.now())
