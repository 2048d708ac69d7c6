"""Whom a notice did not reach, in sentences."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import ngettext

from oyez.publish.missed import COUNTED


def sentences(missed: Counter[str]) -> list[str]:
    """One for each thing that went wrong, the gravest first."""
    found = {
        "refused": ngettext(
            "{n} recipient was refused.", "{n} recipients were refused.", missed["refused"]
        ),
        "unsent": ngettext(
            "It was not sent to {n} recipient.",
            "It was not sent to {n} recipients.",
            missed["unsent"],
        ),
        "gone": ngettext(
            "{n} device is not subscribed any more.",
            "{n} devices are not subscribed any more.",
            missed["gone"],
        ),
        "unknown": ngettext(
            "Nobody knows whether it reached {n} recipient.",
            "Nobody knows whether it reached {n} recipients.",
            missed["unknown"],
        ),
        "held": ngettext(
            "The platform still holds back the message to {n} recipient.",
            "The platform still holds back the messages to {n} recipients.",
            missed["held"],
        ),
    }
    return [found[name].format(n=missed[name]) for name in COUNTED if missed[name]]
