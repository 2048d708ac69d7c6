"""From a review to a closed channel: decided, signed, planned, announced, agreed, and it is so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from eyes import findings
from playwright.sync_api import Page, expect
from test_phone import stands
from test_triage import button

from conftest import Console
from newsroom import person
from oyez.accounts.models import Person
from oyez.domain.plan import Deed
from oyez.domain.roles import Role
from oyez.govern.models import Channel, ModeChange
from oyez.plans.models import Plan, PlanStep
from oyez.publish.models import Notice
from oyez.reach.publishing import publish_all
from oyez.review.models import Reviewed
from plans.planning import step, work
from portal_process import portal
from review.reviewing import BAD, WHY, Round, one_of, whole_weeks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BLUESKY = "https://bsky.example/emsland"
MINUTE = timedelta(minutes=1)
CLOSING = "Mastodon Emsland is being closed and takes corrections only"
CLOSED = "Mastodon Emsland is closed"


@dataclass
class Leaving:
    """The console, two governors, and a review with a sound sample of the channel."""

    console: Console
    round: Round
    row: Reviewed

    @property
    def channel(self) -> Channel:
        return self.round.room.mastodon

    @property
    def successor(self) -> Channel:
        return self.round.room.bluesky

    @property
    def plan(self) -> Plan:
        return Plan.objects.get()

    def window(self, who: Person, *, scripts: bool = True) -> Page:
        """A new one, so that nothing of an earlier hour is left in it."""
        options = {"viewport": {"width": 1280, "height": 900}, "bypass_csp": True}
        options["java_script_enabled"] = scripts
        return self.console.context(who, **options).new_page()

    def card(self) -> str:
        """What the composer says about the channel, or nothing where it does not offer it."""
        page = self.window(self.round.room.alice)
        page.goto("/notices/new/")
        expect(page.locator(f"#pv-{self.successor.pk}")).to_be_visible()
        found = page.locator(f"#pv-{self.channel.pk}").all_inner_texts()
        page.context.close()
        return "".join(found)

    def mode(self) -> str:
        """What the channel's own page says."""
        page = self.window(self.round.room.greta)
        page.goto(f"/channels/{self.channel.pk}/")
        found = page.get_by_role("region", name="As it is now").locator(".tag").first.inner_text()
        page.context.close()
        return found


@pytest.fixture
def leaving(console: Console, settings: object, tmp_path: Path) -> Leaving:
    settings.SITE_ROOT, settings.PUBLIC_URL = tmp_path / "site", "https://news.example"
    room = console.room
    Channel.objects.filter(pk=room.bluesky.pk).update(public_url=BLUESKY)
    Channel.objects.filter(pk=room.mastodon.pk).update(language="en")
    round_ = Round(room, person("Gus", Role.GOVERNOR, "/nds/"), whole_weeks())
    round_.labelled(room.mastodon, BAD)
    return Leaving(console, round_, one_of(round_.opened(room.mastodon), room.mastodon))


def freeze(here: Leaving, greta: Page) -> None:
    """Greta says which channel would take over, and freezes the evidence."""
    greta.goto(f"/reviews/channels/{here.row.pk}/")
    expect(greta.get_by_text("Nothing is decided before the evidence is frozen.")).to_be_visible()
    greta.get_by_label("Which channel would take over").select_option(str(here.successor.pk))
    button(greta, "Keep it").click()
    expect(greta.get_by_text("It is kept.")).to_be_visible()
    greta.goto(f"/reviews/{here.row.review_id}/")
    greta.get_by_label("Comments until the end of").fill("")
    button(greta, "Freeze it").click()
    expect(greta.get_by_text("Fingerprint of the evidence")).to_be_visible()
    assert findings(greta) == []


def decide(here: Leaving) -> Page:
    """Greta decides, Gus signs, without scripts; his window stands where a plan can be made."""
    greta = here.window(here.round.room.greta)
    gus = here.window(here.round.gus, scripts=False)
    freeze(here, greta)
    greta.get_by_role("link", name="Mastodon Emsland").first.click()
    expect(greta.get_by_text("Model output, not for decisions.")).to_have_count(0)
    greta.get_by_role("radio", name="Close").check()
    greta.get_by_role("textbox", name="Why").fill(WHY)
    button(greta, "Decide").click()
    expect(greta.get_by_text("It holds when another person has signed it too.")).to_be_visible()
    expect(button(greta, "Sign it as the second person")).to_have_count(0)
    expect(greta.get_by_role("link", name="Plan it")).to_have_count(0)
    assert findings(greta) == []

    gus.goto(f"/reviews/channels/{here.row.pk}/")
    button(gus, "Sign it as the second person").click()
    expect(gus.get_by_text("You have signed it. It is decided.")).to_be_visible()
    return gus


def draft(here: Leaving, gus: Page) -> None:
    """The link of the decision leads to a form that knows the review, the channel and the kind."""
    gus.get_by_role("link", name="Plan it").click()
    expect(gus.get_by_role("checkbox", name="Mastodon Emsland")).to_be_checked()
    expect(gus.get_by_role("checkbox", checked=True)).to_have_count(1)
    expect(gus.get_by_label("What happens")).to_have_value("close")
    ticked = gus.get_by_role("listitem").filter(has=gus.get_by_role("checkbox", checked=True))
    expect(ticked.locator("select")).to_have_value(str(here.successor.pk))
    button(gus, "Make the draft").click()
    expect(gus.get_by_text("This is the draft.")).to_be_visible()
    expect(gus.get_by_text("is not written yet")).to_be_visible()
    gus.get_by_role("link", name="The review that decided on it").click()
    gus.get_by_role("link", name="Mastodon Emsland").first.click()
    planned = gus.get_by_role("region", name="Decision").get_by_role("listitem")
    expect(planned).to_contain_text("Draft")


def announce(here: Leaving) -> Notice:
    """Alice writes the announcement from the plan's own draft, Bob approves it."""
    alice, bob = here.window(here.round.room.alice), here.window(here.round.room.bob)
    alice.goto(f"/plans/{here.plan.pk}/")
    alice.get_by_role("link", name="Announce it").click()
    button(alice, "Write it, beginning with a draft").click()
    headline = alice.get_by_role("textbox", name="Headline", exact=True)
    expect(headline).to_have_value("Polizeiinspektion Emsland leaves Mastodon")
    expect(alice.get_by_role("textbox", name="Text", exact=True)).to_have_value(re.compile(BLUESKY))
    button(alice, "Submit for approval").click()
    expect(alice.get_by_text("Waits for").first).to_be_visible()
    bob.goto("/")
    bob.get_by_role("link", name="Polizeiinspektion Emsland leaves Mastodon").first.click()
    for found in bob.get_by_role("radio", name="I have checked it").all():
        found.check()  # the successor's address is not one of the authority's own sites
    button(bob, "Approve for its time").click()
    expect(bob.get_by_text("Approved, waits for its time")).to_be_visible()
    return Notice.objects.get()


def agree(here: Leaving, gus: Page) -> None:
    """Gus proposes what he drafted, Greta agrees."""
    gus.goto(f"/plans/{here.plan.pk}/")
    button(gus, "Propose it to a second person").click()
    expect(gus.get_by_text("You have proposed this plan.")).to_be_visible()
    expect(button(gus, "Agree: the hours stand")).to_have_count(0)
    greta = here.window(here.round.room.greta)
    greta.goto("/plans/")
    greta.get_by_role("region", name="Wait for your yes or no").get_by_role("link").click()
    button(greta, "Agree: the hours stand").click()
    expect(greta.get_by_text("You have agreed.")).to_be_visible()
    assert findings(greta) == []
    assert (here.plan.state, here.plan.agreed_by) == ("agreed", here.round.room.greta)


def at(moment: datetime) -> time_machine.travel:
    """Time stands still there, for the console too."""
    return time_machine.travel(moment, tick=False)


def state(here: Leaving, deed: Deed) -> str:
    return step(here.plan, deed).state


def test_from_a_review_to_a_closed_channel(leaving: Leaving, tmp_path: Path) -> None:
    gus = decide(leaving)
    draft(leaving, gus)
    notice = announce(leaving)
    agree(leaving, gus)
    assert leaving.mode() == "Active"
    farewell, closing = step(leaving.plan, Deed.ANNOUNCE), step(leaving.plan, Deed.CLOSING)
    with at(farewell.at):
        work()
        stands(notice)
        work(farewell.at + MINUTE)
    assert state(leaving, Deed.ANNOUNCE) == "done"
    with at(closing.at):
        work()
        assert CLOSING in leaving.card()
    hour_comes(leaving)
    the_public_reads(leaving, tmp_path)


def hour_comes(here: Leaving) -> None:
    """Up to the second before, from the hour on without a worker, and with one."""
    hour = here.plan.hour
    with at(hour - timedelta(seconds=1)):
        work()
        assert CLOSING in here.card()
    with at(hour):
        assert "Held back" in here.card()
        assert CLOSED in here.card()
        assert here.mode() == "Closed"
        assert ModeChange.objects.filter(done_at=None).count() == 1, "nobody has written it yet"
        work()
        assert not ModeChange.objects.filter(done_at=None).exists()
        assert here.mode() == "Closed"
        assert here.card() == "", "nobody can choose what is closed"
        page = here.window(here.round.gus)
        page.goto(f"/plans/{here.plan.pk}/")
        row = page.get_by_role("row").filter(has_text="The channel is closed")
        expect(row).to_contain_text("Done")
        assert findings(page) == []
    here.channel.refresh_from_db()
    assert here.channel.mode == "closed"
    assert PlanStep.objects.filter(deed__in=(Deed.DIRECTORY, Deed.RESERVE), state="done").count()


def the_public_reads(here: Leaving, home: Path) -> None:
    """The list of official accounts says that it is over, and what comes after it."""
    with at(here.plan.hour):
        publish_all(set(), common=True)
    with portal(home) as address:
        page = here.console.browser.new_page()
        page.goto(f"{address}/accounts/")
        row = page.get_by_role("listitem").filter(has_text="Mastodon Emsland")
        expect(row).to_contain_text("closed, we are not there any more")
        expect(row.get_by_role("link", name="Bluesky Emsland")).to_have_attribute("href", BLUESKY)
