"""A report ends the doubt about a send: from the gateway's call to the delivery's row."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from heard_of import TO, Desk, report

from oyez.listen import handling
from oyez.listen.handling import handle_due
from oyez.listen.models import InboxItem
from oyez.publish.delivering.claim import claim
from oyez.publish.delivering.reported import Told
from oyez.publish.models import Delivery, Receipt, Telling


def later(seconds: float = 1) -> datetime:
    return timezone.now() + timedelta(seconds=seconds)


def known(row: Delivery) -> Delivery:
    return Delivery.objects.get(pk=row.pk)


def settle(row: Delivery) -> None:
    """The worker looks at it once more."""
    claim("routine", 64, later(), own=False, worker="hand")


@pytest.mark.parametrize("status", ["delivered", "DELIVRD", "sent", "enroute"])
def test_a_good_report_makes_it_live_with_a_receipt(desk: Desk, status: str) -> None:
    row = desk.in_doubt()
    desk.call(report(row, status))
    assert handle_due(later()) == 1
    row = known(row)
    assert (row.held, row.doubt, row.lease) == ("live", None, "")
    assert row.live_at is not None
    receipt = Receipt.objects.get(delivery=row)
    assert (receipt.revision, receipt.remote_id) == (1, f"{row.key}-1")
    assert (receipt.seen_from, receipt.parts) == ("api", [TO[0]])
    item = InboxItem.objects.get()
    assert (item.delivery, item.due_at) == (row, None)
    row.notice.refresh_from_db()
    assert row.notice.state == "live"
    assert row.notice.revisions.get().state == "issued"
    settle(row)
    assert (known(row).held, known(row).due_at) == ("live", None)


def test_whoever_is_reported_later_is_told_of_a_withdrawal_too(desk: Desk) -> None:
    row = desk.in_doubt()
    for to in (*TO, TO[0]):
        desk.call(report(row, "delivered", to))
        handle_due(later())
    assert Receipt.objects.get(delivery=row).parts == list(TO)


def test_only_when_nobody_got_it_is_it_sent_again(desk: Desk) -> None:
    row = desk.in_doubt()
    desk.call(report(row, "undeliv", TO[0]))
    handle_due(later())
    assert (known(row).held, known(row).doubt) == ("unknown", 1)
    desk.call(report(row, "expired", TO[0]))
    handle_due(later())
    assert known(row).doubt == 1, "the same recipient twice is one recipient"
    desk.call(report(row, "rejectd", TO[1]))
    handle_due(later())
    assert (known(row).held, known(row).doubt) == ("nothing", None)
    assert known(row).due_at is not None
    assert not Receipt.objects.filter(delivery=row).exists()


@pytest.mark.parametrize("at", [timezone.now() - timedelta(hours=1), ""])
def test_failures_that_may_be_of_an_earlier_send_decide_nothing(desk: Desk, at: object) -> None:
    row = desk.in_doubt()
    for to in TO:
        desk.call(report(row, "undeliv", to, at=at))
    handle_due(later())
    assert (known(row).held, known(row).doubt) == ("unknown", 1)


def test_a_report_that_comes_before_the_answer_waits_for_it(desk: Desk) -> None:
    """The call is under way: its worker's lease is not broken, and the report is not lost."""
    until = later(60)
    row = desk.in_doubt(held="sending", doubt=None, lease="w:1:1", lease_until=until)
    desk.call(report(row, "delivered"))
    assert handle_due(later()) == 0
    assert (known(row).held, known(row).lease) == ("sending", "w:1:1")
    Delivery.objects.filter(pk=row.pk).update(held="unknown", doubt=1, lease="", lease_until=None)
    assert handle_due(later(5)) == 1
    assert known(row).held == "live"


def test_a_late_report_takes_it_off_a_persons_list(desk: Desk) -> None:
    row = desk.in_doubt(held="needs_person", task="undecidable", task_for=desk.room.dora)
    desk.call(report(row, "delivered"))
    handle_due(later())
    row = known(row)
    assert (row.held, row.task, row.task_for, row.reason) == ("live", "", None, None)


def test_what_is_to_go_and_did_arrive_is_taken_back(desk: Desk) -> None:
    row = desk.in_doubt(wanted=None, lane="retract")
    desk.call(report(row, "delivered"))
    handle_due(later())
    taken, _, _ = claim("retract", 9, later(), own=False, worker="hand")
    assert [type(one.step).__name__ for one in taken] == ["Retract"]


@pytest.mark.parametrize(
    "about", ["{key}-2", "{key}-1.withdrawn", "{key}", "{key}-x", "x", "{key}-99999999999", "-1"]
)
def test_reports_about_something_else_change_nothing(desk: Desk, about: str) -> None:
    row = desk.in_doubt()
    data = {**report(row, "delivered"), "reference": about.format(key=row.key)}
    assert desk.call(data).status_code == 202
    handle_due(later())
    assert (known(row).held, known(row).doubt) == ("unknown", 1)
    assert not Receipt.objects.filter(delivery=row).exists()


def test_a_live_delivery_is_left_alone(desk: Desk) -> None:
    row = desk.in_doubt(held="live", doubt=None)
    mine = {"revision": 1, "remote_id": "m1", "parts": list(TO), "at": timezone.now()}
    Receipt.objects.create(delivery=row, **mine)
    before = Delivery.objects.filter(pk=row.pk).values().get()
    desk.call([report(row, "undeliv", TO[0]), report(row, "delivered", TO[1])])
    handle_due(later())
    assert Delivery.objects.filter(pk=row.pk).values().get() == before
    assert Receipt.objects.get(delivery=row).parts == list(TO)
    assert set(InboxItem.objects.values_list("delivery", flat=True)) == {row.pk}
    assert not Telling.objects.filter(person=desk.room.dora, notice=row.notice).exists()


def test_many_reports_cost_as_much_as_few(desk: Desk) -> None:
    row = desk.in_doubt(held="live", doubt=None)

    def queries(count: int) -> int:
        desk.call([report(row, "delivered", TO[0], id=f"{count}-{n}") for n in range(count)])
        with CaptureQueriesContext(connection) as seen:
            assert handle_due(later()) == count
        return len(seen)

    assert queries(60) == queries(2)


def test_a_report_over_which_we_stumble_holds_up_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = desk.in_doubt(), desk.in_doubt()
    desk.call([report(first, "delivered"), report(second, "delivered")])
    whole = handling.write_report

    def broken(told: Told, now: datetime) -> bool:
        if told.delivery == first.pk:
            raise ZeroDivisionError
        return whole(told, now)

    with monkeypatch.context() as patched:
        patched.setattr(handling, "write_report", broken)
        assert handle_due(later()) == 1
        assert handle_due(later()) == 0, "it is not tried again at once"
    assert (known(first).held, known(second).held) == ("unknown", "live")
    assert [record.message for record in caplog.records if record.name == "oyez.listen"] == [
        "a report could not be handled"
    ]
    assert handle_due(later(700)) == 1
    assert known(first).held == "live"
