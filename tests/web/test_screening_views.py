"""What the rules found, on the pages: read, decided, set aside, and sent without the link."""

from __future__ import annotations

import re

import pytest
from composer_form import NEW, ask, press, text, typed
from django.http import HttpResponse

from newsroom import Newsroom
from oyez.domain.notice import Urgency
from oyez.publish.actions import screen
from oyez.publish.draft import Words
from oyez.publish.models import Approval, Finding, Notice, Revision

STREAM = "https://www.twitch.tv/boxingnight"
NAMED = [Words("en", "News", "Witness Sarah Collins called us.")]


def by(room: Newsroom, body: str, urgency: Urgency = Urgency.ROUTINE) -> Revision:
    return room.submitted(urgency, texts=[Words("en", "News", body)])


def page(room: Newsroom, revision: Revision, who: str = "bob") -> HttpResponse:
    client = room.client(getattr(room, who))
    return client.get(f"/notices/{revision.notice.code}/approve/")


def post(
    room: Newsroom, revision: Revision, verb: str, who: str = "bob", **sent: object
) -> HttpResponse:
    client = room.client(getattr(room, who))
    known = {"revision": revision.pk, "version": revision.version}
    return client.post(f"/notices/{revision.notice.code}/{verb}/", known | sent)


def the(revision: Revision, code: str) -> Finding:
    return Finding.objects.get(screening__revision=revision, code=code)


def test_a_question_is_shown_with_its_age_and_answers(room: Newsroom) -> None:
    revision = room.submitted(texts=NAMED)
    shown = page(room, revision)
    one = the(revision, "personal_data:name")
    assert "Needs a decision “Sarah Collins” looks like the name" in text(shown)
    assert re.search(r"Found \S+ s ago", text(shown))
    assert shown.content.decode().count(f'name="decide_{one.pk}"') == 4


def test_the_author_sees_it_and_cannot_answer(room: Newsroom) -> None:
    revision = room.submitted(texts=NAMED)
    shown = page(room, revision, "alice")
    assert "Sarah Collins” looks like the name" in text(shown)
    assert 'name="decide_' not in shown.content.decode()


def test_approving_without_an_answer_says_so_and_keeps_the_others(room: Newsroom) -> None:
    body = "Witness Sarah Collins called us on 07700 900123."
    revision = by(room, body)
    one = the(revision, "personal_data:name")
    refused = post(room, revision, "approve", **{f"decide_{one.pk}": "public"})
    assert refused.status_code == 422
    assert "Decide every question of the screening first" in text(refused)
    assert f'id="decide_{one.pk}_public" value="public" checked' in refused.content.decode()
    assert not Approval.objects.exists()


def test_one_click_an_answer_and_it_goes_out(room: Newsroom) -> None:
    revision = room.submitted(texts=NAMED)
    one = the(revision, "personal_data:name")
    done = post(room, revision, "approve", **{f"decide_{one.pk}": "public"})
    assert done.status_code == 302
    assert Approval.objects.get().by == room.bob
    shown = text(page(room, revision))
    assert "Decided “Sarah Collins”" in shown
    assert "Bob: It is public already." in shown


def test_a_block_is_a_sentence_in_the_composer_and_nothing_is_lost(room: Newsroom) -> None:
    client = room.client(room.alice)
    refused = press(client, room, body_0=f"Watch: {STREAM}", submit="1")
    assert refused.status_code == 422
    assert "is a live stream of somebody else" in text(refused)
    assert f"Watch: {STREAM}" in refused.content.decode()
    assert not Notice.objects.exists()


def test_the_rules_speak_while_somebody_writes(room: Newsroom) -> None:
    answer = ask(room, "check", body_0="Witness Sarah Collins called us.")
    assert '<div id="rules" hx-swap-oob="innerHTML">' in answer.content.decode()
    assert "looks like the name of a private person" in text(answer)
    assert "looks like the name" not in text(ask(room, "check"))


def test_the_kind_of_notice_decides_what_a_name_is(room: Newsroom) -> None:
    body = "Have you seen Emma Clark, 14, from Lingen?"
    assert "looks like the name" in text(ask(room, "check", body_0=body))
    assert "looks like the name" not in text(ask(room, "check", body_0=body, kind="missing"))
    client = room.client(room.alice)
    client.post(NEW, typed(room, body_0=body, kind="missing", save="1"))
    assert Notice.objects.get().kind == "missing"


@pytest.fixture
def blocked(room: Newsroom) -> Revision:
    """A draft with a live stream that was read by the rules."""
    notice = room.written(texts=[Words("en", "News", f"Watch: {STREAM}")])
    revision = notice.revisions.get(number=1)
    screen(revision, at=notice.created_at)
    return revision


def test_who_may_sets_a_block_aside_and_names_a_watcher(room: Newsroom, blocked: Revision) -> None:
    one = the(blocked, "link:live_stream")
    assert "Set aside with my name" in text(page(room, blocked, "dora"))
    assert "Set aside with my name" not in text(page(room, blocked, "alice"))
    refused = post(room, blocked, "set-aside", "dora", finding=one.pk, reason="Our own bout.")
    assert refused.status_code == 422
    assert "Name who watches the stream" in text(refused)
    assert "Our own bout." in refused.content.decode()
    sent = {"finding": one.pk, "reason": "Our own bout.", "watcher": room.bob.pk, "minutes": 25}
    assert post(room, blocked, "set-aside", "dora", **sent).status_code == 302
    shown_now = text(page(room, blocked, "alice"))
    assert "Dora: It belongs there." in shown_now
    assert "Bob watches it for 25 minutes" in shown_now


def test_a_finding_of_another_notice_does_not_exist_here(room: Newsroom, blocked: Revision) -> None:
    other = room.submitted(texts=NAMED)
    one = the(other, "personal_data:name")
    refused = post(room, blocked, "set-aside", "dora", finding=one.pk, reason="Long enough.")
    assert refused.status_code == 422
    assert "what the rules found with it" in text(refused)


def test_a_critical_notice_goes_without_the_link(room: Newsroom) -> None:
    revision = by(room, "Leave now. https://strange.example/x", Urgency.CRITICAL)
    one = the(revision, "link:not_official")
    assert "Send without this link" in text(page(room, revision))
    done = post(room, revision, "drop-link", finding=one.pk)
    assert done.status_code == 302
    revision.refresh_from_db()
    assert revision.texts[0]["body"] == "Leave now."
    assert "Send without this link" not in text(page(room, revision))
    routine = by(room, "Come. https://strange.example/x")
    assert "Send without this link" not in text(page(room, routine))


def test_a_stranger_decides_nothing(room: Newsroom, blocked: Revision) -> None:
    one = the(blocked, "link:live_stream")
    for verb in ("set-aside", "drop-link"):
        answer = post(room, blocked, verb, "charlie", finding=one.pk, reason="Long enough.")
        assert answer.status_code == 404
    one.refresh_from_db()
    assert one.decided_by is None
