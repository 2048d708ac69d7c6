"""Plans on other pages, at the terminal, and in the moment before a sending."""

from __future__ import annotations

import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from planning import Office, mode, pass_to, step, work

from oyez.cli import main
from oyez.domain.channel import Mode
from oyez.domain.plan import Deed, Kind
from oyez.platforms.door import Door
from oyez.publish.delivering.claim import claim
from oyez.publish.delivering.errand import FRESH, Bounded, Errand
from oyez.publish.delivering.load import Loader

REDUCED = ">Reduced</span>"


def test_the_calendar_shows_the_hours(room: Office) -> None:
    plan = room.agreed(Kind.CLOSE)
    day = timezone.localtime(plan.hour).date().isoformat()
    page = room.news.client(room.greta).get(f"/calendar/?day={day}").content.decode()
    assert "The channel is closed: Mastodon Emsland" in page
    assert f"/plans/steps/{step(plan, Deed.STOP).pk}/" in page
    unit = room.news.elsewhere.pk
    other = room.news.client(room.greta).get(f"/calendar/?day={day}&unit={unit}")
    assert "The channel is closed" not in other.content.decode()


def test_the_desk_shows_what_waits_for_somebody(room: Office) -> None:
    plan = room.proposed()
    assert "Waits for your yes or no" in room.news.client(room.gus).get("/").content.decode()
    assert "Waits for your yes" not in room.news.client(room.greta).get("/").content.decode()
    plan = room.agreed(Kind.REDUCE, lines={room.bluesky: None})
    with pass_to(plan.hour + timedelta(minutes=1)):
        work()
        page = room.news.client(room.greta).get("/").content.decode()
    assert "Change the text of the profile" in page
    assert "Late" in page


def test_the_channel_says_what_is_planned(room: Office) -> None:
    room.agreed()
    page = room.news.client(room.greta).get(f"/channels/{room.mastodon.pk}/").content.decode()
    assert "What is planned here" in page
    assert "/plans/steps/" in page


def test_the_channel_shows_the_mode_that_holds(room: Office) -> None:
    plan = room.agreed(Kind.MOVE)
    with pass_to(plan.hour):
        page = room.news.client(room.greta).get(f"/channels/{room.bluesky.pk}/").content.decode()
    assert "opens on" not in page


def test_the_register_shows_the_mode_that_holds_before_a_worker_wrote_it(room: Office) -> None:
    plan = room.agreed(Kind.REDUCE)
    one = room.mastodon.pk
    pages = ("/channels/", f"/channels/{one}/", "/register/", f"/register/{one}/")
    for moment, shown in ((plan.hour - timedelta(minutes=1), False), (plan.hour, True)):
        with pass_to(moment):
            client = room.news.client(room.greta)
            told = {path: REDUCED in client.get(path).content.decode() for path in pages}
        assert told == dict.fromkeys(pages, shown), moment
    assert mode(room.mastodon) == Mode.ACTIVE, "nobody has written it"


def test_the_commands_list_show_and_try(room: Office, capsys: pytest.CaptureFixture[str]) -> None:
    plan = room.agreed()
    assert main(["plan", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "agreed"
    assert main(["plan", "list"]) == 0
    assert main(["plan", "show", str(plan.pk)]) == 0
    assert "announce" in capsys.readouterr().out
    assert main(["plan", "dry-run", str(plan.pk), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    announcing = told["steps"][0]
    assert (announcing["deed"], announcing["findings"][0]["code"]) == ("announce", "not_written")
    assert main(["plan", "dry-run", str(plan.pk)]) == 1
    assert "is not written yet" in capsys.readouterr().out
    assert main(["plan", "show", "999"]) == 2


def bounded(room: Office, asked: list[float], changes_in: float) -> Bounded:
    """A claimed send whose channel changes by plan in so many seconds."""
    taken, context, _ = claim("routine", 9, timezone.now(), own=False, worker="w")
    assert context is not None
    errand = next(e for e in Loader(taken, context).errands() if e.platform == "mastodon")
    values = {name: getattr(errand, name) for name in Errand.__slots__}
    now = time.monotonic()
    fresh = Errand(**(values | {"claimed": now, "changes_at": now + changes_in}))

    def may() -> bool:
        asked.append(time.monotonic())
        return False

    return Bounded(Door(only_allowed=True), fresh, may)


def test_near_a_planned_change_every_request_asks_again(room: Office) -> None:
    plan = room.agreed(Kind.REDUCE)
    room.news.approved()
    asked: list[float] = []
    near = bounded(room, asked, FRESH / 2)
    assert near.refusal(changes=True) == "held"
    assert len(asked) == 1
    assert plan.steps.exists()


def test_far_from_one_the_check_is_trusted_for_a_moment(room: Office) -> None:
    room.agreed(Kind.REDUCE)
    room.news.approved()
    asked: list[float] = []
    assert bounded(room, asked, 3600.0).refusal(changes=True) == ""
    assert asked == []


def test_a_send_that_was_claimed_knows_when_its_channel_changes(room: Office) -> None:
    plan = room.agreed(Kind.REDUCE)
    notice = room.news.approved()
    with pass_to(plan.hour - timedelta(seconds=5)):
        taken, context, _ = claim("routine", 9, timezone.now(), own=False, worker="w")
    assert context is not None
    by_platform = {e.platform: e for e in Loader(taken, context).errands()}
    left = by_platform["mastodon"].changes_at - by_platform["mastodon"].claimed
    assert left == pytest.approx(5.0)
    assert by_platform["bluesky"].changes_at == float("inf")
    assert notice.deliveries.count() == 3
