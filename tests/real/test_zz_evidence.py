import pytest
from office import *
from test_real_mail import *

from oyez.govern.actions import change_channel

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("shared_database")]


def test_withdrawal_reaches_everybody():
    with smtp_sink() as sink:
        office = office_at(sink.relay)
        delivery = office.say(TEXT)
        work_until(delivery, Held.LIVE)
        change_channel(None, office.channel, options={"recipients": DESKS[1]})
        office.correct(delivery, "The A38 is open again.")
        work_until(delivery, Held.LIVE, revision=2)
        office.take_back(delivery)
        row = work_until(delivery, Held.NEEDS_PERSON)
        for m in received(sink):
            print(m["Subject"], m.get_all("X-Rcpt-Args"))
        print(
            row.reason, [(r.revision, r.parts, r.gone_at, r.evidence) for r in row.receipts.all()]
        )
        settle(office.bob, row, stands=False, at=timezone.now(), note="done")
        row = fresh(delivery)
        print(row.held, row.due_at, len(received(sink)))
