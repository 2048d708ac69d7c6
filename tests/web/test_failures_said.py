"""What went wrong is said in a sentence, in the reader's language, beside the platform's code."""

from __future__ import annotations

import json

import pytest
from django.http import HttpResponse
from django.utils import timezone

from newsroom import Newsroom
from oyez.cli import main
from oyez.domain.delivery import FailureClass
from oyez.govern.health import note
from oyez.platforms.port import Failed, Health
from oyez.publish.models import Delivery, Notice


def page(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def trouble(room: Newsroom) -> Notice:
    notice = room.approved()
    rows = Delivery.objects.filter(notice=notice)
    rows.filter(platform="mastodon").update(code="http_503", failures=2, attempt=2)
    rows.filter(platform="bluesky").update(code="ExpiredToken", failures=1, attempt=1)
    return notice


@pytest.mark.parametrize("place", ["", "progress/", "takedown/"])
def test_the_pages_of_a_notice_say_it(room: Newsroom, trouble: Notice, place: str) -> None:
    html = page(room.client(room.dora).get(f"/notices/{trouble.code}/{place}"))
    assert "Mastodon has a fault of its own." in html
    assert "Bluesky does not accept the sign-in any more. Connect the account again" in html
    assert "http_503" in html


def test_after_a_good_answer_nothing_is_said(room: Newsroom, trouble: Notice) -> None:
    Delivery.objects.update(code="")
    html = page(room.client(room.dora).get(f"/notices/{trouble.code}/"))
    assert "fault of its own" not in html


def test_the_command_line_says_it(trouble: Notice, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", trouble.code]) == 0
    assert "Mastodon has a fault of its own." in capsys.readouterr().out
    assert main(["status", trouble.code, "--json"]) == 0
    [told] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    found = {one["platform"]: one for one in told["deliveries"]}
    assert found["mastodon"]["code"] == "http_503"
    assert found["mastodon"]["failure"].startswith("Mastodon has a fault of its own.")
    assert (found["page"]["code"], found["page"]["failure"]) == ("", "")


def test_the_page_of_a_channel_says_what_the_probe_was_told(room: Newsroom) -> None:
    failed = Failed(FailureClass.TRANSIENT, "timeout")
    note(room.mastodon, Health("pi", failure=failed), None, timezone.now())
    html = page(room.client(room.greta).get(f"/channels/{room.mastodon.pk}/"))
    assert "Mastodon did not answer in time." in html
    failed = Failed(FailureClass.SUSPENDED, "http_403")
    note(room.mastodon, Health("pi", failure=failed), None, timezone.now())
    html = page(room.client(room.greta).get(f"/channels/{room.mastodon.pk}/"))
    assert "The account may not do this on Mastodon." in html
