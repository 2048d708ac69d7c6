"""What the rules find before a text goes out, and what people decide about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from press_office import LATER, NOW, Newsroom, first, grave, ledger, refused, said

from oyez.domain.screening import Kind
from oyez.govern.actions import change_authority
from oyez.govern.models import Channel
from oyez.publish.actions import (
    approve,
    break_glass,
    compose,
    edit,
    screen,
    submit,
)
from oyez.publish.draft import Draft, Words
from oyez.publish.evidence import digest_of
from oyez.publish.fingerprint import fingerprint
from oyez.publish.models import Approval, Finding, Revision, Screening
from oyez.publish.queries import findings_of

STREAM = "https://www.twitch.tv/boxingnight"
WHY = "We show our own colleagues' charity bout."


def text(body: str) -> list[Words]:
    return [Words("en", "News from Derby", body)]


def named(**more: object) -> Draft:
    return said(texts=text("Witness Sarah Collins called us."), **more)


def streaming(**more: object) -> Draft:
    return said(texts=text(f"Watch the fight: {STREAM}"), **more)


def codes(revision: Revision) -> dict[str, str]:
    return {one.code: one.level for one in findings_of(revision)}


def the(revision: Revision, code: str) -> Finding:
    return Finding.objects.get(screening__revision=revision, code=code)


def answers(revision: Revision, why: str = "checked") -> dict[int, str]:
    return {one.pk: why for one in findings_of(revision) if one.level == "ask"}


def test_a_plain_text_has_nothing_to_decide(room: Newsroom) -> None:
    revision = room.submitted()
    row = Screening.objects.get(revision=revision)
    assert (row.version, row.at, list(row.findings.all())) == (1, NOW, [])
    approve(room.bob, revision, version=1, at=LATER)
    assert ledger(revision.notice) == ["publish.compose", "publish.submit", "publish.approve"]


@pytest.mark.parametrize(("seconds", "again"), [(59, False), (60, True)])
def test_an_approval_reads_again_what_was_read_more_than_a_minute_ago(
    room: Newsroom, seconds: int, *, again: bool
) -> None:
    revision, at = room.submitted(), NOW + timedelta(seconds=seconds)
    approve(room.bob, revision, version=1, at=at)
    assert Screening.objects.get(revision=revision).at == (at if again else NOW)


def test_a_question_is_kept_with_its_place_and_its_age(room: Newsroom) -> None:
    revision = room.submitted(named())
    one = the(revision, "personal_data:name")
    said_there = f"{revision.texts[0]['headline']}\n{revision.texts[0]['body']}"
    assert one.field == "text:en"
    assert said_there[one.start : one.end] == one.evidence == "Sarah Collins"
    assert (one.level, one.found_at) == ("ask", NOW)
    assert one.sentence["values"] == {"evidence": "Sarah Collins"}
    assert one.clears["template"]


def test_every_question_needs_an_answer_of_the_approver(room: Newsroom) -> None:
    revision = room.submitted(named())
    one = the(revision, "personal_data:name")
    with refused("decisions", "Decide every question"):
        approve(room.bob, revision, version=1, at=LATER)
    with refused("decisions", "Decide every question"):
        approve(room.bob, revision, version=1, at=LATER, decisions={one.pk: "because"})
    assert not Approval.objects.exists()
    approval = approve(room.bob, revision, version=1, at=LATER, decisions={one.pk: "public"})
    one.refresh_from_db()
    assert (one.decided_by, one.decided_at, one.decision) == (room.bob, LATER, "public")
    assert approval.evidence is not None
    assert approval.evidence["findings"][0]["decision"] == "public"


def test_the_ledger_keeps_the_answers_and_never_the_words(room: Newsroom) -> None:
    from oyez.audit.queries import entries_about  # noqa: PLC0415 - only here

    revision = room.submitted(named())
    approve(room.bob, revision, version=1, at=LATER, decisions=answers(revision, "public"))
    entries = list(entries_about(f"notice:{revision.notice.code}"))
    assert [e.data.get("decided") for e in entries if e.action == "publish.approve"] == [
        ["personal_data:name=public"]
    ]
    assert "Collins" not in repr([entry.data for entry in entries])


def test_the_approval_binds_what_was_checked_and_decided(room: Newsroom) -> None:
    revision = room.submitted(named())
    approval = approve(room.bob, revision, version=1, at=LATER, decisions=answers(revision))
    assert approval.evidence is not None
    bound = digest_of(approval.evidence)
    assert approval.fingerprint == fingerprint(revision, bound)
    changed = approval.evidence | {"findings": []}
    assert fingerprint(revision, digest_of(changed)) != approval.fingerprint
    assert fingerprint(revision) != approval.fingerprint


def test_an_edit_that_removes_the_cause_removes_the_finding(room: Newsroom) -> None:
    revision = room.submitted(named())
    edit(room.alice, revision, said(texts=text("A witness called us.")), version=1, at=LATER)
    submit(room.alice, revision, at=LATER)
    assert codes(revision) == {}


def test_what_has_become_past_meanwhile_is_asked_at_the_approval(room: Newsroom) -> None:
    event = said(kind=Kind.EVENT, texts=text("Meet us today at 10:04 in the library."))
    revision = room.submitted(event)
    assert codes(revision) == {}
    with refused("decisions", "Decide every question"):
        approve(room.bob, revision, version=1, at=LATER)
    assert codes(revision) == {"date:in_the_past": "ask"}


def test_a_missing_person_is_named_on_purpose(room: Newsroom) -> None:
    words = text("Have you seen Emma Clark, 14, from Derby?")
    assert codes(room.submitted(said(texts=words, kind=Kind.MISSING))) == {}
    assert codes(room.submitted(said(texts=words))) == {"personal_data:name": "ask"}


def test_own_and_trusted_sites_and_numbers_come_from_the_authority(room: Newsroom) -> None:
    words = text("Call 01332 999888 or see police.derby.example and fair.example.")
    before = codes(room.submitted(said(texts=words)))
    assert {"contact:unknown_number", "link:not_official"} <= set(before)
    lists = {
        "official_domains": ["https://www.derby.example/"],
        "approved_domains": ["fair.example"],
        "known_numbers": ["01332 999-0", "01332 999888"],
    }
    change_authority(None, room.authority, lists=lists)
    room.unit.authority.refresh_from_db()
    after = codes(room.submitted(said(texts=words)))
    assert set(after) == {"link:unreachable"}  # the trusted site was not looked at yet


@pytest.mark.parametrize("mode", ["active", "closed"])
def test_an_account_of_the_register_is_ours_until_it_is_closed(room: Newsroom, mode: str) -> None:
    account = room.channels["mastodon"]
    Channel.objects.filter(pk=account.pk).update(
        public_url="https://www.social.example/@derby", mode=mode
    )
    words = text("Follow us at https://social.example/@derby and not https://social.example/@x")
    revision = room.submitted(said(texts=words))
    strange = Finding.objects.filter(screening__revision=revision, code="link:not_official")
    found = {one.evidence for one in strange}
    theirs = {"https://social.example/@x"}
    assert found == theirs | ({"https://social.example/@derby"} if mode == "closed" else set())


@pytest.mark.parametrize(
    ("name", "entry"),
    [("official_domains", "no domain"), ("approved_domains", "-"), ("known_numbers", "call us")],
)
def test_an_entry_that_is_none_is_refused_at_its_list(
    room: Newsroom, name: str, entry: str
) -> None:
    with refused(name, "such as"):
        change_authority(None, room.authority, lists={name: [entry]})


def test_the_prepared_correction_is_read_too(room: Newsroom) -> None:
    draft = grave(prepared=[Words("en", "Correction", "Witness Sarah Collins was wrong.")])
    one = the(room.submitted(draft), "personal_data:name")
    assert one.field == "prepared:en"


def test_a_text_by_hand_is_read_too(room: Newsroom) -> None:
    channel = room.channels["mastodon"]
    draft = said(by_hand={channel.pk: "Suspect Liam Hartley was found."})
    one = the(room.submitted(draft), "personal_data:name")
    assert one.field == f"hand:{channel.pk}"


def test_breaking_the_glass_answers_questions_and_no_block(room: Newsroom) -> None:
    reason = "Nobody else is on duty tonight."
    revision = room.composed(grave(texts=text("Witness Sarah Collins called us.")))
    break_glass(room.dora, revision, reason, version=1, at=LATER)
    assert the(revision, "personal_data:name").decision == "glass"
    blocked = room.composed(grave(texts=text(f"Watch: {STREAM}")))
    with refused("body", "live stream"):
        break_glass(room.dora, blocked, reason, version=1, at=LATER)


def test_a_correction_is_screened_as_well(room: Newsroom) -> None:
    from oyez.publish.actions import correct  # noqa: PLC0415 - only here

    notice = room.approved()
    draft = said(texts=text("Witness Sarah Collins was right."), note="A name")
    revision = correct(room.alice, notice, draft, at=LATER)
    submit(room.alice, revision, at=LATER)
    assert codes(revision) == {"personal_data:name": "ask"}
    with refused("decisions", "Decide"):
        approve(room.bob, revision, version=1, at=LATER)


def test_the_same_finding_in_five_texts_is_asked_once(room: Newsroom) -> None:
    hands = {one.pk: "Witness Sarah Collins called." for one in room.channels.values()}
    revision = first(compose(room.alice, room.unit, named(by_hand=hands), at=NOW))
    screen(revision, at=NOW)
    assert Finding.objects.filter(screening__revision=revision).count() == 1


def test_screening_again_changes_nothing_and_says_nothing(room: Newsroom) -> None:
    revision = room.submitted(named())
    before = list(Finding.objects.values_list("pk", "found_at"))
    entries = ledger(revision.notice)
    screen(revision, at=LATER)
    assert list(Finding.objects.values_list("pk", "found_at")) == before
    assert ledger(revision.notice) == entries
    assert Screening.objects.get(revision=revision).at == LATER
