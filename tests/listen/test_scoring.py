"""What people say is scored from rows, once an instrument, and never what we say ourselves."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from heard_of import Desk
from pytest_django.fixtures import Settings
from scored import ASKS, HELP, THANKS, WARNS, say, score_all, score_of, stands

from oyez.govern.models import Channel
from oyez.listen import scoring
from oyez.listen.checks import check_scorer
from oyez.listen.hearing import take_in
from oyez.listen.models import InboxItem, Score
from oyez.listen.models.inbox_item import Place
from oyez.listen.steps.score import ScoreDue
from oyez.platforms import heard
from oyez.platforms.heard import Heard
from oyez.scoring import SHIPPED

pytestmark = pytest.mark.usefixtures("tiny")


def test_what_is_said_gets_a_score_that_names_its_instrument(desk: Desk) -> None:
    item = say(desk.room.mastodon, WARNS)
    assert item.score_due_at is not None
    assert score_all() == 1
    score = score_of(item)
    assert score.alarming
    assert (score.lang, score.scorer) == ("en", "tiny")
    assert score.version
    assert score.fingerprint
    assert 0 <= score.abuse <= 1
    item.refresh_from_db()
    assert (item.score_due_at, item.place) == (None, Place.WARNING)
    assert item.suggested == score.triage


def test_who_needs_help_goes_before_who_warns_before_the_others(desk: Desk) -> None:
    for number, text in enumerate((THANKS, WARNS, HELP, ASKS)):
        say(desk.room.mastodon, text, number)
    score_all()
    found = dict(InboxItem.objects.values_list("text", "place"))
    expected = {HELP: Place.URGENT, WARNS: Place.WARNING, ASKS: Place.OTHER, THANKS: Place.OTHER}
    assert found == expected


def test_our_own_words_are_neither_scored_nor_waiting(desk: Desk) -> None:
    channel = desk.room.mastodon
    Channel.objects.filter(pk=channel.pk).update(account="@polizei_el")
    ours = say(channel, WARNS, 1, author="polizei_el")
    theirs = say(channel, WARNS, 2, author="polizei_el@elsewhere.example")
    other = Channel.objects.create(
        unit=desk.room.elsewhere, platform="mastodon", base_url="https://other.example"
    )
    away = say(other, WARNS, 3, author="Polizei_EL@social.example")
    assert (ours.own, theirs.own, away.own) == (True, False, True)
    assert ours.open_at is None
    score_all()
    assert set(Score.objects.values_list("item", flat=True)) == {theirs.pk}


def test_whoever_only_calls_themselves_like_us_is_heard(desk: Desk) -> None:
    Channel.objects.filter(pk=desk.sms.pk).update(account="Polizei Emsland")
    item = say(desk.sms, WARNS, author="Polizei Emsland")
    score_all()
    assert score_of(item).alarming


def test_the_scorer_is_told_what_the_reply_is_about(desk: Desk) -> None:
    row = stands(desk)
    linked = say(desk.room.mastodon, "Wrong picture", 1, about="p1")
    assert linked.delivery_id == row.pk
    say(desk.room.mastodon, "Wrong picture", 2)
    batch = scoring.take_due(timezone.now())
    assert batch is not None
    posts = {pk: text.post for pk, text in zip(batch.items, batch.texts, strict=True)}
    assert "Bomb disposal in Lingen" in posts[linked.pk]
    assert [post for pk, post in posts.items() if pk != linked.pk] == [""]


def test_what_was_said_last_is_scored_first(desk: Desk) -> None:
    now = timezone.now()
    old = say(desk.room.mastodon, ASKS, 1, at=now - timedelta(days=3))
    new = say(desk.room.mastodon, WARNS, 2, at=now)
    batch = scoring.take_due(timezone.now(), most=1)
    assert batch is not None
    assert batch.items == [new.pk]
    assert scoring.take_due(timezone.now()).items == [old.pk]  # type: ignore[union-attr]
    assert scoring.take_due(timezone.now()) is None, "others are at it"
    assert scoring.take_due(timezone.now() + scoring.LEASE) is not None, "who died is followed"


def test_other_words_are_read_anew_by_the_same_instrument(desk: Desk) -> None:
    item = say(desk.room.mastodon, THANKS)
    score_all()
    before = score_of(item)
    take_in(
        desk.room.mastodon,
        [heard.InboxItem("said-1", Heard.REPLY, "robin", WARNS, item.at)],
        timezone.now(),
    )
    score_all()
    after = score_of(item)
    assert (before.alarming, after.alarming) == (False, True)
    assert before.pk == after.pk


def test_words_that_change_while_they_are_read_stay_due(desk: Desk) -> None:
    item = say(desk.room.mastodon, THANKS)
    batch = scoring.take_due(timezone.now())
    assert batch is not None
    scored = scoring.judge(batch)
    InboxItem.objects.filter(pk=item.pk).update(text=WARNS, score_due_at=timezone.now())
    scoring.write_scores(batch, scored, timezone.now())
    item.refresh_from_db()
    assert item.score_due_at is not None
    assert not Score.objects.exists()


def test_another_instrument_is_another_score(desk: Desk, settings: Settings) -> None:
    item = say(desk.room.mastodon, ASKS)
    score_all()
    now = timezone.now()
    again = (item.channel_id, now - timedelta(hours=1), now + timedelta(hours=1), now)
    assert scoring.score_again(*again) == 1
    score_all()
    assert Score.objects.count() == 1
    Score.objects.update(fingerprint="other")
    assert scoring.score_again(*again) == 1
    score_all()
    assert Score.objects.filter(item=item).count() == 2


def test_a_persons_word_is_not_overruled(desk: Desk) -> None:
    item = say(desk.room.mastodon, WARNS)
    InboxItem.objects.filter(pk=item.pk).update(label="spam")
    score_all()
    item.refresh_from_db()
    assert (item.place, item.label) == (Place.OTHER, "spam")


def test_a_scorer_that_is_not_there_is_replaced(desk: Desk, settings: Settings) -> None:
    settings.SCORER = "nobody"
    item = say(desk.room.mastodon, WARNS)
    score_all()
    assert score_of(item).scorer == "tiny"


def test_a_scorer_that_nobody_has_installed_is_named_by_the_check(settings: Settings) -> None:
    for settings.SCORER in SHIPPED:
        assert check_scorer() == []
    settings.SCORER = "nobody"
    [error] = check_scorer()
    assert "OYEZ_SCORER names nobody" in error.msg
    assert "fast, tiny" in str(error.hint)


def test_odd_texts_are_scored_like_others(desk: Desk) -> None:
    odd = ["\u202e" * 3000, "ꙮ" * 100_000, "ok\x00\x1b[2J", "🙏", "สวัสดีครับ " * 500, "a" * 100_000]
    for number, text in enumerate(odd):
        say(desk.room.mastodon, text, number)
    say(desk.room.mastodon, "   ", 99)
    score_all()
    assert Score.objects.count() == len(odd)
    assert not InboxItem.objects.exclude(score_due_at=None).exists()


def test_what_its_author_has_deleted_is_not_scored(desk: Desk) -> None:
    item = say(desk.room.mastodon, WARNS)
    gone = heard.InboxItem("said-1", Heard.DELETED, "", "", item.at)
    take_in(desk.room.mastodon, [gone], timezone.now())
    assert score_all() == 0
    item.refresh_from_db()
    assert item.open_at is None


def test_taking_and_writing_cost_the_same_however_much_there_is(desk: Desk) -> None:
    stands(desk)

    def asked(count: int) -> int:
        now = timezone.now()
        one = heard.InboxItem("", Heard.REPLY, "robin", ASKS, now, "p1")
        many = [replace(one, id=f"{count}-{n}") for n in range(count)]
        take_in(desk.room.mastodon, many, now)
        InboxItem.objects.update(due_at=None)
        with CaptureQueriesContext(connection) as seen:
            batch = scoring.take_due(timezone.now())
        assert batch is not None
        scored = scoring.judge(batch)
        with CaptureQueriesContext(connection) as wrote:
            scoring.write_scores(batch, scored, timezone.now())
        return len(seen) + len(wrote)

    assert asked(40) == asked(2)


def test_the_step_is_a_routine_one_with_one_thread() -> None:
    assert dict(ScoreDue.lanes) == {"routine": 1}
    assert set(SHIPPED) == {"fast", "tiny"}


def test_nothing_of_a_score_is_about_a_person() -> None:
    names = {one.name for one in Score._meta.get_fields()}
    assert names == {"id", "item", "at"} | {one.name for one in fields(scoring.Scored)}
