"""Limits, hours and routes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.errors import NotAllowed
from oyez.domain.inbox.hours import ALWAYS, WEEKDAYS, Hours, hours_of
from oyez.domain.inbox.routes import PLACES, Routes, filled, refuse_template
from oyez.domain.inbox.waiting import Limits, limits_of, overdue_since

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday
MINUTE = timedelta(minutes=1)


@given(st.integers(-10, 30_000), st.integers(-10, 30_000))
def test_limits_are_sound_or_refused(urgent: int, other: int) -> None:
    if 1 <= urgent <= other <= 20_160:
        assert limits_of(urgent, other) == Limits(urgent * MINUTE, other * MINUTE)
        return
    with pytest.raises(NotAllowed) as found:
        limits_of(urgent, other)
    assert found.value.field in {"urgent_minutes", "other_minutes"}


@given(st.booleans(), st.booleans(), st.integers(0, 3000))
def test_what_is_urgent_is_due_by_its_own_limit_until_it_is_read(
    urgent: bool, read: bool, waited: int
) -> None:
    limits = Limits(5 * MINUTE, 60 * MINUTE)
    now = AT + waited * MINUTE
    found = overdue_since(
        limits, urgent=urgent, waits_since=AT, read_at=AT if read else None, now=now
    )
    limit = limits.urgent if urgent and not read else limits.other
    assert found == (AT + limit if now >= AT + limit else None)


def test_hours_as_people_type_them() -> None:
    found = hours_of({"mon": " 08:00 - 12:00,13:00–16:30 ", "sun": "22:00-24:00"})
    for clock, there in (("07:59", False), ("08:00", True), ("12:00", False), ("16:29", True)):
        hour, minute = map(int, clock.split(":"))
        assert found.staffed(AT.replace(hour=hour, minute=minute)) is there
    assert found.staffed(AT - timedelta(days=1) + timedelta(hours=13)) is True
    assert found.next_staffed(AT.replace(hour=12)) == AT.replace(hour=13)
    assert found.next_staffed(AT.replace(hour=17)) == AT + timedelta(days=6, hours=12)
    only_monday = hours_of({"mon": "08:00-09:00"})
    assert only_monday.next_staffed(AT.replace(hour=9)) == AT.replace(hour=8) + timedelta(days=7)
    assert Hours().next_staffed(AT) is None
    assert ALWAYS.staffed(AT.replace(hour=23, minute=59))


@pytest.mark.parametrize(
    "typed",
    ["8", "08:00", "12:00-08:00", "08:00-08:00", "25:00-26:00", "08:60-09:00", "a-b",
     "08:00-12:00,11:00-13:00", "08:00-24:01", "08:00-12:00;13:00-14:00"],
)  # fmt: skip
def test_nonsense_is_refused_at_its_day(typed: str) -> None:
    with pytest.raises(NotAllowed) as found:
        hours_of({"wed": typed})
    assert found.value.field == "wed"


@given(st.dictionaries(st.sampled_from(WEEKDAYS), st.text(max_size=30)), st.datetimes())
def test_whatever_is_typed_is_hours_or_a_sentence(typed: dict[str, str], at: datetime) -> None:
    try:
        found = hours_of(typed)
    except NotAllowed:
        return
    if at.year < 9999:
        coming = found.next_staffed(at)
        assert coming is None or (coming > at and found.staffed(coming))


def test_places_are_filled_or_refused() -> None:
    assert filled("Call {emergency}. {unit}", {"emergency": "112", "unit": "X"}) == "Call 112. X"
    with pytest.raises(NotAllowed, match="online"):
        filled("See {online}", {"online": ""})
    assert refuse_template(" ") is not None
    assert "phone" in str(refuse_template("{phone}"))
    assert refuse_template(" ".join(f"{{{name}}}" for name in PLACES)) is None
    assert refuse_template("{} {") is not None
    assert Routes(emergency="112").known() == {"emergency": "112"}


@given(st.text(max_size=80), st.text(max_size=20))
def test_no_text_breaks_a_template_and_values_are_not_templates(text: str, value: str) -> None:
    if refuse_template(text) is None:
        found = filled(text, dict.fromkeys(PLACES, value or "x"))
        assert isinstance(found, str)
    assert filled("{unit}", {"unit": "{emergency}"}) == "{emergency}"
