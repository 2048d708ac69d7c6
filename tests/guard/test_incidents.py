"""From an alarm to what was learnt: the timeline, what could be said, what somebody promised."""

from __future__ import annotations

from datetime import date

import pytest
from test_causes import gone
from warned import Warned

from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.domain.incident import Happening, Wish
from oyez.govern.actions import change_authority, freeze, set_brand
from oyez.guard.actions import (
    acknowledge,
    describe_incident,
    draft_words,
    open_incident,
    write_words,
)
from oyez.guard.chronicle import moments_of
from oyez.guard.drafting import known_of, words_of
from oyez.guard.ending import contain_due
from oyez.guard.models import Alarm, Incident, Page
from oyez.guard.paging import page_due
from oyez.guard.story import story_of
from oyez.guard.weighing import weigh_due
from oyez.publish.actions import retract
from oyez.publish.models import Notice, Receipt

H = Happening
DUE = date(2026, 12, 1)


def evening(warned: Warned) -> Incident:
    """A bad link is warned of, paged, taken up, taken down and proved gone."""
    for row in warned.notice.deliveries.all():
        Receipt.objects.create(delivery=row, revision=1, remote_id=f"r{row.pk}", at=warned.start)
    warned.said("ann", 60)
    warned.said("ben", 70)
    weigh_due(warned.at(71))
    page_due(warned.at(72))
    alarm = warned.alarms[0]
    acknowledge(warned.room.dora, alarm, at=warned.at(80))
    freeze(warned.room.dora, warned.room.mastodon.path, reason="Looking")
    retract(warned.room.dora, warned.notice, "It was wrong.", at=warned.at(85))
    gone(warned)
    contain_due(warned.at(91))
    return Incident.objects.get()


def test_the_timeline_is_built_from_rows_and_in_seconds(warned: Warned) -> None:
    incident = evening(warned)
    story = story_of(incident, warned.at(100))
    told = [(round(story.seconds(one)), one.what) for one in story.moments]
    in_order = [what for _at, what in told if what is not H.FROZEN]
    assert in_order == [
        H.POSTED, H.SIGN, H.RAISED, H.PAGED, H.ACKNOWLEDGED, H.ASKED, H.GONE, H.GONE, H.GONE,
        H.ALL_GONE, H.CONTAINED,
    ]  # fmt: skip
    seconds = {what: at for at, what in told}
    assert (seconds[H.SIGN], seconds[H.PAGED], seconds[H.ALL_GONE]) == (60, 72, 90)
    proofs = {one.proof for one in story.moments if one.what is H.GONE}
    assert proofs == {"GET 404"}
    assert [one.by for one in story.moments if one.what is H.ASKED] == ["Dora"]
    assert {one.name: one.met for one in story.spans} == {
        "noticed": True, "acknowledged": True, "decided": None, "removed": True, "said": None,
        "stood": None,
    }  # fmt: skip
    assert story.remaining == []
    assert story.seal
    assert story.seal.number == Entry.objects.count()


def test_what_no_machine_could_clear_remains(warned: Warned) -> None:
    incident = evening(warned)
    row = warned.notice.deliveries.get(channel=warned.room.bluesky)
    row.held, row.gone_at, row.reason = "needs_person", None, {"template": "Do it.", "values": {}}
    row.save()
    story = story_of(incident, warned.at(100))
    assert [(one.where, one.why) for one in story.remaining] == [("Bluesky Emsland", "Do it.")]
    assert H.ALL_GONE not in {one.what for one in story.moments}


def test_quiet_first_and_loud_later_are_two_moments(warned: Warned) -> None:
    alarm = evening(warned).alarms.get()
    Alarm.objects.filter(pk=alarm.pk).update(raised_at=warned.at(65))
    kinds = [one.what for one in moments_of(Incident.objects.get())]
    assert kinds.index(H.QUIET) < kinds.index(H.RAISED)


def test_each_station_is_one_moment(warned: Warned) -> None:
    incident = evening(warned)
    Page.objects.create(
        alarm=incident.alarms.get(), station="head", person=warned.room.alice, way="phone",
        loud=True, at=warned.at(75), sent_at=warned.at(76),
    )  # fmt: skip
    paged = [one for one in moments_of(incident) if one.what is H.PAGED]
    assert [(one.where, one.by) for one in paged][-1] == ("head", "Alice")
    assert len(paged) == 2


def test_the_drafts_say_what_is_known_in_the_languages_of_the_notice(warned: Warned) -> None:
    room, incident = warned.room, evening(warned)
    change_authority(None, room.police, name=room.police.name, contact={"non_emergency": "110"})
    describe_incident(room.dora, incident, happened="A wrong map.", learnt="")
    incident = Incident.objects.get()
    (words,) = words_of(known_of(incident, moments_of(incident)), Wish.APOLOGY)
    assert words.language == "en"
    assert words.headline == "We apologise: Bomb disposal in Lingen"
    for part in ("A wrong map.", "removed it everywhere and checked", "Whoever wants to tell us"):
        assert part in words.body
    assert "{" not in words.body


def test_a_place_of_which_nothing_is_known_takes_its_line_away(warned: Warned) -> None:
    incident = evening(warned)
    (words,) = words_of(known_of(incident, moments_of(incident)), Wish.APOLOGY)
    assert "What people could see" not in words.body


def test_the_authoritys_own_words_come_first(warned: Warned) -> None:
    room, incident, now = warned.room, evening(warned), warned.at(100)
    with pytest.raises(NotAllowed, match="Nothing can fill"):
        write_words(
            room.greta, room.police, Wish.APOLOGY, "en", headline="x", body="{autor}", at=now
        )
    with pytest.raises(NotAllowed, match="leave both empty"):
        write_words(room.greta, room.police, Wish.APOLOGY, "en", headline="x", body="", at=now)
    with pytest.raises(NotAllowed):
        write_words(room.dora, room.police, Wish.APOLOGY, "en", headline="x", body="y", at=now)
    own = {"headline": "Sorry", "body": "We are {authority}."}
    write_words(room.greta, room.police, Wish.APOLOGY, "en", **own, at=now)
    (words,) = words_of(known_of(incident, moments_of(incident)), Wish.APOLOGY)
    assert (words.headline, words.body) == ("Sorry", "We are Polizeidirektion Osnabrück.")
    write_words(room.greta, room.police, Wish.APOLOGY, "en", headline="", body="", at=now)
    (words,) = words_of(known_of(incident, moments_of(incident)), Wish.APOLOGY)
    assert words.headline.startswith("We apologise")


def test_an_apology_becomes_a_draft_that_a_second_person_approves(warned: Warned) -> None:
    room, incident = warned.room, evening(warned)
    set_brand(None, room.police, languages=["de", "en"])
    written = draft_words(room.dora, incident, Wish.APOLOGY, at=warned.at(100))
    assert (written.state, written.urgency, written.unit) == ("draft", "important", room.unit)
    assert list(incident.said.all()) == [written]
    Notice.objects.filter(pk=written.pk).update(live_at=warned.at(140))
    said = [one for one in moments_of(incident) if one.what is H.SAID]
    assert [one.where for one in said] == [written.headline]
    found = {one.name: one.seconds for one in story_of(incident, warned.at(150)).spans}
    assert round(found["said"] or 0) == 69


def test_a_correction_is_one_of_the_notice_while_it_is_out(warned: Warned) -> None:
    room = warned.room
    warned.said("ann", 60)
    warned.said("ben", 70)
    weigh_due(warned.at(71))
    incident = open_incident(room.dora, warned.alarms[0], at=warned.at(72))
    written = draft_words(room.dora, incident, Wish.CORRECTION, at=warned.at(80))
    assert written == warned.notice
    assert warned.notice.revisions.filter(kind="correction", state="draft").count() == 1


def test_whoever_may_not_write_drafts_nothing(warned: Warned) -> None:
    incident = evening(warned)
    with pytest.raises(NotAllowed):
        draft_words(warned.room.bob, incident, Wish.APOLOGY, at=warned.at(100))
