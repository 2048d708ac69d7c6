"""All notices, searched."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from visiting import page

from newsroom import Newsroom
from oyez.domain.notice import Urgency
from oyez.publish.actions import correct, edit
from oyez.publish.draft import Words
from oyez.publish.models import Notice


def found(room: Newsroom, query: str = "", **headers: str) -> str:
    return page(room.client(room.bob).get(f"/notices/?{query}", headers=headers))


@pytest.fixture
def notices(room: Newsroom) -> dict[str, Notice]:
    """Three that differ in everything one can look for."""
    bridge = room.written(texts=[Words("en", "Bridge over the Ems closed", "Text.")])
    water = room.submitted(
        Urgency.CRITICAL, texts=[Words("de", "Wasser in Mühlen abkochen", "Text.")]
    ).notice
    old = room.approved(texts=[Words("en", "Bomb found", "Text.")])
    Notice.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=9))
    return {"bridge": bridge, "water": water, "old": old}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "bridge water old"),
        ("words=ems+BRIDGE", "bridge"),
        ("words=Mühlen", "water"),
        ("words=zebra", ""),
        ("state=submitted", "water"),
        ("urgency=critical", "water"),
        ("state=nonsense", "bridge water old"),
        ("since={today}", "bridge water"),
        ("until={week_ago}", "old"),
        ("since=31.11.2026", "bridge water old"),
        ("unit={unit}", "bridge water old"),
        ("page=2", ""),
    ],
)
def test_each_filter_finds_what_it_says(
    room: Newsroom, notices: dict[str, Notice], query: str, names: str
) -> None:
    today = timezone.localdate()
    html = found(
        room, query.format(today=today, week_ago=today - timedelta(days=7), unit=room.unit.pk)
    )
    shown = {name for name, one in notices.items() if f'href="/notices/{one.code}/"' in html}
    assert shown == set(names.split())


def test_a_code_read_on_the_telephone_finds_its_notice(
    room: Newsroom, notices: dict[str, Notice]
) -> None:
    html = found(room, f"words={notices['water'].code.upper()}")
    assert "Wasser in Mühlen" in html
    assert "Bridge" not in html


def test_the_part_is_the_list_alone(room: Newsroom, notices: dict[str, Notice]) -> None:
    part = found(room, "words=bomb", **{"HX-Request": "true"})
    assert part.lstrip().startswith('<div id="found">')
    assert "Bomb found" in part
    answer = room.client(room.bob).get("/notices/")
    assert "HX-Request" in answer["Vary"]


def test_a_notice_is_known_by_the_words_it_has_now(room: Newsroom) -> None:
    one = room.written()
    first = one.revisions.earliest("number")
    words = [Words("en", "Evacuation in Meppen", "Text.")]
    edit(room.alice, first, room.draft(texts=words), version=1, at=timezone.now())
    assert "Evacuation in Meppen" in found(room)
    live = room.approved()
    Notice.objects.filter(pk=live.pk).update(state="live", live_at=timezone.now())
    live.revisions.update(state="issued", issued_at=timezone.now())
    changed = [Words("en", "Bomb disposal in Haren", "Text.")]
    draft = room.draft(texts=changed, note="The town")
    correct(room.alice, live, draft, at=timezone.now())
    assert "Haren" not in found(room), "not before it is out"


def test_an_empty_list_teaches(room: Newsroom) -> None:
    assert "The first one begins with “New notice”." in found(room)
    assert "Try fewer words" in found(room, "words=zebra")
