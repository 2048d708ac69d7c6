"""The pages of labelling: blind, one key a label, agreement shown."""

from __future__ import annotations

import json
import re

from django.utils import timezone
from heard_of import Desk
from pages_of import page, scored, see
from samples_of import DAY, drawn, said
from scored import THANKS, say

from oyez.audit.models import Entry
from oyez.domain.inbox.annotation import Said
from oyez.listen.actions import Wish, annotate, draw_sample
from oyez.listen.models import InboxItem, Label, Sample
from oyez.listen.queries import samples as queries
from oyez.publish.models import Delivery


def test_no_score_and_no_author_is_shown_and_our_notice_is(desk: Desk) -> None:
    sample = drawn(desk)
    delivery = Delivery.objects.get(notice=desk.room.approved(), channel=desk.room.mastodon)
    InboxItem.objects.update(delivery=delivery, suggested="spam", label="abuse")
    for item in InboxItem.objects.all():
        scored(item, triage="spam", triage_p=0.987)
    shown = see(desk, desk.room.alice, f"/labels/{sample.pk}/")
    drawn_by_chance = r'value="[^"]*"|\?[^"]*"|/static/[^"]*|/p/[^/]*/'
    assert "98" not in re.sub(drawn_by_chance, "", shown), "no score, not even in an attribute"
    assert "tiny" not in shown
    assert "robin" not in shown
    assert "Bomb disposal in Lingen" in shown
    for code in ("en", "de", "fr"):
        assert f'<li lang="{code}"' in shown, "the guide speaks three languages"


def test_a_keystroke_keeps_a_label_and_brings_the_next(desk: Desk) -> None:
    sample, room = drawn(desk), desk.room
    client = room.client(room.alice)
    for _ in range(10):
        shown = page(client.get(f"/labels/{sample.pk}/"))
        [thing] = re.findall(r'name="thing" value="(\d+)"', shown)
        data = {"thing": thing, "label": "thanks", "abusive": "on"}
        assert client.post(f"/labels/{sample.pk}/label/", data).status_code == 302
    assert Label.objects.filter(label="thanks", abusive=True, warning=False).count() == 10
    assert "There is nothing left for you" in page(client.get(f"/labels/{sample.pk}/"))
    again = client.post(f"/labels/{sample.pk}/label/", data)
    assert "Somebody else has labelled this" in page(again, 422)
    for wrong in ({"label": "thanks"}, {"thing": thing, "label": "x"}, {"thing": "x"}):
        page(client.post(f"/labels/{sample.pk}/label/", wrong), 422)
    other = client.post(f"/labels/{sample.pk}/label/", {"thing": 10**9, "label": "thanks"})
    assert other.status_code == 404


def test_how_far_people_agree_is_shown(desk: Desk) -> None:
    sample, room = drawn(desk, count=60, size=50), desk.room
    both = sample.items.filter(twice=True)
    for number, one in enumerate(both):
        first = "abuse" if number % 2 else "other"
        annotate(room.alice, one, said(room.alice.pk, first), at=timezone.now())
        second = first if number else "spam"
        annotate(room.bob, one, said(room.bob.pk, second), at=timezone.now())
    shown = see(desk, room.audrey, f"/labels/{sample.pk}/results/")
    assert re.search(r'<td class="n">0\.\d\d \(0\.\d\d – 1\.00\)', shown)
    found = queries.agreements(queries.things(sample))
    assert found.label is not None
    assert found.label.n == 10
    assert found.warning is not None
    assert found.warning.kappa is None, "nobody has marked a warning"
    empty = draw_sample(
        None, room.mastodon, Wish(sample.begins_at, sample.ends_at, 10, 3), at=timezone.now()
    )
    assert "–" in see(desk, room.audrey, f"/labels/{empty.pk}/results/")


def test_the_labels_go_out_as_lines_without_authors(desk: Desk) -> None:
    sample, room = drawn(desk), desk.room
    words = {0: ("urgent", False, False), 1: ("cannot_tell", False, False),
             2: ("other", True, True)}  # fmt: skip
    for number, one in enumerate(sample.items.filter(twice=False)[:3]):
        label, abusive, warning = words[number]
        annotate(room.alice, one, Said(room.alice.pk, label, abusive, warning), at=timezone.now())
    assert room.client(room.alice).post(f"/labels/{sample.pk}/export/").status_code == 404
    answer = room.client(room.audrey).post(f"/labels/{sample.pk}/export/")
    lines = [json.loads(line) for line in answer.content.decode().splitlines()]
    assert len(lines) == 3
    assert "robin" not in answer.content.decode()
    urgent, nothing, other = lines
    assert (urgent["triage"], urgent["urgent"]) == ("report", True)
    assert (nothing["triage"], nothing["abuse"], nothing["alarm"]) == (None, None, None)
    assert (other["abuse"], other["alarm"], other["chance"]) == ("abuse", "alarm", 0.5)
    entry = Entry.objects.get(action="listen.export_labels")
    assert entry.data["considered"] == 3


def test_the_pages_draw_and_refuse(desk: Desk) -> None:
    room = desk.room
    for number in range(12):
        say(room.mastodon, THANKS, number)
    InboxItem.objects.update(first_seen=timezone.now() - 3 * DAY)
    today = timezone.localdate()
    data = {
        "channel": room.mastodon.pk,
        "begins_at": (today - 9 * DAY).isoformat(),
        "ends_at": today.isoformat(),
        "size": 10,
        "method": "two_stage",
    }
    client = room.client(room.greta)
    assert "No sample is drawn yet" in page(client.get("/labels/"))
    for wrong in ({"size": 1}, {"size": "x"}, {"begins_at": "x"}, {"channel": 10**6}):
        page(client.post("/labels/", data | wrong), 422)
    assert client.post("/labels/", data).status_code == 302
    sample = Sample.objects.get()
    assert (sample.drawn_by, sample.method) == (room.greta, "two_stage")
    assert "Draw a sample" not in see(desk, room.alice, "/labels/")
    assert str(sample.seed) in see(desk, room.alice, f"/labels/{sample.pk}/results/")
