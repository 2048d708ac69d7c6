"""What somebody did, in words: the ledger keeps short names, people read these."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "accounts.add_passkey": _("Added a passkey"),
    "accounts.change_own_entry": _("Changed their own entry"),
    "accounts.change_person": _("Changed a person’s entry"),
    "accounts.choose_language": _("Chose a language"),
    "accounts.confirm": _("Proved again who they are"),
    "accounts.create_person": _("Entered a person"),
    "accounts.end_sessions": _("Ended sessions"),
    "accounts.export_ledger": _("Exported the ledger"),
    "accounts.forget_factors": _("Removed every second factor of a person"),
    "accounts.grant": _("Gave a role"),
    "accounts.link_directory": _("Linked a person to the directory"),
    "accounts.proof_failed": _("Failed to prove who they are"),
    "accounts.remove_factor": _("Removed a second factor"),
    "accounts.rename_passkey": _("Renamed a passkey"),
    "accounts.renew_codes": _("Renewed the recovery codes"),
    "accounts.revoke": _("Took a role away"),
    "accounts.set_password": _("Set a password"),
    "accounts.set_up_app": _("Set up an app for codes"),
    "accounts.sign_in": _("Signed in"),
    "accounts.sign_in_failed": _("Failed to sign in"),
    "accounts.sign_out": _("Signed out"),
    "accounts.store_codes": _("Stored recovery codes"),
    "accounts.use_link": _("Used a link from an e-mail"),
    "exercise.play": _("Let an exercise go on"),
    "exercise.start_drill": _("Began an exercise"),
    "exercise.stop_drill": _("Ended an exercise"),
    "govern.approve_platform": _("Approved a platform"),
    "govern.ask_lift_freeze": _("Asked to lift a freeze"),
    "govern.change_authority": _("Changed an authority’s entry"),
    "govern.change_channel": _("Changed a channel’s entry"),
    "govern.change_mode": _("Changed a channel’s mode"),
    "govern.connect_channel": _("Connected the account of a channel"),
    "govern.create_authority": _("Entered an authority"),
    "govern.create_channel": _("Entered a channel"),
    "govern.create_unit": _("Entered a unit"),
    "govern.end_duty": _("Ended a duty"),
    "govern.freeze": _("Froze"),
    "govern.hand_over": _("Handed a duty over"),
    "govern.lift_freeze": _("Lifted a freeze"),
    "govern.lock_everything": _("Locked everything"),
    "govern.plan_duty": _("Put somebody on call"),
    "govern.register_app": _("Registered at a server"),
    "govern.set_app": _("Stored the app of an authority"),
    "govern.set_brand": _("Changed how an authority looks"),
    "govern.set_secrets": _("Stored credentials of a channel"),
    "govern.withdraw_platform": _("Withdrew the approval of a platform"),
    "listen.make_webhook": _("Made an address for calls of a platform"),
    "listen.replay": _("Handled stored events again"),
    "publish.approve": _("Approved a text"),
    "publish.autosave": _("Went on writing"),
    "publish.break_glass": _("Broke the glass"),
    "publish.close_review": _("Closed a review"),
    "publish.compose": _("Wrote a notice"),
    "publish.correct": _("Wrote a correction"),
    "publish.edit": _("Edited a text"),
    "publish.expire": _("Let a notice end"),
    "publish.issue_prepared": _("Sent the prepared correction"),
    "publish.leave_by_hand": _("Could not do it by hand"),
    "publish.look_by_hand": _("Looked at what somebody did by hand"),
    "publish.post_by_hand": _("Posted by hand"),
    "publish.remove_by_hand": _("Removed by hand"),
    "publish.retract": _("Took a notice back"),
    "publish.send_back": _("Sent a text back"),
    "publish.settle": _("Said what stands on a channel"),
    "publish.submit": _("Submitted a text"),
    "publish.take_by_hand": _("Took a text in hand to post it"),
}

DIGEST = re.compile(r"[0-9a-f]{40,128}")


def deed(action: str) -> str:
    """The words for an action; one without words is shown as the ledger names it."""
    return str(ACTIONS.get(action, action))


OBJECTS: dict[str, tuple[str | Promise, str]] = {
    "notice": (_("Notice {key}"), "/notices/{key}/"),
    "channel": (_("Channel {key}"), "/channels/{key}/"),
    "person": (_("Person {key}"), "/people/{key}/"),
    "freeze": (_("Freeze {key}"), "/freeze/"),
    "approval": (_("Approval {key}"), "/platforms/"),
    "authority": (_("Authority {key}"), "/authorities/{key}/"),
    "unit": (_("Unit {key}"), "/authorities/"),
    "duty": (_("Duty {key}"), "/on-call/"),
    "ledger": (_("The ledger"), "/ledger/"),
    "factor": (_("Second factor {key}"), "/account/"),
    "drill": (_("Exercise {key}"), "/exercise/"),
}
DETAILS: dict[str, str | Promise] = {
    "accent": _("colour of links"),
    "account": _("account"),
    "acted": _("played by the scenario"),
    "active": _("active"),
    "address": _("address"),
    "approval": _("approval"),
    "authority": _("authority"),
    "bar": _("colour of the bar"),
    "begun": _("begun"),
    "channels": _("channels"),
    "crest": _("crest"),
    "deliveries": _("deliveries"),
    "declined": _("rights not given"),
    "delivery": _("delivery"),
    "ended": _("sessions ended"),
    "ends_on": _("until"),
    "event": _("event"),
    "events": _("events"),
    "fields": _("fields"),
    "fingerprint": _("fingerprint"),
    "how": _("how"),
    "kind": _("kind"),
    "language": _("language"),
    "languages": _("languages"),
    "names": _("names"),
    "new": _("now"),
    "old": _("before"),
    "outcome": _("outcome"),
    "path": _("where"),
    "person": _("person"),
    "platform": _("platform"),
    "reason": _("reason"),
    "revision": _("revision"),
    "role": _("role"),
    "scenario": _("scenario"),
    "scope": _("where"),
    "sessions": _("sessions"),
    "stands": _("stands there"),
    "starts_on": _("from"),
    "to": _("to"),
    "told": _("people told"),
    "unit": _("unit"),
    "urgency": _("urgency"),
}


def thing(object: str) -> tuple[str, str]:
    """What an entry is about, in words, and the page about it (nothing where there is none)."""
    kind, _colon, key = object.partition(":")
    if kind not in OBJECTS or not key:
        return object, ""
    words, href = OBJECTS[kind]
    return str(words).format(key=key), href.format(key=key)


def details(data: Mapping[str, object]) -> list[tuple[str, object]]:
    """What an entry knows besides, with the names in words."""
    return [(str(DETAILS.get(name, name)), _plain(value)) for name, value in data.items()]


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items())
    if isinstance(value, str) and DIGEST.fullmatch(value):
        return f"{value[:12]}…"
    return value
