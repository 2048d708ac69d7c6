"""What may go wrong on a played platform, as a trainer reads it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

FAULTS = {
    "drop_before": lazy("the connection breaks before anything was done"),
    "drop_after_accept": lazy("it is done, but the connection breaks before the answer"),
    "half_answer": lazy("it is done, but the connection breaks in the middle of the answer"),
    "late_accept": lazy("the connection breaks, and it is done only later"),
    "rate_limit": lazy("too many calls: the platform asks to wait"),
    "error_before": lazy("the platform answers with an error, nothing was done"),
    "error_after": lazy("the platform answers with an error, although it was done"),
    "slow": lazy("the answer comes late"),
    "hang": lazy("no answer ever comes, nothing was done"),
    "html": lazy("a page for people comes back instead of an answer, nothing was done"),
    "garbage": lazy("it is done, but the answer cannot be read"),
    "expired_token": lazy("the credentials have expired"),
    "suspended": lazy("the account is shut out"),
    "refuse": lazy("the mail server refuses the sender"),
    "lag": lazy("what is done shows only later"),
    "ignore_key": lazy("the platform forgets that it was asked before"),
    "delete_ignored": lazy("the platform says yes to a removal, and removes nothing"),
    "truncate": lazy("the platform cuts the text and says that all is well"),
    "stuck": lazy("what is prepared never becomes ready"),
    "spoilt": lazy("what is prepared turns out broken"),
    "delete_lag": lazy("what was removed disappears only later"),
    "forged": lazy("the platform’s webhook is called by somebody who is not the platform"),
    "twice": lazy("the webhook is called twice for the same thing"),
}
OPERATIONS = {
    "publish": lazy("sending"),
    "correct": lazy("correcting"),
    "retract": lazy("removing"),
    "find": lazy("searching"),
    "look": lazy("reading"),
    "auth": lazy("signing in"),
    "media": lazy("sending pictures"),
    "moderate": lazy("moderating"),
    "webhook": lazy("calling our webhook"),
    "*": lazy("everything"),
}
