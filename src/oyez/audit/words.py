"""What somebody did, in words: the ledger keeps short names, people read these."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.audit.detail_words import DETAILS

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
    "archive.begin_archiving": _("Began to archive a channel"),
    "archive.confirm_purge": _("Confirmed that old posts are deleted"),
    "archive.end_purge": _("Came to the end of deleting old posts"),
    "archive.finish_archiving": _("Archived a channel"),
    "archive.hand_out": _("Handed out the records of a channel"),
    "archive.hold": _("Put a legal hold on records"),
    "archive.import_export": _("Read in an export of a platform"),
    "archive.lift_hold": _("Lifted a legal hold"),
    "archive.pause_purge": _("Let the deleting of old posts pause"),
    "archive.propose_purge": _("Proposed that old posts are deleted"),
    "archive.resume_purge": _("Let the deleting of old posts go on"),
    "archive.set_retention": _("Said how long a record is kept"),
    "archive.stop_purge": _("Stopped the deleting of old posts"),
    "exercise.play": _("Let an exercise go on"),
    "exercise.start_drill": _("Began an exercise"),
    "exercise.stop_drill": _("Ended an exercise"),
    "govern.accept_risk": _("Accepted the risk of a channel"),
    "govern.approve_platform": _("Approved a platform"),
    "govern.ask_lift_freeze": _("Asked to lift a freeze"),
    "govern.change_authority": _("Changed an authority’s entry"),
    "govern.change_channel": _("Changed a channel’s entry"),
    "govern.change_mode": _("Changed a channel’s mode"),
    "govern.change_register_entry": _("Changed a channel’s entry in the register"),
    "govern.confirm_risk": _("Confirmed the risk of a channel"),
    "govern.connect_channel": _("Connected the account of a channel"),
    "govern.create_authority": _("Entered an authority"),
    "govern.create_channel": _("Entered a channel"),
    "govern.create_unit": _("Entered a unit"),
    "govern.end_duty": _("Ended a duty"),
    "govern.export_register": _("Exported the register"),
    "govern.call_off_modes": _("Called off planned changes of modes"),
    "govern.freeze": _("Froze"),
    "govern.leave_mode": _("Left out a planned change of mode"),
    "govern.plan_modes": _("Planned changes of modes"),
    "govern.hand_over": _("Handed a duty over"),
    "govern.import_register": _("Brought in a register"),
    "govern.lift_freeze": _("Lifted a freeze"),
    "govern.lock_everything": _("Locked everything"),
    "govern.plan_duty": _("Put somebody on call"),
    "govern.record_basis": _("Recorded on what the use of a platform rests"),
    "govern.register_app": _("Registered at a server"),
    "govern.set_app": _("Stored the app of an authority"),
    "govern.set_brand": _("Changed how an authority looks"),
    "govern.set_budget": _("Set a budget"),
    "govern.set_secrets": _("Stored credentials of a channel"),
    "govern.withdraw_platform": _("Withdrew the approval of a platform"),
    "govern.withdraw_risk": _("Withdrew the acceptance of a risk"),
    "guard.accept_look": _("Found a changed page in order"),
    "guard.allow_host": _("Let a listed host through"),
    "guard.find_stranger": _("Found a post that is not in the books"),
    "guard.import_blocklist": _("Brought in a block-list"),
    "guard.look_again": _("Had the watched links looked at"),
    "guard.remove_blocklist": _("Took a block-list away"),
    "guard.see_drift": _("Saw that a linked page has changed"),
    "listen.add_note": _("Wrote a note beside a reply"),
    "listen.agree": _("Agreed to what is done about a reply"),
    "listen.annotate": _("Labelled a reply of a sample"),
    "listen.answer": _("Answered somebody"),
    "listen.answer_automatically": _("Answered by itself"),
    "listen.assign": _("Said who looks after a reply"),
    "listen.draw_sample": _("Drew a sample of replies"),
    "listen.end_answer": _("Took a saved answer out"),
    "listen.export_labels": _("Exported labelled replies"),
    "listen.finish_item": _("Said that a reply is done"),
    "listen.keep_channel": _("Said how a channel is read"),
    "listen.keep_inbox": _("Said how an inbox is kept"),
    "listen.label_item": _("Said what a reply is"),
    "listen.leave": _("Gave up what was to be done about a reply"),
    "guard.acknowledge": _("Took an alarm"),
    "guard.close_incident": _("Closed an incident"),
    "guard.contain": _("Contained an alarm"),
    "guard.describe_incident": _("Wrote about an incident"),
    "guard.draft_words": _("Drafted what was prepared for an incident"),
    "guard.enter_way": _("Entered a way of being paged"),
    "guard.open_incident": _("Opened an incident"),
    "guard.pass_over": _("Closed an alarm that had passed"),
    "guard.promise": _("Decided on a measure"),
    "guard.raise_alarm": _("Raised an alarm"),
    "guard.raise_louder": _("Made an alarm louder"),
    "guard.remove_stranger": _("Asked for the removal of a strange post"),
    "guard.remove_way": _("Removed a way of being paged"),
    "guard.resolve": _("Closed an alarm"),
    "guard.say_arrived": _("Said that a test page came"),
    "guard.say_done": _("Said that a measure is done"),
    "guard.say_removed": _("Said that a strange post is gone"),
    "guard.set_automatic": _("Decided what the guard may do by itself"),
    "guard.station": _("Entered who stands behind the rota"),
    "guard.take_down": _("Took something down by itself"),
    "guard.try_ways": _("Sent a test page"),
    "guard.unstation": _("Took somebody out from behind the rota"),
    "guard.write_words": _("Wrote words for incidents"),
    "listen.make_webhook": _("Made an address for calls of a platform"),
    "listen.moderate": _("Applied the house rules to a reply"),
    "listen.read_item": _("Read something urgent"),
    "listen.reopen_item": _("Put a reply back on the list"),
    "listen.replay": _("Handled stored events again"),
    "listen.save_answer": _("Saved an answer"),
    "listen.settle_deed": _("Said what became of an answer or a measure"),
    "plans.agree_plan": _("Agreed to a plan"),
    "plans.attach_announcement": _("Took a notice as an announcement"),
    "plans.change_step": _("Changed a step of a plan"),
    "plans.confirm_step": _("Said yes to a step that nothing brings back"),
    "plans.draft_plan": _("Drafted a plan"),
    "plans.end": _("Came to the end of a plan"),
    "plans.finish_step": _("Said that a step of a plan is done"),
    "plans.propose_plan": _("Proposed a plan"),
    "plans.return_plan": _("Made a plan a draft again"),
    "plans.skip_step": _("Left a step of a plan out"),
    "plans.stop_plan": _("Stopped a plan"),
    "plans.take_turn": _("Went on with a step of a plan"),
    "plans.undo_step": _("Took a step of a plan back"),
    "plans.write_announcement": _("Had an announcement written"),
    "publish.approve": _("Approved a text"),
    "publish.call_back": _("Called a text back before it went out"),
    "review.comment": _("Commented on a review"),
    "review.decide": _("Decided about a channel"),
    "review.describe_channel": _("Described a channel in a review"),
    "review.drop_review": _("Gave a review up"),
    "review.enter_counts": _("Entered what was counted"),
    "review.freeze_evidence": _("Froze the evidence of a review"),
    "review.import_facts": _("Read interactions in from an export"),
    "review.import_words": _("Read in what people wrote before Oyez listened"),
    "review.open_review": _("Opened a review"),
    "review.publish_review": _("Made a review public, or not any more"),
    "review.score_again": _("Had a period scored again"),
    "review.set_rules": _("Set the rules of reviews"),
    "review.sign": _("Signed a decision as the second person"),
    "review.withdraw": _("Took a decision back"),
    "publish.autosave": _("Went on writing"),
    "publish.break_glass": _("Broke the glass"),
    "publish.close_review": _("Closed a review"),
    "publish.compose": _("Wrote a notice"),
    "publish.correct": _("Wrote a correction"),
    "publish.discard": _("Discarded a draft"),
    "publish.drop_link": _("Took a link out of a text"),
    "publish.edit": _("Edited a text"),
    "publish.expire": _("Let a notice end"),
    "publish.issue_prepared": _("Sent the prepared correction"),
    "publish.leave_by_hand": _("Could not do it by hand"),
    "publish.let_go": _("Let a channel go of a notice"),
    "publish.look_by_hand": _("Looked at what somebody did by hand"),
    "publish.post_by_hand": _("Posted by hand"),
    "publish.remove_by_hand": _("Removed by hand"),
    "publish.retract": _("Took a notice back"),
    "publish.reopen": _("Had a text approved anew"),
    "publish.send_back": _("Sent a text back"),
    "publish.screen": _("Found something in a text"),
    "publish.set_aside": _("Set a block aside"),
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
    "register": (_("The register ({key})"), "/register/"),
    "duty": (_("Duty {key}"), "/on-call/"),
    "ledger": (_("The ledger"), "/ledger/"),
    "factor": (_("Second factor {key}"), "/account/"),
    "drill": (_("Exercise {key}"), "/exercise/"),
    "alarm": (_("Alarm {key}"), "/alarms/{key}/"),
    "incident": (_("Incident {key}"), "/incidents/{key}/"),
    "station": (_("Station {key}"), "/on-call/stations/"),
    "plan": (_("Plan {key}"), "/plans/{key}/"),
    "inbox": (_("Reply {key}"), "/inbox/{key}/"),
    "sample": (_("Sample {key}"), "/labels/{key}/results/"),
    "review": (_("Review {key}"), "/reviews/{key}/"),
    "blocklist": (_("Block-list {key}"), ""),
    "host": (_("Host {key}"), ""),
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
