"""What the help page says: a few sentences for each thing a person comes to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do; `href` is the page of the menu where it is done."""

    anchor: str
    icon: str
    title: Promise
    text: Promise
    href: str


TASKS = (
    Task(
        "write",
        "edit",
        _("Write a notice"),
        _(
            "Write the headline and the text once. Beside it stands what each channel will send, "
            "counted as the platform counts, and why a channel is held back. Then submit it."
        ),
        "/notices/new/",
    ),
    Task(
        "approve",
        "check",
        _("Approve or send back"),
        _(
            "What waits for you stands on the desk. Read what changed and what each channel will "
            "send. Who wrote a text cannot approve it; any later edit ends the approval."
        ),
        "/",
    ),
    Task(
        "findings",
        "warning",
        _("Decide on what the rules found"),
        _(
            "Rules read every text before it goes out. What stops a notice has to go, or somebody "
            "with the right sets it aside by name; the rest is decided by whoever approves."
        ),
        "/",
    ),
    Task(
        "take-back",
        "takedown",
        _("Take a notice back"),
        _(
            "Choose “Take down”, then the notice, and write why: the public reads it. Each channel "
            "shows when it is proved gone. Nothing holds this back, no freeze and no mode."
        ),
        "/notices/",
    ),
    Task(
        "alarm",
        "bell",
        _("Answer an alarm"),
        _(
            "A red line stands on every page while something is dangerous. Say that you have it, "
            "take it down with one thumb, or say why it was none. Enter two ways by which you can "
            "be paged, and try them."
        ),
        "/alarms/",
    ),
    Task(
        "correct",
        "edit",
        _("Correct a notice"),
        _(
            "Open the notice and write a correction; a second person approves it. A critical "
            "notice brings a prepared correction, which goes out at once."
        ),
        "/notices/",
    ),
    Task(
        "triage",
        "inbox",
        _("Read and answer what people say"),
        _(
            "The inbox shows what is urgent first. Say with one key what each reply is, answer it, "
            "or hand it over. Nothing is hidden by a machine, and nobody is scored."
        ),
        "/inbox/",
    ),
    Task(
        "freeze",
        "freeze",
        _("Freeze, and lift a freeze"),
        _(
            "A freeze stops all publishing in a place with one action. Two people lift it. "
            "Taking back goes on meanwhile."
        ),
        "/freeze/",
    ),
    Task(
        "glass",
        "warning",
        _("Nobody is there to approve"),
        _(
            "A duty officer can send a critical notice alone, with a reason. Everybody concerned "
            "is told, and another person reviews it afterwards."
        ),
        "/notices/",
    ),
    Task(
        "channel",
        "channels",
        _("Connect a channel, or use it less"),
        _(
            "Enter the channel, then its credentials. Its mode says what it carries: everything, "
            "the important, the critical, or nothing more."
        ),
        "/channels/",
    ),
    Task(
        "people",
        "people",
        _("Let people in"),
        _(
            "Enter the person, then give a role for a place and everything below it. Nobody "
            "changes their own roles."
        ),
        "/people/",
    ),
    Task(
        "account",
        "key",
        _("Sign in safely"),
        _(
            "Add a passkey or an authenticator app to your account, and keep the recovery codes "
            "where you find them. There you also end sessions on other devices."
        ),
        "/account/",
    ),
    Task(
        "ledger",
        "ledger",
        _("See who did what"),
        _(
            "The ledger names everything that was done, in a chain that shows any later change. "
            "Narrow it down, verify it, and keep a copy of what you found."
        ),
        "/ledger/",
    ),
    Task(
        "drill",
        "drill",
        _("Run a drill"),
        _("Choose a scenario and start it. Nothing of it reaches the public; figures follow."),
        "/exercise/",
    ),
)
