"""Drafts are thrown away on the page; headlines say in which language they are."""

from __future__ import annotations

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from newsroom import Newsroom
from oyez.domain.errors import say
from oyez.domain.notice import Urgency
from oyez.publish.draft import Words
from oyez.publish.models import Delivery, Notice, Revision
from oyez.publish.tell import tell

GERMAN = Words("de", "Bombenräumung in Lingen", "Bitte verlassen Sie das Gebiet.")
SPAN = '<span lang="de">Bombenräumung in Lingen</span>'


def page(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def sent(revision: Revision) -> dict[str, int]:
    return {"revision": revision.pk, "version": revision.version}


def test_the_author_throws_a_draft_away(room: Newsroom) -> None:
    notice = room.written()
    client, path = room.client(room.alice), f"/notices/{notice.code}/"
    html = page(client.get(path))
    assert "Discard this draft" in html
    assert html.count('id="id_revision"') == 1, "no two fields have the same name"
    answer = client.post(f"{path}discard/", sent(notice.revisions.get()))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "The draft is gone." in page(client.get("/"))
    assert client.get(path).status_code == 404


def test_who_may_not_is_not_offered_it_and_is_refused(room: Newsroom) -> None:
    notice = room.submitted().notice
    for person in (room.alice, room.bob, room.audrey):
        assert "Discard" not in page(room.client(person).get(f"/notices/{notice.code}/"))
    answer = room.client(room.alice).post(
        f"/notices/{notice.code}/discard/", sent(notice.revisions.get())
    )
    assert answer.status_code == 422
    assert "waits for a second person" in page(answer)
    stranger = room.client(room.charlie).post(f"/notices/{notice.code}/discard/", {})
    assert stranger.status_code == 404


def test_a_headline_says_its_language_on_its_pages(room: Newsroom) -> None:
    revision = room.submitted(texts=[GERMAN])
    for place in ("", "approve/", "progress/"):
        html = page(room.client(room.bob).get(f"/notices/{revision.notice.code}/{place}"))
        assert '<h1 lang="de">Bombenräumung in Lingen</h1>' in html, place
    notice = room.approved(texts=[GERMAN])
    html = page(room.client(room.dora).get(f"/notices/{notice.code}/takedown/"))
    assert '<h1 lang="de">Bombenräumung in Lingen</h1>' in html


def test_a_headline_says_its_language_in_lists(room: Newsroom) -> None:
    notice = room.approved(texts=[GERMAN])
    Notice.objects.filter(pk=notice.pk).update(state="live", live_at=notice.created_at)
    client = room.client(room.dora)
    for place in ("/notices/", "/live/", "/"):
        assert SPAN in page(client.get(place)), place
    rows = Delivery.objects.filter(notice=notice, platform="mastodon")
    rows.update(held="needs_person", reason={"template": "Look.", "values": {}})
    tell([room.dora], say("Look."), notice)
    html = page(client.get("/"))
    assert f"Mastodon Emsland · {SPAN}" in html
    assert html.count(SPAN) >= 3
    several = page(client.get(f"/live/takedown/?code={notice.code}"))
    assert '<strong lang="de">Bombenräumung in Lingen</strong>' in several
    room.submitted(Urgency.ROUTINE, texts=[GERMAN])
    assert SPAN in page(room.client(room.bob).get("/"))


def test_the_language_of_headlines_costs_no_query_for_each(room: Newsroom) -> None:
    client, counts = room.client(room.dora), []
    for number in (1, 6):
        for _ in range(number):
            room.written(texts=[GERMAN])
        with CaptureQueriesContext(connection) as seen:
            client.get("/notices/")
        counts.append(len(seen))
    assert counts[0] == counts[1]
