"""What is done on a page before it is looked at."""

from __future__ import annotations

from collections.abc import Callable

from day import Day
from playwright.sync_api import Page

from newsroom import PASSWORD


def sign_in_wrongly(page: Page, day: Day) -> None:
    enter(page, "nobody@police.example", "wrong password, surely")


def show_a_password(page: Page, day: Day) -> None:
    enter(page, day.people["deputy"].email, PASSWORD)
    page.wait_for_url("**/sign-in/second/**")


def enter(page: Page, address: str, password: str) -> None:
    page.locator("[name=email]").fill(address)
    page.locator("[name=password]").fill(password)
    page.locator("main form:has([name=password]) button").first.click()


def submit_nothing(page: Page, day: Day) -> None:
    page.locator("[name=area]").fill("Lin\u200bgen")
    page.locator("button[name=submit]").first.click()
    refused(page)


def approve_without_answers(page: Page, day: Day) -> None:
    page.locator("#approve-form button").first.click()
    page.locator("#errors").wait_for()


def send_back_without_reason(page: Page, day: Day) -> None:
    page.locator("form[action$='/send-back/'] button").first.click()
    refused(page)


def take_back_with_strange_words(page: Page, day: Day) -> None:
    open_all(page)
    page.locator("[name=reason]").fill("Wrong\u202e road")
    page.locator("form[action$='/retract/'] button").first.click()
    refused(page)


def freeze_without_reason(page: Page, day: Day) -> None:
    page.locator("form[method=post][action='/freeze/'] button").first.click()
    refused(page)


def hold_without_a_reason(page: Page, day: Day) -> None:
    open_all(page)
    page.locator("form[action$='/hold/'] button").first.click()
    refused(page)


def accept_a_risk_in_a_word(page: Page, day: Day) -> None:
    open_all(page)
    page.locator("form[action$='/withdraw/'] button").first.click()
    refused(page)


def set_a_strange_budget(page: Page, day: Day) -> None:
    page.locator("[name=amount]").fill("-5")
    page.locator("form:has([name=amount]) button").first.click()
    refused(page)


def answer_with_nothing(page: Page, day: Day) -> None:
    page.locator("form[action*='/answer/'] button").first.click()
    refused(page)


def keep_strange_hours(page: Page, day: Day) -> None:
    page.locator("[name=mon]").fill("all day")
    page.locator("form:has([name=mon]) button").first.click()
    refused(page)


def keep_strange_register_hours(page: Page, day: Day) -> None:
    open_all(page)
    page.locator("[name=mon]").fill("all day")
    page.locator("form:has([name=mon]) button").first.click()
    refused(page)


def draw_too_few(page: Page, day: Day) -> None:
    page.locator("[name=begins_at]").fill("2026-11-01")
    page.locator("[name=ends_at]").fill("2026-11-20")
    page.locator("[name=size]").fill("1")
    page.locator("form:has([name=size]) button").first.click()
    refused(page)


def open_a_short_review(page: Page, day: Day) -> None:
    page.locator("[name=title]").fill("Short")
    page.locator("[name=begins_on]").fill("2026-11-01")
    page.locator("[name=ends_on]").fill("2026-11-05")
    page.locator("form:has([name=title]) button").first.click()
    refused(page)


def decide_without_a_word(page: Page, day: Day) -> None:
    page.locator("[name=kind][value=close]").check()
    page.locator("form[action$='/decide/'] button").first.click()
    refused(page)


def plan_nothing(page: Page, day: Day) -> None:
    page.locator("[name=hour]").fill("")
    page.locator("form[method=post][action='/plans/new/'] button").first.click()
    refused(page)


def close_without_a_word(page: Page, day: Day) -> None:
    page.locator("form[action$='/close/'] button").first.click()
    refused(page)


def raise_without_a_word(page: Page, day: Day) -> None:
    page.locator("form[action='/alarms/raise/'] button").first.click()
    refused(page)


def promise_nothing(page: Page, day: Day) -> None:
    open_all(page)
    page.locator("form[action$='/promise/'] button").first.click()
    refused(page)


def write_unknown_places(page: Page, day: Day) -> None:
    open_all(page)
    form = page.locator("form[action$='/apology/en/']")
    form.locator("[name=body]").fill("{nobody} knows")
    form.locator("button").first.click()
    refused(page)


def post_without_an_address(page: Page, day: Day) -> None:
    page.locator("form[action$='/posted/'] button").first.click()
    refused(page)


def refused(page: Page) -> None:
    """Wait until the page says why nothing was done."""
    page.locator("[aria-invalid=true]").first.wait_for(state="attached")


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


ACTS: dict[str, Callable[[Page, Day], None]] = {
    act.__name__: act
    for act in (
        sign_in_wrongly,
        show_a_password,
        submit_nothing,
        approve_without_answers,
        send_back_without_reason,
        take_back_with_strange_words,
        freeze_without_reason,
        set_a_strange_budget,
        post_without_an_address,
        answer_with_nothing,
        keep_strange_hours,
        keep_strange_register_hours,
        draw_too_few,
        open_a_short_review,
        decide_without_a_word,
        hold_without_a_reason,
        accept_a_risk_in_a_word,
        plan_nothing,
        close_without_a_word,
        raise_without_a_word,
        promise_nothing,
        write_unknown_places,
    )
}
