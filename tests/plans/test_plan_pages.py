"""The pages of plans: who sees what, what is refused, and what was typed stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from planning import Office, mode, pass_to, step

from newsroom import person
from oyez.domain.plan import After, Deed, Kind
from oyez.domain.roles import Role
from oyez.govern.models import Channel
from oyez.plans.models import Plan

HOUR = "%Y-%m-%dT%H:%M"


def typed(room: Office, **more: object) -> dict[str, object]:
    hour = timezone.localtime(timezone.now() + timedelta(days=40)).strftime(HOUR)
    return {
        "kind": "move",
        "hour": hour,
        "after": "reserve",
        "authority": room.news.police.pk,
        f"leave_{room.mastodon.pk}": "on",
        f"to_{room.mastodon.pk}": room.bluesky.pk,
    } | more


def test_a_governor_makes_proposes_and_another_agrees(room: Office) -> None:
    greta, gus = room.news.client(room.greta), room.news.client(room.gus)
    answer = greta.post("/plans/new/", typed(room))
    plan = Plan.objects.get()
    assert answer["Location"] == f"/plans/{plan.pk}/"
    page = greta.get(f"/plans/{plan.pk}/").content.decode()
    assert "Propose it to a second person" in page
    assert "The announcement of Polizeiinspektion Emsland is not written yet." in page
    greta.post(f"/plans/{plan.pk}/propose/")
    refused = greta.post(f"/plans/{plan.pk}/agree-plan/")
    assert refused.status_code == 422
    assert "A second person has to agree" in refused.content.decode()
    assert "Wait for your yes or no" in gus.get("/plans/").content.decode()
    gus.post(f"/plans/{plan.pk}/agree-plan/")
    plan.refresh_from_db()
    assert (plan.state, plan.agreed_by) == ("agreed", room.gus)
    assert gus.post(f"/plans/{plan.pk}/stop-plan/", {"reason": ""}).status_code == 422
    gus.post(f"/plans/{plan.pk}/stop-plan/", {"reason": "We stay."})
    assert "Stopped by Gus" in gus.get(f"/plans/{plan.pk}/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hour": "tomorrow"}, "Write the day and the time"),
        ({"hour": "2020-01-01T10:00"}, "lies in the past"),
        ({"kind": "explode"}, "valid choice"),
    ],
)
def test_bad_input_shows_the_form_again(room: Office, wrong: dict[str, object], said: str) -> None:
    answer = room.news.client(room.greta).post("/plans/new/", typed(room, why="Fog", **wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Fog" in page
    assert not Plan.objects.exists()


def test_no_channel_and_no_successor_are_told(room: Office) -> None:
    client = room.news.client(room.greta)
    nothing = client.post("/plans/new/", typed(room, **{f"leave_{room.mastodon.pk}": ""}))
    assert "Choose at least one channel" in nothing.content.decode()
    nowhere = client.post("/plans/new/", typed(room, **{f"to_{room.mastodon.pk}": ""}))
    assert nowhere.status_code == 422
    assert "which other channel takes its place" in nowhere.content.decode()


def test_a_review_fills_the_form(room: Office) -> None:
    client = room.news.client(room.greta)
    query = f"?review=7&channel={room.mastodon.pk}&kind=reduce"
    page = client.get(f"/plans/new/{query}").content.decode()
    assert 'value="7"' in page
    assert '<option value="reduce" selected>' in page
    page = client.get(f"/plans/new/{query}&successor={room.bluesky.pk}").content.decode()
    assert f'<option value="{room.bluesky.pk}" selected>' in page
    assert client.get("/plans/new/?review=x&channel=y&kind=z&successor=w").status_code == 200


def test_the_pages_of_a_channel_say_what_is_in_force_and_not_what_is_written(room: Office) -> None:
    plan, closed = room.agreed(), '<span class="tag ">Closed</span>'
    greta = room.news.client(room.greta)
    for path in (f"/channels/{room.mastodon.pk}/", "/channels/"):
        assert closed not in greta.get(path).content.decode()
    with pass_to(plan.hour):
        later = room.news.client(room.greta)
        for path in (f"/channels/{room.mastodon.pk}/", "/channels/"):
            assert closed in later.get(path).content.decode(), path
    assert mode(room.mastodon) == "active", "nobody has written it"


def test_a_ministry_sees_the_plans_of_its_authorities_and_strangers_see_none(room: Office) -> None:
    plan = room.drafted()
    stranger = person("Sid", Role.GOVERNOR, "/bremen/")
    for one, status in ((room.greta, 200), (room.news.alice, 200), (stranger, 404)):
        assert room.news.client(one).get(f"/plans/{plan.pk}/").status_code == status
    assert "Mastodon Emsland" in room.news.client(room.gus).get("/plans/").content.decode()
    assert "Mastodon Emsland" not in room.news.client(stranger).get("/plans/").content.decode()
    assert room.news.client(room.news.alice).get("/plans/new/").status_code == 404
    answer = room.news.client(room.news.alice).post(f"/plans/{plan.pk}/propose/")
    assert answer.status_code == 422


def test_an_author_writes_the_announcement(room: Office) -> None:
    plan = room.drafted(Kind.MOVE)
    one = step(plan, Deed.ANNOUNCE)
    where = f"/plans/steps/{one.pk}/"
    alice = room.news.client(room.news.alice)
    assert "Write it, beginning with a draft" in alice.get(where).content.decode()
    answer = alice.post(f"{where}write/")
    notice = step(plan, Deed.ANNOUNCE).notice
    assert notice is not None
    assert answer["Location"] == f"/notices/{notice.code}/edit/"
    assert notice.scheduled_at == one.at
    text = notice.revisions.get().texts[0]
    assert "Mastodon" in text["headline"]
    assert "Bluesky" in text["body"]
    assert alice.post(f"{where}write/").status_code == 422


def test_a_notice_that_is_written_is_taken(room: Office) -> None:
    plan = room.drafted()
    one = step(plan, Deed.ANNOUNCE)
    where = f"/plans/steps/{one.pk}/attach/"
    greta = room.news.client(room.greta)
    wrong = greta.post(where, {"code": "zzzz"})
    assert wrong.status_code == 422
    assert "zzzz" in wrong.content.decode()
    notice = room.news.written()
    greta.post(where, {"code": notice.code.upper()})
    assert step(plan, Deed.ANNOUNCE).notice == notice


def test_a_step_is_changed_done_and_left_out(room: Office) -> None:
    plan = room.agreed(after=After.DELETE)
    pin, deletion = step(plan, Deed.PIN), step(plan, Deed.DELETE)
    greta, gus = room.news.client(room.greta), room.news.client(room.gus)
    where = f"/plans/steps/{pin.pk}/"
    at = timezone.localtime(pin.at).strftime(HOUR)
    greta.post(f"{where}change/", {"at": at, "owner": room.gus.pk, "text": "Pin this"})
    pin = step(plan, Deed.PIN)
    assert (pin.owner, pin.text) == (room.gus, "Pin this")
    assert greta.post(f"{where}change/", {"at": "x", "text": "y"}).status_code == 422
    assert gus.post(f"{where}done/", {"note": ""}).status_code == 422
    gus.post(f"{where}done/", {"note": "https://social.example/1"})
    assert step(plan, Deed.PIN).state == "done"
    assert "https://social.example/1" in greta.get(where).content.decode()
    there = f"/plans/steps/{deletion.pk}/"
    assert "Yes, it may be done" in greta.get(there).content.decode()
    greta.post(f"{there}yes-step/")
    assert greta.post(f"{there}done/", {"note": "gone"}).status_code == 422
    gus.post(f"{there}done/", {"note": "gone"})
    assert step(plan, Deed.DELETE).state == "done"
    profile = step(plan, Deed.PROFILE)
    greta.post(f"/plans/steps/{profile.pk}/skip/", {"note": "Nobody reads it"})
    assert step(plan, Deed.PROFILE).state == "skipped"
    greta.post(f"{where}undo-step/", {"note": "Unpinned"})
    assert step(plan, Deed.PIN).state == "undone"


def test_what_is_not_there_is_not_found(room: Office) -> None:
    plan, client = room.drafted(), room.news.client(room.greta)
    for path in (f"/plans/{10**30}/", f"/plans/steps/{10**30}/", "/plans/0/"):
        assert client.get(path).status_code == 404, path
    assert client.post(f"/plans/{plan.pk}/explode/").status_code == 404
    pin = step(plan, Deed.PIN)
    assert client.post(f"/plans/steps/{pin.pk}/explode/").status_code == 404


def test_of_many_channels_some_are_shown_and_each_can_be_found(room: Office) -> None:
    Channel.objects.bulk_create(
        Channel(unit=room.news.unit, platform="mastodon", name=f"Account {number}", position=number,
                account=f"a{number}") for number in range(100, 160)
    )  # fmt: skip
    client, last = room.news.client(room.greta), Channel.objects.get(account="a159")
    page = client.get("/plans/new/").content.decode()
    assert f"leave_{last.pk}" not in page
    assert page.count("<option") < 45 * 45, "not every channel beside every other"
    found = client.get("/plans/new/?words=Account+159&kind=reduce").content.decode()
    assert f"leave_{last.pk}" in found
    assert 'name="kind" value="reduce"' in found, "what a link brought is kept"
    assert f"leave_{room.mastodon.pk}" not in found
    linked = client.get(f"/plans/new/?channel={last.pk}").content.decode()
    assert f'name="leave_{last.pk}" id="id_leave_{last.pk}" checked' in linked
    words = typed(room, shown=f"{last.pk} {room.bluesky.pk}", kind="move", hour="tomorrow")
    words |= {f"leave_{last.pk}": "on", f"to_{last.pk}": room.bluesky.pk}
    refused = client.post("/plans/new/", words)
    assert refused.status_code == 422
    assert f"leave_{last.pk}" in refused.content.decode(), "it comes back with what was shown"
    hour = typed(room)["hour"]
    assert client.post("/plans/new/", words | {"hour": hour}).status_code == 302
    assert [line.channel for line in Plan.objects.get().lines.all()] == [last]
