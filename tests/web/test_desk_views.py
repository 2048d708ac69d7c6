"""The desk: what waits, what fails, who is there, and quiet while nothing changes."""

from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone
from visiting import live, page

from newsroom import Newsroom
from oyez.domain.notice import Urgency
from oyez.govern.models import Duty
from oyez.publish.models import Delivery


def part(client: Client, html: str) -> tuple[int, str]:
    """What the script gets that asks whether something has changed."""
    asked = re.search(r'hx-get="(/\?seen=\w+)"', html)
    assert asked
    answer = client.get(asked[1], headers={"HX-Request": "true"})
    return answer.status_code, page(answer)


def test_the_gravest_waits_on_top_and_leads_to_the_decision(room: Newsroom) -> None:
    room.submitted()
    grave = room.submitted(Urgency.CRITICAL)
    html = page(room.client(room.bob).get("/"))
    links = re.findall(r'id="approve-\d+" href="(/notices/\w+/approve/)"', html)
    assert len(links) == 2
    assert links[0] == f"/notices/{grave.notice.code}/approve/"


def test_nothing_is_swapped_while_nothing_changes(room: Newsroom) -> None:
    client = room.client(room.bob)
    html = page(client.get("/"))
    assert part(client, html) == (204, "")
    room.submitted()
    status, changed = part(client, html)
    assert status == 200
    assert "<html" not in changed
    assert "Bomb disposal" in changed
    assert 'id="said" hx-swap-oob="innerHTML"' in changed
    assert "For your approval: 1" in changed
    assert part(client, changed)[0] == 204


def test_an_empty_desk_teaches(room: Newsroom) -> None:
    html = page(room.client(room.alice).get("/"))
    assert "Texts that colleagues submit appear here at once." in html
    assert "What is approved appears here the moment it stands" in html
    assert "Every delivery is where it should be." in html
    assert "Nothing is frozen." in html
    assert "nothing was sent there yet" in html


def test_who_is_on_call_stands_there(room: Newsroom) -> None:
    now = timezone.now()
    assert "Nobody is entered for now." in page(room.client(room.bob).get("/"))
    Duty.objects.create(
        person=room.dora, path=room.police.path, place="Osnabrück",
        begins_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1),
    )  # fmt: skip
    html = page(room.client(room.bob).get("/"))
    assert "Dora" in html.split('id="call"')[1].split("</section>")[0]


def test_channels_show_their_last_sign_of_life_and_their_trouble(room: Newsroom) -> None:
    one = room.approved()
    live(one)
    reason = {"template": "{channel} refused.", "values": {"channel": "Bluesky"}}
    Delivery.objects.filter(channel=room.bluesky).update(held="refused", reason=reason)
    html = page(room.client(room.bob).get("/"))
    health = html.split('id="health"')[1].split("</section>")[0]
    assert "last sign of life" in health
    assert health.index("Bluesky Emsland") < health.index("Mastodon Emsland"), "trouble first"
    assert "In trouble" in health
    assert "Bluesky refused." in html


def test_a_delivery_that_is_tried_again_counts_as_trouble(room: Newsroom) -> None:
    one = room.approved()
    Delivery.objects.filter(notice=one, channel=room.mastodon).update(failures=3, code="503")
    html = page(room.client(room.bob).get("/"))
    failing = html.split('id="failing"')[1].split("</section>")[0]
    assert "Trying again" in failing
    assert "503" in failing


def test_a_part_asked_for_after_the_session_ended_moves_the_whole_page(room: Newsroom) -> None:
    code = room.approved().code
    for path in ("/", "/notices/", f"/notices/{code}/progress/", f"/notices/{code}/takedown/"):
        answer = Client().get(path, headers={"HX-Request": "true"})
        assert answer.status_code == 204, "and no sign-in form in a corner of this one"
        assert answer["HX-Redirect"].startswith("/sign-in/?next=%2F")
        assert Client().get(path).status_code == 302
