"""Every page in every state worth a look: one table for the axe run, the pictures and the docs.

Nothing of the house is imported here, so that the house tests and `make docs` can read it as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from silent import ACTIONS, FILES

__all__ = ["ACTIONS", "FILES", "NOWHERE", "PUBLIC", "STATES", "State", "addresses", "pictures"]


@dataclass(frozen=True, slots=True)
class State:
    """A page as one person sees it.

    `address` is its name in the URL configuration, or a public document (`public/...`). `about`
    is a thing of the day (see day.py), which a query names as {thing}; `act` is what is done on
    the page first (see acting.py). `picture` says whether there are screenshots of it, `exercise`
    that the installation is one.
    """

    name: str
    address: str
    person: str = ""
    about: str = ""
    query: str = ""
    act: str = ""
    picture: bool = True
    status: int = 200
    exercise: bool = False


STATES = (
    State("sign-in", "sign-in"),
    State("sign-in-refused", "sign-in", act="sign_in_wrongly", picture=False, status=422),
    State("second-factor", "second-factor", act="show_a_password"),
    State("account", "account", "deputy"),
    State("account-begun", "account", "author", picture=False),
    State("account-password", "account-password", "author"),
    State("account-app", "account-app", "author"),
    State("account-codes", "account-codes", "deputy"),
    State("passkey-new", "passkey-new", "author"),
    State("confirm", "confirm", "approver", query="next=/account/"),
    State("confirm-kept", "confirm-kept", "approver", "kept"),
    State("confirm-gone", "confirm-kept", "author", "kept", picture=False),
    State("link", "link", "author", "link", status=403),
    State("desk", "desk", "duty"),
    State("desk-of-an-approver", "desk", "approver", picture=False),
    State("desk-of-an-author", "desk", "author", picture=False),
    State("desk-empty", "desk", "new"),
    State("live", "live", "duty"),
    State("live-empty", "live", "new", picture=False),
    State("live-takedown", "live-takedown", "duty", query="code={live}&code={corrected}"),
    State("notices", "notices", "duty"),
    State("notices-empty", "notices", "new", picture=False),
    State("notices-not-found", "notices", "duty", query="words=zebra", picture=False),
    State("compose", "notice-new", "author"),
    State("compose-refused", "notice-new", "author", act="submit_nothing",
          picture=False, status=422),
    State("compose-empty", "notice-new", "new", picture=False),
    State("unit-choose", "unit-choose", "author"),
    State("edit", "notice-edit", "author", "draft"),
    State("edit-submitted", "notice-edit", "author", "submitted", picture=False),
    State("correct", "notice-correct", "author", "corrected"),
    State("notice", "notice", "duty", "corrected"),
    State("notice-draft", "notice", "author", "draft", picture=False),
    State("notice-returned", "notice", "author", "returned", picture=False),
    State("notice-scheduled", "notice", "author", "approved", picture=False),
    State("notice-on-its-way", "notice", "duty", "moving"),
    State("notice-glass", "notice", "approver", "glass"),
    State("notice-taken-back", "notice", "duty", "retracted"),
    State("notice-expired", "notice", "auditor", "expired", picture=False),
    State("notice-submitted", "notice", "author", "submitted", picture=False),
    State("approve", "notice-approve", "approver", "submitted"),
    State("approve-found", "notice-approve", "approver", "found"),
    State("approve-found-refused", "notice-approve", "approver", "found",
          act="approve_without_answers", picture=False, status=422),
    State("approve-blocked", "notice-approve", "duty", "blocked", picture=False),
    State("notice-found", "notice", "author", "found", picture=False),
    State("edit-found", "notice-edit", "author", "blocked", picture=False),
    State("approve-correction", "notice-approve", "approver", "changed"),
    State("break-glass", "notice-approve", "duty", "grave"),
    State("send-back-refused", "notice-approve", "approver", "submitted",
          act="send_back_without_reason",
          picture=False, status=422),
    State("takedown", "notice-takedown", "duty", "live"),
    State("takedown-refused", "notice-takedown", "duty", "live", act="take_back_with_strange_words",
          picture=False, status=422),
    State("takedown-done", "notice-takedown", "duty", "retracted"),
    State("watched", "watched", "duty", "live"),
    State("progress", "notice-progress", "duty", "moving"),
    State("progress-done", "notice-progress", "duty", "retracted", picture=False),
    State("assist", "assist", "author", "post"),
    State("assist-open", "assist", "duty", "post_open", picture=False),
    State("assist-refused", "assist", "author", "post", act="post_without_an_address",
          picture=False, status=422),
    State("assist-of-another", "assist", "approver", "post", picture=False),
    State("assist-look", "assist", "approver", "post_seen"),
    State("assist-own-word", "assist", "author", "post_seen", picture=False),
    State("assist-remove", "assist", "duty", "post_gone", picture=False),
    State("channels", "channels", "governor"),
    State("channels-empty", "channels", "new", picture=False),
    State("channel", "channel", "governor", "channel"),
    State("channel-reduced", "channel", "governor", "reduced", picture=False),
    State("channel-connect", "channel-connect", "governor", "channel"),
    State("channel-return", "channel-return", "governor", status=422),
    State("channel-settings", "channel-settings", "governor", "channel"),
    State("channel-allowance", "channel-allowance", "governor", "paid"),
    State("channel-allowance-of-an-author", "channel-allowance", "author", "paid", picture=False),
    State("channel-allowance-refused", "channel-allowance", "governor", "paid",
          act="set_a_strange_budget", picture=False, status=422),
    State("channel-risk", "channel-risk", "deputy", "risk"),
    State("channel-risk-of-an-author", "channel-risk", "author", "risk", picture=False),
    State("channel-risk-refused", "channel-risk", "deputy", "risk",
          act="accept_a_risk_in_a_word", picture=False, status=422),
    State("channel-new", "channel-new", "admin"),
    State("inbox", "inbox", "duty"),
    State("inbox-empty", "inbox", "new", picture=False),
    State("inbox-of-an-auditor", "inbox", "auditor", query="show=all", picture=False),
    State("inbox-item", "inbox-item", "duty", "asked", picture=False),
    State("inbox-item-urgent", "inbox-item", "author", "urgent"),
    State("inbox-item-house-rules", "inbox-item", "approver", "rude"),
    State("inbox-item-answered", "inbox-item", "duty", "answered", picture=False),
    State("inbox-item-of-an-auditor", "inbox-item", "auditor", "asked", picture=False),
    State("inbox-item-refused", "inbox-item", "author", "asked", act="answer_with_nothing",
          picture=False, status=422),
    State("inbox-units", "inbox-units", "duty"),
    State("inbox-settings", "inbox-settings", "duty", "unit"),
    State("inbox-settings-refused", "inbox-settings", "duty", "unit", act="keep_strange_hours",
          picture=False, status=422),
    State("labels", "labels", "auditor"),
    State("labels-empty", "labels", "new", picture=False),
    State("labels-refused", "labels", "auditor", act="draw_too_few", picture=False, status=422),
    State("labels-sample", "labels-sample", "author", "sample"),
    State("labels-sample-done", "labels-sample", "author", "labelled", picture=False),
    State("labels-results", "labels-results", "auditor", "labelled"),
    State("labels-results-begun", "labels-results", "author", "sample", picture=False),
    State("platforms", "platforms", "governor"),
    State("freeze", "freeze", "governor"),
    State("freeze-refused", "freeze", "duty", act="freeze_without_reason",
          picture=False, status=422),
    State("freeze-empty", "freeze", "new", picture=False),
    State("emergency", "emergency", "admin"),
    State("authorities", "authorities", "admin"),
    State("authority", "authority", "admin", "authority"),
    State("alarms", "alarms", "duty"),
    State("alarms-empty", "alarms", "new", picture=False),
    State("alarm", "alarm", "duty", "alarm"),
    State("alarm-stranger", "alarm", "duty", "stranger"),
    State("alarm-of-an-auditor", "alarm", "auditor", "alarm", picture=False),
    State("alarm-close-refused", "alarm", "duty", "alarm", act="close_without_a_word",
          picture=False, status=422),
    State("alarm-raise", "alarm-raise", "duty", query="notice={corrected}"),
    State("alarm-raise-refused", "alarm-raise", "duty", query="notice={corrected}",
          act="raise_without_a_word", picture=False, status=422),
    State("incident", "incident", "duty", "incident"),
    State("incident-of-an-auditor", "incident", "auditor", "incident", picture=False),
    State("incident-refused", "incident", "duty", "incident", act="promise_nothing",
          picture=False, status=422),
    State("paging", "paging", "duty"),
    State("paging-empty", "paging", "new", picture=False),
    State("paging-arrived", "paging-arrived", "duty", "trial"),
    State("stations", "stations", "duty"),
    State("stations-empty", "stations", "new", picture=False),
    State("authority-guard", "authority-guard", "governor", "authority"),
    State("authority-guard-refused", "authority-guard", "governor", "authority",
          act="write_unknown_places", picture=False, status=422),
    State("on-call", "on-call", "governor"),
    State("on-call-empty", "on-call", "new", picture=False),
    State("calendar", "calendar", "duty"),
    State("calendar-empty", "calendar", "new", picture=False),
    State("exercise", "exercise", "governor", exercise=True),
    State("exercise-real", "exercise", "governor", picture=False),
    State("drill", "drill", "governor", "drill", exercise=True),
    State("people", "people", "admin"),
    State("person", "person", "admin", "person"),
    State("person-door", "person-door", "admin", "person"),
    State("ledger", "ledger", "auditor"),
    State("ledger-verified", "ledger", "auditor", query="verify=1", picture=False),
    State("ledger-not-found", "ledger", "auditor", query="about=zebra", picture=False),
    State("help", "help", "author"),
    State("missing", "missing", "author", status=404),
    State("public-home", "public/home"),
    State("public-authority", "public/authority"),
    State("public-unit", "public/unit"),
    State("public-notice", "public/notice", about="corrected"),
    State("public-notice-critical", "public/notice", about="glass"),
    State("public-notice-over", "public/notice", about="expired", picture=False),
    State("public-tombstone", "public/notice", about="retracted", status=410),
    State("public-accounts", "public/accounts"),
    State("public-status", "public/status"),
    State("public-verify", "public/verify"),
    State("public-verify-unknown", "public/verify-unknown", status=404),
    State("public-verified", "public/verified", about="corrected"),
    State("public-embed", "public/embed"),
    State("public-widget", "public/widget"),
    State("public-widget-of-a-unit", "public/widget-of-a-unit", picture=False),
    State("public-missing", "public/missing", picture=False, status=404),
)  # fmt: skip

# Documents of the public side, by what their paths look like.
PUBLIC = {
    "public/home": "{language}/",
    "public/authority": "{language}/a/{body}/",
    "public/unit": "{language}/u/{body}/{place}/",
    "public/notice": "{language}/p/{}/",
    "public/accounts": "{language}/accounts/",
    "public/status": "{language}/status/",
    "public/verify": "{language}/verify/",
    "public/verify-unknown": "{language}/verify/unknown/",
    "public/verified": "verify/{}/",
    "public/embed": "{language}/embed/",
    "public/widget": "{language}/widget/{body}/",
    "public/widget-of-a-unit": "{language}/widget/{body}/{place}/",
    "public/missing": "404.html",
}
# Not an address: what is answered where there is none.
NOWHERE = {"missing": "/nothing/"}


def addresses() -> set[str]:
    """The addresses that some state shows."""
    return {state.address for state in STATES} - set(NOWHERE)


def pictures(address: str) -> list[str]:
    """The names of the pictures that show an address."""
    return [state.name for state in STATES if state.address == address and state.picture]
