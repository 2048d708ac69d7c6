"""Bad input at the register, the plans, the reviews and the archive: the same page, 422, what was
typed, and a sentence that says what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from newsroom import Newsroom
from oyez.domain.plan import Deed, Kind
from oyez.govern.models import Authority, PlatformApproval
from oyez.govern.register.entries import entry_of
from oyez.plans.actions import Wish, draft_plan
from oyez.plans.models import Plan
from oyez.review.actions import open_review
from oyez.review.models import Fact, Reviewed, ReviewRules
from oyez.review.opening import Wish as Asked

KEPT = "Words that somebody has typed"
DAY, HOUR = "Write the day like 2026-11-21.", "Write the day and the time like 2026-11-21T10:00."
NO_DAYS = ("31.12.2026", "2026-02-30", "tomorrow", "0000-00-00", "99999-01-01", "7")
NUL, LONG = "a\x00b", "x" * 6000
AHEAD = "9999-12-31"


@pytest.fixture
def greta(room: Newsroom) -> Client:
    client = room.client(room.greta)
    client.raise_request_exception = False
    return client


def refused(client: Client, path: str, sent: dict[str, object], sentence: str) -> None:
    """The page again, with the sentence and with all that was typed."""
    answer = client.post(path, sent)
    shown, about = answer.content.decode(), (path, {k: str(v)[:40] for k, v in sent.items()})
    assert answer.status_code == 422, about
    assert escape(sentence) in shown, about
    assert "This was not done yet" in shown, about
    if KEPT in sent.values():
        assert KEPT in shown, about


def every(client: Client, path: str, usual: dict[str, object], field: str) -> None:
    """Nothing that is no day passes for one."""
    sentence = HOUR if field in {"hour", "at"} else DAY
    for one in NO_DAYS:
        refused(client, path, usual | {field: one}, sentence)


def test_an_approval(room: Newsroom, greta: Client) -> None:
    today, path = timezone.localdate(), "/platforms/"
    top = Authority.objects.get(path=room.police.path.rsplit("/", 2)[0] + "/")
    sent = {"authority": top.pk, "platform": "telegram", "starts_on": today.isoformat()}
    sent |= {"ends_on": "", "conditions": KEPT}
    every(greta, path, sent, "starts_on")
    every(greta, path, sent, "ends_on")
    refused(greta, path, sent | {"starts_on": ""}, "Choose a day.")
    over = {"starts_on": "2020-01-01", "ends_on": "2020-12-31"}
    refused(greta, path, sent | over, "This day is over, so nothing would be approved.")
    refused(greta, path, sent | {"conditions": LONG}, "it has 6000")
    refused(greta, path, sent | {"conditions": NUL}, "Null characters are not allowed.")
    refused(greta, path, sent | {"platform": "minitel"}, "minitel is not one of")
    refused(greta, path, sent | {"authority": "9" * 40}, "Select a valid choice.")
    assert not PlatformApproval.objects.filter(platform="telegram").exists()


def test_an_entry_of_the_register_and_its_basis(room: Newsroom, greta: Client) -> None:
    path, seen = f"/register/{room.mastodon.pk}/", {"seen": entry_of(room.mastodon).version}
    sent = seen | {"purpose": KEPT}
    refused(greta, path, sent | {"mon": "all day"}, "Write times like 08:00-12:00")
    refused(greta, path, sent | {"mon": "25:00-99:00"}, "Write times like 08:00-12:00")
    refused(greta, path, sent | {"owner": "9" * 40}, "Select a valid choice.")
    refused(greta, path, sent | {"replaced_by": room.mastodon.pk}, "Select a valid choice.")
    refused(greta, path, sent | {"audience": LONG}, "it has 6000")
    refused(greta, path, sent | {"seen": "9" * 40}, "Somebody else has just changed this entry.")
    basis = {"seen": 0, "legal_basis": KEPT}
    every(greta, f"{path}basis/", basis, "assessed_on")
    every(greta, f"{path}basis/", basis, "check_due")
    ahead = basis | {"assessed_on": AHEAD, "assessed_by": "Gus"}
    refused(greta, f"{path}basis/", ahead, "The day of the assessment lies ahead.")


def test_a_plan_and_a_step_of_it(room: Newsroom, greta: Client) -> None:
    now, path, leaves = timezone.now(), "/plans/new/", f"leave_{room.mastodon.pk}"
    hour = timezone.localtime(now + timedelta(days=40)).strftime("%Y-%m-%dT%H:%M")
    sent = {"authority": room.police.pk, "kind": "close", "hour": hour, "why": KEPT, leaves: "on"}
    every(greta, path, sent, "hour")
    refused(greta, path, sent | {"hour": ""}, HOUR)
    refused(greta, path, sent | {"hour": "2020-01-01T10:00"}, "This hour lies in the past.")
    refused(greta, path, sent | {"hour": f"{AHEAD}T10:00"}, "Look at its year.")
    refused(greta, path, sent | {leaves: ""}, "Choose at least one channel.")
    refused(greta, path, sent | {"review": "9" * 40}, "less than or equal to")
    refused(greta, path, sent | {"why": LONG}, "it has 6000")
    assert not Plan.objects.exists()
    wish = Wish(Kind.CLOSE, now + timedelta(days=40), {room.mastodon: room.bluesky})
    plan = draft_plan(room.greta, room.police, wish, at=now)
    step, it = f"/plans/steps/{plan.steps.get(deed=Deed.PIN).pk}/change/", f"/plans/{plan.pk}/"
    every(greta, step, {"text": KEPT}, "at")
    refused(greta, step, {"text": KEPT, "at": f"{AHEAD}T10:00"}, "Look at its year.")
    refused(greta, step, {"text": KEPT, "at": "2020-01-01T10:00"}, "This time lies in the past.")
    for deed in ("agree-plan", "return"):
        refused(greta, it + deed + "/", {}, "This plan is a draft. It has to be proposed first.")
    refused(greta, it + "stop-plan/", {"reason": LONG}, "it has 6000")


def test_a_review_its_rules_and_its_counts(room: Newsroom, greta: Client) -> None:
    sent = {"authority": room.police.pk, "title": KEPT}
    sent |= {"begins_on": "2026-01-01", "ends_on": "2026-04-01"}
    for field in ("begins_on", "ends_on"):
        every(greta, "/reviews/", sent, field)
        refused(greta, "/reviews/", sent | {field: ""}, "Choose a day.")
    refused(greta, "/reviews/", sent | {"title": " "}, "Give it a title.")
    refused(greta, "/reviews/", sent | {"ends_on": "2025-01-01"}, "four weeks at least")
    rules = f"/reviews/rules/{room.police.pk}/"
    form = greta.get(rules).context["form"]
    usual = {one.html_name: one.value() for one in form if one.value() is not None}
    every(greta, rules, usual, "next_on")
    refused(greta, rules, usual | {"next_on": "0001-01-01"}, "This day is over.")
    refused(greta, rules, usual | {"useful_little": "35"}, "Write a number from 0 to 1.")
    refused(greta, rules, usual | {"labels_needed": "5"}, "Write a number from 100 to")
    refused(greta, rules, usual | {"reports_few": "90"}, "Hardly any reports cannot be more")
    counts = f"/channels/{room.mastodon.pk}/counts/"
    every(greta, counts, {"reports": "3"}, "day")
    day = {"day": timezone.localdate().isoformat()}
    refused(greta, counts, {"day": "0202-01-01", "reports": "3"}, "Look at the year.")
    for number in ("three", "nan", "1e999", "9" * 400):
        refused(greta, counts, day | {"reports": number}, "Enter a number.")
    assert not ReviewRules.objects.exists()
    assert not Fact.objects.filter(source="entered").exists()


def test_a_channel_of_a_review_without_any_data(room: Newsroom, greta: Client) -> None:
    today = timezone.localdate()
    wish = Asked("Empty", today - timedelta(weeks=12), today, [room.mastodon.pk])
    review = open_review(room.greta, room.police, wish, at=timezone.now())
    row = f"/reviews/channels/{Reviewed.objects.get().pk}/"
    shown = greta.get(row).content.decode()
    assert "Nobody wrote anything there." in shown
    assert "nan" not in shown.lower()
    every(greta, f"/reviews/{review.pk}/freeze/", {}, "comments_until")
    freeze = f"/reviews/{review.pk}/freeze/"
    refused(greta, freeze, {"comments_until": AHEAD}, "Choose a day within 180 days.")
    refused(greta, f"{row}comment/", {"text": " "}, "Write your comment first.")
    refused(greta, f"{row}describe/", {"successor": room.mastodon.pk}, "Select a valid choice.")
    # The forms are not on the page, as where somebody else was quicker; the words stay.
    refused(greta, f"{row}comment/", {"text": KEPT}, "Comments are made when the evidence is")
    decided = {"kind": "close", "reasons": KEPT}
    refused(greta, f"{row}decide/", decided, "Freeze it first.")
    assert greta.post(freeze, {"comments_until": ""}).status_code == 302
    refused(greta, f"{row}decide/", {"kind": "close", "reasons": ""}, "Write down why.")


def test_a_hold(room: Newsroom, greta: Client) -> None:
    path = f"/archive/{room.mastodon.pk}/hold/"
    every(greta, path, {"reason": KEPT}, "until")
    refused(greta, path, {"reason": KEPT, "until": "2020-01-01"}, "is over.")
    refused(greta, path, {"reason": ""}, "Write why it is held")
    refused(greta, path, {"reason": LONG}, "it has 6000")
