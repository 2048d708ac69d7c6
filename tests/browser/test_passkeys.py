"""Passkeys with chromium's virtual authenticator; the rest of signing in without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from conftest import Console
from newsroom import PASSWORD
from oyez.accounts.sessions import PROVED, SessionStore

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def own_key(page: Page) -> None:
    """A device that makes and shows passkeys, with a finger always on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True}
    options |= {"automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def window(console: Console, **options: object) -> BrowserContext:
    return console.browser.new_context(base_url=console.base, **options)


def by_password(page: Page, name: str = "dora") -> None:
    page.goto("/sign-in/?next=/account/")
    page.get_by_label("E-mail address").fill(f"{name}@police.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def make_stale(page: Page) -> None:
    cookie = next(one for one in page.context.cookies() if one["name"] == "sessionid")
    session = SessionStore(cookie["value"])
    session[PROVED] = 0.0
    session.save()


def sign_out(page: Page) -> None:
    page.locator(".more summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/?next=/account/")


def test_a_passkey_is_added_and_signs_in_and_confirms(console: Console) -> None:
    page = window(console).new_page()
    own_key(page)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    by_password(page)
    page.goto("/account/passkeys/new/")
    page.get_by_label("Name").fill("Work phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.locator("#codes li")).to_have_count(10)
    page.get_by_role("button", name="I have stored the codes").click()
    expect(page.get_by_text("Work phone", exact=True)).to_be_visible()
    sign_out(page)

    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    sign_out(page)

    by_password(page)
    expect(page.get_by_role("heading", name="One more proof")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()

    make_stale(page)
    page.goto("/account/app/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Set up an authenticator app")).to_be_visible()
    assert refused == [], "the content security policy refuses nothing that the pages hold"


def test_a_passkey_that_is_not_known_here_opens_nothing(console: Console) -> None:
    page = window(console).new_page()
    own_key(page)
    by_password(page)
    page.goto("/account/passkeys/new/")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("button", name="I have stored the codes").click()
    page.locator("summary", has_text="Rename or remove").click()
    page.get_by_role("button", name="Remove this passkey").click()
    expect(page.get_by_text("It is removed.")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("This passkey is not known here.")


def test_without_a_script_the_page_says_so_and_password_and_code_remain(console: Console) -> None:
    page = window(console, java_script_enabled=False).new_page()
    page.goto("/sign-in/?next=/account/")
    expect(page.get_by_text("Passkeys need a script")).to_be_visible()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    by_password(page)
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
