"""The inbox: what stands first, what narrows it down, and how one key leads on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from heard_of import Desk
from pages_of import order, page, scored, see, waiting
from scored import ASKS, WARNS, say, stands

from oyez.audit.models import Entry
from oyez.domain.inbox.labels import KEYS
from oyez.listen import queries
from oyez.listen.hearing import take_in
from oyez.listen.models import InboxItem
from oyez.listen.models.inbox_item import Place
from oyez.platforms import heard
from oyez.platforms.heard import Heard
from oyez.publish.models import Notice
from oyez.publish.queries import Sight


def test_what_is_urgent_stands_first_then_warnings_then_the_newest(desk: Desk) -> None:
    asks, urgent, thanks, warns, newest = waiting(desk)
    shown = see(desk, desk.room.alice)
    assert order(shown) == [urgent.pk, warns.pk, newest.pk, thanks.pk, asks.pk]
    assert "Somebody may be in danger." in shown
    assert f'href="/inbox/{urgent.pk}/" data-key="u"' in shown
    assert f'href="/inbox/{urgent.pk}/" data-key="j"' in shown


def test_the_filters_narrow_it_down(desk: Desk) -> None:
    asks, urgent, thanks, warns, newest = waiting(desk)
    InboxItem.objects.filter(pk=asks.pk).update(label="question", assigned_to=desk.room.alice)
    InboxItem.objects.filter(pk=thanks.pk).update(suggested="thanks")
    InboxItem.objects.filter(pk=newest.pk).update(label="spam", suggested="thanks", open_at=None)
    found = {
        "first=urgent": {urgent.pk},
        "first=warning": {warns.pk},
        "whose=mine": {asks.pk},
        "label=question": {asks.pk},
        "label=thanks": {thanks.pk},
        "label=spam": set(),
        "label=spam&show=all": {newest.pk},
        "whose=nobody&first=urgent": {urgent.pk},
        f"channel={desk.sms.pk}": set(),
        "unit=Emsland&label=thanks": {thanks.pk},
        "notice=abcdefg": set(),
    }
    for query, expected in found.items():
        shown = see(desk, desk.room.alice, f"/inbox/?{query}")
        section = shown[shown.index('aria-label="Inbox"') :]
        assert set(order(section)) == expected, query


def test_a_page_does_not_move_when_something_comes_in(desk: Desk) -> None:
    now = timezone.now()
    one = heard.InboxItem("", Heard.REPLY, "robin", "Hello", now)
    take_in(desk.room.mastodon, [replace(one, id=f"n{n}") for n in range(120)], now)
    client = desk.room.client(desk.room.alice)
    first = page(client.get("/inbox/"))
    take_in(desk.room.mastodon, [replace(one, id=f"later{n}") for n in range(30)], now)
    [link] = re.findall(r'rel="next"[^>]*href="([^"]+)"', first)
    second = page(client.get(unescape(link)))
    assert not set(order(first)) & set(order(second))
    assert len(order(first)) == len(order(second)) == 50


def test_the_news_are_counted_up_to_a_limit_and_told_once(desk: Desk) -> None:
    client = desk.room.client(desk.room.alice)
    shown = page(client.get("/inbox/"))
    assert 'hx-get="/inbox/news/?since=0&amp;shown=0"' in shown
    assert client.get("/inbox/news/?since=0&shown=0").status_code == 204
    say(desk.room.mastodon, ASKS)
    told = page(client.get("/inbox/news/?since=0&shown=0"))
    assert "1 new" in told
    assert client.get("/inbox/news/?since=0&shown=1").status_code == 204
    now = timezone.now()
    one = heard.InboxItem("", Heard.REPLY, "robin", "Hello", now)
    take_in(desk.room.mastodon, [replace(one, id=f"n{n}") for n in range(300)], now)
    with CaptureQueriesContext(connection) as asked:
        assert "100 new or more" in page(client.get("/inbox/news/?since=0&shown=1"))
    assert not any("COUNT(" in query["sql"] for query in asked)
    for nonsense in ("", "x", "-1", "9" * 40):
        assert client.get(f"/inbox/news/?since={nonsense}").status_code == 404
    gone = Client().get("/inbox/news/?since=0", headers={"HX-Request": "true"})
    assert (gone.status_code, "HX-Redirect" in gone) == (204, True)


def test_nothing_is_counted_and_the_list_uses_its_index(desk: Desk) -> None:
    waiting(desk)
    client = desk.room.client(desk.room.alice)
    client.get("/inbox/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/inbox/")
    assert not any("COUNT(" in query["sql"] for query in asked)
    assert len(asked) <= 25
    if connection.vendor == "sqlite":
        rows = queries.inbox(Sight(desk.room.alice), queries.Asked())
        plan = rows.order_by("place", "-pk")[:50].explain()
        assert "inbox_item_first" in plan, plan
        assert "TEMP B-TREE" not in plan, plan


def test_a_person_says_what_it_is_and_the_next_one_comes(desk: Desk) -> None:
    asks, _urgent, thanks, _warns, newest = waiting(desk)
    client = desk.room.client(desk.room.alice)
    answer = client.post(f"/inbox/{newest.pk}/label/", {"label": "thanks"})
    assert answer["Location"] == f"/inbox/{thanks.pk}/"
    newest.refresh_from_db()
    assert (newest.label, newest.labelled_by, newest.open_at) == (
        *("thanks", desk.room.alice),
        None,
    )
    client.post(f"/inbox/{asks.pk}/label/", {"label": "question"})
    asks.refresh_from_db()
    assert asks.open_at is not None, "a question waits for its answer"
    client.post(f"/inbox/{asks.pk}/label/", {"label": "urgent"})
    asks.refresh_from_db()
    assert asks.place == Place.URGENT
    client.post(f"/inbox/{asks.pk}/label/", {"label": "report"})
    asks.refresh_from_db()
    assert asks.place == Place.OTHER
    told = Entry.objects.filter(action="listen.label_item").values_list("data", flat=True)
    assert {"old": "urgent", "new": "report"} in list(told)
    assert ASKS not in str(list(told))
    answer = client.post(f"/inbox/{thanks.pk}/label/?label=thanks", {"label": "spam"})
    assert answer["Location"] == "/inbox/?label=thanks", "the filter is kept"


def test_a_warning_stays_one_whatever_else_it_is(desk: Desk) -> None:
    item = say(desk.room.mastodon, WARNS)
    scored(item, alarming=True)
    desk.room.client(desk.room.alice).post(f"/inbox/{item.pk}/label/", {"label": "report"})
    item.refresh_from_db()
    assert item.place == Place.WARNING


def test_the_suggestion_stands_there_with_its_scorer_and_a_key(desk: Desk) -> None:
    item = say(desk.room.mastodon, ASKS)
    assert 'data-key="y"' not in see(desk, desk.room.alice, f"/inbox/{item.pk}/")
    scored(item)
    shown = see(desk, desk.room.alice, f"/inbox/{item.pk}/")
    assert "to 81 % (tiny 1)" in shown
    assert 'name="label" value="question" data-key="y"' in shown
    for label, key in KEYS.items():
        assert f'value="{label}" data-key="{key}"' in shown
    assert "<dt><kbd>7</kbd></dt>" in shown, "the list under ? names the keys of this page"
    scored(item, fingerprint="g", urgent=True, at=timezone.now() + timedelta(seconds=1))
    assert 'value="urgent" data-key="y"' in see(desk, desk.room.alice, f"/inbox/{item.pk}/")


def test_reading_stops_the_clock_of_what_is_urgent(desk: Desk) -> None:
    _asks, urgent, *_rest = waiting(desk)
    see(desk, desk.room.audrey, f"/inbox/{urgent.pk}/")
    urgent.refresh_from_db()
    assert urgent.read_at is None, "who can do nothing has not taken it"
    see(desk, desk.room.alice, f"/inbox/{urgent.pk}/")
    urgent.refresh_from_db()
    assert urgent.read_at is not None
    assert Entry.objects.filter(action="listen.read_item", object=f"inbox:{urgent.pk}").count() == 1


def test_the_desk_shows_what_is_urgent_mine_or_late_and_the_notice_how_much(desk: Desk) -> None:
    room = desk.room
    assert "What people say" not in see(desk, room.alice, "/")
    asks, urgent, _thanks, _warns, _newest = waiting(desk)
    InboxItem.objects.filter(pk=asks.pk).update(assigned_to=room.alice)
    shown = see(desk, room.alice, "/")
    assert f'href="/inbox/{urgent.pk}/"' in shown
    assert shown.count('class="title" href="/inbox/') == 3, "the two and the inbox"
    assert f'href="/inbox/{urgent.pk}/"' not in see(desk, room.charlie, "/")
    InboxItem.objects.update(open_at=timezone.now() - timedelta(days=2))
    assert "Waits too long" in see(desk, room.bob, "/")
    row = stands(desk)
    Notice.objects.filter(pk=row.notice_id).update(live_at=timezone.now())
    path = f"/notices/{row.notice.code}/"
    assert "What people say" not in see(desk, room.alice, path)
    say(room.mastodon, "About it", 50, about="p1")
    assert "1 reply" in see(desk, room.alice, path)


def test_the_same_event_a_thousand_times_is_one_line(desk: Desk) -> None:
    now = timezone.now()
    one = heard.InboxItem("again", Heard.REPLY, "", "Hello", now)
    for _ in range(10):
        take_in(desk.room.mastodon, [one] * 100, now)
    assert len(order(see(desk, desk.room.alice))) == 1
