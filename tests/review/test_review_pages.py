"""The pages of reviews: what they show, to whom, and what a refused form says."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from reviewing import BAD, GOOD, WHY, Round, one_of

import oyez.review
from oyez.accounts.models import Person
from oyez.domain.review.estimate import of_counts, uncorrected
from oyez.domain.review.expected import rate
from oyez.domain.review.life import Stage
from oyez.domain.review.rules import Advice
from oyez.review.actions import comment, decide
from oyez.review.actions.decide import Wish
from oyez.review.figures import fingerprint
from oyez.review.models import Decision, Fact, Review, ReviewRules

PAGES = Path(oyez.review.__file__).parent / "templates/review"
TAG = "{% load review %}{% figure one %}"


def page(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status, answer
    return answer.content.decode()


def see(round_: Round, person: Person, path: str) -> str:
    return page(round_.room.client(person).get(path))


def test_a_template_accepts_no_bare_number_for_a_figure() -> None:
    for bare in (0.21, 21, "21 %"):
        with pytest.raises(TypeError, match="no figure"):
            Template(TAG).render(Context({"one": bare}))
    shown = Template(TAG).render(Context({"one": of_counts(30, 200, 5000)}))
    assert "15.0 %" in shown
    assert "10.7 % to 20.6 %" in shown
    grey = Template(TAG).render(Context({"one": uncorrected(0.1234, 5000)}))
    assert "12 %" in grey, "without digits after the point"
    assert "model output, not for decisions" in grey
    assert "to" not in re.sub(r"<[^>]*>|not for", "", grey.split('<span class="tag')[0])
    assert "–" in Template(TAG).render(Context({"one": None}))
    assert "1,000" in Template(TAG).render(Context({"one": rate([1000.0, 1000.0])}))


def test_no_template_shows_a_cited_figure_by_another_way() -> None:
    cited = re.compile(r"\{\{[^}]*\.(?:shares|rates|times|difference\.value)\b[^}]*\}\}")
    for path in PAGES.glob("*.html"):
        assert cited.search(path.read_text()) is None, path.name
    assert cited.search("{{ told.shares.noise.value|floatformat }}")


def test_a_review_is_opened_and_frozen(round_: Round) -> None:
    room = round_.room
    greta = room.client(room.greta)
    days = {"begins_on": round_.span.begins_on, "ends_on": round_.span.ends_on}
    form = {"authority": room.police.pk, "title": "Autumn"} | days
    page(greta.post("/reviews/", form | {"title": ""}), 422)
    for wrong in ({"ends_on": "x"}, {"authority": 10**6}, {"ends_on": days["begins_on"]}):
        assert "Autumn" in page(greta.post("/reviews/", form | wrong), 422)
    assert greta.post("/reviews/", form).status_code == 302
    address = f"/reviews/{Review.objects.get().pk}/"
    assert "These figures still change" in page(greta.get(address))
    assert greta.get(f"{address}data.json").status_code == 404
    assert greta.post(f"{address}freeze/", {"comments_until": ""}).status_code == 302
    assert "These figures still change" not in page(greta.get(address))
    assert greta.get(f"{address}data.json").status_code == 200


def test_a_channel_is_closed_by_two_signatures(round_: Round) -> None:
    room = round_.room
    round_.labelled(room.mastodon, BAD)
    review = round_.frozen(room.mastodon)
    greta, gus = room.client(room.greta), room.client(round_.gus)
    one = f"/reviews/channels/{one_of(review, room.mastodon).pk}/"
    shown = page(greta.get(one))
    assert "model output" not in shown.lower()
    assert "Plan it" not in shown
    short = page(greta.post(f"{one}decide/", {"kind": "close", "reasons": "so"}), 422)
    assert "so</textarea>" in short
    assert greta.post(f"{one}decide/", {"kind": "close", "reasons": WHY}).status_code == 302
    assert "Another person has to sign" in page(greta.get(one))
    assert "You have decided this yourself" in page(greta.post(f"{one}sign/"), 422)
    assert "Sign it as the second person" in page(gus.get(one))
    assert gus.post(f"{one}sign/").status_code == 302
    shown = page(gus.get(one))
    assert f"/plans/new/?review={review.pk}&amp;channel={room.mastodon.pk}&amp;kind=close" in shown
    assert "also signed by Gus" in shown
    assert "Plan it" not in see(round_, room.alice, one), "who may not plan is not sent there"
    assert Decision.objects.get().holds_at is not None


def test_the_data_are_the_bytes_of_the_fingerprint(round_: Round) -> None:
    room = round_.room
    round_.labelled(room.mastodon, GOOD)
    review = round_.frozen(room.mastodon)
    answer = room.client(room.alice).get(f"/reviews/{review.pk}/data.json")
    assert fingerprint(answer.content.decode()) == review.fingerprint
    assert json.loads(answer.content)["version"] == 1
    assert "mastodon-3" not in answer.content.decode(), "no author is in it"


def test_what_is_unsound_is_grey_and_locked(round_: Round) -> None:
    room = round_.room
    round_.say(room.mastodon, BAD)
    review = round_.frozen(room.mastodon)
    one = f"/reviews/channels/{one_of(review, room.mastodon).pk}/"
    shown = see(round_, room.greta, one)
    assert "Model output, not for decisions." in shown
    assert "Collect a sample of 100 first" in shown
    assert 'name="without"' in shown
    client = room.client(room.greta)
    refused = page(client.post(f"{one}decide/", {"kind": "close", "reasons": WHY}), 422)
    assert "This cannot be decided on these figures" in refused
    assert WHY in refused
    assert "figure class" not in see(round_, room.greta, f"/reviews/{review.pk}/")


def test_who_sees_a_review(round_: Round) -> None:
    room = round_.room
    review = round_.frozen(room.mastodon)
    one = f"/reviews/channels/{one_of(review, room.mastodon).pk}/"
    for somebody in (room.alice, room.bob, room.audrey, room.greta):
        assert "Autumn" in see(round_, somebody, "/reviews/")
        assert "Autumn" in see(round_, somebody, one)
    charlie = room.client(room.charlie)
    for path in (f"/reviews/{review.pk}/", one, f"/reviews/{review.pk}/data.json"):
        assert charlie.get(path).status_code == 404
    assert "Autumn" not in page(charlie.get("/reviews/"))
    assert "Open a review" not in see(round_, room.alice, "/reviews/")
    alice = room.client(room.alice)
    assert 'name="kind"' not in page(alice.get(one))
    page(alice.post(f"{one}decide/", {"kind": "keep", "reasons": WHY}), 422)
    assert alice.post(f"/reviews/{review.pk}/nonsense/").status_code == 404
    assert alice.get(f"/reviews/{review.pk}/freeze/").status_code == 302
    assert alice.get("/reviews/99999/").status_code == 404
    assert alice.get("/reviews/channels/99999/").status_code == 404


def test_people_comment_on_the_pages(round_: Round) -> None:
    room = round_.room
    until = timezone.localdate() + timedelta(days=2)
    review = round_.frozen(room.mastodon, until=until)
    alice = room.client(room.alice)
    one = f"/reviews/channels/{one_of(review, room.mastodon).pk}/"
    assert alice.post(f"{one}comment/", {"text": "Our bikers read it."}).status_code == 302
    assert (
        alice.post(f"/reviews/{review.pk}/comment/", {"text": "All in all fine."}).status_code
        == 302
    )
    page(alice.post(f"{one}comment/", {"text": ""}), 422)
    assert "Our bikers read it." in see(round_, room.greta, one)
    whole = see(round_, room.greta, f"/reviews/{review.pk}/")
    assert "Our bikers read it." in whole
    assert "All in all fine." in whole


def test_the_desk_of_a_governor_shows_what_waits(round_: Round) -> None:
    room = round_.room
    review = round_.opened(room.mastodon)
    assert "freeze the evidence" in see(round_, room.greta, "/")
    assert "Autumn" not in see(round_, room.alice, "/")
    Review.objects.filter(pk=review.pk).update(
        stage=Stage.FROZEN, fingerprint="x", frozen_at=timezone.now()
    )
    assert "Decide about its channels" in see(round_, room.greta, "/")


def test_the_rules_are_read_by_all_and_set_by_governors(round_: Round) -> None:
    room = round_.room
    address = f"/reviews/rules/{room.police.pk}/"
    assert "A lively community" in see(round_, room.dora, address)
    assert "Keep the rules" not in see(round_, room.dora, address)
    greta = room.client(room.greta)
    shown = page(greta.get(address))
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', shown))
    form.pop("csrfmiddlewaretoken", None)
    for wrong in ({"reach_little": "x"}, {"labels_needed": "50"}, {"useful_little": "7"},
                  {"every_months": "99"}):  # fmt: skip
        page(greta.post(address, form | wrong), 422)
    day = timezone.localdate() + timedelta(days=40)
    good = form | {"reach_little": "800", "next_on": day.isoformat(), "every_months": "6"}
    assert greta.post(address, good).status_code == 302
    row = ReviewRules.objects.get()
    assert (row.bars, row.every_months, row.next_on) == ({"reach_little": 800.0}, 6, day)
    assert "begins by itself" in see(round_, room.greta, "/reviews/")
    page(room.client(room.dora).post(address, good), 422)
    assert room.client(room.charlie).get(address).status_code == 404


def test_ten_years_of_counts_and_entering_more(round_: Round) -> None:
    room, today = round_.room, timezone.localdate()
    channel = room.mastodon
    Fact.objects.bulk_create(
        Fact(channel=channel, day=today - timedelta(days=number), metric="interactions",
             source="imported", value=10)
        for number in range(0, 3650, 10)
    )  # fmt: skip
    address = f"/channels/{channel.pk}/counts/"
    shown = see(round_, room.alice, address)
    assert shown.count('<tr><th scope="row" class="nowrap">') >= 118
    assert "Enter what people count" not in shown
    greta = room.client(room.greta)
    data = {"day": today.isoformat(), "reports": "3", "hours": "2.5"}
    assert greta.post(address, data).status_code == 302
    assert greta.post(address, data | {"reports": "4"}).status_code == 302
    assert Fact.objects.get(metric="reports").value == 4
    for wrong in ({"reports": "-1"}, {"reports": "", "hours": ""}, {"day": "x"},
                  {"day": (today + timedelta(1)).isoformat()}, {"hours": "1e400"}):  # fmt: skip
        page(greta.post(address, data | wrong), 422)
    assert room.client(room.charlie).get(address).status_code == 404
    assert greta.get("/channels/99999/counts/").status_code == 404


def test_a_page_costs_the_same_however_much_was_said(round_: Round) -> None:
    room = round_.room
    review = round_.frozen(room.mastodon, room.bluesky)
    client, one = room.client(room.greta), one_of(review, room.mastodon)
    address = f"/reviews/{review.pk}/"
    client.get(address)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(client.get(address))
        return len(seen)

    few = asked()
    for number in range(20):
        comment(room.alice, review, f"Number {number}", at=round_.now, about=one)
    decide(room.greta, one, Wish(Advice.KEEP, WHY), at=round_.now)
    assert asked() == few
