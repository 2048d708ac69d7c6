"""What the watch finds, and what it does not take for a change."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from linked import CASINO, HOSTS, Guarding, checked, guarding, live, put
from PIL import Image

from newsroom import Newsroom
from oyez.audit.models import Entry
from oyez.domain.drift import DriftCode
from oyez.domain.errors import NotAllowed
from oyez.domain.looking import Looked
from oyez.guard.actions import accept_look
from oyez.guard.models import Drift, Look, Watch
from oyez.guard.queries import fresh_drift
from oyez.looking.look import Looker
from stands import Web, answer, moved, status, street_to, web


@pytest.fixture
def net() -> Iterator[Web]:
    with web() as server:
        yield server


@pytest.fixture
def eyes(net: Web, db: None) -> Guarding:
    return guarding(net)


class Cached(Looker):
    """Sabotage: eyes that trust what they saw before."""

    kept: dict[str, Looked]

    def look(self, address: str, at: object) -> Looked:  # type: ignore[override]
        self.kept = getattr(self, "kept", {})
        if address not in self.kept:
            self.kept[address] = super().look(address, at)  # type: ignore[arg-type]
        return self.kept[address]


def replaced_page_is_found(eyes: Guarding, net: Web, room: Newsroom) -> bool:
    """Whether a page that is replaced after the first look becomes a drift."""
    live(room, put(net), at=eyes.now)
    eyes.until(minutes=3)
    put(net, CASINO, title="Win now")
    return bool(eyes.until(minutes=10))


def test_a_watch_that_trusts_a_cached_page_is_caught(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    eyes.looker = Cached(street_to(net, *HOSTS))
    assert not replaced_page_is_found(eyes, net, room)


def test_a_replaced_page_is_found_once_and_told(room: Newsroom, eyes: Guarding, net: Web) -> None:
    assert replaced_page_is_found(eyes, net, room)
    found = list(fresh_drift())
    assert [one.code for one in found] == [DriftCode.REPLACED]
    assert found[0].evidence["title_after"] == "Win now"
    assert Entry.objects.get(action="guard.see_drift").data["code"] == "replaced"
    eyes.until(hours=2)
    assert Drift.objects.get().times > 1


def test_after_a_change_the_watch_is_closer(room: Newsroom, eyes: Guarding, net: Web) -> None:
    replaced_page_is_found(eyes, net, room)
    drift = Drift.objects.get()
    looks = len(eyes.seen)
    assert drift.times >= 2
    eyes.until(minutes=3)
    assert len(eyes.seen) - looks >= 4


def test_a_change_that_passes_is_over_and_may_come_again(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    replaced_page_is_found(eyes, net, room)
    put(net)
    eyes.until(hours=1)
    assert Drift.objects.get().over_at
    put(net, CASINO)
    eyes.until(hours=2)
    assert Drift.objects.filter(code=DriftCode.REPLACED).count() == 2
    assert len(fresh_drift()) == 2


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ('<meta name="rating" content="adult">', DriftCode.NEWLY_LABELLED),
        ('<meta property="og:video" content="https://kick.com/some">', DriftCode.NEWLY_LIVE),
    ],
)
def test_a_page_that_turns_bad_is_found_even_at_the_first_look(
    head: str, code: DriftCode, room: Newsroom, eyes: Guarding
) -> None:
    live(room, put(eyes.net, head=head), at=eyes.now)
    assert [one.code for one in eyes.until(minutes=1)] == [code]


def test_a_link_that_is_passed_on_to_another_host_is_found(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    live(room, put(net), at=eyes.now)
    put(net, host=HOSTS[1])
    eyes.until(minutes=3)
    net.put(HOSTS[0], "/", moved(f"http://{HOSTS[1]}/"))
    assert [one.code for one in eyes.until(minutes=8)] == [DriftCode.OTHER_HOST]


def test_a_redirect_into_our_network_is_found_and_not_followed(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    live(room, put(net), at=eyes.now)
    eyes.until(minutes=3)
    net.put(HOSTS[0], "/", moved("http://10.0.0.1/admin"))
    assert [one.code for one in eyes.until(minutes=8)] == [DriftCode.TURNED_BAD]


def test_a_listed_host_is_found(room: Newsroom, net: Web, db: None) -> None:
    listed: dict[str, tuple[str, ...]] = {}
    eyes = guarding(net, listed=lambda address: listed.get(address, ()))
    address = put(net)
    live(room, address, at=eyes.now)
    eyes.until(minutes=3)
    listed[address] = ("malware",)
    assert [one.code for one in eyes.until(minutes=8)] == [DriftCode.NEWLY_LISTED]


def test_a_score_that_rises_is_found(room: Newsroom, net: Web, db: None) -> None:
    scores = [0.05]
    eyes = guarding(net, score=lambda _: scores[-1])
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), (90, 160, 200)).save(picture, "PNG")
    net.put(HOSTS[0], "/p.png", answer(picture.getvalue(), "image/png"))
    live(room, put(net, head='<meta property="og:image" content="/p.png">'), at=eyes.now)
    eyes.until(minutes=3)
    scores.append(0.9)
    assert [one.code for one in eyes.until(minutes=8)] == [DriftCode.NUDITY]
    assert Drift.objects.get().times >= 2  # confirmed by the looks after it


def test_an_outage_is_a_miss_and_no_drift(room: Newsroom, eyes: Guarding, net: Web) -> None:
    live(room, put(net), at=eyes.now)
    eyes.until(minutes=3)
    net.put(HOSTS[0], "/", status(503))
    assert eyes.until(minutes=20) == []
    assert Watch.objects.get().misses >= 2
    put(net)
    eyes.until(hours=1)
    assert (Watch.objects.get().misses, Drift.objects.count()) == (0, 0)


def test_a_person_finds_a_change_in_order(room: Newsroom, eyes: Guarding, net: Web) -> None:
    replaced_page_is_found(eyes, net, room)
    watch = Watch.objects.get()
    last = Look.objects.order_by("-pk")[0]
    with pytest.raises(NotAllowed, match="looked at again meanwhile"):
        accept_look(room.bob, watch, look=last.pk - 1, at=eyes.now)
    with pytest.raises(NotAllowed, match="no role"):
        accept_look(room.charlie, watch, look=last.pk, at=eyes.now)
    accept_look(room.bob, watch, look=last.pk, at=eyes.now)
    eyes.until(hours=2)
    assert Drift.objects.filter(over_at=None).count() == 0
    assert Entry.objects.get(action="guard.accept_look").object == f"notice:{watch.notice.code}"


def test_a_page_is_compared_with_what_it_showed_when_it_was_approved(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    put(net)
    checked(room, eyes)
    put(net, CASINO)
    assert [one.code for one in eyes.until(minutes=1)] == [DriftCode.REPLACED]
